package exam_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// An answer waits for the transaction that is under way, not for everything that became due before it was given.
func TestAnswersGoBeforeWhatIsDue(t *testing.T) {
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	h := examtest.NewHouse(t, db, examtest.DefaultMix)
	r := h.Sit().Begin()
	begun, free := make(chan struct{}), make(chan struct{})
	var due sync.WaitGroup
	job := func(work func(context.Context)) {
		due.Go(func() {
			if err := h.Real.InTx(t.Context(), func(ctx context.Context) error { work(ctx); return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	let := sync.OnceFunc(func() { close(free) })
	defer let()
	job(func(context.Context) { close(begun); <-free })
	<-begun
	var early atomic.Int32 // jobs that ran before the answer was stored
	w := r.Write(exam.EntryAnswer, 1, "A")
	const jobs = 20
	for range jobs {
		job(func(ctx context.Context) {
			if head, err := h.Real.Head(ctx, w.Sitting); err != nil || head.Seq < w.Seq {
				early.Add(1)
			}
		})
	}
	waiting := func(n int) {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); db.Waiting() != n; time.Sleep(time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%d wait, want %d", db.Waiting(), n)
			}
		}
	}
	waiting(jobs)
	stored := make(chan exam.Receipt, 1)
	err := h.Service.Put(r.Ctx, w, func(x exam.Receipt) { stored <- x })
	if err != nil {
		t.Fatal(err)
	}
	waiting(jobs + 1)
	let()
	if x := <-stored; x.Err != nil {
		t.Error(x.Err)
	}
	due.Wait()
	if n := early.Load(); n != 0 {
		t.Errorf("the answer waited for %d jobs", n)
	}
}

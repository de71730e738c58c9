package exam_test

import (
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// With several transactions under way at once each sitting's records stay in order, every record gets one receipt, and the
// end of the service finishes all lanes.
func TestLanesKeepEverySittingInOrder(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, db func(testing.TB) *sqldb.DB) {
		h := examtest.NewHouse(t, db(t), examtest.DefaultMix)
		h.Tuning = exam.Tuning{Lanes: 4, Batch: 7, Linger: time.Millisecond}
		h.Restart()
		const people, records = 24, 40
		robots := make([]*examtest.Robot, people)
		for i := range robots {
			robots[i] = h.Sit().Begin()
		}
		var wg sync.WaitGroup
		for _, r := range robots {
			wg.Go(func() {
				got := make(chan exam.Receipt, records)
				sent := make([]exam.Write, records)
				for i := range sent { // all under way at once: a lane that swapped two would answer with a gap
					sent[i] = r.Write(exam.EntryAnswer, 1+i%10, []string{"A", "B"}[i%2])
					if err := h.Service.Put(r.Ctx, sent[i], func(x exam.Receipt) { got <- x }); err != nil {
						t.Error(err)
						return
					}
				}
				for i := range sent {
					x := <-got
					if x.Err != nil || x.Seq != int64(i+1) {
						t.Errorf("receipt %d is of number %d: %v", i+1, x.Seq, x.Err)
					}
					r.Acks = append(r.Acks, examtest.Ack{Sitting: x.Sitting, Seq: x.Seq, Kind: sent[i].Kind, Question: sent[i].Question, Answer: sent[i].Answer, At: x.At, Proof: x.Proof})
				}
			})
		}
		wg.Wait()
		pending := make(chan exam.Receipt, people)
		for _, r := range robots { // the end finds these under way
			if err := h.Service.Put(r.Ctx, r.Write(exam.EntryMark, 1, "1"), func(x exam.Receipt) { pending <- x }); err != nil {
				t.Error(err)
			}
		}
		h.Restart()
		for range robots {
			select {
			case x := <-pending:
				if x.Err != nil {
					t.Error(x.Err)
				}
			default:
				t.Fatal("the service ended and left a record without a receipt")
			}
		}
		for _, r := range robots {
			r.Check()
		}
	})
}

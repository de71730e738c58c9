package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/issuing"
	"github.com/suikao/suikao/exam/permit/making"
	"github.com/suikao/suikao/exam/permit/printing"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// PermitRun measures a run of n approved applications on MariaDB, durable: a tenth of the way the program dies, half way somebody stops the run and
// starts another over the rest. Then it makes the files of cards of what was issued.
func PermitRun(ctx context.Context, exe string, n int, out, _ io.Writer) (err error) {
	p, err := newPlace(ctx, exe, sqldb.MySQL)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	return p.furnish(ctx, func(ctx context.Context, h *house) error {
		d, err := newPermitDesk(ctx, h)
		if err != nil {
			return err
		}
		if _, err := d.approved(ctx, n); err != nil {
			return err
		}
		if err := p.flush(ctx); err != nil {
			return err
		}
		r := &measuredRun{permitDesk: d, n: n, bells: map[int64]func(){}}
		if err := r.issueAll(ctx); err != nil {
			return err
		}
		pdf, err := d.printed(ctx, r.ids)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "bench permits-run: n=%d issue_per_s=%.0f pdf_per_s=%.1f resume_s=%.3f stop_s=%.3f restart_s=%.3f ms_per_card=%.1f file_mb=%.1f peak_mb=%.0f\n",
			n, float64(n)/r.working.Seconds(), 1000/pdf.msPerCard, r.resume.Seconds(), r.stop.Seconds(), r.restart.Seconds(), pdf.msPerCard, pdf.fileMB, pdf.peakMB)
		return err
	})
}

// measuredRun is a run of issuing that is watched; it is what the run has of permits and accounts.
type measuredRun struct {
	*permitDesk
	n       int
	issued  atomic.Int64
	bells   map[int64]func() // called after so many permits; set while none is issued
	ids     []permit.ID      // some that were issued
	working time.Duration
	resume  time.Duration // from the return of the program to the next permit
	stop    time.Duration // until a run that somebody stopped issues no more
	restart time.Duration // from the start of a run over the rest to its first permit
}

func (r *measuredRun) Issue(ctx context.Context, id permit.ApplicationID) (permit.Permit, error) {
	p, err := r.Service.Issue(ctx, id)
	if err != nil {
		return p, err
	}
	if ring, ok := r.bells[r.issued.Add(1)]; ok {
		ring()
	}
	return p, nil
}

// Deputy implements issuing.Accounts.
func (r *measuredRun) Deputy(ctx context.Context, id people.AccountID) (actor.Actor, error) {
	a := actor.From(r.officer(ctx, 0))
	if a.ID != string(id) {
		return a, people.ErrEnded
	}
	return a, nil
}

func (r *measuredRun) service() *issuing.Service {
	deps := r.h.Issuing.Deps
	deps.Permits, deps.Accounts = r, r
	return issuing.New(deps)
}

// at has do called when k permits are issued in all.
func (r *measuredRun) at(k int64, do func()) { r.bells[k] = do }

func (r *measuredRun) issueAll(ctx context.Context) error {
	officer := r.officer(ctx, 0)
	began := time.Now()
	first, err := r.service().Start(officer, nil)
	if err != nil {
		return err
	}
	dying, die := context.WithCancel(ctx)
	r.at(int64(r.n/10), die)
	if err := r.until(dying, r.service(), first.ID); dying.Err() == nil {
		return fmt.Errorf("the program lives on: %w", err)
	}
	back := time.Now()
	r.at(r.issued.Load()+1, func() { r.resume = time.Since(back) })
	again := r.service()
	var stopped time.Time
	var stop error
	r.at(int64(r.n/2), func() {
		stopped = time.Now()
		_, stop = again.Stop(context.WithoutCancel(officer), first.ID)
	})
	if err := errors.Join(r.until(ctx, again, first.ID), stop); err != nil {
		return err
	}
	r.stop = time.Since(stopped)
	start := time.Now()
	r.at(r.issued.Load()+1, func() { r.restart = time.Since(start) })
	rest, err := again.Start(officer, nil)
	if err != nil {
		return err
	}
	if err := r.until(ctx, again, rest.ID); err != nil {
		return err
	}
	r.working = time.Since(began)
	return r.counted(officer, again, first.ID, rest.ID)
}

// until carries a run on to its end.
func (r *measuredRun) until(ctx context.Context, s *issuing.Service, id issuing.RunID) error {
	for {
		if err := s.RunOnce(ctx); err != nil {
			return err
		}
		if now, err := s.Store.Run(ctx, id); err != nil || now.State != issuing.Running {
			return err
		}
	}
}

// counted checks that every application has its permit, and once.
func (r *measuredRun) counted(ctx context.Context, s *issuing.Service, runs ...issuing.RunID) error {
	all := 0
	for _, id := range runs {
		_, n, lines, err := s.Look(ctx, id, issuing.Issued, 0, printing.PartCards)
		if err != nil {
			return err
		}
		if n[issuing.Failed] > 0 {
			return fmt.Errorf("%d of run %s were refused", n[issuing.Failed], id)
		}
		all += n[issuing.Issued]
		for _, l := range lines {
			r.ids = append(r.ids, l.Permit)
		}
	}
	var permits int
	if err := r.h.db.SQL().QueryRowContext(ctx, "SELECT COUNT(*) FROM permit WHERE pass_id NOT LIKE 'IMP%'").Scan(&permits); err != nil {
		return err
	}
	if all != r.n || permits != r.n {
		return fmt.Errorf("%d lines and %d permits of %d applications", all, permits, r.n)
	}
	return nil
}

// printedCards is what a file of cards costs.
type printedCards struct{ msPerCard, fileMB, peakMB float64 }

// sitter is everybody's photo, as large as one that is handed in.
type sitter []byte

func (s sitter) GetPhoto(context.Context, string) ([]byte, error) { return s, nil }

func portrait() (sitter, error) {
	m := image.NewRGBA(image.Rect(0, 0, 590, 826))
	for y := range 826 {
		for x := range 590 {
			m.Set(x, y, color.RGBA{uint8(x*y>>9 ^ x), uint8(160 + y*60/826), uint8(x * 255 / 590), 255})
		}
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, m, nil)
	return b.Bytes(), err
}

// printed makes files of printing.PartCards cards. Peak is what the heap held above what it held before.
func (d *permitDesk) printed(ctx context.Context, ids []permit.ID) (printedCards, error) {
	photo, err := portrait()
	if err != nil {
		return printedCards{}, err
	}
	deps := d.h.Making.Deps
	deps.Permits, deps.Photos = d.Service, photo
	m := making.New(deps)
	ids = ids[:min(len(ids), printing.PartCards)]
	runtime.GC()
	before := heap()
	var peak atomic.Uint64
	done := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for t := time.NewTicker(5 * time.Millisecond); ; {
			select {
			case <-done:
				t.Stop()
				return
			case <-t.C:
				peak.Store(max(peak.Load(), heap()))
			}
		}
	}()
	const files = 3
	size := 0
	began := time.Now()
	for range files {
		file, failed, err := m.Cards(d.officer(ctx, 0), ids)
		if err != nil || len(failed) > 0 {
			return printedCards{}, fmt.Errorf("%d cards failed: %w", len(failed), err)
		}
		size = len(file)
	}
	took := time.Since(began)
	close(done)
	<-ended
	return printedCards{took.Seconds() * 1000 / float64(files*len(ids)), float64(size) / 1e6, float64(max(peak.Load(), before)-before) / 1e6}, nil
}

func heap() uint64 {
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

package permit_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/issuing"
	"github.com/suikao/suikao/exam/permit/issuing/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
)

// runs is exam/permit/issuing over the real permits; accounts are the staff of the tests.
type runs struct {
	*issuing.Service
	h      *house
	store  *store.Store
	mu     sync.Mutex
	stop   int             // the issue with this number fails as a crash would, after it was done; 0: none
	closed map[string]bool // accounts
}

func newRuns(h *house) *runs {
	d := &runs{h: h, store: store.New(h.db), closed: map[string]bool{}}
	d.Service = issuing.New(issuing.Deps{Clock: h.clock.Now, Audit: audit.New(h.db, h.clock.Now), Tx: d.store, Store: d.store, Permits: d, Accounts: d})
	return d
}

func (d *runs) Issue(ctx context.Context, id permit.ApplicationID) (permit.Permit, error) {
	p, err := d.h.Issue(ctx, id)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stop > 0 {
		if d.stop--; d.stop == 0 {
			return p, errors.New("killed")
		}
	}
	return p, err
}

func (d *runs) FindApplications(ctx context.Context, q permit.ApplicationQuery) ([]permit.Application, error) {
	return d.h.FindApplications(ctx, q)
}

func (d *runs) Deputy(_ context.Context, id people.AccountID) (actor.Actor, error) {
	if d.closed[string(id)] {
		return actor.Actor{}, people.ErrEnded
	}
	a := staff[string(id)]
	a.ID = string(id)
	return a, nil
}

// waiting makes n approved applications of as many people.
func (h *house) waiting(n int) []permit.ApplicationID {
	h.t.Helper()
	var out []permit.ApplicationID
	for i := range n {
		who := people.PersonID(fmt.Sprintf("p-run-%d", i))
		h.person(who, name, identity.Document{Country: "KAZ", Kind: identity.Passport, Number: fmt.Sprintf("R%07d", i)})
		h.pass(who, item, rules.SpecialOperator)
		out = append(out, h.approved(who, item).ID)
	}
	return out
}

func (d *runs) finished(id issuing.RunID) (issuing.Run, map[issuing.LineState]int, []issuing.Line) {
	d.h.t.Helper()
	r, n, lines, err := d.Look(as("issuer"), id, "", 0, 200)
	if err != nil || r.State != issuing.Done {
		d.h.t.Fatalf("%+v %v", r, err)
	}
	return r, n, lines
}

func TestARunIssuesWhatCanBeAndSaysWhyNotTheRest(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		d := newRuns(h)
		if _, err := d.Start(as("issuer"), nil); !errors.Is(err, issuing.ErrNothing) {
			t.Error(err)
		}
		h.waiting(70)
		h.training["p-run-5"] = permit.Training{} // taken back after the approval
		if n, err := d.Waiting(as("issuer")); err != nil || n != 70 {
			t.Fatal(n, err)
		}
		r, err := d.Start(as("issuer"), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, n, lines := d.finished(r.ID)
		if n[issuing.Issued] != 69 || n[issuing.Failed] != 1 {
			t.Errorf("%v", n)
		}
		_, _, failed, err := d.Look(as("issuer"), r.ID, issuing.Failed, 0, 200)
		if err != nil || len(failed) != 1 {
			t.Fatal(failed, err)
		}
		if l := failed[0]; l.State != issuing.Failed || l.Fault != permit.ErrTraining.Code() || l.ZH == "" || l.EN == "" {
			t.Errorf("%+v", l)
		}
		done := lines[0]
		if done.State == issuing.Failed {
			done = lines[1]
		}
		p, err := h.Look(as("issuer"), done.Permit)
		if err != nil || p.Permit.IssuerPerson != "p-issuer" || p.Permit.IssuerSigner != "经办p-issuer" {
			t.Errorf("%+v %v", p.Permit, err)
		}
		if n, err := d.Waiting(as("issuer")); err != nil || n != 1 {
			t.Error(n, err)
		}
	})
}

func TestAKilledRunGoesOnWhereItStopped(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		d := newRuns(h)
		h.waiting(30)
		r, err := d.Start(as("issuer"), nil)
		if err != nil {
			t.Fatal(err)
		}
		for d.stop = 4; ; d.stop = 4 {
			if err := d.RunOnce(t.Context()); err == nil {
				break
			}
		}
		if _, n, _ := d.finished(r.ID); n[issuing.Issued] != 30 {
			t.Errorf("%v", n)
		}
		if all, err := h.Permits.Permits(t.Context(), permit.Query{Paths: []string{path}, Limit: 100}); err != nil || len(all) != 30 {
			t.Errorf("%d permits, %v", len(all), err)
		}
	})
}

func TestTwoRunsOverTheSameApplicationsIssueEachOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		d := newRuns(h)
		ids := h.waiting(24)
		a, err := d.Start(as("issuer"), ids)
		if err != nil {
			t.Fatal(err)
		}
		b, err := d.Start(as("issuer2"), ids)
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() { _ = d.RunOnce(context.Background()) })
		}
		wg.Wait()
		if err := d.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, one, _ := d.finished(a.ID)
		_, two, lines := d.finished(b.ID)
		if one[issuing.Issued]+two[issuing.Issued] != 24 || one[issuing.Failed]+two[issuing.Failed] != 24 {
			t.Errorf("%v %v", one, two)
		}
		for _, l := range lines {
			if l.State == issuing.Failed && l.Fault != permit.ErrState.Code() {
				t.Errorf("%+v", l)
			}
		}
		if all, err := h.Permits.Permits(t.Context(), permit.Query{Paths: []string{path}, Limit: 100}); err != nil || len(all) != 24 {
			t.Errorf("%d permits, %v", len(all), err)
		}
	})
}

func TestRunsAreTheIssuersOwn(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		d := newRuns(h)
		ids := h.waiting(6)
		_, err := d.Start(as("reviewer"), nil)
		refused(t, "a reviewer", err, permit.ErrForbidden)
		for what, chosen := range map[string][]permit.ApplicationID{"one that is not there": {"nobody"}, "one twice": {ids[0], ids[0]}} {
			if _, err := d.Start(as("issuer"), chosen); err == nil {
				t.Errorf("%s is chosen", what)
			}
		}
		if n, err := d.Waiting(as("far")); err != nil || n != 0 {
			t.Errorf("another authority: %d %v", n, err)
		}
		r, err := d.Start(as("issuer"), ids[:5])
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Start(as("issuer"), ids[5:])
		refused(t, "a second run", err, issuing.ErrRunning)
		_, _, _, err = d.Look(as("far"), r.ID, "", 0, 10)
		refused(t, "another authority looks", err, permit.ErrNotFound)
		_, err = d.Stop(as("far"), r.ID)
		refused(t, "another authority stops it", err, permit.ErrNotFound)
		_, err = d.Stop(as("desk"), r.ID)
		refused(t, "a clerk stops it", err, permit.ErrForbidden)
		if got, err := d.Stop(as("issuer2"), r.ID); err != nil || got.State != issuing.Stopped || got.StoppedBy != "经办p-issuer2" {
			t.Errorf("%+v %v", got, err)
		}
		_, err = d.Stop(as("issuer"), r.ID)
		refused(t, "once more", err, issuing.ErrOver)
		if err := d.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n, err := d.Waiting(as("issuer")); err != nil || n != 6 {
			t.Errorf("a stopped run goes on: %d wait, %v", n, err)
		}
		r, err = d.Start(as("issuer"), nil)
		if err != nil {
			t.Fatal(err)
		}
		d.closed["issuer"] = true
		if err := d.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		got, n, _, err := d.Look(as("issuer2"), r.ID, "", 0, 10)
		if err != nil || got.State != issuing.Stopped || got.Reason != issuing.ErrEnded.Code() || n[issuing.Issued] != 0 {
			t.Errorf("%+v %v %v", got, n, err)
		}
		// Who reviewed them cannot issue them in a run either.
		r, err = d.Start(as("rev-iss"), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, n, lines := d.finished(r.ID); n[issuing.Failed] != 6 || lines[0].Fault != permit.ErrSamePerson.Code() {
			t.Errorf("%v %+v", n, lines[0])
		}
	})
}

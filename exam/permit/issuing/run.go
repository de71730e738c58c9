package issuing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package; those of exam/permit pass through.
var (
	ErrNothing = fault.Define("permit.run_nothing", fault.Conflict, "现在没有已审核通过、等待发证的申请。", "No approved application waits for its permit now.")
	ErrChosen  = fault.Define("permit.run_chosen", fault.Invalid, "所选申请中有的不存在、不归您办理，或者不在“已通过”状态。请刷新后重新选择。", "Some of the chosen applications do not exist, are not yours, or are not approved. Reload and choose again.")
	ErrRunning = fault.Define("permit.run_running", fault.Conflict, "您已有一批正在发证，完成或停止后再开始下一批。", "A run of yours is going on: wait for its end or stop it first.")
	ErrOver    = fault.Define("permit.run_over", fault.Conflict, "这一批已经结束。", "This run is over.")
	ErrEnded   = fault.Define("permit.run_no_right", fault.Forbidden, "发起人的账号已停用或不再有发证权限，这一批已停止。", "The account that started the run was closed or lost the right to issue: the run was stopped.")
)

// Most is how many applications a run may hold.
const Most = 10_000

const (
	pageSize = 50   // between two looks whether somebody stopped the run
	hands    = 4    // permits issued at once; the house has other work besides
	share    = 1000 // of a call of RunOnce
)

// RunID names a run.
type RunID string

// State is where a run stands.
type State string

// The states of a run.
const (
	Running State = "RUNNING"
	Stopped State = "STOPPED" // by somebody, or because the issuer lost the right; what was issued stays
	Done    State = "DONE"
)

// Run is a set of applications to issue.
type Run struct {
	ID        RunID
	OrgPath   string // under which all of its applications lie
	Account   people.AccountID
	Person    people.PersonID
	Name      string // of the issuer
	Total     int
	State     State
	Reason    string // code of why it was stopped by itself; empty otherwise
	StartedAt time.Time
	EndedAt   time.Time // zero: it goes on
	StoppedBy string    // name
}

// LineState is where an application of a run stands.
type LineState string

// The states of lines.
const (
	Waits  LineState = "WAITING"
	Issued LineState = "ISSUED"
	Failed LineState = "FAILED"
)

// Line is an application of a run.
type Line struct {
	N           int // place in the run, from 1
	Application permit.ApplicationID
	State       LineState
	Permit      permit.ID
	Fault       string // code
	ZH, EN      string // why
}

// Store keeps runs.
type Store interface {
	// AddRun adds a run with its lines; permit.ErrDuplicate where the account has one that goes on.
	AddRun(ctx context.Context, r Run, lines []permit.ApplicationID) error
	Run(ctx context.Context, id RunID) (Run, error) // permit.ErrNotFound
	// Runs lists those under paths, newest first, before one.
	Runs(ctx context.Context, paths []string, before RunID, limit int) ([]Run, error)
	// EndRun writes the end of a run that goes on; permit.ErrChanged otherwise.
	EndRun(ctx context.Context, r Run) error
	// Going lists the runs that go on, oldest first.
	Going(ctx context.Context) ([]Run, error)
	// Lines lists at most limit lines after a place; state empty: all.
	Lines(ctx context.Context, id RunID, state LineState, after, limit int) ([]Line, error)
	// SaveLine writes a line that still waits; permit.ErrChanged otherwise.
	SaveLine(ctx context.Context, id RunID, l Line) error
	Count(ctx context.Context, id RunID) (map[LineState]int, error)
}

// Permits is what runs need of permits; *permit.Service is one.
type Permits interface {
	Issue(ctx context.Context, id permit.ApplicationID) (permit.Permit, error)
	FindApplications(ctx context.Context, q permit.ApplicationQuery) ([]permit.Application, error)
}

// Accounts tells who an account is now, with the roles that it has now; fault of kind Forbidden or Unauthenticated where it was closed.
type Accounts interface {
	Deputy(ctx context.Context, id people.AccountID) (actor.Actor, error)
}

// Tx runs fn in one transaction that travels in the context; inside an open one it joins. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Deps are what the service needs; all are required.
type Deps struct {
	Clock    actor.Clock
	Audit    actor.Auditor
	Tx       Tx
	Store    Store
	Permits  Permits
	Accounts Accounts
}

// Service issues permits in runs. It is safe for concurrent use.
type Service struct{ Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

func (s *Service) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

func (s *Service) record(ctx context.Context, verb string, r Run, detail map[string]string) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "permit_run:" + string(r.ID), Path: r.OrgPath, Detail: detail})
}

// Waiting counts the approved applications that the caller could start a run over, at most Most. Errors: permit.ErrForbidden.
func (s *Service) Waiting(ctx context.Context) (int, error) {
	list, err := s.approved(ctx)
	return len(list), err
}

func home(ctx context.Context) (string, error) {
	a := actor.From(ctx)
	paths := a.Paths(people.PermitIssuer)
	if len(paths) == 0 || a.Person == "" {
		return "", permit.ErrForbidden
	}
	return paths[0], nil
}

// approved lists the approved applications under the caller's first authority, oldest first.
func (s *Service) approved(ctx context.Context) ([]permit.ApplicationID, error) {
	path, err := home(ctx)
	if err != nil {
		return nil, err
	}
	var out []permit.ApplicationID
	for after := permit.ApplicationID(""); len(out) < Most; {
		page, err := s.Permits.FindApplications(ctx, permit.ApplicationQuery{Paths: []string{path}, States: []permit.ApplicationState{permit.Approved}, After: after, Limit: 200})
		if err != nil {
			return nil, err
		}
		for _, a := range page {
			out, after = append(out, a.ID), a.ID
		}
		if len(page) < 200 {
			break
		}
	}
	return out[:min(len(out), Most)], nil
}

// Start begins a run over the chosen applications, or over all approved ones where none is chosen. The caller is a PERMIT_ISSUER. Errors:
// permit.ErrForbidden, ErrNothing, ErrChosen, ErrRunning.
func (s *Service) Start(ctx context.Context, chosen []permit.ApplicationID) (Run, error) {
	all, err := s.approved(ctx)
	if err != nil {
		return Run{}, err
	}
	path, err := home(ctx)
	if err != nil {
		return Run{}, err
	}
	if len(chosen) > 0 {
		there := map[permit.ApplicationID]bool{}
		for _, id := range all {
			there[id] = true
		}
		for _, id := range chosen {
			if !there[id] {
				return Run{}, ErrChosen.At("body.applications")
			}
			there[id] = false // named twice it is refused as well
		}
		all = slices.Clone(chosen)
	}
	if len(all) == 0 {
		return Run{}, ErrNothing
	}
	now, a := s.now(), actor.From(ctx)
	r := Run{ID: RunID(actor.NewID(now)), OrgPath: path, Account: people.AccountID(a.ID), Person: people.PersonID(a.Person), Name: a.Name, Total: len(all), State: Running, StartedAt: now}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.AddRun(ctx, r, all); err != nil {
			if errors.Is(err, permit.ErrDuplicate) {
				return ErrRunning
			}
			return err
		}
		return s.record(ctx, "permit_run.start", r, map[string]string{"applications": fmt.Sprint(len(all))})
	})
	return r, err
}

// Runs lists the runs of the caller's authorities, newest first, before one. Errors: permit.ErrForbidden.
func (s *Service) Runs(ctx context.Context, before RunID, limit int) ([]Run, error) {
	paths := actor.From(ctx).Paths(people.PermitIssuer)
	if len(paths) == 0 {
		return nil, permit.ErrForbidden
	}
	return s.Store.Runs(ctx, paths, before, limit)
}

// Look returns a run, how far it is, and a page of its lines in a state, after a place. Errors: permit.ErrNotFound, permit.ErrForbidden.
func (s *Service) Look(ctx context.Context, id RunID, state LineState, after, limit int) (Run, map[LineState]int, []Line, error) {
	r, err := s.own(ctx, id)
	if err != nil {
		return Run{}, nil, nil, err
	}
	n, err := s.Store.Count(ctx, id)
	if err != nil {
		return r, nil, nil, err
	}
	lines, err := s.Store.Lines(ctx, id, state, after, limit)
	return r, n, lines, err
}

func (s *Service) own(ctx context.Context, id RunID) (Run, error) {
	r, err := s.Store.Run(ctx, id)
	if err != nil {
		return Run{}, err
	}
	switch a := actor.From(ctx); {
	case a.Can(r.OrgPath, people.PermitIssuer):
		return r, nil
	case a.Sees(r.OrgPath):
		return Run{}, permit.ErrForbidden
	}
	return Run{}, permit.ErrNotFound
}

// Stop ends a run; what was issued stays. Any issuer of the authority may. Errors: permit.ErrNotFound, permit.ErrForbidden, ErrOver.
func (s *Service) Stop(ctx context.Context, id RunID) (Run, error) {
	r, err := s.own(ctx, id)
	if err != nil {
		return Run{}, err
	}
	r.StoppedBy = actor.From(ctx).Name
	if err := s.end(ctx, &r, Stopped, ""); errors.Is(err, permit.ErrChanged) {
		return Run{}, ErrOver
	} else if err != nil {
		return Run{}, err
	}
	return r, nil
}

func (s *Service) end(ctx context.Context, r *Run, state State, reason string) error {
	r.State, r.Reason, r.EndedAt = state, reason, s.now()
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.EndRun(ctx, *r); err != nil {
			return err
		}
		n, err := s.Store.Count(ctx, r.ID)
		if err != nil {
			return err
		}
		return s.record(ctx, "permit_run.end", *r, map[string]string{"state": string(state), "reason": reason, "issued": fmt.Sprint(n[Issued]), "failed": fmt.Sprint(n[Failed])})
	})
}

// RunOnce goes on with the runs, a share of each. Call it every second; it goes on where it stopped.
func (s *Service) RunOnce(ctx context.Context) error {
	list, err := s.Store.Going(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, r := range list {
		if err := s.carry(ctx, r); err != nil && !errors.Is(err, permit.ErrChanged) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

func (s *Service) carry(ctx context.Context, r Run) error {
	after := 0
	for range share / pageSize {
		issuer, err := s.Accounts.Deputy(ctx, r.Account)
		if k := fault.KindOf(err); err != nil && (k == fault.Internal || k == fault.Unavailable) {
			return err
		}
		if err != nil || issuer.Person != string(r.Person) || !issuer.Can(r.OrgPath, people.PermitIssuer) {
			return s.end(ctx, &r, Stopped, ErrEnded.Code())
		}
		if now, err := s.Store.Run(ctx, r.ID); err != nil || now.State != Running {
			return err
		}
		lines, err := s.Store.Lines(ctx, r.ID, Waits, after, pageSize)
		if err != nil {
			return err
		}
		if err := s.issueAll(actor.With(ctx, issuer), r.ID, lines); err != nil {
			return err
		}
		if len(lines) > 0 {
			after = lines[len(lines)-1].N
		}
		if len(lines) < pageSize {
			left, err := s.Store.Lines(ctx, r.ID, Waits, 0, 1) // those that changed in the same moment come again
			if err != nil || len(left) > 0 {
				return err
			}
			return s.end(ctx, &r, Done, "")
		}
	}
	return nil
}

// issueAll issues the permits of lines, several at a time: each waits for the disk most of its time. A failure of the program ends it.
func (s *Service) issueAll(ctx context.Context, id RunID, lines []Line) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	failed := make([]error, hands)
	for i := range failed {
		wg.Go(func() {
			for k := next.Add(1); int(k) <= len(lines); k = next.Add(1) {
				if err := s.issue(ctx, id, lines[k-1]); err != nil && !errors.Is(err, permit.ErrChanged) {
					failed[i] = err
					next.Store(int64(len(lines)))
				}
			}
		})
	}
	wg.Wait()
	return errors.Join(failed...)
}

// issue issues one permit. What its application or its rules refuse is noted at the line; a failure of the program leaves it waiting.
func (s *Service) issue(ctx context.Context, id RunID, l Line) error {
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.Permits.Issue(ctx, l.Application)
		if err != nil {
			return err
		}
		l.State, l.Permit = Issued, p.ID
		return s.Store.SaveLine(ctx, id, l)
	})
	f := fault.From(err)
	if err == nil || errors.Is(err, permit.ErrChanged) || f.Kind() == fault.Internal || f.Kind() == fault.Unavailable {
		return err
	}
	if inner := f.Fields(); len(inner) > 0 {
		f = inner[0].Err // the first condition that is not met
	}
	return s.Store.SaveLine(ctx, id, Line{N: l.N, State: Failed, Fault: f.Code(), ZH: f.Text("zh-CN"), EN: f.Text("en")})
}

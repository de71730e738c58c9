package questionbank

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"time"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/rehearsal"
)

// RehearsalState is where a rehearsal stands.
type RehearsalState string

// The states of a rehearsal.
const (
	Waiting   RehearsalState = "WAITING" // for the job that draws
	Running   RehearsalState = "RUNNING"
	Rehearsed RehearsalState = "DONE"
	Failed    RehearsalState = "FAILED" // Why says why; a blueprint that the release does not carry is not rehearsed
)

// Rehearsal is a dry run of a blueprint on a release, see questionbank/rehearsal.
type Rehearsal struct {
	Blueprint BlueprintID
	Release   ReleaseID
	State     RehearsalState
	Done      int // papers drawn
	Papers    int
	Report    rehearsal.Report // of a DONE one
	Sum       assembly.Hash    // SHA-256 of the report as stored: who publishes names it
	Why       [2]string        // of a FAILED one: zh, en
	By        Signature
	EndedAt   time.Time
	Current   bool // the release is the one in use
}

// StoredRehearsal is a rehearsal as kept: the report in JSON.
type StoredRehearsal struct {
	Rehearsal
	Text []byte
}

// RehearsalStore keeps rehearsals, one per blueprint and release. Failure: ErrNoRehearsal.
type RehearsalStore interface {
	// AskRehearsal stores a WAITING one; an earlier one of blueprint and release that has ended gives way, another stays.
	AskRehearsal(ctx context.Context, r Rehearsal) error
	RehearsalFor(ctx context.Context, b BlueprintID, r ReleaseID) (StoredRehearsal, error)
	NewestRehearsal(ctx context.Context, b BlueprintID) (StoredRehearsal, error)
	UnendedRehearsals(ctx context.Context, limit int) ([]StoredRehearsal, error) // oldest first
	// NoteRehearsal writes what changes while it runs and when it ends: state, papers drawn, report, sum, reason, end. One that
	// has ended is left as it is.
	NoteRehearsal(ctx context.Context, r StoredRehearsal) error
}

// ErrNoRehearsal and ErrUnrehearsed are about dry runs.
var (
	ErrNoRehearsal = fault.Define("bank.no_rehearsal", fault.NotFound, "这份组卷规则还没有试组卷。", "This blueprint was not rehearsed yet.")
	ErrUnrehearsed = fault.Define("bank.unrehearsed", fault.Conflict, "请先看现用题库版本的试组卷报告，再批准。报告可能已更新，请重新打开。",
		"Look at the rehearsal on the release in use before you approve. It may be newer than the one you saw: open it again.")
)

// Rehearse has a thousand papers drawn from a blueprint and the release in use; the job RehearseOnce does it. One that waits or runs
// is returned as it is. Nothing that belongs to examinations is touched.
func (s *Service) Rehearse(ctx context.Context, id BlueprintID) (Rehearsal, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Rehearsal{}, err
	}
	p, b, err := s.blueprintFor(ctx, id, plans)
	if err != nil {
		return Rehearsal{}, err
	}
	if p.State != Proposed && p.State != Active {
		return Rehearsal{}, ErrState
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Banks.LockBank(ctx, b.ID); err != nil {
			return err
		}
		r, err := s.ownRelease(ctx, b)
		if err != nil {
			return err
		}
		if old, err := s.d.Rehearsals.RehearsalFor(ctx, id, r.ID); err == nil && (old.State == Waiting || old.State == Running) {
			return nil
		}
		if err := s.askRehearsal(ctx, id, r.ID, by); err != nil {
			return err
		}
		return s.recordBlueprint(ctx, b, "blueprint.rehearse", p, "")
	})
	if err != nil {
		return Rehearsal{}, err
	}
	return s.RehearsalOf(ctx, id)
}

func (s *Service) askRehearsal(ctx context.Context, id BlueprintID, r ReleaseID, by Signature) error {
	return s.d.Rehearsals.AskRehearsal(ctx, Rehearsal{Blueprint: id, Release: r, State: Waiting, Papers: s.papersOfRehearsal(), By: by})
}

func (s *Service) papersOfRehearsal() int {
	if s.d.Rehearse > 0 {
		return s.d.Rehearse
	}
	return rehearsal.Papers
}

// rehearseNew asks for the rehearsal of a new proposal; where no release is in use yet there is nothing to draw from.
func (s *Service) rehearseNew(ctx context.Context, b Bank, p Blueprint) error {
	r, err := s.ownRelease(ctx, b)
	if errors.Is(err, ErrNoRelease) || errors.Is(err, ErrOtherActive) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.askRehearsal(ctx, p.ID, r.ID, p.By)
}

// rehearseOn asks for the rehearsals of what is proposed or in use on a release that comes into use.
func (s *Service) rehearseOn(ctx context.Context, b Bank, r Release, by Signature) error {
	list, err := s.d.Blueprints.Blueprints(ctx, b.ID)
	if err != nil {
		return err
	}
	for _, p := range list {
		if p.State != Proposed && p.State != Active {
			continue
		}
		if err := s.askRehearsal(ctx, p.ID, r.ID, by); err != nil {
			return err
		}
	}
	return nil
}

// RehearsalOf returns the rehearsal of a blueprint on the release in use, else its newest one; ErrNoRehearsal.
func (s *Service) RehearsalOf(ctx context.Context, id BlueprintID) (Rehearsal, error) {
	p, b, err := s.blueprintFor(ctx, id, lists)
	if err != nil {
		return Rehearsal{}, err
	}
	r, err := s.ownRelease(ctx, b)
	if err != nil && !errors.Is(err, ErrNoRelease) && !errors.Is(err, ErrOtherActive) {
		return Rehearsal{}, err
	}
	found, err := s.d.Rehearsals.RehearsalFor(ctx, p.ID, r.ID)
	if errors.Is(err, ErrNoRehearsal) {
		found, err = s.d.Rehearsals.NewestRehearsal(ctx, p.ID)
	}
	if err != nil {
		return Rehearsal{}, err
	}
	out := found.Rehearsal
	out.Current = r.ID != "" && out.Release == r.ID
	if out.State == Rehearsed {
		err = json.Unmarshal(found.Text, &out.Report)
	}
	return out, err
}

// rehearsed checks that the second person had the report of this blueprint on this release before them.
func (s *Service) rehearsed(ctx context.Context, p Blueprint, r Release, seen assembly.Hash) error {
	found, err := s.d.Rehearsals.RehearsalFor(ctx, p.ID, r.ID)
	if errors.Is(err, ErrNoRehearsal) || err == nil && (found.State != Rehearsed || found.Sum != seen) {
		return ErrUnrehearsed
	}
	return err
}

// RehearseOnce draws what was asked for. It is a job for one node at a time; what a node left undone is begun anew, with the same
// result.
func (s *Service) RehearseOnce(ctx context.Context) error {
	list, err := s.d.Rehearsals.UnendedRehearsals(ctx, 4)
	if err != nil {
		return err
	}
	for _, r := range list {
		if err := s.rehearse(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) rehearse(ctx context.Context, r StoredRehearsal) error {
	report, err := s.dryRun(ctx, &r)
	var stop *stopped
	switch {
	case errors.As(err, &stop):
		return stop.error
	case err != nil && fault.KindOf(err) == fault.Internal:
		return err
	case err != nil:
		f := fault.From(err)
		if fields := f.Fields(); len(fields) > 0 { // the first shortage; the page lists all
			f = fields[0].Err
		}
		r.State, r.Why = Failed, [2]string{short(f.Text("zh")), short(f.Text("en"))}
	default:
		if r.Text, err = json.Marshal(report); err != nil {
			return err
		}
		r.State, r.Sum = Rehearsed, sha256.Sum256(r.Text)
	}
	r.EndedAt = s.d.Clock()
	return s.d.Rehearsals.NoteRehearsal(ctx, r)
}

// short cuts a text to what the database takes.
func short(text string) string {
	list := []rune(text)
	return string(list[:min(len(list), 1000)])
}

// stopped is a rehearsal that did not fail but was ended, by the end of the program for one: it goes on later.
type stopped struct{ error }

// dryRun draws the papers, after the same check that a publication makes.
func (s *Service) dryRun(ctx context.Context, r *StoredRehearsal) (rehearsal.Report, error) {
	release, err := s.d.Releases.Release(ctx, r.Release)
	if err != nil {
		return rehearsal.Report{}, err
	}
	bp, err := s.d.Blueprints.Blueprint(ctx, r.Blueprint)
	if err != nil {
		return rehearsal.Report{}, err
	}
	if err := s.feasible(ctx, release, bp); err != nil {
		return rehearsal.Report{}, err
	}
	snap, err := s.snapshotOf(ctx, release)
	if err != nil {
		return rehearsal.Report{}, err
	}
	out, err := s.d.Standing.Out(ctx, release.ID)
	if err != nil {
		return rehearsal.Report{}, err
	}
	draws := rehearsal.Draws{Release: snap, Blueprint: assembly.Blueprint{ID: bp.ID, Version: bp.Version, Body: bp.Body}, Out: out, Papers: r.Papers}
	return rehearsal.Run(draws, func(done int) error {
		r.State, r.Done = Running, done
		if err := errors.Join(ctx.Err(), s.d.Rehearsals.NoteRehearsal(ctx, *r)); err != nil {
			return &stopped{err}
		}
		return nil
	})
}

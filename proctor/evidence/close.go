package evidence

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/recording"
)

// looks are how long after its end a sitting is looked at again: the last segments come within a minute, those of a spool
// whose node was away later. What comes later still tells so itself.
var looks = []time.Duration{2 * time.Minute, 10 * time.Minute, time.Hour, 24 * time.Hour}

// Topics are the events that Receive takes: a paper was closed, or something became known of a closed one.
func Topics() []string {
	return []string{"sitting.scored", "sitting.aborted", recording.TopicLate, TopicFacts}
}

// Receive notes that the root of a sitting must be looked at. It may see an event twice or late, and passes over sittings without
// evidence.
func (s *Service) Receive(ctx context.Context, e actor.Event) error {
	var body struct {
		Sitting exam.SittingID `json:"sitting"`
	}
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	if body.Sitting == "" {
		return nil
	}
	return s.Look(ctx, body.Sitting)
}

// Look writes the next root of a sitting where something became known of it; one that goes on is passed over.
func (s *Service) Look(ctx context.Context, id exam.SittingID) error {
	_, err := s.Close(actor.AsSystem(ctx, "evidence.close"), id)
	if errors.Is(err, ErrOpen) || errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

const closeBatch = 100

// CloseOnce writes the next root of sittings of which something became known. Call it every few seconds; it runs under a lease or
// twice without harm. One failing sitting does not stop the others.
func (s *Service) CloseOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "evidence.close")
	due, err := s.d.Tx.Due(ctx, s.now(), closeBatch)
	if err != nil {
		return err
	}
	var errs []error
	for _, id := range due {
		_, err := s.Close(ctx, id)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Close writes the root of a closed sitting, or the next one where the facts are others than those of the newest, and returns the
// newest. The program itself asks, also in the transaction of another act. Errors: ErrOpen, ErrNotFound.
func (s *Service) Close(ctx context.Context, id exam.SittingID) (Stored, error) {
	var out Stored
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		sit, err := s.d.Sittings.Sitting(ctx, id)
		if err != nil {
			return absent(err)
		}
		if !closed(sit) {
			return ErrOpen
		}
		g, err := s.gather(ctx, sit)
		if err != nil {
			return err
		}
		c, err := s.begin(ctx, g)
		if err != nil {
			return err
		}
		why := ByFacts
		if c.RootNo == 0 {
			why = ByClosing
		}
		if out, err = s.next(ctx, &c, g, why); err != nil {
			return err
		}
		c.DueAt = nextLook(c.EndedAt, s.now())
		return s.d.Tx.SaveCase(ctx, c)
	})
	return out, err
}

// nextLook is when a sitting that ended at an instant is looked at again after now; zero: no more.
func nextLook(ended, now time.Time) time.Time {
	for _, after := range looks {
		if t := ended.Add(after); t.After(now) {
			return t
		}
	}
	return time.Time{}
}

// RootOf is the newest root of a sitting; where something is known by now that it does not name, the next one is written first. The
// program itself asks. Errors: ErrOpen, ErrNotFound.
func (s *Service) RootOf(ctx context.Context, id exam.SittingID) (Root, string, error) {
	last, err := s.Close(actor.AsSystem(ctx, "evidence.close"), id)
	if err != nil {
		return Root{}, "", err
	}
	r, err := DecodeRoot(last.Body)
	return r, last.Hash, err
}

// begin returns the case of a sitting, locked, made where there is none.
func (s *Service) begin(ctx context.Context, g gathered) (Case, error) {
	id := g.sitting.ID
	c, err := s.d.Tx.LockCase(ctx, id)
	if !errors.Is(err, ErrNotFound) {
		return c, err
	}
	sit := g.sitting
	c = Case{Sitting: id, Room: sit.Room, OrgPath: sit.OrgPath, Person: sit.Person, Item: sit.ItemCode, EndedAt: g.ended(), State: Kept}
	if c.Months, c.Basis, err = s.period(ctx, sit); err != nil {
		return c, err
	}
	c.DeleteOn = deleteOn(c.EndedAt, c.Months)
	if err := s.d.Tx.AddCase(ctx, c); err != nil {
		return c, err
	}
	return s.d.Tx.LockCase(ctx, id)
}

// next adds the root that g asks for, if it is another than the newest, and notes it in c.
func (s *Service) next(ctx context.Context, c *Case, g gathered, why Reason) (Stored, error) {
	if c.Proof != "" {
		g.facts.Deleted = []Deleted{{c.Proof, ms(c.GoneAt)}}
	}
	roots, err := s.d.Tx.Roots(ctx, c.Sitting)
	if err != nil {
		return Stored{}, err
	}
	former := ""
	if n := len(roots); n > 0 {
		last := roots[n-1]
		old, err := DecodeRoot(last.Body)
		if err != nil {
			return Stored{}, err
		}
		if bytes.Equal(canonical(old.Facts), canonical(g.facts)) {
			return last, nil
		}
		former = last.Hash
	}
	now := s.now()
	r := Root{RootVersion, c.Sitting, len(roots) + 1, former, why, ms(now), g.facts}
	row := Stored{ID: actor.NewID(now), Sitting: c.Sitting, No: r.No, Former: former, Hash: r.Hash(), Body: r.Encode(), At: now}
	if row.Signature, err = s.d.Signer.Sign("root", row.Hash); err != nil {
		return Stored{}, err
	}
	if err := s.d.Tx.AddRoot(ctx, row); err != nil {
		return Stored{}, err
	}
	c.RootNo, c.Root, c.Bytes = row.No, row.Hash, 0
	for _, t := range g.facts.Tracks {
		c.Bytes += t.Bytes
	}
	return row, s.record(ctx, "evidence.root", "sitting:"+string(c.Sitting), c.OrgPath,
		map[string]string{"root": row.Hash, "former": former, "why": string(why)})
}

// What stands for the basis of a period where there is none.
const (
	NoRule   = "NO_RULE"   // no rule set is in force for the sitting
	NoPeriod = "NO_PERIOD" // the authority has not set the period
)

// period is how many months recordings of a sitting are kept, and what says so; 0 months where the rules leave it blank.
func (s *Service) period(ctx context.Context, sit exam.Sitting) (int, string, error) {
	set, err := s.d.Rules.InForce(ctx, rules.Query{PersonType: sit.PersonType, Item: sit.ItemCode, OrgPath: sit.OrgPath, On: actor.DateOf(sit.StartedAt)})
	switch stop := trouble(err); {
	case stop != nil:
		return 0, "", stop
	case err != nil:
		return 0, NoRule, nil
	case set.RecordingMonths.State != rules.Given:
		return 0, NoPeriod, nil
	}
	return set.RecordingMonths.Value, strings.TrimSpace(set.Winner.Key + " " + set.RecordingMonths.Source), nil
}

// trouble is err where it is none of the rules' own.
func trouble(err error) error {
	if k := fault.KindOf(err); err != nil && (k == fault.Internal || k == fault.Unavailable) {
		return err
	}
	return nil
}

// deleteOn is the first day after the period; empty without one.
func deleteOn(ended time.Time, months int) actor.Date {
	if months <= 0 {
		return ""
	}
	return actor.DateOf(ended).AddMonths(months).AddDays(1)
}

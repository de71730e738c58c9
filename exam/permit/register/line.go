package register

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/filed"
	"github.com/suikao/suikao/internal/actor"
)

// LineID, BatchID and ImportID name what this package keeps.
type (
	LineID   string
	BatchID  string
	ImportID = filed.ID
)

// What says what a line reports.
type What string

// What lines report.
const (
	First   What = "ISSUED"
	Altered What = "CHANGED" // an act about a permit, or the end of one
)

// LineState is where a line stands.
type LineState string

// The states of a line.
const (
	Open      LineState = "OPEN"      // to be reported
	Reported  LineState = "REPORTED"  // in a batch
	Confirmed LineState = "CONFIRMED" // the register has it
	Declined  LineState = "REFUSED"   // the register does not take it: work for people
)

// Line is one thing that the national register is to be told about a permit.
type Line struct {
	ID      LineID
	Permit  permit.ID
	Seq     int // from 1 for each permit
	OrgPath string
	What    What
	Act     permit.Act
	State   LineState
	Batch   BatchID // the last one it left in
	Reason  string  // why it was refused, or asked for again
	Created time.Time
}

// LineStore keeps lines.
type LineStore interface {
	// AddLine adds a line; permit.ErrDuplicate when the permit has one of the number.
	AddLine(ctx context.Context, l Line) error
	// LinesOf lists the lines of a permit by number.
	LinesOf(ctx context.Context, id permit.ID) ([]Line, error)
	Line(ctx context.Context, id LineID) (Line, error) // permit.ErrNotFound
	// Lines lists at most limit lines of a state under paths above after, oldest first.
	Lines(ctx context.Context, paths []string, state LineState, after LineID, limit int) ([]Line, error)
	// CountLines counts the lines under paths by state.
	CountLines(ctx context.Context, paths []string) (map[LineState]int, error)
	// SaveLine writes state, batch and reason where the row still has state was; permit.ErrChanged otherwise.
	SaveLine(ctx context.Context, l Line, was LineState) error
	// Unlined lists at most limit permits that wait for the register and have no line: those issued before lines were kept.
	Unlined(ctx context.Context, limit int) ([]permit.ID, error)
}

// Outbox writes the lines, in the transactions of the acts. It is a permit.Follower.
type Outbox struct {
	Lines LineStore
	Clock actor.Clock
}

// Issued implements permit.Follower.
func (o *Outbox) Issued(ctx context.Context, p permit.Permit) error { return o.add(ctx, p, 1, First) }

// Changed implements permit.Follower: another act is another line; a confirmation ends the line of the issue.
func (o *Outbox) Changed(ctx context.Context, p permit.Permit, _ actor.Date) error {
	lines, err := o.Lines.LinesOf(ctx, p.ID)
	if err != nil {
		return err
	}
	if p.National == permit.NationalConfirmed {
		for _, l := range lines {
			if l.What != First || l.State == Confirmed {
				continue
			}
			was := l.State
			l.State, l.Reason = Confirmed, ""
			if err := o.Lines.SaveLine(ctx, l, was); err != nil {
				return err
			}
		}
	}
	var last permit.Act
	n := 0
	if len(lines) > 0 {
		last, n = lines[len(lines)-1].Act, lines[len(lines)-1].Seq
	}
	if n == 0 || p.Act == last { // one without lines is met by Fill, with what it is then
		return nil
	}
	return o.add(ctx, p, n+1, Altered)
}

func (o *Outbox) add(ctx context.Context, p permit.Permit, seq int, what What) error {
	now := o.Clock().UTC().Truncate(time.Millisecond)
	return o.Lines.AddLine(ctx, Line{ID: LineID(actor.NewID(now)), Permit: p.ID, Seq: seq, OrgPath: p.OrgPath, What: what, Act: p.Act, State: Open, Created: now})
}

// Fill gives permits that were issued before lines were kept their line. Call it now and then; it runs twice without harm.
func (s *Service) Fill(ctx context.Context) error {
	for {
		ids, err := s.Lines.Unlined(ctx, pageSize)
		if err != nil {
			return err
		}
		for _, id := range ids {
			err := s.Tx.InTx(ctx, func(ctx context.Context) error {
				p, err := s.Permits.PermitByID(ctx, id)
				if err != nil {
					return err
				}
				return s.Outbox.add(ctx, p, 1, First)
			})
			if err != nil && !errors.Is(err, permit.ErrDuplicate) {
				return err
			}
		}
		if len(ids) < pageSize {
			return nil
		}
	}
}

// Waiting is a line with what people need to see of its permit.
type Waiting struct {
	Line
	Of permit.Permit
}

// Outgoing lists the lines of a state in the caller's authorities, oldest first, after a line. Errors: permit.ErrForbidden.
func (s *Service) Outgoing(ctx context.Context, state LineState, after LineID, limit int) ([]Waiting, error) {
	paths, err := scope(ctx)
	if err != nil {
		return nil, err
	}
	list, err := s.Lines.Lines(ctx, paths, state, after, limit)
	if err != nil {
		return nil, err
	}
	out := make([]Waiting, len(list))
	for i, l := range list {
		p, err := s.Permits.PermitByID(ctx, l.Permit)
		if err != nil {
			return nil, err
		}
		out[i] = Waiting{l, p}
	}
	return out, nil
}

// Counts counts the lines of the caller's authorities by state. Errors: permit.ErrForbidden.
func (s *Service) Counts(ctx context.Context) (map[LineState]int, error) {
	paths, err := scope(ctx)
	if err != nil {
		return nil, err
	}
	return s.Lines.CountLines(ctx, paths)
}

// Again asks for a reported or refused line to be reported once more. Errors: permit.ErrNotFound, permit.ErrForbidden, permit.ErrReason,
// ErrNotAgain.
func (s *Service) Again(ctx context.Context, id LineID, why string) (Line, error) {
	var l Line
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if l, err = s.Lines.Line(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, l.OrgPath, people.PermitIssuer); err != nil {
			return err
		}
		if why, err = permit.Reason("body.reason", why); err != nil {
			return err
		}
		was := l.State
		if was != Reported && was != Declined {
			return ErrNotAgain
		}
		l.State, l.Reason = Open, why
		if err := s.Lines.SaveLine(ctx, l, was); err != nil {
			return err
		}
		return s.record(ctx, "permit_register.again", "permit:"+string(l.Permit), l.OrgPath, map[string]string{"line": string(id), "was": string(was), "reason": why})
	})
	return l, err
}

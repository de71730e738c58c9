package exam

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Tail is what another server did with a sitting.
type Tail struct {
	Entries []Entry // in order; may begin with some that are stored here already
	Place   int64   // of the journal's end there
	Hash    []byte  // of its end
	Epoch   int64   // the newest there
	Release bool    // it does not hold the sitting any more: it goes on here
	Since   time.Time
	Alone   []Span // in which the other server was not heard: only then may it pause, resume or give up
	By      string // its name, for the register of technical aborts
}

// Span is a time from From to To.
type Span struct{ From, To time.Time }

// Adopted is what became of a Tail.
type Adopted struct {
	Sitting Sitting
	Place   int64 // of the journal's end here
	Closed  bool  // the sitting is here again, or over
}

// Adopt applies the tail of a sitting that is away: entries must follow place by place, number by number and hash by hash,
// none after the deadline, and what they say of start and end is judged by the sitting as it is kept here. All of it
// enters in one transaction, or none; with keeps what goes with it. What is stored already must be the same. After an end
// the sitting is scored here. Errors: ErrTail, ErrTailGap, ErrNotAway.
func (s *Service) Adopt(ctx context.Context, id SittingID, t Tail, with func(context.Context, Adopted) error) (Adopted, error) {
	var out Adopted
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		sit, head, err := s.lock(ctx, id)
		if err != nil {
			return err
		}
		fresh, err := s.unknown(ctx, id, t)
		if err != nil {
			return err
		}
		if head.Gate != GateAway { // said before: the same again is success
			if len(fresh) > 0 {
				return ErrNotAway
			}
			out = Adopted{sit, head.Place, true}
			return with(ctx, out)
		}
		a := adoption{s: s, sit: sit, head: head, now: s.now(), since: t.Since.Add(-clockSlack), alone: t.Alone, by: t.By}
		if err := a.all(ctx, fresh); err != nil {
			return err
		}
		if t.Place != a.head.Place || !bytes.Equal(t.Hash, a.head.Hash) {
			return ErrTail.With("why", fmt.Sprintf("the journal is said to end at place %d and ends at %d", t.Place, a.head.Place))
		}
		out = Adopted{Place: a.head.Place, Closed: t.Release || !a.sit.State.Live()}
		a.head.Epoch = max(a.head.Epoch, t.Epoch)
		if out.Closed {
			a.head.Gate = a.sit.Gate()
		}
		if out.Sitting, err = a.write(ctx, len(fresh) > 0 || out.Closed); err != nil {
			return err
		}
		return with(ctx, out)
	})
	if err != nil {
		return Adopted{}, err
	}
	if out.Closed && out.Sitting.State == Submitted {
		if scored, err := s.Score(actor.AsSystem(ctx, "sitting.score"), id); err == nil {
			out.Sitting = scored
		} else { // the sweeper tries again
			s.d.Log.Error("scoring failed", "sitting", id, "err", err)
		}
	}
	s.changed(out.Sitting.Seat)
	return out, nil
}

// unknown returns the entries of t that are not stored here; those that are must be the same to the last byte.
func (s *Service) unknown(ctx context.Context, id SittingID, t Tail) ([]Entry, error) {
	have, err := s.d.Journal.Entries(ctx, id)
	if err != nil {
		return nil, err
	}
	for i, e := range t.Entries {
		if e.Place < 1 {
			return nil, ErrTail.With("why", "an entry has no place")
		}
		if e.Place > int64(len(have)) {
			return t.Entries[i:], nil
		}
		if !bytes.Equal(have[e.Place-1].Hash, e.Hash) || !bytes.Equal(e.HashAfter(hashBefore(have, e.Place)), e.Hash) && e.Place > 1 {
			return nil, ErrTail.With("why", fmt.Sprintf("another entry is stored at place %d", e.Place))
		}
	}
	return nil, nil
}

func hashBefore(have []Entry, place int64) []byte {
	if place < 2 {
		return nil
	}
	return have[place-2].Hash
}

// adoption is one Adopt under way: sitting and head move in memory and are written once.
type adoption struct {
	s          *Service
	sit        Sitting
	head       Head
	now, since time.Time
	shape      Shape
	frozen     map[int]bool // questions that a break has frozen
	fresh      []Entry
	acts       []Act
	alone      []Span
	by         string
}

func (a *adoption) all(ctx context.Context, entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	d, err := a.s.d.Draws.Draw(ctx, a.sit.ID)
	if err != nil {
		return err
	}
	a.shape = ShapeOf(d.Paper)
	if a.sit.Gate() == GatePart {
		have, err := a.s.d.Journal.Entries(ctx, a.sit.ID)
		if err != nil {
			return err
		}
		a.frozen = FrozenBefore(have)
	}
	if entries[0].Place != a.head.Place+1 {
		return ErrTailGap.With("place", a.head.Place)
	}
	for _, e := range entries {
		if err := a.one(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

func (a *adoption) one(ctx context.Context, e Entry) error {
	bad := func(why string) error { return ErrTail.With("why", fmt.Sprintf("place %d: %s", e.Place, why)) }
	e.Sitting = a.sit.ID
	e.ServerAt, e.ClientAt = e.ServerAt.UTC().Truncate(time.Millisecond), e.ClientAt.UTC().Truncate(time.Millisecond)
	last := a.head.Seq
	switch {
	case e.Place != a.head.Place+1:
		return bad("a place is missing")
	case !bytes.Equal(e.HashAfter(a.head.Hash), e.Hash):
		return bad("the hash does not follow from the content")
	case utf8.RuneCountInString(e.Note) > 400 || actor.CheckText(e.Note) != nil:
		return bad("the note is not a text")
	case e.ServerAt.Before(a.since) || e.ServerAt.After(a.now.Add(clockSlack)):
		return bad("it lies outside the time of the hold")
	case (e.Kind == EntryAnswer || e.Kind == EntryMark) != (e.Seq != 0):
		return bad("its number does not fit its kind")
	case e.Seq != 0 && e.Seq != last+1:
		return bad("a number is missing")
	}
	var why string
	var err error
	switch e.Kind {
	case EntryAnswer, EntryMark:
		why = a.record(e)
	case EntryStart:
		why, err = a.start(ctx, e)
	case EntrySubmit:
		why, err = a.submit(ctx, e)
	case EntryPause, EntryResume, EntryAbort:
		why, err = a.byRule(ctx, e)
	default:
		why = "a room node cannot do this"
	}
	if err != nil {
		return err
	}
	if why != "" {
		return bad(why)
	}
	if got := a.head.add(e); !bytes.Equal(got.Hash, e.Hash) {
		return bad("the hash does not follow from the content")
	}
	a.fresh = append(a.fresh, e)
	return nil
}

// record judges an answer or mark as the ledger does.
func (a *adoption) record(e Entry) (why string) {
	switch {
	case a.sit.State != Running:
		return "the paper is not open"
	case !e.ServerAt.Before(a.sit.Deadline):
		return "it was received after the deadline"
	case a.frozen[e.Question]:
		return "a break has frozen the question"
	case e.Note != "":
		return "a record carries no note"
	}
	if err := a.shape.CheckEntry(e.Kind, e.Question, e.Answer); err != nil {
		return fault.From(err).Code()
	}
	return ""
}

func (a *adoption) start(ctx context.Context, e Entry) (why string, err error) {
	if a.sit.State == Pledged {
		a.sit.State = Practised
	}
	to, err := a.sit.State.After(ActStart)
	switch {
	case err != nil:
		return "the paper was opened already", nil
	case !e.ServerAt.Before(a.sit.StartBy):
		return "the paper was opened after the slot", nil
	case actor.DateOf(e.ServerAt) != a.sit.Terms.On:
		return "the paper was opened on a day with other rules", nil
	}
	before, err := a.s.d.Store.CountAttempts(ctx, a.sit.Application)
	if err != nil {
		return "", err
	}
	a.sit.State = to
	a.sit.begin(e.ServerAt, before+1)
	a.head.Deadline = a.sit.Deadline
	a.acts = append(a.acts, ActStart)
	return "", a.s.d.Admissions.MarkStarted(ctx, a.sit.Admission)
}

func (a *adoption) submit(ctx context.Context, e Entry) (why string, err error) {
	to, err := a.sit.State.After(ActSubmit)
	over := !e.ServerAt.Before(a.sit.Deadline)
	cause := Cause(e.Note)
	switch {
	case err != nil || a.sit.State != Running:
		return "the paper is not open", nil
	case cause == ByOwnHand && (over || e.ServerAt.Before(a.sit.EarliestSubmit())):
		return "handed in before or after its time", nil
	case cause == ByDeadline && !over:
		return "ended before the deadline", nil
	case cause != ByOwnHand && cause != ByDeadline:
		return "a room node cannot end a paper for this cause", nil
	}
	a.sit.State, a.sit.SubmittedAt, a.sit.Cause = to, e.ServerAt, cause
	a.acts = append(a.acts, ActSubmit)
	sit := a.sit
	return "", a.s.admission(sit, func() error { return a.s.d.Admissions.MarkFinished(ctx, sit.Admission) })
}

// byRule judges what the other server did by the rule of the room because it heard nobody: it may stop clocks, give the
// stopped time back and give sittings up only in times in which this server did not hear it either.
func (a *adoption) byRule(ctx context.Context, e Entry) (why string, err error) {
	act := map[EntryKind]Act{EntryPause: ActPause, EntryResume: ActResume, EntryAbort: ActAbort}[e.Kind]
	to, err := a.sit.State.After(act)
	kind, _ := splitNote(e.Note)
	switch {
	case err != nil:
		return "the state does not allow this", nil
	case e.Kind == EntryPause && kind.IsBreak():
		if why := a.rest(e, kind); why != "" {
			return why, nil
		}
		a.sit.State = to
		a.acts = append(a.acts, act)
		return "", nil
	case e.Kind == EntryResume && a.sit.PauseKind.IsBreak():
		if e.ServerAt.Before(a.sit.breakOver()) {
			return "a break ends when an officer has looked at the person", nil
		}
	case !slices.ContainsFunc(a.alone, func(s Span) bool {
		return !e.ServerAt.Before(s.From.Add(-clockSlack)) && !e.ServerAt.After(s.To.Add(clockSlack))
	}):
		return "the server was heard at that time, the rule did not hold", nil
	}
	was := a.sit.State
	switch e.Kind {
	case EntryPause:
		if !e.ServerAt.Before(a.sit.Deadline) {
			return "paused after the deadline", nil
		}
		a.sit.pause(e.ServerAt, PauseOne, "")
	case EntryResume:
		if a.sit.resumable(e.ServerAt) != nil {
			return "the pause was too long to resume", nil
		}
		if credit := a.sit.resume(e.ServerAt); !strings.HasPrefix(e.Note, fmt.Sprintf("+%d s, ", credit)) {
			return "another time was given back", nil
		}
		a.head.Deadline = a.sit.Deadline
	case EntryAbort:
		if err := a.giveUp(ctx, e, was); err != nil {
			return "", err
		}
	}
	a.sit.State = to
	a.acts = append(a.acts, act)
	return "", nil
}

// rest judges a break of the person as Break does.
func (a *adoption) rest(e Entry, kind PauseKind) (why string) {
	at := a.sit.BreakAt()
	switch {
	case at.IsZero() || e.ServerAt.Before(at) || !e.ServerAt.Before(a.sit.Deadline):
		return "no break was allowed then"
	case a.sit.Terms.Break.Runs != (kind == PauseBreakRuns):
		return "another kind of break"
	}
	a.sit.Breaks++
	a.sit.pause(e.ServerAt, kind, "")
	return ""
}

// giveUp enters a technical abort by the rule of the room into the book and the register.
func (a *adoption) giveUp(ctx context.Context, e Entry, was State) error {
	sit := a.sit
	err := a.s.admission(sit, func() error { return a.s.d.Admissions.MarkAborted(ctx, sit.Admission, e.Note) })
	if err != nil {
		return err
	}
	code, text, _ := strings.Cut(e.Note, ": ")
	return a.s.d.Aborts.AddAbort(ctx, TechnicalAbort{Sitting: sit.ID, Person: sit.Person, Application: sit.Application, OrgPath: sit.OrgPath,
		Room: sit.Room, Slot: sit.Slot, ItemCode: sit.ItemCode, SeatLabel: sit.SeatLabel, Was: was, Reason: Reason{code, text},
		Records: e.Place - 1, StartedAt: sit.StartedAt, At: e.ServerAt, OfficerName: a.by})
}

// write stores what changed and tells of it.
func (a *adoption) write(ctx context.Context, changed bool) (Sitting, error) {
	if !changed {
		return a.sit, nil
	}
	if err := a.s.d.Journal.Append(ctx, a.fresh); err != nil {
		return a.sit, err
	}
	if err := a.s.d.Journal.SetHeads(ctx, []Head{a.head}); err != nil {
		return a.sit, err
	}
	if len(a.acts) == 0 {
		return a.sit, nil
	}
	if err := a.s.d.Store.UpdateSitting(ctx, a.sit); err != nil {
		return a.sit, err
	}
	a.sit.Version++
	for _, act := range a.acts {
		told := adoptedActs()[act]
		if err := a.s.record(ctx, told[0], a.sit, map[string]string{"by": "room node " + a.by, "place": fmt.Sprint(a.head.Place)}); err != nil {
			return a.sit, err
		}
		if err := a.s.emit(ctx, told[1], a.sit, ""); err != nil {
			return a.sit, err
		}
	}
	return a.sit, nil
}

// adoptedActs are audit verb and topic of what a room node may do.
func adoptedActs() map[Act][2]string {
	return map[Act][2]string{ActStart: {"sitting.start", "sitting.started"}, ActSubmit: {"sitting.submit", "sitting.submitted"},
		ActPause: {"sitting.pause", "sitting.paused"}, ActResume: {"sitting.resume", "sitting.resumed"}, ActAbort: {"sitting.abort", "sitting.aborted"}}
}

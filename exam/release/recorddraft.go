package release

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

const draftLimit = 200

// DraftOnce opens a record for every slot that had sittings, and drafts those into which nobody can be admitted any more and
// whose sittings are over: that may be before the slot's time is. Call it every minute; it runs under a lease or twice without harm. One failing slot does not stop the others.
func (k *Desk) DraftOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "room_record.draft")
	slots, err := k.d.Records.SlotsWithoutRecord(ctx, draftLimit)
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range slots {
		failed = append(failed, k.Open(ctx, id))
	}
	open, err := k.d.Records.OpenRecords(ctx, k.now(), draftLimit)
	if err != nil {
		return errors.Join(append(failed, err)...)
	}
	for _, r := range open {
		if _, err := k.draft(ctx, r.ID); err != nil && !errors.Is(err, ErrRecordOpen) {
			failed = append(failed, err)
		}
	}
	drafts, err := k.d.Records.Records(ctx, RecordQuery{Paths: []string{"/"}, State: RecordDraft, Limit: draftLimit})
	failed = append(failed, err)
	for _, r := range drafts {
		stale, err := k.stale(ctx, r)
		if failed = append(failed, err); stale {
			_, err = k.draft(ctx, r.ID)
			failed = append(failed, unlessSettled(err))
		}
	}
	return errors.Join(failed...)
}

// Open makes the record of a slot if it has none. Slots with sittings get theirs by DraftOnce; wiring calls it for the
// others (everybody absent).
func (k *Desk) Open(ctx context.Context, slot booking.SlotID) error {
	return k.inTx(ctx, func(ctx context.Context) error {
		f, err := k.d.Slots.SlotFacts(ctx, slot)
		if err != nil {
			return err
		}
		now := k.now()
		_, err = k.d.Records.AddRecord(ctx, RoomRecord{ID: RecordID(actor.NewID(now)), Slot: slot, Room: f.Slot.Room,
			OrgPath: f.OrgPath, StartsAt: f.Slot.StartsAt, EndsAt: f.Slot.EndsAt, State: RecordOpen, CreatedAt: now})
		return err
	})
}

// OnBooking receives booking.absent and booking.admitted: the slot it names gets a record, also when nobody sat.
func (k *Desk) OnBooking(ctx context.Context, e actor.Event) error {
	var body struct {
		Slot booking.SlotID `json:"slot"`
	}
	if err := json.Unmarshal(e.Body, &body); err != nil || body.Slot == "" {
		return fault.ErrInternal.Wrap(errors.New("room record: " + e.Topic + " names no slot"))
	}
	return k.Open(actor.AsSystem(ctx, "room_record.open"), body.Slot)
}

// draft writes the body of a record from the facts. ErrRecordOpen while something is not over.
func (k *Desk) draft(ctx context.Context, id RecordID) (RoomRecord, error) {
	var r RoomRecord
	err := k.inTx(ctx, func(ctx context.Context) error {
		var err error
		if r, err = k.d.Records.Record(ctx, id); err != nil {
			return err
		}
		if r.State == RecordSigned {
			return ErrRecordSigned
		}
		old, err := r.Content()
		if err != nil {
			return err
		}
		c, err := k.gather(ctx, r)
		if err != nil {
			return err
		}
		c.Notes = append(c.Notes, old.Notes...)
		c.count()
		was, first := r.Hash, r.State == RecordOpen
		if err := r.write(c); err != nil || r.Hash == was {
			return err
		}
		r.State = RecordDraft
		if err := k.d.Records.SaveRecord(ctx, r); err != nil {
			return err
		}
		r.Version++
		if !first {
			return nil
		}
		if err := k.record(ctx, "room_record.draft", "room_record:"+string(r.ID), r.OrgPath, map[string]string{"hash": r.Hash}); err != nil {
			return err
		}
		return k.emit(ctx, TopicRecordDrafted, string(r.ID), map[string]string{"record": string(r.ID), "slot": string(r.Slot)})
	})
	return r, err
}

// gather collects the facts of a slot into which nobody can be admitted any more.
func (k *Desk) gather(ctx context.Context, r RoomRecord) (RecordContent, error) {
	f, err := k.d.Slots.SlotFacts(ctx, r.Slot)
	if err != nil {
		return RecordContent{}, err
	}
	sittings, err := k.d.Evidence.InSlot(ctx, r.Slot)
	if err != nil {
		return RecordContent{}, err
	}
	if !f.NoMoreAdmissions {
		return RecordContent{}, ErrRecordOpen
	}
	c := newContent(f)
	if c.Matchers, err = k.matchers(ctx, f); err != nil {
		return c, err
	}
	byAdmission, signIns := map[booking.AdmissionID]exam.Sitting{}, map[exam.SittingID]*RecordSignIn{}
	for _, sit := range sittings {
		if sit.State.Live() || sit.State == exam.Submitted {
			return c, ErrRecordOpen
		}
		byAdmission[sit.Admission] = sit
		if signIns[sit.ID], err = k.interruptions(ctx, &c, sit); err != nil {
			return c, err
		}
	}
	until := lastEnd(sittings, r.EndsAt)
	gaps, err := k.d.Supervision.Gaps(ctx, r.Room, r.StartsAt, until)
	if err != nil {
		return c, err
	}
	if err := k.stops(ctx, &c, r, until); err != nil {
		return c, err
	}
	for _, g := range gaps {
		c.Gaps = append(c.Gaps, RecordGap{g.ID, g.Sitting, g.Cause, utc(g.From), utc(g.To), g.Note, g.OpenedName})
	}
	for _, e := range f.Entries {
		line := RecordLine{Booking: e.BookingID, Person: e.PersonID, Item: e.ItemCode, State: e.State, WalkIn: e.WalkIn,
			Seat: e.SeatLabel, Match: e.MatchMethod, MatchBy: e.MatchBy, Admitted: utc(e.AdmittedAt)}
		if sit, ok := byAdmission[e.AdmissionID]; ok && e.AdmissionID != "" {
			if err := k.outcome(ctx, &line, sit); err != nil {
				return c, err
			}
			line.SignIn = signIns[sit.ID]
			_, sum := supervision.Cut(sit, gaps, k.now())
			line.Unwatched = seconds(sum)
			if line.Recorded, err = k.recorded(ctx, sit); err != nil {
				return c, err
			}
			if line.Input, err = k.input(ctx, sit); err != nil {
				return c, err
			}
			if err := k.root(ctx, &line, sit); err != nil {
				return c, err
			}
			if err := k.await(ctx, &line, sit); err != nil {
				return c, err
			}
		}
		c.Lines = append(c.Lines, line)
	}
	if err := k.happened(ctx, &c, r, until); err != nil {
		return c, err
	}
	return c, k.counted(ctx, &c, r, sittings)
}

// counted says when from the first entry to the last end nobody could count who is in the room.
func (k *Desk) counted(ctx context.Context, c *RecordContent, r RoomRecord, sittings []exam.Sitting) error {
	if k.d.Uncounted == nil {
		return nil
	}
	var from, to time.Time
	for _, l := range c.Lines {
		if !l.Admitted.IsZero() && (from.IsZero() || l.Admitted.Before(from)) {
			from = l.Admitted
		}
		if l.Admitted.After(to) {
			to = l.Admitted
		}
	}
	for _, i := range c.Interruptions { // also of papers that were given up
		if i.At.After(to) {
			to = i.At
		}
	}
	if to = utc(lastEnd(sittings, to)); from.IsZero() || !from.Before(to) {
		return nil
	}
	list, err := k.d.Uncounted(ctx, r.Room, from, to)
	if err != nil {
		return err
	}
	c.HeadCount = &RecordHeadCount{from, to, []RecordUncounted{}}
	for _, u := range list {
		c.HeadCount.Gaps = append(c.HeadCount.Gaps, RecordUncounted{u.Why, utc(u.From), utc(u.To)})
	}
	return nil
}

// recorded is the coverage of a sitting whose paper was opened; nil where there is none.
func (k *Desk) recorded(ctx context.Context, sit exam.Sitting) (*int, error) {
	if k.d.Recorded == nil || sit.StartedAt.IsZero() {
		return nil, nil
	}
	percent, err := k.d.Recorded(ctx, sit)
	return &percent, err
}

// root names the evidence of a sitting whose paper was opened.
func (k *Desk) root(ctx context.Context, line *RecordLine, sit exam.Sitting) error {
	if k.d.Root == nil || sit.StartedAt.IsZero() {
		return nil
	}
	r, err := k.d.Root(ctx, sit.ID)
	line.Evidence, line.Supervision, line.NotCovered = r.Hash, r.Supervision, r.NotCovered
	return err
}

// input is what was watched of the inputs of a sitting whose paper was opened; nil where nothing is.
func (k *Desk) input(ctx context.Context, sit exam.Sitting) (*RecordInput, error) {
	if k.d.Inputs == nil || sit.StartedAt.IsZero() {
		return nil, nil
	}
	in, err := k.d.Inputs(ctx, sit)
	return &in, err
}

// lastEnd is when the last sitting ended, at least t: what nobody watched until then belongs to the record.
func lastEnd(sittings []exam.Sitting, t time.Time) time.Time {
	for _, s := range sittings {
		if s.SubmittedAt.After(t) {
			t = s.SubmittedAt
		}
	}
	return t
}

// seconds rounds up to whole seconds.
func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

func newContent(f booking.SlotFacts) RecordContent {
	c := RecordContent{Point: f.PointName, Room: f.RoomName, Slot: f.Slot.ID, StartsAt: utc(f.Slot.StartsAt), EndsAt: utc(f.Slot.EndsAt),
		Authorization: RecordAuthority{f.Authorization.DocumentNo, f.Authorization.Issuer, string(f.Authorization.Mode), f.Authorization.PilotRule, f.Authorization.ConfirmedBy},
		Counts:        RecordCounts{Expected: f.Expected, Present: f.Present, Absent: f.Absent, Aborted: f.Aborted, WalkIns: f.WalkIns},
		Supervisors:   []RecordSupervisor{}, Matchers: []RecordSupervisor{}, Lines: []RecordLine{},
		Interruptions: []RecordInterruption{}, Notes: []RecordNote{}, Gaps: []RecordGap{},
		Credits: []RecordCredit{}, Pauses: []RecordPause{}, Outages: []RecordOutage{}}
	for _, s := range f.Shifts {
		c.Supervisors = append(c.Supervisors, RecordSupervisor{s.Officer, s.OfficerPerson, s.OfficerName, false, utc(s.From), utc(s.To)})
		if s.SecondPerson != "" {
			c.Supervisors = append(c.Supervisors, RecordSupervisor{s.Second, s.SecondPerson, s.SecondName, true, utc(s.From), utc(s.To)})
		}
	}
	return c
}

// matchers names the officers who matched somebody at the door.
func (k *Desk) matchers(ctx context.Context, f booking.SlotFacts) ([]RecordSupervisor, error) {
	out, seen := []RecordSupervisor{}, map[string]bool{}
	for _, e := range f.Entries {
		if e.MatchMethod == "" || e.MatchMethod == booking.MatchChipPIN || e.MatchBy == "" || seen[e.MatchBy] {
			continue
		}
		seen[e.MatchBy] = true
		person, name, err := k.d.Staff.AccountPerson(ctx, people.AccountID(e.MatchBy))
		if err != nil {
			return nil, err
		}
		out = append(out, RecordSupervisor{Account: people.AccountID(e.MatchBy), Person: person, Name: name, From: utc(e.AdmittedAt), To: utc(e.AdmittedAt)})
	}
	return out, nil
}

// outcome fills in what became of the sitting. A result under review reads as scored: the record says what happened in
// the room, not what the authority decides later.
func (k *Desk) outcome(ctx context.Context, line *RecordLine, sit exam.Sitting) error {
	line.Sitting, line.Outcome = sit.ID, sit.State
	line.Base, line.Extra, line.Credit = sit.BaseSeconds, sit.ExtraSeconds, sit.CreditedSeconds
	if sit.State != exam.Scored && sit.State != exam.Review && sit.State != exam.Voided {
		return nil
	}
	line.Outcome = exam.Scored
	r, err := k.d.Results.ResultOf(ctx, sit.ID)
	line.Result = r.ID
	return err
}

// interruptions collects what stopped a sitting, and returns how its candidate signed in.
func (k *Desk) interruptions(ctx context.Context, c *RecordContent, sit exam.Sitting) (*RecordSignIn, error) {
	entries, err := k.d.Evidence.Entries(ctx, sit.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		switch e.Kind {
		case exam.EntryMove:
			if e.Note, err = k.moved(ctx, e.Note); err != nil {
				return nil, err
			}
			fallthrough
		case exam.EntryPause, exam.EntryResume, exam.EntryAbort:
			c.Interruptions = append(c.Interruptions, RecordInterruption{sit.ID, e.Kind, utc(e.ServerAt), e.Note})
		}
	}
	for _, g := range exam.TimeGiven(entries) {
		c.Credits = append(c.Credits, RecordCredit{sit.ID, g.Kind, g.Code, g.Text, g.Seconds, utc(g.From), utc(g.To), utc(g.At)})
	}
	return signedIn(entries), nil
}

// moved names the seats of a move by what is painted on them; the journal has their ids.
func (k *Desk) moved(ctx context.Context, note string) (string, error) {
	from, to, why, ok := exam.SplitMove(note)
	if !ok {
		return note, nil
	}
	a, err := k.d.Seat(ctx, from)
	if err != nil {
		return "", err
	}
	b, err := k.d.Seat(ctx, to)
	return a.Label + " > " + b.Label + ": " + why, err
}

// stops collects what stopped the room as a whole.
func (k *Desk) stops(ctx context.Context, c *RecordContent, r RoomRecord, until time.Time) error {
	pauses, err := k.d.Halts.PausesIn(ctx, r.Room, r.StartsAt, until)
	if err != nil {
		return err
	}
	for _, p := range pauses {
		c.Pauses = append(c.Pauses, RecordPause{p.ID, p.Scope, p.Reason.Code, p.Reason.Text, utc(p.At), p.ByName, p.Sittings,
			p.ResumeReason.Code, p.ResumeReason.Text, utc(p.ResumedAt), p.ResumedByName})
	}
	outages, err := k.d.Halts.OutagesIn(ctx, r.Room, r.StartsAt, until)
	for _, o := range outages {
		c.Outages = append(c.Outages, RecordOutage{o.ID, o.Basis, utc(o.From), utc(o.To), o.Reason.Code, o.Reason.Text, o.ByName})
	}
	return err
}

// utc is t as it is written into a record: UTC, whole milliseconds, so that the same facts give the same bytes.
func utc(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Millisecond)
}

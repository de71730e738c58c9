package proctor

import (
	"context"
	"errors"
	"maps"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ActID identifies an act on an incident.
type ActID string

// Verb is what an act comes to in the terms of LTI Proctoring Services.
type Verb string

// The verbs.
const (
	VerbFlag      Verb = "FLAG"
	VerbPause     Verb = "PAUSE"
	VerbResume    Verb = "RESUME"
	VerbTerminate Verb = "TERMINATE"
	VerbUpdate    Verb = "UPDATE"
)

// Deed is what the officer did.
type Deed string

// The deeds.
const (
	DidFlag    Deed = "FLAG"      // 登记
	DidTake    Deed = "TAKE"      // 接手
	DidNote    Deed = "NOTE"      // 记录
	DidMessage Deed = "MESSAGE"   // 发消息到座位
	DidTalk    Deed = "TALK"      // 通话
	DidPause   Deed = "PAUSE"     // 暂停
	DidResume  Deed = "RESUME"    // 恢复
	DidHelp    Deed = "HELP"      // 呼叫到场人员
	DidEnd     Deed = "END"       // 终止答题并交卷
	DidClose   Deed = "CLOSE"     // 结论
	DidRefer   Deed = "REFER"     // 移送核查
	DidHandOn  Deed = "HAND_OVER" // 交班
	DidSettle  Deed = "SETTLE"    // 核查结束
)

// verb is the verb of a deed.
func (d Deed) verb() Verb {
	switch d {
	case DidFlag:
		return VerbFlag
	case DidPause:
		return VerbPause
	case DidResume:
		return VerbResume
	case DidEnd:
		return VerbTerminate
	}
	return VerbUpdate
}

// Act is one thing that an officer did about an incident. It never changes.
type Act struct {
	ID       ActID
	Incident IncidentID
	Room     site.RoomID
	OrgPath  string
	Verb     Verb
	Deed     Deed
	Text     string
	By       Officer // nobody: the program
	At       time.Time
}

// step is an act being carried out.
type step struct {
	deed  Deed
	text  string
	roles []actor.Role
	over  bool // also where another officer has it
	do    func(ctx context.Context, in *Incident) error
}

// perform carries out an act of the calling officer, who thereby has the incident. A refusal is on the trail.
func (s *Service) perform(ctx context.Context, id IncidentID, st step) (Incident, error) {
	known, err := s.forAct(ctx, id, st.roles)
	if err != nil { // who may not is told nothing else
		return Incident{}, s.refused(ctx, known, st.deed, err)
	}
	if st.deed != DidTake || st.text != "" {
		var err error
		if st.text, err = written(st.text, "body.text"); err != nil {
			return Incident{}, err
		}
	}
	var out Incident
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		in, err := s.forAct(ctx, id, st.roles)
		if err != nil {
			return err
		}
		if !in.State.Live() {
			return ErrState
		}
		if err := s.claim(ctx, &in, st.over); err != nil {
			return err
		}
		if st.do != nil {
			if err := st.do(ctx, &in); err != nil {
				return err
			}
		}
		if err := s.d.Incidents.Save(ctx, in); err != nil {
			return err
		}
		in.Version++
		out = in
		return s.note(ctx, in, st.deed, st.text)
	})
	if errors.Is(err, ErrForbidden) { // the act's own rights, above those of its kind
		err = s.refused(ctx, known, st.deed, err)
	}
	return out, err
}

// claim gives an incident to the calling officer.
func (s *Service) claim(ctx context.Context, in *Incident, over bool) error {
	me := officerOf(ctx)
	if in.State == Taken && in.Taker.Account != me.Account && !over {
		return ErrTaken.With("name", in.Taker.Name)
	}
	in.State, in.Taker = Taken, me
	if in.TakenAt.IsZero() {
		in.TakenAt = s.now()
	}
	return nil
}

// note writes an act, its entry on the trail and the event.
func (s *Service) note(ctx context.Context, in Incident, deed Deed, text string) error {
	now := s.now()
	a := Act{ID: ActID(actor.NewID(now)), Incident: in.ID, Room: in.Room, OrgPath: in.OrgPath, Verb: deed.verb(), Deed: deed, Text: text, By: officerOf(ctx), At: now}
	if err := s.d.Incidents.AddAct(ctx, a); err != nil {
		return err
	}
	if err := s.record(ctx, "incident.act", in, map[string]string{"deed": string(deed), "verb": string(a.Verb), "text": text, "finding": string(in.Finding)}); err != nil {
		return err
	}
	return s.emit(ctx, TopicChanged, string(in.ID), map[string]string{"incident": string(in.ID), "room": string(in.Room), "sitting": string(in.Sitting), "state": string(in.State), "deed": string(deed)})
}

// forAct returns an incident that the caller may act on.
func (s *Service) forAct(ctx context.Context, id IncidentID, roles []actor.Role) (Incident, error) {
	in, err := s.d.Incidents.Incident(ctx, id)
	if err == nil && in.State == Logged {
		err = ErrNotFound
	}
	if err != nil {
		return Incident{}, err
	}
	return in, allowed(ctx, in.OrgPath, ErrNotFound, ErrForbidden, roles)
}

// Flag enters what the calling officer saw, as an incident that the officer has.
func (s *Service) Flag(ctx context.Context, in Signal, text string) (Incident, error) {
	if actor.From(ctx).Kind != actor.Staff {
		return Incident{}, ErrRaise
	}
	if _, err := s.draft(ctx, in); err != nil { // who may not is told nothing else
		return Incident{}, s.refusedIn(ctx, in.Room, DidFlag, err)
	}
	text, err := written(text, "body.text")
	if err != nil {
		return Incident{}, err
	}
	if err := s.fits(ctx, &in); err != nil {
		return Incident{}, err
	}
	in.Facts = maps.Clone(in.Facts)
	if in.Facts == nil {
		in.Facts = map[string]string{}
	}
	in.Facts["text"] = text
	if in.Key == "" {
		in.Key = "by:" + actor.From(ctx).ID
	}
	var out Incident
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		got, err := s.Raise(ctx, in)
		if err != nil {
			return err
		}
		if err := s.claim(ctx, &got, false); err != nil {
			return err
		}
		if err := s.d.Incidents.Save(ctx, got); err != nil {
			return err
		}
		got.Version++
		out = got
		return s.note(ctx, got, DidFlag, text)
	})
	return out, err
}

// fits checks that seat and sitting of a person's signal belong to its room, and fills in the seat of a sitting.
func (s *Service) fits(ctx context.Context, in *Signal) error {
	if in.Sitting != "" {
		sit, err := s.d.Finder.Sitting(ctx, in.Sitting)
		if errors.Is(err, exam.ErrNoSitting) || err == nil && sit.Room != in.Room {
			return ErrPlace.At("body.sitting")
		}
		if err != nil {
			return err
		}
		in.Seat = sit.Seat
		return nil
	}
	if in.Seat == "" {
		return nil
	}
	seat, err := s.d.Places.Seat(ctx, in.Seat)
	if err != nil && fault.KindOf(err) == fault.NotFound || err == nil && seat.Room != in.Room {
		return ErrPlace.At("body.seat")
	}
	return err
}

// Take gives an incident to the calling officer; with over also where another officer has it, who is named on the trail.
func (s *Service) Take(ctx context.Context, id IncidentID, over bool, text string) (Incident, error) {
	return s.perform(ctx, id, step{deed: DidTake, text: text, roles: handlers(), over: over})
}

// Note adds what the officer saw or did.
func (s *Service) Note(ctx context.Context, id IncidentID, text string) (Incident, error) {
	return s.perform(ctx, id, step{deed: DidNote, text: text, roles: handlers()})
}

// Message shows a text at the seat. ErrNoSeat where the incident concerns none.
func (s *Service) Message(ctx context.Context, id IncidentID, text string) (Incident, error) {
	return s.perform(ctx, id, step{deed: DidMessage, text: text, roles: handlers(), do: func(ctx context.Context, in *Incident) error {
		if in.Seat == "" {
			return ErrNoSeat
		}
		return s.emit(ctx, TopicMessage, string(in.Seat), map[string]string{"incident": string(in.ID), "seat": string(in.Seat), "sitting": string(in.Sitting), "text": text})
	}})
}

// Talk notes that the officer spoke with the seat, and about what. The line itself is the media server's.
func (s *Service) Talk(ctx context.Context, id IncidentID, text string) (Incident, error) {
	return s.perform(ctx, id, step{deed: DidTalk, text: text, roles: handlers(), do: func(_ context.Context, in *Incident) error {
		if in.Seat == "" {
			return ErrNoSeat
		}
		return nil
	}})
}

// Pause stops the clock of the incident's sitting. Errors: also those of exam.Service.Pause.
func (s *Service) Pause(ctx context.Context, id IncidentID, text string) (Incident, error) {
	return s.move(ctx, id, DidPause, text, handlers(), s.d.Sittings.Pause)
}

// Resume starts the clock of the incident's sitting again; the stopped time is given back.
func (s *Service) Resume(ctx context.Context, id IncidentID, text string) (Incident, error) {
	return s.move(ctx, id, DidResume, text, handlers(), s.d.Sittings.Resume)
}

// End ends the answering of the incident's sitting: the paper is handed in and scored, its result waits for the decision.
func (s *Service) End(ctx context.Context, id IncidentID, text string) (Incident, error) {
	return s.move(ctx, id, DidEnd, text, deciders(), s.d.Sittings.HandIn)
}

// move acts on the sitting first: it has a transaction and locks of its own, and the act on file names what really happened.
func (s *Service) move(ctx context.Context, id IncidentID, deed Deed, text string, roles []actor.Role,
	do func(context.Context, exam.SittingID, exam.Reason) (exam.Sitting, error)) (Incident, error) {
	in, err := s.forAct(ctx, id, roles)
	if err != nil {
		return Incident{}, s.refused(ctx, in, deed, err)
	}
	if text, err = written(text, "body.text"); err != nil {
		return Incident{}, err
	}
	me := officerOf(ctx)
	switch {
	case !in.State.Live():
		return Incident{}, ErrState
	case in.Sitting == "":
		return Incident{}, ErrNoSitting
	case in.State == Taken && in.Taker.Account != me.Account:
		return Incident{}, ErrTaken.With("name", in.Taker.Name)
	}
	reason := text
	if r := []rune(reason); len(r) > 200 {
		reason = string(r[:200])
	}
	if _, err := do(ctx, in.Sitting, exam.Reason{Code: "INCIDENT", Text: reason}); err != nil {
		return Incident{}, err
	}
	return s.perform(ctx, id, step{deed: deed, text: text, roles: roles, over: true})
}

// OnCall is who can come to the door.
type OnCall struct {
	Name, Phone string
	Minutes     int
}

// Help calls the person on call of the incident's room. The zero OnCall where the roster names nobody now.
func (s *Service) Help(ctx context.Context, id IncidentID, text string) (Incident, OnCall, error) {
	var who OnCall
	in, err := s.perform(ctx, id, step{deed: DidHelp, text: text, roles: handlers(), do: func(ctx context.Context, in *Incident) error {
		var err error
		if who, err = s.onCall(ctx, in.Room); err != nil {
			return err
		}
		return s.emit(ctx, TopicHelp, string(in.ID), map[string]string{"incident": string(in.ID), "room": string(in.Room), "kind": string(in.Kind),
			"severity": in.Severity.String(), "account": string(officerOf(ctx).Account)})
	}})
	return in, who, err
}

// onCall is who can come to the door of a room now; the zero value where the roster names nobody.
func (s *Service) onCall(ctx context.Context, room site.RoomID) (OnCall, error) {
	now := s.now()
	shifts, err := s.d.Places.ShiftsOfRoom(ctx, room, now, now.Add(time.Millisecond))
	if err != nil || len(shifts) == 0 {
		return OnCall{}, err
	}
	return OnCall{shifts[0].OnCallName, shifts[0].OnCallPhone, shifts[0].OnCallMinutes}, nil
}

// Close ends the officer's part with a finding. One that concerns the result is closed by a remote invigilator; TO_REVIEW hands it to
// two named people who establish the facts. Errors: ErrFinding, ErrNoSitting, ErrNotClass, ErrEmergency, ErrState, ErrTaken.
func (s *Service) Close(ctx context.Context, id IncidentID, f Finding, text string) (Incident, error) {
	deed := DidClose
	switch f {
	case FalseAlarm, TechnicalCause, Handled:
	case ToReview:
		deed = DidRefer
	default:
		return Incident{}, ErrFinding.At("body.finding")
	}
	return s.perform(ctx, id, step{deed: deed, text: text, roles: handlers(), do: func(ctx context.Context, in *Incident) error {
		if in.Holds || f == ToReview {
			if err := allowed(ctx, in.OrgPath, ErrNotFound, ErrForbidden, deciders()); err != nil {
				return err
			}
		}
		in.State, in.Finding, in.Words, in.Closer, in.EndedAt = Closed, f, text, officerOf(ctx), s.now()
		if f != ToReview {
			return nil
		}
		switch {
		case in.Sitting == "":
			return ErrNoSitting
		case !in.Holds && in.Class != Candidate && in.Class != Other:
			return ErrNotClass
		}
		switch during, err := s.InEmergency(ctx, *in); {
		case err != nil:
			return err
		case during:
			return ErrEmergency
		}
		in.State = Referred
		return s.emit(ctx, TopicReferred, string(in.ID), map[string]string{"incident": string(in.ID), "sitting": string(in.Sitting)})
	}})
}

// Enlist notes that referred incidents belong to a review; the review calls it in its own transaction, with its rights.
func (s *Service) Enlist(ctx context.Context, ids []IncidentID, review string) ([]Incident, error) {
	var out []Incident
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		out = nil
		for _, id := range ids {
			in, err := s.d.Incidents.Incident(ctx, id)
			if err != nil {
				return err
			}
			if in.State != Referred || in.Case != "" {
				return ErrState
			}
			in.Case = review
			if err := s.d.Incidents.Save(ctx, in); err != nil {
				return err
			}
			in.Version++
			out = append(out, in)
		}
		return nil
	})
	return out, err
}

// Settle ends the incidents of a review that is over; the review calls it in its own transaction. words say how it ended.
func (s *Service) Settle(ctx context.Context, ids []IncidentID, words string) error {
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		for _, id := range ids {
			in, err := s.d.Incidents.Incident(ctx, id)
			if err != nil {
				return err
			}
			if in.State != Referred {
				return ErrState
			}
			in.State = Settled
			if err := s.d.Incidents.Save(ctx, in); err != nil {
				return err
			}
			in.Version++
			if err := s.note(ctx, in, DidSettle, words); err != nil {
				return err
			}
		}
		return nil
	})
}

// actedOn reports whether a natural person acted on an incident.
func actedOn(acts []Act, p people.PersonID) bool {
	for _, a := range acts {
		if a.By.Person == p && p != "" {
			return true
		}
	}
	return false
}

package booking

import (
	"context"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// MatchRequest is a person at a gate as an officer sees them: masked identity, the photo on file, what went wrong.
type MatchRequest struct {
	Visit          VisitID
	Gate           terminal.ID // where the person stands
	Room           site.RoomID
	RoomName       string
	MaskedName     string
	MaskedDocument string
	HasPhoto       bool
	ItemCode       string
	WalkIn         bool
	CardMatched    bool
	PINMatched     bool
	Way            VisitWay
	Trouble        string // code of what the machine could not do; empty when the person asked
	Mismatch       Mismatch
	Resolved       bool // an officer has resolved the mismatch
	AskedAt        time.Time
	ExpiresAt      time.Time
}

// Queue lists the persons who wait for an officer in the actor's subtree, the longest wait first.
func (s *Service) Queue(ctx context.Context) ([]MatchRequest, error) {
	paths := actor.From(ctx).Paths(people.RemoteAttendant, people.RemoteInvigilator)
	if len(paths) == 0 {
		return nil, ErrForbidden
	}
	visits, err := s.Gate.WaitingVisits(ctx, paths)
	if err != nil {
		return nil, err
	}
	out := []MatchRequest{}
	for _, v := range visits {
		if !s.Clock().Before(v.ExpiresAt) {
			continue
		}
		m, err := s.request(ctx, v)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

func (s *Service) request(ctx context.Context, v Visit) (MatchRequest, error) {
	m := MatchRequest{Visit: v.ID, Gate: v.Device, Room: v.Room, WalkIn: v.WalkIn, Way: v.Way, CardMatched: v.CardMatched, PINMatched: v.PINMatched, Trouble: v.Trouble, AskedAt: v.AskedAt, ExpiresAt: v.ExpiresAt,
		Mismatch: v.Mismatch, Resolved: v.MismatchOutcome != ""}
	r, err := s.Places.Room(ctx, v.Room)
	if err != nil {
		return m, err
	}
	p, err := s.People.PersonFacts(ctx, v.PersonID)
	if err != nil {
		return m, err
	}
	b, err := s.Bookings.Booking(ctx, v.BookingID)
	m.RoomName, m.MaskedName, m.MaskedDocument, m.HasPhoto, m.ItemCode = r.Name, p.MaskedName, p.MaskedDocument, p.Photo != "" && p.PhotoApproved, b.ItemCode
	return m, err
}

// deciding loads a waiting visit for an officer who may decide about it and is not the person.
func (s *Service) deciding(ctx context.Context, id VisitID) (Visit, error) {
	v, err := s.Gate.Visit(ctx, id)
	if err != nil {
		return v, err
	}
	if err := require(ctx, v.OrgPath, people.RemoteAttendant, people.RemoteInvigilator); err != nil {
		return v, err
	}
	switch me := person(ctx); {
	case me != "" && me == v.PersonID:
		return v, ErrOwnMatch
	case v.State != VisitWaiting:
		return v, ErrMatchDone
	case !s.Clock().Before(v.ExpiresAt):
		return v, ErrGateVisitOver
	}
	return v, nil
}

// Looked is what an officer looked at before somebody was let in.
type Looked struct {
	Ears    bool
	Wrists  bool
	Glasses bool
}

// detail is what the trail says of it.
func (l Looked) detail(v Visit) map[string]string {
	return map[string]string{"person": string(v.PersonID), "ears": strconv.FormatBool(l.Ears), "wrists": strconv.FormatBool(l.Wrists), "glasses": strconv.FormatBool(l.Glasses)}
}

// ConfirmMatch admits the person on the officer's word: onsite when the officer stands at the door. The door opens. A card
// whose name or number differs must have been resolved before: ErrMismatchOpen. What the officer looked at is on the trail.
func (s *Service) ConfirmMatch(ctx context.Context, id VisitID, onsite bool, looked Looked) (GateView, error) {
	how := MatchRemoteOfficer
	if onsite {
		how = MatchOnsiteOfficer
	}
	err := s.decide(ctx, id, func(ctx context.Context, v *Visit) error {
		if v.PINMatched && !onsite {
			how = MatchPINOfficer
		}
		if v.Mismatch != "" && v.MismatchOutcome == "" {
			return ErrMismatchOpen
		}
		if err := s.admit(ctx, v, how, actor.From(ctx).ID); err != nil || v.Way != WayIn {
			return err
		}
		return s.record(ctx, "gate.look", "gate_visit", string(v.ID), v.OrgPath, looked.detail(*v))
	})
	if err != nil {
		return GateView{}, err
	}
	return s.open(ctx, id)
}

// RefuseMatch sends the person away with a reason that the gate shows; a walk-in's place is given back.
func (s *Service) RefuseMatch(ctx context.Context, id VisitID, reason string) error {
	if err := line("body.reason", reason, 200, ErrReason); err != nil {
		return err
	}
	return s.refuse(ctx, id, "", reason)
}

func (s *Service) refuse(ctx context.Context, id VisitID, o MismatchOutcome, reason string) error {
	return s.decide(ctx, id, func(ctx context.Context, v *Visit) error {
		if o != "" && v.Mismatch == "" {
			return ErrMismatchNone
		}
		v.State, v.OfficerNote, v.DecidedAt, v.MismatchOutcome = VisitRefused, reason, s.Clock(), o
		if v.WalkIn {
			b, err := s.Bookings.Booking(ctx, v.BookingID)
			if err != nil {
				return err
			}
			b.Reason = reason
			if err := s.leave(ctx, &b, BookingCancelled); err != nil {
				return err
			}
		}
		return s.record(ctx, "gate.refuse_match", "gate_visit", string(v.ID), v.OrgPath, map[string]string{"person": string(v.PersonID), "reason": reason})
	})
}

func (s *Service) decide(ctx context.Context, id VisitID, act func(context.Context, *Visit) error) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		v, err := s.deciding(ctx, id)
		if err != nil {
			return err
		}
		if err := s.Places.LockRoom(ctx, v.Room); err != nil {
			return err
		}
		if v, err = s.deciding(ctx, id); err != nil { // another officer may have been quicker
			return err
		}
		v.Officer = people.AccountID(actor.From(ctx).ID)
		if err := act(ctx, &v); err != nil {
			return err
		}
		if err := s.saveVisit(ctx, &v); err != nil {
			return err
		}
		return s.emit(ctx, TopicVisitDecided, string(v.ID), map[string]string{"visit": string(v.ID), "room": string(v.Room), "state": string(v.State)})
	})
}

// MatchPhoto returns the photo on file of a person who waits for an officer.
func (s *Service) MatchPhoto(ctx context.Context, id VisitID) ([]byte, string, error) {
	v, err := s.deciding(ctx, id)
	if err != nil {
		return nil, "", err
	}
	p, err := s.People.PersonFacts(ctx, v.PersonID)
	if err != nil {
		return nil, "", err
	}
	if p.Photo == "" || !p.PhotoApproved {
		return nil, "", ErrNotFound
	}
	return s.Files.Get(ctx, p.Photo)
}

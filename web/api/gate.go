package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
)

// OfferView is a walk-in examination.
type OfferView struct {
	Application string `json:"application"`
	ItemCode    string `json:"itemCode"`
	Minutes     int    `json:"minutes"`
}

// GateView is what the gate's page shows after a step. A step that did not succeed is no failed request: trouble says why.
type GateView struct {
	Visit       string             `json:"visit,omitempty" doc:"goes with every further step"`
	State       booking.VisitState `json:"state" enum:"OPEN,WAITING,ADMITTED,PASSED,REFUSED,EXPIRED" doc:"PASSED: signed out, or back to the seat"`
	Way         booking.VisitWay   `json:"way,omitempty" enum:"LEAVE,RETURN" doc:"absent: comes for the first time"`
	WalkIn      bool               `json:"walkIn"`
	Name        string             `json:"name,omitempty" doc:"masked"`
	ItemCode    string             `json:"itemCode,omitempty"`
	StartsAt    *time.Time         `json:"startsAt,omitempty"`
	Offers      []OfferView        `json:"offers" nullable:"false" doc:"walk-in: take one"`
	CardMatched bool               `json:"cardMatched"`
	PINLeft     int                `json:"pinLeft" doc:"tries left; 0 = ask for no PIN"`
	Face        bool               `json:"face" doc:"the gate's camera may compare, too; the person chooses"`
	FaceAgreed  bool               `json:"faceAgreed" doc:"the person's separate consent stands"`
	CallPerson  bool               `json:"callPerson" doc:"staff was called"`
	Lockers     bool               `json:"lockers,omitempty" doc:"the room has lockers: gate-screen gives one"`
	Locker      int                `json:"locker,omitempty" doc:"number of this person's locker"`
	LockerOpen  bool               `json:"lockerOpen,omitempty" doc:"it sprang open for who leaves"`
	Detector    bool               `json:"detector,omitempty" doc:"the room has a detector: nobody is admitted before gate-screen says DETECTOR"`
	Screened    booking.Screened   `json:"screened,omitempty" enum:"DETECTOR,DECLARED,OFFICER"`
	SeatNo      int                `json:"seatNo,omitempty" doc:"spoken and shown once admitted"`
	Seat        string             `json:"seat,omitempty"`
	Door        booking.DoorState  `json:"door,omitempty" enum:"PENDING,OPENED,NO_ANSWER"`
	Supervision string             `json:"supervision,omitempty"`
	ExpiresAt   *time.Time         `json:"expiresAt,omitempty"`
	Trouble     *Reason            `json:"trouble,omitempty"`
}

func gateView(v booking.GateView, lang string) GateView {
	out := GateView{Visit: string(v.Visit), State: v.State, Way: v.Way, WalkIn: v.WalkIn, Name: v.MaskedName, ItemCode: v.ItemCode, StartsAt: when(v.StartsAt),
		Offers: []OfferView{}, CardMatched: v.CardMatched, PINLeft: v.PINLeft, Face: v.Face, FaceAgreed: v.FaceAgreed, CallPerson: v.CallPerson, Lockers: v.Lockers, Locker: v.Locker, LockerOpen: v.LockerOpen, Detector: v.Detector, Screened: v.Screened, SeatNo: v.SeatNo, Seat: v.SeatLabel, Door: v.Door,
		Supervision: v.Supervision, ExpiresAt: when(v.ExpiresAt)}
	for _, o := range v.Offers {
		out.Offers = append(out.Offers, OfferView{string(o.Application), o.ItemCode, o.Minutes})
	}
	if v.Trouble != nil {
		r := reason(*v.Trouble, lang)
		out.Trouble = &r
	}
	return out
}

type gateOut struct{ Body GateView }

// VisitForm names the visit that a step belongs to.
type VisitForm struct {
	Visit string `json:"visit" minLength:"26" maxLength:"26"`
}

type visitIn struct {
	Language
	Body VisitForm
}

func gateAnswer(v booking.GateView, err error, lang string) (*gateOut, error) {
	if err != nil {
		return nil, err
	}
	return &gateOut{gateView(v, lang)}, nil
}

// RegisterGate declares the steps of a gate terminal, and for officers the queue of those who wait there.
func RegisterGate(g Groups, s *booking.Service) {
	registerTerminal(g, s)
	registerCheckIn(g, s)
	for path, step := range map[string]struct {
		run       func(context.Context, booking.VisitID) (booking.GateView, error)
		id, title string
		about     string
	}{
		"/gate/card":    {s.Card, "gate-card", "Read the card for a visit", "Compares the card on the reader with the person."},
		"/gate/face":    {s.Face, "gate-face", "Compare the face", "After the card was read and with consent; admits like the PIN does."},
		"/gate/officer": {s.AskOfficer, "gate-officer", "Ask an officer", "The way without card or PIN; look again while one decides."},
		"/gate/look":    {s.Look, "gate-look", "Where the visit stands", "For polling while an officer decides."},
	} {
		huma.Register(g.Device, huma.Operation{OperationID: step.id, Method: http.MethodPost, Path: path, Summary: step.title, Description: step.about},
			func(ctx context.Context, in *visitIn) (*gateOut, error) {
				v, err := step.run(ctx, booking.VisitID(in.Body.Visit))
				return gateAnswer(v, err, in.Lang)
			})
	}
	registerScreening(g, s)
	registerGateForms(g, s)
	registerMatchQueue(g, s)
	registerAdmissions(g, s)
	registerCalls(g, s)
}

func registerScreening(g Groups, s *booking.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "gate-screen", Method: http.MethodPost, Path: "/gate/screen", Summary: "Locker and detector",
		Description: "Gives a locker and opens it, then reads the detector for a second or two; repeat until screened is set. Without a detector, with declared, the person's word is noted."},
		func(ctx context.Context, in *struct {
			Language
			Body struct {
				VisitForm
				Declared bool `json:"declared,omitempty" doc:"the person says that telephone and bags are put away"`
			}
		}) (*gateOut, error) {
			v, err := s.Screen(ctx, booking.VisitID(in.Body.Visit), in.Body.Declared)
			return gateAnswer(v, err, in.Lang)
		})
}

// signForm is what somebody shows at a gate.
type signForm struct {
	Card   bool   `json:"card,omitempty" doc:"read the card on the reader"`
	Ticket string `json:"ticket,omitempty" maxLength:"64"`
	Kind   string `json:"kind,omitempty" maxLength:"20" doc:"document kind of number; ID_CARD when left out"`
	Number string `json:"number,omitempty" maxLength:"40"`
}

type signIn struct {
	Language
	Body signForm
}

func (in *signIn) sign() booking.Sign {
	b := in.Body
	if b.Kind == "" {
		b.Kind = "ID_CARD"
	}
	return booking.Sign{Card: b.Card, Ticket: b.Ticket, DocKind: b.Kind, Number: b.Number}
}

func registerCheckIn(g Groups, s *booking.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "gate-check", Method: http.MethodPost, Path: "/gate/check", Summary: "Who is at the gate?",
		Description: "By the card on the reader, a ticket, or a typed document number; begins a visit or says why not. Somebody who signed out comes back by it, too: matched again, to the same seat."},
		func(ctx context.Context, in *signIn) (*gateOut, error) {
			v, err := s.CheckIn(ctx, in.sign())
			return gateAnswer(v, err, in.Lang)
		})
	huma.Register(g.Device, huma.Operation{OperationID: "gate-exit", Method: http.MethodPost, Path: "/gate/exit", Summary: "Who leaves?",
		Description: "Signs somebody out, for a while or for good, and opens the door: at once by the card on the reader; by a ticket or a typed document number after the PIN or an officer."},
		func(ctx context.Context, in *signIn) (*gateOut, error) {
			v, err := s.CheckOut(ctx, in.sign())
			return gateAnswer(v, err, in.Lang)
		})
}

func registerGateForms(g Groups, s *booking.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "gate-pin", Method: http.MethodPost, Path: "/gate/pin", Summary: "The ticket's PIN", Description: "After the card was read; admits, gives a seat and opens the door."},
		func(ctx context.Context, in *struct {
			Language
			Body struct {
				VisitForm
				PIN string `json:"pin" pattern:"^[0-9]{4}$"`
			}
		}) (*gateOut, error) {
			v, err := s.PIN(ctx, booking.VisitID(in.Body.Visit), in.Body.PIN)
			return gateAnswer(v, err, in.Lang)
		})
	huma.Register(g.Device, huma.Operation{OperationID: "gate-face-consent", Method: http.MethodPost, Path: "/gate/face-consent", Summary: "Agree to face comparison", Description: "The person whose card was read agrees to a version of the notice; nobody has to."},
		func(ctx context.Context, in *struct {
			Language
			Body struct {
				VisitForm
				Version int    `json:"version" minimum:"1" maximum:"100000"`
				Lang    string `json:"lang" enum:"zh-CN,en"`
			}
		}) (*gateOut, error) {
			v, err := s.FaceAgree(ctx, booking.VisitID(in.Body.Visit), in.Body.Version, in.Body.Lang)
			return gateAnswer(v, err, in.Lang)
		})
	huma.Register(g.Device, huma.Operation{OperationID: "gate-take", Method: http.MethodPost, Path: "/gate/take", Summary: "Take a walk-in offer (现在就考)", Description: "Keeps a place in the slot of now while the person is matched."},
		func(ctx context.Context, in *struct {
			Language
			Body struct {
				VisitForm
				Application string `json:"application" minLength:"26" maxLength:"26"`
			}
		}) (*gateOut, error) {
			v, err := s.Take(ctx, booking.VisitID(in.Body.Visit), application.ID(in.Body.Application))
			return gateAnswer(v, err, in.Lang)
		})
}

// MatchView is a person who waits at a gate for an officer.
type MatchView struct {
	Visit       string `json:"visit"`
	Gate        string `json:"gate" doc:"terminal where the person stands, for gate-watch"`
	Room        string `json:"room"`
	RoomName    string `json:"roomName"`
	Name        string `json:"name" doc:"masked"`
	Document    string `json:"document" doc:"masked"`
	HasPhoto    bool   `json:"hasPhoto"`
	ItemCode    string `json:"itemCode"`
	WalkIn      bool   `json:"walkIn"`
	CardMatched bool   `json:"cardMatched"`
	PINMatched  bool   `json:"pinMatched" doc:"and knew the ticket's PIN; the room wants an officer as well"`
	Trouble     string `json:"trouble,omitempty" doc:"code of what the machine could not do"`
	// Way is empty for somebody who comes for the first time.
	Way       booking.VisitWay `json:"way,omitempty" enum:"LEAVE,RETURN" doc:"signs out, or comes back to the seat that is kept"`
	AskedAt   time.Time        `json:"askedAt"`
	ExpiresAt time.Time        `json:"expiresAt"`
	// Mismatch has to be resolved with match-mismatch before match-confirm.
	Mismatch booking.Mismatch `json:"mismatch,omitempty" enum:"NAME,NUMBER" doc:"what of the card differs from the application"`
	Resolved bool             `json:"resolved" doc:"an officer has resolved the mismatch"`
}

func matchView(m booking.MatchRequest) MatchView {
	return MatchView{string(m.Visit), string(m.Gate), string(m.Room), m.RoomName, m.MaskedName, m.MaskedDocument, m.HasPhoto, m.ItemCode, m.WalkIn, m.CardMatched, m.PINMatched, m.Trouble, m.Way, m.AskedAt, m.ExpiresAt,
		m.Mismatch, m.Resolved}
}

func registerMatchQueue(g Groups, s *booking.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "matches", Method: http.MethodGet, Path: "/matches", Summary: "Who waits at a gate", Description: "In the caller's organisations, the longest wait first."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[MatchView] }, error) {
			list, err := s.Queue(ctx)
			return &struct{ Body Page[MatchView] }{page(list, len(list), matchView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "match-photo", Method: http.MethodGet, Path: "/matches/{id}/photo", Summary: "The photo on file", Description: "While the person waits."},
		func(ctx context.Context, in *RoomRef) (*fileOut, error) {
			data, ct, err := s.MatchPhoto(ctx, booking.VisitID(in.ID))
			return &fileOut{ct, "inline", data}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "match-confirm", Method: http.MethodPost, Path: "/matches/{id}/confirm", Summary: "It is this person", Description: "Admits, gives a seat and opens the door; the admission keeps who confirmed."},
		func(ctx context.Context, in *struct {
			Language
			RoomRef
			Body struct {
				Onsite bool `json:"onsite,omitempty" doc:"the officer stands at the door"`
				// What the officer looked at; each is on the trail.
				Ears    bool `json:"ears,omitempty" doc:"nothing in or at the ears"`
				Wrists  bool `json:"wrists,omitempty" doc:"nothing at the wrists"`
				Glasses bool `json:"glasses,omitempty" doc:"plain glasses, or none"`
			}
		}) (*gateOut, error) {
			v, err := s.ConfirmMatch(ctx, booking.VisitID(in.ID), in.Body.Onsite, booking.Looked{Ears: in.Body.Ears, Wrists: in.Body.Wrists, Glasses: in.Body.Glasses})
			return gateAnswer(v, err, in.Lang)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "match-mismatch", Method: http.MethodPost, Path: "/matches/{id}/mismatch", DefaultStatus: http.StatusNoContent, Summary: "Resolve a name or number that differs",
		Description: "With a reason. NAME_CHANGED and RARE_CHARACTER are for a name, NUMBER_RENEWED and WRONG_CARD for a number; OTHER_PERSON turns the person away."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				Outcome booking.MismatchOutcome `json:"outcome" enum:"NAME_CHANGED,RARE_CHARACTER,NUMBER_RENEWED,WRONG_CARD,OTHER_PERSON"`
				Reason  string                  `json:"reason" minLength:"1" maxLength:"200"`
			}
		}) (*struct{}, error) {
			return nil, s.ResolveMismatch(ctx, booking.VisitID(in.ID), in.Body.Outcome, in.Body.Reason)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "match-refuse", Method: http.MethodPost, Path: "/matches/{id}/refuse", DefaultStatus: http.StatusNoContent, Summary: "It is not this person", Description: "The gate shows the reason."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body reasonBody
		}) (*struct{}, error) {
			return nil, s.RefuseMatch(ctx, booking.VisitID(in.ID), in.Body.Reason)
		})
}

// AdmissionView is a person with a seat.
type AdmissionView struct {
	ID           string                 `json:"id"`
	Person       string                 `json:"person"`
	Booking      string                 `json:"booking"`
	Slot         string                 `json:"slot"`
	Room         string                 `json:"room"`
	SeatID       string                 `json:"seatId"`
	Seat         string                 `json:"seat"`
	ItemCode     string                 `json:"itemCode"`
	PersonType   rules.PersonType       `json:"personType"`
	State        booking.AdmissionState `json:"state" enum:"SEATED,STARTED,FINISHED,ABSENT,ABORTED"`
	MatchMethod  booking.MatchMethod    `json:"matchMethod" enum:"CHIP_PIN,PIN_OFFICER,REMOTE_OFFICER,ONSITE_OFFICER,CHIP_FACE"`
	MatchBy      string                 `json:"matchBy"`
	ExtraMinutes int                    `json:"extraMinutes"`
	AdmittedAt   time.Time              `json:"admittedAt"`
	SoftRule     string                 `json:"softRule,omitempty" doc:"neighbour rule that could not be kept"`
}

func admissionView(a booking.Admission) AdmissionView {
	return AdmissionView{string(a.ID), string(a.PersonID), string(a.BookingID), string(a.SlotID), string(a.RoomID), string(a.SeatID), a.SeatLabel, a.ItemCode,
		a.PersonType, a.State, a.MatchMethod, a.MatchBy, a.ExtraMinutes, a.AdmittedAt, a.SoftRule}
}

func registerAdmissions(g Groups, s *booking.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "admissions", Method: http.MethodGet, Path: "/rooms/{id}/admissions", Summary: "Who sits in a room", Description: "Live admissions."},
		func(ctx context.Context, in *RoomRef) (*struct{ Body Page[AdmissionView] }, error) {
			list, err := s.Seated(ctx, in.room())
			return &struct{ Body Page[AdmissionView] }{page(list, len(list), admissionView, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "admission-move", Method: http.MethodPost, Path: "/admissions/{id}/move", Summary: "Move to another seat", Description: "Of the same room; the sitting goes on there."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				Seat   string `json:"seat" minLength:"26" maxLength:"26"`
				Reason string `json:"reason" minLength:"1" maxLength:"200"`
			}
		}) (*struct{ Body AdmissionView }, error) {
			a, err := s.MoveSeat(ctx, booking.AdmissionID(in.ID), site.SeatID(in.Body.Seat), in.Body.Reason)
			return &struct{ Body AdmissionView }{admissionView(a)}, err
		})
}

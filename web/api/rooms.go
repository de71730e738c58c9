package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/room"
)

// TestPartView is what came of one part of a self-test.
type TestPartView struct {
	Part room.Part `json:"part" enum:"attestation,camera,microphone,speaker,clock,storage,network,door_contact,card_reader,face_device,head_counter"`
	OK   bool      `json:"ok"`
	Why  string    `json:"why,omitempty" doc:"code"`
	Must bool      `json:"must" doc:"a seat without it leaves the inventory"`
}

// FitnessView is how a seat, or the door, stands.
type FitnessView struct {
	Seat     string         `json:"seat,omitempty" doc:"left out for the door"`
	Label    string         `json:"label,omitempty"`
	Fitness  room.Fitness   `json:"fitness" enum:"READY,FAILED,UNTESTED,OUT,NOT_NEEDED"`
	State    site.SeatState `json:"state,omitempty" enum:"IN_SERVICE,SPARE,OUT"`
	Why      string         `json:"why,omitempty" doc:"why it left the inventory"`
	TestedAt *time.Time     `json:"testedAt,omitempty"`
	Passed   bool           `json:"passed"`
	Parts    []TestPartView `json:"parts" nullable:"false"`
}

func fitnessView(f room.SeatFitness) FitnessView {
	v := FitnessView{Seat: string(f.Seat.ID), Label: f.Seat.Label, Fitness: f.Fitness, State: f.Seat.State, Why: f.Why, Parts: []TestPartView{}}
	if f.Test == nil {
		return v
	}
	v.TestedAt, v.Passed = when(f.Test.At), f.Test.Passed
	for _, x := range f.Test.Results {
		v.Parts = append(v.Parts, TestPartView(x))
	}
	return v
}

// SafetyView is where a room stands.
type SafetyView struct {
	Occupancy     int            `json:"occupancy" doc:"most people inside; 0: no limit"`
	RequireTests  room.Setting   `json:"requireTests" enum:",ON,OFF" doc:"empty: by the room's hardware"`
	Rechecks      room.Setting   `json:"rechecks" enum:",ON,OFF" doc:"empty: by the room's hardware"`
	LockedAt      *time.Time     `json:"lockedAt,omitempty"`
	LockReason    string         `json:"lockReason,omitempty"`
	LockedBy      string         `json:"lockedBy,omitempty"`
	Emergency     room.Emergency `json:"emergency,omitempty" enum:"FIRE,PANIC,MEDICAL"`
	EmergencyAt   *time.Time     `json:"emergencyAt,omitempty"`
	EmergencyBy   string         `json:"emergencyBy,omitempty" doc:"left out: a wire of the room"`
	EmergencyNote string         `json:"emergencyNote,omitempty"`
	Pause         string         `json:"pause,omitempty" doc:"pause of the room that the emergency made; resume it with pause-resume"`
	MainsLostAt   *time.Time     `json:"mainsLostAt,omitempty"`
	DoorOpenAt    *time.Time     `json:"doorOpenAt,omitempty" doc:"since when the door stands open"`
	SilentSince   *time.Time     `json:"silentSince,omitempty" doc:"since when the door's controller does not answer"`
	Counted       *int           `json:"counted,omitempty" doc:"the room camera's last head count"`
	CountedAt     *time.Time     `json:"countedAt,omitempty"`
	CountOff      room.CountOff  `json:"countOff,omitempty" enum:"TOO_MANY,TOO_FEW"`
}

func safetyView(s room.Safety) SafetyView {
	v := SafetyView{Occupancy: s.Occupancy, RequireTests: s.RequireTests, Rechecks: s.Rechecks, LockedAt: when(s.LockedAt), LockReason: s.LockReason,
		LockedBy: s.LockedName, Emergency: s.Emergency, EmergencyAt: when(s.EmergencyAt), EmergencyBy: s.EmergencyName, EmergencyNote: s.EmergencyNote,
		MainsLostAt: when(s.MainsLostAt), DoorOpenAt: when(s.DoorOpenAt), SilentSince: when(s.SilentSince), CountedAt: when(s.CountedAt), CountOff: s.CountOff}
	if len(s.EmergencyPause) == 26 {
		v.Pause = s.EmergencyPause
	}
	if v.CountedAt != nil {
		v.Counted = &s.Counted
	}
	return v
}

// RoomReadiness is what a room's page shows.
type RoomReadiness struct {
	Room     string        `json:"room"`
	Name     string        `json:"name"`
	Safety   SafetyView    `json:"safety"`
	Tested   bool          `json:"tested" doc:"a seat needs a passed self-test before a sitting"`
	Checked  bool          `json:"checked" doc:"identity is checked at the seats"`
	HasDoor  bool          `json:"hasDoor"`
	HasFace  bool          `json:"hasFace"`
	Seats    []FitnessView `json:"seats" nullable:"false"`
	Door     FitnessView   `json:"door"`
	Usable   int           `json:"usable" doc:"seats in service and spare"`
	Inside   int           `json:"inside" doc:"people with a seat"`
	Low      int           `json:"low" doc:"people inside by the log, at least"`
	High     int           `json:"high" doc:"… at most: on the way, on a break, packing"`
	NextAt   *time.Time    `json:"nextAt,omitempty" doc:"next sitting with somebody booked, within a day"`
	NextLoad int           `json:"nextLoad"`
}

func roomReadiness(r room.Readiness) RoomReadiness {
	v := RoomReadiness{Room: string(r.Room.ID), Name: r.Room.Name, Safety: safetyView(r.Safety), Tested: r.Tested, Checked: r.Checked, HasDoor: r.HasDoor,
		HasFace: r.HasFace, Seats: []FitnessView{}, Door: fitnessView(r.Door), Usable: r.Usable, Inside: r.Inside, Low: r.Low, High: r.High,
		NextAt: when(r.NextAt), NextLoad: r.NextLoad}
	for _, f := range r.Seats {
		v.Seats = append(v.Seats, fitnessView(f))
	}
	return v
}

type safetyOut struct{ Body SafetyView }

func oneSafety(s room.Safety, err error) (*safetyOut, error) {
	if err != nil {
		return nil, err
	}
	return &safetyOut{safetyView(s)}, nil
}

// RegisterRooms declares how a room proves that it is ready, how it is kept safe, and the checks of identity at its seats.
func RegisterRooms(g Groups, s *room.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "room-readiness", Method: http.MethodGet, Path: "/rooms/{id}/readiness", Summary: "Is this room ready?", Description: "Every seat and the door with its last self-test, and where the room stands."},
		func(ctx context.Context, in *RoomRef) (*struct{ Body RoomReadiness }, error) {
			r, err := s.Readiness(ctx, in.room())
			if err != nil {
				return nil, err
			}
			return &struct{ Body RoomReadiness }{roomReadiness(r)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-safety", Method: http.MethodPut, Path: "/rooms/{id}/safety", Summary: "Limits of a room", Description: "By an exam manager."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				Occupancy    int          `json:"occupancy" minimum:"0" maximum:"300"`
				RequireTests room.Setting `json:"requireTests" enum:",ON,OFF"`
				Rechecks     room.Setting `json:"rechecks" enum:",ON,OFF"`
			}
		}) (*safetyOut, error) {
			b := in.Body
			return oneSafety(s.Set(ctx, in.room(), room.Settings{Occupancy: b.Occupancy, RequireTests: b.RequireTests, Rechecks: b.Rechecks}))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-lock", Method: http.MethodPost, Path: "/rooms/{id}/lock", Summary: "Maintenance lock", Description: "Nobody is let in; people inside go on. Without a reason the lock is taken away."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				Reason string `json:"reason,omitempty" maxLength:"200"`
			}
		}) (*safetyOut, error) {
			return oneSafety(s.Lock(ctx, in.room(), in.Body.Reason))
		})
	registerEmergencies(g, s)
	registerPassages(g, s)
	registerIdentityChecks(g, s)
	registerSelfTests(g, s)
}

func registerEmergencies(g Groups, s *room.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "room-emergency", Method: http.MethodPost, Path: "/rooms/{id}/emergency", Summary: "Declare an emergency", Description: "The door opens and stays open, every sitting of the room stands still with its time given back."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				Kind   room.Emergency `json:"kind" enum:"FIRE,PANIC,MEDICAL"`
				Reason string         `json:"reason" minLength:"1" maxLength:"200"`
			}
		}) (*safetyOut, error) {
			return oneSafety(s.Declare(ctx, in.room(), in.Body.Kind, in.Body.Reason))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-emergency-end", Method: http.MethodPost, Path: "/rooms/{id}/emergency/end", Summary: "End an emergency", Description: "The door locks again. Sittings stay paused until they are resumed. 409 while the alarm is on."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body reasonBody
		}) (*safetyOut, error) {
			return oneSafety(s.End(ctx, in.room(), in.Body.Reason))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-door-open", Method: http.MethodPost, Path: "/rooms/{id}/door", DefaultStatus: http.StatusNoContent, Summary: "Open the door once", Description: "On an officer's word; with the admission whose passage it is, the entry and exit log has it."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				Reason    string   `json:"reason" minLength:"1" maxLength:"200"`
				Admission string   `json:"admission,omitempty" maxLength:"26"`
				Way       room.Way `json:"way,omitempty" enum:"ENTRY,EXIT"`
			}
		}) (*struct{}, error) {
			b := in.Body
			return nil, s.OpenDoor(ctx, in.room(), room.DoorOrder{Admission: booking.AdmissionID(b.Admission), Way: b.Way, Reason: b.Reason})
		})
}

// PassageView is one line of the entry and exit log.
type PassageView struct {
	ID        string     `json:"id"`
	Person    string     `json:"person"`
	Admission string     `json:"admission"`
	Way       room.Way   `json:"way" enum:"ENTRY,EXIT"`
	Basis     room.Basis `json:"basis" enum:"DOOR,STAFF,SITTING_OVER,OFFICER"`
	At        time.Time  `json:"at"`
	By        string     `json:"by,omitempty" doc:"officer"`
	Note      string     `json:"note,omitempty"`
}

func passageView(p room.Passage) PassageView {
	return PassageView{string(p.ID), string(p.Person), string(p.Admission), p.Way, p.Basis, p.At, p.ByName, p.Note}
}

func registerPassages(g Groups, s *room.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "room-passages", Method: http.MethodGet, Path: "/rooms/{id}/passages", Summary: "Who came in and went out", Description: "Newest first."},
		func(ctx context.Context, in *struct {
			RoomRef
			Paging
			From time.Time `query:"from" doc:"a day before to when left out"`
			To   time.Time `query:"to" doc:"now when left out"`
		}) (*struct{ Body Page[PassageView] }, error) {
			if in.To.IsZero() {
				in.To = s.Now().Add(time.Second)
			}
			if in.From.IsZero() {
				in.From = in.To.AddDate(0, 0, -1)
			}
			list, err := s.Log(ctx, in.room(), in.From, in.To, room.PassageID(in.Cursor), in.Limit+1)
			return &struct{ Body Page[PassageView] }{page(list, in.Limit, passageView, func(p room.Passage) string { return string(p.ID) })}, err
		})
}

// IdentityCheck is a check whether the person who was let in sits at the seat.
type IdentityCheck struct {
	ID        string          `json:"id"`
	Room      string          `json:"room"`
	Admission string          `json:"admission"`
	Seat      string          `json:"seat"`
	SeatLabel string          `json:"seatLabel"`
	Kind      room.CheckKind  `json:"kind" enum:"SEAT,RANDOM"`
	State     room.CheckState `json:"state" enum:"WAITING,ASKED,PASSED,FAILED,MISSED,GONE"`
	Tries     int             `json:"tries" doc:"comparisons that did not find the same living person; 0: the way without a face"`
	AskedAt   *time.Time      `json:"askedAt,omitempty"`
	Until     *time.Time      `json:"until,omitempty" doc:"an officer looks until here"`
	DecidedAt *time.Time      `json:"decidedAt,omitempty"`
	By        string          `json:"by,omitempty" doc:"officer; left out: the edge device"`
	Note      string          `json:"note,omitempty"`
}

func identityCheck(c room.Check) IdentityCheck {
	v := IdentityCheck{ID: string(c.ID), Room: string(c.Room), Admission: string(c.Admission), Seat: string(c.Seat), SeatLabel: c.SeatLabel, Kind: c.Kind,
		State: c.State, Tries: c.Tries, AskedAt: when(c.AskedAt), DecidedAt: when(c.DecidedAt), By: c.ByName, Note: c.Note}
	if c.State == room.CheckAsked {
		v.Until = when(c.DueAt)
	}
	return v
}

func registerIdentityChecks(g Groups, s *room.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "identity-checks", Method: http.MethodGet, Path: "/identity-checks", Summary: "Seats that an officer is asked to look at", Description: "The longest wait first. The time of random checks is not to be seen before."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[IdentityCheck] }, error) {
			list, err := s.Checks(ctx)
			return &struct{ Body Page[IdentityCheck] }{page(list, len(list), identityCheck, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "identity-check-decide", Method: http.MethodPost, Path: "/identity-checks/{id}/decision", Summary: "Is it the same person?", Description: "After looking at the seat. Another person is an incident; the paper goes on until somebody decides about it."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Same   bool   `json:"same"`
				Reason string `json:"reason,omitempty" maxLength:"200" doc:"needed when it is not the same person"`
			}
		}) (*struct{ Body IdentityCheck }, error) {
			c, err := s.Decide(ctx, room.CheckID(in.ID), in.Body.Same, in.Body.Reason)
			if err != nil {
				return nil, err
			}
			return &struct{ Body IdentityCheck }{identityCheck(c)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "admission-checks", Method: http.MethodGet, Path: "/admissions/{id}/checks", Summary: "Identity checks of one person's sitting", Description: "In their order; those that wait for their random time are not shown."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[IdentityCheck] }, error) {
			list, err := s.ChecksOf(ctx, booking.AdmissionID(in.ID))
			shown := list[:0]
			for _, c := range list {
				if c.State != room.CheckWaiting {
					shown = append(shown, c)
				}
			}
			return &struct{ Body Page[IdentityCheck] }{page(shown, len(shown), identityCheck, nil)}, err
		})
}

// SelfTestWanted tells a seat's page whether to test itself.
type SelfTestWanted struct {
	Run   string      `json:"run,omitempty" doc:"left out: nothing to test now"`
	Parts []room.Part `json:"parts" nullable:"false"`
	Now   time.Time   `json:"now"`
}

// SelfTestPart is what a seat found about one of its parts.
type SelfTestPart struct {
	Part room.Part `json:"part" enum:"camera,microphone,speaker,storage,network"`
	OK   bool      `json:"ok"`
	Why  string    `json:"why,omitempty" maxLength:"40" pattern:"^[a-z0-9_]*$"`
}

func registerSelfTests(g Groups, s *room.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "seat-selftest", Method: http.MethodGet, Path: "/selftest", Summary: "Shall this seat test itself?", Description: "For an idle seat to ask once a minute."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body SelfTestWanted }, error) {
			w, err := s.Want(ctx)
			if err != nil {
				return nil, err
			}
			if w.Parts == nil {
				w.Parts = []room.Part{}
			}
			return &struct{ Body SelfTestWanted }{SelfTestWanted{w.Run, w.Parts, s.Now()}}, nil
		})
	huma.Register(g.Device, huma.Operation{OperationID: "seat-selftest-report", Method: http.MethodPost, Path: "/selftest", Summary: "What a seat's self-test found", Description: "A part that is left out counts as not tested."},
		func(ctx context.Context, in *struct {
			Body struct {
				Run   string         `json:"run" minLength:"1" maxLength:"40"`
				Clock time.Time      `json:"clock" doc:"of this terminal, when it sends"`
				Parts []SelfTestPart `json:"parts" maxItems:"10" nullable:"false"`
			}
		}) (*struct {
			Body struct {
				Passed bool `json:"passed"`
			}
		}, error) {
			r := room.Report{Run: in.Body.Run, Clock: in.Body.Clock}
			for _, p := range in.Body.Parts {
				r.Results = append(r.Results, room.Result{Part: p.Part, OK: p.OK, Why: p.Why})
			}
			t, err := s.Tested(ctx, r)
			if err != nil {
				return nil, err
			}
			out := &struct {
				Body struct {
					Passed bool `json:"passed"`
				}
			}{}
			out.Body.Passed = t.Passed
			return out, nil
		})
}

package face_test

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/device"
	"github.com/suikao/suikao/proctor/face"
	"github.com/suikao/suikao/proctor/face/store"
)

var start = time.Date(2026, 11, 22, 8, 0, 0, 0, actor.Beijing)

const (
	roomA = site.RoomID("01roomaaaaaaaaaaaaaaaaaaaa")
	roomB = site.RoomID("01roombbbbbbbbbbbbbbbbbbbb")
)

// world answers what other contexts know.
type world struct {
	consent    map[people.PersonID]*face.Consent
	admissions map[booking.AdmissionID]booking.Admission
	noPhoto    bool
}

func (w *world) Standing(_ context.Context, p people.PersonID) (*face.Consent, error) {
	return w.consent[p], nil
}

func (w *world) Agree(_ context.Context, p people.PersonID, version int, _, channel string) error {
	w.consent[p] = &face.Consent{Version: version, At: start, Channel: channel}
	return nil
}

func (w *world) PersonFacts(_ context.Context, p people.PersonID) (application.PersonFacts, error) {
	return application.PersonFacts{ID: p, Photo: "photo/" + string(p), PhotoApproved: !w.noPhoto}, nil
}

func (w *world) Get(_ context.Context, key string) ([]byte, string, error) {
	return []byte(key), "image/jpeg", nil
}

func (w *world) AdmissionByID(_ context.Context, id booking.AdmissionID) (booking.Admission, error) {
	a, ok := w.admissions[id]
	if !ok {
		return a, booking.ErrNotFound
	}
	return a, nil
}

// photos is an edge that has no card reader of its own.
type photos struct{ *device.Simulator }

func (photos) ReadsCards(site.RoomID) bool { return false }

type house struct {
	*face.Service
	t     *testing.T
	w     *world
	sim   *device.Simulator
	st    *store.Store
	clock *testenv.Clock
	next  atomic.Int64
	stuck string // every challenge, when set
}

func engines(t *testing.T, run func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		h := &house{t: t, sim: device.NewSimulator(), st: store.New(db), clock: testenv.NewClock(start),
			w: &world{consent: map[people.PersonID]*face.Consent{}, admissions: map[booking.AdmissionID]booking.Admission{}}}
		h.sim.Stand(roomA, device.FaceSame)
		h.Service = face.New(face.Deps{Store: h.st, Edge: photos{h.sim}, Consents: h.w, People: h.w, Files: h.w, Bookings: h.w, Clock: h.clock.Now,
			Audit: audit.New(db, h.clock.Now), Outbox: jobs.NewOutbox(db, h.clock.Now), Random: func() string {
				if h.stuck != "" {
					return h.stuck
				}
				return fmt.Sprintf("challenge-%020d", h.next.Add(1))
			}})
		run(t, h)
	})
}

func id(kind string, n int) string { return fmt.Sprintf("01%s%0*d", kind, 24-len(kind), n) }

func ask(n int, at site.RoomID) booking.FaceAsk {
	return booking.FaceAsk{Room: at, OrgPath: "/a/", Person: people.PersonID(id("person", n)), Booking: booking.BookingID(id("booking", n))}
}

func (h *house) agree(n int) {
	h.t.Helper()
	if err := h.Agree(context.Background(), ask(n, roomA).Person, 1, "zh-CN"); err != nil {
		h.t.Fatal(err)
	}
}

// compared agrees, compares and admits somebody.
func (h *house) compared(n int) booking.Admission {
	h.t.Helper()
	h.agree(n)
	q := ask(n, roomA)
	if r, err := h.Compare(context.Background(), q); err != nil || !r.Same || !r.Live {
		h.t.Fatalf("%+v %v", r, err)
	}
	a := booking.Admission{ID: booking.AdmissionID(id("admission", n)), PersonID: q.Person, BookingID: q.Booking, RoomID: roomA, OrgPath: "/a/", SeatLabel: "A01",
		SlotEnd: start.Add(2 * time.Hour), State: booking.AdmissionSeated}
	h.w.admissions[a.ID] = a
	h.tell(booking.TopicAdmitted, a)
	return a
}

func (h *house) tell(topic string, a booking.Admission) {
	h.t.Helper()
	body, _ := json.Marshal(map[string]string{"admission": string(a.ID)})
	if err := h.Receive(context.Background(), actor.Event{Topic: topic, Key: string(a.ID), Body: body}); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) sweep() {
	h.t.Helper()
	if err := h.SweepOnce(context.Background()); err != nil {
		h.t.Fatal(err)
	}
}

func self(p people.PersonID) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: string(p), Person: string(p)})
}

func staff(path string, role actor.Role) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: "s", Grants: []actor.Grant{{Role: role, Org: "o", Path: path}}})
}

func TestNobodyIsComparedWithoutConsent(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if o, err := h.Offer(context.Background(), roomA, ask(1, roomA).Person); err != nil || !o.Camera || o.Agreed {
			t.Fatal(o, err)
		}
		if o, err := h.Offer(context.Background(), roomB, ask(1, roomB).Person); err != nil || o.Camera {
			t.Fatal("a room without a device offers a face", err)
		}
		if _, err := h.Compare(context.Background(), ask(1, roomA)); !errors.Is(err, face.ErrNoConsent) {
			t.Fatal(err)
		}
		if got := h.sim.Templates(roomA); len(got) != 0 {
			t.Fatalf("a template without consent: %v", got)
		}
		h.w.noPhoto = true
		if o, err := h.Offer(context.Background(), roomA, ask(1, roomA).Person); err != nil || o.Camera {
			t.Fatal("a comparison with nothing is offered", err)
		}
	})
}

// The template lives until the slot is over, then the device signs that it is gone, and the row keeps the word.
func TestTemplateGoesWithTheSlot(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.compared(1)
		h.clock.Set(start.Add(2*time.Hour - time.Second))
		h.sweep()
		if m, err := h.AtSeat(context.Background(), a, face.ForRecheck); err != nil || !m.Good() {
			t.Fatal(m, err)
		}
		h.clock.Set(a.SlotEnd)
		h.sweep()
		if got := h.sim.Templates(roomA); len(got) != 0 {
			t.Fatalf("still there: %v", got)
		}
		r, err := h.Mine(self(a.PersonID))
		if err != nil || r.Stored != 0 || len(r.Templates) != 1 || len(r.Matches) != 2 {
			t.Fatalf("%+v %v", r, err)
		}
		x := r.Templates[0]
		if x.State != face.Deleted || x.Cause != face.SlotOver || x.DeletedAt.IsZero() || !ed25519.Verify(h.sim.FaceKey(), x.Proof.Bytes(), x.Proof.Signature) {
			t.Fatalf("%+v", x)
		}
		if _, err := h.AtSeat(context.Background(), a, face.ForRecheck); !errors.Is(err, face.ErrNotFound) {
			t.Errorf("compared with a template that is gone: %v", err)
		}
	})
}

// Acceptance 4: consent withdrawn, template gone, shown by query.
func TestWithdrawalDeletes(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a, b := h.compared(1), h.compared(2)
		if n, err := h.Register(staff("/a/", people.Inspector)); err != nil || n.Persons != 2 || n.Templates != 2 || n.Alert {
			t.Fatal(n, err)
		}
		h.w.consent[a.PersonID] = nil
		h.sim.Stand(roomA, device.FaceFailed) // the device does not answer at first
		withdraw := actor.Event{Topic: face.TopicWithdrawn, Key: string(a.PersonID), Body: []byte(`{"kind":"FACE_CONSENT"}`)}
		for range 2 {
			if err := h.Receive(context.Background(), withdraw); err != nil {
				t.Fatal(err)
			}
		}
		r, err := h.Mine(self(a.PersonID))
		if err != nil || r.Consent != nil || r.Stored != 1 || r.Templates[0].State != face.Going || r.Templates[0].Trouble == "" {
			t.Fatalf("what is not gone must not be said to be: %+v %v", r, err)
		}
		if _, err := h.AtSeat(context.Background(), a, face.ForRecheck); !errors.Is(err, face.ErrNotFound) {
			t.Errorf("compared after the withdrawal: %v", err)
		}
		h.clock.Set(start.Add(11 * time.Minute))
		if n, err := h.Register(staff("/a/", people.Inspector)); err != nil || n.Overdue != 1 {
			t.Error(n, err)
		}
		h.sim.Stand(roomA, device.FaceSame)
		h.sweep()
		r, err = h.Mine(self(a.PersonID))
		if err != nil || r.Stored != 0 || r.Templates[0].State != face.Deleted || r.Templates[0].Cause != face.Withdrawn || r.Templates[0].WithdrawnAt.IsZero() {
			t.Fatalf("%+v %v", r, err)
		}
		if got := h.sim.Templates(roomA); len(got) != 1 {
			t.Fatalf("the other person's template: %v", got)
		}
		if n, err := h.Register(staff("/a/", people.Inspector)); err != nil || n.Persons != 1 || n.Templates != 1 || n.Overdue != 0 {
			t.Error(n, err)
		}
		h.clock.Set(b.SlotEnd)
		h.sweep()
		// A photo on file that was the reference still counts until its person takes the consent back.
		if n, err := h.Register(staff("/a/", people.Inspector)); err != nil || n.Persons != 1 || n.Templates != 0 {
			t.Error(n, err)
		}
	})
}

func TestWhoWasNotLetInIsForgottenSoon(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.agree(1)
		h.sim.Stand(roomA, device.FaceOther)
		if r, err := h.Compare(context.Background(), ask(1, roomA)); err != nil || r.Same {
			t.Fatal(r, err)
		}
		h.clock.Set(start.Add(30 * time.Minute))
		h.sweep()
		if got := h.sim.Templates(roomA); len(got) != 0 {
			t.Fatal(got)
		}
		h.sim.Stand(roomA, device.FaceSame)
		a := h.compared(2)
		a.State = booking.AdmissionFinished
		h.w.admissions[a.ID] = a
		h.tell(booking.TopicReleased, a)
		h.sweep()
		if got := h.sim.Templates(roomA); len(got) != 0 {
			t.Fatalf("who handed in is still known: %v", got)
		}
	})
}

// The same signed answer cannot serve twice, and a template of one room not in another.
func TestReplayAndOtherRooms(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.agree(1)
		h.stuck = "the-same-challenge-again-and-again"
		if _, err := h.Compare(context.Background(), ask(1, roomA)); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Compare(context.Background(), ask(1, roomA)); !errors.Is(err, face.ErrCameraDown) {
			t.Fatalf("a challenge was answered twice: %v", err)
		}
		h.stuck = ""
		h.sim.Stand(roomB, device.FaceSame)
		if _, err := h.Compare(context.Background(), ask(1, roomB)); !errors.Is(err, face.ErrCameraDown) {
			t.Errorf("a template of another room: %v", err)
		}
		q := ask(2, roomA)
		q.Booking = ask(1, roomA).Booking // another person on the same booking
		h.agree(2)
		if _, err := h.Compare(context.Background(), q); !errors.Is(err, face.ErrCameraDown) {
			t.Errorf("a template of another person: %v", err)
		}
		a := booking.Admission{ID: "x", BookingID: ask(1, roomA).Booking, RoomID: roomB}
		if _, err := h.AtSeat(context.Background(), a, face.ForSeat); !errors.Is(err, face.ErrNotFound) {
			t.Errorf("%v", err)
		}
	})
}

func TestWhoMaySeeFaces(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		a := h.compared(1)
		if r, err := h.Mine(self(ask(2, roomA).Person)); err != nil || len(r.Templates) != 0 || len(r.Matches) != 0 {
			t.Fatalf("%+v %v", r, err)
		}
		if _, err := h.Mine(staff("/a/", people.Inspector)); !errors.Is(err, face.ErrForbidden) {
			t.Error(err)
		}
		if r, err := h.OfPerson(staff("/a/", people.Inspector), a.PersonID); err != nil || len(r.Templates) != 1 {
			t.Error(r, err)
		}
		if _, err := h.OfPerson(staff("/elsewhere/", people.Inspector), a.PersonID); !errors.Is(err, face.ErrNotFound) {
			t.Error(err)
		}
		for _, ctx := range []context.Context{staff("/a/", people.ExamManager), self(a.PersonID), context.Background()} {
			if _, err := h.OfPerson(ctx, a.PersonID); !errors.Is(err, face.ErrForbidden) {
				t.Error(err)
			}
			if _, err := h.Register(ctx); !errors.Is(err, face.ErrForbidden) {
				t.Error(err)
			}
		}
	})
}

// counter is a store that counts more people than a test can make.
type counter struct {
	*store.Store
	n int
}

func (c counter) Count(context.Context, time.Time) (face.Register, error) {
	return face.Register{Persons: c.n}, nil
}

func TestAlertAtFourFifths(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		out := jobs.NewOutbox(db, testenv.NewClock(start).Now)
		told := 0
		out.On(face.TopicThreshold, func(context.Context, actor.Event) error { told++; return nil })
		for _, c := range []struct {
			n     int
			alert bool
		}{{79_999, false}, {80_000, true}, {100_001, true}} {
			s := face.New(face.Deps{Store: counter{store.New(db), c.n}, Clock: testenv.NewClock(start).Now, Audit: audit.New(db, time.Now), Outbox: out})
			r, err := s.Register(staff("/", people.SecurityAdmin))
			if err != nil || r.Alert != c.alert || r.Threshold != 100_000 {
				t.Errorf("%+v %v", r, err)
			}
			if err := s.WatchOnce(actor.AsSystem(context.Background(), "test")); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := out.Deliver(context.Background()); err != nil {
			t.Fatal(err)
		}
		if told != 2 {
			t.Errorf("told %d times", told)
		}
	})
}

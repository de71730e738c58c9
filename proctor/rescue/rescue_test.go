package rescue_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/rescue"
	"github.com/suikao/suikao/proctor/rescue/store"
)

const (
	roomA    = site.RoomID("01roomaaaaaaaaaaaaaaaaaaaa")
	roomB    = site.RoomID("01roombbbbbbbbbbbbbbbbbbbb")
	point    = site.PointID("01pointaaaaaaaaaaaaaaaaaaa")
	incident = proctor.IncidentID("01incidentaaaaaaaaaaaaaaaa")
	path     = "/a/"
)

var start = time.Date(2026, 11, 22, 2, 0, 0, 0, actor.Beijing)

// world plays rooms, rosters, incidents and the gateway.
type world struct {
	mu       sync.Mutex
	shifts   map[site.RoomID]site.Shift
	texts    []string       // number or person, and text
	broken   bool           // the gateway
	often    map[string]int // what was counted
	standing rescue.Standing
	began    time.Time // of the incident
	kind     proctor.Kind
}

func (w *world) Room(_ context.Context, id site.RoomID) (site.Room, error) {
	return site.Room{ID: id, Point: point, OrgPath: path, Name: "一号考场"}, nil
}
func (w *world) RoomsOf(context.Context, site.PointID) ([]site.Room, error) {
	return []site.Room{{ID: roomA, Point: point}, {ID: roomB, Point: point}}, nil
}
func (w *world) Point(_ context.Context, id site.PointID) (site.Point, error) {
	return site.Point{ID: id, OrgPath: path, Name: "襄城考试点", Phone: "0710-3000000"}, nil
}
func (w *world) ShiftsOfRoom(_ context.Context, r site.RoomID, _, _ time.Time) ([]site.Shift, error) {
	if s, ok := w.shifts[r]; ok {
		return []site.Shift{s}, nil
	}
	return nil, nil
}
func (w *world) Shift(_ context.Context, id site.ShiftID) (site.Shift, error) {
	for _, s := range w.shifts {
		if s.ID == id {
			return s, nil
		}
	}
	return site.Shift{}, site.ErrNotFound
}
func (w *world) Incident(_ context.Context, id proctor.IncidentID) (proctor.Incident, error) {
	if id != incident {
		return proctor.Incident{}, proctor.ErrNotFound
	}
	return proctor.Incident{ID: id, Room: roomA, OrgPath: path, Kind: w.kind, At: w.began}, nil
}
func (w *world) Person(_ context.Context, id people.PersonID, text string) (bool, error) {
	return true, w.Number(context.Background(), string(id), text)
}
func (w *world) Number(_ context.Context, number, text string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.broken {
		return sqldb.ErrUnavailable
	}
	w.texts = append(w.texts, number+" "+text)
	return nil
}
func (w *world) Standing(_ context.Context, room site.RoomID) (rescue.Standing, error) {
	if w.standing.Room == room {
		return w.standing, nil
	}
	return rescue.Standing{Room: room}, nil
}
func (w *world) All(context.Context) ([]rescue.Standing, error) {
	if w.standing.Kind == "" {
		return nil, nil
	}
	return []rescue.Standing{w.standing}, nil
}

type house struct {
	*rescue.Service
	t     *testing.T
	w     *world
	clock *testenv.Clock
	again func() *rescue.Service // another node, or after a restart
	trail func() []string        // verbs
	all   *[]actor.Entry         // of the trail
}

func engines(t *testing.T, run func(t *testing.T, h *house)) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		clock := testenv.NewClock(start)
		w := &world{kind: proctor.Fire, began: start, shifts: map[site.RoomID]site.Shift{
			roomA: {ID: "01shiftaaaaaaaaaaaaaaaaaaa", OnCallName: "张到场", OnCallPhone: "13800000001", OnCallMinutes: 12, SecondPerson: "01secondaaaaaaaaaaaaaaaaaa", SecondName: "李接替"},
			roomB: {ID: "01shiftbbbbbbbbbbbbbbbbbbb", OnCallName: "王邻场", OnCallPhone: "13800000002", OnCallMinutes: 25}}}
		st := store.New(db)
		var all []actor.Entry
		trail := audit.New(db, clock.Now)
		h := &house{t: t, w: w, clock: clock, all: &all, trail: func() (verbs []string) {
			for _, e := range all {
				verbs = append(verbs, e.Verb)
			}
			return verbs
		}}
		h.again = func() *rescue.Service {
			return rescue.New(rescue.Deps{Store: st, Scripts: st, Places: w, Incidents: w, Texts: w, Emergencies: w,
				Staff: func(_ context.Context, id people.AccountID) (people.PersonID, string, error) {
					return people.PersonID(id), "王值守", nil
				},
				Sign: sign, Limit: w, Public: "https://exam.example.cn", Clock: clock.Now, Audit: heard{trail, &all}, Outbox: jobs.NewOutbox(db, clock.Now), Log: slog.New(slog.DiscardHandler)})
		}
		h.Service = h.again()
		run(t, h)
	})
}

// entry is the newest of a verb on the trail.
func (h *house) entry(verb string) actor.Entry {
	h.t.Helper()
	for _, e := range slices.Backward(*h.all) {
		if e.Verb == verb {
			return e
		}
	}
	h.t.Fatalf("%s is not on the trail", verb)
	return actor.Entry{}
}

// heard is an auditor that remembers.
type heard struct {
	*audit.Log
	all *[]actor.Entry
}

func (a heard) Record(ctx context.Context, e actor.Entry) error {
	*a.all = append(*a.all, e)
	return a.Log.Record(ctx, e)
}

func (h *house) good(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func officer() context.Context { return staff(path, people.RemoteAttendant) }

func staff(at string, role actor.Role) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: "01officeraaaaaaaaaaaaaaaaa", Person: "p", Name: "王值守", Grants: []actor.Grant{{Role: role, Org: "a", Path: at}}})
}

func system() context.Context { return actor.AsSystem(context.Background(), "test") }

const press = `{"incident":"01incidentaaaaaaaaaaaaaaaa","room":"01roomaaaaaaaaaaaaaaaaaaaa","kind":"environment.fire","severity":"CRITICAL","account":"01officeraaaaaaaaaaaaaaaaa"}`

// call is the event of an officer who asks for help.
func (h *house) call(id string) {
	h.t.Helper()
	h.good(h.Receive(system(), actor.Event{ID: id, Topic: proctor.TopicHelp, Body: []byte(press)}))
}

func (h *house) view() rescue.View {
	h.t.Helper()
	v, err := h.OfIncident(officer(), incident)
	h.good(err)
	return v
}

const (
	event1 = "01eventaaaaaaaaaaaaaaaaaaa"
	event2 = "01eventbbbbbbbbbbbbbbbbbbb"
)

// Somebody asks for help: the on-call person gets one text, the officer sees that it went out, who acknowledged and who arrived stand on
// file with names and times. The same event again, and a second press while the call lives, change nothing.
func TestSomebodyIsCalledAndArrives(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if _, err := h.OfIncident(officer(), incident); !errors.Is(err, rescue.ErrNoCall) {
			t.Fatal(err)
		}
		h.call(event1)
		h.call(event1)
		h.call(event2)
		for range 3 {
			h.good(h.SendOnce(system()))
			h.good(h.again().SendOnce(system()))
		}
		if len(h.w.texts) != 1 || !strings.HasPrefix(h.w.texts[0], "13800000001 【随考】襄城考试点一号考场需要您立即到场：消防报警") || !strings.Contains(h.w.texts[0], "0710-3000000") {
			t.Fatal(h.w.texts)
		}
		v := h.view()
		if v.Call.State != rescue.Open || v.Call.AskedName != "王值守" || len(v.Persons) != 1 || v.Persons[0].State != rescue.Sent || v.Persons[0].Phone != "13800000001" || v.Phone != "0710-3000000" {
			t.Fatalf("%+v", v)
		}
		if v, err := h.OfIncident(staff(path, people.Inspector), incident); err != nil || v.Persons[0].Phone != "" {
			t.Errorf("an inspector sees the number: %+v %v", v.Persons, err)
		}
		h.clock.Advance(time.Minute)
		if _, err := h.Acknowledge(officer(), incident, " "); !has(err, rescue.ErrWho) {
			t.Error(err)
		}
		if _, err := h.Acknowledge(officer(), incident, "张\u200b到场"); err == nil {
			t.Error("a hidden character is taken")
		}
		v, err := h.Acknowledge(officer(), incident, "张到场")
		if err != nil || v.Call.State != rescue.Acked || v.Call.AckedWho != "张到场" || v.Call.AckedName != "王值守" || !v.Call.AckedAt.Equal(start.Add(time.Minute)) {
			t.Fatalf("%+v %v", v.Call, err)
		}
		if _, err := h.Acknowledge(officer(), incident, "别人"); !has(err, rescue.ErrAcked) {
			t.Error(err)
		}
		h.clock.Advance(rescue.AckWithin)
		h.good(h.LateOnce(system()))
		h.good(h.SendOnce(system()))
		if len(h.w.texts) != 1 {
			t.Fatal("others are asked although somebody is coming", h.w.texts)
		}
		v, err = h.Arrive(officer(), incident, "张到场")
		if err != nil || v.Call.State != rescue.Arrived || !v.Call.ArrivedAt.Equal(start.Add(time.Minute+rescue.AckWithin)) || v.Call.ArrivedName != "王值守" {
			t.Fatalf("%+v %v", v.Call, err)
		}
		if _, err := h.Arrive(officer(), incident, "别人"); !has(err, rescue.ErrArrived) {
			t.Error(err)
		}
		if list, err := h.Live(officer()); err != nil || len(list) != 1 || list[0].Call.State != rescue.Arrived {
			t.Error("who stands at the door is not seen by who has to let them in", list, err)
		}
		if list, err := h.Live(staff("/b/", people.RemoteAttendant)); err != nil || len(list) != 0 {
			t.Error("elsewhere it is seen", list, err)
		}
		h.clock.Advance(10*time.Minute + time.Second)
		if list, err := h.Live(officer()); err != nil || len(list) != 0 {
			t.Error(list, err)
		}
		for _, verb := range []string{"room.help", "room.help_ack", "room.help_arrive"} {
			if !slices.Contains(h.trail(), verb) {
				t.Errorf("%s is not on the trail: %v", verb, h.trail())
			}
		}
		h.call(event1) // comes a third time, after the call is over
		if h.view().Call.State != rescue.Arrived {
			t.Error("an old event began a new call")
		}
	})
}

// Nobody acknowledges: the second officer and the neighbour's on-call person are asked, too, once, also when two nodes notice it and when
// the process was restarted in between.
func TestNobodyAcknowledges(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.call(event1)
		h.good(h.SendOnce(system()))
		h.clock.Advance(rescue.AckWithin - time.Second)
		h.good(h.LateOnce(system()))
		if !h.view().Call.EscalatedAt.IsZero() {
			t.Fatal("too early")
		}
		h.clock.Advance(time.Second)
		var all sync.WaitGroup
		for range 2 {
			node := h.again()
			all.Go(func() { _ = node.LateOnce(system()) })
		}
		all.Wait()
		h.good(h.LateOnce(system()))
		h.good(h.again().SendOnce(system()))
		h.good(h.SendOnce(system()))
		if len(h.w.texts) != 3 || !strings.HasPrefix(h.w.texts[1], "01second") && !strings.HasPrefix(h.w.texts[2], "01second") {
			t.Fatal(h.w.texts)
		}
		v := h.view()
		if v.Call.EscalatedAt.IsZero() || v.Call.State != rescue.Open || len(v.Persons) != 3 {
			t.Fatalf("%+v", v)
		}
		if list, err := h.Live(officer()); err != nil || len(list) != 1 {
			t.Error(list, err)
		}
		// The incident is closed: nobody is waited for any more.
		h.good(h.Receive(system(), actor.Event{ID: event2, Topic: proctor.TopicChanged, Body: []byte(`{"incident":"01incidentaaaaaaaaaaaaaaaa","state":"CLOSED"}`)}))
		if v := h.view(); v.Call.State != rescue.Ended {
			t.Fatalf("%+v", v.Call)
		}
		if _, err := h.Arrive(officer(), incident, "张到场"); err != nil {
			t.Error("who comes after all cannot be entered:", err)
		}
	})
}

// The roster names nobody: the call says so at once, by whom it asked instead, and shows whom to telephone. A gateway that is away is tried
// again; an entry taken off the roster leaves nobody to send to.
func TestNobodyIsOnCallAndTheGatewayIsAway(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		delete(h.w.shifts, roomA)
		h.w.broken = true
		h.call(event1)
		v := h.view()
		if v.Call.EscalatedAt.IsZero() || len(v.Persons) != 1 || v.Persons[0].Role != rescue.Neighbour || v.Phone == "" || v.Numbers.Fire != "119" {
			t.Fatalf("%+v", v)
		}
		h.good(h.SendOnce(system()))
		if v := h.view(); v.Persons[0].State != rescue.Waiting || v.Persons[0].Tries != 1 {
			t.Fatalf("%+v", v.Persons)
		}
		h.w.broken = false
		h.clock.Advance(30 * time.Second)
		h.good(h.SendOnce(system()))
		if v := h.view(); v.Persons[0].State != rescue.Sent || len(h.w.texts) != 1 {
			t.Fatalf("%+v %v", v.Persons, h.w.texts)
		}
	})
	engines(t, func(t *testing.T, h *house) {
		h.call(event1)
		delete(h.w.shifts, roomA)
		h.good(h.SendOnce(system()))
		if v := h.view(); v.Persons[0].State != rescue.NoPhone {
			t.Fatalf("%+v", v.Persons)
		}
	})
}

func TestWhoMay(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.call(event1)
		far, inspector := staff("/elsewhere/", people.RemoteAttendant), staff(path, people.Inspector)
		for what, c := range map[string]struct {
			got  func() error
			want error
		}{
			"far ack":        {func() error { _, err := h.Acknowledge(far, incident, "张到场"); return err }, rescue.ErrNotFound},
			"inspector ack":  {func() error { _, err := h.Acknowledge(inspector, incident, "张到场"); return err }, rescue.ErrForbidden},
			"far arrival":    {func() error { _, err := h.Arrive(far, incident, "张到场"); return err }, rescue.ErrNotFound},
			"far view":       {func() error { _, err := h.OfIncident(far, incident); return err }, rescue.ErrNotFound},
			"inspector list": {func() error { _, err := h.Live(inspector); return err }, rescue.ErrForbidden},
			"candidate":      {func() error { _, err := h.Scripts(context.Background()); return err }, rescue.ErrForbidden},
			"far tick":       {func() error { _, err := h.Tick(far, roomA, "TALK", true, ""); return err }, rescue.ErrNotFound},
			"inspector tick": {func() error { _, err := h.Tick(inspector, roomA, "TALK", true, ""); return err }, rescue.ErrForbidden},
			"far numbers": {func() error {
				_, err := h.SetNumbers(staff("/elsewhere/", people.ExamManager), rescue.Numbers{Point: point, Fire: "119", Medical: "120", Police: "110"})
				return err
			}, rescue.ErrNotFound},
			"officer sets": {func() error {
				_, err := h.SetNumbers(officer(), rescue.Numbers{Point: point, Fire: "119", Medical: "120", Police: "110"})
				return err
			}, rescue.ErrForbidden},
			"a seat asks": {func() error { _, err := h.AtDoor(officer()); return err }, rescue.ErrForbidden},
		} {
			if err := c.got(); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if !slices.Contains(h.trail(), "rescue.refused") {
			t.Error("a refusal is not on the trail")
		}
	})
}

// The script has the numbers of the exam point, each step is entered once by a named officer, and what was done stays readable after the
// emergency.
func TestTheScriptOfAnEmergency(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		if _, err := h.Tick(officer(), roomA, "TALK", true, ""); !errors.Is(err, rescue.ErrCalm) {
			t.Fatal(err)
		}
		n, err := h.SetNumbers(staff(path, people.ExamManager), rescue.Numbers{Point: point, Fire: "0710-3119119", Medical: "120", Police: "110"})
		h.good(err)
		if _, err := h.SetNumbers(staff(path, people.ExamManager), rescue.Numbers{Point: point, Fire: "119", Medical: "120", Police: "110"}); !errors.Is(err, rescue.ErrStale) {
			t.Error("an older form wins:", err)
		}
		n.Police = "一一〇"
		if _, err := h.SetNumbers(staff(path, people.ExamManager), n); !has(err, rescue.ErrNumber) {
			t.Error(err)
		}
		h.w.standing = rescue.Standing{Room: roomA, Kind: "FIRE", Began: start}
		list, err := h.Scripts(officer())
		if err != nil || len(list) != 1 || len(list[0].Steps) < 5 || !strings.Contains(list[0].Steps[1].Text.ZH, "0710-3119119") {
			t.Fatalf("%+v %v", list, err)
		}
		if list, err := h.Scripts(staff("/elsewhere/", people.RemoteAttendant)); err != nil || len(list) != 0 {
			t.Error("somebody else's emergency is shown", list, err)
		}
		for step, want := range map[rescue.StepCode]error{"DANCE": rescue.ErrStep, "DIAL_POLICE": rescue.ErrStep} {
			if _, err := h.Tick(officer(), roomA, step, true, ""); !has(err, want) {
				t.Errorf("%s: %v", step, err)
			}
		}
		if _, err := h.Tick(officer(), roomA, "DIAL_MEDICAL", false, ""); !has(err, rescue.ErrNote) {
			t.Error(err)
		}
		h.clock.Advance(20 * time.Second)
		_, err = h.Tick(officer(), roomA, "TALK", true, "")
		h.good(err)
		_, err = h.Tick(officer(), roomA, "DIAL_MEDICAL", false, "没有人受伤")
		h.good(err)
		if _, err := h.Tick(officer(), roomA, "TALK", false, "再一次"); !has(err, rescue.ErrTicked) {
			t.Error(err)
		}
		gate := actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "gate", Room: string(roomA)})
		if at, err := h.AtDoor(gate); err != nil || at.Kind != "FIRE" || len(at.Lines) == 0 || !strings.Contains(at.Lines[2].ZH, "0710-3119119") {
			t.Errorf("%+v %v", at, err)
		}
		h.w.standing = rescue.Standing{}
		if at, err := h.AtDoor(gate); err != nil || at.Kind != "" {
			t.Errorf("%+v %v", at, err)
		}
		if _, err := h.Tick(officer(), roomA, "DOOR", true, ""); !errors.Is(err, rescue.ErrCalm) {
			t.Error(err)
		}
		sc, err := h.ScriptOf(officer(), incident)
		if err != nil || sc.Steps[0].Tick == nil || sc.Steps[0].Tick.ByName != "王值守" || !sc.Steps[0].Tick.At.Equal(start.Add(20*time.Second)) || sc.Steps[1].Tick != nil {
			t.Fatalf("%+v %v", sc, err)
		}
		if i := slices.IndexFunc(sc.Steps, func(d rescue.Done) bool { return d.Code == "DIAL_MEDICAL" }); sc.Steps[i].Tick == nil || sc.Steps[i].Tick.Needed {
			t.Errorf("%+v", sc.Steps[i])
		}
		h.w.kind = proctor.PowerLost
		if _, err := h.ScriptOf(officer(), incident); !errors.Is(err, rescue.ErrNotFound) {
			t.Error(err)
		}
	})
}

// has reports whether an error, or one of its fields, is want.
func has(err, want error) bool {
	return errors.Is(err, want) || slices.ContainsFunc(fault.From(err).Fields(), func(f fault.Field) bool { return errors.Is(f.Err, want) })
}

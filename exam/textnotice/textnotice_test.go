package textnotice_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/textnotice"
	"github.com/suikao/suikao/exam/textnotice/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

var begin = time.Date(2026, 11, 21, 8, 0, 0, 0, actor.Beijing)

// desk is a service over a real database and outbox, with a gateway that notes what it takes.
type desk struct {
	*textnotice.Service
	db    *sqldb.DB
	out   *jobs.Outbox
	clock *testenv.Clock
	log   bytes.Buffer

	mu   sync.Mutex
	sent []string
	fail error
	none bool // nobody has a phone
}

func (d *desk) Text(_ context.Context, id people.PersonID, text string) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil || d.none {
		return false, d.fail
	}
	d.sent = append(d.sent, string(id)+" "+text)
	return true, nil
}

func (d *desk) Appointment(context.Context, booking.BookingID) (booking.Appointment, error) {
	return booking.Appointment{Point: "城区考点", Address: "檀溪路 1 号", Room: "一号考场", Begins: begin, Entry: begin.Add(-15 * time.Minute), Late: begin.Add(30 * time.Minute)}, nil
}

func (d *desk) Permit(context.Context, permit.ID) (string, actor.Date, error) {
	return "低压电工作业", "2027-01-31", nil
}

func (d *desk) ItemName(context.Context, string) (string, error) { return "低压电工作业", nil }

func newDesk(db *sqldb.DB) *desk {
	d := &desk{db: db, clock: testenv.NewClock(begin)}
	d.out = jobs.NewOutbox(db, d.clock.Now)
	d.Service = textnotice.New(textnotice.Deps{Store: store.New(db), People: d, Facts: d, Clock: d.clock.Now, Log: slog.New(slog.NewTextHandler(&d.log, nil))})
	for _, t := range textnotice.Topics() {
		d.out.On(t, d.Receive)
	}
	return d
}

func engines(t *testing.T, run func(t *testing.T, d *desk)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { run(t, newDesk(open(t))) })
}

func (d *desk) emit(t *testing.T, topic string, body map[string]any) {
	t.Helper()
	b, _ := json.Marshal(body)
	err := d.db.InTx(t.Context(), func(ctx context.Context) error {
		return d.out.Emit(ctx, actor.Event{Topic: topic, Key: "k", Body: b})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) deliver(t *testing.T) {
	t.Helper()
	if _, err := d.out.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// replay makes the outbox forget that it delivered anything.
func (d *desk) replay(t *testing.T) {
	t.Helper()
	if err := d.db.Conn(t.Context()).Exec("UPDATE outbox_event SET done_at = 0").Error; err != nil {
		t.Fatal(err)
	}
	d.deliver(t)
}

func (d *desk) sweep(t *testing.T) []string {
	t.Helper()
	if err := d.SendOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string{}, d.sent...)
}

func (d *desk) states(t *testing.T) string {
	t.Helper()
	var list []string
	if err := d.db.Conn(t.Context()).Table("text_notice").Order("person_id").Pluck("state", &list).Error; err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, " ")
}

func TestAReplayedEventSendsOnce(t *testing.T) {
	engines(t, func(t *testing.T, d *desk) {
		d.emit(t, application.TopicChanged, map[string]any{"application": "a", "person": "p-1", "state": "APPROVED", "act": "approve", "item": "SO-01-02", "valid_to": "2027-11-21"})
		d.deliver(t)
		d.replay(t) // before it was sent
		if got := d.sweep(t); len(got) != 1 || got[0] != "p-1 【随考】您的低压电工作业报名已审核通过，有效期至2027年11月21日，现在可以预约考试。" {
			t.Fatalf("%q", got)
		}
		for range 3 {
			d.replay(t) // and after it
			d.clock.Advance(time.Hour)
			d.sweep(t)
		}
		if got := d.sweep(t); len(got) != 1 || d.states(t) != "SENT" {
			t.Errorf("%q %s", got, d.states(t))
		}
		d.emit(t, application.TopicChanged, map[string]any{"application": "a", "person": "p-1", "state": "APPROVED", "act": "approve", "item": "SO-01-02", "valid_to": "2027-11-21"}) // another event is another text
		d.deliver(t)
		if got := d.sweep(t); len(got) != 2 {
			t.Errorf("%q", got)
		}
	})
}

// Nodes that receive and send at the same moment say it once.
func TestManyNodesSendOnce(t *testing.T) {
	engines(t, func(t *testing.T, d *desk) {
		e := actor.Event{ID: actor.NewID(begin), Topic: booking.TopicAbsent, Key: "b", Body: []byte(`{"booking":"b","person":"p-1","slot":"s"}`)}
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				if err := d.Receive(t.Context(), e); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for range 20 {
			wg.Go(func() {
				if err := d.SendOnce(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if got := d.sweep(t); len(got) != 1 {
			t.Errorf("%q", got)
		}
	})
}

func TestAFailingGatewayIsTriedAgain(t *testing.T) {
	engines(t, func(t *testing.T, d *desk) {
		d.emit(t, release.TopicResultReleased, map[string]any{"result": "r", "person": "p-1", "passed": true})
		d.deliver(t)
		d.fail = errors.New("gateway answers 502 Bad Gateway")
		d.sweep(t)
		d.sweep(t)
		d.fail = nil
		if got := d.sweep(t); len(got) != 0 {
			t.Error("it did not wait before the second try")
		}
		d.clock.Advance(time.Minute)
		if got := d.sweep(t); len(got) != 1 || strings.Contains(got[0], "合格") {
			t.Errorf("%q", got)
		}
		// A process that died after taking a message: another one takes it when the lease is over.
		d.emit(t, release.TopicResultReleased, map[string]any{"result": "r", "person": "p-2", "passed": false})
		d.deliver(t)
		d.fail = context.Canceled
		d.sweep(t)
		d.fail = nil
		d.clock.Advance(2 * time.Minute)
		if got := d.sweep(t); len(got) != 2 {
			t.Errorf("%q", got)
		}
	})
}

func TestWhatCannotBeSaid(t *testing.T) {
	engines(t, func(t *testing.T, d *desk) {
		d.none = true
		d.emit(t, release.TopicResultReleased, map[string]any{"result": "r", "person": "p-1"})
		d.deliver(t)
		d.sweep(t)
		d.none, d.fail = false, booking.ErrNotFound
		d.emit(t, release.TopicResultReleased, map[string]any{"result": "r", "person": "p-2"})
		d.deliver(t)
		d.sweep(t)
		d.fail = errors.New("down")
		d.emit(t, booking.TopicConfirmed, map[string]any{"booking": "b", "person": "p-3"})
		d.deliver(t)
		d.sweep(t)
		d.fail = nil
		d.clock.Advance(25 * time.Hour) // yesterday's way to the door
		if got := d.sweep(t); len(got) != 0 || d.states(t) != "NO_PHONE NO_PHONE GIVEN_UP" || !strings.Contains(d.log.String(), "given up") {
			t.Errorf("%q %s\n%s", got, d.states(t), d.log.String())
		}
		if err := d.Receive(t.Context(), actor.Event{ID: "x", Topic: booking.TopicAbsent, Body: []byte("{")}); err == nil {
			t.Error("a broken event is taken")
		}
		if err := d.Receive(t.Context(), actor.Event{Topic: booking.TopicAbsent, Body: []byte("{}")}); err == nil {
			t.Error("an event without an id would be sent every time")
		}
	})
}

// Every template is reached by an event as it is emitted, and no placeholder is left in what goes out.
func TestEveryTextIsWhole(t *testing.T) {
	d := newDesk(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	events := []struct {
		topic string
		body  map[string]any
	}{
		{booking.TopicConfirmed, nil}, {booking.TopicCancelled, map[string]any{"by": "staff"}}, {booking.TopicToRebook, nil}, {booking.TopicAbsent, nil},
		{release.TopicResultReleased, nil}, {release.TopicCheckReplied, nil}, {permit.TopicIssued, nil}, {permit.TopicChanged, nil}, {permit.TopicConfirmed, nil},
		{permit.TopicReminder, map[string]any{"days": "30"}}, {textnotice.TopicEmployerNotice, map[string]any{"permits": "12"}}, {textnotice.TopicSubscriptionNotice, nil}, {permit.TopicNoted, map[string]any{"status": "EXPIRED"}}, {booking.TopicCallEscalated, nil}, {textnotice.TopicQuarantineNotice, nil},
	}
	for _, act := range []string{"submit", "return", "accept", "approve", "reject", "lapse"} {
		events = append(events, struct {
			topic string
			body  map[string]any
		}{application.TopicChanged, map[string]any{"act": act}})
	}
	for _, state := range []permit.ApplicationState{permit.ToCorrect, permit.Approved, permit.Rejected} {
		events = append(events, struct {
			topic string
			body  map[string]any
		}{permit.TopicApplication, map[string]any{"state": state}})
	}
	for _, e := range events {
		body := map[string]any{"person": "p-1", "application": "a", "booking": "b", "permit": "p", "result": "r", "item": "SO-01-02",
			"due_on": "2026-11-27", "answer_by": "2026-12-21", "valid_to": "2027-11-21", "reason": "未在期限内补正"}
		for k, v := range e.body {
			body[k] = v
		}
		d.emit(t, e.topic, body)
	}
	silent := []map[string]any{{"person": "p-1", "act": "material"}, {"person": "p-1", "act": "withdraw"}, {"act": "approve"}}
	for _, body := range silent {
		d.emit(t, application.TopicChanged, body)
	}
	d.emit(t, booking.TopicCancelled, map[string]any{"person": "p-1", "booking": "b", "by": "person"})
	d.deliver(t)
	got := d.sweep(t)
	if len(got) != len(events) {
		t.Errorf("%d texts for %d events", len(got), len(events))
	}
	seen := map[string]bool{}
	for _, text := range got {
		if strings.ContainsAny(text, "{}！!") || strings.Contains(text, "最迟前") || strings.Contains(text, "请在（") || !strings.HasPrefix(text, "p-1 【随考】") || len([]rune(text)) > 140 || seen[text] {
			t.Errorf("%q", text)
		}
		seen[text] = true
	}
}

// Who is only reminded is not woken; what is of today goes out at once.
func TestRemindersKeepTheHoursOfRest(t *testing.T) {
	engines(t, func(t *testing.T, d *desk) {
		d.Service = textnotice.New(textnotice.Deps{Store: store.New(d.db), People: d, Facts: d, Clock: d.clock.Now, Log: slog.New(slog.NewTextHandler(&d.log, nil)),
			Quiet: textnotice.Quiet{From: 21 * time.Hour, To: 8 * time.Hour}})
		d.out = jobs.NewOutbox(d.db, d.clock.Now)
		for _, topic := range textnotice.Topics() {
			d.out.On(topic, d.Receive)
		}
		night := time.Date(2026, 11, 21, 23, 30, 0, 0, actor.Beijing)
		d.clock.Set(night)
		d.emit(t, permit.TopicReminder, map[string]any{"person": "p-1", "permit": "p", "days": "30"})
		d.emit(t, booking.TopicToRebook, map[string]any{"person": "p-1", "booking": "b"})
		d.deliver(t)
		if got := d.sweep(t); len(got) != 1 || !strings.Contains(got[0], "不能如期进行") {
			t.Fatalf("at night: %q", got)
		}
		d.clock.Set(night.Add(8*time.Hour + 29*time.Minute))
		if got := d.sweep(t); len(got) != 1 {
			t.Fatalf("a minute before the morning: %q", got)
		}
		d.clock.Set(night.Add(8*time.Hour + 30*time.Minute))
		if got := d.sweep(t); len(got) != 2 || got[1] != "p-1 【随考】您的低压电工作业证件2027年1月31日到期，还有30天，请及时办理换证。" {
			t.Fatalf("in the morning: %q", got)
		}
	})
}

func TestHoursOfRest(t *testing.T) {
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, 11, day, hour, minute, 0, 0, actor.Beijing)
	}
	for _, c := range []struct {
		from, to  time.Duration
		now, want time.Time
	}{
		{21 * time.Hour, 8 * time.Hour, at(21, 20, 59), at(21, 20, 59)},
		{21 * time.Hour, 8 * time.Hour, at(21, 21, 0), at(22, 8, 0)},
		{21 * time.Hour, 8 * time.Hour, at(22, 0, 0), at(22, 8, 0)},
		{21 * time.Hour, 8 * time.Hour, at(22, 7, 59), at(22, 8, 0)},
		{21 * time.Hour, 8 * time.Hour, at(22, 8, 0), at(22, 8, 0)},
		{12 * time.Hour, 14 * time.Hour, at(22, 13, 0), at(22, 14, 0)},
		{12 * time.Hour, 14 * time.Hour, at(22, 14, 0), at(22, 14, 0)},
		{8 * time.Hour, 8 * time.Hour, at(22, 3, 0), at(22, 3, 0)},
	} {
		if got := (textnotice.Quiet{From: c.from, To: c.to}).Until(c.now.UTC()); !got.Equal(c.want) {
			t.Errorf("%s to %s: %s goes out at %s, want %s", c.from, c.to, c.now, got, c.want)
		}
	}
}

package ws_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/ws"
)

// sitThrough plays one fixed sitting on the database at dsn and returns every byte that reached the candidate before the
// paper was handed in, and after, and the points per question.
func sitThrough(t *testing.T, dsn string, h *examtest.House, rekey bool) (before, after []string, points []int) {
	t.Helper()
	db := testenv.Open(t, dsn)
	copied := *h
	copied.T, copied.DB, copied.Clock = t, db, testenv.NewClock(h.Clock.Now())
	copied.Bank = examtest.NewBank(examtest.DefaultMix, func() int64 { return copied.Clock.Now().UnixMilli() })
	if rekey {
		copied.Bank.Rekey()
	}
	copied.On(db)
	p := open(t, &copied, nil)
	seat := h.Desk.Seats()[0]
	r := p.raw(t, seat)
	s := body[ws.Welcome](t, last(r)).State
	pledge := ws.Pledge{Sitting: s.Sitting, Nonce: strings.Repeat("5a", 16)}
	for _, n := range s.Notices {
		pledge.Notices = append(pledge.Notices, ws.Confirmed{Kind: n.Kind, Version: n.Version})
	}
	step := func(kind string, seq int64, b any) {
		p.Clock.Advance(time.Second)
		r.say(kind, seq, b)
		r.next()
	}
	step("pledge", 0, pledge)
	step("practice_done", 0, ws.PracticeDone{Sitting: s.Sitting})
	step("start", 0, ws.Start{Sitting: s.Sitting})
	letters := []string{"A", "B", "A", "", "B"}
	for n := range int64(20) {
		step("answer", n+1, ws.Answer{Sitting: s.Sitting, Question: int(n) + 1, Answer: letters[n%5]})
	}
	step("mark", 21, ws.Mark{Sitting: s.Sitting, Question: 4, Marked: true})
	step("answer", 99, ws.Answer{Sitting: s.Sitting, Question: 4, Answer: "A"}) // a refusal
	officer, why := examtest.Invigilator(), exam.Reason{Code: "POWER"}
	if _, err := p.Service.Pause(officer, exam.SittingID(s.Sitting), why); err != nil {
		t.Fatal(err)
	}
	r.next()
	p.Clock.Advance(time.Minute)
	if _, err := p.Service.Resume(officer, exam.SittingID(s.Sitting), why); err != nil {
		t.Fatal(err)
	}
	r.next()
	again := p.raw(t, seat) // a reload
	before = append(before, r.seen...)
	before = append(before, again.seen...)
	r, again.seen = again, nil
	p.Clock.Advance(40 * time.Minute)
	step("submit", 0, ws.Submit{Sitting: s.Sitting, Last: 21})
	p.scored(t, exam.SittingID(s.Sitting), &points)
	return before, r.seen, points
}

// scored computes the points per question by the bank's present key.
func (p *place) scored(t *testing.T, id exam.SittingID, points *[]int) {
	t.Helper()
	d, err := p.Real.Draw(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := p.Real.Entries(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	key, err := p.Bank.CurrentKey(t.Context(), d.Paper.Release)
	if err != nil {
		t.Fatal(err)
	}
	if *points, _, err = exam.Rescore(d.Paper, entries, key, rules.PartialSubset); err != nil {
		t.Fatal(err)
	}
}

// Every key is changed while release and seed stay: each byte sent to the candidate up to the submission stays the same.
// And no text that stands beside the keys on the server ever reaches the candidate.
func TestKeysStayHome(t *testing.T) {
	dsn := testenv.Migrated(t, sqldb.SQLite)
	db := testenv.Open(t, dsn)
	h := examtest.NewHouse(t, db, examtest.DefaultMix)
	h.Sit() // assigned: the server's part of the seed is fixed
	twin := filepath.Join(t.TempDir(), "twin.db")
	if _, err := db.SQL().Exec("VACUUM INTO ?", twin); err != nil {
		t.Fatal(err)
	}
	desk := h.Desk.Clone()
	one, oneEnd, onePoints := sitThrough(t, dsn, h, false)
	h.Desk = desk
	two, twoEnd, twoPoints := sitThrough(t, "sqlite:"+twin, h, true)
	if len(one) != len(two) || len(one) < 28 {
		t.Fatalf("%d and %d frames", len(one), len(two))
	}
	for i := range one {
		if one[i] != two[i] {
			t.Errorf("frame %d depends on the keys:\n%.400s\n%.400s", i, one[i], two[i])
		}
	}
	if reflect.DeepEqual(onePoints, twoPoints) {
		t.Error("other keys gave the same points: the test would not notice anything")
	}
	for _, f := range append(append(one, oneEnd...), twoEnd...) {
		for _, secret := range []string{h.Bank.Canary, "origin", "Origin", "correct", "seed", "random"} {
			if strings.Contains(f, secret) {
				t.Errorf("%q reached the candidate: %.300s", secret, f)
			}
		}
	}
}

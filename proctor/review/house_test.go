package review_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/review"
	"github.com/suikao/suikao/proctor/review/store"
	proctorstore "github.com/suikao/suikao/proctor/store"
)

// house is a house of sittings with incidents and reviews. Results, bans, rules, people and films are played; stores and incidents
// are the real ones.
type house struct {
	*examtest.House
	s         *review.Service
	inc       *proctor.Service
	store     *store.Store
	set       rules.Set
	void      []string // decisions by which something became void
	back      int      // results given back
	passedToo []bool   // whether what was passed before became void with it
	ended     int      // sittings that became void for good
	bans      map[string]string
	busted    error // what the list of bans answers
	films     []review.Segment
	unmasked  bool // no copies can be masked
}

// InOtherHands are methods of neighbours that no test here reaches.
func (h *house) Room(_ context.Context, id site.RoomID) (site.Room, error) {
	return site.Room{ID: id, OrgPath: examtest.OrgPath}, nil
}

// Rooms implements proctor.Places.
func (h *house) Rooms(context.Context) ([]site.Room, error) { return nil, nil }

// Seat implements proctor.Places.
func (h *house) Seat(context.Context, site.SeatID) (site.Seat, error) { return site.Seat{}, nil }

// ShiftsOfRoom implements proctor.Places.
func (h *house) ShiftsOfRoom(context.Context, site.RoomID, time.Time, time.Time) ([]site.Shift, error) {
	return nil, nil
}

// AccountPerson implements proctor.Accounts.
func (h *house) AccountPerson(_ context.Context, id people.AccountID) (people.PersonID, string, error) {
	return people.PersonID(id), "", nil
}

// Holds implements proctor.Accounts.
func (h *house) Holds(context.Context, people.AccountID, string, ...actor.Role) (bool, error) {
	return true, nil
}

type results struct{ *house }

// Void implements review.Results.
func (r results) Void(_ context.Context, id exam.SittingID, current, passed bool, decision string) ([]release.Voided, error) {
	r.void, r.passedToo = append(r.void, decision), append(r.passedToo, passed)
	out := []release.Voided{{Result: exam.ResultID(id), Was: exam.Held}}
	if passed {
		out = append(out, release.Voided{Result: "passed before", Was: exam.Released})
	}
	return out, nil
}

// Restore implements review.Results.
func (r results) Restore(_ context.Context, list []release.Voided, _ string) error {
	r.back += len(list)
	return nil
}

// EndSitting implements review.Results.
func (r results) EndSitting(context.Context, exam.SittingID) error { r.ended++; return nil }

type banList struct{ *house }

// Enter implements review.Bans.
func (b banList) Enter(_ context.Context, in review.Ban) (string, error) {
	if b.busted != nil {
		return "", b.busted
	}
	b.House.T.Helper()
	b.house.bans[in.Decision] = string(in.From) + ".." + string(in.To)
	return "ban", nil
}

// Lift implements review.Bans.
func (b banList) Lift(_ context.Context, _ string, _ people.PersonID, _ string) error {
	clear(b.house.bans)
	return nil
}

// InForce implements review.Bans.
func (b banList) InForce(context.Context, string) (bool, error) { return false, nil }

// For implements review.Rules.
func (h *house) For(_ context.Context, q rules.Question, in rules.Query, d rules.Dates) (rules.Set, error) {
	if q != rules.AskSanction || d.Sitting == "" || in.Item == "" {
		return rules.Set{}, errors.New("another question")
	}
	return h.set, nil
}

// AddWorkingDays implements review.Rules.
func (h *house) AddWorkingDays(_ context.Context, from actor.Date, n int) (rules.WorkDay, error) {
	return rules.WorkDay{Date: from.AddDays(n)}, nil
}

// Item implements review.Rules.
func (h *house) Item(_ context.Context, code string, _ actor.Date) (rules.Item, error) {
	return rules.Item{Code: code, Name: "低压电工作业"}, nil
}

type names struct{}

// Who implements review.People.
func (names) Who(context.Context, people.PersonID) (review.Who, error) {
	return review.Who{Name: "<陈志远>", Document: "420***********123X"}, nil
}

// OrgAt implements review.People.
func (names) OrgAt(_ context.Context, path string) (string, string, error) {
	return path, map[string]string{examtest.OrgPath: "考试中心"}[path] + "机关", nil
}

// Authority implements review.People.
func (names) Authority(context.Context) (string, error) { return "/authority/", nil }

type film struct{ *bytes.Reader }

func (film) Close() error { return nil }

type films struct{ *house }

// Segments implements review.Films.
func (f films) Segments(context.Context, exam.SittingID) ([]review.Segment, error) {
	return append([]review.Segment{}, f.house.films...), nil
}

// Open implements review.Films.
func (f films) Open(_ context.Context, id string) (io.ReadSeekCloser, error) {
	return film{bytes.NewReader([]byte(id))}, nil
}

// Masks implements review.Films.
func (f films) Masks() bool { return !f.unmasked }

func given[T any](v T) rules.Param[T] { return rules.Param[T]{Value: v, State: rules.Given} }

func engines(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := &house{House: examtest.NewHouse(t, open(t), examtest.DefaultMix), bans: map[string]string{}}
		h.set.LesserVoidCurrent, h.set.LesserVoidPassed, h.set.LesserBanMonths = given(true), given(false), given(0)
		h.set.GraveVoidCurrent, h.set.GraveVoidPassed, h.set.BanCheatingMonths = given(true), given(true), given(12)
		h.set.StatementDays, h.set.ReconsiderDays, h.set.LitigateMonths = given(5), given(60), given(6)
		log, out := audit.New(h.DB, h.Clock.Now), jobs.NewOutbox(h.DB, h.Clock.Now)
		ps := proctorstore.New(h.DB)
		h.inc = proctor.New(proctor.Deps{Clock: h.Clock.Now, Audit: log, Outbox: out, Tx: ps, Incidents: ps, Detectors: ps, Handovers: ps, Places: h,
			Sittings: h.Service, Finder: h.Real, Staff: h, Authority: names{}.Authority})
		h.store = store.New(h.DB)
		h.s = review.New(review.Deps{Clock: h.Clock.Now, Audit: log, Outbox: out, Store: h.store, Papers: h.store, Incidents: h.inc, Sittings: h.Real,
			Results: results{h}, Bans: banList{h}, Rules: h, People: names{}, Films: films{h}})
		test(t, h)
	})
}

// staff is a member of staff with a role given by an organisation.
func staff(t testing.TB, login string, role actor.Role, path string) context.Context {
	return actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "a-" + login, Person: "p-" + login, Name: "签名" + login,
		Grants: []actor.Grant{{Role: role, Org: path, Path: path}}})
}

func inspector(t testing.TB, login string) context.Context {
	return staff(t, login, people.Inspector, examtest.OrgPath)
}

func official(t testing.TB, login string) context.Context {
	return staff(t, login, people.Regulator, "/authority/")
}

// person is the candidate of a sitting.
func person(t testing.TB, p people.PersonID) context.Context {
	return actor.With(t.Context(), actor.Actor{Kind: actor.Candidate, ID: string(p), Person: string(p)})
}

// refer lets somebody sit and an officer refer what happened.
func (h *house) refer() (exam.Sitting, []proctor.IncidentID) {
	h.T.Helper()
	r := h.Sit().Begin()
	sit, err := h.Real.Sitting(h.T.Context(), r.Page.Sitting.ID)
	if err != nil {
		h.T.Fatal(err)
	}
	watch := staff(h.T, "watch", people.RemoteInvigilator, examtest.OrgPath)
	in, err := h.inc.Flag(watch, proctor.Signal{Kind: proctor.ItemFound, Room: sit.Room, Sitting: sit.ID}, "桌上有手机")
	if err == nil {
		in, err = h.inc.Close(watch, in.ID, proctor.ToReview, "移送核查")
	}
	if err != nil {
		h.T.Fatal(err)
	}
	return sit, []proctor.IncidentID{in.ID}
}

// open refers something and opens the case.
func (h *house) open() (review.Case, exam.Sitting) {
	h.T.Helper()
	sit, ids := h.refer()
	c, err := h.s.Open(inspector(h.T, "one"), sit.ID, ids)
	if err != nil || c.Stage != review.Facts {
		h.T.Fatal(c, err)
	}
	return c, sit
}

func yes(act string) review.Opinion {
	return review.Opinion{Established: true, Breach: act, Facts: "录像显示考生从衣袋取出手机放在键盘左侧并翻看。", Proposal: "按规定处理"}
}

func no() review.Opinion {
	return review.Opinion{Facts: "录像中看不清桌上的物品是什么，不能认定。", Proposal: "不予处理"}
}

// sign signs a case and fails the test where it cannot.
func (h *house) sign(c review.Case, login string, o review.Opinion) review.Case {
	h.T.Helper()
	got, err := h.s.Sign(inspector(h.T, login), c.ID, o)
	if err != nil {
		h.T.Fatal(err)
	}
	h.Clock.Advance(time.Second)
	return got
}

func draft(m review.Measures) review.Draft {
	return review.Draft{Facts: "考生在考试中使用手机。", Basis: "《某办法》第七条", Reasons: "陈述理由不足以推翻录像。", Measures: m}
}

var most = review.Measures{VoidCurrent: true, VoidPassed: true, BanMonths: 12}

// noticed brings a case to where the notice is written.
func (h *house) noticed() (review.Case, exam.Sitting) {
	h.T.Helper()
	c, sit := h.open()
	c = h.sign(c, "one", yes("PHONE"))
	c = h.sign(c, "two", yes("PHONE"))
	if c.Stage != review.Noticing || c.Breach != "PHONE" {
		h.T.Fatalf("%+v", c)
	}
	c, err := h.s.Notice(official(h.T, "reg"), c.ID, draft(most))
	if err != nil || c.Stage != review.ServingNotice {
		h.T.Fatal(c, err)
	}
	return c, sit
}

// decided brings a case to where the decision is served.
func (h *house) decided() (review.Case, exam.Sitting) {
	h.T.Helper()
	c, sit := h.noticed()
	me := person(h.T, sit.Person)
	if _, err := h.s.Receive(me, c.ID, review.NoticeDoc); err != nil {
		h.T.Fatal(err)
	}
	if _, err := h.s.State(me, c.ID, "手机已关机。", true); err != nil {
		h.T.Fatal(err)
	}
	if _, err := h.s.Decide(official(h.T, "reg"), c.ID, true, draft(review.Measures{VoidCurrent: true, BanMonths: 6})); err != nil {
		h.T.Fatal(err)
	}
	o, err := h.s.Receive(me, c.ID, review.DecisionDoc)
	if err != nil || o.Case.Stage != review.Appealable {
		h.T.Fatal(o.Case, err)
	}
	return o.Case, sit
}

func wants(t testing.TB, err, want error, what string) {
	t.Helper()
	if err == nil {
		t.Errorf("%s: no failure, want %v", what, want)
		return
	}
	ok := errors.Is(err, want)
	for _, f := range fault.From(err).Fields() {
		ok = ok || errors.Is(f.Err, want)
	}
	if !ok {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// trail counts entries of a verb, and reports what they say.
func (h *house) trail(verb string) (n int, details string) {
	h.T.Helper()
	rows, err := h.DB.SQL().Query("SELECT * FROM audit_entry")
	if err != nil {
		h.T.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	cols, err := rows.Columns()
	if err != nil {
		h.T.Fatal(err)
	}
	for rows.Next() {
		cells, ptrs := make([]any, len(cols)), make([]any, len(cols))
		for i := range cells {
			ptrs[i] = &cells[i]
		}
		if err := rows.Scan(ptrs...); err != nil {
			h.T.Fatal(err)
		}
		line, hit := "", false
		for i, c := range cells {
			s := text(c)
			line += s + "|"
			hit = hit || cols[i] == "verb" && s == verb
		}
		details += line + "\n"
		if hit {
			n++
		}
	}
	if err := rows.Err(); err != nil {
		h.T.Fatal(err)
	}
	return n, details
}

func text(v any) string {
	switch x := v.(type) {
	case []byte:
		return string(x)
	case string:
		return x
	}
	return ""
}

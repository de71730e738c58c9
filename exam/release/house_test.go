package release_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/halt"
	haltstore "github.com/suikao/suikao/exam/halt/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/release/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	watchstore "github.com/suikao/suikao/exam/supervision/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
)

// bureau is a house with a desk, one slot and a staff list: account → natural person, roles, place.
type bureau struct {
	entered

	waits  map[exam.SittingID][]string
	open   map[exam.SittingID][]string // incidents
	filmed int                         // hundredths of every paper that cameras recorded
	unseen time.Duration               // that every camera was away
	inputs release.RecordInput

	uncounted []release.RecordUncounted
	counting  []time.Time // between which times it was asked
	happened  release.RecordHappened
	coming    int // pieces of every recording that are awaited
	atNode    int // pieces that lie at a node of the room
	root      string
	*examtest.House
	t      *testing.T
	desk   *release.Desk
	slot   booking.SlotID
	starts time.Time
	passes *passBook
	watch  *supervision.Service
	stop   *halt.Service
	mu     sync.Mutex
	facts  booking.SlotFacts
	closed bool // an officer lets nobody in any more
	// meanwhile happens between the look of the signing person and the locks of the signature. May be nil.
	meanwhile func()
}

type clerk struct {
	person people.PersonID
	path   string
	role   actor.Role
}

var staff = map[people.AccountID]clerk{
	"inv":       {"p-inv", examtest.OrgPath, people.RemoteInvigilator},
	"second":    {"p-second", examtest.OrgPath, people.RemoteInvigilator},
	"inv-other": {"p-inv2", examtest.OrgPath, people.RemoteInvigilator}, // not on the roster
	"inspector": {"p-insp", examtest.OrgPath, people.Inspector},
	"door":      {"p-door", examtest.OrgPath, people.RemoteAttendant},
	"rel":       {"p-rel", "/authority/", people.ResultReleaser},
	"rel2":      {"p-rel2", "/authority/", people.ResultReleaser},
	"rel-inv":   {"p-inv", "/authority/", people.ResultReleaser}, // a second account of the invigilator
	"rel-door":  {"p-door", "/authority/", people.ResultReleaser},
	"rel-rel":   {"p-rel", "/authority/", people.ResultReleaser}, // a second account of the releaser
	"far":       {"p-far", "/elsewhere/", people.ResultReleaser},
	"far-inv":   {"p-fari", "/elsewhere/", people.RemoteInvigilator},
}

func as(account people.AccountID) context.Context {
	c := staff[account]
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: string(account), Person: string(c.person), Name: "姓名" + string(account),
		Grants: []actor.Grant{{Role: c.role, Org: "org", Path: c.path}}})
}

func asPerson(p people.PersonID) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: string(p), Person: string(p)})
}

// passBook is release.PassRecords in memory, with a failure on demand.
type passBook struct {
	mu   sync.Mutex
	got  []release.Theory
	fail error
}

func (b *passBook) SetTheory(_ context.Context, t release.Theory) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fail != nil {
		return b.fail
	}
	b.got = append(b.got, t)
	return nil
}

// entered is release.Transcripts in memory.
type entered struct{ list []release.Theory }

// Enter implements release.Transcripts.
func (e *entered) Enter(_ context.Context, t release.Theory) error {
	e.list = append(e.list, t)
	return nil
}

func (b *passBook) all() []release.Theory {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]release.Theory(nil), b.got...)
}

// SlotFacts implements release.Slots.
func (b *bureau) SlotFacts(context.Context, booking.SlotID) (booking.SlotFacts, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f := b.facts
	f.NoMoreAdmissions = (b.closed || !b.Clock.Now().Before(f.Slot.EndsAt)) && f.Waiting == 0
	return f, nil
}

// RoomPath implements supervision.Rooms.
func (b *bureau) RoomPath(context.Context, string, string) (string, error) {
	return examtest.OrgPath, nil
}

// SettleSlot implements release.Slots.
func (b *bureau) SettleSlot(ctx context.Context, id booking.SlotID) (booking.SlotFacts, error) {
	if b.meanwhile != nil {
		b.meanwhile()
	}
	return b.SlotFacts(ctx, id)
}

// AccountPerson implements release.Staff.
func (b *bureau) AccountPerson(_ context.Context, id people.AccountID) (people.PersonID, string, error) {
	c, ok := staff[id]
	if !ok {
		return "", "", people.ErrNotFound
	}
	return c.person, "姓名" + string(id), nil
}

// Holds implements release.Staff.
func (b *bureau) Holds(_ context.Context, id people.AccountID, path string, roles ...actor.Role) (bool, error) {
	return actor.From(as(id)).Can(path, roles...), nil
}

// AddWorkingDays implements release.Calendar by weekdays.
func (b *bureau) AddWorkingDays(_ context.Context, from actor.Date, n int) (rules.WorkDay, error) {
	for n > 0 {
		from = from.AddDays(1)
		if d := from.Time().Weekday(); d != time.Saturday && d != time.Sunday {
			n--
		}
	}
	return rules.WorkDay{Date: from}, nil
}

// WorkingDaysBetween implements release.Calendar by weekdays.
func (b *bureau) WorkingDaysBetween(_ context.Context, from, to actor.Date) (int, bool, error) {
	n := 0
	for from < to {
		from = from.AddDays(1)
		if d := from.Time().Weekday(); d != time.Saturday && d != time.Sunday {
			n++
		}
	}
	return n, false, nil
}

func newBureau(t *testing.T, h *examtest.House) *bureau {
	b := &bureau{House: h, t: t, slot: booking.SlotID(actor.NewID(h.Clock.Now())), starts: h.Clock.Now(), passes: &passBook{}}
	b.facts = booking.SlotFacts{Slot: booking.Slot{ID: b.slot, Room: examtest.Room, StartsAt: b.starts, EndsAt: b.starts.Add(160 * time.Minute)},
		PointName: "襄城考试点", RoomName: "一号考场", OrgPath: examtest.OrgPath,
		Authorization: site.Authorization{DocumentNo: "襄应急〔2026〕8号", Issuer: "襄阳市应急管理局", Mode: "REMOTE"},
		Shifts: []site.Shift{{Officer: "inv", OfficerPerson: "p-inv", OfficerName: "监考甲", Second: "second", SecondPerson: "p-second",
			SecondName: "监考乙", From: b.starts.Add(-time.Hour), To: b.starts.Add(4 * time.Hour)}}}
	st, gaps := store.New(h.DB), watchstore.New(h.DB)
	b.watch = supervision.New(supervision.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now),
		Tx: h.Real, Gaps: gaps, Sittings: h.Real, Rooms: b})
	hs := haltstore.New(h.DB)
	board := halt.NewBoard(hs, hs, halls{})
	b.stop = halt.New(halt.Deps{Clock: h.Clock.Now, Log: slog.New(slog.DiscardHandler), Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now),
		Tx: h.Real, Pauses: hs, Power: hs, Board: board, Finder: h.Real, Sittings: h.Service, Places: halls{}, OutageFrom: 30 * time.Second})
	b.desk = release.New(release.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now),
		Tx: h.Real, Sittings: h.Service, Evidence: h.Real, Supervision: gaps, Halts: board, Results: h.Real, Papers: h.Bank, Rules: h.Law, Cards: h.Other,
		Records: st, Releases: st, Checks: st, Rescores: st, Slots: b,
		Banks: func(context.Context, assembly.ReleaseID) (release.BankOf, error) {
			return release.BankOf{Path: examtest.OrgPath, ItemCode: "SO-1-2"}, nil
		},
		Corrected: func(_ context.Context, r assembly.ReleaseID, version int) ([]release.Correction, error) {
			return []release.Correction{{Item: string(r), Topic: "触电", KeyVersion: version, Reason: "标准已修订", By: "命题甲", Approver: "审题乙"}}, nil
		},
		Seat: func(_ context.Context, id site.SeatID) (site.Seat, error) {
			return site.Seat{ID: id, Label: "座-" + string(id)[len(id)-3:]}, nil
		}, Calendar: b, Staff: b, Passes: b.passes, Transcripts: &b.entered,
		Undecided: func(_ context.Context, id exam.SittingID) ([]string, error) { return b.waits[id], nil },
		Incidents: func(_ context.Context, sit exam.Sitting) ([]string, error) { return b.open[sit.ID], nil },
		Inputs:    func(context.Context, exam.Sitting) (release.RecordInput, error) { return b.inputs, nil },
		Uncounted: func(_ context.Context, _ site.RoomID, from, to time.Time) ([]release.RecordUncounted, error) {
			b.mu.Lock() // many may sign at once
			defer b.mu.Unlock()
			b.counting = append(b.counting, from, to)
			return b.uncounted, nil
		},
		Happened: func(context.Context, site.RoomID, booking.SlotID, time.Time, time.Time) (release.RecordHappened, error) {
			return b.happened, nil
		},
		Awaited: func(context.Context, exam.Sitting) (release.Awaited, error) {
			return release.Awaited{Pieces: b.coming + b.atNode, Away: b.atNode}, nil
		},
		Root:     func(context.Context, exam.SittingID) (release.Root, error) { return release.Root{Hash: b.root}, nil },
		Missing:  func(context.Context, exam.Sitting) (time.Duration, error) { return b.unseen, nil },
		Recorded: func(_ context.Context, sit exam.Sitting) (int, error) { return b.filmed, nil }})
	return b
}

// bureaus runs a test in a bureau of its own on each engine.
func bureaus(t *testing.T, test func(t *testing.T, b *bureau)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		test(t, newBureau(t, examtest.NewHouse(t, open(t), examtest.DefaultMix)))
	})
}

// alone is a bureau on SQLite alone: what is tested does not touch the store.
func alone(t *testing.T) *bureau {
	t.Helper()
	return newBureau(t, examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), examtest.DefaultMix))
}

// sit lets a person sit in the slot with right answers to the first questions, and enters the line in the facts.
func (b *bureau) sit(right int, match booking.MatchMethod, by string) exam.Result {
	b.t.Helper()
	return b.sitWith(match, by, func(no int) bool { return no <= right }, func(int) bool { return false })
}

// sitWith lets a person sit who answers some questions rightly, some wrongly (true-false ones only) and leaves the others.
func (b *bureau) sitWith(match booking.MatchMethod, by string, right, wrong func(no int) bool) exam.Result {
	b.t.Helper()
	return b.sitAs(b.Admission(b.Seat()), match, by, right, wrong)
}

// again lets the person of a result sit for another part of the same application.
func (b *bureau) again(before exam.Result, right int) exam.Result {
	b.t.Helper()
	a := b.Admission(b.Seat())
	a.PersonID, a.ApplicationID = before.Person, application.ID(before.Application)
	return b.sitAs(a, chip, "gate", func(no int) bool { return no <= right }, func(int) bool { return false })
}

func (b *bureau) sitAs(a booking.Admission, match booking.MatchMethod, by string, right, wrong func(no int) bool) exam.Result {
	b.t.Helper()
	a.SlotID = b.slot
	b.Desk.Admit(a)
	r := b.At(a.SeatID).Begin()
	paper, key := r.Paper()
	for _, q := range paper.Questions {
		letters := examtest.Right(paper, key, q.No)
		switch {
		case right(q.No):
			r.Answer(q.No, letters)
		case wrong(q.No):
			r.Answer(q.No, map[string]string{"A": "B", "B": "A"}[letters])
		}
	}
	b.Clock.Advance(time.Second)
	at := b.Clock.Now()
	b.Clock.Set(at.Add(31 * time.Minute))
	page, err := b.Service.Submit(r.Ctx, r.Grip(), r.Seq, "zh-CN")
	if err != nil || page.Result == nil {
		b.t.Fatalf("submit: %v %+v", err, page.Result)
	}
	b.enter(a, match, by)
	return *page.Result
}

func (b *bureau) enter(a booking.Admission, match booking.MatchMethod, by string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.facts.Expected++
	b.facts.Present++
	b.facts.Entries = append(b.facts.Entries, booking.SlotEntry{BookingID: a.BookingID, PersonID: a.PersonID, ItemCode: a.ItemCode,
		State: booking.BookingFinished, AdmissionID: a.ID, SeatLabel: a.SeatLabel, MatchMethod: match, MatchBy: by, AdmittedAt: a.AdmittedAt})
}

// over moves the clock behind the slot and drafts its record.
func (b *bureau) over() release.RoomRecord {
	b.t.Helper()
	b.Clock.Set(b.starts.Add(170 * time.Minute))
	if err := b.desk.DraftOnce(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	list, err := b.desk.FindRecords(as("inv"), release.RecordQuery{Slot: b.slot})
	if err != nil || len(list) != 1 {
		b.t.Fatalf("records: %d %v", len(list), err)
	}
	return list[0]
}

// signed drafts and signs the record of the slot.
func (b *bureau) signed() release.RoomRecord {
	b.t.Helper()
	r := b.over()
	r, err := b.desk.Sign(as("inv"), r.ID, r.Hash)
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

// release releases everything as "rel" and returns the outcomes by result.
func (b *bureau) release(r release.RoomRecord) map[exam.ResultID]release.Outcome {
	b.t.Helper()
	list, err := b.desk.Release(as("rel"), r.ID, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	out := map[exam.ResultID]release.Outcome{}
	for _, o := range list {
		out[o.Result] = o
	}
	return out
}

func (b *bureau) state(id exam.ResultID) exam.ResultState {
	b.t.Helper()
	r, err := b.Real.Result(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	return r.State
}

// trail counts the audit entries of a verb.
func (b *bureau) trail(verb string) int {
	b.t.Helper()
	list, err := audit.New(b.DB, b.Clock.Now).Find(b.t.Context(), audit.Query{Paths: []string{"/"}, Verb: verb, Limit: 200})
	if err != nil {
		b.t.Fatal(err)
	}
	return len(list)
}

// refused says whether err is want, or a list of wrong fields of which one is.
func refused(t *testing.T, name string, err, want error) {
	t.Helper()
	if errors.Is(err, want) {
		return
	}
	if f := fault.From(err); f != nil {
		for _, field := range f.Fields() {
			if errors.Is(field.Err, want) {
				return
			}
		}
	}
	t.Errorf("%s: got %v, want %v", name, err, want)
}

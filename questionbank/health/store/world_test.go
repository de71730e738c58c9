package store_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"log/slog"
	"math"
	prng "math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/calibration"
	"github.com/suikao/suikao/questionbank/health"
	"github.com/suikao/suikao/questionbank/health/store"
	bankstore "github.com/suikao/suikao/questionbank/store"
)

const (
	city = people.OrgID("01kbbbbbbbbbbbbbbbbbbbbbbb")
	path = "/01kbbbbbbbbbbbbbbbbbbbbbbb/"
	code = "SO-1-1"
)

type house struct{}

func (house) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	return people.Org{ID: id, Path: "/" + string(id) + "/", Kind: people.Authority}, nil
}

func (h house) RootOrg(ctx context.Context) (people.Org, error) { return h.Org(ctx, city) }
func (house) HasItem(context.Context, string) (bool, error)     { return true, nil }

func as(person string, org string, roles ...actor.Role) context.Context {
	a := actor.Actor{Kind: actor.Staff, ID: "acc-" + person, Person: "p-" + person, Name: person}
	for _, r := range roles {
		a.Grants = append(a.Grants, actor.Grant{Role: r, Org: org, Path: "/" + org + "/"})
	}
	return actor.With(context.Background(), a)
}

var (
	writer   = as("writer", string(city), people.ItemWriter)
	reviewer = as("reviewer", string(city), people.ItemReviewer)
	third    = as("third", string(city), people.ItemReviewer)
	auditor  = as("auditor", string(city), people.AuditAdmin)
	watcher  = as("watcher", string(city), people.Inspector)
	stranger = as("stranger", "01kccccccccccccccccccccccc", people.ItemReviewer, people.Inspector)
	job      = actor.AsSystem(context.Background(), "job questions.health")
)

// sitting is what the examination would tell of one.
type sitting struct {
	health.Decision
	answers []health.Answered
}

// exams are decided sittings in memory.
type exams struct {
	list  []sitting
	fails int // how many more answers are told before something breaks; -1: nothing breaks
}

var errCut = fault.Define("test.cut", fault.Unavailable, "断电", "the power is gone")

func (e *exams) Decided(_ context.Context, from health.Mark, limit int) ([]health.Decision, error) {
	var out []health.Decision
	for _, s := range e.list {
		if s.At.After(from.At) || s.At.Equal(from.At) && s.ID > from.ID {
			out = append(out, s.Decision)
		}
	}
	slices.SortFunc(out, func(a, b health.Decision) int {
		return cmpOr(a.At.Compare(b.At), strings.Compare(a.ID, b.ID))
	})
	return out[:min(limit, len(out))], nil
}

func cmpOr(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

func (e *exams) Answers(ctx context.Context, id string, _ int) ([]health.Answered, error) {
	if e.fails == 0 {
		return nil, errCut
	}
	e.fails--
	for _, s := range e.list {
		if s.Sitting == id {
			return s.answers, nil
		}
	}
	return nil, errors.New("no such sitting")
}

type world struct {
	*health.Service
	bank  *questionbank.Service
	store *store.Store
	db    *sqldb.DB
	clock *testenv.Clock
	deps  questionbank.Deps
	exams *exams
	rand  *prng.Rand
	truth map[questionbank.VersionID]calibration.Curve
	b     questionbank.Bank
	r     questionbank.Release
}

var newKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newWorld is a bank in use: n items per type, a paper of need of each.
func newWorld(t testing.TB, db *sqldb.DB, n, need int) *world {
	t.Helper()
	w := &world{db: db, clock: testenv.NewClock(time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC)), store: store.New(db), rand: prng.New(prng.NewPCG(7, 11)),
		exams: &exams{fails: -1}, truth: map[questionbank.VersionID]calibration.Curve{}}
	tick := func() time.Time { return w.clock.Advance(time.Millisecond) }
	st := bankstore.New(db)
	log, out := audit.New(db, tick), jobs.NewOutbox(db, tick)
	w.deps = questionbank.Deps{Tx: st, Banks: st, Items: st, Releases: st, Blueprints: st, Draws: st, Exports: st, Rehearsals: st, Pictures: st, Variants: st, Sealed: st, Orgs: house{}, Catalogue: house{},
		Vault: crypt.Ephemeral(), Audit: log, Outbox: out, Clock: tick, Rehearse: 20, Ledger: tlog.New(db, tick), SeedRule: assembly.SeedSigned, NewKey: newKey,
		Standing: health.Shelf{Items: w.store, Quarantines: w.store}}
	w.bank = questionbank.New(w.deps)
	w.Service = health.New(health.Deps{Tx: w.store, Sheets: w.store, Items: w.store, Quarantines: w.store, Suspicions: w.store, Banks: w.bank, Sittings: w.exams,
		Audit: log, Outbox: out, Clock: tick, Log: slog.New(slog.DiscardHandler), Workers: 1})
	w.b = must[questionbank.Bank](t)(w.bank.CreateBank(reviewer, questionbank.BankInput{Owner: city, Level: questionbank.Provincial,
		Purpose: questionbank.Certification, ItemCode: code, Name: "题库"}))
	var ids []questionbank.VersionID
	for i := range 2 * n {
		c := questionbank.Content{Type: questionbank.TrueFalse, Stem: fmt.Sprintf("判断题第 %d 号", i), Options: questionbank.TrueFalseOptions(), Key: []int{0},
			Explanation: "因为", Difficulty: 1 + i%5, Topic: "触电", Citation: "GB"}
		if i >= n {
			c.Type, c.Stem, c.Options = questionbank.Single, fmt.Sprintf("单选题第 %d 号", i), []string{"甲", "乙", "丙", "丁"}
		}
		v := must[questionbank.ItemVersion](t)(w.bank.WriteItem(writer, w.b.ID, c))
		ids = append(ids, v.ID)
		w.truth[v.ID] = calibration.Curve{A: math.Exp(-0.1 + 0.35*w.rand.NormFloat64()), B: -1.4 + w.rand.NormFloat64()}
	}
	ok(t, w.bank.Submit(writer, ids, "请审"))
	ok(t, w.bank.Approve(reviewer, ids, ""))
	w.r = w.released(t, "第一版")
	body := assembly.Body{Minutes: 60, Total: 2 * need, Pass: max(1, 8*need/5), Sections: []assembly.Section{
		{Title: "判断题", Type: assembly.TrueFalse, Count: need, Points: 1}, {Title: "单选题", Type: assembly.Single, Count: need, Points: 1}}}
	p := must[questionbank.Blueprint](t)(w.bank.ProposeBlueprint(writer, w.b.ID, body))
	ok(t, w.bank.RehearseOnce(context.Background()))
	seen := must[questionbank.Rehearsal](t)(w.bank.RehearsalOf(reviewer, p.ID)).Sum
	must[questionbank.Blueprint](t)(w.bank.PublishBlueprint(reviewer, p.ID, seen))
	return w
}

func (w *world) released(t testing.TB, name string) questionbank.Release {
	t.Helper()
	r := must[questionbank.Release](t)(w.bank.ProposeRelease(writer, w.b.ID, name))
	return must[questionbank.Release](t)(w.bank.ActivateRelease(reviewer, r.ID))
}

// drawn draws the paper of a sitting.
func (w *world) drawn(t testing.TB, name string) questionbank.Paper {
	t.Helper()
	in := questionbank.DrawInput{Attempt: name, Counted: true}
	copy(in.ServerRandom[:], "random of "+name)
	copy(in.Nonce[:], name)
	p, _, err := w.bank.DrawFor(job, code, in)
	ok(t, err)
	return p
}

// sit lets people sit papers of size items each; known tells who knows an item beforehand.
func (w *world) sit(t testing.TB, people, size int, known func(n int, v questionbank.VersionID) bool) []sitting {
	t.Helper()
	_, heads, err := w.bank.Heads(job, w.r.ID)
	ok(t, err)
	var out []sitting
	for n := range people {
		theta, speed := 0.7+w.rand.NormFloat64(), 0.3*w.rand.NormFloat64()
		at := w.clock.Advance(time.Second)
		s := sitting{Decision: health.Decision{Mark: health.Mark{At: at, ID: actor.NewID(at)}, Sitting: actor.NewID(at), Release: w.r.ID, Counts: true,
			First: true, SatOn: actor.DateOf(at), Path: path}}
		for _, i := range w.rand.Perm(len(heads))[:size] {
			v := heads[i]
			log := 9.5 - speed + 0.4*w.rand.NormFloat64()
			right := w.rand.Float64() < w.truth[v.ID].Chance(theta)
			if known(n, v.ID) {
				right, log = true, log-0.9
			}
			a := health.Answered{Version: v.ID, Choice: 1, Right: right, Spent: time.Duration(math.Exp(log)) * time.Millisecond}
			if !right {
				a.Choice = 2
			}
			s.answers = append(s.answers, a)
		}
		out = append(out, s)
	}
	w.exams.list = append(w.exams.list, out...)
	return out
}

func nobody(int, questionbank.VersionID) bool { return false }

// night moves the clock to four in the morning and lets the job run.
func (w *world) night(t testing.TB) {
	t.Helper()
	now := w.clock.Now().In(actor.Beijing)
	w.clock.Advance(time.Date(now.Year(), now.Month(), now.Day()+1, 4, 0, 0, 0, actor.Beijing).Sub(now))
	ok(t, w.WorkOnce(job))
}

// answers counts the first attempts that all items have.
func (w *world) answers(t testing.TB) int {
	t.Helper()
	n := 0
	for _, it := range must[[]health.Item](t)(w.store.Items(job, w.b.ID, true)) {
		n += it.Responses
	}
	return n
}

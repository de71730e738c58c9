package store_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/sample"
	"github.com/suikao/suikao/questionbank/store"
)

const (
	root   = people.OrgID("01kaaaaaaaaaaaaaaaaaaaaaaa")
	city   = people.OrgID("01kbbbbbbbbbbbbbbbbbbbbbbb")
	other  = people.OrgID("01kccccccccccccccccccccccc")
	centre = people.OrgID("01kddddddddddddddddddddddd")
)

// orgs is a root authority with two cities below it and a centre in the first.
type orgs struct{}

func (orgs) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	o := people.Org{ID: id, Path: path(id), Kind: people.Authority}
	if id == centre {
		o.Kind = people.Centre
	}
	return o, nil
}

func (o orgs) RootOrg(ctx context.Context) (people.Org, error) { return o.Org(ctx, root) }

func path(id people.OrgID) string {
	switch id {
	case root:
		return "/" + string(root) + "/"
	case centre:
		return "/" + string(root) + "/" + string(city) + "/" + string(centre) + "/"
	}
	return "/" + string(root) + "/" + string(id) + "/"
}

type catalogue struct{}

func (catalogue) HasItem(_ context.Context, code string) (bool, error) {
	return code == sample.ItemCode, nil
}

type world struct {
	*questionbank.Service
	db    *sqldb.DB
	deps  questionbank.Deps
	audit *audit.Log
}

func engines(t *testing.T, test func(t *testing.T, w *world)) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) { test(t, newWorld(open(t))) })
}

func newWorld(db *sqldb.DB) *world {
	clock := testenv.NewClock(time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC))
	tick := func() time.Time { return clock.Advance(time.Millisecond) }
	st, log := store.New(db), audit.New(db, tick)
	d := questionbank.Deps{Tx: st, Banks: st, Items: st, Releases: st, Blueprints: st, Draws: st, Exports: st, Rehearsals: st, Pictures: st, Variants: st, Orgs: orgs{}, Catalogue: catalogue{},
		Vault: crypt.Ephemeral(), Audit: log, Outbox: jobs.NewOutbox(db, tick), Clock: tick, Rehearse: 50,
		Ledger: tlog.New(db, tick), SeedRule: assembly.SeedSigned, NewKey: newKey}
	return &world{questionbank.New(d), db, d, log}
}

// newKey makes one key for all tests.
var newKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// restarted is another process on the same database: nothing is cached.
func (w *world) restarted() *world { return &world{questionbank.New(w.deps), w.db, w.deps, w.audit} }

// as is a staff account of a natural person with roles over org.
func as(account, person string, org people.OrgID, roles ...actor.Role) context.Context {
	a := actor.Actor{Kind: actor.Staff, ID: account, Person: person, Name: person}
	for _, r := range roles {
		a.Grants = append(a.Grants, actor.Grant{Role: r, Org: string(org), Path: path(org)})
	}
	return actor.With(context.Background(), a)
}

var (
	writer   = as("acc-writer", "p-writer", city, people.ItemWriter)
	reviewer = as("acc-reviewer", "p-reviewer", city, people.ItemReviewer)
	third    = as("acc-third", "p-third", city, people.ItemWriter, people.ItemReviewer)
	stranger = as("acc-stranger", "p-stranger", other, people.ItemWriter, people.ItemReviewer, people.AuditAdmin)
	seat     = actor.With(context.Background(), actor.Actor{Kind: actor.Device, ID: "dev-1"})
)

// must ends the test on an error and passes the value on.
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

func (w *world) bank(t testing.TB) questionbank.Bank {
	t.Helper()
	return must[questionbank.Bank](t)(w.CreateBank(reviewer, questionbank.BankInput{Owner: city, Level: questionbank.Provincial,
		Purpose: questionbank.Certification, ItemCode: sample.ItemCode, Name: sample.Name}))
}

func file(t testing.TB, csv []byte) questionbank.File {
	t.Helper()
	return must[questionbank.File](t)(interchange.Read(context.Background(), "bank.csv", bytes.NewReader(csv)))
}

// imported takes a file into the bank and has it approved by the second person.
func (w *world) imported(t testing.TB, b questionbank.BankID, csv []byte) questionbank.Batch {
	t.Helper()
	f := file(t, csv)
	batch := must[questionbank.Batch](t)(w.ApplyImport(writer, b, f, f.Sum, false))
	ok(t, w.SubmitBatch(writer, batch.ID, "请审"))
	ok(t, w.ApproveBatch(reviewer, batch.ID, ""))
	return batch
}

// open makes the sample bank, its release and its blueprint ready for examinations.
func (w *world) open(t testing.TB) (questionbank.Bank, questionbank.Release, questionbank.Blueprint) {
	t.Helper()
	b := w.bank(t)
	w.imported(t, b.ID, sample.CSV())
	r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "2026 年第一版"))
	r = must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
	p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, must[assembly.Body](t)(assembly.ParseBody(sample.Blueprint()))))
	return b, r, w.published(t, p.ID)
}

// little is a file of n true/false and n single-choice items on one topic. Explanations are canaries.
func little(n int, from int) []byte {
	var b bytes.Buffer
	b.WriteString("题型,题干,选项A,选项B,选项C,选项D,答案,解析,难度,知识点,章节,分值,原题号,标签,依据,事实\n")
	for i := from; i < from+n; i++ {
		fmt.Fprintf(&b, "判断,判断题第 %d 号,,,,,正确,CANARY-%d,%d,触电,,1,T%d,,GB,\n", i, i, 1+i%5, i)
		fmt.Fprintf(&b, "单选,单选题第 %d 号,甲%d,乙,丙,丁,A,CANARY-%d,%d,触电,,1,S%d,,GB,\n", i, i, i, 1+i%5, i)
	}
	return b.Bytes()
}

func body(tf, single int) assembly.Body {
	return assembly.Body{Minutes: 60, Total: tf + single, Pass: 1, Sections: []assembly.Section{
		{Title: "判断题", Type: assembly.TrueFalse, Count: tf, Points: 1, Topics: []assembly.Quota{{Topic: "触电", Count: tf}}},
		{Title: "单选题", Type: assembly.Single, Count: single, Points: 1}}}
}

// ready is a small open bank: n items per type, a paper of 2 + 2.
func (w *world) ready(t testing.TB, n int) (questionbank.Bank, questionbank.Release) {
	t.Helper()
	b := w.bank(t)
	w.imported(t, b.ID, little(n, 0))
	r := must[questionbank.Release](t)(w.ProposeRelease(writer, b.ID, "第一版"))
	r = must[questionbank.Release](t)(w.ActivateRelease(reviewer, r.ID))
	p := must[questionbank.Blueprint](t)(w.ProposeBlueprint(writer, b.ID, body(2, 2)))
	w.published(t, p.ID)
	return b, r
}

// seen is the sum of the rehearsal of a blueprint, drawn now.
func (w *world) seen(t testing.TB, id questionbank.BlueprintID) assembly.Hash {
	t.Helper()
	ok(t, w.RehearseOnce(context.Background()))
	return must[questionbank.Rehearsal](t)(w.RehearsalOf(reviewer, id)).Sum
}

// published puts a proposed blueprint in use.
func (w *world) published(t testing.TB, id questionbank.BlueprintID) questionbank.Blueprint {
	t.Helper()
	return must[questionbank.Blueprint](t)(w.PublishBlueprint(reviewer, id, w.seen(t, id)))
}

func draw(attempt string, past ...[]questionbank.ItemID) questionbank.DrawInput {
	in := questionbank.DrawInput{Attempt: attempt, Past: past}
	copy(in.ServerRandom[:], "random of "+attempt)
	copy(in.Nonce[:], attempt)
	return in
}

func (w *world) drawn(t testing.TB, in questionbank.DrawInput) questionbank.Paper {
	t.Helper()
	p, r, err := w.DrawFor(seat, sample.ItemCode, in)
	ok(t, err)
	if r.PaperDigest != p.Digest() || r.SheetDigest != p.Sheet().Digest() || r.Attempt != in.Attempt {
		t.Fatal("the record is of another paper")
	}
	return p
}

func (w *world) again(t testing.TB, attempt string) questionbank.Paper {
	t.Helper()
	p, _, err := w.DrawOf(seat, attempt)
	ok(t, err)
	return p
}

package evidence_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	watchstore "github.com/suikao/suikao/exam/supervision/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/evidence"
	"github.com/suikao/suikao/proctor/evidence/store"
	"github.com/suikao/suikao/proctor/recording"
	recordstore "github.com/suikao/suikao/proctor/recording/store"
)

// house is a house of sittings whose evidence is kept.
type house struct {
	*examtest.House
	t     testing.TB
	store *store.Store
	rec   *recording.Service
	out   *jobs.Outbox
	dir   string // of the files
	films films
	ev    *evidence.Service
	deps  evidence.Deps

	months    int // of the period; 0: blank
	incidents []evidence.Fact
	log       []evidence.Passage
	pending   []string
}

// films keeps recordings as the program does: under a key of the sitting inside the seal of the store.
type films struct {
	files blob.Store
	keys  *evidence.Keys
	// before is called before a file is removed.
	before func(key string) error
}

func (f films) ring(ctx context.Context, key string, made bool) (*crypt.Ring, error) {
	k, err := f.keys.Of(ctx, evidence.Unit(key), made)
	if err != nil {
		return nil, err
	}
	return crypt.Single(k)
}

func (f films) Put(ctx context.Context, key string, r io.Reader, size int64) (string, error) {
	ring, err := f.ring(ctx, key, true)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	in, err := ring.SealStream("recording|"+key, io.TeeReader(r, sum))
	if err != nil {
		return "", err
	}
	_, err = f.files.Put(ctx, key, in, crypt.StreamSize(size))
	return fmt.Sprintf("%x", sum.Sum(nil)), err
}

type film struct {
	io.ReadSeeker
	io.Closer
}

func (f films) Open(ctx context.Context, key string) (io.ReadSeekCloser, error) {
	ring, err := f.ring(ctx, key, false)
	if err != nil {
		return nil, err
	}
	r, info, err := f.files.Open(ctx, key)
	if err != nil {
		return nil, err
	}
	s, err := ring.OpenStream("recording|"+key, r, info.Size)
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return film{s, r}, nil
}

func (f films) Delete(ctx context.Context, key string) error {
	if f.before != nil {
		if err := f.before(key); err != nil {
			return err
		}
	}
	return f.files.Delete(ctx, key)
}

// copier makes copies that say so.
type copier struct{}

func (copier) Copy(_ context.Context, w io.Writer, in io.ReadSeeker) error {
	b, err := io.ReadAll(in)
	if err == nil && bytes.Contains(b, []byte("cannot be copied")) {
		return errors.New("no copy")
	}
	_, werr := fmt.Fprintf(w, "a copy of %d bytes", len(b))
	return errors.Join(err, werr)
}

func (copier) Form() (string, string, string) { return ".mp4", "副本说明", "about the copies" }

func newHouse(t testing.TB, db *sqldb.DB, dir string) *house {
	t.Helper()
	h := &house{House: examtest.NewHouse(t, db, examtest.DefaultMix), t: t, months: 36, dir: dir}
	h.wire()
	return h
}

// wire makes the services on the house's database, as a new process would.
func (h *house) wire() {
	h.t.Helper()
	files, err := blob.OpenDir(h.dir)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = files.Close() })
	h.store, h.out = store.New(h.DB), jobs.NewOutbox(h.DB, h.Clock.Now)
	h.films = films{files: blob.NewSealed(files, h.Ring), keys: evidence.NewKeys(h.store, h.Ring, h.Clock.Now)}
	recordings := recordstore.New(h.DB)
	h.rec = recording.New(recording.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Store: recordings, Sittings: h.Real, Files: h.films})
	signer, err := evidence.NewSigner(h.Ring.Derive("evidence.sign", 32))
	if err != nil {
		h.t.Fatal(err)
	}
	h.deps = evidence.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Tx: h.store, Orders: h.store, Keys: h.films.keys, Sittings: h.Real,
		Recordings: recordings, Covered: h.rec.CoverageOf, Slots: h, Watch: watchstore.New(h.DB), Rules: h, Cards: h.Other, Files: h.films, Signer: signer, Program: "test",
		Incidents: func(context.Context, exam.SittingID) ([]evidence.Fact, error) { return h.incidents, nil },
		Pending:   []func(context.Context, exam.Sitting) ([]string, error){func(context.Context, exam.Sitting) ([]string, error) { return h.pending, nil }},
		Papers: func(context.Context, exam.SittingID) ([]evidence.Paper, error) {
			return []evidence.Paper{{Name: "incidents.json", What: "INCIDENTS", Body: []byte(`{"items":[]}`)}}, nil
		},
		Stills:   h.store.Stills,
		EntryLog: func(context.Context, exam.Sitting) ([]evidence.Passage, error) { return h.log, nil },
		Copier:   copier{}}
	h.remake()
	for _, topic := range recording.Topics() {
		h.out.On(topic, h.rec.Receive)
	}
	for _, topic := range evidence.Topics() {
		h.out.On(topic, func(ctx context.Context, e actor.Event) error { return h.ev.Receive(ctx, e) })
	}
}

func (h *house) remake() { h.ev = evidence.New(h.deps) }

// SlotFacts implements evidence.Slots.
func (h *house) SlotFacts(context.Context, booking.SlotID) (booking.SlotFacts, error) {
	now := h.Clock.Now()
	return booking.SlotFacts{Authorization: site.Authorization{DocumentNo: "襄应急考〔2026〕1号", Issuer: "襄阳市应急管理局", Mode: "REMOTE"},
		Shifts: []site.Shift{{Officer: "acc", OfficerName: "王敏", From: time.Date(2026, 11, 21, 0, 0, 0, 0, actor.Beijing), To: time.Date(2026, 11, 22, 0, 0, 0, 0, actor.Beijing)},
			{Officer: "later", OfficerName: "李四", From: now.AddDate(1, 0, 0), To: now.AddDate(2, 0, 0)}}}, nil
}

// InForce implements evidence.Rules.
func (h *house) InForce(_ context.Context, q rules.Query) (rules.Set, error) {
	set := rules.Set{Query: q, Winner: rules.RuleSet{Key: "cn-test"}}
	set.RecordingMonths = rules.Param[int]{Value: h.months, State: rules.Given, Source: "[S: 104号办法]"}
	if h.months == 0 {
		set.RecordingMonths = rules.Param[int]{State: rules.Blank}
	}
	return set, nil
}

// engines runs a test in a house of its own on each engine.
func engines(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { test(t, newHouse(t, open(t), t.TempDir())) })
}

// sqlite runs it on SQLite alone: what is tested does not touch the database.
func sqlite(t *testing.T) *house {
	t.Helper()
	return newHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), t.TempDir())
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) settle() {
	h.t.Helper()
	for range 2 {
		_, err := h.out.Deliver(context.Background())
		h.must(err)
	}
	h.must(h.ev.CloseOnce(context.Background()))
}

// film is seconds of a sitting's recording from a time.
func (h *house) film(id exam.SittingID, from time.Time, seconds int, body string) {
	h.t.Helper()
	seg := recording.Segment{ID: recording.SegmentID(actor.NewID(from)), Sitting: id, Room: examtest.Room, Seat: "seat", OrgPath: examtest.OrgPath, Session: actor.NewID(from),
		From: from, To: from.Add(time.Duration(seconds) * time.Second), Size: int64(len(body)), Width: 640, Height: 480, Frames: 15 * seconds, Sounds: 50}
	h.must(h.rec.Keep(context.Background(), seg, strings.NewReader(body)))
}

// sat is a closed sitting with three answers and n filmed minutes.
func (h *house) sat(n int) exam.SittingID {
	h.t.Helper()
	r := h.Sit().Begin()
	id := r.Page.Sitting.ID
	start := h.Clock.Now()
	for i, letters := range []string{"A", "B", "A"} {
		h.Clock.Advance(7 * time.Second)
		r.Answer(i+1, letters)
	}
	for i := range n {
		h.film(id, start.Add(time.Duration(i)*time.Minute), 60, fmt.Sprintf("film %d of sitting %s %s", i, id, strings.Repeat("x", 300+i)))
	}
	h.Clock.Advance(40 * time.Minute) // nobody may hand in before the thirtieth
	_, err := h.Service.Submit(r.Ctx, r.Grip(), r.Seq, "")
	h.must(err)
	_, err = h.Service.Score(actor.AsSystem(context.Background(), "sitting.score"), id)
	h.must(err)
	h.settle()
	return id
}

// as is a staff member of a natural person with roles at path.
func as(person, where string, roles ...actor.Role) context.Context {
	a := actor.Actor{Kind: actor.Staff, ID: "acc-" + person, Person: person, Name: "姓名" + person}
	for _, r := range roles {
		a.Grants = append(a.Grants, actor.Grant{Role: r, Org: "org", Path: where})
	}
	return actor.With(context.Background(), a)
}

func archivist(person string) context.Context { return as(person, "/authority/", people.Archivist) }

// bundle asks for, approves and takes a bundle, and returns it with the key that checks it.
func (h *house) bundle(id exam.SittingID) ([]byte, *evidence.Verifier) {
	h.t.Helper()
	e, err := h.ev.AskExport(archivist("one"), id, "法院调取证据", "（2026）鄂06行初1号")
	h.must(err)
	_, err = h.ev.DecideExport(archivist("two"), e.ID, true, "")
	h.must(err)
	return h.take(e.ID)
}

func (h *house) take(id string) ([]byte, *evidence.Verifier) {
	h.t.Helper()
	_, write, err := h.ev.Take(archivist("one"), id)
	h.must(err)
	var b bytes.Buffer
	h.must(write(archivist("one"), &b))
	return b.Bytes(), h.key()
}

func (h *house) key() *evidence.Verifier {
	h.t.Helper()
	v, err := evidence.NewVerifier(h.ev.PublicKey())
	h.must(err)
	return v
}

// trail lists the verbs on the trail of an organisation's path, oldest first.
func (h *house) trail(verb string) []audit.Record {
	h.t.Helper()
	list, err := audit.New(h.DB, h.Clock.Now).Find(context.Background(), audit.Query{Paths: []string{examtest.OrgPath}, Verb: verb, Limit: 100})
	h.must(err)
	slices.Reverse(list)
	return list
}

// copyDir is a backup of a folder.
func copyDir(t testing.TB, from string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(filepath.Join(to, "copy"), os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(to, "copy")
}

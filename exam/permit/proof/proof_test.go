package proof_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/proof"
	"github.com/suikao/suikao/exam/permit/proof/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// house is the service on a real database; the rights of applications are those of its own rows, files are played.
type house struct {
	*proof.Service
	t     *testing.T
	db    *sqldb.DB
	rows  *permitstore.Store
	at    time.Time
	clock *testenv.Clock

	mu    sync.Mutex
	files map[string][]byte
}

func engines(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		clock := testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))
		h := &house{t: t, db: db, rows: permitstore.New(db), at: clock.Now(), clock: clock, files: map[string][]byte{}}
		st := store.New(db)
		h.Service = proof.New(proof.Deps{Clock: clock.Now, Audit: audit.New(db, clock.Now), Tx: st, Store: st, Applications: h, Files: h})
		f(t, h)
	})
}

// LookApplication implements proof.Applications: its person and the authority's staff.
func (h *house) LookApplication(ctx context.Context, id permit.ApplicationID) (permit.Application, error) {
	a, err := h.rows.Application(ctx, id)
	if by := actor.From(ctx); err == nil && by.Person != string(a.Person) && !by.Sees(a.OrgPath) {
		err = permit.ErrNotFound
	}
	return a, err
}

func (h *house) Put(_ context.Context, _ string, data []byte) (string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	key := "proofs/" + actor.NewID(h.at)
	h.files[key] = data
	return key, nil
}

func (h *house) Get(_ context.Context, key string) ([]byte, string, error) {
	return h.files[key], "", nil
}

func (h *house) application(person people.PersonID, kind permit.ApplicationKind, state permit.ApplicationState) permit.ApplicationID {
	h.t.Helper()
	a := permit.Application{ID: permit.ApplicationID(actor.NewID(h.at)), Kind: kind, Person: person, Item: actor.NewID(h.at), PersonType: "SPECIAL_OPERATOR", Authority: "o", OrgPath: "/o/", State: state, Channel: "SELF",
		SubmittedBy: person, SubmittedAt: h.at, AppliedOn: "2026-11-23", CheckBy: "2026-11-30", IssueBy: "2026-12-20", CreatedAt: h.at}
	if err := h.rows.AddApplication(h.t.Context(), a); err != nil {
		h.t.Fatal(err)
	}
	return a.ID
}

func me(person string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: person, Person: person})
}

var reviewer = actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: "r", Person: "r", Name: "审核", Grants: []actor.Grant{{Role: people.ApplicationReviewer, Org: "o", Path: "/o/"}}})

func picture() []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 9)))
	return b.Bytes()
}

func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func TestPapersOfAnApplication(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.application("p1", permit.Correction, permit.Submitted)
		p, err := h.Add(me("p1"), id, picture())
		if err != nil || p.Type != "image/png" {
			t.Fatalf("%+v %v", p, err)
		}
		h.clock.Advance(time.Second)
		if _, err := h.Add(me("p1"), id, []byte("%PDF-1.7\n")); err != nil {
			t.Fatal(err)
		}
		list, err := h.Of(reviewer, id)
		if err != nil || len(list) != 2 || list[0].ID != p.ID || list[1].Type != "application/pdf" {
			t.Fatalf("%+v %v", list, err)
		}
		h.clock.Advance(time.Second)
		for who, ctx := range map[string]context.Context{"the reviewer": reviewer, "the applicant": me("p1")} {
			if data, kind, err := h.Read(ctx, id, p.ID); err != nil || kind != "image/png" || !bytes.Equal(data, picture()) {
				t.Errorf("%s reads %d bytes of %s, %v", who, len(data), kind, err)
			}
		}
		var verbs []string
		h.db.Conn(t.Context()).Table("audit_entry").Order("id").Pluck("verb", &verbs)
		if want := []string{"permit_application.proof", "permit_application.proof", "permit_application.proof_read"}; !slices.Equal(verbs, want) {
			t.Errorf("on the trail: %v", verbs)
		}
		if err := h.TakeBack(me("p1"), id, p.ID); err != nil {
			t.Fatal(err)
		}
		refused(t, "twice", h.TakeBack(me("p1"), id, p.ID), permit.ErrNotFound)
		_, _, err = h.Read(reviewer, id, p.ID)
		refused(t, "what was taken back", err, permit.ErrNotFound)
	})
}

func TestWhoAndWhatMayNot(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id, other := h.application("p1", permit.Deferral, permit.Submitted), h.application("p2", permit.Deferral, permit.Submitted)
		p, err := h.Add(me("p1"), id, picture())
		if err != nil {
			t.Fatal(err)
		}
		for what, c := range map[string]struct {
			ctx  context.Context
			id   permit.ApplicationID
			data []byte
			want error
		}{
			"somebody else's":   {me("p2"), id, picture(), permit.ErrNotFound},
			"the reviewer":      {reviewer, id, picture(), permit.ErrNotFound},
			"a first issue":     {me("p3"), h.application("p3", permit.FirstIssue, permit.Submitted), picture(), proof.ErrKind},
			"a decided one":     {me("p4"), h.application("p4", permit.Correction, permit.Approved), picture(), proof.ErrState},
			"a text":            {me("p1"), id, []byte("我改名了"), proof.ErrType},
			"nothing":           {me("p1"), id, nil, proof.ErrType},
			"a page of a site":  {me("p1"), id, []byte("<html><script>alert(1)</script>"), proof.ErrType},
			"more than allowed": {me("p1"), id, append(picture(), make([]byte, proof.MaxBytes)...), proof.ErrSize},
		} {
			_, err := h.Add(c.ctx, c.id, c.data)
			refused(t, what, err, c.want)
		}
		_, _, err = h.Read(me("p2"), id, p.ID)
		refused(t, "somebody else reads", err, permit.ErrNotFound)
		_, _, err = h.Read(me("p2"), other, p.ID)
		refused(t, "by an application of one's own", err, permit.ErrNotFound)
		refused(t, "and takes back", h.TakeBack(me("p2"), other, p.ID), permit.ErrNotFound)
		var all sync.WaitGroup
		for range 12 {
			all.Go(func() { _, _ = h.Add(me("p1"), id, picture()) })
		}
		all.Wait()
		if list, err := h.Of(me("p1"), id); err != nil || len(list) != proof.Most {
			t.Errorf("%d papers, %v", len(list), err)
		}
		_, err = h.Add(me("p1"), id, picture())
		refused(t, "one more", err, proof.ErrMany)
	})
}

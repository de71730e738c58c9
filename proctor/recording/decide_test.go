package recording_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/recording"
)

// verbs counts the entries of a verb on the trail of an organisation.
func (h *house) verbs(path, verb string) int {
	h.T.Helper()
	list, err := audit.New(h.DB, h.Clock.Now).Find(h.T.Context(), audit.Query{Paths: []string{path}, Verb: verb, Limit: 200})
	if err != nil {
		h.T.Fatal(err)
	}
	return len(list)
}

// Who decides a case plays the pieces that it cites, and no other piece, track or sitting; officers of other regions and of other
// trades are refused. Every opening and every refusal is on the trail of the organisation whose recording it is.
func TestWhoDecidesPlaysWhatTheCaseCites(t *testing.T) {
	base := examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), examtest.DefaultMix)
	h := newHouse(t, base)
	r, other := h.Sit().Begin(), h.Sit().Begin()
	id, from := r.Page.Sitting.ID, r.Page.Sitting.StartedAt
	var cited []recording.Cited
	broken := errors.New("the cases cannot be read")
	var failing error
	h.rec = recording.New(recording.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: h.out, Store: h.store, Sittings: h.Real, Files: films{h.files},
		Cited: func(_ context.Context, of exam.SittingID) ([]recording.Cited, error) {
			if of != id {
				return nil, failing
			}
			return slices.Clone(cited), failing
		}})
	before, around, after := h.film(id, from, 60), h.film(id, from.Add(time.Minute), 60), h.film(id, from.Add(2*time.Minute), 60)
	strange := h.film(other.Page.Sitting.ID, from.Add(time.Minute), 60)
	body := []byte("the screen")
	screen := around
	screen.ID, screen.Track = recording.SegmentID(actor.NewID(from)), recording.TrackScreen
	if err := h.rec.Keep(t.Context(), screen, bytes.NewReader(body)); err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(5 * time.Minute)
	regulator, issuer := examtest.Officer("/office/", people.Regulator), examtest.Officer("/office/", people.PermitIssuer)
	play := func(ctx context.Context, seg recording.Segment) error {
		_, f, err := h.rec.Open(ctx, seg.ID)
		if err == nil {
			err = f.Close()
		}
		return err
	}
	if err := play(regulator, around); !errors.Is(err, recording.ErrNotFound) {
		t.Errorf("before there is a case: %v", err)
	}
	if decides, err := h.rec.Decides(regulator, id); decides || err != nil {
		t.Error(decides, err)
	}
	cited = []recording.Cited{{Authority: "/office/", From: from.Add(75 * time.Second), To: from.Add(105 * time.Second)},
		{Authority: "/third/", From: from, To: from.Add(time.Hour)}}
	h.Clock.Advance(11 * time.Minute) // refusals are noted once in ten minutes
	for name, ctx := range map[string]context.Context{"regulator": regulator, "issuer": issuer} {
		views, refusals := h.verbs(examtest.OrgPath, "recording.view"), h.verbs(examtest.OrgPath, "recording.refused")
		got, err := h.rec.Of(ctx, id)
		if err != nil || len(got.Segments) != 1 || got.Segments[0].ID != around.ID || got.Broken != 0 || got.Coverage.Recorded != 3*time.Minute {
			t.Errorf("%s is shown %+v, %v", name, got, err)
		}
		if err := play(ctx, around); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for what, seg := range map[string]recording.Segment{"what is before it": before, "what is after it": after, "the screen": screen, "another sitting": strange} {
			if err := play(ctx, seg); !errors.Is(err, recording.ErrNotFound) {
				t.Errorf("%s plays %s: %v", name, what, err)
			}
		}
		if decides, err := h.rec.Decides(ctx, id); !decides || err != nil {
			t.Error(decides, err)
		}
		// Both are one account here: what one opened within ten minutes is on the trail already.
		if n := h.verbs(examtest.OrgPath, "recording.view") - views; n != 1 {
			t.Errorf("%s: %d openings on the trail", name, n)
		}
		if n := h.verbs(examtest.OrgPath, "recording.refused") - refusals; n != 2 { // one for each sitting
			t.Errorf("%s: %d refusals on the trail", name, n)
		}
		h.Clock.Advance(11 * time.Minute)
	}
	for name, ctx := range map[string]context.Context{
		"a regulator of another region":          examtest.Officer("/elsewhere/", people.Regulator),
		"an invigilator of another region":       examtest.Officer("/elsewhere/", people.RemoteInvigilator),
		"somebody else of the authority":         examtest.Officer("/office/", people.RuleEditor),
		"an officer below the authority":         examtest.Officer("/office/branch/", people.PermitIssuer),
		"an inspector of the authority's office": examtest.Officer("/office/", people.Inspector),
	} {
		refusals := h.verbs(examtest.OrgPath, "recording.refused")
		if err := play(ctx, around); !errors.Is(err, recording.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := h.rec.Of(ctx, id); !errors.Is(err, recording.ErrNotFound) {
			t.Errorf("%s lists: %v", name, err)
		}
		if n := h.verbs(examtest.OrgPath, "recording.refused") - refusals; n != 1 {
			t.Errorf("%s: %d refusals on the trail", name, n)
		}
		h.Clock.Advance(11 * time.Minute)
	}
	failing = broken
	if err := play(regulator, around); !errors.Is(err, broken) {
		t.Errorf("without the cases: %v", err)
	}
	if err := play(examtest.Invigilator(), before); err != nil {
		t.Errorf("the room's officer needs no case: %v", err)
	}
}

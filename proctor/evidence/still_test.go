package evidence_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/proctor/evidence"
)

// whole is how an album's files take a picture.
type whole struct{ films }

func (f whole) Put(ctx context.Context, key string, b []byte) (string, error) {
	return f.films.Put(ctx, key, bytes.NewReader(b), int64(len(b)))
}

func (h *house) album() *evidence.Album {
	return evidence.NewAlbum(h.store, whole{h.films}, h.out)
}

// still keeps a picture of a sitting and returns its id.
func (h *house) still(id exam.SittingID, what, body string) evidence.Photo {
	h.t.Helper()
	p := evidence.Photo{ID: actor.NewID(h.Clock.Now()), Sitting: id, Room: examtest.Room, Seat: "seat", What: what, At: h.Clock.Now(), Width: 640, Height: 480}
	h.must(h.album().Keep(context.Background(), p, []byte(body)))
	h.must(h.album().Keep(context.Background(), p, []byte(body))) // again, as after an answer that was lost
	return p
}

// door is a log as a room keeps it.
func (h *house) door() {
	at := h.Clock.Now()
	h.log = []evidence.Passage{{ID: "p2", What: "EXIT", At: at.Add(time.Hour), Basis: "RELEASE"}, {ID: "a1", What: "ADMITTED", At: at, Basis: "CHIP_FACE", By: "gate"},
		{ID: "p1", What: "ENTRY", At: at.Add(time.Second), Basis: "DOOR"}}
}

// Pictures and the log of the door are in the root and in the bundle; whichever is altered is named.
func TestStillsAndTheLogOfTheDoorAreBound(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.door()
		id := h.sat(1)
		first, late := h.still(id, evidence.StillEntry, "\xff\xd8 the first picture"), h.still(id, evidence.StillKeyFrame, "\xff\xd8 another")
		h.settle() // what comes after the paper was closed makes the next root
		roots := h.roots(id)
		last := roots[len(roots)-1]
		if len(last.Facts.Stills) != 2 || len(last.Facts.Entry.Lines) != 3 || last.Facts.Entry.Lines[0].ID != "a1" || last.Facts.Entry.Log == "" {
			t.Fatalf("%+v %+v", last.Facts.Stills, last.Facts.Entry)
		}
		b, key := h.bundle(id)
		r := h.check(b, key)
		if r.Stills != 2 || r.Lines != 3 || at(unzip(t, b), "stills/"+first.ID+".jpg") < 0 {
			t.Errorf("%d stills, %d lines", r.Stills, r.Lines)
		}
		if strings.Contains(string(unzip(t, b)[at(unzip(t, b), "stills/"+late.ID+".jpg")].body), "first") {
			t.Error("the pictures are exchanged")
		}

		for name, c := range map[string]struct{ sql, id, says string }{
			"a line of the log":      {"", "p1", "line ENTRY p1 was another"},
			"the hash of a picture":  {"UPDATE evidence_still SET sha256 = '" + strings.Repeat("0", 64) + "' WHERE id = ?", first.ID, "still " + first.ID + " was another"},
			"a picture that is gone": {"DELETE FROM evidence_still WHERE id = ?", late.ID, "still " + late.ID + " was another, or was there"},
		} {
			if c.sql == "" {
				h.log[2].By = "somebody else"
			} else if _, err := h.DB.SQL().Exec(c.sql, c.id); err != nil {
				t.Fatal(err)
			}
			b, key := h.bundle(id)
			if got := findings(t, b, key); !says(got, c.says) {
				t.Errorf("%s was altered in the database, and that is not named: %v", name, got)
			}
		}
	})
}

func says(list []evidence.Finding, text string) bool {
	for _, f := range list {
		if strings.Contains(f.String(), text) {
			return true
		}
	}
	return false
}

// An altered picture is named, whether somebody altered it in the store or in the bundle; so is an altered line of the log.
func TestAnAlteredStillOrLineIsNamed(t *testing.T) {
	h := sqlite(t)
	h.door()
	id := h.sat(1)
	p := h.still(id, evidence.StillNoticed, "\xff\xd8 a picture")
	b, key := h.bundle(id)
	list := unzip(t, b)
	i := at(list, "stills/"+p.ID+".jpg")
	list[i].body = []byte("\xff\xd8 A picture")
	if got := findings(t, rezip(t, list), key); !says(got, list[i].name) {
		t.Errorf("a picture altered in the bundle: %v", got)
	}
	list = unzip(t, b)
	i = at(list, "entry.json")
	list[i].body = bytes.Replace(list[i].body, []byte("RELEASE"), []byte("OFFICER"), 1)
	if got := findings(t, rezip(t, list), key); !says(got, "line 3 (EXIT p2) is not as the root names it") {
		t.Errorf("a line altered in the bundle: %v", got)
	}
	list[i].body = bytes.Replace(list[i].body, []byte(`"p1"`), []byte(`"p9"`), 1)
	if got := findings(t, rezip(t, list), key); !says(got, "line ENTRY p1 of the root is not there") || !says(got, "p9) is not in the root") {
		t.Errorf("a line exchanged in the bundle: %v", got)
	}
	files := h.films.files
	h.must(files.Delete(t.Context(), keyOf(h, id)))
	b, key = h.bundle(id)
	if got := findings(t, b, key); !says(got, "still "+p.ID+" was missing in the store") {
		t.Errorf("a picture that the store has lost: %v", got)
	}
}

func keyOf(h *house, id exam.SittingID) string {
	h.t.Helper()
	list, err := h.store.Stills(context.Background(), id)
	h.must(err)
	return list[0].Key
}

// Pictures go with the recordings of their sitting: by the same key, named by the same proof.
func TestStillsGoWithTheRecording(t *testing.T) {
	h := sqlite(t)
	h.door()
	id := h.sat(1)
	p := h.still(id, evidence.StillEntry, "\xff\xd8 a picture")
	key := keyOf(h, id)
	h.years(4)
	if _, _, err := h.films.files.Open(t.Context(), key); !errors.Is(err, blob.ErrNotFound) {
		t.Errorf("it lies there still: %v", err)
	}
	if _, err := h.films.Open(t.Context(), key); !errors.Is(err, evidence.ErrDeleted) {
		t.Errorf("%v", err)
	}
	proof, err := h.store.ProofOf(t.Context(), id)
	h.must(err)
	if !bytes.Contains(proof.Body, []byte(p.ID)) {
		t.Errorf("the proof does not name it: %s", proof.Body)
	}
	if err := h.album().Keep(t.Context(), evidence.Photo{ID: actor.NewID(h.Clock.Now()), Sitting: id, At: h.Clock.Now()}, []byte("x")); !errors.Is(err, evidence.ErrDeleted) {
		t.Errorf("a picture that comes after the deletion: %v", err)
	}
	b, v := h.bundle(id)
	if r := h.check(b, v); r.Stills != 1 || !r.Deleted {
		t.Errorf("%+v", r)
	}
}

// A bundle that the first form of this program gave out is read as it is.
func TestAnOldBundleHolds(t *testing.T) {
	b, err := os.ReadFile("testdata/bundle-1.zip")
	if err != nil {
		t.Fatal(err)
	}
	line, err := os.ReadFile("testdata/bundle-1.pub")
	if err != nil {
		t.Fatal(err)
	}
	key, err := evidence.NewVerifier(string(line))
	if err != nil {
		t.Fatal(err)
	}
	r, err := evidence.Verify(bytes.NewReader(b), int64(len(b)), key)
	if err != nil || len(r.Findings) > 0 || r.Manifest.Version != 1 || r.Root.Version != 1 || r.Segments != 2 {
		t.Errorf("%+v %v", r, err)
	}
	list := unzip(t, b)
	list[at(list, "journal.json")].body[60] ^= 1
	if got := findings(t, rezip(t, list), key); len(got) == 0 {
		t.Error("and is not looked at")
	}
}

package release_test

import (
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/fault"
)

// draftedEarly drafts the record right after the paper, as soon as nobody is let in any more.
func (b *bureau) draftedEarly() release.RoomRecord {
	b.t.Helper()
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	if err := b.desk.DraftOnce(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	return b.read()
}

func (b *bureau) read() release.RoomRecord {
	b.t.Helper()
	list, err := b.desk.FindRecords(as("inv"), release.RecordQuery{Slot: b.slot})
	if err != nil || len(list) != 1 || list[0].State != release.RecordDraft {
		b.t.Fatalf("%+v %v", list, err)
	}
	return list[0]
}

// A record is not signed while recordings are on their way; when they are here it is drafted again and names the final roots.
func TestASignatureWaitsForRecordings(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.coming, b.root = 2, strings.Repeat("1", 64)
		res := b.sit(20, chip, "gate")
		r := b.draftedEarly()
		_, err := b.desk.Sign(as("inv"), r.ID, r.Hash)
		refused(t, "signed before the recordings came", err, release.ErrRecordAwaits)
		if args := fault.From(err).Args(); args["n"] != "2" || args["seats"] == "" || args["until"] == "" {
			t.Errorf("%v", args)
		}
		waits, err := b.desk.Waits(as("inv"), r)
		if err != nil || len(waits) != 1 || waits[0].Pieces != 2 || waits[0].Until.Sub(b.Clock.Now()) > release.AwaitFor {
			t.Errorf("%+v %v", waits, err)
		}
		// They come, and with them the next root.
		b.coming, b.root = 0, strings.Repeat("2", 64)
		if err := b.desk.Redraft(t.Context(), res.Sitting); err != nil {
			t.Fatal(err)
		}
		if _, err := b.desk.Sign(as("inv"), r.ID, r.Hash); err == nil {
			t.Fatal("what was read before was signed")
		}
		r = b.read()
		got, err := b.desk.Sign(as("inv"), r.ID, r.Hash)
		if err != nil {
			t.Fatal(err)
		}
		c, err := got.Content()
		if err != nil || c.Lines[0].Evidence != b.root || c.Lines[0].Undelivered != 0 {
			t.Errorf("%+v %v", c.Lines, err)
		}
		if err := b.desk.Redraft(t.Context(), res.Sitting); err != nil { // a signed record stays as it is
			t.Error(err)
		}
	})
}

// A camera that never delivers holds nobody up for longer than the bound; the record says what did not come.
func TestACameraThatNeverDeliversIsStated(t *testing.T) {
	b := alone(t)
	b.coming = 1
	b.sit(20, chip, "gate")
	r := b.draftedEarly()
	b.Clock.Advance(release.AwaitFor - time.Second)
	_, err := b.desk.Sign(as("inv"), r.ID, r.Hash)
	refused(t, "just before the bound", err, release.ErrRecordAwaits)
	b.Clock.Advance(2 * time.Second)
	_, err = b.desk.Sign(as("inv"), r.ID, r.Hash)
	refused(t, "without reading what is missing", err, release.ErrRecordStale)
	if err := b.desk.DraftOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	r = b.read()
	got, err := b.desk.Sign(as("inv"), r.ID, r.Hash)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := got.Content(); err != nil || c.Lines[0].Undelivered != 1 {
		t.Errorf("%+v %v", c.Lines, err)
	}
}

package store_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

var (
	sysadmin = as("acc-sys", "p-sys", root, people.SystemAdmin)
	security = actor.From(as("acc-sec", "p-sec", root, people.SecurityAdmin))
)

// counting counts how often the key in use is asked for.
type counting struct {
	questionbank.DrawStore
	asked atomic.Int64
}

func (c *counting) DrawKeyInUse(ctx context.Context, r assembly.SeedRule) (string, error) {
	c.asked.Add(1)
	return c.DrawStore.DrawKeyInUse(ctx, r)
}

func TestTheKeyInUseIsNotAskedForByEachDraw(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	asks := &counting{DrawStore: w.deps.Draws}
	now := time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC)
	w.deps.Draws, w.deps.Clock = asks, func() time.Time { return now }
	w.Service = questionbank.New(w.deps)
	w.ready(t, 12)
	w.drawn(t, counted("a1")) // makes the key, in a transaction that might have been undone
	made := asks.asked.Load()
	w.drawn(t, counted("a2"))
	if asks.asked.Load() != made+1 {
		t.Errorf("the fresh key was asked for %d times by the second draw", asks.asked.Load()-made)
	}
	now = now.Add(2 * questionbank.KeySlack)
	w.drawn(t, counted("a3"))
	read := asks.asked.Load()
	w.drawn(t, counted("a4"))
	if asks.asked.Load() != read {
		t.Error("the key was asked for by each draw")
	}
	now = now.Add(time.Minute)
	w.drawn(t, counted("a5"))
	if asks.asked.Load() != read+1 {
		t.Error("the key was not asked for again after its time")
	}
}

// A key that a draw made goes with the draw where that is undone.
func TestAKeyThatWasUndoneSignsNothing(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	w.deps.NewKey = nil
	w.Service = questionbank.New(w.deps)
	w.ready(t, 12)
	cut := errors.New("the power fails")
	err := w.deps.Tx.InTx(seat, func(ctx context.Context) error {
		_, _, err := w.DrawFor(ctx, "SO-1-2", counted("a1"))
		return errors.Join(err, cut)
	})
	if !errors.Is(err, cut) {
		t.Fatal(err)
	}
	w.drawn(t, counted("a2"))
	must[assembly.Paper](t)(assembly.Replay(must[assembly.Files](t)(w.FilesOf(seat, "a2"))))
}

func TestTwoPeopleChangeTheKeyAndTheOldOneStays(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		w.deps.NewKey = nil
		w.Service = questionbank.New(w.deps)
		w.ready(t, 12)
		w.drawn(t, counted("before"))
		var promise assembly.LotPromise
		random := [32]byte{7}
		ok(t, w.deps.Tx.InTx(seat, func(ctx context.Context) (err error) {
			promise, err = w.PromiseLot(ctx, "01booking", random)
			return errors.Join(err, w.LogLot(ctx, assembly.LotOf(promise, []byte("bytes of a phone"))))
		}))
		for what, c := range map[string]struct {
			one   context.Context
			other actor.Actor
			why   string
			want  error
		}{
			"nobody":             {seat, security, "每年更换", questionbank.ErrNoPerson},
			"a reviewer":         {reviewer, security, "每年更换", questionbank.ErrKeyKeepers},
			"two of one kind":    {sysadmin, actor.From(as("acc-sys2", "p-sys2", root, people.SystemAdmin)), "每年更换", questionbank.ErrKeyKeepers},
			"of one city only":   {sysadmin, actor.From(as("acc-sec2", "p-sec2", city, people.SecurityAdmin)), "每年更换", questionbank.ErrKeyKeepers},
			"one person as both": {sysadmin, actor.From(as("acc-sec3", "p-sys", root, people.SecurityAdmin)), "每年更换", questionbank.ErrSamePerson},
			"without a reason":   {sysadmin, security, " ", questionbank.ErrReason},
		} {
			if _, _, err := w.RotateKey(c.one, c.other, c.why); err == nil || !strings.Contains(err.Error(), fault.From(c.want).Code()) {
				t.Errorf("%s: %v", what, err)
			}
		}
		old, made, err := w.RotateKey(sysadmin, security, "每年更换")
		if err != nil || old.Fingerprint == made.Fingerprint {
			t.Fatal(old.Fingerprint, made.Fingerprint, err)
		}
		in := counted("promised")
		in.Ticket, in.Booking, in.Rule, in.Key, in.ServerRandom = []byte("bytes of a phone"), "01booking", promise.Rule, old.Fingerprint, random
		w.drawn(t, in)
		w.drawn(t, counted("after"))
		for attempt, key := range map[string]questionbank.DrawKey{"before": old, "promised": old, "after": made} {
			f := must[assembly.Files](t)(w.restarted().FilesOf(seat, attempt))
			must[assembly.Paper](t)(assembly.Replay(f))
			if string(f.Key) != string(key.Public) || (len(f.KeyEnd) > 0) != (key.Fingerprint == old.Fingerprint) || len(f.ReleaseLog) == 0 || len(f.BlueprintLog) == 0 {
				t.Errorf("%s: signed by another key, or a proof is missing", attempt)
			}
		}
		f := must[assembly.Files](t)(w.FilesOf(seat, "promised"))
		logged, lot := must[assembly.Inputs](t)(assembly.DecodeInputs(f.Inputs)).Promised()
		if must[tlog.Inclusion](t)(tlog.ReadEvidence(f.Promise)).Check(logged.Encode()) != nil || must[tlog.Inclusion](t)(tlog.ReadEvidence(f.Lot)).Check(lot.Encode()) != nil {
			t.Error("promise and lot are not what the log has")
		}
		keys := must[[]questionbank.DrawKey](t)(w.deps.Draws.DrawKeys(context.Background()))
		if len(keys) != 2 || len(keys[0].Ended) == 0 || len(keys[1].Ended) != 0 {
			t.Errorf("%d keys", len(keys))
		}
		n := 0
		ok(t, w.db.Query(context.Background(), func(scan func(...any) error) error { return scan(&n) },
			"SELECT COUNT(*) FROM audit_entry WHERE verb = 'bank.draw_key.rotate'"))
		if n != 1 {
			t.Errorf("the change is on the trail %d times", n)
		}
	})
}

// A node that made its last draw a moment before still signs with the old key: its draws are in flight.
func TestAnotherNodeTakesTheNewKeyWithinSeconds(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	now := time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC)
	w.deps.NewKey, w.deps.Clock = nil, func() time.Time { return now }
	w.Service = questionbank.New(w.deps)
	w.ready(t, 12)
	w.drawn(t, counted("a0"))
	other := w.restarted()
	other.drawn(t, counted("a1"))
	old, made, err := w.RotateKey(sysadmin, security, "每年更换")
	ok(t, err)
	other.drawn(t, counted("a2"))
	now = now.Add(questionbank.KeySlack / 2)
	other.drawn(t, counted("a3"))
	for attempt, key := range map[string]questionbank.DrawKey{"a2": old, "a3": made} {
		f := must[assembly.Files](t)(w.FilesOf(seat, attempt))
		if string(f.Key) != string(key.Public) {
			t.Errorf("%s is signed by the other key", attempt)
		}
	}
}

func TestAReleaseThatWasChangedBehindTheLogIsNamed(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	_, r := w.ready(t, 12)
	w.drawn(t, counted("a1"))
	f := must[assembly.Files](t)(w.FilesOf(seat, "a1"))
	release, blueprint, err := f.Published()
	ok(t, err)
	for what, x := range map[string][2][]byte{"release": {f.ReleaseLog, release.Encode()}, "blueprint": {f.BlueprintLog, blueprint.Encode()}} {
		if err := must[tlog.Inclusion](t)(tlog.ReadEvidence(x[0])).Check(x[1]); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	release.Items++
	if must[tlog.Inclusion](t)(tlog.ReadEvidence(f.ReleaseLog)).Check(release.Encode()) == nil {
		t.Error("another release fits the log")
	}
	if err := w.LogPublished(context.Background()); err != nil { // it is there already
		t.Error(err)
	}
	in := must[assembly.Inputs](t)(assembly.DecodeInputs(f.Inputs))
	in.ReleaseLeaf[0] ^= 1
	f.Inputs = in.Encode()
	if _, err := assembly.Replay(f); err == nil || !strings.Contains(err.Error(), "leaf of the release") {
		t.Errorf("release %s: %v", r.ID, err)
	}
}

package redraw_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/redraw"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// logbook appends records and returns their proofs once all are there.
type logbook struct {
	t   *testing.T
	db  *sqldb.DB
	log *tlog.Log
}

func newLogbook(t *testing.T) logbook {
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	return logbook{t, db, tlog.New(db, time.Now)}
}

func (l logbook) append(kind string, record []byte) {
	l.t.Helper()
	ok(l.t, l.db.InTx(context.Background(), func(ctx context.Context) error { return l.log.Append(ctx, kind, "key", record) }))
}

func (l logbook) leaf(kind string) []byte {
	l.t.Helper()
	b, err := l.log.LeafOf(context.Background(), kind, "key")
	ok(l.t, err)
	return b
}

func (l logbook) proof(kind string) []byte {
	l.t.Helper()
	b, err := l.log.Evidence(context.Background(), kind, "key")
	ok(l.t, err)
	return b
}

// phoned is a draw by what a phone gave, with all that must stand in the log; in that order.
func phoned(t *testing.T, order ...string) assembly.Files {
	t.Helper()
	f := drawn(t, false)
	release, blueprint, err := f.Published()
	ok(t, err)
	snap, err := assembly.DecodeRelease(f.Release)
	ok(t, err)
	bp, err := assembly.DecodeBlueprint(f.Blueprint)
	ok(t, err)
	plan, err := assembly.Compile(snap, bp)
	ok(t, err)
	l := newLogbook(t)
	in := assembly.Inputs{Attempt: "a1", ServerRandom: [32]byte{1}, Nonce: [16]byte{2}, Ticket: []byte("bytes of a phone"), Booking: "01booking",
		Rule: assembly.SeedRevealedLot, Counted: true}
	promise, lot := in.Promised()
	for _, kind := range order {
		switch kind {
		case "release":
			l.append(kind, release.Encode())
			in.ReleaseLeaf = l.leaf(kind)
		case "blueprint":
			l.append(kind, blueprint.Encode())
			in.BlueprintLeaf = l.leaf(kind)
		case "promise":
			l.append(kind, promise.Encode())
		case "lot":
			l.append(kind, lot.Encode())
		case "draw":
			_, record, err := plan.Run(in, nil, make(assembly.Times, 4))
			ok(t, err)
			f.Inputs, f.Record = in.Encode(), record.Encode()
			l.append(kind, f.Record)
		}
	}
	f.ReleaseLog, f.BlueprintLog, f.Promise, f.Lot, f.Log = l.proof("release"), l.proof("blueprint"), l.proof("promise"), l.proof("lot"), l.proof("draw")
	return f
}

func TestALotOfAPhoneIsCheckedAgainstTheLog(t *testing.T) {
	f := phoned(t, "release", "blueprint", "promise", "lot", "draw")
	var out bytes.Buffer
	if _, err := redraw.Files(&out, "a1", f, ""); err != nil {
		t.Fatalf("%s%v", &out, err)
	}
	for _, want := range []string{"seed by paper/v5", "lottery code of the person's phone " + exam.LotteryCode([]byte("bytes of a phone")),
		"promised to the phone as number 2, the phone gave its bytes as number 3", "release was logged as number 0", "blueprint was logged as number 1"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the audit lacks %q:\n%s", want, &out)
		}
	}
	noLot, noPromise, swapped, noRelease := f, f, f, f
	noLot.Lot, noPromise.Promise, noRelease.ReleaseLog = nil, nil, nil
	swapped.BlueprintLog = f.ReleaseLog
	for want, g := range map[string]assembly.Files{"the lot of the person's phone": noLot, "the promise to the person's phone": noPromise,
		"log: the release: ": noRelease, "log: the blueprint: ": swapped,
		// the house knew what the phone gave when it made its promise
		"promise to the person's phone came as number 3, after what rests on it": phoned(t, "release", "blueprint", "lot", "promise", "draw"),
		"lot of the person's phone came as number 4":                             phoned(t, "release", "blueprint", "promise", "draw", "lot"),
	} {
		if _, err := redraw.Files(&out, "a1", g, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	changed := f // another lot than the phone gave, drawn and logged as if it were the one
	in, err := assembly.DecodeInputs(f.Inputs)
	ok(t, err)
	in.Ticket = []byte("bytes of a house")
	changed.Inputs = in.Encode()
	if _, err := redraw.Files(&out, "a1", changed, ""); err == nil || !strings.Contains(err.Error(), "nonce") {
		t.Errorf("another lot: %v", err)
	}
}

func TestADrawAfterTheEndOfItsKeyIsNamed(t *testing.T) {
	f := drawn(t, true)
	in, err := assembly.DecodeInputs(f.Inputs)
	ok(t, err)
	for what, c := range map[string]struct {
		before time.Duration // the key ended so long before the draw
		key    []byte
		log    bool
		want   string
	}{
		"long after":     {questionbank.KeySlack + time.Second, nil, true, "signed after the key was taken out of use"},
		"in flight":      {questionbank.KeySlack - time.Second, nil, true, ""},
		"another key":    {0, []byte{1}, true, "that of another one"},
		"not in the log": {0, nil, false, "the end of the key"},
	} {
		end := assembly.EndOfKey(c.key, []byte{2}, in.DrawnAt-c.before.Milliseconds()).Encode()
		l := newLogbook(t)
		l.append("end", end)
		g := f
		g.KeyEnd = end
		if c.log {
			g.KeyEndLog = l.proof("end")
		}
		var out bytes.Buffer
		_, err := redraw.Files(&out, "a1", g, "")
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

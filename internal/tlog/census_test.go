package tlog_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/internal/tlog/witness"
)

// leaf is one that a test appends.
type leaf struct {
	kind, outcome string
	names         int64 // below 0: none
}

// checked appends leaves, publishes, and has the published log checked by what knows no database.
func checked(t *testing.T, db *sqldb.DB, leaves ...leaf) (witness.Checkpoint, error) {
	t.Helper()
	now := time.Now()
	log := tlog.New(db, func() time.Time { return now })
	for i, l := range leaves {
		var names *int64
		if l.names >= 0 {
			names = &l.names
		}
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			return log.AppendNaming(ctx, l.kind, l.outcome, fmt.Sprint(i), fmt.Append(nil, i), names)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := log.Publish(t.Context(), logKey, nil); err != nil {
		t.Fatal(err)
	}
	return witness.Check(t.Context(), witness.Web(served(t, log, nil).URL), key(t, logKey), 0, "")
}

func TestAnybodyCountsPermitsAndPasses(t *testing.T) {
	engines(t, func(t *testing.T, db *sqldb.DB, _ string) {
		c, err := checked(t, db, leaf{"draw", "", -1}, leaf{"transcript", "pass", -1}, leaf{"transcript", "fail", -1}, leaf{"transcript", "pass", -1}, leaf{"permit", "", 3},
			leaf{"permit", "imported", -1}, leaf{"permit", "practical", -1}, leaf{"permit-change", "", 4}, leaf{"permit", "again", 4}, leaf{"permit", "again", 8},
			leaf{"permit", "again", 5})
		if err != nil {
			t.Fatal(err)
		}
		for label, want := range map[string]int64{"draw": 1, "transcript.pass": 2, "transcript.fail": 1, "permit": 1, "permit.imported": 1, "permit.practical": 1, "permit-change": 1, "permit.again": 3} {
			if got := c.Census.ByLabel[label]; got != want {
				t.Errorf("%s: %d, want %d", label, got, want)
			}
		}
		log := tlog.New(db, time.Now)
		if n, err := log.NumberOf(t.Context(), "permit", "4"); err != nil || n != 4 {
			t.Errorf("number %d %v", n, err)
		}
		if _, err := log.NumberOf(t.Context(), "permit", "0"); !errors.Is(err, tlog.ErrUnknown) {
			t.Errorf("another kind's key: %v", err)
		}
	})
}

func TestAPermitWithoutAPassOfItsOwnBreaksTheLog(t *testing.T) {
	for name, leaves := range map[string][]leaf{
		"names nothing":       {{"permit", "", -1}},
		"rests on a failure":  {{"transcript", "fail", -1}, {"permit", "", 0}},
		"rests on a draw":     {{"draw", "", -1}, {"permit", "", 0}},
		"two on one pass":     {{"transcript", "pass", -1}, {"permit", "", 0}, {"permit", "", 0}},
		"rests on what comes": {{"permit", "", 1}, {"transcript", "pass", -1}},
		"rests on itself":     {{"permit", "", 0}},
		"made of nothing":     {{"permit", "again", -1}},
		"made of a draw":      {{"draw", "", -1}, {"permit", "again", 0}},
		"made of a change":    {{"permit", "imported", -1}, {"permit-change", "", 0}, {"permit", "again", 1}},
		"made of one twice":   {{"permit", "imported", -1}, {"permit", "again", 0}, {"permit", "again", 0}},
		"made of itself":      {{"permit", "again", 0}},
	} {
		t.Run(name, func(t *testing.T) {
			engines(t, func(t *testing.T, db *sqldb.DB, _ string) {
				if _, err := checked(t, db, leaves...); !errors.Is(err, witness.ErrLog) {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

func TestLinesHaveOneSpelling(t *testing.T) {
	n := int64(12)
	l := witness.Line{Label: "permit.imported", Data: [32]byte{1, 2}, Names: &n}
	b := l.Bytes()
	if got, err := witness.ParseLine(b); err != nil || got.Label != l.Label || got.Data != l.Data || *got.Names != 12 {
		t.Errorf("%+v %v", got, err)
	}
	if got, err := witness.ParseLine(l.Data[:]); err != nil || got.Label != "" || got.Data != l.Data {
		t.Errorf("a leaf of before: %+v %v", got, err)
	}
	for i := range b {
		for _, x := range []byte{1, 0x20, 0x80} {
			bad := append([]byte{}, b...)
			bad[i] ^= x
			if got, err := witness.ParseLine(bad); err == nil && string(got.Bytes()) != string(bad) {
				t.Errorf("%q is read as %q", bad, got.Bytes())
			}
		}
	}
	for _, bad := range []string{"", "permit", "permit ", "Permit " + string(b[16:60]), "permit.imported  x", string(b) + " 3", string(b[:len(b)-2]) + "012", string(b) + "\n"} {
		if _, err := witness.ParseLine([]byte(bad)); err == nil {
			t.Errorf("%q is taken for a leaf", bad)
		}
	}
	for _, label := range []string{"", "a b", "a.b.c", "ä", "permit."} {
		if (witness.Line{Label: label}).Valid() {
			t.Errorf("label %q", label)
		}
	}
}

package redraw_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/redraw"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/questionbank/assembly"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// drawn is a draw under paper/v3 (which needs no key) whose promise and record are in a log.
func drawn(t *testing.T, counted bool) assembly.Files {
	t.Helper()
	s := &assembly.Snapshot{Release: "01release", ItemCode: "SO-1-2"}
	for _, id := range []assembly.ItemID{"i1", "i2", "i3", "i4"} {
		s.Items = append(s.Items, assembly.Item{ID: id, Version: "v" + assembly.VersionID(id), Type: assembly.TrueFalse, Stem: "题干 " + string(id),
			Options: []string{"正确", "错误"}, Difficulty: 3, Topic: "触电"})
	}
	s.Digest = s.Root()
	bp := assembly.Blueprint{ID: "01blueprint", Version: 1, Body: assembly.Body{Minutes: 60, Total: 2, Pass: 1,
		Sections: []assembly.Section{{Title: "判断题", Type: assembly.TrueFalse, Count: 2, Points: 1}}}}
	plan, err := assembly.Compile(s, bp)
	ok(t, err)
	in := assembly.Inputs{Attempt: "a1", ServerRandom: [32]byte{1}, Nonce: [16]byte{2}, Ticket: []byte("0123456789abcdef"), Rule: assembly.SeedRevealed, Counted: counted}
	times := make(assembly.Times, 4)
	_, record, err := plan.Run(in, nil, times)
	ok(t, err)
	f := assembly.Files{Release: assembly.EncodeRelease(s), Leaves: s.Leaves(), Blueprint: assembly.EncodeBlueprint(bp), Inputs: in.Encode(),
		Record: record.Encode(), Times: times.Encode()}
	if !counted {
		return f
	}
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	log, ctx := tlog.New(db, time.Now), context.Background()
	promise := assembly.Revealed(in.ServerRandom, in.Attempt)
	for _, r := range [][2]string{{"draw-promise", string(promise[:])}, {"draw", string(f.Record)}} {
		ok(t, db.InTx(ctx, func(ctx context.Context) error { return log.Append(ctx, r[0], "a1", []byte(r[1])) }))
	}
	f.Promise, err = log.Evidence(ctx, "draw-promise", "a1")
	ok(t, err)
	f.Log, err = log.Evidence(ctx, "draw", "a1")
	ok(t, err)
	return f
}

func TestAnExportedDrawIsCheckedAgainstTheLog(t *testing.T) {
	f := drawn(t, true)
	proof, err := tlog.ReadEvidence(f.Log)
	ok(t, err)
	var out bytes.Buffer
	if _, err := redraw.Files(&out, "a1", f, hex.EncodeToString(proof.Root)); err != nil || !strings.Contains(out.String(), "logged as number 1 of 2") || !strings.Contains(out.String(), "lottery code") {
		t.Fatalf("%s%v", &out, err)
	}
	moved := func(change func(*tlog.Inclusion)) []byte {
		p := proof
		change(&p)
		b, err := json.Marshal(p)
		ok(t, err)
		return b
	}
	unlogged, path, salt, late, broken, unasked := f, f, f, f, f, f
	unlogged.Log, broken.Log, late.Promise, unasked.Promise = nil, []byte("{"), f.Log, nil
	path.Log = moved(func(p *tlog.Inclusion) { p.Path = nil })
	salt.Log = moved(func(p *tlog.Inclusion) { p.Salt = nil })
	for want, g := range map[string]assembly.Files{"not in the transparency log": unlogged, "the record is not the one in the log": path,
		"log: the record": salt, "promise of the random number: the record": late, "damaged": broken, "promise of the random number: the proof": unasked} {
		if _, err := redraw.Files(&out, "a1", g, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, err := redraw.Files(&out, "a1", f, strings.Repeat("0", 64)); err == nil || !strings.Contains(err.Error(), "not to the one you have") {
		t.Errorf("another root: %v", err)
	}
	if _, err := redraw.Files(&out, "a2", f, ""); err == nil || !strings.Contains(err.Error(), "those of attempt a1") {
		t.Errorf("another attempt: %v", err)
	}
}

func TestARehearsalMustNotStandInTheLog(t *testing.T) {
	f := drawn(t, false)
	var out bytes.Buffer
	_, err := redraw.Files(&out, "a1", f, "")
	ok(t, err)
	f.Log = drawn(t, true).Log
	if _, err := redraw.Files(&out, "a1", f, ""); err == nil || !strings.Contains(err.Error(), "a rehearsal stands in") {
		t.Error(err)
	}
}

package transcript_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/transcript"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/internal/tlog/witness"
)

var signer = witness.NewLogSigner("exam.example.cn/log", []byte("0123456789abcdef0123456789abcdef"))

// bundle makes a true file, by exam's own chain and a log on a database.
func bundle(t *testing.T, answers int) transcript.Bundle {
	t.Helper()
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	log := tlog.New(db, time.Now)
	draw := []byte("record of the draw")
	leaf := sha256.Sum256(append([]byte("draw/record/v1"), draw...))
	b := transcript.Bundle{Draw: draw, Head: transcript.Head{Format: transcript.Format, Result: "r", Revision: 1, Sitting: "s", Item: "011", Points: 85, Full: 100, PassMark: 80, Passed: true,
		Draw: hex.EncodeToString(leaf[:]), StartedAt: 1700000000000, EndedAt: 1700000900000, DecidedAt: 1700001000000}}
	prev := exam.ChainStart(leaf[:])
	for i := range answers {
		e := exam.Entry{Place: int64(i) + 1, Seq: int64(i) + 1, Kind: exam.EntryAnswer, Question: i + 1, Answer: "AC", ServerAt: time.UnixMilli(1700000000000 + int64(i)), ClientAt: time.UnixMilli(1700000000001), Epoch: 3}
		if i == 0 {
			e.Kind, e.Seq, e.Question, e.Answer, e.Note = exam.EntryStart, 0, 0, "", "座位 <01> & “甲”"
			e.ClientAt = time.Time{}
		}
		prev = e.HashAfter(prev)
		x := transcript.Entry{Place: e.Place, Seq: e.Seq, Kind: string(e.Kind), Question: e.Question, Answer: e.Answer, Note: e.Note, ServerAt: e.ServerAt.UnixMilli(), Epoch: e.Epoch}
		if !e.ClientAt.IsZero() {
			x.ClientAt = e.ClientAt.UnixMilli()
		}
		b.Entries = append(b.Entries, x)
	}
	b.Head.Entries, b.Head.Chain = int64(answers), hex.EncodeToString(prev)
	seal(t, db, log, &b)
	return b
}

// seal logs the draw and the head among others and proves both.
func seal(t *testing.T, db *sqldb.DB, log *tlog.Log, b *transcript.Bundle) {
	t.Helper()
	ctx := context.Background()
	add := func(kind, outcome, key string, record []byte) {
		if err := db.InTx(ctx, func(ctx context.Context) error { return log.AppendNaming(ctx, kind, outcome, key, record, nil) }); err != nil {
			t.Fatal(err)
		}
	}
	record, err := b.Head.Record()
	if err != nil {
		t.Fatal(err)
	}
	add("release", "", "x", []byte("x"))
	add("draw", "", "s", b.Draw)
	for i := range 5 {
		add("draw", "", fmt.Sprint(i), []byte("other"))
	}
	add(transcript.Kind, b.Head.Outcome(), "r/1", record)
	add("draw", "", "last", []byte("last"))
	if err := log.Publish(ctx, signer, nil); err != nil {
		t.Fatal(err)
	}
	raw, _, err := log.Checkpoint(ctx)
	if err != nil {
		t.Fatal(err)
	}
	key, err := witness.ParseKey(signer.VerifierKey())
	if err != nil {
		t.Fatal(err)
	}
	if b.Checkpoint, err = transcript.Split(raw, key); err != nil {
		t.Fatal(err)
	}
	drawn, err := log.Prove(ctx, "draw", "s", b.Checkpoint.Size)
	if err != nil {
		t.Fatal(err)
	}
	b.DrawLog = &drawn
	if b.Log, err = log.Prove(ctx, transcript.Kind, "r/1", b.Checkpoint.Size); err != nil {
		t.Fatal(err)
	}
}

func encode(t *testing.T, b transcript.Bundle) []byte {
	t.Helper()
	file, err := b.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func verify(t *testing.T, file []byte) error {
	t.Helper()
	key, err := witness.ParseKey(signer.VerifierKey())
	if err != nil {
		t.Fatal(err)
	}
	_, err = transcript.Verify(file, key)
	return err
}

// TestEveryChangedByteIsFound changes each byte of a file in turn, in several ways, takes it out, doubles it, and cuts the file there.
func TestEveryChangedByteIsFound(t *testing.T) {
	file := encode(t, bundle(t, 12))
	if err := verify(t, file); err != nil {
		t.Fatal(err)
	}
	tried := 0
	for i := range file {
		try := func(what string, bad []byte) {
			tried++
			if verify(t, bad) == nil {
				t.Fatalf("position %d of %d (%q), %s: believed", i, len(file), file[max(0, i-20):min(len(file), i+20)], what)
			}
		}
		for _, x := range []byte{1, 2, 4, 0x20, 0x80, 0xff} {
			bad := append([]byte{}, file...)
			bad[i] ^= x
			try(fmt.Sprintf("changed by %x", x), bad)
		}
		for _, c := range []byte("0Aa =\n\"") {
			if file[i] != c {
				bad := append([]byte{}, file...)
				bad[i] = c
				try(fmt.Sprintf("made %q", c), bad)
			}
		}
		try("taken out", append(append([]byte{}, file[:i]...), file[i+1:]...))
		try("cut", file[:i])
		doubled := append(append([]byte{}, file[:i+1]...), file[i:]...)
		try("doubled", doubled)
	}
	if verify(t, append(append([]byte{}, file...), '\n')) == nil {
		t.Error("something behind the end: believed")
	}
	t.Logf("%d positions, %d changes", len(file), tried)
}

func TestWhatWasPutTogetherAnewIsFound(t *testing.T) {
	true1 := bundle(t, 6)
	for name, c := range map[string]struct {
		change func(b *transcript.Bundle)
		want   error
	}{
		"more points":           {func(b *transcript.Bundle) { b.Head.Points = 99 }, transcript.ErrLog},
		"passed":                {func(b *transcript.Bundle) { b.Head.Passed = false }, transcript.ErrLog},
		"another answer":        {func(b *transcript.Bundle) { b.Entries[3].Answer = "B" }, transcript.ErrJournal},
		"an entry less":         {func(b *transcript.Bundle) { b.Entries = b.Entries[:5] }, transcript.ErrJournal},
		"entries swapped":       {func(b *transcript.Bundle) { b.Entries[1], b.Entries[2] = b.Entries[2], b.Entries[1] }, transcript.ErrJournal},
		"no entries":            {func(b *transcript.Bundle) { b.Entries, b.Head.Entries, b.Head.Chain = nil, 0, "" }, transcript.ErrJournal},
		"another draw":          {func(b *transcript.Bundle) { b.Draw = []byte("x") }, transcript.ErrDraw},
		"the draw's proof":      {func(b *transcript.Bundle) { b.DrawLog = &b.Log }, transcript.ErrLog},
		"another number":        {func(b *transcript.Bundle) { b.Log.N-- }, transcript.ErrLog},
		"a shorter path":        {func(b *transcript.Bundle) { b.Log.Path = b.Log.Path[1:] }, transcript.ErrLog},
		"a moved salt":          {func(b *transcript.Bundle) { b.Log.Salt = b.Log.Salt[:15] }, transcript.ErrLog},
		"a larger tree":         {func(b *transcript.Bundle) { b.Checkpoint.Size++ }, transcript.ErrCheckpoint},
		"another log":           {func(b *transcript.Bundle) { b.Checkpoint.Origin = "x/log" }, transcript.ErrCheckpoint},
		"another root":          {func(b *transcript.Bundle) { b.Checkpoint.Root = make([]byte, 32) }, transcript.ErrCheckpoint},
		"no root":               {func(b *transcript.Bundle) { b.Checkpoint.Root = nil }, transcript.ErrCheckpoint},
		"without the signature": {func(b *transcript.Bundle) { b.Checkpoint.Signature = nil }, transcript.ErrCheckpoint},
		"another format":        {func(b *transcript.Bundle) { b.Head.Format = "x" }, transcript.ErrFile},
	} {
		b := true1
		b.Entries = append([]transcript.Entry{}, true1.Entries...)
		c.change(&b)
		err := verify(t, encode(t, b))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
		if err != nil && !strings.Contains(transcript.Fault(err), "不可信") {
			t.Errorf("%s: no words", name)
		}
	}
	if words := true1.Words(); !strings.Contains(words, "85 / 100") || !strings.Contains(words, "合格") {
		t.Error(words)
	}
}

func FuzzVerify(f *testing.F) {
	key, err := witness.ParseKey(signer.VerifierKey())
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`{"head":{}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := transcript.Verify(b, key); err == nil {
			t.Error("nothing was signed, and yet it holds")
		}
	})
}

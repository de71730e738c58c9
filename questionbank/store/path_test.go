package store_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

// replayArchive makes the test binary replay an exported archive and print each paper, instead of testing.
const replayArchive = "SUIKAO_TEST_REPLAY_ARCHIVE"

func TestMain(m *testing.M) {
	name := os.Getenv(replayArchive)
	if name == "" {
		os.Exit(m.Run())
	}
	b, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	draws, err := interchange.ReadBundle(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		panic(err)
	}
	for attempt, f := range draws {
		p, err := assembly.Replay(f)
		if err != nil {
			panic(err)
		}
		_, _ = os.Stdout.WriteString(attempt + " " + hex.EncodeToString(p.Encode()) + "\n")
	}
}

func TestFromTheSampleFileToAPaperAndBack(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r, bp := w.open(t)
		first := w.drawn(t, draw("a1"))
		if len(first.Questions) != 100 || first.Pass != 80 || first.Minutes != 120 || first.Total != 100 ||
			first.ReleaseDigest != r.Digest || first.BlueprintHash != bp.Hash {
			t.Fatalf("%d questions, pass %d", len(first.Questions), first.Pass)
		}
		second := w.drawn(t, draw("a2", first.Items()))
		seen := map[questionbank.ItemID]bool{}
		for _, id := range append(first.Items(), second.Items()...) {
			if seen[id] {
				t.Fatalf("%s twice over paper and retake", id)
			}
			seen[id] = true
		}
		other := draw("a1")
		other.Nonce[0]++
		if p := w.drawn(t, other); p.Digest() != first.Digest() {
			t.Error("a second draw for one attempt gives another paper")
		}
		if _, _, err := w.DrawFor(seat, "SO-01-01", draw("a1")); !errors.Is(err, questionbank.ErrDrawn) {
			t.Errorf("one attempt for two codes: %v", err)
		}
		again := w.restarted().again(t, "a2")
		if !bytes.Equal(again.Encode(), second.Encode()) {
			t.Error("the paper is another one after a restart")
		}
		key := must[questionbank.Key](t)(w.Key(seat, r.ID, must[int](t)(w.CurrentKeyVersion(seat, r.ID))))
		for _, q := range second.Questions {
			if n := len(key.Correct[q.Version]); n != 1 {
				t.Errorf("question %d has %d right answers", q.No, n)
			}
		}
		if len(key.Correct) != r.Items {
			t.Errorf("%d keys for %d items", len(key.Correct), r.Items)
		}
		exported(t, w, r, map[string]questionbank.Paper{"a1": first, "a2": second})
	})
}

// exported writes an archive, lets another process replay it, and looks into it for what must not be there.
func exported(t *testing.T, w *world, r questionbank.Release, want map[string]questionbank.Paper) {
	t.Helper()
	e := must[questionbank.Export](t)(w.ExportDraws(reviewer, r.ID, []string{"a1", "a2"}))
	var one, two bytes.Buffer
	ok(t, interchange.WriteBundle(&one, e))
	ok(t, interchange.WriteBundle(&two, e))
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("one export gives two archives")
	}
	name := t.TempDir() + "/replay.zip"
	ok(t, os.WriteFile(name, one.Bytes(), 0o600))
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), replayArchive+"="+name)
	out, err := cmd.Output()
	ok(t, err)
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d papers replayed", len(lines))
	}
	for _, l := range lines {
		attempt, paper, _ := strings.Cut(l, " ")
		if p := want[attempt]; paper != hex.EncodeToString(p.Encode()) {
			t.Errorf("another process draws another paper for %s", attempt)
		}
	}
	if !bytes.Contains(e.Items, []byte("派遣电工已由派遣公司培训")) || bytes.Contains(e.Items, []byte("用工单位应当把被派遣劳动者纳入统一管理")) {
		t.Error("the export lacks stems, or an explanation leaves with it")
	}
	if _, err := w.ExportDraws(writer, r.ID, nil); !errors.Is(err, questionbank.ErrNoRight) {
		t.Errorf("a writer exports: %v", err)
	}
}

func TestNothingOfAnItemLiesReadableInTheDatabase(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		w.ready(t, 6)
		w.drawn(t, draw("a1"))
		for _, table := range []string{"bank", "import_batch", "item", "item_stem", "item_version", "item_comment", "bank_release",
			"release_item", "key_version", "blueprint", "paper_draw", "audit_entry", "outbox_event"} {
			rows, err := w.db.SQL().QueryContext(context.Background(), "SELECT * FROM "+table)
			ok(t, err)
			names, err := rows.Columns()
			ok(t, err)
			for rows.Next() {
				cells := make([]any, len(names))
				for i := range cells {
					cells[i] = new([]byte)
				}
				ok(t, rows.Scan(cells...))
				for i, c := range cells {
					for _, secret := range []string{"CANARY", "题第", "判断题第 1 号", "甲1"} {
						if bytes.Contains(*c.(*[]byte), []byte(secret)) && !(table == "blueprint" && names[i] == "body") {
							t.Fatalf("%s.%s shows %q", table, names[i], secret)
						}
					}
				}
			}
			ok(t, errors.Join(rows.Err(), rows.Close()))
		}
	})
}

func TestEveryReadOfAKeyByStaffIsOnTheTrail(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		b, r := w.ready(t, 5)
		reads := func() int {
			return len(must[[]audit.Record](t)(w.audit.Find(context.Background(), audit.Query{Paths: []string{"/"}, Verb: "bank.key.read", Limit: 100})))
		}
		list := must[[]questionbank.ItemVersion](t)(w.Items(writer, questionbank.ItemQuery{Bank: b.ID, Limit: 100}))
		for _, v := range list {
			if v.Content.Key != nil || v.Content.Explanation != "" || v.Content.Stem == "" {
				t.Fatal("a list shows keys, or no stems")
			}
		}
		must[questionbank.Key](t)(w.Key(seat, r.ID, 1))
		if n := reads(); n != 0 {
			t.Fatalf("%d reads noted before there was one", n)
		}
		v := must[questionbank.ItemVersion](t)(w.Version(writer, list[0].ID))
		if len(v.Content.Key) != 1 || !strings.HasPrefix(v.Content.Explanation, "CANARY") {
			t.Error("reading one version gives no key")
		}
		must[[]questionbank.ItemVersion](t)(w.ForReview(reviewer, questionbank.ItemQuery{Bank: b.ID, Limit: 100}))
		must[questionbank.Key](t)(w.Key(reviewer, r.ID, 1))
		if n := reads(); n != 3 {
			t.Errorf("%d reads noted, want 3", n)
		}
		w.deps.Audit = brokenAudit{}
		if v, err := w.restarted().Version(writer, list[0].ID); err == nil || v.Content.Key != nil {
			t.Error("a key is shown although the trail cannot be written")
		}
		if k, err := w.restarted().Key(reviewer, r.ID, 1); err == nil || k.Correct != nil {
			t.Error("keys are given although the trail cannot be written")
		}
	})
}

type brokenAudit struct{}

func (brokenAudit) Record(context.Context, actor.Entry) error { return errors.New("trail is full") }

func TestASheetFromTheServiceHoldsNoCanary(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		w.ready(t, 6)
		p := w.drawn(t, draw("a1"))
		if bytes.Contains(p.Encode(), []byte("CANARY")) {
			t.Error("the paper holds an explanation")
		}
	})
}

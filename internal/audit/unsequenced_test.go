package audit_test

import (
	"context"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// waiting records an entry and leaves it without a position.
func (b *bench) waiting(verb string) {
	b.Helper()
	err := b.db.InTx(b.Context(), func(ctx context.Context) error { return b.log.Record(ctx, actor.Entry{Verb: verb}) })
	if err != nil {
		b.Fatal(err)
	}
}

func TestUnsequencedEntryIsNamedAfterTenSeconds(t *testing.T) {
	b := newBench(t, func(t testing.TB) *sqldb.DB { return testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)) })
	b.waiting("x")
	if f := b.verify(); len(f) != 0 {
		t.Errorf("accused too early: %v", f)
	}
	b.clock.Advance(11 * time.Second)
	f := b.verify()
	if len(f) != 1 || f[0].Kind != "UNSEQUENCED" || !f[0].At.Equal(start) {
		t.Fatalf("got %v", f)
	}
	now := b.clock.Now()
	for what, c := range map[string]struct {
		active time.Time
		left   int
	}{
		"a sequencer at work passes it by": {now.Add(-2 * time.Second), 1}, "one that is at it": {now.Add(time.Second), 1},
		"it never ran": {time.Time{}, 0}, "it ended with a crash": {now.Add(-time.Hour), 0},
	} {
		left, n, since := audit.Waiting(f, c.active, now)
		if len(left) != c.left || n != 1-c.left || n == 1 && !since.Equal(start) {
			t.Errorf("%s: %v, %d waiting since %s", what, left, n, since)
		}
	}
}

// What is done to entries that have no position yet shows where it contradicts itself, whether a sequencer works or not.
func TestTamperingWithWaitingEntriesShows(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		for name, c := range map[string]struct {
			tamper func(b *bench)
			kind   string
		}{
			"honest":              {func(*bench) {}, ""},
			"moved in time":       {func(b *bench) { b.exec("UPDATE audit_entry SET at = at - 60000 WHERE verb = 'late'") }, "CHANGED"},
			"another id":          {func(b *bench) { b.exec("UPDATE audit_entry SET id = '0' WHERE verb = 'late'") }, "CHANGED"},
			"position taken away": {func(b *bench) { b.exec("UPDATE audit_entry SET pos = NULL WHERE pos = 5") }, "CHANGED"},
			"put in afterwards": {func(b *bench) {
				old := audit.New(b.db, func() time.Time { return start.Add(-time.Hour) })
				if err := b.db.InTx(b.Context(), func(ctx context.Context) error { return old.Record(ctx, actor.Entry{Verb: "old"}) }); err != nil {
					b.Fatal(err)
				}
			}, "PLANTED"},
		} {
			t.Run(name, func(t *testing.T) {
				b := newBench(t, open)
				b.acts(5)
				b.waiting("late")
				b.clock.Advance(time.Hour) // the program crashed and nobody started it
				c.tamper(b)
				left, n, _ := audit.Waiting(b.verify(), time.Time{}, b.clock.Now())
				switch {
				case c.kind == "" && (len(left) > 0 || n != 1):
					t.Errorf("an honest crash is accused: %v, %d wait", left, n)
				case c.kind != "" && (len(left) == 0 || left[0].Kind != c.kind):
					t.Errorf("got %+v, want %s", left, c.kind)
				}
			})
		}
	})
}

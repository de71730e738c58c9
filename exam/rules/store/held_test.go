package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/rules/store"
	"github.com/suikao/suikao/internal/actor"
)

// A node that has the rows in memory follows another one at once.
func TestChangeOnAnotherNodeHoldsAtOnce(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		now := func() time.Time { return time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC) }
		other := rules.New(store.New(w.db), tree{root: "/" + string(root) + "/"}, nil, nil, now)
		q := rules.Query{Item: "SO-01-02", On: "2027-03-01", OrgPath: "/" + string(root) + "/"}
		for range 2 {
			if set, err := other.InForce(ctx, q); err != nil || set.Winner.Key == "test-own" {
				t.Fatal(set.Winner.Key, err)
			}
		}
		w.enact(t, root, file(string(root), "test-own", "2027-01-01", "    item: SO-01-02", `theory_pass_mark: {value: 85, source: "[S: 市局通知]"}`))
		if set, err := other.InForce(ctx, q); err != nil || set.Winner.Key != "test-own" {
			t.Errorf("in force on the other node: %s %v", set.Winner.Key, err)
		}
	})
}

// What a transaction that was undone has seen of its own rows is kept for nobody, even when the next change brings the
// guard to the same count.
func TestUndoneChangeIsNotRemembered(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		ctx, s := context.Background(), store.New(w.db)
		svc := rules.New(s, tree{}, nil, nil, time.Now)
		q := rules.Query{Item: "SO-01-02", On: "2027-03-01"}
		before, err := svc.InForce(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		undo := errors.New("undone")
		own := before.Winner
		own.ID, own.Key, own.Selector.Item, own.Seed = rules.RuleSetID(actor.NewID(time.Now())), "test-undone", "SO-01-02", false
		err = s.InTx(ctx, func(ctx context.Context) error {
			if err := s.Lock(ctx); err != nil {
				return err
			}
			if err := s.AddRuleSet(ctx, own); err != nil {
				return err
			}
			if set, err := svc.InForce(ctx, q); err != nil || set.Winner.Key != own.Key {
				t.Errorf("its own change is not seen inside: %s %v", set.Winner.Key, err)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		if err := s.InTx(ctx, s.Lock); err != nil { // the guard counts to where the undone transaction had it
			t.Fatal(err)
		}
		if set, err := svc.InForce(ctx, q); err != nil || set.Winner.Key != before.Winner.Key {
			t.Errorf("after the undone change %s is in force: %v", set.Winner.Key, err)
		}
	})
}

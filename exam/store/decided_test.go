package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// What statistics of items are made of: nothing but certification sittings that were released or made void.
func TestDecidedListsReleasedAndVoidCertificationsAlone(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		s, at := store.New(open(t), crypt.Ephemeral()), time.Date(2026, 11, 21, 1, 0, 0, 0, time.UTC)
		id := func(n int) string { return fmt.Sprintf("01k%023d", n) }
		for n, r := range []exam.Result{
			{Kind: exam.Formal, State: exam.Released, DecidedAt: at.Add(2 * time.Second)},
			{Kind: exam.Formal, State: exam.Provisional},
			{Kind: exam.Formal, State: exam.Held},
			{Kind: exam.Formal, State: exam.ResultVoided, DecidedAt: at.Add(time.Second)},
			{Kind: exam.Robot, State: exam.Released, DecidedAt: at.Add(time.Second)},
			{Kind: exam.Mock, State: exam.Released, DecidedAt: at.Add(time.Second)},
			{Kind: exam.Class, State: exam.Released, DecidedAt: at.Add(time.Second)},
			{Kind: exam.Spot, State: exam.Released, DecidedAt: at.Add(time.Second)},
			{Kind: exam.Formal, State: exam.Released, DecidedAt: at.Add(time.Second)},
		} {
			r.ID, r.Sitting, r.SatOn = exam.ResultID(id(n)), exam.SittingID(id(100+n)), "2026-11-21"
			if err := s.InsertResult(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
		var got []int
		from, last := time.Time{}, exam.ResultID("")
		for {
			list, err := s.Decided(t.Context(), from, last, 2)
			if err != nil {
				t.Fatal(err)
			}
			if len(list) == 0 {
				break
			}
			for _, r := range list {
				n := 0
				if _, err := fmt.Sscanf(string(r.ID), "01k%d", &n); err != nil {
					t.Fatal(err)
				}
				got, from, last = append(got, n), r.DecidedAt, r.ID
			}
		}
		if !slices.Equal(got, []int{3, 8, 0}) {
			t.Errorf("%v", got)
		}
	})
}

package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/proctor/claims"
	"github.com/suikao/suikao/proctor/claims/store"
)

// An interval is kept once, in order, and apart from those of others.
func TestSoundsAreKept(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		s := store.New(open(t))
		const one, two = exam.SittingID("01jsittingone0000000000000"), exam.SittingID("01jsittingtwo0000000000000")
		at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
		late, early := claims.Sound{Sitting: one, At: at.Add(claims.SoundFor), Most: 70, Mean: 40, Voiced: 6}, claims.Sound{Sitting: one, At: at, Most: 30, Mean: 22}
		again := early
		again.Most = 99
		for _, list := range [][]claims.Sound{{late, {Sitting: two, At: at, Most: 5, Mean: 5}}, {early}, {again}} {
			if err := s.AddSounds(t.Context(), list); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.SoundsOf(t.Context(), one)
		if err != nil || !slices.Equal(got, []claims.Sound{early, late}) {
			t.Errorf("%+v %v", got, err)
		}
	})
}

package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/site/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// filled returns a value of T with every field set to something different, so that two columns changed for each other show.
func filled[T any](n *int) T {
	var v T
	fill(reflect.ValueOf(&v).Elem(), n)
	return v
}

func fill(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.UnixMilli(1_795_000_000_000 + int64(*n)*1001).UTC()))
		return
	case actor.Date:
		v.SetString(string(actor.Date("2026-01-01").AddDays(*n)))
		return
	case []byte:
		v.SetBytes([]byte(fmt.Sprintf("%032d", *n)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.String:
		v.SetString(id(*n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic(v.Kind())
	}
}

func id(n int) string { return fmt.Sprintf("01%024d", n) }

// same fails unless what was read is what was written.
func same[T any](t *testing.T, wrote T) func(T, error) {
	return func(got T, err error) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, wrote) {
			t.Errorf("%T: %v\nwrote %+v\n read %+v", wrote, err, wrote, got)
		}
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func engines(t *testing.T, run func(t *testing.T, s *store.Store)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { run(t, store.New(open(t))) })
}

func TestEveryFieldComesBack(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx, n := context.Background(), 0
		p := filled[site.Point](&n)
		ok(t, s.AddPoint(ctx, p))
		same(t, p)(s.Point(ctx, p.ID))
		p.Open, p.Name = false, "改名"
		ok(t, s.SavePoint(ctx, p))
		same(t, p)(s.Point(ctx, p.ID))
		r := filled[site.Room](&n)
		ok(t, s.AddRoom(ctx, r))
		same(t, r)(s.Room(ctx, r.ID))
		st := filled[site.Seat](&n)
		st.Room, st.State, st.Label = r.ID, site.SeatSpare, "A01"
		ok(t, s.ReplaceSeats(ctx, r.ID, []site.Seat{st}))
		same(t, st)(s.Seat(ctx, st.ID))
		a := filled[site.Authorization](&n)
		a.Mode = "REMOTE"
		ok(t, s.AddAuthorization(ctx, a))
		same(t, a)(s.Authorization(ctx, a.ID))
		sh := filled[site.Shift](&n)
		ok(t, s.AddShift(ctx, sh))
		same(t, sh)(s.Shift(ctx, sh.ID))
		c := filled[site.Closure](&n)
		c.Kind = site.Holiday
		ok(t, s.AddClosure(ctx, c))
		same(t, c)(s.Closure(ctx, c.ID))
	})
}

func TestAnOldRoomDoesNotOverwrite(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx, n := context.Background(), 0
		r := filled[site.Room](&n)
		ok(t, s.AddRoom(ctx, r))
		ok(t, s.SaveRoom(ctx, r))
		if err := s.SaveRoom(ctx, r); !errors.Is(err, site.ErrStale) {
			t.Error(err)
		}
	})
}

func TestWhatDoesNotExist(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		for name, read := range map[string]func() error{
			"point": func() error { _, err := s.Point(ctx, "x"); return err }, "room": func() error { _, err := s.Room(ctx, "x"); return err },
			"seat": func() error { _, err := s.Seat(ctx, "x"); return err }, "lock": func() error { return s.LockRoom(ctx, "x") },
			"paper": func() error { _, err := s.Authorization(ctx, "x"); return err }, "shift": func() error { _, err := s.Shift(ctx, "x"); return err },
		} {
			if err := read(); !errors.Is(err, site.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

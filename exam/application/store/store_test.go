package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/application/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank/assembly"
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
	case []application.Material:
		return // rows of their own
	case []application.Defect:
		v.Set(reflect.ValueOf([]application.Defect{{Material: rules.MaterialHealth, What: fmt.Sprint("缺陷", *n)}}))
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

// sample returns an application with every field set and the closed lists within their columns.
func sample(n *int) application.Application {
	a := filled[application.Application](n)
	a.State, a.PersonType, a.Kind, a.Channel, a.Accommodation.Kind = application.Accepted, rules.Principal, application.Renewal, application.ChannelCentre, application.Language
	a.Accommodation.Language = assembly.Kazakh
	return a
}

func TestEveryFieldComesBack(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx, n := context.Background(), 0
		a := sample(&n)
		ok(t, s.Add(ctx, a))
		m := filled[application.Material](&n)
		m.Kind = rules.MaterialHealth
		ok(t, s.SetMaterial(ctx, a.ID, m))
		m.Institution = "市第一人民医院"
		ok(t, s.SetMaterial(ctx, a.ID, m)) // the second time replaces
		a.Materials = []application.Material{m}
		if got, err := s.Application(ctx, a.ID); err != nil || !reflect.DeepEqual(got, a) {
			t.Errorf("%v\nwrote %+v\n read %+v", err, a, got)
		}
		if _, err := s.Application(ctx, "x"); !errors.Is(err, application.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestAnOldVersionDoesNotOverwrite(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx, n := context.Background(), 0
		a := sample(&n)
		ok(t, s.Add(ctx, a))
		ok(t, s.Save(ctx, a))
		if err := s.Save(ctx, a); !errors.Is(err, application.ErrStale) {
			t.Error(err)
		}
		b := a
		b.ID = "02" + a.ID[2:]
		if err := s.Add(ctx, b); !errors.Is(err, application.ErrDuplicate) {
			t.Errorf("a second live one: %v", err)
		}
	})
}

// The subtree filter knows no wildcard and no neighbour with the same beginning.
func TestPathsAreSubtrees(t *testing.T) {
	engines(t, func(t *testing.T, s *store.Store) {
		ctx, n := context.Background(), 0
		for i, path := range []string{"/a/", "/a/b/", "/ab/", "/b/"} {
			a := sample(&n)
			a.OrgPath, a.ItemCode = path, fmt.Sprint("I", i)
			ok(t, s.Add(ctx, a))
		}
		for paths, want := range map[string]int{"/a/": 2, "/a/b/": 1, "/": 4, "/c/": 0, "": 0, "/a/ /b/": 3, "/a/ /a/b/": 2} {
			got, err := s.List(ctx, application.Filter{Paths: strings.Fields(paths), Limit: 10})
			if err != nil || len(got) != want {
				t.Errorf("%q: %d, want %d, %v", paths, len(got), want, err)
			}
		}
	})
}

package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/people/photo"
	"github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

var now = time.Date(2026, 11, 21, 1, 2, 3, 456_000_000, time.UTC)

func id() string { return actor.NewID(now) }

func onBoth(t *testing.T, suite func(t *testing.T, s *store.Store)) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { suite(t, store.New(open(t))) })
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, err, want error, what string) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// root stores the root organisation and returns it.
func root(t *testing.T, s *store.Store) people.Org {
	t.Helper()
	o := people.Org{ID: people.OrgID(id()), Kind: people.Authority, Name: "应急管理局", Region: "420600", USCC: "91350100M000100Y43", Created: now, Version: 1}
	o.Path = "/" + string(o.ID) + "/"
	must(t, s.AddOrg(context.Background(), o))
	return o
}

func TestRowsComeBackWhole(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, o := context.Background(), root(t, s)
		if got, err := s.Org(ctx, o.ID); err != nil || got != o {
			t.Errorf("organisation %+v %v", got, err)
		}
		p := people.Person{ID: people.PersonID(id()), Name: "𠮷·买买提", Sex: identity.Male, Birth: "1990-01-02", Education: people.College, DocKind: identity.Passport,
			DocCountry: "VNM", DocExpires: "2030-01-01", Home: o.ID, HomePath: o.Path, CreatedAt: now, Version: 1, Photo: people.Photo{State: people.PhotoNone}}
		sealed := people.Sealed{Document: "1.abc", DocIndex: []byte("0123456789abcdef0123456789abcdef"), Phone: "1.def", PhoneIndex: []byte{0, 1, 255}}
		must(t, s.AddPerson(ctx, p, sealed))
		got, gotSealed, err := s.Person(ctx, p.ID)
		if err != nil || got != p || gotSealed.Document != "1.abc" || string(gotSealed.PhoneIndex) != "\x00\x01\xff" {
			t.Errorf("person %+v %+v %v", got, gotSealed, err)
		}
		ph := people.Photo{ID: id(), State: people.PhotoRejected, Key: "k", Reason: photo.RetakeOther, Note: "站近一点", SubmittedAt: now, SubmittedBy: p.ID, DecidedAt: now, DecidedBy: "a"}
		must(t, s.AddPhoto(ctx, p.ID, ph))
		if got, _, err = s.Person(ctx, p.ID); err != nil || got.Photo != ph {
			t.Errorf("photo %+v %v", got.Photo, err)
		}
		list, _, err := s.PersonsByID(ctx, []people.PersonID{p.ID, "00000000000000000000000000"})
		if err != nil || len(list) != 1 {
			t.Errorf("%d persons by id %v", len(list), err)
		}
		d := terminal.Device{ID: terminal.ID(id()), Kind: terminal.Seat, Name: "一号机", Room: "r", Seat: "s", Path: o.Path, EnrolledAt: now, SeenAt: now}
		must(t, s.AddDevice(ctx, d, []byte("hash")))
		if got, err := s.DeviceByToken(ctx, []byte("hash")); err != nil || got != d {
			t.Errorf("device %+v %v", got, err)
		}
		second := d
		second.ID = terminal.ID(id())
		wants(t, s.AddDevice(ctx, second, []byte("other")), people.ErrChanged, "a second live device at one seat")
	})
}

func TestOldVersionsAndMissingRows(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, o := context.Background(), root(t, s)
		must(t, s.SaveOrg(ctx, o))
		wants(t, s.SaveOrg(ctx, o), people.ErrChanged, "saving an old version")
		_, err := s.Org(ctx, "nobody")
		wants(t, err, people.ErrNotFound, "no organisation")
		_, _, err = s.Person(ctx, "nobody")
		wants(t, err, people.ErrNotFound, "no person")
		_, err = s.Latest(ctx, []notice.Kind{notice.Privacy}, "en", now)
		wants(t, err, notice.ErrNotice, "no notice")
		_, err = s.PhotoOf(ctx, "nobody")
		wants(t, err, people.ErrPhotoNone, "no photo")
		wants(t, s.DecidePhoto(ctx, people.Photo{ID: "nobody"}), people.ErrChanged, "deciding no photo")
		if list, err := s.FindOrgs(ctx, people.OrgQuery{Limit: 10}); err != nil || len(list) != 0 {
			t.Errorf("a search without paths finds %d %v", len(list), err)
		}
		if list, _, err := s.FindPersons(ctx, people.PersonQuery{Limit: 10}); err != nil || len(list) != 0 {
			t.Errorf("a search without paths finds %d %v", len(list), err)
		}
	})
}

func TestCodesAndCountersAreSwept(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		for i, life := range []time.Duration{-48 * time.Hour, time.Hour} {
			must(t, s.AddCode(ctx, guard.OneTime{ID: id(), Purpose: guard.ForLogin, Subject: "s", Hash: []byte{byte(i)}, ExpiresAt: now.Add(life), CreatedAt: now}))
		}
		if n, err := s.PurgeCodes(ctx, now.Add(-24*time.Hour)); err != nil || n != 1 {
			t.Errorf("%d codes swept %v", n, err)
		}
		for key, touched := range map[string]time.Duration{"old": -72 * time.Hour, "new": 0, "locked": -72 * time.Hour} {
			th, err := s.LockThrottle(ctx, key)
			must(t, err)
			th.Touched = now.Add(touched)
			if key == "locked" {
				th.LockedUntil = now.Add(time.Hour)
			}
			must(t, s.SaveThrottle(ctx, th))
		}
		if n, err := s.PurgeThrottles(ctx, now.Add(-48*time.Hour)); err != nil || n != 1 {
			t.Errorf("%d counters swept %v", n, err)
		}
	})
}

func TestTriesAreBounded(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, c := context.Background(), guard.OneTime{ID: id(), Purpose: guard.ForLogin, Subject: "s", Hash: []byte{1}, ExpiresAt: now, CreatedAt: now}
		must(t, s.AddCode(ctx, c))
		for i := range 7 {
			if ok, err := s.TryCode(ctx, c.ID, 5); err != nil || ok != (i < 5) {
				t.Errorf("try %d: %v %v", i+1, ok, err)
			}
		}
		for i := range 2 {
			if ok, err := s.UseCode(ctx, c.ID, now); err != nil || ok != (i == 0) {
				t.Errorf("use %d: %v %v", i+1, ok, err)
			}
		}
	})
}

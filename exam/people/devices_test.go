package people_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
)

func TestDevices(t *testing.T) {
	onBoth(t, func(w *world) {
		w.rooms["room1/"], w.rooms["room1/seat1"], w.rooms["room2/"] = w.countyA.Path, w.countyA.Path, w.countyB.Path
		_, manager := w.staff("manager-a", w.countyA, people.ExamManager)
		_, clerk := w.staff("clerk-a", w.countyA, people.CounterClerk)
		seat := terminal.Enrolment{Kind: terminal.Seat, Room: "room1", Seat: "seat1", Name: "一号机"}
		for what, c := range map[string]struct {
			e    terminal.Enrolment
			want string
		}{
			"a seat of another room":       {terminal.Enrolment{Kind: terminal.Seat, Room: "room1", Seat: "seat9"}, "people.not_found"},
			"a room of another county":     {terminal.Enrolment{Kind: terminal.Gate, Room: "room2"}, "people.not_found"},
			"a seat device without a seat": {terminal.Enrolment{Kind: terminal.Seat, Room: "room1"}, "invalid"},
			"a gate at a seat":             {terminal.Enrolment{Kind: terminal.Gate, Room: "room1", Seat: "seat1"}, "invalid"},
			"no kind":                      {terminal.Enrolment{Room: "room1"}, "invalid"},
		} {
			_, _, err := w.devices.CreateEnrolment(manager, c.e)
			w.wants(c.want, err, "%s", what)
		}
		_, _, err := w.devices.CreateEnrolment(clerk, seat)
		w.wants("people.forbidden", err, "a clerk enrols")
		typed, expires, err := w.devices.CreateEnrolment(manager, seat)
		w.must(err)
		if len(typed) != 8 || expires.Sub(w.clock.Now()) != 30*time.Minute || strings.Contains(w.dump("one_time_code"), typed) {
			w.Errorf("code %q until %v", typed, expires)
		}
		_, _, err = w.devices.Enrol(w.public(), "WRONGCOD", "")
		w.wants("device.enrol", err, "a wrong code")
		d, token, err := w.devices.Enrol(w.public(), strings.ToLower(typed), "")
		w.must(err)
		_, _, err = w.devices.Enrol(w.public(), typed, "")
		w.wants("device.enrol", err, "the code again")
		who, err := w.devices.Actor(w.public(), token)
		if err != nil || who.Room != "room1" || who.Seat != "seat1" || who.ID != string(d.ID) || len(who.Grants) != 0 {
			w.Errorf("the device is %+v %v", who, err)
		}
		if strings.Contains(w.dump("device"), token) {
			w.Error("the token is stored in clear")
		}
		_, err = w.devices.Actor(w.public(), token[:42]+"x")
		w.wants("device.unknown", err, "a wrong token")
		w.clock.Advance(10 * time.Minute)
		_, err = w.devices.Actor(w.public(), token)
		w.must(err)
		list, err := w.devices.InRoom(manager, "room1")
		if err != nil || len(list) != 1 || !list[0].SeenAt.Equal(w.clock.Now()) {
			w.Errorf("devices %+v %v", list, err)
		}
		typed, _, err = w.devices.CreateEnrolment(manager, seat)
		w.must(err)
		_, token2, err := w.devices.Enrol(w.public(), typed, "")
		w.must(err)
		_, err = w.devices.Actor(w.public(), token)
		w.wants("device.unknown", err, "the device that was replaced")
		who, err = w.devices.Actor(w.public(), token2)
		w.must(err)
		w.wants("people.forbidden", w.devices.Revoke(clerk, terminal.ID(who.ID), "报废"), "a clerk revokes")
		w.must(w.devices.Revoke(manager, terminal.ID(who.ID), "报废"))
		_, err = w.devices.Actor(w.public(), token2)
		w.wants("device.unknown", err, "a revoked device")
		typed, _, err = w.devices.CreateEnrolment(manager, seat)
		w.must(err)
		w.clock.Advance(30 * time.Minute)
		_, _, err = w.devices.Enrol(w.public(), typed, "")
		w.wants("device.enrol", err, "half an hour later")
	})
}

func TestOneDevicePerSeatUnderLoad(t *testing.T) {
	onBoth(t, func(w *world) {
		w.rooms["room1/seat1"], w.rooms["room1/"] = w.countyA.Path, w.countyA.Path
		typed, _, err := w.devices.CreateEnrolment(w.system(), terminal.Enrolment{Kind: terminal.Seat, Room: "room1", Seat: "seat1"})
		w.must(err)
		var wg sync.WaitGroup
		var mu sync.Mutex
		made := 0
		for range 8 {
			wg.Go(func() {
				_, _, err := w.devices.Enrol(w.public(), typed, "")
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					made++
				} else if code(err) != "device.enrol" {
					w.Errorf("lost the race with %v", err)
				}
			})
		}
		wg.Wait()
		if made != 1 {
			w.Errorf("one code enrols %d devices", made)
		}
	})
}

func TestEnrolmentCodesCannotBeSearched(t *testing.T) {
	onBoth(t, func(w *world) {
		last := ""
		for range 70 {
			_, _, err := w.devices.Enrol(w.public(), "AAAAAAAA", "192.0.2.3")
			last = code(err)
		}
		if last != "auth.locked" {
			w.Errorf("70 guesses from one address: %s", last)
		}
	})
}

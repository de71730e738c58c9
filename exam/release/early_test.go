package release_test

import (
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
)

// drafted runs the job and returns the record of the slot.
func (b *bureau) drafted() release.RoomRecord {
	b.t.Helper()
	if err := b.desk.DraftOnce(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	list, err := b.desk.FindRecords(as("inv"), release.RecordQuery{Slot: b.slot})
	if err != nil || len(list) != 1 {
		b.t.Fatalf("records: %d %v", len(list), err)
	}
	return list[0]
}

// A walk-in's record need not wait for the slot's end: nobody can come any more, and all sittings are over.
func TestWalkInIsSignedBeforeTheSlotEnds(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, chip, "gate")
		if r := b.drafted(); r.State != release.RecordOpen {
			t.Fatalf("%s while walk-ins may come", r.State)
		}
		b.closed = true
		b.facts.Waiting = 1 // somebody is at the gate
		if r := b.drafted(); r.State != release.RecordOpen {
			t.Fatalf("%s while somebody is at the gate", r.State)
		}
		b.facts.Waiting = 0
		r := b.drafted()
		if r.State != release.RecordDraft || !b.Clock.Now().Before(r.EndsAt) {
			t.Fatalf("%s at %v, the slot ends at %v", r.State, b.Clock.Now(), r.EndsAt)
		}
		r, err := b.desk.Sign(as("inv"), r.ID, r.Hash)
		if err != nil {
			t.Fatal(err)
		}
		if o := b.release(r)[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("%+v", o)
		}
	})
}

func TestEarlyRecordWaitsForEverySitting(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.sit(20, chip, "gate")
		a := b.Admission(b.Seat())
		a.SlotID = b.slot
		b.Desk.Admit(a)
		writing := b.At(a.SeatID).Begin()
		b.enter(a, chip, "gate")
		b.closed = true
		if r := b.drafted(); r.State != release.RecordOpen {
			t.Fatalf("%s while somebody writes", r.State)
		}
		b.Clock.Advance(31 * time.Minute)
		if _, err := b.Service.Submit(writing.Ctx, writing.Grip(), writing.Seq, "zh-CN"); err != nil {
			t.Fatal(err)
		}
		r := b.drafted()
		if c, err := r.Content(); err != nil || r.State != release.RecordDraft || len(c.Lines) != 2 {
			t.Errorf("%s %+v %v", r.State, c, err)
		}
	})
}

// Somebody is let in between the draft and the locks of the signature: it is not signed, nothing is half done, and the
// person is in the record that is signed later.
func TestAdmissionBetweenDraftAndSignature(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.sit(20, chip, "gate")
		b.closed = true
		r := b.drafted()
		late := b.Admission(b.Seat())
		late.SlotID = b.slot
		b.meanwhile = func() {
			b.meanwhile = nil
			b.enter(late, chip, "gate")
			b.mu.Lock()
			b.facts.Waiting = 1
			b.mu.Unlock()
		}
		_, err := b.desk.Sign(as("inv"), r.ID, r.Hash)
		refused(t, "signed while somebody comes in", err, release.ErrRecordOpen)
		if again := b.drafted(); again.State != release.RecordDraft || again.Hash != r.Hash || b.trail("room_record.sign") != 0 {
			t.Errorf("%s %d", again.State, b.trail("room_record.sign"))
		}
		b.mu.Lock()
		b.facts.Waiting = 0
		b.mu.Unlock()
		_, err = b.desk.Sign(as("inv"), r.ID, r.Hash)
		refused(t, "signed without the latecomer", err, release.ErrRecordStale)
		if r, err = b.desk.ReadRecord(as("inv"), r.ID); err != nil {
			t.Fatal(err)
		}
		if r, err = b.desk.Sign(as("inv"), r.ID, r.Hash); err != nil {
			t.Fatal(err)
		}
		if c, _ := r.Content(); len(c.Lines) != 2 {
			t.Errorf("%d lines", len(c.Lines))
		}
	})
}

// A person who comes and goes within the signature changes the facts: stale, not signed.
func TestFactsThatChangeUnderTheSignature(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.sit(20, chip, "gate")
		b.closed = true
		r := b.drafted()
		b.meanwhile = func() {
			b.meanwhile = nil
			b.mu.Lock()
			defer b.mu.Unlock()
			b.facts.Expected++
			b.facts.Absent++
			b.facts.Entries = append(b.facts.Entries, booking.SlotEntry{BookingID: "late", PersonID: "p", ItemCode: examtest.ItemCode, State: booking.BookingAbsent})
		}
		_, err := b.desk.Sign(as("inv"), r.ID, r.Hash)
		refused(t, "other facts", err, release.ErrRecordStale)
	})
}

func TestManySignAtOnce(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.sit(20, chip, "gate")
		b.closed = true
		r := b.drafted()
		var wg sync.WaitGroup
		errs := make(chan error, 8)
		for i := range 8 {
			wg.Go(func() {
				_, err := b.desk.Sign(as([]people.AccountID{"inv", "second"}[i%2]), r.ID, r.Hash)
				errs <- err
			})
		}
		wg.Wait()
		won := 0
		for range 8 {
			if <-errs == nil {
				won++
			}
		}
		if won != 1 || b.trail("room_record.sign") != 1 {
			t.Errorf("%d signatures, %d on the trail", won, b.trail("room_record.sign"))
		}
	})
}

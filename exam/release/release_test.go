package release_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/actor"
)

const chip = booking.MatchChipPIN

func TestRecordIsDraftedSignedAndReleased(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		good, bad := b.sit(20, chip, "gate"), b.sit(3, booking.MatchRemoteOfficer, "door")
		if err := b.desk.DraftOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		early, err := b.desk.FindRecords(as("inv"), release.RecordQuery{})
		if err != nil || len(early) != 1 || early[0].State != release.RecordOpen {
			t.Fatalf("before the end of the slot: %+v %v", early, err)
		}
		_, err = b.desk.Sign(as("inv"), early[0].ID, "")
		refused(t, "signing an open record", err, release.ErrRecordOpen)
		rec := b.over()
		c, err := rec.Content()
		if err != nil || rec.State != release.RecordDraft || c.Counts.Expected != 2 || c.Counts.Present != 2 || len(c.Lines) != 2 ||
			c.Authorization.DocumentNo == "" || len(c.Supervisors) != 2 || len(c.Matchers) != 1 {
			t.Fatalf("draft: %+v %v", c, err)
		}
		_, err = b.desk.Release(as("rel"), rec.ID, nil)
		refused(t, "release before the signature", err, release.ErrUnsigned)
		if b.state(good.ID) != exam.Provisional {
			t.Error("a refused release changed the result")
		}
		rec = b.signed()
		if rec.Signature.Person != "p-inv" || rec.Signature.Hash != rec.Hash || rec.Signature.Statement == "" {
			t.Errorf("signature %+v", rec.Signature)
		}
		out := b.release(rec)
		if out[good.ID].Done != release.DoneReleased || out[bad.ID].Done != release.DoneReleased {
			t.Fatalf("outcomes %+v", out)
		}
		got := b.passes.all()
		if len(got) != 1 || got[0].Result != good.ID || got[0].ByPerson != "p-rel" || got[0].On != good.SatOn || !got[0].Passed {
			t.Errorf("pass records %+v", got)
		}
		own, err := b.Service.OwnResult(asPerson(good.Person), good.ID)
		if err != nil || own.State != exam.Released || own.DecidedAt.IsZero() {
			t.Errorf("the candidate sees %+v %v", own, err)
		}
		for verb, n := range map[string]int{"room_record.draft": 1, "room_record.sign": 1, "result.release": 2} {
			if got := b.trail(verb); got != n {
				t.Errorf("%s stands %d times on the trail", verb, got)
			}
		}
	})
}

func TestReleaseAgainChangesNothing(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, chip, "gate")
		rec := b.signed()
		b.release(rec)
		first, _ := b.Real.Result(t.Context(), res.ID)
		b.Clock.Advance(time.Hour)
		if o := b.release(rec)[res.ID]; o.Done != release.DoneAlready {
			t.Errorf("again: %+v", o)
		}
		again, _ := b.Real.Result(t.Context(), res.ID)
		if again.Version != first.Version || !again.DecidedAt.Equal(first.DecidedAt) || len(b.passes.all()) != 1 || b.trail("result.release") != 1 {
			t.Errorf("a second release left traces: %+v", again)
		}
	})
}

func TestManyReleaseAtOnce(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, chip, "gate")
		rec := b.signed()
		var wg sync.WaitGroup
		for i := range 12 {
			wg.Go(func() {
				who := []string{"rel", "rel2"}[i%2]
				if _, err := b.desk.Release(as(people.AccountID(who)), rec.ID, nil); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if b.state(res.ID) != exam.Released || b.trail("result.release") != 1 {
			t.Errorf("state %s, %d releases", b.state(res.ID), b.trail("result.release"))
		}
	})
}

func TestWhoMayNotRelease(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, booking.MatchRemoteOfficer, "door")
		rec := b.signed()
		for who, want := range map[people.AccountID]error{
			"inv": release.ErrReleaseForbidden, "rel-inv": release.ErrRanRoom, "rel-door": release.ErrRanRoom, "far": release.ErrNoRecord,
		} {
			_, err := b.desk.Release(as(who), rec.ID, nil)
			refused(t, string(who), err, want)
		}
		_, err := b.desk.Release(as("rel"), rec.ID, []exam.ResultID{"another"})
		refused(t, "a result of another slot", err, release.ErrNotInRecord)
		ctx := actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "x", Person: string(res.Person),
			Grants: []actor.Grant{{Role: people.ResultReleaser, Path: "/authority/"}}})
		list, err := b.desk.Release(ctx, rec.ID, nil)
		if err != nil || list[0].Done != release.DoneBlocked || !errors.Is(list[0].Why, release.ErrOwnResult) {
			t.Errorf("the candidate releases: %+v %v", list, err)
		}
		noName := actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "y", Grants: []actor.Grant{{Role: people.ResultReleaser, Path: "/"}}})
		_, err = b.desk.Release(noName, rec.ID, nil)
		refused(t, "an account without a natural person", err, release.ErrRanRoom)
		if b.state(res.ID) != exam.Provisional || len(b.passes.all()) != 0 {
			t.Error("a refused release changed something")
		}
	})
}

func TestWhoMayNotSign(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.sit(20, chip, "gate")
		rec := b.over()
		for who, want := range map[people.AccountID]error{
			"inv-other": release.ErrNotOnDuty, "inspector": release.ErrRecordForbidden, "far-inv": release.ErrNoRecord, "rel": release.ErrRecordForbidden,
		} {
			_, err := b.desk.Sign(as(who), rec.ID, rec.Hash)
			refused(t, string(who), err, want)
		}
		noted, err := b.desk.Note(as("inspector"), rec.ID, release.RecordNote{Kind: release.NoteOutage, Text: "上行网络中断三分钟"})
		if err != nil {
			t.Fatal(err)
		}
		if c, _ := noted.Content(); c.Counts.Incidents != 1 {
			t.Errorf("incidents %d", c.Counts.Incidents)
		}
		_, err = b.desk.Sign(as("inv"), rec.ID, rec.Hash)
		refused(t, "a hash from before the note", err, release.ErrRecordStale)
		if _, err := b.desk.Sign(as("second"), rec.ID, noted.Hash); err != nil {
			t.Fatal(err)
		}
		_, err = b.desk.Note(as("inspector"), rec.ID, release.RecordNote{Kind: release.NoteRemark, Text: "后补"})
		refused(t, "a note after the signature", err, release.ErrRecordSigned)
		_, err = b.desk.Sign(as("inv"), rec.ID, noted.Hash)
		refused(t, "a second signature", err, release.ErrRecordSigned)
		_, err = b.desk.Release(as("inspector"), rec.ID, nil)
		refused(t, "inspector releases", err, release.ErrReleaseForbidden)
	})
}

func TestChangedRowsOfARecordShow(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, chip, "gate")
		rec := b.signed()
		body := strings.Replace(rec.Body, `"absent":0`, `"absent":9`, 1)
		if body == rec.Body {
			t.Fatal("the body does not hold what the test changes")
		}
		if err := b.DB.Conn(t.Context()).Exec("UPDATE room_record SET body = ? WHERE id = ?", body, string(rec.ID)).Error; err != nil {
			t.Fatal(err)
		}
		if _, err := b.desk.Release(as("rel"), rec.ID, nil); err == nil {
			t.Error("a changed record is released from")
		}
		if b.state(res.ID) != exam.Provisional {
			t.Error("released")
		}
	})
}

func TestSecondScorerBlocks(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		good := b.sit(20, chip, "gate")
		rec := b.signed()
		b.Bank.Rekey() // what was scored cannot be computed again
		o := b.release(rec)[good.ID]
		if o.Done != release.DoneHeld || !errors.Is(o.Why, release.ErrScorersDisagree) || o.Owner == "" {
			t.Fatalf("outcome %+v", o)
		}
		if b.state(good.ID) != exam.Held || len(b.passes.all()) != 0 || b.trail("result.hold") != 1 {
			t.Errorf("state %s", b.state(good.ID))
		}
		if sit, _ := b.Real.Sitting(t.Context(), good.Sitting); sit.State != exam.Review {
			t.Errorf("the sitting is %s", sit.State)
		}
		if o := b.release(rec)[good.ID]; o.Done != release.DoneHeld || b.trail("result.hold") != 1 {
			t.Errorf("again: %+v", o)
		}
		refused(t, "clearing by who ran the room", b.desk.ClearHold(as("rel-inv"), good.ID, "核对无误"), release.ErrRanRoom)
		if err := b.desk.ClearHold(as("rel2"), good.ID, "核对无误"); err != nil {
			t.Fatal(err)
		}
		if o := b.release(rec)[good.ID]; o.Done != release.DoneHeld || b.trail("result.hold") != 2 {
			t.Errorf("a cleared hold lets a wrong score out: %+v", o)
		}
	})
}

func TestBrokenEvidenceBlocks(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		journal, points := b.sit(20, chip, "gate"), b.sit(20, chip, "gate")
		rec := b.signed()
		for _, q := range []struct{ sql, id string }{
			{"UPDATE sitting_journal SET answer = '' WHERE sitting_id = ? AND seq = 3", string(journal.Sitting)},
			{"UPDATE exam_result SET points = points - 1 WHERE id = ?", string(points.ID)},
		} {
			if err := b.DB.Conn(t.Context()).Exec(q.sql, q.id).Error; err != nil {
				t.Fatal(err)
			}
		}
		out := b.release(rec)
		if !errors.Is(out[journal.ID].Why, release.ErrEvidence) || !errors.Is(out[points.ID].Why, release.ErrScorersDisagree) {
			t.Errorf("%+v", out)
		}
		if b.state(journal.ID) != exam.Held || b.state(points.ID) != exam.Held {
			t.Error("not held")
		}
	})
}

func TestNoMatchAndBreachAreHeld(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		unmatched, breach, fine := b.sit(20, "", ""), b.sit(20, chip, "gate"), b.sit(20, chip, "gate")
		rec := b.over()
		_, err := b.desk.Note(as("inv"), rec.ID, release.RecordNote{Kind: release.NoteBreach, Text: "疑似使用耳机"})
		refused(t, "a breach without a sitting", err, release.ErrNote)
		if rec, err = b.desk.Note(as("inv"), rec.ID, release.RecordNote{Kind: release.NoteBreach, Sitting: breach.Sitting, Text: "疑似使用耳机"}); err != nil {
			t.Fatal(err)
		}
		if rec, err = b.desk.Sign(as("inv"), rec.ID, rec.Hash); err != nil {
			t.Fatal(err)
		}
		if b.state(breach.ID) != exam.Held {
			t.Error("a suspected breach is not held")
		}
		out := b.release(rec)
		if out[fine.ID].Done != release.DoneReleased || out[breach.ID].Done != release.DoneHeld || out[breach.ID].Owner == "" ||
			!errors.Is(out[unmatched.ID].Why, release.ErrNoMatch) {
			t.Errorf("%+v", out)
		}
	})
}

// A pass record that cannot be written takes the release with it.
func TestReleaseAndPassRecordStandOrFallTogether(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, chip, "gate")
		rec := b.signed()
		b.passes.fail = errors.New("disk full")
		if _, err := b.desk.Release(as("rel"), rec.ID, nil); err == nil {
			t.Fatal("no error")
		}
		if b.state(res.ID) != exam.Provisional || b.trail("result.release") != 0 {
			t.Errorf("half a release: %s", b.state(res.ID))
		}
		b.passes.fail = nil
		if o := b.release(rec)[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("%+v", o)
		}
	})
}

func TestDeadlinesAlarmOnce(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, chip, "gate") // on Saturday 2026-11-21
		events := func() int {
			var n int64
			b.DB.Conn(t.Context()).Raw("SELECT COUNT(*) FROM outbox_event WHERE topic = ?", release.TopicResultDue).Scan(&n)
			return int(n)
		}
		for _, c := range []struct {
			on   actor.Date
			want int
		}{{"2026-11-21", 0}, {"2026-11-30", 0}, {"2026-12-01", 1}, {"2026-12-02", 1}, {"2026-12-04", 1}, {"2026-12-05", 2}, {"2026-12-20", 2}} {
			b.Clock.Set(c.on.Time().Add(12 * time.Hour))
			for range 2 {
				if err := b.desk.DeadlineOnce(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if got := events(); got != c.want {
				t.Errorf("%s: %d alarms, want %d", c.on, got, c.want)
			}
		}
		lines, err := b.desk.WaitingResults(as("rel"), release.QueueQuery{})
		if err != nil || len(lines) != 1 || lines[0].Track.PublishBy != "2026-12-04" || lines[0].Track.AlarmOn != "2026-12-01" || lines[0].Result.ID != res.ID {
			t.Fatalf("queue %+v %v", lines, err)
		}
		if more, _ := b.desk.WaitingResults(as("rel"), release.QueueQuery{After: lines[0].Cursor()}); len(more) != 0 {
			t.Error("the cursor gives the same line again")
		}
		if other, _ := b.desk.WaitingResults(as("far"), release.QueueQuery{}); len(other) != 0 {
			t.Error("another authority sees the queue")
		}
		if err := b.desk.HoldResult(as("rel"), res.ID, "需要核对录像", "rel2"); err != nil {
			t.Fatal(err)
		}
		held := true
		lines, _ = b.desk.WaitingResults(as("rel"), release.QueueQuery{Held: &held})
		if len(lines) != 1 || lines[0].Hold == nil || lines[0].Hold.Owner != "rel2" || lines[0].Name != "张*" {
			t.Errorf("held queue %+v", lines)
		}
	})
}

func TestHoldRules(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, chip, "gate")
		refused(t, "no reason", b.desk.HoldResult(as("rel"), res.ID, " ", ""), release.ErrHoldText)
		refused(t, "an owner without the right", b.desk.HoldResult(as("inv"), res.ID, "核对", "inv"), release.ErrHoldOwner)
		refused(t, "another authority", b.desk.HoldResult(as("far"), res.ID, "核对", ""), exam.ErrNoResult)
		if err := b.desk.HoldResult(as("inv"), res.ID, "核对", "rel"); err != nil {
			t.Fatal(err)
		}
		refused(t, "a second hold", b.desk.HoldResult(as("rel"), res.ID, "核对", ""), release.ErrHoldState)
		refused(t, "clearing across tenants", b.desk.ClearHold(as("far"), res.ID, "核对无误"), exam.ErrNoResult)
		if err := b.desk.ClearHold(as("rel2"), res.ID, "核对无误"); err != nil {
			t.Fatal(err)
		}
		refused(t, "clearing twice", b.desk.ClearHold(as("rel2"), res.ID, "核对无误"), release.ErrHoldState)
		v, err := b.desk.LookResult(as("rel"), res.ID)
		if err != nil || len(v.Holds) != 1 || v.Holds[0].ClearedName == "" {
			t.Errorf("holds %+v %v", v.Holds, err)
		}
	})
}

func TestRecordShowsInterruptions(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		why := exam.Reason{Code: "POWER", Text: "停电两分钟"}
		var robots []*examtest.Robot
		for range 2 {
			a := b.Admission(b.Seat())
			a.SlotID = b.slot
			b.Desk.Admit(a)
			robots = append(robots, b.At(a.SeatID).Begin())
			b.enter(a, chip, "gate")
		}
		paused, broken := robots[0].Page.Sitting.ID, robots[1].Page.Sitting.ID
		if _, err := b.Service.Pause(as("inv"), paused, why); err != nil {
			t.Fatal(err)
		}
		left, taken := robots[0].Seat, b.Seat()
		if _, err := b.Service.Move(as("inv"), paused, taken, why); err != nil {
			t.Fatal(err)
		}
		b.Clock.Advance(2 * time.Minute)
		if _, err := b.Service.Resume(as("inv"), paused, why); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Service.Abort(as("inv"), broken, why); err != nil {
			t.Fatal(err)
		}
		b.Clock.Set(b.starts.Add(161 * time.Minute))
		if err := b.desk.DraftOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		list, err := b.desk.FindRecords(as("inv"), release.RecordQuery{Slot: b.slot})
		if err != nil || len(list) != 1 || list[0].State != release.RecordOpen {
			t.Fatalf("drafted while a sitting runs: %+v %v", list, err)
		}
		b.Clock.Set(b.starts.Add(170 * time.Minute))
		if err := b.Service.SweepOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		c, err := b.over().Content()
		if err != nil || c.Counts.Incidents != 2 || len(c.Interruptions) != 4 {
			t.Fatalf("%+v %v", c, err)
		}
		want := "座-" + string(left[len(left)-3:]) + " > 座-" + string(taken[len(taken)-3:]) + ": POWER: 停电两分钟"
		if i := slices.IndexFunc(c.Interruptions, func(i release.RecordInterruption) bool { return i.Kind == exam.EntryMove }); i < 0 || c.Interruptions[i].Note != want {
			t.Errorf("%+v, want a move %q", c.Interruptions, want)
		}
		for _, l := range c.Lines {
			if l.Sitting == paused && (l.Credit != 120 || l.Outcome != exam.Scored || l.Result == "") ||
				l.Sitting == broken && (l.Outcome != exam.Aborted || l.Result != "") {
				t.Errorf("line %+v", l)
			}
		}
	})
}

// A slot to which nobody came gets its record from the event of the absence.
func TestRecordOfAnEmptyRoom(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.facts.Expected, b.facts.Absent, b.facts.Waiting = 1, 1, 1
		b.facts.Entries = []booking.SlotEntry{{BookingID: "b1", PersonID: "p1", ItemCode: examtest.ItemCode, State: booking.BookingAbsent}}
		for range 2 { // events come at least once
			if err := b.desk.OnBooking(t.Context(), actor.Event{Topic: "booking.absent", Body: []byte(`{"slot":"` + string(b.slot) + `"}`)}); err != nil {
				t.Fatal(err)
			}
		}
		if r := b.over(); r.State != release.RecordOpen {
			t.Errorf("%s while a booking is undecided", r.State)
		}
		b.facts.Waiting = 0
		c, err := b.over().Content()
		if err != nil || c.Counts.Absent != 1 || len(c.Lines) != 1 || c.Lines[0].Result != "" {
			t.Errorf("%+v %v", c, err)
		}
		if err := b.desk.OnBooking(t.Context(), actor.Event{Topic: "booking.absent", Body: []byte(`{}`)}); err == nil {
			t.Error("an event without a slot is swallowed")
		}
	})
}

// What people write is refused with hidden characters in it, wherever they write it.
func TestHiddenCharactersAreRefused(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(18, chip, "gate")
		rec := b.over()
		const bad = "看起来正常的一句话，\u202e其实不是这样，核对无误，核对无误"
		_, err := b.desk.Note(as("inv"), rec.ID, release.RecordNote{Kind: release.NoteRemark, Text: bad})
		refused(t, "a note", err, actor.ErrHidden)
		refused(t, "a hold", b.desk.HoldResult(as("rel"), res.ID, bad, ""), actor.ErrHidden)
		refused(t, "the end of a hold", b.desk.ClearHold(as("rel"), res.ID, bad), actor.ErrHidden)
		rec, err = b.desk.Sign(as("inv"), rec.ID, rec.Hash)
		if err != nil {
			t.Fatal(err)
		}
		b.release(rec)
		_, err = b.desk.AskCheck(asPerson(res.Person), res.ID, bad)
		refused(t, "a reason", err, actor.ErrHidden)
		c := b.asked(res)
		if c, err = b.desk.AssignCheck(as("rel2"), c.ID, "rel2"); err != nil {
			t.Fatal(err)
		}
		_, err = b.desk.SignCheck(as("rel2"), c.ID, bad)
		refused(t, "a reply", err, actor.ErrHidden)
	})
}

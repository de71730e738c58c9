package release_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// scoredBy runs a test in a bureau whose house scores with another primary scorer.
func scoredBy(t *testing.T, wrong func(*exam.Score), test func(t *testing.T, b *bureau)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		h := examtest.NewHouse(t, open(t), examtest.DefaultMix)
		h.Scorer = func(p assembly.Paper, given map[int]string, k questionbank.Key, m rules.MultiScoring) (exam.Score, error) {
			s, err := exam.Grade(p, given, k, m)
			wrong(&s)
			return s, err
		}
		h.Restart()
		test(t, newBureau(t, h))
	})
}

func (b *bureau) events(topic string) int {
	b.t.Helper()
	var n int64
	if err := b.DB.Conn(b.t.Context()).Raw("SELECT COUNT(*) FROM outbox_event WHERE topic = ?", topic).Scan(&n).Error; err != nil {
		b.t.Fatal(err)
	}
	return int(n)
}

func (b *bureau) queue() []release.QueueLine {
	b.t.Helper()
	lines, err := b.desk.WaitingResults(as("rel"), release.QueueQuery{})
	if err != nil {
		b.t.Fatal(err)
	}
	return lines
}

func TestWrongPrimaryScorerIsCaughtBeforeTheRelease(t *testing.T) {
	for name, wrong := range map[string]func(*exam.Score){
		"a point too many":            func(s *exam.Score) { s.Points++ },
		"a point too few":             func(s *exam.Score) { s.Points-- },
		"the right sum, wrong counts": func(s *exam.Score) { s.Right, s.Wrong = s.Right-1, s.Wrong+1 },
		"a whole paper right":         func(s *exam.Score) { s.Points = s.Full },
	} {
		t.Run(name, func(t *testing.T) {
			scoredBy(t, wrong, func(t *testing.T, b *bureau) { b.isCaught(b.sit(17, chip, "gate")) })
		})
	}
}

// isCaught wants the alarm about a result before and at every attempt to release it.
func (b *bureau) isCaught(res exam.Result) {
	t := b.t
	t.Helper()
	for range 3 {
		if err := b.desk.ExamineOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if b.state(res.ID) != exam.Held || b.trail("result.scorers_disagree") != 1 || b.events(release.TopicScorersDisagree) != 1 || b.desk.Disagreements() != 1 {
		t.Fatalf("%s, %d entries, %d events, %d counted", b.state(res.ID), b.trail("result.scorers_disagree"), b.events(release.TopicScorersDisagree), b.desk.Disagreements())
	}
	if err := b.desk.DeadlineOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	lines := b.queue()
	if len(lines) != 1 || lines[0].Hold == nil || lines[0].Hold.Code != release.HoldScorers || lines[0].Next.Party != exam.ByReleaser || lines[0].Next.Text.Code() != "release.next_scoring" {
		t.Errorf("queue %+v", lines)
	}
	rec := b.signed()
	if o := b.release(rec)[res.ID]; o.Done != release.DoneHeld {
		t.Errorf("%+v", o)
	}
	if err := b.desk.ClearHold(as("rel2"), res.ID, "核对无误"); err != nil {
		t.Fatal(err)
	}
	if o := b.release(rec)[res.ID]; o.Done != release.DoneHeld || !errors.Is(o.Why, release.ErrScorersDisagree) {
		t.Errorf("after the hold was ended: %+v", o)
	}
	if b.desk.Disagreements() != 2 || b.trail("result.scorers_disagree") != 2 || len(b.passes.all()) != 0 || b.state(res.ID) != exam.Held {
		t.Errorf("%d counted, %d entries, %d passes", b.desk.Disagreements(), b.trail("result.scorers_disagree"), len(b.passes.all()))
	}
}

func TestRightScoresRaiseNothing(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		for _, right := range []int{0, 7, 20} {
			b.sit(right, chip, "gate")
		}
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				if err := b.desk.ExamineOnce(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		var n int64
		b.DB.Conn(t.Context()).Raw("SELECT COUNT(*) FROM result_examination WHERE agreed = 1").Scan(&n)
		if n != 3 || b.desk.Disagreements() != 0 || b.trail("result.hold") != 0 {
			t.Errorf("%d examined, %d disagreements", n, b.desk.Disagreements())
		}
	})
}

// Six nodes find the same wrong score at once: one hold, one alarm.
func TestOneAlarmForOneScore(t *testing.T) {
	scoredBy(t, func(s *exam.Score) { s.Points++ }, func(t *testing.T, b *bureau) {
		res := b.sit(12, chip, "gate")
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				if err := b.desk.ExamineOnce(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if b.state(res.ID) != exam.Held || b.trail("result.hold") != 1 || b.trail("result.scorers_disagree") != 1 || b.desk.Disagreements() != 1 {
			t.Errorf("%s, %d holds, %d alarms, %d counted", b.state(res.ID), b.trail("result.hold"), b.trail("result.scorers_disagree"), b.desk.Disagreements())
		}
	})
}

// A term of publication that the authority has not set is named in the queue and holds nothing back.
func TestBlankTermOfPublication(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		b.Law.NoTerms = true
		res := b.sit(20, chip, "gate")
		if err := b.desk.DeadlineOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		lines := b.queue()
		if len(lines) != 1 || lines[0].Unset == nil || !errors.Is(lines[0].Unset, rules.ErrBlank) || lines[0].Track.PublishBy != "" || lines[0].Late != release.InTime {
			t.Fatalf("queue %+v", lines)
		}
		if more, _ := b.desk.WaitingResults(as("rel"), release.QueueQuery{After: lines[0].Cursor()}); len(more) != 0 {
			t.Error("the cursor gives the same line again")
		}
		if o := b.release(b.signed())[res.ID]; o.Done != release.DoneReleased {
			t.Errorf("%+v", o)
		}
		b.Law.NoTerms = false
	})
}

func TestQueueSaysWhoActsNextAndHowLate(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		res := b.sit(20, chip, "gate") // on Saturday 2026-11-21
		see := func(party exam.Party, step string, days int, late release.Lateness) {
			t.Helper()
			if err := b.desk.DeadlineOnce(t.Context()); err != nil {
				t.Fatal(err)
			}
			l := b.queue()[0]
			if l.Next.Party != party || l.Next.Text.Code() != step || l.Days != days || l.Late != late {
				t.Errorf("%v %s, %d working days, late %d", l.Next.Party, l.Next.Text.Code(), l.Days, l.Late)
			}
		}
		see(exam.BySystem, "release.next_slot", 10, release.InTime)
		rec := b.over()
		see(exam.ByOfficer, "release.next_sign", 10, release.InTime)
		b.Clock.Set(actor.Date("2026-12-01").Time().Add(time.Hour))
		see(exam.ByOfficer, "release.next_sign", 3, release.DueSoon)
		if _, err := b.desk.Sign(as("inv"), rec.ID, rec.Hash); err != nil {
			t.Fatal(err)
		}
		b.Clock.Set(actor.Date("2026-12-04").Time().Add(23 * time.Hour))
		see(exam.ByReleaser, "release.next_release", 0, release.DueSoon)
		b.Clock.Set(actor.Date("2026-12-05").Time())
		see(exam.ByReleaser, "release.next_release", 0, release.Overdue)
		if err := b.desk.HoldResult(as("rel"), res.ID, "需要核对录像", "rel2"); err != nil {
			t.Fatal(err)
		}
		see(exam.ByReleaser, "release.next_decide", 0, release.Overdue)
	})
}

func TestReplyOfACheckIsRemindedOfOnce(t *testing.T) {
	bureaus(t, func(t *testing.T, b *bureau) {
		c := b.asked(b.published(18)) // on Saturday 2026-11-21, due on 12-04
		if c.RemindOn != "2026-12-01" {
			t.Errorf("remind on %s", c.RemindOn)
		}
		for _, x := range []struct {
			on   actor.Date
			want int
		}{{"2026-11-30", 0}, {"2026-12-01", 1}, {"2026-12-04", 1}, {"2026-12-05", 2}, {"2026-12-20", 2}} {
			b.Clock.Set(x.on.Time().Add(12 * time.Hour))
			for range 2 {
				if err := b.desk.DeadlineOnce(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if got := b.events(release.TopicCheckDue); got != x.want {
				t.Errorf("%s: %d reminders, want %d", x.on, got, x.want)
			}
		}
		list, _ := b.desk.FindChecks(as("rel2"), release.CheckQuery{})
		if len(list) != 1 || b.desk.CheckLate(list[0]) != release.Overdue {
			t.Errorf("%+v", list)
		}
		if _, err := b.desk.AssignCheck(as("rel2"), c.ID, "rel2"); err != nil {
			t.Fatal(err)
		}
		done, err := b.desk.SignCheck(as("rel2"), c.ID, "")
		if err != nil || b.desk.CheckLate(done) != release.InTime {
			t.Errorf("%+v %v", done, err)
		}
	})
}

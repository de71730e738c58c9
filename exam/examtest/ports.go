package examtest

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"sync/atomic"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
)

// errNobody is what the desk says of a seat without an admission.
var errNobody = fault.Define("examtest.nobody", fault.NotFound, "没有人", "nobody")

// Desk implements exam.Admissions: who was let in to which seat.
type Desk struct {
	mu    sync.Mutex
	byID  map[booking.AdmissionID]booking.Admission
	marks map[booking.AdmissionID][]string
}

// NewDesk returns an empty desk.
func NewDesk() *Desk {
	return &Desk{byID: map[booking.AdmissionID]booking.Admission{}, marks: map[booking.AdmissionID][]string{}}
}

// Admit seats a person; a former live admission of the seat must be over.
func (d *Desk) Admit(a booking.Admission) {
	d.mu.Lock()
	defer d.mu.Unlock()
	a.State = booking.AdmissionSeated
	d.byID[a.ID] = a
}

// Seats returns the seats of live admissions.
func (d *Desk) Seats() []site.SeatID {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []site.SeatID
	for _, a := range d.byID {
		if a.State.Live() {
			out = append(out, a.SeatID)
		}
	}
	return out
}

// Forget drops an admission: the gate's book disagrees with the sitting from here on.
func (d *Desk) Forget(id booking.AdmissionID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.byID, id)
}

// Clone returns a desk that knows the same and goes its own way from here.
func (d *Desk) Clone() *Desk {
	d.mu.Lock()
	defer d.mu.Unlock()
	return &Desk{byID: maps.Clone(d.byID), marks: maps.Clone(d.marks)}
}

// Marks returns what exam told the desk about an admission, in order.
func (d *Desk) Marks(id booking.AdmissionID) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.marks[id]...)
}

// AdmissionAtSeat implements exam.Admissions.
func (d *Desk) AdmissionAtSeat(_ context.Context, seat site.SeatID) (booking.Admission, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, a := range d.byID {
		if a.SeatID == seat && a.State.Live() {
			return a, nil
		}
	}
	return booking.Admission{}, errNobody
}

// MoveSeat implements exam.Admissions.
func (d *Desk) MoveSeat(_ context.Context, id booking.AdmissionID, seat site.SeatID, _ string) (booking.Admission, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	a := d.byID[id]
	a.SeatID, a.SeatLabel = seat, string(seat[len(seat)-2:])
	d.byID[id] = a
	return a, nil
}

func (d *Desk) mark(id booking.AdmissionID, to booking.AdmissionState) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	a, ok := d.byID[id]
	if !ok {
		return errNobody
	}
	if a.State == to { // the transaction runs again after a failure
		return nil
	}
	a.State = to
	d.byID[id] = a
	d.marks[id] = append(d.marks[id], string(to))
	return nil
}

// MarkStarted implements exam.Admissions.
func (d *Desk) MarkStarted(_ context.Context, id booking.AdmissionID) error {
	return d.mark(id, booking.AdmissionStarted)
}

// MarkFinished implements exam.Admissions.
func (d *Desk) MarkFinished(_ context.Context, id booking.AdmissionID) error {
	return d.mark(id, booking.AdmissionFinished)
}

// MarkAbsent implements exam.Admissions.
func (d *Desk) MarkAbsent(_ context.Context, id booking.AdmissionID) error {
	return d.mark(id, booking.AdmissionAbsent)
}

// MarkAborted implements exam.Admissions.
func (d *Desk) MarkAborted(_ context.Context, id booking.AdmissionID, _ string) error {
	return d.mark(id, booking.AdmissionAborted)
}

// Awake implements exam.Watch: every room is watched always.
type Awake struct{}

// Unattended implements exam.Watch.
func (Awake) Unattended(context.Context, site.RoomID) (bool, error) { return false, nil }

// Law implements exam.Rules with one rule set.
type Law struct {
	Minutes, Total, Pass int
	Multi                rules.MultiScoring // empty: blank
	NoTerms              bool               // the terms of publication are blank
	ResumeWithin         int                // minutes; 0: blank
	MaxUnwatched         int                // seconds; negative: blank
	MaxUnrecorded        int                // seconds; 0: blank
	MinRecorded          int                // hundredths; 0: blank
	Breaks               exam.BreakTerms    // of whole minutes; zero: blank
}

// For implements exam.Rules.
func (l Law) For(_ context.Context, _ rules.Question, q rules.Query, _ rules.Dates) (rules.Set, error) {
	number := func(n int) rules.Param[int] { return rules.Param[int]{Value: n, State: rules.Given} }
	set := rules.Set{Query: q, Winner: rules.RuleSet{ID: "testrules"}}
	set.TheoryDurationMin, set.TheoryTotal, set.TheoryPassMark = number(l.Minutes), number(l.Total), number(l.Pass)
	if !l.NoTerms {
		set.PublishDays, set.PublishAlarmDays = number(10), number(7)
	}
	set.ScoreCheckRequestDays, set.ScoreCheckReplyDays = number(15), number(10)
	if l.ResumeWithin > 0 {
		set.ResumeWithinMin = number(l.ResumeWithin)
	}
	if l.MaxUnwatched >= 0 {
		set.MaxUnwatchedSeconds = number(l.MaxUnwatched)
	}
	if l.MaxUnrecorded > 0 {
		set.MaxUnrecordedSeconds = number(l.MaxUnrecorded)
	}
	if l.MinRecorded > 0 {
		set.MinRecordedPercent = number(l.MinRecorded)
	}
	if b := l.Breaks; b.Allowed() {
		clock := rules.BreakClockStops
		if b.Runs {
			clock = rules.BreakClockRuns
		}
		set.BreakAfterMin, set.BreakMaxMin, set.BreakMaxCount = number(b.After/60), number(b.Most/60), number(b.Count)
		set.BreakClock = rules.Param[rules.BreakClock]{Value: clock, State: rules.Given}
		set.BreakFreezes = rules.Param[bool]{Value: b.Freeze, State: rules.Given}
	}
	if l.Multi != "" {
		set.MultiScoring = rules.Param[rules.MultiScoring]{Value: l.Multi, State: rules.Given}
	}
	return set, nil
}

// Neighbours implements exam.Facts and exam.Notices.
type Neighbours struct {
	mu        sync.Mutex
	Version   int // of both texts
	confirmed []notice.Confirmation
}

// Frozen implements exam.Facts.
func (n *Neighbours) Frozen(_ context.Context, s exam.Sitting, on actor.Date) (exam.Frozen, error) {
	return exam.Frozen{Employer: "01employer", EmployerName: "襄阳某某电气有限公司", Street: "檀溪街道", Industry: "制造业", Grade: "B",
		Centre: "01centre", CentreName: "某某培训中心 " + string(on), Channel: "SELF"}, nil
}

// Card implements exam.Facts.
func (n *Neighbours) Card(_ context.Context, p people.PersonID, itemCode string) (exam.Card, error) {
	return exam.Card{Name: "张*", Document: "420***********123X", ItemName: "低压电工作业", Photo: p != ""}, nil
}

// ForSitting implements exam.Notices.
func (n *Neighbours) ForSitting(_ context.Context, lang string) ([]notice.Text, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return []notice.Text{
		{Kind: notice.HonestyPledge, Version: n.Version, Lang: lang, Title: "诚信考试承诺书", Body: "我承诺……"},
		{Kind: notice.RecordingNotice, Version: n.Version, Lang: lang, Title: "录音录像告知", Body: "本场……"},
	}, nil
}

// ConfirmNotices implements exam.Notices.
func (n *Neighbours) ConfirmNotices(_ context.Context, list []notice.Confirmation) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.confirmed = append(n.confirmed, list...)
	return nil
}

// Confirmed returns the confirmations about a sitting.
func (n *Neighbours) Confirmed(id exam.SittingID) []notice.Confirmation {
	n.mu.Lock()
	defer n.mu.Unlock()
	var out []notice.Confirmation
	for _, c := range n.confirmed {
		if c.About == fmt.Sprintf("sitting:%s", id) {
			out = append(out, c)
		}
	}
	return out
}

// Fence implements exam.Fence: it holds until Lost.
type Fence struct{ lost atomic.Bool }

// Lose lets other code take over.
func (f *Fence) Lose() { f.lost.Store(true) }

// Holds implements exam.Fence.
func (f *Fence) Holds(context.Context) error {
	if f.lost.Load() {
		return jobs.ErrFence
	}
	return nil
}

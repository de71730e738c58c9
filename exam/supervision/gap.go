package supervision

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ID identifies an interval without supervision.
type ID string

// Cause is why nobody watched.
type Cause string

// The causes.
const (
	OfficerAway Cause = "OFFICER_AWAY" // 监考员离岗
	UplinkLost  Cause = "UPLINK_LOST"  // 上行网络中断
	CameraLost  Cause = "CAMERA_LOST"  // 摄像中断
	Power       Cause = "POWER"        // 停电
	ServerDown  Cause = "SERVER_DOWN"  // 服务中断: entered by the program only
	Other       Cause = "OTHER"
)

// Causes lists every cause.
func Causes() []Cause {
	return []Cause{OfficerAway, UplinkLost, CameraLost, Power, ServerDown, Other}
}

// Gap is an interval in which nobody watched a room, or one sitting in it (无人监管时段).
type Gap struct {
	ID         ID
	Room       site.RoomID
	Sitting    exam.SittingID // empty: the whole room
	OrgPath    string
	Cause      Cause
	Note       string
	From, To   time.Time // To is zero while it lasts
	OpenedBy   people.AccountID
	OpenedName string // empty: the program
	ClosedBy   people.AccountID
	ClosedName string
	Once       string // entered by the program for this, once; empty: by a person
}

// Cut cuts the intervals that concern s to the time in which its paper was open and returns them in order, with the
// time that at least one of them covers. What lasts still is counted up to now. A sitting that was given up has no result
// that could suffer: none for it.
func Cut(s exam.Sitting, gaps []Gap, now time.Time) (cuts []Gap, sum time.Duration) {
	if s.StartedAt.IsZero() || s.State == exam.Aborted {
		return nil, 0
	}
	end := s.SubmittedAt
	if end.IsZero() {
		end = now
	}
	for _, g := range gaps {
		if g.Room != s.Room || g.Sitting != "" && g.Sitting != s.ID {
			continue
		}
		if g.From.Before(s.StartedAt) {
			g.From = s.StartedAt
		}
		if g.To.IsZero() || g.To.After(end) {
			g.To = end
		}
		if g.From.Before(g.To) {
			cuts = append(cuts, g)
		}
	}
	slices.SortFunc(cuts, func(a, b Gap) int {
		if c := a.From.Compare(b.From); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	var until time.Time
	for _, g := range cuts {
		if g.From.Before(until) {
			g.From = until
		}
		if g.From.Before(g.To) {
			sum += g.To.Sub(g.From)
			until = g.To
		}
	}
	return cuts, sum
}

// Failures of intervals without supervision.
var (
	ErrNotFound = fault.Define("supervision.not_found", fault.NotFound,
		"没有找到这段无人监管记录。", "This interval without supervision was not found.")
	ErrOpen = fault.Define("supervision.open", fault.Conflict,
		"这里已经登记了一段还没有结束的无人监管时段，请先结束那一段。", "An interval without supervision lasts here already. End that one first.")
	ErrOver = fault.Define("supervision.over", fault.Conflict,
		"这段无人监管时段已经结束。", "This interval has ended already.")
	ErrEntry = fault.Define("supervision.invalid", fault.Invalid,
		"请选择原因，说明不超过200个字；开始时间不能晚于现在，也不能早于24小时以前，结束时间须在开始之后。",
		"Choose a cause, describe it in at most 200 characters; it begins within the last 24 hours and ends after it began.")
)

// window is how far back an interval may be entered.
const window = 24 * time.Hour

func (g Gap) check(now time.Time) error {
	if f := actor.CheckText(g.Note); f != nil {
		return f.At("body.note")
	}
	ended := !g.To.IsZero()
	switch {
	case !slices.Contains(Causes(), g.Cause) || g.Cause == ServerDown || utf8.RuneCountInString(g.Note) > 200 || g.Cause == Other && strings.TrimSpace(g.Note) == "",
		g.From.After(now) || now.Sub(g.From) > window, ended && (!g.To.After(g.From) || g.To.After(now)):
		return ErrEntry
	}
	return nil
}

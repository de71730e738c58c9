package exam

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// GapID identifies an interval without supervision.
type GapID string

// GapCause is why nobody watched.
type GapCause string

// The causes.
const (
	OfficerAway GapCause = "OFFICER_AWAY" // 监考员离岗
	UplinkLost  GapCause = "UPLINK_LOST"  // 上行网络中断
	CameraLost  GapCause = "CAMERA_LOST"  // 摄像中断
	GapPower    GapCause = "POWER"        // 停电
	GapOther    GapCause = "OTHER"
)

// GapCauses lists every cause.
func GapCauses() []GapCause {
	return []GapCause{OfficerAway, UplinkLost, CameraLost, GapPower, GapOther}
}

// Gap is an interval in which nobody watched a room, or one sitting in it (无人监管时段).
type Gap struct {
	ID         GapID
	Room       site.RoomID
	Sitting    SittingID // empty: the whole room
	OrgPath    string
	Cause      GapCause
	Note       string
	From, To   time.Time // To is zero while it lasts
	OpenedBy   people.AccountID
	OpenedName string // empty: the program
	ClosedBy   people.AccountID
	ClosedName string
}

// Unwatched cuts the intervals that concern s to the time in which its paper was open and returns them in order, with the
// time that at least one of them covers. What lasts still is counted up to now. A sitting that was given up has no result
// that could suffer: none for it.
func (s Sitting) Unwatched(gaps []Gap, now time.Time) (cuts []Gap, sum time.Duration) {
	if s.StartedAt.IsZero() || s.State == Aborted {
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

// IncidentStore keeps intervals without supervision and technical aborts. Every method joins the transaction of the context.
type IncidentStore interface {
	// AddGap adds an interval; ErrGapOpen when the room or sitting has one that lasts.
	AddGap(ctx context.Context, g Gap) error
	// EndGap writes To and who ended it where the interval lasts still; ErrGapOver otherwise.
	EndGap(ctx context.Context, g Gap) error
	// Gap returns one interval or ErrNoGap.
	Gap(ctx context.Context, id GapID) (Gap, error)
	// Unattended returns the interval of a whole room that lasts now, or ErrNoGap.
	Unattended(ctx context.Context, room site.RoomID) (Gap, error)
	// Gaps lists the intervals of a room, and of its sittings, that touch [from, to), by their beginning.
	Gaps(ctx context.Context, room site.RoomID, from, to time.Time) ([]Gap, error)
	// AddAbort adds the register entry of a technical abort.
	AddAbort(ctx context.Context, a TechnicalAbort) error
	// AbortOf returns the entry of a sitting or ErrNoAbort.
	AbortOf(ctx context.Context, id SittingID) (TechnicalAbort, error)
	// AbortsOf lists a person's technical aborts, newest first, at most 50.
	AbortsOf(ctx context.Context, p people.PersonID) ([]TechnicalAbort, error)
}

// Rooms tells where rooms stand; *site.Service is one.
type Rooms interface {
	// RoomPath returns the organisation path of a room; seat is empty.
	RoomPath(ctx context.Context, room, seat string) (string, error)
}

// Failures of intervals without supervision.
var (
	ErrNoGap = fault.Define("supervision.not_found", fault.NotFound,
		"没有找到这段无人监管记录。", "This interval without supervision was not found.")
	ErrGapOpen = fault.Define("supervision.open", fault.Conflict,
		"这里已经登记了一段还没有结束的无人监管时段，请先结束那一段。", "An interval without supervision lasts here already. End that one first.")
	ErrGapOver = fault.Define("supervision.over", fault.Conflict,
		"这段无人监管时段已经结束。", "This interval has ended already.")
	ErrGapEntry = fault.Define("supervision.invalid", fault.Invalid,
		"请选择原因，说明不超过200个字；开始时间不能晚于现在，也不能早于24小时以前，结束时间须在开始之后。",
		"Choose a cause, describe it in at most 200 characters; it begins within the last 24 hours and ends after it began.")
	ErrUnattended = fault.Define("sitting.unattended", fault.Conflict,
		"本考场监考暂时中断，暂停开考。恢复后即可开始，请稍候。", "Supervision of this room is interrupted, so no paper can be started. Please wait until it is back.")
)

// gapKeepers may enter intervals without supervision.
func gapKeepers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant, people.ExamManager, people.Inspector}
}

// LoseSupervision notes that nobody watches a room, or one sitting of it: from now, or from g.From when it was noticed
// later; with g.To when it is over already. While a whole room is unattended no paper starts there. Of g room, sitting,
// cause, note and the times count. The program may call it for machines that notice it. Errors: ErrGapEntry, ErrGapOpen,
// ErrNoSitting, ErrForbidden.
func (s *Service) LoseSupervision(ctx context.Context, g Gap) (Gap, error) {
	now := s.now()
	if g.From.IsZero() {
		g.From = now
	}
	g.From, g.To = g.From.UTC().Truncate(time.Millisecond), g.To.UTC().Truncate(time.Millisecond)
	if err := g.check(now); err != nil {
		return Gap{}, err
	}
	path, err := s.d.Rooms.RoomPath(ctx, string(g.Room), "")
	if err != nil {
		return Gap{}, err
	}
	if err := keeper(ctx, path); err != nil {
		return Gap{}, err
	}
	g.ID, g.OrgPath = GapID(actor.NewID(now)), path
	g.OpenedBy, g.OpenedName = staffOf(ctx)
	if !g.To.IsZero() {
		g.ClosedBy, g.ClosedName = g.OpenedBy, g.OpenedName
	}
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if g.Sitting != "" {
			sit, err := s.d.Store.Sitting(ctx, g.Sitting)
			if err == nil && sit.Room != g.Room {
				err = ErrNoSitting
			}
			if err != nil {
				return err
			}
		}
		if err := s.d.Incidents.AddGap(ctx, g); err != nil {
			return err
		}
		return s.tellGap(ctx, "supervision.lost", g)
	})
	return g, err
}

// RegainSupervision notes that somebody watches again. Errors: ErrNoGap, ErrGapOver, ErrForbidden.
func (s *Service) RegainSupervision(ctx context.Context, id GapID) (Gap, error) {
	var g Gap
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if g, err = s.d.Incidents.Gap(ctx, id); err != nil {
			return err
		}
		if err := keeper(ctx, g.OrgPath); err != nil {
			return err
		}
		g.To = s.now()
		g.ClosedBy, g.ClosedName = staffOf(ctx)
		if g.To.Before(g.From) {
			g.To = g.From
		}
		if err := s.d.Incidents.EndGap(ctx, g); err != nil {
			return err
		}
		return s.tellGap(ctx, "supervision.regained", g)
	})
	return g, err
}

// Supervision lists the intervals of a room that touch [from, to), for staff of the room.
func (s *Service) Supervision(ctx context.Context, room site.RoomID, from, to time.Time) ([]Gap, error) {
	path, err := s.d.Rooms.RoomPath(ctx, string(room), "")
	if err != nil {
		return nil, err
	}
	if err := officer(ctx, watchers())(Sitting{OrgPath: path}, Head{}); err != nil {
		return nil, err
	}
	return s.d.Incidents.Gaps(ctx, room, from, to)
}

// Unwatched returns in which intervals nobody watched a sitting, and how long in all.
func (s *Service) Unwatched(ctx context.Context, sit Sitting) ([]Gap, time.Duration, error) {
	if sit.StartedAt.IsZero() {
		return nil, 0, nil
	}
	now := s.now()
	gaps, err := s.d.Incidents.Gaps(ctx, sit.Room, sit.StartedAt, now.Add(time.Millisecond))
	cuts, sum := sit.Unwatched(gaps, now)
	return cuts, sum, err
}

// attended refuses to start a paper while nobody watches the room.
func (s *Service) attended(ctx context.Context, room site.RoomID) error {
	_, err := s.d.Incidents.Unattended(ctx, room)
	switch {
	case errors.Is(err, ErrNoGap):
		return nil
	case err != nil:
		return err
	}
	return ErrUnattended
}

func (g Gap) check(now time.Time) error {
	if f := actor.CheckText(g.Note); f != nil {
		return f.At("body.note")
	}
	ended := !g.To.IsZero()
	switch {
	case !slices.Contains(GapCauses(), g.Cause) || utf8.RuneCountInString(g.Note) > 200 || g.Cause == GapOther && strings.TrimSpace(g.Note) == "",
		g.From.After(now) || now.Sub(g.From) > roomWindow, ended && (!g.To.After(g.From) || g.To.After(now)):
		return ErrGapEntry
	}
	return nil
}

// staffOf names the calling staff member; nobody for the program.
func staffOf(ctx context.Context) (people.AccountID, string) {
	a := actor.From(ctx)
	if a.Kind != actor.Staff {
		return "", ""
	}
	return people.AccountID(a.ID), a.Name
}

// keeper refuses who may not enter intervals at path.
func keeper(ctx context.Context, path string) error {
	if actor.From(ctx).Kind == actor.System {
		return nil
	}
	return officer(ctx, gapKeepers())(Sitting{OrgPath: path}, Head{})
}

func (s *Service) tellGap(ctx context.Context, topic string, g Gap) error {
	detail := map[string]string{"room": string(g.Room), "sitting": string(g.Sitting), "cause": string(g.Cause), "note": g.Note,
		"from": g.From.Format(time.RFC3339), "to": ""}
	if !g.To.IsZero() {
		detail["to"] = g.To.Format(time.RFC3339)
	}
	if err := s.d.Audit.Record(ctx, actor.Entry{Verb: topic, Object: "supervision:" + string(g.ID), Path: g.OrgPath, Detail: detail}); err != nil {
		return err
	}
	body, err := json.Marshal(map[string]string{"gap": string(g.ID), "room": string(g.Room), "sitting": string(g.Sitting), "cause": string(g.Cause)})
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: string(g.ID), Body: body})
}

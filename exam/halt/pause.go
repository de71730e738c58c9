package halt

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// PauseID identifies a pause of a room or a site.
type PauseID string

// Scope is what a pause stops.
type Scope string

// The scopes.
const (
	OfRoom Scope = "ROOM" // 考场
	OfSite Scope = "SITE" // 考点
)

// kind is what the sittings' journals call it.
func (s Scope) kind() exam.PauseKind {
	if s == OfSite {
		return exam.PauseSite
	}
	return exam.PauseRoom
}

// PauseState is where a pause stands.
type PauseState string

// The states of a pause.
const (
	Stands   PauseState = "STANDS"
	Resuming PauseState = "RESUMING" // ordered; sittings are being resumed
	Over     PauseState = "OVER"
)

// Pause is one row of the register: one act on a whole room or site.
type Pause struct {
	ID       PauseID
	Scope    Scope
	Place    string // site.RoomID or site.PointID
	OrgPath  string
	State    PauseState
	Reason   exam.Reason
	At       time.Time
	By       people.AccountID
	ByName   string
	Sittings int // stopped by it

	ResumeReason  exam.Reason
	ResumedAt     time.Time // zero while it stands
	ResumedBy     people.AccountID
	ResumedByName string
	Resumed       int // sittings that went on
	Kept          int // sittings that stayed paused: another pause covers them, or an officer has to decide about the person
}

// Failures of pauses of rooms and sites.
var (
	ErrNotFound = fault.Define("halt.not_found", fault.NotFound,
		"没有找到这条暂停记录。", "This pause was not found.")
	ErrStands = fault.Define("halt.stands", fault.Conflict,
		"这里已经整体暂停（或正在恢复），请刷新后查看。", "This place is paused already, or is being resumed. Reload and look.")
	ErrOver = fault.Define("halt.over", fault.Conflict,
		"这次暂停已经恢复。", "This pause is over already.")
	ErrOutage = fault.Define("halt.outage_invalid", fault.Invalid,
		"请写明停电（断网）的起止时间和情况：开始不早于24小时以前，结束不晚于现在，时长不超过4小时。",
		"State from when to when the room had no power or network, and what happened: within the last 24 hours, at most 4 hours long, and over.")
)

// PauseRoom stops all sittings of a room. Errors: ErrStands, exam.ErrReason, exam.ErrForbidden, site.ErrNotFound.
func (s *Service) PauseRoom(ctx context.Context, room site.RoomID, r exam.Reason) (Pause, error) {
	at, err := s.d.Places.Room(ctx, room)
	if err != nil {
		return Pause{}, err
	}
	return s.pause(ctx, Pause{Scope: OfRoom, Place: string(room), OrgPath: at.OrgPath, Reason: r})
}

// PauseSite stops all sittings of all rooms of an exam point; see PauseRoom.
func (s *Service) PauseSite(ctx context.Context, point site.PointID, r exam.Reason) (Pause, error) {
	at, err := s.d.Places.Point(ctx, point)
	if err != nil {
		return Pause{}, err
	}
	return s.pause(ctx, Pause{Scope: OfSite, Place: string(point), OrgPath: at.OrgPath, Reason: r})
}

func (s *Service) pause(ctx context.Context, p Pause) (Pause, error) {
	if err := allowed(ctx, p.OrgPath, exam.Overseers()); err != nil {
		return Pause{}, err
	}
	if err := p.Reason.Check(); err != nil {
		return Pause{}, err
	}
	now := s.now()
	p.ID, p.State, p.At = PauseID(actor.NewID(now)), Stands, now
	p.By, p.ByName = staffOf(ctx)
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Pauses.AddPause(ctx, p); err != nil {
			return err
		}
		return s.tell(ctx, "room.pause", "room.paused", string(p.ID), p.OrgPath, p.detail(p.Reason))
	})
	if err != nil {
		return Pause{}, err
	}
	s.carryOn(ctx, p)
	s.recall(ctx, p)
	return s.d.Pauses.Pause(ctx, p.ID)
}

// recall asks for what room nodes hold: it is paused as soon as it is back, and not handed over again while the pause stands.
func (s *Service) recall(ctx context.Context, p Pause) {
	if s.d.Recall == nil {
		return
	}
	rooms, err := s.rooms(ctx, p)
	var ids []exam.SittingID
	if err == nil && len(rooms) > 0 {
		ids, err = s.d.Finder.AwayIn(ctx, rooms)
	}
	for _, id := range ids {
		err = errors.Join(err, s.d.Recall(ctx, id, p.Reason.Words()))
	}
	if err != nil {
		s.d.Log.Error("room nodes keep sittings of a paused room", "pause", p.ID, "err", err)
	}
}

// Resume ends a pause; the sittings it holds go on, each with its stopped time given back. Errors: ErrNotFound, ErrOver,
// exam.ErrReason, exam.ErrForbidden.
func (s *Service) Resume(ctx context.Context, id PauseID, r exam.Reason) (Pause, error) {
	p, err := s.d.Pauses.Pause(ctx, id)
	if err != nil {
		return Pause{}, err
	}
	if err := allowed(ctx, p.OrgPath, exam.Overseers()); err != nil {
		return Pause{}, err
	}
	if err := r.Check(); err != nil {
		return Pause{}, err
	}
	p.State, p.ResumeReason, p.ResumedAt = Resuming, r, s.now()
	p.ResumedBy, p.ResumedByName = staffOf(ctx)
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Pauses.EndPause(ctx, p); err != nil {
			return err
		}
		return s.tell(ctx, "room.resume", "room.resumed", string(p.ID), p.OrgPath, p.detail(r))
	})
	if err != nil {
		return Pause{}, err
	}
	s.carryOn(ctx, p)
	return s.d.Pauses.Pause(ctx, id)
}

func (p Pause) detail(r exam.Reason) map[string]string {
	return map[string]string{"scope": string(p.Scope), "place": p.Place, "reason": r.Code, "text": r.Text}
}

// carryOn does at once what the sweeper would do within a second. The act itself is on file: a failure here is not its failure.
func (s *Service) carryOn(ctx context.Context, p Pause) {
	ctx = context.WithoutCancel(ctx)
	if err := s.work(ctx, p); err != nil {
		s.d.Log.Warn("a pause is carried out by the sweeper", "pause", p.ID, "err", err)
	}
}

// pausePage is how many sittings one transaction moves.
const pausePage = 40

// work brings the sittings of a pause to where the pause stands.
func (s *Service) work(ctx context.Context, p Pause) error {
	if p.State == Stands {
		return s.stop(ctx, p)
	}
	return s.free(ctx, p)
}

func (s *Service) stop(ctx context.Context, p Pause) error {
	rooms, err := s.rooms(ctx, p)
	if err != nil || len(rooms) == 0 {
		return err
	}
	t := exam.Together{Ref: string(p.ID), Kind: p.Scope.kind(), Reason: p.Reason,
		Count: func(ctx context.Context, moved, _ int) error { return s.d.Pauses.CountPause(ctx, p.ID, moved, 0, 0) }}
	return pages(func(after exam.SittingID) ([]exam.SittingID, error) {
		return s.d.Finder.RunningIn(ctx, rooms, after, pausePage)
	}, func(ids []exam.SittingID) error { return s.d.Sittings.PauseTogether(ctx, ids, t) })
}

func (s *Service) free(ctx context.Context, p Pause) error {
	t := exam.Together{Ref: string(p.ID), Kind: p.Scope.kind(), Reason: p.ResumeReason, Next: s.next(p.ID),
		Count: func(ctx context.Context, moved, kept int) error {
			return s.d.Pauses.CountPause(ctx, p.ID, 0, moved, kept)
		}}
	err := pages(func(after exam.SittingID) ([]exam.SittingID, error) {
		return s.d.Finder.PausedBy(ctx, string(p.ID), after, pausePage)
	}, func(ids []exam.SittingID) error { return s.d.Sittings.ResumeTogether(ctx, ids, t) })
	if err != nil {
		return err
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.d.Pauses.ClosePause(ctx, p.ID) })
}

// pages goes through ids page by page.
func pages(list func(after exam.SittingID) ([]exam.SittingID, error), do func([]exam.SittingID) error) error {
	for after := exam.SittingID(""); ; {
		ids, err := list(after)
		if err != nil || len(ids) == 0 {
			return err
		}
		if err := do(ids); err != nil {
			return err
		}
		after = ids[len(ids)-1]
	}
}

func (s *Service) rooms(ctx context.Context, p Pause) ([]site.RoomID, error) {
	if p.Scope == OfRoom {
		return []site.RoomID{site.RoomID(p.Place)}, nil
	}
	list, err := s.d.Places.RoomsOf(ctx, site.PointID(p.Place))
	out := make([]site.RoomID, len(list))
	for i, r := range list {
		out[i] = r.ID
	}
	return out, err
}

// Over is the pause that stands over a room: its kind and id, empty where there is none. The program itself asks.
func (s *Service) Over(ctx context.Context, room site.RoomID) (exam.PauseKind, string, error) {
	return s.next("")(ctx, room)
}

// next finds another pause that stands over a room.
func (s *Service) next(not PauseID) func(context.Context, site.RoomID) (exam.PauseKind, string, error) {
	return func(ctx context.Context, room site.RoomID) (exam.PauseKind, string, error) {
		over, err := s.d.Board.over(ctx, room)
		for _, p := range over {
			if p.ID != not {
				return p.Scope.kind(), string(p.ID), err
			}
		}
		return exam.PauseOne, "", err
	}
}

// Standing lists the pauses that stand over a room or are being ended, for staff of the room.
func (s *Service) Standing(ctx context.Context, room site.RoomID) ([]Pause, error) {
	at, err := s.d.Places.Room(ctx, room)
	if err != nil {
		return nil, err
	}
	if err := allowed(ctx, at.OrgPath, exam.Watchers()); err != nil {
		return nil, err
	}
	return s.live(ctx, string(room), string(at.Point))
}

// StandingAtSite lists the pause of a site as a whole, if one stands or is being ended; see Standing.
func (s *Service) StandingAtSite(ctx context.Context, point site.PointID) ([]Pause, error) {
	at, err := s.d.Places.Point(ctx, point)
	if err != nil {
		return nil, err
	}
	if err := allowed(ctx, at.OrgPath, exam.Watchers()); err != nil {
		return nil, err
	}
	return s.live(ctx, string(point))
}

func (s *Service) live(ctx context.Context, places ...string) ([]Pause, error) {
	all, err := s.d.Pauses.LivePauses(ctx)
	out := []Pause{}
	for _, p := range all {
		for _, place := range places {
			if p.Place == place {
				out = append(out, p)
			}
		}
	}
	return out, err
}

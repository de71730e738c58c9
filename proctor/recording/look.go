package recording

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of looking at live pictures.
var (
	ErrNotLive = fault.Define("recording.not_live", fault.NotFound, "该座位目前没有人考试，没有实时画面。", "Nobody sits at this seat now; there is no live picture.")
	ErrNotDuty = fault.Define("recording.not_on_duty", fault.Forbidden,
		"只有当前在该考场值班的监考人员和检查员可以查看实时画面。请核对值班表，或请考务管理员加入值班。",
		"Only an officer whose shift in this room lasts now, or an inspector, looks at live pictures. Check the roster, or ask the exam manager for a shift.")
)

// onlookers may look at live pictures while they are on duty; inspectors of the room at any time.
func onlookers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant}
}

// Look returns whose picture a duty officer or inspector may see live at a seat. The look is on the trail, and so is one that is
// refused. Errors: ErrNotLive, ErrForbidden, ErrNotDuty; what lies outside the caller's organisations is ErrNotLive.
func (s *Service) Look(ctx context.Context, seat site.SeatID) (Place, error) {
	sit, err := s.d.Sittings.LiveAtSeat(ctx, seat)
	if fault.KindOf(err) == fault.NotFound {
		return Place{}, ErrNotLive
	}
	if err != nil {
		return Place{}, err
	}
	p := Place{Room: sit.Room, Seat: sit.Seat, Sitting: sit.ID, OrgPath: sit.OrgPath}
	why := s.mayLook(ctx, p)
	verb := "live.view"
	switch fault.KindOf(why) {
	case fault.NotFound, fault.Forbidden:
		verb = "live.refused"
	default:
		if why != nil {
			return p, why
		}
	}
	err = s.note(ctx, verb, p)
	if why != nil {
		return Place{}, why
	}
	return p, err
}

func (s *Service) mayLook(ctx context.Context, p Place) error {
	a := actor.From(ctx)
	if a.Can(p.OrgPath, people.Inspector) {
		return nil
	}
	if !a.Can(p.OrgPath, onlookers()...) {
		if a.Sees(p.OrgPath) {
			return ErrForbidden
		}
		return ErrNotLive
	}
	if s.d.OnDuty == nil {
		return nil
	}
	on, err := s.d.OnDuty(ctx, p.Room, people.AccountID(a.ID), s.now())
	if err == nil && !on {
		err = ErrNotDuty
	}
	return err
}

// Spoke puts on the trail that the calling officer began or ended to speak to a seat.
func (s *Service) Spoke(ctx context.Context, p Place, on bool) error {
	verb := "live.talk"
	if !on {
		verb = "live.hush"
	}
	return s.note(ctx, verb, p)
}

// Refused puts on the trail that the caller named a live view of a seat that is another person's.
func (s *Service) Refused(ctx context.Context, p Place) error { return s.note(ctx, "live.refused", p) }

func (s *Service) note(ctx context.Context, verb string, p Place) error {
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "sitting:" + string(p.Sitting), Path: p.OrgPath,
			Detail: map[string]string{"room": string(p.Room), "seat": string(p.Seat)}})
	})
}

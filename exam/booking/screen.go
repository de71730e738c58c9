package booking

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
)

// Screened is by what it is known that somebody carries no telephone into a room.
type Screened string

// The ways; "" when nobody looked.
const (
	ByDetector    Screened = "DETECTOR"
	ByDeclaration Screened = "DECLARED" // the person said so: the room has no detector
	ByOfficer     Screened = "OFFICER"  // who stands at the door, where the detector does not answer
)

// Screener is what stands between the outer gate and the inner door: lockers and a detector, where a room has them.
type Screener interface {
	// Lockers is how many lockers a room has.
	Lockers(room site.RoomID) int
	// OpenLocker lets a locker, counted from 1, spring open. Sent again it opens again.
	OpenLocker(ctx context.Context, room site.RoomID, number int) error
	// HasDetector reports whether a room has a detector, Alarm whether it gives alarm now.
	HasDetector(room site.RoomID) bool
	Alarm(ctx context.Context, room site.RoomID) (bool, error)
}

// Screening is what a visit left in a locker, and how it was looked at.
type Screening struct {
	Visit  VisitID
	Room   site.RoomID
	Person people.PersonID
	Locker int // 0: none
	By     Screened
	At     time.Time
	BackAt time.Time // the locker was given back; zero while it is held
}

// ScreeningStore keeps screenings. Every method joins the transaction of the context.
type ScreeningStore interface {
	// Screening returns that of a visit, or ErrNotFound.
	Screening(ctx context.Context, v VisitID) (Screening, error)
	// PutScreening writes it; ErrDuplicate when somebody else holds the locker.
	PutScreening(ctx context.Context, s Screening) error
	// Holding returns the screening by which a person holds a locker of a room, or ErrNotFound.
	Holding(ctx context.Context, r site.RoomID, p people.PersonID) (Screening, error)
	// LastLocker returns the newest screening with a locker of a person in a room, given back or not, or ErrNotFound.
	LastLocker(ctx context.Context, r site.RoomID, p people.PersonID) (Screening, error)
	// HeldLockers lists the numbers of a room's lockers that are held.
	HeldLockers(ctx context.Context, r site.RoomID) ([]int, error)
	// ReleaseLockers gives back what was taken before an instant.
	ReleaseLockers(ctx context.Context, r site.RoomID, before, now time.Time) error
}

const (
	lockerFor  = 12 * time.Hour // after it nobody's things are in it any more
	looks      = 4              // readings of the detector
	otherTries = 2              // lockers that are tried when one does not open
)

// Failures of what stands before the inner door.
var (
	ErrScreen       = fault.Define("gate.screen", fault.Conflict, "请先存好手机和包，走过检测门。", "Put your telephone and bags into the locker first and walk through the detector.")
	ErrDetected     = fault.Define("gate.detected", fault.Conflict, "检测门有报警。请退回，把手机、手表等放进储物柜，再走一次。", "The detector gives alarm. Step back, put telephone and watch into the locker, and walk through again.")
	ErrDetectorDown = fault.Define("gate.detector_down", fault.Unavailable, "检测门没有响应，已通知工作人员到门口，请稍候。", "The detector does not answer. Staff were called to the door; please wait.")
	ErrLockersFull  = fault.Define("gate.lockers_full", fault.Conflict, "储物柜已满，已通知工作人员，请稍候。", "All lockers are taken. Staff were called; please wait.")
	ErrLockerDown   = fault.Define("gate.locker_down", fault.Unavailable, "储物柜没有打开，已通知工作人员，请稍候。", "The locker did not open. Staff were called; please wait.")
)

// Screen sees to it that a person's things lie in a locker and that nothing is found on them, as far as the room has lockers and a
// detector; without a detector the person's word is noted. The gate's page repeats it until Screened is set.
func (s *Service) Screen(ctx context.Context, id VisitID, declared bool) (GateView, error) {
	v, err := s.visitAt(ctx, id)
	if err != nil {
		return GateView{}, err
	}
	if s.Screener == nil || v.Way == WayOut || v.State != VisitOpen && v.State != VisitWaiting {
		return s.view(ctx, v, nil)
	}
	sc, err := s.stow(ctx, v)
	if err == nil && sc.By != ByDetector {
		err = s.detect(ctx, v, &sc, declared)
	}
	var bad *fault.Error
	switch {
	case err == nil:
		return s.view(ctx, v, nil)
	case errors.Is(err, ErrDetected) && errors.As(err, &bad):
		return s.view(ctx, v, bad)
	case ofScreen(err) && errors.As(err, &bad):
		return s.stepAt(ctx, id, func(ctx context.Context, v *Visit) (*fault.Error, error) {
			return bad, s.callPerson(ctx, *v, bad.Code())
		})
	}
	return GateView{}, err
}

// ofScreen reports whether lockers or detector cannot serve anybody without staff.
func ofScreen(err error) bool {
	return errors.Is(err, ErrLockersFull) || errors.Is(err, ErrDetectorDown) || errors.Is(err, ErrLockerDown)
}

// stow gives who comes in for the first time a locker and opens it, once; who holds one from an earlier visit keeps it. One that does
// not open is left for another.
func (s *Service) stow(ctx context.Context, v Visit) (Screening, error) {
	n := s.Screener.Lockers(v.Room)
	if v.Way != WayIn {
		n = 0 // the locker that they have stays shut until they leave
	}
	stuck := map[int]bool{}
	for {
		sc, how, err := s.assign(ctx, v, n, stuck)
		if err != nil || how == lockerOld {
			return sc, err
		}
		if err = s.Screener.OpenLocker(ctx, v.Room, sc.Locker); err == nil {
			return sc, nil
		}
		if how == lockerKept {
			return sc, ErrLockerDown.Wrap(err) // their things are in this one
		}
		stuck[sc.Locker] = true
		sc.Locker = 0
		if failed := s.Screenings.PutScreening(ctx, sc); failed != nil {
			return sc, failed
		}
		if len(stuck) > otherTries || len(stuck) == n {
			return sc, ErrLockerDown.Wrap(err)
		}
	}
}

// What became of a visit that needs a locker.
const (
	lockerOld  = iota // it has had it before, or the room has none
	lockerNew         // one that nobody held
	lockerKept        // the one that the person holds from an earlier visit
)

// assign notes a locker for the visit.
func (s *Service) assign(ctx context.Context, v Visit, n int, stuck map[int]bool) (sc Screening, how int, err error) {
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		how = lockerOld
		if n > 0 {
			if err := s.Places.LockRoom(ctx, v.Room); err != nil {
				return err
			}
		}
		var err error
		sc, err = s.Screenings.Screening(ctx, v.ID)
		if err == nil && (sc.Locker > 0 || n == 0) || err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if err != nil {
			sc = Screening{Visit: v.ID, Room: v.Room, Person: v.PersonID, At: s.Clock()}
		}
		if n > 0 {
			if sc.Locker, how, err = s.lockerFor(ctx, v, n, stuck); err != nil {
				return err
			}
		}
		return s.Screenings.PutScreening(ctx, sc)
	})
	return sc, how, err
}

// lockerFor chooses a locker. The room is locked.
func (s *Service) lockerFor(ctx context.Context, v Visit, n int, stuck map[int]bool) (int, int, error) {
	now := s.Clock()
	if err := s.Screenings.ReleaseLockers(ctx, v.Room, now.Add(-lockerFor), now); err != nil {
		return 0, 0, err
	}
	switch mine, err := s.Screenings.Holding(ctx, v.Room, v.PersonID); {
	case err == nil && mine.Locker <= n:
		number := mine.Locker
		mine.BackAt = now
		return number, lockerKept, s.Screenings.PutScreening(ctx, mine)
	case err != nil && !errors.Is(err, ErrNotFound):
		return 0, 0, err
	}
	held, err := s.Screenings.HeldLockers(ctx, v.Room)
	if err != nil {
		return 0, 0, err
	}
	taken := maps.Clone(stuck)
	for _, number := range held {
		taken[number] = true
	}
	for number := 1; number <= n; number++ {
		if !taken[number] {
			return number, lockerNew, nil
		}
	}
	return 0, 0, ErrLockersFull
}

// detect reads the detector while the person walks through, or takes their word where there is none.
func (s *Service) detect(ctx context.Context, v Visit, sc *Screening, declared bool) error {
	by := ByDeclaration
	if s.Screener.HasDetector(v.Room) {
		by = ByDetector
		for i := range looks {
			if i > 0 {
				select {
				case <-ctx.Done():
					return ctx.Err()
				case <-time.After(s.o.DetectorPause):
				}
			}
			alarm, err := s.Screener.Alarm(ctx, v.Room)
			if err != nil {
				return ErrDetectorDown.Wrap(err)
			}
			if alarm {
				return ErrDetected
			}
		}
	} else if !declared || sc.By == ByDeclaration {
		return nil
	}
	sc.By, sc.At = by, s.Clock()
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Screenings.PutScreening(ctx, *sc); err != nil {
			return err
		}
		return s.record(ctx, "gate.screen", "gate_visit", string(v.ID), v.OrgPath, map[string]string{"room": string(v.Room), "person": string(v.PersonID), "by": string(by),
			"locker": strconv.Itoa(sc.Locker)})
	})
}

// screened refuses to let anybody past a detector that has not let them pass, unless an officer stands at the door; it returns what
// the record says of it.
func (s *Service) screened(ctx context.Context, v Visit, how MatchMethod) (map[string]string, error) {
	if s.Screener == nil || s.Screenings == nil {
		return nil, nil
	}
	sc, err := s.Screenings.Screening(ctx, v.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	if v.Way != WayOut && s.Screener.HasDetector(v.Room) && sc.By != ByDetector {
		if how != MatchOnsiteOfficer {
			return nil, ErrScreen
		}
		sc.By = ByOfficer
	}
	out := map[string]string{"screened": string(sc.By)}
	if sc.Locker > 0 {
		out["locker"] = strconv.Itoa(sc.Locker)
	}
	return out, nil
}

// giveBack opens the locker of somebody who has signed out for good, before the door does. A locker that does not open is no reason to
// keep anybody: staff is called.
func (s *Service) giveBack(ctx context.Context, v Visit) error {
	if s.Screener == nil || s.Screenings == nil {
		return nil
	}
	a, err := s.Gate.Admission(ctx, v.AdmissionID)
	if err != nil || a.State.Live() {
		return err
	}
	sc, err := s.Screenings.Holding(ctx, v.Room, v.PersonID)
	if err != nil {
		return notHeld(err)
	}
	bad := s.Screener.OpenLocker(ctx, v.Room, sc.Locker)
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if bad != nil {
			return s.callPerson(ctx, v, ErrLockerDown.Code())
		}
		sc.BackAt = s.Clock()
		return s.Screenings.PutScreening(ctx, sc)
	})
}

func notHeld(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// viewScreen adds what a visit left where, and what the room has.
func (s *Service) viewScreen(ctx context.Context, v Visit, g *GateView) error {
	if s.Screener == nil || s.Screenings == nil {
		return nil
	}
	g.Lockers, g.Detector = s.Screener.Lockers(v.Room) > 0, s.Screener.HasDetector(v.Room)
	sc, err := s.Screenings.Screening(ctx, v.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	g.Locker, g.Screened = sc.Locker, sc.By
	if v.Way == WayIn {
		return nil
	}
	last, err := s.Screenings.LastLocker(ctx, v.Room, v.PersonID)
	if err == nil && (last.BackAt.IsZero() || !last.BackAt.Before(v.CreatedAt)) {
		g.Locker, g.LockerOpen = last.Locker, !last.BackAt.IsZero()
	}
	return notHeld(err)
}

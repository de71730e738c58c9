package evidence

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Measured is what a room's recordings take, and took lately.
type Measured struct {
	Room     site.RoomID
	OrgPath  string
	Bytes    int64         // of all that is kept
	Recent   int64         // of what was recorded since the day asked for
	Recorded time.Duration // since then, over all seats
	Own      int64         // of Bytes, what the room's own cameras recorded
	OwnLate  int64         // of Recent, theirs
	First    time.Time     // of all that is kept
}

// Meter measures recordings by room; the store is one.
type Meter interface {
	Measured(ctx context.Context, since time.Time) ([]Measured, error)
}

// Volume is where recordings lie.
type Volume struct {
	Known       bool // an object store does not tell
	Total, Free int64
}

// measuredFor is over how many days the use of rooms is measured; alarmDays before the disk is full the alarm is raised.
const (
	measuredFor = 30
	alarmDays   = 30
)

// RoomStorage is what a room needs.
type RoomStorage struct {
	Room     site.RoomID
	Kilobits int   // a second of one seat, measured
	Daily    int64 // bytes a day, measured
	Hours    int   // seat-hours a day, measured, in tenths
	Kept     int64 // bytes now
	Own      int64 // of Kept, what the room's own cameras recorded
	Months   int   // period
	Needed   int64 // bytes when the period has passed once at this rate
}

// Forecast is what recordings need, by room and on the volume as a whole.
type Forecast struct {
	At     time.Time
	Rooms  []RoomStorage // of the caller's organisations
	Daily  int64         // of all rooms that write on the volume
	Kept   int64
	Needed int64
	Volume Volume
	FullOn actor.Date // empty: not before the period has passed once, or not known
	Days   int        // until then
	Alarm  bool
}

// Storage measures and forecasts.
type Storage struct {
	meter  Meter
	volume func(ctx context.Context) (Volume, error)
	rules  Rules
	clock  actor.Clock
}

// NewStorage makes the forecast of storage; volume looks at where recordings lie.
func NewStorage(meter Meter, volume func(ctx context.Context) (Volume, error), r Rules, clock actor.Clock) *Storage {
	return &Storage{meter, volume, r, clock}
}

// overseers answer for rooms and what is kept of them.
func overseers() []actor.Role {
	return []actor.Role{people.ExamManager, people.SystemAdmin, people.Archivist, people.Regulator, people.Inspector}
}

// Forecast shows those who answer for rooms what recordings take. Errors: ErrForbidden.
func (s *Storage) Forecast(ctx context.Context) (Forecast, error) {
	a := actor.From(ctx)
	if len(a.Paths(overseers()...)) == 0 {
		return Forecast{}, ErrForbidden
	}
	f, paths, err := s.forecast(ctx)
	if err != nil {
		return f, err
	}
	f.Rooms = slices.DeleteFunc(f.Rooms, func(r RoomStorage) bool {
		return !a.Can(paths[r.Room], overseers()...)
	})
	return f, nil
}

func (s *Storage) forecast(ctx context.Context) (Forecast, map[site.RoomID]string, error) {
	now := s.clock().UTC()
	f, paths := Forecast{At: now, Rooms: []RoomStorage{}}, map[site.RoomID]string{}
	list, err := s.meter.Measured(ctx, now.AddDate(0, 0, -measuredFor))
	if err != nil {
		return f, nil, err
	}
	for _, m := range list {
		r := roomStorage(m, now)
		if r.Months, _, err = s.months(ctx, m.OrgPath, now); err != nil {
			return f, nil, err
		}
		r.Needed = max(r.Kept, r.Daily*int64(cmp.Or(r.Months, unset))*365/12)
		f.Rooms, paths[m.Room] = append(f.Rooms, r), m.OrgPath
		f.Daily, f.Kept, f.Needed = f.Daily+r.Daily, f.Kept+r.Kept, f.Needed+r.Needed
	}
	slices.SortFunc(f.Rooms, func(a, b RoomStorage) int { return cmp.Or(cmp.Compare(b.Daily, a.Daily), cmp.Compare(a.Room, b.Room)) })
	if f.Volume, err = s.volume(ctx); err != nil {
		return f, nil, err
	}
	f.full()
	return f, paths, nil
}

// roomStorage reads rates from what was measured; a room that records for less than the time of measuring counts by its own days.
func roomStorage(m Measured, now time.Time) RoomStorage {
	r := RoomStorage{Room: m.Room, Kept: m.Bytes, Own: m.Own}
	days := int64(measuredFor)
	if own := int64(now.Sub(m.First)/(24*time.Hour)) + 1; own < days {
		days = own
	}
	r.Daily = m.Recent / days
	if seconds := int64(m.Recorded / time.Second); seconds > 0 {
		r.Kilobits = int((m.Recent - m.OwnLate) * 8 / 1000 / seconds)
		r.Hours = int(seconds * 10 / 3600 / days)
	}
	return r
}

// unset is for how many months space is counted where the authority has set no period: nothing is deleted then.
const unset = 120

// months is the longest period that rules give recordings of an exam point now, and what says so; 0 where the authority has set
// none.
func (s *Storage) months(ctx context.Context, path string, now time.Time) (longest int, rule string, err error) {
	rule = NoPeriod
	for _, kind := range []rules.PersonType{rules.SpecialOperator, rules.Principal, rules.SafetyManager} {
		set, err := s.rules.InForce(ctx, rules.Query{Track: rules.Emergency, PersonType: kind, OrgPath: path, On: actor.DateOf(now)})
		if stop := trouble(err); stop != nil {
			return 0, "", stop
		}
		if m := set.RecordingMonths; err == nil && m.State == rules.Given && m.Value > longest {
			longest, rule = m.Value, strings.TrimSpace(set.Winner.Key+" "+m.Source)
		}
	}
	return longest, rule, nil
}

// full tells when the volume is full: what is needed beyond what is kept does not fit into what is free.
func (f *Forecast) full() {
	if !f.Volume.Known || f.Daily <= 0 || f.Needed-f.Kept <= f.Volume.Free {
		return
	}
	f.Days = int(min(f.Volume.Free/f.Daily, 36_500))
	f.FullOn = actor.DateOf(f.At).AddDays(f.Days)
	f.Alarm = f.Days < alarmDays
}

// Watch looks whether the volume gets full and calls alarm with the forecast and the room that writes most; over once it does not.
// Call it every hour; both may be called again.
func (s *Storage) Watch(ctx context.Context, alarm, over func(context.Context, Forecast) error) error {
	f, _, err := s.forecast(ctx)
	if err != nil || len(f.Rooms) == 0 {
		return err
	}
	if f.Alarm {
		return alarm(ctx, f)
	}
	return over(ctx, f)
}

package outside

import (
	"context"
	"errors"
	"math"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
)

// Result is what a row came to.
type Result string

// The results. NONE is one answer for an unknown number and for a name that does not fit.
const (
	Matched Result = "FOUND"
	None    Result = "NONE"
	Other   Result = "OTHER_ITEM" // the person holds permits, none for the item asked about
	Unread  Result = "INVALID"    // the row could not be asked; Err says why
)

// Row is one question. Item narrows to an operation item; empty: any.
type Row struct {
	permit.Question
	Item string
}

// Line answers one row.
type Line struct {
	Result  Result
	Err     error
	Colour  permit.Colour // the best of Permits; red where there is none
	Covers  bool          // one of Permits allows work on the day
	Permits []permit.Match
}

// Spent is what is left of a key after a request.
type Spent struct {
	Quota, Left int
	Reset       time.Duration // until the count begins anew
}

// MaxRows is how many rows one request may ask about.
const MaxRows = 1000

// Check is one row of the log of who asked what.
type Check struct {
	ID      string
	At      time.Time
	Month   string // 2026-11
	Key     KeyID
	Org     people.OrgID
	OrgName string
	Permit  permit.ID // empty: none
	Asked   []byte    // blind index
	Result  Result
}

// Times says how often an organisation asked about a permit in a month; without a name: strangers.
type Times struct {
	Month, Org string
	N          int
}

// CheckStore keeps the log of checks.
type CheckStore interface {
	AddChecks(ctx context.Context, list []Check) error
	AddSeen(ctx context.Context, month string, seen map[permit.ID]int) error
	// TimesOf counts the checks of permits by organisation and month, newest month first; strangers come without a name.
	TimesOf(ctx context.Context, ids []permit.ID) ([]Times, error)
	Forget(ctx context.Context, before time.Time) error
}

var errTooManyMisses = errors.New("outside: misses")

// Check answers the rows of a key that Admit let in, and writes down who asked about whom before it answers. Errors: ErrRows, permit.ErrTooMany,
// ErrQuota, ErrMisses, permit.ErrDay.
func (s *Service) Check(ctx context.Context, k Key, rows []Row) ([]Line, Spent, error) {
	if len(rows) == 0 || len(rows) > MaxRows {
		return nil, Spent{}, ErrRows
	}
	questions := make([]permit.Question, len(rows))
	for i, r := range rows {
		if d, err := actor.ParseDate(string(r.On)); r.On != "" && (err != nil || d != r.On) {
			return nil, Spent{}, permit.ErrDay.At("body.rows[" + strconv.Itoa(i) + "].date")
		}
		questions[i] = r.Question
	}
	ok, wait, err := s.Limiter.Allow(ctx, "permit.key:"+string(k.ID), s.o.PerMinute, time.Minute)
	if err != nil {
		return nil, Spent{}, err
	}
	if !ok {
		return nil, Spent{}, permit.ErrTooMany.With("seconds", seconds(wait))
	}
	now := s.now()
	today := actor.DateOf(now)
	spent := Spent{Quota: k.Quota, Reset: today.AddDays(1).Time().Sub(now)}
	var out []Line
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if ok, err := s.Keys.Spend(ctx, k.ID, today, len(rows), k.Quota); err != nil {
			return err
		} else if !ok {
			return ErrQuota.With("quota", strconv.Itoa(k.Quota)).With("seconds", seconds(spent.Reset))
		}
		found, err := s.Permits.LookUp(ctx, questions)
		if err != nil {
			return err
		}
		var log []Check
		missed := 0
		out = make([]Line, len(rows))
		for i, f := range found {
			out[i] = line(f, rows[i].Item)
			if out[i].Result == None {
				missed++
			}
			if f.Err == nil {
				log = append(log, logged(k, now, f, out[i])...)
			}
		}
		if ok, err := s.Keys.Miss(ctx, k.ID, today, missed, s.o.MissesPerDay); err != nil {
			return err
		} else if !ok {
			return errTooManyMisses
		}
		uses, err := s.Keys.Uses(ctx, k.ID, today)
		if err != nil {
			return err
		}
		for _, u := range uses {
			spent.Left = max(0, k.Quota-u.Asked)
		}
		return s.Checks.AddChecks(ctx, log)
	})
	if errors.Is(err, errTooManyMisses) {
		return nil, spent, s.stop(ctx, k)
	}
	return out, spent, err
}

// stop ends a key that finds nothing too often; another node may have done it already.
func (s *Service) stop(ctx context.Context, k Key) error {
	limit := strconv.Itoa(s.o.MissesPerDay)
	k.State, k.EndedAt = Stopped, s.now()
	err := s.end(actor.AsSystem(ctx, "permit.outside"), k, "api_key.stop", map[string]string{"limit": limit})
	if err != nil && !errors.Is(err, permit.ErrChanged) {
		return err
	}
	return ErrMisses.With("limit", limit)
}

func seconds(d time.Duration) string { return strconv.Itoa(max(1, int(math.Ceil(d.Seconds())))) }

func line(f permit.Found, item string) Line {
	l := Line{Result: Matched, Err: f.Err, Colour: permit.Red, Permits: []permit.Match{}}
	for _, m := range f.Matches {
		if item != "" && m.Item != item {
			continue
		}
		l.Permits = append(l.Permits, m)
		switch m.Status.Colour {
		case permit.Green:
			l.Colour, l.Covers = permit.Green, true
		case permit.Amber:
			if l.Colour == permit.Red {
				l.Colour = permit.Amber
			}
		}
	}
	switch {
	case f.Err != nil:
		l.Result = Unread
	case len(f.Matches) == 0:
		l.Result = None
	case len(l.Permits) == 0:
		l.Result = Other
	}
	return l
}

// logged makes a row of the log for each permit that was shown, or one for a question that showed none.
func logged(k Key, now time.Time, f permit.Found, l Line) []Check {
	base := Check{At: now, Month: month(now), Key: k.ID, Org: k.Org, OrgName: k.OrgName, Asked: f.Index, Result: l.Result}
	var out []Check
	for _, m := range l.Permits {
		c := base
		c.ID, c.Permit = actor.NewID(now), m.ID
		out = append(out, c)
	}
	if len(out) == 0 {
		base.ID = actor.NewID(now)
		out = append(out, base)
	}
	return out
}

// WhoChecked tells a person who looked at the permits in that name: organisations by name, strangers as counts, by month, newest first.
func (s *Service) WhoChecked(ctx context.Context) ([]Times, error) {
	me := actor.From(ctx)
	if me.Kind != actor.Candidate || me.Person == "" {
		return nil, permit.ErrForbidden
	}
	list, err := s.Held.PermitsOf(ctx, []people.PersonID{people.PersonID(me.Person)})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	ids := make([]permit.ID, len(list))
	for i, p := range list {
		ids[i] = p.ID
	}
	return s.Checks.TimesOf(ctx, ids)
}

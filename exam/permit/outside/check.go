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

// Row is one question. Item narrows to an operation item, by its code or its name; empty: any. Also is asked beside the question where it has a
// number: the same person under another form of the number.
type Row struct {
	permit.Question
	Also permit.Question
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

// missedError says that rows which found nothing would pass a bound.
type missedError struct {
	rows int
	org  bool // the bound of the organisation, else that of the key
}

func (missedError) Error() string { return "outside: too many rows found nothing" }

// Check answers the rows of a key that Admit let in, and writes down who asked about whom before it answers. Errors: ErrRows, permit.ErrTooMany,
// ErrQuota, ErrMisses, ErrOrgMisses, permit.ErrDay.
func (s *Service) Check(ctx context.Context, k Key, rows []Row) ([]Line, Spent, error) {
	if len(rows) == 0 || len(rows) > MaxRows {
		return nil, Spent{}, ErrRows
	}
	for i, r := range rows {
		if d, err := actor.ParseDate(string(r.On)); r.On != "" && (err != nil || d != r.On) {
			return nil, Spent{}, permit.ErrDay.At("body.rows[" + strconv.Itoa(i) + "].date")
		}
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
	spent := Spent{Quota: k.Quota, Reset: tomorrow(now)}
	var out []Line
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if ok, err := s.Keys.Spend(ctx, k.ID, today, len(rows), k.Quota); err != nil {
			return err
		} else if !ok {
			return ErrQuota.With("quota", strconv.Itoa(k.Quota)).With("seconds", seconds(spent.Reset))
		}
		var err error
		if out, err = s.answer(ctx, k, rows, now); err != nil {
			return err
		}
		uses, err := s.Keys.Uses(ctx, k.ID, today)
		for _, u := range uses {
			spent.Left = max(0, k.Quota-u.Asked)
		}
		return err
	})
	if over := (missedError{}); errors.As(err, &over) {
		return nil, spent, s.stop(ctx, k, over, now)
	}
	return out, spent, err
}

// answer looks rows up, counts those that found nothing and writes down who asked, in the caller's transaction. A Key without an ID is the
// organisation itself. Errors: missedError, ErrOrgMisses.
func (s *Service) answer(ctx context.Context, k Key, rows []Row, now time.Time) ([]Line, error) {
	today := actor.DateOf(now)
	if use, err := s.Days.OrgUse(ctx, k.Org, today); err != nil {
		return nil, err
	} else if use.Closed {
		return nil, s.tooMany(now)
	}
	found, err := s.lookUp(ctx, rows)
	if err != nil {
		return nil, err
	}
	var log []Check
	missed := 0
	out := make([]Line, len(rows))
	for i, f := range found {
		out[i] = line(f, rows[i].Item)
		if out[i].Result == None {
			missed++
		}
		if f.Err == nil {
			log = append(log, logged(k, now, f, out[i])...)
		}
	}
	if k.ID != "" {
		if ok, err := s.Keys.Miss(ctx, k.ID, today, missed, s.o.MissesPerDay); err != nil {
			return nil, err
		} else if !ok {
			return nil, missedError{rows: missed}
		}
	}
	if ok, err := s.Days.OrgMiss(ctx, k.Org, today, missed, s.o.OrgMissesPerDay); err != nil {
		return nil, err
	} else if !ok {
		return nil, missedError{missed, true}
	}
	return out, s.Checks.AddChecks(ctx, log)
}

// lookUp asks the questions of rows; a row that asks under two numbers finds what either finds.
func (s *Service) lookUp(ctx context.Context, rows []Row) ([]permit.Found, error) {
	questions := make([]permit.Question, 0, 2*len(rows))
	for _, r := range rows {
		questions = append(questions, r.Question)
	}
	for _, r := range rows {
		if r.Also.Number != "" {
			questions = append(questions, r.Also)
		}
	}
	found, err := s.Permits.LookUp(ctx, questions)
	if err != nil {
		return nil, err
	}
	out, also := found[:len(rows)], found[len(rows):]
	for i, r := range rows {
		if r.Also.Number == "" {
			continue
		}
		if out[i].Err != nil && also[0].Err == nil {
			out[i] = also[0]
		} else {
			out[i].Matches = append(out[i].Matches, also[0].Matches...)
		}
		also = also[1:]
	}
	return out, nil
}

// stop ends a key that finds nothing too often, and closes its organisation for the day where that passes its own bound; another node may have
// done it already.
func (s *Service) stop(ctx context.Context, k Key, over missedError, now time.Time) error {
	ctx = actor.AsSystem(ctx, "permit.outside")
	today := actor.DateOf(now)
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if k.ID != "" {
			k.State, k.EndedAt = Stopped, now
			err := s.Keys.EndKey(ctx, k)
			if err == nil {
				err = s.record(ctx, "api_key.stop", k, map[string]string{"limit": strconv.Itoa(s.o.MissesPerDay)})
			}
			if err != nil && !errors.Is(err, permit.ErrChanged) {
				return err
			}
		}
		if !over.org { // what was not answered counts as well, or each new key would have one guess for nothing
			if ok, err := s.Days.OrgMiss(ctx, k.Org, today, over.rows, s.o.OrgMissesPerDay); err != nil || ok {
				return err
			}
		}
		if first, err := s.Days.CloseOrg(ctx, k.Org, today); err != nil || !first {
			return err
		}
		return s.Audit.Record(ctx, actor.Entry{Verb: "permit_check.close", Object: "org:" + string(k.Org), Path: k.OrgPath,
			Detail: map[string]string{"day": string(today), "limit": strconv.Itoa(s.o.OrgMissesPerDay)}})
	})
	switch {
	case err != nil:
		return err
	case over.org:
		return s.tooMany(now)
	}
	return ErrMisses.With("limit", strconv.Itoa(s.o.MissesPerDay))
}

func (s *Service) tooMany(now time.Time) error {
	return ErrOrgMisses.With("limit", strconv.Itoa(s.o.OrgMissesPerDay)).With("seconds", seconds(tomorrow(now)))
}

// tomorrow is how long it takes until the counts of a day begin anew.
func tomorrow(now time.Time) time.Duration { return actor.DateOf(now).AddDays(1).Time().Sub(now) }

func seconds(d time.Duration) string { return strconv.Itoa(max(1, int(math.Ceil(d.Seconds())))) }

func line(f permit.Found, item string) Line {
	l := Line{Result: Matched, Err: f.Err, Colour: permit.Red, Permits: []permit.Match{}}
	for _, m := range f.Matches {
		if item != "" && m.Item != item && m.ItemName != item {
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

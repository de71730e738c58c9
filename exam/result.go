package exam

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// ResultState is where a result stands.
type ResultState string

// The states of a result. A provisional one proves nothing to anybody yet.
const (
	Provisional  ResultState = "PROVISIONAL" // 机考成绩(待发布)
	Held         ResultState = "HELD"        // 核查中: a named person has to decide before the release
	Released     ResultState = "RELEASED"    // 已发布
	ResultVoided ResultState = "VOIDED"      // 成绩无效, by a decision of the authority
)

// Result is what a sitting came to, with the facts frozen as they were on its day.
type Result struct {
	ID          ResultID
	Sitting     SittingID
	Kind        Kind
	Person      people.PersonID
	Application application.ID
	Slot        booking.SlotID
	Room        site.RoomID
	OrgPath     string
	ItemCode    string
	PersonType  rules.PersonType
	AttemptKind string
	Attempt     int

	Points, Full, PassMark       int
	Passed                       bool
	Right, Partial, Wrong, Blank int

	RuleSet     string
	Release     string
	KeyVersion  int
	PaperDigest string
	Records     int64  // entries of the journal
	Chain       string // its last hash, hex

	Frozen Frozen

	State     ResultState
	Version   int64 // for compare-and-set
	SatOn     actor.Date
	StartedAt time.Time
	EndedAt   time.Time
	Cause     Cause
	ScoredAt  time.Time
	DecidedAt time.Time // release or decision; zero while provisional
	DecidedBy string    // account that released or decided
}

// ResultStore keeps results.
type ResultStore interface {
	// InsertResult adds the result of a sitting; ErrResultExists for a second one.
	InsertResult(ctx context.Context, r Result) error
	// UpdateResult writes State, DecidedAt and DecidedBy where the row still has r.Version, and counts it up;
	// ErrChanged otherwise. All else never changes.
	UpdateResult(ctx context.Context, r Result) error
	// Result returns one result or ErrNoResult.
	Result(ctx context.Context, id ResultID) (Result, error)
	// ResultOf returns the result of a sitting or ErrNoResult.
	ResultOf(ctx context.Context, id SittingID) (Result, error)
	// ResultsByID returns those of the results that exist.
	ResultsByID(ctx context.Context, ids []ResultID) (map[ResultID]Result, error)
	// ResultsInSlot lists the FORMAL results of a slot by id.
	ResultsInSlot(ctx context.Context, slot booking.SlotID) ([]Result, error)
	// ResultsOf lists a person's results, newest first, before the cursor (empty: from the newest), at most limit.
	ResultsOf(ctx context.Context, p people.PersonID, cursor ResultID, limit int) ([]Result, error)
}

func newResult(sit Sitting, sc Score, f Frozen, now time.Time) Result {
	return Result{
		ID: ResultID(actor.NewID(now)), Sitting: sit.ID, Kind: sit.Kind, Person: sit.Person, Application: sit.Application,
		Slot: sit.Slot, Room: sit.Room, OrgPath: sit.OrgPath, ItemCode: sit.ItemCode, PersonType: sit.PersonType,
		AttemptKind: sit.AttemptKind, Attempt: sit.Attempt,
		Points: sc.Points, Full: sc.Full, PassMark: sit.Terms.PassMark, Passed: sc.Points >= sit.Terms.PassMark,
		Right: sc.Right, Partial: sc.Partial, Wrong: sc.Wrong, Blank: sc.Blank,
		RuleSet: string(sit.Terms.RuleSet), Release: sit.Release, PaperDigest: sit.PaperDigest,
		Frozen: f, State: Provisional, SatOn: actor.DateOf(sit.StartedAt), StartedAt: sit.StartedAt,
		EndedAt: sit.SubmittedAt, Cause: sit.Cause, ScoredAt: now,
	}
}

// OwnResults lists the results of the calling candidate, newest first. next is empty on the last page.
func (s *Service) OwnResults(ctx context.Context, cursor ResultID, limit int) (page []Result, next ResultID, err error) {
	me, err := candidate(ctx)
	if err != nil {
		return nil, "", err
	}
	page, err = s.d.Results.ResultsOf(ctx, me, cursor, limit+1)
	if err == nil && len(page) > limit {
		page = page[:limit]
		next = page[limit-1].ID
	}
	return page, next, err
}

// OwnResult returns one result of the calling candidate; another person's does not exist for the caller.
func (s *Service) OwnResult(ctx context.Context, id ResultID) (Result, error) {
	me, err := candidate(ctx)
	if err != nil {
		return Result{}, err
	}
	r, err := s.d.Results.Result(ctx, id)
	if err == nil && r.Person != me {
		return Result{}, ErrNoResult
	}
	return r, err
}

// Time is what time a sitting had, kept apart.
type Time struct {
	Base, Extra, Credited int // seconds; Credited is the sum of Given
	Given                 []Given
}

// OwnTime returns what time the calling candidate had for a paper with a result.
func (s *Service) OwnTime(ctx context.Context, id ResultID) (Time, error) {
	r, err := s.OwnResult(ctx, id)
	if err != nil {
		return Time{}, err
	}
	sit, err := s.d.Store.Sitting(ctx, r.Sitting)
	if err != nil {
		return Time{}, err
	}
	return s.time(ctx, sit)
}

// TimeOf returns what time a sitting has, for staff who may see its room.
func (s *Service) TimeOf(ctx context.Context, id SittingID) (Time, error) {
	sit, err := s.Look(ctx, id)
	if err != nil {
		return Time{}, err
	}
	return s.time(ctx, sit)
}

func (s *Service) time(ctx context.Context, sit Sitting) (Time, error) {
	t := Time{Base: sit.BaseSeconds, Extra: sit.ExtraSeconds, Credited: sit.CreditedSeconds}
	if sit.CreditedSeconds == 0 {
		return t, nil
	}
	entries, err := s.d.Journal.Entries(ctx, sit.ID)
	t.Given = TimeGiven(entries)
	return t, err
}

func candidate(ctx context.Context) (people.PersonID, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate || a.Person == "" && a.ID == "" {
		return "", ErrForbidden
	}
	if a.Person != "" {
		return people.PersonID(a.Person), nil
	}
	return people.PersonID(a.ID), nil
}

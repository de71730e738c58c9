package permit

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// ErrDuplicate is what a store answers when a unique constraint refused a row; the service says what that means.
var ErrDuplicate = errors.New("permit: unique constraint")

// Tx runs fn in one transaction that travels in the context; inside an open one it joins. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// PassStore keeps pass records.
type PassStore interface {
	// AddPass adds a record; false when the same result and revision has one.
	AddPass(ctx context.Context, p Pass) (bool, error)
	// ReplacePasses marks the valid records of a result with a lower revision as REPLACED and returns their ids.
	ReplacePasses(ctx context.Context, result exam.ResultID, below int, reason string) ([]PassID, error)
	// PassesOf lists a person's records, newest day first; an empty item lists all.
	PassesOf(ctx context.Context, p people.PersonID, item string) ([]Pass, error)
	// UsedPasses returns those of ids that a permit was issued on, with the permit.
	UsedPasses(ctx context.Context, ids []PassID) (map[PassID]ID, error)
}

// ApplicationStore keeps permit applications.
type ApplicationStore interface {
	AddApplication(ctx context.Context, a Application) error // ErrDuplicate: a live one of person and item
	// SaveApplication writes a where the row still has a.Version, and counts it up; ErrChanged otherwise.
	SaveApplication(ctx context.Context, a Application) error
	Application(ctx context.Context, id ApplicationID) (Application, error) // ErrNotFound
	Applications(ctx context.Context, q ApplicationQuery) ([]Application, error)
	// DueApplications lists at most limit applications whose papers are due by check (alarmed below 1) or whose issue is
	// due by issue (alarmed below 2).
	DueApplications(ctx context.Context, check, issue actor.Date, limit int) ([]Application, error)
}

// PermitStore keeps permits, numbers, changes and histories.
type PermitStore interface {
	// NumberOf returns a person's sealed number of a scheme and its index; false when there is none.
	NumberOf(ctx context.Context, p people.PersonID, scheme string) (sealed string, index []byte, ok bool, err error)
	// AddNumber keeps a number; ErrDuplicate when the scheme has it for another person.
	AddNumber(ctx context.Context, p people.PersonID, scheme, sealed string, index []byte) error
	// ReplaceNumber puts a corrected number in place of the one kept; ErrDuplicate as AddNumber.
	ReplaceNumber(ctx context.Context, p people.PersonID, scheme, sealed string, index []byte) error
	// AddPermit adds p; ErrDuplicate: a live one of person and item, or one on the same pass.
	AddPermit(ctx context.Context, p Permit, s Sealed) error
	// SavePermit writes act, national state and noted status where the row still has p.Version, and counts it up;
	// ErrChanged otherwise. live says whether it still keeps its person from a second one for the item.
	SavePermit(ctx context.Context, p Permit, live bool) error
	Permit(ctx context.Context, id ID) (Permit, error) // ErrNotFound
	SealedOf(ctx context.Context, id ID) (Sealed, error)
	// LivePermit returns the permit that keeps person and item, or ErrNotFound.
	LivePermit(ctx context.Context, p people.PersonID, item string) (Permit, error)
	// ByQuery lists the permits of a blind index over number and name, newest first; ByCode that of a code, or none.
	ByQuery(ctx context.Context, index []byte) ([]Permit, error)
	ByCode(ctx context.Context, index []byte) ([]Permit, error)
	// ByIndexes answers many at once, by blind indexes over number and name or by those of codes, each list newest first; no index at all finds nothing.
	ByIndexes(ctx context.Context, queries, codes [][]byte) (map[string][]Permit, error)
	Permits(ctx context.Context, q Query) ([]Permit, error)
	PermitsOf(ctx context.Context, persons []people.PersonID) ([]Permit, error) // all of them, newest first
	// DueNotes lists at most limit permits above after whose status by date may not be in the history yet.
	DueNotes(ctx context.Context, on actor.Date, after ID, limit int) ([]Permit, error)
	// SettleReview says that the review of a permit, whose day is over, changes its status no more: DueNotes leaves it out.
	SettleReview(ctx context.Context, id ID) error
	// AddEvent adds a line to a history; (permit, number) is unique.
	AddEvent(ctx context.Context, e Event) error
	History(ctx context.Context, id ID) ([]Event, error)
}

// ChangeStore keeps proposed and decided changes.
type ChangeStore interface {
	AddChange(ctx context.Context, c Change) error // ErrDuplicate: an open one of the permit
	// DecideChange writes the decision where the row is still open; ErrChanged otherwise.
	DecideChange(ctx context.Context, c Change) error
	Change(ctx context.Context, id ChangeID) (Change, error) // ErrNotFound
	ChangesOf(ctx context.Context, id ID) ([]Change, error)
	OpenChanges(ctx context.Context, paths []string, after ChangeID, limit int) ([]Change, error)
}

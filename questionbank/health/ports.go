package health

import (
	"context"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Banks is what this package needs of the question bank; *questionbank.Service is one.
type Banks interface {
	Bank(ctx context.Context, id questionbank.BankID) (questionbank.Bank, error)
	Head(ctx context.Context, id questionbank.VersionID) (questionbank.ItemVersion, questionbank.Bank, error)
	MayWrite(ctx context.Context, id questionbank.BankID) (questionbank.Bank, questionbank.Signature, error)
	MayReview(ctx context.Context, id questionbank.BankID) (questionbank.Bank, questionbank.Signature, error)
	Withheld(ctx context.Context, id questionbank.ReleaseID) ([]questionbank.BankID, error)
	Heads(ctx context.Context, id questionbank.ReleaseID) (questionbank.Release, []questionbank.SealedVersion, error)
	InUse(ctx context.Context, bank questionbank.BankID) (questionbank.Use, error)
	UsedBy(ctx context.Context, bank questionbank.BankID) (questionbank.BankID, error)
	Lacking(ctx context.Context, bank questionbank.BankID, more questionbank.VersionID) (assembly.Report, error)
	CurrentKeyVersion(ctx context.Context, release questionbank.ReleaseID) (int, error)
}

// Decision is a result of a certification sitting that was released or made void.
type Decision struct {
	Mark
	Sitting string
	Release questionbank.ReleaseID
	Counts  bool // released; false: void
	First   bool // the person's first attempt
	SatOn   actor.Date
	Path    string // of the exam point
}

// Answered is one question of a sitting as it was answered.
type Answered struct {
	Version questionbank.VersionID
	Choice  uint16        // options by origin index, a bit each; of a case the questions that were answered right
	Right   bool          // full points by the key
	Spent   time.Duration // 0: not known
	Late    bool          // open when the time was over
	Parts   int8          // of a case: its questions
	Open    uint8         // of a case: those without an answer, a bit each
	Told    bool          // shown in another language beside Chinese
}

// Sittings are the certification sittings whose result was decided. Robots, mock and class examinations, held and provisional
// results never come out of it.
type Sittings interface {
	// Decided lists decisions after from, oldest first, at most limit.
	Decided(ctx context.Context, from Mark, limit int) ([]Decision, error)
	// Answers returns the answers of a sitting, marked by a version of the key.
	Answers(ctx context.Context, sitting string, key int) ([]Answered, error)
}

// Tx runs a function in one transaction that the stores join.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Sheets keeps the sittings that count and how far they were read.
type Sheets interface {
	Mark(ctx context.Context) (Mark, error)
	SetMark(ctx context.Context, m Mark) error
	// Known returns those of the sittings that count already.
	Known(ctx context.Context, sittings []string) (map[string]questionbank.BankID, error)
	// AddSheet fails where the sitting has one.
	AddSheet(ctx context.Context, s Sheet) error
	DropSheet(ctx context.Context, sitting string) error
	// Remark replaces the answers of a sheet by those marked by another key.
	Remark(ctx context.Context, s Sheet) error
	// Sheets returns sheets of a bank decided before a mark, newest first.
	Sheets(ctx context.Context, bank questionbank.BankID, before Mark, limit int) ([]Sheet, error)
	// Outdated returns sheets of a release that were marked by an older key.
	Outdated(ctx context.Context, release questionbank.ReleaseID, key, limit int) ([]Sheet, error)
	Releases(ctx context.Context, bank questionbank.BankID) ([]questionbank.ReleaseID, error)
}

// Items keeps what is known of banks and item versions.
type Items interface {
	// HoldBank returns the state of a bank and holds it until the transaction ends.
	HoldBank(ctx context.Context, bank questionbank.BankID) (BankState, error)
	BankState(ctx context.Context, bank questionbank.BankID) (BankState, error)
	BankStates(ctx context.Context) ([]BankState, error)
	SetBank(ctx context.Context, b BankState) error
	// Items returns what is known of the versions of a bank; without Figures unless full.
	Items(ctx context.Context, bank questionbank.BankID, full bool) ([]Item, error)
	Item(ctx context.Context, v questionbank.VersionID) (Item, error) // zero where nothing is known
	// SetItems adds or replaces; Figures and Flags only where full.
	SetItems(ctx context.Context, list []Item, full bool) error
}

// Quarantines keeps quarantines. Failures: ErrQuarantineUnknown, ErrQuarantined (the version has a live one), ErrMoved.
type Quarantines interface {
	AddQuarantine(ctx context.Context, q Quarantine) error
	Quarantine(ctx context.Context, id QuarantineID) (Quarantine, error)
	// Quarantines lists those of a bank, newest first; live: only those that are not over.
	Quarantines(ctx context.Context, bank questionbank.BankID, live bool, limit int) ([]Quarantine, error)
	QuarantinesOf(ctx context.Context, v questionbank.VersionID) ([]Quarantine, error) // newest first
	SetQuarantine(ctx context.Context, from State, q Quarantine) error
	OutOf(ctx context.Context, release questionbank.ReleaseID) ([]questionbank.ItemID, error) // by id; nil where there is none
	FrozenOf(ctx context.Context, v questionbank.VersionID) ([]FrozenAt, error)               // oldest first
}

// FrozenAt is what a release froze of an item version.
type FrozenAt struct {
	Release questionbank.ReleaseID
	No      int
	Name    string
	At      time.Time
	Measure *questionbank.Measure // nil: nothing was measured
}

// Suspicions keeps sittings whose recording is worth a look. Failures: ErrSuspicionUnknown, ErrMoved.
type Suspicions interface {
	// AddSuspicion changes nothing where the sitting has one.
	AddSuspicion(ctx context.Context, s Suspicion) error
	DropSuspicion(ctx context.Context, sitting string) error
	Suspicion(ctx context.Context, sitting string) (Suspicion, error)
	// Suspicions lists those of exam points under the paths, by sitting after a cursor.
	Suspicions(ctx context.Context, paths []string, state SuspicionState, after string, limit int) ([]Suspicion, error)
	SetSuspicion(ctx context.Context, s Suspicion) error
}

package people

import (
	"context"
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// Tx runs fn in one database transaction; nested calls join. fn may run again after a deadlock.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// OrgStore keeps organisations. A missing row is ErrNotFound, a duplicate ErrOrgTaken.
type OrgStore interface {
	AddOrg(ctx context.Context, o Org) error
	Org(ctx context.Context, id OrgID) (Org, error)
	OrgByUSCC(ctx context.Context, uscc string) (Org, error)
	// RootOrg returns the one organisation without a parent.
	RootOrg(ctx context.Context) (Org, error)
	// SaveOrg writes what may change if the version still is o.Version and raises it; ErrChanged otherwise.
	SaveOrg(ctx context.Context, o Org) error
	// MovePaths replaces the leading oldPath of all organisations below it by newPath.
	MovePaths(ctx context.Context, oldPath, newPath string) error
	// LockOrgs makes concurrent changes of the tree wait for this transaction.
	LockOrgs(ctx context.Context) error
	// DepthBelow returns the number of levels of the deepest organisation at or below path.
	DepthBelow(ctx context.Context, path string) (int, error)
	FindOrgs(ctx context.Context, q OrgQuery) ([]Org, error)
}

// OrgQuery selects organisations, ordered by id. Paths limits to these subtrees; nil selects nothing.
type OrgQuery struct {
	Paths  []string
	Kind   OrgKind // empty = any
	Name   string  // part of the name; empty = any
	Exact  bool    // Name is the whole name
	Parent OrgID   // empty = any
	Region string  // leading digits; empty = any
	After  OrgID   // cursor
	Limit  int
}

// PersonStore keeps persons. A missing row is ErrNotFound, a duplicate document ErrDocTaken.
type PersonStore interface {
	AddPerson(ctx context.Context, p Person, s Sealed) error
	Person(ctx context.Context, id PersonID) (Person, Sealed, error)
	PersonsByID(ctx context.Context, ids []PersonID) ([]Person, []Sealed, error)
	PersonByDocIndex(ctx context.Context, index []byte) (Person, Sealed, error)
	// SavePerson writes what may change if the version still is p.Version and raises it; ErrChanged otherwise.
	SavePerson(ctx context.Context, p Person, s Sealed) error
	FindPersons(ctx context.Context, q PersonQuery) ([]Person, []Sealed, error)
	// LockPerson makes other transactions that lock the same person wait for this one.
	LockPerson(ctx context.Context, id PersonID) error
}

// PersonQuery selects persons, ordered by id: those whose home organisation or whose employer on Today lies in one of
// Paths; nil selects nothing.
type PersonQuery struct {
	Paths      []string
	Today      actor.Date
	Name       string // leading part of the name
	DocIndex   []byte
	PhoneIndex []byte
	Employer   OrgID
	Photo      PhotoState
	After      PersonID
	Limit      int
}

// EmploymentStore keeps employments.
type EmploymentStore interface {
	AddEmployment(ctx context.Context, e Employment) error
	Employment(ctx context.Context, id string) (Employment, error)
	EmploymentsOf(ctx context.Context, p PersonID) ([]Employment, error)
	EndEmployment(ctx context.Context, id string, to actor.Date) error
}

// PhotoStore keeps the history of document photos; one row per person is current.
type PhotoStore interface {
	// AddPhoto makes ph the person's current photo.
	AddPhoto(ctx context.Context, p PersonID, ph Photo) error
	PhotoOf(ctx context.Context, p PersonID) (Photo, error)
	// DecidePhoto moves the photo from PENDING to its new state; ErrChanged when it is no longer pending.
	DecidePhoto(ctx context.Context, ph Photo) error
}

// AccountStore keeps staff accounts and grants. A missing row is ErrNotFound.
type AccountStore interface {
	AddAccount(ctx context.Context, a Account, passwordHash string) error
	Account(ctx context.Context, id AccountID) (Account, error)
	AccountByLogin(ctx context.Context, login string) (a Account, passwordHash string, err error)
	PasswordOf(ctx context.Context, id AccountID) (string, error)
	AccountsOf(ctx context.Context, p PersonID) ([]Account, error)
	// SaveAccount writes state, epoch, title and home if the version still is a.Version; ErrChanged otherwise.
	SaveAccount(ctx context.Context, a Account) error
	SetAccountPassword(ctx context.Context, id AccountID, hash string, mustChange bool) error
	FindAccounts(ctx context.Context, q AccountQuery) ([]Account, error)
	CountAccounts(ctx context.Context) (int, error)
	// AddGrant is ErrGranted when the same live grant exists.
	AddGrant(ctx context.Context, g Grant) error
	Grant(ctx context.Context, id string) (Grant, error)
	RevokeGrant(ctx context.Context, id string, by AccountID, at time.Time) error
	// LiveGrants returns the live grants of accounts with the present path and kind of their organisations.
	LiveGrants(ctx context.Context, ids ...AccountID) ([]Grant, error)
}

// AccountQuery selects staff accounts whose home organisation lies in one of Paths, ordered by id.
type AccountQuery struct {
	Paths []string
	Login string // leading part
	After AccountID
	Limit int
}

// CandidateStore keeps the accounts of candidates: at most one per person.
type CandidateStore interface {
	// AddLogin is ErrHasLogin when the person has an account.
	AddLogin(ctx context.Context, l Login) error
	Login(ctx context.Context, p PersonID) (Login, error)
	// LoginsByPhone returns the accounts of the persons with this phone, at most limit.
	LoginsByPhone(ctx context.Context, phoneIndex []byte, limit int) ([]Login, error)
	SaveLogin(ctx context.Context, l Login) error
}

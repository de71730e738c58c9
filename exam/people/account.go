package people

import (
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// AccountState is whether a staff account may log in.
type AccountState string

// The states of a staff account.
const (
	Invited  AccountState = "INVITED" // made, but the owner has not set a password yet
	Active   AccountState = "ACTIVE"
	Disabled AccountState = "DISABLED"
)

// Account is a staff account: exactly one natural person stands behind it.
type Account struct {
	ID         AccountID
	Login      string // 3 to 32 of a–z 0–9 . _ -
	Person     PersonID
	Name       string // the person's name
	Home       OrgID  // the organisation that manages the account
	HomePath   string
	State      AccountState
	MustChange bool  // the password was set by somebody else
	Epoch      int64 // raised by log-out everywhere: sessions of older epochs end
	CreatedAt  time.Time
	Version    int64
}

// Grant gives an account a role within an organisation's subtree.
type Grant struct {
	ID        string
	Account   AccountID
	Role      actor.Role
	Org       OrgID
	OrgName   string
	OrgPath   string  // present path, filled on reading
	OrgKind   OrgKind // filled on reading
	GrantedBy AccountID
	GrantedAt time.Time
	RevokedAt time.Time // zero = live
}

// Login is a candidate's own account; its id is the person's.
type Login struct {
	Person    PersonID
	Hash      string // PHC string
	Epoch     int64
	Disabled  bool
	CreatedAt time.Time
	Version   int64
}

package rules

import (
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// ProposalState is how far a proposal came.
type ProposalState string

// The states of a proposal.
const (
	Pending   ProposalState = "PENDING"
	Approved  ProposalState = "APPROVED"
	Rejected  ProposalState = "REJECTED"
	Withdrawn ProposalState = "WITHDRAWN"
)

// Proposal is an imported file that waits for the second person, or was decided by one.
type Proposal struct {
	ID             ProposalID
	Title          string
	Org            people.OrgID // the subtree it changes; National for all
	Content        string       // the file as it was read
	Digest         string       // sha256 of Content, hex
	State          ProposalState
	ProposedBy     string // account
	ProposedPerson string // natural person
	ProposedName   string
	ProposedAt     time.Time
	DecidedBy      string
	DecidedPerson  string
	DecidedName    string
	DecidedAt      time.Time
	Reason         string
}

// ProposalFilter narrows Proposals; newest first. Before pages on by id. Content is left empty in lists.
type ProposalFilter struct {
	State  ProposalState // empty = any
	Before ProposalID
	Limit  int
}

// Closure ends a rule set or a catalogue row early.
type Closure struct {
	RuleSet  RuleSetID // either this
	Item     ItemRowID // or this
	LastDay  actor.Date
	Proposal ProposalID
	At       time.Time
}

package rules

import (
	"time"

	"github.com/suikao/suikao/internal/actor"
)

// Typed identifiers of this context.
type (
	RuleSetID  string
	ItemRowID  string // one version of a catalogue row
	CalendarID string // one version of a calendar year
	BasisID    string
	ProposalID string
)

// National is the organisation path of rules that hold everywhere.
const National = "/"

// Selector says whom a rule set is for. Empty Group and Item mean all of the person type; Item wins over Group.
type Selector struct {
	OrgPath    string // organisation path the set holds under; National for all
	Track      Track
	PersonType PersonType
	Group      string // first two parts of an item code ("SO-09")
	Item       string // item code
}

// RuleSet is one row of law for one selector and period. Rows never change.
type RuleSet struct {
	ID            RuleSetID
	Key           string // stable name in files, unique ("cn-order19-so")
	Selector      Selector
	EffectiveFrom actor.Date // first day
	EffectiveTo   actor.Date // last day; empty = open
	Legal         string     // legal basis, shown to people
	Note          string
	Params        Params
	Proposal      ProposalID // empty for a seed
	Seed          bool
	CreatedAt     time.Time

	// ClosedOn is the last day set by a later set that closed this one; empty = not closed. It comes from closure rows.
	ClosedOn actor.Date
	ClosedBy ProposalID
}

// LastDay returns the last day the set is in force: the earlier of EffectiveTo and ClosedOn; empty = open.
func (r RuleSet) LastDay() actor.Date { return earlier(r.EffectiveTo, r.ClosedOn) }

// InForceOn reports whether the set is in force on d.
func (r RuleSet) InForceOn(d actor.Date) bool {
	last := r.LastDay()
	return r.EffectiveFrom <= d && (last == "" || d <= last)
}

func earlier(a, b actor.Date) actor.Date {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// Query asks for the rule in force. Item decides Track, PersonType and Group where it is given; otherwise Track and
// PersonType are needed. OrgPath is the path of the deciding authority; empty asks for national rules only.
type Query struct {
	Track      Track
	PersonType PersonType
	Group      string
	Item       string
	OrgPath    string
	On         actor.Date
}

// Set is the rule in force for a query: the fields of the winner, completed by the less specific sets and the catalogue.
type Set struct {
	Query  Query
	Winner RuleSet   // the most specific set in force
	Layers []RuleSet // all sets in force, most specific first; Layers[0] is the winner
	Item   *Item     // catalogue row where the query named an item
	Params
}

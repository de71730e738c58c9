package rules

import (
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people"
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

// National is the organisation of rules that hold everywhere: none.
const National people.OrgID = ""

// Selector says whom a rule set is for. Empty Group and Item mean all of the person type; Item wins over Group.
type Selector struct {
	Org        people.OrgID // organisation the set holds in and below; National for all
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

// IDs returns the ids of all layers, most specific first, to be frozen with a decision.
func (s Set) IDs() []RuleSetID {
	out := make([]RuleSetID, len(s.Layers))
	for i, l := range s.Layers {
		out[i] = l.ID
	}
	return out
}

// nearness returns how deep in path org stands: 0 for National, 1 for the root, -1 where org is not on the path. Ids are
// compared, not prefixes, so that rules stay with an organisation that moves in the tree.
func nearness(org people.OrgID, path string) int {
	if org == National {
		return 0
	}
	return slices.Index(strings.Split(path, "/"), string(org))
}

package rules

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Store keeps the rows. All methods join the open transaction of the context. Rows are inserted, never changed, except
// a proposal's decision and the guard's counter.
type Store interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// Lock takes the guard that orders all changes of rules until the transaction ends.
	Lock(ctx context.Context) error

	// Rows returns all sets, items and bases as they stand, remembered as long as the guard has not moved.
	Rows(ctx context.Context) (*Rows, error)
	// RuleSets returns all sets of the track and person type with their closures applied; an empty track returns all.
	RuleSets(ctx context.Context, t Track, p PersonType) ([]RuleSet, error)
	AddRuleSet(ctx context.Context, s RuleSet) error
	Items(ctx context.Context, code string) ([]Item, error) // all versions; an empty code returns all
	AddItem(ctx context.Context, i Item) error
	// Close ends the set or item row on last.
	Close(ctx context.Context, c Closure) error
	Calendars(ctx context.Context) ([]CalendarYear, error)
	AddCalendar(ctx context.Context, y CalendarYear) error
	Bases(ctx context.Context) ([]Basis, error)
	AddBasis(ctx context.Context, b Basis) error

	AddProposal(ctx context.Context, p Proposal) error // ErrDecided: the same file of the organisation is pending
	// PendingProposal returns the pending proposal of an organisation with this digest, or ErrNoProposal.
	PendingProposal(ctx context.Context, org people.OrgID, digest string) (Proposal, error)
	Proposal(ctx context.Context, id ProposalID) (Proposal, error) // ErrNoProposal
	Proposals(ctx context.Context, f ProposalFilter) ([]Proposal, error)
	// Decide stores the decision if the proposal is still pending, else ErrDecided.
	Decide(ctx context.Context, p Proposal) error
}

// Orgs tells where an organisation stands; people.Service is one.
type Orgs interface {
	Org(ctx context.Context, id people.OrgID) (people.Org, error)
	RootOrg(ctx context.Context) (people.Org, error)
}

// Service answers which rule is in force and carries changes of rules.
type Service struct {
	store Store
	orgs  Orgs
	audit actor.Auditor
	out   actor.Outbox
	now   actor.Clock
}

// New returns a Service.
func New(store Store, orgs Orgs, audit actor.Auditor, out actor.Outbox, now actor.Clock) *Service {
	return &Service{store: store, orgs: orgs, audit: audit, out: out, now: now}
}

// InForce returns the rule in force for q. Errors: ErrBadQuery, ErrBadDate, ErrNoItem, ErrNoRules.
func (s *Service) InForce(ctx context.Context, q Query) (Set, error) {
	rows, err := s.store.Rows(ctx)
	if err != nil {
		return Set{}, err
	}
	return rows.inForce(q)
}

// For returns the rule that answers question: Basis chooses the day among dates, InForce the set. Errors: those of
// InForce and ErrNoDate where the chosen date is not known yet.
func (s *Service) For(ctx context.Context, question Question, q Query, dates Dates) (Set, error) {
	rows, err := s.store.Rows(ctx)
	if err != nil {
		return Set{}, err
	}
	b, err := rows.basis(question, q.OrgPath)
	if err != nil {
		return Set{}, err
	}
	q.On = dates.of(b.Date)
	if q.On == "" {
		return Set{}, ErrNoDate.With("question", question).With("date", b.Date)
	}
	return rows.inForce(q)
}

// Dates are the days of the events that may choose a rule; empty where the event has not happened.
type Dates struct {
	Application actor.Date
	Sitting     actor.Date
	Decision    actor.Date
	Due         actor.Date
}

func (d Dates) of(k DateKind) actor.Date {
	return map[DateKind]actor.Date{OnApplication: d.Application, OnSitting: d.Sitting, OnDecision: d.Decision, OnDue: d.Due}[k]
}

// Today returns the civil day of the service's clock.
func (s *Service) Today() actor.Date { return actor.DateOf(s.now()) }

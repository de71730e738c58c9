// Package store keeps rules in the database through GORM. It implements rules.Store.
package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements rules.Store.
type Store struct {
	db      *sqldb.DB
	decoded params
	held    held
}

var _ rules.Store = (*Store)(nil)

// New returns a Store.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements rules.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// Lock implements rules.Store.
func (s *Store) Lock(ctx context.Context) error {
	s.changing(ctx).yes = true
	for {
		up := s.db.Conn(ctx).Exec("UPDATE rule_guard SET version = version + 1 WHERE id = 1")
		if up.Error != nil || up.RowsAffected == 1 {
			return up.Error
		}
		err := s.db.Conn(ctx).Exec("INSERT INTO rule_guard (id, version) VALUES (1, 0)").Error
		if err != nil && !errors.Is(err, gorm.ErrDuplicatedKey) {
			return err
		}
	}
}

// RuleSets implements rules.Store.
func (s *Store) RuleSets(ctx context.Context, t rules.Track, p rules.PersonType) ([]rules.RuleSet, error) {
	var rows []setRow
	q := s.db.Conn(ctx).Order("id")
	if t != "" {
		q = q.Where("track = ? AND person_type = ?", string(t), string(p))
	}
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	closed, err := s.closures(ctx, "rule_set_id <> ''")
	if err != nil {
		return nil, err
	}
	out := make([]rules.RuleSet, 0, len(rows))
	for _, r := range rows {
		set, err := r.set(&s.decoded)
		if err != nil {
			return nil, err
		}
		if c, ok := closed[r.ID]; ok {
			set.ClosedOn, set.ClosedBy = actor.Date(c.LastDay), rules.ProposalID(c.ProposalID)
		}
		out = append(out, set)
	}
	return out, nil
}

// closures returns the earliest closure of each row.
func (s *Store) closures(ctx context.Context, where string) (map[string]closureRow, error) {
	var rows []closureRow
	if err := s.db.Conn(ctx).Where(where).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := map[string]closureRow{}
	for _, r := range rows {
		id := r.RuleSetID + r.ItemRowID
		if have, ok := out[id]; !ok || r.LastDay < have.LastDay {
			out[id] = r
		}
	}
	return out, nil
}

// AddRuleSet implements rules.Store; a taken key is rules.ErrKeyTaken.
func (s *Store) AddRuleSet(ctx context.Context, set rules.RuleSet) error {
	row, err := setToRow(set)
	if err != nil {
		return err
	}
	err = s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return rules.ErrKeyTaken.With("key", set.Key).Wrap(err)
	}
	return err
}

// Close implements rules.Store.
func (s *Store) Close(ctx context.Context, c rules.Closure) error {
	row := closureRow{ID: actor.NewID(c.At), RuleSetID: string(c.RuleSet), ItemRowID: string(c.Item), LastDay: string(c.LastDay),
		ProposalID: string(c.Proposal), CreatedAt: sqldb.At(c.At)}
	return s.db.Conn(ctx).Create(&row).Error
}

// Items implements rules.Store.
func (s *Store) Items(ctx context.Context, code string) ([]rules.Item, error) {
	var rows []itemRow
	q := s.db.Conn(ctx).Order("code, since, id")
	if code != "" {
		q = q.Where("code = ?", code)
	}
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	closed, err := s.closures(ctx, "item_row_id <> ''")
	if err != nil {
		return nil, err
	}
	out := make([]rules.Item, len(rows))
	for i, r := range rows {
		out[i] = r.item()
		out[i].ClosedOn = actor.Date(closed[r.ID].LastDay)
	}
	return out, nil
}

// AddItem implements rules.Store.
func (s *Store) AddItem(ctx context.Context, i rules.Item) error {
	row := itemToRow(i)
	return s.db.Conn(ctx).Create(&row).Error
}

// Calendars implements rules.Store.
func (s *Store) Calendars(ctx context.Context) ([]rules.CalendarYear, error) {
	var rows []calendarRow
	if err := s.db.Conn(ctx).Order("year, seq").Find(&rows).Error; err != nil {
		return nil, err
	}
	var days []dayRow
	if err := s.db.Conn(ctx).Order("calendar_id, day").Find(&days).Error; err != nil {
		return nil, err
	}
	of := map[string][]rules.CalendarDay{}
	for _, d := range days {
		of[d.CalendarID] = append(of[d.CalendarID], rules.CalendarDay{Day: actor.Date(d.Day), Work: d.Work == 1, Name: d.Name})
	}
	out := make([]rules.CalendarYear, len(rows))
	for i, r := range rows {
		out[i] = rules.CalendarYear{ID: rules.CalendarID(r.ID), Year: r.Year, Seq: r.Seq, Notice: r.Notice, Source: r.Source, Days: of[r.ID],
			Proposal: rules.ProposalID(r.ProposalID)}
	}
	return out, nil
}

// AddCalendar implements rules.Store.
func (s *Store) AddCalendar(ctx context.Context, y rules.CalendarYear) error {
	row := calendarRow{ID: string(y.ID), Year: y.Year, Seq: y.Seq, Notice: y.Notice, Source: y.Source, ProposalID: string(y.Proposal)}
	if err := s.db.Conn(ctx).Create(&row).Error; err != nil {
		return err
	}
	days := make([]dayRow, len(y.Days))
	for i, d := range y.Days {
		days[i] = dayRow{CalendarID: row.ID, Day: string(d.Day), Work: bit(d.Work), Name: d.Name}
	}
	if len(days) == 0 {
		return nil
	}
	return s.db.Conn(ctx).CreateInBatches(days, 200).Error
}

// Bases implements rules.Store.
func (s *Store) Bases(ctx context.Context) ([]rules.Basis, error) {
	var rows []basisRow
	if err := s.db.Conn(ctx).Order("question, org_id, seq").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]rules.Basis, len(rows))
	for i, r := range rows {
		out[i] = rules.Basis{ID: rules.BasisID(r.ID), Org: people.OrgID(r.OrgID), Question: rules.Question(r.Question),
			Date: rules.DateKind(r.DateKind), Reason: r.Reason, Source: r.Source, Seq: r.Seq, Proposal: rules.ProposalID(r.ProposalID)}
	}
	return out, nil
}

// AddBasis implements rules.Store.
func (s *Store) AddBasis(ctx context.Context, b rules.Basis) error {
	row := basisRow{ID: string(b.ID), OrgID: string(b.Org), Question: string(b.Question), DateKind: string(b.Date), Reason: b.Reason,
		Source: b.Source, Seq: b.Seq, ProposalID: string(b.Proposal)}
	return s.db.Conn(ctx).Create(&row).Error
}

// AddProposal implements rules.Store.
func (s *Store) AddProposal(ctx context.Context, p rules.Proposal) error {
	row := proposalToRow(p)
	row.LiveKey = proposalKey(p.Org, p.Digest)
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return rules.ErrDecided.Wrap(err)
	}
	return err
}

// proposalKey is what the database allows once while it is pending: one file of an organisation.
func proposalKey(org people.OrgID, digest string) *string {
	key := string(org) + "|" + digest
	return &key
}

// PendingProposal implements rules.Store.
func (s *Store) PendingProposal(ctx context.Context, org people.OrgID, digest string) (rules.Proposal, error) {
	return s.one(s.db.Conn(ctx).Where("live_key = ?", *proposalKey(org, digest)))
}

func (s *Store) one(tx *gorm.DB) (rules.Proposal, error) {
	var row proposalRow
	err := tx.Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return rules.Proposal{}, rules.ErrNoProposal
	}
	return row.proposal(), err
}

// Proposal implements rules.Store.
func (s *Store) Proposal(ctx context.Context, id rules.ProposalID) (rules.Proposal, error) {
	return s.one(s.db.Conn(ctx).Where("id = ?", string(id)))
}

// Proposals implements rules.Store.
func (s *Store) Proposals(ctx context.Context, f rules.ProposalFilter) ([]rules.Proposal, error) {
	q := s.db.Conn(ctx).Omit("content").Order("id DESC").Limit(f.Limit)
	if f.State != "" {
		q = q.Where("state = ?", string(f.State))
	}
	if f.Before != "" {
		q = q.Where("id < ?", string(f.Before))
	}
	var rows []proposalRow
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]rules.Proposal, len(rows))
	for i, r := range rows {
		out[i] = r.proposal()
	}
	return out, nil
}

// Decide implements rules.Store.
func (s *Store) Decide(ctx context.Context, p rules.Proposal) error {
	up := s.db.Conn(ctx).Model(&proposalRow{}).Where("id = ? AND state = ?", string(p.ID), string(rules.Pending)).
		Updates(map[string]any{"state": string(p.State), "decided_by": p.DecidedBy, "decided_person": p.DecidedPerson,
			"decided_name": p.DecidedName, "decided_at": sqldb.At(p.DecidedAt), "reason": p.Reason, "live_key": nil})
	if up.Error == nil && up.RowsAffected != 1 {
		return rules.ErrDecided
	}
	return up.Error
}

package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/health"
)

type signature struct {
	Account string       `gorm:"column:account"`
	Person  string       `gorm:"column:person"`
	Name    string       `gorm:"column:name"`
	At      sqldb.Millis `gorm:"column:at"`
}

func signed(s questionbank.Signature) signature {
	return signature{s.Account, s.Person, s.Name, sqldb.At(s.At)}
}

func (s signature) back() questionbank.Signature {
	return questionbank.Signature{Account: s.Account, Person: s.Person, Name: s.Name, At: s.At.Time()}
}

func absent(err error, as *fault.Error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return as
	}
	return err
}

type quarantineRow struct {
	ID           string    `gorm:"column:id;primaryKey"`
	BankID       string    `gorm:"column:bank_id"`
	ItemID       string    `gorm:"column:item_id"`
	VersionID    string    `gorm:"column:version_id"`
	LiveKey      *string   `gorm:"column:live_key"`
	State        string    `gorm:"column:state"`
	Source       string    `gorm:"column:source"`
	Sum          int64     `gorm:"column:sum_micro"`
	Answers      int       `gorm:"column:answers"`
	Reason       string    `gorm:"column:reason"`
	OwnerAccount string    `gorm:"column:owner_account"`
	OwnerPerson  string    `gorm:"column:owner_person"`
	OwnerName    string    `gorm:"column:owner_name"`
	By           signature `gorm:"embedded;embeddedPrefix:by_"`
	Decider      signature `gorm:"embedded;embeddedPrefix:decider_"`
	Decision     string    `gorm:"column:decision"`
	Ender        signature `gorm:"embedded;embeddedPrefix:ender_"`
	Ending       string    `gorm:"column:ending"`
}

func (quarantineRow) TableName() string { return "item_quarantine" }

func quarantineToRow(q health.Quarantine) quarantineRow {
	r := quarantineRow{ID: string(q.ID), BankID: string(q.Bank), ItemID: string(q.Item), VersionID: string(q.Version), State: string(q.State),
		Source: string(q.Source), Sum: micro(q.Sum), Answers: q.Answers, Reason: q.Reason, OwnerAccount: q.Owner.Account, OwnerPerson: q.Owner.Person,
		OwnerName: q.Owner.Name, By: signed(q.By), Decider: signed(q.Decider), Decision: q.Decision, Ender: signed(q.Ender), Ending: q.Ending}
	if q.State.Live() {
		key := string(q.Version)
		r.LiveKey = &key
	}
	return r
}

func (r quarantineRow) back() health.Quarantine {
	return health.Quarantine{ID: health.QuarantineID(r.ID), Bank: questionbank.BankID(r.BankID), Item: questionbank.ItemID(r.ItemID),
		Version: questionbank.VersionID(r.VersionID), State: health.State(r.State), Source: health.Source(r.Source), Sum: unit(r.Sum), Answers: r.Answers,
		Reason: r.Reason, Owner: health.Owner{Account: r.OwnerAccount, Person: r.OwnerPerson, Name: r.OwnerName}, By: r.By.back(),
		Decider: r.Decider.back(), Decision: r.Decision, Ender: r.Ender.back(), Ending: r.Ending}
}

// AddQuarantine implements health.Quarantines.
func (s *Store) AddQuarantine(ctx context.Context, q health.Quarantine) error {
	row := quarantineToRow(q)
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return health.ErrQuarantined
	}
	return err
}

// Quarantine implements health.Quarantines.
func (s *Store) Quarantine(ctx context.Context, id health.QuarantineID) (health.Quarantine, error) {
	r, err := sqldb.First[quarantineRow](ctx, s.db, "id = ?", string(id))
	return r.back(), absent(err, health.ErrQuarantineUnknown)
}

// Quarantines implements health.Quarantines.
func (s *Store) Quarantines(ctx context.Context, bank questionbank.BankID, live bool, limit int) ([]health.Quarantine, error) {
	where := "bank_id = ?"
	if live {
		where += " AND live_key IS NOT NULL"
	}
	return sqldb.All(ctx, s.db, quarantineRow.back, "id DESC", limit, where, string(bank))
}

// QuarantinesOf implements health.Quarantines.
func (s *Store) QuarantinesOf(ctx context.Context, v questionbank.VersionID) ([]health.Quarantine, error) {
	return sqldb.All(ctx, s.db, quarantineRow.back, "id DESC", 100, "version_id = ?", string(v))
}

// SetQuarantine implements health.Quarantines.
func (s *Store) SetQuarantine(ctx context.Context, from health.State, q health.Quarantine) error {
	row := quarantineToRow(q)
	up := s.db.Conn(ctx).Model(&row).Where("state = ?", string(from)).Select("*").Omit("id").Updates(&row)
	if up.Error == nil && up.RowsAffected != 1 {
		return health.ErrMoved
	}
	return up.Error
}

// OutOf implements health.Quarantines. Every draw asks it.
func (s *Store) OutOf(ctx context.Context, release questionbank.ReleaseID) ([]questionbank.ItemID, error) {
	var out []questionbank.ItemID
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		var id string
		if err := scan(&id); err != nil {
			return err
		}
		out = append(out, questionbank.ItemID(id))
		return nil
	}, "SELECT q.item_id FROM bank_release r JOIN item_quarantine q ON q.bank_id = r.bank_id AND q.state IN ('OUT','RETIRED') "+
		"JOIN release_item i ON i.release_id = r.id AND i.item_id = q.item_id AND i.version_id = q.version_id WHERE r.id = ? ORDER BY q.item_id", string(release))
	return out, err
}

// FrozenOf implements health.Quarantines.
func (s *Store) FrozenOf(ctx context.Context, v questionbank.VersionID) ([]health.FrozenAt, error) {
	var out []health.FrozenAt
	err := s.db.Query(ctx, func(scan func(...any) error) error {
		var f health.FrozenAt
		var id string
		var at sqldb.Millis
		var p [4]*int32
		var stage, responses *int
		if err := scan(&id, &f.No, &f.Name, &at, &p[0], &p[1], &p[2], &p[3], &stage, &responses); err != nil {
			return err
		}
		f.Release, f.At = questionbank.ReleaseID(id), at.Time()
		if p[0] != nil && p[1] != nil && p[2] != nil && p[3] != nil && stage != nil && responses != nil {
			f.Measure = &questionbank.Measure{Params: assembly.Params{P: [3]int32{*p[0], *p[1], *p[2]}, Info: *p[3]}, Stage: *stage, Responses: *responses}
		}
		out = append(out, f)
		return nil
	}, "SELECT r.id, r.no, r.name, r.by_at, i.p_below, i.p_cut, i.p_above, i.info, i.stage, i.responses FROM item_version v JOIN release_item i ON i.item_id = v.item_id "+
		"AND i.version_id = v.id JOIN bank_release r ON r.id = i.release_id AND r.bank_id = v.bank_id WHERE v.id = ? ORDER BY r.no", string(v))
	return out, err
}

type suspicionRow struct {
	SittingID string       `gorm:"column:sitting_id;primaryKey"`
	BankID    string       `gorm:"column:bank_id"`
	OrgPath   string       `gorm:"column:org_path"`
	SatOn     string       `gorm:"column:sat_on"`
	Index     int64        `gorm:"column:index_micro"`
	Share     int64        `gorm:"column:share_micro"`
	State     string       `gorm:"column:state"`
	At        sqldb.Millis `gorm:"column:at"`
	By        signature    `gorm:"embedded;embeddedPrefix:by_"`
	Note      string       `gorm:"column:note"`
}

func (suspicionRow) TableName() string { return "foreknowledge" }

func (r suspicionRow) back() health.Suspicion {
	return health.Suspicion{Sitting: r.SittingID, Bank: questionbank.BankID(r.BankID), Path: r.OrgPath, SatOn: actor.Date(r.SatOn), Index: unit(r.Index),
		Share: unit(r.Share), State: health.SuspicionState(r.State), At: r.At.Time(), By: r.By.back(), Note: r.Note}
}

// AddSuspicion implements health.Suspicions.
func (s *Store) AddSuspicion(ctx context.Context, h health.Suspicion) error {
	row := suspicionRow{h.Sitting, string(h.Bank), h.Path, string(h.SatOn), micro(h.Index), micro(h.Share), string(h.State), sqldb.At(h.At), signed(h.By), h.Note}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error
}

// DropSuspicion implements health.Suspicions.
func (s *Store) DropSuspicion(ctx context.Context, sitting string) error {
	return s.db.Conn(ctx).Where("sitting_id = ? AND state = ?", sitting, string(health.Open)).Delete(&suspicionRow{}).Error
}

// Suspicion implements health.Suspicions.
func (s *Store) Suspicion(ctx context.Context, sitting string) (health.Suspicion, error) {
	r, err := sqldb.First[suspicionRow](ctx, s.db, "sitting_id = ?", sitting)
	return r.back(), absent(err, health.ErrSuspicionUnknown)
}

// Suspicions implements health.Suspicions.
func (s *Store) Suspicions(ctx context.Context, paths []string, state health.SuspicionState, after string, limit int) ([]health.Suspicion, error) {
	under, args := sqldb.Under("org_path", paths)
	return sqldb.All(ctx, s.db, suspicionRow.back, "sitting_id", limit, "state = ? AND sitting_id > ? AND "+under, append([]any{string(state), after}, args...)...)
}

// SetSuspicion implements health.Suspicions.
func (s *Store) SetSuspicion(ctx context.Context, h health.Suspicion) error {
	by := signed(h.By)
	up := s.db.Conn(ctx).Model(&suspicionRow{}).Where("sitting_id = ? AND state = ?", h.Sitting, string(health.Open)).Updates(map[string]any{"state": string(h.State),
		"by_account": by.Account, "by_person": by.Person, "by_name": by.Name, "by_at": by.At, "note": h.Note})
	if up.Error == nil && up.RowsAffected != 1 {
		return health.ErrMoved
	}
	return up.Error
}

package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/health"
)

type markRow struct {
	Name      string       `gorm:"column:name;primaryKey"`
	DecidedAt sqldb.Millis `gorm:"column:decided_at"`
	ResultID  string       `gorm:"column:result_id"`
}

func (markRow) TableName() string { return "calibration_mark" }

const results = "results"

// Mark implements health.Sheets.
func (s *Store) Mark(ctx context.Context) (health.Mark, error) {
	r, err := sqldb.First[markRow](ctx, s.db, "name = ?", results)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return health.Mark{}, nil
	}
	return health.Mark{At: r.DecidedAt.Time(), ID: r.ResultID}, err
}

// SetMark implements health.Sheets.
func (s *Store) SetMark(ctx context.Context, m health.Mark) error {
	row := markRow{results, sqldb.At(m.At), m.ID}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "name"}},
		DoUpdates: clause.AssignmentColumns([]string{"decided_at", "result_id"})}).Create(&row).Error
}

type sheetRow struct {
	SittingID  string       `gorm:"column:sitting_id;primaryKey"`
	BankID     string       `gorm:"column:bank_id"`
	ReleaseID  string       `gorm:"column:release_id"`
	KeyVersion int          `gorm:"column:key_version"`
	IsFirst    int          `gorm:"column:is_first"`
	SatOn      string       `gorm:"column:sat_on"`
	DecidedAt  sqldb.Millis `gorm:"column:decided_at"`
	Answers    []byte       `gorm:"column:answers"`
}

func (sheetRow) TableName() string { return "calibration_sheet" }

func (r sheetRow) back() health.Sheet {
	return health.Sheet{Sitting: r.SittingID, Bank: questionbank.BankID(r.BankID), Release: questionbank.ReleaseID(r.ReleaseID), Key: r.KeyVersion,
		First: r.IsFirst == 1, SatOn: actor.Date(r.SatOn), DecidedAt: r.DecidedAt.Time(), Answers: r.Answers}
}

// Known implements health.Sheets.
func (s *Store) Known(ctx context.Context, sittings []string) (map[string]questionbank.BankID, error) {
	out := map[string]questionbank.BankID{}
	if len(sittings) == 0 {
		return out, nil
	}
	var rows []sheetRow
	err := s.db.Conn(ctx).Select("sitting_id", "bank_id").Where("sitting_id IN ?", sittings).Find(&rows).Error
	for _, r := range rows {
		out[r.SittingID] = questionbank.BankID(r.BankID)
	}
	return out, err
}

// AddSheet implements health.Sheets.
func (s *Store) AddSheet(ctx context.Context, h health.Sheet) error {
	first := 0
	if h.First {
		first = 1
	}
	row := sheetRow{h.Sitting, string(h.Bank), string(h.Release), h.Key, first, string(h.SatOn), sqldb.At(h.DecidedAt), h.Answers}
	return s.db.Conn(ctx).Create(&row).Error
}

// DropSheet implements health.Sheets.
func (s *Store) DropSheet(ctx context.Context, sitting string) error {
	return s.db.Conn(ctx).Where("sitting_id = ?", sitting).Delete(&sheetRow{}).Error
}

// Remark implements health.Sheets.
func (s *Store) Remark(ctx context.Context, h health.Sheet) error {
	return s.db.Conn(ctx).Model(&sheetRow{}).Where("sitting_id = ?", h.Sitting).Updates(map[string]any{"key_version": h.Key, "answers": h.Answers}).Error
}

// Sheets implements health.Sheets.
func (s *Store) Sheets(ctx context.Context, bank questionbank.BankID, before health.Mark, limit int) ([]health.Sheet, error) {
	q, args := "bank_id = ?", []any{string(bank)}
	if before.ID != "" {
		q, args = q+" AND (decided_at < ? OR decided_at = ? AND sitting_id < ?)", append(args, sqldb.At(before.At), sqldb.At(before.At), before.ID)
	}
	return sqldb.All(ctx, s.db, sheetRow.back, "decided_at DESC, sitting_id DESC", limit, q, args...)
}

// Outdated implements health.Sheets.
func (s *Store) Outdated(ctx context.Context, release questionbank.ReleaseID, key, limit int) ([]health.Sheet, error) {
	return sqldb.All(ctx, s.db, sheetRow.back, "sitting_id", limit, "release_id = ? AND key_version < ?", string(release), key)
}

// Releases implements health.Sheets.
func (s *Store) Releases(ctx context.Context, bank questionbank.BankID) ([]questionbank.ReleaseID, error) {
	var out []questionbank.ReleaseID
	err := s.db.Conn(ctx).Model(&sheetRow{}).Where("bank_id = ?", string(bank)).Distinct().Order("release_id").Pluck("release_id", &out).Error
	return out, err
}

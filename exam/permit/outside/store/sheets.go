package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type dayRow struct {
	OrgID     string `gorm:"column:org_id;primaryKey"`
	Day       string `gorm:"column:day;primaryKey"`
	SheetRows int    `gorm:"column:sheet_rows"`
	Missed    int    `gorm:"column:missed"`
	Closed    int    `gorm:"column:closed"`
}

func (dayRow) TableName() string { return "permit_org_use" }

// OrgUse implements outside.DayStore.
func (s *Store) OrgUse(ctx context.Context, org people.OrgID, day actor.Date) (outside.OrgUse, error) {
	r, err := sqldb.First[dayRow](ctx, s.db, "org_id = ? AND day = ?", string(org), string(day))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = nil
	}
	return outside.OrgUse{SheetRows: r.SheetRows, Missed: r.Missed, Closed: r.Closed != 0}, err
}

// OrgMiss implements outside.DayStore.
func (s *Store) OrgMiss(ctx context.Context, org people.OrgID, day actor.Date, n, limit int) (bool, error) {
	if n == 0 {
		return true, nil
	}
	return s.onDay(ctx, org, day, "missed", "missed + ? <= ?", n, limit)
}

// OrgSpend implements outside.DayStore.
func (s *Store) OrgSpend(ctx context.Context, org people.OrgID, day actor.Date, n, limit int) (bool, error) {
	return s.onDay(ctx, org, day, "sheet_rows", "sheet_rows + ? <= ?", n, limit)
}

// CloseOrg implements outside.DayStore.
func (s *Store) CloseOrg(ctx context.Context, org people.OrgID, day actor.Date) (bool, error) {
	return s.onDay(ctx, org, day, "closed", "closed + ? <= ?", 1, 1)
}

func (s *Store) onDay(ctx context.Context, org people.OrgID, day actor.Date, column, within string, n, limit int) (bool, error) {
	err := s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&dayRow{OrgID: string(org), Day: string(day)}).Error
	if err != nil {
		return false, err
	}
	res := s.db.Conn(ctx).Model(&dayRow{}).Where("org_id = ? AND day = ?", string(org), string(day)).Where(within, n, limit).Update(column, gorm.Expr(column+" + ?", n))
	return res.RowsAffected > 0, res.Error
}

type sheetRow struct {
	ID       string       `gorm:"column:id;primaryKey"`
	OrgID    string       `gorm:"column:org_id"`
	OrgPath  string       `gorm:"column:org_path"`
	FileName string       `gorm:"column:file_name"`
	MadeBy   string       `gorm:"column:made_by"`
	At       sqldb.Millis `gorm:"column:at"`
	EndsAt   sqldb.Millis `gorm:"column:ends_at"`
	Counts   string       `gorm:"column:counts"`
	Finished int          `gorm:"column:finished"`
}

func (sheetRow) TableName() string { return "permit_sheet" }

func (r sheetRow) sheet() outside.Sheet {
	out := outside.Sheet{ID: outside.SheetID(r.ID), Org: people.OrgID(r.OrgID), OrgPath: r.OrgPath, FileName: r.FileName, MadeBy: r.MadeBy, At: r.At.Time(), EndsAt: r.EndsAt.Time()}
	_ = json.Unmarshal([]byte(r.Counts), &out.Counts) // written by FinishSheet
	return out
}

type partRow struct {
	SheetID string `gorm:"column:sheet_id;primaryKey"`
	N       int    `gorm:"column:n;primaryKey;autoIncrement:false"`
	Body    string `gorm:"column:body"`
}

func (partRow) TableName() string { return "permit_sheet_part" }

// AddSheet implements outside.SheetStore.
func (s *Store) AddSheet(ctx context.Context, h outside.Sheet) error {
	return s.db.Conn(ctx).Create(&sheetRow{string(h.ID), string(h.Org), h.OrgPath, h.FileName, h.MadeBy, sqldb.At(h.At), sqldb.At(h.EndsAt), "{}", 0}).Error
}

// AddPart implements outside.SheetStore.
func (s *Store) AddPart(ctx context.Context, id outside.SheetID, n int, sealed string) error {
	return s.db.Conn(ctx).Create(&partRow{string(id), n, sealed}).Error
}

// FinishSheet implements outside.SheetStore.
func (s *Store) FinishSheet(ctx context.Context, h outside.Sheet) error {
	counts, err := json.Marshal(h.Counts)
	if err != nil {
		return err
	}
	return s.db.Conn(ctx).Model(&sheetRow{}).Where("id = ?", string(h.ID)).Updates(map[string]any{"counts": string(counts), "finished": 1}).Error
}

// Sheet implements outside.SheetStore.
func (s *Store) Sheet(ctx context.Context, id outside.SheetID) (outside.Sheet, error) {
	r, err := sqldb.First[sheetRow](ctx, s.db, "id = ? AND finished = 1", string(id))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = outside.ErrSheetGone
	}
	return r.sheet(), err
}

// Parts implements outside.SheetStore.
func (s *Store) Parts(ctx context.Context, id outside.SheetID) ([]string, error) {
	return sqldb.All(ctx, s.db, func(r partRow) string { return r.Body }, "n", 0, "sheet_id = ?", string(id))
}

// SheetsOf implements outside.SheetStore.
func (s *Store) SheetsOf(ctx context.Context, org people.OrgID, account string) ([]outside.Sheet, error) {
	return sqldb.All(ctx, s.db, sheetRow.sheet, "id DESC", 50, "org_id = ? AND made_by = ? AND finished = 1", string(org), account)
}

// DropSheet implements outside.SheetStore.
func (s *Store) DropSheet(ctx context.Context, id outside.SheetID) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		return errors.Join(s.db.Conn(ctx).Where("sheet_id = ?", string(id)).Delete(&partRow{}).Error, s.db.Conn(ctx).Where("id = ?", string(id)).Delete(&sheetRow{}).Error)
	})
}

// DropSheets implements outside.SheetStore.
func (s *Store) DropSheets(ctx context.Context, endedBy time.Time) error {
	ended, err := sqldb.All(ctx, s.db, func(r sheetRow) outside.SheetID { return outside.SheetID(r.ID) }, "ends_at", 200, "ends_at <= ?", sqldb.At(endedBy))
	for _, id := range ended {
		err = errors.Join(err, s.DropSheet(ctx, id))
	}
	return err
}

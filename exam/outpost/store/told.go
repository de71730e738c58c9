package store

import (
	"context"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/outpost"
)

type toldRow struct {
	No   int64  `gorm:"column:no;primaryKey;autoIncrement:false"`
	What string `gorm:"column:what"`
	Body string `gorm:"column:body"`
}

func (toldRow) TableName() string { return "outpost_told" }

// AddTold implements outpost.ToldStore.
func (s *Store) AddTold(ctx context.Context, list []outpost.Told, least int64) error {
	if len(list) == 0 {
		return nil
	}
	var last int64
	if err := s.db.Conn(ctx).Model(&toldRow{}).Select("COALESCE(MAX(no), 0)").Scan(&last).Error; err != nil {
		return err
	}
	next := max(least, last+1)
	rows := make([]toldRow, len(list))
	for i, x := range list {
		rows[i] = toldRow{next + int64(i), x.What, string(x.Body)}
	}
	return s.db.Conn(ctx).Create(&rows).Error
}

// Told implements outpost.ToldStore.
func (s *Store) Told(ctx context.Context, limit int) ([]outpost.Told, error) {
	var rows []toldRow
	err := s.db.Conn(ctx).Where("what <> ''").Order("no").Limit(limit).Find(&rows).Error
	out := make([]outpost.Told, len(rows))
	for i, r := range rows {
		out[i] = outpost.Told{No: r.No, What: r.What, Body: []byte(r.Body)}
	}
	return out, err
}

// CountTold implements outpost.ToldStore.
func (s *Store) CountTold(ctx context.Context) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&toldRow{}).Where("what <> ''").Count(&n).Error
	return int(n), err
}

// DropTold implements outpost.ToldStore. An empty row keeps the number, so that none is given twice when the clock goes back.
func (s *Store) DropTold(ctx context.Context, upTo int64) error {
	if err := s.db.Conn(ctx).Where("no <= ?", upTo).Delete(&toldRow{}).Error; err != nil {
		return err
	}
	return s.db.Conn(ctx).Create(&toldRow{No: upTo}).Error
}

// ToldNo implements outpost.HeardStore.
func (s *Store) ToldNo(ctx context.Context, id outpost.NodeID) (int64, error) {
	var r struct{ ToldNo int64 }
	err := s.db.Conn(ctx).Model(&nodeRow{}).Clauses(clause.Locking{Strength: "UPDATE"}).Select("told_no").Where("id = ?", string(id)).Take(&r).Error
	return r.ToldNo, err
}

// SetToldNo implements outpost.HeardStore.
func (s *Store) SetToldNo(ctx context.Context, id outpost.NodeID, no int64) error {
	return s.db.Conn(ctx).Model(&nodeRow{}).Where("id = ?", string(id)).Update("told_no", no).Error
}

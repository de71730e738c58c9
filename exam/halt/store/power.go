package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type outageRow struct {
	ID       string       `gorm:"column:id;primaryKey"`
	RoomID   string       `gorm:"column:room_id"`
	LiveKey  *string      `gorm:"column:live_key"`
	OrgPath  string       `gorm:"column:org_path"`
	Basis    string       `gorm:"column:basis"`
	FromAt   sqldb.Millis `gorm:"column:from_at"`
	ToAt     sqldb.Millis `gorm:"column:to_at"`
	Evidence string       `gorm:"column:evidence"`
	Reason   string       `gorm:"column:reason"`
	Text     string       `gorm:"column:text"`
	By       string       `gorm:"column:stated_by"`
	ByName   string       `gorm:"column:stated_name"`
	MadeAt   sqldb.Millis `gorm:"column:made_at"`
	Settled  sqldb.Millis `gorm:"column:settled_at"`
}

func (outageRow) TableName() string { return "room_outage" }

func (r outageRow) outage() halt.Outage {
	return halt.Outage{ID: halt.OutageID(r.ID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, Basis: halt.Basis(r.Basis), From: r.FromAt.Time(),
		To: r.ToAt.Time(), Evidence: r.Evidence, Reason: exam.Reason{Code: r.Reason, Text: r.Text}, By: people.AccountID(r.By), ByName: r.ByName,
		At: r.MadeAt.Time(), Settled: r.Settled.Time()}
}

type lossRow struct {
	SittingID string       `gorm:"column:sitting_id;primaryKey"`
	Epoch     int64        `gorm:"column:epoch;primaryKey"`
	RoomID    string       `gorm:"column:room_id"`
	SeatID    string       `gorm:"column:seat_id"`
	HeardAt   sqldb.Millis `gorm:"column:heard_at"`
	NoticedAt sqldb.Millis `gorm:"column:noticed_at"`
	BackAt    sqldb.Millis `gorm:"column:back_at"`
	OutageID  string       `gorm:"column:outage_id"`
}

func (lossRow) TableName() string { return "seat_loss" }

// AddLoss implements halt.PowerStore.
func (s *Store) AddLoss(ctx context.Context, l halt.Loss) error {
	err := s.db.Conn(ctx).Create(&lossRow{string(l.Sitting), l.Epoch, string(l.Room), string(l.Seat), sqldb.At(l.HeardAt), sqldb.At(l.NoticedAt),
		sqldb.At(l.BackAt), string(l.Outage)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return s.db.Conn(ctx).Model(&lossRow{}).Where("sitting_id = ? AND epoch = ? AND noticed_at = 0", string(l.Sitting), l.Epoch).
			Updates(map[string]any{"heard_at": sqldb.At(l.HeardAt), "noticed_at": sqldb.At(l.NoticedAt)}).Error
	}
	return err
}

// NoteReturn implements halt.PowerStore.
func (s *Store) NoteReturn(ctx context.Context, l halt.Loss) error {
	err := s.db.Conn(ctx).Create(&lossRow{SittingID: string(l.Sitting), Epoch: l.Epoch, RoomID: string(l.Room), SeatID: string(l.Seat),
		BackAt: sqldb.At(l.BackAt)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return nil
	}
	return err
}

// SeatBack implements halt.PowerStore.
func (s *Store) SeatBack(ctx context.Context, id exam.SittingID, at time.Time) (int, error) {
	res := s.db.Conn(ctx).Model(&lossRow{}).Where("sitting_id = ? AND back_at = 0", string(id)).Update("back_at", sqldb.At(at))
	return int(res.RowsAffected), res.Error
}

// DropLosses implements halt.PowerStore.
func (s *Store) DropLosses(ctx context.Context, before time.Time) error {
	return s.db.Conn(ctx).Where("noticed_at < ? AND back_at < ? AND outage_id = ''", sqldb.At(before), sqldb.At(before)).Delete(&lossRow{}).Error
}

// Losses implements halt.PowerStore.
func (s *Store) Losses(ctx context.Context, room site.RoomID, since time.Time) ([]halt.Loss, error) {
	return losses(s.db.Conn(ctx).Where("room_id = ? AND noticed_at >= ?", string(room), sqldb.At(since)))
}

// LossesOf implements halt.PowerStore.
func (s *Store) LossesOf(ctx context.Context, o halt.OutageID) ([]halt.Loss, error) {
	var rows []outageRow
	if err := s.db.Conn(ctx).Select("room_id, from_at").Where("id = ?", string(o)).Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	return losses(s.db.Conn(ctx).Where("room_id = ? AND noticed_at >= ? AND outage_id = ?", rows[0].RoomID, rows[0].FromAt, string(o)))
}

func losses(q *gorm.DB) ([]halt.Loss, error) {
	var rows []lossRow
	err := q.Order("sitting_id, epoch").Find(&rows).Error
	out := make([]halt.Loss, len(rows))
	for i, r := range rows {
		out[i] = halt.Loss{Sitting: exam.SittingID(r.SittingID), Epoch: r.Epoch, Room: site.RoomID(r.RoomID), Seat: site.SeatID(r.SeatID),
			HeardAt: r.HeardAt.Time(), NoticedAt: r.NoticedAt.Time(), BackAt: r.BackAt.Time(), Outage: halt.OutageID(r.OutageID)}
	}
	return out, err
}

// TieLosses implements halt.PowerStore.
func (s *Store) TieLosses(ctx context.Context, list []halt.Loss, o halt.OutageID) error {
	for _, l := range list {
		err := s.db.Conn(ctx).Model(&lossRow{}).Where("sitting_id = ? AND epoch = ?", string(l.Sitting), l.Epoch).Update("outage_id", string(o)).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// RoomsLosing implements halt.PowerStore.
func (s *Store) RoomsLosing(ctx context.Context, since time.Time) ([]site.RoomID, error) {
	var rooms []site.RoomID
	err := s.db.Conn(ctx).Model(&lossRow{}).Where("noticed_at >= ? AND outage_id = ''", sqldb.At(since)).
		Group("room_id").Having("COUNT(DISTINCT seat_id) >= 2").Order("room_id").Pluck("room_id", &rooms).Error
	return rooms, err
}

// AddOutage implements halt.PowerStore.
func (s *Store) AddOutage(ctx context.Context, o halt.Outage) error {
	row := outageRow{ID: string(o.ID), RoomID: string(o.Room), OrgPath: o.OrgPath, Basis: string(o.Basis), FromAt: sqldb.At(o.From), ToAt: sqldb.At(o.To),
		Evidence: o.Evidence, Reason: o.Reason.Code, Text: o.Reason.Text, By: string(o.By), ByName: o.ByName, MadeAt: sqldb.At(o.At)}
	if o.Basis == halt.ByEvidence {
		row.LiveKey = &row.RoomID
	}
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return halt.ErrStands
	}
	return err
}

// EndOutage implements halt.PowerStore.
func (s *Store) EndOutage(ctx context.Context, o halt.Outage) (bool, error) {
	res := s.db.Conn(ctx).Model(&outageRow{}).Where("id = ? AND settled_at = 0", string(o.ID)).Updates(map[string]any{
		"live_key": nil, "to_at": sqldb.At(o.To), "settled_at": sqldb.At(o.Settled)})
	return res.RowsAffected > 0, res.Error
}

// Unsettled implements halt.PowerStore.
func (s *Store) Unsettled(ctx context.Context) ([]halt.Outage, error) {
	return outages(s.db.Conn(ctx).Where("settled_at = 0").Order("made_at, id").Limit(100))
}

// OutagesOf implements halt.PowerStore.
func (s *Store) OutagesOf(ctx context.Context, room site.RoomID, from, to time.Time) ([]halt.Outage, error) {
	return outages(s.db.Conn(ctx).Where("room_id = ? AND from_at < ? AND (to_at = 0 OR to_at > ? AND to_at > from_at)", string(room), sqldb.At(to), sqldb.At(from)).
		Order("from_at, id"))
}

func outages(q *gorm.DB) ([]halt.Outage, error) {
	var rows []outageRow
	err := q.Find(&rows).Error
	out := make([]halt.Outage, len(rows))
	for i, r := range rows {
		out[i] = r.outage()
	}
	return out, err
}

// Dark implements halt.PowerStore.
func (s *Store) Dark(ctx context.Context, room site.RoomID) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&outageRow{}).Where("live_key = ?", string(room)).Count(&n).Error
	return n > 0, err
}

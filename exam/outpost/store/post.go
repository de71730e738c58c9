package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type chargeRow struct {
	SittingID string       `gorm:"column:sitting_id;primaryKey"`
	SeatID    string       `gorm:"column:seat_id"`
	RoomID    string       `gorm:"column:room_id"`
	Epoch     int64        `gorm:"column:epoch"`
	Sealed    string       `gorm:"column:sealed"`
	NotAfter  sqldb.Millis `gorm:"column:not_after"`
	Attempts  int          `gorm:"column:attempts"`
	Card      string       `gorm:"column:card"`
	Reported  int64        `gorm:"column:reported"`
	ClosedAt  sqldb.Millis `gorm:"column:closed_at"`
	Took      bool         `gorm:"column:took"`
	Orphan    bool         `gorm:"column:orphan"`
}

func (chargeRow) TableName() string { return "outpost_charge" }

func (r chargeRow) charge() (outpost.Charge, error) {
	c := outpost.Charge{Sitting: exam.SittingID(r.SittingID), Seat: site.SeatID(r.SeatID), Room: site.RoomID(r.RoomID), Epoch: r.Epoch,
		NotAfter: r.NotAfter.Time(), Attempts: r.Attempts, Reported: r.Reported, ClosedAt: r.ClosedAt.Time(), Took: r.Took, Orphan: r.Orphan}
	sealed, err := base64.StdEncoding.DecodeString(r.Sealed)
	c.Sealed = sealed
	return c, errors.Join(err, json.Unmarshal([]byte(r.Card), &c.Card))
}

// AddCharge implements outpost.PostStore.
func (s *Store) AddCharge(ctx context.Context, c outpost.Charge) error {
	card, err := json.Marshal(c.Card)
	if err != nil {
		return err
	}
	return s.db.Conn(ctx).Create(&chargeRow{SittingID: string(c.Sitting), SeatID: string(c.Seat), RoomID: string(c.Room), Epoch: c.Epoch,
		Sealed: base64.StdEncoding.EncodeToString(c.Sealed), NotAfter: sqldb.At(c.NotAfter), Attempts: c.Attempts, Card: string(card), Reported: c.Reported, Took: c.Took}).Error
}

// Charges implements outpost.PostStore.
func (s *Store) Charges(ctx context.Context) ([]outpost.Charge, error) {
	var rows []chargeRow
	if err := s.db.Conn(ctx).Where("closed_at = 0").Order("sitting_id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]outpost.Charge, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = r.charge(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Store) oneCharge(q *gorm.DB) (outpost.Charge, error) {
	var r chargeRow
	err := q.Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return outpost.Charge{}, outpost.ErrNoHold
	}
	if err != nil {
		return outpost.Charge{}, err
	}
	return r.charge()
}

// Charge implements outpost.PostStore.
func (s *Store) Charge(ctx context.Context, id exam.SittingID) (outpost.Charge, error) {
	return s.oneCharge(s.db.Conn(ctx).Where("sitting_id = ?", string(id)))
}

// ChargeAt implements outpost.PostStore.
func (s *Store) ChargeAt(ctx context.Context, seat site.SeatID) (outpost.Charge, error) {
	return s.oneCharge(s.db.Conn(ctx).Where("seat_id = ? AND closed_at = 0 AND orphan = 0", string(seat)).Order("sitting_id DESC"))
}

// Reported implements outpost.PostStore.
func (s *Store) Reported(ctx context.Context, id exam.SittingID, place int64) error {
	return s.db.Conn(ctx).Exec("UPDATE outpost_charge SET reported = ? WHERE sitting_id = ?", place, string(id)).Error
}

// CloseCharge implements outpost.PostStore. The sitting's row lets its person and its seat go, so that the next one may come.
func (s *Store) CloseCharge(ctx context.Context, id exam.SittingID, at time.Time) error {
	if err := s.letGo(ctx, id); err != nil {
		return err
	}
	return s.db.Conn(ctx).Exec("UPDATE outpost_charge SET closed_at = ?, sealed = '' WHERE sitting_id = ? AND closed_at = 0", sqldb.At(at), string(id)).Error
}

type seatRow struct {
	TokenHash []byte `gorm:"column:token_hash;primaryKey"`
	DeviceID  string `gorm:"column:device_id"`
	SeatID    string `gorm:"column:seat_id"`
	RoomID    string `gorm:"column:room_id"`
	Name      string `gorm:"column:name"`
}

func (seatRow) TableName() string { return "outpost_seat" }

// SetSeats implements outpost.PostStore.
func (s *Store) SetSeats(ctx context.Context, room site.RoomID, seats []outpost.SeatToken) error {
	var have []seatRow
	if err := s.db.Conn(ctx).Find(&have).Error; err != nil {
		return err
	}
	if same(have, room, seats) {
		return nil
	}
	if err := s.db.Conn(ctx).Exec("DELETE FROM outpost_seat").Error; err != nil || len(seats) == 0 {
		return err
	}
	rows := make([]seatRow, len(seats))
	for i, x := range seats {
		rows[i] = seatRow{TokenHash: x.Hash, DeviceID: x.Device, SeatID: string(x.Seat), RoomID: string(room), Name: x.Name}
	}
	return s.db.Conn(ctx).Create(&rows).Error
}

func same(have []seatRow, room site.RoomID, seats []outpost.SeatToken) bool {
	known := map[string]seatRow{}
	for _, r := range have {
		known[string(r.TokenHash)] = r
	}
	for _, x := range seats {
		r, ok := known[string(x.Hash)]
		if !ok || r.DeviceID != x.Device || r.SeatID != string(x.Seat) || r.RoomID != string(room) || r.Name != x.Name {
			return false
		}
	}
	return len(have) == len(seats)
}

// SeatByToken implements outpost.PostStore.
func (s *Store) SeatByToken(ctx context.Context, hash []byte) (outpost.SeatToken, site.RoomID, error) {
	var r seatRow
	err := s.db.Conn(ctx).Where("token_hash = ?", hash).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return outpost.SeatToken{}, "", outpost.ErrNoHold
	}
	return outpost.SeatToken{Device: r.DeviceID, Seat: site.SeatID(r.SeatID), Name: r.Name, Hash: r.TokenHash}, site.RoomID(r.RoomID), err
}

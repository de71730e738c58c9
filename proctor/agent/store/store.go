// Package store keeps the agents of seats in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/agent"
)

// Store implements agent.Store on one database.
type Store struct{ db *sqldb.DB }

var _ agent.Store = (*Store)(nil)

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements agent.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type agentRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	DeviceID   string       `gorm:"column:device_id"`
	RoomID     string       `gorm:"column:room_id"`
	SeatID     string       `gorm:"column:seat_id"`
	OrgPath    string       `gorm:"column:org_path"`
	LiveKey    *string      `gorm:"column:live_key"`
	PublicKey  string       `gorm:"column:public_key"`
	EnrolledAt sqldb.Millis `gorm:"column:enrolled_at"`
	RevokedAt  sqldb.Millis `gorm:"column:revoked_at"`
	SeenAt     sqldb.Millis `gorm:"column:seen_at"`
	Counter    int64        `gorm:"column:counter"`
	Challenge  string       `gorm:"column:challenge"`
	Usual      string       `gorm:"column:usual"`
	UsualAt    sqldb.Millis `gorm:"column:usual_at"`
	UsualBy    string       `gorm:"column:usual_by"`
	Report     string       `gorm:"column:report"`
	Track      string       `gorm:"column:track"`
	Failing    string       `gorm:"column:failing"`
}

func (agentRow) TableName() string { return "seat_agent" }

func rowOf(a agent.Agent) (agentRow, error) {
	r := agentRow{ID: string(a.ID), DeviceID: a.Device, RoomID: string(a.Room), SeatID: string(a.Seat), OrgPath: a.OrgPath, PublicKey: hex.EncodeToString(a.Key),
		EnrolledAt: sqldb.At(a.EnrolledAt), RevokedAt: sqldb.At(a.RevokedAt), SeenAt: sqldb.At(a.SeenAt), Counter: a.Counter, Challenge: a.Challenge,
		UsualAt: sqldb.At(a.UsualAt), UsualBy: a.UsualBy}
	if a.Live() {
		r.LiveKey = &r.SeatID
	}
	for _, p := range [...]struct {
		to   *string
		from any
	}{{&r.Usual, a.Usual}, {&r.Report, a.Last}, {&r.Track, a.Track}, {&r.Failing, a.Failing}} {
		b, err := json.Marshal(p.from)
		if err != nil {
			return r, err
		}
		*p.to = string(b)
	}
	return r, nil
}

func (r agentRow) agent() (agent.Agent, error) {
	a := agent.Agent{ID: agent.ID(r.ID), Device: r.DeviceID, Room: site.RoomID(r.RoomID), Seat: site.SeatID(r.SeatID), OrgPath: r.OrgPath,
		EnrolledAt: r.EnrolledAt.Time(), RevokedAt: r.RevokedAt.Time(), SeenAt: r.SeenAt.Time(), Counter: r.Counter, Challenge: r.Challenge,
		UsualAt: r.UsualAt.Time(), UsualBy: r.UsualBy}
	var err error
	if a.Key, err = hex.DecodeString(r.PublicKey); err != nil {
		return a, err
	}
	for _, p := range [...]struct {
		from string
		to   any
	}{{r.Usual, &a.Usual}, {r.Report, &a.Last}, {r.Track, &a.Track}, {r.Failing, &a.Failing}} {
		if err := json.Unmarshal([]byte(p.from), p.to); err != nil {
			return a, err
		}
	}
	return a, nil
}

// Add implements agent.Store.
func (s *Store) Add(ctx context.Context, a agent.Agent) error {
	row, err := rowOf(a)
	if err != nil {
		return err
	}
	err = s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return agent.ErrTaken
	}
	return err
}

// Save implements agent.Store.
func (s *Store) Save(ctx context.Context, a agent.Agent, was int64) (bool, error) {
	row, err := rowOf(a)
	if err != nil {
		return false, err
	}
	res := s.db.Conn(ctx).Model(&agentRow{}).Select("live_key", "revoked_at", "seen_at", "counter", "challenge", "usual", "usual_at", "usual_by", "report", "track", "failing").
		Where("id = ? AND counter = ? AND revoked_at = 0", row.ID, was).Updates(&row)
	return res.RowsAffected > 0, res.Error
}

// OfSeat implements agent.Store.
func (s *Store) OfSeat(ctx context.Context, seat site.SeatID) (agent.Agent, error) {
	row, err := sqldb.First[agentRow](ctx, s.db, "live_key = ?", string(seat))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return agent.Agent{}, agent.ErrNone
	}
	if err != nil {
		return agent.Agent{}, err
	}
	return row.agent()
}

// most is how many seats one statement asks for.
const most = 500

// OfSeats implements agent.Store.
func (s *Store) OfSeats(ctx context.Context, seats []site.SeatID) ([]agent.Agent, error) {
	var out []agent.Agent
	for len(seats) > 0 {
		part := seats[:min(most, len(seats))]
		seats = seats[len(part):]
		keys := make([]string, len(part))
		for i, id := range part {
			keys[i] = string(id)
		}
		found, err := s.list(ctx, 0, "live_key", "live_key IN ?", keys)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// InRoom implements agent.Store.
func (s *Store) InRoom(ctx context.Context, room site.RoomID) ([]agent.Agent, error) {
	return s.list(ctx, 0, "seat_id", "room_id = ? AND live_key IS NOT NULL", string(room))
}

// Unheard implements agent.Store.
func (s *Store) Unheard(ctx context.Context, after, before time.Time, limit int) ([]agent.Agent, error) {
	return s.list(ctx, limit, "seen_at", "revoked_at = 0 AND seen_at > ? AND seen_at < ?", sqldb.At(after), sqldb.At(before))
}

func (s *Store) list(ctx context.Context, limit int, order, where string, args ...any) ([]agent.Agent, error) {
	rows, err := sqldb.All(ctx, s.db, func(r agentRow) agentRow { return r }, order, limit, where, args...)
	if err != nil {
		return nil, err
	}
	out := make([]agent.Agent, len(rows))
	for i, r := range rows {
		if out[i], err = r.agent(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Package store keeps the sums of inputs in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/input"
)

// Store implements input.Store on one database.
type Store struct{ db *sqldb.DB }

var _ input.Store = (*Store)(nil)

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

type sumsRow struct {
	SittingID   string       `gorm:"column:sitting_id;primaryKey"`
	RoomID      string       `gorm:"column:room_id"`
	SeatID      string       `gorm:"column:seat_id"`
	Answers     int          `gorm:"column:answers"`
	Local       int          `gorm:"column:local_answers"`
	Mouse       int          `gorm:"column:by_mouse"`
	Touch       int          `gorm:"column:by_touch"`
	Pen         int          `gorm:"column:by_pen"`
	Keys        int          `gorm:"column:by_keys"`
	Assist      int          `gorm:"column:by_assist"`
	Untrusted   int          `gorm:"column:untrusted"`
	Eventless   int          `gorm:"column:eventless"`
	Replayed    int          `gorm:"column:replayed"`
	Inputs      int          `gorm:"column:inputs"`
	Blurs       int          `gorm:"column:blurs"`
	Hidden      int          `gorm:"column:hidden_s"`
	Displays    int          `gorm:"column:displays"`
	Leaps       int          `gorm:"column:leaps"`
	Connections int          `gorm:"column:connections"`
	Pages       int          `gorm:"column:pages"`
	Checked     int          `gorm:"column:checked"`
	Missing     int          `gorm:"column:missing"`
	Agent       int          `gorm:"column:agent_s"`
	Automated   int          `gorm:"column:automated"`
	Findings    int          `gorm:"column:findings"`
	FromAt      sqldb.Millis `gorm:"column:from_at"`
	ToAt        sqldb.Millis `gorm:"column:to_at"`
}

func (sumsRow) TableName() string { return "input_sums" }

func rowOf(s input.Sums) sumsRow {
	return sumsRow{string(s.Sitting), string(s.Room), string(s.Seat), s.Answers, s.Local, s.Mouse, s.Touch, s.Pen, s.Keys, s.Assist, s.Untrusted,
		s.Eventless, s.Replayed, s.Inputs, s.Blurs, s.Hidden, s.Displays, s.Leaps, s.Connections, s.Pages, s.Checked, s.Missing, s.Agent,
		s.Automated, s.Findings, sqldb.At(s.From), sqldb.At(s.To)}
}

func (r sumsRow) sums() input.Sums {
	return input.Sums{Sitting: exam.SittingID(r.SittingID), Room: site.RoomID(r.RoomID), Seat: site.SeatID(r.SeatID), Answers: r.Answers, Local: r.Local,
		Counts:    input.Counts{Mouse: r.Mouse, Touch: r.Touch, Pen: r.Pen, Keys: r.Keys, Assist: r.Assist},
		Untrusted: r.Untrusted, Eventless: r.Eventless, Replayed: r.Replayed, Inputs: r.Inputs, Blurs: r.Blurs, Hidden: r.Hidden,
		Displays: r.Displays, Leaps: r.Leaps, Connections: r.Connections, Pages: r.Pages, Checked: r.Checked, Missing: r.Missing, Agent: r.Agent,
		Automated: r.Automated, Findings: r.Findings, From: r.FromAt.Time(), To: r.ToAt.Time()}
}

// most is how many rows one statement reads.
const most = 500

// AddSums implements input.Store: each row is read under its lock and written with the sum. A sitting is counted on one node at a
// time, but for the seconds in which it changes nodes.
func (s *Store) AddSums(ctx context.Context, all []input.Sums) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		for _, x := range all {
			if err := s.add(ctx, x); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) add(ctx context.Context, x input.Sums) error {
	var old sumsRow
	err := s.db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("sitting_id = ?", string(x.Sitting)).Take(&old).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		row := rowOf(x)
		return s.db.Conn(ctx).Create(&row).Error
	}
	if err != nil {
		return err
	}
	sum := old.sums().Plus(x)
	sum.Room, sum.Seat = x.Room, x.Seat
	row := rowOf(sum)
	return s.db.Conn(ctx).Model(&row).Select("*").Omit("sitting_id").Where("sitting_id = ?", row.SittingID).Updates(&row).Error
}

// SumsOf implements input.Store.
func (s *Store) SumsOf(ctx context.Context, ids []exam.SittingID) ([]input.Sums, error) {
	var out []input.Sums
	for len(ids) > 0 {
		part := ids[:min(most, len(ids))]
		ids = ids[len(part):]
		keys := make([]string, len(part))
		for i, id := range part {
			keys[i] = string(id)
		}
		found, err := sqldb.All(ctx, s.db, sumsRow.sums, "sitting_id", 0, "sitting_id IN ?", keys)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

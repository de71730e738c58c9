package store

import (
	"context"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/input"
)

var _ input.SpanStore = (*Store)(nil)

type spanRow struct {
	SittingID string       `gorm:"column:sitting_id;primaryKey"`
	At        sqldb.Millis `gorm:"column:at;primaryKey;autoIncrement:false"`
	Answers   int          `gorm:"column:answers"`
	Local     int          `gorm:"column:local_answers"`
	Inputs    int          `gorm:"column:inputs"`
	Mouse     int          `gorm:"column:by_mouse"`
	Touch     int          `gorm:"column:by_touch"`
	Pen       int          `gorm:"column:by_pen"`
	Keys      int          `gorm:"column:by_keys"`
	Assist    int          `gorm:"column:by_assist"`
	Untrusted int          `gorm:"column:untrusted"`
	Eventless int          `gorm:"column:eventless"`
	Blurs     int          `gorm:"column:blurs"`
	Hidden    int          `gorm:"column:hidden_s"`
	Displays  int          `gorm:"column:displays"`
}

func (spanRow) TableName() string { return "input_span" }

// AddSpans implements input.SpanStore.
func (s *Store) AddSpans(ctx context.Context, all []input.Span) error {
	rows := make([]spanRow, len(all))
	for i, x := range all {
		rows[i] = spanRow{string(x.Sitting), sqldb.At(x.At), x.Answers, x.Local, x.Inputs, x.Mouse, x.Touch, x.Pen, x.Keys, x.Assist, x.Untrusted, x.Eventless,
			x.Blurs, x.Hidden, x.Displays}
	}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, most).Error
}

// SpansOf implements input.SpanStore.
func (s *Store) SpansOf(ctx context.Context, id exam.SittingID) ([]input.Span, error) {
	conv := func(r spanRow) input.Span {
		return input.Span{Sitting: exam.SittingID(r.SittingID), At: r.At.Time(), Answers: r.Answers, Local: r.Local, Inputs: r.Inputs,
			Counts:    input.Counts{Mouse: r.Mouse, Touch: r.Touch, Pen: r.Pen, Keys: r.Keys, Assist: r.Assist},
			Untrusted: r.Untrusted, Eventless: r.Eventless, Blurs: r.Blurs, Hidden: r.Hidden, Displays: r.Displays}
	}
	return sqldb.All(ctx, s.db, conv, "at", 0, "sitting_id = ?", string(id))
}

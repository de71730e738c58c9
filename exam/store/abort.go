package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type abortRow struct {
	SittingID      string       `gorm:"column:sitting_id;primaryKey"`
	PersonID       string       `gorm:"column:person_id"`
	ApplicationID  string       `gorm:"column:application_id"`
	OrgPath        string       `gorm:"column:org_path"`
	RoomID         string       `gorm:"column:room_id"`
	SlotID         string       `gorm:"column:slot_id"`
	ItemCode       string       `gorm:"column:item_code"`
	SeatLabel      string       `gorm:"column:seat_label"`
	Was            string       `gorm:"column:was"`
	Reason         string       `gorm:"column:reason"`
	Text           string       `gorm:"column:text"`
	Records        int64        `gorm:"column:records"`
	StartedAt      sqldb.Millis `gorm:"column:started_at"`
	AbortedAt      sqldb.Millis `gorm:"column:aborted_at"`
	OfficerAccount string       `gorm:"column:officer_account"`
	OfficerName    string       `gorm:"column:officer_name"`
}

func (abortRow) TableName() string { return "technical_abort" }

func (r abortRow) abort() exam.TechnicalAbort {
	return exam.TechnicalAbort{Sitting: exam.SittingID(r.SittingID), Person: people.PersonID(r.PersonID),
		Application: application.ID(r.ApplicationID), OrgPath: r.OrgPath, Room: site.RoomID(r.RoomID), Slot: booking.SlotID(r.SlotID),
		ItemCode: r.ItemCode, SeatLabel: r.SeatLabel, Was: exam.State(r.Was), Reason: exam.Reason{Code: r.Reason, Text: r.Text},
		Records: r.Records, StartedAt: r.StartedAt.Time(), At: r.AbortedAt.Time(), Officer: people.AccountID(r.OfficerAccount),
		OfficerName: r.OfficerName}
}

// AddAbort implements exam.AbortStore.
func (s *Store) AddAbort(ctx context.Context, a exam.TechnicalAbort) error {
	return s.db.Conn(ctx).Create(&abortRow{SittingID: string(a.Sitting), PersonID: string(a.Person), ApplicationID: string(a.Application),
		OrgPath: a.OrgPath, RoomID: string(a.Room), SlotID: string(a.Slot), ItemCode: a.ItemCode, SeatLabel: a.SeatLabel, Was: string(a.Was),
		Reason: a.Reason.Code, Text: a.Reason.Text, Records: a.Records, StartedAt: sqldb.At(a.StartedAt), AbortedAt: sqldb.At(a.At),
		OfficerAccount: string(a.Officer), OfficerName: a.OfficerName}).Error
}

// AbortOf implements exam.AbortStore.
func (s *Store) AbortOf(ctx context.Context, id exam.SittingID) (exam.TechnicalAbort, error) {
	var row abortRow
	err := s.db.Conn(ctx).Where("sitting_id = ?", string(id)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return exam.TechnicalAbort{}, exam.ErrNoAbort
	}
	return row.abort(), err
}

// AbortsOf implements exam.AbortStore.
func (s *Store) AbortsOf(ctx context.Context, p people.PersonID) ([]exam.TechnicalAbort, error) {
	var rows []abortRow
	err := s.db.Conn(ctx).Where("person_id = ?", string(p)).Order("aborted_at DESC, sitting_id DESC").Limit(50).Find(&rows).Error
	out := make([]exam.TechnicalAbort, len(rows))
	for i, r := range rows {
		out[i] = r.abort()
	}
	return out, err
}

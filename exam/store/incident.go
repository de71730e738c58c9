package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

type gapRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	RoomID     string       `gorm:"column:room_id"`
	SittingID  string       `gorm:"column:sitting_id"`
	LiveKey    *string      `gorm:"column:live_key"`
	OrgPath    string       `gorm:"column:org_path"`
	Cause      string       `gorm:"column:cause"`
	Note       string       `gorm:"column:note"`
	FromAt     sqldb.Millis `gorm:"column:from_at"`
	ToAt       sqldb.Millis `gorm:"column:to_at"`
	OpenedBy   string       `gorm:"column:opened_by"`
	OpenedName string       `gorm:"column:opened_name"`
	ClosedBy   string       `gorm:"column:closed_by"`
	ClosedName string       `gorm:"column:closed_name"`
}

func (gapRow) TableName() string { return "supervision_gap" }

func (r gapRow) gap() exam.Gap {
	return exam.Gap{ID: exam.GapID(r.ID), Room: site.RoomID(r.RoomID), Sitting: exam.SittingID(r.SittingID), OrgPath: r.OrgPath,
		Cause: exam.GapCause(r.Cause), Note: r.Note, From: r.FromAt.Time(), To: r.ToAt.Time(), OpenedBy: people.AccountID(r.OpenedBy),
		OpenedName: r.OpenedName, ClosedBy: people.AccountID(r.ClosedBy), ClosedName: r.ClosedName}
}

// AddGap implements exam.IncidentStore.
func (s *Store) AddGap(ctx context.Context, g exam.Gap) error {
	row := gapRow{ID: string(g.ID), RoomID: string(g.Room), SittingID: string(g.Sitting), OrgPath: g.OrgPath, Cause: string(g.Cause),
		Note: g.Note, FromAt: sqldb.At(g.From), ToAt: sqldb.At(g.To), OpenedBy: string(g.OpenedBy), OpenedName: g.OpenedName,
		ClosedBy: string(g.ClosedBy), ClosedName: g.ClosedName}
	if g.To.IsZero() {
		row.LiveKey = optional(string(g.Sitting))
		if g.Sitting == "" {
			row.LiveKey = optional(string(g.Room))
		}
	}
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return exam.ErrGapOpen
	}
	return err
}

// EndGap implements exam.IncidentStore.
func (s *Store) EndGap(ctx context.Context, g exam.Gap) error {
	res := s.db.Conn(ctx).Model(&gapRow{}).Where("id = ? AND live_key IS NOT NULL", string(g.ID)).Updates(map[string]any{
		"live_key": nil, "to_at": sqldb.At(g.To), "closed_by": string(g.ClosedBy), "closed_name": g.ClosedName})
	if res.Error == nil && res.RowsAffected == 0 {
		return exam.ErrGapOver
	}
	return res.Error
}

func (s *Store) oneGap(ctx context.Context, where, arg string) (exam.Gap, error) {
	var row gapRow
	err := s.db.Conn(ctx).Where(where, arg).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return exam.Gap{}, exam.ErrNoGap
	}
	return row.gap(), err
}

// Gap implements exam.IncidentStore.
func (s *Store) Gap(ctx context.Context, id exam.GapID) (exam.Gap, error) {
	return s.oneGap(ctx, "id = ?", string(id))
}

// Unattended implements exam.IncidentStore.
func (s *Store) Unattended(ctx context.Context, room site.RoomID) (exam.Gap, error) {
	return s.oneGap(ctx, "live_key = ?", string(room))
}

// Gaps implements exam.IncidentStore.
func (s *Store) Gaps(ctx context.Context, room site.RoomID, from, to time.Time) ([]exam.Gap, error) {
	var rows []gapRow
	err := s.db.Conn(ctx).Where("room_id = ? AND from_at < ? AND (to_at = 0 OR to_at > ?)", string(room), sqldb.At(to), sqldb.At(from)).
		Order("from_at, id").Find(&rows).Error
	out := make([]exam.Gap, len(rows))
	for i, r := range rows {
		out[i] = r.gap()
	}
	return out, err
}

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

// AddAbort implements exam.IncidentStore.
func (s *Store) AddAbort(ctx context.Context, a exam.TechnicalAbort) error {
	return s.db.Conn(ctx).Create(&abortRow{SittingID: string(a.Sitting), PersonID: string(a.Person), ApplicationID: string(a.Application),
		OrgPath: a.OrgPath, RoomID: string(a.Room), SlotID: string(a.Slot), ItemCode: a.ItemCode, SeatLabel: a.SeatLabel, Was: string(a.Was),
		Reason: a.Reason.Code, Text: a.Reason.Text, Records: a.Records, StartedAt: sqldb.At(a.StartedAt), AbortedAt: sqldb.At(a.At),
		OfficerAccount: string(a.Officer), OfficerName: a.OfficerName}).Error
}

// AbortOf implements exam.IncidentStore.
func (s *Store) AbortOf(ctx context.Context, id exam.SittingID) (exam.TechnicalAbort, error) {
	var row abortRow
	err := s.db.Conn(ctx).Where("sitting_id = ?", string(id)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return exam.TechnicalAbort{}, exam.ErrNoAbort
	}
	return row.abort(), err
}

// AbortsOf implements exam.IncidentStore.
func (s *Store) AbortsOf(ctx context.Context, p people.PersonID) ([]exam.TechnicalAbort, error) {
	var rows []abortRow
	err := s.db.Conn(ctx).Where("person_id = ?", string(p)).Order("aborted_at DESC, sitting_id DESC").Limit(50).Find(&rows).Error
	out := make([]exam.TechnicalAbort, len(rows))
	for i, r := range rows {
		out[i] = r.abort()
	}
	return out, err
}

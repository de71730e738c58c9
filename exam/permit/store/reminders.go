package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

type reminderRow struct {
	PermitID string `gorm:"column:permit_id;primaryKey"`
	Days     int    `gorm:"column:days"`
	NextOn   string `gorm:"column:next_on"`
	OrgID    string `gorm:"column:org_id"`
	Told     int    `gorm:"column:told"`
}

func (reminderRow) TableName() string { return "permit_reminder" }

// DueReminders implements permit.ReminderStore.
func (s *Store) DueReminders(ctx context.Context, on actor.Date, after permit.ID, limit int) ([]permit.Permit, error) {
	return permits(s.db.Conn(ctx).Select("permit.*").Joins("LEFT JOIN permit_reminder ON permit_reminder.permit_id = permit.id").
		Where("permit.id > ? AND permit.live_key IS NOT NULL AND permit.noted = ? AND permit.act = '' AND permit.valid_to >= ?", string(after), string(rules.StatusExpiring), string(on)).
		Where("permit_reminder.permit_id IS NULL OR (permit_reminder.next_on <> '' AND permit_reminder.next_on <= ?)", string(on)).
		Order("permit.id").Limit(limit))
}

// Reminder implements permit.ReminderStore.
func (s *Store) Reminder(ctx context.Context, id permit.ID) (permit.Reminder, error) {
	var r reminderRow
	err := s.db.Conn(ctx).Where("permit_id = ?", string(id)).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return permit.Reminder{}, nil
	}
	return permit.Reminder{Permit: permit.ID(r.PermitID), Days: r.Days, NextOn: actor.Date(r.NextOn), Employer: people.OrgID(r.OrgID), Told: r.Told != 0}, err
}

// SaveReminder implements permit.ReminderStore.
func (s *Store) SaveReminder(ctx context.Context, r permit.Reminder, was int) error {
	row := reminderRow{PermitID: string(r.Permit), Days: r.Days, NextOn: string(r.NextOn), OrgID: string(r.Employer)}
	if r.Told {
		row.Told = 1
	}
	up := s.db.Conn(ctx).Model(&reminderRow{}).Where("permit_id = ? AND days = ?", row.PermitID, was).
		Updates(map[string]any{"days": row.Days, "next_on": row.NextOn, "org_id": row.OrgID, "told": row.Told})
	if up.Error != nil || up.RowsAffected > 0 {
		return up.Error
	}
	err := s.create(ctx, &row)
	if errors.Is(err, permit.ErrDuplicate) {
		return permit.ErrChanged
	}
	return err
}

// UntoldEmployers implements permit.ReminderStore.
func (s *Store) UntoldEmployers(ctx context.Context, limit int) (map[people.OrgID]int, error) {
	var rows []struct {
		OrgID string `gorm:"column:org_id"`
		N     int    `gorm:"column:n"`
	}
	err := s.db.Conn(ctx).Model(&reminderRow{}).Select("org_id, COUNT(*) AS n").Where("told = 0").Group("org_id").Order("org_id").Limit(limit).Find(&rows).Error
	out := make(map[people.OrgID]int, len(rows))
	for _, r := range rows {
		out[people.OrgID(r.OrgID)] = r.N
	}
	return out, err
}

// TellEmployer implements permit.ReminderStore.
func (s *Store) TellEmployer(ctx context.Context, org people.OrgID) (int, error) {
	up := s.db.Conn(ctx).Model(&reminderRow{}).Where("org_id = ? AND told = 0", string(org)).Updates(map[string]any{"told": 1})
	return int(up.RowsAffected), up.Error
}

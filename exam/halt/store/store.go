// Package store keeps pauses of rooms and sites, losses of rooms and lost seats in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements halt.PauseStore and halt.PowerStore on one database.
type Store struct{ db *sqldb.DB }

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

type pauseRow struct {
	ID           string       `gorm:"column:id;primaryKey"`
	Scope        string       `gorm:"column:scope"`
	PlaceID      string       `gorm:"column:place_id"`
	LiveKey      *string      `gorm:"column:live_key"`
	OrgPath      string       `gorm:"column:org_path"`
	State        string       `gorm:"column:state"`
	Reason       string       `gorm:"column:reason"`
	Text         string       `gorm:"column:text"`
	PausedAt     sqldb.Millis `gorm:"column:paused_at"`
	PausedBy     string       `gorm:"column:paused_by"`
	PausedName   string       `gorm:"column:paused_name"`
	Sittings     int          `gorm:"column:sittings"`
	ResumeReason string       `gorm:"column:resume_reason"`
	ResumeText   string       `gorm:"column:resume_text"`
	ResumedAt    sqldb.Millis `gorm:"column:resumed_at"`
	ResumedBy    string       `gorm:"column:resumed_by"`
	ResumedName  string       `gorm:"column:resumed_name"`
	Resumed      int          `gorm:"column:resumed"`
	Kept         int          `gorm:"column:kept"`
}

func (pauseRow) TableName() string { return "room_pause" }

func (r pauseRow) pause() halt.Pause {
	return halt.Pause{ID: halt.PauseID(r.ID), Scope: halt.Scope(r.Scope), Place: r.PlaceID, OrgPath: r.OrgPath, State: halt.PauseState(r.State),
		Reason: exam.Reason{Code: r.Reason, Text: r.Text}, At: r.PausedAt.Time(), By: people.AccountID(r.PausedBy), ByName: r.PausedName,
		Sittings: r.Sittings, ResumeReason: exam.Reason{Code: r.ResumeReason, Text: r.ResumeText}, ResumedAt: r.ResumedAt.Time(),
		ResumedBy: people.AccountID(r.ResumedBy), ResumedByName: r.ResumedName, Resumed: r.Resumed, Kept: r.Kept}
}

// AddPause implements halt.PauseStore.
func (s *Store) AddPause(ctx context.Context, p halt.Pause) error {
	key := p.Place
	err := s.db.Conn(ctx).Create(&pauseRow{ID: string(p.ID), Scope: string(p.Scope), PlaceID: p.Place, LiveKey: &key, OrgPath: p.OrgPath,
		State: string(p.State), Reason: p.Reason.Code, Text: p.Reason.Text, PausedAt: sqldb.At(p.At), PausedBy: string(p.By), PausedName: p.ByName}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return halt.ErrStands
	}
	return err
}

// EndPause implements halt.PauseStore.
func (s *Store) EndPause(ctx context.Context, p halt.Pause) error {
	res := s.db.Conn(ctx).Model(&pauseRow{}).Where("id = ? AND state = ?", string(p.ID), string(halt.Stands)).Updates(map[string]any{
		"state": string(p.State), "resume_reason": p.ResumeReason.Code, "resume_text": p.ResumeReason.Text, "resumed_at": sqldb.At(p.ResumedAt),
		"resumed_by": string(p.ResumedBy), "resumed_name": p.ResumedByName})
	if res.Error == nil && res.RowsAffected == 0 {
		return halt.ErrOver
	}
	return res.Error
}

// CountPause implements halt.PauseStore.
func (s *Store) CountPause(ctx context.Context, id halt.PauseID, sittings, resumed, kept int) error {
	return s.db.Conn(ctx).Model(&pauseRow{}).Where("id = ?", string(id)).Updates(map[string]any{
		"sittings": gorm.Expr("sittings + ?", sittings), "resumed": gorm.Expr("resumed + ?", resumed), "kept": gorm.Expr("kept + ?", kept)}).Error
}

// ClosePause implements halt.PauseStore.
func (s *Store) ClosePause(ctx context.Context, id halt.PauseID) error {
	return s.db.Conn(ctx).Model(&pauseRow{}).Where("id = ? AND state = ?", string(id), string(halt.Resuming)).
		Updates(map[string]any{"state": string(halt.Over), "live_key": nil}).Error
}

// Pause implements halt.PauseStore.
func (s *Store) Pause(ctx context.Context, id halt.PauseID) (halt.Pause, error) {
	var row pauseRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return halt.Pause{}, halt.ErrNotFound
	}
	return row.pause(), err
}

// LivePauses implements halt.PauseStore.
func (s *Store) LivePauses(ctx context.Context) ([]halt.Pause, error) {
	out := []halt.Pause{}
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { // each start asks; hardly ever is there one
		var r pauseRow
		err := scan(&r.ID, &r.Scope, &r.PlaceID, &r.OrgPath, &r.State, &r.Reason, &r.Text, &r.PausedAt, &r.PausedBy, &r.PausedName, &r.Sittings,
			&r.ResumeReason, &r.ResumeText, &r.ResumedAt, &r.ResumedBy, &r.ResumedName, &r.Resumed, &r.Kept)
		out = append(out, r.pause())
		return err
	}, "SELECT id, scope, place_id, org_path, state, reason, text, paused_at, paused_by, paused_name, sittings, "+
		"resume_reason, resume_text, resumed_at, resumed_by, resumed_name, resumed, kept FROM room_pause WHERE live_key > '' ORDER BY paused_at, id")
	return out, err
}

// PausesOf implements halt.PauseStore.
func (s *Store) PausesOf(ctx context.Context, places []string, from, to time.Time) ([]halt.Pause, error) {
	return pauses(s.db.Conn(ctx).Where("place_id IN ? AND paused_at < ? AND (resumed_at = 0 OR resumed_at > ?)", places, sqldb.At(to), sqldb.At(from)).
		Order("paused_at, id"))
}

func pauses(q *gorm.DB) ([]halt.Pause, error) {
	var rows []pauseRow
	err := q.Find(&rows).Error
	out := make([]halt.Pause, len(rows))
	for i, r := range rows {
		out[i] = r.pause()
	}
	return out, err
}

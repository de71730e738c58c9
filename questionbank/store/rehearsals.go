package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
)

type rehearsalRow struct {
	BlueprintID string       `gorm:"column:blueprint_id;primaryKey"`
	ReleaseID   string       `gorm:"column:release_id;primaryKey"`
	State       string       `gorm:"column:state"`
	Done        int          `gorm:"column:done"`
	Papers      int          `gorm:"column:papers"`
	Report      string       `gorm:"column:report"`
	Sum         []byte       `gorm:"column:sum"`
	WhyZH       string       `gorm:"column:why_zh"`
	WhyEN       string       `gorm:"column:why_en"`
	EndedAt     sqldb.Millis `gorm:"column:ended_at"`
	By          signature    `gorm:"embedded;embeddedPrefix:by_"`
}

func (rehearsalRow) TableName() string { return "blueprint_rehearsal" }

var _ questionbank.RehearsalStore = (*Store)(nil)

func (r rehearsalRow) back() questionbank.StoredRehearsal {
	out := questionbank.StoredRehearsal{Rehearsal: questionbank.Rehearsal{Blueprint: questionbank.BlueprintID(r.BlueprintID),
		Release: questionbank.ReleaseID(r.ReleaseID), State: questionbank.RehearsalState(r.State), Done: r.Done, Papers: r.Papers,
		Sum: hash(r.Sum), Why: [2]string{r.WhyZH, r.WhyEN}, By: r.By.back()}, Text: []byte(r.Report)}
	if r.EndedAt != 0 {
		out.EndedAt = r.EndedAt.Time()
	}
	return out
}

// unended are the states of a rehearsal that the job has not done with.
var unended = []string{string(questionbank.Waiting), string(questionbank.Running)}

// AskRehearsal implements questionbank.RehearsalStore.
func (s *Store) AskRehearsal(ctx context.Context, r questionbank.Rehearsal) error {
	row := rehearsalRow{BlueprintID: string(r.Blueprint), ReleaseID: string(r.Release), State: string(r.State), Papers: r.Papers, Sum: []byte{}, By: signed(r.By)}
	err := s.db.Conn(ctx).Where("blueprint_id = ? AND release_id = ? AND state NOT IN ?", row.BlueprintID, row.ReleaseID, unended).Delete(&rehearsalRow{}).Error
	if err != nil {
		return err
	}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error
}

func oneRehearsal(tx *gorm.DB) (questionbank.StoredRehearsal, error) {
	var r rehearsalRow
	err := tx.Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return questionbank.StoredRehearsal{}, questionbank.ErrNoRehearsal
	}
	return r.back(), err
}

// RehearsalFor implements questionbank.RehearsalStore.
func (s *Store) RehearsalFor(ctx context.Context, b questionbank.BlueprintID, r questionbank.ReleaseID) (questionbank.StoredRehearsal, error) {
	return oneRehearsal(s.db.Conn(ctx).Where("blueprint_id = ? AND release_id = ?", string(b), string(r)))
}

// NewestRehearsal implements questionbank.RehearsalStore.
func (s *Store) NewestRehearsal(ctx context.Context, b questionbank.BlueprintID) (questionbank.StoredRehearsal, error) {
	return oneRehearsal(s.db.Conn(ctx).Where("blueprint_id = ?", string(b)).Order("by_at DESC, release_id DESC"))
}

// UnendedRehearsals implements questionbank.RehearsalStore.
func (s *Store) UnendedRehearsals(ctx context.Context, limit int) ([]questionbank.StoredRehearsal, error) {
	var rows []rehearsalRow
	err := s.db.Conn(ctx).Where("state IN ?", unended).Order("by_at, blueprint_id").Limit(limit).Find(&rows).Error
	out := make([]questionbank.StoredRehearsal, len(rows))
	for i, r := range rows {
		out[i] = r.back()
	}
	return out, err
}

// NoteRehearsal implements questionbank.RehearsalStore.
func (s *Store) NoteRehearsal(ctx context.Context, r questionbank.StoredRehearsal) error {
	ended := sqldb.Millis(0)
	if !r.EndedAt.IsZero() {
		ended = sqldb.At(r.EndedAt)
	}
	return s.db.Conn(ctx).Model(&rehearsalRow{}).Where("blueprint_id = ? AND release_id = ? AND state IN ?", string(r.Blueprint), string(r.Release), unended).
		Updates(map[string]any{"state": string(r.State), "done": r.Done, "report": string(r.Text), "sum": r.Sum[:], "why_zh": r.Why[0], "why_en": r.Why[1], "ended_at": ended}).Error
}

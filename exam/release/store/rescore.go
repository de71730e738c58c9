package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank/assembly"
)

type rescoreRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	LiveKey       *string      `gorm:"column:live_key"`
	ReleaseID     string       `gorm:"column:release_id"`
	ItemCode      string       `gorm:"column:item_code"`
	KeyVersion    int          `gorm:"column:key_version"`
	OrgPath       string       `gorm:"column:org_path"`
	Reason        string       `gorm:"column:reason"`
	State         string       `gorm:"column:state"`
	AskedBy       string       `gorm:"column:asked_by"`
	AskedPerson   string       `gorm:"column:asked_person"`
	AskedName     string       `gorm:"column:asked_name"`
	AskedAt       sqldb.Millis `gorm:"column:asked_at"`
	DecidedBy     string       `gorm:"column:decided_by"`
	DecidedPerson string       `gorm:"column:decided_person"`
	DecidedName   string       `gorm:"column:decided_name"`
	DecidedAt     sqldb.Millis `gorm:"column:decided_at"`
	Note          string       `gorm:"column:note"`
	Version       int64        `gorm:"column:version"`
}

func (rescoreRow) TableName() string { return "rescore" }

func (r rescoreRow) rescore() release.Rescore {
	return release.Rescore{ID: release.RescoreID(r.ID), Release: assembly.ReleaseID(r.ReleaseID), ItemCode: r.ItemCode, KeyVersion: r.KeyVersion, OrgPath: r.OrgPath,
		Reason: r.Reason, State: release.RescoreState(r.State), By: people.AccountID(r.AskedBy), ByPerson: people.PersonID(r.AskedPerson), ByName: r.AskedName,
		At: r.AskedAt.Time(), Decider: people.AccountID(r.DecidedBy), DeciderPerson: people.PersonID(r.DecidedPerson), DeciderName: r.DecidedName,
		DecidedAt: r.DecidedAt.Time(), Note: r.Note, Version: r.Version}
}

// AddRescore implements release.RescoreStore.
func (s *Store) AddRescore(ctx context.Context, r release.Rescore) error {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%d|%s", r.Release, r.KeyVersion, r.OrgPath))
	live := hex.EncodeToString(sum[:])
	err := s.db.Conn(ctx).Create(&rescoreRow{ID: string(r.ID), LiveKey: &live, ReleaseID: string(r.Release), ItemCode: r.ItemCode, KeyVersion: r.KeyVersion,
		OrgPath: r.OrgPath, Reason: r.Reason, State: string(r.State), AskedBy: string(r.By), AskedPerson: string(r.ByPerson), AskedName: r.ByName,
		AskedAt: sqldb.At(r.At), Version: r.Version}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return release.ErrRescoreTwice
	}
	return err
}

// Rescore implements release.RescoreStore.
func (s *Store) Rescore(ctx context.Context, id release.RescoreID) (release.Rescore, error) {
	var row rescoreRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return release.Rescore{}, release.ErrNoRescore
	}
	return row.rescore(), err
}

// Rescores implements release.RescoreStore.
func (s *Store) Rescores(ctx context.Context, paths []string, limit int) ([]release.Rescore, error) {
	where, args := sqldb.Under("org_path", paths)
	return rescores(s.db.Conn(ctx).Where(where, args...).Order("id DESC").Limit(limit))
}

// OpenRescores implements release.RescoreStore.
func (s *Store) OpenRescores(ctx context.Context) ([]release.Rescore, error) {
	return rescores(s.db.Conn(ctx).Where("state IN ?", []string{string(release.RescoreCounting), string(release.RescoreApproved)}).Order("id"))
}

func rescores(q *gorm.DB) ([]release.Rescore, error) {
	var rows []rescoreRow
	err := q.Find(&rows).Error
	out := make([]release.Rescore, len(rows))
	for i, r := range rows {
		out[i] = r.rescore()
	}
	return out, err
}

// SaveRescore implements release.RescoreStore.
func (s *Store) SaveRescore(ctx context.Context, r release.Rescore) error {
	set := map[string]any{"state": string(r.State), "decided_by": string(r.Decider), "decided_person": string(r.DeciderPerson), "decided_name": r.DeciderName,
		"decided_at": sqldb.At(r.DecidedAt), "note": r.Note, "version": r.Version + 1}
	if r.State == release.RescoreRejected {
		set["live_key"] = nil
	}
	res := s.db.Conn(ctx).Model(&rescoreRow{}).Where("id = ? AND version = ?", string(r.ID), r.Version).Updates(set)
	if res.Error == nil && res.RowsAffected == 0 {
		return exam.ErrChanged
	}
	return res.Error
}

// Unlooked implements release.RescoreStore.
func (s *Store) Unlooked(ctx context.Context, r release.Rescore, limit int) ([]exam.ResultID, error) {
	where, args := sqldb.Under("r.org_path", []string{r.OrgPath})
	var ids []exam.ResultID
	err := s.db.Conn(ctx).Raw(`SELECT r.id FROM exam_result r LEFT JOIN rescore_line l ON l.rescore_id = ? AND l.result_id = r.id
		WHERE r.release_id = ? AND r.state = ? AND r.key_version < ? AND r.kind = ? AND l.result_id IS NULL AND (`+where+`) ORDER BY r.id LIMIT ?`,
		append(append([]any{string(r.ID), string(r.Release), string(exam.Released), r.KeyVersion, string(exam.Formal)}, args...), limit)...).Scan(&ids).Error
	return ids, err
}

type rescoreLineRow struct {
	RescoreID  string       `gorm:"column:rescore_id;primaryKey"`
	ResultID   string       `gorm:"column:result_id;primaryKey"`
	KeyVersion int          `gorm:"column:key_version"`
	Points     int          `gorm:"column:points"`
	Passed     bool         `gorm:"column:passed"`
	NewPoints  int          `gorm:"column:new_points"`
	NowPassed  bool         `gorm:"column:now_passed"`
	Outcome    string       `gorm:"column:outcome"`
	AppliedAt  sqldb.Millis `gorm:"column:applied_at"`
}

func (rescoreLineRow) TableName() string { return "rescore_line" }

// AddRescoreLine implements release.RescoreStore.
func (s *Store) AddRescoreLine(ctx context.Context, l release.RescoreLine) error {
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&rescoreLineRow{string(l.Rescore), string(l.Result), l.KeyVersion, l.Points, l.Passed,
		l.NewPoints, l.NowPassed, string(l.Outcome), sqldb.At(l.AppliedAt)}).Error
}

// Unapplied implements release.RescoreStore.
func (s *Store) Unapplied(ctx context.Context, id release.RescoreID, limit int) ([]release.RescoreLine, error) {
	return rescoreLines(s.db.Conn(ctx).Where("rescore_id = ? AND outcome = ? AND applied_at = 0", string(id), string(release.RescoreChanged)).Limit(limit))
}

// SaveRescoreLine implements release.RescoreStore.
func (s *Store) SaveRescoreLine(ctx context.Context, l release.RescoreLine) error {
	res := s.db.Conn(ctx).Model(&rescoreLineRow{}).Where("rescore_id = ? AND result_id = ? AND applied_at = 0", string(l.Rescore), string(l.Result)).
		Updates(map[string]any{"outcome": string(l.Outcome), "applied_at": sqldb.At(l.AppliedAt)})
	if res.Error == nil && res.RowsAffected == 0 {
		return exam.ErrChanged // another node was first
	}
	return res.Error
}

// RescoreLines implements release.RescoreStore.
func (s *Store) RescoreLines(ctx context.Context, id release.RescoreID, q release.RescoreQuery) ([]release.RescoreLine, error) {
	db := s.db.Conn(ctx).Where("rescore_id = ? AND result_id > ?", string(id), string(q.After))
	if q.Outcome != "" {
		db = db.Where("outcome = ?", string(q.Outcome))
	}
	return rescoreLines(db.Limit(q.Limit))
}

func rescoreLines(q *gorm.DB) ([]release.RescoreLine, error) {
	var rows []rescoreLineRow
	err := q.Order("result_id").Find(&rows).Error
	out := make([]release.RescoreLine, len(rows))
	for i, r := range rows {
		out[i] = release.RescoreLine{Rescore: release.RescoreID(r.RescoreID), Result: exam.ResultID(r.ResultID), KeyVersion: r.KeyVersion, Points: r.Points, Passed: r.Passed,
			NewPoints: r.NewPoints, NowPassed: r.NowPassed, Outcome: release.RescoreOutcome(r.Outcome), AppliedAt: r.AppliedAt.Time()}
	}
	return out, err
}

// RescoreTotals implements release.RescoreStore.
func (s *Store) RescoreTotals(ctx context.Context, id release.RescoreID) (t release.RescoreTotals, err error) {
	err = s.db.Conn(ctx).Raw(`SELECT COUNT(*) AS results,
		COALESCE(SUM(CASE WHEN outcome = 'CHANGED' THEN 1 ELSE 0 END), 0) AS changed,
		COALESCE(SUM(CASE WHEN outcome = 'CHANGED' AND passed = 0 AND now_passed = 1 THEN 1 ELSE 0 END), 0) AS now_pass,
		COALESCE(SUM(CASE WHEN outcome = 'CHANGED' AND passed = 1 AND now_passed = 0 THEN 1 ELSE 0 END), 0) AS now_fail,
		COALESCE(SUM(CASE WHEN outcome = 'BROKEN' THEN 1 ELSE 0 END), 0) AS broken,
		COALESCE(SUM(CASE WHEN outcome = 'SKIPPED' THEN 1 ELSE 0 END), 0) AS skipped,
		COALESCE(SUM(CASE WHEN outcome = 'CHANGED' AND applied_at > 0 THEN 1 ELSE 0 END), 0) AS applied
		FROM rescore_line WHERE rescore_id = ?`, string(id)).Scan(&t).Error
	return t, err
}

package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
)

// InsertResult implements exam.ResultStore.
func (s *Store) InsertResult(ctx context.Context, r exam.Result) error {
	args := resultArgs(r)
	_, err := s.db.ExecPrepared(ctx, "INSERT INTO exam_result ("+resultColumns+") VALUES ("+list("?", len(args))+")", args...)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return exam.ErrResultExists
	}
	return err
}

// UpdateResult implements exam.ResultStore.
func (s *Store) UpdateResult(ctx context.Context, r exam.Result) error {
	res := s.db.Conn(ctx).Exec("UPDATE exam_result SET state = ?, decided_at = ?, decided_by = ?, version = version + 1 WHERE id = ? AND version = ?",
		string(r.State), sqldb.At(r.DecidedAt), r.DecidedBy, string(r.ID), r.Version)
	if res.Error == nil && res.RowsAffected == 0 {
		return exam.ErrChanged
	}
	return res.Error
}

func (s *Store) oneResult(ctx context.Context, where string, arg string) (exam.Result, error) {
	var row resultRow
	err := s.db.Conn(ctx).Where(where, arg).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return exam.Result{}, exam.ErrNoResult
	}
	return row.result(), err
}

// Result implements exam.ResultStore.
func (s *Store) Result(ctx context.Context, id exam.ResultID) (exam.Result, error) {
	return s.oneResult(ctx, "id = ?", string(id))
}

// ResultOf implements exam.ResultStore.
func (s *Store) ResultOf(ctx context.Context, id exam.SittingID) (exam.Result, error) {
	return s.oneResult(ctx, "sitting_id = ?", string(id))
}

// ResultsByID implements exam.ResultStore.
func (s *Store) ResultsByID(ctx context.Context, ids []exam.ResultID) (map[exam.ResultID]exam.Result, error) {
	out := make(map[exam.ResultID]exam.Result, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	list, err := results(s.db.Conn(ctx).Where("id IN ?", ids))
	for _, r := range list {
		out[r.ID] = r
	}
	return out, err
}

// ResultsInSlot implements exam.ResultStore.
func (s *Store) ResultsInSlot(ctx context.Context, slot booking.SlotID) ([]exam.Result, error) {
	return results(s.db.Conn(ctx).Where("slot_id = ? AND kind = ?", string(slot), string(exam.Formal)).Order("id"))
}

func results(q *gorm.DB) ([]exam.Result, error) {
	var rows []resultRow
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]exam.Result, len(rows))
	for i, r := range rows {
		out[i] = r.result()
	}
	return out, nil
}

// ResultsOf implements exam.ResultStore.
func (s *Store) ResultsOf(ctx context.Context, p people.PersonID, cursor exam.ResultID, limit int) ([]exam.Result, error) {
	q := s.db.Conn(ctx).Where("person_id = ?", string(p))
	if cursor != "" {
		q = q.Where("id < ?", string(cursor))
	}
	return results(q.Order("id DESC").Limit(limit))
}

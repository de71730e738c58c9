package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
)

var _ outpost.FilmStore = (*Store)(nil)

type filmRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	NodeID    string       `gorm:"column:node_id"`
	SittingID string       `gorm:"column:sitting_id"`
	Digest    string       `gorm:"column:digest"`
	SizeBytes int64        `gorm:"column:size_bytes"`
	Have      int64        `gorm:"column:have"`
	BegunAt   sqldb.Millis `gorm:"column:begun_at"`
	KeptAt    sqldb.Millis `gorm:"column:kept_at"`
}

func (filmRow) TableName() string { return "outpost_film" }

func (r filmRow) film() outpost.FilmUnder {
	return outpost.FilmUnder{ID: r.ID, Node: outpost.NodeID(r.NodeID), Sitting: exam.SittingID(r.SittingID), Digest: r.Digest, Size: r.SizeBytes, Have: r.Have,
		BegunAt: r.BegunAt.Time(), KeptAt: r.KeptAt.Time()}
}

// FilmUnder implements outpost.FilmStore.
func (s *Store) FilmUnder(ctx context.Context, id string) (outpost.FilmUnder, error) {
	var r filmRow
	err := s.db.Conn(ctx).Where("id = ?", id).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return outpost.FilmUnder{}, outpost.ErrNoFilm
	}
	return r.film(), err
}

// AddFilm implements outpost.FilmStore.
func (s *Store) AddFilm(ctx context.Context, f outpost.FilmUnder) error {
	err := s.db.Conn(ctx).Create(&filmRow{ID: f.ID, NodeID: string(f.Node), SittingID: string(f.Sitting), Digest: f.Digest, SizeBytes: f.Size, Have: f.Have,
		BegunAt: sqldb.At(f.BegunAt), KeptAt: sqldb.At(f.KeptAt)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return outpost.ErrFilmOther
	}
	return err
}

// GrowFilm implements outpost.FilmStore.
func (s *Store) GrowFilm(ctx context.Context, id string, from, to int64) (bool, error) {
	res := s.db.Conn(ctx).Exec("UPDATE outpost_film SET have = ? WHERE id = ? AND have = ? AND kept_at = 0", to, id, from)
	return res.RowsAffected == 1, res.Error
}

// CloseFilm implements outpost.FilmStore.
func (s *Store) CloseFilm(ctx context.Context, id string, at time.Time) error {
	return s.db.Conn(ctx).Exec("UPDATE outpost_film SET kept_at = ? WHERE id = ? AND kept_at = 0", sqldb.At(at), id).Error
}

// StaleFilms implements outpost.FilmStore.
func (s *Store) StaleFilms(ctx context.Context, before time.Time, limit int) ([]outpost.FilmUnder, error) {
	return sqldb.All(ctx, s.db, filmRow.film, "begun_at, id", limit, "kept_at = 0 AND begun_at < ?", sqldb.At(before))
}

// DropFilm implements outpost.FilmStore.
func (s *Store) DropFilm(ctx context.Context, id string) error {
	return s.db.Conn(ctx).Exec("DELETE FROM outpost_film WHERE id = ? AND kept_at = 0", id).Error
}

type markRow struct {
	NodeID    string       `gorm:"column:node_id;primaryKey"`
	SittingID string       `gorm:"column:sitting_id;primaryKey"`
	Pieces    int          `gorm:"column:pieces"`
	FromAt    sqldb.Millis `gorm:"column:from_at"`
	ToldAt    sqldb.Millis `gorm:"column:told_at"`
	GivenUpAt sqldb.Millis `gorm:"column:given_up_at"`
	GivenUpBy string       `gorm:"column:given_up_by"`
	GivenName string       `gorm:"column:given_up_name"`
	GivenWhy  string       `gorm:"column:given_up_why"`
}

func (markRow) TableName() string { return "outpost_film_mark" }

func (r markRow) mark() outpost.FilmMark {
	return outpost.FilmMark{FilmHeld: outpost.FilmHeld{Sitting: exam.SittingID(r.SittingID), Pieces: r.Pieces, From: r.FromAt.Time()}, Node: outpost.NodeID(r.NodeID),
		ToldAt: r.ToldAt.Time(), GivenUpAt: r.GivenUpAt.Time(), GivenUpBy: people.AccountID(r.GivenUpBy), GivenName: r.GivenName, GivenWhy: r.GivenWhy}
}

// SetMarks implements outpost.FilmStore. What did not change is not written: a node says it every second.
func (s *Store) SetMarks(ctx context.Context, n outpost.NodeID, held []outpost.FilmHeld, at time.Time) (done []exam.SittingID, err error) {
	var rows []markRow
	if err := s.db.Conn(ctx).Where("node_id = ?", string(n)).Order("sitting_id").Find(&rows).Error; err != nil {
		return nil, err
	}
	now := make(map[string]outpost.FilmHeld, len(held))
	for _, h := range held {
		now[string(h.Sitting)] = h
	}
	for _, r := range rows {
		h, there := now[r.SittingID]
		delete(now, r.SittingID)
		switch {
		case !there:
			err = s.db.Conn(ctx).Where("node_id = ? AND sitting_id = ?", string(n), r.SittingID).Delete(&markRow{}).Error
			done = append(done, exam.SittingID(r.SittingID))
		case h.Pieces != r.Pieces:
			err = s.db.Conn(ctx).Model(&markRow{}).Where("node_id = ? AND sitting_id = ?", string(n), r.SittingID).
				Updates(map[string]any{"pieces": h.Pieces, "from_at": sqldb.At(h.From), "told_at": sqldb.At(at)}).Error
		}
		if err != nil {
			return nil, err
		}
	}
	for _, h := range held {
		if _, fresh := now[string(h.Sitting)]; !fresh {
			continue
		}
		delete(now, string(h.Sitting))
		row := markRow{NodeID: string(n), SittingID: string(h.Sitting), Pieces: h.Pieces, FromAt: sqldb.At(h.From), ToldAt: sqldb.At(at)}
		if err := s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
			return nil, err
		}
	}
	return done, nil
}

// MarksOf implements outpost.FilmStore.
func (s *Store) MarksOf(ctx context.Context, id exam.SittingID) ([]outpost.FilmMark, error) {
	return sqldb.All(ctx, s.db, markRow.mark, "node_id", 0, "sitting_id = ?", string(id))
}

// MarksAt implements outpost.FilmStore.
func (s *Store) MarksAt(ctx context.Context, n outpost.NodeID) ([]outpost.FilmMark, error) {
	return sqldb.All(ctx, s.db, markRow.mark, "sitting_id", 0, "node_id = ?", string(n))
}

// GiveUpFilms implements outpost.FilmStore.
func (s *Store) GiveUpFilms(ctx context.Context, id exam.SittingID, m outpost.FilmMark) error {
	return s.db.Conn(ctx).Model(&markRow{}).Where("sitting_id = ? AND given_up_at = 0", string(id)).Updates(map[string]any{
		"given_up_at": sqldb.At(m.GivenUpAt), "given_up_by": string(m.GivenUpBy), "given_up_name": m.GivenName, "given_up_why": m.GivenWhy}).Error
}

// FilmsAt implements outpost.FilmStore.
func (s *Store) FilmsAt(ctx context.Context) (map[outpost.NodeID]int, error) {
	var rows []struct {
		NodeID string
		Pieces int
	}
	err := s.db.Conn(ctx).Model(&markRow{}).Select("node_id, SUM(pieces) AS pieces").Where("given_up_at = 0").Group("node_id").Scan(&rows).Error
	out := make(map[outpost.NodeID]int, len(rows))
	for _, r := range rows {
		out[outpost.NodeID(r.NodeID)] = r.Pieces
	}
	return out, err
}

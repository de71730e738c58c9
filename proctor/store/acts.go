package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor"
)

type actRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	IncidentID string       `gorm:"column:incident_id"`
	RoomID     string       `gorm:"column:room_id"`
	OrgPath    string       `gorm:"column:org_path"`
	Verb       string       `gorm:"column:verb"`
	Deed       string       `gorm:"column:deed"`
	Words      string       `gorm:"column:words"`
	ByAccount  string       `gorm:"column:by_account"`
	ByPerson   string       `gorm:"column:by_person"`
	ByName     string       `gorm:"column:by_name"`
	DoneAt     sqldb.Millis `gorm:"column:done_at"`
}

func (actRow) TableName() string { return "incident_act" }

func (r actRow) act() proctor.Act {
	return proctor.Act{ID: proctor.ActID(r.ID), Incident: proctor.IncidentID(r.IncidentID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath,
		Verb: proctor.Verb(r.Verb), Deed: proctor.Deed(r.Deed), Text: r.Words, By: officer(r.ByAccount, r.ByPerson, r.ByName), At: r.DoneAt.Time()}
}

// AddAct implements proctor.IncidentStore.
func (s *Store) AddAct(ctx context.Context, a proctor.Act) error {
	return s.db.Conn(ctx).Create(&actRow{ID: string(a.ID), IncidentID: string(a.Incident), RoomID: string(a.Room), OrgPath: a.OrgPath, Verb: string(a.Verb),
		Deed: string(a.Deed), Words: a.Text, ByAccount: string(a.By.Account), ByPerson: string(a.By.Person), ByName: a.By.Name, DoneAt: sqldb.At(a.At)}).Error
}

// Acts implements proctor.IncidentStore.
func (s *Store) Acts(ctx context.Context, id proctor.IncidentID) ([]proctor.Act, error) {
	return sqldb.All(ctx, s.db, actRow.act, "done_at, id", 0, "incident_id = ?", string(id))
}

// ActsBy implements proctor.IncidentStore.
func (s *Store) ActsBy(ctx context.Context, paths []string, from, to time.Time, limit int) ([]proctor.Act, error) {
	var rows []actRow
	err := s.db.Within(ctx, "org_path", paths).Where("done_at >= ? AND done_at < ?", sqldb.At(from), sqldb.At(to)).Order("done_at, id").Limit(limit).Find(&rows).Error
	return convert(rows, actRow.act), err
}

type rateRow struct {
	Subject  string       `gorm:"column:subject;primaryKey"`
	Source   string       `gorm:"column:source;primaryKey"`
	WindowAt sqldb.Millis `gorm:"column:window_at;primaryKey"`
	N        int          `gorm:"column:n"`
}

func (rateRow) TableName() string { return "incident_rate" }

// Rate implements proctor.IncidentStore. The row is locked until the transaction ends: two at once are counted one after the other.
func (s *Store) Rate(ctx context.Context, subject, source string, window time.Time) (int, error) {
	r := rateRow{subject, source, sqldb.At(window), 1}
	up := clause.OnConflict{Columns: []clause.Column{{Name: "subject"}, {Name: "source"}, {Name: "window_at"}},
		DoUpdates: clause.Assignments(map[string]any{"n": gorm.Expr("n + 1")})}
	if err := s.db.Conn(ctx).Clauses(up).Create(&r).Error; err != nil {
		return 0, err
	}
	got, err := sqldb.First[rateRow](ctx, s.db, "subject = ? AND source = ? AND window_at = ?", subject, source, sqldb.At(window))
	return got.N, err
}

// Forget implements proctor.IncidentStore.
func (s *Store) Forget(ctx context.Context, before time.Time) error {
	return s.db.Conn(ctx).Where("window_at < ?", sqldb.At(before)).Delete(&rateRow{}).Error
}

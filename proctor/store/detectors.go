package store

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor"
)

type detectorRow struct {
	Name      string       `gorm:"column:name;primaryKey"`
	Version   string       `gorm:"column:version;primaryKey"`
	Threshold int64        `gorm:"column:threshold_ppm"`
	Precision int64        `gorm:"column:precision_ppm"`
	Recall    int64        `gorm:"column:recall_ppm"`
	Clips     int          `gorm:"column:clips"`
	Budget    int64        `gorm:"column:budget_ppm"`
	Mode      string       `gorm:"column:mode"`
	Reason    string       `gorm:"column:reason"`
	ByAccount string       `gorm:"column:by_account"`
	ByPerson  string       `gorm:"column:by_person"`
	ByName    string       `gorm:"column:by_name"`
	ModeAt    sqldb.Millis `gorm:"column:mode_at"`
	Rev       int          `gorm:"column:rev"`
}

func (detectorRow) TableName() string { return "detector" }

func (r detectorRow) detector() proctor.Detector {
	return proctor.Detector{Name: r.Name, Version: r.Version, Threshold: share(r.Threshold), Precision: share(r.Precision), Recall: share(r.Recall), Clips: r.Clips, Budget: share(r.Budget),
		Mode: proctor.Mode(r.Mode), Reason: r.Reason, By: officer(r.ByAccount, r.ByPerson, r.ByName), ModeAt: r.ModeAt.Time(), Rev: r.Rev}
}

// PutDetector implements proctor.DetectorStore.
func (s *Store) PutDetector(ctx context.Context, d proctor.Detector) (proctor.Detector, bool, error) {
	_, err := s.Detector(ctx, d.Name, d.Version)
	fresh := errors.Is(err, proctor.ErrNoDetector)
	if err != nil && !fresh {
		return proctor.Detector{}, false, err
	}
	r := detectorRow{Name: d.Name, Version: d.Version, Threshold: millionths(d.Threshold), Precision: millionths(d.Precision), Recall: millionths(d.Recall), Clips: d.Clips, Budget: millionths(d.Budget),
		Mode: string(d.Mode), Reason: d.Reason, ModeAt: sqldb.At(d.ModeAt), Rev: d.Rev}
	if err := s.db.Conn(ctx).Clauses(keep("rev", "name", "version")).Create(&r).Error; err != nil {
		return proctor.Detector{}, false, err
	}
	got, err := s.Detector(ctx, d.Name, d.Version)
	return got, fresh, err
}

// SaveDetector implements proctor.DetectorStore.
func (s *Store) SaveDetector(ctx context.Context, d proctor.Detector) error {
	res := s.db.Conn(ctx).Model(&detectorRow{}).Where("name = ? AND version = ? AND rev = ?", d.Name, d.Version, d.Rev).Updates(map[string]any{
		"threshold_ppm": millionths(d.Threshold), "precision_ppm": millionths(d.Precision), "recall_ppm": millionths(d.Recall), "clips": d.Clips, "budget_ppm": millionths(d.Budget), "mode": string(d.Mode),
		"reason": d.Reason, "by_account": string(d.By.Account), "by_person": string(d.By.Person), "by_name": d.By.Name, "mode_at": sqldb.At(d.ModeAt), "rev": d.Rev + 1})
	if res.Error == nil && res.RowsAffected == 0 {
		return proctor.ErrMode
	}
	return res.Error
}

// Detector implements proctor.DetectorStore.
func (s *Store) Detector(ctx context.Context, name, version string) (proctor.Detector, error) {
	r, err := sqldb.First[detectorRow](ctx, s.db, "name = ? AND version = ?", name, version)
	return r.detector(), missing(err, proctor.ErrNoDetector)
}

// LockDetector implements proctor.DetectorStore.
func (s *Store) LockDetector(ctx context.Context, name, version string) (proctor.Detector, error) {
	r, err := locked[detectorRow](ctx, s.db, "name = ? AND version = ?", name, version)
	return r.detector(), missing(err, proctor.ErrNoDetector)
}

// ListDetectors implements proctor.DetectorStore.
func (s *Store) ListDetectors(ctx context.Context) ([]proctor.Detector, error) {
	return sqldb.All(ctx, s.db, detectorRow.detector, "name, version", 0, "1 = 1")
}

type sampleRow struct {
	IncidentID string       `gorm:"column:incident_id;primaryKey"`
	Name       string       `gorm:"column:name"`
	Version    string       `gorm:"column:version"`
	OrgPath    string       `gorm:"column:org_path"`
	DrawnAt    sqldb.Millis `gorm:"column:drawn_at"`
	Verdict    string       `gorm:"column:verdict"`
	ByAccount  string       `gorm:"column:by_account"`
	ByPerson   string       `gorm:"column:by_person"`
	ByName     string       `gorm:"column:by_name"`
	JudgedAt   sqldb.Millis `gorm:"column:judged_at"`
}

func (sampleRow) TableName() string { return "incident_sample" }

func (r sampleRow) sample() proctor.Sample {
	return proctor.Sample{Incident: proctor.IncidentID(r.IncidentID), Name: r.Name, Version: r.Version, OrgPath: r.OrgPath, DrawnAt: r.DrawnAt.Time(),
		Verdict: proctor.Verdict(r.Verdict), By: officer(r.ByAccount, r.ByPerson, r.ByName), At: r.JudgedAt.Time()}
}

// AddSample implements proctor.DetectorStore.
func (s *Store) AddSample(ctx context.Context, x proctor.Sample) error {
	return s.db.Conn(ctx).Clauses(keep("drawn_at", "incident_id")).Create(&sampleRow{IncidentID: string(x.Incident), Name: x.Name, Version: x.Version,
		OrgPath: x.OrgPath, DrawnAt: sqldb.At(x.DrawnAt)}).Error
}

// Sample implements proctor.DetectorStore.
func (s *Store) Sample(ctx context.Context, id proctor.IncidentID) (proctor.Sample, error) {
	r, err := sqldb.First[sampleRow](ctx, s.db, "incident_id = ?", string(id))
	return r.sample(), missing(err, proctor.ErrNoSample)
}

// Mark implements proctor.DetectorStore.
func (s *Store) Mark(ctx context.Context, x proctor.Sample) error {
	res := s.db.Conn(ctx).Model(&sampleRow{}).Where("incident_id = ? AND verdict = ''", string(x.Incident)).Updates(map[string]any{"verdict": string(x.Verdict),
		"by_account": string(x.By.Account), "by_person": string(x.By.Person), "by_name": x.By.Name, "judged_at": sqldb.At(x.At)})
	if res.Error == nil && res.RowsAffected == 0 {
		return proctor.ErrMarked
	}
	return res.Error
}

// Unmarked implements proctor.DetectorStore.
func (s *Store) Unmarked(ctx context.Context, paths []string, by people.AccountID, after proctor.IncidentID, limit int) ([]proctor.Sample, error) {
	acted := s.db.Conn(ctx).Model(&actRow{}).Select("incident_id").Where("by_account = ?", string(by))
	var rows []sampleRow
	err := s.db.Within(ctx, "org_path", paths).Where("verdict = '' AND incident_id > ? AND incident_id NOT IN (?)", string(after), acted).
		Order("incident_id").Limit(sqldb.Page(limit)).Find(&rows).Error
	return convert(rows, sampleRow.sample), err
}

// Verdicts implements proctor.DetectorStore.
func (s *Store) Verdicts(ctx context.Context, name, version string, since time.Time, limit int) (right, of int, err error) {
	var list []string
	err = s.db.Conn(ctx).Model(&sampleRow{}).Where("name = ? AND version = ? AND judged_at > ? AND verdict <> ''", name, version, sqldb.At(since)).
		Order("judged_at DESC, incident_id DESC").Limit(limit).Pluck("verdict", &list).Error
	for _, v := range list {
		if v == string(proctor.True) {
			right++
		}
	}
	return right, len(list), err
}

// Samples implements proctor.DetectorStore.
func (s *Store) Samples(ctx context.Context, name, version string) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&sampleRow{}).Where("name = ? AND version = ?", name, version).Count(&n).Error
	return int(n), err
}

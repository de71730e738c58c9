package store

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type trackRow struct {
	ResultID        string       `gorm:"column:result_id;primaryKey"`
	OrgPath         string       `gorm:"column:org_path"`
	PublishBy       string       `gorm:"column:publish_by"`
	AlarmOn         string       `gorm:"column:alarm_on"`
	Alarmed         int          `gorm:"column:alarmed"`
	RecordID        string       `gorm:"column:record_id"`
	SecondPoints    int          `gorm:"column:second_points"`
	ReleasedAt      sqldb.Millis `gorm:"column:released_at"`
	ReleaserAccount string       `gorm:"column:releaser_account"`
	ReleaserPerson  string       `gorm:"column:releaser_person"`
	ReleaserName    string       `gorm:"column:releaser_name"`
	Version         int64        `gorm:"column:version"`
}

func (trackRow) TableName() string { return "result_track" }

func (r trackRow) track() release.Track {
	return release.Track{Result: exam.ResultID(r.ResultID), OrgPath: r.OrgPath, PublishBy: actor.Date(r.PublishBy), AlarmOn: actor.Date(r.AlarmOn),
		Alarmed: r.Alarmed, Record: release.RecordID(r.RecordID), Second: r.SecondPoints, ReleasedAt: r.ReleasedAt.Time(),
		Releaser: people.AccountID(r.ReleaserAccount), ReleaserPerson: people.PersonID(r.ReleaserPerson), Name: r.ReleaserName,
		Version: r.Version}
}

type holdRow struct {
	ID           string       `gorm:"column:id;primaryKey"`
	ResultID     string       `gorm:"column:result_id"`
	LiveKey      *string      `gorm:"column:live_key"`
	Code         string       `gorm:"column:code"`
	Text         string       `gorm:"column:text"`
	OwnerAccount string       `gorm:"column:owner_account"`
	OwnerPerson  string       `gorm:"column:owner_person"`
	OwnerName    string       `gorm:"column:owner_name"`
	PlacedBy     string       `gorm:"column:placed_by"`
	PlacedAt     sqldb.Millis `gorm:"column:placed_at"`
	ClearedBy    string       `gorm:"column:cleared_by"`
	ClearedName  string       `gorm:"column:cleared_name"`
	ClearedAt    sqldb.Millis `gorm:"column:cleared_at"`
	ClearText    string       `gorm:"column:clear_text"`
}

func (holdRow) TableName() string { return "result_hold" }

func (r holdRow) hold() release.Hold {
	return release.Hold{ID: r.ID, Result: exam.ResultID(r.ResultID), Code: release.HoldCode(r.Code), Text: r.Text,
		Owner: people.AccountID(r.OwnerAccount), OwnerPerson: people.PersonID(r.OwnerPerson), OwnerName: r.OwnerName,
		PlacedBy: people.AccountID(r.PlacedBy), PlacedAt: r.PlacedAt.Time(), ClearedBy: people.AccountID(r.ClearedBy),
		ClearedName: r.ClearedName, ClearedAt: r.ClearedAt.Time(), ClearText: r.ClearText}
}

// AddTrack implements release.TrackStore.
func (s *Store) AddTrack(ctx context.Context, t release.Track) (bool, error) {
	row := trackRow{ResultID: string(t.Result), OrgPath: t.OrgPath, PublishBy: string(t.PublishBy), AlarmOn: string(t.AlarmOn)}
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return false, nil
	}
	return err == nil, err
}

// Track implements release.TrackStore.
func (s *Store) Track(ctx context.Context, id exam.ResultID) (release.Track, error) {
	var row trackRow
	err := s.db.Conn(ctx).Where("result_id = ?", string(id)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return release.Track{}, exam.ErrNoResult
	}
	return row.track(), err
}

// SaveTrack implements release.TrackStore.
func (s *Store) SaveTrack(ctx context.Context, t release.Track) error {
	res := s.db.Conn(ctx).Model(&trackRow{}).Where("result_id = ? AND version = ?", string(t.Result), t.Version).
		Updates(map[string]any{"alarmed": t.Alarmed, "record_id": string(t.Record), "second_points": t.Second,
			"released_at": sqldb.At(t.ReleasedAt), "releaser_account": string(t.Releaser), "releaser_person": string(t.ReleaserPerson),
			"releaser_name": t.Name, "version": t.Version + 1})
	if res.Error == nil && res.RowsAffected == 0 {
		return exam.ErrChanged
	}
	return res.Error
}

// Untracked implements release.TrackStore.
func (s *Store) Untracked(ctx context.Context, limit int) ([]exam.ResultID, error) {
	var ids []exam.ResultID
	err := s.db.Conn(ctx).Raw(`SELECT r.id FROM exam_result r LEFT JOIN result_track t ON t.result_id = r.id
		WHERE r.state IN (?, ?) AND r.kind = ? AND t.result_id IS NULL ORDER BY r.id LIMIT ?`,
		string(exam.Provisional), string(exam.Held), string(exam.Formal), limit).Scan(&ids).Error
	return ids, err
}

// Alarms implements release.TrackStore.
func (s *Store) Alarms(ctx context.Context, on actor.Date, limit int) ([]release.Track, error) {
	var rows []trackRow
	err := s.db.Conn(ctx).Raw(`SELECT t.* FROM result_track t JOIN exam_result r ON r.id = t.result_id
		WHERE t.released_at = 0 AND r.state IN (?, ?) AND ((t.alarmed = 0 AND t.alarm_on <= ?) OR (t.alarmed < 2 AND t.publish_by < ?))
		ORDER BY t.publish_by, t.result_id LIMIT ?`, string(exam.Provisional), string(exam.Held), string(on), string(on), limit).Scan(&rows).Error
	out := make([]release.Track, len(rows))
	for i, r := range rows {
		out[i] = r.track()
	}
	return out, err
}

type queueRow struct {
	ResultID    string `gorm:"column:result_id"`
	RecordID    string `gorm:"column:room_record_id"`
	RecordState string `gorm:"column:room_record_state"`
}

// dueDay orders results whose day of publication is not known yet behind all others.
const dueDay = "COALESCE(NULLIF(t.publish_by, ''), '" + release.NoDay + "')"

// Queue implements release.TrackStore.
func (s *Store) Queue(ctx context.Context, q release.QueueQuery) ([]release.QueueLine, error) {
	if len(q.Paths) == 0 {
		return nil, nil
	}
	states := []string{string(exam.Provisional), string(exam.Held)}
	if q.Held != nil {
		states = map[bool][]string{true: states[1:], false: states[:1]}[*q.Held]
	}
	tx := s.db.Conn(ctx).Table("exam_result AS r").
		Select("r.id AS result_id, COALESCE(m.id, '') AS room_record_id, COALESCE(m.state, '') AS room_record_state").
		Joins("LEFT JOIN result_track AS t ON t.result_id = r.id").Joins("LEFT JOIN room_record AS m ON m.slot_id = r.slot_id").
		Where("r.state IN ? AND r.kind = ?", states, string(exam.Formal)).Where(s.under(ctx, "r.org_path", q.Paths))
	if by, id, ok := strings.Cut(q.After, "|"); ok {
		tx = tx.Where("("+dueDay+" > ? OR ("+dueDay+" = ? AND r.id > ?))", by, by, id)
	}
	var rows []queueRow
	if err := tx.Order(dueDay + ", r.id").Limit(bound(q.Limit)).Scan(&rows).Error; err != nil {
		return nil, err
	}
	return s.queueLines(ctx, rows)
}

// queueLines reads the tracks of a page.
func (s *Store) queueLines(ctx context.Context, rows []queueRow) ([]release.QueueLine, error) {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ResultID
	}
	var tracks []trackRow
	if err := s.db.Conn(ctx).Where("result_id IN ?", ids).Find(&tracks).Error; err != nil {
		return nil, err
	}
	trackOf := map[string]release.Track{}
	for _, t := range tracks {
		trackOf[t.ResultID] = t.track()
	}
	out := make([]release.QueueLine, len(rows))
	for i, r := range rows {
		out[i] = release.QueueLine{Result: exam.Result{ID: exam.ResultID(r.ResultID)}, Track: trackOf[r.ResultID],
			Record: release.RecordID(r.RecordID), State: release.RecordState(r.RecordState)}
	}
	return out, nil
}

// Unexamined implements release.TrackStore.
func (s *Store) Unexamined(ctx context.Context, limit int) ([]exam.ResultID, error) {
	var ids []exam.ResultID
	err := s.db.Conn(ctx).Raw(`SELECT r.id FROM exam_result r LEFT JOIN result_examination x ON x.result_id = r.id
		WHERE r.state IN (?, ?) AND r.kind = ? AND x.result_id IS NULL ORDER BY r.id LIMIT ?`,
		string(exam.Provisional), string(exam.Held), string(exam.Formal), limit).Scan(&ids).Error
	return ids, err
}

type examinationRow struct {
	ResultID     string       `gorm:"column:result_id;primaryKey"`
	Agreed       bool         `gorm:"column:agreed"`
	Points       int          `gorm:"column:points"`
	SecondPoints int          `gorm:"column:second_points"`
	Why          string       `gorm:"column:why"`
	ExaminedAt   sqldb.Millis `gorm:"column:examined_at"`
}

func (examinationRow) TableName() string { return "result_examination" }

// AddExamination implements release.TrackStore.
func (s *Store) AddExamination(ctx context.Context, x release.Examination) (bool, error) {
	err := s.db.Conn(ctx).Create(&examinationRow{ResultID: string(x.Result), Agreed: x.Agreed, Points: x.Points, SecondPoints: x.Second,
		Why: x.Why, ExaminedAt: sqldb.At(x.At)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return false, nil
	}
	return err == nil, err
}

// AddHold implements release.TrackStore.
func (s *Store) AddHold(ctx context.Context, h release.Hold) error {
	live := string(h.Result)
	row := holdRow{ID: h.ID, ResultID: string(h.Result), LiveKey: &live, Code: string(h.Code), Text: h.Text,
		OwnerAccount: string(h.Owner), OwnerPerson: string(h.OwnerPerson), OwnerName: h.OwnerName, PlacedBy: string(h.PlacedBy),
		PlacedAt: sqldb.At(h.PlacedAt)}
	err := s.db.Conn(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return release.ErrHoldState
	}
	return err
}

// ClearHold implements release.TrackStore.
func (s *Store) ClearHold(ctx context.Context, h release.Hold) error {
	res := s.db.Conn(ctx).Model(&holdRow{}).Where("id = ? AND live_key IS NOT NULL", h.ID).Updates(map[string]any{
		"live_key": nil, "cleared_by": string(h.ClearedBy), "cleared_name": h.ClearedName, "cleared_at": sqldb.At(h.ClearedAt),
		"clear_text": h.ClearText})
	if res.Error == nil && res.RowsAffected == 0 {
		return release.ErrHoldState
	}
	return res.Error
}

// Holds implements release.TrackStore.
func (s *Store) Holds(ctx context.Context, id exam.ResultID) ([]release.Hold, error) {
	var rows []holdRow
	err := s.db.Conn(ctx).Where("result_id = ?", string(id)).Order("id").Find(&rows).Error
	out := make([]release.Hold, len(rows))
	for i, r := range rows {
		out[i] = r.hold()
	}
	return out, err
}

package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor"
)

type handoverRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	RoomID      string       `gorm:"column:room_id"`
	LiveKey     *string      `gorm:"column:live_key"`
	OrgPath     string       `gorm:"column:org_path"`
	FromAccount string       `gorm:"column:from_account"`
	FromPerson  string       `gorm:"column:from_person"`
	FromName    string       `gorm:"column:from_name"`
	ToAccount   string       `gorm:"column:to_account"`
	ToPerson    string       `gorm:"column:to_person"`
	ToName      string       `gorm:"column:to_name"`
	Incidents   string       `gorm:"column:incidents"`
	Words       string       `gorm:"column:words"`
	GivenAt     sqldb.Millis `gorm:"column:given_at"`
	AckAt       sqldb.Millis `gorm:"column:ack_at"`
}

func (handoverRow) TableName() string { return "duty_handover" }

func (r handoverRow) handover() proctor.Handover {
	h := proctor.Handover{ID: proctor.HandoverID(r.ID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, From: officer(r.FromAccount, r.FromPerson, r.FromName),
		To: officer(r.ToAccount, r.ToPerson, r.ToName), Text: r.Words, At: r.GivenAt.Time(), AckAt: r.AckAt.Time()}
	if json.Unmarshal([]byte(r.Incidents), &h.Incidents) != nil || h.Incidents == nil {
		h.Incidents = []proctor.IncidentID{}
	}
	return h
}

// AddHandover implements proctor.HandoverStore.
func (s *Store) AddHandover(ctx context.Context, h proctor.Handover) error {
	list, err := json.Marshal(h.Incidents)
	if err != nil {
		return err
	}
	key := string(h.Room)
	err = s.db.Conn(ctx).Create(&handoverRow{ID: string(h.ID), RoomID: key, LiveKey: &key, OrgPath: h.OrgPath, FromAccount: string(h.From.Account),
		FromPerson: string(h.From.Person), FromName: h.From.Name, ToAccount: string(h.To.Account), ToPerson: string(h.To.Person), ToName: h.To.Name,
		Incidents: string(list), Words: h.Text, GivenAt: sqldb.At(h.At)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return proctor.ErrHandoverSet
	}
	return err
}

// Acknowledge implements proctor.HandoverStore.
func (s *Store) Acknowledge(ctx context.Context, h proctor.Handover) error {
	res := s.db.Conn(ctx).Model(&handoverRow{}).Where("id = ? AND live_key IS NOT NULL", string(h.ID)).Updates(map[string]any{"live_key": nil, "ack_at": sqldb.At(h.AckAt)})
	if res.Error == nil && res.RowsAffected == 0 {
		return proctor.ErrHandoverSet
	}
	return res.Error
}

// Handover implements proctor.HandoverStore.
func (s *Store) Handover(ctx context.Context, id proctor.HandoverID) (proctor.Handover, error) {
	r, err := sqldb.First[handoverRow](ctx, s.db, "id = ?", string(id))
	return r.handover(), missing(err, proctor.ErrNoHandover)
}

// Handovers implements proctor.HandoverStore.
func (s *Store) Handovers(ctx context.Context, rooms []site.RoomID, since time.Time, limit int) ([]proctor.Handover, error) {
	return sqldb.All(ctx, s.db, handoverRow.handover, "given_at DESC, id DESC", limit, "room_id IN ? AND given_at >= ?", ids(rooms), sqldb.At(since))
}

package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type banRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	PersonID  string       `gorm:"column:person_id"`
	Kind      string       `gorm:"column:kind"`
	FromOn    string       `gorm:"column:from_on"`
	ToOn      string       `gorm:"column:to_on"`
	Decision  string       `gorm:"column:decision"`
	Reason    string       `gorm:"column:reason"`
	Path      string       `gorm:"column:path"`
	State     string       `gorm:"column:state"`
	EnteredBy string       `gorm:"column:entered_by"`
	Confirmer string       `gorm:"column:confirmer"`
	Lifter    string       `gorm:"column:lifter"`
	LiftText  string       `gorm:"column:lift_text"`
	EnteredAt sqldb.Millis `gorm:"column:entered_at"`
	Version   int64        `gorm:"column:version"`
	LiveKey   *string      `gorm:"column:live_key"`
}

func (banRow) TableName() string { return "ban" }

func (r banRow) ban() permit.Ban {
	return permit.Ban{ID: permit.BanID(r.ID), Person: people.PersonID(r.PersonID), Kind: permit.BanKind(r.Kind), From: actor.Date(r.FromOn),
		To: actor.Date(r.ToOn), Decision: r.Decision, Reason: r.Reason, Path: r.Path, State: permit.BanState(r.State),
		EnteredBy: people.PersonID(r.EnteredBy), Confirmer: people.PersonID(r.Confirmer), Lifter: people.PersonID(r.Lifter),
		LiftText: r.LiftText, EnteredAt: r.EnteredAt.Time(), Version: r.Version}
}

// Bans implements permit.BanStore.
type Bans struct{ db *sqldb.DB }

// NewBans returns the store of bans on db.
func NewBans(db *sqldb.DB) *Bans { return &Bans{db} }

// InTx implements permit.BanStore.
func (s *Bans) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// banKey is what the database allows once: person, kind and decision of a ban that was not lifted.
func banKey(b permit.Ban) *string {
	if b.State == permit.BanLifted {
		return nil
	}
	return optional(string(b.Person) + "|" + string(b.Kind) + "|" + b.Decision)
}

// AddBan implements permit.BanStore.
func (s *Bans) AddBan(ctx context.Context, b permit.Ban) error {
	err := s.db.Conn(ctx).Create(&banRow{ID: string(b.ID), PersonID: string(b.Person), Kind: string(b.Kind), FromOn: string(b.From),
		ToOn: string(b.To), Decision: b.Decision, Reason: b.Reason, Path: b.Path, State: string(b.State), EnteredBy: string(b.EnteredBy),
		Confirmer: string(b.Confirmer), Lifter: string(b.Lifter), LiftText: b.LiftText, EnteredAt: sqldb.At(b.EnteredAt), Version: b.Version,
		LiveKey: banKey(b)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrBanOnFile
	}
	return err
}

// Ban implements permit.BanStore.
func (s *Bans) Ban(ctx context.Context, id permit.BanID) (permit.Ban, error) {
	var r banRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return permit.Ban{}, permit.ErrNoBan
	}
	return r.ban(), err
}

// SaveBan implements permit.BanStore.
func (s *Bans) SaveBan(ctx context.Context, b permit.Ban) error {
	res := s.db.Conn(ctx).Model(&banRow{}).Where("id = ? AND version = ?", string(b.ID), b.Version).Updates(map[string]any{
		"state": string(b.State), "confirmer": string(b.Confirmer), "lifter": string(b.Lifter), "lift_text": b.LiftText, "live_key": banKey(b), "version": b.Version + 1})
	if res.Error == nil && res.RowsAffected == 0 {
		return permit.ErrBanState
	}
	return res.Error
}

// BansOf implements permit.BanStore.
func (s *Bans) BansOf(ctx context.Context, p people.PersonID) ([]permit.Ban, error) {
	return bans(s.db.Conn(ctx).Where("person_id = ?", string(p)).Order("id"))
}

// FindBans implements permit.BanStore.
func (s *Bans) FindBans(ctx context.Context, paths []string, before permit.BanID, limit int) ([]permit.Ban, error) {
	tx := s.db.Within(ctx, "path", paths)
	if before != "" {
		tx = tx.Where("id < ?", string(before))
	}
	return bans(tx.Order("id DESC").Limit(limit))
}

func bans(tx *gorm.DB) ([]permit.Ban, error) {
	var rows []banRow
	if err := tx.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]permit.Ban, len(rows))
	for i, r := range rows {
		out[i] = r.ban()
	}
	return out, nil
}

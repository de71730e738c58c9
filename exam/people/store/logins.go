package store

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
)

type loginRow struct {
	PersonID  string       `gorm:"column:person_id;primaryKey"`
	Password  string       `gorm:"column:password"`
	Epoch     int64        `gorm:"column:epoch"`
	Disabled  int          `gorm:"column:disabled"`
	CreatedAt sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	Version   int64        `gorm:"column:version"`
}

func (r loginRow) in() people.Login {
	return people.Login{Person: people.PersonID(r.PersonID), Hash: r.Password, Epoch: r.Epoch, Disabled: r.Disabled == 1,
		CreatedAt: r.CreatedAt.Time(), Version: r.Version}
}

// AddLogin implements people.CandidateStore.
func (s *Store) AddLogin(ctx context.Context, l people.Login) error {
	r := loginRow{string(l.Person), l.Hash, l.Epoch, bit(l.Disabled), sqldb.At(l.CreatedAt), l.Version}
	return added(s.table(ctx, "candidate_login").Create(&r).Error, people.ErrHasLogin)
}

// Login implements people.CandidateStore.
func (s *Store) Login(ctx context.Context, p people.PersonID) (people.Login, error) {
	var r loginRow
	err := s.table(ctx, "candidate_login").Where("person_id = ?", string(p)).Take(&r).Error
	return r.in(), one(err, people.ErrNotFound)
}

// LoginsByPhone implements people.CandidateStore.
func (s *Store) LoginsByPhone(ctx context.Context, index []byte, limit int) ([]people.Login, error) {
	var rows []loginRow
	err := s.table(ctx, "candidate_login l").Select("l.person_id, l.password, l.epoch, l.disabled, l.created_at, l.version").
		Joins("JOIN person p ON p.id = l.person_id").Where("p.phone_index = ?", index).Order("l.person_id").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	out := make([]people.Login, len(rows))
	for i, r := range rows {
		out[i] = r.in()
	}
	return out, nil
}

// SaveLogin implements people.CandidateStore.
func (s *Store) SaveLogin(ctx context.Context, l people.Login) error {
	return changed(s.table(ctx, "candidate_login").Where("person_id = ? AND version = ?", string(l.Person), l.Version).Updates(map[string]any{
		"password": l.Hash, "epoch": l.Epoch, "disabled": bit(l.Disabled), "version": l.Version + 1}))
}

package store

import (
	"context"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sealed"
)

var _ questionbank.SealedStore = (*Store)(nil)

type ownerRow struct {
	Fingerprint string    `gorm:"column:fingerprint;primaryKey"`
	Name        string    `gorm:"column:name"`
	Public      []byte    `gorm:"column:public_key"`
	From        string    `gorm:"column:valid_from"`
	To          string    `gorm:"column:valid_to"`
	First       signature `gorm:"embedded;embeddedPrefix:first_"`
	Second      signature `gorm:"embedded;embeddedPrefix:second_"`
}

func (ownerRow) TableName() string { return "sealed_owner" }

func (r ownerRow) back() questionbank.SealedOwner {
	return questionbank.SealedOwner{Fingerprint: r.Fingerprint, Name: r.Name, Public: r.Public, From: actor.Date(r.From), To: actor.Date(r.To),
		First: r.First.back(), Second: r.Second.back()}
}

type sealedRow struct {
	ReleaseID  string    `gorm:"column:release_id;primaryKey"`
	BankID     string    `gorm:"column:bank_id"`
	Owner      string    `gorm:"column:owner"`
	OwnerName  string    `gorm:"column:owner_name"`
	Sum        []byte    `gorm:"column:sum"`
	SourceNo   int       `gorm:"column:source_no"`
	Supersedes string    `gorm:"column:supersedes"`
	Statistics int       `gorm:"column:keeps_statistics"`
	NotBefore  string    `gorm:"column:not_before"`
	NotAfter   string    `gorm:"column:not_after"`
	Region     string    `gorm:"column:region"`
	By         signature `gorm:"embedded;embeddedPrefix:by_"`
}

func (sealedRow) TableName() string { return "sealed_release" }

func (r sealedRow) back() questionbank.SealedRelease {
	return questionbank.SealedRelease{Release: questionbank.ReleaseID(r.ReleaseID), Bank: questionbank.BankID(r.BankID), Owner: r.Owner, OwnerName: r.OwnerName,
		Sum: hash(r.Sum), SourceNo: r.SourceNo, Supersedes: questionbank.ReleaseID(r.Supersedes), By: r.By.back(),
		Terms: sealed.Terms{Statistics: r.Statistics != 0, NotBefore: r.NotBefore, NotAfter: r.NotAfter, Region: r.Region}}
}

// SaveSealedOwner implements questionbank.SealedStore.
func (s *Store) SaveSealedOwner(ctx context.Context, o questionbank.SealedOwner) error {
	r := ownerRow{o.Fingerprint, o.Name, o.Public, string(o.From), string(o.To), signed(o.First), signed(o.Second)}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&r).Error
}

// SealedOwner implements questionbank.SealedStore.
func (s *Store) SealedOwner(ctx context.Context, fingerprint string) (questionbank.SealedOwner, error) {
	var r ownerRow
	err := s.db.Conn(ctx).Where("fingerprint = ?", fingerprint).Take(&r).Error
	return r.back(), absent(err, questionbank.ErrOwnerUnknown)
}

// SealedOwners implements questionbank.SealedStore.
func (s *Store) SealedOwners(ctx context.Context) ([]questionbank.SealedOwner, error) {
	var rows []ownerRow
	err := s.db.Conn(ctx).Order("name, fingerprint").Find(&rows).Error
	out := make([]questionbank.SealedOwner, len(rows))
	for i, r := range rows {
		out[i] = r.back()
	}
	return out, err
}

// AddSealedRelease implements questionbank.SealedStore.
func (s *Store) AddSealedRelease(ctx context.Context, x questionbank.SealedRelease) error {
	r := sealedRow{ReleaseID: string(x.Release), BankID: string(x.Bank), Owner: x.Owner, OwnerName: x.OwnerName, Sum: x.Sum[:], SourceNo: x.SourceNo,
		Supersedes: string(x.Supersedes), NotBefore: x.Terms.NotBefore, NotAfter: x.Terms.NotAfter, Region: x.Terms.Region, By: signed(x.By)}
	if x.Terms.Statistics {
		r.Statistics = 1
	}
	return taken(s.db.Conn(ctx).Create(&r).Error, questionbank.ErrSealedHeld)
}

// SealedRelease implements questionbank.SealedStore.
func (s *Store) SealedRelease(ctx context.Context, id questionbank.ReleaseID) (questionbank.SealedRelease, error) {
	var r sealedRow
	err := s.db.Conn(ctx).Where("release_id = ?", string(id)).Take(&r).Error
	if err != nil {
		return questionbank.SealedRelease{}, absent(err, questionbank.ErrSealedUnknown)
	}
	return r.back(), nil
}

// SealedReleases implements questionbank.SealedStore.
func (s *Store) SealedReleases(ctx context.Context, bank questionbank.BankID) ([]questionbank.SealedRelease, error) {
	var rows []sealedRow
	err := s.db.Conn(ctx).Where("bank_id = ?", string(bank)).Order("source_no DESC").Limit(1000).Find(&rows).Error
	out := make([]questionbank.SealedRelease, len(rows))
	for i, r := range rows {
		out[i] = r.back()
	}
	return out, err
}

type sourceRow struct {
	ReleaseID string `gorm:"column:release_id;primaryKey"`
	TakenID   string `gorm:"column:taken_id;primaryKey"`
}

func (sourceRow) TableName() string { return "release_source" }

// AddSources implements questionbank.SealedStore.
func (s *Store) AddSources(ctx context.Context, into questionbank.ReleaseID, taken []questionbank.ReleaseID) error {
	rows := make([]sourceRow, len(taken))
	for i, id := range taken {
		rows[i] = sourceRow{string(into), string(id)}
	}
	return s.db.Conn(ctx).Create(&rows).Error
}

type sourced struct {
	IntoID string    `gorm:"column:into_id"`
	Sealed sealedRow `gorm:"embedded"`
}

// SourcesOf implements questionbank.SealedStore.
func (s *Store) SourcesOf(ctx context.Context, into questionbank.ReleaseID) ([]questionbank.Source, error) {
	return s.sources(ctx, "release_source.release_id = ?", string(into))
}

// Sources implements questionbank.SealedStore.
func (s *Store) Sources(ctx context.Context, bank questionbank.BankID) ([]questionbank.Source, error) {
	return s.sources(ctx, "bank_release.bank_id = ?", string(bank))
}

func (s *Store) sources(ctx context.Context, where string, arg string) ([]questionbank.Source, error) {
	var rows []sourced
	err := s.db.Conn(ctx).Table("release_source").Select("release_source.release_id AS into_id, sealed_release.*").
		Joins("JOIN sealed_release ON sealed_release.release_id = release_source.taken_id").
		Joins("JOIN bank_release ON bank_release.id = release_source.release_id").
		Where(where, arg).Order("bank_release.no DESC, release_source.taken_id").Limit(1000).Find(&rows).Error
	out := make([]questionbank.Source, len(rows))
	for i, r := range rows {
		out[i] = questionbank.Source{Into: questionbank.ReleaseID(r.IntoID), SealedRelease: r.Sealed.back()}
	}
	return out, err
}

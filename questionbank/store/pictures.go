package store

import (
	"context"
	"slices"

	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/questionbank"
)

type pictureRow struct {
	BankID string    `gorm:"column:bank_id;primaryKey"`
	Digest string    `gorm:"column:digest;primaryKey"`
	Name   string    `gorm:"column:name"`
	Type   string    `gorm:"column:type"`
	Width  int       `gorm:"column:width"`
	Height int       `gorm:"column:height"`
	Millis int       `gorm:"column:millis"`
	Bytes  int       `gorm:"column:bytes"`
	By     signature `gorm:"embedded;embeddedPrefix:by_"`
}

func (pictureRow) TableName() string { return "bank_picture" }

func (r pictureRow) back() (questionbank.BankPicture, error) {
	return questionbank.BankPicture{Bank: questionbank.BankID(r.BankID), Digest: r.Digest, Name: r.Name, Type: r.Type, Width: r.Width,
		Height: r.Height, Millis: r.Millis, Bytes: r.Bytes, By: r.By.back()}, nil
}

// AddPicture implements questionbank.PictureStore.
func (s *Store) AddPicture(ctx context.Context, p questionbank.BankPicture) error {
	row := pictureRow{string(p.Bank), p.Digest, p.Name, p.Type, p.Width, p.Height, p.Millis, p.Bytes, signed(p.By)}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error
}

// Picture implements questionbank.PictureStore.
func (s *Store) Picture(ctx context.Context, bank questionbank.BankID, digest string) (questionbank.BankPicture, error) {
	var r pictureRow
	if err := s.db.Conn(ctx).Where("bank_id = ? AND digest = ?", string(bank), digest).Take(&r).Error; err != nil {
		return questionbank.BankPicture{}, absent(err, questionbank.ErrPictureUnknown)
	}
	return r.back()
}

// PicturesBy implements questionbank.PictureStore.
func (s *Store) PicturesBy(ctx context.Context, bank questionbank.BankID, digests, names []string) ([]questionbank.BankPicture, error) {
	var rows []pictureRow
	for _, by := range []struct {
		column string
		values []string
	}{{"digest", digests}, {"name", names}} {
		for part := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(by.values))), chunk) {
			var some []pictureRow
			if err := s.db.Conn(ctx).Where("bank_id = ? AND "+by.column+" IN ?", string(bank), part).Find(&some).Error; err != nil {
				return nil, err
			}
			for _, r := range some {
				if !slices.ContainsFunc(rows, func(o pictureRow) bool { return o.Digest == r.Digest }) {
					rows = append(rows, r)
				}
			}
		}
	}
	return each(rows, pictureRow.back)
}

// Pictures implements questionbank.PictureStore.
func (s *Store) Pictures(ctx context.Context, bank questionbank.BankID, limit int) ([]questionbank.BankPicture, error) {
	var rows []pictureRow
	if err := s.db.Conn(ctx).Where("bank_id = ? AND millis = 0", string(bank)).Order("by_at DESC, digest").Limit(limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	return each(rows, pictureRow.back)
}

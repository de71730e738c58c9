package store

import (
	"context"

	"github.com/suikao/suikao/questionbank"
)

type variantRow struct {
	ID        string    `gorm:"column:id;primaryKey"`
	ItemID    string    `gorm:"column:item_id"`
	VersionID string    `gorm:"column:version_id"`
	BankID    string    `gorm:"column:bank_id"`
	Language  string    `gorm:"column:language"`
	State     string    `gorm:"column:state"`
	Body      string    `gorm:"column:body"`
	Digest    []byte    `gorm:"column:digest"`
	LiveKey   *string   `gorm:"column:live_key"`
	Reason    string    `gorm:"column:reason"`
	Writer    signature `gorm:"embedded;embeddedPrefix:writer_"`
	Decider   signature `gorm:"embedded;embeddedPrefix:decider_"`
}

func (variantRow) TableName() string { return "item_variant" }

func (r variantRow) back() (questionbank.SealedVariant, error) {
	v := questionbank.SealedVariant{Body: r.Body, Digest: hash(r.Digest), Variant: questionbank.Variant{ID: questionbank.VariantID(r.ID), Item: questionbank.ItemID(r.ItemID),
		Version: questionbank.VersionID(r.VersionID), Bank: questionbank.BankID(r.BankID), Language: questionbank.Language(r.Language),
		State: questionbank.VariantState(r.State), Writer: r.Writer.back(), Decider: r.Decider.back(), Reason: r.Reason}}
	if r.LiveKey != nil {
		v.Live = *r.LiveKey
	}
	return v, nil
}

type releaseVariantRow struct {
	ReleaseID string `gorm:"column:release_id;primaryKey"`
	ItemID    string `gorm:"column:item_id;primaryKey"`
	Language  string `gorm:"column:language;primaryKey"`
	VariantID string `gorm:"column:variant_id"`
}

func (releaseVariantRow) TableName() string { return "release_variant" }

// AddVariants implements questionbank.VariantStore.
func (s *Store) AddVariants(ctx context.Context, list []questionbank.SealedVariant) error {
	rows := make([]variantRow, len(list))
	for i, v := range list {
		rows[i] = variantRow{ID: string(v.ID), ItemID: string(v.Item), VersionID: string(v.Version), BankID: string(v.Bank), Language: string(v.Language),
			State: string(v.State), Body: v.Body, Digest: v.Digest[:], Reason: v.Reason, Writer: signed(v.Writer), Decider: signed(v.Decider)}
		if v.Live != "" {
			rows[i].LiveKey = &v.Live
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return taken(s.db.Conn(ctx).CreateInBatches(rows, wide).Error, questionbank.ErrVariantWaits)
}

// Variant implements questionbank.VariantStore.
func (s *Store) Variant(ctx context.Context, id questionbank.VariantID) (questionbank.SealedVariant, error) {
	var r variantRow
	if err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error; err != nil {
		return questionbank.SealedVariant{}, absent(err, questionbank.ErrVariantUnknown)
	}
	return r.back()
}

// VariantsOf implements questionbank.VariantStore.
func (s *Store) VariantsOf(ctx context.Context, item questionbank.ItemID) ([]questionbank.SealedVariant, error) {
	var rows []variantRow
	if err := s.db.Conn(ctx).Where("item_id = ?", string(item)).Order("id DESC").Limit(1000).Find(&rows).Error; err != nil {
		return nil, err
	}
	return each(rows, variantRow.back)
}

// VariantsIn implements questionbank.VariantStore.
func (s *Store) VariantsIn(ctx context.Context, bank questionbank.BankID, st questionbank.VariantState) ([]questionbank.SealedVariant, error) {
	var rows []variantRow
	if err := s.db.Conn(ctx).Where("bank_id = ? AND state = ?", string(bank), string(st)).Order("id").Find(&rows).Error; err != nil {
		return nil, err
	}
	return each(rows, variantRow.back)
}

// VariantsWaiting implements questionbank.VariantStore.
func (s *Store) VariantsWaiting(ctx context.Context, bank questionbank.BankID, l questionbank.Language, after questionbank.VariantID, limit int) ([]questionbank.SealedVariant, error) {
	var rows []variantRow
	if err := s.db.Conn(ctx).Where("bank_id = ? AND state = ? AND language = ? AND id > ?", string(bank), string(questionbank.VariantWritten), string(l), string(after)).
		Order("id").Limit(limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	return each(rows, variantRow.back)
}

// ReplaceVariant implements questionbank.VariantStore.
func (s *Store) ReplaceVariant(ctx context.Context, live string) error {
	return s.db.Conn(ctx).Model(&variantRow{}).Where("live_key = ?", live).
		Updates(map[string]any{"state": string(questionbank.VariantReplaced), "live_key": null("")}).Error
}

// DecideVariant implements questionbank.VariantStore.
func (s *Store) DecideVariant(ctx context.Context, id questionbank.VariantID, to questionbank.VariantState, live string, by questionbank.Signature, reason string) error {
	r := signed(by)
	up := s.db.Conn(ctx).Model(&variantRow{}).Where("id = ? AND state = ?", string(id), string(questionbank.VariantWritten)).
		Updates(map[string]any{"state": string(to), "live_key": null(live), "reason": reason, "decider_account": r.Account, "decider_person": r.Person,
			"decider_name": r.Name, "decider_at": r.At})
	if up.Error == nil && up.RowsAffected != 1 {
		return questionbank.ErrMoved
	}
	return taken(up.Error, questionbank.ErrMoved)
}

// addReleaseVariants notes which variants a release froze.
func (s *Store) addReleaseVariants(ctx context.Context, id questionbank.ReleaseID, list []questionbank.SealedVersion) error {
	var rows []releaseVariantRow
	for _, v := range list {
		for _, x := range v.Variants {
			rows = append(rows, releaseVariantRow{string(id), string(v.Item), string(x.Language), string(x.ID)})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return s.db.Conn(ctx).CreateInBatches(rows, chunk).Error
}

// releaseVariants puts the variants that a release froze to its versions.
func (s *Store) releaseVariants(ctx context.Context, id questionbank.ReleaseID, list []questionbank.SealedVersion) error {
	var rows []variantRow
	err := s.db.Conn(ctx).Joins("JOIN release_variant ON release_variant.variant_id = item_variant.id").
		Where("release_variant.release_id = ?", string(id)).Order("item_variant.item_id, item_variant.language").Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return err
	}
	of := map[questionbank.ItemID][]questionbank.SealedVariant{}
	for _, r := range rows {
		v, err := r.back()
		if err != nil {
			return err
		}
		of[v.Item] = append(of[v.Item], v)
	}
	for i := range list {
		list[i].Variants = of[list[i].Item]
	}
	return nil
}

package store

import (
	"context"

	"github.com/suikao/suikao/questionbank"
)

type exportRow struct {
	ID        string    `gorm:"column:id;primaryKey"`
	BankID    string    `gorm:"column:bank_id"`
	ReleaseID string    `gorm:"column:release_id"`
	Format    string    `gorm:"column:format"`
	Reason    string    `gorm:"column:reason"`
	Items     int       `gorm:"column:items"`
	State     string    `gorm:"column:state"`
	By        signature `gorm:"embedded;embeddedPrefix:by_"`
	First     signature `gorm:"embedded;embeddedPrefix:first_"`
	Second    signature `gorm:"embedded;embeddedPrefix:second_"`
	Refusal   string    `gorm:"column:refusal"`
}

func (exportRow) TableName() string { return "bank_export" }

func (r exportRow) back() questionbank.QuestionExport {
	return questionbank.QuestionExport{ID: questionbank.ExportID(r.ID), Bank: questionbank.BankID(r.BankID), Release: questionbank.ReleaseID(r.ReleaseID),
		Format: r.Format, Reason: r.Reason, Items: r.Items, State: questionbank.ExportState(r.State), By: r.By.back(), First: r.First.back(),
		Second: r.Second.back(), Refusal: r.Refusal}
}

// AddExport implements questionbank.ExportStore.
func (s *Store) AddExport(ctx context.Context, e questionbank.QuestionExport) error {
	row := exportRow{ID: string(e.ID), BankID: string(e.Bank), ReleaseID: string(e.Release), Format: e.Format, Reason: e.Reason, Items: e.Items,
		State: string(e.State), By: signed(e.By), First: signed(e.First), Second: signed(e.Second), Refusal: e.Refusal}
	return s.db.Conn(ctx).Create(&row).Error
}

// Export implements questionbank.ExportStore.
func (s *Store) Export(ctx context.Context, id questionbank.ExportID) (questionbank.QuestionExport, error) {
	var r exportRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.back(), absent(err, questionbank.ErrExportUnknown)
}

// Exports implements questionbank.ExportStore.
func (s *Store) Exports(ctx context.Context, bank questionbank.BankID) ([]questionbank.QuestionExport, error) {
	var rows []exportRow
	err := s.db.Conn(ctx).Where("bank_id = ?", string(bank)).Order("id DESC").Limit(500).Find(&rows).Error
	out := make([]questionbank.QuestionExport, len(rows))
	for i, r := range rows {
		out[i] = r.back()
	}
	return out, err
}

// DecideExport implements questionbank.ExportStore.
func (s *Store) DecideExport(ctx context.Context, from questionbank.ExportState, e questionbank.QuestionExport) error {
	set := map[string]any{"state": string(e.State), "refusal": e.Refusal}
	for prefix, by := range map[string]signature{"first_": signed(e.First), "second_": signed(e.Second)} {
		set[prefix+"account"], set[prefix+"person"], set[prefix+"name"], set[prefix+"at"] = by.Account, by.Person, by.Name, by.At
	}
	up := s.db.Conn(ctx).Model(&exportRow{}).Where("id = ? AND state = ?", string(e.ID), string(from)).Updates(set)
	if up.Error == nil && up.RowsAffected != 1 {
		return questionbank.ErrMoved
	}
	return up.Error
}

package store

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
)

type importJobRow struct {
	ID     string       `gorm:"column:id;primaryKey"`
	BankID string       `gorm:"column:bank_id"`
	File   string       `gorm:"column:file"`
	Step   string       `gorm:"column:step"`
	Rows   int          `gorm:"column:rows_read"`
	Batch  string       `gorm:"column:batch_id"`
	Code   string       `gorm:"column:code"`
	WhyZh  string       `gorm:"column:why_zh"`
	WhyEn  string       `gorm:"column:why_en"`
	Last   sqldb.Millis `gorm:"column:last_at"`
	By     signature    `gorm:"embedded;embeddedPrefix:by_"`
}

func (importJobRow) TableName() string { return "import_job" }

// AddImportJob implements questionbank.BankStore.
func (s *Store) AddImportJob(ctx context.Context, j questionbank.ImportJob) error {
	row := importJobRow{ID: string(j.ID), BankID: string(j.Bank), File: j.File, Step: string(j.Step), Last: sqldb.At(j.Last), By: signed(j.By)}
	return s.db.Conn(ctx).Create(&row).Error
}

// MoveImportJob implements questionbank.BankStore.
func (s *Store) MoveImportJob(ctx context.Context, j questionbank.ImportJob) error {
	return s.db.Conn(ctx).Model(&importJobRow{}).Where("id = ?", string(j.ID)).Updates(map[string]any{"step": string(j.Step), "rows_read": j.Rows,
		"batch_id": string(j.Batch), "code": j.Code, "why_zh": j.Why[0], "why_en": j.Why[1], "last_at": sqldb.At(j.Last)}).Error
}

// DropImportJob implements questionbank.BankStore.
func (s *Store) DropImportJob(ctx context.Context, id questionbank.ImportJobID) error {
	return s.db.Conn(ctx).Where("id = ?", string(id)).Delete(&importJobRow{}).Error
}

// ImportJobs implements questionbank.BankStore.
func (s *Store) ImportJobs(ctx context.Context, bank questionbank.BankID) ([]questionbank.ImportJob, error) {
	var rows []importJobRow
	err := s.db.Conn(ctx).Where("bank_id = ?", string(bank)).Order("id DESC").Limit(20).Find(&rows).Error
	out := make([]questionbank.ImportJob, len(rows))
	for i, r := range rows {
		out[i] = questionbank.ImportJob{ID: questionbank.ImportJobID(r.ID), Bank: bank, File: r.File, Step: questionbank.ImportStep(r.Step), Rows: r.Rows,
			Batch: questionbank.BatchID(r.Batch), Code: r.Code, Why: [2]string{r.WhyZh, r.WhyEn}, Last: r.Last.Time(), By: r.By.back()}
	}
	return out, err
}

type citedRow struct {
	ID        string    `gorm:"column:id;primaryKey"`
	OwnerOrg  string    `gorm:"column:owner_org"`
	Name      string    `gorm:"column:name"`
	NameKey   string    `gorm:"column:name_key"`
	From      string    `gorm:"column:valid_from"`
	To        string    `gorm:"column:valid_to"`
	Successor string    `gorm:"column:successor"`
	Note      string    `gorm:"column:note"`
	No        int       `gorm:"column:no"`
	By        signature `gorm:"embedded;embeddedPrefix:by_"`
}

func (citedRow) TableName() string { return "cited_text" }

func (r citedRow) back() (questionbank.CitedText, error) {
	return questionbank.CitedText{ID: questionbank.CitedTextID(r.ID), Owner: people.OrgID(r.OwnerOrg), Name: r.Name, From: actor.Date(r.From), To: actor.Date(r.To),
		Successor: r.Successor, Note: r.Note, No: r.No, By: r.By.back()}, nil
}

// SaveCitedText implements questionbank.BankStore.
func (s *Store) SaveCitedText(ctx context.Context, c questionbank.CitedText) error {
	row := citedRow{string(c.ID), string(c.Owner), c.Name, c.CitedKey(), string(c.From), string(c.To), c.Successor, c.Note, c.No, signed(c.By)}
	if c.No == 1 {
		return taken(s.db.Conn(ctx).Create(&row).Error, questionbank.ErrCitedTwice)
	}
	up := s.db.Conn(ctx).Model(&citedRow{}).Where("id = ? AND no = ?", row.ID, c.No-1).Select("*").Updates(&row)
	if up.Error == nil && up.RowsAffected != 1 {
		return questionbank.ErrMoved
	}
	return taken(up.Error, questionbank.ErrCitedTwice)
}

// CitedText implements questionbank.BankStore.
func (s *Store) CitedText(ctx context.Context, id questionbank.CitedTextID) (questionbank.CitedText, error) {
	var r citedRow
	if err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error; err != nil {
		return questionbank.CitedText{}, absent(err, questionbank.ErrCitedUnknown)
	}
	return r.back()
}

// CitedTexts implements questionbank.BankStore.
func (s *Store) CitedTexts(ctx context.Context) ([]questionbank.CitedText, error) {
	var rows []citedRow
	if err := s.db.Conn(ctx).Order("id").Limit(mostCited).Find(&rows).Error; err != nil {
		return nil, err
	}
	return each(rows, citedRow.back)
}

// mostCited bounds what one answer reads of the register.
const mostCited = 5000

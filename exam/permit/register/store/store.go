// Package store keeps the exchange with the national register in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/filed"
	"github.com/suikao/suikao/exam/permit/register"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements the store interfaces of exam/permit/register on one database.
type Store struct {
	filed.Files
	db *sqldb.DB
}

// New returns a store on db; files are those of the table permit_register_import.
func New(db *sqldb.DB, files filed.Files) *Store {
	return &Store{Files: files, db: db}
}

// InTx implements register.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

func (s *Store) create(ctx context.Context, row any) error {
	err := s.db.Conn(ctx).Create(row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return permit.ErrDuplicate
	}
	return err
}

type lineRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	PermitID  string       `gorm:"column:permit_id"`
	Seq       int          `gorm:"column:seq"`
	OrgPath   string       `gorm:"column:org_path"`
	What      string       `gorm:"column:what"`
	Act       string       `gorm:"column:act"`
	State     string       `gorm:"column:state"`
	BatchID   string       `gorm:"column:batch_id"`
	Reason    string       `gorm:"column:reason"`
	CreatedAt sqldb.Millis `gorm:"column:created_at"`
}

func (lineRow) TableName() string { return "permit_register_line" }

func (r lineRow) line() register.Line {
	return register.Line{ID: register.LineID(r.ID), Permit: permit.ID(r.PermitID), Seq: r.Seq, OrgPath: r.OrgPath, What: register.What(r.What), Act: permit.Act(r.Act),
		State: register.LineState(r.State), Batch: register.BatchID(r.BatchID), Reason: r.Reason, Created: r.CreatedAt.Time()}
}

// AddLine implements register.LineStore.
func (s *Store) AddLine(ctx context.Context, l register.Line) error {
	return s.create(ctx, &lineRow{string(l.ID), string(l.Permit), l.Seq, l.OrgPath, string(l.What), string(l.Act), string(l.State), string(l.Batch), l.Reason, sqldb.At(l.Created)})
}

// LinesOf implements register.LineStore.
func (s *Store) LinesOf(ctx context.Context, id permit.ID) ([]register.Line, error) {
	return sqldb.Mapped(s.db.Conn(ctx).Where("permit_id = ?", string(id)).Order("seq"), lineRow.line)
}

// Line implements register.LineStore.
func (s *Store) Line(ctx context.Context, id register.LineID) (register.Line, error) {
	var r lineRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.line(), sqldb.Absent(err, permit.ErrNotFound)
}

// Lines implements register.LineStore.
func (s *Store) Lines(ctx context.Context, paths []string, state register.LineState, after register.LineID, limit int) ([]register.Line, error) {
	return sqldb.Mapped(s.db.Within(ctx, "org_path", paths).Where("state = ? AND id > ?", string(state), string(after)).Order("id").Limit(limit), lineRow.line)
}

// CountLines implements register.LineStore.
func (s *Store) CountLines(ctx context.Context, paths []string) (map[register.LineState]int, error) {
	var rows []struct {
		State string
		N     int
	}
	err := s.db.Within(ctx, "org_path", paths).Model(&lineRow{}).Select("state, COUNT(*) AS n").Group("state").Find(&rows).Error
	out := map[register.LineState]int{}
	for _, r := range rows {
		out[register.LineState(r.State)] = r.N
	}
	return out, err
}

// SaveLine implements register.LineStore.
func (s *Store) SaveLine(ctx context.Context, l register.Line, was register.LineState) error {
	return sqldb.Changed(s.db.Conn(ctx).Model(&lineRow{}).Where("id = ? AND state = ?", string(l.ID), string(was)).
		Updates(map[string]any{"state": string(l.State), "batch_id": string(l.Batch), "reason": l.Reason}), permit.ErrChanged)
}

// Unlined implements register.LineStore.
func (s *Store) Unlined(ctx context.Context, limit int) ([]permit.ID, error) {
	var ids []permit.ID
	err := s.db.Conn(ctx).Table("permit").Where("national = ? AND NOT EXISTS (SELECT 1 FROM permit_register_line l WHERE l.permit_id = permit.id)",
		string(permit.NationalPending)).Order("id").Limit(limit).Pluck("id", &ids).Error
	return ids, err
}

type batchRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	OrgPath    string       `gorm:"column:org_path"`
	Number     int          `gorm:"column:number"`
	Columns    string       `gorm:"column:columns_used"`
	Entries    int          `gorm:"column:entries"`
	Digest     string       `gorm:"column:digest"`
	MadeBy     string       `gorm:"column:made_by"`
	MadePerson string       `gorm:"column:made_person"`
	MadeName   string       `gorm:"column:made_name"`
	MadeAt     sqldb.Millis `gorm:"column:made_at"`
}

func (batchRow) TableName() string { return "permit_register_batch" }

func (r batchRow) batch() register.Batch {
	return register.Batch{ID: register.BatchID(r.ID), OrgPath: r.OrgPath, Number: r.Number, Columns: strings.Split(r.Columns, ","), Entries: r.Entries, Digest: r.Digest,
		MadeBy: people.AccountID(r.MadeBy), MadePerson: people.PersonID(r.MadePerson), MadeName: r.MadeName, MadeAt: r.MadeAt.Time()}
}

type entryRow struct {
	BatchID string `gorm:"column:batch_id;primaryKey"`
	Pos     int    `gorm:"column:pos;primaryKey;autoIncrement:false"`
	LineID  string `gorm:"column:line_id"`
	Content string `gorm:"column:content"`
}

func (entryRow) TableName() string { return "permit_register_entry" }

// AddBatch implements register.BatchStore.
func (s *Store) AddBatch(ctx context.Context, b register.Batch, entries []register.Entry) error {
	if err := s.create(ctx, &batchRow{string(b.ID), b.OrgPath, b.Number, strings.Join(b.Columns, ","), b.Entries, b.Digest, string(b.MadeBy), string(b.MadePerson), b.MadeName,
		sqldb.At(b.MadeAt)}); err != nil {
		return err
	}
	rows := make([]entryRow, len(entries))
	for i, e := range entries {
		rows[i] = entryRow{string(b.ID), i + 1, string(e.Line), e.Content}
	}
	return s.db.Conn(ctx).CreateInBatches(rows, 200).Error
}

// Batch implements register.BatchStore.
func (s *Store) Batch(ctx context.Context, id register.BatchID) (register.Batch, error) {
	var r batchRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.batch(), sqldb.Absent(err, permit.ErrNotFound)
}

// Batches implements register.BatchStore.
func (s *Store) Batches(ctx context.Context, paths []string, before register.BatchID, limit int) ([]register.Batch, error) {
	return sqldb.Mapped(older(s.db.Within(ctx, "org_path", paths), string(before), limit), batchRow.batch)
}

func older(tx *gorm.DB, before string, limit int) *gorm.DB {
	if before != "" {
		tx = tx.Where("id < ?", before)
	}
	return tx.Order("id DESC").Limit(sqldb.Page(limit))
}

// LastBatch implements register.BatchStore.
func (s *Store) LastBatch(ctx context.Context, orgPath string) (register.Batch, bool, error) {
	list, err := sqldb.Mapped(s.db.Conn(ctx).Where("org_path = ?", orgPath).Order("number DESC").Limit(1), batchRow.batch)
	if err != nil || len(list) == 0 {
		return register.Batch{}, false, err
	}
	return list[0], true, nil
}

// Entries implements register.BatchStore.
func (s *Store) Entries(ctx context.Context, id register.BatchID) ([]register.Entry, error) {
	return sqldb.Mapped(s.db.Conn(ctx).Where("batch_id = ?", string(id)).Order("pos"), func(r entryRow) register.Entry {
		return register.Entry{Line: register.LineID(r.LineID), Content: r.Content}
	})
}

type answerRow struct {
	ImportID  string `gorm:"column:import_id;primaryKey"`
	RowNo     int    `gorm:"column:row_no;primaryKey;autoIncrement:false"`
	PermitID  string `gorm:"column:permit_id"`
	Outcome   string `gorm:"column:outcome"`
	Reference string `gorm:"column:reference"`
	OnDate    string `gorm:"column:on_date"`
	State     string `gorm:"column:state"`
	FaultCode string `gorm:"column:fault_code"`
}

func (answerRow) TableName() string { return "permit_register_answer" }

func (r answerRow) answer() register.Answer {
	return register.Answer{Row: r.RowNo, Permit: permit.ID(r.PermitID), Outcome: register.Outcome(r.Outcome), Ref: r.Reference, On: actor.Date(r.OnDate),
		State: register.AnswerState(r.State), Fault: r.FaultCode}
}

// AddImport implements register.ImportStore.
func (s *Store) AddImport(ctx context.Context, m register.Import, answers []register.Answer) error {
	if err := s.Add(ctx, m, nil); err != nil || len(answers) == 0 {
		return err
	}
	rows := make([]answerRow, len(answers))
	for i, a := range answers {
		rows[i] = answerRow{string(m.ID), a.Row, string(a.Permit), string(a.Outcome), a.Ref, string(a.On), string(a.State), a.Fault}
	}
	return s.db.Conn(ctx).CreateInBatches(rows, 200).Error
}

// Answers implements register.ImportStore.
func (s *Store) Answers(ctx context.Context, id register.ImportID, state register.AnswerState, after, limit int) ([]register.Answer, error) {
	tx := s.db.Conn(ctx).Where("import_id = ? AND row_no > ?", string(id), after)
	if state != "" {
		tx = tx.Where("state = ?", string(state))
	}
	return sqldb.Mapped(tx.Order("row_no").Limit(sqldb.Page(limit)), answerRow.answer)
}

// SaveAnswer implements register.ImportStore.
func (s *Store) SaveAnswer(ctx context.Context, id register.ImportID, a register.Answer) error {
	return sqldb.Changed(s.db.Conn(ctx).Model(&answerRow{}).Where("import_id = ? AND row_no = ? AND state = ?", string(id), a.Row, string(register.Waits)).
		Updates(map[string]any{"state": string(a.State), "fault_code": a.Fault}), permit.ErrChanged)
}

// Tally implements register.ImportStore.
func (s *Store) Tally(ctx context.Context, id register.ImportID) (register.Tally, error) {
	t := register.Tally{Outcomes: map[register.Outcome]int{}, States: map[register.AnswerState]int{}}
	var rows []struct {
		Outcome, State string
		N              int
	}
	err := s.db.Conn(ctx).Model(&answerRow{}).Where("import_id = ?", string(id)).Select("outcome, state, COUNT(*) AS n").Group("outcome, state").Find(&rows).Error
	for _, r := range rows {
		t.Outcomes[register.Outcome(r.Outcome)] += r.N
		t.States[register.AnswerState(r.State)] += r.N
	}
	return t, err
}

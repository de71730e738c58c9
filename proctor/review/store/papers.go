package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/review"
)

type findingRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	CaseID      string       `gorm:"column:case_id"`
	ByAccount   string       `gorm:"column:by_account"`
	ByPerson    string       `gorm:"column:by_person"`
	ByName      string       `gorm:"column:by_name"`
	ByOrg       string       `gorm:"column:by_org"`
	Established int          `gorm:"column:established"`
	Breach      string       `gorm:"column:breach"`
	Facts       string       `gorm:"column:facts"`
	Proposal    string       `gorm:"column:proposal"`
	SignedAt    sqldb.Millis `gorm:"column:signed_at"`
}

func (findingRow) TableName() string { return "review_finding" }

func (r findingRow) finding() review.Finding {
	return review.Finding{ID: review.FindingID(r.ID), Case: review.CaseID(r.CaseID), By: signer(r.ByAccount, r.ByPerson, r.ByName, r.ByOrg),
		Established: r.Established != 0, Breach: r.Breach, Facts: r.Facts, Proposal: r.Proposal, At: r.SignedAt.Time()}
}

// AddFinding implements review.PaperStore.
func (s *Store) AddFinding(ctx context.Context, f review.Finding) error {
	r := findingRow{ID: string(f.ID), CaseID: string(f.Case), ByAccount: string(f.By.Account), ByPerson: string(f.By.Person), ByName: f.By.Name, ByOrg: f.By.Org,
		Breach: f.Breach, Facts: f.Facts, Proposal: f.Proposal, SignedAt: sqldb.At(f.At)}
	if f.Established {
		r.Established = 1
	}
	return taken(s.db.Conn(ctx).Create(&r).Error, review.ErrSigned)
}

// Findings implements review.PaperStore.
func (s *Store) Findings(ctx context.Context, id review.CaseID) ([]review.Finding, error) {
	return sqldb.All(ctx, s.db, findingRow.finding, "signed_at, id", 0, "case_id = ?", string(id))
}

type documentRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	CaseID        string       `gorm:"column:case_id"`
	Kind          string       `gorm:"column:kind"`
	DocNo         string       `gorm:"column:doc_no"`
	HTML          string       `gorm:"column:html"`
	Hash          string       `gorm:"column:hash"`
	Facts         string       `gorm:"column:facts"`
	Basis         string       `gorm:"column:basis"`
	Words         string       `gorm:"column:words"`
	ByAccount     string       `gorm:"column:by_account"`
	ByPerson      string       `gorm:"column:by_person"`
	ByName        string       `gorm:"column:by_name"`
	ByOrg         string       `gorm:"column:by_org"`
	WrittenAt     sqldb.Millis `gorm:"column:written_at"`
	Method        string       `gorm:"column:method"`
	ServedOn      string       `gorm:"column:served_on"`
	ServedAccount string       `gorm:"column:served_account"`
	ServedPerson  string       `gorm:"column:served_person"`
	ServedName    string       `gorm:"column:served_name"`
	Note          string       `gorm:"column:note"`
}

func (documentRow) TableName() string { return "review_document" }

func (r documentRow) document() review.Document {
	return review.Document{ID: review.DocumentID(r.ID), Case: review.CaseID(r.CaseID), Kind: review.DocumentKind(r.Kind), No: r.DocNo, HTML: r.HTML, Hash: r.Hash,
		Facts: r.Facts, Basis: r.Basis, Reasons: r.Words, By: signer(r.ByAccount, r.ByPerson, r.ByName, r.ByOrg), At: r.WrittenAt.Time(),
		Method: review.Method(r.Method), ServedOn: actor.Date(r.ServedOn), ServedBy: signer(r.ServedAccount, r.ServedPerson, r.ServedName, "").Officer, Note: r.Note}
}

// AddDocument implements review.PaperStore.
func (s *Store) AddDocument(ctx context.Context, d review.Document) error {
	err := s.db.Conn(ctx).Create(&documentRow{ID: string(d.ID), CaseID: string(d.Case), Kind: string(d.Kind), DocNo: d.No, HTML: d.HTML, Hash: d.Hash, Facts: d.Facts,
		Basis: d.Basis, Words: d.Reasons, ByAccount: string(d.By.Account), ByPerson: string(d.By.Person), ByName: d.By.Name, ByOrg: d.By.Org,
		WrittenAt: sqldb.At(d.At)}).Error
	return taken(err, review.ErrStage.With("stage", string(d.Kind)))
}

// Serve implements review.PaperStore.
func (s *Store) Serve(ctx context.Context, d review.Document) error {
	res := s.db.Conn(ctx).Model(&documentRow{}).Where("id = ? AND method = ''", string(d.ID)).Updates(map[string]any{"method": string(d.Method),
		"served_on": string(d.ServedOn), "served_account": string(d.ServedBy.Account), "served_person": string(d.ServedBy.Person), "served_name": d.ServedBy.Name, "note": d.Note})
	if res.Error == nil && res.RowsAffected == 0 {
		return review.ErrStage.With("stage", string(d.Kind))
	}
	return res.Error
}

// Documents implements review.PaperStore.
func (s *Store) Documents(ctx context.Context, id review.CaseID) ([]review.Document, error) {
	return sqldb.All(ctx, s.db, documentRow.document, "written_at, id", 0, "case_id = ?", string(id))
}

type statementRow struct {
	ID     string       `gorm:"column:id;primaryKey"`
	CaseID string       `gorm:"column:case_id"`
	Words  string       `gorm:"column:words"`
	IsLast int          `gorm:"column:is_last"`
	SaidAt sqldb.Millis `gorm:"column:said_at"`
}

func (statementRow) TableName() string { return "review_statement" }

func (r statementRow) said() review.Said {
	return review.Said{ID: review.StatementID(r.ID), Case: review.CaseID(r.CaseID), Text: r.Words, Last: r.IsLast != 0, At: r.SaidAt.Time()}
}

// AddStatement implements review.PaperStore.
func (s *Store) AddStatement(ctx context.Context, x review.Said) error {
	r := statementRow{ID: string(x.ID), CaseID: string(x.Case), Words: x.Text, SaidAt: sqldb.At(x.At)}
	if x.Last {
		r.IsLast = 1
	}
	return s.db.Conn(ctx).Create(&r).Error
}

// Statements implements review.PaperStore.
func (s *Store) Statements(ctx context.Context, id review.CaseID) ([]review.Said, error) {
	return sqldb.All(ctx, s.db, statementRow.said, "said_at, id", 0, "case_id = ?", string(id))
}

type appealRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	CaseID        string       `gorm:"column:case_id"`
	PersonID      string       `gorm:"column:person_id"`
	AuthorityPath string       `gorm:"column:authority_path"`
	Words         string       `gorm:"column:words"`
	FiledAt       sqldb.Millis `gorm:"column:filed_at"`
	State         string       `gorm:"column:state"`
	ByAccount     string       `gorm:"column:by_account"`
	ByPerson      string       `gorm:"column:by_person"`
	ByName        string       `gorm:"column:by_name"`
	ByOrg         string       `gorm:"column:by_org"`
	Answer        string       `gorm:"column:answer"`
	AnsweredAt    sqldb.Millis `gorm:"column:answered_at"`
	Version       int          `gorm:"column:version"`
}

func (appealRow) TableName() string { return "review_appeal" }

func (r appealRow) appeal() review.Appeal {
	return review.Appeal{ID: review.AppealID(r.ID), Case: review.CaseID(r.CaseID), Person: people.PersonID(r.PersonID), Path: r.AuthorityPath, Text: r.Words,
		FiledAt: r.FiledAt.Time(), State: review.AppealState(r.State), By: signer(r.ByAccount, r.ByPerson, r.ByName, r.ByOrg), Answer: r.Answer,
		At: r.AnsweredAt.Time(), Version: r.Version}
}

// AddAppeal implements review.PaperStore.
func (s *Store) AddAppeal(ctx context.Context, a review.Appeal) error {
	err := s.db.Conn(ctx).Create(&appealRow{ID: string(a.ID), CaseID: string(a.Case), PersonID: string(a.Person), AuthorityPath: a.Path, Words: a.Text,
		FiledAt: sqldb.At(a.FiledAt), State: string(a.State)}).Error
	return taken(err, review.ErrStage.With("stage", string(review.Appealed)))
}

// SaveAppeal implements review.PaperStore.
func (s *Store) SaveAppeal(ctx context.Context, a review.Appeal) error {
	res := s.db.Conn(ctx).Model(&appealRow{}).Where("id = ? AND version = ?", string(a.ID), a.Version).Updates(map[string]any{"state": string(a.State),
		"by_account": string(a.By.Account), "by_person": string(a.By.Person), "by_name": a.By.Name, "by_org": a.By.Org, "answer": a.Answer,
		"answered_at": sqldb.At(a.At), "version": a.Version + 1})
	if res.Error == nil && res.RowsAffected == 0 {
		return review.ErrStage.With("stage", string(a.State))
	}
	return res.Error
}

// Appeal implements review.PaperStore.
func (s *Store) Appeal(ctx context.Context, id review.AppealID) (review.Appeal, error) {
	return s.oneAppeal(s.db.Conn(ctx).Where("id = ?", string(id)))
}

// AppealOf implements review.PaperStore.
func (s *Store) AppealOf(ctx context.Context, id review.CaseID) (review.Appeal, error) {
	return s.oneAppeal(s.db.Conn(ctx).Where("case_id = ?", string(id)))
}

func (s *Store) oneAppeal(tx *gorm.DB) (review.Appeal, error) {
	var r appealRow
	err := tx.Take(&r).Error
	return r.appeal(), missing(err, review.ErrNoAppeal)
}

// Appeals implements review.PaperStore.
func (s *Store) Appeals(ctx context.Context, q review.AppealQuery) ([]review.Appeal, error) {
	tx := s.db.Within(ctx, "authority_path", q.Paths)
	if q.State != "" {
		tx = tx.Where("state = ?", string(q.State))
	}
	if q.Before != "" {
		tx = tx.Where("id < ?", string(q.Before))
	}
	var rows []appealRow
	err := tx.Order("id DESC").Limit(sqldb.Page(q.Limit)).Find(&rows).Error
	out := make([]review.Appeal, len(rows))
	for i, r := range rows {
		out[i] = r.appeal()
	}
	return out, err
}

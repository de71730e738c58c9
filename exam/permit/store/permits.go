package store

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"slices"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type permitRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	PersonID      string       `gorm:"column:person_id"`
	LiveKey       *string      `gorm:"column:live_key"`
	Kind          string       `gorm:"column:kind"`
	NumberSealed  string       `gorm:"column:number_sealed"`
	NumberIndex   []byte       `gorm:"column:number_index"`
	NumberMasked  string       `gorm:"column:number_masked"`
	QueryIndex    []byte       `gorm:"column:query_index"`
	CodeSealed    string       `gorm:"column:code_sealed"`
	CodeIndex     []byte       `gorm:"column:code_index"`
	ItemCode      string       `gorm:"column:item_code"`
	ItemName      string       `gorm:"column:item_name"`
	Category      string       `gorm:"column:category"`
	PersonType    string       `gorm:"column:person_type"`
	FirstIssuedOn string       `gorm:"column:first_issued_on"`
	ValidFrom     string       `gorm:"column:valid_from"`
	ValidTo       string       `gorm:"column:valid_to"`
	ExpiringOn    string       `gorm:"column:expiring_on"`
	ExpiringDays  int          `gorm:"column:expiring_days"`
	ReviewDue     string       `gorm:"column:review_due"`
	IssuerID      string       `gorm:"column:issuer_id"`
	IssuerName    string       `gorm:"column:issuer_name"`
	OrgPath       string       `gorm:"column:org_path"`
	HolderName    string       `gorm:"column:holder_name"`
	Holder        string       `gorm:"column:holder"`
	ApplicationID string       `gorm:"column:application_id"`
	PassID        string       `gorm:"column:pass_id"`
	Basis         string       `gorm:"column:basis"`
	IssuedAt      sqldb.Millis `gorm:"column:issued_at"`
	IssuedBy      string       `gorm:"column:issued_by"`
	IssuerPerson  string       `gorm:"column:issuer_person"`
	IssuerSigner  string       `gorm:"column:issuer_signer"`
	Act           string       `gorm:"column:act"`
	ActReason     string       `gorm:"column:act_reason"`
	ActOn         string       `gorm:"column:act_on"`
	National      string       `gorm:"column:national"`
	NationalOn    string       `gorm:"column:national_on"`
	NationalNo    string       `gorm:"column:national_no"`
	Noted         string       `gorm:"column:noted"`
	Follows       string       `gorm:"column:follows"`
	ExtendedTo    string       `gorm:"column:extended_to"`
	Version       int64        `gorm:"column:version"`
}

func (permitRow) TableName() string { return "permit" }

func fromPermit(p permit.Permit, s permit.Sealed) (permitRow, error) {
	holder, e1 := toJSON(p.Holder)
	basis, e2 := toJSON(p.Basis)
	return permitRow{ID: string(p.ID), PersonID: string(p.Person), LiveKey: liveKey(p, s), Kind: string(p.Kind), NumberSealed: s.Number,
		NumberIndex: s.Index, NumberMasked: p.NumberMasked, QueryIndex: s.Query, CodeSealed: s.Code, CodeIndex: s.CodeIndex,
		ItemCode: p.Item, ItemName: p.ItemName, Category: p.Category, PersonType: string(p.PersonType),
		FirstIssuedOn: string(p.FirstIssuedOn), ValidFrom: string(p.ValidFrom), ValidTo: string(p.ValidTo),
		ExpiringOn: string(p.ValidTo.AddDays(-p.ExpiringDays)), ExpiringDays: p.ExpiringDays, ReviewDue: string(p.ReviewDue),
		IssuerID: string(p.Issuer), IssuerName: p.IssuerName, OrgPath: p.OrgPath, HolderName: p.Holder.Name, Holder: holder,
		ApplicationID: string(p.Application), PassID: passKey(p), Follows: string(p.Follows), ExtendedTo: string(p.ExtendedTo), Basis: basis, IssuedAt: sqldb.At(p.IssuedAt),
		IssuedBy: string(p.IssuedBy), IssuerPerson: string(p.IssuerPerson), IssuerSigner: p.IssuerSigner, Act: string(p.Act),
		ActReason: p.ActReason, ActOn: string(p.ActOn), National: string(p.National), NationalOn: string(p.NationalOn),
		NationalNo: p.NationalNo, Noted: string(p.Noted), Version: p.Version}, errors.Join(e1, e2)
}

// passKey is the pass that the permit uses up. One that rests on no pass of its own uses up nothing, and keeps the column unique by its own id. One that
// was imported is there once for each person, item and first day, however often its file comes.
func passKey(p permit.Permit) string {
	if p.Basis.Imported != nil && !p.Basis.Before {
		sum := sha256.Sum256([]byte(string(p.Person) + "|" + p.Item + "|" + string(p.ValidFrom)))
		return "IMP" + base32.StdEncoding.EncodeToString(sum[:])[:23]
	}
	if p.Basis.Theory.Pass == "" || p.Basis.Before {
		return string(p.ID)
	}
	return string(p.Basis.Theory.Pass)
}

func liveKey(p permit.Permit, s permit.Sealed) *string {
	if s.Past {
		return nil
	}
	return optional(string(p.Person) + "|" + p.Item)
}

func (r permitRow) permit() (permit.Permit, error) {
	p := permit.Permit{ID: permit.ID(r.ID), Person: people.PersonID(r.PersonID), Kind: rules.Credential(r.Kind), NumberMasked: r.NumberMasked,
		Item: r.ItemCode, ItemName: r.ItemName, Category: r.Category, PersonType: rules.PersonType(r.PersonType),
		FirstIssuedOn: actor.Date(r.FirstIssuedOn), ValidFrom: actor.Date(r.ValidFrom), ValidTo: actor.Date(r.ValidTo),
		ExpiringDays: r.ExpiringDays, ReviewDue: actor.Date(r.ReviewDue), Issuer: people.OrgID(r.IssuerID), IssuerName: r.IssuerName,
		OrgPath: r.OrgPath, Application: permit.ApplicationID(r.ApplicationID), IssuedAt: r.IssuedAt.Time(),
		IssuedBy: people.AccountID(r.IssuedBy), IssuerPerson: people.PersonID(r.IssuerPerson), IssuerSigner: r.IssuerSigner,
		Act: permit.Act(r.Act), ActReason: r.ActReason, ActOn: actor.Date(r.ActOn), National: permit.National(r.National),
		NationalOn: actor.Date(r.NationalOn), NationalNo: r.NationalNo, Noted: rules.PermitStatus(r.Noted),
		Follows: permit.ID(r.Follows), ExtendedTo: actor.Date(r.ExtendedTo), Version: r.Version}
	return p, errors.Join(json.Unmarshal([]byte(r.Holder), &p.Holder), json.Unmarshal([]byte(r.Basis), &p.Basis))
}

// AddPermit implements permit.PermitStore.
func (s *Store) AddPermit(ctx context.Context, p permit.Permit, sealed permit.Sealed) error {
	r, err := fromPermit(p, sealed)
	if err != nil {
		return err
	}
	return s.create(ctx, &r)
}

// SavePermit implements permit.PermitStore.
func (s *Store) SavePermit(ctx context.Context, p permit.Permit, live bool) error {
	set := map[string]any{"act": string(p.Act), "extended_to": string(p.ExtendedTo), "act_reason": p.ActReason, "act_on": string(p.ActOn), "national": string(p.National),
		"national_on": string(p.NationalOn), "national_no": p.NationalNo, "noted": string(p.Noted), "version": p.Version + 1}
	if !live {
		set["live_key"] = nil // never set again: a permit that gave its place up does not take it back
	}
	return sqldb.Changed(s.db.Conn(ctx).Model(&permitRow{}).Where("id = ? AND version = ?", string(p.ID), p.Version).Updates(set), permit.ErrChanged)
}

// Permit implements permit.PermitStore.
func (s *Store) Permit(ctx context.Context, id permit.ID) (permit.Permit, error) {
	return s.one(s.db.Conn(ctx).Where("id = ?", string(id)))
}

// PermitsByID returns those of ids that exist, newest first. At most 500.
func (s *Store) PermitsByID(ctx context.Context, ids []permit.ID) ([]permit.Permit, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return permits(s.db.Conn(ctx).Where("id IN ?", ids).Order("id DESC"))
}

// LivePermit implements permit.PermitStore.
func (s *Store) LivePermit(ctx context.Context, p people.PersonID, item string) (permit.Permit, error) {
	return s.one(s.db.Conn(ctx).Where("live_key = ?", string(p)+"|"+item))
}

func (s *Store) one(tx *gorm.DB) (permit.Permit, error) {
	var r permitRow
	if err := tx.Take(&r).Error; err != nil {
		return permit.Permit{}, sqldb.Absent(err, permit.ErrNotFound)
	}
	return r.permit()
}

// SealedOf implements permit.PermitStore.
func (s *Store) SealedOf(ctx context.Context, id permit.ID) (permit.Sealed, error) {
	var r permitRow
	if err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error; err != nil {
		return permit.Sealed{}, sqldb.Absent(err, permit.ErrNotFound)
	}
	return permit.Sealed{Number: r.NumberSealed, Index: r.NumberIndex, Query: r.QueryIndex, Code: r.CodeSealed, CodeIndex: r.CodeIndex}, nil
}

// ByQuery implements permit.PermitStore.
func (s *Store) ByQuery(ctx context.Context, index []byte) ([]permit.Permit, error) {
	return permits(s.db.Conn(ctx).Where("query_index = ?", index).Order("id DESC").Limit(50))
}

// ByCode implements permit.PermitStore.
func (s *Store) ByCode(ctx context.Context, index []byte) ([]permit.Permit, error) {
	return permits(s.db.Conn(ctx).Where("code_index = ?", index).Order("id DESC").Limit(50))
}

// ByIndexes implements permit.PermitStore.
func (s *Store) ByIndexes(ctx context.Context, queries, codes [][]byte) (map[string][]permit.Permit, error) {
	out := map[string][]permit.Permit{}
	for column, indexes := range map[string][][]byte{"query_index": queries, "code_index": codes} {
		for some := range slices.Chunk(indexes, 500) {
			var rows []permitRow
			if err := s.db.Conn(ctx).Where(column+" IN ?", some).Order("id DESC").Find(&rows).Error; err != nil {
				return nil, err
			}
			for _, r := range rows {
				p, err := r.permit()
				if err != nil {
					return nil, err
				}
				key := string(r.QueryIndex)
				if column == "code_index" {
					key = string(r.CodeIndex)
				}
				if !slices.ContainsFunc(out[key], func(had permit.Permit) bool { return had.ID == p.ID }) {
					out[key] = append(out[key], p)
				}
			}
		}
	}
	return out, nil
}

// Permits implements permit.PermitStore.
func (s *Store) Permits(ctx context.Context, q permit.Query) ([]permit.Permit, error) {
	if len(q.Paths) == 0 {
		return nil, nil
	}
	tx := s.db.Within(ctx, "org_path", q.Paths)
	for column, v := range map[string]string{"person_id": string(q.Person), "item_code": q.Item, "holder_name": q.Name, "national": string(q.Nation)} {
		if v != "" {
			tx = tx.Where(column+" = ?", v)
		}
	}
	if len(q.Index) > 0 {
		tx = tx.Where("number_index = ?", q.Index)
	}
	if q.Act != nil {
		tx = tx.Where("act = ?", string(*q.Act))
	}
	if q.Before != "" {
		tx = tx.Where("id < ?", string(q.Before))
	}
	return permits(tx.Order("id DESC").Limit(sqldb.Page(q.Limit)))
}

// PermitsOf implements permit.PermitStore.
func (s *Store) PermitsOf(ctx context.Context, persons []people.PersonID) ([]permit.Permit, error) {
	return permits(s.db.Conn(ctx).Where("person_id IN ?", persons).Order("id DESC"))
}

// DueNotes implements permit.PermitStore.
func (s *Store) DueNotes(ctx context.Context, on actor.Date, after permit.ID, limit int) ([]permit.Permit, error) {
	day := string(on)
	valid, expiring, expired := string(rules.StatusValid), string(rules.StatusExpiring), string(rules.StatusExpired)
	return permits(s.db.Conn(ctx).Where("id > ? AND act NOT IN ?", string(after),
		[]string{string(permit.Revoked), string(permit.Withdraw), string(permit.Cancelled), string(permit.Replaced)}).
		Where("NOT (act = ? AND extended_to >= ?)", string(permit.Extended), day).
		Where("(noted = ? AND valid_from <= ?) OR (noted = ? AND expiring_on <= ?) OR (noted <> ? AND valid_to < ?) OR (review_due <> '' AND review_due < ? AND review_settled = 0 AND noted IN ?)",
			string(permit.StatusNotYet), day, valid, day, expired, day, day, []string{valid, expiring}).Order("id").Limit(limit))
}

// SettleReview implements permit.PermitStore.
func (s *Store) SettleReview(ctx context.Context, id permit.ID) error {
	return s.db.Conn(ctx).Model(&permitRow{}).Where("id = ?", string(id)).Update("review_settled", 1).Error
}

func permits(tx *gorm.DB) ([]permit.Permit, error) {
	var rows []permitRow
	if err := tx.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]permit.Permit, len(rows))
	for i, r := range rows {
		p, err := r.permit()
		if err != nil {
			return nil, err
		}
		out[i] = p
	}
	return out, nil
}

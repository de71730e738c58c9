package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/photo"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type personRow struct {
	ID           string       `gorm:"column:id;primaryKey"`
	Name         string       `gorm:"column:name"`
	Sex          string       `gorm:"column:sex"`
	BirthOn      string       `gorm:"column:birth_on"`
	Education    string       `gorm:"column:education"`
	DocKind      string       `gorm:"column:doc_kind"`
	DocCountry   string       `gorm:"column:doc_country"`
	DocExpiresOn string       `gorm:"column:doc_expires_on"`
	DocSealed    string       `gorm:"column:doc_sealed"`
	DocIndex     []byte       `gorm:"column:doc_index"`
	PhoneSealed  string       `gorm:"column:phone_sealed"`
	PhoneIndex   []byte       `gorm:"column:phone_index"`
	HomeOrgID    string       `gorm:"column:home_org_id"`
	CreatedAt    sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	Version      int64        `gorm:"column:version"`
}

// personView is a person with the path of the home organisation and the current photo.
type personView struct {
	Row         personRow    `gorm:"embedded"`
	HomePath    string       `gorm:"column:home_path"`
	PhotoID     *string      `gorm:"column:photo_id"`
	State       string       `gorm:"column:photo_state"`
	BlobKey     string       `gorm:"column:photo_key"`
	Reason      string       `gorm:"column:photo_reason"`
	Note        string       `gorm:"column:photo_note"`
	SubmittedAt sqldb.Millis `gorm:"column:photo_submitted_at"`
	SubmittedBy string       `gorm:"column:photo_submitted_by"`
	DecidedAt   sqldb.Millis `gorm:"column:photo_decided_at"`
	DecidedBy   string       `gorm:"column:photo_decided_by"`
}

const personColumns = `p.id, p.name, p.sex, p.birth_on, p.education, p.doc_kind, p.doc_country, p.doc_expires_on, p.doc_sealed, p.doc_index,
p.phone_sealed, p.phone_index, p.home_org_id, p.created_at, p.version, o.path AS home_path, d.id AS photo_id,
COALESCE(d.state, 'NONE') AS photo_state, COALESCE(d.blob_key, '') AS photo_key, COALESCE(d.reason, '') AS photo_reason,
COALESCE(d.note, '') AS photo_note, d.submitted_at AS photo_submitted_at, COALESCE(d.submitted_by, '') AS photo_submitted_by,
d.decided_at AS photo_decided_at, COALESCE(d.decided_by, '') AS photo_decided_by`

func personOut(p people.Person, s people.Sealed) personRow {
	return personRow{ID: string(p.ID), Name: p.Name, Sex: string(p.Sex), BirthOn: string(p.Birth), Education: string(p.Education),
		DocKind: string(p.DocKind), DocCountry: p.DocCountry, DocExpiresOn: string(p.DocExpires), DocSealed: s.Document, DocIndex: s.DocIndex,
		PhoneSealed: s.Phone, PhoneIndex: s.PhoneIndex, HomeOrgID: string(p.Home), CreatedAt: sqldb.At(p.CreatedAt), Version: p.Version}
}

func (v personView) in() (people.Person, people.Sealed) {
	p := people.Person{ID: people.PersonID(v.Row.ID), Name: v.Row.Name, Sex: identity.Sex(v.Row.Sex), Birth: actor.Date(v.Row.BirthOn),
		Education: people.Education(v.Row.Education), DocKind: identity.DocKind(v.Row.DocKind), DocCountry: v.Row.DocCountry, DocExpires: actor.Date(v.Row.DocExpiresOn),
		Home: people.OrgID(v.Row.HomeOrgID), HomePath: v.HomePath, CreatedAt: v.Row.CreatedAt.Time(), Version: v.Row.Version,
		Photo: people.Photo{State: people.PhotoState(v.State), Key: v.BlobKey, Reason: photo.RetakeReason(v.Reason), Note: v.Note,
			SubmittedAt: v.SubmittedAt.Time(), SubmittedBy: people.PersonID(v.SubmittedBy), DecidedAt: v.DecidedAt.Time(), DecidedBy: people.AccountID(v.DecidedBy)}}
	if v.PhotoID != nil {
		p.Photo.ID = *v.PhotoID
	}
	return p, people.Sealed{Document: v.Row.DocSealed, DocIndex: v.Row.DocIndex, Phone: v.Row.PhoneSealed, PhoneIndex: v.Row.PhoneIndex}
}

// AddPerson implements people.PersonStore.
func (s *Store) AddPerson(ctx context.Context, p people.Person, sealed people.Sealed) error {
	r := personOut(p, sealed)
	return added(s.table(ctx, "person").Create(&r).Error, people.ErrDocTaken)
}

// What a person's row is joined with.
const (
	homeJoin  = "JOIN org o ON o.id = p.home_org_id"
	photoJoin = "LEFT JOIN document_photo d ON d.person_id = p.id AND d.is_current = 1"
)

func (s *Store) persons(ctx context.Context) *gorm.DB {
	return s.table(ctx, "person p").Select(personColumns).Joins(homeJoin).Joins(photoJoin)
}

// Person implements people.PersonStore.
func (s *Store) Person(ctx context.Context, id people.PersonID) (people.Person, people.Sealed, error) {
	var v personView
	found := false
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		found = true
		r := &v.Row
		return scan(&r.ID, &r.Name, &r.Sex, &r.BirthOn, &r.Education, &r.DocKind, &r.DocCountry, &r.DocExpiresOn, &r.DocSealed, &r.DocIndex,
			&r.PhoneSealed, &r.PhoneIndex, &r.HomeOrgID, &r.CreatedAt, &r.Version, &v.HomePath, &v.PhotoID, &v.State, &v.BlobKey, &v.Reason, &v.Note,
			&v.SubmittedAt, &v.SubmittedBy, &v.DecidedAt, &v.DecidedBy)
	}, "SELECT "+personColumns+" FROM person p "+homeJoin+" "+photoJoin+" WHERE p.id = ?", string(id))
	if err == nil && !found {
		err = people.ErrNotFound
	}
	p, sealed := v.in()
	return p, sealed, err
}

// PersonByDocIndex implements people.PersonStore.
func (s *Store) PersonByDocIndex(ctx context.Context, index []byte) (people.Person, people.Sealed, error) {
	return s.personWhere(ctx, "p.doc_index = ?", index)
}

func (s *Store) personWhere(ctx context.Context, cond string, arg any) (people.Person, people.Sealed, error) {
	var v personView
	err := s.persons(ctx).Where(cond, arg).Take(&v).Error
	p, sealed := v.in()
	return p, sealed, one(err, people.ErrNotFound)
}

// PersonsByID implements people.PersonStore.
func (s *Store) PersonsByID(ctx context.Context, ids []people.PersonID) ([]people.Person, []people.Sealed, error) {
	if len(ids) == 0 {
		return nil, nil, nil
	}
	return listed(s.persons(ctx).Where("p.id IN ?", ids))
}

func listed(q *gorm.DB) (ps []people.Person, sealed []people.Sealed, err error) {
	var vs []personView
	if err := q.Find(&vs).Error; err != nil {
		return nil, nil, err
	}
	for _, v := range vs {
		p, sl := v.in()
		ps, sealed = append(ps, p), append(sealed, sl)
	}
	return ps, sealed, nil
}

// SavePerson implements people.PersonStore.
func (s *Store) SavePerson(ctx context.Context, p people.Person, sealed people.Sealed) error {
	r := personOut(p, sealed)
	res := s.table(ctx, "person").Where("id = ? AND version = ?", r.ID, r.Version).Updates(map[string]any{
		"name": r.Name, "sex": r.Sex, "birth_on": r.BirthOn, "education": r.Education, "doc_kind": r.DocKind, "doc_country": r.DocCountry,
		"doc_expires_on": r.DocExpiresOn, "doc_sealed": r.DocSealed, "doc_index": r.DocIndex, "phone_sealed": r.PhoneSealed,
		"phone_index": r.PhoneIndex, "home_org_id": r.HomeOrgID, "version": r.Version + 1,
	})
	return added(changed(res), people.ErrDocTaken)
}

// FindPersons implements people.PersonStore.
func (s *Store) FindPersons(ctx context.Context, q people.PersonQuery) ([]people.Person, []people.Sealed, error) {
	if len(q.Paths) == 0 {
		return nil, nil, nil
	}
	home, args := sqldb.Under("o.path", q.Paths)
	work, workArgs := sqldb.Under("eo.path", q.Paths)
	args = append(append(args, string(q.Today), string(q.Today)), workArgs...)
	t := s.persons(ctx).Where("("+home+" OR EXISTS (SELECT 1 FROM employment e JOIN org eo ON eo.id = e.org_id WHERE e.person_id = p.id "+
		"AND e.from_on <= ? AND (e.to_on = '' OR e.to_on >= ?) AND "+work+"))", args...).Where("p.id > ?", string(q.After))
	if q.Name != "" {
		t = t.Where("p.name LIKE ? ESCAPE '!'", escaped(q.Name)+"%")
	}
	if q.DocIndex != nil {
		t = t.Where("p.doc_index = ?", q.DocIndex)
	}
	if q.PhoneIndex != nil {
		t = t.Where("p.phone_index = ?", q.PhoneIndex)
	}
	if q.Employer != "" {
		t = t.Where("EXISTS (SELECT 1 FROM employment e2 WHERE e2.person_id = p.id AND e2.org_id = ? AND e2.from_on <= ? AND (e2.to_on = '' OR e2.to_on >= ?))",
			string(q.Employer), string(q.Today), string(q.Today))
	}
	switch q.Photo {
	case "":
	case people.PhotoNone:
		t = t.Where("d.id IS NULL")
	default:
		t = t.Where("d.state = ?", string(q.Photo))
	}
	return listed(t.Order("p.id").Limit(q.Limit))
}

// LockPerson implements people.PersonStore.
func (s *Store) LockPerson(ctx context.Context, id people.PersonID) error {
	var ids []string
	return s.table(ctx, "person").Clauses(forUpdate).Where("id = ?", string(id)).Pluck("id", &ids).Error
}

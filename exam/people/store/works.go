package store

import (
	"bytes"
	"context"
	"io"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/photo"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/sqldb"
)

type employmentRow struct {
	ID       string `gorm:"column:id;primaryKey"`
	PersonID string `gorm:"column:person_id"`
	OrgID    string `gorm:"column:org_id"`
	Kind     string `gorm:"column:kind"`
	FromOn   string `gorm:"column:from_on"`
	ToOn     string `gorm:"column:to_on"`
}

func (r employmentRow) in() people.Employment {
	return people.Employment{ID: r.ID, Person: people.PersonID(r.PersonID), Org: people.OrgID(r.OrgID), Kind: people.EmploymentKind(r.Kind),
		From: actor.Date(r.FromOn), To: actor.Date(r.ToOn)}
}

// AddEmployment implements people.EmploymentStore.
func (s *Store) AddEmployment(ctx context.Context, e people.Employment) error {
	r := employmentRow{e.ID, string(e.Person), string(e.Org), string(e.Kind), string(e.From), string(e.To)}
	return added(s.table(ctx, "employment").Create(&r).Error, people.ErrOverlap)
}

// Employment implements people.EmploymentStore.
func (s *Store) Employment(ctx context.Context, id string) (people.Employment, error) {
	var r employmentRow
	err := s.table(ctx, "employment").Where("id = ?", id).Take(&r).Error
	return r.in(), one(err, people.ErrNotFound)
}

// EmploymentsOf implements people.EmploymentStore.
func (s *Store) EmploymentsOf(ctx context.Context, p people.PersonID) ([]people.Employment, error) {
	out := []people.Employment{}
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		var r employmentRow
		err := scan(&r.ID, &r.PersonID, &r.OrgID, &r.Kind, &r.FromOn, &r.ToOn)
		out = append(out, r.in())
		return err
	}, "SELECT id, person_id, org_id, kind, from_on, to_on FROM employment WHERE person_id = ? ORDER BY from_on, id", string(p))
	return out, err
}

// EndEmployment implements people.EmploymentStore.
func (s *Store) EndEmployment(ctx context.Context, id string, to actor.Date) error {
	return changed(s.table(ctx, "employment").Where("id = ?", id).Updates(map[string]any{"to_on": string(to)}))
}

type photoRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	PersonID    string       `gorm:"column:person_id"`
	IsCurrent   *int         `gorm:"column:is_current"`
	State       string       `gorm:"column:state"`
	BlobKey     string       `gorm:"column:blob_key"`
	Reason      string       `gorm:"column:reason"`
	Note        string       `gorm:"column:note"`
	SubmittedAt sqldb.Millis `gorm:"column:submitted_at"`
	SubmittedBy string       `gorm:"column:submitted_by"`
	DecidedAt   sqldb.Millis `gorm:"column:decided_at"`
	DecidedBy   string       `gorm:"column:decided_by"`
}

// AddPhoto implements people.PhotoStore.
func (s *Store) AddPhoto(ctx context.Context, p people.PersonID, ph people.Photo) error {
	err := s.table(ctx, "document_photo").Where("person_id = ? AND is_current = 1", string(p)).Updates(map[string]any{"is_current": nil}).Error
	if err != nil {
		return err
	}
	r := photoRow{ID: ph.ID, PersonID: string(p), IsCurrent: ptr(1), State: string(ph.State), BlobKey: ph.Key, Reason: string(ph.Reason), Note: ph.Note,
		SubmittedAt: sqldb.At(ph.SubmittedAt), SubmittedBy: string(ph.SubmittedBy), DecidedAt: sqldb.At(ph.DecidedAt), DecidedBy: string(ph.DecidedBy)}
	return added(s.table(ctx, "document_photo").Create(&r).Error, people.ErrChanged)
}

// PhotoOf implements people.PhotoStore.
func (s *Store) PhotoOf(ctx context.Context, p people.PersonID) (people.Photo, error) {
	var r photoRow
	err := s.table(ctx, "document_photo").Where("person_id = ? AND is_current = 1", string(p)).Take(&r).Error
	return people.Photo{ID: r.ID, State: people.PhotoState(r.State), Key: r.BlobKey, Reason: photo.RetakeReason(r.Reason), Note: r.Note,
		SubmittedAt: r.SubmittedAt.Time(), SubmittedBy: people.PersonID(r.SubmittedBy), DecidedAt: r.DecidedAt.Time(),
		DecidedBy: people.AccountID(r.DecidedBy)}, one(err, people.ErrPhotoNone)
}

// DecidePhoto implements people.PhotoStore.
func (s *Store) DecidePhoto(ctx context.Context, ph people.Photo) error {
	return changed(s.table(ctx, "document_photo").Where("id = ? AND state = ?", ph.ID, string(people.PhotoPending)).Updates(map[string]any{
		"state": string(ph.State), "reason": string(ph.Reason), "note": ph.Note, "decided_at": sqldb.At(ph.DecidedAt), "decided_by": string(ph.DecidedBy)}))
}

// Photos adapts a blob store to people.Photos.
type Photos struct{ Blobs blob.Store }

// maxPhoto bounds what is read back; stored photos are some 40 KB.
const maxPhoto = 1 << 20

// PutPhoto implements people.Photos.
func (p Photos) PutPhoto(ctx context.Context, key string, jpeg []byte) error {
	_, err := p.Blobs.Put(ctx, key, bytes.NewReader(jpeg), maxPhoto)
	return err
}

// GetPhoto implements people.Photos.
func (p Photos) GetPhoto(ctx context.Context, key string) ([]byte, error) {
	r, _, err := p.Blobs.Open(ctx, key)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	return io.ReadAll(io.LimitReader(r, maxPhoto))
}

// Package proof keeps the papers that prove the ground of an application about an existing permit: the decision of a change of name for a correction, the order to a ship for a
// deferral. The applicant hands pictures or PDFs in while the application is in work; who reviews it sees them.
//
// Why they are handed in after the application (2026-11-23): an application without its papers is an application, and has its first day; one more upload that a bad
// signal broke must not cost it. What is missing is asked for like any other defect.
//
// Why a paper is never replaced (2026-11-23): somebody may have decided by it. A wrong one is taken back while nobody has decided, and another handed in.
package proof

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package; those of exam/permit pass through.
var (
	ErrSize  = fault.Define("permit.proof_size", fault.TooLarge, "文件太大，每份最多 5 MB。请压缩或重新拍摄后上传。", "The file is too large; 5 MB at most. Make it smaller or take the picture again.")
	ErrType  = fault.Define("permit.proof_type", fault.Invalid, "只能上传 JPG、PNG 图片或 PDF 文件。", "Only JPG or PNG pictures and PDF files can be uploaded.")
	ErrMany  = fault.Define("permit.proof_many", fault.Conflict, "最多上传 5 份证明材料，请先删除一份。", "At most 5 papers. Remove one first.")
	ErrState = fault.Define("permit.proof_state", fault.Conflict, "申请已经在决定或办结，不能再改动材料。", "The application is being decided or over; its papers cannot be changed any more.")
	ErrKind  = fault.Define("permit.proof_kind", fault.Conflict, "这类申请不需要证明材料。", "This kind of application needs no papers.")
)

// ID names a paper.
type ID string

// Most is how many papers an application may have; MaxBytes how large each may be.
const (
	Most     = 5
	MaxBytes = 5 << 20
)

// Paper is one of them.
type Paper struct {
	ID          ID
	Application permit.ApplicationID
	Key         string // in the file store
	Type        string // image/jpeg, image/png, application/pdf
	Size        int
	At          time.Time
}

// Store keeps papers.
type Store interface {
	// AddPaper adds one where its application has fewer than most; ErrMany otherwise.
	AddPaper(ctx context.Context, p Paper, most int) error
	Papers(ctx context.Context, id permit.ApplicationID) ([]Paper, error) // oldest first
	Paper(ctx context.Context, id ID) (Paper, error)                      // permit.ErrNotFound
	RemovePaper(ctx context.Context, id ID) error                         // permit.ErrNotFound
}

// Applications looks at applications with their readers' rights; *permit.Service is one.
type Applications interface {
	LookApplication(ctx context.Context, id permit.ApplicationID) (permit.Application, error)
}

// Files keeps the bytes.
type Files interface {
	Put(ctx context.Context, contentType string, data []byte) (key string, err error)
	Get(ctx context.Context, key string) (data []byte, contentType string, err error)
}

// Tx runs fn in one transaction that travels in the context. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Deps are what the service needs; all are required.
type Deps struct {
	Clock        actor.Clock
	Audit        actor.Auditor
	Tx           Tx
	Store        Store
	Applications Applications
	Files        Files
}

// Service keeps papers. It is safe for concurrent use.
type Service struct{ Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

func (s *Service) note(ctx context.Context, verb string, a permit.Application, p Paper) error {
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "permit_application:" + string(a.ID), Path: a.OrgPath, Detail: map[string]string{"paper": string(p.ID), "type": p.Type, "bytes": fmt.Sprint(p.Size)}})
}

// own returns an application of the calling candidate whose papers may still change. Errors: permit.ErrNotFound, ErrKind, ErrState.
func (s *Service) own(ctx context.Context, id permit.ApplicationID) (permit.Application, error) {
	a, err := s.Applications.LookApplication(ctx, id)
	if err != nil {
		return a, err
	}
	if by := actor.From(ctx); by.Kind != actor.Candidate || by.Person != string(a.Person) {
		return a, permit.ErrNotFound
	}
	if !slices.Contains([]permit.ApplicationKind{permit.Correction, permit.Deferral}, a.Kind) {
		return a, ErrKind
	}
	if a.State != permit.Submitted && a.State != permit.ToCorrect {
		return a, ErrState
	}
	return a, nil
}

// Add hands a paper in for an application of the calling candidate. Errors: permit.ErrNotFound, ErrKind, ErrState, ErrSize, ErrType, ErrMany.
func (s *Service) Add(ctx context.Context, id permit.ApplicationID, data []byte) (Paper, error) {
	if _, err := s.own(ctx, id); err != nil {
		return Paper{}, err
	}
	if len(data) > MaxBytes {
		return Paper{}, ErrSize
	}
	kind := http.DetectContentType(data)
	if !slices.Contains([]string{"image/jpeg", "image/png", "application/pdf"}, kind) {
		return Paper{}, ErrType
	}
	key, err := s.Files.Put(ctx, kind, data) // before the transaction: a file that no row names costs space, a row without file costs a paper
	if err != nil {
		return Paper{}, err
	}
	now := s.Clock().UTC().Truncate(time.Millisecond)
	p := Paper{ID: ID(actor.NewID(now)), Application: id, Key: key, Type: kind, Size: len(data), At: now}
	return p, s.Tx.InTx(ctx, func(ctx context.Context) error {
		a, err := s.own(ctx, id)
		if err != nil {
			return err
		}
		if err := s.Store.AddPaper(ctx, p, Most); err != nil {
			return err
		}
		return s.note(ctx, "permit_application.proof", a, p)
	})
}

// Of lists the papers of an application to its person and to staff of the authority, oldest first. Errors: those of LookApplication.
func (s *Service) Of(ctx context.Context, id permit.ApplicationID) ([]Paper, error) {
	if _, err := s.Applications.LookApplication(ctx, id); err != nil {
		return nil, err
	}
	return s.Store.Papers(ctx, id)
}

// Read returns a paper; reading by others than the applicant stands on the trail. Errors: permit.ErrNotFound, those of LookApplication.
func (s *Service) Read(ctx context.Context, id permit.ApplicationID, paper ID) ([]byte, string, error) {
	a, err := s.Applications.LookApplication(ctx, id)
	if err != nil {
		return nil, "", err
	}
	p, err := s.Store.Paper(ctx, paper)
	if err == nil && p.Application != id {
		err = permit.ErrNotFound
	}
	if err != nil {
		return nil, "", err
	}
	if actor.From(ctx).Person != string(a.Person) {
		err := s.Tx.InTx(ctx, func(ctx context.Context) error { return s.note(ctx, "permit_application.proof_read", a, p) })
		if err != nil {
			return nil, "", err
		}
	}
	data, _, err := s.Files.Get(ctx, p.Key)
	return data, p.Type, err
}

// TakeBack removes a paper of the calling candidate. The file stays in the store for what the trail says of it. Errors: permit.ErrNotFound, ErrKind, ErrState.
func (s *Service) TakeBack(ctx context.Context, id permit.ApplicationID, paper ID) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		a, err := s.own(ctx, id)
		if err != nil {
			return err
		}
		p, err := s.Store.Paper(ctx, paper)
		if err == nil && p.Application != id {
			err = permit.ErrNotFound
		}
		if err != nil {
			return err
		}
		if err := s.Store.RemovePaper(ctx, paper); err != nil {
			return err
		}
		return s.note(ctx, "permit_application.proof_back", a, p)
	})
}

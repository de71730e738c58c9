package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package; those of exam/permit pass through.
var (
	ErrKind    = fault.Define("archive.kind", fault.Invalid, "请选择一人一档或一期一档。", "Choose the archive of a person or of a session.")
	ErrQueued  = fault.Define("archive.queued", fault.Conflict, "这份档案正在整理。", "This volume is being made.")
	ErrNothing = fault.Define("archive.nothing_new", fault.Conflict, "上次归档之后没有新的材料。", "Nothing is new since it was archived.")
	ErrNotMade = fault.Define("archive.not_made", fault.Conflict, "档案还没有整理好。", "The volume is not made yet.")
	ErrPurpose = fault.Define("archive.purpose", fault.Invalid, "请写明调阅用途，2 到 200 个字。", "State the purpose in 2 to 200 characters.")
)

// ID names a volume.
type ID string

// State is where a volume stands.
type State string

// The states of a volume.
const (
	Waiting State = "WAITING" // in the queue
	Made    State = "MADE"    // sealed
	Failed  State = "FAILED"  // Fault says why; it can be asked for again
)

// Volume is one part of an archive.
type Volume struct {
	ID        ID
	Kind      volume.Kind
	Subject   string // id of a permit; room/day
	OrgPath   string
	Authority people.OrgID
	Title     string
	Part      int
	State     State
	Fault     string // code
	Digest    string // of its manifest, hex
	Follows   string // digest of the part before
	Key       string // of the file
	Size      int64
	Files     int
	Missing   int
	KeepUntil actor.Date // empty: for ever
	By        people.AccountID
	ByName    string
	AskedAt   time.Time
	MadeAt    time.Time
	Version   int64
}

// File is something that belongs into a volume. Without Open it is missing, and Why says why.
type File struct {
	Name, Section, Title string
	Open                 func(ctx context.Context) (io.ReadCloser, error)
	Why                  string
}

// Subject is what a volume is about.
type Subject struct {
	Title     string
	Authority people.Org
	KeepUntil actor.Date // by the rules; empty: for ever
}

// Source gathers one kind of volume; wiring composes it of what the contexts hold.
type Source interface {
	// Subject describes a subject; permit.ErrNotFound.
	Subject(ctx context.Context, id string) (Subject, error)
	// Files lists what belongs into its volume now, in the order of the index.
	Files(ctx context.Context, id string) ([]File, error)
	// Due lists at most limit subjects under a path that are over and not archived, above after.
	Due(ctx context.Context, path, after string, limit int) ([]string, error)
}

// Store keeps volumes.
type Store interface {
	// AddVolume adds a volume; permit.ErrDuplicate where its subject has one that waits, or that part.
	AddVolume(ctx context.Context, v Volume) error
	// SaveVolume writes v where the row still has v.Version, and counts it up; permit.ErrChanged otherwise.
	SaveVolume(ctx context.Context, v Volume) error
	Volume(ctx context.Context, id ID) (Volume, error) // permit.ErrNotFound
	// LastMade returns the newest made part of a subject; permit.ErrNotFound.
	LastMade(ctx context.Context, kind volume.Kind, subject string) (Volume, error)
	// Volumes lists those under paths, newest first, before one; kind empty: both.
	Volumes(ctx context.Context, paths []string, kind volume.Kind, before ID, limit int) ([]Volume, error)
	// Queue lists at most limit volumes that wait, oldest first.
	Queue(ctx context.Context, limit int) ([]Volume, error)
	// Held returns the digests of the files of all made parts of a subject, by name.
	Held(ctx context.Context, kind volume.Kind, subject string) (map[string]string, error)
	// Keep notes the files of a made part.
	Keep(ctx context.Context, id ID, kind volume.Kind, subject string, entries []volume.Entry) error
}

// Files keeps the bytes of volumes.
type Files interface {
	Put(ctx context.Context, key string, from io.Reader) (size int64, err error)
	Open(ctx context.Context, key string) (io.ReadCloser, error)
}

// Tx runs fn in one transaction that travels in the context. fn must be idempotent.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Deps are what the service needs; all are required.
type Deps struct {
	Clock   actor.Clock
	Audit   actor.Auditor
	Tx      Tx
	Store   Store
	Files   Files
	Sources map[volume.Kind]Source
	// Index makes the index to read; Sign signs the digest of a manifest.
	Index func(volume.Manifest) ([]byte, error)
	Sign  func(digest string) ([]byte, error)
}

// Service makes and gives out volumes. It is safe for concurrent use.
type Service struct{ Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

func (s *Service) now() time.Time { return s.Clock().UTC().Truncate(time.Millisecond) }

func (s *Service) record(ctx context.Context, verb string, v Volume, detail map[string]string) error {
	detail["subject"], detail["part"] = v.Subject, fmt.Sprint(v.Part)
	return s.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "archive:" + string(v.ID), Path: v.OrgPath, Detail: detail})
}

// readers may look at volumes and fetch them.
func readers() []actor.Role { return []actor.Role{people.Archivist} }

func require(ctx context.Context, path string) error {
	switch a := actor.From(ctx); {
	case a.Can(path, readers()...):
		return nil
	case a.Sees(path):
		return permit.ErrForbidden
	}
	return permit.ErrNotFound
}

// Ask puts a subject into the queue: its first volume, or a supplement. The caller is an ARCHIVIST over its authority. Errors: ErrKind, permit.ErrNotFound,
// permit.ErrForbidden, ErrQueued.
func (s *Service) Ask(ctx context.Context, kind volume.Kind, subject string) (Volume, error) {
	source, ok := s.Sources[kind]
	if !ok {
		return Volume{}, ErrKind.At("body.kind")
	}
	about, err := source.Subject(ctx, subject)
	if err != nil {
		return Volume{}, err
	}
	if err := require(ctx, about.Authority.Path); err != nil {
		return Volume{}, err
	}
	a, now := actor.From(ctx), s.now()
	v := Volume{ID: ID(actor.NewID(now)), Kind: kind, Subject: subject, OrgPath: about.Authority.Path, Authority: about.Authority.ID, Title: about.Title, Part: 1, State: Waiting,
		KeepUntil: about.KeepUntil, By: people.AccountID(a.ID), ByName: a.Name, AskedAt: now}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		last, err := s.Store.LastMade(ctx, kind, subject)
		switch {
		case err == nil:
			v.Part, v.Follows = last.Part+1, last.Digest
		case !errors.Is(err, permit.ErrNotFound):
			return err
		}
		if err := s.Store.AddVolume(ctx, v); err != nil {
			if errors.Is(err, permit.ErrDuplicate) {
				return ErrQueued
			}
			return err
		}
		return s.record(ctx, "archive.ask", v, map[string]string{"kind": string(kind)})
	})
	return v, err
}

// RunOnce makes the volumes that wait, a few at a time. Call it every few seconds; a volume that was not finished is begun anew.
func (s *Service) RunOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "archive")
	list, err := s.Store.Queue(ctx, 20)
	if err != nil {
		return err
	}
	var failed []error
	for _, v := range list {
		err := s.make(ctx, v)
		f := fault.From(err)
		if err == nil || errors.Is(err, permit.ErrChanged) { // another node was first
			continue
		}
		if f.Kind() == fault.Internal || f.Kind() == fault.Unavailable {
			failed = append(failed, fmt.Errorf("archive %s: %w", v.ID, err))
			continue
		}
		v.State, v.Fault = Failed, f.Code()
		if err := s.Store.SaveVolume(ctx, v); err != nil && !errors.Is(err, permit.ErrChanged) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// make gathers and writes one volume. The file is written before the row says that it is there; one that a kill left behind is written over.
func (s *Service) make(ctx context.Context, v Volume) error {
	source := s.Sources[v.Kind]
	about, err := source.Subject(ctx, v.Subject)
	if err != nil {
		return err
	}
	files, err := source.Files(ctx, v.Subject)
	if err != nil {
		return err
	}
	held, err := s.Store.Held(ctx, v.Kind, v.Subject)
	if err != nil {
		return err
	}
	v.Title, v.MadeAt, v.Key = about.Title, s.now(), fmt.Sprintf("archive/%s.zip", v.ID)
	g := gathering{Service: s, head: volume.Head{Kind: v.Kind, Subject: v.Subject, Title: about.Title, Authority: about.Authority.Name, Part: v.Part, Follows: v.Follows, MadeAt: v.MadeAt, MadeBy: v.ByName}, files: files, held: held}
	pr, pw := io.Pipe()
	go func() { _ = pw.CloseWithError(g.write(ctx, pw)) }()
	v.Size, err = s.Files.Put(ctx, v.Key, pr)
	_ = pr.CloseWithError(err)
	if g.failed != nil {
		return g.failed
	}
	if err != nil {
		return err
	}
	v.State, v.Digest, v.Files, v.Missing = Made, g.digest, len(g.made.Entries), len(g.made.Missing)
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.SaveVolume(ctx, v); err != nil {
			return err
		}
		if err := s.Store.Keep(ctx, v.ID, v.Kind, v.Subject, g.made.Entries); err != nil {
			return err
		}
		return s.record(ctx, "archive.made", v, map[string]string{"digest": v.Digest, "files": fmt.Sprint(v.Files), "missing": fmt.Sprint(v.Missing)})
	})
}

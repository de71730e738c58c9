package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

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
	// ErrUnsigned refuses a day whose records are not all signed.
	ErrUnsigned = fault.Define("archive.unsigned", fault.Conflict, "这一天还有没签署的考场记录，签署后才能归档。", "A room record of that day is not signed. Sign it first.")
	ErrToday    = fault.Define("archive.today", fault.Conflict, "这一天还没有结束，第二天才能归档。", "That day is not over. It can be archived from the next day on.")
	ErrPurpose  = fault.Define("archive.purpose", fault.Invalid, "请写明调阅用途，2 到 200 个字。", "State the purpose in 2 to 200 characters.")
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
	Handover  HandoverID
	Version   int64
}

// File is something that belongs into a volume. Without Read it is missing, and Why says why. Once: what was archived under its name before is not looked at
// again, because making it anew gives other bytes of the same meaning.
type File struct {
	Name, Section, Title string
	Read                 func(ctx context.Context) ([]byte, error)
	Why                  string
	Once                 bool
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
	// Due lists at most limit subjects under a path that no volume was asked for and that are ripe.
	Due(ctx context.Context, path string, limit int) ([]string, error)
}

// Store keeps volumes.
type Store interface {
	// AddVolume adds a volume; permit.ErrDuplicate where its subject has that part.
	AddVolume(ctx context.Context, v Volume) error
	// SaveVolume writes v where the row still has v.Version, and counts it up; permit.ErrChanged otherwise.
	SaveVolume(ctx context.Context, v Volume) error
	Volume(ctx context.Context, id ID) (Volume, error) // permit.ErrNotFound
	// Last returns the newest part of a subject; permit.ErrNotFound.
	Last(ctx context.Context, kind volume.Kind, subject string) (Volume, error)
	// Volumes lists those under paths, newest first.
	Volumes(ctx context.Context, q Query) ([]Volume, error)
	// Queue lists at most limit volumes that wait, oldest first.
	Queue(ctx context.Context, limit int) ([]Volume, error)
	// Held returns the digests of the files of all made parts of a subject, by name.
	Held(ctx context.Context, kind volume.Kind, subject string) (map[string]string, error)
	// Keep notes the files of a made part.
	Keep(ctx context.Context, id ID, entries []volume.Entry) error
	// AddHandover adds a hand-over with the next number of its authority and puts its volumes on it; permit.ErrChanged where one of them is on another already, or
	// a colleague was faster.
	AddHandover(ctx context.Context, h *Handover, volumes []ID) error
	Handover(ctx context.Context, id HandoverID) (Handover, error) // permit.ErrNotFound
	// Handovers lists those under paths, newest first, before one.
	Handovers(ctx context.Context, paths []string, before HandoverID, limit int) ([]Handover, error)
}

// Query selects volumes under paths. Empty fields do not restrict.
type Query struct {
	Paths    []string
	Kind     volume.Kind
	State    State
	Kept     bool // made, and on no hand-over yet
	Handover HandoverID
	Before   ID
	Limit    int
}

// Files keeps the bytes of volumes.
type Files interface {
	Put(ctx context.Context, key string, from io.Reader) (size int64, err error)
	Open(ctx context.Context, key string) (io.ReadCloser, error)
	Delete(ctx context.Context, key string) error
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
	// Index makes the index to read; Sign signs the digest of a manifest; Log writes it into the transparency log, in the transaction of the context.
	Index func(volume.Manifest) ([]byte, error)
	Sign  func(digest string) ([]byte, error)
	Log   func(ctx context.Context, v Volume) error
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

// Ask puts a subject into the queue: its first volume, a supplement, or one that failed again. The caller is an ARCHIVIST over its authority. Errors: ErrKind,
// permit.ErrNotFound, permit.ErrForbidden, ErrToday, ErrUnsigned, ErrQueued.
func (s *Service) Ask(ctx context.Context, kind volume.Kind, subject string) (Volume, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Staff || len(a.Paths(people.Archivist)) == 0 {
		return Volume{}, permit.ErrForbidden
	}
	source, ok := s.Sources[kind]
	if !ok {
		return Volume{}, ErrKind.At("body.kind")
	}
	about, err := source.Subject(ctx, subject)
	if err != nil && about.Authority.Path == "" {
		return Volume{}, err
	}
	if err := require(ctx, about.Authority.Path); err != nil {
		return Volume{}, err
	}
	if err != nil {
		return Volume{}, err
	}
	return s.queue(ctx, kind, subject, about)
}

func (s *Service) queue(ctx context.Context, kind volume.Kind, subject string, about Subject) (Volume, error) {
	a, now := actor.From(ctx), s.now()
	v := Volume{ID: ID(actor.NewID(now)), Kind: kind, Subject: subject, OrgPath: about.Authority.Path, Authority: about.Authority.ID, Title: about.Title, Part: 1, State: Waiting,
		KeepUntil: about.KeepUntil, By: people.AccountID(a.ID), ByName: a.Name, AskedAt: now}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		last, err := s.Store.Last(ctx, kind, subject)
		switch {
		case errors.Is(err, permit.ErrNotFound):
			err = s.Store.AddVolume(ctx, v)
		case err != nil:
			return err
		case last.State == Waiting:
			return ErrQueued
		case last.State == Failed:
			last.State, last.Fault, last.By, last.ByName, last.AskedAt = Waiting, "", v.By, v.ByName, now
			v = last
			err = s.Store.SaveVolume(ctx, v)
		default:
			v.Part, v.Follows = last.Part+1, last.Digest
			err = s.Store.AddVolume(ctx, v)
		}
		if errors.Is(err, permit.ErrDuplicate) || errors.Is(err, permit.ErrChanged) {
			return ErrQueued
		}
		if err != nil {
			return err
		}
		return s.record(ctx, "archive.ask", v, map[string]string{"kind": string(kind)})
	})
	return v, err
}

// MostAtOnce is how many subjects AskDue takes.
const MostAtOnce = 500

// Due returns how many subjects of the caller's authority are ripe and not archived, at most MostAtOnce, and the first of them. Errors: ErrKind, permit.ErrForbidden.
func (s *Service) Due(ctx context.Context, kind volume.Kind) ([]Ripe, int, error) {
	path, err := home(ctx)
	if err != nil {
		return nil, 0, err
	}
	source, ok := s.Sources[kind]
	if !ok {
		return nil, 0, ErrKind.At("query.kind")
	}
	ids, err := source.Due(ctx, path, MostAtOnce)
	if err != nil {
		return nil, 0, err
	}
	var out []Ripe
	for _, id := range ids[:min(5, len(ids))] {
		about, err := source.Subject(ctx, id)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, Ripe{id, about.Title})
	}
	return out, len(ids), nil
}

// Ripe is a subject that could be archived.
type Ripe struct{ Subject, Title string }

// AskDue puts all ripe subjects of the caller's authority into the queue, at most MostAtOnce, and returns how many. Errors: ErrKind, permit.ErrForbidden.
func (s *Service) AskDue(ctx context.Context, kind volume.Kind) (int, error) {
	path, err := home(ctx)
	if err != nil {
		return 0, err
	}
	source, ok := s.Sources[kind]
	if !ok {
		return 0, ErrKind.At("body.kind")
	}
	ids, err := source.Due(ctx, path, MostAtOnce)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, id := range ids {
		about, err := source.Subject(ctx, id)
		if err == nil {
			_, err = s.queue(ctx, kind, id, about)
		}
		switch {
		case err == nil:
			n++
		case !errors.Is(err, ErrQueued) && !errors.Is(err, ErrUnsigned) && !errors.Is(err, ErrToday) && !errors.Is(err, permit.ErrNotFound): // a colleague was faster, or something came in between
			return n, err
		}
	}
	return n, nil
}

// home is the path of the caller's authority.
func home(ctx context.Context) (string, error) {
	a := actor.From(ctx)
	paths := a.Paths(people.Archivist)
	if a.Kind != actor.Staff || len(paths) == 0 {
		return "", permit.ErrForbidden
	}
	return paths[0], nil
}

// Find lists volumes of the caller's authorities, newest first. Errors: permit.ErrForbidden.
func (s *Service) Find(ctx context.Context, q Query) ([]Volume, error) {
	if q.Paths = actor.From(ctx).Paths(people.Archivist); len(q.Paths) == 0 {
		return nil, permit.ErrForbidden
	}
	return s.Store.Volumes(ctx, q)
}

// Open returns the file of a made volume to an ARCHIVIST over its authority who says what for; who, when and what for stand on the trail before the first
// byte. Errors: permit.ErrNotFound, permit.ErrForbidden, ErrPurpose, ErrNotMade.
func (s *Service) Open(ctx context.Context, id ID, purpose string) (Volume, io.ReadCloser, error) {
	v, err := s.Store.Volume(ctx, id)
	if err != nil {
		return v, nil, err
	}
	if err := require(ctx, v.OrgPath); err != nil {
		return v, nil, err
	}
	purpose = strings.TrimSpace(purpose)
	if f := actor.CheckLine(purpose); f != nil {
		return v, nil, f.At("body.purpose")
	}
	if n := utf8.RuneCountInString(purpose); n < 2 || n > 200 {
		return v, nil, ErrPurpose.At("body.purpose")
	}
	if v.State != Made {
		return v, nil, ErrNotMade
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, "archive.read", v, map[string]string{"purpose": purpose})
	})
	if err != nil {
		return v, nil, err
	}
	file, err := s.Files.Open(ctx, v.Key)
	return v, file, err
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
		}
		if f.Kind() == fault.Unavailable { // the next run tries again
			continue
		}
		v.State, v.Fault = Failed, f.Code()
		if err := s.Store.SaveVolume(ctx, v); err != nil && !errors.Is(err, permit.ErrChanged) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// make gathers and writes one volume. The file is written before the row says that it is there, each time under another key: of two nodes that make the same volume one
// names its file in the row, and the other, which may have found the files of the first and left them out, must not write over it.
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
	v.Title, v.MadeAt, v.Key = about.Title, s.now(), fmt.Sprintf("archive/%s-%s.zip", v.ID, actor.NewID(s.now()))
	g := &gathering{Service: s, first: v.Part == 1, files: files, held: held,
		head: volume.Head{Kind: v.Kind, Subject: v.Subject, Title: about.Title, Authority: about.Authority.Name, Part: v.Part, Follows: v.Follows, MadeAt: v.MadeAt, MadeBy: v.ByName}}
	pr, pw := io.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		g.failed = g.write(ctx, pw)
		_ = pw.CloseWithError(g.failed)
	}()
	v.Size, err = s.Files.Put(ctx, v.Key, pr)
	_ = pr.CloseWithError(err)
	<-done
	if g.failed != nil {
		return g.failed
	}
	if err != nil {
		return err
	}
	v.State, v.Digest, v.Files, v.Missing = Made, g.digest, len(g.made.Entries), len(g.made.Missing)
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.SaveVolume(ctx, v); err != nil {
			return err
		}
		if err := s.Store.Keep(ctx, v.ID, g.made.Entries); err != nil {
			return err
		}
		if err := s.Log(ctx, v); err != nil {
			return err
		}
		return s.record(ctx, "archive.made", v, map[string]string{"digest": v.Digest, "files": fmt.Sprint(v.Files), "missing": fmt.Sprint(v.Missing)})
	})
	if errors.Is(err, permit.ErrChanged) { // another failure leaves it open whether the row names the file
		_ = s.Files.Delete(ctx, v.Key) // it costs space, and nothing else
	}
	return err
}

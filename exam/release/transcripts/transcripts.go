package transcripts

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/transcript"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/tlog/witness"
)

// Faults of transcripts.
var (
	ErrNone    = fault.Define("transcript.none", fault.NotFound, "这次成绩没有考试存证文件：成绩还没有发布，或是在启用存证之前发布的。", "There is no transcript of this result: it is not released, or was released before there were any.")
	ErrPending = fault.Define("transcript.pending", fault.Conflict, "存证正在写入透明日志，请一分钟后再下载。", "The transcript is being entered into the transparency log: download it in a minute.")
	ErrAccess  = fault.Define("transcript.access", fault.Forbidden, "您没有下载这份存证的权限。", "You may not download this transcript.")
)

// Store keeps heads.
type Store interface {
	// AddTranscript keeps a head; the same again changes nothing.
	AddTranscript(ctx context.Context, result exam.ResultID, revision int, head string, at time.Time) error
	// NewestTranscript returns the head of the highest revision; ErrNone.
	NewestTranscript(ctx context.Context, result exam.ResultID) (revision int, head string, err error)
}

// Ledger is the transparency log; the wiring has one.
type Ledger interface {
	AppendNaming(ctx context.Context, kind, outcome, key string, record []byte, names *int64) error
	// LeafOf returns the digest in the leaf of a record; a fault of kind NotFound where there is none.
	LeafOf(ctx context.Context, kind, key string) ([]byte, error)
	// NumberOf returns the number of a record; a fault of kind NotFound where it is not there.
	NumberOf(ctx context.Context, kind, key string) (int64, error)
	// Prove proves a record in the tree of a size; a fault of kind NotFound where it is not there.
	Prove(ctx context.Context, kind, key string, size int64) (witness.Inclusion, error)
	// Newest returns the newest checkpoint; false before the first one.
	Newest(ctx context.Context) (transcript.Checkpoint, bool, error)
}

// Sittings is what transcripts read of sittings; the store of exam is one.
type Sittings interface {
	Result(ctx context.Context, id exam.ResultID) (exam.Result, error)
	Entries(ctx context.Context, id exam.SittingID) ([]exam.Entry, error)
	Draw(ctx context.Context, id exam.SittingID) (exam.Draw, error)
}

// Service makes transcripts. It is safe for concurrent use.
type Service struct {
	Store    Store
	Ledger   Ledger
	Sittings Sittings
	// Keys names the log's records of a release: the newest correction of its keys up to a version, else the release itself.
	Keys func(release string, version int) [][2]string
}

// Key is the key of a transcript's leaf.
func Key(result exam.ResultID, revision int) string { return fmt.Sprintf("%s/%d", result, revision) }

// Enter implements release.Transcripts: it joins the transaction of the release or correction.
func (s *Service) Enter(ctx context.Context, t release.Theory) error {
	res, err := s.Sittings.Result(ctx, t.Result)
	if err != nil {
		return err
	}
	d, err := s.Sittings.Draw(ctx, res.Sitting)
	if err != nil {
		return err
	}
	h := transcript.Head{Format: transcript.Format, Result: string(res.ID), Revision: t.Revision, Sitting: string(res.Sitting), Item: res.ItemCode, PersonType: string(res.PersonType),
		RuleSet: res.RuleSet, SatOn: string(res.SatOn), StartedAt: milli(res.StartedAt), EndedAt: milli(res.EndedAt), Cause: string(res.Cause), Release: res.Release, KeyVersion: t.KeyVersion,
		Paper: res.PaperDigest, Draw: hex.EncodeToString(d.Leaf), Entries: res.Records, Chain: res.Chain, Points: t.Points, Full: t.Full, PassMark: t.PassMark, Passed: t.Passed, DecidedAt: milli(t.At)}
	for _, name := range s.Keys(res.Release, t.KeyVersion) {
		leaf, err := s.Ledger.LeafOf(ctx, name[0], name[1])
		if err == nil {
			h.Keys = hex.EncodeToString(leaf)
			break
		}
		if fault.KindOf(err) != fault.NotFound {
			return err
		}
	}
	record, err := h.Record()
	if err != nil {
		return err
	}
	if err := s.Store.AddTranscript(ctx, res.ID, t.Revision, string(record), t.At); err != nil {
		return err
	}
	return s.Ledger.AppendNaming(ctx, transcript.Kind, h.Outcome(), Key(res.ID, t.Revision), record, nil)
}

func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// readers may download transcripts of their organisations.
func readers() []actor.Role {
	return []actor.Role{people.ResultReleaser, people.Archivist, people.PermitIssuer, people.Regulator, people.AuditAdmin}
}

// File returns the transcript of a released result: to its candidate, and to staff of the exam point's authority. Errors: exam.ErrNoResult, ErrNone, ErrPending,
// ErrAccess.
func (s *Service) File(ctx context.Context, id exam.ResultID) ([]byte, error) {
	res, err := s.Sittings.Result(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := allowed(ctx, res); err != nil {
		return nil, err
	}
	revision, record, err := s.Store.NewestTranscript(ctx, id)
	if err != nil {
		return nil, err
	}
	b := transcript.Bundle{}
	if err := json.Unmarshal([]byte(record), &b.Head); err != nil {
		return nil, err
	}
	cp, some, err := s.Ledger.Newest(ctx)
	if err != nil {
		return nil, err
	}
	if !some {
		return nil, ErrPending
	}
	b.Checkpoint = cp
	b.Log, err = s.Ledger.Prove(ctx, transcript.Kind, Key(id, revision), cp.Size)
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return nil, ErrPending
	}
	if err != nil {
		return nil, err
	}
	d, err := s.Sittings.Draw(ctx, res.Sitting)
	if err != nil {
		return nil, err
	}
	b.Draw = d.Record
	switch drawn, err := s.Ledger.Prove(ctx, "draw", string(res.Sitting), cp.Size); {
	case err == nil:
		b.DrawLog = &drawn
	case fault.KindOf(err) != fault.NotFound:
		return nil, err
	}
	entries, err := s.Sittings.Entries(ctx, res.Sitting)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		b.Entries = append(b.Entries, transcript.Entry{Place: e.Place, Seq: e.Seq, Kind: string(e.Kind), Question: e.Question, Answer: e.Answer, Note: e.Note,
			ServerAt: milli(e.ServerAt), ClientAt: milli(e.ClientAt), Epoch: e.Epoch})
	}
	return b.Encode()
}

func allowed(ctx context.Context, res exam.Result) error {
	a := actor.From(ctx)
	switch {
	case a.Kind == actor.Candidate:
		if !own(ctx, res) || res.State != exam.Released {
			return exam.ErrNoResult
		}
		return nil
	case a.Can(res.OrgPath, readers()...):
		return nil
	case a.Sees(res.OrgPath):
		return ErrAccess
	}
	return exam.ErrNoResult
}

// Receipt is what a candidate can write down of an own result.
type Receipt struct {
	Short  string // what the seat showed at the end
	Number *int64 // of the transcript in the log; nil before the release, and of results from before there was one
	Draw   *int64 // of the draw
}

// Receipt returns the receipt of a result to its candidate. Errors: exam.ErrNoResult.
func (s *Service) Receipt(ctx context.Context, id exam.ResultID) (Receipt, error) {
	res, err := s.Sittings.Result(ctx, id)
	if err != nil {
		return Receipt{}, err
	}
	if !own(ctx, res) {
		return Receipt{}, exam.ErrNoResult
	}
	chain, err := hex.DecodeString(res.Chain)
	if err != nil {
		return Receipt{}, err
	}
	out := Receipt{Short: transcript.Receipt(chain)}
	if out.Draw, err = s.number(ctx, "draw", string(res.Sitting)); err != nil || res.State != exam.Released {
		return out, err
	}
	revision, _, err := s.Store.NewestTranscript(ctx, id)
	if errors.Is(err, ErrNone) {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.Number, err = s.number(ctx, transcript.Kind, Key(id, revision))
	return out, err
}

func (s *Service) number(ctx context.Context, kind, key string) (*int64, error) {
	n, err := s.Ledger.NumberOf(ctx, kind, key)
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return &n, err
}

func own(ctx context.Context, res exam.Result) bool {
	a := actor.From(ctx)
	return a.Kind == actor.Candidate && (people.PersonID(a.Person) == res.Person || people.PersonID(a.ID) == res.Person)
}

// Number returns the number of the leaf of a result's revision; false where there is none.
func (s *Service) Number(ctx context.Context, result exam.ResultID, revision int) (int64, bool, error) {
	n, err := s.number(ctx, transcript.Kind, Key(result, revision))
	if n == nil || err != nil {
		return 0, false, err
	}
	return *n, true, nil
}

var _ release.Transcripts = (*Service)(nil)

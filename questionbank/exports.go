package questionbank

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ExportID is the id of a request to take the questions of a release out of the house.
type ExportID string

// ExportState is where such a request stands.
type ExportState string

// The states. Two people other than who asked allow it, one after the other.
const (
	ExportWaits   ExportState = "WAITING"
	ExportHalf    ExportState = "HALF" // one of two has allowed it
	ExportAllowed ExportState = "ALLOWED"
	ExportRefused ExportState = "REFUSED"
)

// ExportDays is how many days an allowed export can be fetched.
const ExportDays = 7

// QuestionExport is a request to write the items of a release, keys and explanations in the open, into a file for another
// system. What is written is frozen with the release.
type QuestionExport struct {
	ID      ExportID
	Bank    BankID
	Path    string
	Release ReleaseID
	Format  string // as questionbank/interchange names it
	Reason  string // why it is needed, and who gets it
	Items   int
	State   ExportState
	By      Signature
	First   Signature // of the two who allow it; of one who refuses, where nobody had allowed it
	Second  Signature
	Refusal string
}

// Ends returns until when the file can be fetched; zero before it is allowed.
func (e QuestionExport) Ends() time.Time {
	if e.State != ExportAllowed {
		return time.Time{}
	}
	return e.Second.At.AddDate(0, 0, ExportDays)
}

// Failures of exports.
var (
	ErrExportUnknown = fault.Define("bank.export_unknown", fault.NotFound, "没有这个题目导出申请。", "There is no such request to export questions.")
	ErrExportSame    = fault.Define("bank.export_same_person", fault.Forbidden, "题目导出要由申请人以外的两个人先后批准。请由另一位审题人或审计员办理。",
		"Two people other than who asked must allow an export. Another reviewer or auditor must do this.")
	ErrExportWaits = fault.Define("bank.export_waits", fault.Conflict, "还没有两个人批准这次导出。", "Two people have not allowed this export yet.")
	ErrExportOver  = fault.Define("bank.export_over", fault.Conflict, "这次导出已过期（批准后 {days} 天内有效）。请重新申请。", "This export has lapsed ({days} days after it was allowed). Ask for it again.")
	ErrExportOwn   = fault.Define("bank.export_own", fault.Forbidden, "导出的文件只能由申请人本人下载。", "Only who asked for an export can fetch it.")
)

// ExportStore keeps requests to export questions. Failures: ErrExportUnknown, ErrMoved.
type ExportStore interface {
	AddExport(ctx context.Context, e QuestionExport) error
	Export(ctx context.Context, id ExportID) (QuestionExport, error)
	Exports(ctx context.Context, bank BankID) ([]QuestionExport, error) // newest first
	// DecideExport writes State, First, Second and Refusal where the stored state is still from; else ErrMoved.
	DecideExport(ctx context.Context, from ExportState, e QuestionExport) error
}

// AskExport asks for the questions of a release in a format. Nothing leaves before two other people allow it.
func (s *Service) AskExport(ctx context.Context, release ReleaseID, format, reason string) (QuestionExport, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return QuestionExport{}, err
	}
	r, b, err := s.releaseFor(ctx, release, write)
	if err != nil {
		return QuestionExport{}, err
	}
	if reason, err = reasoned(reason); err != nil {
		return QuestionExport{}, err
	}
	e := QuestionExport{ID: ExportID(actor.NewID(by.At)), Bank: b.ID, Path: b.Path, Release: release, Format: format, Reason: reason, Items: r.Items, State: ExportWaits, By: by}
	return commit(ctx, s.d.Tx, &e, func(ctx context.Context) error {
		if err := s.d.Exports.AddExport(ctx, e); err != nil {
			return err
		}
		return s.recordExport(ctx, b, "export.ask", e, reason)
	})
}

func (s *Service) recordExport(ctx context.Context, b Bank, verb string, e QuestionExport, reason string) error {
	return s.record(ctx, b, verb, "bank_export:"+string(e.ID), map[string]string{"release": string(e.Release), "format": e.Format,
		"items": strconv.Itoa(e.Items), "reason": reason})
}

// exportFor returns a request if the actor holds the right on its bank.
func (s *Service) exportFor(ctx context.Context, id ExportID, r right) (QuestionExport, Bank, error) {
	e, err := s.d.Exports.Export(ctx, id)
	if err != nil {
		return QuestionExport{}, Bank{}, err
	}
	b, err := s.bankFor(ctx, e.Bank, r)
	if err != nil {
		return QuestionExport{}, Bank{}, hidden(err, ErrExportUnknown)
	}
	e.Path = b.Path
	return e, b, nil
}

// AllowExport allows an export as the first or the second of two people, neither of whom asked for it.
func (s *Service) AllowExport(ctx context.Context, id ExportID) (QuestionExport, error) {
	return s.decideExport(ctx, id, "export.allow", "", func(e *QuestionExport, by Signature) {
		switch e.State {
		case ExportWaits:
			e.State, e.First = ExportHalf, by
		case ExportHalf:
			e.State, e.Second = ExportAllowed, by
		}
	})
}

// RefuseExport refuses a request that is not allowed yet, with a reason.
func (s *Service) RefuseExport(ctx context.Context, id ExportID, reason string) (QuestionExport, error) {
	return s.decideExport(ctx, id, "export.refuse", reason, func(e *QuestionExport, by Signature) {
		if e.State == ExportWaits {
			e.First = by
		} else {
			e.Second = by
		}
		e.State = ExportRefused
	})
}

func (s *Service) decideExport(ctx context.Context, id ExportID, verb, reason string, decide func(*QuestionExport, Signature)) (QuestionExport, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return QuestionExport{}, err
	}
	e, b, err := s.exportFor(ctx, id, letout)
	if err != nil {
		return QuestionExport{}, err
	}
	if verb == "export.refuse" {
		if reason, err = reasoned(reason); err != nil {
			return QuestionExport{}, err
		}
	}
	if e.State != ExportWaits && e.State != ExportHalf {
		return QuestionExport{}, ErrState
	}
	if second(by, e.By, e.First) != nil {
		return QuestionExport{}, ErrExportSame
	}
	from := e.State
	decide(&e, by)
	e.Refusal = reason
	return commit(ctx, s.d.Tx, &e, func(ctx context.Context) error {
		if err := s.d.Exports.DecideExport(ctx, from, e); err != nil {
			return err
		}
		return s.recordExport(ctx, b, verb, e, reason)
	})
}

// Exports returns the requests of a bank, newest first.
func (s *Service) Exports(ctx context.Context, bank BankID) ([]QuestionExport, error) {
	b, err := s.bankFor(ctx, bank, read)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Exports.Exports(ctx, bank)
	for i := range list {
		list[i].Path = b.Path
	}
	return list, err
}

// LookAtExport returns a request and the items it is about for the report on what its format cannot carry. The items are for
// that report alone: they must not leave the program.
func (s *Service) LookAtExport(ctx context.Context, id ExportID) (QuestionExport, []Content, error) {
	e, _, err := s.exportFor(ctx, id, read)
	if err != nil {
		return QuestionExport{}, nil, err
	}
	items, err := s.releaseContents(ctx, e.Release, false)
	return e, items, err
}

// FetchExport returns an allowed export with its items, to the person who asked for it as long as that person may still ask
// for one; the fetch is put on the audit trail with the digest of the file, which into makes of them.
func (s *Service) FetchExport(ctx context.Context, id ExportID, into func(QuestionExport, []Content) ([]byte, error)) (QuestionExport, []byte, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return QuestionExport{}, nil, err
	}
	e, b, err := s.exportFor(ctx, id, write)
	if err != nil {
		return QuestionExport{}, nil, err
	}
	switch {
	case e.State != ExportAllowed:
		return QuestionExport{}, nil, ErrExportWaits
	case e.By.Person != by.Person:
		return QuestionExport{}, nil, ErrExportOwn
	case e.Format == FormatSealed: // what was allowed is a sealed file, not an open one
		return QuestionExport{}, nil, ErrSealedOther
	case by.At.After(e.Ends()):
		return QuestionExport{}, nil, ErrExportOver.With("days", ExportDays)
	}
	items, err := s.releaseContents(ctx, e.Release, true)
	if err != nil {
		return QuestionExport{}, nil, err
	}
	body, err := into(e, items)
	if err != nil {
		return QuestionExport{}, nil, err
	}
	body, err = commit(ctx, s.d.Tx, &body, func(ctx context.Context) error {
		sum := sha256.Sum256(body)
		return s.record(ctx, b, "export.fetch", "bank_export:"+string(e.ID), map[string]string{"release": string(e.Release), "format": e.Format,
			"items": strconv.Itoa(len(items)), "sha256": hex.EncodeToString(sum[:])})
	})
	return e, body, err
}

// releaseContents returns the bank's own items of a release by item number and then by age: with today, under the keys that hold
// today, which is a read of keys; else under those they were written with.
func (s *Service) releaseContents(ctx context.Context, id ReleaseID, today bool) ([]Content, error) {
	r, err := s.d.Releases.Release(ctx, id)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Releases.ReleaseVersions(ctx, id)
	if err != nil {
		return nil, err
	}
	list = ownOf(r.Bank, list)
	var held map[VersionID][]int
	if no, err := s.d.Releases.NewestKey(ctx, id); err != nil {
		return nil, err
	} else if today && no > 0 {
		k, err := s.Key(ctx, id, no)
		if err != nil {
			return nil, err
		}
		held = k.Correct
	}
	slices.SortFunc(list, func(a, b SealedVersion) int {
		return cmp.Or(cmp.Compare(a.Content.SourceNo, b.Content.SourceNo), cmp.Compare(a.Item, b.Item))
	})
	out := make([]Content, len(list))
	for i, v := range list {
		full, err := s.reveal(v)
		if err != nil {
			return nil, err
		}
		if k, ok := held[v.ID]; ok {
			full.Content.Key = slices.Clone(k)
		}
		for p := range full.Content.Parts {
			if k, ok := held[v.ID.Of(p+1)]; ok {
				full.Content.Parts[p].Key = slices.Clone(k)
			}
		}
		out[i] = full.Content
	}
	return out, s.takeAlong(ctx, out)
}

package questionbank

import (
	"context"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// ImportJobID is the id of one import under way or over.
type ImportJobID string

// ImportStep is where an import stands.
type ImportStep string

// The steps. All rows of a file are saved in one transaction together with ImportDone, so that an import is done or nothing
// of it was taken, whenever the server stops.
const (
	ImportPreviewing ImportStep = "PREVIEWING" // the file is read for a preview: nothing will be taken
	ImportComparing  ImportStep = "COMPARING"  // its rows are compared with the bank and with each other
	ImportReading    ImportStep = "READING"
	ImportSaving     ImportStep = "SAVING" // checked again and saved, all rows at once
	ImportDone       ImportStep = "DONE"
	ImportFailed     ImportStep = "FAILED"
	ImportBroken     ImportStep = "BROKEN" // no news for ImportSilence: the server stopped, nothing was taken
)

// ImportSilence is how long an import may give no news before it counts as broken off. Saving the most rows takes seconds.
const ImportSilence = 3 * time.Minute

// ImportJob is one import as whoever waits for it sees it.
type ImportJob struct {
	ID    ImportJobID
	Bank  BankID
	File  string
	Step  ImportStep
	Rows  int       // of the file, once it was read
	Batch BatchID   // of ImportDone
	Code  string    // of ImportFailed: the failure
	Why   [2]string // the failure in zh and en
	Last  time.Time // news
	By    Signature // who imports, since when
}

// over turns a job that gives no news into a broken one.
func (j ImportJob) over(now time.Time) ImportJob {
	if j.Step != ImportDone && j.Step != ImportFailed && now.Sub(j.Last) > ImportSilence {
		j.Step = ImportBroken
	}
	return j
}

// begin leaves the trace of a file that is about to be read.
func (s *Service) begin(ctx context.Context, bank BankID, name string, step ImportStep) (*ImportJob, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return nil, err
	}
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return nil, err
	}
	if e := actor.CheckLine(name); e != nil {
		return nil, e.At("query.name")
	}
	j := ImportJob{ID: ImportJobID(actor.NewID(by.At)), Bank: b.ID, File: firstRunes(name, 120), Step: step, Last: by.At, By: by}
	return &j, s.d.Banks.AddImportJob(ctx, j)
}

// RunPreview reads a file and says what importing it would do, as PreviewImport does. While it goes on ImportJobs shows where it is;
// nothing of it is left afterwards.
func (s *Service) RunPreview(ctx context.Context, bank BankID, name string, open func(context.Context) (File, error), skipKnown bool) (Preview, error) {
	j, err := s.begin(ctx, bank, name, ImportPreviewing)
	if err != nil {
		return Preview{}, err
	}
	p, err := s.runPreview(ctx, j, open, skipKnown)
	if gone := s.d.Banks.DropImportJob(context.WithoutCancel(ctx), j.ID); err == nil {
		err = gone
	}
	return p, err
}

func (s *Service) runPreview(ctx context.Context, j *ImportJob, open func(context.Context) (File, error), skipKnown bool) (Preview, error) {
	f, err := open(ctx)
	if err != nil {
		return Preview{}, err
	}
	j.Rows = len(f.Rows)
	if err := s.step(ctx, j, ImportComparing); err != nil {
		return Preview{}, err
	}
	return s.PreviewImport(ctx, j.Bank, f, skipKnown)
}

// RunImport reads a file and imports it as ApplyImport does, leaving a trace that ImportJobs shows while it goes on and after
// it. It goes on when the caller's connection ends: a page that is loaded again finds the import where it stands.
func (s *Service) RunImport(ctx context.Context, bank BankID, name string, open func(context.Context) (File, error), seen assembly.Hash, skipKnown bool) (Batch, error) {
	ctx = context.WithoutCancel(ctx)
	j, err := s.begin(ctx, bank, name, ImportReading)
	if err != nil {
		return Batch{}, err
	}
	batch, err := s.runImport(ctx, j, open, seen, skipKnown)
	if err != nil {
		f := fault.From(err)
		j.Code, j.Why = f.Code(), [2]string{firstRunes(f.Text("zh"), 300), firstRunes(f.Text("en"), 300)}
		_ = s.step(ctx, j, ImportFailed) // the caller hears the failure itself
		return Batch{}, err
	}
	return batch, nil
}

func (s *Service) runImport(ctx context.Context, j *ImportJob, open func(context.Context) (File, error), seen assembly.Hash, skipKnown bool) (Batch, error) {
	f, err := open(ctx)
	if err != nil {
		return Batch{}, err
	}
	j.Rows = len(f.Rows)
	if err := s.step(ctx, j, ImportSaving); err != nil {
		return Batch{}, err
	}
	var batch Batch
	return commit(ctx, s.d.Tx, &batch, func(ctx context.Context) (err error) {
		if batch, err = s.ApplyImport(ctx, j.Bank, f, seen, skipKnown); err != nil {
			return err
		}
		done := *j
		done.Batch = batch.ID
		return s.step(ctx, &done, ImportDone)
	})
}

func (s *Service) step(ctx context.Context, j *ImportJob, to ImportStep) error {
	j.Step, j.Last = to, s.d.Clock().UTC()
	return s.d.Banks.MoveImportJob(ctx, *j)
}

// ImportJobs returns the newest twenty imports of a bank that were begun, newest first, previews that go on among them.
func (s *Service) ImportJobs(ctx context.Context, bank BankID) ([]ImportJob, error) {
	if _, err := s.bankFor(ctx, bank, read); err != nil {
		return nil, err
	}
	list, err := s.d.Banks.ImportJobs(ctx, bank)
	for i := range list {
		list[i] = list[i].over(s.d.Clock())
	}
	return list, err
}

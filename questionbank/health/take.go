package health

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/calibration"
)

const (
	overlap = time.Hour // by which a run begins before the mark, see the package's comment
	ofPage  = 200       // decisions read at once
	atOnce  = 25        // sittings taken in one transaction
)

// WorkOnce takes what was decided since the last time and, once a night, reckons every bank anew.
func (s *Service) WorkOnce(ctx context.Context) error {
	return errors.Join(s.TakeOnce(ctx), s.NightOnce(ctx))
}

// TakeOnce reads decisions about results from the mark on until there are no more.
func (s *Service) TakeOnce(ctx context.Context) error {
	mark, err := s.d.Sheets.Mark(ctx)
	if err != nil {
		return err
	}
	from := mark
	if !from.At.IsZero() {
		from = Mark{At: mark.At.Add(-overlap)}
	}
	books := newShelf(s.d.Banks)
	for {
		list, err := s.d.Sittings.Decided(ctx, from, ofPage)
		if err != nil || len(list) == 0 {
			return err
		}
		if err := s.takePage(ctx, books, list); err != nil {
			return err
		}
		if from = list[len(list)-1].Mark; from.At.After(mark.At) || from.At.Equal(mark.At) && from.ID > mark.ID {
			mark = from
			if err := s.d.Sheets.SetMark(ctx, mark); err != nil {
				return err
			}
		}
	}
}

func (s *Service) takePage(ctx context.Context, books *shelf, list []Decision) error {
	ids := make([]string, len(list))
	for i, d := range list {
		ids[i] = d.Sitting
	}
	known, err := s.d.Sheets.Known(ctx, ids)
	if err != nil {
		return err
	}
	fresh := map[questionbank.BankID][]Decision{}
	var order []questionbank.BankID
	for _, d := range list {
		bank, has := known[d.Sitting]
		switch {
		case has && !d.Counts:
			if err := s.drop(ctx, bank, d.Sitting); err != nil {
				return err
			}
		case !has && d.Counts:
			v, err := books.open(ctx, d.Release)
			if err != nil {
				return err
			}
			if slices.Contains(v.withheld, v.release.Bank) {
				continue // its owner gave no leave
			}
			if fresh[v.release.Bank] == nil {
				order = append(order, v.release.Bank)
			}
			fresh[v.release.Bank] = append(fresh[v.release.Bank], d)
		}
	}
	for _, bank := range order {
		for some := range slices.Chunk(fresh[bank], atOnce) {
			if err := s.take(ctx, books, bank, some); err != nil {
				return err
			}
		}
	}
	return nil
}

// drop takes a sitting out whose result was made void.
func (s *Service) drop(ctx context.Context, bank questionbank.BankID, sitting string) error {
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		state, err := s.d.Items.HoldBank(ctx, bank)
		if err != nil {
			return err
		}
		if err := s.d.Sheets.DropSheet(ctx, sitting); err != nil {
			return err
		}
		if err := s.d.Suspicions.DropSuspicion(ctx, sitting); err != nil {
			return err
		}
		state.Taken++
		return s.d.Items.SetBank(ctx, state)
	})
}

// page is a sitting on its way onto a sheet.
type page struct {
	Decision
	sheet   Sheet
	sitting calibration.Sitting
}

// take adds sittings of one bank. All that follows from them is in the same transaction, so that one that is counted is counted
// once and wholly.
func (s *Service) take(ctx context.Context, books *shelf, bank questionbank.BankID, list []Decision) error {
	var pages []page
	for _, d := range list {
		v, err := books.open(ctx, d.Release)
		if err != nil {
			return err
		}
		p := page{Decision: d, sheet: Sheet{Sitting: d.Sitting, Bank: bank, Release: d.Release, Key: v.key, First: d.First, SatOn: d.SatOn, DecidedAt: d.At}}
		answers, err := s.d.Sittings.Answers(ctx, d.Sitting, v.key)
		if err == nil {
			p.sheet.Answers, err = encodeAnswers(answers, v)
		}
		if err == nil {
			p.sitting, err = decodeAnswers(p.sheet.Answers, v.numbers)
		}
		if err != nil {
			if ctx.Err() != nil || fault.KindOf(err) == fault.Unavailable {
				return err
			}
			s.d.Log.Error("a sitting does not enter the statistics of items", "sitting", d.Sitting, "err", err) // the others do
			continue
		}
		pages = append(pages, p)
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.enter(ctx, books, bank, pages) })
}

func (s *Service) enter(ctx context.Context, books *shelf, bank questionbank.BankID, pages []page) error {
	state, err := s.d.Items.HoldBank(ctx, bank)
	if err != nil {
		return err
	}
	known, err := s.d.Items.Items(ctx, bank, false)
	if err != nil {
		return err
	}
	b, err := newBook(books, known, false)
	if err != nil {
		return err
	}
	for _, p := range pages {
		if err := s.d.Sheets.AddSheet(ctx, p.sheet); err != nil {
			return err
		}
		if len(p.sitting) == 0 { // all of it was answered in another language
			continue
		}
		alarms, suspicion, err := b.watch(p.sitting)
		if err == nil && p.First {
			err = b.learn(p.sitting)
		}
		if err != nil {
			return err
		}
		for _, a := range alarms {
			if err := s.raise(ctx, books.heads[a.item], books.volumes[p.Release].release.Path, a); err != nil {
				return err
			}
		}
		if !suspicion.Look() {
			continue
		}
		err = s.d.Suspicions.AddSuspicion(ctx, Suspicion{Sitting: p.Sitting, Bank: bank, Path: p.Path, SatOn: p.SatOn, Index: suspicion.Index,
			Share: suspicion.Share, State: Open, At: s.d.Clock().UTC()})
		if err != nil {
			return err
		}
	}
	state.Taken += int64(len(pages))
	if err := s.d.Items.SetItems(ctx, b.close(false), false); err != nil {
		return err
	}
	return s.d.Items.SetBank(ctx, state)
}

// raise proposes a quarantine to the person who approved the version, unless one waits or is in force.
func (s *Service) raise(ctx context.Context, v questionbank.SealedVersion, path string, a alarm) error {
	old, err := s.d.Quarantines.QuarantinesOf(ctx, v.ID)
	if err != nil || slices.ContainsFunc(old, func(q Quarantine) bool { return q.State.Live() }) {
		return err
	}
	now := s.d.Clock().UTC()
	q := Quarantine{ID: QuarantineID(actor.NewID(now)), Bank: v.Bank, Item: v.Item, Version: v.ID, State: Proposed, Source: ByWatch, Sum: a.watch.Sum,
		Answers: int(a.watch.Seen), Owner: Owner{v.Reviewer.Account, v.Reviewer.Person, v.Reviewer.Name}, By: questionbank.Signature{At: now}}
	if err := s.d.Quarantines.AddQuarantine(ctx, q); err != nil {
		return err
	}
	return s.note(ctx, questionbank.Bank{ID: v.Bank, Path: path}, "quarantine.propose", q, map[string]string{"answers": strconv.Itoa(q.Answers)})
}

// note keeps an act on a quarantine on the trail and tells of it.
func (s *Service) note(ctx context.Context, b questionbank.Bank, verb string, q Quarantine, detail map[string]string) error {
	detail["state"], detail["version"] = string(q.State), string(q.Version)
	if q.Owner.Name != "" {
		detail["owner"] = q.Owner.Name
	}
	if err := s.record(ctx, b, verb, "item:"+string(q.Item), detail); err != nil {
		return err
	}
	body, err := json.Marshal(map[string]string{"id": string(q.ID), "bank": string(q.Bank), "version": string(q.Version), "path": b.Path,
		"state": string(q.State), "owner": q.Owner.Account, "owner_person": q.Owner.Person, "by_person": q.By.Person})
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: TopicQuarantine, Key: string(q.Version), Body: body})
}

package health

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/calibration"
)

// What a nightly run reads at most: what bounds its memory (some 100 MB) and its time (some ten seconds a bank).
const (
	hour     = 2       // of the day from which it runs, China time
	newest   = 40_000  // first attempts that curves rest on
	examined = 20_000  // those that figures rest on
	sheets   = 1000    // read at once
	weeks    = 26      // of exposure that are kept
	variety  = 40      // different answers to an item that are kept
	covered  = 9       // tenths of what a blueprint draws from that need many answers before the cut is set
	errorOf  = 1.0 / 2 // 1/variance of difficulties over a bank: what bounds the standard error of an item with few answers
)

// NightOnce reckons the banks anew that were not reckoned today, from two o'clock on. A bank that fails leaves the others alone.
func (s *Service) NightOnce(ctx context.Context) error {
	now := s.d.Clock()
	today := actor.DateOf(now)
	if now.In(actor.Beijing).Hour() < hour {
		return nil
	}
	states, err := s.d.Items.BankStates(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, st := range states {
		if st.FittedOn == today {
			continue
		}
		if err := s.night(ctx, st, today); err != nil {
			failed = append(failed, fmt.Errorf("bank %s: %w", st.Bank, err))
		}
	}
	return errors.Join(failed...)
}

func (s *Service) night(ctx context.Context, st BankState, today actor.Date) error {
	books := newShelf(s.d.Banks)
	if err := s.remark(ctx, books, st.Bank); err != nil {
		return err
	}
	r, err := s.gather(ctx, books, st.Bank)
	if err != nil {
		return err
	}
	known, err := s.d.Items.Items(ctx, st.Bank, true)
	if err != nil {
		return err
	}
	b, err := newBook(books, known, true)
	if err != nil {
		return err
	}
	before := make([]Item, len(b.items)) // with the curves and flags of the night before
	copy(before, b.items)
	for _, sitting := range r.sittings {
		if err := b.learn(sitting); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	items := b.close(true)
	slices.SortFunc(items, func(x, y Item) int { return int(books.number[x.Version] - books.number[y.Version]) })
	if st.Curves, err = s.fit(ctx, st.Bank, before, items, r, today); err != nil {
		return err
	}
	for i, v := range books.heads[:min(len(books.heads), len(items))] {
		if v.Content.Type == questionbank.Case {
			items[i].Flags = slices.DeleteFunc(slices.Clone(items[i].Flags), func(f calibration.Flag) bool { return f == calibration.Hard || f == calibration.Distractor })
		}
	}
	if err := s.cut(ctx, &st, books, items); err != nil {
		return err
	}
	st.FittedOn, st.FittedAt, st.From = today, s.d.Clock().UTC(), len(r.sittings)
	for _, it := range known {
		if _, ok := books.number[it.Version]; !ok { // no sitting with it counts any more
			items = append(items, Item{Version: it.Version, Item: it.Item, Bank: it.Bank, Watch: it.Watch})
		}
	}
	byVersion(items)
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		now, err := s.d.Items.HoldBank(ctx, st.Bank)
		if err != nil {
			return err
		}
		if now.Taken != st.Taken {
			return ErrMoved // something came meanwhile; the next run starts again
		}
		if err := s.d.Items.SetItems(ctx, items, true); err != nil {
			return err
		}
		return s.d.Items.SetBank(ctx, st)
	})
}

// remark marks the sheets anew whose release got another key.
func (s *Service) remark(ctx context.Context, books *shelf, bank questionbank.BankID) error {
	releases, err := s.d.Sheets.Releases(ctx, bank)
	if err != nil {
		return err
	}
	for _, id := range releases {
		v, err := books.open(ctx, id)
		if err != nil {
			return err
		}
		for {
			list, err := s.d.Sheets.Outdated(ctx, id, v.key, sheets)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				break
			}
			for _, sheet := range list {
				answers, err := s.d.Sittings.Answers(ctx, sheet.Sitting, v.key)
				if err != nil {
					return err
				}
				if sheet.Answers, err = encodeAnswers(answers, v); err != nil {
					return err
				}
				sheet.Key = v.key
				if err := s.d.Sheets.Remark(ctx, sheet); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// reading is what a nightly run reads of a bank.
type reading struct {
	sittings []calibration.Sitting    // first attempts, oldest first
	seen     []map[actor.Date]*[2]int // by item and Monday: seen, right
	told     []int                    // by item: answers in another language, which are in none of the above
}

func (s *Service) gather(ctx context.Context, books *shelf, bank questionbank.BankID) (reading, error) {
	var r reading
	since := actor.DateOf(s.d.Clock()).AddDays(-7 * weeks)
	for before := (Mark{}); len(r.sittings) < newest; {
		list, err := s.d.Sheets.Sheets(ctx, bank, before, sheets)
		if err != nil {
			return r, err
		}
		for _, sheet := range list {
			v, err := books.open(ctx, sheet.Release)
			if err != nil {
				return r, err
			}
			sitting, err := decodeAnswers(sheet.Answers, v.numbers)
			if err != nil {
				return r, fmt.Errorf("sitting %s: %w", sheet.Sitting, err)
			}
			for len(r.seen) < len(books.heads) {
				r.seen, r.told = append(r.seen, map[actor.Date]*[2]int{}), append(r.told, 0)
			}
			for _, item := range toldItems(sheet.Answers, v.numbers) {
				r.told[item]++
			}
			if sheet.SatOn >= since {
				r.count(sheet.SatOn, sitting)
			}
			if sheet.First && len(sitting) > 0 && len(r.sittings) < newest {
				r.sittings = append(r.sittings, sitting)
			}
			before = Mark{At: sheet.DecidedAt, ID: sheet.Sitting}
		}
		if len(list) < sheets {
			break
		}
	}
	slices.Reverse(r.sittings)
	return r, nil
}

// count notes the week of a sitting with each of its items.
func (r *reading) count(on actor.Date, sitting calibration.Sitting) {
	week := on.AddDays(-((int(on.Time().Weekday()) + 6) % 7))
	for _, a := range sitting {
		n := r.seen[a.Item][week]
		if n == nil {
			n = &[2]int{}
			r.seen[a.Item][week] = n
		}
		n[0]++
		if a.Right {
			n[1]++
		}
	}
}

// fit estimates the curves of items with plenty of answers, linked to the scale of the night before, and examines all items. It returns how
// many have a curve.
func (s *Service) fit(ctx context.Context, bank questionbank.BankID, before, items []Item, r reading, today actor.Date) (int, error) {
	if len(r.sittings) == 0 { // all were made void
		for i := range items {
			items[i].Curve, items[i].Error, items[i].Flags, items[i].Figures = calibration.Curve{}, 0, nil, Figures{}
			if i < len(r.told) && r.told[i] > 0 {
				items[i].Figures = Figures{On: today, Told: r.told[i]}
			}
		}
		return 0, nil
	}
	live, err := s.d.Quarantines.Quarantines(ctx, bank, true, 1000)
	if err != nil {
		return 0, err
	}
	start, old, sound := make([]calibration.Curve, len(items)), make([]calibration.Curve, len(items)), make([]bool, len(items))
	for i, it := range items {
		start[i], old[i] = it.Belief.Curve(), it.Belief.Curve()
		if before[i].Curve.A > 0 {
			old[i] = before[i].Curve
		}
		out := slices.ContainsFunc(live, func(q Quarantine) bool { return q.Version == it.Version && q.State != Proposed })
		sound[i] = it.Responses >= plenty && len(before[i].Flags) == 0 && !out
	}
	curves, people, fitted := start, calibration.Usual, false
	if slices.ContainsFunc(items, func(it Item) bool { return it.Responses >= plenty }) {
		f, err := calibration.Fit(start, calibration.Usual, r.sittings, max(s.d.Workers, 1))
		if err != nil {
			return 0, err
		}
		scale, err := calibration.Link(old, f.Curves, sound)
		if err != nil { // too few items to link by: the scale on which difficulties move with each sitting
			scale = calibration.Scale{Slope: calibration.Usual.SD, Shift: calibration.Usual.Mean}
		}
		for i := range curves {
			if items[i].Responses >= plenty {
				curves[i] = scale.Carry(f.Curves[i])
			}
		}
		people, fitted = calibration.Population{Mean: scale.Shift, SD: scale.Slope}, true
	}
	found, err := calibration.Examine(curves, people, r.sittings[max(0, len(r.sittings)-examined):])
	if err != nil {
		return 0, err
	}
	n := 0
	for i := range items {
		it := &items[i]
		it.Curve, it.Error = calibration.Curve{}, 0
		if fitted && it.Responses >= plenty {
			n++
			it.Curve = curves[i]
			all := found[i].Varies * float64(it.Responses) / float64(max(found[i].Answers, 1))
			it.Error = 1 / math.Sqrt(errorOf+curves[i].A*curves[i].A*all)
		}
		it.Flags, it.Figures = found[i].Flags, figures(found[i], r.seen[i], today)
		it.Figures.Told = r.told[i]
	}
	return n, nil
}

func figures(h calibration.Health, seen map[actor.Date]*[2]int, today actor.Date) Figures {
	third := h.Answers / 3
	f := Figures{On: today, Answers: h.Answers, Biserial: micro(h.Biserial), Infit: micro(h.Infit), Late: int(math.Round(h.Late * float64(h.Answers))),
		Thirds: [3]int{third, 2*h.Answers/3 - third, h.Answers - 2*h.Answers/3}}
	for _, c := range h.Choices[:min(len(h.Choices), variety)] {
		f.Choices = append(f.Choices, Choice{Options: c.Choice, Right: c.Right, Thirds: [3]int{c.Best, c.Middle, c.All - c.Best - c.Middle}})
	}
	for _, p := range h.Parts {
		f.Parts = append(f.Parts, Part{Answers: p.Answers, Right: p.Right, Open: p.Open, Late: p.Late, Biserial: micro(p.Biserial), Flags: p.Flags})
	}
	for monday, n := range seen {
		f.Weeks = append(f.Weeks, Week{monday, n[0], n[1]})
	}
	slices.SortFunc(f.Weeks, func(a, b Week) int { return compareDates(a.Monday, b.Monday) })
	return f
}

func compareDates(a, b actor.Date) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func micro(x float64) int64 {
	if math.IsNaN(x) || math.IsInf(x, 0) { // not defined: everybody right, say
		return 0
	}
	return int64(math.Round(x * 1e6))
}

// enough says whether so many items with many answers are nine tenths of those that a blueprint draws from. Cases do not count:
// what is measured of them is of all their questions together, and in a draw their label stands in for good.
func enough(known int, use questionbank.Use) bool {
	cases := map[questionbank.VersionID]bool{}
	for _, v := range use.Heads {
		cases[v.ID] = v.Content.Type == questionbank.Case
	}
	of := 0
	for _, w := range use.Weights {
		if !cases[w.Version] {
			of++
		}
	}
	return of > 0 && 10*known >= covered*of
}

// cut sets the cut of a bank once: when nine tenths of what its blueprint draws from have many answers.
func (s *Service) cut(ctx context.Context, st *BankState, books *shelf, items []Item) error {
	if !st.CutAt.IsZero() {
		return nil
	}
	use, err := s.d.Banks.InUse(ctx, st.Bank)
	if errors.Is(err, questionbank.ErrNoRelease) || errors.Is(err, questionbank.ErrOtherActive) {
		return nil
	}
	if err != nil || use.Pass == 0 || len(use.Weights) == 0 {
		return err
	}
	labels := traitsOf(use.Heads)
	curves, weights, known := make([]calibration.Curve, len(use.Weights)), make([]float64, len(use.Weights)), 0
	for i, w := range use.Weights {
		weights[i] = float64(w.Points) * float64(w.Need) / float64(w.Have)
		curves[i] = calibration.Prior(labels[w.Version].difficulty).Curve()
		n, ok := books.number[w.Version]
		if !ok || items[n].Responses < many || labels[w.Version].kind == questionbank.Case {
			continue
		}
		known++
		if curves[i] = items[n].Belief.Curve(); items[n].Curve.A > 0 {
			curves[i] = items[n].Curve
		}
	}
	if !enough(known, use) {
		return nil
	}
	st.Cut, err = calibration.Cut(curves, weights, float64(use.Pass))
	if errors.Is(err, calibration.ErrCut) {
		return nil
	}
	st.CutAt = s.d.Clock().UTC()
	return err
}

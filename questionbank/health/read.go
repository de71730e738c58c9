package health

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/calibration"
)

// Line is one item of the release in use.
type Line struct {
	Item
	Estimate
	Type       questionbank.Type
	Topic      string
	Difficulty int // the writer's label
	Drawn      int // papers that took it under release and blueprint in use
	Fair       float64
	Live       State // of its quarantine; empty: none
}

// BankHealth is how a bank stands.
type BankHealth struct {
	Bank     questionbank.Bank
	Release  questionbank.Release // in use; the zero value where none is
	Draws    int                  // papers drawn under release and blueprint in use
	Sittings int                  // changes of what counts; not the number of sittings once results were made void
	State    BankState
	Lines    []Line       // of the release in use, by item
	Live     []Quarantine // proposals and items out, newest first
}

// BankHealth says how a bank stands, for whoever may read it.
func (s *Service) BankHealth(ctx context.Context, id questionbank.BankID) (BankHealth, error) {
	b, err := s.d.Banks.Bank(ctx, id)
	if err != nil {
		return BankHealth{}, err
	}
	h := BankHealth{Bank: b}
	if h.State, err = s.d.Items.BankState(ctx, id); err != nil {
		return BankHealth{}, err
	}
	if h.Live, err = s.d.Quarantines.Quarantines(ctx, id, true, 1000); err != nil {
		return BankHealth{}, err
	}
	use, err := s.d.Banks.InUse(ctx, id)
	if errors.Is(err, questionbank.ErrNoRelease) || errors.Is(err, questionbank.ErrOtherActive) {
		return h, nil
	} else if err != nil {
		return BankHealth{}, err
	}
	h.Release, h.Draws = use.Release, int(use.Counts.Draws)
	h.Lines, err = s.lines(ctx, id, use, h.Live)
	return h, err
}

func (s *Service) lines(ctx context.Context, id questionbank.BankID, use questionbank.Use, live []Quarantine) ([]Line, error) {
	known, err := s.d.Items.Items(ctx, id, true)
	if err != nil {
		return nil, err
	}
	at := make(map[questionbank.VersionID]Item, len(known))
	for _, it := range known {
		at[it.Version] = it
	}
	list := make([]Item, len(use.Heads))
	for i, v := range use.Heads {
		list[i] = Item{Version: v.ID, Item: v.Item, Bank: id}
		if it, ok := at[v.ID]; ok {
			list[i] = it
		}
	}
	now, err := estimates(list, traitsOf(use.Heads))
	if err != nil {
		return nil, err
	}
	fair := make(map[questionbank.VersionID]assembly.Weight, len(use.Weights))
	for _, w := range use.Weights {
		fair[w.Version] = w
	}
	out := make([]Line, len(list))
	for i, it := range list {
		v := use.Heads[i]
		out[i] = Line{Item: it, Estimate: now[v.ID], Type: v.Content.Type, Topic: v.Content.Topic, Difficulty: v.Content.Difficulty}
		if i < len(use.Counts.Times) {
			out[i].Drawn = int(use.Counts.Times[i])
		}
		if w := fair[v.ID]; w.Have > 0 {
			out[i].Fair = float64(w.Need) / float64(w.Have)
		}
		if n := slices.IndexFunc(live, func(q Quarantine) bool { return q.Version == v.ID }); n >= 0 {
			out[i].Live = live[n].State
		}
	}
	return out, nil
}

// ItemHealth is how one item version stands, with its history.
type ItemHealth struct {
	Head questionbank.ItemVersion // without stem and key
	Item
	Estimate
	Share       float64 // right answers, 0 where there are none
	Cut         float64
	Choices     bool // whether the reader may see what was chosen
	Quarantines []Quarantine
	Frozen      []FrozenAt
}

// ItemHealth says how an item version stands, for whoever may read its bank. What was chosen shows the key, so that only those who
// may read keys see it, and that they did is on the trail.
func (s *Service) ItemHealth(ctx context.Context, id questionbank.VersionID) (ItemHealth, error) {
	head, b, err := s.d.Banks.Head(ctx, id)
	if err != nil {
		return ItemHealth{}, err
	}
	h := ItemHealth{Head: head}
	if h.Item, err = s.d.Items.Item(ctx, id); err != nil {
		return ItemHealth{}, err
	}
	state, err := s.d.Items.BankState(ctx, b.ID)
	if err != nil {
		return ItemHealth{}, err
	}
	h.Cut = state.Cut
	if h.Estimate, err = s.estimate(ctx, b.ID, head); err != nil {
		return ItemHealth{}, err
	}
	if h.Responses > 0 {
		h.Share = float64(h.Rights) / float64(h.Responses)
	}
	if h.Quarantines, err = s.d.Quarantines.QuarantinesOf(ctx, id); err != nil {
		return ItemHealth{}, err
	}
	if h.Frozen, err = s.d.Quarantines.FrozenOf(ctx, id); err != nil {
		return ItemHealth{}, err
	}
	if _, _, err := s.d.Banks.MayWrite(ctx, b.ID); err != nil || b.Foreign != "" { // what was chosen shows the key
		h.Figures.Choices = nil
		return h, nil
	}
	h.Choices = true
	if len(h.Figures.Choices) == 0 {
		return h, nil
	}
	return h, s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, b, "key.read", "item_version:"+string(id), map[string]string{"purpose": "health"})
	})
}

// estimate is what is taken for one version: shares are drawn to the mean of the bank's items.
func (s *Service) estimate(ctx context.Context, bank questionbank.BankID, head questionbank.ItemVersion) (Estimate, error) {
	known, err := s.d.Items.Items(ctx, bank, false)
	if err != nil {
		return Estimate{}, err
	}
	if !slices.ContainsFunc(known, func(it Item) bool { return it.Version == head.ID }) {
		known = append(known, Item{Version: head.ID})
	}
	use, err := s.d.Banks.InUse(ctx, bank)
	if err != nil && !errors.Is(err, questionbank.ErrNoRelease) && !errors.Is(err, questionbank.ErrOtherActive) {
		return Estimate{}, err
	}
	of := traitsOf(use.Heads)
	of[head.ID] = traits{head.Content.Type, head.Content.Difficulty}
	kept := slices.DeleteFunc(known, func(it Item) bool { _, ok := of[it.Version]; return !ok })
	now, err := estimates(kept, of)
	return now[head.ID], err
}

// Flags are all flags, in the order in which pages show them.
func Flags() []calibration.Flag {
	return []calibration.Flag{calibration.Reversed, calibration.Distractor, calibration.Weak, calibration.Misfit, calibration.Hard, calibration.Easy, calibration.Slow}
}

// byVersion sorts items for statements that lock rows in one order on all nodes.
func byVersion(list []Item) {
	slices.SortFunc(list, func(a, b Item) int { return cmp.Compare(a.Version, b.Version) })
}

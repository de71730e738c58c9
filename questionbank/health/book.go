package health

import (
	"github.com/suikao/suikao/questionbank/calibration"
)

// book is what is known of the items of a shelf while sittings are learned from, by number.
type book struct {
	items   []Item
	of      []traits
	online  *calibration.Online
	paces   *calibration.Paces
	monitor *calibration.Monitor // nil before the first night
	touched map[int32]bool
}

// newBook lays what is known over the shelf. What fresh names is begun anew: shares, difficulties, paces.
func newBook(s *shelf, known []Item, night bool) (*book, error) {
	b := &book{items: make([]Item, len(s.heads)), of: make([]traits, len(s.heads)), touched: map[int32]bool{}}
	for i, h := range s.heads {
		b.items[i], b.of[i] = Item{Version: h.ID, Item: h.Item, Bank: s.bank[i]}, traits{h.Content.Type, h.Content.Difficulty}
	}
	curves := 0
	for _, it := range known {
		if n, ok := s.number[it.Version]; ok {
			b.items[n] = it
			if it.Curve.A > 0 {
				curves++
			}
		}
	}
	beliefs, paces, chances := make([]calibration.Belief, len(b.items)), make([]calibration.Pace, len(b.items)), make([]calibration.Curve, len(b.items))
	for i := range b.items {
		it := &b.items[i]
		if night {
			it.Responses, it.Rights, it.Belief, it.Pace = 0, 0, calibration.Belief{}, calibration.Pace{}
		}
		if it.Belief.V <= 0 {
			it.Belief = calibration.Prior(b.of[i].difficulty)
		}
		beliefs[i], paces[i], chances[i] = it.Belief, it.Pace, it.Belief.Curve()
		if it.Curve.A > 0 {
			chances[i] = it.Curve
		}
	}
	var err error
	if b.online, err = calibration.NewOnline(beliefs, calibration.Usual); err != nil {
		return nil, err
	}
	b.paces = calibration.NewPaces(paces)
	if curves > 0 && !night {
		b.monitor, err = calibration.NewMonitor(chances, calibration.Usual, paces, make([]calibration.Watch, len(b.items)))
	}
	return b, err
}

// alarm is an item whose watch went over the bound.
type alarm struct {
	item  int32
	watch calibration.Watch
}

// watch moves the sums of the items that have a curve of their own: with others the chance is too vague. It also says how much
// speaks for the person having known the paper, where four fifths of it have one.
func (b *book) watch(s calibration.Sitting) ([]alarm, calibration.Suspicion, error) {
	if b.monitor == nil {
		return nil, calibration.Suspicion{}, nil
	}
	evidence, err := b.monitor.Evidence(s)
	if err != nil {
		return nil, calibration.Suspicion{}, err
	}
	var out []alarm
	sure := 0
	for n, a := range s {
		it := &b.items[a.Item]
		if it.Curve.A == 0 {
			continue
		}
		sure++
		b.touched[a.Item] = true
		if it.Watch.Take(evidence[n]) {
			out = append(out, alarm{a.Item, it.Watch})
			it.Watch = calibration.Watch{}
		}
	}
	if 5*sure < 4*len(s) {
		return out, calibration.Suspicion{}, nil
	}
	suspicion, err := b.monitor.Foreknowledge(s)
	return out, suspicion, err
}

// learn takes a first attempt into shares, difficulties and paces.
func (b *book) learn(s calibration.Sitting) error {
	if err := b.online.Take(s); err != nil {
		return err
	}
	if err := b.paces.Take(s); err != nil {
		return err
	}
	for _, a := range s {
		it := &b.items[a.Item]
		it.Responses++
		if a.Right {
			it.Rights++
		}
		b.touched[a.Item] = true
	}
	return nil
}

// close writes what was learned into the items and returns those that moved, or all of them.
func (b *book) close(all bool) []Item {
	beliefs, paces := b.online.Beliefs(), b.paces.List()
	var out []Item
	for i := range b.items {
		b.items[i].Belief, b.items[i].Pace = beliefs[i], paces[i]
		if all || b.touched[int32(i)] {
			out = append(out, b.items[i])
		}
	}
	byVersion(out)
	return out
}

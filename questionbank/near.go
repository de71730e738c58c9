package questionbank

import (
	"context"

	"github.com/suikao/suikao/questionbank/likeness"
)

// NearPercent is how much of two stems must be shared, in per cent of their bigrams, for them to be shown as nearly the
// same where nobody says otherwise.
const NearPercent = 80

// Bounds of what is shown.
const (
	maxNear  = 3   // per row of an import
	maxAlike = 500 // pairs of a bank
)

// Near is something that a row of an import is nearly the same as: an item of the bank, or an earlier row.
type Near struct {
	Row     int       // 0 where it is an item of the bank
	Version VersionID // empty where it is a row
	Stem    string
	Percent int
}

// Alike is two items of a bank whose stems are nearly the same.
type Alike struct {
	A, B    ItemVersion // stems and options, without keys
	Percent int
}

// Likeness is what a search for nearly equal items found.
type Likeness struct {
	Pairs    []Alike // the most alike first, at most 500
	Found    int     // of all
	Complete bool    // false: there are so many that the search was ended
}

// live returns the latest versions of a bank that are drafts, in review or approved, with stems, oldest last.
func (s *Service) live(ctx context.Context, b Bank) ([]ItemVersion, error) {
	var out []ItemVersion
	q := ItemQuery{Bank: b.ID, Latest: true, Limit: 1000}
	for {
		list, err := s.d.Items.FindVersions(ctx, q)
		if err != nil || len(list) == 0 {
			return out, err
		}
		q.Before = list[len(list)-1].ID
		opened, err := s.opened(b, list)
		if err != nil {
			return nil, err
		}
		for _, v := range opened {
			if v.State == Draft || v.State == Checked || v.State == Approved {
				out = append(out, v)
			}
		}
	}
}

// addNear notes at each row that would make an item what it is nearly the same as. Equal stems are named by the plan.
func (s *Service) addNear(ctx context.Context, b Bank, p *Preview) error {
	held, err := s.live(ctx, b)
	if err != nil {
		return err
	}
	texts := make([]string, 0, len(held)+len(p.Rows))
	for _, v := range held {
		texts = append(texts, v.Content.wording())
	}
	for _, r := range p.Rows {
		text := ""
		if r.Verdict == WillCreate {
			text = r.wording
		}
		texts = append(texts, text)
	}
	pairs, complete := likeness.Find(texts, len(held), NearPercent)
	p.NearComplete = complete
	for _, x := range pairs {
		row := &p.Rows[x.B-len(held)]
		if len(row.Near) == maxNear {
			continue
		}
		n := Near{Percent: x.Percent}
		if x.A < len(held) {
			n.Version, n.Stem = held[x.A].ID, held[x.A].Content.Stem
		} else {
			earlier := p.Rows[x.A-len(held)]
			n.Row, n.Stem = earlier.Row, earlier.Stem
		}
		row.Near = append(row.Near, n)
	}
	return nil
}

// Alikes searches a bank for items whose stems are nearly the same: percent of shared bigrams, 50 to 100; 0 is NearPercent.
// Reviewers set such items aside, or make them enemies of each other.
func (s *Service) Alikes(ctx context.Context, bank BankID, percent int) (Likeness, error) {
	b, err := s.bankFor(ctx, bank, read)
	if err != nil {
		return Likeness{}, err
	}
	if percent == 0 {
		percent = NearPercent
	}
	percent = max(50, min(percent, 100))
	held, err := s.live(ctx, b)
	if err != nil {
		return Likeness{}, err
	}
	texts := make([]string, len(held))
	for i, v := range held {
		texts[i] = v.Content.wording()
	}
	pairs, complete := likeness.Find(texts, 0, percent)
	out := Likeness{Found: len(pairs), Complete: complete}
	for _, x := range pairs[:min(len(pairs), maxAlike)] {
		out.Pairs = append(out.Pairs, Alike{A: held[x.B], B: held[x.A], Percent: x.Percent}) // the older item first
	}
	return out, nil
}

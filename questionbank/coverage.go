package questionbank

import (
	"context"
	"slices"

	"github.com/suikao/suikao/questionbank/assembly"
)

// Coverage is how much of a bank stands in a language.
type Coverage struct {
	Language  Language
	Confirmed int // approved versions with a confirmed variant of their text
	Waiting   int // approved versions with one that waits, confirmed or not
	Of        int // approved versions
}

// Coverage says for each language how many of a bank's approved versions are translated.
func (s *Service) Coverage(ctx context.Context, bank BankID) ([]Coverage, error) {
	b, err := s.bankFor(ctx, bank, read)
	if err != nil {
		return nil, err
	}
	sources, err := s.sources(ctx, b)
	if err != nil {
		return nil, err
	}
	done, err := s.confirmed(ctx, b.ID, VariantConfirmed)
	if err != nil {
		return nil, err
	}
	waits, err := s.confirmed(ctx, b.ID, VariantWritten)
	if err != nil {
		return nil, err
	}
	var out []Coverage
	for _, l := range s.Languages() {
		c := Coverage{Language: l, Of: len(sources)}
		for _, x := range sources {
			if _, ok := done[s.liveVariant(x.Item, l, x.source, VariantConfirmed)]; ok {
				c.Confirmed++
			}
			if _, ok := waits[s.liveVariant(x.Item, l, x.source, VariantWritten)]; ok {
				c.Waiting++
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// sourced is an approved version with the digest of its texts.
type sourced struct {
	ItemVersion
	sealed SealedVersion
	source string
}

// sources opens the approved versions of a bank, oldest first. Callers let no key out.
func (s *Service) sources(ctx context.Context, b Bank) ([]sourced, error) {
	list, err := s.d.Items.FindVersions(ctx, ItemQuery{Bank: b.ID, State: Approved, Limit: 100_000})
	if err != nil {
		return nil, err
	}
	slices.Reverse(list)
	out := make([]sourced, len(list))
	for i, v := range list {
		full, err := s.reveal(v)
		if err != nil {
			return nil, err
		}
		out[i] = sourced{full, v, full.Content.source()}
	}
	return out, nil
}

// ToldInUse says how many items of the release in use for a catalogue code stand in a language, and how many it has; ErrNoRelease.
// It is shown before a person books.
func (s *Service) ToldInUse(ctx context.Context, itemCode string, l Language) (told, of int, err error) {
	r, err := s.ActiveRelease(ctx, itemCode)
	if err != nil {
		return 0, 0, err
	}
	snap, err := s.snapshotOf(ctx, r)
	if err != nil {
		return 0, 0, err
	}
	for i := range snap.Items {
		if slices.ContainsFunc(snap.Items[i].Variants, func(v assembly.Variant) bool { return v.Language == l }) {
			told++
		}
	}
	return told, len(snap.Items), nil
}

package notice

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/exam/people"
)

//go:embed texts/*.txt
var files embed.FS

var errAltered = errors.New("the text of a published notice was altered; publish a new version instead")

// Seed publishes the texts shipped with the program that the database does not hold yet. A shipped text that differs from
// the stored one of the same version is an error: people confirmed the stored one. Of a kind that the authority has
// published itself, nothing shipped is added any more: its own words stand until it replaces them.
func (s *Service) Seed(ctx context.Context) error {
	texts, err := shipped()
	if err != nil {
		return err
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.publishMissing(ctx, texts) })
	if errors.Is(err, people.ErrChanged) { // another node that starts at this moment was faster
		err = s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.publishMissing(ctx, texts) })
	}
	return err
}

func (s *Service) publishMissing(ctx context.Context, texts []Text) error {
	stored := map[Kind][]Text{}
	for _, k := range Kinds() {
		list, err := s.d.Texts.Versions(ctx, k)
		if err != nil {
			return err
		}
		stored[k] = list
	}
	for _, n := range texts {
		i := slices.IndexFunc(stored[n.Kind], func(h Text) bool { return h.Version == n.Version && h.Lang == n.Lang && h.Proposal == "" })
		switch own := slices.ContainsFunc(stored[n.Kind], func(h Text) bool { return h.Proposal != "" }); {
		case i >= 0:
			if have := stored[n.Kind][i]; have.Title != n.Title || have.Body != n.Body {
				return fmt.Errorf("%s version %d %s: %w", n.Kind, n.Version, n.Lang, errAltered)
			}
		case !own:
			n.Published = s.d.Clock()
			if err := s.d.Texts.AddNotice(ctx, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// shipped reads texts/KIND.VERSION.LANG.txt: the first line is the title, the rest the body.
func shipped() ([]Text, error) {
	entries, err := files.ReadDir("texts")
	if err != nil {
		return nil, err
	}
	var out []Text
	for _, e := range entries {
		parts := strings.Split(strings.TrimSuffix(e.Name(), ".txt"), ".")
		if len(parts) != 3 {
			return nil, fmt.Errorf("notice file %s is not named KIND.VERSION.LANG.txt", e.Name())
		}
		version, err := strconv.Atoi(parts[1])
		if err != nil {
			return nil, fmt.Errorf("notice file %s: %w", e.Name(), err)
		}
		text, err := files.ReadFile(path.Join("texts", e.Name()))
		if err != nil {
			return nil, err
		}
		title, body, _ := strings.Cut(string(text), "\n")
		out = append(out, Text{Kind: Kind(strings.ToUpper(parts[0])), Version: version, Lang: parts[2],
			Title: strings.TrimSpace(title), Body: strings.TrimSpace(body)})
	}
	return out, nil
}

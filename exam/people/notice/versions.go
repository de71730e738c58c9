package notice

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// Version is one published version of a text in both languages.
type Version struct {
	ZH, EN Text
}

// Versions returns every version of a text, newest first, for staff: people confirmed exactly these words. Faults:
// ErrForbidden, ErrNotice.
func (s *Service) Versions(ctx context.Context, kind Kind) ([]Version, error) {
	if actor.From(ctx).Kind != actor.Staff {
		return nil, people.ErrForbidden
	}
	last, err := s.Notice(ctx, kind, "zh-CN")
	if err != nil {
		return nil, err
	}
	out := make([]Version, 0, last.Version)
	for n := last.Version; n > 0; n-- {
		var v Version
		if v.ZH, err = s.d.Texts.Notice(ctx, kind, n, "zh-CN"); err != nil {
			return nil, err
		}
		if v.EN, err = s.d.Texts.Notice(ctx, kind, n, "en"); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// PublishAfter publishes the next version of a text if `seen` is still the one in force, so that nobody overwrites what a
// colleague published meanwhile. Faults: those of Publish, people.ErrChanged, actor.ErrHidden.
func (s *Service) PublishAfter(ctx context.Context, kind Kind, seen int, zh, en Text) (int, error) {
	next := 0
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		last, err := s.Notice(ctx, kind, "zh-CN")
		if err != nil {
			return err
		}
		if last.Version != seen {
			return people.ErrChanged
		}
		for lang, t := range map[string]Text{"zh": zh, "en": en} {
			if f := actor.CheckLine(t.Title); f != nil {
				return f.At("body." + lang + ".title")
			}
			if f := actor.CheckText(t.Body); f != nil {
				return f.At("body." + lang + ".body")
			}
		}
		next, err = s.Publish(ctx, kind, zh, en)
		return err
	})
	return next, err
}

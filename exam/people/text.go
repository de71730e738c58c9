package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Line brings a line of free text into its stored form: full-width letters and digits narrow, spaces single and none at
// the ends. It refuses hidden characters (actor.ErrHidden) and more than most characters (ErrTooLong).
func Line(s string, most int) (string, *fault.Error) {
	s = strings.TrimSpace(s)
	if f := actor.CheckLine(s); f != nil {
		return "", f
	}
	if s = squeezed(s); utf8.RuneCountInString(s) > most {
		return "", ErrTooLong.With("max", most)
	}
	return s, nil
}

// Reason checks the reason that a form gives under body.reason: a Line of 2 to 200 characters. ErrReason, actor.ErrHidden.
func Reason(s string) (string, error) {
	r, f := Line(s, 200)
	if f != nil && f.Is(actor.ErrHidden) {
		return "", f.At("body.reason")
	}
	if f != nil || utf8.RuneCountInString(r) < 2 {
		return "", ErrReason.At("body.reason")
	}
	return r, nil
}

// squeezed narrows full-width letters and digits, makes spaces single and drops hidden characters: for words that are only
// searched for.
func squeezed(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case actor.Hidden(r) && !unicode.IsSpace(r):
			return -1
		case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
			return identity.Narrow(r)
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

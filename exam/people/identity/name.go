package identity

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/actor"
)

// MaxName is the longest personal name in characters; transliterated names with middle dots are long.
const MaxName = 30

// middleDots are the characters typed for the dot in transliterated names; all become the one of GB/T 15834, U+00B7.
const middleDots = "·•‧∙⋅・･．·ꞏ"

// NormalizeName brings a personal name into its stored form: middle dots become U+00B7, full-width letters narrow,
// spaces trimmed and single, none beside a dot or between two Chinese characters. It is idempotent.
func NormalizeName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(middleDots, r):
			return '·'
		case actor.Hidden(r) && !unicode.IsSpace(r):
			return -1
		}
		return Narrow(r)
	}, s)
	var out []rune
	in := []rune(strings.Join(strings.Fields(s), " "))
	for i, r := range in {
		if r == ' ' && (glues(in[i-1]) || glues(in[i+1])) {
			continue
		}
		if r == '.' && i > 0 && i < len(in)-1 && unicode.Is(unicode.Han, in[i-1]) && unicode.Is(unicode.Han, in[i+1]) {
			r = '·' // a full stop between two Chinese characters is a dot typed on a Latin keyboard
		}
		out = append(out, r)
	}
	return string(out)
}

// glues reports whether no space stands beside r in a name.
func glues(r rune) bool { return r == '·' || unicode.Is(unicode.Han, r) }

// CheckName checks a normalised name: 1 to 30 characters, letters of any script, spaces, the middle dot, hyphen,
// apostrophe, comma and full stop inside, no digits.
func CheckName(s string) error {
	n := utf8.RuneCountInString(s)
	if n == 0 || n > MaxName || !utf8.ValidString(s) {
		return ErrName
	}
	for i, r := range s {
		inside := i > 0 && i+utf8.RuneLen(r) < len(s)
		switch {
		case unicode.IsLetter(r), unicode.Is(unicode.Mark, r) && i > 0:
		case inside && strings.ContainsRune("· -',", r):
		case i > 0 && r == '.':
		default:
			return ErrName
		}
	}
	return nil
}

// MaskName hides the middle of a name where a room may read it: 张*, 欧阳**, 买买提·*.
func MaskName(s string) string {
	r := []rune(s)
	switch {
	case len(r) == 0:
		return ""
	case strings.ContainsRune(s, '·'):
		head, _, _ := strings.Cut(s, "·")
		return head + "·*"
	case len(r) <= 3:
		return string(r[:1]) + strings.Repeat("*", len(r)-1)
	case unicode.Is(unicode.Han, r[0]):
		return string(r[:2]) + strings.Repeat("*", len(r)-2)
	default:
		return string(r[:2]) + "***"
	}
}

var phoneForm = regexp.MustCompile(`^1[3-9][0-9]{9}$`)

// ParsePhone normalises a mainland mobile number (full-width, spaces, hyphens, +86 or 0086 in front) and checks it.
func ParsePhone(s string) (string, error) {
	s = NormalizeNumber(s)
	for _, code := range []string{"+86", "0086", "86"} {
		if rest, ok := strings.CutPrefix(s, code); ok && len(rest) == 11 {
			s = rest
			break
		}
	}
	if !phoneForm.MatchString(s) {
		return "", ErrPhone
	}
	return s, nil
}

// MaskPhone returns 138****5678.
func MaskPhone(s string) string {
	if len(s) != 11 {
		return strings.Repeat("*", len(s))
	}
	return s[:3] + "****" + s[7:]
}

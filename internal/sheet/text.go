package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean brings a cell's text into the form that callers see: letters and digits narrow, line ends as \n, other control
// and invisible characters gone, spaces at both ends gone, composed (NFC). Marks that turn the direction of writing stay:
// without them the cell would read otherwise than on its writer's screen, so the caller has to refuse it (actor.CheckText). Punctuation stays as written: （，。） belong to
// Chinese text. The apostrophe that CSV export puts before = + - @ is taken off.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', r >= '０' && r <= '９':
			return r - 'Ａ' + 'A'
		case r == '\u3000', r == '\u00a0', r == '\t':
			return ' '
		case r == '\n', turns(r):
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\ufffe', r == '\uffff':
			return -1 // also a byte order mark and zero-width marks
		}
		return r
	}, s)
	s = strings.TrimSpace(norm.NFC.String(s))
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte("=+-@", s[1]) >= 0 {
		s = s[1:]
	}
	return s
}

// turns reports whether r changes the direction in which text is drawn.
func turns(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }

// headerKey is what of a header is compared: lower-case letters and digits without spaces, punctuation, and notes in
// brackets ("答案*（必填）" → "答案").
func headerKey(s string) string {
	s = norm.NFKC.String(s)
	var b strings.Builder
	depth := 0
	for _, r := range strings.ToLower(s) {
		switch {
		case strings.ContainsRune("([{【〔", r):
			depth++
		case strings.ContainsRune(")]}】〕", r):
			depth = max(0, depth-1)
		case depth == 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		}
	}
	return b.String()
}

package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean brings a cell's text into the form that callers see: letters and digits narrow, line ends as \n, other control
// and invisible characters gone, spaces at both ends gone, composed (NFC). Marks that turn the direction of writing stay:
// without them the cell would read otherwise than on its writer's screen, so the caller has to refuse it (actor.CheckText). Punctuation stays as written: （，。） belong to
// Chinese text. The apostrophe that CSV export puts before = + - @ is taken off.
func clean(s string) string { return cleaned(strings.ReplaceAll(s, "\u3000", " ")) }

// exact is cleaned for a text of which the caller judges every character, because its script needs some that nobody sees.
func exact(s string) string {
	return unguarded(strings.TrimSpace(norm.NFC.String(strings.ReplaceAll(s, "\r\n", "\n"))))
}

// cleaned is clean for a text in which the wide space stays: "（　）" is where an answer belongs.
func cleaned(s string) string {
	return unguarded(Clean(s))
}

// unguarded takes off the apostrophe that CSV export puts before what a spreadsheet would evaluate.
func unguarded(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && guarded(rest) {
		return rest
	}
	return s
}

// guarded reports whether a spreadsheet that opens a CSV would evaluate s.
func guarded(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r != utf8.RuneError && strings.ContainsRune("=+-@＝＋－＠", r)
}

// Clean brings a text to the form in which all readers of files hand it on: as clean does, but it keeps wide spaces within,
// and apostrophes.
func Clean(s string) string {
	if !strings.ContainsFunc(s, unplain) {
		return strings.TrimSpace(s)
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', r >= '０' && r <= '９':
			return r - 'Ａ' + 'A'
		case r == '\u00a0', r == '\t':
			return ' '
		case r == '\n', turns(r):
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\ufffe', r == '\uffff':
			return -1 // also a byte order mark and zero-width marks
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFC.String(s))
}

// unplain reports whether Clean may change or drop r, or join it to another. Nearly all characters of a file are plain:
// visible ASCII, ideographs, Chinese punctuation.
func unplain(r rune) bool {
	return (r < ' ' || r > '~') && (r < 0x4E00 || r > 0x9FFF) && !strings.ContainsRune("，。、；：？！（）《》“”‘’", r)
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

package people

import (
	"strings"
	"unicode"

	"github.com/suikao/suikao/exam/people/identity"
)

// cleanText trims, narrows full-width letters and drops invisible characters of a line of free text.
func cleanText(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		if r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' {
			return identity.Narrow(r)
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

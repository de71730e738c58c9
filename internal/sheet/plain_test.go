package sheet

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A text of plain characters alone is what cleaning would make of it.
func TestPlainCharactersNeedNoCleaning(t *testing.T) {
	plain := 0
	for r := range rune(0x110000) {
		if unplain(r) {
			continue
		}
		plain++
		p := norm.NFC.PropertiesString(string(r))
		if norm.NFC.String(string(r)) != string(r) || !p.BoundaryBefore() || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || turns(r) {
			t.Errorf("U+%04X is not plain", r)
		}
	}
	if plain < 20_000 {
		t.Errorf("%d plain characters", plain)
	}
}

package actor

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/fault"
)

// ErrHidden means that a text holds a character that nobody sees and that can make it read as something else: a control
// character, a zero-width or direction mark, a byte order mark, or a broken byte.
var ErrHidden = fault.Define("text.hidden", fault.Invalid,
	"内容里有看不见的字符（{char}，第{at}个），通常是从别处复制带来的。请删去这一处，重新手工输入。",
	"The text holds an invisible character ({char}, number {at}), usually copied along from elsewhere. Delete that place and type it again.")

// CheckLine refuses a line of free text with hidden characters: nil, or an ErrHidden that names the first one. Every free
// text that a person sends passes through it, or through CheckText where lines may break, before it is trimmed or stored;
// lengths and what else a field allows are the field's own.
func CheckLine(s string) *fault.Error { return checkText(s, false) }

// CheckText is CheckLine for texts of several lines: a line feed and a tab may stand in them, a carriage return may not.
func CheckText(s string) *fault.Error { return checkText(s, true) }

func checkText(s string, lines bool) *fault.Error {
	at := 0
	for i, r := range s {
		at++
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return ErrHidden.With("char", fmt.Sprintf("0x%02X", s[i])).With("at", at)
			}
		}
		if lines && (r == '\n' || r == '\t') {
			continue
		}
		if Hidden(r) {
			return ErrHidden.With("char", fmt.Sprintf("U+%04X", r)).With("at", at)
		}
	}
	return nil
}

// Hidden reports whether r is a control character (categories Cc and Cf of Unicode: direction marks and overrides,
// zero-width characters, the byte order mark among them), a line or paragraph separator, or no character at all. Those
// who clean what they read, instead of refusing it, drop these.
func Hidden(r rune) bool {
	if r >= ' ' && r <= '~' || r >= 0x4E00 && r <= 0x9FFF {
		return false // nearly all that is ever asked: visible ASCII and the ideographs
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) ||
		r >= 0x2060 && r <= 0x206F || // 2065 is not assigned yet, and is ignored by whoever draws text
		r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF || // no characters
		strings.ContainsRune("\u115F\u1160\u3164\uFFA0\u034F\u180B\u180C\u180D\u180F", r) || // Hangul fillers and joiners drawn as nothing
		r >= 0xE0000 && r <= 0xE0FFF // tags and unassigned ignorable ones
}

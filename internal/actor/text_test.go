package actor_test

import (
	"errors"
	"testing"
	"unicode"

	"github.com/suikao/suikao/internal/actor"
)

func TestHiddenCharactersAreRefused(t *testing.T) {
	var hidden []rune
	for _, span := range [][2]rune{{0, 0x1F}, {0x7F, 0x9F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFFE, 0xFFFF},
		{0xE0001, 0xE0001}, {0xE0020, 0xE007F}, {0x3164, 0x3164}, {0xAD, 0xAD}} {
		for r := span[0]; r <= span[1]; r++ {
			hidden = append(hidden, r)
		}
	}
	for _, r := range hidden {
		line, text := actor.CheckLine("张"+string(r)+"三"), actor.CheckText("张"+string(r)+"三")
		if !errors.Is(line, actor.ErrHidden) {
			t.Errorf("a line with U+%04X passes", r)
		}
		if free := r == '\n' || r == '\t'; free != (text == nil) {
			t.Errorf("U+%04X in a text: %v", r, text)
		}
	}
	for _, s := range []string{"张\xff三", "\xc0\x80", "\xed\xa0\x80"} {
		if actor.CheckLine(s) == nil || actor.CheckText(s) == nil {
			t.Errorf("%q passes", s)
		}
	}
	if f := actor.CheckLine("ab\u202Ec"); f.Args()["char"] != "U+202E" || f.Args()["at"] != "3" {
		t.Errorf("the place is told as %v", f.Args())
	}
}

func TestVisibleAsciiAndIdeographsAreNotHidden(t *testing.T) {
	for _, span := range [][2]rune{{' ', '~'}, {0x4E00, 0x9FFF}} {
		for r := span[0]; r <= span[1]; r++ {
			if actor.Hidden(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
				t.Errorf("U+%04X", r)
			}
		}
	}
}

func TestVisibleTextPasses(t *testing.T) {
	for _, s := range []string{"", "买买提·阿卜杜拉", "𠮷野家 ①号楼 №3—“甲”（乙）", "Zoë O’Brien", "يۇسۇپ", "བསྟན་འཛིན", "H₂S ≤ 10 mg/m³ ✓", "全角　空格", "🙂", "\uE000 \uFFFD"} {
		if f := actor.CheckLine(s); f != nil {
			t.Errorf("%q is refused: %v", s, f)
		}
	}
	if f := actor.CheckText("一\n\t二"); f != nil {
		t.Error(f)
	}
}

func TestDaysOutsideTheRangeAreRefused(t *testing.T) {
	for d, ok := range map[actor.Date]bool{"": true, "1900-01-01": true, "2026-11-22": true, "1899-12-31": false, "2026-11-23": false, "9999-12-31": false, "0000-01-01": false,
		"2026-02-30": false, "2026-02-3": false, "2000-13-01": false, "1999年1月1日": false} {
		if got := actor.CheckDay(d, "1900-01-01", "2026-11-22"); (got == nil) != ok {
			t.Errorf("%q: %v", d, got)
		}
	}
}

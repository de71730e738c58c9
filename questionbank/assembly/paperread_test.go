package assembly

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// general is what DecodePaper must agree with: the library's decoder and a look at whether the bytes are the canonical ones.
func general(b []byte) (Paper, error) {
	var p Paper
	return p, decode(b, &p)
}

func agree(t *rapid.T, b []byte) {
	want, wantErr := general(b)
	got, err := DecodePaper(b)
	if (err == nil) != (wantErr == nil) || err == nil && !reflect.DeepEqual(got, want) {
		t.Fatalf("%x:\n%+v %v\nthe general decoder: %+v %v", b, got, err, want, wantErr)
	}
}

func papers() *rapid.Generator[Paper] {
	text := rapid.StringN(0, 40, 300)
	number := rapid.OneOf(rapid.IntRange(-30, 300), rapid.IntRange(math.MinInt64, math.MaxInt64), rapid.SampledFrom([]int{23, 24, 255, 256, 65535, 65536, 1 << 32, -1, -25}))
	sound := rapid.Custom(func(t *rapid.T) *Sound {
		if rapid.Bool().Draw(t, "silent") {
			return nil
		}
		return &Sound{Digest: text.Draw(t, "sound"), Type: text.Draw(t, "kind"), Millis: number.Draw(t, "millis")}
	})
	option := rapid.Custom(func(t *rapid.T) Option {
		o := Option{Letter: text.Draw(t, "letter"), Origin: number.Draw(t, "origin"), Text: text.Draw(t, "text")}
		if rapid.Bool().Draw(t, "hotspot") {
			o.Area = &Area{Shape: Shape(text.Draw(t, "shape")), Coords: rapid.SliceOfN(number, 0, 8).Draw(t, "coords")}
		}
		o.Sound = sound.Draw(t, "said")
		return o
	})
	medium := rapid.Custom(func(t *rapid.T) Medium {
		return Medium{Digest: text.Draw(t, "digest"), Type: text.Draw(t, "kind"), Alt: text.Draw(t, "alt"), Width: number.Draw(t, "width"), Height: number.Draw(t, "height")}
	})
	question := rapid.Custom(func(t *rapid.T) Question {
		var in *CasePart
		if rapid.Bool().Draw(t, "case") {
			in = &CasePart{Stem: text.Draw(t, "shared"), Part: number.Draw(t, "part"), Parts: number.Draw(t, "parts"), Sound: sound.Draw(t, "told")}
		}
		var told *Told
		if rapid.Bool().Draw(t, "translated") {
			told = &Told{Language: Language(text.Draw(t, "language")), Stem: text.Draw(t, "told stem"), Options: append([]string{}, rapid.SliceOfN(text, 0, 6).Draw(t, "told options")...),
				Case: text.Draw(t, "told case")}
			if alts := rapid.SliceOfN(text, 0, 2).Draw(t, "told alts"); len(alts) > 0 {
				told.Alts = alts
			}
		}
		return Question{Told: told, Case: in, Sound: sound.Draw(t, "read"), No: number.Draw(t, "no"), Item: ItemID(text.Draw(t, "item")), Version: VersionID(text.Draw(t, "version")), Type: Type(text.Draw(t, "type")),
			Section: text.Draw(t, "section"), Points: number.Draw(t, "points"), Stem: text.Draw(t, "stem"), Options: rapid.SliceOfN(option, 0, 30).Draw(t, "options"), Media: pictures(rapid.SliceOfN(medium, 0, 3).Draw(t, "media"))}
	})
	return rapid.Custom(func(t *rapid.T) Paper {
		return Paper{Release: ReleaseID(text.Draw(t, "release")), Blueprint: BlueprintID(text.Draw(t, "blueprint")), BlueprintVersion: number.Draw(t, "version"),
			Seed: Hash(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "seed")), Barred: number.Draw(t, "barred"), Minutes: number.Draw(t, "minutes"),
			Total: number.Draw(t, "total"), Pass: number.Draw(t, "pass"), Questions: rapid.SliceOfN(question, 0, 30).Draw(t, "questions")}
	})
}

// pictures: a question without any has none, in one form.
func pictures(list []Medium) []Medium {
	if len(list) == 0 {
		return nil
	}
	return list
}

func TestPapersAreReadAsTheGeneralDecoderReadsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := papers().Draw(t, "paper")
		b := p.Encode()
		agree(t, b)
		if back, err := DecodePaper(b); err != nil || !bytes.Equal(back.Encode(), b) {
			t.Fatalf("does not come back: %v", err)
		}
	})
}

// Bytes that are changed, cut, put in or repeated anywhere are refused exactly where the general decoder refuses them.
func TestHarmedPapersAreRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := papers().Draw(t, "paper").Encode()
		for range rapid.IntRange(1, 3).Draw(t, "times") {
			at := rapid.IntRange(0, max(0, len(b)-1)).Draw(t, "at")
			switch rapid.IntRange(0, 3).Draw(t, "how") {
			case 0:
				b = b[:at]
			case 1:
				b = append(b[:at:at], append(rapid.SliceOfN(rapid.Byte(), 1, 9).Draw(t, "more"), b[at:]...)...)
			case 2:
				if at < len(b) {
					b[at] = rapid.Byte().Draw(t, "byte")
				}
			case 3:
				b = append(b[:at:at], b[min(len(b), at+1):]...)
			}
		}
		agree(t, b)
	})
}

// A few bytes that announce a long list or text are refused without making room for it.
func TestAnnouncedLengthsAreNotBelieved(t *testing.T) {
	b := Paper{}.Encode()
	for _, n := range []uint64{1 << 20, 1 << 40, math.MaxInt64, math.MaxUint64} {
		head := binary.BigEndian.AppendUint64([]byte{array<<5 | 27}, n)
		if _, err := DecodePaper(append(b[:len(b)-1:len(b)-1], head...)); err == nil {
			t.Errorf("a list of %d in a few bytes", n)
		}
		if got := testing.AllocsPerRun(1, func() { _, _ = DecodePaper(append(b[:len(b)-1:len(b)-1], head...)) }); got > 20 {
			t.Errorf("%g allocations for nothing", got)
		}
	}
}

func BenchmarkDecodePaper(b *testing.B) {
	p := Paper{Questions: make([]Question, 100)}
	for i := range p.Questions {
		p.Questions[i] = Question{No: i + 1, Item: "01m80jqkbg14whj3p5wccgjwt7", Version: "01m80jqkbg14whj3p5wccgjwt7", Stem: "使用低压验电器以前应当先在确知有电的带电体上试验，确认验电器完好",
			Options: []Option{{Letter: "A", Origin: 1, Text: "正确的做法"}, {Letter: "B", Origin: 2, Text: "错误的做法"}, {Letter: "C", Origin: 3, Text: "无关的做法"}, {Letter: "D", Text: "以上都不对"}}}
	}
	raw := p.Encode()
	for name, read := range map[string]func([]byte) (Paper, error){"own": DecodePaper, "general": general} {
		b.Run(fmt.Sprint(name), func(b *testing.B) {
			for b.Loop() {
				if _, err := read(raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

package speak

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
)

func TestWhatIsSaidOfAText(t *testing.T) {
	for text, want := range map[string]string{
		"绝缘电阻不低于 0.5 MΩ":   "绝缘电阻不低于 0.5 兆欧",
		"380V 与 10kV":      "380伏 与 10千伏",
		"截面 4mm²，长 3m/s":   "截面 4平方毫米，长 3米每秒",
		"电压≥36V":           "电压大于等于36伏",
		"应当（　）后作业":         "应当，空格，后作业",
		"A 类火灾用 ABC 干粉灭火器": "",
		"3 Amp":            "",
		"B类":               "",
	} {
		if got := Say(text, Usual()); got != want {
			t.Errorf("%q is said %q, want %q", text, got, want)
		}
	}
	own, err := ReadReadings(strings.NewReader("\ufeffGB 50303,国标五零三零三\nkV,仟伏\n"))
	if err != nil || Say("按 GB 50303，10kV", own) != "按 国标五零三零三，10仟伏" {
		t.Errorf("%q %v", Say("按 GB 50303，10kV", own), err)
	}
	for _, bad := range []string{"a\n", ",b\n", "\"a"} {
		if _, err := ReadReadings(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// wav is a second of a tone.
func wav() []byte {
	const rate = 16000
	var b bytes.Buffer
	b.WriteString("RIFF\xff\xff\xff\xffWAVEfmt ")
	for _, v := range []any{uint32(16), uint16(1), uint16(1), uint32(rate), uint32(2 * rate), uint16(2), uint16(16)} {
		_ = binary.Write(&b, binary.LittleEndian, v)
	}
	b.WriteString("data\xff\xff\xff\xff") // a program that writes as it speaks does not know how long it gets
	for i := range rate {
		_ = binary.Write(&b, binary.LittleEndian, int16(9000*math.Sin(float64(i)/6)))
	}
	return b.Bytes()
}

func ffmpeg(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("ffmpeg"); err != nil {
		t.Skip("no ffmpeg")
	}
}

func TestAProgramSpeaks(t *testing.T) {
	ffmpeg(t)
	s, err := Opus(t.Context(), wav())
	if err != nil || s.Length < 900*time.Millisecond || s.Length > 1400*time.Millisecond {
		t.Fatalf("%s %v", s.Length, err)
	}
	if again, err := Opus(t.Context(), wav()); err != nil || !bytes.Equal(again.Data, s.Data) {
		t.Error("the same again is another sound")
	}
	for name, v := range map[string]Voice{"fails": {"echo nothing works >&2; exit 3"}, "is silent": {"cat >/dev/null"}, "writes no sound": {"cat"}, "is not there": {"/no/such/program"}} {
		if _, err := v.Speak(t.Context(), "验电"); err == nil {
			t.Errorf("a program that %s speaks", name)
		} else if name == "fails" && !strings.Contains(err.Error(), "nothing works") {
			t.Errorf("%v does not say why", err)
		}
	}
	if _, err := exec.LookPath("espeak-ng"); err == nil {
		s, err := (Voice{"espeak-ng -v cmn --stdin --stdout"}).Speak(t.Context(), "在确知有电的带电体上试验")
		if err != nil || s.Length < time.Second {
			t.Errorf("%s %v", s.Length, err)
		}
	}
}

func version(id, source, stem string, options ...string) questionbank.ItemVersion {
	return questionbank.ItemVersion{ID: questionbank.VersionID("v" + id), Item: questionbank.ItemID(id),
		Content: questionbank.Content{Type: questionbank.Single, Stem: stem, Options: options, SourceNo: source}}
}

func TestABankIsSpoken(t *testing.T) {
	a, b := version("i1", "D-1", "耐压 10kV？", "是", "否"), version("i2", "", "又一题", "是", "不是")
	whole := version("i3", "", "全有", "是", "否")
	for _, x := range whole.Content.Texts() {
		whole.Content.Spoken = append(whole.Content.Spoken, questionbank.Spoken{Place: x.Place, Of: x.Sum(), Digest: "old"})
	}
	part := whole
	part.Content.Spoken = whole.Content.Spoken[:2]
	list := Lacking([]questionbank.ItemVersion{a, b, whole, part}, false)
	if len(list) != 3 || len(Lacking([]questionbank.ItemVersion{whole}, true)) != 1 {
		t.Fatalf("%d lack something", len(list))
	}
	said := make(chan string, 100)
	voice := func(_ context.Context, words string) (clip.Sound, error) {
		said <- words
		return clip.Sound{Data: []byte("sound of " + words)}, nil
	}
	made, err := Make(t.Context(), voice, Usual(), list, false, func(int) {})
	if err != nil || len(said) != 5 { // 是 and 否 are said once
		t.Fatalf("%d spoken, %v", len(said), err)
	}
	s := made[0].Spoken
	if len(s) != 3 || s[0].Said != "耐压 10千伏？" || s[1].Said != "" || s[0].Of != a.Content.Texts()[0].Sum() || string(made[0].Data[s[0].Digest]) != "sound of 耐压 10千伏？" {
		t.Errorf("%+v", made[0])
	}
	if p := made[2].Spoken; len(p) != 3 || p[0].Digest != "old" || p[2].Digest != picture.Digest([]byte("sound of 否")) {
		t.Errorf("what was there is not kept: %+v", p)
	}
	broken := errors.New("out of voice")
	if _, err := Make(t.Context(), func(context.Context, string) (clip.Sound, error) { return clip.Sound{}, broken }, nil, list, false, func(int) {}); !errors.Is(err, broken) {
		t.Error(err)
	}
}

func zipped(t *testing.T, files map[string]string) *zip.Reader {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, body := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Write([]byte(body))
	}
	_ = w.Close()
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// What a person recorded holds for the text on the person's sheet; whatever is wrong is named by row, and then nothing is taken.
func TestWhatAPersonRecorded(t *testing.T) {
	list := []questionbank.ItemVersion{version("i1", "D-1", "耐压 10kV？", "是", "否"), version("i2", "twice", "又一题", "是", "不是"), version("i3", "twice", "第三题", "是", "不是")}
	var sheet strings.Builder
	if err := WriteSheet(&sheet, list, Usual()); err != nil || !strings.Contains(sheet.String(), "D-1,stem,耐压 10kV？,耐压 10千伏？\n") || !strings.Contains(sheet.String(), "i2,A,是,是\n") {
		t.Fatalf("%s %v", sheet.String(), err)
	}
	hear := func(_ context.Context, b []byte) (clip.Sound, error) {
		if string(b) == "noise" {
			return clip.Sound{}, clip.ErrSoundKind
		}
		return clip.Sound{Data: append([]byte("heard "), b...)}, nil
	}
	made, err := Recorded(t.Context(), zipped(t, map[string]string{Sheet: sheet.String(), "D-1/stem.wav": "one", "D-1/B.ogg": "two", "i2/A.m4a": "three"}), list, hear)
	if err != nil || len(made) != 2 || made[0].Version != "vi1" || len(made[0].Spoken) != 2 || made[0].Spoken[0].Said != "耐压 10千伏？" || len(made[1].Spoken) != 1 || made[1].Spoken[0].Place != assembly.Place("A") {
		t.Fatalf("%+v %v", made, err)
	}
	changed := strings.Replace(sheet.String(), "i3,stem,第三题", "i3,stem,第三问", 1)
	_, err = Recorded(t.Context(), zipped(t, map[string]string{Sheet: changed + "gone,stem,x,x\ni2,C,x,x\n", "D-1/stem.wav": "one", "i3/stem.wav": "a", "gone/stem.wav": "b", "i2/C.wav": "c", "i2/A.wav": "noise", "i9/A.wav": "d"}), list, hear)
	if err == nil {
		t.Fatal("a wrong file is taken")
	}
	for _, want := range []string{"row 8: item i3, stem: the question says something else now", "row 11: no item gone", "row 12: item i2 has no text C", "row 6: i2/A.wav", "i9/A stands for no row"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not said: %v", want, err)
		}
	}
	for name, files := range map[string]map[string]string{
		"no sheet":      {"D-1/stem.wav": "one"},
		"another sheet": {Sheet: "a,b,c,d\n"},
		"nothing":       {Sheet: sheet.String()},
		"two of one":    {Sheet: sheet.String(), "D-1/stem.wav": "one", "D-1/stem.ogg": "two"},
	} {
		if _, err := Recorded(t.Context(), zipped(t, files), list, hear); err == nil {
			t.Errorf("%s, and taken", name)
		}
	}
}

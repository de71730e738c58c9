package volume_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/exam/permit/card"
)

func sign(digest string) ([]byte, error) { return []byte("signed " + digest), nil }

func check(digest string, signature []byte) error {
	if string(signature) != "signed "+digest {
		return errors.New("another digest")
	}
	return nil
}

func index(m volume.Manifest) ([]byte, error) { return []byte("%PDF " + m.Head.Title), nil }

func made(t *testing.T, part int) ([]byte, volume.Manifest) {
	t.Helper()
	var out bytes.Buffer
	w := volume.NewWriter(&out, volume.Head{Kind: volume.Person, Subject: "01ABC", Title: "张三 低压电工作业", Authority: "某市应急管理局", Part: part,
		MadeAt: time.Date(2026, 11, 23, 8, 0, 0, 5, time.UTC), MadeBy: "档案管理员"})
	for _, f := range [][4]string{{"application/form.json", "申请", "申请表", `{"kind":"FIRST"}`}, {"exam/transcript.json", "考试", "考试存证", strings.Repeat("x", 300)}, {"empty/nothing.txt", "其他", "空文件", ""}} {
		if err := w.Add(f[0], f[1], f[2], strings.NewReader(f[3])); err != nil {
			t.Fatal(err)
		}
	}
	w.Missing("照片", "证件照片", "文件已不在")
	m, digest, err := w.Close(index, sign)
	if err != nil || len(digest) != 64 {
		t.Fatal(digest, err)
	}
	return out.Bytes(), m
}

func verify(b []byte) (volume.Manifest, error) {
	return volume.Verify(bytes.NewReader(b), int64(len(b)), check)
}

func TestAVolumeHoldsWhatItSays(t *testing.T) {
	b, m := made(t, 1)
	got, err := verify(b)
	if err != nil || len(got.Entries) != 4 || got.Entries[3].Name != volume.IndexName || len(got.Missing) != 1 || got.Head.MadeAt != m.Head.MadeAt {
		t.Fatalf("%+v %v", got, err)
	}
	again, _ := made(t, 1)
	if !bytes.Equal(again, b) {
		t.Error("the same files make another volume")
	}
}

func TestEveryChangedByteIsFound(t *testing.T) {
	b, _ := made(t, 1)
	for i := range b {
		for _, flip := range []byte{1, 0x80} {
			other := bytes.Clone(b)
			other[i] ^= flip
			if _, err := verify(other); err == nil {
				t.Fatalf("byte %d changed by %x is not found", i, flip)
			}
		}
	}
	for i := 0; i < len(b); i += 7 {
		if _, err := verify(b[:i]); err == nil {
			t.Fatalf("cut at %d", i)
		}
		if _, err := verify(append(bytes.Clone(b[:i]), append([]byte{0}, b[i:]...)...)); err == nil {
			t.Fatalf("a byte more at %d", i)
		}
	}
	if _, err := verify(append(bytes.Clone(b), 0)); err == nil {
		t.Error("a byte more at the end")
	}
}

func TestNamesAreSafeAndTheirOwn(t *testing.T) {
	w := volume.NewWriter(&bytes.Buffer{}, volume.Head{})
	for _, name := range []string{"", "a", "../a/b", "a/../b", "/a/b", "a/b/c", "A/b", "a/.b", "a/b c", "a/照片", "a\\b/c", strings.Repeat("a", 60) + "/b"} {
		if err := w.Add(name, "s", "t", strings.NewReader("")); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
	if err := w.Add("a/b.json", "s", "t", strings.NewReader("")); err != nil {
		t.Error(err)
	}
	if err := w.Add("a/b.json", "s", "t", strings.NewReader("")); err == nil {
		t.Error("a name twice")
	}
}

// fonts are those that make web put beside the pages.
func fonts(t testing.TB) *card.Fonts {
	t.Helper()
	var files []*os.File
	for _, name := range []string{"NotoSansSC-Regular.ttf", "NotoSansJP-Regular.ttf"} {
		f, err := os.Open(filepath.Join("../../../../web/dist/fonts", name))
		if err != nil {
			t.Fatalf("%v (make web puts the fonts there)", err)
		}
		t.Cleanup(func() { _ = f.Close() })
		files = append(files, f)
	}
	out, err := card.NewFonts(files[0], files[1])
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The index as poppler reads it: everything that the volume holds and lacks, on as many pages as it takes, names with characters beyond the first plane.
func TestTheIndexSaysWhatTheVolumeHolds(t *testing.T) {
	m := volume.Manifest{Head: volume.Head{Kind: volume.Session, Title: "一号考场 2026年11月23日 {name}", Authority: "襄阳市应急管理局", Part: 2, Follows: strings.Repeat("a", 64), MadeBy: "𠮷田",
		MadeAt: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}, Missing: []volume.Missing{{Section: "录像", Title: "考位 A01", Why: "保存期满，已按规则删除"}}}
	for i := range 60 {
		m.Entries = append(m.Entries, volume.Entry{Name: fmt.Sprintf("sitting/%03d.json", i), Section: fmt.Sprintf("第 %d 部分", i/20+1), Title: fmt.Sprintf("考试存证 %d 买买提·吐尔逊·阿卜杜热合曼", i), Size: int64(i) * 40000, SHA256: fmt.Sprintf("%064d", i)})
	}
	pdf, err := volume.Index(fonts(t), m)
	if err != nil {
		t.Fatal(err)
	}
	again, err := volume.Index(fonts(t), m)
	if err != nil || !bytes.Equal(again, pdf) {
		t.Errorf("another index of the same: %v", err)
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	file := filepath.Join(t.TempDir(), "index.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	said := string(out)
	for _, want := range []string{"一期一档", "补充卷 1", "一号考场 2026年11月23日 {name}", "𠮷田", "第 3 部分", "考试存证 59", "sitting/059.json", "缺少的材料", "保存期满", "第 1 页，共 3 页", "第 3 页，共 3 页", "2026年11月23日 16:00"} {
		if !strings.Contains(said, want) {
			t.Errorf("the index does not say %q", want)
		}
	}
}

// A document of long cells and characters that nobody has a font for: nothing is cut, nothing stops it.
func TestADocumentSaysEverything(t *testing.T) {
	long := strings.Repeat("很长的意见，", 600) + "完"
	d := volume.Doc{Title: "申请登记表", Under: []string{"张三😀"}, At: time.Unix(0, 0), Parts: []volume.Part{{Heading: "意见", Rows: [][]string{{"意见", long}, {"校验值", strings.Repeat("0123456789abcdef", 12)}}}, {Heading: "空的"}}}
	pdf, err := d.Render(fonts(t))
	if err != nil {
		t.Fatal(err)
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	cmd := exec.Command(tool, "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	said := strings.NewReplacer("\n", "", "\f", "", " ", "").Replace(string(out))
	said = regexp.MustCompile(`第\d+页，共\d+页`).ReplaceAllString(said, "")
	if n := strings.Count(said, "很长的意见，"); n != 600 || !strings.Contains(said, "完") {
		t.Errorf("%d of 600 remarks, the end %v", n, strings.Contains(said, "完"))
	}
	for _, want := range []string{"张三[U+1F600]", "0123456789abcdef", "空的", "无"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q", want)
		}
	}
}

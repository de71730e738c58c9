package card_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/internal/fault"
)

var when = time.Date(2026, 11, 23, 10, 0, 0, 0, time.FixedZone("", 8*3600))

// fonts are those that make web put beside the pages.
func fonts(t testing.TB) *card.Fonts {
	t.Helper()
	var files []*os.File
	for _, name := range []string{"NotoSansSC-Regular.ttf", "NotoSansJP-Regular.ttf"} {
		f, err := os.Open(filepath.Join("../../../web/dist/fonts", name))
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

func standard(t testing.TB) card.Template {
	t.Helper()
	tpl, _, err := card.Standard()
	if err != nil {
		f := fault.From(err)
		for _, x := range f.Fields() {
			t.Log(x.Path, x.Err)
		}
		t.Fatal(err)
	}
	return tpl
}

func photo(t testing.TB) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 295, 413))
	for y := range 413 {
		for x := range 295 {
			c := color.RGBA{240, 244, 250, 255}
			if dx, dy := x-147, y-160; dx*dx/4+dy*dy/6 < 2000 {
				c = color.RGBA{230, 190, 160, 255}
			} else if y > 290 && x > 40 && x < 255 {
				c = color.RGBA{40, 60, 110, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// full is as long as the code of a permit gets: letters of the alphanumeric mode.
var full = "HTTPS://EXAM.EXAMPLE.CN/V/" + strings.Repeat("KRSXG5CTMVRXEZLUKNUGC4TJNZTSAYLOMQ2DINZT", 9)

func facts(t testing.TB) card.Facts {
	return card.Facts{Kind: "OPERATION_PERMIT", Name: "张晓明", Sex: "男", Number: "T420106199003071234", Category: "焊接与热切割作业", Item: "熔化焊接与热切割作业",
		FirstIssued: "2026年11月23日", ValidFrom: "2026年11月23日", ValidTo: "2032年11月22日", Issuer: "武汉市应急管理局", Pending: "待全国平台确认，不作持证上岗依据",
		Code: "7KQ4-M2XP-9T3H", QR: full, Photo: photo(t)}
}

func pdf(t testing.TB, size card.Size, all ...card.Facts) []byte {
	t.Helper()
	b := card.NewBook(fonts(t), "电子证照 <测试>", when)
	for _, f := range all {
		if err := b.Add(standard(t), size, f); err != nil {
			t.Fatal(err)
		}
	}
	out, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// run gives the PDF to a program and returns what it prints. "IN" among args is the file.
func run(t testing.TB, data []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("SUIKAO_TEST_REQUIRE") != "" {
			t.Fatalf("%s is missing (make setup)", name)
		}
		t.Skipf("%s is missing (make setup)", name)
	}
	in := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "IN" {
			args[i] = in
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// paint renders every page with poppler.
func paint(t testing.TB, data []byte, dpi int) []image.Image {
	t.Helper()
	dir := t.TempDir()
	run(t, data, "pdftoppm", "-png", "-r", fmt.Sprint(dpi), "IN", filepath.Join(dir, "p"))
	names, _ := filepath.Glob(filepath.Join(dir, "p*.png"))
	var out []image.Image
	for i, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		if keep := os.Getenv("CARD_SHOTS"); keep != "" {
			_ = os.WriteFile(filepath.Join(keep, strings.ReplaceAll(t.Name(), "/", "-")+fmt.Sprintf("-%d.png", i)), b, 0o600)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, img)
	}
	return out
}

func scan(t testing.TB, img image.Image) string {
	t.Helper()
	bmp, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	res, err := qrcode.NewQRCodeReader().Decode(bmp, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatalf("the code cannot be read: %v", err)
	}
	return res.GetText()
}

// Codes are random: the standard look has room for the widest one.
func TestTheWidestCodeHasRoom(t *testing.T) {
	f := facts(t)
	f.Code = "WWWWW-WWWWW-WWWWW-WWWWW-WWWWW-W"
	for _, kind := range []string{"OPERATION_PERMIT", "COMPETENCE_CERT", "TRAINING_PROOF"} {
		f.Kind = kind
		for _, size := range []card.Size{card.Page, card.Card} {
			if err := card.NewBook(fonts(t), "t", when).Add(standard(t), size, f); err != nil {
				t.Errorf("%s %s: %v", kind, size, err)
			}
		}
	}
}

func TestThePrintedCodeIsRead(t *testing.T) {
	for _, c := range []struct {
		size       card.Size
		dpi, pages int
		code       int // on this page
	}{{card.Page, 150, 1, 0}, {card.Card, 300, 2, 1}} {
		t.Run(string(c.size), func(t *testing.T) {
			pages := paint(t, pdf(t, c.size, facts(t)), c.dpi)
			if len(pages) != c.pages {
				t.Fatalf("%d pages, want %d", len(pages), c.pages)
			}
			if got := scan(t, pages[c.code]); got != full {
				t.Errorf("the code says %q", got)
			}
		})
	}
}

func TestEveryFormLooksRight(t *testing.T) {
	long := facts(t)
	long.Name, long.Item = "阿卜杜热西提·阿卜杜热合曼·买买提吐尔逊·依布拉音江", "危险化学品安全作业——光气及光气化工艺作业、氯碱电解工艺作业、氯化工艺作业、硝化工艺作业（含重氮化工艺作业及过氧化工艺作业）"
	long.Category, long.Issuer, long.ReviewDue = "危险化学品安全作业（限危险化学品生产单位）", "新疆维吾尔自治区克孜勒苏柯尔克孜自治州应急管理局", "2029年11月22日"
	rare := facts(t)
	rare.Name, rare.Kind, rare.Pending = "㐂䶮𠮷·镕", "COMPETENCE_CERT", ""
	proof := facts(t)
	proof.Kind, proof.Specimen = "TRAINING_PROOF", true
	for name, f := range map[string]card.Facts{"plain": facts(t), "long": long, "rare": rare, "specimen": proof} {
		for _, size := range []card.Size{card.Page, card.Card} {
			t.Run(name+"-"+string(size), func(t *testing.T) {
				data := pdf(t, size, f)
				paint(t, data, map[card.Size]int{card.Page: 90, card.Card: 220}[size])
				said := strings.Join(strings.Fields(run(t, data, "pdftotext", "-raw", "IN", "-")), "")
				for _, want := range []string{f.Name, f.Number, f.Item, f.Issuer, f.Pending, f.ReviewDue, f.Code} {
					if !strings.Contains(said, strings.ReplaceAll(want, " ", "")) {
						t.Errorf("%q cannot be read from %q", want, said)
					}
				}
				if f.Pending == "" && strings.Contains(said, "不作持证上岗依据") {
					t.Error("a confirmed permit says that it is not")
				}
				if f.Specimen != strings.Contains(said, "样张") {
					t.Errorf("specimen %v: %q", f.Specimen, said)
				}
			})
		}
	}
}

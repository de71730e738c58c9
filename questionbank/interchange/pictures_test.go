package interchange_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/picture"
)

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect x="10" y="20" width="60" height="70" fill="red"/></svg>`

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, w, h))
	m.Set(w/2, h/2, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 20, 10)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func medium(t testing.TB, alt string, body []byte) questionbank.Medium {
	t.Helper()
	p, err := picture.Check(body)
	if err != nil {
		t.Fatal(err)
	}
	return questionbank.Medium{Medium: assembly.Medium{Digest: p.Digest(), Type: p.Type, Alt: alt, Width: p.Width, Height: p.Height}, Data: p.Data}
}

// shown are items with pictures of each kind, and hotspots with areas of each shape.
func shown(t testing.TB) []questionbank.Content {
	t.Helper()
	a, b, c := medium(t, "配电箱 <\"内\"> & 'x'\n第二行", []byte(drawing)), medium(t, "灰色的图", pngOf(t, 60, 40)), medium(t, "照片", jpegOf(t))
	return []questionbank.Content{
		{Type: questionbank.Single, Stem: "图中的隐患是（　）。\n  a < b", Options: []string{"未接地", "<img src=x>"}, Key: []int{0}, Difficulty: 2, Topic: "接地", Media: []questionbank.Medium{a, b, c}},
		{Type: questionbank.Multiple, Stem: "图中有（　）。", Options: []string{"一", "二", "三"}, Key: []int{0, 2}, Difficulty: 3, Topic: "接地", Explanation: "见图。", Media: []questionbank.Medium{b}},
		{Type: questionbank.TrueFalse, Stem: "图中接线正确。", Options: questionbank.TrueFalseOptions(), Key: []int{1}, Difficulty: 3, Topic: "接地", Media: []questionbank.Medium{c}},
		{Type: questionbank.Hotspot, Stem: "标出隐患。", Options: []string{"左 & 右", "中", "右"}, Key: []int{1}, Difficulty: 4, Topic: "隐患", Media: []questionbank.Medium{a, b},
			Areas: []questionbank.Area{{Shape: assembly.Rect, Coords: []int{10, 20, 70, 90}}, {Shape: assembly.Circle, Coords: []int{200, 100, 30}}, {Shape: assembly.Poly, Coords: []int{300, 10, 350, 10, 320, 80}}}},
		{Type: questionbank.Hotspot, Stem: "标出全部隐患。", Options: []string{"左", "右"}, Key: []int{0, 1}, Difficulty: 4, Topic: "隐患", Points: 2, Media: []questionbank.Medium{b},
			Areas: []questionbank.Area{{Shape: assembly.Rect, Coords: []int{0, 0, 20, 40}}, {Shape: assembly.Rect, Coords: []int{30, 0, 60, 40}}}},
	}
}

func TestPicturesComeBack(t *testing.T) {
	for _, f := range []interchange.Format{interchange.QTI21, interchange.QTI22, interchange.QTI30, interchange.Moodle} {
		items, want := shown(t), ""
		if f == interchange.Moodle {
			want = "4  loss.item_kind\n5  loss.item_kind"
		}
		body, losses, err := interchange.Write(context.Background(), f, "题库", items)
		if err != nil || said1(losses) != want {
			t.Fatalf("%s: %v\n%s", f, err, said1(losses))
		}
		file := again(t, f, body)
		if len(file.Rows) < 3 || len(file.Losses) > 0 {
			t.Fatalf("%s: %d rows\n%s", f, len(file.Rows), said1(file.Losses))
		}
		for i, r := range file.Rows {
			if len(r.Wrong) > 0 || r.Left != nil || !same(r.Content, items[i]) || r.Content.Validate() != nil {
				t.Errorf("%s, item %d: %v %v\n got %+v\nwant %+v", f, i+1, said(r), r.Left, r.Content, items[i])
			}
		}
	}
}

// A table names the pictures and holds none, and says so; the bank that has them takes the item.
func TestATableNamesPictures(t *testing.T) {
	for _, f := range []interchange.Format{interchange.XLSX, interchange.CSV, interchange.CSVGB} {
		items := shown(t)[1:]
		body, losses, err := interchange.Write(context.Background(), f, "题库", items)
		if want := "1 图片 loss.table_picture\n2 图片 loss.table_picture\n3 图片 loss.table_picture\n3 图片 loss.changed\n4 图片 loss.table_picture"; err != nil || len(losses) != 5 {
			t.Fatalf("%s: %v\n%s\nwant\n%s", f, err, said1(losses), want)
		}
		for i, r := range again(t, f, body).Rows {
			if len(r.Wrong) > 0 || fmt.Sprint(r.Content.Areas) != fmt.Sprint(items[i].Areas) || r.Content.Type != items[i].Type || len(r.Content.Media) != len(items[i].Media) {
				t.Fatalf("%s, item %d: %s %+v", f, i+1, said(r), r.Content)
			}
			for n, m := range r.Content.Media {
				if m.Digest != items[i].Media[n].Digest || m.Data != nil {
					t.Errorf("%s, item %d: %+v", f, i+1, m)
				}
			}
		}
	}
}

func TestThePictureColumns(t *testing.T) {
	const head = "题型,题干,选项A,选项B,答案,知识点,图片,图片说明,热区"
	for row, want := range map[string]string{
		"单选,题,甲,乙,A,t,a.png；b.svg,\"左图\n右图\",":                                                     "",
		"标图,题,甲,乙,B,t,a.png,图,\"rect 1,2,30,40；圆 50,60,7\"":                                        "",
		"单选,题,甲,乙,A,t,a.png,,":                                                                     "图片: item.alt_missing",
		"单选,题,甲,乙,A,t,a.png,\"图\n又一张\",":                                                           "图片说明: interchange.alt_lines",
		"标图,题,甲,乙,A,t,,,\"rect 1,2,30,40；rect 1,2,3,4\"":                                           "图片: item.hotspot_picture",
		"标图,题,甲,乙,A,t,a.png,图,\"rect 1,2,30,40\"":                                                  "热区: item.area_count",
		"标图,题,甲,乙,A,t,a.png,图,\"rect 1,2,30；rect 1,2,3,4\"":                                        "热区: item.area",
		"标图,题,甲,乙,A,t,a.png,图,\"star 1,2,3；rect 1,2,3,4\"":                                         "热区: interchange.area_text | 热区: item.area_count",
		"单选,题,甲,乙,A,t,a.png,图,\"rect 1,2,30,40；rect 1,2,3,4\"":                                     "热区: item.area_count",
		"单选,题,甲,乙,A,t,a；b；c；d；e,\"1\n2\n3\n4\n5\",":                                                "图片: item.media_many",
		"单选,题,甲,乙,A,t," + strings.Repeat("长", 61) + ",图,":                                          "图片: item.media_unknown",
		"单选,题,甲,乙,A,t," + strings.Repeat("ab", 32) + ";" + strings.Repeat("AB", 32) + ",\"1\n2\",": "图片: item.media_twice",
	} {
		r := one(t, head, row)
		if got := said(r); got != want && !strings.HasPrefix(want, got+" |") {
			t.Errorf("%s: %s, want %s", row, got, want)
		}
	}
}

// bomb is a PNG of a few bytes that asks for 30,000 × 30,000 pixels.
func bomb() []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, body []byte) {
		out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
		out = append(append(out, kind...), body...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(append([]byte(kind), body...)))
	}
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, 30_000), 30_000)
	chunk("IHDR", append(size, 8, 0, 0, 0, 0))
	chunk("IDAT", []byte{0x78, 0x9c, 3, 0, 0, 0, 0, 1})
	chunk("IEND", nil)
	return out
}

func moodleShowing(src string, body string) []byte {
	return []byte(`<quiz><question type="multichoice"><questiontext format="html"><text><![CDATA[<p>看图</p><img alt="图" src="` + src + `">]]></text>` + body + `</questiontext>` +
		`<answer fraction="100"><text>甲</text></answer><answer fraction="0"><text>乙</text></answer></question></quiz>`)
}

// Each is a failure with a name, in the row of the question and the column of pictures, and the file is refused as a whole.
func TestHostilePicturesAreNamed(t *testing.T) {
	file := func(name string, body []byte) string {
		return `<file name="` + name + `" path="/" encoding="base64">` + base64.StdEncoding.EncodeToString(body) + `</file>`
	}
	const own = "@@PLUGINFILE@@/a.png"
	script := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>`
	qti := func(src string, files ...string) []byte {
		return packageOf(t, append([]string{"i.xml", item(`<p><img src="` + src + `" alt="图"/></p>` + question)}, files...)...)
	}
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"no picture, moodle":           {moodleShowing(own, file("a.png", []byte("MZ no picture"))), "picture.kind"},
		"script, moodle":               {moodleShowing(own, file("a.png", []byte(script))), "picture.active"},
		"bomb, moodle":                 {moodleShowing(own, file("a.png", bomb())), "picture.pixels"},
		"damaged, moodle":              {moodleShowing(own, file("a.png", pngOf(t, 50, 50)[:60])), "picture.damaged"},
		"entities, moodle":             {moodleShowing(own, file("a.png", []byte(`<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9"/>`))), "picture.entities"},
		"missing, moodle":              {moodleShowing(own, file("b.png", pngOf(t, 5, 5))), "interchange.picture_file"},
		"garbage, moodle":              {moodleShowing(own, `<file name="a.png" path="/" encoding="base64">%%%</file>`), "interchange.picture_text"},
		"another encoding, moodle":     {moodleShowing(own, `<file name="a.png" path="/" encoding="hex">00</file>`), "interchange.picture_text"},
		"empty, moodle":                {moodleShowing(own, `<file name="a.png" path="/" encoding="base64"></file>`), "interchange.picture_text"},
		"a path that climbs, moodle":   {moodleShowing("@@PLUGINFILE@@/../../etc/passwd", file("a.png", pngOf(t, 5, 5))), "interchange.picture_file"},
		"an address, moodle":           {moodleShowing("https://example.org/a.png", ""), "interchange.picture_away"},
		"a disk, moodle":               {moodleShowing("file:///etc/passwd", ""), "interchange.picture_away"},
		"data that is none, moodle":    {moodleShowing("data:image/png;base64,@@@", ""), "interchange.picture_text"},
		"data in plain words, moodle":  {moodleShowing("data:image/svg+xml,x", ""), "interchange.picture_text"},
		"no picture, qti":              {qti("a.png", "a.png", "MZ"), "picture.kind"},
		"script, qti":                  {qti("a.png", "a.png", script), "picture.active"},
		"bomb, qti":                    {qti("a.png", "a.png", string(bomb())), "picture.pixels"},
		"missing, qti":                 {qti("a.png"), "interchange.picture_file"},
		"a path that climbs, qti":      {qti("../../etc/passwd"), "interchange.picture_away"},
		"an escaped path, qti":         {qti("..%2f..%2fetc/passwd"), "interchange.picture_away"},
		"an absolute path, qti":        {qti("/etc/passwd"), "interchange.picture_away"},
		"a path of Windows, qti":       {qti(`..\..\x.png`), "interchange.picture_away"},
		"an address, qti":              {qti("//example.org/a.png"), "interchange.picture_away"},
		"the manifest as picture, qti": {qti("imsmanifest.xml"), "picture.kind"},
		"no package, qti":              {[]byte(item(`<p><img src="a.png" alt="图"/></p>` + question)), "interchange.picture_file"},
	} {
		f, err := interchange.Read(context.Background(), "x", bytes.NewReader(c.body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r := f.Rows[0]
		if got := said(r); got != "图片: "+c.want || r.Left != nil || r.Row != 1 {
			t.Errorf("%s: %s left=%v, want %s", name, got, r.Left, c.want)
		}
	}
}

func TestAMissingDescriptionIsNamed(t *testing.T) {
	body := packageOf(t, "i.xml", item(`<p><img src="a.svg"/></p>`+question), "a.svg", drawing)
	f, err := interchange.Read(context.Background(), "x.zip", bytes.NewReader(body))
	if err != nil || len(f.Rows[0].Content.Media) != 1 {
		t.Fatal(err, f.Rows)
	}
	if m := f.Rows[0].Content.Media[0]; m.Name != "a.svg" || m.Width != 400 || code(f.Rows[0].Content.Validate()) == "" {
		t.Errorf("%+v", m)
	}
}

// Pictures unpack as far as a file may, each once, and no further.
func TestManyLargePictures(t *testing.T) {
	huge := string(bytes.Repeat([]byte(" "), 5<<20))
	files, body := []string{}, ""
	for i := range 40 {
		files = append(files, fmt.Sprintf("p%d.png", i), huge)
		body += resource(fmt.Sprintf("i%d.xml", i))
		files = append(files, fmt.Sprintf("i%d.xml", i), item(fmt.Sprintf(`<p><img src="p%d.png" alt="图"/></p>`, i)+question))
	}
	z := archive(t, append([]string{"imsmanifest.xml", manifestHead + body + "</resources></manifest>"}, files...)...)
	f, err := interchange.Read(context.Background(), "x.zip", bytes.NewReader(z))
	if err != nil || len(f.Rows) != 40 {
		t.Fatal(err)
	}
	far := 0
	for _, r := range f.Rows {
		if len(r.Wrong) != 1 {
			t.Fatalf("row %d: %s", r.Row, said(r))
		}
		if r.Wrong[0].Err.Code() == "interchange.expands_too_far" {
			far++
		}
	}
	if far < 10 || far > 20 {
		t.Errorf("%d of 200 MB refused at 128 MB", far)
	}
}

func TestAreasFitThePictureThatIsThere(t *testing.T) {
	hot := func(attrs, choices string) []byte {
		return packageOf(t, "a.svg", drawing, "i.xml", item(`<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>标</prompt><object data="a.svg" type="image/svg+xml" `+attrs+`>配电箱</object>`+choices+`</hotspotInteraction>`))
	}
	const two = `<hotspotChoice identifier="A" shape="rect" coords="5,10,35,45"/><hotspotChoice identifier="B" shape="circle" coords="100,100,10" hotspotLabel="右"/>`
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"half the size": {hot(`width="200" height="150"`, two), "[{rect [10 20 70 90]} {circle [200 200 20]}] [区域 A 右] "},
		"the same size": {hot(`width="400" height="300"`, two), "[{rect [5 10 35 45]} {circle [100 100 10]}] [区域 A 右] "},
		"a star":        {hot("", `<hotspotChoice identifier="A" shape="star" coords="1,2,3,4"/>`), "[] [] 热区: interchange.area_text"},
		"no numbers":    {hot("", `<hotspotChoice identifier="A" shape="rect" coords="1,2,x,4"/>`), "[] [] 热区: interchange.area_text"},
	} {
		f, err := interchange.Read(context.Background(), "x.zip", bytes.NewReader(c.body))
		if err != nil {
			t.Fatal(name, err)
		}
		r := f.Rows[0]
		if got := fmt.Sprint(r.Content.Areas, " ", r.Content.Options, " ", said(r)); got != c.want || len(r.Content.Media) != 1 || r.Content.Media[0].Alt != "配电箱" {
			t.Errorf("%s: %s\n%+v", name, got, r.Content.Media)
		}
	}
}

// What a format cannot carry is left out of it and named: nobody could answer it without the picture.
func TestFormatsWithoutPicturesSaySo(t *testing.T) {
	sound := shown(t)[1]
	sound.Media[0].Type = "audio/ogg"
	plain := full()[1]
	for f, want := range map[interchange.Format]string{
		interchange.GIFT:  "1  loss.item_picture\n2  loss.item_picture\n3  loss.item_picture\n4  loss.item_kind\n5  loss.item_kind\n6  loss.item_picture",
		interchange.QTI30: "6  loss.item_picture",
	} {
		_, losses, err := interchange.Write(context.Background(), f, "", slices.Concat(shown(t), []questionbank.Content{sound, plain}))
		if err != nil || said1(losses) != want {
			t.Errorf("%s: %v\n%s", f, err, said1(losses))
		}
	}
}

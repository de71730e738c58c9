package interchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

const zipHead = "题型,题干,选项A,选项B,答案,知识点,图片,图片说明\n"

func zipRow(pictures string) string {
	n := strings.Count(pictures, "；") + 1
	return zipHead + `单选,题,甲,乙,A,t,` + pictures + `,"` + strings.TrimSuffix(strings.Repeat("图\n", n), "\n") + "\"\n"
}

func TestATableTravelsWithItsPicturesAndClips(t *testing.T) {
	for _, f := range []interchange.Format{interchange.XLSXZip, interchange.CSVZip} {
		var items []questionbank.Content
		for _, c := range append(append(full(), shown(t)...), filmed(t)...) {
			for i := range c.Media {
				c.Media[i].Alt = strings.ReplaceAll(c.Media[i].Alt, "\n", " ") // one line each
			}
			items = append(items, c)
		}
		body, losses, err := interchange.Write(context.Background(), f, "题库", items)
		if err != nil || len(losses) > 0 {
			t.Fatalf("%s: %v\n%s", f, err, said1(losses))
		}
		file := again(t, f, body)
		if len(file.Rows) != len(items) || len(file.Losses) > 0 || file.Format != string(f) {
			t.Fatalf("%s: %d rows\n%s", file.Format, len(file.Rows), said1(file.Losses))
		}
		for i, r := range file.Rows {
			if len(r.Wrong) > 0 || !same(r.Content, items[i]) || r.Content.Validate() != nil {
				t.Errorf("%s, item %d: %s\n got %+v\nwant %+v", f, i+1, said(r), r.Content, items[i])
			}
		}
	}
}

// zipped makes an archive of names, with what is said about each, and contents.
func zipped(t testing.TB, files ...any) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		h, ok := files[i].(zip.FileHeader)
		if !ok {
			h.Name = files[i].(string)
		}
		h.Method = zip.Deflate
		f, err := z.CreateHeader(&h)
		if err == nil {
			_, err = f.Write([]byte(files[i+1].(string)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gbk(t testing.TB, name string) zip.FileHeader {
	t.Helper()
	raw, err := simplifiedchinese.GB18030.NewEncoder().String(name)
	if err != nil {
		t.Fatal(err)
	}
	return zip.FileHeader{Name: raw, NonUTF8: true}
}

// Names as people and their programs write them.
func TestFilesBesideATableAreFound(t *testing.T) {
	one, two, clip := drawing, string(pngOf(t, 30, 20)), string(film(t, "vp8-opus.webm"))
	digest := medium(t, "", pngOf(t, 30, 20)).Digest
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"beside":                   {zipped(t, "t.csv", zipRow("a.svg；b.png"), "a.svg", one, "b.png", two), "svg a.svg; png b.png; "},
		"in a folder":              {zipped(t, "t.csv", zipRow("图片/甲.svg"), "图片/甲.svg", one), "svg 甲.svg; "},
		"the folder left out":      {zipped(t, "t.csv", zipRow("甲.svg"), "图片/甲.svg", one), "svg 甲.svg; "},
		"all in a folder":          {zipped(t, "题库/", "", "题库/t.csv", zipRow("图/甲.svg"), "题库/图/甲.svg", one), "svg 甲.svg; "},
		"from the top":             {zipped(t, "题库/t.csv", zipRow("图/甲.svg"), "图/甲.svg", one), "svg 甲.svg; "},
		"backslashes":              {zipped(t, "t.csv", zipRow(`图\甲.svg`), "图/甲.svg", one), "svg 甲.svg; "},
		"backslashes in it":        {zipped(t, "t.csv", zipRow("图/甲.svg"), `图\甲.svg`, one), "svg 甲.svg; "},
		"GB 18030":                 {zipped(t, gbk(t, "题库.csv"), zipRow("图片/配电箱.svg"), gbk(t, "图片/配电箱.svg"), one), "svg 配电箱.svg; "},
		"GB 18030, short":          {zipped(t, gbk(t, "题.csv"), zipRow("图.svg"), gbk(t, "图.svg"), one), "svg 图.svg; "},
		"UTF-8 that is not said":   {zipped(t, zip.FileHeader{Name: "题库.csv", NonUTF8: true}, zipRow("图片/配电箱（一）.svg"), zip.FileHeader{Name: "图片/配电箱（一）.svg", NonUTF8: true}, one), "svg 配电箱（一）.svg; "},
		"capitals":                 {zipped(t, "T.CSV", zipRow("a.svg"), "A.SVG", one), "svg a.svg; "},
		"exact before alike":       {zipped(t, "t.csv", zipRow("a.png"), "A.png", one, "a.png", two), "png a.png; 0  loss.unused_files"},
		"full width":               {zipped(t, "t.csv", zipRow("图１.svg"), "图１.svg", one), "svg 图1.svg; "},
		"signs taken apart":        {zipped(t, "t.csv", zipRow("caf\u00e9.svg"), "cafe\u0301.svg", one), "svg caf\u00e9.svg; "},
		"a clip and its still":     {zipped(t, "t.csv", zipRow("c.webm；b.png"), "c.webm", clip, "b.png", two), "webm c.webm; png b.png; "},
		"by digest":                {zipped(t, "t.csv", zipRow(digest), "x/"+digest+".png", two), "png ; "},
		"what programs put in":     {zipped(t, "t.csv", zipRow("a.svg"), "a.svg", one, "__MACOSX/._a.svg", "x", ".DS_Store", "x", "~$t.xlsx", "x", "Thumbs.db", "x"), "svg a.svg; "},
		"what the bank may have":   {zipped(t, "t.csv", zipRow("q.svg")), "[] q.svg; "},
		"what nobody names":        {zipped(t, "t.csv", zipRow("a.svg"), "a.svg", one, "b.png", two, "lies.docx", "x"), "svg a.svg; 0  loss.unused_files"},
		"a digest that is not its": {zipped(t, "t.csv", zipRow(digest), digest+".png", one), "[]  " + digest + "; 0  loss.unused_files"},
		"no still":                 {zipped(t, "t.csv", zipRow("c.webm"), "c.webm", clip), "图片: item.clip_still"},
		"of one name":              {zipped(t, "t.csv", zipRow("a.svg"), "x/a.svg", one, "y/a.svg", one), "图片: interchange.name_many | 图片: item.media_unknown"},
		"no picture":               {zipped(t, "t.csv", zipRow("a.svg"), "a.svg", "MZ"), "图片: picture.kind"},
		"a nested archive":         {zipped(t, "t.csv", zipRow("a.zip"), "a.zip", string(zipped(t, "b.png", two))), "图片: picture.kind"},
		"the table as its picture": {zipped(t, "t.csv", zipRow("t.csv")), "[] t.csv; "},
		"a script":                 {zipped(t, "t.csv", zipRow("a.svg"), "a.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/></svg>`), "图片: picture.active"},
		"a bomb of pixels":         {zipped(t, "t.csv", zipRow("a.png"), "a.png", string(bomb())), "图片: picture.pixels"},
		"a name that climbs":       {zipped(t, "t.csv", zipRow("../a.png")), "图片: interchange.picture_away"},
		"a disk":                   {zipped(t, "t.csv", zipRow(`C:\a.png`)), "图片: interchange.picture_away"},
		"an address":               {zipped(t, "t.csv", zipRow("https://example.org/a.png")), "图片: interchange.picture_away"},
	} {
		f, err := interchange.Read(context.Background(), "x.zip", bytes.NewReader(c.body))
		if err != nil || len(f.Rows) != 1 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := said(f.Rows[0])
		if got == "" {
			for _, m := range f.Rows[0].Content.Media {
				kind := m.Type[strings.IndexByte(m.Type, '/')+1:]
				if kind = strings.TrimSuffix(kind, "+xml"); len(m.Data) == 0 {
					kind = "[]"
					if m.Digest != "" {
						m.Name += " " + m.Digest
					}
				}
				got += kind + " " + m.Name + "; "
			}
			got += said1(f.Losses)
		}
		if got != c.want && !strings.HasPrefix(c.want, got+" |") {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// A hostile archive is refused as a whole, with its name, before anything of it is believed.
func TestHostileZipsOfTablesAreRefused(t *testing.T) {
	good := zipRow("a.svg")
	locked := zip.FileHeader{Name: "a.svg", Flags: 1}
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"a path out":           {zipped(t, "t.csv", good, "../../etc/passwd", "x"), "interchange.path_out"},
		"a path that turns":    {zipped(t, "t.csv", good, "a/../../x", "x"), "interchange.path_out"},
		"an absolute path":     {zipped(t, "t.csv", good, "/etc/passwd", "x"), "interchange.path_out"},
		"a path of Windows":    {zipped(t, "t.csv", good, `..\x`, "x"), "interchange.path_out"},
		"a drive":              {zipped(t, "t.csv", good, `C:\x`, "x"), "interchange.path_out"},
		"a name with a zero":   {zipped(t, "t.csv", good, "a\x00.svg", "x"), "interchange.path_out"},
		"a name twice":         {zipped(t, "t.csv", good, "a.svg", drawing, "a.svg", "x"), "interchange.name_twice"},
		"a name twice, turned": {zipped(t, "t.csv", good, "a.svg", drawing, "b/../a.svg", "x"), "interchange.name_twice"},
		"a name twice, GBK":    {zipped(t, "t.csv", good, "图.svg", drawing, gbk(t, "图.svg"), "x"), "interchange.name_twice"},
		"the table twice":      {zipped(t, "t.csv", good, "t.csv", good), "interchange.name_twice"},
		"two tables":           {zipped(t, "t.csv", good, "u.xlsx", "x"), "interchange.many_tables"},
		"no table":             {zipped(t, "a.svg", drawing), "interchange.no_table"},
		"a table in a zip":     {zipped(t, "inner.zip", string(zipped(t, "t.csv", good))), "interchange.no_table"},
		"nothing":              {zipped(t), "interchange.no_table"},
		"locked":               {zipped(t, "t.csv", good, locked, "x"), "interchange.locked"},
		"an empty table":       {zipped(t, "t.csv", ""), "sheet."},
		"a table that is none": {zipped(t, "t.xlsx", "x"), "sheet."},
		"a bomb as the table":  {zipped(t, "t.xlsx", string(zipped(t, "[Content_Types].xml", strings.Repeat(" ", 5<<20), "xl/workbook.xml", strings.Repeat(" ", 5<<20)))), "sheet."},
	} {
		if _, err := interchange.Read(context.Background(), "x.zip", bytes.NewReader(c.body)); code(err) != c.want && !(c.want == "sheet." && strings.HasPrefix(code(err), c.want)) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// Who chose "Excel" or "CSV" and brings a ZIP of a table means it; who chose another form does not.
func TestAChosenTableMayComeInAZip(t *testing.T) {
	body := zipped(t, "t.csv", zipRow("a.svg"), "a.svg", drawing)
	for f, want := range map[interchange.Format]string{interchange.XLSX: "", interchange.CSV: "", interchange.CSVZip: "", interchange.XLSXZip: "", "": "", interchange.QTI21: "interchange.not_package", interchange.Moodle: "interchange.not_text"} {
		file, err := interchange.ReadAs(context.Background(), interchange.Options{Format: f}, "x.zip", bytes.NewReader(body))
		if code(err) != want || err == nil && (said(file.Rows[0]) != "" || len(file.Rows[0].Content.Media[0].Data) == 0) {
			t.Errorf("%q: %v %+v", f, err, file.Rows)
		}
	}
	package21, _, err := interchange.Write(context.Background(), interchange.QTI21, "", full()[:1])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := interchange.ReadAs(context.Background(), interchange.Options{Format: interchange.XLSX}, "x.zip", bytes.NewReader(package21)); !strings.HasPrefix(code(err), "sheet.") {
		t.Errorf("a package as a table: %v", err)
	}
}

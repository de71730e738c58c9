package store_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/sample"
)

func taken(t testing.TB, name string, body []byte) questionbank.File {
	t.Helper()
	return must[questionbank.File](t)(interchange.Read(context.Background(), name, bytes.NewReader(body)))
}

// shownItems are the sample bank's items with drawings, and a package of them.
func shownItems(t testing.TB) (items []questionbank.Content, pack []byte) {
	t.Helper()
	b, _, err := sample.Find(sample.ItemCode)
	ok(t, err)
	for _, r := range must[questionbank.File](t)(b.Shown(context.Background())).Rows {
		items = append(items, r.Content)
	}
	pack, losses, err := interchange.Write(context.Background(), interchange.QTI22, "", items)
	if err != nil || len(losses) > 0 {
		t.Fatal(err, losses)
	}
	return items, pack
}

// A package brings its pictures into the bank with its items; taken out of the bank and into another one they are the same bytes;
// a table names them by file name or digest and brings none.
func TestPicturesTravelBetweenBanks(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		w := pictured(t, open(t))
		b := w.bank(t)
		items, pack := shownItems(t)
		f := taken(t, "x.zip", pack)
		p := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, f, false))
		if p.Create != len(items) || p.Errored+p.Left != 0 {
			t.Fatalf("%+v", p)
		}
		if list := must[[]questionbank.BankPicture](t)(w.Pictures(reviewer, b.ID, 10)); len(list) != 0 {
			t.Fatalf("a preview keeps pictures: %+v", list)
		}
		must[questionbank.Batch](t)(w.ApplyImport(writer, b.ID, f, f.Sum, false))
		for _, c := range items {
			m := c.Media[0]
			got, data, err := w.PictureOf(reviewer, b.ID, m.Digest)
			if err != nil || !bytes.Equal(data, m.Data) || got.Width != m.Width {
				t.Errorf("%s: %+v %v", c.SourceNo, got, err)
			}
		}
		table, _, err := interchange.Write(context.Background(), interchange.XLSX, "", items)
		ok(t, err)
		w = pictured(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))) // another house
		other := w.bank(t)
		f = taken(t, "x.xlsx", table)
		p = must[questionbank.Preview](t)(w.PreviewImport(writer, other.ID, f, false))
		if err := p.Err(); p.Errored != len(items) || !says(err, questionbank.ErrMediaNone) {
			t.Fatalf("a bank without the pictures takes the table: %+v %v", p, err)
		}
		must[questionbank.BankPicture](t)(w.AddPicture(writer, other.ID, "box.svg", []byte(plate)))
		f = taken(t, "x.csv", []byte("题型,题干,选项A,选项B,答案,知识点,图片,图片说明,热区\n标图,标出隐患,左,右,B,隐患,box.svg,配电间,\"rect 1,2,30,40；circle 50,60,7\"\n"))
		must[questionbank.Batch](t)(w.ApplyImport(writer, other.ID, f, f.Sum, false))
		f = taken(t, "x.csv", []byte("题型,题干,选项A,选项B,答案,知识点,图片,图片说明,热区\n标图,又一题,左,右,B,隐患,box.svg,配电间,\"rect 1,2,3000,40；circle 50,60,7\"\n"))
		p = must[questionbank.Preview](t)(w.PreviewImport(writer, other.ID, f, false))
		if p.Errored != 1 || p.Rows[0].Row != 2 || p.Rows[0].Wrong[0].Column != "热区" {
			t.Errorf("an area beyond the picture: %+v", p.Rows)
		}
	})
}

// One bad picture, and nothing of the file is taken: no item, no picture.
func TestOneBadPictureRefusesTheFile(t *testing.T) {
	w := pictured(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	b := w.bank(t)
	_, pack := shownItems(t)
	z := must[*zip.Reader](t)(zip.NewReader(bytes.NewReader(pack), int64(len(pack))))
	var out bytes.Buffer
	to, spoiled := zip.NewWriter(&out), ""
	for _, e := range z.File {
		part := must[io.Writer](t)(to.Create(e.Name))
		if strings.HasPrefix(e.Name, "images/") && spoiled == "" {
			spoiled = e.Name
			_, err := part.Write([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>`))
			ok(t, err)
			continue
		}
		r, err := e.Open()
		ok(t, err)
		var body bytes.Buffer
		_, err = body.ReadFrom(r)
		ok(t, err)
		_, err = part.Write(body.Bytes())
		ok(t, err)
	}
	ok(t, to.Close())
	f := taken(t, "x.zip", out.Bytes())
	p := must[questionbank.Preview](t)(w.PreviewImport(writer, b.ID, f, false))
	if first := p.Rows[0]; p.Errored != 1 || first.Row != 1 || len(first.Wrong) != 1 || first.Wrong[0].Column != "图片" || first.Wrong[0].Err.Code() != "picture.active" {
		t.Fatalf("%+v", p.Rows)
	}
	if _, err := w.ApplyImport(writer, b.ID, f, f.Sum, false); err == nil {
		t.Fatal("the file is taken")
	}
	if list := must[[]questionbank.BankPicture](t)(w.Pictures(reviewer, b.ID, 10)); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	if list := must[[]questionbank.Batch](t)(w.Batches(writer, b.ID)); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}

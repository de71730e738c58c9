package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/picture"
	"github.com/suikao/suikao/questionbank/store"
)

const plate = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540"><rect width="9" height="9"/></svg>`

// pictured has a place for pictures.
func pictured(t *testing.T, db *sqldb.DB) *world {
	t.Helper()
	w := newWorld(db)
	w.deps.Files = store.Files{Blobs: must[*blob.Dir](t)(blob.OpenDir(t.TempDir()))}
	w.Service = questionbank.New(w.deps)
	return w
}

func TestThePicturesOfABank(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		w := pictured(t, open(t))
		b := w.bank(t)
		one := must[questionbank.BankPicture](t)(w.AddPicture(writer, b.ID, "plate.svg", []byte(plate)))
		again := must[questionbank.BankPicture](t)(w.AddPicture(third, b.ID, "other.svg", []byte(plate)))
		if again.Name != "plate.svg" || again.Digest != one.Digest {
			t.Errorf("the same picture again is %+v", again)
		}
		list := must[[]questionbank.BankPicture](t)(w.Pictures(reviewer, b.ID, 10))
		if len(list) != 1 || list[0].Width != 960 || list[0].Type != picture.SVG || list[0].By.Person != "p-writer" {
			t.Errorf("%+v", list)
		}
		for name, try := range map[string]func() error{
			"a stranger adds":  func() error { _, err := w.AddPicture(stranger, b.ID, "", []byte(plate)); return err },
			"a stranger looks": func() error { _, _, err := w.PictureOf(stranger, b.ID, one.Digest); return err },
			"a script comes": func() error {
				_, err := w.AddPicture(writer, b.ID, "", []byte(`<svg viewBox="0 0 9 9"><script/></svg>`))
				return err
			},
			"a digest is made up": func() error { _, _, err := w.PictureOf(writer, b.ID, strings.Repeat("0", 64)); return err },
		} {
			if try() == nil {
				t.Errorf("%s, and may", name)
			}
		}
		if _, data, err := w.PictureOf(reviewer, b.ID, one.Digest); err != nil || picture.Digest(data) != one.Digest {
			t.Errorf("%q %v", data, err)
		}
	})
}

func hotspot(m questionbank.Medium) questionbank.Content {
	return questionbank.Content{Type: questionbank.Hotspot, Stem: "标出图中的隐患", Options: []string{"配电箱", "电缆"}, Key: []int{1}, Difficulty: 3, Topic: "隐患",
		Media: []questionbank.Medium{m}, Areas: []questionbank.Area{{Shape: assembly.Rect, Coords: []int{0, 0, 100, 100}}, {Shape: assembly.Circle, Coords: []int{300, 300, 50}}}}
}

// An item names pictures of its own bank, says what they show, and marks parts of them; all of it is under its digest, and an
// altered picture is not given out.
func TestAnItemWithAPicture(t *testing.T) {
	w := pictured(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	b := w.bank(t)
	p := must[questionbank.BankPicture](t)(w.AddPicture(writer, b.ID, "plate.svg", []byte(plate)))
	m := questionbank.Medium{Medium: assembly.Medium{Digest: p.Digest, Alt: "配电间"}}
	v := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, hotspot(m)))
	full := must[questionbank.ItemVersion](t)(w.Version(reviewer, v.ID))
	if got := full.Content; len(got.Media) != 1 || got.Media[0].Width != 960 || got.Media[0].Alt != "配电间" || len(got.Areas) != 2 || got.Areas[1].Coords[2] != 50 {
		t.Fatalf("%+v", got)
	}
	named := hotspot(questionbank.Medium{Medium: assembly.Medium{Alt: "配电间之二"}, Name: "plate.svg"})
	named.Stem = "按文件名找图"
	other := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, named))
	if other.Leaf == v.Leaf {
		t.Error("two items with one leaf")
	}
	for want, spoil := range map[*fault.Error]func(*questionbank.Content){
		questionbank.ErrAltMissing:  func(c *questionbank.Content) { c.Media[0].Alt = " " },
		questionbank.ErrMediaNone:   func(c *questionbank.Content) { c.Media[0].Digest = strings.Repeat("a", 64) },
		questionbank.ErrHotspotNone: func(c *questionbank.Content) { c.Media = nil },
		questionbank.ErrAreaForm:    func(c *questionbank.Content) { c.Areas[1].Coords[0] = 960 },
		questionbank.ErrAreaCount:   func(c *questionbank.Content) { c.Areas = c.Areas[:1] },
	} {
		c := hotspot(m)
		c.Stem = "另一道题"
		spoil(&c)
		_, err := w.WriteItem(writer, b.ID, c)
		if err == nil || !slices.ContainsFunc(fault.From(err).Fields(), func(f fault.Field) bool { return f.Err.Code() == want.Code() }) && !errors.Is(err, want) {
			t.Errorf("want %s: %v", want.Code(), err)
		}
	}
	ok(t, w.deps.Files.PutFile(context.Background(), "bank-pictures/"+p.Digest[:2]+"/"+p.Digest, []byte("another")))
	if data, err := questionbank.New(w.deps).Picture(context.Background(), p.Digest); !errors.Is(err, questionbank.ErrDamaged) {
		t.Errorf("an altered picture is given out: %q %v", data, err)
	}
}

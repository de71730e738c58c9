package store_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
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

// says reports whether a refusal names want at one of the fields.
func says(err error, want *fault.Error) bool {
	return err != nil && slices.ContainsFunc(fault.From(err).Fields(), func(f fault.Field) bool { return f.Err.Code() == want.Code() })
}

func filmed(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("../clip/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A clip comes into a bank as a picture does: judged, stripped, named by its digest, for the bank's own people; an item has one at
// most, with a still behind it and both described; all of it is under the item's digest.
func TestAnItemWithAClip(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		w := pictured(t, open(t))
		b := w.bank(t)
		came := filmed(t, "h264-aac.mp4")
		film := must[questionbank.BankPicture](t)(w.AddPicture(writer, b.ID, "film.mp4", came))
		other := must[questionbank.BankPicture](t)(w.AddPicture(writer, b.ID, "film.webm", filmed(t, "vp8-opus.webm")))
		still := must[questionbank.BankPicture](t)(w.AddPicture(writer, b.ID, "still.svg", []byte(plate)))
		if film.Type != clip.MP4 || film.Width != 64 || film.Height != 48 || other.Type != clip.WebM {
			t.Fatalf("%+v %+v", film, other)
		}
		if _, data, err := w.PictureOf(reviewer, b.ID, film.Digest); err != nil || bytes.Contains(data, []byte("Secret")) || bytes.Contains(data, []byte("loci")) || !bytes.Contains(came, []byte("Secret")) || !bytes.Contains(came, []byte("loci")) {
			t.Errorf("its title or where it was taken is left: %v", err)
		}
		if _, _, err := w.PictureOf(stranger, b.ID, film.Digest); !errors.Is(err, questionbank.ErrPictureUnknown) {
			t.Errorf("a stranger sees a draft's clip: %v", err)
		}
		if _, err := w.AddPicture(stranger, b.ID, "", came); err == nil {
			t.Error("a stranger adds a clip")
		}
		if _, err := w.AddPicture(writer, b.ID, "", came[:len(came)/2]); !says(err, clip.ErrDamaged) {
			t.Errorf("half a clip: %v", err)
		}
		m := func(p questionbank.BankPicture, alt string) questionbank.Medium {
			return questionbank.Medium{Medium: assembly.Medium{Digest: p.Digest, Alt: alt}}
		}
		question := func(media ...questionbank.Medium) questionbank.Content {
			return questionbank.Content{Type: questionbank.Single, Stem: "视频里的人做错了什么？", Options: []string{"没有验电", "没有戴安全帽"}, Key: []int{0}, Difficulty: 3, Topic: "隐患", Media: media}
		}
		for name, c := range map[string]struct {
			c    questionbank.Content
			want *fault.Error
		}{
			"no still":        {question(m(film, "一人打开配电箱")), questionbank.ErrClipStill},
			"a still before":  {question(m(still, "配电箱"), m(film, "一人打开配电箱")), questionbank.ErrClipStill},
			"two clips":       {question(m(film, "一人打开配电箱"), m(still, "配电箱"), m(other, "又一次"), m(still, "配电箱")), questionbank.ErrMediaTwice},
			"a clip as still": {question(m(film, "一人打开配电箱"), m(other, "又一次")), questionbank.ErrClipMany},
			"no words":        {question(m(film, ""), m(still, "配电箱")), questionbank.ErrAltMissing},
			"nothing to mark": {hotspotOn(m(film, "一人打开配电箱"), m(still, "配电箱")), questionbank.ErrHotspotNone},
		} {
			_, err := w.WriteItem(writer, b.ID, c.c)
			if !says(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		v := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, question(m(film, "一人打开配电箱"), m(still, "配电箱"))))
		full := must[questionbank.ItemVersion](t)(w.Version(reviewer, v.ID))
		if got := full.Content.Media; len(got) != 2 || got[0].Type != clip.MP4 || got[0].Digest != film.Digest {
			t.Fatalf("%+v", got)
		}
		again := question(m(other, "一人打开配电箱"), m(still, "配电箱"))
		if x := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, again)); x.Leaf == v.Leaf {
			t.Error("another clip, and the same leaf")
		}
	})
}

func hotspotOn(media ...questionbank.Medium) questionbank.Content {
	c := hotspot(media[0])
	c.Media, c.Areas = media, []questionbank.Area{{Shape: assembly.Rect, Coords: []int{0, 0, 9, 9}}, {Shape: assembly.Rect, Coords: []int{9, 9, 19, 19}}}
	return c
}

// The limits are those of the installation.
func TestALongClipIsRefused(t *testing.T) {
	w := pictured(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	w.deps.Clips = clip.Limits{Bytes: 4000}
	w.Service = questionbank.New(w.deps)
	b := w.bank(t)
	if _, err := w.AddPicture(writer, b.ID, "", filmed(t, "h264-aac.mp4")); !says(err, clip.ErrLarge) {
		t.Error(err)
	}
	must[questionbank.BankPicture](t)(w.AddPicture(writer, b.ID, "", filmed(t, "h264.mp4")))
}

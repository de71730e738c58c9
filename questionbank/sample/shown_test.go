package sample

import (
	"bytes"
	"context"
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

// Each bank shows hazards in drawings of its own: single and several hazards to choose, and one to mark. Each item is whole, in
// a topic of the bank, with explanation and source; its description tells what is drawn and neither judges it nor names the key.
func TestTheItemsWithDrawings(t *testing.T) {
	used, all := map[string]bool{}, 0
	banks(t, func(t *testing.T, b Bank) {
		f, err := b.Shown(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		plain, _ := load(t, b)
		topics, facts, types := map[string]bool{}, map[string]bool{}, map[questionbank.Type]int{}
		for _, i := range plain {
			topics[i.topic+i.chapter], facts[i.fact] = true, true
		}
		for _, r := range f.Rows {
			c := r.Content
			if len(r.Wrong) > 0 || c.Validate() != nil {
				t.Fatalf("%s: %v %v", c.SourceNo, r.Wrong, c.Validate())
			}
			all++
			types[c.Type]++
			if !strings.HasPrefix(c.SourceNo, b.Numbers+"-P-") || !topics[c.Topic+c.Chapter] || facts[c.Fact] || c.Explanation == "" || c.Citation == "" || len(c.Media) != 1 {
				t.Errorf("%+v", c)
			}
			facts[c.Fact] = true
			m := c.Media[0]
			if used[m.Digest] || utf8.RuneCountInString(m.Alt) < 40 || m.Width != 800 || m.Height != 500 {
				t.Errorf("%s: %d characters of description, %d × %d", c.SourceNo, utf8.RuneCountInString(m.Alt), m.Width, m.Height)
			}
			used[m.Digest] = true
			for _, word := range []string{"隐患", "错误", "违反", "不符合", "应当", "危险源", "正确"} {
				if strings.Contains(m.Alt, word) {
					t.Errorf("%s: the description judges: %s", c.SourceNo, word)
				}
			}
			for _, a := range c.Areas {
				if a.Shape != assembly.Rect || a.Coords[2]-a.Coords[0] < 30 || a.Coords[3]-a.Coords[1] < 30 {
					t.Errorf("%s: an area too small for a finger: %v", c.SourceNo, a)
				}
			}
			for i, a := range c.Areas {
				for _, o := range c.Areas[:i] {
					if a.Coords[0] < o.Coords[2] && o.Coords[0] < a.Coords[2] && a.Coords[1] < o.Coords[3] && o.Coords[1] < a.Coords[3] {
						t.Errorf("%s: areas %v and %v overlap", c.SourceNo, o, a)
					}
				}
			}
		}
		if types[questionbank.Single] < 1 || types[questionbank.Multiple]+types[questionbank.Hotspot] < 2 || types[questionbank.Hotspot] < 1 {
			t.Errorf("%v", types)
		}
	})
	if all < 12 {
		t.Errorf("%d items", all)
	}
	entries, err := files.ReadDir("pictures")
	if err != nil || len(entries) != len(used) {
		t.Errorf("%d drawings, %d used: %v", len(entries), len(used), err)
	}
}

// The items with drawings leave as a package and come back equal.
func TestTheDrawingsTravel(t *testing.T) {
	banks(t, func(t *testing.T, b Bank) {
		ctx := context.Background()
		f, err := b.Shown(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var items []questionbank.Content
		for _, r := range f.Rows {
			items = append(items, r.Content)
		}
		body, losses, err := interchange.Write(ctx, interchange.QTI30, b.Name, items)
		if err != nil || len(losses) > 0 {
			t.Fatal(err, losses)
		}
		back, err := interchange.Read(ctx, "x.zip", bytes.NewReader(body))
		if err != nil || len(back.Rows) != len(items) {
			t.Fatal(err)
		}
		for i, r := range back.Rows {
			if len(r.Wrong) > 0 || r.Content.Stem != items[i].Stem || !bytes.Equal(r.Content.Media[0].Data, items[i].Media[0].Data) {
				t.Errorf("%s: %v", items[i].SourceNo, r.Wrong)
			}
		}
		rows, err := csv.NewReader(bytes.NewReader(b.file(shown))).ReadAll()
		if err != nil || len(rows) != len(items)+1 {
			t.Error(err)
		}
	})
}

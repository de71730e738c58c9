package sample

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

// smallest says per stem what the issue of the banks asks for.
var smallest = map[string]least{
	"low_voltage":   {tf: 380, single: 200, all: 620},
	"welding":       {tf: 200, single: 100, all: 400},
	"chem_trade":    {tf: 100, single: 80, multiple: 60, all: 300},
	"general_units": {tf: 60, single: 40, all: 150},
}

var back = strings.Split("答案,解析,难度,知识点,章节,分值,原题号,标签,依据,事实", ",")

// load reads one bank and its blueprint.
func load(t *testing.T, b Bank) ([]item, plan) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(b.CSV())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	from := slices.Index(rows[0], "答案")
	if from < 6 || from > 7 || !slices.Equal(rows[0][from:], back) ||
		!slices.Equal(rows[0][:from], []string{"题型", "题干", "选项A", "选项B", "选项C", "选项D", "选项E"}[:from]) {
		t.Fatalf("header %v", rows[0])
	}
	items := make([]item, 0, len(rows))
	for _, r := range rows[1:] {
		opts, r2 := r[2:from:from], r[from:]
		for len(opts) > 0 && opts[len(opts)-1] == "" {
			opts = opts[:len(opts)-1]
		}
		i := item{kind: r[0], stem: r[1], opts: opts, answer: r2[0], expl: r2[1], difficulty: r2[2], topic: r2[3], chapter: r2[4],
			points: r2[5], no: r2[6], tags: r2[7], cite: r2[8], fact: r2[9]}
		if i.typ() == "" {
			t.Fatalf("type %q", i.kind)
		}
		items = append(items, i)
	}
	p := plan{numbers: b.Numbers, least: smallest[b.Stem]}
	d := json.NewDecoder(bytes.NewReader(b.Blueprint()))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		t.Fatal(err)
	}
	return items, p
}

// banks makes each bank a test of its own: go test -run 'TestBankKeepsItsRules/welding'.
func banks(t *testing.T, check func(t *testing.T, b Bank)) {
	t.Helper()
	all, err := Banks()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		t.Run(b.Stem, func(t *testing.T) { check(t, b) })
	}
}

func lowVoltageBank(t *testing.T) Bank {
	t.Helper()
	b, found, err := Find(ItemCode)
	if err != nil || !found || b.Stem != "low_voltage" {
		t.Fatal(b.Stem, found, err)
	}
	return b
}

func TestBankKeepsItsRules(t *testing.T) {
	banks(t, func(t *testing.T, b Bank) {
		items, p := load(t, b)
		if p.least.all == 0 {
			t.Fatal("the smallest size of this bank stands nowhere")
		}
		for name, rule := range rules {
			for _, bad := range rule(items, p) {
				t.Errorf("%s: %s", name, bad)
			}
		}
		tf, single, multiple := split(items)
		t.Logf("%d true/false, %d single choice, %d multiple choice", len(tf), len(single), len(multiple))
	})
}

// TestEveryFileBelongsToABank: Banks fails by itself when a described bank lacks a file.
func TestEveryFileBelongsToABank(t *testing.T) {
	known, codes, numbers := map[string]bool{}, map[string]string{}, map[string]string{}
	banks(t, func(t *testing.T, b Bank) {
		for _, end := range []string{about, ".csv", shown, told, ".blueprint.json"} {
			known[b.Stem+end] = true
		}
		if b.Name == "" || len(b.Codes) == 0 || b.Numbers == "" || numbers[b.Numbers] != "" {
			t.Errorf("%+v beside %s", b, numbers[b.Numbers])
		}
		numbers[b.Numbers] = b.Stem
		for _, c := range b.Codes {
			if codes[c] != "" {
				t.Errorf("%s is served by %s too", c, codes[c])
			}
			codes[c] = b.Stem
			if got, found, err := Find(c); err != nil || !found || got.Stem != b.Stem {
				t.Errorf("%s leads to %s %v", c, got.Stem, err)
			}
		}
		if bytes.HasPrefix(b.CSV(), []byte("\xef\xbb\xbf")) {
			t.Error("byte order mark")
		}
	})
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !known[e.Name()] && !e.IsDir() {
			t.Errorf("%s belongs to no described bank", e.Name())
		}
	}
	if _, found, err := Find("SO-99-99"); found || err != nil {
		t.Errorf("an unknown code is found: %v %v", found, err)
	}
}

// TestBankCarriesItsBlueprint takes the way of a real bank: the import reads every row, and the blueprint can be
// published on the whole of it.
func TestBankCarriesItsBlueprint(t *testing.T) {
	banks(t, func(t *testing.T, b Bank) {
		f, err := interchange.Read(context.Background(), b.Stem+".csv", bytes.NewReader(b.CSV()))
		if err != nil || len(f.Ignored) != 0 {
			t.Fatal(err, f.Ignored)
		}
		s := &assembly.Snapshot{Release: "01release", ItemCode: b.Codes[0]}
		for _, r := range f.Rows {
			for _, w := range r.Wrong {
				t.Errorf("row %d, %s: %v", r.Row, w.Column, w.Err)
			}
			c := r.Content
			s.Items = append(s.Items, assembly.Item{ID: assembly.ItemID(c.SourceNo), Version: assembly.VersionID(c.SourceNo), Type: c.Type,
				Stem: c.Stem, Options: c.Options, Difficulty: c.Difficulty, Topic: c.Topic, Chapter: c.Chapter, Tags: c.Tags, Fact: c.Fact})
		}
		body, err := assembly.ParseBody(b.Blueprint())
		if err != nil {
			t.Fatal(err)
		}
		p, err := assembly.Compile(s, assembly.Blueprint{ID: "01blueprint", Version: 1, Body: body})
		if err != nil {
			t.Fatal(err)
		}
		r := p.Check()
		for _, e := range r.Short {
			t.Error(e)
		}
		t.Logf("%d items, %d cells below ten times their quota", len(s.Items), len(r.Thin))
	})
}

func TestLowVoltageBlueprintIsThePaperOfTheField(t *testing.T) {
	_, p := load(t, lowVoltageBank(t))
	if p.Minutes != 120 || p.Total != 100 || p.Pass != 80 || len(p.Sections) != 2 {
		t.Fatalf("%+v", p)
	}
	for k, want := range []struct {
		typ   string
		count int
	}{{"TRUE_FALSE", 70}, {"SINGLE", 30}} {
		if s := p.Sections[k]; s.Type != want.typ || s.Count != want.count || s.Points != 1 || len(s.Topics) != 10 {
			t.Errorf("section %+v", s)
		}
	}
	if len(p.Tags) != 1 || p.Tags[0].Tag != "重大事故隐患" || p.Tags[0].Min != 4 {
		t.Errorf("tags %+v", p.Tags)
	}
}

func TestCallerOwnsTheBytes(t *testing.T) {
	b := lowVoltageBank(t)
	CSV()[0], Blueprint()[0], b.CSV()[0], b.Blueprint()[0] = 0, 0, 0, 0
	if CSV()[0] == 0 || Blueprint()[0] == 0 || b.CSV()[0] == 0 || b.Blueprint()[0] == 0 {
		t.Error("a caller can change the bank")
	}
	if !bytes.Equal(CSV(), b.CSV()) || !bytes.Equal(Blueprint(), b.Blueprint()) || b.Name != Name {
		t.Error("the demo's bank is another one")
	}
}

package assembly_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// golden is the digest over 10,000 papers, every second one a retake, with the counts going on. It may change only with a
// new DrawVersion: papers that were sat under this one must replay for as long as they are kept.
const golden = "cd14d4cbaf8227d5b7e55b7f64f6f25ebca6be55eb4027acfa1b18992a306cd2"

func TestPapersReplayAcrossVersionsOfTheProgram(t *testing.T) {
	topics := []string{"触电", "接地", "防雷", "工具"}
	s, bp := measured(bank(30, topics...)), blueprint(8, 4, 6, topics...)
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	h, times := sha256.New(), make(assembly.Times, plan.Items())
	var past [][]assembly.ItemID
	for n := range 10_000 {
		p, err := plan.Draw(seed(n), assembly.Chances{Past: past, Times: times})
		if err != nil {
			t.Fatal(err)
		}
		times.Add(plan.Slots(p))
		for _, q := range p.Questions {
			h.Write([]byte(q.Item))
			for _, o := range q.Options {
				h.Write([]byte{byte(o.Origin)})
			}
		}
		if past = nil; n%2 == 0 {
			past = [][]assembly.ItemID{p.Items()}
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != golden {
		t.Errorf("the papers have changed: %s", got)
	}
}

// rekeyed is the release with every key and explanation changed: all commitments differ.
func rekeyed(s *assembly.Snapshot) *assembly.Snapshot {
	c := *s
	c.Items = slices.Clone(s.Items)
	for i := range c.Items {
		c.Items[i].Commitment = sha256.Sum256(c.Items[i].Commitment[:])
	}
	return &c
}

func TestChangedKeysChangeNoByteThatACandidateGets(t *testing.T) {
	topics := []string{"触电", "接地"}
	s, bp := bank(30, topics...), blueprint(8, 4, 3, topics...)
	other := rekeyed(s)
	if other.Root() == s.Root() {
		t.Fatal("the release digest does not cover the keys")
	}
	for n := range 100 {
		a, err := drawn(s, bp, seed(n))
		if err != nil {
			t.Fatal(err)
		}
		b, err := drawn(other, bp, seed(n))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Encode(), b.Encode()) || a.Sheet().Digest() != b.Sheet().Digest() {
			t.Fatalf("paper %d depends on keys", n)
		}
	}
}

func TestASheetTellsOnlyWhatIsShown(t *testing.T) {
	s, bp := bank(30, "触电"), blueprint(8, 4, 3, "触电")
	for i := range s.Items {
		it := &s.Items[i]
		it.Chapter, it.Citation, it.Enemies = "CANARY", "CANARY", []string{"CANARY" + string(it.ID)}
	}
	p, err := drawn(s, bp, seed(1))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(p.Sheet())
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range p.Questions {
		for _, id := range []string{`"` + string(q.Item) + `"`, string(q.Version)} {
			if bytes.Contains(text, []byte(id)) {
				t.Fatalf("the sheet names %s", id)
			}
		}
	}
	if bytes.Contains(text, []byte("CANARY")) || bytes.Contains(text, []byte(hazard)) || bytes.Contains(text, []byte("rigin")) {
		t.Fatalf("the sheet tells too much: %.300s", text)
	}
	allowed := []string{"Minutes", "Total", "Pass", "Questions", "No", "Type", "Section", "Points", "Stem", "Options", "Letter", "Text",
		"Media", "Area", "Digest", "Alt", "Width", "Height", "Shape", "Coords", "Case", "Part", "Parts", "Sound", "Millis", "Told", "Language", "Alts"}
	for _, kind := range []reflect.Type{reflect.TypeFor[assembly.Sheet](), reflect.TypeFor[assembly.SheetQuestion](), reflect.TypeFor[assembly.SheetOption](),
		reflect.TypeFor[assembly.Medium](), reflect.TypeFor[assembly.Area](), reflect.TypeFor[assembly.CasePart](), reflect.TypeFor[assembly.Sound](), reflect.TypeFor[assembly.Told]()} {
		for i := range kind.NumField() {
			if !slices.Contains(allowed, kind.Field(i).Name) {
				t.Errorf("%s.%s is new on the sheet: may a candidate see it?", kind.Name(), kind.Field(i).Name)
			}
		}
	}
}

func TestChosenLettersBecomeOrigins(t *testing.T) {
	q := assembly.Question{No: 1, Options: []assembly.Option{{Letter: "A", Origin: 2}, {Letter: "B", Origin: 0}, {Letter: "C", Origin: 1}}}
	if got, err := q.Origins("CA"); err != nil || !slices.Equal(got, []int{1, 2}) {
		t.Error(got, err)
	}
	if got, err := q.Origins(""); err != nil || got != nil {
		t.Error(got, err)
	}
	for _, bad := range []string{"D", "a", "AA", "A,B", "Ａ", "\x00"} {
		if _, err := q.Origins(bad); err == nil {
			t.Errorf("%q is taken as a choice", bad)
		}
	}
}

func TestSaltedCommitmentsHideAndBind(t *testing.T) {
	a := assembly.Secret{Salt: seed(1), Key: []int{0}, Explanation: "因为"}
	b, c := a, a
	b.Salt, c.Key = seed(2), []int{1}
	if a.Commit("v") == b.Commit("v") || a.Commit("v") == c.Commit("v") || a.Commit("v") == a.Commit("w") {
		t.Error("a commitment leaves out salt, key or version")
	}
	back, err := assembly.DecodeSecret(a.Encode())
	if err != nil || !reflect.DeepEqual(back, a) {
		t.Errorf("%v %v", back, err)
	}
	one := assembly.KeyDigest("r", map[assembly.VersionID]assembly.Secret{"v": a, "w": b})
	if one == assembly.KeyDigest("r", map[assembly.VersionID]assembly.Secret{"v": c, "w": b}) ||
		one == assembly.KeyDigest("q", map[assembly.VersionID]assembly.Secret{"v": a, "w": b}) {
		t.Error("the key digest leaves out a key or the release")
	}
}

func TestTheReleaseDigestCoversEveryField(t *testing.T) {
	base := bank(3, "触电")
	want := base.Root()
	for name, change := range map[string]func(s *assembly.Snapshot){
		"item code":  func(s *assembly.Snapshot) { s.ItemCode = "SO-1-1" },
		"item gone":  func(s *assembly.Snapshot) { s.Items = s.Items[1:] },
		"item twice": func(s *assembly.Snapshot) { s.Items = append(s.Items, s.Items[0]) },
		"id":         func(s *assembly.Snapshot) { s.Items[0].ID = "x" },
		"version":    func(s *assembly.Snapshot) { s.Items[0].Version = "x" },
		"type":       func(s *assembly.Snapshot) { s.Items[0].Type = assembly.Multiple },
		"stem":       func(s *assembly.Snapshot) { s.Items[0].Stem += "。" },
		"options":    func(s *assembly.Snapshot) { s.Items[0].Options = []string{"错误", "正确"} },
		"difficulty": func(s *assembly.Snapshot) { s.Items[0].Difficulty++ },
		"topic":      func(s *assembly.Snapshot) { s.Items[0].Topic = "x" },
		"chapter":    func(s *assembly.Snapshot) { s.Items[0].Chapter = "x" },
		"tags":       func(s *assembly.Snapshot) { s.Items[0].Tags = nil },
		"citation":   func(s *assembly.Snapshot) { s.Items[0].Citation = "x" },
		"fact":       func(s *assembly.Snapshot) { s.Items[0].Fact = "x" },
		"enemies":    func(s *assembly.Snapshot) { s.Items[0].Enemies = []string{"x"} },
		"key":        func(s *assembly.Snapshot) { s.Items[0].Commitment[0] ^= 1 },
	} {
		s := *base
		s.Items = slices.Clone(base.Items)
		change(&s)
		if s.Root() == want {
			t.Errorf("%s is not covered", name)
		}
	}
	tagged := *base
	tagged.Items = slices.Clone(base.Items)
	tagged.Items[0].Tags = []string{hazard, hazard}
	if tagged.Root() != want {
		t.Error("a tag written twice changes the digest")
	}
}

func TestBlueprintsAreReadStrictly(t *testing.T) {
	const good = `{"sections":[{"title":"判断题","type":"TRUE_FALSE","count":70,"points":1,"topics":[{"topic":"触电","count":10}]},
		{"title":"单选题","type":"SINGLE","count":30,"points":1}],"tags":[{"tag":"重大事故隐患","min":5}],"minutes":120,"total":100,"pass":80}`
	b, err := assembly.ParseBody([]byte(good))
	if err != nil || b.Questions() != 100 {
		t.Fatal(b, err)
	}
	empty := b
	empty.Sections = slices.Clone(b.Sections)
	empty.Sections[1].Topics = []assembly.Quota{}
	if empty.Hash() != b.Hash() {
		t.Error("an empty list and an absent one hash differently")
	}
	for _, c := range []struct{ old, new, code string }{
		{`"minutes"`, `"secret":1,"minutes"`, "blueprint.json"},
		{`"pass":80}`, `"pass":80}{}`, "blueprint.json"},
		{`"total":100`, `"total":99`, "total: blueprint.total"},
		{`"pass":80`, `"pass":101`, "pass: blueprint.pass"},
		{`"minutes":120`, `"minutes":0`, "minutes: blueprint.minutes"},
		{`"SINGLE"`, `"ESSAY"`, "sections[1].type: blueprint.type"},
		{`"SINGLE"`, `"CASE"`, "sections[1].parts: blueprint.parts"},
		{`"type":"SINGLE"`, `"type":"CASE","parts":7`, "sections[1].parts: blueprint.parts"},
		{`"type":"SINGLE"`, `"type":"SINGLE","parts":3`, "sections[1].parts: blueprint.parts"},
		{`"type":"SINGLE"`, `"type":"CASE","parts":2`, "total: blueprint.total"},
		{`"count":10`, `"count":71`, "sections[0].topics: blueprint.topic_sum"},
		{`"count":10}`, `"count":10},{"topic":"触电","count":1}`, "sections[0].topics[1]: blueprint.topic_twice"},
		{`"SINGLE"`, `"TRUE_FALSE"`, "sections[1].topics: blueprint.rest_twice"},
		{`"topic":"触电"`, `"topic":""`, "sections[0].topics[0]: blueprint.topic_name"},
		{`"min":5`, `"min":101`, "tags[0]: blueprint.tag"},
		{`"points":1,`, `"points":-1,`, "sections[0].points: blueprint.points"},
		{`"count":30`, `"count":-30`, "sections[1].count: blueprint.count"},
	} {
		_, err := assembly.ParseBody([]byte(strings.Replace(good, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.code) {
			t.Errorf("%s → %s: %v", c.old, c.new, err)
		}
	}
	if _, err := assembly.ParseBody([]byte(`{}`)); !errors.Is(err, fault.ErrInvalid) {
		t.Error(err)
	}
}

func FuzzDecode(f *testing.F) {
	s, bp := bank(4, "触电"), blueprint(2, 1, 0, "触电")
	p, err := drawn(s, bp, seed(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(p.Encode())
	cases, of := withCases(4, 3), caseBlueprint(1, 3)
	q, err := drawn(cases, of, seed(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(q.Encode())
	f.Add(assembly.EncodeRelease(cases))
	f.Add(assembly.EncodeBlueprint(of))
	f.Add(assembly.Secret{Parts: []assembly.PartSecret{{Key: []int{0}}, {Key: []int{1, 2}, Explanation: "因为"}}}.Encode())
	f.Add(assembly.EncodeRelease(s))
	f.Add(assembly.EncodeBlueprint(bp))
	f.Add(assembly.Inputs{Attempt: "a", Past: [][]assembly.ItemID{{"x"}}}.Encode())
	f.Add(assembly.Secret{Key: []int{1}}.Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := assembly.DecodePaper(b); err == nil && !bytes.Equal(p.Encode(), b) {
			t.Error("a paper has two encodings")
		}
		if s, err := assembly.DecodeSecret(b); err == nil && !bytes.Equal(s.Encode(), b) {
			t.Error("a secret has two encodings")
		}
		if s, err := assembly.DecodeRelease(b); err == nil && !bytes.Equal(assembly.EncodeRelease(s), b) {
			t.Error("a release has two encodings")
		}
		if in, err := assembly.DecodeInputs(b); err == nil && !bytes.Equal(in.Encode(), b) {
			t.Error("inputs have two encodings")
		}
		if _, err := assembly.DecodeBlueprint(b); err == nil {
			_, _ = assembly.Replay(assembly.Files{Release: assembly.EncodeRelease(s), Blueprint: b})
		}
		_, _ = assembly.ParseBody(b)
	})
}

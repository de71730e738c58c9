package assembly_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
)

// A paper with cases, pictures and clips is drawn again from its files; one byte of a part of a case, of one of its options, of a picture's
// or a clip's digest, of what stands beside it, of the counts of cases, of the nonce or of the blueprint is found and named.
func TestReplayNamesWhatWasAlteredInACase(t *testing.T) {
	s, bp := withCases(20, 3, 4), caseBlueprint(2, 3, 4)
	for i := range s.Items {
		it := &s.Items[i]
		switch {
		case it.Type == assembly.Case && i%2 == 0:
			it.Media = []assembly.Medium{{Digest: strings.Repeat("a1", 32), Type: "video/webm", Alt: "配电室里冒烟", Width: 640, Height: 360},
				{Digest: strings.Repeat("b2", 32), Type: "image/jpeg", Alt: "同上，首帧", Width: 640, Height: 360}}
		case it.Type == assembly.Single && i%3 == 0:
			it.Media = []assembly.Medium{{Digest: strings.Repeat("c3", 32), Type: "image/svg+xml", Alt: "开关箱接线图", Width: 400, Height: 300}}
		}
	}
	s.Digest = s.Root()
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	in := assembly.Inputs{Attempt: "01attempt", ServerRandom: seed(1), Nonce: [16]byte{1, 2, 3}, DrawnAt: 1_795_000_000_000, No: 1, Counted: true}
	times := make(assembly.Times, plan.Items())
	for n := range 50 { // others were drawn before, so that the counts matter
		p, err := plan.Draw(seed(100+n), assembly.Chances{Times: times})
		if err != nil {
			t.Fatal(err)
		}
		times.Add(plan.Slots(p))
	}
	paper, record, err := plan.Run(in, nil, times)
	if err != nil {
		t.Fatal(err)
	}
	if cases, media := len(paper.Items()), len(paper.Pictures()); cases != 14 || media < 2 {
		t.Fatalf("%d items, %d pictures: the paper proves too little", cases, media)
	}
	f := assembly.Files{Release: assembly.EncodeRelease(s), Blueprint: assembly.EncodeBlueprint(bp), Inputs: in.Encode(), Record: record.Encode(), Times: times.Encode()}
	again, err := assembly.Replay(f)
	if err != nil || !bytes.Equal(again.Encode(), paper.Encode()) {
		t.Fatalf("drawn again: %v", err)
	}
	swap := func(b []byte, old, new string) []byte {
		out := bytes.Replace(b, []byte(old), []byte(new), 1)
		if bytes.Equal(out, b) {
			t.Fatalf("%q is not in the file", old)
		}
		return out
	}
	release := func(old, new string) assembly.Files {
		g := f
		g.Release = swap(f.Release, old, new)
		return g
	}
	counts, nonce, blueprint := f, f, f
	counts.Times = bytes.Clone(f.Times)
	counts.Times[len(counts.Times)/2] ^= 1
	other := in
	other.Nonce[15] ^= 1
	nonce.Inputs = other.Encode()
	blueprint.Blueprint = swap(f.Blueprint, "案例题 3", "案例题 2")
	for name, x := range map[string]struct {
		files assembly.Files
		want  string
	}{
		"the stem of a part":      {release("小题 3-004 之 2", "小题 3-004 之 3"), "release"},
		"an option of a part":     {release("以上都对", "以上都错"), "release"},
		"the shared stem":         {release("案情 4-001", "案情 4-002"), "release"},
		"the digest of a clip":    {release(strings.Repeat("a1", 32), "a0"+strings.Repeat("a1", 31)), "release"},
		"the digest of a picture": {release(strings.Repeat("c3", 32), "c2"+strings.Repeat("c3", 31)), "release"},
		"what a picture shows":    {release("开关箱接线图", "开关箱接线画"), "release"},
		"the counts":              {counts, "counts"},
		"the nonce":               {nonce, "nonce"},
		"the name of a section":   {blueprint, "blueprint"},
		"the name of a case":      {release("i-case-3-004", "i-case-3-0O4"), "release"},
	} {
		if _, err := assembly.Replay(x.files); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s altered: %v", name, err)
		}
	}
}

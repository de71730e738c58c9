package evidence_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/proctor/evidence"
)

// check verifies a bundle that must hold.
func (h *house) check(b []byte, key *evidence.Verifier) evidence.Report {
	h.t.Helper()
	r, err := evidence.Verify(bytes.NewReader(b), int64(len(b)), key)
	h.must(err)
	for _, f := range r.Findings {
		h.t.Error(f)
	}
	return r
}

func findings(t testing.TB, b []byte, key *evidence.Verifier) []evidence.Finding {
	t.Helper()
	r, err := evidence.Verify(bytes.NewReader(b), int64(len(b)), key)
	if err != nil {
		t.Fatal(err)
	}
	return r.Findings
}

// entry is one file of a bundle.
type entry struct {
	name string
	body []byte
}

func unzip(t testing.TB, b []byte) []entry {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out []entry
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, entry{f.Name, body})
	}
	return out
}

// rezip makes a bundle of files as the program does.
func rezip(t testing.TB, list []entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range list {
		w, err := z.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(e.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func at(list []entry, name string) int {
	return slices.IndexFunc(list, func(e entry) bool { return e.name == name })
}

func TestAWholeBundleHolds(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(3)
		b, key := h.bundle(id)
		r := h.check(b, key)
		if r.Manifest.Sitting != id || r.Segments != 3 || r.Films != 3 || r.Root.No != r.Manifest.Roots || r.Manifest.Candidate != "张*" || r.Deleted {
			t.Errorf("%+v", r)
		}
		if got := rezip(t, unzip(t, b)); !bytes.Equal(got, b) {
			t.Error("the test's own container is another than the program's")
		}
		for _, name := range []string{"README.txt", "player.html", "papers/incidents.json", "recordings/camera/0001.mp4", "copies/camera/0003.mp4", "journal.json"} {
			if at(unzip(t, b), name) < 0 {
				t.Errorf("%s is missing", name)
			}
		}
		for _, e := range unzip(t, b) {
			if bytes.Contains(e.body, []byte("题干")) || bytes.Contains(e.body, []byte("420106")) {
				t.Errorf("%s holds a question's text or a personal number", e.name)
			}
		}
	})
}

// A bundle of more files than the old form of a container counts is written and verified.
func TestABundleOfVeryManyFiles(t *testing.T) {
	h := sqlite(t)
	const many = 66_000
	h.deps.Papers = func(context.Context, exam.SittingID) ([]evidence.Paper, error) {
		list := make([]evidence.Paper, many)
		for i := range list {
			list[i] = evidence.Paper{Name: fmt.Sprintf("%05d.json", i), What: "INCIDENTS", Body: []byte("{}")}
		}
		return list, nil
	}
	h.remake()
	b, key := h.bundle(h.sat(1))
	if r := h.check(b, key); len(r.Manifest.Files) < many {
		t.Errorf("%d files", len(r.Manifest.Files))
	}
	bad := bytes.Clone(b)
	bad[bytes.Index(bad, []byte("papers/65999.json"))+len("papers/65999.json")] ^= 1
	if len(findings(t, bad, key)) == 0 {
		t.Error("the last paper was changed and nobody noticed")
	}
}

// Every byte of a bundle counts: whichever is turned, it does not hold any more.
func TestEveryByteOfABundleCounts(t *testing.T) {
	h := sqlite(t)
	b, key := h.bundle(h.sat(2))
	inside := make([]bool, len(b)) // of the contents of the large files; the frames around them are all tried
	for _, e := range unzip(t, b) {
		if i := bytes.Index(b, e.body); len(e.body) > 600 && i >= 0 {
			for j := i + 64; j < i+len(e.body)-64; j++ {
				inside[j] = true
			}
		}
	}
	tried := 0
	for i := range b {
		if inside[i] && i%37 != 0 || testing.Short() && i%11 != 0 {
			continue
		}
		tried++
		bad := bytes.Clone(b)
		bad[i] ^= 1 << (i % 8)
		if len(findings(t, bad, key)) == 0 {
			t.Fatalf("bit %d of byte %d (near %q) was turned and nobody noticed", i%8, i, b[max(0, i-20):min(len(b), i+20)])
		}
	}
	t.Logf("%d of %d bytes tried", tried, len(b))
}

func TestTruncatedBundles(t *testing.T) {
	h := sqlite(t)
	b, key := h.bundle(h.sat(2))
	for cut := 0; cut < len(b); cut += 1 + len(b)/500 {
		f := findings(t, b[:cut], key)
		if len(f) != 1 || f[0].Fault != evidence.FaultTruncated {
			t.Fatalf("cut at %d of %d: %v", cut, len(b), f)
		}
	}
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	h := sqlite(t)
	b, key := h.bundle(h.sat(3))
	other, _ := h.bundle(h.sat(3))
	with := func(change func([]entry) []entry) []byte { return rezip(t, change(unzip(t, b))) }
	edit := func(name string, f func([]byte) []byte) []byte {
		return with(func(l []entry) []entry { l[at(l, name)].body = f(l[at(l, name)].body); return l })
	}
	replace := func(old, by string) func([]byte) []byte {
		return func(body []byte) []byte {
			if !bytes.Contains(body, []byte(old)) {
				t.Fatalf("%q is not there", old)
			}
			return bytes.Replace(body, []byte(old), []byte(by), 1)
		}
	}
	const first, second = "recordings/camera/0001.mp4", "recordings/camera/0002.mp4"
	for _, c := range []struct {
		name  string
		bad   []byte
		fault evidence.Fault
		file  string
	}{
		{"a film altered", edit(first, func(b []byte) []byte { b[5] ^= 1; return b }), evidence.FaultAltered, first},
		{"a film cut short", edit(first, func(b []byte) []byte { return b[:len(b)-9] }), evidence.FaultTruncated, first},
		{"a film made longer", edit(first, func(b []byte) []byte { return append(b, 0) }), evidence.FaultAltered, first},
		{"a film taken out", with(func(l []entry) []entry { return slices.Delete(l, at(l, first), at(l, first)+1) }), evidence.FaultMissing, first},
		{"two films exchanged", with(func(l []entry) []entry {
			i, j := at(l, first), at(l, second)
			l[i].body, l[j].body = l[j].body, l[i].body
			return l
		}), evidence.FaultReordered, first},
		{"two entries in another order", with(func(l []entry) []entry {
			i, j := at(l, first), at(l, second)
			l[i], l[j] = l[j], l[i]
			return l
		}), evidence.FaultReordered, second},
		{"a foreign file", with(func(l []entry) []entry {
			return slices.Insert(l, 2, entry{"recordings/camera/0009.mp4", []byte("foreign")})
		}), evidence.FaultForeign, "recordings/camera/0009.mp4"},
		{"a file twice", with(func(l []entry) []entry { return slices.Insert(l, 2, l[1]) }), evidence.FaultForeign, "journal.json"},
		{"an answer changed", edit("journal.json", replace(`"answer":"B"`, `"answer":"C"`)), evidence.FaultAltered, "journal.json"},
		{"the root changed", edit("roots/0001.json", replace("REMOTE_OFFICER", "ON_SITE")), evidence.FaultAltered, "roots/0001.json"},
		{"the requester changed", edit("manifest.json", replace("姓名one", "姓名two")), evidence.FaultForged, "manifest.sig"},
		{"the manifest of another bundle", with(func(l []entry) []entry {
			o := unzip(t, other)
			l[at(l, "manifest.json")], l[at(l, "manifest.sig")] = o[at(o, "manifest.json")], o[at(o, "manifest.sig")]
			return l
		}), evidence.FaultAltered, "journal.json"},
		{"no manifest", with(func(l []entry) []entry { return slices.Delete(l, at(l, "manifest.json"), at(l, "manifest.json")+1) }), evidence.FaultMissing, "manifest.json"},
		{"no signature", with(func(l []entry) []entry { return slices.Delete(l, at(l, "manifest.sig"), at(l, "manifest.sig")+1) }), evidence.FaultMissing, "manifest.sig"},
		{"the page replaced", edit("player.html", func([]byte) []byte { return []byte("<html>something else</html>") }), evidence.FaultTruncated, "player.html"},
		{"something before", append([]byte("MZ a program"), b...), evidence.FaultAltered, ""},
		{"something behind", append(bytes.Clone(b), 0), evidence.FaultTruncated, ""},
		{"no bundle", []byte("this is a text file, which is longer than the end of a container is"), evidence.FaultTruncated, ""},
	} {
		got := findings(t, c.bad, key)
		if !slices.ContainsFunc(got, func(f evidence.Finding) bool { return f.Fault == c.fault && f.Name == c.file }) {
			t.Errorf("%s: want %s %s, got %v", c.name, c.fault, c.file, got)
		}
	}
}

// Who has the bundle but not the key cannot make another that holds, however consistent it is in itself.
func TestForgedBundles(t *testing.T) {
	h := sqlite(t)
	b, key := h.bundle(h.sat(2))
	forger, err := evidence.NewSigner(bytes.Repeat([]byte{7}, 32))
	h.must(err)
	list := unzip(t, b)
	film := at(list, "recordings/camera/0001.mp4")
	list[film].body = []byte("another film")
	m := list[at(list, "manifest.json")].body
	var manifest evidence.Manifest
	h.must(json.Unmarshal(m, &manifest))
	for i, f := range manifest.Files {
		if f.Name == "recordings/camera/0001.mp4" {
			manifest.Files[i].Size, manifest.Files[i].SHA256 = int64(len(list[film].body)), fmt.Sprintf("%x", sha256.Sum256(list[film].body))
		}
	}
	signature, err := forger.Sign("bundle", manifest.Hash())
	h.must(err)
	list[at(list, "manifest.json")].body, list[at(list, "manifest.sig")].body = manifest.Encode(), []byte(signature)
	got := findings(t, rezip(t, list), key)
	if len(got) < 2 || got[0].Fault != evidence.FaultForged || !slices.ContainsFunc(got, func(f evidence.Finding) bool {
		return f.Fault == evidence.FaultAltered && strings.Contains(f.Text, "recorded")
	}) {
		t.Errorf("%v", got)
	}
	// Also an insider who can sign manifests does not get past the root, whose signature is older.
	if signature, err = h.deps.Signer.Sign("bundle", manifest.Hash()); err != nil {
		t.Fatal(err)
	}
	list[at(list, "manifest.sig")].body = []byte(signature)
	if got := findings(t, rezip(t, list), key); len(got) != 1 || got[0].Fault != evidence.FaultAltered {
		t.Errorf("%v", got)
	}
	_, foreign, err := note.GenerateKey(rand.Reader, "another.example")
	h.must(err)
	if _, err := evidence.NewVerifier(foreign); err == nil {
		t.Error("a key of something else was taken")
	}
	stranger, err := evidence.NewVerifier(forger.Public())
	h.must(err)
	if got := findings(t, b, stranger); len(got) < 2 || got[0].Fault != evidence.FaultForged {
		t.Errorf("checked against another key: %v", got)
	}
}

// What the store lost or changed before is told by the bundle itself and named by the check.
func TestBundleOfDamagedStore(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(2)
		keys := h.keysOf(id)
		h.must(h.films.files.Delete(t.Context(), keys[0]))
		if _, err := h.films.Put(t.Context(), keys[1], strings.NewReader("something cannot be copied"), 26); err != nil {
			t.Fatal(err)
		}
		b, key := h.bundle(id)
		got := findings(t, b, key)
		if len(got) != 2 || got[0].Fault != evidence.FaultStore || got[1].Fault != evidence.FaultStore {
			t.Errorf("%v", got)
		}
		r, _ := evidence.Verify(bytes.NewReader(b), int64(len(b)), key)
		if !slices.Equal(r.Manifest.Copies.Failed, []int{2}) || len(r.Manifest.Problems) != 2 {
			t.Errorf("%+v", r.Manifest)
		}
	})
}

// After the deletion a bundle holds still: hashes, proof, and no film.
func TestBundleAfterDeletion(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		id := h.sat(2)
		h.years(4)
		b, key := h.bundle(id)
		r := h.check(b, key)
		if !r.Deleted || r.Segments != 2 || r.Films != 0 || at(unzip(t, b), "deletion.json") < 0 {
			t.Errorf("%+v", r)
		}
		list := unzip(t, b)
		i := at(list, "deletion.json")
		list[i].body = bytes.Replace(list[i].body, []byte("DESTROYED"), []byte("FORGOTTEN"), 1)
		if got := findings(t, rezip(t, list), key); len(got) < 2 || got[0].Name != "deletion.json" {
			t.Errorf("%v", got)
		}
		if got := findings(t, rezip(t, slices.Delete(list, i, i+1)), key); len(got) == 0 || got[0].Fault != evidence.FaultMissing {
			t.Errorf("%v", got)
		}
	})
}

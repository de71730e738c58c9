package evidence

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Fault is what is wrong with a bundle.
type Fault string

// The faults.
const (
	FaultTruncated Fault = "TRUNCATED" // the end of the bundle, or of a file in it, is missing
	FaultAltered   Fault = "ALTERED"   // content is not what was signed or recorded
	FaultMissing   Fault = "MISSING"   // a file of the manifest is not there
	FaultForeign   Fault = "FOREIGN"   // something is there that does not belong to the bundle
	FaultReordered Fault = "REORDERED" // files stand in another order, or their contents were exchanged
	FaultForged    Fault = "FORGED"    // a signature is not one of the key's owner
	FaultStore     Fault = "STORE"     // the bundle says itself that the store did not give a segment as it was recorded
	FaultOriginal  Fault = "ORIGINAL"  // a chain was broken already when the root was signed
)

// Finding is one thing wrong, with the file it concerns.
type Finding struct {
	Fault Fault
	Name  string // file in the bundle; empty: the bundle as a whole
	Text  string
}

// String is the finding as one line.
func (f Finding) String() string {
	return fmt.Sprintf("%-9s %s: %s", f.Fault, cmp.Or(f.Name, "(bundle)"), f.Text)
}

// Report is what was found of a bundle that could be read.
type Report struct {
	Manifest Manifest
	Root     Root // the newest; zero where it could not be read
	Findings []Finding
	Segments int // of the chain
	Films    int // of them with a file
	Stills   int
	Lines    int // of the log of the door
	Deleted  bool
}

// Verify checks a bundle against the public key of the installation that made it, reading nothing else. A bundle without
// findings is whole: its manifest is signed by the key's owner, every file is the one that was signed and nothing else is there,
// and journal, recording and roots follow from each other up to the newest root.
func Verify(src io.ReaderAt, size int64, key *Verifier) (Report, error) {
	v := &examiner{c: container{src, size, make([]byte, 64<<10)}, key: key, names: map[string]member{}}
	list, err := v.c.members()
	if err != nil {
		fault := FaultAltered
		if err == errTruncated {
			fault = FaultTruncated
		}
		v.find(fault, "", "%v", err)
		return v.report, nil
	}
	for _, m := range list {
		if _, twice := v.names[m.name]; twice {
			v.find(FaultForeign, m.name, "stands in the bundle twice")
		}
		v.names[m.name] = m
	}
	if v.manifest() {
		if err := v.files(list); err != nil {
			return v.report, err
		}
		v.content()
	}
	return v.report, nil
}

// examiner checks one bundle.
type examiner struct {
	c      container
	key    *Verifier
	names  map[string]member
	told   map[string]File // of the manifest, by name
	former []Root          // all of them, the newest last
	gone   map[string]bool // of a room's day: hashes of segments that proofs say are deleted
	report Report
}

func (v *examiner) find(f Fault, name, format string, args ...any) {
	v.report.Findings = append(v.report.Findings, Finding{f, name, fmt.Sprintf(format, args...)})
}

// maxJSON bounds what is read whole.
const maxJSON = 256 << 20

func (v *examiner) bytes(name string) ([]byte, bool) {
	m, ok := v.names[name]
	if !ok {
		v.find(FaultMissing, name, "is not in the bundle")
		return nil, false
	}
	if m.size > maxJSON {
		v.find(FaultAltered, name, "has %d bytes", m.size)
		return nil, false
	}
	b := make([]byte, m.size)
	if _, err := io.ReadFull(v.c.open(m), b); err != nil {
		v.find(FaultTruncated, name, "%v", err)
		return nil, false
	}
	return b, true
}

// manifest reads what the bundle says of itself. Where its signature does not hold, nothing that it says is proven; the rest is
// checked all the same, so that the report says what else was done.
func (v *examiner) manifest() bool {
	body, ok := v.bytes(nameManifest)
	signature, signed := v.bytes(nameSignature)
	if !ok {
		return false
	}
	m, err := decodeManifest(body)
	if err != nil {
		v.find(FaultAltered, nameManifest, "%v", err)
		return false
	}
	v.report.Manifest, v.told = m, make(map[string]File, len(m.Files))
	for _, f := range m.Files {
		v.told[f.Name] = f
	}
	if signed {
		if err := v.key.Check("bundle", m.Hash(), string(signature)); err != nil {
			v.find(FaultForged, nameSignature, "the manifest is not signed by the owner of the public key: %v", err)
		}
	}
	for _, n := range []string{nameManifest, nameSignature} {
		if sum, err := v.c.checksum(v.names[n]); err == nil && sum != v.names[n].crc {
			v.find(FaultAltered, n, "does not have the checksum of the container")
		}
	}
	return true
}

// files compares the members with the manifest.
func (v *examiner) files(list []member) error {
	m := v.report.Manifest
	sums := map[string]string{}
	byHash := map[string]string{}
	for _, f := range m.Files {
		byHash[f.SHA256] = f.Name
	}
	for _, f := range m.Files {
		got, ok := v.names[f.Name]
		if !ok {
			v.find(FaultMissing, f.Name, "is in the manifest and not in the bundle")
			continue
		}
		sum := sha256.New()
		if _, err := io.CopyBuffer(sum, v.c.open(got), v.c.buffer); err != nil {
			return err
		}
		sums[f.Name] = hex.EncodeToString(sum.Sum(nil))
		v.compare(f, got, sums[f.Name], byHash)
	}
	v.order(list)
	return nil
}

func (v *examiner) compare(f File, got member, sum string, byHash map[string]string) {
	other, known := byHash[sum]
	switch {
	case sum == f.SHA256 && got.size == f.Size:
		if crc, err := v.c.checksum(got); err != nil || crc != got.crc {
			v.find(FaultAltered, f.Name, "does not have the checksum of the container")
		}
	case known:
		v.find(FaultReordered, f.Name, "holds what belongs to %s", other)
	case got.size < f.Size:
		v.find(FaultTruncated, f.Name, "has %d of %d bytes", got.size, f.Size)
	default:
		v.find(FaultAltered, f.Name, "has the SHA-256 %s, the manifest says %s", sum, f.SHA256)
	}
}

// order holds the members to the order of the manifest.
func (v *examiner) order(list []member) {
	var want, got []string
	for _, f := range v.report.Manifest.Files {
		want = append(want, f.Name)
	}
	want = append(want, nameManifest, nameSignature)
	for _, m := range list {
		if _, ok := v.told[m.name]; !ok && m.name != nameManifest && m.name != nameSignature {
			v.find(FaultForeign, m.name, "is not in the manifest")
			continue
		}
		got = append(got, m.name)
	}
	want = slices.DeleteFunc(want, func(n string) bool { _, ok := v.names[n]; return !ok })
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			v.find(FaultReordered, got[i], "stands where %s belongs", want[i])
			return
		}
	}
}

// decode reads a JSON file of the bundle into a value and holds it to its canonical form.
func decode[T any](v *examiner, name string) (out T, ok bool) {
	body, ok := v.bytes(name)
	if !ok {
		return out, false
	}
	if err := strict(body, &out); err != nil {
		v.find(FaultAltered, name, "%v", err)
		return out, false
	}
	if !bytes.Equal(canonical(out), body) {
		v.find(FaultAltered, name, "is not in its canonical form")
		return out, false
	}
	return out, true
}

// listed reports whether the manifest has a file of this name.
func (v *examiner) listed(name string) bool {
	_, ok := v.told[name]
	return ok
}

// problem notes what the manifest says of the store.
func (v *examiner) problem(segment int) bool {
	for _, p := range v.report.Manifest.Problems {
		if p.Segment == segment && p.Still == "" {
			v.find(FaultStore, "", "segment %d was %s in the store when the bundle was made", segment, strings.ToLower(p.What))
			return true
		}
	}
	return false
}

package evidence

import (
	"cmp"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
)

// Passage is one line of what is on file of how a person came in, sat down and left: being let in, passing the door, a comparison of
// the face at the edge, a check of who sits there. A line is written once and never changed; that it is bound says so.
type Passage struct {
	ID    string
	What  string // ADMITTED, ENTRY, EXIT, FACE, CHECK
	At    time.Time
	Basis string // how: method of the match, DOOR, RELEASE, what the check said
	By    string // name or account of who did it; empty: a machine
	Note  string // for FACE the device's own signed statement
}

// passageOfFile is a line in a bundle, in the order of its fields what its digest is over.
type passageOfFile struct {
	ID    string `json:"id"`
	What  string `json:"what"`
	At    int64  `json:"at"`
	Basis string `json:"basis"`
	By    string `json:"by"`
	Note  string `json:"note"`
}

func (p passageOfFile) digest() string { return hashOf("suikao entry line", canonical(p)) }

func (p passageOfFile) fact() Fact {
	return Fact{ID: p.ID, What: p.What, At: p.At, Digest: p.digest()}
}

// entryFile is the log of the door in a bundle.
type entryFile struct {
	Sitting exam.SittingID  `json:"sitting"`
	Lines   []passageOfFile `json:"lines"`
}

// ordered are lines as they are bound: by time, then by id.
func ordered(log []Passage) []passageOfFile {
	out := make([]passageOfFile, len(log))
	for i, p := range log {
		out[i] = passageOfFile{p.ID, p.What, ms(p.At), p.Basis, p.By, p.Note}
	}
	slices.SortFunc(out, func(a, b passageOfFile) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID), cmp.Compare(a.What, b.What))
	})
	return out
}

// bindLog is what a root says of a log: each line by its digest, and the digest over them.
func bindLog(log []Passage) (lines []Fact, digest string) {
	for _, p := range ordered(log) {
		lines = append(lines, p.fact())
	}
	return lines, logDigest(lines)
}

func logDigest(lines []Fact) string {
	if len(lines) == 0 {
		return ""
	}
	return hashOf("suikao entry log", canonical(lines))
}

func (b *binder) entry() error {
	return b.bytes(nameEntry, "ENTRY", canonical(entryFile{b.m.Sitting, ordered(b.tale.log)}))
}

// entry holds each line of the log to the roots: to the newest, and to each in which it stood before.
func (v *examiner) entry() {
	f, ok := decode[entryFile](v, nameEntry)
	if !ok {
		return
	}
	if f.Sitting != v.report.Manifest.Sitting {
		v.find(FaultForeign, nameEntry, "belongs to another sitting")
	}
	want := v.report.Root.Facts.Entry
	v.report.Lines = len(f.Lines)
	got := make([]Fact, len(f.Lines))
	for i, l := range f.Lines {
		got[i] = l.fact()
	}
	before := len(v.report.Findings)
	for i, x := range got {
		at := slices.IndexFunc(want.Lines, func(w Fact) bool { return w.ID == x.ID && w.What == x.What })
		switch {
		case at < 0:
			v.find(FaultForeign, nameEntry, "line %d (%s %s) is not in the root", i+1, x.What, x.ID)
		case want.Lines[at] != x:
			v.find(FaultAltered, nameEntry, "line %d (%s %s) is not as the root names it", i+1, x.What, x.ID)
		}
	}
	for _, w := range want.Lines {
		if !slices.ContainsFunc(got, func(x Fact) bool { return w.ID == x.ID && w.What == x.What }) {
			v.find(FaultMissing, nameEntry, "line %s %s of the root is not there", w.What, w.ID)
		}
	}
	if len(v.report.Findings) == before && (!slices.Equal(got, want.Lines) || logDigest(want.Lines) != want.Log) {
		v.find(FaultReordered, nameEntry, "the lines do not stand as the root says")
	}
	v.keptLines(want.Lines)
}

// keptLines finds lines that an earlier root named otherwise.
func (v *examiner) keptLines(newest []Fact) {
	for _, r := range v.former {
		for _, w := range r.Facts.Entry.Lines {
			if !slices.Contains(newest, w) {
				v.find(FaultAltered, nameEntry, "line %s %s was another, or was there, when root %d was signed", w.What, w.ID, r.No)
			}
		}
	}
}

package evidence

import (
	"encoding/hex"
	"slices"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/recording"
)

func roomID(s string) site.RoomID { return site.RoomID(s) }
func seatID(s string) site.SeatID { return site.SeatID(s) }

// content checks that roots, journal and recording follow from each other.
func (v *examiner) content() {
	if v.report.Manifest.Room != "" {
		v.room()
		return
	}
	if !v.roots() {
		return
	}
	v.journal()
	v.recording()
	if v.report.Manifest.Version > 1 {
		v.stills()
		v.entry()
	}
	v.deletion()
}

// roots reads the chain of roots; false where there is no newest one to hold the rest to.
func (v *examiner) roots() bool {
	m, former := v.report.Manifest, ""
	if m.Roots < 1 {
		v.find(FaultMissing, rootName(1), "the bundle has no root")
		return false
	}
	for no := 1; no <= m.Roots; no++ {
		name := rootName(no)
		f, ok := decode[rootFile](v, name)
		if !ok {
			return false
		}
		r, err := DecodeRoot([]byte(f.Body))
		switch {
		case err != nil:
			v.find(FaultAltered, name, "%v", err)
			return false
		case r.Hash() != f.Hash:
			v.find(FaultAltered, name, "the root does not have the hash it is named by")
			return false
		case r.Sitting != m.Sitting || r.No != no || r.Former != former:
			v.find(FaultReordered, name, "does not follow the root before")
			return false
		}
		if err := v.key.Check("root", f.Hash, f.Signature); err != nil {
			v.find(FaultForged, name, "%v", err)
		}
		former, v.report.Root = f.Hash, r
		v.former = append(v.former, r)
	}
	if former != m.Root {
		v.find(FaultAltered, nameManifest, "names another root than the newest")
	}
	return true
}

func (v *examiner) journal() {
	f, ok := decode[journalFile](v, nameJournal)
	if !ok {
		return
	}
	want := v.report.Root.Facts
	leaf, err := hex.DecodeString(f.Leaf)
	if err != nil || f.Leaf != want.Draw.Leaf {
		v.find(FaultAltered, nameJournal, "stands on another draw than the root says")
		return
	}
	entries := make([]exam.Entry, len(f.Entries))
	for i, e := range f.Entries {
		hash, _ := hex.DecodeString(e.Hash)
		entries[i] = exam.Entry{Sitting: f.Sitting, Place: e.Place, Seq: e.Seq, Kind: e.Kind, Question: e.Question, Answer: e.Answer, Note: e.Note,
			ServerAt: at(e.Server), ClientAt: at(e.Client), Epoch: e.Epoch, Hash: hash}
	}
	head, broken := exam.VerifyChain(leaf, entries)
	switch {
	case broken != nil && want.Journal.Broken == broken.Error():
		v.find(FaultOriginal, nameJournal, "%v", broken)
	case broken != nil:
		v.find(FaultAltered, nameJournal, "%v", broken)
	case len(entries) < want.Journal.Places:
		v.find(FaultTruncated, nameJournal, "has %d of %d places", len(entries), want.Journal.Places)
	case hex.EncodeToString(head) != want.Journal.Head || len(entries) != want.Journal.Places:
		v.find(FaultAltered, nameJournal, "does not end where the root says")
	}
}

// recording checks the chain of segments and that each file is the one in the chain.
func (v *examiner) recording() {
	f, ok := decode[recordingFile](v, nameRecording)
	if !ok {
		return
	}
	facts := v.report.Root.Facts
	segments := make([]recording.Segment, len(f.Segments))
	for i, l := range f.Segments {
		segments[i] = l.segment(f.Sitting)
	}
	head := recording.Base(f.Sitting)
	if n := len(segments); n > 0 {
		head = segments[n-1].Hash
	}
	v.report.Segments, v.report.Deleted = len(segments), len(facts.Deleted) > 0
	broken := recording.CheckChain(f.Sitting, segments)
	switch {
	case f.Sitting != v.report.Manifest.Sitting:
		v.find(FaultForeign, nameRecording, "belongs to another sitting")
	case broken > 0 && broken == facts.Chain.Broken:
		v.find(FaultOriginal, nameRecording, "segment %d does not follow the one before", broken)
	case broken > 0:
		v.find(FaultAltered, nameRecording, "segment %d does not follow the one before", broken)
	case len(segments) < facts.Chain.Segments:
		v.find(FaultTruncated, nameRecording, "has %d of %d segments", len(segments), facts.Chain.Segments)
	case head != facts.Chain.Head || len(segments) != facts.Chain.Segments:
		v.find(FaultAltered, nameRecording, "does not end where the root says")
	}
	for _, l := range f.Segments {
		v.film(l)
	}
}

func (v *examiner) film(l segmentOfFile) {
	if l.File == "" && l.Track == recording.TrackScreen && slices.Contains(v.report.Manifest.LeftOut, outScreen) {
		return
	}
	if l.File == "" {
		if gone := v.report.Deleted && v.gone == nil || v.gone[l.Hash]; !gone && !v.problem(l.No) {
			v.find(FaultMissing, nameRecording, "segment %d has no file and was not deleted by rule", l.No)
		}
		return
	}
	f, ok := v.told[l.File]
	if !ok {
		v.find(FaultMissing, l.File, "segment %d names a file that the manifest does not have", l.No)
		return
	}
	v.report.Films++
	if f.SHA256 != l.SHA256 && !v.problem(l.No) {
		v.find(FaultAltered, l.File, "is not what was recorded: the chain says SHA-256 %s", l.SHA256)
	}
	if l.Copy != "" && !v.listed(l.Copy) {
		v.find(FaultMissing, l.Copy, "segment %d names a copy that the manifest does not have", l.No)
	}
}

// deletion checks the proof of what is gone.
func (v *examiner) deletion() {
	facts := v.report.Root.Facts
	if len(facts.Deleted) == 0 {
		if v.listed(nameDeletion) {
			v.find(FaultForeign, nameDeletion, "the newest root knows of no deletion")
		}
		return
	}
	f, ok := decode[deletionFile](v, nameDeletion)
	if !ok {
		return
	}
	if hash := hashOf("suikao evidence deletion", []byte(f.Body)); hash != f.Hash || hash != facts.Deleted[0].Proof {
		v.find(FaultAltered, nameDeletion, "is not the proof that the root names")
		return
	}
	if err := v.key.Check("deletion", f.Hash, f.Signature); err != nil {
		v.find(FaultForged, nameDeletion, "%v", err)
	}
}

package evidence

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/proctor/recording"
)

// most bounds the copy of one segment, which is held in memory until it is whole.
const most = 64 << 20

// binder writes one bundle. Nothing but one segment's copy is held in memory.
type binder struct {
	ctx  context.Context //nolint:containedctx // lives as long as one bundle
	d    Deps
	zip  *zip.Writer
	m    Manifest
	tale gathered

	lines   []segmentOfFile // of the segments, once they are written
	photos  []stillOfFile   // of the stills
	deleted bool
}

// add writes one file and lists it.
func (b *binder) add(name, what string, from io.Reader) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	w, err := b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, sum), from)
	b.m.Files = append(b.m.Files, File{name, what, n, hex.EncodeToString(sum.Sum(nil))})
	return err
}

func (b *binder) bytes(name, what string, body []byte) error {
	return b.add(name, what, bytes.NewReader(body))
}

// copyName names the next copy of a bundle that is given out.
func copyName(e Export) string { return fmt.Sprintf("%s-%d", e.ID, e.Downloads+1) }

// write writes the whole bundle and returns the hash of its manifest.
func (s *Service) write(ctx context.Context, w io.Writer, e Export, taken Person) (string, error) {
	sit, err := s.d.Sittings.Sitting(ctx, e.Sitting)
	if err != nil {
		return "", absent(err)
	}
	if _, err := s.Close(ctx, e.Sitting); err != nil { // what is given out is what a root names
		return "", err
	}
	b := &binder{ctx: ctx, d: s.d, zip: zip.NewWriter(w)}
	if b.tale, err = s.gather(ctx, sit); err != nil {
		return "", err
	}
	card, err := s.d.Cards.Card(ctx, sit.Person, sit.ItemCode)
	if err != nil {
		return "", err
	}
	b.m = Manifest{Version: BundleVersion, Program: s.d.Program, Bundle: copyName(e), Sitting: sit.ID, At: ms(taken.At),
		Candidate: card.Name, Item: strings.TrimSpace(sit.ItemCode + " " + card.ItemName),
		Request: Request{e.ID, e.Reason, e.Document, named(e.Asked), named(e.Decided), named(taken)},
		LeftOut: leftOut(), Copies: Copies{Failed: []int{}}, Problems: []Problem{}, Files: []File{}}
	if err := b.roomSaw(sit); err != nil {
		return "", err
	}
	b.words()
	for _, part := range []func() error{b.roots, b.journal, b.entry, b.papers, b.deletion, b.films, b.stills, b.pages} {
		if err := part(); err != nil {
			return "", err
		}
	}
	return b.seal()
}

// seal writes the manifest with its signature and ends the bundle.
func (b *binder) seal() (string, error) {
	hash := b.m.Hash()
	signature, err := b.d.Signer.Sign("bundle", hash)
	if err != nil {
		return "", err
	}
	body := b.m.Encode() // before its own file is listed
	if err := errors.Join(b.bytes(nameManifest, "", body), b.bytes(nameSignature, "", []byte(signature)), b.zip.Close()); err != nil {
		return "", err
	}
	return hash, nil
}

// words writes down what the codes of the bundle mean as it is made: a catalogue changes, what a court holds does not.
func (b *binder) words() {
	if b.d.Words == nil {
		return
	}
	codes := map[string]bool{}
	for _, f := range append(append([]Fact{}, b.tale.facts.Incidents...), b.tale.facts.Decisions...) {
		codes[f.What] = true
	}
	for _, p := range b.tale.stills {
		codes[p.Note] = true
	}
	for _, l := range b.tale.log {
		for _, code := range strings.Fields(l.Basis) {
			codes[code] = true
		}
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		if zh, en := b.d.Words(code); zh != "" {
			b.m.Words = append(b.m.Words, Word{code, zh, en})
		}
	}
}

func (b *binder) roots() error {
	roots, err := b.d.Tx.Roots(b.ctx, b.m.Sitting)
	if err != nil {
		return err
	}
	for _, r := range roots {
		b.m.Roots, b.m.Root = r.No, r.Hash
		if err := b.bytes(rootName(r.No), "ROOT", canonical(rootFile{r.Hash, string(r.Body), r.Signature})); err != nil {
			return err
		}
	}
	return nil
}

func (b *binder) journal() error {
	f := journalFile{Sitting: b.m.Sitting, Leaf: b.tale.facts.Draw.Leaf, Entries: []journalEntry{}}
	for _, e := range b.tale.entries {
		f.Entries = append(f.Entries, journalEntry{e.Place, e.Seq, e.Kind, e.Question, e.Answer, e.Note, ms(e.ServerAt), ms(e.ClientAt), e.Epoch, hex.EncodeToString(e.Hash)})
	}
	return b.bytes(nameJournal, "JOURNAL", canonical(f))
}

func (b *binder) papers() error {
	if b.d.Papers == nil {
		return nil
	}
	papers, err := b.d.Papers(b.ctx, b.m.Sitting)
	if err != nil {
		return err
	}
	for _, p := range papers {
		if err := b.bytes("papers/"+p.Name, "PAPER", p.Body); err != nil {
			return err
		}
	}
	return nil
}

func (b *binder) deletion() error {
	p, err := b.d.Tx.ProofOf(b.ctx, b.m.Sitting)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return b.bytes(nameDeletion, "DELETION", canonical(deletionFile{p.Hash, string(p.Body), p.Signature}))
}

// films writes the segments as they were recorded, each with a copy that plays everywhere, and the list of them.
func (b *binder) films() error {
	c, err := b.d.Tx.Case(b.ctx, b.m.Sitting)
	if err != nil {
		return err
	}
	b.lines, b.deleted = []segmentOfFile{}, c.State != Kept
	b.form()
	for _, seg := range b.tale.segments {
		line := lineOf(seg)
		if !b.deleted && given(seg) {
			if err := b.film(seg, &line); err != nil {
				return err
			}
		}
		b.lines = append(b.lines, line)
	}
	return b.bytes(nameRecording, "RECORDING", canonical(recordingFile{b.m.Sitting, recording.Base(b.m.Sitting), b.lines, b.tale.facts.Gaps}))
}

// The parts of a sitting that no bundle has: the screen shows the questions' texts, which leave the house by no approval that there is. Its
// pieces stand in the list with their hashes, so that the chain can be checked.
const (
	outQuestions = "QUESTION_TEXT"
	outNumbers   = "PERSONAL_NUMBERS"
	outScreen    = "SCREEN"
)

// outRoom stands in the manifest where the room's own cameras recorded while the person sat: their films show other candidates, too, and are
// asked for by room and day, with reasons of their own (roomexport.go).
const outRoom = "ROOM_CAMERA"

func (b *binder) roomSaw(sit exam.Sitting) error {
	to := sit.SubmittedAt
	if to.IsZero() {
		to = at(b.m.At)
	}
	list, err := b.d.Recordings.RoomRun(b.ctx, sit.Room, sit.StartedAt.Add(-longestPiece), to)
	if len(list) > 0 {
		b.m.LeftOut = append(b.m.LeftOut, outRoom)
	}
	return err
}

// longestPiece is how long before a time a piece that shows it may have begun.
const longestPiece = 2 * time.Minute

func leftOut() []string { return []string{outQuestions, outNumbers, outScreen} }

// given reports whether a segment's film goes into a bundle.
func given(s recording.Segment) bool { return s.Track != recording.TrackScreen }

// form says which copies the bundle has.
func (b *binder) form() {
	if b.d.Copier != nil {
		b.m.Copies.Form, b.m.Copies.NoteZH, b.m.Copies.NoteEN = b.d.Copier.Form()
	}
}

func lineOf(s recording.Segment) segmentOfFile {
	return segmentOfFile{No: s.No, ID: string(s.ID), Track: trackOf(s), Room: string(s.Room), Seat: string(s.Seat), Session: s.Session, From: ms(s.From), To: ms(s.To),
		Size: s.Size, Width: s.Width, Height: s.Height, Frames: s.Frames, Sounds: s.Sounds, Note: s.Note, Node: s.Node, SHA256: s.SHA256, Prev: s.Prev, Hash: s.Hash}
}

// segment is the reverse of lineOf, as far as the chain needs it.
func (l segmentOfFile) segment(sitting exam.SittingID) recording.Segment {
	track := l.Track
	if track == TrackCamera {
		track = recording.TrackCamera
	}
	return recording.Segment{ID: recording.SegmentID(l.ID), Sitting: sitting, Track: track, No: l.No, Room: roomID(l.Room), Seat: seatID(l.Seat), Session: l.Session,
		From: at(l.From), To: at(l.To), Size: l.Size, Frames: l.Frames, Sounds: l.Sounds, Note: l.Note, Node: l.Node, SHA256: l.SHA256, Prev: l.Prev, Hash: l.Hash}
}

// film writes one segment and its copy. What the store does not give as it was recorded is a problem that the manifest names, and
// ends nothing.
func (b *binder) film(seg recording.Segment, line *segmentOfFile) error {
	in, err := b.d.Files.Open(b.ctx, seg.Key)
	if err != nil {
		b.m.Problems = append(b.m.Problems, Problem{Segment: seg.No, What: "MISSING"})
		return b.ctx.Err()
	}
	defer func() { _ = in.Close() }()
	base := fmt.Sprintf("%s/%04d", strings.ToLower(line.Track), seg.No)
	name := "recordings/" + base + ".mp4"
	if err := b.add(name, "SEGMENT", reader{in}); err != nil {
		return err
	}
	line.File = name
	if got := b.m.Files[len(b.m.Files)-1]; got.SHA256 != seg.SHA256 || got.Size != seg.Size {
		b.m.Problems = append(b.m.Problems, Problem{Segment: seg.No, What: "ALTERED"})
	}
	if b.m.Copies.Form == "" {
		return nil
	}
	return b.copy(seg, line, in, "copies/"+base+b.m.Copies.Form)
}

// reader passes on what can be read and ends where the store's file does, also where it is damaged: the digest will tell.
type reader struct{ io.Reader }

// Read implements io.Reader.
func (r reader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err != nil {
		err = io.EOF
	}
	return n, err
}

func (b *binder) copy(seg recording.Segment, line *segmentOfFile, in io.ReadSeeker, name string) error {
	whole := &limited{}
	_, err := in.Seek(0, io.SeekStart)
	if err == nil {
		err = b.d.Copier.Copy(b.ctx, whole, in)
	}
	if stop := b.ctx.Err(); stop != nil {
		return stop
	}
	if err != nil {
		b.m.Copies.Failed = append(b.m.Copies.Failed, seg.No)
		return nil
	}
	line.Copy = name
	return b.bytes(name, "COPY", whole.Bytes())
}

// limited is a buffer that refuses to grow beyond most.
type limited struct{ bytes.Buffer }

// Write implements io.Writer.
func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > most {
		return 0, errors.New("the copy of a segment is too large")
	}
	return l.Buffer.Write(p)
}

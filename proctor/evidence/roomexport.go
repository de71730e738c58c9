package evidence

import (
	"archive/zip"
	"context"
	_ "embed" // the text for the clerk
	"errors"
	"io"
	"strings"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor/recording"
)

//go:embed readme-room.txt
var readmeRoom string

const nameRoom = "room.json"

// roomFile lists in a bundle what a room's own cameras recorded on a day of Beijing. What lies between the first and the last number and
// is not of the day is listed without a file, so that the chain can be followed.
type roomFile struct {
	Room     site.RoomID     `json:"room"`
	Day      actor.Date      `json:"day"`
	From     int64           `json:"from"`
	To       int64           `json:"to"`
	Segments []segmentOfFile `json:"segments"`
}

func (f roomFile) of(l segmentOfFile) bool { return l.From >= f.From && l.From < f.To }

// AskRoomExport asks for a bundle of what a room's own cameras recorded on a day of Beijing; another person decides. Errors: ErrNotFound,
// ErrForbidden, ErrRoomDay, ErrReason, ErrDocument.
func (s *Service) AskRoomExport(ctx context.Context, room site.RoomID, day actor.Date, reason, document string) (Export, error) {
	place, err := s.ofRoom(ctx, room, day)
	if err != nil {
		return Export{}, err
	}
	if reason, document, err = grounds(reason, document); err != nil {
		return Export{}, err
	}
	var e Export
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.roomDays(ctx, room, day); err != nil {
			return err
		}
		now := s.now()
		e = Export{ID: actor.NewID(now), Room: room, Day: day, OrgPath: place.OrgPath, State: Asked, Reason: reason, Document: document, Asked: me(actor.From(ctx), now)}
		if err := s.d.Orders.AddExport(ctx, e); err != nil {
			return err
		}
		return s.record(ctx, "evidence.export_ask", e.object(), e.OrgPath, map[string]string{"export": e.ID, "day": string(day), "reason": reason, "document": document})
	})
	return e, err
}

// roomBinder writes the bundle of a room's day.
type roomBinder struct {
	*binder
	list  roomFile
	days  map[actor.Date]RoomDay // of UTC
	place Place
}

// writeRoom writes the whole bundle of a room's day and returns the hash of its manifest.
func (s *Service) writeRoom(ctx context.Context, w io.Writer, e Export, taken Person) (string, error) {
	from, to := spanOf(e.Day)
	b := roomBinder{binder: &binder{ctx: ctx, d: s.d, zip: zip.NewWriter(w)}, list: roomFile{e.Room, e.Day, ms(from), ms(to), []segmentOfFile{}}, days: map[actor.Date]RoomDay{}}
	var err error
	if b.place, err = s.d.Place(ctx, e.Room); err != nil {
		return "", absent(err)
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		days, err := s.roomDays(ctx, e.Room, e.Day)
		for _, d := range days {
			b.days[d.Day] = d
		}
		return err
	})
	if err != nil {
		return "", err
	}
	if b.tale.segments, err = s.d.Recordings.RoomRun(ctx, e.Room, from, to); err != nil {
		return "", err
	}
	b.m = Manifest{Version: BundleVersion, Program: s.d.Program, Bundle: copyName(e), Room: e.Room, Day: e.Day, At: ms(taken.At), Item: b.place.Name,
		Request: Request{e.ID, e.Reason, e.Document, named(e.Asked), named(e.Decided), named(taken)}, LeftOut: []string{}, Copies: Copies{Failed: []int{}}, Problems: []Problem{}, Files: []File{}}
	for _, part := range []func() error{b.films, b.deletions, b.pages} {
		if err := part(); err != nil {
			return "", err
		}
	}
	return b.seal()
}

// films writes what was recorded on the day, each piece with a copy that plays everywhere, and the list of it.
func (b *roomBinder) films() error {
	b.form()
	for _, seg := range b.tale.segments {
		line := lineOf(seg)
		if d := b.days[utcDay(line.From)]; b.list.of(line) && d.State == Kept {
			if err := b.film(seg, &line); err != nil {
				return err
			}
		}
		b.list.Segments = append(b.list.Segments, line)
	}
	return b.bytes(nameRoom, "RECORDING", canonical(b.list))
}

func deletionName(utc actor.Date) string { return "deletion-" + string(utc) + ".json" }

func (b *roomBinder) deletions() error {
	from, to := spanOf(b.list.Day)
	for _, utc := range []actor.Date{utcDay(ms(from)), utcDay(ms(to) - 1)} {
		d, ok := b.days[utc]
		if !ok || d.State == Kept {
			continue
		}
		p, err := b.d.Tx.ProofOf(b.ctx, d.ID)
		if err == nil {
			err = b.bytes(deletionName(utc), "DELETION", canonical(deletionFile{p.Hash, string(p.Body), p.Signature}))
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return nil
}

// pages writes the page that shows the bundle and the text for the clerk.
func (b *roomBinder) pages() error {
	m := b.m
	s := shown{Item: m.Item, Day: m.Day, Started: b.list.From, Ended: b.list.From, Copy: m.Bundle, Taken: m.Request.Taken.Name, At: m.At, Reason: m.Request.Reason, Document: m.Request.Document,
		NoteZH: m.Copies.NoteZH, NoteEN: m.Copies.NoteEN, Segments: []shownSegment{}, Gaps: []Span{}, Unwatched: []Span{}, Events: []int64{}, Facts: []Fact{}, Stills: []shownStill{}, Lines: []shownLine{}}
	for _, l := range b.list.Segments {
		if !b.list.of(l) {
			continue
		}
		if len(s.Segments) == 0 {
			s.Started = l.From
		}
		s.Ended, s.Deleted = max(s.Ended, l.To), s.Deleted || b.days[utcDay(l.From)].State != Kept
		s.Segments = append(s.Segments, shownOf(l))
	}
	if err := b.page(s); err != nil {
		return err
	}
	return b.bytes(nameReadme, "PAGE", []byte(b.readme(strings.NewReplacer("{room}", m.Item, "{day}", string(m.Day)).Replace(readmeRoom))))
}

// room checks the bundle of a room's day: each piece follows the one before, each of the day has the file that was recorded or was
// deleted by a proof that is signed.
func (v *examiner) room() {
	f, ok := decode[roomFile](v, nameRoom)
	if !ok {
		return
	}
	m := v.report.Manifest
	if _, err := actor.ParseDate(string(m.Day)); err != nil || m.Sitting != "" {
		v.find(FaultAltered, nameManifest, "names no day of a room")
		return
	}
	from, to := spanOf(m.Day)
	if f.Room != m.Room || f.Day != m.Day || f.From != ms(from) || f.To != ms(to) {
		v.find(FaultForeign, nameRoom, "belongs to another room or day")
	}
	v.report.Segments = len(f.Segments)
	v.gone = map[string]bool{}
	for _, utc := range []actor.Date{utcDay(ms(from)), utcDay(ms(to) - 1)} {
		v.roomDeletion(f, utc)
	}
	for i, l := range f.Segments {
		seg := l.segment(recording.RoomChain(f.Room))
		switch {
		case l.Track != recording.TrackRoom || l.Room != string(f.Room):
			v.find(FaultForeign, nameRoom, "segment %d is not of the room's own camera", l.No)
		case seg.Chained() != l.Hash:
			v.find(FaultAltered, nameRoom, "segment %d is not what its hash says", l.No)
		case i > 0 && (l.No != f.Segments[i-1].No+1 || l.Prev != f.Segments[i-1].Hash):
			v.find(FaultAltered, nameRoom, "segment %d does not follow the one before", l.No)
		}
		if f.of(l) {
			v.film(l)
		} else if l.File != "" || l.Copy != "" {
			v.find(FaultForeign, nameRoom, "segment %d is not of the day", l.No)
		}
	}
}

func (v *examiner) roomDeletion(f roomFile, utc actor.Date) {
	name := deletionName(utc)
	if !v.listed(name) {
		return
	}
	p, ok := decode[deletionFile](v, name)
	if !ok {
		return
	}
	var d RoomDeletion
	if err := strict([]byte(p.Body), &d); err != nil || hashOf("suikao evidence deletion", []byte(p.Body)) != p.Hash || d.Room != f.Room || d.Day != utc {
		v.find(FaultAltered, name, "is not the proof of the deletion of this room's day")
		return
	}
	if err := v.key.Check("deletion", p.Hash, p.Signature); err != nil {
		v.find(FaultForged, name, "%v", err)
		return
	}
	v.report.Deleted = true
	for _, s := range d.Segments {
		v.gone[s.Hash] = true
	}
}

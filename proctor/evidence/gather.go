package evidence

import (
	"cmp"
	"context"
	"encoding/hex"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	"github.com/suikao/suikao/proctor/recording"
)

// gathered is what the facts of a sitting are made of.
type gathered struct {
	sitting  exam.Sitting
	entries  []exam.Entry
	segments []recording.Segment
	stills   []Photo
	log      []Passage
	until    time.Time // it ended, or now
	facts    Facts
}

// ended is when a closed sitting ended: its paper was handed in, or it was given up.
func (g gathered) ended() time.Time {
	if at := g.sitting.SubmittedAt; !at.IsZero() || len(g.entries) == 0 {
		return at
	}
	return g.entries[len(g.entries)-1].ServerAt
}

// closed reports whether nothing more is written into a sitting.
func closed(s exam.Sitting) bool {
	return !s.State.Live() && s.State != exam.Submitted && !s.StartedAt.IsZero() && s.Kind != exam.Robot
}

// gather collects the facts of a sitting as they are now; what is given out or kept is of closed ones.
func (s *Service) gather(ctx context.Context, sit exam.Sitting) (gathered, error) {
	g := gathered{sitting: sit}
	f := &g.facts
	f.Kind, f.Item, f.Slot, f.Room, f.Seat = sit.Kind, sit.ItemCode, sit.Slot, sit.Room, sit.Seat
	f.Started, f.Ended = ms(sit.StartedAt), ms(sit.SubmittedAt)
	f.Outcome = sit.State
	if sit.State == exam.Review || sit.State == exam.Voided {
		f.Outcome = exam.Scored // decisions are facts of their own
	}
	for _, step := range []func(context.Context, *gathered) error{s.answers, s.films, s.supervised, s.others} {
		if err := step(ctx, &g); err != nil {
			return g, err
		}
	}
	return g, nil
}

// answers reads draw, journal and the time that was given.
func (s *Service) answers(ctx context.Context, g *gathered) error {
	draw, err := s.d.Sittings.Draw(ctx, g.sitting.ID)
	if err != nil {
		return err
	}
	if g.entries, err = s.d.Sittings.Entries(ctx, g.sitting.ID); err != nil {
		return err
	}
	f := &g.facts
	f.Draw = Draw{hex.EncodeToString(draw.Leaf), g.sitting.PaperDigest}
	f.Journal.Places = len(g.entries)
	head, broken := exam.VerifyChain(draw.Leaf, g.entries)
	f.Journal.Head = hex.EncodeToString(head)
	if broken != nil {
		f.Journal.Broken = broken.Error()
	}
	f.Time = TimeGiven{g.sitting.BaseSeconds, g.sitting.ExtraSeconds, g.sitting.CreditedSeconds, []Gift{}}
	for _, t := range exam.TimeGiven(g.entries) {
		f.Time.Given = append(f.Time.Given, Gift{t.Kind, t.Code, t.Seconds, ms(t.From), ms(t.To)})
	}
	return nil
}

// TrackCamera is the seat's camera with its microphone; the other tracks have the names that package recording gives them.
const TrackCamera = "CAMERA"

// trackOf names the source of a segment.
func trackOf(s recording.Segment) string { return cmp.Or(s.Track, TrackCamera) }

// films reads what was recorded and what was not.
func (s *Service) films(ctx context.Context, g *gathered) (err error) {
	f, id := &g.facts, g.sitting.ID
	if g.segments, err = s.d.Recordings.Segments(ctx, id); err != nil {
		return err
	}
	gaps, err := s.d.Recordings.Gaps(ctx, id)
	if err != nil {
		return err
	}
	f.Tracks, f.Gaps = tracks(g.segments), []Span{}
	f.Chain = Chain{len(g.segments), recording.Base(id), recording.CheckChain(id, g.segments)}
	if n := len(g.segments); n > 0 {
		f.Chain.Head = g.segments[n-1].Hash
	}
	for _, x := range gaps {
		f.Gaps = append(f.Gaps, Span{ID: string(x.ID), Cause: string(x.Cause), From: ms(x.From), To: ms(x.To), Node: x.AtNode(g.segments, s.now()).Milliseconds()})
	}
	c, err := s.d.Covered(ctx, g.sitting)
	f.Coverage = Coverage{c.Total.Milliseconds(), c.Recorded.Milliseconds()}
	return err
}

func tracks(list []recording.Segment) []Track {
	out := []Track{}
	for _, seg := range list {
		i := slices.IndexFunc(out, func(t Track) bool { return t.Name == trackOf(seg) })
		if i < 0 {
			i = len(out)
			out = append(out, Track{Name: trackOf(seg), From: ms(seg.From)})
		}
		t := &out[i]
		t.Segments, t.Bytes, t.Last = t.Segments+1, t.Bytes+seg.Size, seg.Hash
		t.From, t.To = min(t.From, ms(seg.From)), max(t.To, ms(seg.To))
	}
	return out
}

// supervised reads who watched and by which authority. Only formal sittings have a slot.
func (s *Service) supervised(ctx context.Context, g *gathered) error {
	f, sit := &g.facts, g.sitting
	f.Supervision = Supervision{Mode: Unmanned, Officers: []Officer{}}
	f.Entry = Entry{Admission: string(sit.Admission)}
	f.Unwatched = []Span{}
	if g.until = g.ended(); sit.State.Live() {
		g.until = s.now()
	}
	end := g.until
	if sit.Slot != "" {
		facts, err := s.d.Slots.SlotFacts(ctx, sit.Slot)
		if err != nil {
			return err
		}
		f.Supervision = supervisionOf(facts, sit.StartedAt, end)
		for _, e := range facts.Entries {
			if e.AdmissionID == sit.Admission && sit.Admission != "" {
				f.Entry.Match, f.Entry.At = string(e.MatchMethod), ms(e.AdmittedAt)
			}
		}
	}
	gaps, err := s.d.Watch.Gaps(ctx, sit.Room, sit.StartedAt, end)
	if err != nil {
		return err
	}
	cuts, _ := supervision.Cut(sit, gaps, end)
	for _, c := range cuts {
		f.Unwatched = append(f.Unwatched, Span{ID: string(c.ID), Cause: string(c.Cause), From: ms(c.From), To: ms(c.To)})
	}
	return nil
}

// supervisionOf tells how a paper open from from to to was supervised, by the roster and the room's authorization.
func supervisionOf(facts booking.SlotFacts, from, to time.Time) Supervision {
	a := facts.Authorization
	out := Supervision{Mode: Unmanned, Document: a.DocumentNo, Issuer: a.Issuer, Allows: string(a.Mode), PilotRule: a.PilotRule, Scan: a.FileDigest, Officers: []Officer{}}
	for _, shift := range facts.Shifts {
		if !shift.From.Before(to) || !shift.To.After(from) {
			continue
		}
		out.Officers = append(out.Officers, officers(shift)...)
		if out.Mode = Remote; a.Mode == site.ModeOnsite {
			out.Mode = OnSite
		}
	}
	if a.Mode == site.ModeNonePilot { // who is on duty can be called, and watches nobody
		out.Mode = Pilot
	}
	return out
}

func officers(s site.Shift) []Officer {
	out := []Officer{{string(s.Officer), s.OfficerName, false, ms(s.From), ms(s.To)}}
	if s.Second != "" {
		out = append(out, Officer{string(s.Second), s.SecondName, true, ms(s.From), ms(s.To)})
	}
	return out
}

// others asks the neighbours for what they keep of the sitting.
func (s *Service) others(ctx context.Context, g *gathered) (err error) {
	f, id := &g.facts, g.sitting.ID
	f.Stills, f.Incidents, f.Decisions, f.NotCovered, f.Deleted = []Still{}, []Fact{}, []Fact{}, []string{}, []Deleted{}
	if s.d.Incidents != nil {
		if f.Incidents, err = listed(s.d.Incidents(ctx, id)); err != nil {
			return err
		}
	}
	if s.d.Decisions != nil {
		if f.Decisions, err = listed(s.d.Decisions(ctx, id)); err != nil {
			return err
		}
	}
	if s.d.Stills != nil {
		if g.stills, err = s.d.Stills(ctx, id); err != nil {
			return err
		}
		for _, p := range g.stills {
			f.Stills = append(f.Stills, p.still())
		}
	}
	if s.d.EntryLog != nil {
		if g.log, err = s.d.EntryLog(ctx, g.sitting); err != nil {
			return err
		}
		f.Entry.Lines, f.Entry.Log = bindLog(g.log)
	}
	if s.d.NotCovered != nil {
		if f.NotCovered, err = listed(s.d.NotCovered(ctx, g.sitting)); err != nil {
			return err
		}
	}
	return nil
}

// listed makes an empty list of none, so that it is written as one.
func listed[T any](list []T, err error) ([]T, error) {
	if list == nil {
		list = []T{}
	}
	return list, err
}

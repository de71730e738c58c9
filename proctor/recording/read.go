package recording

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// viewers may look at recordings.
func viewers() []actor.Role { return []actor.Role{people.RemoteInvigilator, people.Inspector} }

// deciders may look at what a case cites that their authority decides.
func deciders() []actor.Role { return []actor.Role{people.Regulator, people.PermitIssuer} }

// extent is how much of a sitting's recording somebody is shown.
type extent struct {
	whole bool
	parts []Cited
}

// shows reports whether a segment is in it. Who decides sees the pieces of the seat's own camera that hold a part which is cited: the
// screen shows the bank's questions.
func (e extent) shows(seg Segment) bool {
	return e.whole || seg.Track == TrackCamera && e.touches(seg.From, seg.To)
}

func (e extent) touches(from, to time.Time) bool {
	return e.whole || slices.ContainsFunc(e.parts, func(c Cited) bool { return from.Before(c.To) && (to.IsZero() || c.From.Before(to)) })
}

// extentFor is how much of a sitting's recording the caller is shown; nothing for most.
func (s *Service) extentFor(ctx context.Context, id exam.SittingID, path string) (extent, error) {
	a := actor.From(ctx)
	if a.Can(path, viewers()...) {
		return extent{whole: true}, nil
	}
	if s.d.Cited == nil || len(a.Paths(deciders()...)) == 0 {
		return extent{}, nil
	}
	all, err := s.d.Cited(ctx, id)
	return extent{parts: slices.DeleteFunc(all, func(c Cited) bool { return !a.Can(c.Authority, deciders()...) })}, err
}

// Decides reports whether the caller's authority decides a case that cites the recording of a sitting.
func (s *Service) Decides(ctx context.Context, id exam.SittingID) (bool, error) {
	e, err := s.extentFor(ctx, id, "")
	return len(e.parts) > 0, err
}

// allowed refuses who may not look: what lies outside the caller's organisations is absent. A refusal is on the trail of the
// organisation whose recording it is, once in ten minutes for the same account and sitting.
func (s *Service) allowed(ctx context.Context, id exam.SittingID, object, path string) (extent, error) {
	e, err := s.extentFor(ctx, id, path)
	if err != nil || e.whole || len(e.parts) > 0 {
		return e, err
	}
	return e, s.refuse(ctx, id, object, path)
}

func (s *Service) refuse(ctx context.Context, id exam.SittingID, object, path string) error {
	a := actor.From(ctx)
	if mark := SegmentID("refused " + id); s.fresh(a, mark) {
		err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
			return s.d.Audit.Record(ctx, actor.Entry{Verb: "recording.refused", Object: object, Path: path})
		})
		if err != nil {
			s.forget(a, mark)
			return err
		}
	}
	if a.Sees(path) {
		return ErrForbidden
	}
	return ErrNotFound
}

// Record is what is recorded of a sitting and what is not.
type Record struct {
	Sitting  exam.Sitting
	Segments []Segment
	Gaps     []Gap
	Coverage Coverage // of what is closed and kept; the piece under way is not in it
	Live     bool     // the camera shows a picture now
	Broken   int      // number of the first segment that does not continue the chain; 0: all do
}

// Of returns the record of a sitting for a duty officer or inspector of its room. Who decides a case about it is told of the pieces
// that the case cites; how much is recorded is always of the whole. Errors: ErrNotFound, ErrForbidden.
func (s *Service) Of(ctx context.Context, id exam.SittingID) (Record, error) {
	sit, err := s.d.Sittings.Sitting(ctx, id)
	if errors.Is(err, exam.ErrNoSitting) {
		err = ErrNotFound
	}
	if err != nil {
		return Record{}, err
	}
	scope, err := s.allowed(ctx, id, "sitting:"+string(id), sit.OrgPath)
	if err != nil {
		return Record{}, err
	}
	r := Record{Sitting: sit}
	if r.Segments, err = s.d.Store.Segments(ctx, id); err != nil {
		return Record{}, err
	}
	if r.Gaps, err = s.d.Store.Gaps(ctx, id); err != nil {
		return Record{}, err
	}
	w, err := s.d.Store.Watch(ctx, id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Record{}, err
	}
	now := s.now()
	r.Live = w.To.IsZero() && now.Sub(w.SeenAt) < Grace
	for i, g := range r.Gaps {
		r.Gaps[i].Node = g.AtNode(r.Segments, now)
	}
	r.Coverage = s.cover(sit, w, r.Segments, now)
	r.Broken = CheckChain(id, r.Segments)
	r.Segments = slices.DeleteFunc(r.Segments, func(seg Segment) bool { return !scope.shows(seg) })
	r.Gaps = slices.DeleteFunc(r.Gaps, func(g Gap) bool { return !scope.touches(g.From, g.To) })
	return r, nil
}

// cover computes the coverage of a sitting; an aborted one ends where its watch does.
func (s *Service) cover(sit exam.Sitting, w Watch, list []Segment, now time.Time) Coverage {
	end := endOf(sit, now)
	if end.IsZero() {
		end = now
	}
	if sit.SubmittedAt.IsZero() && !w.To.IsZero() {
		end = w.To
	}
	return Cover(sit.StartedAt, end, list)
}

// CoverageOf is how much of a sitting is recorded, for the room record. The program itself asks.
func (s *Service) CoverageOf(ctx context.Context, sit exam.Sitting) (Coverage, error) {
	list, err := s.d.Store.Segments(ctx, sit.ID)
	if err != nil {
		return Coverage{}, err
	}
	w, err := s.d.Store.Watch(ctx, sit.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Coverage{}, err
	}
	return s.cover(sit, w, list, s.now()), nil
}

// shownFor is how long one entry of the trail stands for what an account is shown of a segment: a player asks for it in pieces.
const shownFor = 10 * time.Minute

// Open opens a segment for a duty officer or inspector of its room, or for who decides a case that cites it; the caller closes it.
// Looking is on the trail, and so is a refusal. Errors: ErrNotFound, ErrForbidden.
func (s *Service) Open(ctx context.Context, id SegmentID) (Segment, io.ReadSeekCloser, error) {
	seg, err := s.d.Store.Segment(ctx, id)
	if err != nil {
		return Segment{}, nil, err
	}
	scope, err := s.allowed(ctx, seg.Sitting, objectOf(seg), seg.OrgPath)
	if err == nil && !scope.shows(seg) {
		err = s.refuse(ctx, seg.Sitting, objectOf(seg), seg.OrgPath)
	}
	if err != nil {
		return Segment{}, nil, err
	}
	if s.fresh(actor.From(ctx), id) {
		err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
			return s.d.Audit.Record(ctx, actor.Entry{Verb: "recording.view", Object: objectOf(seg), Path: seg.OrgPath,
				Detail: map[string]string{"segment": string(id), "from": seg.From.Format(time.RFC3339)}})
		})
		if err != nil {
			s.forget(actor.From(ctx), id)
			return Segment{}, nil, err
		}
	}
	f, err := s.d.Files.Open(ctx, seg.Key)
	return seg, f, err
}

// fresh reports whether an account has not been shown a segment lately.
func (s *Service) fresh(a actor.Actor, id SegmentID) bool {
	now, key := s.now(), a.ID+" "+string(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	if at, ok := s.shown[key]; ok && now.Sub(at) < shownFor {
		return false
	}
	if len(s.shown) > 10_000 {
		clear(s.shown)
	}
	s.shown[key] = now
	return true
}

func (s *Service) forget(a actor.Actor, id SegmentID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.shown, a.ID+" "+string(id))
}

// CheckFiles reads every file of a sitting again and returns the numbers of the segments whose file is missing or changed; one that
// was deleted by rule is neither. It is an act on the trail, for a duty officer or inspector of the room.
func (s *Service) CheckFiles(ctx context.Context, id exam.SittingID) ([]int, error) {
	r, err := s.Of(ctx, id)
	if err != nil {
		return nil, err
	}
	var bad []int
	for _, seg := range r.Segments {
		if sum, err := s.sum(ctx, seg.Key); !errors.Is(err, ErrDeleted) && (err != nil || sum != seg.SHA256) {
			bad = append(bad, seg.No)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "recording.check", Object: "sitting:" + string(id), Path: r.Sitting.OrgPath})
	})
	return bad, err
}

func (s *Service) sum(ctx context.Context, key string) (string, error) {
	f, err := s.d.Files.Open(ctx, key)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), errors.Join(err, f.Close())
}

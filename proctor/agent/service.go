package agent

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/agent/report"
	"github.com/suikao/suikao/proctor/input"
)

// Service keeps agents and judges their reports. It is safe for concurrent use.
type Service struct{ d Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

// challenge is 16 random bytes in hex.
func (s *Service) challenge() string {
	sum := sha256.Sum256([]byte(s.d.Token()))
	return hex.EncodeToString(sum[:16])
}

// seat returns the calling terminal.
func seat(ctx context.Context) (actor.Actor, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Device || a.Seat == "" {
		return a, ErrNotSeat
	}
	return a, nil
}

// Enrol makes the calling terminal's agent known by its public key. The same key again answers the same agent; a terminal that was
// enrolled anew at this seat ends the agent of the one before. Errors: ErrNotSeat, ErrProof, ErrTaken (also an incident: somebody
// wants to replace the key).
func (s *Service) Enrol(ctx context.Context, key, proof []byte) (Agent, error) {
	a, err := seat(ctx)
	if err != nil {
		return Agent{}, err
	}
	if !report.Proven(a.ID, key, proof) {
		return Agent{}, ErrProof
	}
	path, err := s.d.Rooms.RoomPath(ctx, a.Room, a.Seat)
	if err != nil {
		return Agent{}, err
	}
	fresh := Agent{Device: a.ID, Room: site.RoomID(a.Room), Seat: site.SeatID(a.Seat), OrgPath: path, Key: key, EnrolledAt: s.now(), Challenge: s.challenge()}
	fresh.ID = ID(actor.NewID(fresh.EnrolledAt))
	var out Agent
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		old, err := s.d.Store.OfSeat(ctx, fresh.Seat)
		switch {
		case err == nil && slices.Equal(old.Key, key) && old.Device == a.ID:
			out = old
			return nil
		case err == nil && old.Device == a.ID:
			return ErrTaken
		case err == nil:
			if err := s.end(ctx, old, "terminal replaced"); err != nil {
				return err
			}
		case !errors.Is(err, ErrNone):
			return err
		}
		out = fresh
		if err := s.d.Store.Add(ctx, fresh); err != nil {
			return err
		}
		return s.record(ctx, "agent.enrol", fresh, map[string]string{"device": a.ID, "key": KeyName(key)})
	})
	if errors.Is(err, ErrTaken) {
		return Agent{}, errors.Join(err, s.alarm(ctx, fresh, report.Failure{Check: report.NewKey, What: KeyName(key)}))
	}
	return out, err
}

// KeyName names a public key in a few characters.
func KeyName(key []byte) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:6])
}

func (s *Service) end(ctx context.Context, a Agent, why string) error {
	a.RevokedAt = s.now()
	ok, err := s.d.Store.Save(ctx, a, a.Counter)
	if err != nil {
		return err
	}
	if !ok {
		return ErrAgain
	}
	return s.record(ctx, "agent.revoke", a, map[string]string{"reason": why})
}

func (s *Service) record(ctx context.Context, verb string, a Agent, detail map[string]string) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "agent:" + string(a.ID), Path: a.OrgPath, Detail: detail})
}

// Mine returns the agent of the calling terminal: what its next report has to repeat.
func (s *Service) Mine(ctx context.Context) (Agent, error) {
	a, err := seat(ctx)
	if err != nil {
		return Agent{}, err
	}
	return s.d.Store.OfSeat(ctx, site.SeatID(a.Seat))
}

// stale is from when on an old report that comes again is no late one of the network but somebody's act.
const stale = time.Minute

// Report takes a report of the calling terminal's agent, raises what fails and ends what passes again. It returns the agent as it
// stands now. Errors: ErrNotSeat, ErrNone, ErrForged, ErrForm, ErrAgain.
func (s *Service) Report(ctx context.Context, in report.Sealed) (Agent, error) {
	who, err := seat(ctx)
	if err != nil {
		return Agent{}, err
	}
	a, err := s.d.Store.OfSeat(ctx, site.SeatID(who.Seat))
	if err != nil {
		return Agent{}, err
	}
	r, err := report.Open(in, a.Key)
	if err == nil && (r.Agent != string(a.ID) || a.Device != who.ID) {
		err = report.ErrSignature
	}
	switch {
	case errors.Is(err, report.ErrSignature):
		return Agent{}, errors.Join(ErrForged, s.alarm(ctx, a, report.Failure{Check: report.Forged, What: who.Remote}))
	case err != nil:
		return Agent{}, ErrForm
	}
	now := s.now()
	if r.Counter <= a.Counter || r.Challenge != a.Challenge {
		if r.Counter <= a.Counter && now.Sub(time.UnixMilli(r.At)) > stale {
			return Agent{}, errors.Join(ErrAgain, s.alarm(ctx, a, report.Failure{Check: report.Again, What: time.UnixMilli(r.At).UTC().Format(time.RFC3339)}))
		}
		return Agent{}, ErrAgain
	}
	return s.take(ctx, a, r, now)
}

// take stores a good report.
func (s *Service) take(ctx context.Context, a Agent, r report.Report, now time.Time) (Agent, error) {
	was, failed, first := a.Counter, a.Failing, a.UsualAt.IsZero()
	if first {
		a.Usual, a.UsualAt = r, now
	}
	a.SeenAt, a.Counter, a.Challenge, a.Last = now, r.Counter, s.challenge(), r
	a.Failing = report.Failures(a.Usual, r, now)
	a.Track = lengthen(a.Track, r, now)
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		ok, err := s.d.Store.Save(ctx, a, was)
		if err != nil {
			return err
		}
		if !ok { // another report was first
			return ErrAgain
		}
		if !first {
			return nil
		}
		return s.record(ctx, "agent.first_report", a, map[string]string{"files": imageName(r)})
	})
	if err != nil {
		return Agent{}, err
	}
	return a, s.tell(ctx, a, failed)
}

// delayMost is the longest delay of a report: beyond it a clock was set.
const delayMost = 10 * time.Second

// lengthen adds the samples of a report that are newer than those that are there.
func lengthen(track []input.Sample, r report.Report, now time.Time) []input.Sample {
	way := now.Sub(time.UnixMilli(r.At))
	sent := now
	if n := len(track); n > 0 && track[n-1].Run == r.Run && way >= track[n-1].Way && way < track[n-1].Way+delayMost {
		sent, way = now.Add(track[n-1].Way-way), track[n-1].Way // this report took longer than the fastest one
	}
	for _, x := range append(r.Past, report.Tick{Keys: r.Inputs.Keys, Pointer: r.Inputs.Pointer}) {
		at := sent.Add(-time.Duration(x.Ago) * time.Millisecond)
		if n := len(track); n > 0 && !at.After(track[n-1].At.Add(500*time.Millisecond)) {
			continue
		}
		track = append(track, input.Sample{At: at, Run: r.Run, Keys: x.Keys, Pointer: x.Pointer, Way: way, Whole: r.Inputs.Whole})
	}
	return track[max(0, len(track)-trackMost):]
}

// imageName is a digest over the attested files.
func imageName(r report.Report) string {
	h := sha256.New()
	for _, f := range r.Files {
		_, _ = h.Write([]byte(f.Path + "\n" + f.SHA256 + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Tracks implements input.Kernel.
func (s *Service) Tracks(ctx context.Context, seats []site.SeatID) (map[site.SeatID][]input.Sample, error) {
	all, err := s.d.Store.OfSeats(ctx, seats)
	if err != nil {
		return nil, err
	}
	out := make(map[site.SeatID][]input.Sample, len(all))
	for _, a := range all {
		if len(a.Track) > 0 {
			out[a.Seat] = a.Track
		}
	}
	return out, nil
}

// InRoom lists the agents of a room's seats for staff who watch or keep it.
func (s *Service) InRoom(ctx context.Context, room site.RoomID) ([]Agent, error) {
	path, err := s.d.Rooms.RoomPath(ctx, string(room), "")
	if err != nil {
		return nil, err
	}
	if err := allowed(ctx, path, readers()); err != nil {
		return nil, err
	}
	return s.d.Store.InRoom(ctx, room)
}

func allowed(ctx context.Context, path string, roles []actor.Role) error {
	a := actor.From(ctx)
	switch {
	case a.Can(path, roles...):
		return nil
	case a.Sees(path):
		return ErrDenied
	}
	return ErrNone
}

// Accept makes what the seat reported last its usual state, with a reason. By an exam manager or system administrator of the room.
func (s *Service) Accept(ctx context.Context, of site.SeatID, reason string) (Agent, error) {
	return s.keep(ctx, of, reason, func(ctx context.Context, a *Agent, why string) error {
		if a.UsualAt.IsZero() {
			return ErrNothing
		}
		a.Usual, a.UsualAt, a.UsualBy = a.Last, s.now(), actor.From(ctx).ID
		a.Failing = report.Failures(a.Usual, a.Last, a.SeenAt)
		return s.record(ctx, "agent.accept", *a, map[string]string{"reason": why, "files": imageName(a.Last)})
	})
}

// Revoke ends the agent of a seat, so that another key may be enrolled.
func (s *Service) Revoke(ctx context.Context, of site.SeatID, reason string) error {
	_, err := s.keep(ctx, of, reason, func(ctx context.Context, a *Agent, why string) error {
		a.RevokedAt = s.now()
		return s.record(ctx, "agent.revoke", *a, map[string]string{"reason": why})
	})
	return err
}

func checkReason(reason string) error {
	if f := actor.CheckLine(reason); f != nil {
		return f.At("body.reason")
	}
	if n := utf8.RuneCountInString(reason); n < 2 || n > 200 {
		return ErrReason.At("body.reason")
	}
	return nil
}

func (s *Service) keep(ctx context.Context, of site.SeatID, reason string, change func(context.Context, *Agent, string) error) (Agent, error) {
	reason = strings.TrimSpace(reason)
	var a Agent
	var failed []report.Failure
	for range 5 { // reports come in between
		done := false
		err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
			var err error
			if a, err = s.d.Store.OfSeat(ctx, of); err != nil {
				return err
			}
			if err := allowed(ctx, a.OrgPath, keepers()); err != nil {
				return err
			}
			if err := checkReason(reason); err != nil { // after the right: who may not act learns nothing of the form
				return err
			}
			failed = a.Failing
			if err := change(ctx, &a, reason); err != nil {
				return err
			}
			ok, err := s.d.Store.Save(ctx, a, a.Counter)
			if err == nil && !ok {
				return errMoved
			}
			done = err == nil
			return err
		})
		if done && err == nil {
			return a, s.tell(actor.AsSystem(ctx, "agent"), a, failed)
		}
		if !errors.Is(err, errMoved) {
			return Agent{}, err
		}
	}
	return Agent{}, ErrAgain
}

var errMoved = fault.Define("agent.moved", fault.Conflict, "自检状态刚刚更新，请重试。", "The seat reported just now. Try again.")

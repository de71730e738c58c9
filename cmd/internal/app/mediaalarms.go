package app

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/recording"
)

// alarms is what the media server tells duty officers of; *proctor.Service is one.
type alarms interface {
	Raise(ctx context.Context, in proctor.Signal) (proctor.Incident, error)
	Over(ctx context.Context, in proctor.Signal) error
}

// missingCameras implements recording.Incidents.
type missingCameras struct{ to alarms }

// Lost implements recording.Incidents. All times of a sitting are one incident while an officer has not closed it, or a camera that comes
// and goes would bury what else the room needs: it says how often, how long in all, and when last. Every gap stays on file, and each second
// of it counts against what the authority allows (Unrecorded).
func (m missingCameras) Lost(ctx context.Context, g recording.Gap, all recording.Losses) error {
	in := proctor.Signal{Kind: proctor.CameraLost, At: g.From, Until: g.To, Room: g.Room, Seat: g.Seat, Sitting: g.Sitting, Key: "seat.camera",
		Sums: map[string]string{"times": strconv.Itoa(len(all.Gaps)), "unrecorded_s": strconv.Itoa(int(all.Missing / time.Second)), "last": lastTimes(all.Gaps)}}
	if g.Cause != recording.Unknown {
		in.Facts = map[string]string{"cause": string(g.Cause)}
	}
	if !g.To.IsZero() {
		return m.to.Over(ctx, in)
	}
	_, err := m.to.Raise(ctx, in)
	return err
}

// mostTimes is how many of a sitting's losses its incident names; the others stand in the sitting's recording.
const mostTimes = 9

// lastTimes names the last losses, the newest first: when each began, and for how many seconds it was.
func lastTimes(gaps []recording.Gap) string {
	var out []string
	for _, g := range slices.Backward(gaps[max(0, len(gaps)-mostTimes):]) {
		long := "…"
		if !g.To.IsZero() {
			long = strconv.Itoa(int(g.To.Sub(g.From).Round(time.Second) / time.Second))
		}
		out = append(out, g.From.In(actor.Beijing).Format(time.TimeOnly)+" "+long+"s")
	}
	return strings.Join(out, ", ")
}

// Unrecorded implements recording.Incidents.
func (m missingCameras) Unrecorded(ctx context.Context, g recording.Gap, missing, most time.Duration) error {
	_, err := m.to.Raise(ctx, proctor.Signal{Kind: proctor.Unrecorded, At: g.From, Until: g.To, Room: g.Room, Seat: g.Seat, Sitting: g.Sitting, Key: "once:unrecorded",
		Facts: map[string]string{"seconds": strconv.Itoa(int(missing / time.Second)), "limit": strconv.Itoa(int(most / time.Second))}})
	return err
}

// mostUnrecorded is how long a sitting may be without its camera; zero where the authority has set nothing.
func mostUnrecorded(r *rules.Service) func(context.Context, exam.Sitting) (time.Duration, error) {
	return func(ctx context.Context, sit exam.Sitting) (time.Duration, error) {
		set, err := r.For(ctx, rules.AskPublication, rules.Query{PersonType: rules.PersonType(sit.PersonType), Item: sit.ItemCode, OrgPath: sit.OrgPath},
			rules.Dates{Sitting: actor.DateOf(sit.StartedAt), Decision: actor.DateOf(sit.StartedAt)})
		if err != nil {
			return 0, err
		}
		n, err := set.MaxUnrecordedSeconds.Get()
		if errors.Is(err, rules.ErrBlank) {
			return 0, nil
		}
		return time.Duration(n) * time.Second, err
	}
}

// ears listens to what stops and comes back, beside who looks at the pictures.
type ears struct {
	next  media.Watcher // nil: nobody looks
	flows chan media.Flow
}

// KeyFrame implements media.Watcher.
func (e ears) KeyFrame(k media.KeyFrame) {
	if e.next != nil {
		e.next.KeyFrame(k)
	}
}

// Flow implements media.Watcher. It never waits: what finds no room is told by the next change.
func (e ears) Flow(f media.Flow) {
	if e.next != nil {
		e.next.Flow(f)
	}
	select {
	case e.flows <- f:
	default:
	}
}

// listen lets to hear of microphones and of the disk.
func (p *mediaPart) listen(to alarms) {
	p.alarms, p.flows = to, make(chan media.Flow, 1000)
	p.cfg.Watcher = ears{p.cfg.Watcher, p.flows}
}

// tellFlows brings what microphones do before duty officers until ctx ends.
func (p *mediaPart) tellFlows(ctx context.Context) {
	ctx = actor.AsSystem(ctx, "media")
	for {
		select {
		case <-ctx.Done():
			return
		case f := <-p.flows:
			in := proctor.Signal{Kind: proctor.MicrophoneLost, At: f.At, Room: f.Source.Room, Seat: f.Source.Seat, Sitting: f.Source.Sitting, Key: "microphone"}
			var err error
			switch f.Kind {
			case media.FlowSilent:
				_, err = p.alarms.Raise(ctx, in)
			case media.FlowSounds:
				in.Until = f.At
				err = p.alarms.Over(ctx, in)
			}
			if err != nil && ctx.Err() == nil {
				p.log.Warn("cannot tell of a microphone", "seat", f.Source.Seat, "err", err)
			}
		}
	}
}

// tellDisk brings before duty officers whose pictures come and are not recorded. bad are the rooms that were told of before.
func (p *mediaPart) tellDisk(ctx context.Context, s *media.Server, bad map[site.RoomID]proctor.Kind) {
	if p.alarms == nil {
		return
	}
	list, full := s.Unstored()
	kind := proctor.StorageFailed
	if full {
		kind = proctor.DiskFull
	}
	seats := map[site.RoomID]int{}
	for _, src := range list {
		seats[src.Room]++
	}
	for room, n := range seats {
		if bad[room] != "" { // what it was told as first
			continue
		}
		_, err := p.alarms.Raise(ctx, proctor.Signal{Kind: kind, Room: room, Key: "media.disk", Facts: map[string]string{"seats": strconv.Itoa(n)}})
		if err == nil {
			bad[room] = kind
		} else if ctx.Err() == nil {
			p.log.Warn("cannot tell that a room is not recorded", "room", room, "err", err)
		}
	}
	for room, kind := range bad {
		if seats[room] > 0 {
			continue
		}
		if err := p.alarms.Over(ctx, proctor.Signal{Kind: kind, Room: room, Key: "media.disk", Until: p.cfg.Clock()}); err == nil {
			delete(bad, room)
		}
	}
}

// tellRooms brings before duty officers which rooms' own cameras are away, and when they are back: also those of which an earlier
// process told. told is what this one has said of a room: that its camera is away, or that it is not.
func (p *mediaPart) tellRooms(ctx context.Context, rooms map[site.RoomID]media.RoomSight, told map[site.RoomID]bool) {
	if p.alarms == nil {
		return
	}
	for room, sight := range rooms {
		said, known := told[room]
		in := proctor.Signal{Kind: proctor.RoomCameraLost, Room: room, Key: "media.room_camera"}
		var err error
		switch away := time.Since(sight.Since); {
		case away > media.RoomAwayFor && !said:
			in.At = p.cfg.Clock().Add(-away)
			if _, err = p.alarms.Raise(ctx, in); err == nil {
				told[room] = true
			}
		case away <= media.RoomAwayFor && sight.Seen && (said || !known):
			in.Until = p.cfg.Clock()
			if err = p.alarms.Over(ctx, in); err == nil {
				told[room] = false
			}
		}
		if err != nil && ctx.Err() == nil {
			p.log.Warn("cannot tell of a room's camera", "room", room, "err", err)
		}
	}
}

// tellDefects brings before duty officers that what records a room's own camera broke off by a defect of this program, and that it records
// again. told is of how many this process has told.
func (p *mediaPart) tellDefects(ctx context.Context, rooms map[site.RoomID]media.RoomSight, told map[site.RoomID]int64) {
	if p.alarms == nil {
		return
	}
	for room, sight := range rooms {
		in := proctor.Signal{Kind: proctor.MediaProcess, Room: room, Key: "media.room_camera", At: p.cfg.Clock(),
			Facts: map[string]string{"what": "room_camera", "times": strconv.FormatInt(sight.Defects, 10)}}
		var err error
		switch said := told[room]; {
		case sight.Defects > max(said, -said):
			if _, err = p.alarms.Raise(ctx, in); err == nil {
				told[room] = sight.Defects
			}
		case said > 0 && sight.Seen && time.Since(sight.Since) <= media.RoomAwayFor:
			in.Until = in.At
			if err = p.alarms.Over(ctx, in); err == nil {
				told[room] = -said // it is over; the next one is another
			}
		}
		if err != nil && ctx.Err() == nil {
			p.log.Warn("cannot tell that a room's camera broke off", "room", room, "err", err)
		}
	}
}

// tellCut says that the process that recorded a segment was gone before it was closed: once for each room and start of this one.
func (p *mediaPart) tellCut(ctx context.Context, r media.Recording) {
	if p.alarms == nil || !r.Cut {
		return
	}
	_, err := p.alarms.Raise(ctx, proctor.Signal{Kind: proctor.MediaProcess, At: r.From.Add(r.Duration), Room: r.Source.Room,
		Key: "once:cut:" + strconv.FormatInt(p.born.UnixMilli(), 36)})
	if err != nil && ctx.Err() == nil {
		p.log.Warn("cannot tell that recording broke off", "room", r.Source.Room, "err", err)
	}
}

// tellHeard tells the nodes that the seats of rooms send pictures: no room is silent while they do. What is missed is told again in two
// seconds. A room's own camera is no such sign: it may have a way of its own.
func (p *mediaPart) tellHeard(ctx context.Context, rooms map[site.RoomID]bool) {
	if p.others == nil || len(rooms) == 0 {
		return
	}
	words := []string{"media"}
	for id := range rooms {
		words = append(words, string(id))
	}
	if err := p.others.Publish(ctx, roomsHeard, []byte(strings.Join(words, " "))); err != nil && ctx.Err() == nil {
		p.log.Debug("telling nodes which rooms send pictures", "err", err)
	}
}

package app

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/media"
)

// said notes what duty officers are told.
type said struct {
	acts []string
	away error
}

func (s *said) Raise(_ context.Context, in proctor.Signal) (proctor.Incident, error) {
	if s.away != nil {
		return proctor.Incident{}, s.away
	}
	s.acts = append(s.acts, "raise "+string(in.Kind)+" "+string(in.Room))
	return proctor.Incident{}, nil
}

func (s *said) Over(_ context.Context, in proctor.Signal) error {
	s.acts = append(s.acts, "over "+string(in.Kind)+" "+string(in.Room))
	return nil
}

func TestALostRoomCameraIsAnIncidentUntilItIsBack(t *testing.T) {
	t.Parallel()
	to := &said{}
	p := &mediaPart{alarms: to, log: slog.New(slog.DiscardHandler), cfg: media.Config{Clock: time.Now}}
	told := map[site.RoomID]bool{}
	tell := func(seen bool, ago time.Duration, want ...string) {
		t.Helper()
		to.acts = nil
		p.tellRooms(t.Context(), map[site.RoomID]media.RoomSight{"r": {Since: time.Now().Add(-ago), Seen: seen}}, told)
		if !slices.Equal(to.acts, want) {
			t.Fatalf("told %v, want %v", to.acts, want)
		}
	}
	const lost, back = "raise environment.room_camera_lost r", "over environment.room_camera_lost r"
	tell(false, time.Second) // just opened: nothing is known
	tell(true, time.Second, back)
	tell(true, time.Second)
	tell(true, media.RoomAwayFor-time.Second)
	to.away = context.DeadlineExceeded
	tell(true, media.RoomAwayFor+time.Second)
	to.away = nil
	tell(true, media.RoomAwayFor+time.Second, lost) // again, because nobody heard it
	tell(true, media.RoomAwayFor+time.Hour)
	tell(true, time.Second, back)
	told = map[site.RoomID]bool{} // a process that begins while the camera is away
	tell(false, media.RoomAwayFor+time.Second, lost)
}

// What records a room's camera broke off by a defect: an incident for each time, over once it records again.
func TestADefectAtARoomCameraIsAnIncident(t *testing.T) {
	t.Parallel()
	to := &said{}
	p := &mediaPart{alarms: to, log: slog.New(slog.DiscardHandler), cfg: media.Config{Clock: time.Now}}
	told := map[site.RoomID]int64{}
	tell := func(defects int64, ago time.Duration, want ...string) {
		t.Helper()
		to.acts = nil
		p.tellDefects(t.Context(), map[site.RoomID]media.RoomSight{"r": {Since: time.Now().Add(-ago), Seen: true, Defects: defects}}, told)
		if !slices.Equal(to.acts, want) {
			t.Fatalf("told %v, want %v", to.acts, want)
		}
	}
	const broke, again = "raise technical.media_process r", "over technical.media_process r"
	tell(0, time.Second)
	to.away = context.DeadlineExceeded
	tell(1, time.Hour)
	to.away = nil
	tell(1, time.Hour, broke) // again, because nobody heard it
	tell(1, time.Hour)
	tell(3, time.Hour, broke)
	tell(3, time.Second, again)
	tell(3, time.Second)
	tell(4, time.Second, broke)
}

package app

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/recording"
)

// kept takes signals as proctor.Service does: by key, while nobody closed them.
type kept struct {
	made  int
	live  map[string]map[string]string
	until map[string]time.Time
}

func (k *kept) Raise(_ context.Context, in proctor.Signal) (proctor.Incident, error) {
	key := string(in.Sitting) + in.Key
	if k.live[key] == nil {
		k.made++
		k.live[key] = map[string]string{}
	}
	maps.Copy(k.live[key], in.Sums)
	k.until[key] = in.Until
	return proctor.Incident{}, nil
}

func (k *kept) Over(_ context.Context, in proctor.Signal) error {
	key := string(in.Sitting) + in.Key
	maps.Copy(k.live[key], in.Sums)
	k.until[key] = in.Until
	return nil
}

// A camera that comes and goes is one incident of its sitting, which says how often it was away, for how long in all, and when last.
func TestACameraThatComesAndGoesIsOneIncident(t *testing.T) {
	t.Parallel()
	to := &kept{live: map[string]map[string]string{}, until: map[string]time.Time{}}
	m := missingCameras{to}
	begun := time.Date(2026, 11, 22, 9, 0, 0, 0, actor.Beijing)
	var all recording.Losses
	for i := range 29 {
		g := recording.Gap{ID: recording.GapID(fmt.Sprint("g", i)), Sitting: "s", Room: "r", Seat: "a", From: begun.Add(time.Duration(i) * 40 * time.Second)}
		all.Gaps = append(all.Gaps, g)
		if err := m.Lost(t.Context(), g, all); err != nil {
			t.Fatal(err)
		}
		g.To = g.From.Add(7 * time.Second)
		all.Gaps[i], all.Missing = g, all.Missing+7*time.Second
		if err := m.Lost(t.Context(), g, all); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Lost(t.Context(), recording.Gap{ID: "other", Sitting: "s2", Room: "r", Seat: "b", From: begun}, recording.Losses{}); err != nil {
		t.Fatal(err)
	}
	if to.made != 2 {
		t.Fatalf("%d incidents of two sittings", to.made)
	}
	got := to.live["sseat.camera"]
	if got["times"] != "29" || got["unrecorded_s"] != fmt.Sprint(29*7) || !to.until["sseat.camera"].Equal(all.Gaps[28].To) {
		t.Errorf("%v until %v", got, to.until)
	}
	if !strings.HasPrefix(got["last"], "09:18:40 7s, 09:18:00 7s, ") || len(got["last"]) > 200 {
		t.Errorf("the last times are %q", got["last"])
	}
}

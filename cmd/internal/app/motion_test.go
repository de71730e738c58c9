package app

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/proctor/vision"
)

// noticed takes incidents and keeps the sums of nobody.
type noticed struct{ raised chan proctor.Signal }

func (n noticed) Raise(_ context.Context, in proctor.Signal) (proctor.Incident, error) {
	n.raised <- in
	return proctor.Incident{}, nil
}
func (noticed) AddSums(context.Context, []input.Sums) error { return nil }
func (noticed) SumsOf(context.Context, []exam.SittingID) ([]input.Sums, error) {
	return nil, nil
}

// TestAnAnswerAtAnEmptyChairIsNoticed goes the way from where cameras are looked at to where answers come in.
func TestAnAnswerAtAnEmptyChairIsNoticed(t *testing.T) {
	store, err := kv.Open("memory:", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	n := noticed{make(chan proctor.Signal, 16)}
	judge := input.New(input.Deps{Clock: time.Now, Log: log, Incidents: n, Store: n})
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go judge.Run(ctx)
	go hearMotions(ctx, store, judge)
	no := judge.Opened(input.Hello{Place: input.Place{Sitting: "s1", Room: "r", Seat: "a"}, Page: "page", Nth: 1})
	pressed := int64(0)
	for end := time.Now().Add(40 * time.Second); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		pressed++
		all := []vision.Moved{{Sitting: "unknown", At: time.Now()}, {Sitting: "s1", At: time.Now().Add(-5 * time.Second)}}
		if err := (motions{store}).Moved(ctx, all); err != nil {
			t.Fatal(err)
		}
		judge.Answered("s1", no, input.Answer{Question: 1, Text: "A",
			Cause: input.Cause{Class: input.Key, Trusted: true, Focused: true, Visible: true, Full: true, Age: 10 * time.Millisecond, Count: pressed}.String()})
		for len(n.raised) > 0 {
			if in := <-n.raised; in.Kind == proctor.WithoutMovement && in.Sitting == "s1" {
				return
			}
		}
	}
	t.Error("nobody noticed")
}

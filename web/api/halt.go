package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/halt"
	"github.com/suikao/suikao/exam/site"
)

// PauseView is one pause of a whole room or exam point.
type PauseView struct {
	ID           string          `json:"id"`
	Scope        halt.Scope      `json:"scope" enum:"ROOM,SITE"`
	Place        string          `json:"place" doc:"the room or exam point"`
	State        halt.PauseState `json:"state" enum:"STANDS,RESUMING,OVER"`
	Reason       string          `json:"reason"`
	Text         string          `json:"text,omitempty"`
	At           time.Time       `json:"at"`
	By           string          `json:"by" doc:"name"`
	Sittings     int             `json:"sittings" doc:"stopped by it"`
	ResumeReason string          `json:"resumeReason,omitempty"`
	ResumeText   string          `json:"resumeText,omitempty"`
	ResumedAt    *time.Time      `json:"resumedAt,omitempty"`
	ResumedBy    string          `json:"resumedBy,omitempty"`
	Resumed      int             `json:"resumed" doc:"sittings that went on"`
	Kept         int             `json:"kept" doc:"sittings that stayed paused: under another pause, or for a decision about the person"`
}

func pauseView(p halt.Pause) PauseView {
	return PauseView{ID: string(p.ID), Scope: p.Scope, Place: p.Place, State: p.State, Reason: p.Reason.Code, Text: p.Reason.Text, At: p.At, By: p.ByName,
		Sittings: p.Sittings, ResumeReason: p.ResumeReason.Code, ResumeText: p.ResumeReason.Text, ResumedAt: when(p.ResumedAt), ResumedBy: p.ResumedByName,
		Resumed: p.Resumed, Kept: p.Kept}
}

type pauseIn struct {
	ID   string `path:"id" minLength:"26" maxLength:"26"`
	Body SittingReason
}

type pauseOut struct{ Body PauseView }

func onePause(p halt.Pause, err error) (*pauseOut, error) {
	if err != nil {
		return nil, err
	}
	return &pauseOut{pauseView(p)}, nil
}

func pauseList(list []halt.Pause, err error) (*struct{ Body Page[PauseView] }, error) {
	out := &struct{ Body Page[PauseView] }{Page[PauseView]{Items: []PauseView{}}}
	for _, p := range list {
		out.Body.Items = append(out.Body.Items, pauseView(p))
	}
	return out, err
}

// RoomOutage is a time in which a room had no power or no network.
type RoomOutage struct {
	ID     string     `json:"id"`
	Basis  halt.Basis `json:"basis" enum:"EVIDENCE,STATEMENT" doc:"all seats were lost at once, or an officer says so"`
	From   time.Time  `json:"from"`
	To     *time.Time `json:"to,omitempty" doc:"left out while it lasts"`
	Reason string     `json:"reason,omitempty"`
	Text   string     `json:"text,omitempty"`
	By     string     `json:"by,omitempty" doc:"left out: the program"`
}

func outageView(o halt.Outage) RoomOutage {
	return RoomOutage{string(o.ID), o.Basis, o.From, when(o.To), o.Reason.Code, o.Reason.Text, o.ByName}
}

// RegisterHalts declares how staff stop whole rooms and exam points and enter what a room lost by its power.
func RegisterHalts(g Groups, s *halt.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "room-pause", Method: http.MethodPost, Path: "/rooms/{id}/pause", Summary: "Pause a whole room",
		Description: "One act: every running sitting of the room stops, its page is told at once, and no paper starts there until the room goes on."},
		func(ctx context.Context, in *pauseIn) (*pauseOut, error) {
			return onePause(s.PauseRoom(ctx, site.RoomID(in.ID), in.Body.reason()))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "point-pause", Method: http.MethodPost, Path: "/points/{id}/pause", Summary: "Pause a whole exam point", Description: "Like room-pause, for all its rooms."},
		func(ctx context.Context, in *pauseIn) (*pauseOut, error) {
			return onePause(s.PauseSite(ctx, site.PointID(in.ID), in.Body.reason()))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "pause-resume", Method: http.MethodPost, Path: "/pauses/{id}/resume", Summary: "End a pause of a room or exam point",
		Description: "The sittings that it stopped go on, each with its stopped time given back. Who was paused alone stays paused."},
		func(ctx context.Context, in *pauseIn) (*pauseOut, error) {
			return onePause(s.Resume(ctx, halt.PauseID(in.ID), in.Body.reason()))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-pauses", Method: http.MethodGet, Path: "/rooms/{id}/pauses", Summary: "Pauses that stand over a room", Description: "Of the room and of its exam point."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[PauseView] }, error) {
			return pauseList(s.Standing(ctx, site.RoomID(in.ID)))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "point-pauses", Method: http.MethodGet, Path: "/points/{id}/pauses", Summary: "The pause that stands over an exam point", Description: "As a whole; rooms paused alone are not in it."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[PauseView] }, error) {
			return pauseList(s.StandingAtSite(ctx, site.PointID(in.ID)))
		})
	registerOutages(g, s)
}

func registerOutages(g Groups, s *halt.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "room-outage-state", Method: http.MethodPost, Path: "/rooms/{id}/outages", Summary: "State that a room had no power or network",
		Description: "For a time that is over, within the last 24 hours. Every open sitting of the room gets back what no pause and no other credit covers."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				SittingReason
				From time.Time `json:"from"`
				To   time.Time `json:"to"`
			}
		}) (*struct{ Body RoomOutage }, error) {
			o, err := s.State(ctx, site.RoomID(in.ID), in.Body.From, in.Body.To, exam.Reason{Code: in.Body.Reason, Text: in.Body.Text})
			return &struct{ Body RoomOutage }{outageView(o)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-outages", Method: http.MethodGet, Path: "/rooms/{id}/outages", Summary: "Times in which a room had no power or network",
		Description: "Of the last day: by the loss of all its seats at once, or by an officer's statement."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[RoomOutage] }, error) {
			list, err := s.Outages(ctx, site.RoomID(in.ID), time.Time{}, time.Time{})
			out := &struct{ Body Page[RoomOutage] }{Page[RoomOutage]{Items: []RoomOutage{}}}
			for _, o := range list {
				out.Body.Items = append(out.Body.Items, outageView(o))
			}
			return out, err
		})
}

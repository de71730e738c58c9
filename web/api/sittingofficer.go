package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
)

// SittingView is one sitting as a duty officer sees it.
type SittingView struct {
	ID              string     `json:"id"`
	Kind            exam.Kind  `json:"kind" enum:"FORMAL,CLASS,MOCK,SPOT"`
	State           exam.State `json:"state" enum:"ASSIGNED,PLEDGED,PRACTISED,RUNNING,PAUSED,SUBMITTED,SCORED,UNDER_REVIEW,ABORTED_TECHNICAL,LAPSED,VOIDED"`
	Next            exam.Party `json:"next" doc:"who has to act: CANDIDATE (after a technical abort: books again), REMOTE_INVIGILATOR, SYSTEM, RESULT_RELEASER, REVIEWER; empty when void"`
	Live            bool       `json:"live" doc:"occupies its seat"`
	Name            string     `json:"name,omitempty" doc:"masked"`
	Room            string     `json:"room"`
	Seat            string     `json:"seat"`
	SeatLabel       string     `json:"seatLabel"`
	ItemCode        string     `json:"itemCode"`
	Attempt         int        `json:"attempt"`
	Stored          int64      `json:"stored" doc:"answers and marks stored"`
	StartedAt       *time.Time `json:"startedAt,omitempty"`
	Deadline        *time.Time `json:"deadline,omitempty"`
	LeftSeconds     int        `json:"leftSeconds"`
	BaseSeconds     int        `json:"baseSeconds"`
	ExtraSeconds    int        `json:"extraSeconds"`
	CreditedSeconds int        `json:"creditedSeconds"`
	PausedAt        *time.Time `json:"pausedAt,omitempty"`
	PauseKind       string     `json:"pauseKind,omitempty" enum:"ROOM,SITE,BREAK,BREAK_RUNS" doc:"left out: an officer paused this person"`
	ResumeBy        *time.Time `json:"resumeBy,omitempty" doc:"a paused sitting cannot go on after this; left out where the rules set no limit"`
	SubmittedAt     *time.Time `json:"submittedAt,omitempty"`
	Cause           string     `json:"cause,omitempty"`
}

func sittingView(s exam.Sitting, left time.Duration) SittingView {
	return SittingView{ID: string(s.ID), Kind: s.Kind, State: s.State, Next: s.State.Next(), Live: s.State.Live(), Room: string(s.Room), Seat: string(s.Seat),
		SeatLabel: s.SeatLabel, ItemCode: s.ItemCode, Attempt: s.Attempt, StartedAt: when(s.StartedAt), Deadline: when(s.Deadline),
		LeftSeconds: int(left / time.Second), BaseSeconds: s.BaseSeconds, ExtraSeconds: s.ExtraSeconds, CreditedSeconds: s.CreditedSeconds,
		PausedAt: when(s.PausedAt), PauseKind: string(s.PauseKind), ResumeBy: resumeBy(s), SubmittedAt: when(s.SubmittedAt), Cause: string(s.Cause)}
}

func resumeBy(s exam.Sitting) *time.Time {
	if s.State != exam.Paused {
		return nil
	}
	return when(s.ResumeBy())
}

// SittingReason is why an officer steps in.
type SittingReason struct {
	Reason string `json:"reason" enum:"EQUIPMENT,NETWORK,POWER,MEDICAL,EMERGENCY,IDENTITY,INCIDENT,CAMERA,RECHECK,OTHER"`
	Text   string `json:"text,omitempty" maxLength:"200" doc:"needed for OTHER"`
}

func (r SittingReason) reason() exam.Reason { return exam.Reason{Code: r.Reason, Text: r.Text} }

func registerOfficer(g Groups, s *exam.Service) {
	registerRoomSittings(g, s)
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-time", Method: http.MethodGet, Path: "/sittings/{id}/time", Summary: "What time a sitting has",
		Description: "Base, extra (accommodation) and credited time apart; credited time by its reasons, as the journal has them."},
		func(ctx context.Context, in *IDRef) (*struct{ Body SittingTime }, error) {
			t, err := s.TimeOf(ctx, exam.SittingID(in.ID))
			return &struct{ Body SittingTime }{sittingTime(t)}, err
		})
	for path, act := range map[string]struct {
		run              func(context.Context, exam.SittingID, exam.Reason) (exam.Sitting, error)
		id, title, about string
	}{
		"/sittings/{id}/pause":   {s.Pause, "sitting-pause", "Pause a sitting", "Stops the clock; answers are refused until it resumes. The page is told at once."},
		"/sittings/{id}/resume":  {s.Resume, "sitting-resume", "Resume a sitting", "Starts the clock again and gives the stopped time back; not after a pause that the rules call too long."},
		"/sittings/{id}/abort":   {s.Abort, "sitting-abort", "Give a sitting up for technical reasons", "For EQUIPMENT, NETWORK, POWER, MEDICAL, EMERGENCY or OTHER only. No attempt is counted; answers stay as evidence; the person is booked again first."},
		"/sittings/{id}/hand-in": {s.HandIn, "sitting-hand-in", "Hand a paper in for the person", "Ends the answering and scores what is stored."},
	} {
		huma.Register(g.Staff, huma.Operation{OperationID: act.id, Method: http.MethodPost, Path: path, Summary: act.title, Description: act.about},
			func(ctx context.Context, in *struct {
				ID   string `path:"id" minLength:"26" maxLength:"26"`
				Body SittingReason
			}) (*struct{ Body SittingView }, error) {
				sit, err := act.run(ctx, exam.SittingID(in.ID), in.Body.reason())
				return oneSitting(s, sit, err)
			})
	}
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-move", Method: http.MethodPost, Path: "/sittings/{id}/move", Summary: "Move a person to another seat",
		Description: "The new seat goes on with all answers, marks and the time left; the old one is fenced."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				SittingReason
				Seat string `json:"seat" minLength:"26" maxLength:"26"`
			}
		}) (*struct{ Body SittingView }, error) {
			sit, err := s.Move(ctx, exam.SittingID(in.ID), site.SeatID(in.Body.Seat), in.Body.reason())
			return oneSitting(s, sit, err)
		})
}

func oneSitting(s *exam.Service, sit exam.Sitting, err error) (*struct{ Body SittingView }, error) {
	if err != nil {
		return nil, err
	}
	return &struct{ Body SittingView }{sittingView(sit, s.Left(sit))}, nil
}

func registerRoomSittings(g Groups, s *exam.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "room-sittings", Method: http.MethodGet, Path: "/rooms/{id}/sittings", Summary: "Sittings of a room",
		Description: "Of the last 24 hours, newest first; with live only those that occupy a seat. Nothing outside the caller's organisations."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Live bool   `query:"live"`
		}) (*struct{ Body Page[SittingView] }, error) {
			lines, err := s.Room(ctx, site.RoomID(in.ID), in.Live)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[SittingView] }{Body: Page[SittingView]{Items: []SittingView{}}}
			for _, l := range lines {
				v := sittingView(l.Sitting, l.Left)
				v.Name, v.Stored = l.Name, l.LastSeq
				out.Body.Items = append(out.Body.Items, v)
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting", Method: http.MethodGet, Path: "/sittings/{id}", Summary: "One sitting", Description: "State, clock and seat; no answers."},
		func(ctx context.Context, in *struct {
			ID string `path:"id" minLength:"26" maxLength:"26"`
		}) (*struct{ Body SittingView }, error) {
			sit, err := s.Look(ctx, exam.SittingID(in.ID))
			return oneSitting(s, sit, err)
		})
}

package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
)

// SupervisionGap is an interval in which nobody watched a room, or one sitting in it.
type SupervisionGap struct {
	ID       string            `json:"id"`
	Room     string            `json:"room"`
	Sitting  string            `json:"sitting,omitempty" doc:"left out: the whole room"`
	Cause    supervision.Cause `json:"cause" enum:"OFFICER_AWAY,UPLINK_LOST,CAMERA_LOST,POWER,SERVER_DOWN,OTHER"`
	Note     string            `json:"note,omitempty"`
	From     time.Time         `json:"from"`
	To       *time.Time        `json:"to,omitempty" doc:"left out while it lasts"`
	OpenedBy string            `json:"openedBy,omitempty" doc:"name; left out: the program"`
	ClosedBy string            `json:"closedBy,omitempty"`
}

func gapView(g supervision.Gap) SupervisionGap {
	return SupervisionGap{string(g.ID), string(g.Room), string(g.Sitting), g.Cause, g.Note, g.From, when(g.To), g.OpenedName, g.ClosedName}
}

func gapViews(list []supervision.Gap) []SupervisionGap {
	out := make([]SupervisionGap, len(list))
	for i, g := range list {
		out[i] = gapView(g)
	}
	return out
}

// SittingSupervision says in which intervals nobody watched a sitting.
type SittingSupervision struct {
	Gaps    []SupervisionGap `json:"gaps" nullable:"false" doc:"cut to the time in which the paper was open"`
	Seconds int              `json:"seconds" doc:"in all; what overlaps counts once"`
}

type gapIn struct {
	ID   string `path:"id" minLength:"26" maxLength:"26"`
	Body struct {
		Cause   string     `json:"cause" enum:"OFFICER_AWAY,UPLINK_LOST,CAMERA_LOST,POWER,OTHER"`
		Note    string     `json:"note,omitempty" maxLength:"200" doc:"needed for OTHER"`
		Sitting string     `json:"sitting,omitempty" maxLength:"26" doc:"left out: the whole room"`
		From    *time.Time `json:"from,omitempty" doc:"left out: now"`
		To      *time.Time `json:"to,omitempty" doc:"left out: it lasts still"`
	}
}

func (in *gapIn) gap() supervision.Gap {
	g := supervision.Gap{Room: site.RoomID(in.ID), Sitting: exam.SittingID(in.Body.Sitting), Cause: supervision.Cause(in.Body.Cause), Note: in.Body.Note}
	if in.Body.From != nil {
		g.From = *in.Body.From
	}
	if in.Body.To != nil {
		g.To = *in.Body.To
	}
	return g
}

type gapOut struct{ Body SupervisionGap }

func oneGap(g supervision.Gap, err error) (*gapOut, error) {
	if err != nil {
		return nil, err
	}
	return &gapOut{gapView(g)}, nil
}

// RegisterSupervision declares what staff do with the times in which nobody watched.
func RegisterSupervision(g Groups, w *supervision.Service, s *exam.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "supervision-lost", Method: http.MethodPost, Path: "/rooms/{id}/supervision-gaps", Summary: "Enter that nobody watches a room",
		Description: "From now or since a time of the last 24 hours. No paper starts in the room while it lasts; it stands in the room record, and results with too much of it are held."},
		func(ctx context.Context, in *gapIn) (*gapOut, error) { return oneGap(w.Lose(ctx, in.gap())) })
	huma.Register(g.Staff, huma.Operation{OperationID: "supervision-regained", Method: http.MethodPost, Path: "/supervision-gaps/{id}/end", Summary: "Somebody watches again", Description: "Ends the interval now."},
		func(ctx context.Context, in *IDRef) (*gapOut, error) {
			return oneGap(w.Regain(ctx, supervision.ID(in.ID)))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "supervision-gaps", Method: http.MethodGet, Path: "/rooms/{id}/supervision-gaps", Summary: "Intervals without supervision of a room",
		Description: "That touch the hours from one time to another, by their beginning."},
		func(ctx context.Context, in *struct {
			ID   string    `path:"id" minLength:"26" maxLength:"26"`
			From time.Time `query:"from" doc:"left out: a day before to"`
			To   time.Time `query:"to" doc:"left out: now"`
		}) (*struct{ Body Page[SupervisionGap] }, error) {
			list, err := w.Of(ctx, site.RoomID(in.ID), in.From, in.To)
			return &struct{ Body Page[SupervisionGap] }{Page[SupervisionGap]{Items: gapViews(list)}}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-supervision", Method: http.MethodGet, Path: "/sittings/{id}/supervision", Summary: "When nobody watched a sitting", Description: "Cause, from, to, and seconds in all."},
		func(ctx context.Context, in *IDRef) (*struct{ Body SittingSupervision }, error) {
			sit, err := s.Look(ctx, exam.SittingID(in.ID))
			if err != nil {
				return nil, err
			}
			cuts, sum, err := w.Unwatched(ctx, sit)
			return &struct{ Body SittingSupervision }{SittingSupervision{gapViews(cuts), int((sum + time.Second - 1) / time.Second)}}, err
		})
}

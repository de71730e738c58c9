package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
)

// CallView is somebody at a gate or a seat who wants a person.
type CallView struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	Room    string    `json:"room"`
	Seat    string    `json:"seat,omitempty" doc:"absent: at the gate"`
	Trouble string    `json:"trouble,omitempty" doc:"code of what the machine could not do; absent: the button"`
}

// maxCalls is how many calls a duty desk looks back on.
const maxCalls = 20

// registerCalls declares the calls for the duty desk. They stand on the audit trail, where nobody can wipe them away.
func registerCalls(g Groups, l *audit.Log) {
	huma.Register(g.Staff, huma.Operation{OperationID: "calls", Method: http.MethodGet, Path: "/calls", Summary: "Who calls for a person",
		Description: "The last calls from gates and seats of the caller's rooms, newest first; for those on duty."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[CallView] }, error) {
			paths := actor.From(ctx).Paths(people.RemoteInvigilator, people.RemoteAttendant)
			if len(paths) == 0 {
				return nil, errCallsForbidden
			}
			list, err := l.Find(ctx, audit.Query{Paths: paths, Verb: "room.call_staff", Limit: maxCalls})
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[CallView] }{Body: Page[CallView]{Items: []CallView{}}}
			for _, r := range list {
				v := CallView{ID: r.ID, At: time.UnixMilli(r.AtMillis).UTC(), Room: r.Detail["room"], Trouble: r.Detail["trouble"]}
				if kind, id, _ := strings.Cut(r.Object, ":"); kind == "seat" {
					v.Seat = id
				}
				out.Body.Items = append(out.Body.Items, v)
			}
			return out, nil
		})
}

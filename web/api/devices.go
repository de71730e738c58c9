package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/internal/actor"
)

// DeviceView is an enrolled terminal.
type DeviceView struct {
	ID         string        `json:"id"`
	Kind       terminal.Kind `json:"kind" enum:"GATE,SEAT"`
	Name       string        `json:"name"`
	Room       string        `json:"room"`
	Seat       string        `json:"seat,omitempty"`
	EnrolledAt time.Time     `json:"enrolledAt"`
	RevokedAt  *time.Time    `json:"revokedAt,omitempty"`
	SeenAt     time.Time     `json:"seenAt"`
}

func deviceView(d terminal.Device) DeviceView {
	return DeviceView{string(d.ID), d.Kind, d.Name, d.Room, d.Seat, d.EnrolledAt, when(d.RevokedAt), d.SeenAt}
}

// EnrolledView is a new device with its token, shown once.
type EnrolledView struct {
	Device DeviceView `json:"device"`
	Token  string     `json:"token" doc:"bearer token of this terminal"`
}

// RegisterDevices declares enrolling and revoking of gate and seat terminals.
func RegisterDevices(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "enrolment-add", Method: http.MethodPost, Path: "/enrolments", DefaultStatus: http.StatusCreated, Summary: "Make an enrolment code",
		Description: "Typed at the terminal; works once, for 30 minutes."},
		func(ctx context.Context, in *struct {
			Body struct {
				Kind terminal.Kind `json:"kind" enum:"GATE,SEAT"`
				Room string        `json:"room" minLength:"1" maxLength:"26"`
				Seat string        `json:"seat,omitempty" maxLength:"26"`
				Name string        `json:"name" maxLength:"120"`
			}
		}) (*struct {
			Body struct {
				Code    string    `json:"code"`
				Expires time.Time `json:"expires"`
			}
		}, error) {
			b := in.Body
			code, expires, err := p.Devices.CreateEnrolment(ctx, terminal.Enrolment{Kind: b.Kind, Room: b.Room, Seat: b.Seat, Name: b.Name})
			out := &struct {
				Body struct {
					Code    string    `json:"code"`
					Expires time.Time `json:"expires"`
				}
			}{}
			out.Body.Code, out.Body.Expires = code, expires
			return out, err
		})
	a := auth{p, g.Auth}
	huma.Register(g.Auth, a.op("enrol", "/device/enrol", "Enrol a terminal", "By the code that staff made; replaces the terminal that was at this seat."),
		func(ctx context.Context, in *struct {
			Body struct {
				Code string `json:"code" minLength:"1" maxLength:"20"`
			}
		}) (*struct{ Body EnrolledView }, error) {
			d, token, err := p.Devices.Enrol(ctx, in.Body.Code, actor.From(ctx).Remote)
			return &struct{ Body EnrolledView }{EnrolledView{deviceView(d), token}}, err
		})
	huma.Register(g.Device, huma.Operation{OperationID: "device-me", Method: http.MethodGet, Path: "/me", Summary: "This terminal", Description: "Where the terminal believes to stand."},
		func(ctx context.Context, _ *struct{}) (*struct {
			Body struct {
				ID   string `json:"id"`
				Name string `json:"name"`
				Room string `json:"room"`
				Seat string `json:"seat,omitempty"`
			}
		}, error) {
			who := actor.From(ctx)
			out := &struct {
				Body struct {
					ID   string `json:"id"`
					Name string `json:"name"`
					Room string `json:"room"`
					Seat string `json:"seat,omitempty"`
				}
			}{}
			out.Body.ID, out.Body.Name, out.Body.Room, out.Body.Seat = who.ID, who.Name, who.Room, who.Seat
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-devices", Method: http.MethodGet, Path: "/rooms/{id}/devices", Summary: "Terminals of a room", Description: "Newest first, revoked ones included."},
		func(ctx context.Context, in *struct {
			ID string `path:"id" maxLength:"26"`
		}) (*struct{ Body []DeviceView }, error) {
			rows, err := p.Devices.InRoom(ctx, in.ID)
			out := []DeviceView{}
			for _, d := range rows {
				out = append(out, deviceView(d))
			}
			return &struct{ Body []DeviceView }{out}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "device-revoke", Method: http.MethodPost, Path: "/devices/{id}/revoke", Summary: "Revoke a terminal", Description: "Its token ends at once."},
		func(ctx context.Context, in *ReasonIn) (*struct{}, error) {
			return nil, p.Devices.Revoke(ctx, terminal.ID(in.ID), in.Body.Reason)
		})
}

package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
)

// LiveViews passes the pictures of seats on to officers. It checks the caller's rights and puts every look on the trail.
type LiveViews interface {
	// Watch answers the offer of somebody who looks at a seat and names the session.
	Watch(ctx context.Context, seat site.SeatID, offer string) (session, answer string, err error)
	// WatchGate answers the offer of somebody who looks at a gate where a person is called.
	WatchGate(ctx context.Context, gate terminal.ID, offer string) (session, answer string, err error)
	// Renew answers a new offer on a session of the caller.
	Renew(ctx context.Context, session, offer string) (answer string, err error)
	// Talk begins or ends that the caller's words go to the seat.
	Talk(ctx context.Context, session string, on bool) error
	// End ends a session of the caller. One that is over, and another's, is not found.
	End(ctx context.Context, session string) error
}

const liveSessions = "/api/staff/live/"

// RegisterLive declares how an officer looks at a seat and speaks to it, after WHEP: an offer is posted and answered at once.
// servers are the relays that a connection may use, with a word for the caller.
func RegisterLive(g Groups, v LiveViews, servers func(ctx context.Context) []IceServer) {
	answers := map[string]*huma.Response{}
	for status, words := range map[string]string{"200": "the answer", "201": "the answer; Location names the session"} {
		answers[status] = &huma.Response{Description: words, Content: map[string]*huma.MediaType{"application/sdp": {Schema: &huma.Schema{Type: huma.TypeString}}}}
	}
	huma.Register(g.Staff, huma.Operation{OperationID: "live-watch", Method: http.MethodPost, Path: "/seats/{seat}/live", DefaultStatus: http.StatusCreated, Summary: "Look at a seat live", MaxBodyBytes: 65536,
		Description: "The body is an SDP offer: one VP8 video line (a second one asks for the screen, where it is recorded), Opus lines to hear the seat and to speak to it. For officers with a shift in the room now and inspectors. Every look is on the trail; the seat shows that it is looked at. Ends by itself after ten minutes.",
		Responses:   map[string]*huma.Response{"201": answers["201"]}},
		func(ctx context.Context, in *struct {
			Seat    string `path:"seat" minLength:"26" maxLength:"26"`
			RawBody []byte `contentType:"application/sdp" maxLength:"65536"`
		}) (*answerOut, error) {
			session, answer, err := v.Watch(ctx, site.SeatID(in.Seat), string(in.RawBody))
			if err != nil {
				return nil, err
			}
			return &answerOut{http.StatusCreated, liveSessions + session, "application/sdp", []byte(answer)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "gate-watch", Method: http.MethodPost, Path: "/gates/{gate}/live", DefaultStatus: http.StatusCreated, Summary: "Look at a gate live", MaxBodyBytes: 65536,
		Description: "While a person is called there or waits for an officer; for whoever may decide about them. The body is an SDP offer as for a seat. The gate's picture and voice are passed on and not recorded; every look is on the trail and the gate shows it.",
		Responses:   map[string]*huma.Response{"201": answers["201"]}},
		func(ctx context.Context, in *struct {
			Gate    string `path:"gate" minLength:"26" maxLength:"26"`
			RawBody []byte `contentType:"application/sdp" maxLength:"65536"`
		}) (*answerOut, error) {
			session, answer, err := v.WatchGate(ctx, terminal.ID(in.Gate), string(in.RawBody))
			if err != nil {
				return nil, err
			}
			return &answerOut{http.StatusCreated, liveSessions + session, "application/sdp", []byte(answer)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "live-renew", Method: http.MethodPatch, Path: "/live/{id}", Summary: "Offer anew on a live view", MaxBodyBytes: 65536,
		Description: "The body is a whole SDP offer with new ICE credentials.", Responses: map[string]*huma.Response{"200": answers["200"]}},
		func(ctx context.Context, in *struct {
			ID      string `path:"id" minLength:"26" maxLength:"26"`
			RawBody []byte `contentType:"application/sdp" maxLength:"65536"`
		}) (*answerOut, error) {
			answer, err := v.Renew(ctx, in.ID, string(in.RawBody))
			if err != nil {
				return nil, err
			}
			return &answerOut{http.StatusOK, liveSessions + in.ID, "application/sdp", []byte(answer)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "live-talk", Method: http.MethodPost, Path: "/live/{id}/talk", DefaultStatus: http.StatusNoContent, Summary: "Speak to the seat",
		Description: "What the caller's microphone sends goes to the seat from now on, or no longer. On the trail; the seat shows that somebody speaks. One officer at a time speaks to a seat."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				On bool `json:"on"`
			}
		}) (*struct{}, error) {
			return nil, v.Talk(ctx, in.ID, in.Body.On)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "live-end", Method: http.MethodDelete, Path: "/live/{id}", DefaultStatus: http.StatusNoContent, Summary: "Stop looking",
		Description: "By the officer who looks. One that is over by now, and another's, is not found."},
		func(ctx context.Context, in *IDRef) (*struct{}, error) { return nil, v.End(ctx, in.ID) })
	type serversOut struct {
		Items []IceServer `json:"items" nullable:"false"`
	}
	huma.Register(g.Staff, huma.Operation{OperationID: "live-servers", Method: http.MethodGet, Path: "/live/servers", Summary: "Relays for a live view",
		Description: "Give them to the connection as iceServers; empty where no relay is set up."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body serversOut }, error) {
			return &struct{ Body serversOut }{serversOut{append([]IceServer{}, servers(ctx)...)}}, nil
		})
}

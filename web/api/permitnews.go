package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit/news"
	"github.com/suikao/suikao/exam/permit/outside"
)

// PermitSubView is a subscription to changes of permits, without its secret.
type PermitSubView struct {
	ID        string       `json:"id"`
	Name      string       `json:"name"`
	URL       string       `json:"url" doc:"empty: changes are only read with a key"`
	Events    []news.Event `json:"events" nullable:"false" enum:"ISSUED,SUSPENDED,REVOKED,WITHDRAWN,CANCELLED,EXPIRED,RENEWED,REPLACED,UPDATED,IMPORTED"`
	Employees bool         `json:"employees" doc:"of the people who work for the organisation, beside those watched"`
	Watched   int          `json:"watched" doc:"permits on the watch list"`
	State     news.State   `json:"state" enum:"ACTIVE,PAUSED,ENDED" doc:"PAUSED: the address failed for three days; changes wait for 30 days"`
	Why       string       `json:"why,omitempty" doc:"how it failed last"`
	StateAt   time.Time    `json:"stateAt"`
	MadeBy    string       `json:"madeBy"`
	MadeAt    time.Time    `json:"madeAt"`
	KeyNo     int          `json:"keyNo" doc:"number of the secret in force"`
	Newest    uint64       `json:"newest" doc:"number of the newest change"`
	Sent      uint64       `json:"sent" doc:"number of the last change that the address took"`
}

// NewPermitSub is a subscription with its secret, which is shown this once.
type NewPermitSub struct {
	PermitSubView
	Secret string `json:"secret" doc:"whsec_…, of Standard Webhooks"`
}

// PermitSubTry is one delivery that was tried.
type PermitSubTry struct {
	ID      string     `json:"id"`
	Seq     uint64     `json:"seq"`
	Event   news.Event `json:"event" enum:"ISSUED,SUSPENDED,REVOKED,WITHDRAWN,CANCELLED,EXPIRED,RENEWED,REPLACED,UPDATED,IMPORTED,TEST"`
	At      time.Time  `json:"at"`
	TookMs  int        `json:"tookMs"`
	Status  int        `json:"status" doc:"of HTTP; 0: no answer"`
	Problem string     `json:"problem,omitempty"`
}

// PermitWatch is a permit to be watched.
type PermitWatch struct {
	Number    string `json:"number" maxLength:"60" doc:"as on the permit"`
	Name      string `json:"name" maxLength:"60"`
	Reference string `json:"reference,omitempty" maxLength:"200" doc:"what the subscriber calls it; comes back with each change"`
}

// PermitChange is a change as readers get it.
type PermitChange struct {
	Type      string           `json:"type" doc:"permit.suspended and so on"`
	Timestamp time.Time        `json:"timestamp"`
	Data      PermitChangeData `json:"data"`
}

// PermitChangeData says of which permit, and what it is worth now.
type PermitChangeData struct {
	Subscription string `json:"subscription"`
	Seq          uint64 `json:"seq" doc:"without gaps; go on after the last one received"`
	Permit       string `json:"permit" doc:"核验码"`
	Reference    string `json:"reference,omitempty"`
	Item         string `json:"item"`
	Status       string `json:"status"`
	Colour       string `json:"colour"`
	National     string `json:"national"`
	ValidFrom    string `json:"validFrom"`
	ValidTo      string `json:"validTo"`
}

func permitSubView(n int) func(s news.Subscription) PermitSubView {
	return func(s news.Subscription) PermitSubView {
		return PermitSubView{string(s.ID), s.Name, s.URL, s.Events, s.Employees, n, s.State, s.Why, s.StateAt, s.MadeName, s.MadeAt, s.KeyNo, s.LastSeq, s.SentSeq}
	}
}

type subscribeBody struct {
	Name      string       `json:"name" maxLength:"200"`
	URL       string       `json:"url,omitempty" maxLength:"600" doc:"https; left out: changes are only read with a key"`
	Events    []news.Event `json:"events" maxItems:"20" nullable:"false"`
	Employees bool         `json:"employees"`
}

func (b subscribeBody) input() news.Input {
	return news.Input{Name: b.Name, URL: b.URL, Events: b.Events, Employees: b.Employees}
}

type watchBody struct {
	Permits []PermitWatch `json:"permits" maxItems:"6000" nullable:"false"`
}

func (b watchBody) list() []news.Watch {
	out := make([]news.Watch, len(b.Permits))
	for i, p := range b.Permits {
		out[i] = news.Watch{Number: p.Number, Name: p.Name, Ref: p.Reference}
	}
	return out
}

type watchedOut struct {
	Body struct {
		Watched int `json:"watched"`
	}
}

// RegisterPermitNews declares subscriptions to changes of permits and how machines read them.
func RegisterPermitNews(g Groups, keys *outside.Service, s *news.Service) {
	registerSubs(g, s)
	registerSubActs(g, s)
	k := keyed(g, keys)
	registerKeySubs(k, s)
	huma.Register(k, huma.Operation{OperationID: "permits-watch", Method: http.MethodPut, Path: "/permits/watch", Summary: "Replace a watch list", MaxBodyBytes: 2 << 20,
		Description: "At most 5,000 permits by number and name, with a reference of your own. Neither is kept in the clear, and whether they exist is not said. The key stands in the header X-Api-Key."},
		func(ctx context.Context, in *struct {
			Subscription string `query:"subscription" maxLength:"26" doc:"may be left out where the organisation has one"`
			Body         watchBody
		}) (*watchedOut, error) {
			key, _ := ctx.Value(keyContext{}).(outside.Key)
			n, err := s.SetWatchWith(ctx, key, news.SubID(in.Subscription), in.Body.list())
			out := &watchedOut{}
			out.Body.Watched = n
			return out, err
		})
	huma.Register(k, huma.Operation{OperationID: "permits-changes", Method: http.MethodGet, Path: "/permits/changes", Summary: "Read changes of permits",
		Description: "With Accept: text/event-stream a stream of server-sent events, whose ids are numbers for Last-Event-ID; it ends after five minutes, come back then. Otherwise those after a number, waiting for the first " +
			"up to wait seconds. Numbers have no gaps and hold on every node. At most four at a time for a key."},
		func(ctx context.Context, in *struct {
			Subscription string `query:"subscription" maxLength:"26" doc:"may be left out where the organisation has one"`
			After        uint64 `query:"after" doc:"number of the last change received; 0: from the oldest, 30 days back"`
			Last         string `header:"Last-Event-ID" maxLength:"20" doc:"as after, from a browser's event source"`
			Limit        int    `query:"limit" minimum:"1" maximum:"200" default:"100"`
			Wait         int    `query:"wait" minimum:"0" maximum:"55" doc:"seconds to wait for the first"`
			Accept       string `header:"Accept" maxLength:"200"`
			Lang         string `header:"Accept-Language" maxLength:"200"`
		}) (*huma.StreamResponse, error) {
			key, _ := ctx.Value(keyContext{}).(outside.Key)
			after := in.After
			if in.Last != "" {
				n, err := strconv.ParseUint(in.Last, 10, 64)
				if err != nil {
					return nil, news.ErrCursor.At("header.Last-Event-ID")
				}
				after = n
			}
			id, newest, err := s.Newest(ctx, key, news.SubID(in.Subscription))
			if err == nil && after > newest {
				err = news.ErrCursor.At("query.after")
			}
			if err != nil {
				return nil, err
			}
			if strings.Contains(in.Accept, "text/event-stream") {
				leave, err := s.Enter(key)
				if err != nil {
					return nil, later(err)
				}
				return &huma.StreamResponse{Body: func(c huma.Context) {
					defer leave()
					events(c, s, key, id, after)
				}}, nil
			}
			list, err := s.Changes(ctx, key, id, after, in.Limit, time.Duration(in.Wait)*time.Second)
			if err != nil {
				return nil, later(err)
			}
			body := struct {
				Items []json.RawMessage `json:"items"`
				Next  uint64            `json:"next"`
			}{[]json.RawMessage{}, after}
			for _, l := range list {
				body.Items, body.Next = append(body.Items, l.Body), l.Seq
			}
			return &huma.StreamResponse{Body: func(c huma.Context) {
				c.SetHeader("Content-Type", "application/json")
				c.SetHeader("Cache-Control", "no-store")
				_ = json.NewEncoder(c.BodyWriter()).Encode(body)
			}}, nil
		})
}

// events writes server-sent events until the reader goes or its time is over.
func events(c huma.Context, s *news.Service, key outside.Key, id news.SubID, after uint64) {
	c.SetHeader("Content-Type", "text/event-stream")
	c.SetHeader("Cache-Control", "no-store")
	c.SetHeader("X-Accel-Buffering", "no")
	w := c.BodyWriter()
	flush := func() error {
		if rw, ok := w.(http.ResponseWriter); ok {
			return http.NewResponseController(rw).Flush()
		}
		return nil
	}
	if _, err := fmt.Fprint(w, "retry: 2000\n\n"); err != nil || flush() != nil {
		return
	}
	_ = s.Stream(c.Context(), key, id, after, func(list []news.Change) error {
		for _, l := range list {
			if _, err := fmt.Fprintf(w, "id: %d\nevent: %s\ndata: %s\n\n", l.Seq, l.Type, l.Body); err != nil {
				return err
			}
		}
		return flush()
	}, func() error {
		if _, err := fmt.Fprint(w, ": alive\n\n"); err != nil {
			return err
		}
		return flush()
	})
}

func registerSubs(g Groups, s *news.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "org-permit-subscriptions", Method: http.MethodGet, Path: "/orgs/{id}/permit-subscriptions", Summary: "Subscriptions to changes of permits",
		Description: "Of an organisation, newest first, for who manages its keys."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[PermitSubView] }, error) {
			list, err := s.SubsOf(ctx, people.OrgID(in.ID))
			if err != nil {
				return nil, err
			}
			return subPage(ctx, s, list)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "org-permit-subscribe", Method: http.MethodPost, Path: "/orgs/{id}/permit-subscriptions", DefaultStatus: http.StatusCreated, Summary: "Subscribe to changes of permits",
		Description: "Of the organisation's people, of a watch list, or both. The answer holds the secret this once. At most 10 at a time."},
		func(ctx context.Context, in *struct {
			IDRef
			Body subscribeBody
		}) (*struct{ Body NewPermitSub }, error) {
			sub, secret, err := s.Subscribe(ctx, people.OrgID(in.ID), in.Body.input())
			if err != nil {
				return nil, err
			}
			return &struct{ Body NewPermitSub }{NewPermitSub{permitSubView(0)(sub), secret}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-subscription-deliveries", Method: http.MethodGet, Path: "/permit-subscriptions/{id}/deliveries", Summary: "Deliveries of a subscription",
		Description: "The newest 100 tries, newest first. Kept for 90 days."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[PermitSubTry] }, error) {
			list, err := s.Deliveries(ctx, news.SubID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[PermitSubTry] }{whole(list, func(t news.Try) PermitSubTry {
				return PermitSubTry{t.ID, t.Seq, t.Event, t.At, int(t.Took.Milliseconds()), t.Status, t.Problem}
			})}, nil
		})
}

func registerKeySubs(k huma.API, s *news.Service) {
	huma.Register(k, huma.Operation{OperationID: "permits-subscribe", Method: http.MethodPost, Path: "/permits/subscriptions", DefaultStatus: http.StatusCreated, Summary: "Subscribe with a key",
		Description: "For the key's organisation, whose managers see and end it in the console. The answer holds the secret this once. The key stands in the header X-Api-Key."},
		func(ctx context.Context, in *struct{ Body subscribeBody }) (*struct{ Body NewPermitSub }, error) {
			key, _ := ctx.Value(keyContext{}).(outside.Key)
			sub, secret, err := s.SubscribeWith(ctx, key, in.Body.input())
			if err != nil {
				return nil, err
			}
			return &struct{ Body NewPermitSub }{NewPermitSub{permitSubView(0)(sub), secret}}, nil
		})
	huma.Register(k, huma.Operation{OperationID: "permits-subscriptions", Method: http.MethodGet, Path: "/permits/subscriptions", Summary: "Subscriptions of the key's organisation",
		Description: "Those that are not ended, newest first."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[PermitSubView] }, error) {
			key, _ := ctx.Value(keyContext{}).(outside.Key)
			list, err := s.SubsWith(ctx, key)
			if err != nil {
				return nil, err
			}
			return subPage(ctx, s, list)
		})
}

// subPage shows subscriptions with the length of their watch lists.
func subPage(ctx context.Context, s *news.Service, list []news.Subscription) (*struct{ Body Page[PermitSubView] }, error) {
	out := Page[PermitSubView]{Items: []PermitSubView{}}
	for _, sub := range list {
		n, err := s.Watching(ctx, sub.ID)
		if err != nil {
			return nil, err
		}
		out.Items = append(out.Items, permitSubView(n)(sub))
	}
	return &struct{ Body Page[PermitSubView] }{out}, nil
}

func registerSubActs(g Groups, s *news.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-subscription-rotate", Method: http.MethodPost, Path: "/permit-subscriptions/{id}/rotate", Summary: "Give a subscription a new secret",
		Description: "The answer holds it this once; the one before signs as well for a day."},
		func(ctx context.Context, in *IDRef) (*struct{ Body NewPermitSub }, error) {
			sub, secret, err := s.Rotate(ctx, news.SubID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body NewPermitSub }{NewPermitSub{permitSubView(0)(sub), secret}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-subscription-watch", Method: http.MethodPut, Path: "/permit-subscriptions/{id}/watch", Summary: "Replace the watch list of a subscription", MaxBodyBytes: 2 << 20,
		Description: "At most 5,000 permits by number and name. Neither is kept in the clear, and whether they exist is not said."},
		func(ctx context.Context, in *struct {
			IDRef
			Body watchBody
		}) (*watchedOut, error) {
			n, err := s.SetWatch(ctx, news.SubID(in.ID), in.Body.list())
			out := &watchedOut{}
			out.Body.Watched = n
			return out, err
		})
	for _, act := range []struct {
		name, summary, text string
		do                  func(ctx context.Context, id news.SubID) error
	}{
		{"test", "Try a subscription", "It is told of a change of type permit.test.", s.TryOut},
		{"resume", "Let a paused subscription go on", "With what waited, in order.", func(ctx context.Context, id news.SubID) error { _, err := s.Resume(ctx, id); return err }},
		{"end", "End a subscription", "At once and for good.", s.End},
	} {
		huma.Register(g.Staff, huma.Operation{OperationID: "permit-subscription-" + act.name, Method: http.MethodPost, Path: "/permit-subscriptions/{id}/" + act.name, DefaultStatus: http.StatusNoContent, Summary: act.summary, Description: act.text},
			func(ctx context.Context, in *IDRef) (*struct{}, error) { return nil, act.do(ctx, news.SubID(in.ID)) })
	}
}

package api

import (
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/suikao/suikao/internal/actor"
)

// Authenticator tells who is asking. Each method returns a fault of kind Unauthenticated or Forbidden when the request
// carries no valid proof of that sort. Staff and Candidate also check the CSRF header on writing methods.
type Authenticator interface {
	Candidate(r *http.Request) (actor.Actor, error)
	Staff(r *http.Request) (actor.Actor, error)
	Device(r *http.Request) (actor.Actor, error)
}

// Groups are the sets of operations, each behind its own authentication; V1 is what programs of others ask, with keys of their own.
type Groups struct {
	Public, Auth, Candidate, Staff, Device, V1 huma.API
}

// New puts the API on mux and returns the groups to register operations in.
func New(mux *http.ServeMux, auth Authenticator, log *slog.Logger, version string) (huma.API, Groups) {
	huma.NewErrorWithContext = newError(log)
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return newError(log)(nil, status, msg, errs...)
	}
	cfg := huma.DefaultConfig("SuiKao", version)
	cfg.DocsPath, cfg.SchemasPath = "", ""
	cfg.OpenAPIPath = "/api/openapi"
	cfg.CreateHooks = nil // no $schema links in bodies
	cfg.Info.Description = "Training, examination and permits of 三项岗位 personnel. Failures carry a stable code; see Problem."
	api := humago.New(mux, cfg)
	g := Groups{
		Public:    group(api, "/api/public", nil),
		Auth:      group(api, "/api/auth", nil),
		Candidate: group(api, "/api/candidate", auth.Candidate),
		Staff:     group(api, "/api/staff", auth.Staff),
		Device:    group(api, "/api/device", auth.Device),
		V1:        group(api, "/v1", nil),
	}
	return api, g
}

// group makes a set of operations whose requests pass who first; its actor joins the context.
func group(api huma.API, prefix string, who func(*http.Request) (actor.Actor, error)) huma.API {
	g := huma.NewGroup(api, prefix)
	if who == nil {
		return g
	}
	g.UseMiddleware(func(c huma.Context, next func(huma.Context)) {
		r, _ := humago.Unwrap(c)
		a, err := who(r)
		if err != nil {
			_ = huma.WriteErr(api, c, http.StatusUnauthorized, "", err)
			return
		}
		outer := actor.From(c.Context())
		a.Request, a.Remote = outer.Request, outer.Remote
		next(huma.WithContext(c, actor.With(c.Context(), a)))
	})
	return g
}

// Page is one page of a list. Next is empty on the last page and else goes into ?cursor=.
type Page[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty"`
}

// pageOf maps rows that were asked for with this limit. A full page may have a next one.
func pageOf[T, V any](rows []T, limit int, view func(T) V, cursor func(T) string) Page[V] {
	out := Page[V]{Items: make([]V, len(rows))}
	for i, r := range rows {
		out.Items[i] = view(r)
	}
	if len(rows) > 0 && len(rows) == limit {
		out.Next = cursor(rows[limit-1])
	}
	return out
}

// Paging is the query part every list takes.
type Paging struct {
	Cursor string `query:"cursor" maxLength:"120" doc:"next of the previous page"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

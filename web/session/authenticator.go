package session

import (
	"context"
	"net/http"
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/internal/actor"
)

// StaffAccounts answers who stands behind a staff session; *people.Accounts does.
type StaffAccounts interface {
	Actor(ctx context.Context, p people.Principal) (actor.Actor, error)
}

// CandidateAccounts answers who stands behind a candidate's session; *people.Candidates does.
type CandidateAccounts interface {
	Actor(ctx context.Context, p people.Principal) (actor.Actor, error)
}

// Terminals answers which device a bearer token belongs to; *terminal.Service does.
type Terminals interface {
	Actor(ctx context.Context, token string) (actor.Actor, error)
}

// Authenticator tells who is asking, for web/api and web/ws.
type Authenticator struct {
	Sessions   *Manager
	Accounts   StaffAccounts
	Candidates CandidateAccounts
	Devices    Terminals
}

// Staff returns the actor of a staff session; writing methods must carry the CSRF header. Faults of kind Unauthenticated
// (ErrNone, people.ErrEnded) and Forbidden (ErrCSRF, ErrSite).
func (a Authenticator) Staff(r *http.Request) (actor.Actor, error) {
	return a.login(r, Staff, a.Accounts.Actor)
}

// Candidate returns the actor of a candidate's session, under the same rules.
func (a Authenticator) Candidate(r *http.Request) (actor.Actor, error) {
	return a.login(r, Person, a.Candidates.Actor)
}

func (a Authenticator) login(r *http.Request, realm Realm, who func(context.Context, people.Principal) (actor.Actor, error)) (actor.Actor, error) {
	l, err := a.Sessions.Find(r, realm)
	if err != nil {
		return actor.Actor{}, err
	}
	if err := a.Sessions.CheckCSRF(r, realm, l); err != nil {
		return actor.Actor{}, err
	}
	out, err := who(r.Context(), people.Principal{ID: l.Owner, Epoch: l.Epoch})
	if err != nil {
		return actor.Actor{}, err
	}
	out.Session = l.Token
	return out, nil
}

// Device returns the actor of an enrolled terminal by its bearer token; terminal.ErrUnknown otherwise.
func (a Authenticator) Device(r *http.Request) (actor.Actor, error) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || len(token) != 43 {
		return actor.Actor{}, terminal.ErrUnknown
	}
	return a.Devices.Actor(r.Context(), token)
}

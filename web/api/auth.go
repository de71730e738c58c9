package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/web/session"
)

// Browser reads which session cookies a request carries. It is embedded in inputs and not part of the API's description.
type Browser struct{ sent session.Sent }

// Resolve implements huma.Resolver.
func (b *Browser) Resolve(c huma.Context) []error {
	r, _ := humago.Unwrap(c)
	b.sent.Secure = r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
	if k, err := r.Cookie(session.StaffCookie); err == nil {
		b.sent.Staff = k.Value
	}
	if k, err := r.Cookie(session.PersonCookie); err == nil {
		b.sent.Person = k.Value
	}
	return nil
}

// SessionView says who is logged in after a login.
type SessionView struct {
	Kind string `json:"kind" enum:"STAFF,CANDIDATE"`
	ID   string `json:"id" doc:"account or person"`
}

type loggedIn struct {
	Cookies []http.Cookie `header:"Set-Cookie"`
	Body    SessionView
}

type loggedOut struct {
	Cookies []http.Cookie `header:"Set-Cookie"`
}

// auth serves the operations that make and end sessions.
type auth struct {
	p   People
	api huma.API
}

// RegisterAuth declares logging in and out, registration, claiming, lost passwords and the first administrator's link.
func RegisterAuth(g Groups, p People) {
	a := auth{p, g.Auth}
	a.staff()
	a.candidate()
	a.codes()
	a.sessions(g)
}

// op is an operation behind a check of the Origin header: logging in has no CSRF token yet.
func (a auth) op(id, path, summary, description string) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Summary: summary, Description: description,
		Middlewares: huma.Middlewares{func(c huma.Context, next func(huma.Context)) {
			r, _ := humago.Unwrap(c)
			if err := a.p.Sessions.CheckOrigin(r); err != nil {
				_ = huma.WriteErr(a.api, c, http.StatusForbidden, "", err)
				return
			}
			next(c)
		}}}
}

// start answers a successful login with a new session.
func (a auth) start(ctx context.Context, realm session.Realm, p people.Principal, b Browser) (*loggedIn, error) {
	cookies, err := a.p.Sessions.Start(ctx, realm, p.ID, p.Epoch, b.sent)
	if err != nil {
		return nil, err
	}
	kind := "CANDIDATE"
	if realm == session.Staff {
		kind = "STAFF"
	}
	return &loggedIn{cookies, SessionView{kind, p.ID}}, nil
}

type staffLoginIn struct {
	Browser
	Body struct {
		Login    string `json:"login" minLength:"1" maxLength:"64"`
		Password string `json:"password" minLength:"1" maxLength:"256"`
	}
}

type acceptIn struct {
	Browser
	Body struct {
		Token    string `json:"token" minLength:"1" maxLength:"64" doc:"from the link, never in the address sent to the server"`
		Password string `json:"password" minLength:"1" maxLength:"256"`
	}
}

type setupIn struct {
	Browser
	Body struct {
		Token    string     `json:"token" minLength:"1" maxLength:"64"`
		Org      OrgForm    `json:"org" doc:"the root authority; its kind is AUTHORITY"`
		Person   PersonForm `json:"person" doc:"the first system administrator"`
		Login    string     `json:"login" minLength:"1" maxLength:"64"`
		Password string     `json:"password" minLength:"1" maxLength:"256"`
	}
}

func (a auth) staff() {
	huma.Register(a.api, a.op("staff-login", "/staff/login", "Log in as staff", "The same answer for an unknown name and a wrong password; locked for a while after five failures."),
		func(ctx context.Context, in *staffLoginIn) (*loggedIn, error) {
			p, err := a.p.Accounts.Login(ctx, in.Body.Login, in.Body.Password, actor.From(ctx).Remote)
			if err != nil {
				return nil, err
			}
			return a.start(ctx, session.Staff, p, in.Browser)
		})
	huma.Register(a.api, a.op("staff-accept-invite", "/staff/accept", "Set the password of an invited account", "The link works once, for 24 hours."),
		func(ctx context.Context, in *acceptIn) (*loggedIn, error) {
			p, err := a.p.Accounts.AcceptInvite(ctx, in.Body.Token, in.Body.Password)
			if err != nil {
				return nil, err
			}
			return a.start(ctx, session.Staff, p, in.Browser)
		})
	huma.Register(a.api, a.op("setup", "/setup", "First start", "Makes the root authority and the first system administrator by the link that the program printed."),
		func(ctx context.Context, in *setupIn) (*loggedIn, error) {
			p, err := a.p.Accounts.Setup(ctx, people.SetupInput{Token: in.Body.Token, Org: in.Body.Org.input(), Person: in.Body.Person.input(),
				Login: in.Body.Login, Password: in.Body.Password})
			if err != nil {
				return nil, err
			}
			return a.start(ctx, session.Staff, p, in.Browser)
		})
}

// IdentifierForm is what a candidate logs in with.
type IdentifierForm struct {
	Number  string           `json:"number" minLength:"1" maxLength:"40" doc:"mobile number or document number"`
	Kind    identity.DocKind `json:"kind,omitempty" enum:"ID_CARD,TEMPORARY_ID,HOUSEHOLD_EXTRACT,ELECTRONIC_ID,HMT_RESIDENCE,FOREIGN_RESIDENCE,PASSPORT,MAINLAND_TRAVEL" doc:"needed for passports and travel permits only"`
	Country string           `json:"country,omitempty" maxLength:"3"`
}

func (f IdentifierForm) identifier() people.Identifier {
	return people.Identifier{Number: f.Number, DocKind: f.Kind, Country: f.Country}
}

type registerIn struct {
	Browser
	Body struct {
		PersonForm
		Code           string `json:"code" minLength:"1" maxLength:"20" doc:"sent to the phone for REGISTER"`
		Password       string `json:"password" minLength:"1" maxLength:"256"`
		PrivacyVersion int    `json:"privacyVersion" minimum:"1" doc:"version of the privacy notice that was shown and confirmed"`
		Lang           string `json:"lang,omitempty" maxLength:"8"`
	}
}

type candidateLoginIn struct {
	Browser
	Body struct {
		IdentifierForm
		Password string `json:"password" minLength:"1" maxLength:"256"`
	}
}

type codeLoginIn struct {
	Browser
	Body struct {
		Phone string `json:"phone" minLength:"1" maxLength:"30"`
		Code  string `json:"code" minLength:"1" maxLength:"20"`
	}
}

type resetIn struct {
	Browser
	Body struct {
		Document IdentifierForm `json:"document"`
		Phone    string         `json:"phone" minLength:"1" maxLength:"30" doc:"the phone on file"`
		Code     string         `json:"code" minLength:"1" maxLength:"20"`
		Password string         `json:"password" minLength:"1" maxLength:"256"`
	}
}

type claimIn struct {
	Browser
	Body struct {
		Document       IdentifierForm `json:"document"`
		Code           string         `json:"code" minLength:"1" maxLength:"20" doc:"six digits to the phone on file, or the counter's ten characters"`
		Password       string         `json:"password" minLength:"1" maxLength:"256"`
		PrivacyVersion int            `json:"privacyVersion" minimum:"1"`
		Lang           string         `json:"lang,omitempty" maxLength:"8"`
	}
}

func (a auth) candidate() {
	reply := func(ctx context.Context, p people.Principal, err error, b Browser) (*loggedIn, error) {
		if err != nil {
			return nil, err
		}
		return a.start(ctx, session.Person, p, b)
	}
	c := a.p.Candidates
	huma.Register(a.api, a.op("candidate-register", "/candidate/register", "Register", "Opens an account for a new person, or for one a roster entered, when name and phone agree with it."),
		func(ctx context.Context, in *registerIn) (*loggedIn, error) {
			b := in.Body
			p, err := c.Register(ctx, people.Registration{Person: b.input(), Code: b.Code, Password: b.Password, PrivacyVersion: b.PrivacyVersion, Lang: b.Lang})
			return reply(ctx, p, err, in.Browser)
		})
	huma.Register(a.api, a.op("candidate-login", "/candidate/login", "Log in by number and password", "Mobile or document number; the same answer for an unknown number and a wrong password."),
		func(ctx context.Context, in *candidateLoginIn) (*loggedIn, error) {
			p, err := c.Login(ctx, in.Body.identifier(), in.Body.Password, actor.From(ctx).Remote)
			return reply(ctx, p, err, in.Browser)
		})
	huma.Register(a.api, a.op("candidate-login-code", "/candidate/login-code", "Log in by phone code", "With the code sent for LOGIN."),
		func(ctx context.Context, in *codeLoginIn) (*loggedIn, error) {
			p, err := c.LoginByCode(ctx, in.Body.Phone, in.Body.Code)
			return reply(ctx, p, err, in.Browser)
		})
	huma.Register(a.api, a.op("candidate-reset", "/candidate/reset", "Set a new password", "By document number and the code sent to the phone on file for RESET; ends all other sessions."),
		func(ctx context.Context, in *resetIn) (*loggedIn, error) {
			p, err := c.ResetPassword(ctx, in.Body.Document.identifier(), in.Body.Phone, in.Body.Code, in.Body.Password)
			return reply(ctx, p, err, in.Browser)
		})
	huma.Register(a.api, a.op("candidate-claim", "/candidate/claim", "Claim an account", "For a person a roster or a clerk entered: by document number and a code."),
		func(ctx context.Context, in *claimIn) (*loggedIn, error) {
			b := in.Body
			p, err := c.Claim(ctx, people.ClaimInput{Who: b.Document.identifier(), Code: b.Code, Password: b.Password, PrivacyVersion: b.PrivacyVersion, Lang: b.Lang})
			return reply(ctx, p, err, in.Browser)
		})
}

func (a auth) codes() {
	op := a.op("send-code", "/codes", "Send a code to a phone", "Answers alike whether or not the phone is on file.")
	op.DefaultStatus = http.StatusAccepted
	huma.Register(a.api, op, func(ctx context.Context, in *struct {
		Body struct {
			Purpose guard.Purpose `json:"purpose" enum:"REGISTER,LOGIN,RESET,NEW_PHONE"`
			Phone   string        `json:"phone" minLength:"1" maxLength:"30"`
		}
	}) (*struct{}, error) {
		return nil, a.p.Candidates.SendCode(ctx, in.Body.Purpose, in.Body.Phone, actor.From(ctx).Remote)
	})
	op = a.op("send-claim-code", "/claim-codes", "Send a code to the phone on file", "For a person who has no account yet; answers alike whether or not there is such a person.")
	op.DefaultStatus = http.StatusAccepted
	huma.Register(a.api, op, func(ctx context.Context, in *struct {
		Body struct {
			Document IdentifierForm `json:"document"`
		}
	}) (*struct{}, error) {
		return nil, a.p.Candidates.SendClaimCode(ctx, in.Body.Document.identifier(), actor.From(ctx).Remote)
	})
}

type browserIn struct{ Browser }

type passwordIn struct {
	Browser
	Body struct {
		Old      string `json:"old" minLength:"1" maxLength:"256"`
		Password string `json:"password" minLength:"1" maxLength:"256"`
	}
}

// sessions declares what somebody who is logged in does with the login itself.
func (a auth) sessions(g Groups) {
	post := func(id, path, summary, description string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Summary: summary, Description: description}
	}
	out := func(realm session.Realm, all func(context.Context) error) func(context.Context, *browserIn) (*loggedOut, error) {
		return func(ctx context.Context, in *browserIn) (*loggedOut, error) {
			who := actor.From(ctx)
			if all != nil {
				if err := all(ctx); err != nil {
					return nil, err
				}
				if err := a.p.Sessions.EndAll(ctx, realm, who.ID); err != nil {
					return nil, err
				}
			}
			return &loggedOut{a.p.Sessions.Forget(realm, in.sent)}, a.p.Sessions.End(ctx, who.Session)
		}
	}
	const everywhere = "Ends every session of the account on every device."
	huma.Register(g.Staff, post("staff-logout", "/logout", "Log out", "Ends this session."), out(session.Staff, nil))
	huma.Register(g.Staff, post("staff-logout-everywhere", "/logout-everywhere", "Log out everywhere", everywhere), out(session.Staff, a.p.Accounts.LogoutEverywhere))
	huma.Register(g.Candidate, post("candidate-logout", "/logout", "Log out", "Ends this session."), out(session.Person, nil))
	huma.Register(g.Candidate, post("candidate-logout-everywhere", "/logout-everywhere", "Log out everywhere", everywhere), out(session.Person, a.p.Candidates.LogoutEverywhere))
	huma.Register(g.Staff, post("staff-password", "/password", "Change one's password", "Ends all other sessions."), func(ctx context.Context, in *passwordIn) (*loggedIn, error) {
		p, err := a.p.Accounts.ChangePassword(ctx, in.Body.Old, in.Body.Password)
		if err != nil {
			return nil, err
		}
		return a.start(ctx, session.Staff, p, in.Browser)
	})
	huma.Register(g.Candidate, post("candidate-password", "/password", "Change one's password", "Ends all other sessions."), func(ctx context.Context, in *passwordIn) (*loggedIn, error) {
		p, err := a.p.Candidates.ChangePassword(ctx, in.Body.Old, in.Body.Password)
		if err != nil {
			return nil, err
		}
		return a.start(ctx, session.Person, p, in.Browser)
	})
}

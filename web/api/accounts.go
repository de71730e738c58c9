package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// GrantView is a role within an organisation's subtree.
type GrantView struct {
	ID        string     `json:"id"`
	Role      actor.Role `json:"role"`
	Org       string     `json:"org"`
	OrgName   string     `json:"orgName"`
	OrgPath   string     `json:"orgPath"`
	GrantedAt time.Time  `json:"grantedAt"`
}

func grantViews(gs []people.Grant) []GrantView {
	out := []GrantView{}
	for _, g := range gs {
		out = append(out, GrantView{g.ID, g.Role, string(g.Org), g.OrgName, g.OrgPath, g.GrantedAt})
	}
	return out
}

// AccountView is a staff account.
type AccountView struct {
	ID        string              `json:"id"`
	Login     string              `json:"login"`
	Person    string              `json:"person"`
	Name      string              `json:"name"`
	Home      string              `json:"home"`
	State     people.AccountState `json:"state" enum:"INVITED,ACTIVE,DISABLED"`
	CreatedAt time.Time           `json:"createdAt"`
}

func accountView(a people.Account) AccountView {
	return AccountView{string(a.ID), a.Login, string(a.Person), a.Name, string(a.Home), a.State, a.CreatedAt}
}

// RoleView is a role with its names and where it may be granted.
type RoleView struct {
	Role    actor.Role       `json:"role"`
	ZH      string           `json:"zh"`
	EN      string           `json:"en"`
	At      []people.OrgKind `json:"at" nullable:"false"`
	Examine bool             `json:"examine" doc:"closed to whoever works for a training centre"`
	Against []actor.Role     `json:"against" nullable:"false" doc:"roles that one person must not hold beside it"`
}

// InviteView is a link's token, shown once.
type InviteView struct {
	Account string `json:"account"`
	Token   string `json:"token" doc:"goes behind # in /console.html#/accept/…; works once, for 24 hours"`
}

// AccountRef is a part of inputs; huma reads embedded parts only where their names are exported.
type AccountRef struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

// ReasonIn is a part of inputs; huma reads embedded parts only where their names are exported.
type ReasonIn struct {
	AccountRef
	Body struct {
		Reason string `json:"reason" minLength:"2" maxLength:"200"`
	}
}

// RegisterAccounts declares what administrators do with staff accounts and roles.
func RegisterAccounts(g Groups, p People) {
	registerAccountReads(g, p)
	registerAccountWrites(g, p)
	registerGrants(g, p)
	registerColleagues(g, p)
}

func registerAccountReads(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "roles", Method: http.MethodGet, Path: "/roles", Summary: "The roles", Description: "With names, places and incompatible pairs."},
		func(context.Context, *struct{}) (*struct{ Body []RoleView }, error) {
			out := []RoleView{}
			for _, r := range people.RoleRules() {
				v := RoleView{r.Role, r.ZH, r.EN, r.At, r.Examine, []actor.Role{}}
				for _, pair := range people.IncompatiblePairs() {
					switch r.Role {
					case pair[0]:
						v.Against = append(v.Against, pair[1])
					case pair[1]:
						v.Against = append(v.Against, pair[0])
					}
				}
				out = append(out, v)
			}
			return &struct{ Body []RoleView }{out}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "accounts", Method: http.MethodGet, Path: "/accounts", Summary: "List staff accounts", Description: "Where the caller administers or audits."},
		func(ctx context.Context, in *struct {
			Paging
			Login string `query:"login" maxLength:"32" doc:"beginning of the login name"`
		}) (*struct{ Body Page[AccountView] }, error) {
			rows, err := p.Accounts.FindAccounts(ctx, people.AccountQuery{Login: in.Login, After: people.AccountID(in.Cursor), Limit: in.Limit + 1})
			return &struct{ Body Page[AccountView] }{page(rows, in.Limit, accountView, func(a people.Account) string { return string(a.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "account", Method: http.MethodGet, Path: "/accounts/{id}", Summary: "A staff account", Description: "With its roles."},
		func(ctx context.Context, in *AccountRef) (*struct {
			Body struct {
				AccountView
				Grants []GrantView `json:"grants" nullable:"false"`
			}
		}, error) {
			acc, grants, err := p.Accounts.ViewAccount(ctx, people.AccountID(in.ID))
			out := &struct {
				Body struct {
					AccountView
					Grants []GrantView `json:"grants" nullable:"false"`
				}
			}{}
			out.Body.AccountView, out.Body.Grants = accountView(acc), grantViews(grants)
			return out, err
		})
}

func registerAccountWrites(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "account-add", Method: http.MethodPost, Path: "/accounts", DefaultStatus: http.StatusCreated, Summary: "Make a staff account",
		Description: "For a person on file; the answer holds the link with which that person sets the password."},
		func(ctx context.Context, in *struct {
			Body struct {
				Login  string `json:"login" minLength:"1" maxLength:"64"`
				Person string `json:"person" minLength:"26" maxLength:"26"`
				Home   string `json:"home" minLength:"26" maxLength:"26"`
			}
		}) (*struct{ Body InviteView }, error) {
			acc, token, err := p.Accounts.CreateAccount(ctx, in.Body.Login, people.PersonID(in.Body.Person), people.OrgID(in.Body.Home))
			return &struct{ Body InviteView }{InviteView{string(acc.ID), token}}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "account-reset", Method: http.MethodPost, Path: "/accounts/{id}/reset", Summary: "Reset a password",
		Description: "Ends all sessions and makes a new link; by a security administrator."},
		func(ctx context.Context, in *ReasonIn) (*struct{ Body InviteView }, error) {
			token, err := p.Accounts.Reset(ctx, people.AccountID(in.ID), in.Body.Reason)
			return &struct{ Body InviteView }{InviteView{in.ID, token}}, err
		})
	for _, verb := range []string{"disable", "enable"} {
		huma.Register(g.Staff, huma.Operation{OperationID: "account-" + verb, Method: http.MethodPost, Path: "/accounts/{id}/" + verb, Summary: "Stop an account or let it work again", Description: "Ends its sessions."},
			func(ctx context.Context, in *ReasonIn) (*struct{}, error) {
				return nil, p.Accounts.SetDisabled(ctx, people.AccountID(in.ID), verb == "disable", in.Body.Reason)
			})
	}
	huma.Register(g.Staff, huma.Operation{OperationID: "account-unlock", Method: http.MethodPost, Path: "/accounts/{id}/unlock", Summary: "Lift a lock", Description: "After too many wrong passwords; by a security administrator."},
		func(ctx context.Context, in *AccountRef) (*struct{}, error) {
			return nil, p.Accounts.Unlock(ctx, people.AccountID(in.ID))
		})
}

func registerGrants(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "grant-add", Method: http.MethodPost, Path: "/accounts/{id}/grants", DefaultStatus: http.StatusCreated, Summary: "Grant a role",
		Description: "Within an organisation's subtree; a pair that one natural person must not hold is refused with both names."},
		func(ctx context.Context, in *struct {
			AccountRef
			Body struct {
				Role actor.Role `json:"role" maxLength:"32"`
				Org  string     `json:"org" minLength:"26" maxLength:"26"`
			}
		}) (*struct{ Body GrantView }, error) {
			gr, err := p.Accounts.GrantRole(ctx, people.AccountID(in.ID), in.Body.Role, people.OrgID(in.Body.Org))
			if err != nil {
				return nil, err
			}
			return &struct{ Body GrantView }{grantViews([]people.Grant{gr})[0]}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "grant-revoke", Method: http.MethodDelete, Path: "/grants/{id}", DefaultStatus: http.StatusNoContent, Summary: "Take a role back", Description: "Counts from the next request on."},
		func(ctx context.Context, in *AccountRef) (*struct{}, error) {
			return nil, p.Accounts.RevokeRole(ctx, in.ID)
		})
}

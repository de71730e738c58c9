package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/internal/actor"
)

// ColleagueView is a staff member who can be put on a roster or given a task.
type ColleagueView struct {
	Account string     `json:"account"`
	Name    string     `json:"name"`
	Role    actor.Role `json:"role"`
	OrgName string     `json:"orgName" doc:"where the role is held"`
}

func registerColleagues(g Groups, p People) {
	huma.Register(g.Staff, huma.Operation{OperationID: "colleagues", Method: http.MethodGet, Path: "/colleagues", Summary: "Who holds a role",
		Description: "Active accounts of the caller's organisations, by name; for those who fill rosters and assign tasks."},
		func(ctx context.Context, in *struct {
			Role actor.Role `query:"role" required:"true" maxLength:"32"`
		}) (*struct{ Body Page[ColleagueView] }, error) {
			list, err := p.Accounts.Colleagues(ctx, in.Role)
			out := &struct{ Body Page[ColleagueView] }{Body: Page[ColleagueView]{Items: []ColleagueView{}}}
			for _, c := range list {
				out.Body.Items = append(out.Body.Items, ColleagueView{string(c.Account), c.Name, c.Role, c.OrgName})
			}
			return out, err
		})
}

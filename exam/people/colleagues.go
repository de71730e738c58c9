package people

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/suikao/suikao/internal/actor"
)

// Colleague is an active staff account that holds a role: what a roster, an assignment or a list of assessors is made of.
type Colleague struct {
	Account AccountID
	Person  PersonID
	Name    string
	Role    actor.Role
	OrgName string // where the role is held
}

// choosers are the roles that put colleagues on rosters and tasks.
var choosers = []actor.Role{ExamManager, ResultReleaser, ItemReviewer, RemoteInvigilator, SystemAdmin, SecurityAdmin}

// maxColleagues bounds one answer; a bureau has fewer people in a role.
const maxColleagues = 500

// Colleagues lists the active accounts of the caller's organisations that hold role, by name. Nobody for a caller who
// chooses nobody.
func (a *Accounts) Colleagues(ctx context.Context, role actor.Role) ([]Colleague, error) {
	paths := actor.From(ctx).Paths(choosers...)
	if _, known := ruleOf(role); !known || len(paths) == 0 {
		return nil, nil
	}
	accounts, err := a.d.Staff.FindAccounts(ctx, AccountQuery{Paths: paths, Limit: maxColleagues})
	if err != nil {
		return nil, err
	}
	byID := map[AccountID]Account{}
	var ids []AccountID
	for _, acc := range accounts {
		if acc.State == Active {
			byID[acc.ID] = acc
			ids = append(ids, acc.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	grants, err := a.d.Staff.LiveGrants(ctx, ids...)
	if err != nil {
		return nil, err
	}
	var out []Colleague
	for _, g := range grants {
		acc, mine := byID[g.Account]
		if !mine || g.Role != role || slices.ContainsFunc(out, func(c Colleague) bool { return c.Account == g.Account }) {
			continue
		}
		out = append(out, Colleague{acc.ID, acc.Person, acc.Name, g.Role, g.OrgName})
	}
	slices.SortFunc(out, func(x, y Colleague) int {
		if x.Name != y.Name {
			return cmp.Compare(x.Name, y.Name)
		}
		return cmp.Compare(x.Account, y.Account)
	})
	return out, nil
}

// Holders lists the persons, each once, who hold role over path by an active account: whom the program tells of what waits for that role.
// ErrForbidden for everybody but the program.
func (a *Accounts) Holders(ctx context.Context, role actor.Role, path string) ([]PersonID, error) {
	if actor.From(ctx).Kind != actor.System {
		return nil, ErrForbidden
	}
	var out []PersonID
	for after := AccountID(""); ; {
		accounts, err := a.d.Staff.FindAccounts(ctx, AccountQuery{Paths: []string{"/"}, After: after, Limit: maxColleagues})
		if err != nil || len(accounts) == 0 {
			return out, err
		}
		after = accounts[len(accounts)-1].ID
		active := map[AccountID]PersonID{}
		for _, acc := range accounts {
			if acc.State == Active && acc.Person != "" {
				active[acc.ID] = acc.Person
			}
		}
		grants, err := a.d.Staff.LiveGrants(ctx, slices.Collect(maps.Keys(active))...)
		if err != nil {
			return nil, err
		}
		for _, g := range grants {
			if p := active[g.Account]; g.Role == role && g.OrgPath != "" && strings.HasPrefix(path, g.OrgPath) && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
}

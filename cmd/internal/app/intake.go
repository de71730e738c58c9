package app

import (
	"context"
	"errors"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/roster"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

var (
	errRosterItem    = fault.Define("roster.item", fault.Invalid, "没有找到这个操作项目，请照目录填写。", "There is no such operation item; write it as the catalogue does.")
	errRosterSponsor = fault.Define("roster.sponsor", fault.Invalid, "代为报名须写明单位名称。", "An application on somebody's behalf needs the employer's name.")
)

// intake turns the application columns of a roster into drafts that the person completes. Hours written in a roster are
// not taken: only a centre records hours.
type intake struct {
	rules        *rules.Service
	people       *people.Service
	applications *application.Service
	clock        actor.Clock
}

// TakeRosterRow implements roster.Intake. A row whose application exists already changes nothing.
func (t intake) TakeRosterRow(ctx context.Context, r roster.Row) (bool, error) {
	if r.Item == "" {
		return false, nil
	}
	if r.Employer == "" {
		return false, errRosterSponsor
	}
	item, err := t.item(ctx, r)
	if err != nil {
		return false, err
	}
	root, err := t.people.RootOrg(ctx)
	if err != nil {
		return false, err
	}
	kind := application.Kind(r.ApplicationKind)
	if kind == "" {
		kind = application.FirstIssue
	}
	_, err = t.applications.Apply(ctx, application.Registration{Person: r.Person, Authority: root.ID, ItemCode: item.Code, PersonType: item.PersonType,
		Kind: kind, Sponsor: r.Employer})
	if errors.Is(err, application.ErrExists) {
		return false, nil
	}
	return err == nil, err
}

// item finds the catalogue row by its name, and by category and post where those are given.
func (t intake) item(ctx context.Context, r roster.Row) (rules.Item, error) {
	list, err := t.rules.Items(ctx, rules.ItemFilter{PersonType: rules.PersonType(r.PersonType), On: actor.DateOf(t.clock())})
	if err != nil {
		return rules.Item{}, err
	}
	for _, i := range list {
		if (i.Name == r.Item || i.Code == r.Item) && (r.Category == "" || i.Category == r.Category) {
			return i, nil
		}
	}
	return rules.Item{}, errRosterItem
}

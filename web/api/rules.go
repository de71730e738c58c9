package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// RuleText is a text in both languages.
type RuleText struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// CatalogueItem is one row of the operation catalogue. Hours and validity are absent where the authority must set them.
type CatalogueItem struct {
	Code           string           `json:"code"`
	Name           RuleText         `json:"name"`
	Category       RuleText         `json:"category"`
	Group          string           `json:"group"`
	Industry       string           `json:"industry"`
	Track          rules.Track      `json:"track" enum:"EMERGENCY,MINE_SAFETY,CONSTRUCTION,TRANSPORT"`
	PersonType     rules.PersonType `json:"personType" enum:"PRINCIPAL,SAFETY_MANAGER,SPECIAL_OPERATOR"`
	Since          actor.Date       `json:"since"`
	Until          actor.Date       `json:"until,omitempty"`
	Version        string           `json:"version" doc:"label of the catalogue the row came with"`
	InitialHours   *int             `json:"initialHours,omitempty" doc:"class hours of 45 minutes"`
	RefresherHours *int             `json:"refresherHours,omitempty" doc:"class hours a year"`
	ValidityMonths *int             `json:"validityMonths,omitempty"`
	Notes          string           `json:"notes,omitempty"`
	Status         string           `json:"status,omitempty"`
	Source         string           `json:"source"`
	Placeholder    bool             `json:"placeholder" doc:"keeps a place in the catalogue; nobody can apply"`
}

func catalogueItem(i rules.Item) CatalogueItem {
	n := func(p rules.Param[int]) *int {
		if !p.Set() {
			return nil
		}
		return &p.Value
	}
	return CatalogueItem{Code: i.Code, Name: RuleText{i.Name, i.NameEn}, Category: RuleText{i.Category, i.CategoryEn}, Group: i.Group,
		Industry: i.Industry, Track: i.Track, PersonType: i.PersonType, Since: i.Since, Until: i.LastDay(), Version: i.Version,
		InitialHours: n(i.InitialHours), RefresherHours: n(i.RefresherHours), ValidityMonths: n(i.ValidityMonths), Notes: i.Notes,
		Status: i.Status, Source: i.Source, Placeholder: i.Placeholder()}
}

// RuleField is one field of a rule set with where it comes from.
type RuleField struct {
	Name    string      `json:"name"`
	Label   RuleText    `json:"label"`
	State   rules.State `json:"state" enum:"GIVEN,BLANK," doc:"empty: no set states it"`
	Value   RuleText    `json:"value"`
	Source  string      `json:"source" doc:"[S: title] found text, [S~: title] unreliable, [K] general knowledge, [design] proposal"`
	Note    string      `json:"note,omitempty"`
	Ask     string      `json:"ask,omitempty" doc:"who must set it, where it is open"`
	Confirm bool        `json:"confirm" doc:"a default that the authority has not confirmed"`
	From    string      `json:"from,omitempty" doc:"rule set the field comes from; empty for the catalogue"`
}

// RuleSetView is one rule set without its fields.
type RuleSetView struct {
	ID            string     `json:"id"`
	Key           string     `json:"key"`
	Org           string     `json:"org,omitempty" doc:"empty: national"`
	Group         string     `json:"group,omitempty"`
	Item          string     `json:"item,omitempty"`
	EffectiveFrom actor.Date `json:"effectiveFrom"`
	LastDay       actor.Date `json:"lastDay,omitempty"`
	Legal         string     `json:"legal"`
	Note          string     `json:"note,omitempty"`
	Seed          bool       `json:"seed" doc:"embedded in the program"`
	Proposal      string     `json:"proposal,omitempty"`
}

// RuleConsidered says why a set does or does not apply.
type RuleConsidered struct {
	Set     RuleSetView `json:"set"`
	Applies bool        `json:"applies"`
	Rank    int         `json:"rank" doc:"1 = winner, 0 = does not apply"`
	Reason  RuleText    `json:"reason"`
}

// RuleInForce is the rule in force for a question and why.
type RuleInForce struct {
	On         actor.Date       `json:"on"`
	Track      rules.Track      `json:"track"`
	PersonType rules.PersonType `json:"personType"`
	Item       *CatalogueItem   `json:"item,omitempty"`
	Winner     RuleSetView      `json:"winner"`
	Fields     []RuleField      `json:"fields" nullable:"false"`
	Considered []RuleConsidered `json:"considered" nullable:"false"`
}

func ruleSetView(r rules.RuleSet) RuleSetView {
	return RuleSetView{ID: string(r.ID), Key: r.Key, Org: string(r.Selector.Org), Group: r.Selector.Group, Item: r.Selector.Item,
		EffectiveFrom: r.EffectiveFrom, LastDay: r.LastDay(), Legal: r.Legal, Note: r.Note, Seed: r.Seed, Proposal: string(r.Proposal)}
}

func ruleInForce(e rules.Explanation) RuleInForce {
	out := RuleInForce{On: e.Set.Query.On, Track: e.Set.Query.Track, PersonType: e.Set.Query.PersonType, Winner: ruleSetView(e.Set.Winner),
		Fields: []RuleField{}, Considered: []RuleConsidered{}}
	if e.Set.Item != nil {
		i := catalogueItem(*e.Set.Item)
		out.Item = &i
	}
	for _, f := range rules.View(e.Set.Params) {
		out.Fields = append(out.Fields, RuleField{Name: f.Name, Label: RuleText{f.Zh, f.En}, State: f.State, Value: RuleText{f.ValueZh, f.ValueEn},
			Source: f.Source, Note: f.Note, Ask: f.Ask, Confirm: f.Confirm, From: string(f.From)})
	}
	for _, c := range e.Considered {
		out.Considered = append(out.Considered, RuleConsidered{ruleSetView(c.Set), c.Applies, c.Rank, RuleText{c.Zh, c.En}})
	}
	return out
}

// OrgPath finds an organisation's path; people.Service answers it in wiring.
type OrgPath func(ctx context.Context, org people.OrgID) (string, error)

func (p OrgPath) orNational(ctx context.Context, org string) (string, error) {
	if org == "" {
		return "", nil
	}
	return p(ctx, people.OrgID(org))
}

func dateOr(s *rules.Service, on string) actor.Date {
	if on == "" {
		return s.Today()
	}
	return actor.Date(on)
}

// RegisterRules declares the public guide, the rules in force with their reasons, catalogue, calendar and proposals.
func RegisterRules(g Groups, s *rules.Service, path OrgPath) {
	registerGuide(g, s, path)
	registerRulesInForce(g, s, path)
	registerProposals(g, s)
}

// RuleGuide is the public 办事指南 of one item.
type RuleGuide struct {
	Item     CatalogueItem      `json:"item"`
	On       actor.Date         `json:"on"`
	Legal    []string           `json:"legal" nullable:"false"`
	Sections []RuleGuideSection `json:"sections" nullable:"false"`
}

// RuleGuideSection is one heading of a guide.
type RuleGuideSection struct {
	Key   string          `json:"key"`
	Title RuleText        `json:"title"`
	Lines []RuleGuideLine `json:"lines" nullable:"false"`
}

// RuleGuideLine is one statement of a guide.
type RuleGuideLine struct {
	Field   string   `json:"field,omitempty" doc:"rule field it states"`
	Text    RuleText `json:"text"`
	Pending bool     `json:"pending" doc:"the authority has not set it yet"`
}

func registerGuide(g Groups, s *rules.Service, path OrgPath) {
	huma.Register(g.Public, huma.Operation{
		OperationID: "guide-items", Method: http.MethodGet, Path: "/guide", Summary: "Items one can apply for",
		Description: "The rows of the operation catalogue in force today.",
	}, func(ctx context.Context, in *struct {
		PersonType string `query:"personType" enum:"PRINCIPAL,SAFETY_MANAGER,SPECIAL_OPERATOR"`
	}) (*struct{ Body Page[CatalogueItem] }, error) {
		items, err := s.Items(ctx, rules.ItemFilter{PersonType: rules.PersonType(in.PersonType), On: s.Today()})
		if err != nil {
			return nil, err
		}
		page := Page[CatalogueItem]{Items: []CatalogueItem{}}
		for _, i := range items {
			if !i.Placeholder() {
				page.Items = append(page.Items, catalogueItem(i))
			}
		}
		return &struct{ Body Page[CatalogueItem] }{page}, nil
	})
	huma.Register(g.Public, huma.Operation{
		OperationID: "guide", Method: http.MethodGet, Path: "/guide/{item}", Summary: "办事指南 of an item",
		Description: "Conditions, papers, time limits, fee and examination from the rules in force on a day.",
	}, func(ctx context.Context, in *struct {
		Item string `path:"item" maxLength:"16"`
		Org  string `query:"org" maxLength:"26" doc:"authority; national rules where it is missing"`
		On   string `query:"on" maxLength:"10" doc:"day, today where it is missing"`
	}) (*struct{ Body RuleGuide }, error) {
		p, err := path.orNational(ctx, in.Org)
		if err != nil {
			return nil, err
		}
		guide, err := s.Guide(ctx, rules.Query{Item: in.Item, OrgPath: p, On: dateOr(s, in.On)})
		if err != nil {
			return nil, err
		}
		out := RuleGuide{Item: catalogueItem(guide.Item), On: guide.Query.On, Legal: guide.Legal, Sections: []RuleGuideSection{}}
		for _, sec := range guide.Sections {
			v := RuleGuideSection{Key: sec.Key, Title: RuleText{sec.Zh, sec.En}, Lines: []RuleGuideLine{}}
			for _, l := range sec.Lines {
				v.Lines = append(v.Lines, RuleGuideLine{l.Field, RuleText{l.Zh, l.En}, l.Pending})
			}
			out.Sections = append(out.Sections, v)
		}
		return &struct{ Body RuleGuide }{out}, nil
	})
}

// RuleBasis says which date answers a question.
type RuleBasis struct {
	Question rules.Question `json:"question"`
	Date     rules.DateKind `json:"date" enum:"APPLICATION,SITTING,DECISION,DUE"`
	Reason   string         `json:"reason"`
	Source   string         `json:"source"`
	Org      string         `json:"org,omitempty"`
}

// RuleCalendarYear is a year's holidays and make-up workdays.
type RuleCalendarYear struct {
	Year    int               `json:"year"`
	Known   bool              `json:"known" doc:"false: no data, weekdays are used and results are provisional"`
	Notice  string            `json:"notice,omitempty"`
	Source  string            `json:"source,omitempty"`
	Days    []RuleCalendarDay `json:"days" nullable:"false"`
	Version int64             `json:"version"`
}

// RuleCalendarDay is a day that differs from its weekday.
type RuleCalendarDay struct {
	Day  actor.Date `json:"day"`
	Work bool       `json:"work"`
	Name string     `json:"name"`
}

func registerRulesInForce(g Groups, s *rules.Service, path OrgPath) {
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-in-force", Method: http.MethodGet, Path: "/rules/in-force", Summary: "The rule in force and why",
		Description: "Every field with its source, and every rule set that was considered with the reason it applies or not.",
	}, func(ctx context.Context, in *struct {
		Item       string `query:"item" maxLength:"16"`
		Track      string `query:"track" enum:"EMERGENCY,MINE_SAFETY,CONSTRUCTION,TRANSPORT"`
		PersonType string `query:"personType" enum:"PRINCIPAL,SAFETY_MANAGER,SPECIAL_OPERATOR"`
		Org        string `query:"org" maxLength:"26"`
		On         string `query:"on" maxLength:"10"`
	}) (*struct{ Body RuleInForce }, error) {
		p, err := path.orNational(ctx, in.Org)
		if err != nil {
			return nil, err
		}
		e, err := s.Explain(ctx, rules.Query{Item: in.Item, Track: rules.Track(in.Track), PersonType: rules.PersonType(in.PersonType), OrgPath: p, On: dateOr(s, in.On)})
		if err != nil {
			return nil, err
		}
		return &struct{ Body RuleInForce }{ruleInForce(e)}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-catalogue", Method: http.MethodGet, Path: "/rules/catalogue", Summary: "The operation catalogue on a day",
		Description: "All rows in force on the day, with blanks where the authority must set hours.",
	}, func(ctx context.Context, in *struct {
		Track      string `query:"track" enum:"EMERGENCY,MINE_SAFETY,CONSTRUCTION,TRANSPORT"`
		PersonType string `query:"personType" enum:"PRINCIPAL,SAFETY_MANAGER,SPECIAL_OPERATOR"`
		On         string `query:"on" maxLength:"10"`
	}) (*struct{ Body Page[CatalogueItem] }, error) {
		on, err := actor.ParseDate(string(dateOr(s, in.On)))
		if err != nil {
			return nil, rules.ErrBadDate.At("query.on")
		}
		items, err := s.Items(ctx, rules.ItemFilter{Track: rules.Track(in.Track), PersonType: rules.PersonType(in.PersonType), On: on})
		if err != nil {
			return nil, err
		}
		page := Page[CatalogueItem]{Items: []CatalogueItem{}}
		for _, i := range items {
			page.Items = append(page.Items, catalogueItem(i))
		}
		return &struct{ Body Page[CatalogueItem] }{page}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-basis", Method: http.MethodGet, Path: "/rules/basis", Summary: "Which date chooses the rule",
		Description: "One row per question with the reason, for an authority or nationally.",
	}, func(ctx context.Context, in *struct {
		Org string `query:"org" maxLength:"26"`
	}) (*struct{ Body Page[RuleBasis] }, error) {
		p, err := path.orNational(ctx, in.Org)
		if err != nil {
			return nil, err
		}
		all, err := s.BasesOf(ctx, p)
		if err != nil {
			return nil, err
		}
		page := Page[RuleBasis]{Items: []RuleBasis{}}
		for _, b := range all {
			page.Items = append(page.Items, RuleBasis{b.Question, b.Date, b.Reason, b.Source, string(b.Org)})
		}
		return &struct{ Body Page[RuleBasis] }{page}, nil
	})
	huma.Register(g.Staff, huma.Operation{
		OperationID: "rules-calendar", Method: http.MethodGet, Path: "/rules/calendar/{year}", Summary: "Working-day calendar of a year",
		Description: "Holidays and make-up workdays; known is false where the year has not been imported.",
	}, func(ctx context.Context, in *struct {
		Year int `path:"year" minimum:"2000" maximum:"2200"`
	}) (*struct{ Body RuleCalendarYear }, error) {
		y, known, err := s.Year(ctx, in.Year)
		if err != nil {
			return nil, err
		}
		out := RuleCalendarYear{Year: in.Year, Known: known, Notice: y.Notice, Source: y.Source, Days: []RuleCalendarDay{}, Version: y.Seq}
		for _, d := range y.Days {
			out.Days = append(out.Days, RuleCalendarDay(d))
		}
		return &struct{ Body RuleCalendarYear }{out}, nil
	})
}

package store

import (
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type setRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	SetKey        string       `gorm:"column:set_key"`
	OrgID         string       `gorm:"column:org_id"`
	Track         string       `gorm:"column:track"`
	PersonType    string       `gorm:"column:person_type"`
	ItemGroup     string       `gorm:"column:item_group"`
	ItemCode      string       `gorm:"column:item_code"`
	EffectiveFrom string       `gorm:"column:effective_from"`
	EffectiveTo   string       `gorm:"column:effective_to"`
	Legal         string       `gorm:"column:legal"`
	Note          string       `gorm:"column:note"`
	Params        string       `gorm:"column:params"`
	ProposalID    string       `gorm:"column:proposal_id"`
	Seed          int          `gorm:"column:seed"`
	CreatedAt     sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
}

func (setRow) TableName() string { return "rule_set" }

func setToRow(s rules.RuleSet) (setRow, error) {
	params, err := rules.EncodeParams(s.Params)
	return setRow{
		ID: string(s.ID), SetKey: s.Key, OrgID: string(s.Selector.Org), Track: string(s.Selector.Track),
		PersonType: string(s.Selector.PersonType), ItemGroup: s.Selector.Group, ItemCode: s.Selector.Item,
		EffectiveFrom: string(s.EffectiveFrom), EffectiveTo: string(s.EffectiveTo), Legal: s.Legal, Note: s.Note,
		Params: string(params), ProposalID: string(s.Proposal), Seed: bit(s.Seed), CreatedAt: sqldb.At(s.CreatedAt),
	}, err
}

func (r setRow) set(known *params) (rules.RuleSet, error) {
	params, err := known.decode(r.Params)
	return rules.RuleSet{
		ID: rules.RuleSetID(r.ID), Key: r.SetKey,
		Selector: rules.Selector{Org: people.OrgID(r.OrgID), Track: rules.Track(r.Track), PersonType: rules.PersonType(r.PersonType),
			Group: r.ItemGroup, Item: r.ItemCode},
		EffectiveFrom: actor.Date(r.EffectiveFrom), EffectiveTo: actor.Date(r.EffectiveTo), Legal: r.Legal, Note: r.Note,
		Params: params, Proposal: rules.ProposalID(r.ProposalID), Seed: r.Seed == 1, CreatedAt: r.CreatedAt.Time(),
	}, err
}

type closureRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	RuleSetID  string       `gorm:"column:rule_set_id"`
	ItemRowID  string       `gorm:"column:item_row_id"`
	LastDay    string       `gorm:"column:last_day"`
	ProposalID string       `gorm:"column:proposal_id"`
	CreatedAt  sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
}

func (closureRow) TableName() string { return "rule_closure" }

type itemRow struct {
	ID              string `gorm:"column:id;primaryKey"`
	Code            string `gorm:"column:code"`
	Category        string `gorm:"column:category"`
	Name            string `gorm:"column:name"`
	CategoryEn      string `gorm:"column:category_en"`
	NameEn          string `gorm:"column:name_en"`
	Notes           string `gorm:"column:notes"`
	Industry        string `gorm:"column:industry"`
	ItemGroup       string `gorm:"column:item_group"`
	Track           string `gorm:"column:track"`
	PersonType      string `gorm:"column:person_type"`
	AnnexNo         string `gorm:"column:annex_no"`
	Version         string `gorm:"column:version"`
	Since           string `gorm:"column:since"`
	Until           string `gorm:"column:until"`
	InitialHours    *int   `gorm:"column:initial_hours"`
	RefresherHours  *int   `gorm:"column:refresher_hours"`
	ValidityMonths  *int   `gorm:"column:validity_months"`
	ValiditySource  string `gorm:"column:validity_source"`
	ValidityConfirm int    `gorm:"column:validity_confirm"`
	Status          string `gorm:"column:status"`
	Source          string `gorm:"column:source"`
	ProposalID      string `gorm:"column:proposal_id"`
}

func (itemRow) TableName() string { return "rule_item" }

func itemToRow(i rules.Item) itemRow {
	return itemRow{
		ID: string(i.ID), Code: i.Code, Category: i.Category, Name: i.Name, CategoryEn: i.CategoryEn, NameEn: i.NameEn, Notes: i.Notes,
		Industry: i.Industry, ItemGroup: i.Group, Track: string(i.Track), PersonType: string(i.PersonType), AnnexNo: i.AnnexNo,
		Version: i.Version, Since: string(i.Since), Until: string(i.Until), InitialHours: number(i.InitialHours),
		RefresherHours: number(i.RefresherHours), ValidityMonths: number(i.ValidityMonths), ValiditySource: i.ValidityMonths.Source,
		ValidityConfirm: bit(i.ValidityMonths.Confirm), Status: i.Status, Source: i.Source, ProposalID: string(i.Proposal),
	}
}

func (r itemRow) item() rules.Item {
	out := rules.Item{
		ID: rules.ItemRowID(r.ID), Code: r.Code, Category: r.Category, Name: r.Name, CategoryEn: r.CategoryEn, NameEn: r.NameEn, Notes: r.Notes,
		Industry: r.Industry, Group: r.ItemGroup, Track: rules.Track(r.Track), PersonType: rules.PersonType(r.PersonType), AnnexNo: r.AnnexNo,
		Version: r.Version, Since: actor.Date(r.Since), Until: actor.Date(r.Until), InitialHours: param(r.InitialHours, r.Source),
		RefresherHours: param(r.RefresherHours, r.Source), ValidityMonths: param(r.ValidityMonths, r.ValiditySource), Status: r.Status,
		Source: r.Source, Proposal: rules.ProposalID(r.ProposalID),
	}
	out.ValidityMonths.Confirm = r.ValidityConfirm == 1
	return out
}

// number and param carry a blank as NULL, so that it cannot become zero on the way.
func number(p rules.Param[int]) *int {
	if !p.Set() {
		return nil
	}
	return &p.Value
}

func param(n *int, source string) rules.Param[int] {
	if n == nil {
		return rules.Param[int]{State: rules.Blank, Source: source}
	}
	return rules.Param[int]{State: rules.Given, Value: *n, Source: source}
}

type calendarRow struct {
	ID         string `gorm:"column:id;primaryKey"`
	Year       int    `gorm:"column:year"`
	Seq        int64  `gorm:"column:seq"`
	Notice     string `gorm:"column:notice"`
	Source     string `gorm:"column:source"`
	ProposalID string `gorm:"column:proposal_id"`
}

func (calendarRow) TableName() string { return "rule_calendar" }

type dayRow struct {
	CalendarID string `gorm:"column:calendar_id"`
	Day        string `gorm:"column:day"`
	Work       int    `gorm:"column:work"`
	Name       string `gorm:"column:name"`
}

func (dayRow) TableName() string { return "rule_calendar_day" }

type basisRow struct {
	ID         string `gorm:"column:id;primaryKey"`
	OrgID      string `gorm:"column:org_id"`
	Question   string `gorm:"column:question"`
	DateKind   string `gorm:"column:date_kind"`
	Reason     string `gorm:"column:reason"`
	Source     string `gorm:"column:source"`
	Seq        int64  `gorm:"column:seq"`
	ProposalID string `gorm:"column:proposal_id"`
}

func (basisRow) TableName() string { return "rule_basis" }

type proposalRow struct {
	ID             string       `gorm:"column:id;primaryKey"`
	Title          string       `gorm:"column:title"`
	OrgID          string       `gorm:"column:org_id"`
	Content        string       `gorm:"column:content"`
	Digest         string       `gorm:"column:digest"`
	State          string       `gorm:"column:state"`
	ProposedBy     string       `gorm:"column:proposed_by"`
	ProposedPerson string       `gorm:"column:proposed_person"`
	ProposedName   string       `gorm:"column:proposed_name"`
	ProposedAt     sqldb.Millis `gorm:"column:proposed_at"`
	DecidedBy      string       `gorm:"column:decided_by"`
	DecidedPerson  string       `gorm:"column:decided_person"`
	DecidedName    string       `gorm:"column:decided_name"`
	DecidedAt      sqldb.Millis `gorm:"column:decided_at"`
	Reason         string       `gorm:"column:reason"`
	LiveKey        *string      `gorm:"column:live_key"`
}

func (proposalRow) TableName() string { return "rule_proposal" }

func proposalToRow(p rules.Proposal) proposalRow {
	return proposalRow{
		ID: string(p.ID), Title: p.Title, OrgID: string(p.Org), Content: p.Content, Digest: p.Digest, State: string(p.State),
		ProposedBy: p.ProposedBy, ProposedPerson: p.ProposedPerson, ProposedName: p.ProposedName, ProposedAt: sqldb.At(p.ProposedAt),
		DecidedBy: p.DecidedBy, DecidedPerson: p.DecidedPerson, DecidedName: p.DecidedName, DecidedAt: sqldb.At(p.DecidedAt), Reason: p.Reason,
	}
}

func (r proposalRow) proposal() rules.Proposal {
	return rules.Proposal{
		ID: rules.ProposalID(r.ID), Title: r.Title, Org: people.OrgID(r.OrgID), Content: r.Content, Digest: r.Digest,
		State: rules.ProposalState(r.State), ProposedBy: r.ProposedBy, ProposedPerson: r.ProposedPerson, ProposedName: r.ProposedName,
		ProposedAt: r.ProposedAt.Time(), DecidedBy: r.DecidedBy, DecidedPerson: r.DecidedPerson, DecidedName: r.DecidedName,
		DecidedAt: r.DecidedAt.Time(), Reason: r.Reason,
	}
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

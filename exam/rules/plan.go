package rules

import (
	"context"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of a file that does not fit the rows that exist.
var (
	ErrOverlap = fault.Define("rules.overlap", fault.Conflict,
		"与“{other}”（{period}）同一适用对象、时间重叠。若要接替它，请写明 supersede: true，并从其施行之后的日期开始。",
		"Overlaps \"{other}\" ({period}) of the same selector. To follow it, write supersede: true and begin after its first day.")
	ErrRewrite = fault.Define("rules.rewrites_history", fault.Conflict,
		"“{other}”（{period}）已经施行，不能被同日或更早开始的规则取代，也不能留下空档。",
		"\"{other}\" ({period}) is already in force: a rule that begins no later, or ends before it, cannot replace it.")
	ErrKeyTaken = fault.Define("rules.key_taken", fault.Conflict, "名称“{key}”已被使用，规则行不能覆盖，请换一个名称。",
		"The key \"{key}\" is taken. Rows are never overwritten; choose another.")
	ErrUnknownTarget = fault.Define("rules.unknown_target", fault.Invalid, "目录中在 {on} 没有“{code}”。", "The catalogue has no \"{code}\" on {on}.")
	ErrNationalOnly  = fault.Define("rules.national_only", fault.Forbidden, "操作目录和工作日历只能由全国规则修改。",
		"Only national files may change the catalogue and the calendar.")
	ErrEmptyChange = fault.Define("rules.no_params", fault.Invalid, "“{key}”没有写任何字段。", "\"{key}\" states no field.")
)

// Change is one difference a proposal makes.
type Change struct {
	Kind   string // RULE_SET, CLOSE, ITEM, CALENDAR, BASIS
	Key    string
	Field  string // name of the field, empty for a whole row
	Zh, En string // label
	Before string // Chinese text; empty where there was nothing
	After  string
	Source string
	Note   string
}

// plan is what a file changes: the rows to add, the rows to close, and the differences to show.
type plan struct {
	org      people.OrgID
	sets     []RuleSet
	items    []Item
	years    []CalendarYear
	bases    []Basis
	closures []Closure
	changes  []Change
	warnings []string
}

type planner struct {
	plan
	faults   fault.List
	today    actor.Date
	now      time.Time
	path     string
	allSets  []RuleSet
	allItems []Item
	allYears []CalendarYear
	allBases []Basis
}

// plan checks a file against the rows that exist. Errors: fault.ErrInvalid with every conflict at its line.
func (s *Service) plan(ctx context.Context, f File, org people.OrgID, path string) (plan, error) {
	now := s.now()
	p := &planner{plan: plan{org: org}, today: actor.DateOf(now), now: now, path: path}
	var err error
	if p.allSets, err = s.store.RuleSets(ctx, "", ""); err != nil {
		return plan{}, err
	}
	if p.allItems, err = s.store.Items(ctx, ""); err != nil {
		return plan{}, err
	}
	if p.allYears, err = s.store.Calendars(ctx); err != nil {
		return plan{}, err
	}
	if p.allBases, err = s.store.Bases(ctx); err != nil {
		return plan{}, err
	}
	if org != National && len(f.Items)+len(f.Years) > 0 {
		return plan{}, ErrNationalOnly
	}
	for _, i := range f.Items {
		p.addItem(i)
	}
	for _, r := range f.RuleSets {
		p.addSet(r)
	}
	for _, y := range f.Years {
		p.addYear(y)
	}
	for _, b := range f.Bases {
		p.addBasis(b)
	}
	return p.plan, p.faults.Err()
}

// span is a period with what may end it early.
type span struct {
	name        string
	first, last actor.Date // last empty = open
}

func (s span) period() string {
	if s.last == "" {
		return string(s.first) + " 起"
	}
	return fmt.Sprintf("%s 至 %s", s.first, s.last)
}

func (s span) overlaps(o span) bool {
	return (s.last == "" || o.first <= s.last) && (o.last == "" || s.first <= o.last) && !s.empty() && !o.empty()
}

// empty reports whether the period was closed before it began.
func (s span) empty() bool { return s.last != "" && s.last < s.first }

// follow decides whether next may follow old and on which day old ends then. "" and nil: they do not meet.
func (p *planner) follow(old, next span, supersede bool) (actor.Date, *fault.Error) {
	if !old.overlaps(next) {
		return "", nil
	}
	if !supersede {
		return "", ErrOverlap.With("other", old.name).With("period", old.period())
	}
	started := old.first <= p.today
	gap := next.last != "" && (old.last == "" || next.last < old.last)
	if gap || started && next.first <= old.first {
		return "", ErrRewrite.With("other", old.name).With("period", old.period())
	}
	if next.first <= old.first {
		return old.first.AddDays(-1), nil // not yet in force: it never will be
	}
	return next.first.AddDays(-1), nil
}

func (p *planner) addSet(f fileSet) {
	set := f.RuleSet
	set.ID, set.CreatedAt = RuleSetID(actor.NewID(p.now)), p.now
	set.Selector.Org = p.org
	if !p.targetExists(set) {
		code := set.Selector.Item + set.Selector.Group
		p.faults.Add(f.at, ErrUnknownTarget.With("code", code).With("on", set.EffectiveFrom))
	}
	for i := range p.allSets {
		old := &p.allSets[i]
		if old.Key == set.Key {
			p.faults.Add(f.at, ErrKeyTaken.With("key", set.Key))
		}
		if old.Selector != set.Selector {
			continue
		}
		last, bad := p.follow(span{old.Key, old.EffectiveFrom, old.LastDay()}, span{set.Key, set.EffectiveFrom, set.LastDay()}, f.supersede)
		p.faults.Add(f.at, bad)
		if last != "" {
			p.closures = append(p.closures, Closure{RuleSet: old.ID, LastDay: last, At: p.now})
			p.changes = append(p.changes, Change{Kind: "CLOSE", Key: old.Key, Zh: "施行至", En: "in force until", Before: string(old.LastDay()), After: string(last)})
			old.ClosedOn = last
		}
	}
	p.compare(set, f.at)
	if set.EffectiveFrom < p.today {
		p.warnings = append(p.warnings, fmt.Sprintf("“%s”自 %s 起施行，早于今天：会改变对过去日期的解释。", set.Key, set.EffectiveFrom))
	}
	p.allSets = append(p.allSets, set)
	p.sets = append(p.sets, set)
}

func (p *planner) targetExists(set RuleSet) bool {
	sel := set.Selector
	if sel.Item == "" && sel.Group == "" {
		return true
	}
	for _, i := range p.allItems {
		if (sel.Item == i.Code || sel.Group != "" && sel.Group == i.Group) && i.Track == sel.Track && i.PersonType == sel.PersonType &&
			(i.InForceOn(set.EffectiveFrom) || i.Since > set.EffectiveFrom && i.InForceOn(i.Since)) {
			return true
		}
	}
	return false
}

// compare notes for every field the set mentions what holds before and after it on its first day.
func (p *planner) compare(set RuleSet, at string) {
	q := Query{Track: set.Selector.Track, PersonType: set.Selector.PersonType, Group: set.Selector.Group, Item: set.Selector.Item,
		OrgPath: p.path, On: set.EffectiveFrom}
	if q.Item != "" {
		q.Group = groupOf(q.Item)
	}
	var item *Item
	for i := range p.allItems {
		if p.allItems[i].Code == q.Item && p.allItems[i].InForceOn(q.On) {
			item = &p.allItems[i]
		}
	}
	before := resolve(layersOf(p.allSets, q), item)
	stated := 0
	for _, f := range Fields() {
		s := f.slot(&set.Params)
		if s.state() == Omitted {
			continue
		}
		stated++
		source, note, _, _, _ := s.facts()
		p.changes = append(p.changes, Change{Kind: "RULE_SET", Key: set.Key, Field: f.Name, Zh: f.Zh, En: f.En,
			Before: f.text(f.slot(&before), "zh"), After: f.text(s, "zh"), Source: source, Note: note})
	}
	if stated == 0 {
		p.faults.Add(at, ErrEmptyChange.With("key", set.Key))
	}
}

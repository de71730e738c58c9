package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/suikao/suikao/internal/actor"
)

// File is an import file after its form was checked. Whether it fits the rows that exist is checked by the plan.
type File struct {
	Title    string
	Org      string // "NATIONAL" or an organisation's id
	RuleSets []fileSet
	Items    []fileItem
	Years    []fileYear
	Bases    []Basis
}

type fileSet struct {
	RuleSet
	supersede bool
	at        string
}

type fileItem struct {
	Item
	supersede bool
	at        string
}

type fileYear struct {
	CalendarYear
	supersede bool
	at        string
}

// Format is the first key of every import file.
const Format = "suikao-rules/1"

var (
	keyForm    = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{2,78}[a-z0-9]$`)
	codeForm   = regexp.MustCompile(`^[A-Z]{2}-[A-Z0-9]{1,3}(-[0-9]{2})?$`)
	groupForm  = regexp.MustCompile(`^[A-Z]{2}-[A-Z0-9]{1,3}$`)
	sourceForm = regexp.MustCompile(`^(\[S: [^\]]+\]|\[S~: [^\]]+\]|\[K\]|\[design\])`)
)

// ParseFile reads an import file. Every defect of its form is reported at once, with its line: unknown keys (and the
// nearest known one), repeated keys, wrong values. Errors: ErrFileTooLarge, ErrNotYAML, fault.ErrInvalid with fields.
func ParseFile(content []byte) (File, error) {
	r := &reader{}
	root, err := r.open(content)
	if err != nil {
		return File{}, err
	}
	m := r.mapping(root, "file", "format", "title", "org", "rule_sets", "catalogue", "calendar", "basis")
	r.need(root, m, "file", "format", "title", "org")
	if f := m["format"]; f != nil && f.Value != Format {
		r.fail(f, "format", ErrValue.With("reason", "needs "+Format))
	}
	out := File{Title: r.text(m["title"], "title", 120), Org: r.text(m["org"], "org", 26)}
	if m["org"] != nil && out.Org != "NATIONAL" && !actor.ValidID(out.Org) {
		r.fail(m["org"], "org", ErrValue.With("reason", "needs NATIONAL or an organisation's id"))
	}
	for i, n := range r.list(m["rule_sets"], "rule_sets") {
		out.RuleSets = append(out.RuleSets, r.ruleSet(n, fmt.Sprintf("rule_sets[%d]", i)))
	}
	for i, n := range r.list(m["catalogue"], "catalogue") {
		out.Items = append(out.Items, r.item(n, fmt.Sprintf("catalogue[%d]", i)))
	}
	for i, n := range r.list(m["calendar"], "calendar") {
		out.Years = append(out.Years, r.year(n, fmt.Sprintf("calendar[%d]", i)))
	}
	for i, n := range r.list(m["basis"], "basis") {
		out.Bases = append(out.Bases, r.basis(n, fmt.Sprintf("basis[%d]", i)))
	}
	if r.faults.Len() == 0 && len(out.RuleSets)+len(out.Items)+len(out.Years)+len(out.Bases) == 0 {
		r.fail(root, "file", ErrMissing.With("key", "rule_sets, catalogue, calendar, basis"))
	}
	return out, r.faults.Err()
}

func tracks() []Track { return []Track{Emergency, MineSafety, Construction, Transport} }

func personTypes() []PersonType { return []PersonType{Principal, SafetyManager, SpecialOperator} }

func (r *reader) ruleSet(n *yaml.Node, at string) fileSet {
	m := r.mapping(n, at, "key", "track", "person_type", "group", "item", "effective_from", "effective_to", "supersede",
		"legal_basis", "note", "params")
	r.need(n, m, at, "key", "track", "person_type", "effective_from", "legal_basis", "params")
	s := fileSet{at: fmt.Sprintf("line %d: %s", n.Line, at), supersede: r.yes(m["supersede"], at+".supersede")}
	s.Key = r.matching(m["key"], at+".key", keyForm)
	s.Selector = Selector{
		Track:      oneKey(r, m["track"], at+".track", tracks()...),
		PersonType: oneKey(r, m["person_type"], at+".person_type", personTypes()...),
		Group:      r.matching(m["group"], at+".group", groupForm),
		Item:       r.matching(m["item"], at+".item", codeForm),
	}
	if s.Selector.Group != "" && s.Selector.Item != "" {
		r.fail(n, at, ErrValue.With("reason", "group and item exclude each other"))
	}
	s.EffectiveFrom = r.date(m["effective_from"], at+".effective_from")
	s.EffectiveTo = r.date(m["effective_to"], at+".effective_to")
	if s.EffectiveTo != "" && s.EffectiveTo < s.EffectiveFrom {
		r.fail(n, at+".effective_to", ErrValue.With("reason", "ends before it begins"))
	}
	s.Legal = r.text(m["legal_basis"], at+".legal_basis", 200)
	s.Note = r.text(m["note"], at+".note", 1000)
	if p := m["params"]; p != nil {
		r.params(p, at+".params", &s.Params)
	}
	return s
}

func (r *reader) params(n *yaml.Node, at string, to *Params) {
	fields := Fields()
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	m := r.mapping(n, at, names...)
	for _, f := range fields {
		if v := m[f.Name]; v != nil {
			r.param(v, at+"."+f.Name, f, to)
		}
	}
}

func (r *reader) param(n *yaml.Node, at string, f Field, to *Params) {
	m := r.mapping(n, at, "value", "blank", "source", "note", "ask", "confirm")
	r.need(n, m, at, "source")
	source := r.text(m["source"], at+".source", 300)
	if source != "" && !sourceForm.MatchString(source) {
		r.fail(n, at+".source", ErrValue.With("reason", "begins with [S: title], [S~: title], [K] or [design]"))
	}
	isBlank, value := r.yes(m["blank"], at+".blank"), m["value"]
	if isBlank == (value != nil) {
		r.fail(n, at, ErrValue.With("reason", "needs either value or blank: true"))
		return
	}
	s := f.slot(to)
	state := Blank
	if value != nil {
		state = Given
		raw, err := scalars(value)
		if err == nil {
			err = s.setRaw(raw)
		}
		if err == nil {
			err = f.check(s.any())
		}
		if err != nil {
			r.fail(value, at+".value", ErrValue.With("reason", cut(err.Error(), 200)))
			return
		}
	}
	s.setFacts(state, source, r.text(m["note"], at+".note", 500), r.text(m["ask"], at+".ask", 60), r.yes(m["confirm"], at+".confirm"))
}

func (r *reader) item(n *yaml.Node, at string) fileItem {
	m := r.mapping(n, at, "code", "category", "name", "category_en", "name_en", "notes", "industry", "track", "person_type",
		"annex_no", "version", "since", "until", "supersede", "initial_hours", "refresher_hours", "validity_months", "status", "source")
	r.need(n, m, at, "code", "category", "name", "track", "person_type", "version", "since", "source")
	i := fileItem{at: fmt.Sprintf("line %d: %s", n.Line, at), supersede: r.yes(m["supersede"], at+".supersede")}
	i.Code = r.matching(m["code"], at+".code", codeForm)
	i.Group = groupOf(i.Code)
	i.Category, i.Name = r.text(m["category"], at+".category", 60), r.text(m["name"], at+".name", 80)
	i.CategoryEn, i.NameEn = r.text(m["category_en"], at+".category_en", 120), r.text(m["name_en"], at+".name_en", 160)
	i.Notes, i.Industry = r.text(m["notes"], at+".notes", 500), r.text(m["industry"], at+".industry", 60)
	i.Track = oneKey(r, m["track"], at+".track", tracks()...)
	i.PersonType = oneKey(r, m["person_type"], at+".person_type", personTypes()...)
	i.AnnexNo, i.Version = r.text(m["annex_no"], at+".annex_no", 20), r.text(m["version"], at+".version", 60)
	i.Since, i.Until = r.date(m["since"], at+".since"), r.date(m["until"], at+".until")
	if i.Until != "" && i.Until < i.Since {
		r.fail(n, at+".until", ErrValue.With("reason", "ends before it begins"))
	}
	i.Status, i.Source = r.text(m["status"], at+".status", 120), r.text(m["source"], at+".source", 200)
	i.InitialHours = r.catalogueNumber(m["initial_hours"], at+".initial_hours", i.Source)
	i.RefresherHours = r.catalogueNumber(m["refresher_hours"], at+".refresher_hours", i.Source)
	i.ValidityMonths = r.catalogueNumber(m["validity_months"], at+".validity_months", i.Source)
	return i
}

// catalogueNumber reads hours or months; an empty one is blank.
func (r *reader) catalogueNumber(n *yaml.Node, at, source string) Param[int] {
	if n == nil || n.Tag == "!!null" {
		return Param[int]{State: Blank, Source: source}
	}
	return given(r.number(n, at, 1, 2000), source)
}

func (r *reader) year(n *yaml.Node, at string) fileYear {
	m := r.mapping(n, at, "year", "notice", "source", "supersede", "holidays", "workdays")
	r.need(n, m, at, "year", "notice", "source", "holidays")
	y := fileYear{at: fmt.Sprintf("line %d: %s", n.Line, at), supersede: r.yes(m["supersede"], at+".supersede")}
	y.Year = r.number(m["year"], at+".year", 2000, 2200)
	y.Notice, y.Source = r.text(m["notice"], at+".notice", 200), r.text(m["source"], at+".source", 200)
	for j, h := range r.list(m["holidays"], at+".holidays") {
		here := fmt.Sprintf("%s.holidays[%d]", at, j)
		hm := r.mapping(h, here, "name", "from", "to")
		r.need(h, hm, here, "name", "from", "to")
		from, to := r.date(hm["from"], here+".from"), r.date(hm["to"], here+".to")
		if from == "" || to == "" {
			continue
		}
		if to < from || from.DaysUntil(to) > 15 {
			r.fail(h, here, ErrValue.With("reason", "a holiday has 1 to 16 days"))
			continue
		}
		for d := from; d <= to; d = d.AddDays(1) {
			r.day(h, here, &y, CalendarDay{Day: d, Name: r.text(hm["name"], here+".name", 40)})
		}
	}
	for j, w := range r.list(m["workdays"], at+".workdays") {
		here := fmt.Sprintf("%s.workdays[%d]", at, j)
		wm := r.mapping(w, here, "name", "day")
		r.need(w, wm, here, "name", "day")
		if d := r.date(wm["day"], here+".day"); d != "" {
			r.day(w, here, &y, CalendarDay{Day: d, Work: true, Name: r.text(wm["name"], here+".name", 40)})
		}
	}
	return y
}

func (r *reader) day(n *yaml.Node, at string, y *fileYear, d CalendarDay) {
	switch {
	case !strings.HasPrefix(string(d.Day), fmt.Sprintf("%04d-", y.Year)):
		r.fail(n, at, ErrValue.With("reason", fmt.Sprintf("%s is not in %d", d.Day, y.Year)))
	case slices.ContainsFunc(y.Days, func(o CalendarDay) bool { return o.Day == d.Day }):
		r.fail(n, at, ErrTwice.With("key", d.Day))
	default:
		y.Days = append(y.Days, d)
	}
}

func (r *reader) basis(n *yaml.Node, at string) Basis {
	m := r.mapping(n, at, "question", "date", "reason", "source")
	r.need(n, m, at, "question", "date", "reason", "source")
	b := Basis{
		Question: oneKey(r, m["question"], at+".question", Questions()...),
		Date:     oneKey(r, m["date"], at+".date", OnApplication, OnSitting, OnDecision, OnDue),
		Reason:   r.text(m["reason"], at+".reason", 500), Source: r.text(m["source"], at+".source", 200),
	}
	if (b.Date == OnDue) && b.Question != AskReview {
		r.fail(n, at+".date", ErrValue.With("reason", "DUE answers REVIEW only"))
	}
	if b.Question == AskReview && b.Date != "" && b.Date != OnDue && b.Date != OnDecision {
		r.fail(n, at+".date", ErrValue.With("reason", "REVIEW is answered by DUE or DECISION"))
	}
	return b
}

// groupOf returns the first two parts of an item code.
func groupOf(code string) string {
	parts := strings.SplitN(code, "-", 3)
	if len(parts) < 2 {
		return ""
	}
	return parts[0] + "-" + parts[1]
}

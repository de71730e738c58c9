package rules

import (
	"context"
	"slices"
)

// ApplicationKind is what is applied for.
type ApplicationKind string

// The kinds of application.
const (
	FirstIssue  ApplicationKind = "FIRST_ISSUE" // 初次取证
	Renewal     ApplicationKind = "RENEWAL"     // 换证
	Replacement ApplicationKind = "REPLACEMENT" // 补证
)

// Materials returns the papers of an application. EDUCATION_PROOF is left out where the rule asks for no schooling.
// Errors: ErrBlank, also where the schooling decides and is blank.
func (s Set) Materials(kind ApplicationKind) ([]Material, error) {
	p := map[ApplicationKind]Param[[]Material]{FirstIssue: s.MaterialsFirst, Renewal: s.MaterialsRenewal, Replacement: s.MaterialsReplace}[kind]
	list, err := p.Get()
	if err != nil {
		return nil, err
	}
	if !slices.Contains(list, MaterialEducation) {
		return slices.Clone(list), nil
	}
	floor, err := s.EducationFloor.Get()
	if err != nil {
		return nil, err
	}
	var out []Material
	for _, m := range list {
		if m != MaterialEducation || floor != EducationNone {
			out = append(out, m)
		}
	}
	return out, nil
}

// Guide is the public 办事指南 of one item, made from the rule in force.
type Guide struct {
	Item     Item
	Query    Query
	Legal    []string // legal bases, most specific first
	Sections []GuideSection
}

// GuideSection is one heading with its lines.
type GuideSection struct {
	Key    string // stable, for anchors
	Zh, En string
	Lines  []GuideLine
}

// GuideLine is one statement. Field is the rule field it states, empty where it is about more than one. Pending says that
// the authority has not set it yet.
type GuideLine struct {
	Field   string
	Zh, En  string
	Pending bool
}

// Guide returns the 办事指南 of an item for an authority's path on a day. Errors: those of InForce.
func (s *Service) Guide(ctx context.Context, q Query) (Guide, error) {
	set, err := s.InForce(ctx, q)
	if err != nil {
		return Guide{}, err
	}
	if set.Item == nil {
		return Guide{}, ErrBadQuery
	}
	g := Guide{Item: *set.Item, Query: set.Query}
	for _, l := range set.Layers {
		if !slices.Contains(g.Legal, l.Legal) {
			g.Legal = append(g.Legal, l.Legal)
		}
	}
	g.Sections = []GuideSection{
		set.section("conditions", "报名条件", "Conditions", "min_age", "max_age", "education_floor", "region_binding"),
		set.section("training", "培训", "Training", "initial_hours", "refresher_hours", "training_exempt"),
		set.papers(),
		set.section("theory", "理论考试", "Theory examination", "theory_duration_min", "theory_total", "theory_pass_mark", "theory_max_attempts",
			"min_retake_interval_days", "score_valid_months"),
	}
	if need, err := set.PracticalRequired.Get(); err != nil || need {
		g.Sections = append(g.Sections, set.section("practical", "实操考试", "Practical examination", "practical_total", "practical_pass_mark",
			"practical_max_attempts", "after_practical_exhausted"))
	}
	g.Sections = append(g.Sections,
		set.section("limits", "办理时限", "Time limits", "application_check_working_days", "publish_working_days", "issue_working_days",
			"score_check_request_days", "score_check_reply_working_days"),
		set.fees(),
		set.section("credential", "证件", "Credential", "credential_kind", "validity_months", "review_required", "renewal_window_days", "renewed_from", "late_renewal"))
	return g, nil
}

func (s Set) section(key, zh, en string, fields ...string) GuideSection {
	out := GuideSection{Key: key, Zh: zh, En: en}
	for _, name := range fields {
		f, _ := fieldByName(name)
		v := f.slot(&s.Params)
		if v.state() != Given {
			out.Lines = append(out.Lines, GuideLine{Field: name, Zh: f.Zh + "：待考核发证机关公布", En: f.En + ": to be published by the authority", Pending: true})
			continue
		}
		out.Lines = append(out.Lines, GuideLine{Field: name, Zh: f.Zh + "：" + f.text(v, "zh"), En: f.En + ": " + f.text(v, "en")})
	}
	return out
}

func (s Set) papers() GuideSection {
	out := GuideSection{Key: "materials", Zh: "申请材料", En: "Papers"}
	for _, k := range []struct {
		kind   ApplicationKind
		zh, en string
	}{{FirstIssue, "初次取证", "First issue"}, {Renewal, "换证", "Renewal"}, {Replacement, "补证", "Replacement"}} {
		list, err := s.Materials(k.kind)
		if err != nil {
			out.Lines = append(out.Lines, GuideLine{Zh: k.zh + "：待考核发证机关公布", En: k.en + ": to be published by the authority", Pending: true})
			continue
		}
		out.Lines = append(out.Lines, GuideLine{Zh: k.zh + "：" + joinNames(list, true), En: k.en + ": " + joinNames(list, false)})
	}
	return out
}

func (s Set) fees() GuideSection {
	out := GuideSection{Key: "fee", Zh: "收费", En: "Fee"}
	fee, err := s.Fee.Get()
	switch {
	case err != nil:
		out.Lines = []GuideLine{{Zh: "收费标准尚未公布，请向考核发证机关咨询。", En: "The fee has not been published. Ask the authority.", Pending: true}}
	case s.FeeBasis.Set():
		basis := s.FeeBasis.Value
		out.Lines = []GuideLine{{Zh: nameOf(fee, true) + "（" + basis + "）", En: nameOf(fee, false) + " (" + basis + ")"}}
	default:
		out.Lines = []GuideLine{{Zh: nameOf(fee, true), En: nameOf(fee, false)}}
	}
	return out
}

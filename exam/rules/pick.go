package rules

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/suikao/suikao/internal/actor"
)

// Considered is one rule set of the same track and person type and why it does or does not apply.
type Considered struct {
	Set     RuleSet
	Applies bool
	Rank    int    // 1 = winner; 0 where it does not apply
	Zh, En  string // the reason
}

// Explanation is the rule in force with everything that was considered, for the console.
type Explanation struct {
	Set        Set
	Considered []Considered
}

// Explain answers like InForce and says which sets were considered, which won and why.
func (s *Service) Explain(ctx context.Context, q Query) (Explanation, error) {
	rows, err := s.store.Rows(ctx)
	if err != nil {
		return Explanation{}, err
	}
	set, all, err := rows.pick(q)
	if err != nil {
		return Explanation{}, err
	}
	return Explanation{Set: set, Considered: consider(all, set.Query)}, nil
}

func (r *Rows) pick(q Query) (Set, []RuleSet, error) {
	q, item, err := r.complete(q)
	if err != nil {
		return Set{}, nil, err
	}
	all := r.setsOf(q.Track, q.PersonType)
	layers := layersOf(all, q)
	if len(layers) == 0 {
		return Set{}, nil, ErrNoRules.With("on", q.On).With("who", who(q))
	}
	return Set{Query: q, Winner: layers[0], Layers: layers, Item: item, Params: resolve(layers, item)}, all, nil
}

// complete takes track, person type and group from the catalogue where an item is named.
func (r *Rows) complete(q Query) (Query, *Item, error) {
	d, err := actor.ParseDate(string(q.On))
	if err != nil {
		return q, nil, ErrBadDate.Wrap(err)
	}
	q.On = d
	if q.Item == "" {
		if q.Track == "" || q.PersonType == "" {
			return q, nil, ErrBadQuery
		}
		return q, nil, nil
	}
	item, err := r.item(q.Item, q.On)
	if err != nil {
		return q, nil, err
	}
	if q.Track != "" && q.Track != item.Track || q.PersonType != "" && q.PersonType != item.PersonType ||
		q.Group != "" && q.Group != item.Group {
		return q, nil, ErrBadQuery
	}
	q.Track, q.PersonType, q.Group = item.Track, item.PersonType, item.Group
	return q, &item, nil
}

// layersOf returns the sets that apply to q, most specific first. Two sets of the same selector are never in force on
// one day (Approve refuses that), so the order is total.
func layersOf(all []RuleSet, q Query) []RuleSet {
	var out []RuleSet
	for _, r := range all {
		if r.Selector.covers(q) && r.InForceOn(q.On) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b RuleSet) int {
		if c := b.Selector.depth() - a.Selector.depth(); c != 0 {
			return c
		}
		if c := nearness(b.Selector.Org, q.OrgPath) - nearness(a.Selector.Org, q.OrgPath); c != 0 {
			return c
		}
		return strings.Compare(string(b.EffectiveFrom), string(a.EffectiveFrom))
	})
	return out
}

func (s Selector) depth() int {
	switch {
	case s.Item != "":
		return 2
	case s.Group != "":
		return 1
	}
	return 0
}

// covers reports whether the selector is for q, whatever the day.
func (s Selector) covers(q Query) bool {
	return s.Track == q.Track && s.PersonType == q.PersonType &&
		(s.Item == "" || s.Item == q.Item) && (s.Group == "" || s.Group == q.Group) && nearness(s.Org, q.OrgPath) >= 0
}

func consider(all []RuleSet, q Query) []Considered {
	var out []Considered
	rank := 0
	for _, r := range layersOf(all, q) {
		rank++
		c := Considered{Set: r, Applies: true, Rank: rank}
		if rank == 1 {
			c.Zh, c.En = "适用："+r.Selector.zh()+"，"+periodZh(r), "applies: the most specific set in force on this day"
		} else {
			c.Zh, c.En = "补充：只用于更具体的规则没有写明的字段", "completes fields that the more specific sets leave out"
		}
		out = append(out, c)
	}
	for _, r := range all {
		switch last := r.LastDay(); {
		case !r.Selector.covers(q):
			if nearness(r.Selector.Org, q.OrgPath) >= 0 {
				out = append(out, Considered{Set: r, Zh: "不适用：只针对" + r.Selector.zh(), En: "does not apply: another group or item"})
			}
		case q.On < r.EffectiveFrom:
			out = append(out, Considered{Set: r, Zh: fmt.Sprintf("不适用：%s 起才施行", r.EffectiveFrom), En: "does not apply: not yet in force"})
		case last != "" && q.On > last:
			out = append(out, Considered{Set: r, Zh: fmt.Sprintf("不适用：施行至 %s 为止", last), En: "does not apply: no longer in force"})
		}
	}
	return out
}

func periodZh(r RuleSet) string {
	if last := r.LastDay(); last != "" {
		return fmt.Sprintf("%s 至 %s 施行", r.EffectiveFrom, last)
	}
	return fmt.Sprintf("%s 起施行", r.EffectiveFrom)
}

func (s Selector) zh() string {
	where := "全国规则"
	if s.Org != National {
		where = "本机关规则"
	}
	switch {
	case s.Item != "":
		return where + "，项目 " + s.Item
	case s.Group != "":
		return where + "，类别 " + s.Group
	}
	return where + "，全部" + PersonTypeName(s.PersonType)
}

func who(q Query) string {
	if q.Item != "" {
		return q.Item
	}
	return string(q.Track) + " " + PersonTypeName(q.PersonType)
}

// PersonTypeName returns the Chinese name of a person type.
func PersonTypeName(p PersonType) string {
	switch p {
	case Principal:
		return "主要负责人"
	case SafetyManager:
		return "安全生产管理人员"
	case SpecialOperator:
		return "特种作业人员"
	}
	return string(p)
}

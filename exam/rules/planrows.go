package rules

import (
	"fmt"
	"slices"

	"github.com/suikao/suikao/internal/actor"
)

func (p *planner) addItem(f fileItem) {
	item := f.Item
	item.ID = ItemRowID(actor.NewID(p.now))
	before := ""
	for i := range p.allItems {
		old := &p.allItems[i]
		if old.Code != item.Code {
			continue
		}
		name := old.Code + " " + old.Version
		last, bad := p.follow(span{name, old.Since, old.LastDay()}, span{item.Code, item.Since, item.Until}, f.supersede)
		p.faults.Add(f.at, bad)
		if last != "" {
			p.closures = append(p.closures, Closure{Item: old.ID, LastDay: last, At: p.now})
			p.changes = append(p.changes, Change{Kind: "CLOSE", Key: name, Zh: "施行至", En: "in force until", Before: string(old.LastDay()), After: string(last)})
			old.ClosedOn, before = last, itemText(*old)
		}
	}
	p.changes = append(p.changes, Change{Kind: "ITEM", Key: item.Code, Zh: "目录项目", En: "catalogue row", Before: before,
		After: itemText(item), Source: item.Source, Note: item.Notes})
	p.allItems = append(p.allItems, item)
	p.items = append(p.items, item)
}

func itemText(i Item) string {
	hours := Field{Unit: "学时"}
	months := Field{Unit: "个月"}
	return fmt.Sprintf("%s／%s（%s，%s 起；初训 %s，再培训 %s，有效期 %s）", i.Category, i.Name, i.Version, i.Since,
		hours.text(&i.InitialHours, "zh"), hours.text(&i.RefresherHours, "zh"), months.text(&i.ValidityMonths, "zh"))
}

func (p *planner) addYear(f fileYear) {
	y := f.CalendarYear
	y.ID = CalendarID(actor.NewID(p.now))
	before := ""
	for _, old := range p.allYears {
		if old.Year != y.Year {
			continue
		}
		if !f.supersede {
			p.faults.Add(f.at, ErrOverlap.With("other", old.Notice).With("period", y.Year))
		}
		before = fmt.Sprintf("%s（%d 天不同于星期）", old.Notice, len(old.Days))
		y.Seq = max(y.Seq, old.Seq+1)
	}
	for _, d := range y.Days {
		if work, _ := (Calendar{}).Working(d.Day); d.Work && work {
			p.warnings = append(p.warnings, fmt.Sprintf("%s 本来就是工作日，却列为调休上班。", d.Day))
		}
	}
	slices.SortFunc(y.Days, func(a, b CalendarDay) int { return int(b.Day.DaysUntil(a.Day)) })
	p.changes = append(p.changes, Change{Kind: "CALENDAR", Key: fmt.Sprint(y.Year), Zh: "工作日历", En: "calendar", Before: before,
		After: fmt.Sprintf("%s（%d 天不同于星期）", y.Notice, len(y.Days)), Source: y.Source})
	p.allYears = append(p.allYears, y)
	p.years = append(p.years, y)
}

func (p *planner) addBasis(b Basis) {
	b.ID, b.Org = BasisID(actor.NewID(p.now)), p.org
	before := ""
	for _, old := range p.allBases {
		if old.Question == b.Question && old.Org == b.Org {
			if old.Seq >= b.Seq {
				before = string(old.Date) + "：" + old.Reason
			}
			b.Seq = max(b.Seq, old.Seq+1)
		}
	}
	p.changes = append(p.changes, Change{Kind: "BASIS", Key: string(b.Question), Zh: "适用日期", En: "deciding date", Before: before,
		After: string(b.Date) + "：" + b.Reason, Source: b.Source})
	p.allBases = append(p.allBases, b)
	p.bases = append(p.bases, b)
}

package intake

import (
	"bytes"
	"context"
	"fmt"
	"strconv"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sheet"
)

// Fate is what the change of the regime makes of an imported permit.
type Fate string

// The fates. Source: Order 19, in force 2026-06-01, and the ministry's press conference of January 2026 (domain.md §3); which day chooses the rule is the
// rules' basis REVIEW.
const (
	Spared   Fate = "NOT_REQUIRED" // its review falls due under the new rules, which ask for none
	Overdue  Fate = "OVERDUE"      // its review fell due before and was missed
	Reviewed Fate = "DONE"         // its review was done
	Due      Fate = "PENDING"      // its review is still to be done
	NoReview Fate = "NONE"         // its paper and the rules of its time name no review
	Ended    Fate = "ENDED"        // its period is over, or people ended it
)

// Fates lists them in the order in which they concern people.
func Fates() []Fate { return []Fate{Overdue, Due, Spared, Reviewed, NoReview, Ended} }

// Touched is an imported permit with its fate.
type Touched struct {
	permit.Permit
	Status permit.Status
	Fate   Fate
}

// fate says what becomes of a permit.
func (s *Service) fate(ctx context.Context, p permit.Permit) (Touched, error) {
	status, review, err := s.Permits.Standing(ctx, p)
	t := Touched{p, status, Due}
	switch {
	case err != nil:
		return t, err
	case p.ValidTo < actor.DateOf(s.now()) || p.Act != "" && p.Act != permit.Suspended && p.Act != permit.Extended:
		t.Fate = Ended
	case p.ReviewDue == "":
		t.Fate = NoReview
	case review == rules.ReviewDone:
		t.Fate = Reviewed
	case review == rules.ReviewNotRequired:
		t.Fate = Spared
	case review == rules.ReviewMissed:
		t.Fate = Overdue
	}
	return t, nil
}

// each calls fn with every imported permit of the caller's authorities, newest first.
func (s *Service) each(ctx context.Context, fn func(Touched) error) error {
	paths, err := scope(ctx)
	if err != nil {
		return err
	}
	for before := permit.ID(""); ; {
		ids, err := s.Store.Permits(ctx, paths, "", before, 500)
		if err != nil || len(ids) == 0 {
			return err
		}
		before = ids[len(ids)-1]
		list, err := s.Held.PermitsByID(ctx, ids)
		if err != nil {
			return err
		}
		for _, p := range list {
			t, err := s.fate(ctx, p)
			if err == nil {
				err = fn(t)
			}
			if err != nil {
				return err
			}
		}
	}
}

// Regime counts the imported permits of the caller's authorities by their fate, and lists the first of one fate, newest first; as FatesOnce found them last.
// Errors: permit.ErrForbidden.
func (s *Service) Regime(ctx context.Context, of Fate, limit int) (map[Fate]int, []Touched, error) {
	paths, err := scope(ctx)
	if err != nil {
		return nil, nil, err
	}
	counts, err := s.Store.Fates(ctx, paths)
	if err != nil {
		return nil, nil, err
	}
	ids, err := s.Store.Permits(ctx, paths, of, "", limit)
	if err != nil || len(ids) == 0 {
		return counts, nil, err
	}
	found, err := s.Held.PermitsByID(ctx, ids)
	list := make([]Touched, 0, len(found))
	for _, p := range found {
		t, err := s.fate(ctx, p)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, t)
	}
	return counts, list, err
}

// FatesOnce finds the fate of permits for which that was not done today: new ones, changed ones, and all of them when the day turns. Call it every few seconds.
func (s *Service) FatesOnce(ctx context.Context) error {
	for today := actor.DateOf(s.now()); ctx.Err() == nil; {
		ids, err := s.Store.Unjudged(ctx, today, 500)
		if err != nil || len(ids) == 0 {
			return err
		}
		list, err := s.Held.PermitsByID(ctx, ids)
		if err != nil {
			return err
		}
		by := map[Fate][]permit.ID{}
		for _, p := range list {
			t, err := s.fate(ctx, p)
			if err != nil {
				return err
			}
			by[t.Fate] = append(by[t.Fate], p.ID)
		}
		for _, f := range Fates() {
			if len(by[f]) == 0 {
				continue
			}
			if err := s.Store.SetFate(ctx, f, today, by[f]); err != nil {
				return err
			}
		}
		if len(list) < len(ids) {
			return fmt.Errorf("intake: %d of %d permits of lines are not there", len(ids)-len(list), len(ids))
		}
	}
	return ctx.Err()
}

// Follower has the fate of a permit found anew when people decide about it; see permit.Follower.
type Follower struct{ Store Store }

// Issued implements permit.Follower: the line of a permit that is taken in is judged because it is new.
func (Follower) Issued(context.Context, permit.Permit) error { return nil }

// Changed implements permit.Follower.
func (f Follower) Changed(ctx context.Context, p permit.Permit, _ actor.Date) error {
	if p.Basis.Imported == nil {
		return nil
	}
	return f.Store.JudgeAnew(ctx, p.ID)
}

var fateWords = map[Fate]string{Spared: "无需复审", Overdue: "逾期未复审", Reviewed: "已复审", Due: "待复审", NoReview: "不涉及复审", Ended: "已失效"}

// RegimeFile writes the whole list as .xlsx, with masked numbers. The download stands on the trail. Errors: permit.ErrForbidden.
func (s *Service) RegimeFile(ctx context.Context) ([]byte, error) {
	var rows [][]string
	err := s.each(ctx, func(t Touched) error {
		m := t.Basis.Imported
		if m == nil {
			return nil
		}
		rows = append(rows, []string{t.Holder.Name, t.NumberMasked, t.ItemName, m.Issuer, string(t.FirstIssuedOn), string(t.ValidFrom), string(t.ValidTo), string(t.ReviewDue),
			string(m.ReviewedOn), fateWords[t.Fate], t.Status.ZH})
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := sheet.WriteXLSX(&out, "新旧衔接", []string{"姓名", "证书编号", "操作项目", "发证机关", "初领日期", "有效期起", "有效期止", "应复审日期", "实际复审日期", "衔接结论", "现在状态"}, sheet.Each(rows)); err != nil {
		return nil, err
	}
	a := actor.From(ctx)
	path := ""
	if list := a.Paths(deciders()...); len(list) > 0 {
		path = list[0]
	}
	return out.Bytes(), s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.Audit.Record(ctx, actor.Entry{Verb: "permit_intake.regime_file", Object: "account:" + a.ID, Path: path, Detail: map[string]string{"rows": strconv.Itoa(len(rows))}})
	})
}

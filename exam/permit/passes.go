package permit

import (
	"context"
	"strconv"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// SetTheory implements release.PassRecords: a released pass becomes a pass record, a revision replaces the earlier one. It
// joins the transaction of the release; the same result and revision twice change nothing.
func (s *Service) SetTheory(ctx context.Context, t release.Theory) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		gone, err := s.Passes.ReplacePasses(ctx, t.Result, t.Revision, t.Reason)
		if err != nil {
			return err
		}
		for _, id := range gone {
			if err := s.passGone(ctx, id, t); err != nil {
				return err
			}
		}
		if !t.Passed {
			return nil
		}
		p := Pass{ID: PassID(actor.NewID(s.now())), Person: t.Person, Item: t.Item, PersonType: t.PersonType, ExamApplication: t.Application,
			Result: t.Result, Revision: t.Revision, Sitting: t.Sitting, On: t.On, Points: t.Points, PassMark: t.PassMark,
			RuleSet: t.RuleSet, OrgPath: t.OrgPath, ReleasedAt: t.At, Releaser: t.By, ReleaserPerson: t.ByPerson, State: PassValid}
		added, err := s.Passes.AddPass(ctx, p)
		if err != nil || !added {
			return err
		}
		if err := s.record(ctx, "pass.record", "pass", string(p.ID), p.OrgPath,
			map[string]string{"result": string(t.Result), "revision": strconv.Itoa(t.Revision)}); err != nil {
			return err
		}
		return s.emit(ctx, TopicPass, string(p.ID), map[string]string{"pass": string(p.ID), "person": string(p.Person), "item": p.Item})
	})
}

// passGone records that a pass no longer counts and names the permit that rests on it, for people to decide about.
func (s *Service) passGone(ctx context.Context, id PassID, t release.Theory) error {
	used, err := s.Passes.UsedPasses(ctx, []PassID{id})
	if err != nil {
		return err
	}
	detail := map[string]string{"pass": string(id), "result": string(t.Result), "still_passed": strconv.FormatBool(t.Passed)}
	if p, ok := used[id]; ok {
		detail["permit"] = string(p)
	}
	if err := s.record(ctx, "pass.replace", "pass", string(id), t.OrgPath, detail); err != nil {
		return err
	}
	return s.emit(ctx, TopicPassGone, string(id), detail)
}

// TheoryPass returns the newest theory pass of a person and item that no permit has used, and the last day on which it
// counts when it is used today. For use inside the program; it checks no rights.
func (s *Service) TheoryPass(ctx context.Context, p people.PersonID, item string) (Pass, actor.Date, bool, error) {
	passes, err := s.freePasses(ctx, p, item)
	if err != nil || len(passes) == 0 {
		return Pass{}, "", false, err
	}
	until, err := s.lastDay(ctx, passes[0], passes[0].OrgPath, passes[0].On, s.today())
	return passes[0], until, true, err
}

// Used reports whether a permit was issued on the pass of a result. For use inside the program; it checks no rights.
func (s *Service) Used(ctx context.Context, p people.PersonID, item string, result exam.ResultID) (bool, error) {
	all, err := s.Passes.PassesOf(ctx, p, item)
	if err != nil {
		return false, err
	}
	var ids []PassID
	for _, x := range all {
		if x.Result == result {
			ids = append(ids, x.ID)
		}
	}
	used, err := s.Passes.UsedPasses(ctx, ids)
	return len(used) > 0, err
}

// freePasses lists the valid passes of a person and item that no permit was issued on, newest first.
func (s *Service) freePasses(ctx context.Context, p people.PersonID, item string) ([]Pass, error) {
	all, err := s.Passes.PassesOf(ctx, p, item)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	ids := make([]PassID, len(all))
	for i, x := range all {
		ids[i] = x.ID
	}
	used, err := s.Passes.UsedPasses(ctx, ids)
	if err != nil {
		return nil, err
	}
	var out []Pass
	for _, x := range all {
		if _, gone := used[x.ID]; !gone && x.State == PassValid {
			out = append(out, x)
		}
	}
	return out, nil
}

// lastDay returns the last day on which a part passed on passed counts, by the rules on the life of parts; used is the
// day on which it is relied on.
func (s *Service) lastDay(ctx context.Context, p Pass, path string, passed, used actor.Date) (actor.Date, error) {
	set, err := s.Rules.For(ctx, rules.AskScoreLife, query(p.PersonType, p.Item, path),
		rules.Dates{Application: used, Sitting: used, Decision: s.today()})
	if err != nil {
		return "", err
	}
	return set.ScoreLastDay(passed)
}

// OwnPass is a pass record as its person sees it.
type OwnPass struct {
	Pass  Pass
	Until actor.Date // last day it counts when used today; empty where the authority has set no length of life
	Used  ID         // permit issued on it; empty: none
}

// OwnPasses lists the pass records of the calling candidate, newest first.
func (s *Service) OwnPasses(ctx context.Context) ([]OwnPass, error) {
	person, err := candidate(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.Passes.PassesOf(ctx, person, "")
	if err != nil {
		return nil, err
	}
	ids := make([]PassID, len(all))
	for i, p := range all {
		ids[i] = p.ID
	}
	used, err := s.Passes.UsedPasses(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]OwnPass, len(all))
	for i, p := range all {
		out[i] = OwnPass{Pass: p, Used: used[p.ID]}
		if out[i].Until, err = s.lastDay(ctx, p, p.OrgPath, p.On, s.today()); err != nil && !isBlank(err) {
			return nil, err
		}
	}
	return out, nil
}

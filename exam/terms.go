package exam

import (
	"context"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// ErrPaperTerms stops a paper whose points are not those of the rule in force; it is a fault of the blueprint.
var ErrPaperTerms = fault.Define("sitting.paper_against_rules", fault.Conflict,
	"试卷总分 {paper} 与现行规则规定的 {rule} 不一致，不能开考。请联系远程监考员。",
	"The paper has {paper} points, the rules in force ask for {rule}. Call the remote invigilator.")

// setTerms copies the rules in force today into sit. A blank that the authority must set stops the sitting with the
// fault of the rules, which names it.
func (s *Service) setTerms(ctx context.Context, sit *Sitting, p assembly.Paper) error {
	on := actor.DateOf(s.d.Clock())
	q := rules.Query{PersonType: sit.PersonType, Item: sit.ItemCode, OrgPath: sit.OrgPath, On: on}
	set, err := s.d.Rules.For(ctx, rules.AskPaper, q, rules.Dates{Sitting: on})
	if err != nil {
		return err
	}
	minutes, err := set.TheoryDurationMin.Get()
	if err != nil {
		return err
	}
	full, err := set.TheoryTotal.Get()
	if err != nil {
		return err
	}
	pass, err := set.TheoryPassMark.Get()
	if err != nil {
		return err
	}
	multi, err := set.MultiScoring.Get()
	if err != nil && hasMultiple(p) {
		return err
	}
	if err != nil {
		multi = rules.AllOrNothing // no multiple choice on the paper: the policy decides nothing
	}
	if full != p.Total {
		return ErrPaperTerms.With("paper", p.Total).With("rule", full)
	}
	sit.BaseSeconds = minutes * 60
	sit.Terms = Terms{RuleSet: set.Winner.ID, Full: full, PassMark: pass, Multi: multi, On: on, EarliestSeconds: sit.Terms.EarliestSeconds,
		ResumeWithin: set.ResumeWithinMin.Or(0) * 60, // a limit that nobody set cannot bar a person from going on
		Break:        breakTerms(set)}
	return nil
}

func hasMultiple(p assembly.Paper) bool {
	for _, q := range p.Questions {
		if q.Type.Several() {
			return true
		}
	}
	return false
}

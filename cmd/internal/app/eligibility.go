package app

import (
	"context"
	"errors"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
)

// The reasons against an application or a sitting.
var (
	refuseAgeUnknown = fault.Define("eligibility.birth_unknown", fault.Conflict, "档案里没有您的出生日期，无法核对年龄。请到窗口补录。", "Your date of birth is not on file, so your age cannot be checked. Have it added at the counter.")
	refuseYoung      = fault.Define("eligibility.too_young", fault.Conflict, "须年满 {age} 周岁才能报名。", "You must be at least {age} years old.")
	refuseOld        = fault.Define("eligibility.too_old", fault.Conflict, "超过了 {age} 周岁的年龄上限。", "You are above the age limit of {age}.")
	refuseSchool     = fault.Define("eligibility.education", fault.Conflict, "该项目要求{floor}及以上学历。学历登记有误请到窗口更正。", "This item asks for {floor} or higher. If your record is wrong, have it corrected at the counter.")
	refuseHours      = fault.Define("eligibility.hours", fault.Conflict, "培训学时还差 {missing} 学时（已登记 {have}）。请联系培训机构补登，或申请免训。", "{missing} class hours are missing ({have} recorded). Ask your training centre, or apply for an exemption.")
	refuseHeld       = fault.Define("eligibility.permit_held", fault.Conflict, "您已持有该项目有效的证件，到期前请按换证办理。", "You already hold a valid permit for this item. Apply for renewal before it expires.")
	refuseBan        = fault.Define(application.RefusedBan, fault.Conflict, "您在 {until} 前不能参加考试。对处理决定有异议可以申诉。", "You are barred from examinations until {until}. You may appeal against the decision.")
	// Of a permit application, not of an examination.
	refuseApplication = fault.Define("permit.banned", fault.Conflict, "您在 {until} 前不能申请证件。对处理决定有异议可以申诉。", "You may not apply for permits until {until}. You may appeal against the decision.")
	refusePost        = fault.Define("permit.post_banned", fault.Conflict, "您的任职限制到 {until} 为止，在此之前不能申请主要负责人、安全管理人员的合格证。", "You are barred from such posts until {until} and cannot apply for this certificate before.")
	refusePassed      = fault.Define("eligibility.theory_passed", fault.Conflict, "您的理论考试已合格，成绩在 {until} 前有效，不用重考。", "You have passed theory; the result counts until {until}.")
	refusePending     = fault.Define("eligibility.result_pending", fault.Conflict, "您上一场考试的成绩还没有发布，发布后再约。", "Your last result is not published yet. Book after that.")
	refuseSoon        = fault.Define("eligibility.too_soon", fault.Conflict, "离上次考试太近，{date} 起可以再考。", "Too soon after the last attempt: the next may be taken from {date}.")
	refuseUsedUp      = fault.Define("eligibility.attempts_used_up", fault.Conflict, "理论考试次数已用完。须按规定重新培训后再报名。", "All theory attempts are used. New training is needed first.")
	refuseNoPaper     = fault.Define("eligibility.no_paper", fault.Conflict, "{date} 的试卷还没有准备好（现有试卷用到 {to}）。请约 {to} 及以前的场次，或过几天再来预约。", "There is no paper for {date} yet (the present one holds until {to}). Book a day up to {to}, or come back in some days.")
	refuseUnset       = fault.Define("eligibility.rule_unset", fault.Conflict, "考核发证机关还没有设定“{field}”，暂时不能办理。请联系{ask}。", "The authority has not set {field} yet. Contact {ask}.")
)

// barriers answers about what a person holds and is barred from.
type barriers interface {
	// Holds reports whether the person holds a permit for the item that is in force on the day.
	Holds(ctx context.Context, p people.PersonID, item string, on actor.Date) (bool, error)
	// Barred returns the last day of an examination ban that covers the day.
	Barred(ctx context.Context, p people.PersonID, on actor.Date) (until actor.Date, barred bool, err error)
}

// results lists a person's results, newest first.
type results interface {
	ResultsOf(ctx context.Context, p people.PersonID, cursor exam.ResultID, limit int) ([]exam.Result, error)
}

// eligibility composes what rules, training, results and permits say. It implements application.Eligibility and booking.Eligibility.
type eligibility struct {
	people  *people.Service
	rules   *rules.Service
	hours   *courseware.Service
	results results
	permits barriers
	// spent says that a theory pass bars nobody from the next sitting: a permit was issued on it, or the practical attempts
	// after it are used up.
	spent func(ctx context.Context, p people.PersonID, item string, result exam.ResultID, on actor.Date) (bool, error)
	// papers says whether papers of an item may be drawn on a day; a fault of code questionbank.ErrSealedTime where not.
	papers func(ctx context.Context, item string, on actor.Date) error
}

// verdicts collects refusals; an unset rule becomes a refusal that names the field, every other failure stays an error.
type verdicts struct{ list []application.Refusal }

func (v *verdicts) add(e *fault.Error) { v.list = append(v.list, application.RefusalOf(e)) }

// unset notes err as a refusal when it is a blank rule; it returns what else went wrong.
func (v *verdicts) unset(err error) error {
	if !errors.Is(err, rules.ErrBlank) {
		return err
	}
	args := fault.From(err).Args()
	v.add(refuseUnset.With("field", args["label"]).With("ask", args["ask"]))
	return nil
}

// CheckApplication implements application.Eligibility.
func (e eligibility) CheckApplication(ctx context.Context, q application.Check) ([]application.Refusal, error) {
	var v verdicts
	root, err := authorityPath(ctx, e.people)
	if err != nil {
		return nil, err
	}
	set, err := e.rules.For(ctx, rules.AskConditions, rules.Query{PersonType: q.PersonType, Item: q.ItemCode, OrgPath: root}, rules.Dates{Application: q.On})
	if err != nil {
		return nil, err
	}
	p, err := e.people.Person(ctx, q.Person)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(v.unset(e.age(&v, set, p, q.On)), v.unset(e.school(&v, set, p)), e.barred(ctx, &v, q.Person, q.On)); err != nil {
		return nil, err
	}
	if q.Kind == application.FirstIssue {
		held, err := e.permits.Holds(ctx, q.Person, q.ItemCode, q.On)
		if err != nil {
			return nil, err
		}
		if held {
			v.add(refuseHeld)
		}
		if err := v.unset(e.training(ctx, &v, q)); err != nil {
			return nil, err
		}
	}
	return v.list, nil
}

func (e eligibility) age(v *verdicts, set rules.Set, p people.Person, on actor.Date) error {
	lo, err := set.MinAge.Get()
	if err != nil {
		return err
	}
	if p.Birth == "" {
		v.add(refuseAgeUnknown)
		return nil
	}
	age := p.Birth.AgeOn(on)
	if age < lo {
		v.add(refuseYoung.With("age", lo))
	}
	if set.MaxAge.Set() && !set.MaxAge.Value.Allows(age) { // a blank upper age bars nobody
		v.add(refuseOld.With("age", set.MaxAge.Value.N))
	}
	return nil
}

func (e eligibility) school(v *verdicts, set rules.Set, p people.Person) error {
	floor, err := set.EducationFloor.Get()
	if err != nil {
		return err
	}
	if !rules.MeetsFloor(p.Education, floor) {
		v.add(refuseSchool.With("floor", rules.Name(floor, "zh")))
	}
	return nil
}

func (e eligibility) training(ctx context.Context, v *verdicts, q application.Check) error {
	h, err := hoursOf(ctx, e.hours, e.people, q.Person, q.ItemCode, q.On)
	if err != nil {
		return err
	}
	missing, err := h.Missing()
	if err == nil && missing > 0 {
		v.add(refuseHours.With("missing", missing).With("have", h.Recorded))
	}
	return err
}

func (e eligibility) barred(ctx context.Context, v *verdicts, p people.PersonID, on actor.Date) error {
	until, yes, err := e.permits.Barred(ctx, p, on)
	if yes {
		v.add(refuseBan.With("until", until))
	}
	return err
}

// CheckSitting implements booking.Eligibility.
func (e eligibility) CheckSitting(ctx context.Context, q booking.SittingCheck) ([]application.Refusal, error) {
	var v verdicts
	on := actor.DateOf(q.At)
	if err := e.barred(ctx, &v, q.Person, on); err != nil {
		return nil, err
	}
	root, err := authorityPath(ctx, e.people)
	if err != nil {
		return nil, err
	}
	set, err := e.rules.For(ctx, rules.AskAttempts, rules.Query{PersonType: q.PersonType, Item: q.ItemCode, OrgPath: root},
		rules.Dates{Application: q.On, Sitting: on})
	if err != nil {
		return nil, err
	}
	past, err := e.theory(ctx, q.Person, q.ItemCode)
	if err != nil {
		return nil, err
	}
	if err := v.unset(e.attempts(ctx, &v, set, past, on)); err != nil {
		return nil, err
	}
	if err := e.papers(ctx, q.ItemCode, on); errors.Is(err, questionbank.ErrSealedTime) {
		v.add(refuseNoPaper.With("date", on).With("to", fault.From(err).Args()["to"]))
	} else if err != nil {
		return nil, err
	}
	return v.list, nil
}

// theory lists the person's formal results for the item, oldest first.
func (e eligibility) theory(ctx context.Context, p people.PersonID, item string) ([]exam.Result, error) {
	var out []exam.Result
	var cursor exam.ResultID
	for {
		page, err := e.results.ResultsOf(ctx, p, cursor, 100)
		if err != nil {
			return nil, err
		}
		for _, r := range page {
			if r.ItemCode == item && r.Kind == exam.Formal {
				out = append([]exam.Result{r}, out...)
			}
		}
		if len(page) < 100 {
			return out, nil
		}
		cursor = page[len(page)-1].ID
	}
}

func (e eligibility) attempts(ctx context.Context, v *verdicts, set rules.Set, past []exam.Result, on actor.Date) error {
	var history []rules.Attempt
	for _, r := range past {
		if r.State == exam.ResultVoided {
			continue
		}
		history = append(history, rules.Attempt{On: r.SatOn, Passed: r.Passed})
		if r.State != exam.Released && r.Passed {
			v.add(refusePending)
			return nil
		}
		if !r.Passed {
			continue
		}
		until, err := set.ScoreLastDay(r.SatOn)
		if err != nil {
			return err
		}
		if on > until {
			continue
		}
		gone, err := e.spent(ctx, r.Person, r.ItemCode, r.ID, on)
		if err != nil {
			return err
		}
		if !gone {
			v.add(refusePassed.With("until", until))
			return nil
		}
	}
	left, err := set.TheoryAttempts(history)
	switch {
	case err != nil:
		return err
	case !left.Left.None && left.Left.N == 0:
		v.add(refuseUsedUp)
	case on < left.NotBefore:
		v.add(refuseSoon.With("date", left.NotBefore))
	}
	return nil
}

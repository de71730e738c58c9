package release

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// checkers may handle score checks: both roles are far from the room, and item reviewers know the keys.
func checkers() []actor.Role { return []actor.Role{people.ResultReleaser, people.ItemReviewer} }

// AskCheck asks for a score check of the calling candidate's own released result. Errors: ErrNoResult, ErrCheckReason,
// ErrCheckNotYet, ErrCheckLate, ErrCheckTwice, a blank of the rules.
func (k *Desk) AskCheck(ctx context.Context, id exam.ResultID, reason string) (ScoreCheck, error) {
	reason, err := written(reason, "body.reason", 5, 500, ErrCheckReason)
	if err != nil {
		return ScoreCheck{}, err
	}
	res, err := k.d.Sittings.OwnResult(ctx, id)
	if err != nil {
		return ScoreCheck{}, err
	}
	if res.State != exam.Released {
		return ScoreCheck{}, ErrCheckNotYet
	}
	last, replyDays, err := k.checkTerms(ctx, res)
	if err != nil {
		return ScoreCheck{}, err
	}
	now := k.now()
	today := actor.DateOf(now)
	if today > last {
		return ScoreCheck{}, ErrCheckLate.With("until", last)
	}
	due, err := k.d.Calendar.AddWorkingDays(ctx, today, replyDays)
	if err != nil {
		return ScoreCheck{}, err
	}
	remind, err := k.d.Calendar.AddWorkingDays(ctx, today, max(0, replyDays-remindBefore))
	if err != nil {
		return ScoreCheck{}, err
	}
	c := ScoreCheck{ID: CheckID(actor.NewID(now)), Result: id, Person: res.Person, OrgPath: res.OrgPath, Reason: reason,
		State: CheckRequested, AskedAt: now, DueOn: due.Date, RemindOn: remind.Date}
	err = k.inTx(ctx, func(ctx context.Context) error {
		if err := k.d.Checks.AddCheck(ctx, c); err != nil {
			return err
		}
		if err := k.noteCheck(ctx, "score_check.ask", c, nil); err != nil {
			return err
		}
		return k.emit(ctx, TopicCheckAsked, string(c.ID), map[string]string{"check": string(c.ID), "result": string(id)})
	})
	return c, err
}

// checkTerms returns the last day on which the check may be asked for and the working days for the reply.
func (k *Desk) checkTerms(ctx context.Context, res exam.Result) (actor.Date, int, error) {
	set, err := k.publication(ctx, res)
	if err != nil {
		return "", 0, err
	}
	ask, err := set.ScoreCheckRequestDays.Get()
	if err != nil {
		return "", 0, err
	}
	reply, err := set.ScoreCheckReplyDays.Get()
	return actor.DateOf(res.DecidedAt).AddDays(ask), reply, err
}

// Current returns the version in force of those of the results that got another than their first. It is a port for pages that have shown
// that they may see the results; it asks for no role.
func (k *Desk) Current(ctx context.Context, ids []exam.ResultID) (map[exam.ResultID]Revision, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := k.d.Checks.RevisionsOf(ctx, ids)
	out := make(map[exam.ResultID]Revision, len(list))
	for _, r := range list {
		out[r.Result] = r
	}
	return out, err
}

// OwnCheck returns the check of the calling candidate's own result and the later versions of the result. Finding, draft
// and the names of the staff other than the signer's are left out. ErrNoCheck when none was asked for. until is the last
// day to ask, empty while the result is not released.
func (k *Desk) OwnCheck(ctx context.Context, id exam.ResultID) (c ScoreCheck, versions []Revision, until actor.Date, err error) {
	res, err := k.d.Sittings.OwnResult(ctx, id)
	if err != nil {
		return c, nil, "", err
	}
	if res.State == exam.Released {
		if until, _, err = k.checkTerms(ctx, res); err != nil {
			return c, nil, "", err
		}
	}
	if versions, err = k.d.Checks.Revisions(ctx, id); err != nil {
		return c, nil, until, err
	}
	if c, err = k.d.Checks.CheckOf(ctx, id); err != nil {
		return c, versions, until, err
	}
	c.Finding, c.Draft = Finding{}, ""
	if c.State != CheckReplied {
		c.Name, c.Assignee, c.AssigneePerson = "", "", ""
	}
	return c, versions, until, nil
}

// AssignCheck gives a check to a person and lets the program examine the paper. The assignee holds the right to check over
// the exam point, and neither released the result nor ran its room nor is the candidate. A check may be given to another
// person until it is replied to. Errors: ErrCheckReleaser, ErrCheckForbidden, ErrCheckState.
func (k *Desk) AssignCheck(ctx context.Context, id CheckID, to people.AccountID) (ScoreCheck, error) {
	var c ScoreCheck
	err := k.inTx(ctx, func(ctx context.Context) error {
		var err error
		if c, err = k.checkFor(ctx, id); err != nil {
			return err
		}
		if c.State == CheckReplied {
			return ErrCheckState
		}
		res, err := k.d.Results.Result(ctx, c.Result)
		if err != nil {
			return err
		}
		person, name, err := k.d.Staff.AccountPerson(ctx, to)
		if err != nil {
			return err
		}
		if err := k.mayCheck(ctx, res, to, person); err != nil {
			return err
		}
		if c.Finding, err = k.find(ctx, res); err != nil {
			return err
		}
		c.State, c.Assignee, c.AssigneePerson, c.Name, c.AssignedAt = CheckAssigned, to, person, name, k.now()
		c.Draft = draftReply(res, c)
		if err := k.d.Checks.SaveCheck(ctx, c); err != nil {
			return err
		}
		c.Version++
		return k.noteCheck(ctx, "score_check.assign", c, map[string]string{"to": string(to), "changed": strconv.FormatBool(c.Finding.Changed())})
	})
	return c, err
}

// mayCheck refuses an assignee without the right, or who had a hand in the result.
func (k *Desk) mayCheck(ctx context.Context, res exam.Result, account people.AccountID, person people.PersonID) error {
	holds, err := k.d.Staff.Holds(ctx, account, res.OrgPath, checkers()...)
	if err != nil {
		return err
	}
	if !holds || person == "" {
		return ErrCheckForbidden
	}
	t, err := k.d.Releases.Track(ctx, res.ID)
	if err != nil {
		return err
	}
	ran, err := k.ranRoom(ctx, res, person)
	if err != nil {
		return err
	}
	if ran || person == t.ReleaserPerson || person == res.Person {
		return ErrCheckReleaser
	}
	return nil
}

// SignCheck signs the reply of a check and sends it: text is the reply as the person has worded it, empty takes the
// program's draft. The paper is examined once more; a changed score becomes a new version of the result that names the
// old one, and the pass records follow. Errors: ErrCheckNotYours, ErrCheckReleaser, ErrCheckEvidence, ErrCheckReply, ErrChanged.
func (k *Desk) SignCheck(ctx context.Context, id CheckID, text string) (ScoreCheck, error) {
	var c ScoreCheck
	err := k.inTx(ctx, func(ctx context.Context) error {
		var err error
		if c, err = k.checkFor(ctx, id); err != nil {
			return err
		}
		a := actor.From(ctx)
		switch {
		case c.State != CheckAssigned:
			return ErrCheckState
		case a.ID != string(c.Assignee) || a.Person != string(c.AssigneePerson):
			return ErrCheckNotYours
		}
		res, err := k.d.Results.Result(ctx, c.Result)
		if err != nil {
			return err
		}
		if err := k.mayCheck(ctx, res, c.Assignee, c.AssigneePerson); err != nil {
			return err
		}
		now, err := k.find(ctx, res)
		switch {
		case err != nil:
			return err
		case now != c.Finding:
			return exam.ErrChanged // a key was corrected meanwhile: assign again, read the new draft
		case !now.Intact:
			return ErrCheckEvidence
		}
		if strings.TrimSpace(text) == "" {
			text = c.Draft
		}
		if c.Reply, err = written(text, "body.reply", 20, 2000, ErrCheckReply); err != nil {
			return err
		}
		c.State, c.SignedAt, c.Changed = CheckReplied, k.now(), now.Changed()
		return k.reply(ctx, res, &c)
	})
	return c, err
}

// reply writes a signed check and, where the score changed, the new version of the result.
func (k *Desk) reply(ctx context.Context, res exam.Result, c *ScoreCheck) error {
	if err := k.d.Checks.SaveCheck(ctx, *c); err != nil {
		return err
	}
	c.Version++
	if c.Changed {
		if err := k.revise(ctx, res, *c); err != nil {
			return err
		}
	}
	changed := strconv.FormatBool(c.Changed)
	if err := k.noteCheck(ctx, "score_check.sign", *c, map[string]string{"changed": changed}); err != nil {
		return err
	}
	return k.emit(ctx, TopicCheckReplied, string(c.ID), map[string]string{"check": string(c.ID), "result": string(c.Result),
		"person": string(c.Person), "changed": changed})
}

// remindCheck reports one late reply and notes that it did.
func (k *Desk) remindCheck(ctx context.Context, c ScoreCheck) error {
	level := c.late(actor.DateOf(k.now()))
	if c.Alarmed >= int(level) {
		return nil
	}
	c.Alarmed = int(level)
	err := k.inTx(ctx, func(ctx context.Context) error {
		if err := k.d.Checks.SaveCheck(ctx, c); err != nil {
			return err
		}
		return k.emit(ctx, TopicCheckDue, string(c.ID), map[string]string{
			"check": string(c.ID), "due_on": string(c.DueOn), "level": strconv.Itoa(int(level))})
	})
	if errors.Is(err, exam.ErrChanged) { // assigned or answered meanwhile
		return nil
	}
	return err
}

// CheckLate says how the reply of a check stands today.
func (k *Desk) CheckLate(c ScoreCheck) Lateness { return c.late(actor.DateOf(k.now())) }

// FindChecks lists score checks of the caller's organisations, nearest due day first.
func (k *Desk) FindChecks(ctx context.Context, q CheckQuery) ([]ScoreCheck, error) {
	if q.Paths = actor.From(ctx).Paths(append(checkers(), people.Regulator)...); len(q.Paths) == 0 {
		return nil, ErrCheckForbidden
	}
	return k.d.Checks.Checks(ctx, q)
}

// LookCheck returns one check with its result to those who may handle it.
func (k *Desk) LookCheck(ctx context.Context, id CheckID) (ScoreCheck, ResultView, error) {
	c, err := k.d.Checks.Check(ctx, id)
	if err != nil {
		return c, ResultView{}, err
	}
	if err := require(ctx, c.OrgPath, ErrNoCheck, ErrCheckForbidden, append(checkers(), people.Regulator)...); err != nil {
		return ScoreCheck{}, ResultView{}, err
	}
	v, err := k.viewResult(ctx, c.Result)
	return c, v, err
}

func (k *Desk) checkFor(ctx context.Context, id CheckID) (ScoreCheck, error) {
	c, err := k.d.Checks.Check(ctx, id)
	if err != nil {
		return c, err
	}
	return c, require(ctx, c.OrgPath, ErrNoCheck, ErrCheckForbidden, checkers()...)
}

func (k *Desk) noteCheck(ctx context.Context, verb string, c ScoreCheck, detail map[string]string) error {
	if detail == nil {
		detail = map[string]string{}
	}
	detail["result"] = string(c.Result)
	return k.record(ctx, verb, "score_check:"+string(c.ID), c.OrgPath, detail)
}

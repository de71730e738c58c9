package release

import (
	"context"
	"errors"
	"strconv"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

const trackLimit = 500

// DeadlineOnce gives every new result its day of publication and reports results and score checks that are due soon or
// overdue, each once. Call
// it every few minutes; it runs twice without harm. A rule that the authority has left blank stops only the results it
// concerns; they are tried again at the next call.
func (k *Desk) DeadlineOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "result.deadline")
	ids, err := k.d.Releases.Untracked(ctx, trackLimit)
	if err != nil {
		return err
	}
	fresh, err := k.d.Results.ResultsByID(ctx, ids)
	if err != nil {
		return err
	}
	var failed []error
	for _, res := range fresh {
		err := k.inTx(ctx, func(ctx context.Context) error { return k.track(ctx, res) })
		if unset(err) == nil { // the queue names the rule that is not set
			failed = append(failed, err)
		}
	}
	today := actor.DateOf(k.now())
	due, err := k.d.Releases.Alarms(ctx, today, trackLimit)
	if err != nil {
		return errors.Join(append(failed, err)...)
	}
	for _, t := range due {
		failed = append(failed, k.alarm(ctx, t))
	}
	late, err := k.d.Checks.CheckAlarms(ctx, today, trackLimit)
	if err != nil {
		return errors.Join(append(failed, err)...)
	}
	for _, c := range late {
		failed = append(failed, k.remindCheck(ctx, c))
	}
	return errors.Join(failed...)
}

// unset returns err as the blank of a rule, nil when it is none.
func unset(err error) *fault.Error {
	if errors.Is(err, rules.ErrBlank) {
		return fault.From(err)
	}
	return nil
}

// track gives a result its track if it has none.
func (k *Desk) track(ctx context.Context, res exam.Result) error {
	by, from, err := k.term(ctx, res)
	if err != nil {
		return err
	}
	_, err = k.d.Releases.AddTrack(ctx, Track{Result: res.ID, OrgPath: res.OrgPath, PublishBy: by, AlarmOn: from})
	return err
}

// term computes the last day of publication and the day from which somebody is reminded, in working days from the sitting.
func (k *Desk) term(ctx context.Context, res exam.Result) (by, remind actor.Date, err error) {
	set, err := k.publication(ctx, res)
	if err != nil {
		return "", "", err
	}
	days, err := set.PublishDays.Get()
	if err != nil {
		return "", "", err
	}
	alarm, err := set.PublishAlarmDays.Get()
	if err != nil {
		return "", "", err
	}
	last, err := k.d.Calendar.AddWorkingDays(ctx, res.SatOn, days)
	if err != nil {
		return "", "", err
	}
	first, err := k.d.Calendar.AddWorkingDays(ctx, res.SatOn, alarm)
	return last.Date, first.Date, err
}

// publication returns the rules on publishing and checking a result.
func (k *Desk) publication(ctx context.Context, res exam.Result) (rules.Set, error) {
	q := rules.Query{PersonType: rules.PersonType(res.PersonType), Item: res.ItemCode, OrgPath: res.OrgPath}
	return k.d.Rules.For(ctx, rules.AskPublication, q, rules.Dates{Sitting: res.SatOn, Decision: actor.DateOf(k.now())})
}

// alarm reports one late result and notes that it did.
func (k *Desk) alarm(ctx context.Context, t Track) error {
	level := lateness(actor.DateOf(k.now()), t.AlarmOn, t.PublishBy)
	if t.Alarmed >= int(level) {
		return nil
	}
	t.Alarmed = int(level)
	err := k.inTx(ctx, func(ctx context.Context) error {
		if err := k.d.Releases.SaveTrack(ctx, t); err != nil {
			return err
		}
		return k.emit(ctx, TopicResultDue, string(t.Result), map[string]string{
			"result": string(t.Result), "publish_by": string(t.PublishBy), "level": strconv.Itoa(int(level))})
	})
	if errors.Is(err, exam.ErrChanged) { // released meanwhile
		return nil
	}
	return err
}

// queueReaders may see what waits for its release.
func queueReaders() []actor.Role {
	return []actor.Role{people.ResultReleaser, people.Regulator, people.ExamManager}
}

// WaitingResults lists the results of the caller's organisations that are not released, nearest deadline first, with
// masked names and live holds.
func (k *Desk) WaitingResults(ctx context.Context, q QueueQuery) ([]QueueLine, error) {
	if q.Paths = actor.From(ctx).Paths(queueReaders()...); len(q.Paths) == 0 {
		return nil, ErrReleaseForbidden
	}
	lines, err := k.d.Releases.Queue(ctx, q)
	if err != nil {
		return nil, err
	}
	ids := make([]exam.ResultID, len(lines))
	for i, l := range lines {
		ids[i] = l.Result.ID
	}
	found, err := k.d.Results.ResultsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i := range lines {
		lines[i].Result = found[ids[i]]
		card, err := k.d.Cards.Card(ctx, lines[i].Result.Person, lines[i].Result.ItemCode)
		if err != nil {
			return nil, err
		}
		lines[i].Name = card.Name
		if lines[i].Result.State == exam.Held {
			if lines[i].Hold, err = k.liveHold(ctx, lines[i].Result.ID); err != nil {
				return nil, err
			}
		}
		if err := k.dates(ctx, &lines[i]); err != nil {
			return nil, err
		}
		lines[i].Next = next(lines[i])
	}
	return lines, nil
}

// ResultView is a result as staff sees it.
type ResultView struct {
	Result    exam.Result
	Name      string // masked
	Track     *Track // nil until the deadline is computed
	Holds     []Hold
	Revisions []Revision
}

// LookResult returns one result with its way to publication to staff of the exam point or above.
func (k *Desk) LookResult(ctx context.Context, id exam.ResultID) (ResultView, error) {
	if _, err := k.resultFor(ctx, id, recordReaders()...); err != nil {
		return ResultView{}, err
	}
	return k.viewResult(ctx, id)
}

func (k *Desk) viewResult(ctx context.Context, id exam.ResultID) (ResultView, error) {
	res, err := k.d.Results.Result(ctx, id)
	if err != nil {
		return ResultView{}, err
	}
	v := ResultView{Result: res}
	card, err := k.d.Cards.Card(ctx, res.Person, res.ItemCode)
	if err != nil {
		return v, err
	}
	v.Name = card.Name
	if t, err := k.d.Releases.Track(ctx, id); err == nil {
		v.Track = &t
	} else if !errors.Is(err, exam.ErrNoResult) {
		return v, err
	}
	if v.Holds, err = k.d.Releases.Holds(ctx, id); err != nil {
		return v, err
	}
	v.Revisions, err = k.d.Checks.Revisions(ctx, id)
	return v, err
}

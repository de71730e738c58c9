package release

import (
	"context"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Next says who has to act for a result to go out, and what they have to do.
type Next struct {
	Party exam.Party
	Name  string       // of the person, where one is named
	Text  *fault.Error // the step in words; its code is stable
}

// The steps. They are words for people, not failures; Defined as such for their two languages and stable codes.
var (
	stepSlot = fault.Define("release.next_slot", fault.Conflict,
		"本场还没有结束，结束后系统自动生成考场记录。", "The slot is not over. The room record is drafted when it is.")
	stepSign = fault.Define("release.next_sign", fault.Conflict,
		"考场记录已经生成，等本场远程监考员核对签署。", "The room record is drafted and waits for the signature of a remote invigilator of the slot.")
	stepRelease = fault.Define("release.next_release", fault.Conflict,
		"考场记录已经签署，等成绩发布审批人发布。", "The room record is signed and waits for a releaser.")
	stepScoring = fault.Define("release.next_scoring", fault.Conflict,
		"成绩不能重新算出，不能发布：请成绩发布审批人会同技术负责人核查评分程序、答案版本和答题流水，查明后解除暂缓，发布时系统会重新比对。",
		"The score cannot be computed again and cannot go out: the releaser and the technical lead look into scorers, key version and journal. After the hold is ended the release compares again.")
	stepWatch = fault.Define("release.next_watch", fault.Conflict,
		"答卷期间无人监管时间超限：请未参与本场监考的成绩发布审批人查看录像，查明后解除暂缓。",
		"Too much of the paper was unsupervised: a releaser who did not run the room views the recording and ends the hold.")
	stepRecord = fault.Define("release.next_record", fault.Conflict,
		"答卷期间座位摄像头中断超限：请未参与本场监考的成绩发布审批人查看其他录像和考场记录，查明后解除暂缓。",
		"The seat's camera was away for too long during the paper: a releaser who did not run the room looks at the other recordings and the room record and ends the hold.")
	stepDecide = fault.Define("release.next_evidence", fault.Conflict,
		"考场机的作答记录或录像没有交回，或没有采用且还没有处理意见：请等考场机交回，或由有权的人员在“考场机”页面写明处理意见，然后解除暂缓。",
		"A journal or recording of a room node is not back, or was not applied and is not decided about: wait for the node, or somebody with the right decides on the room nodes page, then the hold is ended.")
	stepIncident = fault.Define("release.next_incident", fault.Conflict,
		"异常事件还没有处理结论：请监考员写明结论，移送核查的等核查结束，然后解除暂缓。",
		"An incident is not decided about: the invigilator closes it, or the review ends, then the hold is ended.")
	stepHold = fault.Define("release.next_decide", fault.Conflict,
		"成绩正在核查，等成绩发布审批人查明后解除暂缓。", "The result is under review and waits for a releaser to end the hold.")
)

// next says who acts next on a line of the queue.
func next(l QueueLine) Next {
	switch {
	case l.Result.State == exam.Held && l.Hold != nil && l.Hold.Code == HoldScorers:
		return Next{exam.ByReleaser, l.Hold.OwnerName, stepScoring}
	case l.Result.State == exam.Held && l.Hold != nil && l.Hold.Code == HoldUnwatched:
		return Next{exam.ByReleaser, l.Hold.OwnerName, stepWatch}
	case l.Result.State == exam.Held && l.Hold != nil && l.Hold.Code == HoldUnrecorded:
		return Next{exam.ByReleaser, l.Hold.OwnerName, stepRecord}
	case l.Result.State == exam.Held && l.Hold != nil && l.Hold.Code == HoldUndecided:
		return Next{exam.ByReleaser, l.Hold.OwnerName, stepDecide}
	case l.Result.State == exam.Held && l.Hold != nil && l.Hold.Code == HoldIncident:
		return Next{exam.ByReleaser, l.Hold.OwnerName, stepIncident}
	case l.Result.State == exam.Held && l.Hold != nil:
		return Next{exam.ByReleaser, l.Hold.OwnerName, stepHold}
	case l.Result.State == exam.Held:
		return Next{exam.ByReleaser, "", stepHold}
	case l.State == RecordSigned:
		return Next{exam.ByReleaser, "", stepRelease}
	case l.State == RecordDraft:
		return Next{exam.ByOfficer, "", stepSign}
	}
	return Next{exam.BySystem, "", stepSlot}
}

// dates fills in how the deadline of a line stands today.
func (k *Desk) dates(ctx context.Context, l *QueueLine) error {
	today := actor.DateOf(k.now())
	l.Late = lateness(today, l.Track.AlarmOn, l.Track.PublishBy)
	switch {
	case l.Track.PublishBy == "":
		_, _, err := k.term(ctx, l.Result)
		if l.Unset = unset(err); l.Unset != nil {
			return nil
		}
		return err
	case today < l.Track.PublishBy:
		var err error
		l.Days, _, err = k.d.Calendar.WorkingDaysBetween(ctx, today, l.Track.PublishBy)
		return err
	}
	return nil
}

package app

import (
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/face"
	"github.com/suikao/suikao/proctor/review"
	"github.com/suikao/suikao/proctor/room"
)

// meanings say what the codes of decisions and of the door mean; those of incidents stand in the catalogue of package proctor.
var meanings = map[string]proctor.Words{
	"INCIDENT_" + string(proctor.FalseAlarm):     {ZH: "值守结论：误报", EN: "closed as a false alarm"},
	"INCIDENT_" + string(proctor.TechnicalCause): {ZH: "值守结论：技术原因", EN: "closed as technical"},
	"INCIDENT_" + string(proctor.Handled):        {ZH: "值守结论：已现场处置", EN: "closed as handled"},
	"INCIDENT_" + string(proctor.ToReview):       {ZH: "值守结论：移送核查", EN: "referred for review"},
	"FINDING":                                    {ZH: "核查意见", EN: "finding"},
	string(review.NoticeDoc):                     {ZH: "告知书", EN: "notice"},
	string(review.DecisionDoc):                   {ZH: "决定书", EN: "decision"},
	string(review.AppealDoc):                     {ZH: "申诉答复书", EN: "answer to the appeal"},
	string(booking.MatchPINOfficer):              {ZH: "读证、准考证密码和远程人员核对", EN: "card, PIN and remote officer"},
	string(booking.MatchChipPIN):                 {ZH: "读证和准考证密码", EN: "card and PIN"},
	string(booking.MatchChipFace):                {ZH: "读证和人脸", EN: "card and face"},
	string(booking.MatchRemoteOfficer):           {ZH: "远程人员核对", EN: "remote officer"},
	string(booking.MatchOnsiteOfficer):           {ZH: "现场人员核对", EN: "officer at the door"},
	string(room.ByDoor):                          {ZH: "门已打开", EN: "the door opened"},
	string(room.ByStaff):                         {ZH: "工作人员开门", EN: "opened by staff"},
	string(room.ByRelease):                       {ZH: "考试结束", EN: "the sitting ended"},
	string(room.ByOfficer):                       {ZH: "值守人员登记", EN: "by an officer"},
	string(room.AtSeat):                          {ZH: "入座核对", EN: "after sitting down"},
	string(room.AtRandom):                        {ZH: "随机复核", EN: "at a random time"},
	string(room.CheckPassed):                     {ZH: "通过", EN: "passed"},
	string(room.CheckFailed):                     {ZH: "未通过", EN: "failed"},
	string(room.CheckMissed):                     {ZH: "未及核对", EN: "nobody looked in time"},
	string(room.CheckGone):                       {ZH: "已离座", EN: "had left"},
	string(face.ForEntry):                        {ZH: "入场比对", EN: "at the door"},
	string(face.ForSeat):                         {ZH: "入座比对", EN: "at the seat"},
	string(face.ForRecheck):                      {ZH: "考中比对", EN: "during the paper"},
	"SAME_AND_ALIVE":                             {ZH: "为本人", EN: "same and alive"},
	"REFUSED":                                    {ZH: "未通过", EN: "refused"},
}

// codeWords says what a code in a bundle of evidence means; empty where nobody knows it.
func codeWords(code string) (zh, en string) {
	if w, ok := meanings[code]; ok {
		return w.ZH, w.EN
	}
	e, _ := proctor.Find(proctor.Kind(code))
	return e.Title.ZH, e.Title.EN
}

package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
)

// HoldView is why a result is held and who has to decide.
type HoldView struct {
	Code      release.HoldCode `json:"code" enum:"SCORERS_DISAGREE,NO_MATCH,BREACH,UNSUPERVISED,UNRECORDED,UNDECIDED,INCIDENT,OTHER"`
	Text      string           `json:"text"`
	Owner     string           `json:"owner" doc:"name of who has to decide; empty while nobody is named"`
	PlacedAt  time.Time        `json:"placedAt"`
	ClearedAt *time.Time       `json:"clearedAt,omitempty"`
	ClearedBy string           `json:"clearedBy,omitempty"`
	ClearText string           `json:"clearText,omitempty"`
}

func holdView(h release.Hold) HoldView {
	return HoldView{h.Code, h.Text, h.OwnerName, h.PlacedAt, when(h.ClearedAt), h.ClearedName, h.ClearText}
}

// StaffResult is a result as staff sees it.
type StaffResult struct {
	ID        string           `json:"id"`
	Sitting   string           `json:"sitting"`
	Name      string           `json:"name" doc:"masked"`
	Item      string           `json:"item"`
	SatOn     string           `json:"satOn" format:"date"`
	Attempt   int              `json:"attempt"`
	Points    int              `json:"points"`
	Full      int              `json:"full"`
	PassMark  int              `json:"passMark"`
	Passed    bool             `json:"passed"`
	State     exam.ResultState `json:"state" enum:"PROVISIONAL,HELD,RELEASED,VOIDED"`
	Employer  string           `json:"employer,omitempty" doc:"as on the day of the sitting"`
	Centre    string           `json:"centre,omitempty"`
	PublishBy string           `json:"publishBy,omitempty" format:"date" doc:"last day of publication; absent until computed"`
	AlarmOn   string           `json:"alarmOn,omitempty" format:"date"`
}

func staffResult(r exam.Result, t release.Track, name string) StaffResult {
	return StaffResult{ID: string(r.ID), Sitting: string(r.Sitting), Name: name, Item: r.ItemCode, SatOn: string(r.SatOn), Attempt: r.Attempt,
		Points: r.Points, Full: r.Full, PassMark: r.PassMark, Passed: r.Passed, State: r.State, Employer: r.Frozen.EmployerName,
		Centre: r.Frozen.CentreName, PublishBy: string(t.PublishBy), AlarmOn: string(t.AlarmOn)}
}

// QueueLineView is a result that waits for its release.
type QueueLineView struct {
	StaffResult
	Hold        *HoldView           `json:"hold,omitempty"`
	Record      string              `json:"record,omitempty" doc:"room record"`
	RecordState release.RecordState `json:"recordState,omitempty"`
	Alarmed     int                 `json:"alarmed" doc:"0 in time, 1 due soon, 2 overdue, as reported"`
	Late        release.Lateness    `json:"late" doc:"today: 0 in time, 1 due soon, 2 overdue"`
	DaysLeft    int                 `json:"daysLeft" doc:"working days to the last day of publication; 0 on it and after"`
	Unset       string              `json:"unset,omitempty" doc:"the rule that the authority must set before a day can be computed"`
	Next        exam.Party          `json:"next" doc:"who acts next: SYSTEM, REMOTE_INVIGILATOR, RESULT_RELEASER"`
	NextName    string              `json:"nextName,omitempty" doc:"of the person, where one is named"`
	NextText    string              `json:"nextText" doc:"what they have to do"`
}

func queueLine(l release.QueueLine, lang string) QueueLineView {
	v := QueueLineView{StaffResult: staffResult(l.Result, l.Track, l.Name), Record: string(l.Record), RecordState: l.State, Alarmed: l.Track.Alarmed,
		Late: l.Late, DaysLeft: l.Days, Next: l.Next.Party, NextName: l.Next.Name, NextText: l.Next.Text.Text(lang)}
	if l.Hold != nil {
		h := holdView(*l.Hold)
		v.Hold = &h
	}
	if l.Unset != nil {
		v.Unset = l.Unset.Text(lang)
	}
	return v
}

// RevisionView is a later version of a result; the first one is never changed.
type RevisionView struct {
	No         int       `json:"no" doc:"2, 3 and so on"`
	Points     int       `json:"points"`
	Passed     bool      `json:"passed"`
	KeyVersion int       `json:"keyVersion"`
	WasPoints  int       `json:"wasPoints"`
	WasPassed  bool      `json:"wasPassed"`
	Reason     string    `json:"reason"`
	By         string    `json:"by"`
	At         time.Time `json:"at"`
}

func revisionViews(list []release.Revision) []RevisionView {
	out := make([]RevisionView, len(list))
	for i, r := range list {
		out[i] = RevisionView{r.No, r.Points, r.Passed, r.KeyVersion, r.WasPoints, r.WasPassed, r.Reason, r.ByName, r.At}
	}
	return out
}

// StaffResultDetail is a result with its way to publication.
type StaffResultDetail struct {
	StaffResult
	Holds      []HoldView     `json:"holds" nullable:"false"`
	Versions   []RevisionView `json:"versions" nullable:"false"`
	ReleasedAt *time.Time     `json:"releasedAt,omitempty"`
	ReleasedBy string         `json:"releasedBy,omitempty"`
	Second     *int           `json:"secondScorer,omitempty" doc:"points by the second scorer at the release"`
	KeyVersion int            `json:"keyVersion"`
	Chain      string         `json:"chain" doc:"last hash of the answer journal"`
}

func resultDetail(v release.ResultView) StaffResultDetail {
	d := StaffResultDetail{Holds: []HoldView{}, Versions: revisionViews(v.Revisions), KeyVersion: v.Result.KeyVersion, Chain: v.Result.Chain}
	t := release.Track{}
	if v.Track != nil {
		t = *v.Track
	}
	d.StaffResult = staffResult(v.Result, t, v.Name)
	if !t.ReleasedAt.IsZero() {
		d.ReleasedAt, d.ReleasedBy, d.Second = when(t.ReleasedAt), t.Name, &t.Second
	}
	for _, h := range v.Holds {
		d.Holds = append(d.Holds, holdView(h))
	}
	return d
}

// ReleaseOutcomeView says what became of one result.
type ReleaseOutcomeView struct {
	Result string       `json:"result"`
	Done   release.Done `json:"done" enum:"RELEASED,ALREADY,HELD,BLOCKED"`
	Code   string       `json:"code,omitempty" doc:"stable code of the reason"`
	Why    string       `json:"why,omitempty"`
	Owner  string       `json:"owner,omitempty" doc:"who has to decide about a held result"`
}

type releaseIn struct {
	IDRef
	Lang string `header:"Accept-Language" maxLength:"200"`
	Body struct {
		Results []string `json:"results,omitempty" maxItems:"200" doc:"the chosen ones; all when left out"`
	}
}

// ReleaseOutcomes lists what became of the results.
type ReleaseOutcomes struct {
	Outcomes []ReleaseOutcomeView `json:"outcomes" nullable:"false"`
}

func registerRelease(g Groups, k *release.Desk) {
	huma.Register(g.Staff, huma.Operation{OperationID: "release-queue", Method: http.MethodGet, Path: "/release-queue", Summary: "Results that wait for their release",
		Description: "Of the caller's organisations, nearest day of publication first; held ones with owner and reason."},
		func(ctx context.Context, in *struct {
			Paging
			Lang string `header:"Accept-Language" maxLength:"200"`
			Held string `query:"held" enum:"true,false" doc:"left out: both"`
		}) (*struct{ Body Page[QueueLineView] }, error) {
			q := release.QueueQuery{After: in.Cursor, Limit: in.Limit}
			if in.Held != "" {
				held := in.Held == "true"
				q.Held = &held
			}
			list, err := k.WaitingResults(ctx, q)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[QueueLineView] }{Body: Page[QueueLineView]{Items: []QueueLineView{}}}
			for _, l := range list {
				out.Body.Items = append(out.Body.Items, queueLine(l, in.Lang))
			}
			if len(list) == in.Limit {
				out.Body.Next = list[len(list)-1].Cursor()
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "results-release", Method: http.MethodPost, Path: "/room-records/{id}/release", Summary: "Release results",
		Description: "Of a signed room record, by somebody who did not run the room. Each result is scored again first and stands for itself; calling again changes nothing."},
		func(ctx context.Context, in *releaseIn) (*struct{ Body ReleaseOutcomes }, error) {
			chosen := make([]exam.ResultID, len(in.Body.Results))
			for i, id := range in.Body.Results {
				chosen[i] = exam.ResultID(id)
			}
			list, err := k.Release(ctx, release.RecordID(in.ID), chosen)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body ReleaseOutcomes }{Body: ReleaseOutcomes{[]ReleaseOutcomeView{}}}
			for _, o := range list {
				v := ReleaseOutcomeView{Result: string(o.Result), Done: o.Done, Owner: o.Owner}
				if o.Why != nil {
					v.Code, v.Why = o.Why.Code(), o.Why.Text(in.Lang)
				}
				out.Body.Outcomes = append(out.Body.Outcomes, v)
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "result", Method: http.MethodGet, Path: "/results/{id}", Summary: "One result",
		Description: "With deadline, holds, release and later versions."},
		func(ctx context.Context, in *IDRef) (*struct{ Body StaffResultDetail }, error) {
			v, err := k.LookResult(ctx, exam.ResultID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body StaffResultDetail }{resultDetail(v)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "result-hold", Method: http.MethodPost, Path: "/results/{id}/hold", DefaultStatus: http.StatusNoContent,
		Summary: "Hold a result", Description: "Names the reason and who has to decide."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Text  string `json:"text" minLength:"2" maxLength:"400"`
				Owner string `json:"owner,omitempty" maxLength:"26" doc:"account of who has to decide; left out: the caller"`
			}
		}) (*struct{}, error) {
			return nil, k.HoldResult(ctx, exam.ResultID(in.ID), in.Body.Text, people.AccountID(in.Body.Owner))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "result-clear", Method: http.MethodPost, Path: "/results/{id}/clear", DefaultStatus: http.StatusNoContent,
		Summary: "End a hold", Description: "The result waits for its release again."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Text string `json:"text" minLength:"2" maxLength:"400"`
			}
		}) (*struct{}, error) {
			return nil, k.ClearHold(ctx, exam.ResultID(in.ID), in.Body.Text)
		})
}

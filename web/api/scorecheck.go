package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/release"
)

// OwnCheckView is the score check of one's own result.
type OwnCheckView struct {
	State     release.CheckState `json:"state" enum:"REQUESTED,ASSIGNED,REPLIED"`
	Reason    string             `json:"reason"`
	AskedAt   time.Time          `json:"askedAt"`
	DueOn     string             `json:"dueOn" format:"date" doc:"the reply comes by the end of this day"`
	Reply     string             `json:"reply,omitempty"`
	Changed   bool               `json:"changed"`
	SignedBy  string             `json:"signedBy,omitempty"`
	RepliedAt *time.Time         `json:"repliedAt,omitempty"`
}

func ownCheckView(c release.ScoreCheck) OwnCheckView {
	return OwnCheckView{c.State, c.Reason, c.AskedAt, string(c.DueOn), c.Reply, c.Changed, c.Name, when(c.SignedAt)}
}

// OwnCheckPage is what a candidate sees about checking a result.
type OwnCheckPage struct {
	Check    *OwnCheckView  `json:"check,omitempty" doc:"absent when none was asked for"`
	Until    string         `json:"until,omitempty" format:"date" doc:"last day to ask; absent before the release"`
	Versions []RevisionView `json:"versions" nullable:"false" doc:"later versions of the result"`
}

func registerOwnChecks(g Groups, k *release.Desk) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-score-check", Method: http.MethodGet, Path: "/results/{id}/check", Summary: "The score check of my result",
		Description: "State and written reply, the last day to ask, and later versions of the result."},
		func(ctx context.Context, in *IDRef) (*struct{ Body OwnCheckPage }, error) {
			c, versions, until, err := k.OwnCheck(ctx, exam.ResultID(in.ID))
			if err != nil && !errors.Is(err, release.ErrNoCheck) {
				return nil, err
			}
			out := &struct{ Body OwnCheckPage }{Body: OwnCheckPage{Until: string(until), Versions: revisionViews(versions)}}
			if err == nil {
				v := ownCheckView(c)
				out.Body.Check = &v
			}
			return out, nil
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-score-check-ask", Method: http.MethodPost, Path: "/results/{id}/check", DefaultStatus: http.StatusCreated,
		Summary: "Ask for a score check", Description: "Once per result, within the days the rules give."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Reason string `json:"reason" minLength:"5" maxLength:"500"`
			}
		}) (*struct{ Body OwnCheckView }, error) {
			c, err := k.AskCheck(ctx, exam.ResultID(in.ID), in.Body.Reason)
			return &struct{ Body OwnCheckView }{ownCheckView(c)}, err
		})
}

// ScoreCheckView is a score check as staff sees it.
type ScoreCheckView struct {
	ID        string             `json:"id"`
	Result    string             `json:"result"`
	Reason    string             `json:"reason"`
	State     release.CheckState `json:"state" enum:"REQUESTED,ASSIGNED,REPLIED"`
	AskedAt   time.Time          `json:"askedAt"`
	DueOn     string             `json:"dueOn" format:"date"`
	Late      release.Lateness   `json:"late" doc:"today: 0 in time, 1 due soon, 2 overdue"`
	Assignee  string             `json:"assignee,omitempty" doc:"name"`
	Account   string             `json:"account,omitempty" doc:"of the assignee"`
	Finding   *release.Finding   `json:"finding,omitempty" doc:"what the program found by scoring again"`
	Draft     string             `json:"draft,omitempty"`
	Reply     string             `json:"reply,omitempty"`
	Changed   bool               `json:"changed"`
	RepliedAt *time.Time         `json:"repliedAt,omitempty"`
}

func scoreCheckView(k *release.Desk, c release.ScoreCheck) ScoreCheckView {
	v := ScoreCheckView{ID: string(c.ID), Result: string(c.Result), Reason: c.Reason, State: c.State, AskedAt: c.AskedAt, DueOn: string(c.DueOn),
		Late: k.CheckLate(c), Assignee: c.Name, Account: string(c.Assignee), Draft: c.Draft, Reply: c.Reply, Changed: c.Changed, RepliedAt: when(c.SignedAt)}
	if c.State != release.CheckRequested {
		f := c.Finding
		v.Finding = &f
	}
	return v
}

// ScoreCheckPage is a score check with its result.
type ScoreCheckPage struct {
	Check  ScoreCheckView    `json:"check"`
	Result StaffResultDetail `json:"result"`
}

func registerChecks(g Groups, k *release.Desk) {
	huma.Register(g.Staff, huma.Operation{OperationID: "score-checks", Method: http.MethodGet, Path: "/score-checks", Summary: "Score checks",
		Description: "Of the caller's organisations, nearest due day first."},
		func(ctx context.Context, in *struct {
			Paging
			State string `query:"state" enum:"REQUESTED,ASSIGNED,REPLIED"`
		}) (*struct{ Body Page[ScoreCheckView] }, error) {
			list, err := k.FindChecks(ctx, release.CheckQuery{State: release.CheckState(in.State), After: in.Cursor, Limit: in.Limit})
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[ScoreCheckView] }{Body: Page[ScoreCheckView]{Items: []ScoreCheckView{}}}
			for _, c := range list {
				out.Body.Items = append(out.Body.Items, scoreCheckView(k, c))
			}
			if len(list) == in.Limit {
				out.Body.Next = list[len(list)-1].Cursor()
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "score-check", Method: http.MethodGet, Path: "/score-checks/{id}", Summary: "One score check",
		Description: "With the finding, the draft of the reply and the result."},
		func(ctx context.Context, in *IDRef) (*struct{ Body ScoreCheckPage }, error) {
			c, r, err := k.LookCheck(ctx, release.CheckID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body ScoreCheckPage }{ScoreCheckPage{scoreCheckView(k, c), resultDetail(r)}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "score-check-assign", Method: http.MethodPost, Path: "/score-checks/{id}/assign", Summary: "Give a score check to a person",
		Description: "Who neither released the result nor ran its room. The program scores the paper again and drafts the reply."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Account string `json:"account" minLength:"1" maxLength:"26"`
			}
		}) (*struct{ Body ScoreCheckView }, error) {
			c, err := k.AssignCheck(ctx, release.CheckID(in.ID), people.AccountID(in.Body.Account))
			return &struct{ Body ScoreCheckView }{scoreCheckView(k, c)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "score-check-sign", Method: http.MethodPost, Path: "/score-checks/{id}/sign", Summary: "Sign the reply",
		Description: "By the assignee. A changed score becomes a new version of the result beside the old one."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Reply string `json:"reply,omitempty" maxLength:"2000" doc:"left out: the program's draft"`
			}
		}) (*struct{ Body ScoreCheckView }, error) {
			c, err := k.SignCheck(ctx, release.CheckID(in.ID), in.Body.Reply)
			return &struct{ Body ScoreCheckView }{scoreCheckView(k, c)}, err
		})
}

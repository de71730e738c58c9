package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/assembly"
)

// RescoreView is a re-score as staff sees it.
type RescoreView struct {
	ID         string               `json:"id"`
	Release    string               `json:"release"`
	Item       string               `json:"item"`
	KeyVersion int                  `json:"keyVersion" doc:"by which results are scored again"`
	Reason     string               `json:"reason"`
	State      release.RescoreState `json:"state" enum:"COUNTING,READY,APPROVED,REJECTED"`
	By         string               `json:"by" doc:"name of who proposed it"`
	Own        bool                 `json:"own" doc:"the caller proposed it, so somebody else decides"`
	At         time.Time            `json:"at"`
	Decider    string               `json:"decider,omitempty"`
	DecidedAt  *time.Time           `json:"decidedAt,omitempty"`
	Note       string               `json:"note,omitempty"`
}

func rescoreView(ctx context.Context, r release.Rescore) RescoreView {
	a := actor.From(ctx)
	own := a.ID == string(r.By) || a.Person != "" && a.Person == string(r.ByPerson)
	return RescoreView{string(r.ID), string(r.Release), r.ItemCode, r.KeyVersion, r.Reason, r.State, r.ByName, own, r.At,
		r.DeciderName, when(r.DecidedAt), r.Note}
}

// RescoreLineView is one result before and after.
type RescoreLineView struct {
	Result     string                 `json:"result"`
	KeyVersion int                    `json:"keyVersion" doc:"by which it stood"`
	Points     int                    `json:"points"`
	Passed     bool                   `json:"passed"`
	NewPoints  int                    `json:"newPoints"`
	NowPassed  bool                   `json:"nowPassed"`
	Outcome    release.RescoreOutcome `json:"outcome" enum:"SAME,CHANGED,BROKEN,SKIPPED"`
	AppliedAt  *time.Time             `json:"appliedAt,omitempty"`
}

// CorrectionView is a question whose key was corrected. The key is for who may read keys, on the bank's own pages.
type CorrectionView struct {
	Item       string `json:"item" doc:"number at its writers, else the item's id"`
	Topic      string `json:"topic"`
	Part       int    `json:"part" doc:"question of a case, from 1; 0: not of a case"`
	KeyVersion int    `json:"keyVersion"`
	Reason     string `json:"reason"`
	By         string `json:"by"`
	Approver   string `json:"approver"`
}

// RescorePage is a re-score with its counts and a page of its lines.
type RescorePage struct {
	Rescore RescoreView `json:"rescore"`
	Results int         `json:"results"`
	Changed int         `json:"changed" doc:"that have another score"`
	NowPass int         `json:"nowPass" doc:"of these, from fail to pass"`
	NowFail int         `json:"nowFail" doc:"of these, from pass to fail"`
	Broken  int         `json:"broken" doc:"whose evidence or scorers disagree; left alone"`
	Skipped int         `json:"skipped" doc:"that were changed by something else after the report; left alone"`
	Applied int         `json:"applied"`

	Corrected []CorrectionView  `json:"corrected" nullable:"false" doc:"questions whose corrected keys it goes by, oldest correction first"`
	Lines     []RescoreLineView `json:"lines" nullable:"false"`
	Next      string            `json:"next,omitempty"`
}

func registerRescores(g Groups, k *release.Desk) {
	huma.Register(g.Staff, huma.Operation{OperationID: "rescores", Method: http.MethodGet, Path: "/rescores", Summary: "Re-scores",
		Description: "Released results that are scored again by corrected keys. Of the caller's organisations, newest first, at most 200."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[RescoreView] }, error) {
			list, err := k.Rescores(ctx)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[RescoreView] }{Body: Page[RescoreView]{Items: []RescoreView{}}}
			for _, r := range list {
				out.Body.Items = append(out.Body.Items, rescoreView(ctx, r))
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "rescore-propose", Method: http.MethodPost, Path: "/rescores", DefaultStatus: http.StatusCreated, Summary: "Propose a re-score",
		Description: "All released results of a release, by its newest approved keys. The report is made in the background; another person decides."},
		func(ctx context.Context, in *struct {
			Body struct {
				Release string `json:"release" minLength:"1" maxLength:"26"`
				Reason  string `json:"reason" minLength:"5" maxLength:"500"`
			}
		}) (*struct{ Body RescoreView }, error) {
			r, err := k.ProposeRescore(ctx, assembly.ReleaseID(in.Body.Release), in.Body.Reason)
			return &struct{ Body RescoreView }{rescoreView(ctx, r)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "rescore", Method: http.MethodGet, Path: "/rescores/{id}", Summary: "One re-score",
		Description: "Its report: counts, and the results before and after, by result."},
		func(ctx context.Context, in *struct {
			IDRef
			Paging
			Outcome string `query:"outcome" enum:"SAME,CHANGED,BROKEN,SKIPPED"`
		}) (*struct{ Body RescorePage }, error) {
			r, t, lines, err := k.LookRescore(ctx, release.RescoreID(in.ID), release.RescoreQuery{Outcome: release.RescoreOutcome(in.Outcome), After: exam.ResultID(in.Cursor), Limit: in.Limit})
			if err != nil {
				return nil, err
			}
			fixed, err := k.CorrectionsOf(ctx, r.ID)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body RescorePage }{RescorePage{Corrected: []CorrectionView{}, Rescore: rescoreView(ctx, r), Results: t.Results, Changed: t.Changed, NowPass: t.NowPass, NowFail: t.NowFail,
				Broken: t.Broken, Skipped: t.Skipped, Applied: t.Applied, Lines: []RescoreLineView{}}}
			for _, c := range fixed {
				out.Body.Corrected = append(out.Body.Corrected, CorrectionView(c))
			}
			for _, l := range lines {
				out.Body.Lines = append(out.Body.Lines, RescoreLineView{string(l.Result), l.KeyVersion, l.Points, l.Passed, l.NewPoints, l.NowPassed, l.Outcome, when(l.AppliedAt)})
			}
			if len(lines) == in.Limit {
				out.Body.Next = string(lines[len(lines)-1].Result)
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "rescore-decide", Method: http.MethodPost, Path: "/rescores/{id}/decision", Summary: "Decide on a re-score",
		Description: "By another person than who proposed it. What is approved is applied in the background, also to results that are released later with the old keys."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Approve bool   `json:"approve"`
				Note    string `json:"note,omitempty" maxLength:"500" doc:"needed for a refusal"`
			}
		}) (*struct{ Body RescoreView }, error) {
			r, err := k.DecideRescore(ctx, release.RescoreID(in.ID), in.Body.Approve, in.Body.Note)
			return &struct{ Body RescoreView }{rescoreView(ctx, r)}, err
		})
}

package api

import (
	"context"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/transcript"
	"github.com/suikao/suikao/internal/fault"
)

// Words for the state of a result, as the portal and the seat show them. A provisional result proves nothing yet.
var (
	wordProvisional = fault.Define("result.word_provisional", fault.Invalid, "机考成绩（待发布）", "Computer score, not released yet")
	wordHeld        = fault.Define("result.word_held", fault.Invalid, "机考成绩（核查中，待发布）", "Computer score, under review, not released yet")
	wordReleased    = fault.Define("result.word_released", fault.Invalid, "正式成绩（已发布）", "Official result, released")
	wordVoided      = fault.Define("result.word_voided", fault.Invalid, "成绩无效", "Result void")
)

func resultWord(s exam.ResultState) *fault.Error {
	switch s {
	case exam.Held:
		return wordHeld
	case exam.Released:
		return wordReleased
	case exam.ResultVoided:
		return wordVoided
	default:
		return wordProvisional
	}
}

// OwnResultView is one of the candidate's results.
type OwnResultView struct {
	ID          string           `json:"id"`
	Sitting     string           `json:"sitting"`
	Kind        exam.Kind        `json:"kind" enum:"FORMAL,CLASS,MOCK,SPOT"`
	ItemCode    string           `json:"itemCode"`
	AttemptKind string           `json:"attemptKind"`
	Attempt     int              `json:"attempt"`
	SatOn       string           `json:"satOn"`
	Version     int              `json:"version" doc:"1 as first scored; more after a score check or a re-score, whose points and verdict these are"`
	Points      int              `json:"points"`
	Full        int              `json:"full"`
	PassMark    int              `json:"passMark"`
	Passed      bool             `json:"passed"`
	State       exam.ResultState `json:"state" enum:"PROVISIONAL,HELD,RELEASED,VOIDED"`
	StateText   string           `json:"stateText" doc:"机考成绩（待发布） and so on, in the language of Accept-Language"`
	ReleasedAt  *time.Time       `json:"releasedAt,omitempty"`
}

// OwnResultDetail adds what the candidate may check.
type OwnResultDetail struct {
	OwnResultView
	StartedAt    time.Time  `json:"startedAt"`
	EndedAt      time.Time  `json:"endedAt"`
	Cause        exam.Cause `json:"cause" enum:"CANDIDATE,DEADLINE,OFFICER" doc:"who ended the answering"`
	Right        int        `json:"right"`
	Partial      int        `json:"partial"`
	Wrong        int        `json:"wrong"`
	Blank        int        `json:"blank"`
	RuleSet      string     `json:"ruleSet"`
	KeyVersion   int        `json:"keyVersion"`
	Records      int64      `json:"records" doc:"entries of the answer journal"`
	Chain        string     `json:"chain" doc:"last hash of the answer journal, hex"`
	Receipt      string     `json:"receipt,omitempty" doc:"ten letters and digits made of chain, as the seat showed them at the end"`
	EmployerName string     `json:"employerName" doc:"as on the day of the sitting"`
	CentreName   string     `json:"centreName"`
	// Time is what time the person had, and why.
	Time SittingTime `json:"time"`
}

// SittingTime is what time a sitting has, in seconds.
type SittingTime struct {
	Base     int         `json:"base"`
	Extra    int         `json:"extra" doc:"accommodation"`
	Credited int         `json:"credited" doc:"the sum of given"`
	Given    []TimeGiven `json:"given" nullable:"false"`
}

// TimeGiven is credited time with its reason.
type TimeGiven struct {
	Kind    exam.GivenKind `json:"kind" enum:"PAUSE,ROOM,SITE,BREAK,OUTAGE"`
	Code    string         `json:"code,omitempty" doc:"reason of the catalogue; OUTAGE: SERVER_DOWN, ROOM_POWER"`
	Text    string         `json:"text,omitempty" doc:"the officer's words"`
	Seconds int            `json:"seconds"`
	From    *time.Time     `json:"from,omitempty" doc:"of what it was given for"`
	To      *time.Time     `json:"to,omitempty"`
	At      time.Time      `json:"at" doc:"when it was given"`
}

func sittingTime(t exam.Time) SittingTime {
	v := SittingTime{t.Base, t.Extra, t.Credited, []TimeGiven{}}
	for _, g := range t.Given {
		code := g.Code
		if g.Kind == exam.GivenBreak { // the number of the break
			code = ""
		}
		v.Given = append(v.Given, TimeGiven{g.Kind, code, g.Text, g.Seconds, when(g.From), when(g.To), g.At})
	}
	return v
}

func ownResult(r exam.Result, now map[exam.ResultID]release.Revision, lang string) OwnResultView {
	v := OwnResultView{ID: string(r.ID), Sitting: string(r.Sitting), Kind: r.Kind, ItemCode: r.ItemCode, AttemptKind: r.AttemptKind, Attempt: r.Attempt,
		SatOn: string(r.SatOn), Version: 1, Points: r.Points, Full: r.Full, PassMark: r.PassMark, Passed: r.Passed, State: r.State, StateText: resultWord(r.State).Text(lang)}
	if r.State == exam.Released {
		v.ReleasedAt = when(r.DecidedAt)
	}
	if later, ok := now[r.ID]; ok {
		v.Version, v.Points, v.Passed = later.No, later.Points, later.Passed
	}
	return v
}

// LaterVersions tells which results got another version after a score check or a re-score; release.Desk is one.
type LaterVersions interface {
	Current(ctx context.Context, ids []exam.ResultID) (map[exam.ResultID]release.Revision, error)
}

// inForce returns the version in force of those of the results that got another than their first. Everything that shows or goes by a score
// reads this one.
func inForce(ctx context.Context, later LaterVersions, list ...exam.Result) (map[exam.ResultID]release.Revision, error) {
	if later == nil {
		return nil, nil
	}
	var ids []exam.ResultID
	for _, r := range list {
		if r.State == exam.Released {
			ids = append(ids, r.ID)
		}
	}
	return later.Current(ctx, ids)
}

func registerOwnResults(g Groups, s *exam.Service, later LaterVersions) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-results", Method: http.MethodGet, Path: "/results", Summary: "My results", Description: "Newest first; provisional ones appear at once."},
		func(ctx context.Context, in *struct {
			Paging
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body Page[OwnResultView] }, error) {
			list, next, err := s.OwnResults(ctx, exam.ResultID(in.Cursor), in.Limit)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[OwnResultView] }{Body: Page[OwnResultView]{Items: []OwnResultView{}, Next: string(next)}}
			now, err := inForce(ctx, later, list...)
			for _, r := range list {
				out.Body.Items = append(out.Body.Items, ownResult(r, now, in.Lang))
			}
			return out, err
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-result", Method: http.MethodGet, Path: "/results/{id}", Summary: "One of my results", Description: "With the counts and the receipt of the answer journal."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body OwnResultDetail }, error) {
			r, err := s.OwnResult(ctx, exam.ResultID(in.ID))
			if err != nil {
				return nil, err
			}
			t, err := s.OwnTime(ctx, r.ID)
			if err != nil {
				return nil, err
			}
			now, err := inForce(ctx, later, r)
			if err != nil {
				return nil, err
			}
			own := ownResult(r, now, in.Lang)
			if v, ok := now[r.ID]; ok {
				r.Right, r.Partial, r.Wrong, r.Blank, r.KeyVersion = v.Right, v.Partial, v.Wrong, v.Blank, v.KeyVersion
			}
			chain, _ := hex.DecodeString(r.Chain)
			return &struct{ Body OwnResultDetail }{OwnResultDetail{Time: sittingTime(t), Receipt: transcript.Receipt(chain),
				OwnResultView: own, StartedAt: r.StartedAt, EndedAt: r.EndedAt, Cause: r.Cause, Right: r.Right, Partial: r.Partial,
				Wrong: r.Wrong, Blank: r.Blank, RuleSet: r.RuleSet, KeyVersion: r.KeyVersion, Records: r.Records, Chain: r.Chain,
				EmployerName: r.Frozen.EmployerName, CentreName: r.Frozen.CentreName}}, nil
		})
}

package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/agent"
	"github.com/suikao/suikao/proctor/agent/report"
	"github.com/suikao/suikao/proctor/input"
)

// AgentTurn is what the agent's next report has to repeat.
type AgentTurn struct {
	Agent     string `json:"agent"`
	Counter   int64  `json:"counter" doc:"of the last report; the next one is higher"`
	Challenge string `json:"challenge"`
	Every     int    `json:"every" doc:"seconds between two reports"`
}

func agentTurn(a agent.Agent, err error) (*struct{ Body AgentTurn }, error) {
	if err != nil {
		return nil, err
	}
	return &struct{ Body AgentTurn }{AgentTurn{string(a.ID), a.Counter, a.Challenge, int(agent.Every / time.Second)}}, nil
}

// AgentFailure is a check of a seat that failed.
type AgentFailure struct {
	Check string `json:"check" doc:"image, remote_access, usb, display, virtual_input, debug_port, network, clock, silent"`
	What  string `json:"what"`
}

// SeatAgentView is the agent of a seat as staff see it.
type SeatAgentView struct {
	Agent      string         `json:"agent"`
	Seat       string         `json:"seat"`
	Key        string         `json:"key" doc:"name of its public key"`
	EnrolledAt time.Time      `json:"enrolledAt"`
	SeenAt     *time.Time     `json:"seenAt,omitempty"`
	UsualAt    *time.Time     `json:"usualAt,omitempty" doc:"since when what it reported counts as usual"`
	Failing    []AgentFailure `json:"failing" nullable:"false"`
	Files      []AgentFile    `json:"files" nullable:"false" doc:"as reported last"`
	USB        []string       `json:"usb" nullable:"false"`
	Displays   []string       `json:"displays" nullable:"false"`
	Troubles   []string       `json:"troubles" nullable:"false" doc:"what it cannot look at"`
	Whole      bool           `json:"whole" doc:"it hears every input device of the machine"`
}

// AgentFile is one attested file.
type AgentFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256,omitempty" doc:"hex; left out: missing"`
}

func agentView(a agent.Agent) SeatAgentView {
	v := SeatAgentView{Agent: string(a.ID), Seat: string(a.Seat), Key: agent.KeyName(a.Key), EnrolledAt: a.EnrolledAt, SeenAt: when(a.SeenAt), UsualAt: when(a.UsualAt),
		Failing: []AgentFailure{}, Files: []AgentFile{}, USB: append([]string{}, a.Last.USB...), Displays: append([]string{}, a.Last.Displays...),
		Troubles: append([]string{}, a.Last.Troubles...), Whole: a.Last.Inputs.Whole}
	for _, f := range a.Failing {
		v.Failing = append(v.Failing, AgentFailure(f))
	}
	for _, f := range a.Last.Files {
		v.Files = append(v.Files, AgentFile(f))
	}
	return v
}

// RegisterAgents declares the way of seats' agents and what staff see and decide of them.
func RegisterAgents(g Groups, s *agent.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "agent-enrol", Method: http.MethodPost, Path: "/agent", Summary: "Enrol the agent of this seat",
		Description: "By the terminal's token, with a proof that the key is held. A seat has one; another key is refused until staff revoke the first."},
		func(ctx context.Context, in *struct {
			Body struct {
				Key   []byte `json:"key" doc:"ed25519 public key"`
				Proof []byte `json:"proof" doc:"signature over the terminal's id"`
			}
		}) (*struct{ Body AgentTurn }, error) {
			return agentTurn(s.Enrol(ctx, in.Body.Key, in.Body.Proof))
		})
	huma.Register(g.Device, huma.Operation{OperationID: "agent-turn", Method: http.MethodGet, Path: "/agent", Summary: "Where the agent of this seat stands", Description: "For after a start or a lost answer."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body AgentTurn }, error) {
			return agentTurn(s.Mine(ctx))
		})
	huma.Register(g.Device, huma.Operation{OperationID: "agent-report", Method: http.MethodPost, Path: "/agent/reports", Summary: "Report of the agent of this seat", MaxBodyBytes: 2 * report.Most,
		Description: "Signed, counting up, repeating the challenge. What is forged is refused and noted; what was sent before is refused."},
		func(ctx context.Context, in *struct{ Body report.Sealed }) (*struct{ Body AgentTurn }, error) {
			return agentTurn(s.Report(ctx, in.Body))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-agents", Method: http.MethodGet, Path: "/rooms/{id}/agents", Summary: "Agents of a room's seats", Description: "A seat without one is left out: nothing below its browser is watched."},
		func(ctx context.Context, in *struct {
			ID string `path:"id" maxLength:"26"`
		}) (*struct{ Body []SeatAgentView }, error) {
			rows, err := s.InRoom(ctx, site.RoomID(in.ID))
			out := []SeatAgentView{}
			for _, a := range rows {
				out = append(out, agentView(a))
			}
			return &struct{ Body []SeatAgentView }{out}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "agent-accept", Method: http.MethodPost, Path: "/seats/{id}/agent/accept", Summary: "Take what the seat reported last as usual", Description: "With a reason; on the audit trail."},
		func(ctx context.Context, in *ReasonIn) (*struct{ Body SeatAgentView }, error) {
			a, err := s.Accept(ctx, site.SeatID(in.ID), in.Body.Reason)
			if err != nil {
				return nil, err
			}
			return &struct{ Body SeatAgentView }{agentView(a)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "agent-revoke", Method: http.MethodPost, Path: "/seats/{id}/agent/revoke", DefaultStatus: http.StatusNoContent, Summary: "End the agent of a seat", Description: "So that another key may be enrolled."},
		func(ctx context.Context, in *ReasonIn) (*struct{}, error) {
			return nil, s.Revoke(ctx, site.SeatID(in.ID), in.Body.Reason)
		})
}

// SittingInput is what was watched of the inputs of a sitting.
type SittingInput struct {
	Coverage    string `json:"coverage" enum:"NONE,BROWSER_ONLY,AGENT" doc:"NONE: the page said nothing; BROWSER_ONLY: nothing below the page"`
	Answers     int    `json:"answers" doc:"that came, repeats not counted"`
	Local       int    `json:"local" doc:"of these, caused by a trusted local event"`
	Mouse       int    `json:"mouse"`
	Touch       int    `json:"touch"`
	Pen         int    `json:"pen"`
	Keys        int    `json:"keys"`
	Assist      int    `json:"assist" doc:"by screen reader, switch or voice"`
	Untrusted   int    `json:"untrusted" doc:"made by a script's event"`
	Eventless   int    `json:"eventless" doc:"without a fresh event of their own"`
	Replayed    int    `json:"replayed" doc:"sent later than they were given"`
	Displays    int    `json:"displays" doc:"changes of the display"`
	Pages       int    `json:"pages"`
	Checked     int    `json:"checked" doc:"held against the kernel's counts"`
	Missing     int    `json:"missing" doc:"of these, without input below the page"`
	AgentSecond int    `json:"agentSeconds" doc:"in which the agent reported"`
}

// RegisterInputs declares what staff see of the inputs of a sitting.
func RegisterInputs(g Groups, j *input.Judge, e *exam.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-input", Method: http.MethodGet, Path: "/sittings/{id}/input", Summary: "What was watched of a sitting's inputs",
		Description: "Sums as stored; the last seconds of a sitting under way are not in them. For who may look at the sitting."},
		func(ctx context.Context, in *IDRef) (*struct{ Body SittingInput }, error) {
			sit, err := e.Look(ctx, exam.SittingID(in.ID))
			if err != nil {
				return nil, err
			}
			x, err := j.Of(ctx, sit.ID)
			if err != nil {
				return nil, err
			}
			return &struct{ Body SittingInput }{SittingInput{string(x.Coverage()), x.Answers, x.Local, x.Mouse, x.Touch, x.Pen, x.Keys, x.Assist,
				x.Untrusted, x.Eventless, x.Replayed, x.Displays, x.Pages, x.Checked, x.Missing, x.Agent}}, nil
		})
}

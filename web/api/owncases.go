package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/suikao/suikao/proctor/review"
)

// OwnCaseEvent is one thing that was noticed.
type OwnCaseEvent struct {
	Kind  string        `json:"kind"`
	Title IncidentWords `json:"title"`
	At    time.Time     `json:"at"`
	From  time.Time     `json:"from" doc:"of the recording that shows it"`
	To    time.Time     `json:"to"`
}

// OwnCaseFilm is one piece of the own recording.
type OwnCaseFilm struct {
	Segment string    `json:"segment"`
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	SHA256  string    `json:"sha256" doc:"of what is kept"`
	Screen  bool      `json:"screen,omitempty" doc:"of the screen: a masked copy without any text, one picture a second"`
}

// OwnCase is a case as the person concerned sees it.
type OwnCase struct {
	Case          ReviewCase        `json:"case"`
	Events        []OwnCaseEvent    `json:"events" nullable:"false"`
	Films         []OwnCaseFilm     `json:"films" nullable:"false"`
	ScreenLeftOut bool              `json:"screenLeftOut,omitempty" doc:"the screen was recorded, and this server cannot mask it"`
	Documents     []ReviewDocument  `json:"documents" nullable:"false"`
	Statements    []ReviewStatement `json:"statements" nullable:"false"`
	Effects       ReviewEffects     `json:"effects"`
	Appeal        *ReviewAppeal     `json:"appeal,omitempty"`
}

// ownCaseOf is a case without the names of those who opened it.
func ownCaseOf(c review.Case) ReviewCase {
	v := reviewCase(c)
	v.OpenedBy, v.Room = "", ""
	return v
}

func ownCase(o review.Own) OwnCase {
	v := OwnCase{Case: ownCaseOf(o.Case), Events: []OwnCaseEvent{}, Films: []OwnCaseFilm{}, Documents: documentViews(o.Documents), Statements: statementViews(o.Statements),
		Effects: effectsView(o.Case.Effects, o.BanInForce), Appeal: appealPtr(o.Appeal), ScreenLeftOut: o.LeftOut}
	for _, e := range o.Events {
		v.Events = append(v.Events, OwnCaseEvent{string(e.Kind), incidentWords(e.Title), e.At, e.From, e.To})
	}
	for _, f := range o.Films {
		v.Films = append(v.Films, OwnCaseFilm{f.ID, f.From, f.To, f.SHA256, f.Screen})
	}
	return v
}

type ownCaseOut struct{ Body OwnCase }

func oneOwnCase(o review.Own, err error) (*ownCaseOut, error) {
	if err != nil {
		return nil, err
	}
	return &ownCaseOut{ownCase(o)}, nil
}

func registerOwnCases(g Groups, s *review.Service) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "own-cases", Method: http.MethodGet, Path: "/cases", Summary: "Own cases", Description: "From the notice on, newest first."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[ReviewCase] }, error) {
			list, err := s.OwnList(ctx)
			out := &struct{ Body Page[ReviewCase] }{Page[ReviewCase]{Items: []ReviewCase{}}}
			for _, c := range list {
				out.Body.Items = append(out.Body.Items, ownCaseOf(c))
			}
			return out, err
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "own-case", Method: http.MethodGet, Path: "/cases/{id}", Summary: "One own case", Description: "Documents, what was noticed, the own recording around it, deadlines, consequences."},
		func(ctx context.Context, in *IDRef) (*ownCaseOut, error) {
			return oneOwnCase(s.OwnCase(ctx, review.CaseID(in.ID)))
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "own-case-document", Method: http.MethodGet, Path: "/cases/{id}/documents/{document}", Summary: "Read a document of an own case", Description: "Reading is not receipt: see own-case-receive.", Responses: htmlResponse()},
		func(ctx context.Context, in *documentIn) (*documentOut, error) {
			return oneDocument(s.OwnDocument(ctx, review.CaseID(in.ID), review.DocumentKind(in.Document)))
		})
	video := &huma.Response{Description: "the segment, or the range that was asked for", Content: map[string]*huma.MediaType{"video/mp4": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	huma.Register(g.Candidate, huma.Operation{OperationID: "own-case-evidence", Method: http.MethodGet, Path: "/cases/{id}/evidence/{segment}/video", Summary: "Play the own recording", Responses: map[string]*huma.Response{"200": video, "206": video},
		Description: "A piece that shows what the case is about: of the seat's camera, or of the screen as a masked copy in which nothing that is written can be read. Looking is on the audit trail."},
		func(ctx context.Context, in *struct {
			ID      string `path:"id" minLength:"26" maxLength:"26"`
			Segment string `path:"segment" minLength:"26" maxLength:"26"`
		}) (*huma.StreamResponse, error) {
			f, err := s.OwnFilm(ctx, review.CaseID(in.ID), in.Segment)
			if err != nil {
				return nil, err
			}
			return &huma.StreamResponse{Body: func(c huma.Context) {
				defer func() { _ = f.Close() }()
				r, w := humago.Unwrap(c)
				w.Header().Set("Content-Type", "video/mp4")
				http.ServeContent(w, r, "", time.Time{}, f)
			}}, nil
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "own-case-receive", Method: http.MethodPost, Path: "/cases/{id}/receipt", Summary: "Confirm receipt of a document", Description: "That is its service: periods run from it, a decision works from it."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Document string `json:"document" enum:"NOTICE,DECISION"`
			}
		}) (*ownCaseOut, error) {
			return oneOwnCase(s.Receive(ctx, review.CaseID(in.ID), review.DocumentKind(in.Body.Document)))
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "own-case-state", Method: http.MethodPost, Path: "/cases/{id}/statement", Summary: "State your case", Description: "陈述申辩, within the period, at most five times; last: nothing to add."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Text string `json:"text,omitempty" maxLength:"2000"`
				Last bool   `json:"last,omitempty"`
			}
		}) (*ownCaseOut, error) {
			return oneOwnCase(s.State(ctx, review.CaseID(in.ID), in.Body.Text, in.Body.Last))
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "own-case-appeal", Method: http.MethodPost, Path: "/cases/{id}/appeal", Summary: "Appeal against a decision", Description: "申诉, once, within the period."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Text string `json:"text" minLength:"10" maxLength:"2000"`
			}
		}) (*ownCaseOut, error) {
			return oneOwnCase(s.File(ctx, review.CaseID(in.ID), in.Body.Text))
		})
}

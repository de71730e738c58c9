package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/release/transcripts"
)

// RegisterTranscripts declares the files that prove results.
func RegisterTranscripts(g Groups, s *transcripts.Service) {
	for _, to := range []struct {
		api huma.API
		id  string
	}{{g.Candidate, "my-transcript"}, {g.Staff, "transcript"}} {
		huma.Register(to.api, huma.Operation{OperationID: to.id, Method: http.MethodGet, Path: "/results/{id}/transcript", Summary: "The transcript of a sitting",
			Description: "A JSON file that proves itself: journal, draw, points and decision, with the proof that the transparency log holds them. It carries no question and no key. Checked with suikao verify transcript."},
			func(ctx context.Context, in *IDRef) (*fileOut, error) {
				data, err := s.File(ctx, exam.ResultID(in.ID))
				if err != nil {
					return nil, err
				}
				return &fileOut{"application/json", `attachment; filename="transcript-` + in.ID + `.json"`, data}, nil
			})
	}
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-receipt", Method: http.MethodGet, Path: "/results/{id}/receipt", Summary: "The short receipt of a result",
		Description: "What the seat showed at the end, and where the transparency log holds the draw and the result."},
		func(ctx context.Context, in *IDRef) (*struct{ Body ResultReceipt }, error) {
			r, err := s.Receipt(ctx, exam.ResultID(in.ID))
			return &struct{ Body ResultReceipt }{ResultReceipt{r.Short, r.Number, r.Draw}}, err
		})
}

// ResultReceipt is what a candidate can write down of a result.
type ResultReceipt struct {
	Receipt string `json:"receipt" doc:"ten letters and digits, as the seat showed them at the end"`
	Number  *int64 `json:"number,omitempty" doc:"of the transcript in the transparency log; left out before the release"`
	Draw    *int64 `json:"draw,omitempty" doc:"of the draw in the transparency log"`
}

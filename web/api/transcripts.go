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
}

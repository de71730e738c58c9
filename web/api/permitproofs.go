package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/proof"
)

// ProofPaper is a paper that proves the ground of an application.
type ProofPaper struct {
	ID   string    `json:"id"`
	Type string    `json:"type" enum:"image/jpeg,image/png,application/pdf"`
	Size int       `json:"size" doc:"bytes"`
	At   time.Time `json:"at"`
}

func proofPaper(p proof.Paper) ProofPaper { return ProofPaper{string(p.ID), p.Type, p.Size, p.At} }

// ProofRef names a paper of an application.
type ProofRef struct {
	IDRef
	Paper string `path:"paper" minLength:"26" maxLength:"26"`
}

// ProofPapers are the papers of an application, oldest first.
type ProofPapers struct {
	Items []ProofPaper `json:"items" nullable:"false"`
}

// RegisterProofs declares the papers of applications about existing permits.
func RegisterProofs(g Groups, s *proof.Service) {
	for _, to := range []struct {
		api    huma.API
		prefix string
	}{{g.Candidate, "my-"}, {g.Staff, ""}} {
		huma.Register(to.api, huma.Operation{OperationID: to.prefix + "permit-proofs", Method: http.MethodGet, Path: "/permit-applications/{id}/proofs", Summary: "Papers that prove the ground of an application",
			Description: "Of a correction or deferral, oldest first."},
			func(ctx context.Context, in *IDRef) (*struct{ Body ProofPapers }, error) {
				list, err := s.Of(ctx, permit.ApplicationID(in.ID))
				v := ProofPapers{[]ProofPaper{}}
				for _, p := range list {
					v.Items = append(v.Items, proofPaper(p))
				}
				return &struct{ Body ProofPapers }{v}, err
			})
		huma.Register(to.api, huma.Operation{OperationID: to.prefix + "permit-proof-file", Method: http.MethodGet, Path: "/permit-applications/{id}/proofs/{paper}", Summary: "One of the papers",
			Description: "Reading by others than the applicant is on the audit trail."},
			func(ctx context.Context, in *ProofRef) (*fileOut, error) {
				data, kind, err := s.Read(ctx, permit.ApplicationID(in.ID), proof.ID(in.Paper))
				return &fileOut{kind, "inline", data}, err
			})
	}
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-proof-add", Method: http.MethodPost, Path: "/permit-applications/{id}/proofs", DefaultStatus: http.StatusCreated, MaxBodyBytes: proof.MaxBytes + 1, Summary: "Hand a paper in",
		Description: "JPG, PNG or PDF, at most 5 MB and 5 papers, while nobody has decided; the type is read from the content."},
		func(ctx context.Context, in *struct {
			IDRef
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*struct{ Body ProofPaper }, error) {
			p, err := s.Add(ctx, permit.ApplicationID(in.ID), in.RawBody)
			return &struct{ Body ProofPaper }{proofPaper(p)}, err
		})
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-proof-back", Method: http.MethodDelete, Path: "/permit-applications/{id}/proofs/{paper}", DefaultStatus: http.StatusNoContent, Summary: "Take a paper back",
		Description: "While nobody has decided."},
		func(ctx context.Context, in *ProofRef) (*struct{}, error) {
			return nil, s.TakeBack(ctx, permit.ApplicationID(in.ID), proof.ID(in.Paper))
		})
}

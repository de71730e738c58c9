package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/exam/permit/making"
	"github.com/suikao/suikao/internal/actor"
)

// CertificateSize is the form of a certificate.
type CertificateSize struct {
	Size string `query:"size" enum:"page,card" default:"page" doc:"page: A4; card: 85.6 × 54 mm, front and back"`
}

// certificateOut is a PDF that is kept nowhere.
type certificateOut struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Cache       string `header:"Cache-Control"`
	Body        []byte
}

func certificateFile(name string, data []byte, err error) (*certificateOut, error) {
	if err != nil {
		return nil, err
	}
	return &certificateOut{"application/pdf", `attachment; filename="` + name + `.pdf"`, "no-store", data}, nil
}

func pdfResponse() map[string]*huma.Response {
	return map[string]*huma.Response{"200": {Description: "the file", Content: map[string]*huma.MediaType{
		"application/pdf": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
}

// RegisterMaking declares certificates and their templates.
func RegisterMaking(g Groups, s *making.Service) {
	for _, to := range []struct {
		api huma.API
		id  string
	}{{g.Candidate, "my-permit-certificate"}, {g.Staff, "permit-certificate"}} {
		huma.Register(to.api, huma.Operation{OperationID: to.id, Method: http.MethodGet, Path: "/permits/{id}/certificate.pdf", Summary: "The certificate as PDF",
			Description: "By the template in force on the day of issue, with the clear number; the download stands on the audit trail. Refused while the permit is worth nothing, and where a character of it is in no font.", Responses: pdfResponse()},
			func(ctx context.Context, in *struct {
				IDRef
				CertificateSize
			}) (*certificateOut, error) {
				data, err := s.Certificate(ctx, permit.ID(in.ID), card.Size(in.Size))
				return certificateFile("certificate-"+in.Size, data, err)
			})
	}
	registerCodes(g, s)
	registerTemplates(g, s)
}

// PermitCodeView is what a QR says.
type PermitCodeView struct {
	Text string `json:"text" doc:"HTTPS://HOST/V/…, in letters of the QR's alphanumeric mode; the address of the public page where the host is longer than 20 characters"`
}

// PermitCredentialView is what a holder's device puts its proof around.
type PermitCredentialView struct {
	Credential []byte `json:"credential" doc:"COSE_Sign1 (internal/cose/FORMAT.md §3), with the key of the device; lasts a week"`
}

func registerCodes(g Groups, s *making.Service) {
	for _, to := range []struct {
		api huma.API
		id  string
	}{{g.Candidate, "my-permit-code"}, {g.Staff, "permit-code"}} {
		huma.Register(to.api, huma.Operation{OperationID: to.id, Method: http.MethodGet, Path: "/permits/{id}/code", Summary: "The signed code of a permit",
			Description: "For a QR that anybody checks without a network. Signed anew each time; on the audit trail."},
			func(ctx context.Context, in *struct {
				IDRef
				Form string `query:"form" enum:"full,masked" default:"masked" doc:"full: with the whole number, for print; masked: for telephones and posters"`
			}) (*struct{ Body PermitCodeView }, error) {
				text, err := s.CodeOf(ctx, permit.ID(in.ID), in.Form)
				return &struct{ Body PermitCodeView }{PermitCodeView{text}}, err
			})
	}
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-wallet", Method: http.MethodPost, Path: "/permits/{id}/wallet", Summary: "The credential for this device",
		Description: "The device makes a key, shows the credential with a proof signed by it and renews the proof every half minute: a photograph of the code is worth nothing."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Key string `json:"key" maxLength:"64" doc:"public key of the device, P-256, compressed (33 bytes), base64"`
			}
		}) (*struct{ Body PermitCredentialView }, error) {
			raw, err := s.WalletOf(ctx, permit.ID(in.ID), in.Body.Key)
			return &struct{ Body PermitCredentialView }{PermitCredentialView{raw}}, err
		})
}

// PermitTemplateView is a look of certificates.
type PermitTemplateView struct {
	ID         string       `json:"id" doc:"standard: the one built in"`
	Version    int          `json:"version"`
	Name       string       `json:"name"`
	From       string       `json:"from" format:"date" doc:"counts for permits valid from this day on"`
	Digest     string       `json:"digest" doc:"SHA-256 of the text, hex"`
	State      making.State `json:"state" enum:"PENDING,APPROVED,REFUSED"`
	ProposedBy string       `json:"proposedBy,omitempty"`
	ProposedAt *time.Time   `json:"proposedAt,omitempty"`
	Mine       bool         `json:"mine" doc:"proposed by the caller, who cannot decide it"`
	DecidedBy  string       `json:"decidedBy,omitempty"`
	DecidedAt  *time.Time   `json:"decidedAt,omitempty"`
	Reason     string       `json:"reason,omitempty"`
}

func permitTemplateView(ctx context.Context, t making.Template) PermitTemplateView {
	me := actor.From(ctx).Person
	return PermitTemplateView{string(t.ID), t.Version, t.Name, string(t.From), t.Digest, t.State, t.ProposedName, when(t.ProposedAt),
		me != "" && string(t.ProposedPerson) == me, t.DecidedName, when(t.DecidedAt), t.Reason}
}

// PermitTemplateRef is a template in an address.
type PermitTemplateRef struct {
	ID string `path:"id" pattern:"^(standard|[0-9a-hjkmnp-tv-z]{26})$"`
}

type permitTemplateOut struct{ Body PermitTemplateView }

func permitTemplateOf(ctx context.Context, t making.Template, err error) (*permitTemplateOut, error) {
	if err != nil {
		return nil, err
	}
	return &permitTemplateOut{permitTemplateView(ctx, t)}, nil
}

func registerTemplates(g Groups, s *making.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-templates", Method: http.MethodGet, Path: "/permit-templates", Summary: "Templates of certificates",
		Description: "Of the caller's authorities, newest first; the one built in is the last."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[PermitTemplateView] }, error) {
			list, err := s.List(ctx)
			return &struct{ Body Page[PermitTemplateView] }{whole(list, func(t making.Template) PermitTemplateView { return permitTemplateView(ctx, t) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-template-propose", Method: http.MethodPost, Path: "/permit-templates", DefaultStatus: http.StatusCreated, Summary: "Propose a template",
		Description: "A JSON text, at most 256 KB. It is checked whole, and every specimen is drawn with it; what is wrong is answered with its place. A colleague decides.", MaxBodyBytes: card.MaxBytes + 1},
		func(ctx context.Context, in *struct {
			From    string `query:"from" required:"true" format:"date" maxLength:"10" doc:"first day of the permits it counts for"`
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*permitTemplateOut, error) {
			t, err := s.Propose(ctx, in.RawBody, actor.Date(in.From))
			return permitTemplateOf(ctx, t, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-template-decide", Method: http.MethodPost, Path: "/permit-templates/{id}/decide", Summary: "Approve or refuse a template",
		Description: "By another natural person than who proposed it."},
		func(ctx context.Context, in *struct {
			PermitTemplateRef
			Body struct {
				Approve bool   `json:"approve"`
				Reason  string `json:"reason" maxLength:"400" doc:"needed for a refusal"`
			}
		}) (*permitTemplateOut, error) {
			t, err := s.Decide(ctx, making.TemplateID(in.ID), in.Body.Approve, in.Body.Reason)
			return permitTemplateOf(ctx, t, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-template-text", Method: http.MethodGet, Path: "/permit-templates/{id}/text", Summary: "The text of a template",
		Description: "As it was proposed: to be changed and proposed anew."},
		func(ctx context.Context, in *PermitTemplateRef) (*fileOut, error) {
			t, err := s.Look(ctx, making.TemplateID(in.ID))
			return &fileOut{"application/json", `attachment; filename="template.json"`, []byte(t.Text)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "permit-template-specimen", Method: http.MethodGet, Path: "/permit-templates/{id}/specimen.pdf", Summary: "A specimen",
		Description: "An invented permit, marked 样张 on every face.", Responses: pdfResponse()},
		func(ctx context.Context, in *struct {
			PermitTemplateRef
			CertificateSize
			Kind string `query:"kind" enum:"OPERATION_PERMIT,COMPETENCE_CERT,TRAINING_PROOF" default:"OPERATION_PERMIT"`
			Case string `query:"case" enum:"plain,long,rare" default:"plain" doc:"long: names and items of several lines; rare: uncommon characters"`
		}) (*certificateOut, error) {
			data, err := s.Specimen(ctx, making.TemplateID(in.ID), in.Kind, card.Size(in.Size), in.Case)
			out, err := certificateFile("specimen", data, err)
			if err == nil {
				out.Disposition = `inline; filename="specimen.pdf"`
			}
			return out, err
		})
}

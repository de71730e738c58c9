package api

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sealed"
)

// SealingForm says for whom a release is sealed and what they may do with it.
type SealingForm struct {
	Owner      string   `json:"owner" minLength:"1" maxLength:"60" doc:"this house, as receivers know it"`
	Devices    []string `json:"devices" minItems:"1" maxItems:"16" nullable:"false" doc:"device keys of the receivers, hex"`
	From       string   `json:"from" maxLength:"10" doc:"first day of use, 2026-01-31"`
	To         string   `json:"to" maxLength:"10" doc:"last day of use"`
	Region     string   `json:"region,omitempty" maxLength:"6" doc:"digits that the receiving authority's code of GB/T 2260 begins with; left out: everywhere"`
	Statistics bool     `json:"statistics,omitempty" doc:"receivers may count answers to the items"`
}

func (f SealingForm) sealing() (questionbank.Sealing, error) {
	x := questionbank.Sealing{Owner: f.Owner, Terms: sealed.Terms{NotBefore: f.From, NotAfter: f.To, Region: f.Region, Statistics: f.Statistics}}
	for _, d := range f.Devices {
		key, err := hex.DecodeString(d)
		if err != nil {
			return x, questionbank.ErrSealedTerms.With("n", sealed.MaxReceivers)
		}
		x.Devices = append(x.Devices, key)
	}
	return x, nil
}

// SealingAsk is a SealingForm with the reason that the two who allow it read.
type SealingAsk struct {
	SealingForm
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"why it is needed, and who gets it; receivers and terms are written behind it"`
}

func registerBankSealedOut(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-sealed-export-ask", Method: http.MethodPost, Path: "/bank-releases/{id}/sealed-exports", DefaultStatus: http.StatusCreated, Summary: "Ask to seal a release for other installations",
		Description: "Receivers draw papers from it within the terms and read none of it. Two other people allow it; receivers and terms stand in the reason that they read."},
		func(ctx context.Context, in *struct {
			ReleasePath
			Body SealingAsk
		}) (*bankExportOut, error) {
			x, bad := in.Body.sealing()
			if bad != nil {
				x = questionbank.Sealing{} // refused as incomplete, after the right was asked
			}
			e, err := s.AskSealed(ctx, in.release(), x, in.Body.Reason)
			return &bankExportOut{bankExportView(e)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-sealed-export-fetch", Method: http.MethodPost, Path: "/bank-exports/{id}/fetch-sealed", Summary: "Fetch a sealed release that was allowed",
		Description: "The file, for who asked for it, within seven days, for the same receivers under the same terms. Kept on the audit trail.",
		Responses:   map[string]*huma.Response{"200": {Description: "The file", Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}}},
		func(ctx context.Context, in *struct {
			BankExportPath
			Body SealingForm
		}) (*huma.StreamResponse, error) {
			x, bad := in.Body.sealing()
			if bad != nil {
				x = questionbank.Sealing{}
			}
			return sealedFile(ctx, s, in.export(), x)
		})
}

// sealedFile makes the file wholly before the first byte of it is sent: a failure is an answer then, not a file that breaks off. What lies
// on the disk for that time is sealed.
func sealedFile(ctx context.Context, s *questionbank.Service, id questionbank.ExportID, x questionbank.Sealing) (*huma.StreamResponse, error) {
	f, err := os.CreateTemp("", "sealed-*")
	if err != nil {
		return nil, err
	}
	drop := func() { _ = errors.Join(f.Close(), os.Remove(f.Name())) }
	out := bufio.NewWriterSize(f, 1<<20)
	err = s.FetchSealed(ctx, id, x, out)
	if err == nil {
		err = out.Flush()
	}
	var size int64
	if err == nil {
		size, err = f.Seek(0, io.SeekCurrent)
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		drop()
		return nil, err
	}
	return &huma.StreamResponse{Body: func(c huma.Context) {
		defer drop()
		c.SetHeader("Content-Type", "application/octet-stream")
		c.SetHeader("Content-Disposition", `attachment; filename="release.sealed"`)
		c.SetHeader("Content-Length", strconv.FormatInt(size, 10))
		_, _ = io.Copy(c.BodyWriter(), f) // what breaks off is not whole, and nobody takes it in
	}}, nil
}

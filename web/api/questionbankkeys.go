package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/questionbank"
)

// KeyVersionDetail is a key version with what it changes.
type KeyVersionDetail struct {
	KeyVersionView
	Corrections []KeyCorrection `json:"corrections" nullable:"false"`
}

// KeyCorrection is one item whose key differs. Places count from 0 in the order of options.
type KeyCorrection struct {
	Version string            `json:"version" doc:"of the item"`
	Type    questionbank.Type `json:"type" enum:"TRUE_FALSE,SINGLE,MULTIPLE,HOTSPOT"`
	Part    int               `json:"part,omitempty" doc:"of a case: which of its questions, from 1; type, stem and options are of that"`
	Shared  string            `json:"shared,omitempty" doc:"of a case: what its questions share"`
	Stem    string            `json:"stem"`
	Options []string          `json:"options" nullable:"false"`
	Before  []int             `json:"before" nullable:"false" doc:"places of the options that were right"`
	After   []int             `json:"after" nullable:"false" doc:"places of the options that are right by this version"`
}

func keyVersionDetail(k questionbank.KeyVersion, list []questionbank.Correction) KeyVersionDetail {
	out := KeyVersionDetail{KeyVersionView: keyVersionView(k), Corrections: []KeyCorrection{}}
	for _, c := range list {
		out.Corrections = append(out.Corrections, keyCorrection(c))
	}
	return out
}

func keyCorrection(c questionbank.Correction) KeyCorrection {
	content := c.Item.Content
	v := KeyCorrection{Version: string(c.Item.ID), Type: content.Type, Stem: content.Stem, Before: slices.Concat([]int{}, c.Before), After: slices.Concat([]int{}, c.After)}
	options := content.Options
	if c.Part > 0 && c.Part <= len(content.Parts) {
		p := content.Parts[c.Part-1]
		v.Part, v.Type, v.Shared, v.Stem, options = c.Part, p.Type, content.Stem, p.Stem, p.Options
	}
	v.Options = slices.Concat([]string{}, options)
	return v
}

func registerBankKeys(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-keys", Method: http.MethodGet, Path: "/bank-releases/{id}/keys", Summary: "List key versions", Description: "Without the keys; oldest first."},
		func(ctx context.Context, in *ReleasePath) (*struct{ Body Page[KeyVersionView] }, error) {
			rows, err := s.KeyVersions(ctx, in.release())
			return &struct{ Body Page[KeyVersionView] }{whole(rows, keyVersionView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-keys-propose", Method: http.MethodPost, Path: "/bank-releases/{id}/keys", DefaultStatus: http.StatusCreated, Summary: "Propose corrected keys",
		Description: "Takes effect when another person approves it."},
		func(ctx context.Context, in *struct {
			ReleasePath
			Body struct {
				BankReason
				Keys []struct {
					Version string `json:"version" minLength:"26" maxLength:"28" doc:"of the item; of a case the version, a point and the number of the question: 01….2"`
					Key     []int  `json:"key" minItems:"1" maxItems:"8" nullable:"false"`
				} `json:"keys" minItems:"1" maxItems:"200" nullable:"false"`
			}
		}) (*struct{ Body KeyVersionView }, error) {
			keys := map[questionbank.VersionID][]int{}
			for _, k := range in.Body.Keys {
				keys[questionbank.VersionID(k.Version)] = k.Key
			}
			if len(keys) != len(in.Body.Keys) {
				return nil, questionbank.ErrKeySet.At("body.keys") // one item twice: which key is meant?
			}
			k, err := s.ProposeKeys(ctx, in.release(), keys, in.Body.Reason)
			return &struct{ Body KeyVersionView }{keyVersionView(k)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-keys-decide", Method: http.MethodPost, Path: "/bank-releases/{id}/keys/{no}/decision", Summary: "Decide on corrected keys",
		Description: "By another person than who proposed them."},
		func(ctx context.Context, in *struct {
			ReleasePath
			No   int `path:"no" minimum:"2" maximum:"10000"`
			Body struct {
				Approve bool `json:"approve"`
			}
		}) (*struct{ Body KeyVersionView }, error) {
			k, err := s.DecideKeys(ctx, in.release(), in.No, in.Body.Approve)
			return &struct{ Body KeyVersionView }{keyVersionView(k)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-keys-read", Method: http.MethodGet, Path: "/bank-releases/{id}/keys/{no}", Summary: "What a key version changes",
		Description: "Each corrected item with the key before and after, so that the second person decides on the keys. The audit trail keeps the read."},
		func(ctx context.Context, in *struct {
			ReleasePath
			No int `path:"no" minimum:"1" maximum:"10000"`
		}) (*struct{ Body KeyVersionDetail }, error) {
			k, list, err := s.Corrections(ctx, in.release(), in.No)
			return &struct{ Body KeyVersionDetail }{keyVersionDetail(k, list)}, err
		})
}

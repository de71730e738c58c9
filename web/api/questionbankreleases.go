package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

// ReleasePath is a release's id in an address.
type ReleasePath struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (r ReleasePath) release() questionbank.ReleaseID { return questionbank.ReleaseID(r.ID) }

type bankReleaseOut struct{ Body ReleaseView }

// BankReason is why something is refused or corrected.
type BankReason struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500"`
}

func registerBankReleases(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-releases", Method: http.MethodGet, Path: "/banks/{id}/releases", Summary: "List releases", Description: "Newest first."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[ReleaseView] }, error) {
			rows, err := s.Releases(ctx, in.bank())
			return &struct{ Body Page[ReleaseView] }{whole(rows, releaseView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-propose", Method: http.MethodPost, Path: "/banks/{id}/releases", DefaultStatus: http.StatusCreated, Summary: "Freeze a release",
		Description: "Of the approved items; waits for a second person."},
		func(ctx context.Context, in *struct {
			BankPath
			Body struct {
				Name string `json:"name" minLength:"1" maxLength:"60"`
			}
		}) (*bankReleaseOut, error) {
			r, err := s.ProposeRelease(ctx, in.bank(), in.Body.Name)
			return &bankReleaseOut{releaseView(r)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-activate", Method: http.MethodPost, Path: "/bank-releases/{id}/activate", Summary: "Put a release in use",
		Description: "By another person than who froze it; it must carry the active blueprint."},
		func(ctx context.Context, in *ReleasePath) (*bankReleaseOut, error) {
			r, err := s.ActivateRelease(ctx, in.release())
			return &bankReleaseOut{releaseView(r)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-refuse", Method: http.MethodPost, Path: "/bank-releases/{id}/refuse", DefaultStatus: http.StatusNoContent, Summary: "Refuse or withdraw a release",
		Description: "Withdrawing the active one closes the code for examinations."},
		func(ctx context.Context, in *struct {
			ReleasePath
			Body BankReason
		}) (*struct{}, error) {
			return nil, s.RefuseRelease(ctx, in.release(), in.Body.Reason)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-export", Method: http.MethodPost, Path: "/bank-releases/{id}/export", Summary: "Export draws for replay",
		Description: "A ZIP archive of items without keys, blueprints, and the named sittings' draws; keys in it are sealed. Kept on the audit trail."},
		func(ctx context.Context, in *struct {
			ReleasePath
			Body struct {
				Attempts []string `json:"attempts" maxItems:"10000" nullable:"false"`
			}
		}) (*bankFile, error) {
			e, err := s.ExportDraws(ctx, in.release(), in.Body.Attempts)
			if err != nil {
				return nil, err
			}
			var b bytes.Buffer
			err = interchange.WriteBundle(&b, e)
			return &bankFile{"application/zip", `attachment; filename="replay.zip"`, b.Bytes()}, err
		})
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
					Version string `json:"version" minLength:"26" maxLength:"26"`
					Key     []int  `json:"key" minItems:"1" maxItems:"8" nullable:"false"`
				} `json:"keys" minItems:"1" maxItems:"200" nullable:"false"`
			}
		}) (*struct{ Body KeyVersionView }, error) {
			keys := map[questionbank.VersionID][]int{}
			for _, k := range in.Body.Keys {
				keys[questionbank.VersionID(k.Version)] = k.Key
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
}

type bankBlueprintOut struct{ Body BlueprintView }

// BlueprintPath is a blueprint's id in an address.
type BlueprintPath struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (b BlueprintPath) blueprint() questionbank.BlueprintID { return questionbank.BlueprintID(b.ID) }

func registerBankBlueprints(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-blueprints", Method: http.MethodGet, Path: "/banks/{id}/blueprints", Summary: "List blueprints", Description: "Newest first."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[BlueprintView] }, error) {
			rows, err := s.Blueprints(ctx, in.bank())
			return &struct{ Body Page[BlueprintView] }{whole(rows, blueprintView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-blueprint-propose", Method: http.MethodPost, Path: "/banks/{id}/blueprints", DefaultStatus: http.StatusCreated, Summary: "Propose a blueprint",
		Description: "A new version; waits for a second person."},
		func(ctx context.Context, in *struct {
			BankPath
			Body assembly.Body
		}) (*bankBlueprintOut, error) {
			b, err := s.ProposeBlueprint(ctx, in.bank(), in.Body)
			return &bankBlueprintOut{blueprintView(b)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-blueprint-check", Method: http.MethodPost, Path: "/banks/{id}/blueprints/check", Summary: "Say whether the bank carries a blueprint",
		Description: "Against the active release, changing nothing; each shortage with its numbers."},
		func(ctx context.Context, in *struct {
			BankPath
			Lang string `header:"Accept-Language"`
			Body assembly.Body
		}) (*struct{ Body ReportView }, error) {
			r, err := s.CheckBlueprint(ctx, in.bank(), in.Body)
			return &struct{ Body ReportView }{reportView(r, in.Lang)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-blueprint-publish", Method: http.MethodPost, Path: "/bank-blueprints/{id}/publish", Summary: "Put a blueprint in use",
		Description: "By another person than who proposed it; refused with the cells that are short."},
		func(ctx context.Context, in *BlueprintPath) (*bankBlueprintOut, error) {
			b, err := s.PublishBlueprint(ctx, in.blueprint())
			return &bankBlueprintOut{blueprintView(b)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-blueprint-refuse", Method: http.MethodPost, Path: "/bank-blueprints/{id}/refuse", DefaultStatus: http.StatusNoContent, Summary: "Refuse or withdraw a blueprint",
		Description: "Withdrawing the active one closes the code for examinations."},
		func(ctx context.Context, in *struct {
			BlueprintPath
			Body BankReason
		}) (*struct{}, error) {
			return nil, s.RefuseBlueprint(ctx, in.blueprint(), in.Body.Reason)
		})
}

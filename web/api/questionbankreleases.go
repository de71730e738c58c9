package api

import (
	"bytes"
	"context"
	"encoding/hex"
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
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-sealed-releases", Method: http.MethodGet, Path: "/banks/{id}/sealed-releases", Summary: "What owners allow",
		Description: "Of the releases of a bank that belong to another authority, newest first; empty for a bank of the house's own."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[SealedReleaseView] }, error) {
			rows, err := s.SealedReleases(ctx, in.bank())
			return &struct{ Body Page[SealedReleaseView] }{whole(rows, sealedReleaseView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-offers", Method: http.MethodGet, Path: "/banks/{id}/release-offers", Summary: "Sealed releases that can be taken in",
		Description: "Of banks of a higher level that this organisation holds, for the same item, not past their last day; newest of each bank first."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[ReleaseOfferView] }, error) {
			rows, err := s.Offers(ctx, in.bank())
			return &struct{ Body Page[ReleaseOfferView] }{whole(rows, releaseOfferView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-sources", Method: http.MethodGet, Path: "/banks/{id}/release-sources", Summary: "What releases took in",
		Description: "Which sealed releases the releases of a bank hold beside its own items, newest first."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[SourceView] }, error) {
			rows, err := s.Sources(ctx, in.bank())
			return &struct{ Body Page[SourceView] }{whole(rows, sourceView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-propose", Method: http.MethodPost, Path: "/banks/{id}/releases", DefaultStatus: http.StatusCreated, Summary: "Freeze a release",
		Description: "Of the approved items, and of the items of sealed releases that are taken in beside them; waits for a second person."},
		func(ctx context.Context, in *struct {
			BankPath
			Body struct {
				Name string   `json:"name" minLength:"1" maxLength:"60"`
				Take []string `json:"take,omitempty" maxItems:"8" nullable:"false" doc:"sealed releases of higher banks, from release-offers"`
			}
		}) (*bankReleaseOut, error) {
			take := make([]questionbank.ReleaseID, len(in.Body.Take))
			for i, id := range in.Body.Take {
				take[i] = questionbank.ReleaseID(id)
			}
			r, err := s.ProposeRelease(ctx, in.bank(), in.Body.Name, take...)
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
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-draws", Method: http.MethodGet, Path: "/bank-releases/{id}/draws", Summary: "List the draws of a release",
		Description: "By sitting, for choosing what to export."},
		func(ctx context.Context, in *struct {
			ReleasePath
			Paging
		}) (*struct{ Body Page[DrawView] }, error) {
			rows, err := s.Draws(ctx, in.release(), in.Cursor, in.Limit+1)
			return &struct{ Body Page[DrawView] }{page(rows, in.Limit, drawView, func(d questionbank.Drawn) string { return d.Attempt })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-release-items", Method: http.MethodGet, Path: "/bank-releases/{id}/items", Summary: "List the items of a release",
		Description: "As they were frozen, without keys; also those retired or replaced since."},
		func(ctx context.Context, in *struct {
			ReleasePath
			Paging
			Type  questionbank.Type `query:"type" enum:"TRUE_FALSE,SINGLE,MULTIPLE,HOTSPOT,CASE"`
			Topic string            `query:"topic" maxLength:"60"`
		}) (*struct{ Body Page[ItemView] }, error) {
			rows, err := s.ReleaseItems(ctx, questionbank.ReleaseQuery{Release: in.release(), Type: in.Type, Topic: in.Topic,
				After: questionbank.VersionID(in.Cursor), Limit: in.Limit + 1})
			return &struct{ Body Page[ItemView] }{page(rows, in.Limit, itemView, itemCursor)}, err
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
		Description: "By another person than who proposed it, who names the rehearsal on the active release that they looked at; refused with the cells that are short."},
		func(ctx context.Context, in *struct {
			BlueprintPath
			Body struct {
				Seen string `json:"seen" minLength:"64" maxLength:"64" pattern:"^[0-9a-f]{64}$" doc:"sum of the rehearsal"`
			}
		}) (*bankBlueprintOut, error) {
			var seen assembly.Hash
			if _, err := hex.Decode(seen[:], []byte(in.Body.Seen)); err != nil {
				return nil, questionbank.ErrUnrehearsed
			}
			b, err := s.PublishBlueprint(ctx, in.blueprint(), seen)
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

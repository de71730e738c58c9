package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

type keyContext struct{}

// CheckRow asks about one person's permits, or about one permit.
type CheckRow struct {
	Number string `json:"number,omitempty" maxLength:"60" doc:"with name; as on the permit"`
	Name   string `json:"name,omitempty" maxLength:"60"`
	Code   string `json:"code,omitempty" maxLength:"60" doc:"核验码, in place of number and name"`
	Item   string `json:"item,omitempty" maxLength:"40" doc:"code of the operation item that the job needs; without it any permit counts"`
	Date   string `json:"date,omitempty" maxLength:"10" doc:"day of the job, 2026-11-23; today where empty"`
}

// CheckLine answers one row, in the place of the row.
type CheckLine struct {
	Result  outside.Result  `json:"result" enum:"FOUND,NONE,OTHER_ITEM,INVALID" doc:"NONE: no such permit, or a name that does not fit; OTHER_ITEM: none for this item; INVALID: see problem"`
	Colour  permit.Colour   `json:"colour" enum:"GREEN,AMBER,RED" doc:"the best of the permits; RED where there is none"`
	Covers  bool            `json:"covers" doc:"a permit allows this work on this day"`
	Code    string          `json:"code,omitempty" doc:"stable code of the problem"`
	Problem string          `json:"problem,omitempty"`
	Permits []CheckedPermit `json:"permits" nullable:"false"`
}

// UploadedCheck is one check that a verifier made without a network.
type UploadedCheck struct {
	At      float64  `json:"at" doc:"milliseconds since 1970 UTC, by the device's clock"`
	Place   *uint64  `json:"place,omitempty" maximum:"4294967295" doc:"of the permit in the status lists; left out where the code could not be read"`
	Colour  string   `json:"colour" enum:"GREEN,AMBER,RED"`
	Reasons []string `json:"reasons" maxItems:"30" nullable:"false"`
	Job     string   `json:"job" maxLength:"40"`
}

// CheckLines answers a request of many rows.
type CheckLines struct {
	At   time.Time   `json:"at"`
	Rows []CheckLine `json:"rows" nullable:"false"`
}

type checkedOut struct {
	Limit     int `header:"X-Quota-Limit" doc:"rows a day"`
	Remaining int `header:"X-Quota-Remaining" doc:"rows left today"`
	Reset     int `header:"X-Quota-Reset" doc:"seconds until the count begins anew"`
	Body      CheckLines
}

// keyed is g behind a key.
func keyed(g Groups, s *outside.Service) huma.API {
	k := huma.NewGroup(g.V1, "")
	k.UseMiddleware(func(c huma.Context, next func(huma.Context)) {
		key, err := s.Admit(c.Context(), c.Header("X-Api-Key"))
		if err != nil {
			status := http.StatusUnauthorized
			if fault.KindOf(err) != fault.Unauthenticated {
				status = http.StatusInternalServerError
			}
			_ = huma.WriteErr(g.V1, c, status, "", err)
			return
		}
		next(huma.WithValue(c, keyContext{}, key))
	})
	return k
}

// RegisterOutside declares what machines of others ask, the keys they ask with, and what holders learn of it.
func RegisterOutside(g Groups, s *outside.Service) {
	huma.Register(keyed(g, s), huma.Operation{OperationID: "permits-check", Method: http.MethodPost, Path: "/permits:check", Summary: "Check many permits",
		Description: "For enterprises and site gates: up to 1,000 rows. The key stands in the header X-Api-Key. Too many rows that find nothing end the key. 429 says with Retry-After when to ask again."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Body struct {
				Rows []CheckRow `json:"rows" minItems:"1" maxItems:"1000" nullable:"false"`
			}
		}) (*checkedOut, error) {
			key, _ := ctx.Value(keyContext{}).(outside.Key)
			rows := make([]outside.Row, len(in.Body.Rows))
			for i, r := range in.Body.Rows {
				rows[i] = outside.Row{Question: permit.Question{Number: r.Number, Name: r.Name, Code: r.Code, On: actor.Date(r.Date)}, Item: r.Item}
			}
			lines, spent, err := s.Check(ctx, key, rows)
			if err != nil {
				return nil, later(err)
			}
			out := &checkedOut{Limit: spent.Quota, Remaining: spent.Left, Reset: int(spent.Reset.Seconds()), Body: CheckLines{At: s.Clock().UTC(), Rows: make([]CheckLine, len(lines))}}
			for i, l := range lines {
				out.Body.Rows[i] = checkLine(l, in.Lang)
			}
			return out, nil
		})
	huma.Register(g.V1, huma.Operation{OperationID: "public-checks", Method: http.MethodPost, Path: "/public/checks", DefaultStatus: http.StatusNoContent, Summary: "Hand in checks made without a network",
		Description: "From the verifier, at most 500 at once. The holder of each permit sees one more look of a stranger; nothing else is kept.", MaxBodyBytes: 256 << 10},
		func(ctx context.Context, in *struct {
			Body struct {
				Checks []UploadedCheck `json:"checks" minItems:"1" maxItems:"500" nullable:"false"`
			}
		}) (*struct{}, error) {
			var at []uint64
			for _, c := range in.Body.Checks {
				if c.Place != nil {
					at = append(at, *c.Place)
				}
			}
			return nil, patient(s.Uploaded(ctx, at))
		})
	registerKeys(g, s)
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permit-checks", Method: http.MethodGet, Path: "/permit-checks", Summary: "Who checked my permits",
		Description: "By month, newest first: organisations by name, strangers as counts. Kept for two years."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[PermitCheckTimes] }, error) {
			list, err := s.WhoChecked(ctx)
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[PermitCheckTimes] }{pageOf(list, 0, func(t outside.Times) PermitCheckTimes { return PermitCheckTimes(t) }, nil)}, nil
		})
}

// later gives refusals for too many questions their Retry-After.
func later(err error) error {
	if wait := fault.From(err).Args()["seconds"]; wait != "" && fault.KindOf(err) == fault.TooMany {
		return huma.ErrorWithHeaders(err, http.Header{"Retry-After": {wait}})
	}
	return err
}

func checkLine(l outside.Line, lang string) CheckLine {
	out := CheckLine{Result: l.Result, Colour: l.Colour, Covers: l.Covers, Permits: make([]CheckedPermit, len(l.Permits))}
	if l.Err != nil {
		f := fault.From(l.Err)
		out.Code, out.Problem = f.Code(), f.Text(lang)
	}
	for i, m := range l.Permits {
		out.Permits[i] = checkedPermit(m.PublicPermit, lang)
	}
	return out
}

// PermitCheckTimes says how often somebody asked about the caller's permits in a month.
type PermitCheckTimes struct {
	Month string `json:"month" doc:"2026-11"`
	Org   string `json:"org,omitempty" doc:"empty: strangers"`
	N     int    `json:"n"`
}

// APIKeyView is a key without its secret.
type APIKeyView struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	Networks  []string      `json:"networks" nullable:"false" doc:"none: from anywhere"`
	Quota     int           `json:"quota" doc:"rows a day"`
	ExpiresOn string        `json:"expiresOn" format:"date" doc:"its last day"`
	MadeBy    string        `json:"madeBy"`
	MadeAt    time.Time     `json:"madeAt"`
	State     outside.State `json:"state" enum:"ACTIVE,WITHDRAWN,STOPPED" doc:"STOPPED: too many rows found nothing"`
	EndedBy   string        `json:"endedBy,omitempty"`
	EndedAt   *time.Time    `json:"endedAt,omitempty"`
}

func apiKeyView(k outside.Key) APIKeyView {
	out := APIKeyView{ID: string(k.ID), Name: k.Name, Networks: k.Networks, Quota: k.Quota, ExpiresOn: string(k.ExpiresOn), MadeBy: k.MadeName, MadeAt: k.MadeAt, State: k.State,
		EndedBy: k.EndedName}
	if out.Networks == nil {
		out.Networks = []string{}
	}
	if !k.EndedAt.IsZero() {
		out.EndedAt = &k.EndedAt
	}
	return out
}

// NewAPIKey is a key with its secret, which is shown this once.
type NewAPIKey struct {
	APIKeyView
	Secret string `json:"secret" doc:"goes into the header X-Api-Key; kept nowhere"`
}

// APIKeyUse is what a key asked on a day.
type APIKeyUse struct {
	Day    string `json:"day" format:"date"`
	Asked  int    `json:"asked" doc:"rows"`
	Missed int    `json:"missed" doc:"rows that found nothing"`
}

func registerKeys(g Groups, s *outside.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "org-api-keys", Method: http.MethodGet, Path: "/orgs/{id}/api-keys", Summary: "Keys of an organisation",
		Description: "For checking permits by machine. For the enterprise managers of an enterprise, the regulators of an authority and, to look and to end, the regulators above."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[APIKeyView] }, error) {
			list, err := s.KeysOf(ctx, people.OrgID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[APIKeyView] }{pageOf(list, 0, apiKeyView, nil)}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "org-api-key-make", Method: http.MethodPost, Path: "/orgs/{id}/api-keys", Summary: "Make a key",
		Description: "The answer holds the secret this once. At most 20 keys at a time."},
		func(ctx context.Context, in *struct {
			IDRef
			Body struct {
				Name      string   `json:"name" maxLength:"200" doc:"what it is used for"`
				Networks  []string `json:"networks,omitempty" maxItems:"50" doc:"10.1.0.0/16"`
				Quota     int      `json:"quota" doc:"rows a day, 1 to 100,000"`
				ExpiresOn string   `json:"expiresOn" maxLength:"10" doc:"last day, at most two years ahead"`
			}
		}) (*struct{ Body NewAPIKey }, error) {
			k, secret, err := s.MakeKey(ctx, people.OrgID(in.ID), outside.KeyInput{Name: in.Body.Name, Networks: in.Body.Networks, Quota: in.Body.Quota, ExpiresOn: actor.Date(in.Body.ExpiresOn)})
			if err != nil {
				return nil, err
			}
			return &struct{ Body NewAPIKey }{NewAPIKey{apiKeyView(k), secret}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "api-key-withdraw", Method: http.MethodPost, Path: "/api-keys/{id}/withdraw", Summary: "Withdraw a key",
		Description: "It ends at once. A regulator above the organisation, who does not manage its keys, has to give a reason, which stands on the audit trail."},
		func(ctx context.Context, in *struct {
			IDRef
			Body *struct {
				Reason string `json:"reason,omitempty" maxLength:"400"`
			} `required:"false"`
		}) (*struct{}, error) {
			reason := ""
			if in.Body != nil {
				reason = in.Body.Reason
			}
			return nil, s.WithdrawKey(ctx, outside.KeyID(in.ID), reason)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "api-key-uses", Method: http.MethodGet, Path: "/api-keys/{id}/uses", Summary: "What a key asked, by day",
		Description: "The last 90 days, newest first."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[APIKeyUse] }, error) {
			list, err := s.Uses(ctx, outside.KeyID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body Page[APIKeyUse] }{pageOf(list, 0, func(u outside.Use) APIKeyUse { return APIKeyUse{string(u.Day), u.Asked, u.Missed} }, nil)}, nil
		})
}

package api

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/fault"
)

var wordNoPermit = fault.Define("permit.word_none", fault.Invalid, "没有查到相符的证件。请核对证号和姓名；核对无误仍查不到的，请向发证机关查询。",
	"No matching permit was found. Check number and name; if they are right, ask the issuing authority.")

// CheckedPermit is everything the public learns of a permit.
type CheckedPermit struct {
	State         rules.PermitStatus `json:"state"`
	StateText     string             `json:"stateText" doc:"in the language of Accept-Language"`
	Colour        permit.Colour      `json:"colour" enum:"GREEN,AMBER,RED"`
	National      permit.National    `json:"national" enum:"PENDING,CONFIRMED" doc:"PENDING: 待全国平台确认，不作持证上岗依据"`
	Kind          rules.Credential   `json:"kind" enum:"OPERATION_PERMIT,COMPETENCE_CERT,TRAINING_PROOF"`
	Item          string             `json:"item"`
	ItemName      string             `json:"itemName"`
	Category      string             `json:"category"`
	FirstIssuedOn string             `json:"firstIssuedOn" format:"date"`
	ValidFrom     string             `json:"validFrom" format:"date"`
	ValidTo       string             `json:"validTo" format:"date"`
	Review        string             `json:"review"`
	Issuer        string             `json:"issuer"`
	Holder        string             `json:"holder" doc:"masked name"`
	TakenIn       string             `json:"takenIn,omitempty" doc:"the authority that took the permit in from its paper; left out: it was issued here"`
	Logged        *int64             `json:"logged,omitempty" doc:"number in the transparency log, where the permit names what it rests on"`
}

// PermitAnswer is the answer of a public check.
type PermitAnswer struct {
	At      time.Time       `json:"at" doc:"time of this answer"`
	Permits []CheckedPermit `json:"permits" nullable:"false" doc:"none: unknown number, or a name that does not fit; the answer does not say which"`
	Text    string          `json:"text,omitempty" doc:"what to do when there is none"`
}

func permitAnswer(a permit.Answer, err error, lang string) (*struct{ Body PermitAnswer }, error) {
	if err != nil {
		return nil, patient(err)
	}
	out := &struct{ Body PermitAnswer }{Body: PermitAnswer{At: a.At, Permits: []CheckedPermit{}}}
	for _, p := range a.Permits {
		out.Body.Permits = append(out.Body.Permits, checkedPermit(p, lang))
	}
	if len(a.Permits) == 0 {
		out.Body.Text = wordNoPermit.Text(lang)
	}
	return out, nil
}

func checkedPermit(p permit.PublicPermit, lang string) CheckedPermit {
	v := CheckedPermit{State: p.Status.Code, StateText: p.Status.ZH, Colour: p.Status.Colour, National: p.Status.National, Kind: p.Kind, Item: p.Item,
		ItemName: p.ItemName, Category: p.Category, FirstIssuedOn: string(p.FirstIssuedOn), ValidFrom: string(p.ValidFrom),
		ValidTo: string(p.ValidTo), Review: p.ReviewZH, Issuer: p.Issuer, Holder: p.Holder, TakenIn: p.TakenIn, Logged: p.Logged}
	if english(lang) {
		v.StateText, v.Review = p.Status.EN, p.ReviewEN
	}
	return v
}

// patient gives a refusal for too many checks its Retry-After.
func patient(err error) error {
	if !errors.Is(err, permit.ErrTooMany) {
		return err
	}
	return huma.ErrorWithHeaders(err, http.Header{"Retry-After": {fault.From(err).Args()["seconds"]}})
}

func english(lang string) bool { return strings.HasPrefix(strings.ToLower(lang), "en") }

// RegisterVerify declares the public check of permits. Number and code travel in bodies only.
func RegisterVerify(g Groups, s *permit.Service, puzzles Puzzles) {
	registerPuzzle(g, puzzles)
	huma.Register(g.Public, huma.Operation{OperationID: "verify-number", Method: http.MethodPost, Path: "/verify/number", Summary: "Check a permit by number and name",
		Description: "One answer for an unknown number and for a name that does not fit. Limited per address and per number; Retry-After says how long to wait. Each question costs a solved puzzle."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Body struct {
				Number string `json:"number" minLength:"1" maxLength:"60"`
				Name   string `json:"name" minLength:"1" maxLength:"60"`
				Proof  string `json:"proof,omitempty" maxLength:"100" doc:"a solved puzzle; required"`
			}
		}) (*struct{ Body PermitAnswer }, error) {
			if err := puzzles.Check(ctx, in.Body.Proof); err != nil {
				return nil, err
			}
			a, err := s.CheckNumber(ctx, in.Body.Number, in.Body.Name)
			return permitAnswer(a, err, in.Lang)
		})
	huma.Register(g.Public, huma.Operation{OperationID: "verify-code", Method: http.MethodPost, Path: "/verify/code", Summary: "Check a permit by its 核验码",
		Description: "The code stands behind the # of the QR's address; the page sends it in the body. Limited per address."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Body struct {
				Code string `json:"code" minLength:"1" maxLength:"60"`
			}
		}) (*struct{ Body PermitAnswer }, error) {
			a, err := s.CheckCode(ctx, in.Body.Code)
			return permitAnswer(a, err, in.Lang)
		})
}

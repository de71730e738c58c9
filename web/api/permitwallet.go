package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/rules"
)

// PermitEventView is one line of a permit's history.
type PermitEventView struct {
	Status string    `json:"status"`
	Text   string    `json:"text"`
	On     string    `json:"on" format:"date"`
	Reason string    `json:"reason,omitempty"`
	Legal  string    `json:"legal,omitempty"`
	By     []string  `json:"by" nullable:"false" doc:"names; none: the calendar"`
	At     time.Time `json:"at"`
}

func permitEvents(list []permit.Event, lang string) []PermitEventView {
	out := make([]PermitEventView, len(list))
	for i, e := range list {
		zh, en := permit.StatusName(e.Status)
		if english(lang) {
			zh = en
		}
		out[i] = PermitEventView{e.Status, zh, string(e.On), e.Reason, e.Legal, e.By, e.At}
		if out[i].By == nil {
			out[i].By = []string{}
		}
	}
	return out
}

// PermitView is a permit with its status today; the number is masked.
type PermitView struct {
	ID            string             `json:"id"`
	Kind          rules.Credential   `json:"kind" enum:"OPERATION_PERMIT,COMPETENCE_CERT,TRAINING_PROOF"`
	NumberMasked  string             `json:"numberMasked"`
	Holder        string             `json:"holder"`
	DocMasked     string             `json:"docMasked"`
	Item          string             `json:"item"`
	ItemName      string             `json:"itemName"`
	Category      string             `json:"category"`
	FirstIssuedOn string             `json:"firstIssuedOn" format:"date"`
	ValidFrom     string             `json:"validFrom" format:"date"`
	ValidTo       string             `json:"validTo" format:"date"`
	Review        string             `json:"review"`
	Issuer        string             `json:"issuer"`
	State         rules.PermitStatus `json:"state"`
	StateText     string             `json:"stateText"`
	Colour        permit.Colour      `json:"colour" enum:"GREEN,AMBER,RED"`
	National      permit.National    `json:"national" enum:"PENDING,CONFIRMED"`
	NationalNo    string             `json:"nationalNo,omitempty"`
	Follows       string             `json:"follows,omitempty" doc:"the permit that this one renews, replaces or corrects"`
	ExtendedTo    string             `json:"extendedTo,omitempty" format:"date" doc:"last day of a deferral"`
}

func permitView(v permit.View, lang string) PermitView {
	p := v.Permit
	out := PermitView{ID: string(p.ID), Kind: p.Kind, NumberMasked: p.NumberMasked, Holder: p.Holder.Name, DocMasked: p.Holder.DocMasked, Item: p.Item,
		ItemName: p.ItemName, Category: p.Category, FirstIssuedOn: string(p.FirstIssuedOn), ValidFrom: string(p.ValidFrom), ValidTo: string(p.ValidTo),
		Review: v.ReviewZH, Issuer: p.IssuerName, State: v.Status.Code, StateText: v.Status.ZH, Colour: v.Status.Colour, National: p.National,
		NationalNo: p.NationalNo, Follows: string(p.Follows), ExtendedTo: string(p.ExtendedTo)}
	if english(lang) {
		out.Review, out.StateText = v.ReviewEN, v.Status.EN
	}
	return out
}

// CardView is a permit in its holder's wallet.
type CardView struct {
	PermitView
	Number  string            `json:"number" doc:"the holder's own"`
	Code    string            `json:"code" doc:"核验码, to read out"`
	URL     string            `json:"url" doc:"content of the QR; the code stands behind the #"`
	QR      string            `json:"qr" doc:"the same as an SVG picture; labelled 核验码, the place of the national code stays free"`
	History []PermitEventView `json:"history" nullable:"false"`
}

func registerWallet(g Groups, s *permit.Service) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-permits", Method: http.MethodGet, Path: "/permits", Summary: "My permits",
		Description: "Newest first, with number, 核验码 and every status they ever had."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body Page[CardView] }, error) {
			cards, err := s.Wallet(ctx)
			if err != nil {
				return nil, err
			}
			out := &struct{ Body Page[CardView] }{Body: Page[CardView]{Items: []CardView{}}}
			for _, c := range cards {
				svg, err := qrSVG(c.URL)
				if err != nil {
					return nil, err
				}
				out.Body.Items = append(out.Body.Items, CardView{permitView(c.View, in.Lang), c.Number, c.Code, c.URL, svg, permitEvents(c.History, in.Lang)})
			}
			return out, nil
		})
}

package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

// WordingForm is an item in another language: as many options, parts and pictures as the source has, in its order.
type WordingForm struct {
	Stem        string        `json:"stem" maxLength:"8000"`
	Options     []string      `json:"options,omitempty" maxItems:"8" nullable:"false" doc:"in the order of the item's options, also of TRUE_FALSE"`
	Explanation string        `json:"explanation,omitempty" maxLength:"16000" doc:"may be left out; no candidate sees it"`
	Alts        []string      `json:"alts,omitempty" maxItems:"4" nullable:"false" doc:"what pictures and clips show"`
	Parts       []WordingPart `json:"parts,omitempty" maxItems:"6" nullable:"false" doc:"CASE: its questions"`
}

// WordingPart is one question of a case in another language.
type WordingPart struct {
	Stem        string   `json:"stem" maxLength:"8000"`
	Options     []string `json:"options,omitempty" maxItems:"8" nullable:"false"`
	Explanation string   `json:"explanation,omitempty" maxLength:"16000"`
}

func wordingForm(w questionbank.Wording) WordingForm {
	f := WordingForm{Stem: w.Stem, Options: w.Options, Explanation: w.Explanation, Alts: w.Alts}
	for _, p := range w.Parts {
		f.Parts = append(f.Parts, WordingPart{p.Stem, p.Options, p.Explanation})
	}
	return f
}

func (f WordingForm) wording() questionbank.Wording {
	w := questionbank.Wording{Stem: f.Stem, Options: f.Options, Explanation: f.Explanation, Alts: f.Alts}
	for _, p := range f.Parts {
		w.Parts = append(w.Parts, questionbank.WordingPart{VariantPart: assembly.VariantPart{Stem: p.Stem, Options: p.Options}, Explanation: p.Explanation})
	}
	return w
}

// VariantView is a translation of an item.
type VariantView struct {
	ID       string                    `json:"id"`
	Version  string                    `json:"version" doc:"that it was written for"`
	Language assembly.Language         `json:"language" enum:"mn-Mong,bo,ug,kk-Arab,ko,en"`
	State    questionbank.VariantState `json:"state" enum:"WRITTEN,CONFIRMED,REFUSED,REPLACED"`
	Holds    bool                      `json:"holds" doc:"the text that it translates is that of the version asked about"`
	Wording  WordingForm               `json:"wording"`
	Writer   *BankSignature            `json:"writer,omitempty"`
	Decider  *BankSignature            `json:"decider,omitempty"`
	Reason   string                    `json:"reason,omitempty" doc:"of a refusal"`
}

func variantView(v questionbank.Variant) VariantView {
	return VariantView{string(v.ID), string(v.Version), v.Language, v.State, v.Holds, wordingForm(v.Wording), bankSignature(v.Writer), bankSignature(v.Decider), v.Reason}
}

// CoverageView is how much of a bank stands in a language.
type CoverageView struct {
	Language  assembly.Language `json:"language" enum:"mn-Mong,bo,ug,kk-Arab,ko,en"`
	Confirmed int               `json:"confirmed" doc:"approved items with a confirmed variant of their text"`
	Waiting   int               `json:"waiting" doc:"approved items with one that waits for a second translator"`
	Of        int               `json:"of" doc:"approved items"`
}

func coverageView(c questionbank.Coverage) CoverageView {
	return CoverageView{c.Language, c.Confirmed, c.Waiting, c.Of}
}

// VariantPath is a variant's id in an address.
type VariantPath struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (v VariantPath) variant() questionbank.VariantID { return questionbank.VariantID(v.ID) }

type variantOut struct{ Body VariantView }

func oneVariant(v questionbank.Variant, err error) (*variantOut, error) {
	if err != nil {
		return nil, err
	}
	return &variantOut{variantView(v)}, nil
}

func registerBankVariants(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-item-variants", Method: http.MethodGet, Path: "/item-versions/{id}/variants", Summary: "An item in other languages",
		Description: "All translations of the item, newest first, with which hold for this version. Explanations are in it, so the read is on the audit trail."},
		func(ctx context.Context, in *ItemVersionPath) (*struct{ Body Page[VariantView] }, error) {
			rows, err := s.Variants(ctx, in.version())
			return &struct{ Body Page[VariantView] }{whole(rows, variantView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-item-variant-write", Method: http.MethodPost, Path: "/item-versions/{id}/variants", DefaultStatus: http.StatusCreated, Summary: "Translate an item",
		Description: "A second translator confirms it. One waits for a text and language at a time.", MaxBodyBytes: 1 << 20},
		func(ctx context.Context, in *struct {
			ItemVersionPath
			Body struct {
				Language assembly.Language `json:"language" enum:"mn-Mong,bo,ug,kk-Arab,ko,en"`
				Wording  WordingForm       `json:"wording"`
			}
		}) (*variantOut, error) {
			return oneVariant(s.WriteVariant(ctx, in.version(), in.Body.Language, in.Body.Wording.wording()))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-variant-confirm", Method: http.MethodPost, Path: "/variants/{id}/confirm", Summary: "Confirm a translation",
		Description: "By another person than who wrote it. It replaces the one that was confirmed before for the same text; releases keep what they froze."},
		func(ctx context.Context, in *VariantPath) (*variantOut, error) {
			return oneVariant(s.ConfirmVariant(ctx, in.variant()))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-variant-refuse", Method: http.MethodPost, Path: "/variants/{id}/refuse", Summary: "Send a translation back", Description: "With a reason; who wrote it may withdraw it so."},
		func(ctx context.Context, in *struct {
			VariantPath
			Body BankReason
		}) (*variantOut, error) {
			return oneVariant(s.RefuseVariant(ctx, in.variant(), in.Body.Reason))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-languages", Method: http.MethodGet, Path: "/banks/{id}/languages", Summary: "How much of a bank is translated", Description: "By language, of its approved items."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[CoverageView] }, error) {
			rows, err := s.Coverage(ctx, in.bank())
			return &struct{ Body Page[CoverageView] }{whole(rows, coverageView)}, err
		})
	registerVariantQueue(g, s)
	registerVariantFiles(g, s)
}

// WaitingVariantView is a translation that waits, beside what it translates.
type WaitingVariantView struct {
	VariantView
	SourceNo string      `json:"source_no,omitempty" doc:"the writer's own number of the item"`
	Source   WordingForm `json:"source" doc:"the Chinese texts, in the same shape"`
	Own      bool        `json:"own" doc:"written by the caller, who does not confirm it"`
}

func waitingView(w questionbank.WaitingVariant) WaitingVariantView {
	return WaitingVariantView{variantView(w.Variant), w.SourceNo, wordingForm(w.Source), w.Own}
}

func registerVariantQueue(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-variants-waiting", Method: http.MethodGet, Path: "/banks/{id}/variants", Summary: "Translations that wait",
		Description: "Of a bank into one language, oldest first, beside what they translate. Explanations are in it, so the read is on the audit trail."},
		func(ctx context.Context, in *struct {
			BankPath
			Language assembly.Language `query:"language" required:"true" enum:"mn-Mong,bo,ug,kk-Arab,ko,en"`
			Limit    int               `query:"limit" minimum:"1" maximum:"100" default:"20"`
			Cursor   string            `query:"cursor" maxLength:"26" doc:"next of the previous page"`
		}) (*struct{ Body Page[WaitingVariantView] }, error) {
			rows, err := s.VariantsWaiting(ctx, in.bank(), in.Language, questionbank.VariantID(in.Cursor), in.Limit)
			return &struct{ Body Page[WaitingVariantView] }{pageOf(rows, in.Limit, waitingView, func(w questionbank.WaitingVariant) string { return string(w.ID) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-variants-confirm", Method: http.MethodPost, Path: "/banks/{id}/variants/confirm", Summary: "Confirm several translations",
		Description: "All or none, each as if it were confirmed by itself. Where some cannot be, each of them is listed with the reason, one's own among them."},
		func(ctx context.Context, in *struct {
			BankPath
			Body struct {
				IDs []string `json:"ids" minItems:"1" maxItems:"100" nullable:"false"`
			}
		}) (*struct {
			Body struct {
				Confirmed int `json:"confirmed"`
			}
		}, error) {
			ids := make([]questionbank.VariantID, len(in.Body.IDs))
			for i, id := range in.Body.IDs {
				ids[i] = questionbank.VariantID(id)
			}
			out := &struct {
				Body struct {
					Confirmed int `json:"confirmed"`
				}
			}{}
			var err error
			out.Body.Confirmed, err = s.ConfirmVariants(ctx, in.bank(), ids)
			return out, err
		})
}

func registerVariantFiles(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-translations", Method: http.MethodGet, Path: "/banks/{id}/translations", Summary: "What of a bank is to be translated",
		Description: "A table of the texts of approved items that have no variant in the language: no keys, no explanations. That they left is on the audit trail."},
		func(ctx context.Context, in *struct {
			BankPath
			Language assembly.Language  `query:"language" required:"true" enum:"mn-Mong,bo,ug,kk-Arab,ko,en"`
			Format   interchange.Format `query:"format" enum:"xlsx,csv" default:"xlsx"`
		}) (*bankFile, error) {
			rows, err := s.ToTranslate(ctx, in.bank(), in.Language)
			if err != nil {
				return nil, err
			}
			var b bytes.Buffer
			if err := interchange.WriteTranslations(&b, in.Format, rows); err != nil {
				return nil, err
			}
			info, _ := interchange.InfoOf(in.Format)
			return &bankFile{info.Type, `attachment; filename="translations-` + string(in.Language) + info.Extension + `"`, b.Bytes()}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-translations-import", Method: http.MethodPost, Path: "/banks/{id}/translations", Summary: "Read a file of translations",
		Description: "All its items as variants that wait for a second translator, or none; each row that is wrong is listed.", MaxBodyBytes: bankBody, BodyReadTimeout: uploadTime},
		func(ctx context.Context, in *struct {
			BankPath
			Name    string `query:"name" required:"true" minLength:"1" maxLength:"120" doc:"the file's name"`
			Dry     bool   `query:"dry" doc:"only say what is wrong"`
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*struct {
			Body struct {
				Items int `json:"items" doc:"that are translated by the file"`
			}
		}, error) {
			if err := s.MayImport(ctx, in.bank()); err != nil {
				return nil, err
			}
			rows, err := interchange.ReadTranslations(ctx, in.Name, bytes.NewReader(in.RawBody))
			if err != nil {
				return nil, err
			}
			out := &struct {
				Body struct {
					Items int `json:"items" doc:"that are translated by the file"`
				}
			}{}
			out.Body.Items, err = s.ImportVariants(ctx, in.bank(), rows, in.Dry)
			return out, err
		})
}

// BookedLanguage is in which language a booked paper is shown beside Chinese, and how much of the bank stands in it.
type BookedLanguage struct {
	Language assembly.Language `json:"language,omitempty" enum:"mn-Mong,bo,ug,kk-Arab,ko,en" doc:"absent: in Chinese alone"`
	Told     int               `json:"told" doc:"questions of the bank in use that stand in it"`
	Of       int               `json:"of" doc:"questions of the bank in use"`
}

// RegisterBookedLanguage declares what a person is told of the language before a booking is confirmed.
func RegisterBookedLanguage(g Groups, s *booking.Service, bank *questionbank.Service) {
	for prefix, api := range map[string]huma.API{"my-": g.Candidate, "": g.Staff} {
		huma.Register(api, huma.Operation{OperationID: prefix + "booking-language", Method: http.MethodGet, Path: "/bookings/{id}/language", Summary: "The language of a booked paper",
			Description: "The one that was granted, and how many questions of the bank stand in it; the others are shown in Chinese."},
			func(ctx context.Context, in *BookingRef) (*struct{ Body BookedLanguage }, error) {
				b, err := s.BookingFor(ctx, in.booking())
				if err != nil || b.Language == "" {
					return &struct{ Body BookedLanguage }{}, err
				}
				out := &struct{ Body BookedLanguage }{BookedLanguage{Language: b.Language}}
				out.Body.Told, out.Body.Of, err = bank.ToldInUse(ctx, b.ItemCode, b.Language)
				return out, err
			})
	}
}

package api

import (
	"context"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
)

// ImportJobView is one import as whoever waits for it sees it.
type ImportJobView struct {
	ID    string                  `json:"id"`
	File  string                  `json:"file"`
	Step  questionbank.ImportStep `json:"step" enum:"PREVIEWING,COMPARING,READING,SAVING,DONE,FAILED,BROKEN" doc:"PREVIEWING and COMPARING: a preview; BROKEN: the server stopped; no row was taken"`
	Rows  int                     `json:"rows" doc:"of the file, once it was read"`
	Batch string                  `json:"batch,omitempty" doc:"of DONE"`
	Code  string                  `json:"code,omitempty" doc:"of FAILED"`
	Why   string                  `json:"why,omitempty" doc:"of FAILED"`
	Last  time.Time               `json:"last" doc:"last news"`
	By    *BankSignature          `json:"by"`
}

// runImport is the act of the operation bank-import: it leaves a trace, and goes on when the connection ends.
func runImport(ctx context.Context, s *questionbank.Service, in *BankUpload, sum string) (*struct{ Body BatchView }, error) {
	var seen [32]byte
	if _, err := hex.Decode(seen[:], []byte(sum)); err != nil {
		return nil, questionbank.ErrImportChange
	}
	b, err := s.RunImport(ctx, in.bank(), in.Name, func(ctx context.Context) (questionbank.File, error) { return in.read(ctx, s) }, seen, in.SkipKnown)
	return &struct{ Body BatchView }{batchView(b)}, err
}

// CitedTextForm is what the register says of a cited text.
type CitedTextForm struct {
	Name      string     `json:"name" minLength:"1" maxLength:"120" doc:"as items cite it"`
	From      actor.Date `json:"from,omitempty" maxLength:"10" doc:"first day of the present wording"`
	To        actor.Date `json:"to,omitempty" maxLength:"10" doc:"last day"`
	Successor string     `json:"successor,omitempty" maxLength:"120"`
	Note      string     `json:"note,omitempty" maxLength:"500"`
}

// CitedTextView is an entry of the register.
type CitedTextView struct {
	ID    string         `json:"id"`
	Owner string         `json:"owner" doc:"authority that keeps it"`
	No    int            `json:"no" doc:"times it was written"`
	Text  CitedTextForm  `json:"text"`
	Items int            `json:"items" doc:"item versions of the bank that cite it before other texts"`
	By    *BankSignature `json:"by"`
}

func citedTextView(c questionbank.CitedText) CitedTextView {
	return CitedTextView{ID: string(c.ID), Owner: string(c.Owner), No: c.No, Text: CitedTextForm{c.Name, c.From, c.To, c.Successor, c.Note}, By: bankSignature(c.By)}
}

// CitedItem is an item version with what is to be said of its citation.
type CitedItem struct {
	Item      ItemView   `json:"item"`
	Text      string     `json:"text,omitempty" doc:"the cited text that decides"`
	From      actor.Date `json:"from,omitempty"`
	To        actor.Date `json:"to,omitempty"`
	Successor string     `json:"successor,omitempty"`
}

// CitationsView is a bank seen by what its items cite.
type CitationsView struct {
	Counts map[questionbank.CitationState]int `json:"counts" doc:"item versions by state"`
	Items  []CitedItem                        `json:"items" nullable:"false" doc:"of the state asked for, at most 500, the oldest first"`
	Texts  []CitedTextView                    `json:"texts" nullable:"false" doc:"the register as it holds for the bank"`
}

// BankCitations is how the citations of a bank are asked for.
type BankCitations struct {
	BankPath
	State questionbank.CitationState `query:"state" enum:"LAPSED,AMENDED,FUTURE,ENDING,UNKNOWN,NONE,HOLDS" default:"LAPSED"`
}

func citations(ctx context.Context, s *questionbank.Service, in *BankCitations) (*struct{ Body CitationsView }, error) {
	c, err := s.Citations(ctx, in.bank(), in.State)
	if err != nil {
		return nil, err
	}
	texts, err := s.CitedTexts(ctx, in.bank())
	out := CitationsView{Counts: c.Counts, Items: []CitedItem{}, Texts: []CitedTextView{}}
	for _, i := range c.Items {
		out.Items = append(out.Items, CitedItem{itemView(i.Item), i.Text.Name, i.Text.From, i.Text.To, i.Text.Successor})
	}
	for _, t := range texts {
		v := citedTextView(t)
		v.Items = c.Texts[t.ID]
		out.Texts = append(out.Texts, v)
	}
	return &struct{ Body CitationsView }{out}, err
}

type citedOut struct{ Body CitedTextView }

// CitedTextPath is the id of an entry of the register in an address.
type CitedTextPath struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (f CitedTextForm) text() questionbank.CitedText {
	return questionbank.CitedText{Name: f.Name, From: f.From, To: f.To, Successor: f.Successor, Note: f.Note}
}

func saveCited(ctx context.Context, s *questionbank.Service, c questionbank.CitedText) (*citedOut, error) {
	c, err := s.SaveCitedText(ctx, c)
	return &citedOut{citedTextView(c)}, err
}

func registerBankCare(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-import-jobs", Method: http.MethodGet, Path: "/banks/{id}/import-jobs", Summary: "Imports under way",
		Description: "The twenty newest, the newest first, with those that are over and the previews that go on."},
		func(ctx context.Context, in *struct {
			BankPath
			Lang string `header:"Accept-Language"`
		}) (*struct{ Body Page[ImportJobView] }, error) {
			rows, err := s.ImportJobs(ctx, in.bank())
			return &struct{ Body Page[ImportJobView] }{whole(rows, func(j questionbank.ImportJob) ImportJobView {
				v := ImportJobView{string(j.ID), j.File, j.Step, j.Rows, string(j.Batch), j.Code, j.Why[0], j.Last, bankSignature(j.By)}
				if strings.HasPrefix(in.Lang, "en") {
					v.Why = j.Why[1]
				}
				return v
			})}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-citations", Method: http.MethodGet, Path: "/banks/{id}/citations", Summary: "What the items of a bank cite",
		Description: "Drafts, items in review and approved items, judged today by the register of cited texts: how many stand how, those of one state without keys, and the register."},
		func(ctx context.Context, in *BankCitations) (*struct{ Body CitationsView }, error) {
			return citations(ctx, s, in)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-cited-add", Method: http.MethodPost, Path: "/cited-texts", DefaultStatus: http.StatusCreated, Summary: "Enter a cited text",
		Description: "Into the register of an authority; it holds for the banks of its subtree."},
		func(ctx context.Context, in *struct {
			Body struct {
				Owner string        `json:"owner" minLength:"26" maxLength:"26"`
				Text  CitedTextForm `json:"text"`
			}
		}) (*citedOut, error) {
			c := in.Body.Text.text()
			c.Owner = people.OrgID(in.Body.Owner)
			return saveCited(ctx, s, c)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-cited-change", Method: http.MethodPost, Path: "/cited-texts/{id}", Summary: "Change a cited text",
		Description: "Names the number that was seen; another is refused. What stood there is on the audit trail."},
		func(ctx context.Context, in *struct {
			CitedTextPath
			Body struct {
				No   int           `json:"no" minimum:"1"`
				Text CitedTextForm `json:"text"`
			}
		}) (*citedOut, error) {
			c := in.Body.Text.text()
			c.ID, c.No = questionbank.CitedTextID(in.ID), in.Body.No
			return saveCited(ctx, s, c)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-items-enemies", Method: http.MethodPost, Path: "/item-versions/enemies", DefaultStatus: http.StatusCreated, Summary: "Make items enemies",
		Description: "Of one group a paper holds at most one item. Each item gets a new version as a draft, all or none; items in use stay as they are until a second person approved it."},
		func(ctx context.Context, in *struct {
			Body struct {
				IDs   []string `json:"ids" minItems:"2" maxItems:"50" nullable:"false"`
				Group string   `json:"group" minLength:"1" maxLength:"60"`
			}
		}) (*struct {
			Body struct {
				Made []string `json:"made" nullable:"false" doc:"the new versions"`
			}
		}, error) {
			ids := make([]questionbank.VersionID, len(in.Body.IDs))
			for i, id := range in.Body.IDs {
				ids[i] = questionbank.VersionID(id)
			}
			made, err := s.MakeEnemies(ctx, ids, in.Body.Group)
			if err != nil {
				return nil, err
			}
			var out struct {
				Body struct {
					Made []string `json:"made" nullable:"false" doc:"the new versions"`
				}
			}
			for _, v := range made {
				out.Body.Made = append(out.Body.Made, string(v))
			}
			return &out, nil
		})
}

package api

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

// BankPath is a bank's id in an address. It is exported because huma binds no fields of an embedded unexported struct.
type BankPath struct {
	ID string `path:"id" minLength:"26" maxLength:"26"`
}

func (b BankPath) bank() questionbank.BankID { return questionbank.BankID(b.ID) }

type bankOut struct{ Body BankView }

// RegisterQuestionBank declares what staff do with banks, items, releases, keys and blueprints. Candidates have no
// operation here: a paper reaches them through their sitting alone.
func RegisterQuestionBank(g Groups, s *questionbank.Service) {
	registerBanks(g, s)
	registerBankImports(g, s)
	registerBankPictures(g, s)
	registerBankBatches(g, s)
	registerBankExports(g, s)
	registerBankItems(g, s)
	registerBankReview(g, s)
	registerBankVariants(g, s)
	registerBankReleases(g, s)
	registerBankSealed(g, s)
	registerBankSealedOut(g, s)
	registerBankKeys(g, s)
	registerBankBlueprints(g, s)
	registerBankRehearsals(g, s)
}

func registerBanks(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "banks", Method: http.MethodGet, Path: "/banks", Summary: "List question banks", Description: "Those the caller may read."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[BankView] }, error) {
			rows, err := s.Banks(ctx)
			return &struct{ Body Page[BankView] }{whole(rows, bankView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank", Method: http.MethodGet, Path: "/banks/{id}", Summary: "A question bank", Description: "One the caller may read."},
		func(ctx context.Context, in *BankPath) (*bankOut, error) {
			b, err := s.Bank(ctx, in.bank())
			return &bankOut{bankView(b)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-create", Method: http.MethodPost, Path: "/banks", DefaultStatus: http.StatusCreated, Summary: "Make a question bank",
		Description: "One per organisation, code and purpose; certification banks belong to authorities and exam bodies."},
		func(ctx context.Context, in *struct {
			Body struct {
				Owner    string               `json:"owner" minLength:"26" maxLength:"26"`
				Level    questionbank.Level   `json:"level" enum:"NATIONAL,PROVINCIAL,CENTRE"`
				Purpose  questionbank.Purpose `json:"purpose" enum:"CERTIFICATION,PRACTICE"`
				ItemCode string               `json:"item_code" minLength:"1" maxLength:"40"`
				Name     string               `json:"name" minLength:"1" maxLength:"60"`
			}
		}) (*bankOut, error) {
			b := in.Body
			out, err := s.CreateBank(ctx, questionbank.BankInput{Owner: people.OrgID(b.Owner), Level: b.Level, Purpose: b.Purpose, ItemCode: b.ItemCode, Name: b.Name})
			return &bankOut{bankView(out)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-template", Method: http.MethodGet, Path: "/bank-template", Summary: "The template for importing items", Description: "An .xlsx file to fill in: with all columns, or with those alone that training centres usually have."},
		func(_ context.Context, in *struct {
			Plain bool `query:"plain" doc:"the usual columns alone"`
		}) (*bankFile, error) {
			var b bytes.Buffer
			err := interchange.Template(&b, in.Plain)
			return &bankFile{xlsxType, `attachment; filename="questions.xlsx"`, b.Bytes()}, err
		})
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type bankFile struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// BankUpload is a question file as the request's body.
type BankUpload struct {
	BankPath
	Name      string `query:"name" required:"true" minLength:"1" maxLength:"120" doc:"the file's name"`
	SkipKnown bool   `query:"skip_known" doc:"skip items whose stem the bank holds, instead of refusing the file"`
	Format    string `query:"format" enum:"xlsx,csv,csv-gb18030,xlsx-zip,csv-zip,moodle-xml,gift,aiken,qti-2.1,qti-2.2,qti-3.0" doc:"left out: told by the content"`
	Topic     string `query:"topic" maxLength:"60" doc:"for questions whose file names no topic"`
	Lang      string `header:"Accept-Language"`
	RawBody   []byte `contentType:"application/octet-stream"`
}

// read parses the file, after the caller's right to import it was asked.
func (u BankUpload) read(ctx context.Context, s *questionbank.Service) (questionbank.File, error) {
	if err := s.MayImport(ctx, u.bank()); err != nil {
		return questionbank.File{}, err
	}
	return interchange.ReadAs(ctx, interchange.Options{Format: interchange.Format(u.Format), Topic: u.Topic, Clips: s.ClipLimits()}, u.Name, bytes.NewReader(u.RawBody))
}

// uploadTime is how long a question file may take to come in: the largest at half a megabit a second.
const uploadTime = 6 * time.Minute

// bankBody is one more than the reader's limit, so that its own fault answers.
const bankBody = questionbank.MaxFileBytes + 1

func registerBankImports(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-import-preview", Method: http.MethodPost, Path: "/banks/{id}/imports/preview", Summary: "Say what importing a file would do",
		Description: "Excel or CSV, alone or in a ZIP with its pictures and clips, Moodle XML, GIFT, Aiken or a QTI package, at most 20 MB and 20,000 questions; row by row, with what does not come over and what is nearly the same, changing nothing.", MaxBodyBytes: bankBody, BodyReadTimeout: uploadTime},
		func(ctx context.Context, in *BankUpload) (*struct{ Body PreviewView }, error) {
			p, err := s.RunPreview(ctx, in.bank(), in.Name, func(ctx context.Context) (questionbank.File, error) { return in.read(ctx, s) }, in.SkipKnown)
			return &struct{ Body PreviewView }{previewView(p, in.Lang)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-import", Method: http.MethodPost, Path: "/banks/{id}/imports", DefaultStatus: http.StatusCreated, Summary: "Import a file",
		Description: "All rows as drafts or none; only the file that was previewed.", MaxBodyBytes: bankBody, BodyReadTimeout: uploadTime},
		func(ctx context.Context, in *struct {
			BankUpload
			Seen string `query:"seen" required:"true" pattern:"^[0-9a-f]{64}$" doc:"sum of the preview"`
		}) (*struct{ Body BatchView }, error) {
			return runImport(ctx, s, &in.BankUpload, in.Seen)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-imports", Method: http.MethodGet, Path: "/banks/{id}/imports", Summary: "List imports", Description: "Newest first."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[BatchView] }, error) {
			rows, err := s.Batches(ctx, in.bank())
			return &struct{ Body Page[BatchView] }{whole(rows, batchView)}, err
		})
}

func registerBankBatches(g Groups, s *questionbank.Service) {
	for _, op := range []struct {
		name, summary, description string
		act                        func(context.Context, questionbank.BatchID, string) error
	}{
		{"submit", "Hand an import to review", "All its drafts.", s.SubmitBatch},
		{"approve", "Approve an import", "All its checked items, by somebody who neither wrote nor submitted them.", s.ApproveBatch},
		{"reject", "Reject an import", "All its checked items, with a reason.", s.RejectBatch},
		{"discard", "Drop an import", "All its drafts, with a reason.", s.DiscardBatch},
	} {
		huma.Register(g.Staff, huma.Operation{OperationID: "bank-import-" + op.name, Method: http.MethodPost, Path: "/bank-imports/{id}/" + op.name, DefaultStatus: http.StatusNoContent,
			Summary: op.summary, Description: op.description},
			func(ctx context.Context, in *struct {
				ID   string `path:"id" minLength:"26" maxLength:"26"`
				Body struct {
					Comment string `json:"comment,omitempty" maxLength:"500"`
				}
			}) (*struct{}, error) {
				return nil, op.act(ctx, questionbank.BatchID(in.ID), in.Body.Comment)
			})
	}
}

package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/picture"
)

// pictureOut is a picture as it is. Nothing in it runs or loads anything, whatever opens it; nothing of an examination stays
// in a browser's cache for the next person at the seat.
type pictureOut struct {
	ContentType string `header:"Content-Type"`
	Policy      string `header:"Content-Security-Policy"`
	Cache       string `header:"Cache-Control"`
	Body        []byte
}

func pictureAnswer(data []byte, kind string, err error) (*pictureOut, error) {
	if err != nil {
		return nil, err
	}
	return &pictureOut{kind, "default-src 'none'; style-src 'unsafe-inline'; sandbox", "no-store", data}, nil
}

func pictureResponse() map[string]*huma.Response {
	content := map[string]*huma.MediaType{}
	for _, kind := range []string{picture.PNG, picture.JPEG, picture.SVG} {
		content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	return map[string]*huma.Response{"200": {Description: "the picture", Content: content}}
}

func registerSeatPictures(g Groups, s *exam.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "seat-picture", Method: http.MethodGet, Path: "/sitting/pictures/{digest}", Summary: "A picture of the open paper",
		Description: "Only while the paper is open at the calling seat, and only pictures that stand on it.", Responses: pictureResponse()},
		func(ctx context.Context, in *struct {
			Digest string `path:"digest" pattern:"^[0-9a-f]{64}$" doc:"as on the sheet"`
		}) (*pictureOut, error) {
			return pictureAnswer(s.Picture(ctx, in.Digest))
		})
}

// BankPictureView is a picture that a bank holds.
type BankPictureView struct {
	Digest string         `json:"digest" doc:"SHA-256 of what is kept, hex; items name the picture by it"`
	Name   string         `json:"name" doc:"of the file it came in; import files may name the picture by it"`
	Type   string         `json:"type" enum:"image/png,image/jpeg,image/svg+xml"`
	Width  int            `json:"width"`
	Height int            `json:"height"`
	Bytes  int            `json:"bytes"`
	By     *BankSignature `json:"by"`
}

func bankPictureView(p questionbank.BankPicture) BankPictureView {
	return BankPictureView{p.Digest, p.Name, p.Type, p.Width, p.Height, p.Bytes, bankSignature(p.By)}
}

// BankPicturePath is a picture of a bank in an address.
type BankPicturePath struct {
	BankPath
	Digest string `path:"digest" pattern:"^[0-9a-f]{64}$"`
}

// pictureBody is one more than a picture may have, so that its own fault answers.
const pictureBody = picture.MaxBytes + 1

func registerBankPictures(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-pictures", Method: http.MethodGet, Path: "/banks/{id}/pictures", Summary: "List pictures", Description: "The newest 500 of the bank."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[BankPictureView] }, error) {
			rows, err := s.Pictures(ctx, in.bank(), 500)
			return &struct{ Body Page[BankPictureView] }{whole(rows, bankPictureView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-picture-add", Method: http.MethodPost, Path: "/banks/{id}/pictures", DefaultStatus: http.StatusCreated, Summary: "Take a picture into a bank",
		Description:  "PNG, JPEG or SVG, at most 20 MB and 8 million pixels. What is about the picture and not of it is left out; a drawing that acts or reaches outside is refused. The same picture again is the same.",
		MaxBodyBytes: pictureBody, BodyReadTimeout: 2 * time.Minute},
		func(ctx context.Context, in *struct {
			BankPath
			Name    string `query:"name" maxLength:"120" doc:"the file's name"`
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*struct{ Body BankPictureView }, error) {
			p, err := s.AddPicture(ctx, in.bank(), in.Name, in.RawBody)
			return &struct{ Body BankPictureView }{bankPictureView(p)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-picture", Method: http.MethodGet, Path: "/banks/{id}/pictures/{digest}", Summary: "A picture of a bank", Description: "As candidates see it.", Responses: pictureResponse()},
		func(ctx context.Context, in *BankPicturePath) (*pictureOut, error) {
			p, data, err := s.PictureOf(ctx, in.bank(), in.Digest)
			return pictureAnswer(data, p.Type, err)
		})
}

package api

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
)

// pictureOut is a picture or clip as it is, or a part of it. Nothing in it runs or loads anything, whatever opens it; nothing of an examination stays
// in a browser's cache for the next person at the seat.
type pictureOut struct {
	ContentType string `header:"Content-Type"`
	Policy      string `header:"Content-Security-Policy"`
	Cache       string `header:"Cache-Control"`
	Ranges      string `header:"Accept-Ranges"`
	Range       string `header:"Content-Range"`
	Status      int
	Body        []byte
}

// pictureAnswer gives the part of a picture or clip that was asked for: clips are fetched in pieces, one after the other, so that
// answers are not kept waiting and a cut line costs no more than a piece.
func pictureAnswer(part string, data []byte, kind string, err error) (*pictureOut, error) {
	if err != nil {
		return nil, err
	}
	out := &pictureOut{kind, "default-src 'none'; style-src 'unsafe-inline'; sandbox", "no-store", "bytes", "", http.StatusOK, data}
	if from, to, ok := partOf(part, len(data)); ok {
		out.Status, out.Range, out.Body = http.StatusPartialContent, fmt.Sprintf("bytes %d-%d/%d", from, to-1, len(data)), data[from:to]
	}
	return out, nil
}

// partOf reads "bytes=from-to", "bytes=from-" and "bytes=-last" for something of so many bytes. Anything else, and what lies
// outside, asks for all of it.
func partOf(s string, size int) (from, to int, ok bool) {
	s, ok = strings.CutPrefix(s, "bytes=")
	a, b, found := strings.Cut(s, "-")
	if !ok || !found {
		return 0, 0, false
	}
	from, fromErr := strconv.Atoi(a)
	to, toErr := strconv.Atoi(b)
	switch {
	case a == "" && toErr == nil && to > 0:
		return max(size-to, 0), size, size > 0
	case fromErr != nil || from < 0 || from >= size:
		return 0, 0, false
	case b == "":
		return from, size, true
	}
	return from, min(to, size-1) + 1, toErr == nil && to >= from
}

func pictureResponse() map[string]*huma.Response {
	content := map[string]*huma.MediaType{}
	for _, kind := range []string{picture.PNG, picture.JPEG, picture.SVG, clip.WebM, clip.MP4, clip.WebMSound} {
		content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	return map[string]*huma.Response{"200": {Description: "the picture, clip or sound; with status 206 the part of it that was asked for", Content: content}}
}

// PicturePart is the range of bytes that somebody asks for.
type PicturePart struct {
	Part string `header:"Range" maxLength:"60" doc:"bytes=from-to"`
}

func registerSeatPictures(g Groups, s *exam.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "seat-picture", Method: http.MethodGet, Path: "/sitting/pictures/{digest}", Summary: "A picture, clip or sound of the open paper",
		Description: "Only while the paper is open at the calling seat, and only what stands on it. One range of bytes can be asked for.", Responses: pictureResponse()},
		func(ctx context.Context, in *struct {
			Digest string `path:"digest" pattern:"^[0-9a-f]{64}$" doc:"as on the sheet"`
			PicturePart
		}) (*pictureOut, error) {
			data, kind, err := s.Picture(ctx, in.Digest)
			return pictureAnswer(in.Part, data, kind, err)
		})
}

// BankPictureView is a picture or clip that a bank holds.
type BankPictureView struct {
	Digest string         `json:"digest" doc:"SHA-256 of what is kept, hex; items name it by this"`
	Name   string         `json:"name" doc:"of the file it came in; import files may name the picture by it"`
	Type   string         `json:"type" enum:"image/png,image/jpeg,image/svg+xml,video/webm,video/mp4"`
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
	PicturePart
}

// pictureBody is one more than a picture may have, so that its own fault answers.
const pictureBody = picture.MaxBytes + 1

func registerBankPictures(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-pictures", Method: http.MethodGet, Path: "/banks/{id}/pictures", Summary: "List pictures and clips", Description: "The newest 500 of the bank."},
		func(ctx context.Context, in *BankPath) (*struct{ Body Page[BankPictureView] }, error) {
			rows, err := s.Pictures(ctx, in.bank(), 500)
			return &struct{ Body Page[BankPictureView] }{whole(rows, bankPictureView)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-picture-add", Method: http.MethodPost, Path: "/banks/{id}/pictures", DefaultStatus: http.StatusCreated, Summary: "Take a picture or clip into a bank",
		Description:  "PNG, JPEG or SVG, at most 20 MB and 8 million pixels; or a clip, WebM (VP8, VP9; Opus) or MP4 (H.264; AAC), within the limits of the installation (60 seconds, 8 MB, 1280 pixels a side, 30 frames a second where nothing is set). What is about it and not of it is left out; what acts or reaches outside is refused. The same again is the same.",
		MaxBodyBytes: pictureBody, BodyReadTimeout: 2 * time.Minute},
		func(ctx context.Context, in *struct {
			BankPath
			Name    string `query:"name" maxLength:"120" doc:"the file's name"`
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*struct{ Body BankPictureView }, error) {
			p, err := s.AddPicture(ctx, in.bank(), in.Name, in.RawBody)
			return &struct{ Body BankPictureView }{bankPictureView(p)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-picture", Method: http.MethodGet, Path: "/banks/{id}/pictures/{digest}", Summary: "A picture, clip or sound of a bank", Description: "As candidates see and hear it. One range of bytes can be asked for.", Responses: pictureResponse()},
		func(ctx context.Context, in *BankPicturePath) (*pictureOut, error) {
			p, data, err := s.PictureOf(ctx, in.bank(), in.Digest)
			return pictureAnswer(in.Part, data, p.Type, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "bank-sound-add", Method: http.MethodPost, Path: "/banks/{id}/sounds", DefaultStatus: http.StatusCreated, Summary: "Take a sound into a bank",
		Description:  "WebM with one track of Opus, at most 4 MB and ten minutes, to read one text of an item aloud. What is about it and not of it is left out. The same again is the same; it is fetched like a picture.",
		MaxBodyBytes: clip.MaxSoundBytes + 1, BodyReadTimeout: time.Minute},
		func(ctx context.Context, in *struct {
			BankPath
			RawBody []byte `contentType:"application/octet-stream"`
		}) (*struct{ Body BankSoundView }, error) {
			s, err := s.AddSound(ctx, in.bank(), in.RawBody)
			return &struct{ Body BankSoundView }{BankSoundView{s.Digest, int(s.Length.Milliseconds()), s.Bytes}}, err
		})
}

// BankSoundView is a sound that a bank holds.
type BankSoundView struct {
	Digest string `json:"digest" doc:"SHA-256 of what is kept, hex; items name it by this"`
	Millis int    `json:"millis" doc:"how long it is"`
	Bytes  int    `json:"bytes"`
}

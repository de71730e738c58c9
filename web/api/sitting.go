package api

import (
	"context"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/input"
	"github.com/suikao/suikao/web/ws"
)

// RegisterSitting declares the way of a seat terminal over HTTP (the same acts, bodies and rules as on the socket, see
// web/ws/PROTOCOL.md), the candidate's results, and what duty officers do with sittings. inputs may be nil: nobody judges what
// causes answers. later may be nil: no result ever got another version.
func RegisterSitting(g Groups, s *exam.Service, inputs SeatInputs, later LaterVersions) {
	registerSeatState(g, s, inputs)
	registerSeatActs(g, s)
	registerSeatAnswers(g, s, inputs)
	registerSeatInput(g, inputs)
	registerSeatBreak(g, s)
	registerSeatPictures(g, s)
	registerOwnResults(g, s, later)
	registerOfficer(g, s)
	registerAborts(g, s)
}

type seatOut struct{ Body ws.SeatState }

func seatAnswer(sn exam.Snapshot, err error) (*seatOut, error) {
	if err != nil {
		return nil, err
	}
	return &seatOut{ws.StateOf(sn)}, nil
}

func registerSeatState(g Groups, s *exam.Service, inputs SeatInputs) {
	huma.Register(g.Device, huma.Operation{OperationID: "seat-connect", Method: http.MethodPost, Path: "/sitting/connect", Summary: "Take the sitting at this seat",
		Description: "Like hello on the socket: raises the epoch, so that an older page of this sitting is fenced."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Page string `header:"X-SuiKao-Page" maxLength:"40" doc:"as in hello on the socket"`
			Nth  int    `header:"X-SuiKao-Nth" minimum:"0" doc:"as in hello on the socket"`
		}) (*seatOut, error) {
			sn, err := s.Connect(ctx, in.Lang)
			if err == nil && inputs != nil && !sn.Idle && sn.Epoch != 0 {
				inputs.Opened(input.Hello{Place: placeOf(ctx, string(sn.Sitting.ID)), Page: in.Page, Nth: in.Nth, Remote: actor.From(ctx).Remote, HTTP: true})
			}
			return seatAnswer(sn, err)
		})
	huma.Register(g.Device, huma.Operation{OperationID: "seat-state", Method: http.MethodGet, Path: "/sitting", Summary: "Where the sitting at this seat stands",
		Description: "Reads without taking the sitting; for polling while the socket does not work."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Held string `query:"held" maxLength:"26" doc:"sitting the page shows, so that its end is shown too"`
		}) (*seatOut, error) {
			return seatAnswer(s.Peek(ctx, exam.SittingID(in.Held), in.Lang))
		})
}

// SeatGrip says how the page holds its sitting; it stands in the state the page got.
type SeatGrip struct {
	Sitting string `json:"sitting" minLength:"26" maxLength:"26"`
	Epoch   int64  `json:"epoch" minimum:"1"`
}

func (g SeatGrip) grip() exam.Grip {
	return exam.Grip{Sitting: exam.SittingID(g.Sitting), Epoch: g.Epoch}
}

// SeatConfirmed names one text that the person confirmed.
type SeatConfirmed struct {
	Kind    string `json:"kind" maxLength:"40"`
	Version int    `json:"version" minimum:"1"`
}

func registerSeatActs(g Groups, s *exam.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "seat-pledge", Method: http.MethodPost, Path: "/sitting/pledge", Summary: "Confirm the texts before the paper",
		Description: "Every text of the state in its current version; the nonce is the terminal's part of the paper's seed. May be repeated."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Body struct {
				SeatGrip
				Notices []SeatConfirmed `json:"notices" maxItems:"8" nullable:"false"`
				Nonce   string          `json:"nonce" pattern:"^[0-9a-f]{32}$" doc:"16 random bytes"`
			}
		}) (*seatOut, error) {
			var nonce [16]byte
			if _, err := hex.Decode(nonce[:], []byte(in.Body.Nonce)); err != nil {
				return nil, ws.ErrFrame.At("body.nonce")
			}
			var confirmed []exam.Confirmed
			for _, n := range in.Body.Notices {
				confirmed = append(confirmed, exam.Confirmed{Kind: notice.Kind(n.Kind), Version: n.Version})
			}
			return seatAnswer(s.Pledge(ctx, in.Body.grip(), confirmed, nonce, in.Lang))
		})
	huma.Register(g.Device, huma.Operation{OperationID: "seat-practice-done", Method: http.MethodPost, Path: "/sitting/practice", Summary: "The practice question is done", Description: "May be repeated."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Body struct {
				SeatGrip
				Skipped bool `json:"skipped"`
			}
		}) (*seatOut, error) {
			return seatAnswer(s.Practised(ctx, in.Body.grip(), in.Body.Skipped, in.Lang))
		})
	huma.Register(g.Device, huma.Operation{OperationID: "seat-start", Method: http.MethodPost, Path: "/sitting/start", Summary: "Open the paper", Description: "Starts the clock and delivers the sheet. May be repeated."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Body SeatGrip
		}) (*seatOut, error) {
			return seatAnswer(s.Start(ctx, in.Body.grip(), in.Lang))
		})
	huma.Register(g.Device, huma.Operation{OperationID: "seat-submit", Method: http.MethodPost, Path: "/sitting/submit", Summary: "Hand the paper in", Description: "Refused while the server does not hold every record up to last. May be repeated."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Body struct {
				SeatGrip
				Last int64 `json:"last" minimum:"0" doc:"number of the last record the page sent"`
			}
		}) (*seatOut, error) {
			return seatAnswer(s.Submit(ctx, in.Body.grip(), in.Body.Last, in.Lang))
		})
}

func registerSeatBreak(g Groups, s *exam.Service) {
	huma.Register(g.Device, huma.Operation{OperationID: "seat-break", Method: http.MethodPost, Path: "/sitting/break", Summary: "Ask for a break",
		Description: "Where the rules allow one. The paper stops until an officer has looked at the person again. May be repeated."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Body struct {
				SeatGrip
				Last int64 `json:"last" minimum:"0" doc:"number of the last record the page sent"`
			}
		}) (*seatOut, error) {
			return seatAnswer(s.Break(ctx, in.Body.grip(), in.Body.Last, in.Lang))
		})
}

// SeatRecord is one answer or mark.
type SeatRecord struct {
	Seq      int64  `json:"seq" minimum:"1"`
	Kind     string `json:"kind" enum:"ANSWER,MARK"`
	Question int    `json:"question" minimum:"1" maximum:"1000"`
	Answer   string `json:"answer" maxLength:"26" doc:"ANSWER: letters in rising order, empty takes back; MARK: 1 or empty"`
	ClientAt int64  `json:"client_at" minimum:"0" doc:"the terminal's clock in ms, information only"`
	In       string `json:"in,omitempty" maxLength:"40" doc:"the input that caused it, as on the socket"`
}

// SeatReceipt is what became of one record: ack or nack.
type SeatReceipt struct {
	Seq  int64    `json:"seq"`
	Ack  *ws.Ack  `json:"ack,omitempty"`
	Nack *ws.Nack `json:"nack,omitempty"`
}

func registerSeatAnswers(g Groups, s *exam.Service, inputs SeatInputs) {
	huma.Register(g.Device, huma.Operation{OperationID: "seat-answers", Method: http.MethodPost, Path: "/sitting/answers", Summary: "Store answers and marks",
		Description: "The same acknowledgements as on the socket, after the commit, one for each record in order. Sending again is harmless."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
			Page string `header:"X-SuiKao-Page" maxLength:"40" doc:"as in hello on the socket"`
			Body struct {
				SeatGrip
				Records []SeatRecord `json:"records" minItems:"1" maxItems:"200" nullable:"false"`
			}
		}) (*struct {
			Body struct {
				Receipts []SeatReceipt `json:"receipts" nullable:"false"`
			}
		}, error) {
			writes := make([]exam.Write, len(in.Body.Records))
			for i, r := range in.Body.Records {
				writes[i] = exam.Write{Seq: r.Seq, Kind: exam.EntryKind(r.Kind), Question: r.Question, Answer: r.Answer, ClientAt: time.UnixMilli(r.ClientAt)}
			}
			receipts, err := s.PutAll(ctx, in.Body.grip(), writes)
			if err != nil {
				return nil, err
			}
			if inputs != nil {
				judgeRecords(ctx, inputs, in.Body.Sitting, in.Page, in.Body.Records)
			}
			out := &struct {
				Body struct {
					Receipts []SeatReceipt `json:"receipts" nullable:"false"`
				}
			}{}
			for _, r := range receipts {
				out.Body.Receipts = append(out.Body.Receipts, seatReceipt(r, in.Lang))
			}
			return out, nil
		})
}

func seatReceipt(r exam.Receipt, lang string) SeatReceipt {
	if r.Err == nil {
		return SeatReceipt{Seq: r.Seq, Ack: &ws.Ack{At: r.At.UnixMilli(), Proof: r.Proof}}
	}
	f := fault.From(r.Err)
	return SeatReceipt{Seq: r.Seq, Nack: &ws.Nack{Code: f.Code(), Text: f.Text(lang), Expected: r.Expected, Retry: exam.Retry(r.Err)}}
}

package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/fault"
)

// SupervisionGap is an interval in which nobody watched a room, or one sitting in it.
type SupervisionGap struct {
	ID       string        `json:"id"`
	Room     string        `json:"room"`
	Sitting  string        `json:"sitting,omitempty" doc:"left out: the whole room"`
	Cause    exam.GapCause `json:"cause" enum:"OFFICER_AWAY,UPLINK_LOST,CAMERA_LOST,POWER,OTHER"`
	Note     string        `json:"note,omitempty"`
	From     time.Time     `json:"from"`
	To       *time.Time    `json:"to,omitempty" doc:"left out while it lasts"`
	OpenedBy string        `json:"openedBy,omitempty" doc:"name; left out: the program"`
	ClosedBy string        `json:"closedBy,omitempty"`
}

func gapView(g exam.Gap) SupervisionGap {
	return SupervisionGap{string(g.ID), string(g.Room), string(g.Sitting), g.Cause, g.Note, g.From, when(g.To), g.OpenedName, g.ClosedName}
}

func gapViews(list []exam.Gap) []SupervisionGap {
	out := make([]SupervisionGap, len(list))
	for i, g := range list {
		out[i] = gapView(g)
	}
	return out
}

// SittingSupervision says in which intervals nobody watched a sitting.
type SittingSupervision struct {
	Gaps    []SupervisionGap `json:"gaps" nullable:"false" doc:"cut to the time in which the paper was open"`
	Seconds int              `json:"seconds" doc:"in all; what overlaps counts once"`
}

type gapIn struct {
	ID   string `path:"id" minLength:"26" maxLength:"26"`
	Body struct {
		Cause   string     `json:"cause" enum:"OFFICER_AWAY,UPLINK_LOST,CAMERA_LOST,POWER,OTHER"`
		Note    string     `json:"note,omitempty" maxLength:"200" doc:"needed for OTHER"`
		Sitting string     `json:"sitting,omitempty" maxLength:"26" doc:"left out: the whole room"`
		From    *time.Time `json:"from,omitempty" doc:"left out: now"`
		To      *time.Time `json:"to,omitempty" doc:"left out: it lasts still"`
	}
}

func (in *gapIn) gap() exam.Gap {
	g := exam.Gap{Room: site.RoomID(in.ID), Sitting: exam.SittingID(in.Body.Sitting), Cause: exam.GapCause(in.Body.Cause), Note: in.Body.Note}
	if in.Body.From != nil {
		g.From = *in.Body.From
	}
	if in.Body.To != nil {
		g.To = *in.Body.To
	}
	return g
}

type gapOut struct{ Body SupervisionGap }

func oneGap(g exam.Gap, err error) (*gapOut, error) {
	if err != nil {
		return nil, err
	}
	return &gapOut{gapView(g)}, nil
}

func registerSupervision(g Groups, s *exam.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "supervision-lost", Method: http.MethodPost, Path: "/rooms/{id}/supervision-gaps", Summary: "Enter that nobody watches a room",
		Description: "From now or since a time of the last 24 hours. No paper starts in the room while it lasts; it stands in the room record, and results with too much of it are held."},
		func(ctx context.Context, in *gapIn) (*gapOut, error) { return oneGap(s.LoseSupervision(ctx, in.gap())) })
	huma.Register(g.Staff, huma.Operation{OperationID: "supervision-regained", Method: http.MethodPost, Path: "/supervision-gaps/{id}/end", Summary: "Somebody watches again", Description: "Ends the interval now."},
		func(ctx context.Context, in *IDRef) (*gapOut, error) {
			return oneGap(s.RegainSupervision(ctx, exam.GapID(in.ID)))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "supervision-gaps", Method: http.MethodGet, Path: "/rooms/{id}/supervision-gaps", Summary: "Intervals without supervision of a room",
		Description: "That touch the hours from one time to another, by their beginning."},
		func(ctx context.Context, in *struct {
			ID   string    `path:"id" minLength:"26" maxLength:"26"`
			From time.Time `query:"from" required:"true"`
			To   time.Time `query:"to" required:"true"`
		}) (*struct{ Body Page[SupervisionGap] }, error) {
			list, err := s.Supervision(ctx, site.RoomID(in.ID), in.From, in.To)
			return &struct{ Body Page[SupervisionGap] }{Page[SupervisionGap]{Items: gapViews(list)}}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-supervision", Method: http.MethodGet, Path: "/sittings/{id}/supervision", Summary: "When nobody watched a sitting", Description: "Cause, from, to, and seconds in all."},
		func(ctx context.Context, in *IDRef) (*struct{ Body SittingSupervision }, error) {
			sit, err := s.Look(ctx, exam.SittingID(in.ID))
			if err != nil {
				return nil, err
			}
			cuts, sum, err := s.Unwatched(ctx, sit)
			return &struct{ Body SittingSupervision }{SittingSupervision{gapViews(cuts), int((sum + time.Second - 1) / time.Second)}}, err
		})
}

// abortNotice is what a person is told in writing about a technical abort.
var abortNotice = fault.Define("sitting.abort_notice", fault.Conflict,
	"您在 {seat} 考位的考试因“{reason}”技术中止。本次不计考试次数，已答内容作为凭证保存，不评分。您可以优先重新预约，届时使用新的试卷。",
	"Your sitting at seat {seat} was given up for technical reasons ({reason}). It does not count as an attempt; what you answered is kept as evidence and not scored. You may book again before others and will get a new paper.")

// reasonWords returns the words of a technical reason.
func reasonWords(code string) *fault.Error {
	switch code {
	case "EQUIPMENT":
		return reasonEquipment
	case "NETWORK":
		return reasonNetwork
	case "POWER":
		return reasonPower
	case "MEDICAL":
		return reasonMedical
	case "EMERGENCY":
		return reasonEmergency
	}
	return reasonOther
}

// The words of the technical reasons.
var (
	reasonEquipment = fault.Define("sitting.reason_equipment", fault.Conflict, "设备故障", "equipment")
	reasonNetwork   = fault.Define("sitting.reason_network", fault.Conflict, "网络故障", "network")
	reasonPower     = fault.Define("sitting.reason_power", fault.Conflict, "停电", "power")
	reasonMedical   = fault.Define("sitting.reason_medical", fault.Conflict, "身体不适", "health")
	reasonEmergency = fault.Define("sitting.reason_emergency", fault.Conflict, "紧急情况", "emergency")
	reasonOther     = fault.Define("sitting.reason_other", fault.Conflict, "其他", "other")
)

// AbortNotice is the written notice of a technical abort to the person.
type AbortNotice struct {
	Sitting  string    `json:"sitting"`
	ItemCode string    `json:"itemCode"`
	At       time.Time `json:"at"`
	Reason   string    `json:"reason" enum:"EQUIPMENT,NETWORK,POWER,MEDICAL,EMERGENCY,OTHER"`
	Counted  bool      `json:"counted" doc:"as an attempt: never"`
	Text     string    `json:"text"`
}

// AbortRecord is the register entry (异常情况登记表) of a technical abort.
type AbortRecord struct {
	AbortNotice
	Was       exam.State `json:"was" doc:"state before the abort"`
	Words     string     `json:"words,omitempty" doc:"of the officer"`
	Seat      string     `json:"seat"`
	Records   int64      `json:"records" doc:"journal entries kept as evidence"`
	StartedAt *time.Time `json:"startedAt,omitempty"`
	Officer   string     `json:"officer"`
}

func abortView(a exam.TechnicalAbort, lang string) AbortNotice {
	return AbortNotice{Sitting: string(a.Sitting), ItemCode: a.ItemCode, At: a.At, Reason: a.Reason.Code,
		Text: abortNotice.With("seat", a.SeatLabel).With("reason", reasonWords(a.Reason.Code).Text(lang)).Text(lang)}
}

func registerAborts(g Groups, s *exam.Service) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-technical-aborts", Method: http.MethodGet, Path: "/technical-aborts", Summary: "My sittings that were given up for technical reasons",
		Description: "Newest first: the written notice of each."},
		func(ctx context.Context, in *struct {
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body Page[AbortNotice] }, error) {
			list, err := s.OwnAborts(ctx)
			out := &struct{ Body Page[AbortNotice] }{Body: Page[AbortNotice]{Items: []AbortNotice{}}}
			for _, a := range list {
				out.Body.Items = append(out.Body.Items, abortView(a, in.Lang))
			}
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-technical-abort", Method: http.MethodGet, Path: "/sittings/{id}/technical-abort", Summary: "The register entry of a technical abort",
		Description: "异常情况登记表: what happened, who decided, what is kept."},
		func(ctx context.Context, in *struct {
			IDRef
			Lang string `header:"Accept-Language" maxLength:"200"`
		}) (*struct{ Body AbortRecord }, error) {
			a, err := s.AbortOf(ctx, exam.SittingID(in.ID))
			if err != nil {
				return nil, err
			}
			return &struct{ Body AbortRecord }{AbortRecord{AbortNotice: abortView(a, in.Lang), Was: a.Was, Words: a.Reason.Text, Seat: a.SeatLabel,
				Records: a.Records, StartedAt: when(a.StartedAt), Officer: a.OfficerName}}, nil
		})
}

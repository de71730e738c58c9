package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/fault"
)

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

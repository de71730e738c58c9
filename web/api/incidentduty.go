package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// callerID is the account of the caller.
func callerID(ctx context.Context) string { return actor.From(ctx).ID }

// DetectorView is one detector of the register.
type DetectorView struct {
	Name      string    `json:"name"`
	Version   string    `json:"version"`
	Threshold float64   `json:"threshold"`
	Precision float64   `json:"precision" doc:"measured on labelled clips; 0: not measured"`
	Recall    float64   `json:"recall"`
	Clips     int       `json:"clips"`
	Budget    float64   `json:"budget" doc:"the least precision with which it may raise"`
	Mode      string    `json:"mode" enum:"RAISE,LOG"`
	Reason    string    `json:"reason" doc:"of the mode"`
	By        string    `json:"by,omitempty" doc:"left out: the program"`
	ModeAt    time.Time `json:"modeAt"`
	Judged    int       `json:"judged" doc:"blind judgements that count for the mode"`
	Right     int       `json:"right" doc:"of them"`
	Samples   int       `json:"samples" doc:"drawn in all"`
}

func detectorView(x proctor.Standing) DetectorView {
	d := x.Detector
	return DetectorView{d.Name, d.Version, d.Threshold, d.Precision, d.Recall, d.Clips, d.Budget, string(d.Mode), d.Reason, d.By.Name, d.ModeAt, x.Judged, x.Right, x.OfSamples}
}

// AuditSample is one incident to be judged blind: neither detector nor score is named.
type AuditSample struct {
	Incident string        `json:"incident"`
	Kind     string        `json:"kind"`
	Title    IncidentWords `json:"title" doc:"what to look for"`
	Room     string        `json:"room"`
	Seat     string        `json:"seat,omitempty"`
	Sitting  string        `json:"sitting,omitempty"`
	ClipFrom time.Time     `json:"clipFrom"`
	ClipTo   time.Time     `json:"clipTo"`
}

func registerDetectors(g Groups, s *proctor.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "detectors", Method: http.MethodGet, Path: "/detectors", Summary: "The register of detectors", Description: "With what was measured, what people found, and whether each may raise."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[DetectorView] }, error) {
			list, err := s.Detectors(ctx)
			out := &struct{ Body Page[DetectorView] }{Page[DetectorView]{Items: []DetectorView{}}}
			for _, x := range list {
				out.Body.Items = append(out.Body.Items, detectorView(x))
			}
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "detector-mode", Method: http.MethodPost, Path: "/detectors/mode", Summary: "Let a detector raise, or only log", Description: "By a named person of the authority; into RAISE only where its measured precision keeps its budget."},
		func(ctx context.Context, in *struct {
			Body struct {
				Name    string `json:"name" minLength:"1" maxLength:"60"`
				Version string `json:"version" minLength:"1" maxLength:"40"`
				Mode    string `json:"mode" enum:"RAISE,LOG"`
				Reason  string `json:"reason" minLength:"2" maxLength:"200"`
			}
		}) (*struct{ Body DetectorView }, error) {
			d, err := s.SetMode(ctx, in.Body.Name, in.Body.Version, proctor.Mode(in.Body.Mode), in.Body.Reason)
			return &struct{ Body DetectorView }{detectorView(proctor.Standing{Detector: d})}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "samples", Method: http.MethodGet, Path: "/samples", Summary: "Samples to judge", Description: "Incidents drawn for the blind audit that the caller did not deal with, oldest first."},
		func(ctx context.Context, in *Paging) (*struct{ Body Page[AuditSample] }, error) {
			list, err := s.Samples(ctx, proctor.IncidentID(in.Cursor), in.Limit)
			view := func(b proctor.BlindSample) AuditSample {
				e, _ := proctor.Find(b.Kind)
				return AuditSample{string(b.Incident), string(b.Kind), incidentWords(e.Title), string(b.Room), string(b.Seat), string(b.Sitting), b.Clip.From, b.Clip.To}
			}
			return &struct{ Body Page[AuditSample] }{pageOf(list, in.Limit, view, func(b proctor.BlindSample) string { return string(b.Incident) })}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sample-judge", Method: http.MethodPost, Path: "/samples/{id}/verdict", DefaultStatus: http.StatusNoContent, Summary: "Judge a sample", Description: "Once, by somebody who did not deal with the incident."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Verdict string `json:"verdict" enum:"TRUE,FALSE" doc:"what the title names is in the clip, or not"`
			}
		}) (*struct{}, error) {
			return nil, s.Judge(ctx, proctor.IncidentID(in.ID), proctor.Verdict(in.Body.Verdict))
		})
}

// HandoverView is the passing on of a room.
type HandoverView struct {
	ID        string     `json:"id"`
	Room      string     `json:"room"`
	From      string     `json:"from" doc:"name"`
	To        string     `json:"to" doc:"name"`
	Mine      bool       `json:"mine" doc:"the caller has to confirm it"`
	Incidents []string   `json:"incidents" nullable:"false" doc:"that were open"`
	Text      string     `json:"text"`
	At        time.Time  `json:"at"`
	AckAt     *time.Time `json:"ackAt,omitempty" doc:"left out: not confirmed"`
}

func handoverView(ctx context.Context, h proctor.Handover) HandoverView {
	v := HandoverView{string(h.ID), string(h.Room), h.From.Name, h.To.Name, h.AckAt.IsZero() && string(h.To.Account) == callerID(ctx), []string{}, h.Text, h.At, when(h.AckAt)}
	for _, id := range h.Incidents {
		v.Incidents = append(v.Incidents, string(id))
	}
	return v
}

type handoverOut struct{ Body HandoverView }

func oneHandover(ctx context.Context, h proctor.Handover, err error) (*handoverOut, error) {
	if err != nil {
		return nil, err
	}
	return &handoverOut{handoverView(ctx, h)}, nil
}

// OfficerLoad is what one officer did in a time.
type OfficerLoad struct {
	Account         string `json:"account"`
	Name            string `json:"name"`
	Rooms           int    `json:"rooms"`
	Acts            int    `json:"acts"`
	Taken           int    `json:"taken"`
	Ended           int    `json:"ended"`
	MedianSeconds   int    `json:"medianSeconds" doc:"from raising to taking"`
	SlowestSeconds  int    `json:"slowestSeconds"`
	Late            int    `json:"late" doc:"of the grave ones: taken after two minutes"`
	HandlingSeconds int    `json:"handlingSeconds" doc:"median, from taking to the end"`
	Checks          int    `json:"checks" doc:"identity checks at seats that were decided"`
	LookingSeconds  int    `json:"lookingSeconds" doc:"median, from asking for a check to its decision"`
}

func registerHandovers(g Groups, s *proctor.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "handovers", Method: http.MethodGet, Path: "/handovers", Summary: "Hand-overs of the last week", Description: "Newest first."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[HandoverView] }, error) {
			list, err := s.Handovers(ctx, 200)
			out := &struct{ Body Page[HandoverView] }{Page[HandoverView]{Items: []HandoverView{}}}
			for _, h := range list {
				out.Body.Items = append(out.Body.Items, handoverView(ctx, h))
			}
			return out, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "handover-give", Method: http.MethodPost, Path: "/rooms/{id}/handover", DefaultStatus: http.StatusCreated, Summary: "Hand a room over", Description: "With its open incidents; the next officer confirms."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				To   string `json:"to" minLength:"1" maxLength:"26" doc:"account of the next officer"`
				Text string `json:"text" minLength:"2" maxLength:"400"`
			}
		}) (*handoverOut, error) {
			h, err := s.HandOver(ctx, site.RoomID(in.ID), people.AccountID(in.Body.To), in.Body.Text)
			return oneHandover(ctx, h, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "handover-take", Method: http.MethodPost, Path: "/handovers/{id}/take", Summary: "Confirm a hand-over", Description: "What the officer before dealt with is now the caller's."},
		func(ctx context.Context, in *IDRef) (*handoverOut, error) {
			h, err := s.TakeOver(ctx, proctor.HandoverID(in.ID))
			return oneHandover(ctx, h, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "workload", Method: http.MethodGet, Path: "/workload", Summary: "Workload and reaction times of officers", Description: "The busiest first. Take a shift's times for the figures of a shift."},
		func(ctx context.Context, in *struct {
			Room string    `query:"room" maxLength:"26"`
			From time.Time `query:"from" doc:"left out: a day before to"`
			To   time.Time `query:"to" doc:"left out: now"`
		}) (*struct{ Body Page[OfficerLoad] }, error) {
			list, err := s.Workload(ctx, site.RoomID(in.Room), in.From, in.To)
			out := &struct{ Body Page[OfficerLoad] }{Page[OfficerLoad]{Items: []OfficerLoad{}}}
			sec := func(d time.Duration) int { return int(d / time.Second) }
			for _, l := range list {
				out.Body.Items = append(out.Body.Items, OfficerLoad{string(l.Officer.Account), l.Officer.Name, l.Rooms, l.Acts, l.Taken, l.Ended, sec(l.Median), sec(l.Slowest), l.Late, sec(l.Handling), l.Checks, sec(l.Looking)})
			}
			return out, err
		})
}

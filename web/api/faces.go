package api

import (
	"context"
	"encoding/base64"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/proctor/face"
)

// FaceConsentView is a consent that stands.
type FaceConsentView struct {
	Version int       `json:"version"`
	At      time.Time `json:"at"`
	Channel string    `json:"channel" doc:"PORTAL, GATE, COUNTER, SEAT"`
}

// FaceTemplateView is a template on an edge device, or the proof that it is gone.
type FaceTemplateView struct {
	ID          string      `json:"id"`
	Room        string      `json:"room"`
	Source      face.Source `json:"source" enum:"CARD,ENROLMENT,TEMPLATE"`
	Version     int         `json:"version" doc:"of the notice that was agreed to"`
	ConsentAt   time.Time   `json:"consentAt"`
	Channel     string      `json:"channel"`
	CreatedAt   time.Time   `json:"createdAt"`
	DeleteAfter time.Time   `json:"deleteAfter"`
	State       face.State  `json:"state" enum:"LIVE,GOING,DELETED"`
	Cause       face.Cause  `json:"cause,omitempty" enum:"SLOT_OVER,WITHDRAWN"`
	WithdrawnAt *time.Time  `json:"withdrawnAt,omitempty"`
	DeletedAt   *time.Time  `json:"deletedAt,omitempty"`
	ProofDevice string      `json:"proofDevice,omitempty"`
	Proof       string      `json:"proof,omitempty" doc:"what the device signed, lines of text"`
	Signature   string      `json:"signature,omitempty" doc:"Ed25519, base64"`
}

// FaceMatchView is one comparison.
type FaceMatchView struct {
	At      time.Time    `json:"at"`
	Room    string       `json:"room"`
	Purpose face.Purpose `json:"purpose" enum:"EXAM_ENTRY,EXAM_SEAT,EXAM_RECHECK"`
	Device  string       `json:"device"`
	Same    bool         `json:"same"`
	Live    bool         `json:"live"`
	Score   int          `json:"score" doc:"0 to 1000"`
}

// FaceRecordView is what is kept about one person's face.
type FaceRecordView struct {
	Consent   *FaceConsentView   `json:"consent,omitempty" doc:"left out: none stands"`
	Stored    int                `json:"stored" doc:"templates that a device may still have"`
	Templates []FaceTemplateView `json:"templates" nullable:"false"`
	Matches   []FaceMatchView    `json:"matches" nullable:"false"`
}

func faceRecord(r face.Record, err error) (*struct{ Body FaceRecordView }, error) {
	if err != nil {
		return nil, err
	}
	v := FaceRecordView{Stored: r.Stored, Templates: []FaceTemplateView{}, Matches: []FaceMatchView{}}
	if c := r.Consent; c != nil {
		v.Consent = &FaceConsentView{c.Version, c.At, c.Channel}
	}
	for _, t := range r.Templates {
		x := FaceTemplateView{ID: string(t.ID), Room: string(t.Room), Source: t.Source, Version: t.NoticeVersion, ConsentAt: t.ConsentAt, Channel: t.Channel,
			CreatedAt: t.CreatedAt, DeleteAfter: t.DeleteAfter, State: t.State, Cause: t.Cause, WithdrawnAt: when(t.WithdrawnAt), DeletedAt: when(t.DeletedAt)}
		if t.Proof.Kind != "" {
			x.ProofDevice, x.Proof, x.Signature = t.Proof.Device, string(t.Proof.Bytes()), base64.StdEncoding.EncodeToString(t.Proof.Signature)
		}
		v.Templates = append(v.Templates, x)
	}
	for _, m := range r.Matches {
		v.Matches = append(v.Matches, FaceMatchView{m.At, string(m.Room), m.Purpose, m.Statement.Device, m.Statement.Same, m.Statement.Live, m.Statement.Score})
	}
	return &struct{ Body FaceRecordView }{v}, nil
}

// FaceRegisterView is the counter towards the threshold of filing.
type FaceRegisterView struct {
	Persons   int  `json:"persons" doc:"whose faces count as stored"`
	Templates int  `json:"templates" doc:"on edge devices now"`
	Overdue   int  `json:"overdue" doc:"that should be gone since more than ten minutes"`
	Threshold int  `json:"threshold"`
	AlertAt   int  `json:"alertAt"`
	Alert     bool `json:"alert"`
}

// RegisterFaces declares what people and those who watch over the law of faces may see.
func RegisterFaces(g Groups, s *face.Service) {
	huma.Register(g.Candidate, huma.Operation{OperationID: "my-face", Method: http.MethodGet, Path: "/me/face", Summary: "What is kept about my face", Description: "Consent, comparisons, templates with the device's signed word that they are gone."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body FaceRecordView }, error) {
			return faceRecord(s.Mine(ctx))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "person-face", Method: http.MethodGet, Path: "/persons/{id}/face", Summary: "What is kept about a person's face", Description: "In rooms that the caller watches over as inspector, regulator or security administrator."},
		func(ctx context.Context, in *IDRef) (*struct{ Body FaceRecordView }, error) {
			return faceRecord(s.OfPerson(ctx, people.PersonID(in.ID)))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "face-register", Method: http.MethodGet, Path: "/face/register", Summary: "Counter towards the duty to file", Description: "Alert at four fifths of 100,000 persons."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body FaceRegisterView }, error) {
			r, err := s.Register(ctx)
			if err != nil {
				return nil, err
			}
			return &struct{ Body FaceRegisterView }{FaceRegisterView(r)}, nil
		})
}

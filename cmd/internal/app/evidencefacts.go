package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/evidence"
	"github.com/suikao/suikao/proctor/review"
	reviewstore "github.com/suikao/suikao/proctor/review/store"
	proctorstore "github.com/suikao/suikao/proctor/store"
)

// evidenceFacts reads what incidents and reviews keep of a sitting.
type evidenceFacts struct {
	incidents *proctor.Service
	rows      *proctorstore.Store
	reviews   *reviewstore.Store
	door      doorLog
}

func (b *base) evidenceFacts(s *Services) evidenceFacts {
	return evidenceFacts{s.Incidents, proctorstore.New(b.db), reviewstore.New(b.db), b.doorLog(s)}
}

// into plugs the facts into what the evidence stands on.
func (f evidenceFacts) into(d *evidence.Deps) {
	d.Incidents, d.Decisions, d.Papers = f.noticed, f.decided, f.papers
	d.Pending = append(d.Pending, f.pending)
	d.Stills, d.EntryLog = f.door.stills, f.door.of
	d.Rooms, d.RoomIDs, d.Place, d.Inputs = f.door.pictures, f.door.roomIDs, f.door.place, f.door.inputs
	d.Words = codeWords
}

func (f evidenceFacts) noticed(ctx context.Context, id exam.SittingID) ([]evidence.Fact, error) {
	list, err := f.incidents.OfSitting(ctx, id)
	out := make([]evidence.Fact, len(list))
	for i, in := range list {
		out[i] = evidence.Fact{ID: string(in.ID), What: string(in.Kind), At: in.At.UnixMilli(), Digest: in.Digest()}
		if !in.Until.IsZero() {
			out[i].Until = in.Until.UnixMilli()
		}
	}
	return out, err
}

// cases lists the reviews of a sitting, oldest first.
func (f evidenceFacts) cases(ctx context.Context, id exam.SittingID) ([]review.Case, error) {
	list, err := f.reviews.Cases(ctx, review.Query{Paths: []string{"/"}, Sitting: id, Limit: 200})
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list, err
}

// decided is how incidents were closed, who established what, and the documents of reviews.
func (f evidenceFacts) decided(ctx context.Context, id exam.SittingID) ([]evidence.Fact, error) {
	list, err := f.incidents.OfSitting(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []evidence.Fact
	for _, in := range list {
		if in.Finding != "" {
			out = append(out, evidence.Fact{ID: string(in.ID), What: "INCIDENT_" + string(in.Finding), At: in.EndedAt.UnixMilli(),
				Digest: digestOf("incident closed", string(in.ID), string(in.Finding), in.Words, string(in.Closer.Account), in.Closer.Name)})
		}
	}
	cases, err := f.cases(ctx, id)
	for _, c := range cases {
		more, err := f.ofCase(ctx, c)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, err
}

func (f evidenceFacts) ofCase(ctx context.Context, c review.Case) ([]evidence.Fact, error) {
	var out []evidence.Fact
	findings, err := f.reviews.Findings(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	for _, x := range findings {
		out = append(out, evidence.Fact{ID: string(x.ID), What: "FINDING", At: x.At.UnixMilli(), Digest: digestOf("finding", string(x.ID), string(c.ID),
			string(x.By.Account), x.By.Name, fmt.Sprint(x.Established), x.Breach, x.Facts, x.Proposal)})
	}
	documents, err := f.reviews.Documents(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	for _, x := range documents {
		out = append(out, evidence.Fact{ID: string(x.ID), What: string(x.Kind), At: x.At.UnixMilli(), Digest: x.Hash})
	}
	return out, nil
}

// digestOf is over parts with their lengths, so that no two lists of parts are the same bytes.
func digestOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s\n", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// pending names incidents and reviews that are open.
func (f evidenceFacts) pending(ctx context.Context, sit exam.Sitting) ([]string, error) {
	open, err := f.incidents.Undecided(ctx, sit)
	if err != nil {
		return nil, err
	}
	var out []string
	if len(open) > 0 {
		out = append(out, "INCIDENT")
	}
	cases, err := f.cases(ctx, sit.ID)
	for _, c := range cases {
		switch {
		case c.Stage == review.Appealed:
			out = append(out, "APPEAL")
		case !c.Stage.Over():
			out = append(out, "REVIEW")
		}
	}
	return out, err
}

// papers are the incidents in full and the documents of reviews.
func (f evidenceFacts) papers(ctx context.Context, id exam.SittingID) ([]evidence.Paper, error) {
	list, err := f.incidents.OfSitting(ctx, id)
	if err != nil {
		return nil, err
	}
	body, err := json.MarshalIndent(incidentPapers(list), "", " ")
	if err != nil {
		return nil, err
	}
	out := []evidence.Paper{{Name: "incidents.json", What: "INCIDENTS", Body: body}}
	cases, err := f.cases(ctx, id)
	for _, c := range cases {
		documents, err := f.reviews.Documents(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		for _, d := range documents {
			out = append(out, evidence.Paper{Name: strings.ToLower(string(d.Kind)) + "-" + string(d.ID) + ".html", What: string(d.Kind), Body: []byte(d.HTML)})
		}
	}
	return out, err
}

// incidentPaper is an incident as a court reads it.
type incidentPaper struct {
	ID       proctor.IncidentID `json:"id"`
	Kind     proctor.Kind       `json:"kind"`
	TitleZH  string             `json:"titleZh"`
	TitleEN  string             `json:"titleEn"`
	At       string             `json:"at"`
	Until    string             `json:"until,omitempty"`
	Detector string             `json:"detector,omitempty"` // name, version, threshold, highest score
	Person   bool               `json:"byPerson"`
	First    map[string]string  `json:"first"`
	Facts    map[string]string  `json:"facts"`
	Count    int                `json:"count"`
	State    proctor.State      `json:"state"`
	Finding  proctor.Finding    `json:"finding,omitempty"`
	Words    string             `json:"words,omitempty"`
	Closer   string             `json:"closer,omitempty"`
	Digest   string             `json:"digest"`
}

func incidentPapers(list []proctor.Incident) []incidentPaper {
	out := make([]incidentPaper, len(list))
	for i, in := range list {
		e := in.Entry()
		out[i] = incidentPaper{ID: in.ID, Kind: in.Kind, TitleZH: e.Title.ZH, TitleEN: e.Title.EN, At: in.At.UTC().Format(timeForm), Person: in.Source.Person != "",
			First: in.First, Facts: in.Facts, Count: in.Count, State: in.State, Finding: in.Finding, Words: in.Words, Closer: in.Closer.Name, Digest: in.Digest()}
		if !in.Until.IsZero() {
			out[i].Until = in.Until.UTC().Format(timeForm)
		}
		if in.Source.Name != "" {
			out[i].Detector = fmt.Sprintf("%s %s, threshold %g, score %g", in.Source.Name, in.Source.Version, in.Source.Threshold, in.Source.Score)
		}
	}
	return out
}

const timeForm = "2006-01-02T15:04:05.000Z"

// heard lets the evidence look again when an incident or a review of a closed sitting changes.
func (f evidenceFacts) heard(to func(context.Context, exam.SittingID) error) func(context.Context, actor.Event) error {
	return func(ctx context.Context, e actor.Event) error {
		var body struct {
			Incident  proctor.IncidentID  `json:"incident"`
			Case      review.CaseID       `json:"case"`
			Admission booking.AdmissionID `json:"admission"`
		}
		if err := json.Unmarshal(e.Body, &body); err != nil {
			return err
		}
		var id exam.SittingID
		var err error
		switch {
		case body.Case != "":
			var c review.Case
			c, err = f.reviews.Case(ctx, body.Case)
			id = c.Sitting
		case body.Admission != "":
			var sit exam.Sitting
			sit, err = f.door.sittings.SittingOf(ctx, body.Admission)
			id = sit.ID
		case body.Incident != "":
			var in proctor.Incident
			in, err = f.rows.Incident(ctx, body.Incident)
			id = in.Sitting
		}
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		if id == "" {
			return nil
		}
		return to(ctx, id)
	}
}

// factTopics are the events after which the evidence of a closed sitting may be another.
func factTopics() []string {
	return []string{proctor.TopicRaised, proctor.TopicChanged, proctor.TopicReferred, review.TopicChanged, review.TopicDecided, evidence.TopicFacts}
}

// storageAlarm raises one incident in the room that writes most: the volume of recordings gets full.
func (a *App) storageAlarm(ctx context.Context, f evidence.Forecast) error {
	a.log.Error("the volume of recordings gets full", "on", f.FullOn, "days", f.Days, "free_bytes", f.Volume.Free, "daily_bytes", f.Daily)
	_, err := a.Incidents.Raise(actor.AsSystem(ctx, "evidence.storage"), storageSignal(f))
	return err
}

// storageOver ends it.
func (a *App) storageOver(ctx context.Context, f evidence.Forecast) error {
	for _, r := range f.Rooms {
		in := storageSignal(f)
		in.Room, in.Until = r.Room, f.At
		if err := a.Incidents.Over(actor.AsSystem(ctx, "evidence.storage"), in); err != nil {
			return err
		}
	}
	return nil
}

func storageSignal(f evidence.Forecast) proctor.Signal {
	return proctor.Signal{Kind: proctor.StorageFailed, At: f.At, Room: f.Rooms[0].Room, Key: "storage.forecast", Source: proctor.Source{Name: "storage.forecast", Version: "1", Threshold: 30, Score: float64(f.Days)},
		Facts: map[string]string{"full_on": string(f.FullOn), "days": fmt.Sprint(f.Days), "free_gb": fmt.Sprint(f.Volume.Free >> 30), "rooms": fmt.Sprint(len(f.Rooms))}}
}

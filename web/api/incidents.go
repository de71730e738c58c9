package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor"
)

// IncidentWords is one text in both languages.
type IncidentWords struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

func incidentWords(w proctor.Words) IncidentWords { return IncidentWords{w.ZH, w.EN} }

// IncidentKind is one kind of the catalogue.
type IncidentKind struct {
	Kind     string        `json:"kind" doc:"area.what happened"`
	Class    string        `json:"class" enum:"ENVIRONMENT,CANDIDATE,STAFF,TECHNICAL,OTHER" doc:"疑似违纪 is said of CANDIDATE alone"`
	Severity string        `json:"severity" enum:"LOW,MEDIUM,HIGH,CRITICAL"`
	Holds    bool          `json:"holds" doc:"the result is not released before a named person has decided"`
	Title    IncidentWords `json:"title"`
	Do       IncidentWords `json:"do" doc:"what the duty officer does now"`
}

// IncidentWhere says in words where an incident is and whom it concerns. What could not be found out is left out.
type IncidentWhere struct {
	Point  string `json:"point,omitempty" doc:"name of the exam point"`
	Room   string `json:"room,omitempty" doc:"name of the room"`
	Seat   string `json:"seat,omitempty" doc:"label; left out: the whole room"`
	Person string `json:"person,omitempty" doc:"masked name of who sits the paper"`
}

// IncidentNames finds out where an incident is and whom it concerns, for somebody who may see the incident. It is asked for every line
// of every queue and must be quick.
type IncidentNames func(ctx context.Context, in proctor.Incident) IncidentWhere

// of is an incident with its names.
func (n IncidentNames) of(ctx context.Context, in proctor.Incident) IncidentView {
	v := incidentView(ctx, in)
	v.Where = n(ctx, in)
	return v
}

// one answers with one incident.
func (n IncidentNames) one(ctx context.Context, in proctor.Incident, err error) (*incidentOut, error) {
	if err != nil {
		return nil, err
	}
	return &incidentOut{n.of(ctx, in)}, nil
}

// page answers with some incidents.
func (n IncidentNames) page(ctx context.Context, list []proctor.Incident, limit int) Page[IncidentView] {
	return pageOf(list, limit, func(in proctor.Incident) IncidentView { return n.of(ctx, in) }, func(in proctor.Incident) string { return string(in.ID) })
}

// IncidentView is one incident.
type IncidentView struct {
	ID       string            `json:"id"`
	Kind     string            `json:"kind"`
	Class    string            `json:"class" enum:"ENVIRONMENT,CANDIDATE,STAFF,TECHNICAL,OTHER"`
	Severity string            `json:"severity" enum:"LOW,MEDIUM,HIGH,CRITICAL"`
	Holds    bool              `json:"holds"`
	Title    IncidentWords     `json:"title"`
	Do       IncidentWords     `json:"do"`
	State    string            `json:"state" enum:"OPEN,TAKEN,CLOSED,REFERRED,SETTLED"`
	Room     string            `json:"room"`
	Seat     string            `json:"seat,omitempty"`
	Sitting  string            `json:"sitting,omitempty"`
	Where    IncidentWhere     `json:"where"`
	At       time.Time         `json:"at" doc:"when it began"`
	Until    *time.Time        `json:"until,omitempty" doc:"left out: it lasts, or is a point in time"`
	RaisedAt time.Time         `json:"raisedAt"`
	LastAt   time.Time         `json:"lastAt"`
	Count    int               `json:"count" doc:"signals merged into it"`
	ClipFrom time.Time         `json:"clipFrom" doc:"where to look in the recording"`
	ClipTo   time.Time         `json:"clipTo"`
	Source   string            `json:"source,omitempty" doc:"detector; left out: the program or a person"`
	Version  string            `json:"version,omitempty"`
	Score    *float64          `json:"score,omitempty" doc:"of a detector; proves nothing"`
	Facts    map[string]string `json:"facts"`
	Taker    string            `json:"taker,omitempty" doc:"name of who deals with it"`
	Mine     bool              `json:"mine" doc:"the caller deals with it"`
	TakenAt  *time.Time        `json:"takenAt,omitempty"`
	Finding  string            `json:"finding,omitempty" enum:",FALSE_ALARM,TECHNICAL_CAUSE,HANDLED,TO_REVIEW"`
	Words    string            `json:"words,omitempty" doc:"with which it was closed"`
	ClosedBy string            `json:"closedBy,omitempty"`
	EndedAt  *time.Time        `json:"endedAt,omitempty"`
	Review   string            `json:"review,omitempty" doc:"the case that it belongs to"`
}

func incidentView(ctx context.Context, in proctor.Incident) IncidentView {
	e := in.Entry()
	v := IncidentView{ID: string(in.ID), Kind: string(in.Kind), Class: string(in.Class), Severity: in.Severity.String(), Holds: in.Holds, Title: incidentWords(e.Title),
		Do: incidentWords(e.Do), State: string(in.State), Room: string(in.Room), Seat: string(in.Seat), Sitting: string(in.Sitting), At: in.At, Until: when(in.Until),
		RaisedAt: in.RaisedAt, LastAt: in.LastAt, Count: in.Count, ClipFrom: in.Clip.From, ClipTo: in.Clip.To, Source: in.Source.Name, Version: in.Source.Version,
		Facts: in.Facts, Taker: in.Taker.Name, Mine: in.State == proctor.Taken && string(in.Taker.Account) == callerID(ctx), TakenAt: when(in.TakenAt),
		Finding: string(in.Finding), Words: in.Words, ClosedBy: in.Closer.Name, EndedAt: when(in.EndedAt), Review: in.Case}
	if in.Source.Name != "" {
		v.Score = &in.Source.Score
	}
	return v
}

// IncidentActView is one thing that an officer did.
type IncidentActView struct {
	ID   string    `json:"id"`
	Verb string    `json:"verb" enum:"FLAG,PAUSE,RESUME,TERMINATE,UPDATE" doc:"as LTI Proctoring Services call it"`
	Deed string    `json:"deed" enum:"FLAG,TAKE,NOTE,MESSAGE,TALK,PAUSE,RESUME,HELP,END,CLOSE,REFER,HAND_OVER,SETTLE"`
	Text string    `json:"text,omitempty"`
	By   string    `json:"by,omitempty" doc:"name; left out: the program"`
	At   time.Time `json:"at"`
}

func actViews(list []proctor.Act) []IncidentActView {
	out := make([]IncidentActView, len(list))
	for i, a := range list {
		out[i] = IncidentActView{string(a.ID), string(a.Verb), string(a.Deed), a.Text, a.By.Name, a.At}
	}
	return out
}

// IncidentDetail is an incident with what was done about it.
type IncidentDetail struct {
	Incident IncidentView      `json:"incident"`
	Acts     []IncidentActView `json:"acts" nullable:"false"`
	Others   int               `json:"others" doc:"other incidents of its sitting"`
	OnCall   *IncidentOnCall   `json:"onCall,omitempty" doc:"whom to ring while a room can be reached by telephone alone"`
}

// IncidentLine is one line of the queue.
type IncidentLine struct {
	Incident IncidentView    `json:"incident"`
	Score    int             `json:"score" doc:"only for the order"`
	Why      []IncidentWords `json:"why" nullable:"false" doc:"why it stands where it stands"`
}

// IncidentQueue is what waits for an officer, the most urgent first.
type IncidentQueue struct {
	Rooms []string       `json:"rooms" nullable:"false" doc:"that the officer is on duty for"`
	Lines []IncidentLine `json:"lines" nullable:"false"`
	Full  bool           `json:"full" doc:"more waits than is shown"`
}

type incidentOut struct{ Body IncidentView }

type incidentText struct {
	ID   string `path:"id" minLength:"26" maxLength:"26"`
	Body struct {
		Text string `json:"text" minLength:"2" maxLength:"400" doc:"what and why; stands on file"`
	}
}

// RegisterIncidents declares what duty officers see of incidents and do about them.
func RegisterIncidents(g Groups, s *proctor.Service, names IncidentNames) {
	registerIncidentReads(g, s, names)
	registerIncidentActs(g, s, names)
	registerDetectors(g, s)
	registerHandovers(g, s)
}

func registerIncidentReads(g Groups, s *proctor.Service, names IncidentNames) {
	huma.Register(g.Staff, huma.Operation{OperationID: "incident-catalogue", Method: http.MethodGet, Path: "/incident-catalogue", Summary: "The catalogue of incidents", Description: "Every kind with class, severity, texts."},
		func(context.Context, *struct{}) (*struct{ Body Page[IncidentKind] }, error) {
			out := &struct{ Body Page[IncidentKind] }{}
			for _, e := range proctor.Catalogue() {
				out.Body.Items = append(out.Body.Items, IncidentKind{string(e.Kind), string(e.Class), e.Severity.String(), e.Holds, incidentWords(e.Title), incidentWords(e.Do)})
			}
			return out, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "incident-queue", Method: http.MethodGet, Path: "/incidents/queue", Summary: "What waits for the duty officer",
		Description: "Of all rooms that the caller is on duty for now, most urgent first, each with why it stands there. all: of every room the caller may see."},
		func(ctx context.Context, in *struct {
			All bool `query:"all"`
		}) (*struct{ Body IncidentQueue }, error) {
			q, err := s.Queue(ctx, in.All)
			if err != nil {
				return nil, err
			}
			out := IncidentQueue{Rooms: []string{}, Lines: []IncidentLine{}, Full: q.Full}
			for _, r := range q.Rooms {
				out.Rooms = append(out.Rooms, string(r))
			}
			for _, l := range q.Lines {
				line := IncidentLine{Incident: names.of(ctx, l.Incident), Score: l.Score, Why: []IncidentWords{}}
				for _, w := range l.Why {
					line.Why = append(line.Why, incidentWords(w))
				}
				out.Lines = append(out.Lines, line)
			}
			return &struct{ Body IncidentQueue }{out}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "incidents", Method: http.MethodGet, Path: "/incidents", Summary: "Incidents of the caller's organisations", Description: "Newest first."},
		func(ctx context.Context, in *struct {
			Paging
			Room    string    `query:"room" maxLength:"26"`
			Sitting string    `query:"sitting" maxLength:"26"`
			Class   string    `query:"class" enum:",ENVIRONMENT,CANDIDATE,STAFF,TECHNICAL,OTHER"`
			State   string    `query:"state" enum:",OPEN,TAKEN,CLOSED,REFERRED,SETTLED"`
			From    time.Time `query:"from"`
			To      time.Time `query:"to"`
		}) (*struct{ Body Page[IncidentView] }, error) {
			list, err := s.List(ctx, proctor.Query{Room: site.RoomID(in.Room), Sitting: exam.SittingID(in.Sitting), Class: proctor.Class(in.Class),
				State: proctor.State(in.State), From: in.From, To: in.To, Before: proctor.IncidentID(in.Cursor), Limit: in.Limit})
			return &struct{ Body Page[IncidentView] }{names.page(ctx, list, in.Limit)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "incident", Method: http.MethodGet, Path: "/incidents/{id}", Summary: "One incident with what was done about it", Description: "A refusal is on the audit trail."},
		func(ctx context.Context, in *IDRef) (*struct{ Body IncidentDetail }, error) {
			v, err := s.Look(ctx, proctor.IncidentID(in.ID))
			if err != nil {
				return nil, err
			}
			out := IncidentDetail{Incident: names.of(ctx, v.Incident), Acts: actViews(v.Acts), Others: v.Others}
			if v.OnCall.Name != "" {
				out.OnCall = &IncidentOnCall{v.OnCall.Name, v.OnCall.Phone, v.OnCall.Minutes}
			}
			return &struct{ Body IncidentDetail }{out}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sitting-incidents", Method: http.MethodGet, Path: "/sittings/{id}/incidents", Summary: "Incidents of a sitting", Description: "In the order in which they were raised."},
		func(ctx context.Context, in *IDRef) (*struct{ Body Page[IncidentView] }, error) {
			list, err := s.AtSitting(ctx, exam.SittingID(in.ID))
			return &struct{ Body Page[IncidentView] }{names.page(ctx, list, 0)}, err
		})
	huma.Register(g.Device, huma.Operation{OperationID: "device-messages", Method: http.MethodGet, Path: "/messages", Summary: "What the officer wrote to this seat", Description: "About the sitting at it, of the last ten minutes, oldest first."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[SeatMessage] }, error) {
			list, err := s.Messages(ctx)
			out := &struct{ Body Page[SeatMessage] }{Page[SeatMessage]{Items: []SeatMessage{}}}
			for _, a := range list {
				out.Body.Items = append(out.Body.Items, SeatMessage{string(a.ID), a.Text, a.At})
			}
			return out, err
		})
}

// SeatMessage is a text of the officer for a seat.
type SeatMessage struct {
	ID   string    `json:"id"`
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

type incidentFlagIn struct {
	Body struct {
		Kind    string     `json:"kind" maxLength:"60" doc:"of the catalogue"`
		Room    string     `json:"room" minLength:"26" maxLength:"26"`
		Seat    string     `json:"seat,omitempty" maxLength:"26"`
		Sitting string     `json:"sitting,omitempty" maxLength:"26"`
		Text    string     `json:"text" minLength:"2" maxLength:"400"`
		From    *time.Time `json:"from,omitempty" doc:"where to look in the recording; left out: 15 s around now"`
		To      *time.Time `json:"to,omitempty"`
	}
}

func (in *incidentFlagIn) signal() proctor.Signal {
	b := in.Body
	sig := proctor.Signal{Kind: proctor.Kind(b.Kind), Room: site.RoomID(b.Room), Seat: site.SeatID(b.Seat), Sitting: exam.SittingID(b.Sitting)}
	if b.From != nil {
		sig.At, sig.Clip.From = *b.From, *b.From
	}
	if b.To != nil {
		sig.Until, sig.Clip.To = *b.To, *b.To
	}
	return sig
}

func registerIncidentActs(g Groups, s *proctor.Service, names IncidentNames) {
	huma.Register(g.Staff, huma.Operation{OperationID: "incident-flag", Method: http.MethodPost, Path: "/incidents", DefaultStatus: http.StatusCreated, Summary: "Enter what was seen",
		Description: "The caller deals with it. The same kind at the same sitting, still open by the same officer, is the same incident."},
		func(ctx context.Context, in *incidentFlagIn) (*incidentOut, error) {
			got, err := s.Flag(ctx, in.signal(), in.Body.Text)
			return names.one(ctx, got, err)
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "incident-take", Method: http.MethodPost, Path: "/incidents/{id}/take", Summary: "Deal with an incident", Description: "over: also where another officer has it."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Over bool   `json:"over,omitempty"`
				Text string `json:"text,omitempty" maxLength:"400"`
			}
		}) (*incidentOut, error) {
			got, err := s.Take(ctx, proctor.IncidentID(in.ID), in.Body.Over, in.Body.Text)
			return names.one(ctx, got, err)
		})
	for _, op := range []struct {
		name, summary, words string
		do                   func(context.Context, proctor.IncidentID, string) (proctor.Incident, error)
	}{
		{"note", "Add to an incident", "What the officer saw or did.", s.Note},
		{"message", "Write to the seat", "The text stands at the seat for ten minutes.", s.Message},
		{"talk", "Note a conversation with the seat", "The line itself is opened by seat-watch.", s.Talk},
		{"pause", "Pause the sitting of an incident", "Answers are refused until it resumes.", s.Pause},
		{"resume", "Resume the sitting of an incident", "The stopped time is given back.", s.Resume},
		{"end", "End the answering of a sitting", "The paper is handed in and scored; the result waits for the decision. By a remote invigilator.", s.End},
	} {
		huma.Register(g.Staff, huma.Operation{OperationID: "incident-" + op.name, Method: http.MethodPost, Path: "/incidents/{id}/" + op.name, Summary: op.summary, Description: op.words},
			func(ctx context.Context, in *incidentText) (*incidentOut, error) {
				got, err := op.do(ctx, proctor.IncidentID(in.ID), in.Body.Text)
				return names.one(ctx, got, err)
			})
	}
	huma.Register(g.Staff, huma.Operation{OperationID: "incident-help", Method: http.MethodPost, Path: "/incidents/{id}/help", Summary: "Call the person on call", Description: "Answers with whom to telephone."},
		func(ctx context.Context, in *incidentText) (*struct{ Body IncidentHelp }, error) {
			got, who, err := s.Help(ctx, proctor.IncidentID(in.ID), in.Body.Text)
			if err != nil {
				return nil, err
			}
			return &struct{ Body IncidentHelp }{IncidentHelp{names.of(ctx, got), IncidentOnCall{who.Name, who.Phone, who.Minutes}}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "incident-close", Method: http.MethodPost, Path: "/incidents/{id}/close", Summary: "Close an incident with a finding",
		Description: "One that holds a result is closed by a remote invigilator. TO_REVIEW: two named people establish the facts, the result waits for them."},
		func(ctx context.Context, in *struct {
			ID   string `path:"id" minLength:"26" maxLength:"26"`
			Body struct {
				Finding string `json:"finding" enum:"FALSE_ALARM,TECHNICAL_CAUSE,HANDLED,TO_REVIEW"`
				Text    string `json:"text" minLength:"2" maxLength:"400"`
			}
		}) (*incidentOut, error) {
			got, err := s.Close(ctx, proctor.IncidentID(in.ID), proctor.Finding(in.Body.Finding), in.Body.Text)
			return names.one(ctx, got, err)
		})
}

// IncidentOnCall is who can come to the door; empty where the roster names nobody now.
type IncidentOnCall struct {
	Name    string `json:"name"`
	Phone   string `json:"phone"`
	Minutes int    `json:"minutes"`
}

// IncidentHelp is an incident with whom to call.
type IncidentHelp struct {
	Incident IncidentView   `json:"incident"`
	OnCall   IncidentOnCall `json:"onCall"`
}

package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor"
	"github.com/suikao/suikao/proctor/rescue"
)

// HelpPerson is somebody who was asked to come to a room.
type HelpPerson struct {
	Role    rescue.Role    `json:"role" enum:"ON_CALL,NEIGHBOUR,SECOND,LEAD" doc:"on call for the room, for another room of the exam point, the second officer, or the head of the exam point"`
	Name    string         `json:"name"`
	Phone   string         `json:"phone,omitempty" doc:"for officers of the room"`
	Minutes int            `json:"minutes,omitempty" doc:"to the door"`
	State   rescue.Sending `json:"state" enum:"WAITING,SENT,NO_PHONE,FAILED" doc:"of the text"`
	SentAt  *time.Time     `json:"sentAt,omitempty"`
	AckedAt *time.Time     `json:"ackedAt,omitempty" doc:"said themselves, by the link in the text, that they come"`
	Arrived *time.Time     `json:"arrivedAt,omitempty" doc:"and that they stand at the door"`
}

// HelpCall is a call for somebody to come to a room.
type HelpCall struct {
	ID          string        `json:"id"`
	Incident    string        `json:"incident"`
	Room        string        `json:"room"`
	Title       IncidentWords `json:"title" doc:"of the incident"`
	State       rescue.State  `json:"state" enum:"OPEN,ACKED,ARRIVED,ENDED"`
	AskedBy     string        `json:"askedBy"`
	AskedAt     time.Time     `json:"askedAt"`
	EscalateAt  time.Time     `json:"escalateAt" doc:"then the next are asked, unless somebody acknowledges: others, and after them the head of the exam point"`
	EscalatedAt *time.Time    `json:"escalatedAt,omitempty" doc:"others were asked, too"`
	LeadAt      *time.Time    `json:"leadAt,omitempty" doc:"the head of the exam point was asked, too; nobody in persons is LEAD: none is named, telephone"`
	Sent        int           `json:"sent" doc:"texts that the gateway took"`
	AckedWho    string        `json:"ackedWho,omitempty" doc:"who is coming"`
	AckedBy     string        `json:"ackedBy,omitempty" doc:"officer who heard it; left out: they said so themselves"`
	AckedAt     *time.Time    `json:"ackedAt,omitempty"`
	ArrivedWho  string        `json:"arrivedWho,omitempty"`
	ArrivedBy   string        `json:"arrivedBy,omitempty"`
	ArrivedAt   *time.Time    `json:"arrivedAt,omitempty"`
	Persons     []HelpPerson  `json:"persons" nullable:"false" doc:"none: the roster names nobody; telephone"`
	Phone       string        `json:"phone" doc:"of the exam point"`
	Fire        string        `json:"fire" doc:"emergency number"`
	Medical     string        `json:"medical" doc:"emergency number"`
	Police      string        `json:"police" doc:"emergency number"`
}

func helpCall(v rescue.View) HelpCall {
	c := v.Call
	e, _ := proctor.Find(c.Kind)
	out := HelpCall{ID: string(c.ID), Incident: string(c.Incident), Room: string(c.Room), Title: incidentWords(e.Title), State: c.State, AskedBy: c.AskedName, AskedAt: c.AskedAt,
		EscalateAt: c.EscalateAt, EscalatedAt: when(c.EscalatedAt), LeadAt: when(c.LeadAt), AckedWho: c.AckedWho, AckedBy: c.AckedName, AckedAt: when(c.AckedAt), ArrivedWho: c.ArrivedWho,
		ArrivedBy: c.ArrivedName, ArrivedAt: when(c.ArrivedAt), Persons: []HelpPerson{}, Phone: v.Phone, Fire: v.Numbers.Fire, Medical: v.Numbers.Medical, Police: v.Numbers.Police}
	for _, p := range v.Persons {
		if p.State == rescue.Sent {
			out.Sent++
		}
		out.Persons = append(out.Persons, HelpPerson{p.Role, p.Name, p.Phone, p.Minutes, p.State, when(p.SentAt), when(p.AckedAt), when(p.ArrivedAt)})
	}
	return out
}

type helpCallOut struct{ Body HelpCall }

func oneHelpCall(v rescue.View, err error) (*helpCallOut, error) {
	if err != nil {
		return nil, err
	}
	return &helpCallOut{helpCall(v)}, nil
}

// EmergencyStep is one step of the script of an emergency.
type EmergencyStep struct {
	Step   rescue.StepCode `json:"step"`
	Text   IncidentWords   `json:"text"`
	DoneAt *time.Time      `json:"doneAt,omitempty" doc:"left out: nobody has entered it"`
	Needed bool            `json:"needed,omitempty" doc:"entered as done; false with doneAt: entered as not needed"`
	Note   string          `json:"note,omitempty"`
	By     string          `json:"by,omitempty"`
}

// EmergencyScript is what to do in an emergency, and what was done.
type EmergencyScript struct {
	Room    string          `json:"room"`
	Kind    string          `json:"kind" enum:"FIRE,PANIC,MEDICAL"`
	Began   time.Time       `json:"began"`
	Fire    string          `json:"fire" doc:"number to dial"`
	Medical string          `json:"medical" doc:"number to dial"`
	Police  string          `json:"police" doc:"number to dial"`
	Steps   []EmergencyStep `json:"steps" nullable:"false"`
}

func emergencyScript(s rescue.Script) EmergencyScript {
	out := EmergencyScript{Room: string(s.Room), Kind: s.Kind, Began: s.Began, Fire: s.Numbers.Fire, Medical: s.Numbers.Medical, Police: s.Numbers.Police, Steps: []EmergencyStep{}}
	for _, d := range s.Steps {
		v := EmergencyStep{Step: d.Code, Text: incidentWords(d.Text)}
		if t := d.Tick; t != nil {
			v.DoneAt, v.Needed, v.Note, v.By = &t.At, t.Needed, t.Note, t.ByName
		}
		out.Steps = append(out.Steps, v)
	}
	return out
}

type emergencyScriptOut struct{ Body EmergencyScript }

func oneScript(s rescue.Script, err error) (*emergencyScriptOut, error) {
	if err != nil {
		return nil, err
	}
	return &emergencyScriptOut{emergencyScript(s)}, nil
}

// EmergencyNotice is what a terminal shows in an emergency of its room.
type EmergencyNotice struct {
	Kind  string          `json:"kind" enum:",FIRE,PANIC,MEDICAL" doc:"empty: none stands"`
	Lines []IncidentWords `json:"lines" nullable:"false"`
	Phone string          `json:"phone" doc:"of the duty desk"`
}

// EmergencyNumbers are whom an exam point dials.
type EmergencyNumbers struct {
	Fire      string `json:"fire" minLength:"1" maxLength:"20"`
	Medical   string `json:"medical" minLength:"1" maxLength:"20"`
	Police    string `json:"police" minLength:"1" maxLength:"20"`
	LeadName  string `json:"leadName,omitempty" maxLength:"60" doc:"head of the exam point, asked last when somebody has to come; left out: nobody"`
	LeadPhone string `json:"leadPhone,omitempty" maxLength:"20"`
	Version   int    `json:"version" minimum:"0" doc:"as read; 0: the usual numbers hold"`
}

type emergencyNumbersOut struct{ Body EmergencyNumbers }

func oneNumbers(n rescue.Numbers, err error) (*emergencyNumbersOut, error) {
	if err != nil {
		return nil, err
	}
	return &emergencyNumbersOut{EmergencyNumbers{n.Fire, n.Medical, n.Police, n.LeadName, n.LeadPhone, n.Version}}, nil
}

// RegisterRescue declares calls for people to come and the script of emergencies.
func RegisterRescue(g Groups, s *rescue.Service) {
	registerHelpCalls(g, s)
	registerHelpLinks(g, s)
	registerScripts(g, s)
}

func registerHelpCalls(g Groups, s *rescue.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "help-calls", Method: http.MethodGet, Path: "/help-calls", Summary: "Calls for help under way", Description: "Of the rooms that the caller may act in, oldest first."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[HelpCall] }, error) {
			list, err := s.Live(ctx)
			return &struct{ Body Page[HelpCall] }{page(list, len(list), helpCall, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "incident-help-call", Method: http.MethodGet, Path: "/incidents/{id}/help", Summary: "Who was asked to come", Description: "The newest call of an incident: whom it reached, who acknowledged, who arrived. 404 while nobody was asked."},
		func(ctx context.Context, in *IDRef) (*helpCallOut, error) {
			return oneHelpCall(s.OfIncident(ctx, proctor.IncidentID(in.ID)))
		})
	for _, op := range []struct {
		name, path, summary, words string
		do                         func(context.Context, proctor.IncidentID, string) (rescue.View, error)
	}{
		{"incident-help-ack", "/incidents/{id}/help/acknowledgement", "Somebody is coming", "Entered by the officer who heard it, once.", s.Acknowledge},
		{"incident-help-arrive", "/incidents/{id}/help/arrival", "Somebody has arrived", "Entered by the officer who sees or hears it, once.", s.Arrive},
	} {
		huma.Register(g.Staff, huma.Operation{OperationID: op.name, Method: http.MethodPost, Path: op.path, Summary: op.summary, Description: op.words},
			func(ctx context.Context, in *struct {
				IDRef
				Body struct {
					Who string `json:"who" minLength:"1" maxLength:"60"`
				}
			}) (*helpCallOut, error) {
				return oneHelpCall(op.do(ctx, proctor.IncidentID(in.ID), in.Body.Who))
			})
	}
}

func registerScripts(g Groups, s *rescue.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "emergencies", Method: http.MethodGet, Path: "/emergencies", Summary: "Emergencies that stand", Description: "Of the caller's rooms, each with its script and what was done of it."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Page[EmergencyScript] }, error) {
			list, err := s.Scripts(ctx)
			return &struct{ Body Page[EmergencyScript] }{page(list, len(list), emergencyScript, nil)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "incident-script", Method: http.MethodGet, Path: "/incidents/{id}/script", Summary: "The script of an emergency", Description: "Also of one that is over. 404 for an incident that is no emergency of a room."},
		func(ctx context.Context, in *IDRef) (*emergencyScriptOut, error) {
			return oneScript(s.ScriptOf(ctx, proctor.IncidentID(in.ID)))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "room-emergency-step", Method: http.MethodPost, Path: "/rooms/{id}/emergency/steps", Summary: "Enter a step of the script", Description: "Done, or not needed and why. Once; it stands on file with name and time."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body struct {
				Step   rescue.StepCode `json:"step" minLength:"1" maxLength:"20"`
				Needed bool            `json:"needed" doc:"false: it was not needed"`
				Note   string          `json:"note,omitempty" maxLength:"200" doc:"needed where the step was not"`
			}
		}) (*emergencyScriptOut, error) {
			return oneScript(s.Tick(ctx, in.room(), in.Body.Step, in.Body.Needed, in.Body.Note))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "point-emergency-numbers", Method: http.MethodGet, Path: "/points/{id}/emergency-numbers", Summary: "Emergency numbers of an exam point", Description: "The usual ones until others are set."},
		func(ctx context.Context, in *RoomRef) (*emergencyNumbersOut, error) {
			return oneNumbers(s.NumbersOf(ctx, site.PointID(in.ID)))
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "point-emergency-numbers-set", Method: http.MethodPut, Path: "/points/{id}/emergency-numbers", Summary: "Set the emergency numbers of an exam point", Description: "By an exam manager. They stand in the scripts of its rooms from now on."},
		func(ctx context.Context, in *struct {
			RoomRef
			Body EmergencyNumbers
		}) (*emergencyNumbersOut, error) {
			b := in.Body
			return oneNumbers(s.SetNumbers(ctx, rescue.Numbers{Point: site.PointID(in.ID), Fire: b.Fire, Medical: b.Medical, Police: b.Police, LeadName: b.LeadName, LeadPhone: b.LeadPhone, Version: b.Version}))
		})
	huma.Register(g.Device, huma.Operation{OperationID: "device-emergency", Method: http.MethodGet, Path: "/emergency", Summary: "Does an emergency stand in this terminal's room?", Description: "What people there have to know. For a gate to ask every few seconds."},
		func(ctx context.Context, _ *struct{}) (*struct{ Body EmergencyNotice }, error) {
			n, err := s.AtDoor(ctx)
			if err != nil {
				return nil, err
			}
			out := EmergencyNotice{Kind: n.Kind, Lines: []IncidentWords{}, Phone: n.Phone}
			for _, w := range n.Lines {
				out.Lines = append(out.Lines, incidentWords(w))
			}
			return &struct{ Body EmergencyNotice }{out}, nil
		})
}

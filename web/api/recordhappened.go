package api

import (
	"time"

	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/proctor"
)

// RecordIncidentView is one incident on a room record.
type RecordIncidentView struct {
	Incident string        `json:"incident"`
	Kind     string        `json:"kind"`
	Title    IncidentWords `json:"title"`
	Seat     string        `json:"seat,omitempty" doc:"label; left out: the whole room"`
	Sitting  string        `json:"sitting,omitempty"`
	At       time.Time     `json:"at"`
	To       *time.Time    `json:"to,omitempty" doc:"left out: it lasts, or is a point in time"`
	State    string        `json:"state" enum:"OPEN,TAKEN,CLOSED,REFERRED,SETTLED"`
	Finding  string        `json:"finding,omitempty" enum:",FALSE_ALARM,TECHNICAL_CAUSE,HANDLED,TO_REVIEW"`
	By       string        `json:"by,omitempty" doc:"who closed it"`
	Times    int           `json:"times,omitempty" doc:"of a seat's camera: how often it was away in the whole sitting"`
	Missing  int           `json:"unrecordedSeconds,omitempty" doc:"and for how long in all"`
}

// RecordKindView counts the incidents of one kind.
type RecordKindView struct {
	Kind  string        `json:"kind"`
	Title IncidentWords `json:"title"`
	Count int           `json:"count"`
}

// RecordTestView is a self-test of a seat, or of the door.
type RecordTestView struct {
	Seat   string    `json:"seat,omitempty" doc:"label; left out: the door"`
	Day    bool      `json:"day" doc:"of the day; false: before the slot"`
	At     time.Time `json:"at"`
	Passed bool      `json:"passed"`
	Failed []string  `json:"failed" nullable:"false" doc:"parts with why: camera.covered"`
}

// RecordHelpView is a call for somebody to come.
type RecordHelpView struct {
	Title      string     `json:"title"`
	AskedAt    time.Time  `json:"askedAt"`
	AskedBy    string     `json:"askedBy"`
	Asked      int        `json:"asked" doc:"people"`
	Sent       int        `json:"sent" doc:"texts that the gateway took"`
	AckedWho   string     `json:"ackedWho,omitempty"`
	AckedAt    *time.Time `json:"ackedAt,omitempty"`
	ArrivedWho string     `json:"arrivedWho,omitempty"`
	ArrivedAt  *time.Time `json:"arrivedAt,omitempty"`
}

// RecordHappenedView is what was raised, tested and called for in the room.
type RecordHappenedView struct {
	Incidents []RecordIncidentView `json:"incidents" nullable:"false"`
	Kinds     []RecordKindView     `json:"kinds" nullable:"false"`
	Tests     []RecordTestView     `json:"tests" nullable:"false"`
	Helps     []RecordHelpView     `json:"helps" nullable:"false"`
}

// recordTitle is what an incident was called when the record was made; in English as the catalogue has it now.
func recordTitle(kind, zh string) IncidentWords {
	e, _ := proctor.Find(proctor.Kind(kind))
	return IncidentWords{zh, e.Title.EN}
}

func recordHappened(h *release.RecordHappened) *RecordHappenedView {
	if h == nil {
		return nil
	}
	v := &RecordHappenedView{Incidents: []RecordIncidentView{}, Kinds: []RecordKindView{}, Tests: []RecordTestView{}, Helps: []RecordHelpView{}}
	for _, i := range h.Incidents {
		v.Incidents = append(v.Incidents, RecordIncidentView{i.Incident, i.Kind, recordTitle(i.Kind, i.Title), i.Seat, string(i.Sitting), i.At, when(i.To), i.State, i.Finding, i.By, i.Times, i.Missing})
	}
	for _, k := range h.Kinds {
		v.Kinds = append(v.Kinds, RecordKindView{k.Kind, recordTitle(k.Kind, k.Title), k.Count})
	}
	for _, t := range h.Tests {
		v.Tests = append(v.Tests, RecordTestView{t.Seat, t.Day, t.At, t.Passed, append([]string{}, t.Failed...)})
	}
	for _, x := range h.Helps {
		v.Helps = append(v.Helps, RecordHelpView{x.Title, x.AskedAt, x.AskedBy, x.Asked, x.Sent, x.AckedWho, when(x.AckedAt), x.ArrivedWho, when(x.ArrivedAt)})
	}
	return v
}

func signedIn(l release.RecordLine) *time.Time {
	if l.SignIn == nil {
		return nil
	}
	return when(l.SignIn.At)
}

package release_test

import (
	"errors"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/release"
)

// The record lists the room's incidents, self-tests and calls for help, counts the incidents but the false alarms, says when each candidate
// signed in, and cannot be signed as it was read before something changed.
func TestTheRecordSaysWhatHappenedInTheRoom(t *testing.T) {
	b := alone(t)
	b.sit(20, chip, "gate")
	at := b.Clock.Now().Add(-time.Minute).UTC().Truncate(time.Millisecond)
	b.happened = release.RecordHappened{
		Incidents: []release.RecordIncident{{Incident: "i1", Kind: "environment.camera_lost", Title: "座位摄像中断", Seat: "A01", At: at, State: "OPEN"},
			{Incident: "i2", Kind: "candidate.voice", Title: "有人说话", At: at, To: at.Add(time.Second), State: "CLOSED", Finding: "FALSE_ALARM", By: "王值守"}},
		Kinds: []release.RecordKind{{Kind: "environment.camera_lost", Title: "座位摄像中断", Count: 1}, {Kind: "candidate.voice", Title: "有人说话", Count: 1}},
		Tests: []release.RecordTest{{Seat: "A01", Day: true, At: at, Passed: false, Failed: []string{"camera.covered"}}},
		Helps: []release.RecordHelp{{Title: "火灾报警", AskedAt: at, AskedBy: "王值守", Asked: 1, Sent: 1, AckedWho: "张到场", AckedAt: at, ArrivedWho: "张到场", ArrivedAt: at}},
	}
	rec := b.over()
	c, err := rec.Content()
	if err != nil || c.Happened == nil || len(c.Happened.Incidents) != 2 || c.Counts.Incidents != 1 || len(c.Happened.Tests) != 1 || c.Happened.Helps[0].ArrivedWho != "张到场" {
		t.Fatalf("%+v %+v %v", c.Happened, c.Counts, err)
	}
	line := c.Lines[0]
	s, err := b.Real.Sitting(t.Context(), line.Sitting)
	if err != nil || line.SignIn == nil || line.SignIn.At.Before(line.Admitted) || line.SignIn.At.After(s.StartedAt) || line.SignIn.Texts == "" {
		t.Errorf("signed in %+v, admitted %s, begun %s, %v", line.SignIn, line.Admitted, s.StartedAt, err)
	}
	b.happened.Incidents[0].State, b.happened.Incidents[0].Finding = "CLOSED", "TECHNICAL_CAUSE"
	if _, err := b.desk.Sign(as("inv"), rec.ID, rec.Hash); !errors.Is(err, release.ErrRecordStale) {
		t.Errorf("signed as it stood before the incident was closed: %v", err)
	}
	if c, err = b.signed().Content(); err != nil || c.Happened.Incidents[0].Finding != "TECHNICAL_CAUSE" {
		t.Errorf("%+v %v", c.Happened, err)
	}
}

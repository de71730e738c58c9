package device

import (
	"errors"
	"fmt"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/proctor/room"
)

// The status words of the bridge protocol.
const (
	statusOK         = "ok"
	statusNoCard     = "no_card"
	statusUnreadable = "unreadable"
	statusFailed     = "failed"
	statusOpened     = "opened"
	statusDuplicate  = "duplicate"
	statusNone       = "none"
)

// maxBody is the largest body of the protocol in bytes.
const maxBody = 4 << 10

// cardMessage is the answer of card/read and the body of sim/card.
type cardMessage struct {
	Status  string `json:"status,omitempty"`
	State   string `json:"state,omitempty"` // sim/card only
	DocKind string `json:"doc_kind,omitempty"`
	Number  string `json:"number,omitempty"`
	Name    string `json:"name,omitempty"`
	ValidTo string `json:"valid_to,omitempty"`
}

// doorCommand is the body of door/open.
type doorCommand struct {
	Command string `json:"command"`
}

// doorAnswer is the answer of door/open.
type doorAnswer struct {
	Status string `json:"status"`
}

// doorState is body and answer of sim/door.
type doorState struct {
	Opened []string `json:"opened,omitempty"`
	Broken bool     `json:"broken"`
}

// doorHold is the body of door/hold.
type doorHold struct {
	Open bool `json:"open"`
}

// wiresMessage is the answer of room/wires. Each word is "on", "off" or "" for a wire that does not exist.
type wiresMessage struct {
	Status string `json:"status"`
	Door   string `json:"door,omitempty"`  // on: stands open
	Fire   string `json:"fire,omitempty"`  // on: alarm
	Panic  string `json:"panic,omitempty"` // on: pressed
	Mains  string `json:"mains,omitempty"` // on: lives from the battery
}

func (m wiresMessage) wires() (room.Wires, error) {
	var w room.Wires
	if m.Status != statusOK {
		return w, fmt.Errorf("device: wires status %.20q", m.Status)
	}
	for _, x := range []struct {
		word string
		to   *room.Wire
	}{{m.Door, &w.Door}, {m.Fire, &w.Fire}, {m.Panic, &w.Panic}, {m.Mains, &w.Mains}} {
		switch x.word {
		case "":
		case "on", "off":
			*x.to = room.WireOf(x.word == "on")
		default:
			return room.Wires{}, fmt.Errorf("device: wire %.20q", x.word)
		}
	}
	return w, nil
}

// countMessage is the answer of room/count.
type countMessage struct {
	Status string `json:"status"`
	Count  int    `json:"count"`
	// LogOnly says that the camera's count is not verified at this place.
	LogOnly bool `json:"log_only,omitempty"`
}

// mostPeople is more than any room holds.
const mostPeople = 1000

func (m countMessage) count() (int, error) {
	if m.Status != statusOK || m.Count < 0 || m.Count > mostPeople {
		return 0, fmt.Errorf("device: count status %.20q", m.Status)
	}
	if m.LogOnly {
		return m.Count, room.ErrCountLogged
	}
	return m.Count, nil
}

// scanMessage is the answer of qr/read.
type scanMessage struct {
	Status string `json:"status"` // ok, none, failed
	Text   string `json:"text,omitempty"`
}

// maxScan is the longest code of a ticket with room to spare.
const maxScan = 200

func (m scanMessage) text() (string, error) {
	switch {
	case m.Status == statusNone:
		return "", nil
	case m.Status != statusOK:
		return "", booking.ErrReaderDown.Wrap(fmt.Errorf("device: scanner status %.20q", m.Status))
	case m.Text == "" || len(m.Text) > maxScan:
		return "", booking.ErrReaderDown.Wrap(errors.New("device: the scanner's text is no code"))
	}
	for _, r := range m.Text {
		if r < ' ' || r > '~' {
			return "", nil // not of ours
		}
	}
	return m.Text, nil
}

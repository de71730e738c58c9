package ws

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/suikao/suikao/proctor/input"
)

// Envelope is the form of every frame, both ways.
type Envelope struct {
	V    int             `json:"v"`
	Type string          `json:"type"`
	ID   string          `json:"id,omitempty"`  // chosen by the client; the answer repeats it
	Seq  int64           `json:"seq,omitempty"` // number of an answer or mark, and of its ack or nack
	Body json.RawMessage `json:"body,omitempty"`
}

// clientBody makes the empty body of a client's message type; nil for a type that clients do not send.
func clientBody(t string) any {
	switch t {
	case "hello":
		return &Hello{}
	case "pledge":
		return &Pledge{}
	case "practice_done":
		return &PracticeDone{}
	case "start":
		return &Start{}
	case "answer":
		return &Answer{}
	case "mark":
		return &Mark{}
	case "submit":
		return &Submit{}
	case "break":
		return &Break{}
	case "input":
		return &Input{}
	case "seeing":
		return &Seeing{}
	case "ping":
		return &Ping{}
	}
	return nil
}

// Limits of single values; longer ones are no message of ours.
const (
	maxID      = 40
	maxToken   = 200
	maxShort   = 40
	maxNotices = 8
)

// Decode reads one frame of a client strictly. Body is a pointer to the message's struct. It fails with ErrFrame,
// ErrVersion, ErrType or ErrField; the envelope is returned as far as it could be read, so that the answer can repeat its
// id. Nothing in a frame makes it panic or allocate more than a small multiple of the frame.
func Decode(frame []byte) (Envelope, any, error) {
	if len(frame) > MaxFrame {
		return Envelope{}, nil, ErrTooLarge
	}
	if e, body, ok := record(frame); ok {
		return e, body, nil
	}
	return decode(frame)
}

// decode reads any frame.
func decode(frame []byte) (Envelope, any, error) {
	var e Envelope
	if err := strict(frame, &e); err != nil {
		return Envelope{}, nil, err
	}
	if len(e.ID) > maxID || len(e.Type) > maxShort || e.Seq < 0 {
		return Envelope{}, nil, ErrFrame
	}
	if e.V != Protocol {
		return e, nil, ErrVersion
	}
	body := clientBody(e.Type)
	if body == nil {
		return e, nil, ErrType
	}
	if err := strict(e.Body, body); err != nil {
		return e, nil, err
	}
	if (e.Type == "answer" || e.Type == "mark") != (e.Seq > 0) || !sound(body) {
		return e, nil, ErrFrame
	}
	return e, body, nil
}

// strict reads exactly one JSON value without unknown fields.
func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		if strings.HasPrefix(err.Error(), "json: unknown field") {
			return ErrField
		}
		return ErrFrame.Wrap(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return ErrFrame
	}
	return nil
}

// sound checks the sizes of a message's values; what they mean is checked where they are used.
func sound(body any) bool {
	short := func(s string) bool { return len(s) <= maxShort }
	switch b := body.(type) {
	case *Hello:
		return len(b.Token) > 0 && len(b.Token) <= maxToken && short(b.Lang) && short(b.Build) && short(b.Page) && short(b.Left) && b.Nth >= 0
	case *Pledge:
		for _, n := range b.Notices {
			if !short(n.Kind) {
				return false
			}
		}
		return short(b.Sitting) && len(b.Notices) <= maxNotices && len(b.Nonce) == 32
	case *PracticeDone:
		return short(b.Sitting)
	case *Start:
		return short(b.Sitting)
	case *Answer:
		return short(b.Sitting) && len(b.Answer) <= 26 && b.ClientAt >= 0 && len(b.In) <= input.MaxCause
	case *Mark:
		return short(b.Sitting) && b.ClientAt >= 0
	case *Break:
		return short(b.Sitting) && b.Last >= 0
	case *Submit:
		return short(b.Sitting) && b.Last >= 0
	case *Input:
		return b.Sound()
	case *Seeing:
		return b.Sound()
	case *Ping:
		return b.ClientAt >= 0
	}
	return false
}

// encode makes a frame of the server.
func encode(kind, id string, seq int64, body any) []byte {
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err) // only structs of this package are encoded, all of which JSON has
	}
	frame, err := json.Marshal(Envelope{V: Protocol, Type: kind, ID: id, Seq: seq})
	if err != nil {
		panic(err)
	}
	// The body is the last field and goes in as it is: encoding it as a part of the frame would read all of it again.
	frame = append(append(frame[:len(frame)-1], `,"body":`...), raw...)
	return append(frame, '}')
}

package device

import (
	"encoding/base64"
	"errors"
	"net/http"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/face"
	"github.com/suikao/suikao/proctor/room"
)

// more serves what the protocol has beside card and door.
func (s *Simulator) more(mux *http.ServeMux, at site.RoomID) {
	mux.HandleFunc("POST /v1/door/hold", func(w http.ResponseWriter, r *http.Request) {
		if d, ok := read[doorHold](w, r); ok {
			status := statusOK
			if s.Hold(r.Context(), at, d.Open) != nil {
				status = statusFailed
			}
			write(w, doorAnswer{status})
		}
	})
	mux.HandleFunc("POST /v1/room/wires", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := read[struct{}](w, r); ok {
			var m wiresMessage
			s.in(at, func(r *simRoom) { m = r.wires })
			m.Status = statusOK
			write(w, m)
		}
	})
	mux.HandleFunc("POST /v1/room/count", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := read[struct{}](w, r); ok {
			n, err := s.Count(r.Context(), at)
			m := countMessage{Status: statusOK, Count: n}
			if errors.Is(err, room.ErrNoCounter) {
				m.Status = statusFailed
			}
			write(w, m)
		}
	})
	mux.HandleFunc("POST /v1/qr/read", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := read[struct{}](w, r); ok {
			m := scanMessage{Status: statusNone}
			if m.Text, _ = s.Scan(r.Context(), at); m.Text != "" {
				m.Status = statusOK
			}
			write(w, m)
		}
	})
	s.faceHandlers(mux, at)
	s.controls(mux, at)
}

func (s *Simulator) faceHandlers(mux *http.ServeMux, at site.RoomID) {
	mux.HandleFunc("POST /v1/face/match", func(w http.ResponseWriter, r *http.Request) {
		q, ok := readUpTo[faceAsk](w, r, maxFaceBody)
		if !ok {
			return
		}
		source := map[string]face.Source{"card": face.FromCard, "picture": face.FromEnrolment, "template": face.FromTemplate}[q.Reference]
		if source == "" || q.Challenge == "" || q.Template == "" || source == face.FromEnrolment && q.Picture == "" {
			http.Error(w, "body", http.StatusBadRequest)
			return
		}
		st, err := s.Match(r.Context(), at, face.Ask{Challenge: q.Challenge, Template: face.TemplateID(q.Template), Source: source})
		write(w, answerOf(st, err))
	})
	mux.HandleFunc("POST /v1/face/forget", func(w http.ResponseWriter, r *http.Request) {
		if q, ok := read[faceAsk](w, r); ok {
			st, err := s.Forget(r.Context(), at, face.TemplateID(q.Template), q.Challenge)
			write(w, answerOf(st, err))
		}
	})
}

// answerOf is a statement as the wire has it.
func answerOf(st face.Statement, err error) faceAnswer {
	switch {
	case errors.Is(err, face.ErrNoFace):
		return faceAnswer{Status: "no_face"}
	case errors.Is(err, face.ErrSeveralFaces):
		return faceAnswer{Status: "several"}
	case err != nil:
		return faceAnswer{Status: statusFailed}
	}
	a := faceAnswer{Status: "forgotten", Challenge: st.Challenge, Template: string(st.Template), Device: st.Device, At: st.At.Format(time.RFC3339),
		Signature: base64.StdEncoding.EncodeToString(st.Signature)}
	if st.Kind == face.Matched {
		a.Status, a.Result, a.Score, a.Live, a.LiveScore = "done", "other", st.Score, st.Live, st.LiveScore
		if st.Same {
			a.Result = "same"
		}
	}
	return a
}

// roomScene is the body of sim/room; what is left out stays as it is.
type roomScene struct {
	Face  *FaceScene `json:"face,omitempty"`
	Scan  *string    `json:"scan,omitempty"`
	Count *int       `json:"count,omitempty"`
	Door  *string    `json:"door,omitempty"`
	Fire  *string    `json:"fire,omitempty"`
	Panic *string    `json:"panic,omitempty"`
	Mains *string    `json:"mains,omitempty"`
}

// roomState is the answer of sim/room.
type roomState struct {
	Held      bool     `json:"held"`
	Opened    []string `json:"opened"`
	Templates []string `json:"templates"`
}

func (s *Simulator) controls(mux *http.ServeMux, at site.RoomID) {
	mux.HandleFunc("POST /sim/room", func(w http.ResponseWriter, r *http.Request) {
		in, ok := read[roomScene](w, r)
		if !ok {
			return
		}
		var probe wiresMessage
		probe.Status = statusOK
		for to, from := range map[*string]*string{&probe.Door: in.Door, &probe.Fire: in.Fire, &probe.Panic: in.Panic, &probe.Mains: in.Mains} {
			if from != nil {
				*to = *from
			}
		}
		if _, err := probe.wires(); err != nil || in.Face != nil && !in.Face.known() || in.Count != nil && *in.Count > mostPeople {
			http.Error(w, "scene", http.StatusBadRequest)
			return
		}
		s.in(at, func(r *simRoom) { r.set(in) })
		state := roomState{Held: s.Held(at), Opened: s.Opened(at), Templates: s.Templates(at)}
		write(w, state)
	})
}

func (r *simRoom) set(in roomScene) {
	put := func(to *string, from *string) {
		if from != nil {
			*to = *from
		}
	}
	put(&r.wires.Door, in.Door)
	put(&r.wires.Fire, in.Fire)
	put(&r.wires.Panic, in.Panic)
	put(&r.wires.Mains, in.Mains)
	put(&r.scan, in.Scan)
	if in.Face != nil {
		r.face = *in.Face
	}
	if in.Count != nil {
		r.count = *in.Count
	}
}

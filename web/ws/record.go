package ws

import "strconv"

// Answers and marks are nearly all that a node reads. record reads them by hand, in one pass and without reflection, in the
// plain form that every page writes: no space, no escapes, no key twice, whole numbers. It says false for everything else,
// also for what is wrong; strict decides then. Whatever it accepts, strict reads alike; a fuzz test holds them together.
func record(frame []byte) (Envelope, any, bool) {
	s := scanner{b: frame}
	var e Envelope
	var body any
	seen := 0
	ok := s.object(func(key []byte) bool {
		bit := 0
		switch string(key) {
		case "v":
			bit, e.V = 1, int(s.number())
		case "type":
			bit, e.Type = 2, recordType(s.text())
		case "id":
			bit, e.ID = 4, string(s.text())
		case "seq":
			bit, e.Seq = 8, s.number()
		case "body":
			from := s.at
			if bit = 16; e.Type == "answer" {
				body = s.answer()
			} else if e.Type == "mark" {
				body = s.mark()
			}
			e.Body = frame[from:s.at:s.at]
		}
		first := seen&bit == 0
		seen |= bit
		return bit != 0 && first
	})
	if !ok || s.bad || s.at != len(frame) || body == nil || e.V != Protocol || e.Seq <= 0 || len(e.ID) > maxID || !sound(body) {
		return Envelope{}, nil, false
	}
	return e, body, true
}

func recordType(t []byte) string {
	switch string(t) {
	case "answer":
		return "answer"
	case "mark":
		return "mark"
	}
	return ""
}

// scanner walks through a frame. bad is set at the first thing that is not in plain form; what is read afterwards counts
// for nothing.
type scanner struct {
	b   []byte
	at  int
	bad bool
}

func (s *scanner) answer() any {
	a := &Answer{}
	seen := 0
	s.bad = !s.object(func(key []byte) bool {
		bit := 0
		switch string(key) {
		case "sitting":
			bit, a.Sitting = 1, string(s.text())
		case "question":
			bit, a.Question = 2, int(s.number())
		case "answer":
			bit, a.Answer = 4, string(s.text())
		case "client_at":
			bit, a.ClientAt = 8, s.number()
		case "in":
			bit, a.In = 16, string(s.text())
		}
		first := seen&bit == 0
		seen |= bit
		return bit != 0 && first
	}) || s.bad
	return a
}

func (s *scanner) mark() any {
	m := &Mark{}
	seen := 0
	s.bad = !s.object(func(key []byte) bool {
		bit := 0
		switch string(key) {
		case "sitting":
			bit, m.Sitting = 1, string(s.text())
		case "question":
			bit, m.Question = 2, int(s.number())
		case "marked":
			bit, m.Marked = 4, s.truth()
		case "client_at":
			bit, m.ClientAt = 8, s.number()
		}
		first := seen&bit == 0
		seen |= bit
		return bit != 0 && first
	}) || s.bad
	return m
}

// object reads {"key":value,…}; field reads the value of a key and says whether it knows it.
func (s *scanner) object(field func(key []byte) bool) bool {
	if !s.eat('{') {
		return false
	}
	for {
		key := s.text()
		if s.bad || !s.eat(':') || !field(key) || s.bad {
			return false
		}
		if s.eat('}') {
			return true
		}
		if !s.eat(',') {
			return false
		}
	}
}

func (s *scanner) eat(c byte) bool {
	if s.at < len(s.b) && s.b[s.at] == c {
		s.at++
		return true
	}
	return false
}

// text reads a string of printable ASCII without escapes.
func (s *scanner) text() []byte {
	if !s.eat('"') {
		s.bad = true
		return nil
	}
	from := s.at
	for ; s.at < len(s.b); s.at++ {
		switch c := s.b[s.at]; {
		case c == '"':
			s.at++
			return s.b[from : s.at-1]
		case c < ' ' || c > '~' || c == '\\':
			s.bad = true
			return nil
		}
	}
	s.bad = true
	return nil
}

// number reads a whole number of at most fifteen digits without sign.
func (s *scanner) number() int64 {
	from, n := s.at, int64(0)
	for s.at < len(s.b) && s.b[s.at] >= '0' && s.b[s.at] <= '9' {
		n = n*10 + int64(s.b[s.at]-'0')
		s.at++
	}
	if digits := s.at - from; digits == 0 || digits > 15 || digits > 1 && s.b[from] == '0' {
		s.bad = true
	}
	return n
}

func (s *scanner) truth() bool {
	for _, w := range [...]string{"true", "false"} {
		if rest := s.b[s.at:]; len(rest) >= len(w) && string(rest[:len(w)]) == w {
			s.at += len(w)
			return w == "true"
		}
	}
	s.bad = true
	return false
}

// acknowledge makes the frame that encode makes of an Ack. A proof is hex and needs no escapes.
func acknowledge(seq int64, a Ack) []byte {
	b := append(make([]byte, 0, 96), `{"v":1,"type":"ack","seq":`...)
	b = strconv.AppendInt(b, seq, 10)
	b = append(b, `,"body":{"at":`...)
	b = strconv.AppendInt(b, a.At, 10)
	b = append(b, `,"proof":"`...)
	b = append(b, a.Proof...)
	return append(b, `"}}`...)
}

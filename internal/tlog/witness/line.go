package witness

import (
	"bytes"
	"encoding/base64"
	"errors"
	"regexp"
	"strconv"
)

// Line is what a leaf tells everybody: what kind of record it stands for and what came of it, the record's salted digest, and the earlier leaf
// that it rests on. A leaf is the line as text, so that whoever reads the tiles can count:
//
//	transcript.pass 4Rk0…
//	permit 9bQ2… 1207
//
// Leaves of before 2026-11-23 are the digest alone, 32 bytes, and have no label.
type Line struct {
	Label string   // kind, or kind.outcome
	Data  [32]byte // SHA-256(salt ‖ record)
	Names *int64   // number of an earlier leaf; nil: none
}

var labelForm = regexp.MustCompile(`^[a-z0-9_/-]{1,20}(\.[a-z-]{1,20})?$`)

// ErrLine means that bytes are no leaf of this log.
var ErrLine = errors.New("witness: no leaf of this log")

// Valid reports whether the line can stand in the log as one with a label.
func (l Line) Valid() bool {
	return labelForm.MatchString(l.Label) && (l.Names == nil || *l.Names >= 0)
}

// Bytes is the leaf as it stands in the tree.
func (l Line) Bytes() []byte {
	if l.Label == "" {
		return l.Data[:]
	}
	out := append([]byte(l.Label+" "), base64.StdEncoding.EncodeToString(l.Data[:])...)
	if l.Names != nil {
		out = strconv.AppendInt(append(out, ' '), *l.Names, 10)
	}
	return out
}

// ParseLine reads a leaf. Errors: ErrLine, also for another spelling of the same.
func ParseLine(b []byte) (Line, error) {
	if len(b) == 32 {
		return Line{Data: [32]byte(b)}, nil
	}
	f := bytes.Split(b, []byte(" "))
	if len(f) != 2 && len(f) != 3 {
		return Line{}, ErrLine
	}
	data, err := base64.StdEncoding.DecodeString(string(f[1]))
	if err != nil || len(data) != 32 {
		return Line{}, ErrLine
	}
	l := Line{Label: string(f[0]), Data: [32]byte(data)}
	if len(f) == 3 {
		n, err := strconv.ParseInt(string(f[2]), 10, 64)
		if err != nil {
			return Line{}, ErrLine
		}
		l.Names = &n
	}
	if !l.Valid() || !bytes.Equal(l.Bytes(), b) {
		return Line{}, ErrLine
	}
	return l, nil
}

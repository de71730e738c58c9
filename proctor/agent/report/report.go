// Package report is what the agent of a seat and the server agree on: the report, its signature, and what of it fails.
//
// Libraries: none beyond the standard library, so that the agent stays small.
//
// Why a report is signed as the bytes that travel (2026-11-22): no canonical form is needed, and nothing is read before the
// signature was checked.
package report

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
)

// Version is the version of the report.
const Version = 1

// Most is the largest report, in bytes.
const Most = 64 << 10

// Most entries of a list, and bytes of one of its texts.
const (
	mostEntries = 256
	mostText    = 400
	mostPast    = 60
	mostAgo     = 120_000 // ms
)

// prefixes keep a signature of one thing from being taken for another.
const (
	reportPrefix = "suikao seat agent report 1\n"
	enrolPrefix  = "suikao seat agent enrol 1\n"
)

// Report is what an agent says of its seat.
type Report struct {
	Version   int      `json:"v"`
	Agent     string   `json:"agent"`     // id given at the enrolment
	Run       string   `json:"run"`       // of this start of the agent; counts begin anew with another
	Counter   int64    `json:"n"`         // rises with every report
	Challenge string   `json:"challenge"` // as the server gave it last
	At        int64    `json:"at"`        // the seat's clock, ms since 1970 UTC
	Lag       int64    `json:"lag_ms"`    // how long the report before took to be answered
	Files     []File   `json:"files"`
	Remote    []string `json:"remote"`  // programs for remote access that run
	USB       []string `json:"usb"`     // devices, vendor:product name
	Displays  []string `json:"display"` // connected, connector and SHA-256 of its description
	Virtual   []string `json:"virtual"` // input devices that no hardware stands behind
	Debug     []string `json:"debug"`   // signs that the browser can be driven from outside
	Reach     []string `json:"reach"`   // addresses that could be reached although the room is to be cut off
	Inputs    Inputs   `json:"inputs"`
	Past      []Tick   `json:"past"`     // the last seconds, oldest first; they overlap with the report before
	Troubles  []string `json:"troubles"` // what could not be looked at
}

// File is one attested file.
type File struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"` // hex; empty: missing
}

// Inputs are the kernel's counts since the agent started. Never what was typed or where.
type Inputs struct {
	Keys    int64 `json:"keys"`    // presses, repeats and releases
	Pointer int64 `json:"pointer"` // buttons, moves, touches
	Devices int   `json:"devices"` // that are read
	Whole   bool  `json:"whole"`   // every one of the machine that has hardware behind it is read
}

// Tick is what the kernel had counted a while before the report.
type Tick struct {
	Ago     int64 `json:"ago"` // ms
	Keys    int64 `json:"k"`
	Pointer int64 `json:"p"`
}

// Sealed is a report on its way.
type Sealed struct {
	Report    []byte `json:"report"`
	Signature []byte `json:"signature"`
}

// Failures of reading a report.
var (
	ErrSignature = errors.New("report: the signature does not fit")
	ErrForm      = errors.New("report: not well formed")
)

// Seal signs a report.
func Seal(r Report, key ed25519.PrivateKey) (Sealed, error) {
	body, err := json.Marshal(r)
	if err != nil {
		return Sealed{}, err
	}
	return Sealed{body, ed25519.Sign(key, append([]byte(reportPrefix), body...))}, nil
}

// Open checks the signature and reads the report. Errors: ErrSignature, ErrForm.
func Open(s Sealed, key ed25519.PublicKey) (Report, error) {
	if len(key) != ed25519.PublicKeySize || len(s.Report) > Most ||
		!ed25519.Verify(key, append([]byte(reportPrefix), s.Report...), s.Signature) {
		return Report{}, ErrSignature
	}
	var r Report
	if err := json.Unmarshal(s.Report, &r); err != nil {
		return Report{}, fmt.Errorf("%w: %w", ErrForm, err)
	}
	if !r.sound() {
		return Report{}, ErrForm
	}
	return r, nil
}

func (r Report) sound() bool {
	for _, list := range [][]string{r.Remote, r.USB, r.Displays, r.Virtual, r.Debug, r.Reach, r.Troubles} {
		if len(list) > mostEntries {
			return false
		}
		for _, s := range list {
			if len(s) > mostText {
				return false
			}
		}
	}
	for _, f := range r.Files {
		if len(f.Path) > mostText || len(f.SHA256) > 64 {
			return false
		}
	}
	for _, x := range r.Past {
		if x.Ago < 0 || x.Ago > mostAgo || x.Keys < 0 || x.Pointer < 0 {
			return false
		}
	}
	return r.Version == Version && len(r.Past) <= mostPast && len(r.Files) <= mostEntries && len(r.Run) <= 40 && len(r.Agent) <= 40 && len(r.Challenge) <= 64 && r.Counter > 0 &&
		r.Lag >= 0 && r.Inputs.Keys >= 0 && r.Inputs.Pointer >= 0
}

// Prove signs an enrolment: who holds the private key asks for this device.
func Prove(device string, key ed25519.PrivateKey) []byte {
	return ed25519.Sign(key, []byte(enrolPrefix+device))
}

// Proven checks the proof of an enrolment.
func Proven(device string, key ed25519.PublicKey, proof []byte) bool {
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, []byte(enrolPrefix+device), proof)
}

package report

import (
	"slices"
	"strings"
	"time"
)

// The checks that can fail.
const (
	Image   = "image"         // a file is not what it was
	Remote  = "remote_access" // a program for remote access runs
	USB     = "usb"           // a device that was not there
	Display = "display"       // other displays than usual
	Virtual = "virtual_input" // an input device without hardware
	Debug   = "debug_port"    // the browser can be driven from outside
	Network = "network"       // the room is not cut off
	Clock   = "clock"         // the seat's clock is off
	Silent  = "silent"        // the agent reports no more
	Forged  = "forged_report" // a report with a wrong signature, or of another seat
	Again   = "report_again"  // an old report was sent again
	NewKey  = "another_key"   // somebody wants to replace the agent's key
)

// Skew is how far the seat's clock may be off.
const Skew = 5 * time.Second

// Failure is a check that failed, with what is wrong in a few words.
type Failure struct {
	Check string `json:"check"`
	What  string `json:"what"`
}

// Failures holds a report against what is usual at the seat; received is when it came.
func Failures(usual, r Report, received time.Time) []Failure {
	var out []Failure
	fail := func(check string, what []string) {
		if len(what) > 0 {
			out = append(out, Failure{check, short(what)})
		}
	}
	fail(Image, changed(usual.Files, r.Files))
	fail(Remote, r.Remote)
	fail(USB, added(usual.USB, r.USB))
	fail(Display, append(added(usual.Displays, r.Displays), prefixed("-", added(r.Displays, usual.Displays))...))
	fail(Virtual, added(usual.Virtual, r.Virtual))
	fail(Debug, r.Debug)
	fail(Network, r.Reach)
	if off := received.Sub(time.UnixMilli(r.At)) - time.Duration(r.Lag)*time.Millisecond/2; off.Abs() > Skew {
		fail(Clock, []string{off.Round(time.Second).String()})
	}
	return out
}

// changed lists files that are missing, changed or not attested any more.
func changed(usual, now []File) []string {
	have := map[string]string{}
	for _, f := range now {
		have[f.Path] = f.SHA256
	}
	var out []string
	for _, f := range usual {
		if sum, ok := have[f.Path]; !ok || sum != f.SHA256 || sum == "" {
			out = append(out, f.Path)
		}
	}
	return out
}

// added lists what is in now more often than in usual.
func added(usual, now []string) []string {
	left := map[string]int{}
	for _, s := range usual {
		left[s]++
	}
	var out []string
	for _, s := range now {
		if left[s]--; left[s] < 0 {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}

func prefixed(with string, list []string) []string {
	for i := range list {
		list[i] = with + list[i]
	}
	return list
}

// short joins what fits into a line.
func short(list []string) string {
	s := strings.Join(list[:min(len(list), 8)], ", ")
	if len(s) > 180 {
		s = strings.ToValidUTF8(s[:180], "")
	}
	return s
}

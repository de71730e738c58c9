package witness

import (
	"fmt"
	"strings"
)

// Census counts what a log holds, by the labels of its leaves. Leaves of before there were labels count under "".
type Census struct {
	ByLabel map[string]int64
	passes  map[int64]bool // numbers of transcripts of a pass; true once a permit rests on it
	permits map[int64]bool // numbers of permits; true once another was made of it without an examination
}

// The labels that tie permits to examinations.
const (
	labelPass   = "transcript.pass"
	labelPermit = "permit"
	labelAgain  = "permit.again" // renewed, replaced or corrected: it names the permit it was made of
)

// add counts leaf number n. ErrLog where a permit rests on something that is no pass, or two on one;
// and likewise where one that was made of another names no permit, or one that was followed already.
func (c *Census) add(n int64, leaf []byte) error {
	l, err := ParseLine(leaf)
	if err != nil {
		return fmt.Errorf("%w: number %d is no leaf", ErrLog, n)
	}
	if c.ByLabel == nil {
		c.ByLabel, c.passes, c.permits = map[string]int64{}, map[int64]bool{}, map[int64]bool{}
	}
	c.ByLabel[l.Label]++
	if strings.HasPrefix(l.Label, labelPermit+".") || l.Label == labelPermit {
		c.permits[n] = false
	}
	switch {
	case l.Names != nil && *l.Names >= n:
		return fmt.Errorf("%w: number %d names a later one", ErrLog, n)
	case l.Label == labelPass:
		c.passes[n] = false
	case l.Label == labelAgain:
		if l.Names == nil {
			return fmt.Errorf("%w: the permit at number %d names no earlier one", ErrLog, n)
		}
		followed, ok := c.permits[*l.Names]
		if !ok || followed {
			return fmt.Errorf("%w: the permit at number %d was made of number %d, which is no permit or was followed already", ErrLog, n, *l.Names)
		}
		c.permits[*l.Names] = true
	case l.Label == labelPermit:
		if l.Names == nil {
			return fmt.Errorf("%w: the permit at number %d names no examination", ErrLog, n)
		}
		used, ok := c.passes[*l.Names]
		if !ok {
			return fmt.Errorf("%w: the permit at number %d rests on number %d, which is no pass", ErrLog, n, *l.Names)
		}
		if used {
			return fmt.Errorf("%w: the permit at number %d rests on a pass (number %d) that another permit rests on", ErrLog, n, *l.Names)
		}
		c.passes[*l.Names] = true
	}
	return nil
}

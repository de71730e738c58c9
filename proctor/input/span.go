package input

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
)

// SpanFor is how long one span is: between two times that sums are stored.
const SpanFor = storeBeat * beat

// Span is what was counted of a sitting in the seconds before its sums were stored: counts alone, nothing of what was asked or answered.
type Span struct {
	Sitting   exam.SittingID
	At        time.Time // begins; it lasts SpanFor
	Answers   int
	Local     int // of these, with a trusted local event as their cause
	Inputs    int // trusted inputs of all sorts
	Counts        // answers by class
	Untrusted int
	Eventless int
	Blurs     int
	Hidden    int // seconds
	Displays  int
}

// SpanStore keeps spans, for the timeline of a sitting. Every method joins the transaction of the context.
type SpanStore interface {
	// AddSpans adds spans; what is there stays as it is.
	AddSpans(ctx context.Context, all []Span) error
	// SpansOf lists those of a sitting by their time.
	SpansOf(ctx context.Context, id exam.SittingID) ([]Span, error)
}

// spansOf are the spans of sums that were counted until now; where nothing was, there is none.
func spansOf(all []Sums, now time.Time) []Span {
	var out []Span
	for _, x := range all {
		s := Span{Answers: x.Answers, Local: x.Local, Inputs: x.Inputs, Counts: x.Counts, Untrusted: x.Untrusted, Eventless: x.Eventless, Blurs: x.Blurs,
			Hidden: x.Hidden, Displays: x.Displays}
		if s == (Span{}) {
			continue
		}
		s.Sitting, s.At = x.Sitting, now.UTC().Truncate(time.Millisecond).Add(-SpanFor)
		out = append(out, s)
	}
	return out
}

// span stores spans; they prove nothing that the sums do not, so that what cannot be stored is left out.
func (j *Judge) span(ctx context.Context, all []Sums) {
	if j.d.Spans == nil {
		return
	}
	spans := spansOf(all, j.d.Clock())
	if len(spans) == 0 {
		return
	}
	if err := j.d.Spans.AddSpans(ctx, spans); err != nil && ctx.Err() == nil {
		j.d.Log.Warn("spans of inputs cannot be stored", "sittings", len(spans), "err", err)
	}
}

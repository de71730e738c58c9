package proctor_test

import (
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor"
)

// What a case may cite of a span is what lies outside the emergencies.
func TestOutsideEmergencies(t *testing.T) {
	at := func(s int) time.Time { return time.Unix(1_800_000_000+int64(s), 0) }
	span := func(from, to int) proctor.Span { return proctor.Span{From: at(from), To: at(to)} }
	for name, c := range map[string]struct {
		during []proctor.Span
		want   []proctor.Span
	}{
		"none":          {nil, []proctor.Span{span(10, 40)}},
		"elsewhere":     {[]proctor.Span{span(0, 10), span(40, 50)}, []proctor.Span{span(10, 40)}},
		"the whole":     {[]proctor.Span{span(0, 90)}, nil},
		"exactly":       {[]proctor.Span{span(10, 40)}, nil},
		"the beginning": {[]proctor.Span{span(0, 20)}, []proctor.Span{span(20, 40)}},
		"the end":       {[]proctor.Span{span(30, 90)}, []proctor.Span{span(10, 30)}},
		"the middle":    {[]proctor.Span{span(20, 30)}, []proctor.Span{span(10, 20), span(30, 40)}},
		"overlapping":   {[]proctor.Span{span(15, 25), span(20, 30)}, []proctor.Span{span(10, 15), span(30, 40)}},
		"inside one":    {[]proctor.Span{span(15, 35), span(20, 25)}, []proctor.Span{span(10, 15), span(35, 40)}},
	} {
		if got := proctor.Outside(span(10, 40), c.during); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

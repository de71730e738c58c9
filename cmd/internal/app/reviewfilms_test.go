package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// counting masks by turning letters round, and counts.
type counting struct {
	n   int
	bad error
}

func (c *counting) Masks() bool { return true }

func (c *counting) Mask(_ context.Context, w io.Writer, segment io.Reader) error {
	c.n++
	if c.bad != nil {
		return c.bad
	}
	b, err := io.ReadAll(segment)
	if err == nil {
		_, err = w.Write(bytes.ToUpper(b))
	}
	return err
}

// A player asks for a piece many times: it is masked once, and not more than a few copies are kept. A failure keeps nothing.
func TestMaskedCopiesAreMadeOnceAndFew(t *testing.T) {
	r, m := newReviewFilms(nil), &counting{}
	r.masker = m
	for range 5 {
		got, err := r.masked(t.Context(), "a", strings.NewReader("film"))
		if err != nil || string(got) != "FILM" {
			t.Fatal(string(got), err)
		}
	}
	if m.n != 1 {
		t.Errorf("masked %d times", m.n)
	}
	for i := range 40 {
		if _, err := r.masked(t.Context(), string(rune('b'+i)), strings.NewReader("film")); err != nil {
			t.Fatal(err)
		}
		if len(r.copies) > mostCopies+1 {
			t.Fatalf("%d copies are kept", len(r.copies))
		}
	}
	m.bad = errors.New("ffmpeg fell over")
	if got, err := r.masked(t.Context(), "bad", strings.NewReader("film")); !errors.Is(err, m.bad) || got != nil {
		t.Error(got, err)
	}
	if _, there := r.copies["bad"]; there {
		t.Error("a failure is kept")
	}
}

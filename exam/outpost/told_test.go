package outpost_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/outpost"
)

// hear enters what nodes tell: it keeps the words, in the order in which they came.
func (c *centre) hear(ctx context.Context, n outpost.Node, x outpost.Told) error {
	switch {
	case c.deaf > 0:
		c.deaf--
		return errors.New("the database is away")
	case x.What == "NONSENSE":
		return outpost.ErrStatement
	case x.What == "STRANGE":
		return outpost.ErrNotYours
	}
	c.said = append(c.said, x.What+" "+string(x.Body))
	return nil
}

func words(from, to int) (out []outpost.Told) {
	for i := from; i < to; i++ {
		out = append(out, outpost.Told{What: "WORD", Body: fmt.Appendf(nil, "%d", i)})
	}
	return out
}

// What a node tells comes once, whole and in order: through a cut, statements whose answer was lost, a centre whose database is away, a
// restart of the node, and a node whose clock goes back.
func TestWhatANodeTellsComesOnceAndInOrder(t *testing.T) {
	engines(t, func(t *testing.T, c *centre) {
		n := c.node(t)
		ctx := t.Context()
		tell := func(list ...outpost.Told) {
			t.Helper()
			if err := n.Tell(ctx, list...); err != nil {
				t.Fatal(err)
			}
		}
		tell(words(0, 5)...)
		n.sync(t)
		tell(words(5, 250)...)
		raw, sig, err := n.Statement(ctx, nil) // the answer to this one is lost
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Sync(ctx, raw, sig); err != nil {
			t.Fatal(err)
		}
		c.Clock.Advance(-time.Hour)
		n.end()
		n.again()
		tell(words(250, 255)...)
		if _, _, err := n.Statement(ctx, nil); err != nil { // refused for its serial
			t.Fatal(err)
		}
		n.Behind()
		n.Behind() // refused again
		c.deaf = 3
		for range 8 {
			n.sync(t)
		}
		tell(outpost.Told{What: "NONSENSE", Body: []byte("?")}, outpost.Told{What: "STRANGE"})
		tell(words(255, 256)...)
		n.sync(t)
		want := make([]string, 256)
		for i := range want {
			want[i] = fmt.Sprint("WORD ", i)
		}
		if !slices.Equal(c.said, want) {
			t.Errorf("%d of %d, the last ones %v", len(c.said), len(want), c.said[max(0, len(c.said)-5):])
		}
		if left, err := n.kept.CountTold(ctx); err != nil || left != 0 {
			t.Errorf("%d are kept although the centre has them, %v", left, err)
		}
		if err := n.Tell(ctx, outpost.Told{What: "WORD", Body: []byte(strings.Repeat("x", outpost.MaxTold+1))}); err == nil {
			t.Error("a word without end was taken")
		}
	})
}

package release

import (
	"context"
	"fmt"

	"github.com/suikao/suikao/exam"
)

// evidence is everything a score follows from.
type evidence struct {
	sitting exam.Sitting
	draw    exam.Draw
	entries []exam.Entry
	intact  bool // journal and paper are those that the result names
}

// evidence reads what the result was computed from and verifies that it is unchanged: the journal's chain from the draw
// on, its length and end, and the digest of the paper.
func (k *Desk) evidence(ctx context.Context, res exam.Result) (evidence, error) {
	var ev evidence
	var err error
	if ev.sitting, err = k.d.Evidence.Sitting(ctx, res.Sitting); err != nil {
		return ev, err
	}
	if ev.draw, err = k.d.Evidence.Draw(ctx, res.Sitting); err != nil {
		return ev, err
	}
	if ev.entries, err = k.d.Evidence.Entries(ctx, res.Sitting); err != nil {
		return ev, err
	}
	chain, broken := exam.VerifyChain(ev.draw.Leaf, ev.entries)
	digest := ev.draw.Paper.Digest()
	ev.intact = broken == nil && int64(len(ev.entries)) == res.Records && fmt.Sprintf("%x", chain) == res.Chain &&
		fmt.Sprintf("%x", digest[:]) == res.PaperDigest
	return ev, nil
}

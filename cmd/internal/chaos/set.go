package chaos

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// ErrBroken means that a promise was broken; the output says which and by which seed.
var ErrBroken = errors.New("chaos: a promise was broken")

// Set runs seeds on topologies, one after the other, prints what each found and one line for all.
func Set(ctx context.Context, o Options, first, seeds uint64, topologies []Topology, out, progress io.Writer) error {
	sum := Report{Kinds: map[string]int{}}
	broken := false
	for seed := first; seed < first+seeds; seed++ {
		for _, t := range topologies {
			o.Seed, o.Topology = seed, t
			fmt.Fprintf(progress, "seed %d on %s\n", seed, t)
			r, err := Run(ctx, o, progress)
			if err != nil {
				return fmt.Errorf("seed %d on %s: %w", seed, t, err)
			}
			for i, f := range r.Findings {
				if i == 20 {
					fmt.Fprintf(progress, "  … and %d more\n", len(r.Findings)-i)
					break
				}
				fmt.Fprintln(progress, "  FOUND", f)
			}
			fmt.Fprintf(progress, "  %d harms of %d kinds, at least %d live, %d sittings, %d acks, lost %d, contradicted %d, late %.1f s, stuck %d\n", r.Faults,
				len(r.Kinds), r.Fewest, r.Sittings, r.Acks, r.Lost, r.Contradicted, r.LateMax.Seconds(), r.Stuck)
			broken = broken || !r.Clean()
			sum.add(r)
		}
	}
	fmt.Fprintf(out, "bench chaos: seeds=%d topologies=%d kinds=%d faults=%d live_min=%d sittings=%d acks=%d lost=%d contradicted=%d late_submit_max_s=%.1f stuck=%d\n",
		seeds, len(topologies), len(sum.Kinds), sum.Faults, sum.Fewest, sum.Sittings, sum.Acks, sum.Lost, sum.Contradicted, sum.LateMax.Seconds(), sum.Stuck)
	if broken {
		return ErrBroken
	}
	return nil
}

func (r *Report) add(o Report) {
	for k, n := range o.Kinds {
		r.Kinds[k] += n
	}
	if r.Sittings == 0 || o.Fewest < r.Fewest {
		r.Fewest = o.Fewest
	}
	r.Faults, r.Sittings, r.Acks = r.Faults+o.Faults, r.Sittings+o.Sittings, r.Acks+o.Acks
	r.Lost, r.Contradicted, r.Stuck = r.Lost+o.Lost, r.Contradicted+o.Contradicted, r.Stuck+o.Stuck
	r.LateMax = max(r.LateMax, o.LateMax)
}

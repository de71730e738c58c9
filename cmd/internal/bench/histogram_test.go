package bench

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func TestHistogramAgreesWithSorting(t *testing.T) {
	for us := int64(0); us < 1<<20; us++ {
		b := bucketOf(us)
		if up := upper(b); up < us || up-us > us/64+1 || b > 0 && upper(b-1) >= us {
			t.Fatalf("%d µs falls into bucket %d, which ends at %d after one that ends at %d", us, b, up, upper(b-1))
		}
	}
	var h histogram
	all := make([]time.Duration, 50_000)
	for i := range all {
		all[i] = time.Duration(rand.ExpFloat64()*20_000) * time.Microsecond
		h.add(all[i])
	}
	slices.Sort(all)
	for _, q := range []float64{0.01, 0.5, 0.9, 0.99, 0.999, 1} {
		exact, got := all[min(len(all)-1, int(q*float64(len(all))+0.999999)-1)], h.quantile(q)
		if got < exact || got > exact+exact/64+time.Microsecond {
			t.Errorf("quantile %v is %s, not %s", q, exact, got)
		}
	}
	if (&histogram{}).quantile(0.5) != 0 {
		t.Error("nothing has a median")
	}
}

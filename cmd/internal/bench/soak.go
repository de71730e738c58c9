package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

// figures are the node's size at one moment.
type figures struct {
	kb, goroutines, files int
}

// Soak runs at half of the rate that one core is asked to bear times the cores, and compares the node's size in the first
// and in the last quarter of the time. The medians of both are compared, because the collector's saw is larger than a leak.
func Soak(ctx context.Context, exe string, minutes int, out, progress io.Writer) (err error) {
	length := time.Duration(minutes) * time.Minute
	plan := Plan{Engine: sqldb.MySQL, Conns: 2000, Rate: 3750 * float64(cores()) / 2}
	p, d, err := openDelivery(ctx, exe, plan, progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	const step = 10 * time.Second
	if _, err := d.do(order{Do: "answer", Rate: plan.Rate, Seconds: 3 * step.Seconds()}); err != nil {
		return err
	}
	var list []figures
	worst, saved, taken := 0.0, int64(0), 0.0
	for began := time.Now(); time.Since(began) < length; {
		m, err := p.measure(ctx, d, order{Do: "answer", Rate: plan.Rate, Seconds: step.Seconds()})
		if err != nil {
			return err
		}
		s, err := p.sample(ctx)
		if err != nil {
			return err
		}
		list = append(list, s)
		worst, saved, taken = max(worst, m.P99), saved+m.Count, taken+m.Seconds
		m.show(progress, fmt.Sprintf("%.0f s, %d MB, %d goroutines, %d files", time.Since(began).Seconds(), s.kb/1024, s.goroutines, s.files))
	}
	checked, err := d.do(order{Do: "check", DSN: p.dsn()})
	if err != nil {
		return err
	}
	d.end()
	quarter := max(1, len(list)/4)
	first, last := middle(list[:quarter]), middle(list[len(list)-quarter:])
	_, err = fmt.Fprintf(out, "bench soak: cores=%d minutes=%d saves=%d saves_per_s=%.0f worst_p99_ms=%.1f rss_mb=%d rss_growth_pct=%.1f goroutine_growth=%d fd_growth=%d lost=%d\n",
		cores(), minutes, saved, float64(saved)/taken, worst, last.kb/1024, 100*float64(last.kb-first.kb)/float64(first.kb), last.goroutines-first.goroutines, last.files-first.files, checked.Lost)
	return err
}

func (p *place) sample(ctx context.Context) (s figures, err error) {
	if s.kb, err = residentKB(p.node.pid()); err != nil {
		return s, err
	}
	if s.files, err = openFiles(p.node.pid()); err != nil {
		return s, err
	}
	n, err := p.metric(ctx, "go_goroutines")
	s.goroutines = int(n)
	return s, err
}

// middle takes the median of each figure.
func middle(list []figures) figures {
	of := func(f func(figures) int) int {
		v := make([]int, len(list))
		for i, s := range list {
			v[i] = f(s)
		}
		slices.Sort(v)
		return v[len(v)/2]
	}
	return figures{of(func(s figures) int { return s.kb }), of(func(s figures) int { return s.goroutines }), of(func(s figures) int { return s.files })}
}

package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

// growthRow is how one number of sittings fares: at the pace of people, and at the highest rate the node bears.
type growthRow struct {
	sittings int
	paced    measured
	most     measured
	kbEach   float64
}

// Growth measures at each number of sittings, rising, and writes growth.md and growth.svg into dir.
func Growth(ctx context.Context, exe, dir string, sizes []int, out, progress io.Writer) (err error) {
	p, seats, err := openNode(ctx, exe, Plan{Engine: sqldb.MySQL, Conns: sizes[len(sizes)-1]}, running, progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	var rows []growthRow
	for i, n := range sizes {
		if i > 0 {
			if err := errors.Join(p.node.stop(), p.serve(ctx)); err != nil {
				return err
			}
		}
		row, err := p.grow(ctx, seats[:n], progress)
		if err != nil {
			return err
		}
		rows = append(rows, row)
		_, _ = fmt.Fprintf(out, "bench growth: cores=%d conns=%d paced_per_s=%.0f paced_p99_ms=%.1f most_per_s=%.0f most_p99_ms=%.1f cpu_us_per_save=%.1f batch=%.0f mem_kb_per_conn=%.1f\n",
			cores(), n, row.paced.rate(), row.paced.P99, row.most.rate(), row.most.P99, row.most.cpuEach(), row.most.records/max(1, row.most.batches), row.kbEach)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return errors.Join(os.WriteFile(filepath.Join(dir, "growth.md"), growthTable(rows), 0o644),
		os.WriteFile(filepath.Join(dir, "growth.svg"), growthPicture(rows), 0o644))
}

func (p *place) grow(ctx context.Context, seats []seat, progress io.Writer) (row growthRow, err error) {
	row.sittings = len(seats)
	empty, err := residentKB(p.node.pid())
	if err != nil {
		return row, err
	}
	d, err := p.join(ctx, seats, progress)
	if err != nil {
		return row, err
	}
	defer d.end()
	o := order{Do: "answer", Rate: float64(len(seats)) / pause.Seconds(), Seconds: (2 * pause).Seconds()}
	if _, err := d.do(o); err != nil {
		return row, err
	}
	o.Seconds = 15
	if row.paced, err = p.measure(ctx, d, o); err != nil {
		return row, err
	}
	full, err := residentKB(p.node.pid())
	if err != nil {
		return row, err
	}
	row.kbEach = float64(full-empty) / float64(len(seats))
	rate, err := p.saturate(ctx, d, 3750*float64(cores()), progress)
	if err != nil {
		return row, err
	}
	row.most, err = p.hold(ctx, d, Plan{Warm: 2 * time.Second, Measure: 15 * time.Second}, rate, progress)
	return row, err
}

func growthTable(rows []growthRow) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `# How answering grows

Measured by `+"`make bench-growth`"+` on %d cores that also carry the load; MariaDB, every commit flushed to the disk; one node.
"Paced" is one answer of every person in 8 s; "most" is the highest rate at which 99 %% of the acknowledgements come within
100 ms, counted from the moment at which the answer was due.

| sittings | paced: answers/s | p50 ms | p99 ms | KB each | most: answers/s | p99 ms | CPU µs each | rows a commit |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|
`, cores())
	for _, r := range rows {
		fmt.Fprintf(&b, "| %d | %.0f | %.1f | %.1f | %.0f | %.0f | %.0f | %.0f | %.0f |\n", r.sittings, r.paced.rate(), r.paced.P50, r.paced.P99, r.kbEach,
			r.most.rate(), r.most.P99, r.most.cpuEach(), r.most.records/max(1, r.most.batches))
	}
	b.WriteString("\n![growth](growth.svg)\n")
	return []byte(b.String())
}

package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"
	"time"

	"github.com/suikao/suikao/internal/sqldb"
)

// pause is how long a person takes for one answer in the benchmarks that are not about the highest rate.
const pause = 8 * time.Second

// Wide holds conns seats at once, each of which answers every 8 s, and measures acknowledgements and memory.
func Wide(ctx context.Context, exe string, conns int, out, progress io.Writer) (err error) {
	p, seats, err := openNode(ctx, exe, Plan{Engine: sqldb.MySQL, Conns: conns}, running, progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	empty, err := residentKB(p.node.pid())
	if err != nil {
		return err
	}
	d, err := p.join(ctx, seats, progress)
	if err != nil {
		return err
	}
	defer d.end()
	rate := float64(conns) / pause.Seconds()
	if _, err := d.do(order{Do: "answer", Rate: rate, Seconds: (2 * pause).Seconds()}); err != nil {
		return err
	}
	m, err := p.measure(ctx, d, order{Do: "answer", Rate: rate, Seconds: 30})
	if err != nil {
		return err
	}
	m.show(progress, "measured")
	full, err := residentKB(p.node.pid())
	if err != nil {
		return err
	}
	checked, err := d.do(order{Do: "check", DSN: p.dsn()})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "bench delivery-10k: cores=%d conns=%d saves_per_s=%.0f ack_p50_ms=%.1f ack_p99_ms=%.1f mem_kb_per_conn=%.1f cpu_us_per_save=%.1f dropped=%d lost=%d\n",
		cores(), conns, m.rate(), m.P50, m.P99, float64(full-empty)/float64(conns), m.cpuEach(), m.Dropped, checked.Lost)
	return err
}

// Rush lets n people who have confirmed and practised press start within the same second.
func Rush(ctx context.Context, exe string, n int, out, progress io.Writer) (err error) {
	p, seats, err := openNode(ctx, exe, Plan{Engine: sqldb.MySQL, Conns: n}, practised, progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	d, err := p.join(ctx, seats, progress)
	if err != nil {
		return err
	}
	defer d.end()
	m, err := p.measure(ctx, d, order{Do: "start", Seconds: 1})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "bench rush: cores=%d people=%d started=%d starts_per_s=%.0f p50_ms=%.0f p99_ms=%.0f cpu_ms_per_start=%.2f\n",
		cores(), n, m.Count, m.rate(), m.P50, m.P99, float64(m.cpu.Microseconds())/1000/float64(m.Count))
	return err
}

// Attempt takes n people from the seat's first screen to the score, fifty at a time, and counts what one costs node and
// database. The audit chain, the events and the second scorer run along with it, as always; only what they still have to do
// when the last score is shown is not counted.
func Attempt(ctx context.Context, exe string, n int, out, progress io.Writer) (err error) {
	const answers, together = 100, 50
	p, seats, err := openNode(ctx, exe, Plan{Engine: sqldb.MySQL, Conns: n}, seated, progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	node, database, err := p.split()
	if err != nil {
		return err
	}
	p.profile(syscall.SIGUSR1)
	d, err := p.newDriver()
	if err != nil {
		return err
	}
	defer d.end()
	if _, err := d.do(order{Do: "connect", URL: p.socket(), Seats: seats}); err != nil {
		return errors.Join(err, errors.New(p.node.said()))
	}
	r, err := d.do(order{Do: "attempt", Answers: answers, Conns: together})
	if err != nil {
		return errors.Join(err, errors.New(p.node.said()))
	}
	p.profile(syscall.SIGUSR2)
	nodeAfter, databaseAfter, err := p.split()
	if err != nil {
		return err
	}
	each := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(r.Count) }
	fmt.Fprintf(progress, "# node %.1f ms, database %.1f ms an attempt\n", each(nodeAfter-node), each(databaseAfter-database))
	_, err = fmt.Fprintf(out, "bench attempt: cores=%d attempts=%d scored=%d answers=%d attempts_per_min=%.0f cpu_ms_per_attempt=%.1f\n",
		cores(), n, r.Count, answers, float64(r.Count)/r.Seconds*60, each(nodeAfter-node+databaseAfter-database))
	return err
}

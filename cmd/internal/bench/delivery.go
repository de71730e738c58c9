package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/internal/sqldb"
)

// Plan says how large and how long a benchmark of delivery is.
type Plan struct {
	Engine  sqldb.Engine
	Conns   int
	Rate    float64 // records a second; 0: find out what the machine bears
	Warm    time.Duration
	Measure time.Duration
	Bare    time.Duration // for each half of the bare limit
}

// DeliveryPlan is the plan of `make bench-delivery`.
func DeliveryPlan() Plan {
	return Plan{Engine: sqldb.MySQL, Conns: 2000, Warm: 10 * time.Second, Measure: time.Minute, Bare: 10 * time.Second}
}

// late is the 99th percentile beyond which a rate is too high, in ms.
const late = 100

// Delivery finds the highest rate of answers at which the 99th percentile of the acknowledgements stays within 100 ms,
// measures it, compares every acknowledgement with the journal, and measures what the same work costs without SuiKao.
func Delivery(ctx context.Context, exe string, plan Plan, out, progress io.Writer) (err error) {
	p, d, err := openDelivery(ctx, exe, plan, progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	rate := plan.Rate
	if rate == 0 {
		if rate, err = p.saturate(ctx, d, 3750*float64(cores()), progress); err != nil {
			return err
		}
	}
	m, err := p.hold(ctx, d, plan, rate, progress)
	if err != nil {
		return err
	}
	checked, err := d.do(order{Do: "check", DSN: p.dsn()})
	if err != nil {
		return err
	}
	d.end()
	if plan.Engine == sqldb.SQLite {
		_, err = fmt.Fprintf(out, "bench delivery-sqlite: cores=%d conns=%d offered_per_s=%.0f saves_per_s=%.0f ack_p50_ms=%.1f ack_p99_ms=%.1f cpu_us_per_save=%.1f lost=%d\n",
			cores(), plan.Conns, float64(m.Offered)/m.Seconds, m.rate(), m.P50, m.P99, m.cpuEach(), checked.Lost)
		return err
	}
	limit, err := p.limit(ctx, plan, m, progress)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "bench delivery: cores=%d db=mariadb flush=1 conns=%d offered_per_s=%.0f saves_per_s=%.0f saves_per_s_core=%.0f ack_p50_ms=%.1f ack_p99_ms=%.1f cpu_us_per_save=%.1f limit_us_per_save=%.1f limit_ratio=%.2f lost=%d\n",
		cores(), plan.Conns, float64(m.Offered)/m.Seconds, m.rate(), m.rate()/float64(cores()), m.P50, m.P99, m.cpuEach(), limit, m.cpuEach()/limit, checked.Lost)
	return err
}

// openDelivery prepares the data, starts the node and connects everybody.
func openDelivery(ctx context.Context, exe string, plan Plan, progress io.Writer) (*place, *driver, error) {
	p, seats, err := openNode(ctx, exe, plan, running, progress)
	if err != nil {
		return nil, nil, err
	}
	d, err := p.join(ctx, seats, progress)
	if err != nil {
		return nil, nil, errors.Join(err, p.close())
	}
	return p, d, nil
}

// openNode prepares the data and starts the node.
func openNode(ctx context.Context, exe string, plan Plan, upTo stage, progress io.Writer) (_ *place, _ []seat, err error) {
	p, err := newPlace(ctx, exe, plan.Engine)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.close())
		}
	}()
	began := time.Now()
	seats, err := p.prepare(ctx, plan.Conns, upTo)
	if err != nil {
		return nil, nil, err
	}
	fmt.Fprintf(progress, "# %d people seated in %.1f s\n", len(seats), time.Since(began).Seconds())
	if err := p.flush(ctx); err != nil {
		return nil, nil, err
	}
	return p, seats, p.serve(ctx)
}

// join starts a load process and connects everybody.
func (p *place) join(ctx context.Context, seats []seat, progress io.Writer) (*driver, error) {
	d, err := p.newDriver()
	if err != nil {
		return nil, err
	}
	r, err := d.do(order{Do: "connect", URL: p.socket(), Seats: seats})
	if err != nil {
		d.kill()
		return nil, errors.Join(err, errors.New(p.node.said()))
	}
	fmt.Fprintf(progress, "# %d connections in %.1f s\n", r.Count, r.Seconds)
	return d, p.settle(ctx, len(seats))
}

// bears reports whether the node kept up with what was offered.
func (m measured) bears() bool {
	return m.P99 <= late && m.Refused == 0 && float64(m.Count) >= 0.98*float64(m.Offered)
}

func (m measured) show(w io.Writer, what string) {
	fmt.Fprintf(w, "# %s: offered %.0f/s, saved %.0f/s, p50 %.1f ms, p99 %.1f ms, worst %.0f ms, %.1f µs each of %.2f cores, batch %.0f, load %.2f cores, refused %d, dropped %d\n",
		what, float64(m.Offered)/m.Seconds, m.rate(), m.P50, m.P99, m.Max, m.cpuEach(), m.cpu.Seconds()/m.Seconds, m.records/max(1, m.batches),
		m.client.Seconds()/m.Seconds, m.Refused, m.Dropped)
}

// saturate raises the rate until the node no longer follows and returns the highest that it bore.
func (p *place) saturate(ctx context.Context, d *driver, target float64, progress io.Writer) (float64, error) {
	const seconds = 6
	best, rate, growing := 0.0, target/2, 1.25
	for range 12 {
		m, err := p.measure(ctx, d, order{Do: "answer", Rate: rate, Seconds: seconds})
		if err != nil {
			return 0, err
		}
		m.show(progress, "search")
		switch {
		case m.bears():
			best = rate
		case best == 0: // even the first was too much
			rate /= 2
			continue
		case growing < 1.07:
			return best, nil
		default: // between the last good rate and this one, in small steps
			rate, growing = best, 1.06
		}
		rate *= growing
	}
	if best == 0 {
		return 0, errors.New("the node does not bear any rate that was tried")
	}
	return best, nil
}

// hold measures at a rate; when the long measurement shows that the short search was too hopeful, it steps down.
func (p *place) hold(ctx context.Context, d *driver, plan Plan, rate float64, progress io.Writer) (measured, error) {
	var m measured
	for range 8 {
		if _, err := d.do(order{Do: "answer", Rate: rate, Seconds: plan.Warm.Seconds()}); err != nil {
			return m, err
		}
		p.profile(syscall.SIGUSR1)
		var err error
		m, err = p.measure(ctx, d, order{Do: "answer", Rate: rate, Seconds: plan.Measure.Seconds()})
		p.profile(syscall.SIGUSR2)
		if err != nil {
			return m, err
		}
		m.show(progress, "measured")
		if m.bears() || plan.Rate > 0 {
			return m, nil
		}
		if m.P99 > 3*late {
			rate *= 0.75 // it stalled, or ran up a backlog
		} else {
			rate *= 0.92
		}
		if err := p.drain(ctx, d, rate/4); err != nil {
			return m, err
		}
	}
	return m, nil
}

// drain waits until what a rate that was too high has left behind is stored.
func (p *place) drain(ctx context.Context, d *driver, rate float64) error {
	for range 20 {
		m, err := p.measure(ctx, d, order{Do: "answer", Rate: rate, Seconds: 3})
		if err != nil || m.bears() {
			return err
		}
	}
	return nil
}

// profile tells a node that was asked for one.
func (p *place) profile(s os.Signal) {
	if os.Getenv("SUIKAO_TEST_PROFILE") != "" {
		_ = p.node.cmd.Process.Signal(s)
		time.Sleep(time.Second) // it writes it while nothing else is measured
	}
}

// limit measures the same work without SuiKao, in µs a record: frames decoded and acknowledged by a bare server, and the
// same statements over batches of the same size by a bare loop.
func (p *place) limit(ctx context.Context, plan Plan, m measured, progress io.Writer) (float64, error) {
	if err := p.node.stop(); err != nil {
		return 0, err
	}
	addr, err := freeAddress()
	if err != nil {
		return 0, err
	}
	cmd := exec.Command(p.exe, "bench", "bare", addr)
	if p.node, err = spawn(cmd, filepath.Join(p.dir, "bare.log")); err != nil {
		return 0, err
	}
	if err := p.node.await(ctx, startLimit, func() error { return ready("http://" + addr) }); err != nil {
		return 0, err
	}
	frames, err := p.bareFrames(addr, plan, m)
	if err != nil {
		return 0, err
	}
	p.node.kill()
	p.node = nil
	d, err := p.newDriver()
	if err != nil {
		return 0, err
	}
	defer d.end()
	before, err := p.cpu()
	if err != nil {
		return 0, err
	}
	r, err := d.do(order{Do: "sql", DSN: p.dsn(), Batch: max(1, int(m.records/max(1, m.batches)+0.5)), Conns: app.Lanes[sqldb.MySQL], Seconds: plan.Bare.Seconds()})
	if err != nil {
		return 0, err
	}
	after, err := p.cpu()
	if err != nil {
		return 0, err
	}
	loop, err := cpuOf(d.pid())
	rows := float64((after - before + loop).Microseconds()) / float64(r.Count)
	fmt.Fprintf(progress, "# bare: %.1f µs a frame, %.1f µs a row (%.0f rows/s)\n", frames, rows, float64(r.Count)/r.Seconds)
	return frames + rows, err
}

func (p *place) bareFrames(addr string, plan Plan, m measured) (float64, error) {
	d, err := p.newDriver()
	if err != nil {
		return 0, err
	}
	defer d.end()
	seats := make([]seat, plan.Conns)
	for i := range seats {
		seats[i].Token = strings.Repeat("x", 43)
	}
	if _, err := d.do(order{Do: "connect", URL: "ws://" + addr + "/", Seats: seats}); err != nil {
		return 0, err
	}
	// A server that waits spends more on each frame than a busy one: what counts is the rate at which a frame costs least.
	least := math.Inf(1)
	for _, factor := range []float64{1, 1.5, 2, 2.5, 3} {
		before, err := cpuOf(p.node.pid())
		if err != nil {
			return 0, err
		}
		r, err := d.do(order{Do: "answer", Rate: factor * float64(m.Offered) / m.Seconds, Seconds: plan.Bare.Seconds() / 2})
		if err != nil {
			return 0, err
		}
		after, err := cpuOf(p.node.pid())
		if err != nil {
			return 0, err
		}
		if r.Refused > 0 || float64(r.Count) < 0.98*float64(r.Offered) {
			break
		}
		least = min(least, float64((after-before).Microseconds())/float64(r.Count))
	}
	return least, nil
}

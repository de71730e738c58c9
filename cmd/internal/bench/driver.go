package bench

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// driver is a load process as the benchmark sees it.
type driver struct {
	*child
	orders  *json.Encoder
	reports *json.Decoder
	in      io.Closer
}

// newDriver starts a load process.
func (p *place) newDriver() (*driver, error) {
	cmd := exec.Command(p.exe, "bench", "load")
	cmd.Env = os.Environ()
	ordersOut, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	reportsIn, out, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd.Stdin, cmd.Stdout = ordersOut, out
	c, err := spawn(cmd, filepath.Join(p.dir, "load.log"))
	_, _ = ordersOut.Close(), out.Close()
	return &driver{child: c, orders: json.NewEncoder(in), reports: json.NewDecoder(reportsIn), in: in}, err
}

// do gives an order and waits for its report.
func (d *driver) do(o order) (report, error) {
	if err := d.orders.Encode(o); err != nil {
		return report{}, errors.Join(err, errors.New(d.said()))
	}
	var r report
	if err := d.reports.Decode(&r); err != nil {
		return r, errors.Join(err, errors.New(d.said()))
	}
	if r.Err != "" {
		return r, errors.New(r.Err)
	}
	return r, nil
}

func (d *driver) end() {
	_ = d.in.Close()
	select {
	case <-d.done:
	case <-time.After(20 * time.Second):
		d.kill()
	}
}

// measured is what one order cost.
type measured struct {
	report
	cpu     time.Duration // of the processes watched
	client  time.Duration // of the load process
	records float64       // committed by the node
	batches float64
}

// rate is the acknowledgements a second.
func (m measured) rate() float64 { return float64(m.Count) / m.Seconds }

// cpuEach is the processor time for one record, in µs.
func (m measured) cpuEach() float64 {
	return float64(m.cpu.Microseconds()) / float64(m.Offered-m.Refused)
}

// measure runs an order and notes what node and database used for it.
func (p *place) measure(ctx context.Context, d *driver, o order) (m measured, err error) {
	note := func(sign float64) error {
		cpu, err1 := p.cpu()
		client, err2 := cpuOf(d.pid())
		records, err3 := p.metric(ctx, "suikao_journal_records")
		batches, err4 := p.metric(ctx, "suikao_journal_batches")
		m.cpu += time.Duration(sign) * cpu
		m.client += time.Duration(sign) * client
		m.records += sign * records
		m.batches += sign * batches
		return errors.Join(err1, err2, err3, err4)
	}
	if err := note(-1); err != nil {
		return m, err
	}
	if m.report, err = d.do(o); err != nil {
		return m, err
	}
	return m, note(+1)
}

func (p *place) socket() string { return "ws" + strings.TrimPrefix(p.url, "http") + "/api/device/ws" }

func cores() int { return runtime.NumCPU() }

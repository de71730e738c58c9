package main

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/suikao/suikao/proctor/agent/report"
)

// inputs counts what the kernel hears from keys and pointers. It keeps counts and nothing else: no key, no place.
type inputs struct {
	root    string
	open    map[string]*device
	virtual []string
	refused []string // devices that may not be read
	keys    int64
	pointer int64
	past    []tick
	scanned time.Time
}

// device is one input device.
type device struct{ fd int }

type tick struct {
	at            time.Time
	keys, pointer int64
}

func newInputs(root string) *inputs { return &inputs{root: root, open: map[string]*device{}} }

const (
	scanEvery = time.Second
	tickEvery = time.Second
	pastMost  = 15
)

// What of linux/input.h is counted.
const (
	evKey, evRel, evAbs = 1, 2, 3
	firstButton         = 0x100 // keys below, buttons of pointers from here on
	absPressure         = 0x18
	absMTFirst          = 0x2f
	absMTLast           = 0x3d
	propAccelerometer   = 1 << 6
)

// eventSize is the size of struct input_event: two longs of time, then type, code and value.
var eventSize = 2*strconv.IntSize/8 + 8

// read looks for new devices and takes what came.
func (in *inputs) read(now time.Time) {
	if now.Sub(in.scanned) >= scanEvery {
		in.scanned = now
		in.scan()
	}
	for name, d := range in.open {
		if !in.drain(d) {
			_ = syscall.Close(d.fd)
			delete(in.open, name)
		}
	}
	if n := len(in.past); n == 0 || now.Sub(in.past[n-1].at) >= tickEvery {
		in.past = append(in.past, tick{now, in.keys, in.pointer})
		in.past = in.past[max(0, len(in.past)-pastMost):]
	}
}

// scan opens devices that have hardware behind them, and names those that have none.
func (in *inputs) scan() {
	in.virtual, in.refused = nil, nil
	entries, err := os.ReadDir(filepath.Join(in.root, "sys/class/input"))
	if err != nil {
		in.refused = []string{"sys/class/input"}
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "event") {
			continue
		}
		dir := filepath.Join(in.root, "sys/class/input", e.Name())
		to, err := filepath.EvalSymlinks(dir)
		if err != nil {
			continue // it went just now
		}
		if strings.Contains(to, "/devices/virtual/") {
			in.virtual = append(in.virtual, line(dir+"/device/name"))
			continue
		}
		if accelerometer(line(dir + "/device/properties")) {
			continue // it moves with the table, not by a hand
		}
		if _, ok := in.open[e.Name()]; ok {
			continue
		}
		fd, err := syscall.Open(filepath.Join(in.root, "dev/input", e.Name()), syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
		if err != nil {
			in.refused = append(in.refused, e.Name())
			continue
		}
		in.open[e.Name()] = &device{fd}
	}
	slices.Sort(in.virtual)
}

func accelerometer(properties string) bool {
	fields := strings.Fields(properties)
	if len(fields) == 0 {
		return false
	}
	n, err := strconv.ParseUint(fields[len(fields)-1], 16, 64)
	return err == nil && n&propAccelerometer != 0
}

// drain counts what waits in a device; false when it is gone.
func (in *inputs) drain(d *device) bool {
	var room [64 * 24]byte
	buf := room[:64*eventSize]
	for range 64 { // a device that never stops must not hold the others up
		n, err := syscall.Read(d.fd, buf)
		if err != nil {
			return errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EINTR)
		}
		if n <= 0 {
			return true // a file of a test has no more
		}
		for at := 0; at+eventSize <= n; at += eventSize {
			e := buf[at+eventSize-8:]
			in.count(binary.NativeEndian.Uint16(e), binary.NativeEndian.Uint16(e[2:]))
		}
	}
	return true
}

func (in *inputs) count(kind, code uint16) {
	switch {
	case kind == evKey && code < firstButton:
		in.keys++
	case kind == evKey, kind == evRel:
		in.pointer++
	case kind == evAbs && (code <= 1 || code == absPressure || code >= absMTFirst && code <= absMTLast):
		in.pointer++
	}
}

// counts are the sums now, those of the last seconds, and the devices without hardware.
func (in *inputs) counts(now time.Time, t *trouble) (report.Inputs, []report.Tick, []string) {
	if len(in.refused) > 0 {
		*t = append(*t, "input devices that cannot be read: "+strings.Join(in.refused[:min(8, len(in.refused))], " "))
	}
	out := report.Inputs{Keys: in.keys, Pointer: in.pointer, Devices: len(in.open), Whole: len(in.open) > 0 && len(in.refused) == 0}
	past := make([]report.Tick, 0, len(in.past))
	for _, x := range in.past {
		past = append(past, report.Tick{Ago: max(0, now.Sub(x.at).Milliseconds()), Keys: x.keys, Pointer: x.pointer})
	}
	return out, past, slices.Clone(in.virtual)
}

func (in *inputs) close() {
	for _, d := range in.open {
		_ = syscall.Close(d.fd)
	}
}

package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/proctor/agent/report"
)

// machine looks at the seat below a root.
type machine struct {
	c      config
	root   string
	sums   map[string]fileSum
	inputs *inputs
	reach  []string
	tried  time.Time
}

// fileSum is the digest of a file as long as it looks the same.
type fileSum struct {
	size    int64
	changed time.Time
	summed  time.Time
	sum     string
}

// Large files are read anew only so often, unless their size or time changed.
const sumAgain = 10 * time.Minute

func newMachine(c config, root string) *machine {
	m := &machine{c: c, root: root, sums: map[string]fileSum{}, inputs: newInputs(root)}
	m.inputs.read(time.Now())
	return m
}

func (m *machine) close() { m.inputs.close() }

func (m *machine) path(p string) string { return filepath.Join(m.root, p) }

// look collects all that is reported but the fields of the exchange itself.
func (m *machine) look(ctx context.Context) report.Report {
	var t trouble
	now := time.Now()
	r := report.Report{Version: report.Version, At: now.UnixMilli(), Files: m.files(now, &t), USB: m.usb(&t), Displays: m.displays(&t)}
	processes := m.processes(&t)
	listening := m.listening(&t)
	r.Remote = m.remote(processes, listening)
	r.Debug = m.debug(processes, listening)
	r.Reach = m.reached(ctx, now)
	r.Inputs, r.Past, r.Virtual = m.inputs.counts(now, &t)
	r.Troubles = t
	return r
}

func (m *machine) files(now time.Time, t *trouble) []report.File {
	var out []report.File
	for _, p := range m.c.Files {
		out = append(out, report.File{Path: p, SHA256: m.sum(now, m.path(p))})
	}
	self, err := os.Executable()
	t.add("the agent itself", err)
	return append(out, report.File{Path: "agent", SHA256: m.sum(now, self)})
}

// sum is the digest of a file; empty when it cannot be read.
func (m *machine) sum(now time.Time, path string) string {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	if s, ok := m.sums[path]; ok && s.size == info.Size() && s.changed.Equal(info.ModTime()) && now.Sub(s.summed) < sumAgain {
		return s.sum
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	s := fileSum{info.Size(), info.ModTime(), now, hex.EncodeToString(h.Sum(nil))}
	m.sums[path] = s
	return s.sum
}

// line reads the first line of a small file.
func line(path string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	s, _, _ := strings.Cut(string(b), "\n")
	return clean(s)
}

// clean keeps a foreign text short and printable.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0xfffd {
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.TrimSpace(s), ""))
	if len(s) > 120 {
		s = strings.ToValidUTF8(s[:120], "")
	}
	return s
}

func (m *machine) usb(t *trouble) []string {
	entries, err := os.ReadDir(m.path("sys/bus/usb/devices"))
	t.add("usb", err)
	var out []string
	for _, e := range entries {
		dir := m.path("sys/bus/usb/devices/" + e.Name())
		vendor := line(dir + "/idVendor")
		if vendor == "" {
			continue // an interface of a device
		}
		out = append(out, clean(vendor+":"+line(dir+"/idProduct")+" "+line(dir+"/product")))
	}
	slices.Sort(out)
	return out
}

func (m *machine) displays(t *trouble) []string {
	entries, err := os.ReadDir(m.path("sys/class/drm"))
	t.add("displays", err)
	var out []string
	for _, e := range entries {
		dir := m.path("sys/class/drm/" + e.Name())
		if line(dir+"/status") != "connected" {
			continue
		}
		edid, err := os.ReadFile(dir + "/edid")
		if err != nil {
			edid = nil
		}
		sum := sha256.Sum256(edid)
		out = append(out, e.Name()+" "+hex.EncodeToString(sum[:8]))
	}
	slices.Sort(out)
	return out
}

// reachAgain is how often forbidden addresses are tried.
const reachAgain = time.Minute

// reached tries the addresses that the room must not reach.
func (m *machine) reached(ctx context.Context, now time.Time) []string {
	if len(m.c.Forbidden) == 0 || now.Sub(m.tried) < reachAgain {
		return m.reach
	}
	m.tried, m.reach = now, nil
	d := net.Dialer{Timeout: 700 * time.Millisecond}
	for _, a := range m.c.Forbidden[:min(len(m.c.Forbidden), 4)] {
		if c, err := d.DialContext(ctx, "tcp", a); err == nil {
			_ = c.Close()
			m.reach = append(m.reach, a)
		}
	}
	return m.reach
}

// process is one that runs.
type process struct {
	pid  int
	name string // comm
	args []string
}

// program is the name of the file that runs, as the process says.
func (p process) program() string {
	if len(p.args) == 0 {
		return ""
	}
	return clean(filepath.Base(strings.TrimSuffix(p.args[0], ":")))
}

func (p process) is(names []string) bool {
	program := p.program()
	return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, p.name) || strings.EqualFold(n, program) })
}

func (m *machine) processes(t *trouble) []process {
	entries, err := os.ReadDir(m.path("proc"))
	t.add("processes", err)
	var out []process
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		dir := m.path("proc/" + e.Name())
		p := process{pid: pid, name: line(dir + "/comm")}
		if b, err := os.ReadFile(dir + "/cmdline"); err == nil {
			p.args = strings.Split(strings.TrimRight(string(b), "\x00"), "\x00")
		}
		out = append(out, p)
	}
	return out
}

// socket is one that listens.
type socket struct {
	port  int
	inode string
}

// listening reads the TCP sockets that listen, also those on the loopback alone.
func (m *machine) listening(t *trouble) []socket {
	var out []socket
	for _, name := range []string{"tcp", "tcp6"} {
		b, err := os.ReadFile(m.path("proc/net/" + name))
		if err != nil {
			if name == "tcp" {
				t.add("sockets", err)
			}
			continue
		}
		for _, l := range strings.Split(string(b), "\n")[1:] {
			f := strings.Fields(l)
			if len(f) < 10 || f[3] != "0A" {
				continue
			}
			_, hexPort, _ := strings.Cut(f[1], ":")
			if port, err := strconv.ParseUint(hexPort, 16, 16); err == nil {
				out = append(out, socket{int(port), f[9]})
			}
		}
	}
	return out
}

// debugPort reports whether a browser is usually driven by a port.
func debugPort(p int) bool { return p >= 9200 && p <= 9299 }

func (m *machine) remote(all []process, listening []socket) []string {
	var out []string
	for _, p := range all {
		if p.is(m.c.Remote) {
			out = append(out, cmp.Or(p.name, p.program()))
		}
	}
	for _, s := range listening {
		if slices.Contains(m.c.Ports, s.port) && !debugPort(s.port) {
			out = append(out, fmt.Sprintf("port %d", s.port))
		}
	}
	return once(out)
}

// driving are the switches by which a browser lets itself be driven, or takes code that is no page.
var driving = []string{"--remote-debugging-port", "--remote-debugging-pipe", "--remote-debugging-address", "--remote-allow-origins", "--enable-automation",
	"--load-extension", "--disable-extensions-except", "--disable-web-security", "--user-scripts"}

// debug finds signs that the browser can be driven from outside.
func (m *machine) debug(all []process, listening []socket) []string {
	var out []string
	inodes := map[string]int{}
	for _, s := range listening {
		inodes["socket:["+s.inode+"]"] = s.port
		if slices.Contains(m.c.Ports, s.port) && debugPort(s.port) {
			out = append(out, fmt.Sprintf("port %d", s.port))
		}
	}
	for _, p := range all {
		if !p.is(m.c.Browsers) {
			continue
		}
		for _, a := range p.args {
			name, _, _ := strings.Cut(a, "=")
			if slices.Contains(driving, name) {
				out = append(out, name)
			}
		}
		dir := m.path(fmt.Sprintf("proc/%d/fd", p.pid))
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue // of another user: ports and switches remain
		}
		for _, e := range entries {
			if to, err := os.Readlink(filepath.Join(dir, e.Name())); err == nil {
				if port, ok := inodes[to]; ok {
					out = append(out, fmt.Sprintf("the browser listens on port %d", port))
				}
			}
		}
	}
	return once(out)
}

func once(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

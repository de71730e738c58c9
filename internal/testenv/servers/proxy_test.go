package servers_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/testenv/servers"
)

// echo answers each line and counts what it got.
func echo(t *testing.T) (addr string, got *atomic.Int64) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ln.Close() })
	got = &atomic.Int64{}
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = c.Close() }()
				for r := bufio.NewReader(c); ; {
					line, err := r.ReadString('\n')
					if err != nil {
						return
					}
					got.Add(1)
					if _, err := io.WriteString(c, line); err != nil {
						return
					}
				}
			}()
		}
	}()
	return ln.Addr().String(), got
}

func ask(t *testing.T, c net.Conn, line string) (string, error) {
	t.Helper()
	_ = c.SetDeadline(time.Now().Add(2 * time.Second))
	if _, err := io.WriteString(c, line+"\n"); err != nil {
		return "", err
	}
	answer, err := bufio.NewReader(c).ReadString('\n')
	return strings.TrimSpace(answer), err
}

func TestProxyHarmsAtTheChosenMoment(t *testing.T) {
	for harm, reaches := range map[servers.Harm]int64{servers.CutBefore: 0, servers.CutAfter: 1, servers.CutRequest: 1} {
		addr, got := echo(t)
		p, err := servers.StartProxy("tcp", "127.0.0.1:0", "tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = p.Close() })
		c := dial(t, p.Addr())
		if a, err := ask(t, c, "hello"); a != "hello" || err != nil {
			t.Fatalf("through the proxy: %q %v", a, err)
		}
		p.Watch(func(b []byte) servers.Harm {
			if strings.HasPrefix(string(b), "commit") {
				return harm
			}
			return servers.Pass
		})
		if a, err := ask(t, c, "again"); a != "again" || err != nil {
			t.Errorf("another request: %q %v", a, err)
		}
		before := got.Load()
		if a, err := ask(t, c, "commit"); err == nil {
			t.Errorf("harm %d: answered %q", harm, a)
		}
		time.Sleep(50 * time.Millisecond)
		if n := got.Load() - before; n != reaches {
			t.Errorf("harm %d: the server got %d requests, want %d", harm, n, reaches)
		}
	}
}

func TestProxyStallsRefusesAndCuts(t *testing.T) {
	addr, _ := echo(t)
	p, err := servers.StartProxy("tcp", "127.0.0.1:0", "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	c := dial(t, p.Addr())
	p.Stall(true)
	time.AfterFunc(200*time.Millisecond, func() { p.Stall(false) })
	began := time.Now()
	if a, err := ask(t, c, "late"); a != "late" || err != nil || time.Since(began) < 150*time.Millisecond {
		t.Errorf("stalled: %q %v after %s", a, err, time.Since(began))
	}
	if n := p.Cut(); n != 1 {
		t.Errorf("%d connections were open", n)
	}
	if _, err := ask(t, c, "cut"); err == nil || errors.Is(err, net.ErrClosed) {
		t.Errorf("a cut connection answers: %v", err)
	}
	p.Refuse(true)
	if late, err := net.Dial("tcp", p.Addr()); err == nil { // the reset may come with the handshake or after it
		if _, err := ask(t, late, "refused"); err == nil {
			t.Error("a refused connection answers")
		}
		_ = late.Close()
	}
	p.Refuse(false)
	other, _ := echo(t)
	p.Aim("tcp", other)
	if a, err := ask(t, dial(t, p.Addr()), "elsewhere"); a != "elsewhere" || err != nil {
		t.Errorf("aimed elsewhere: %q %v", a, err)
	}
}

func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func TestMissingProgramsAreSaid(t *testing.T) {
	t.Setenv("PATH", "")
	if _, err := servers.Find("no-such-server"); !errors.Is(err, servers.ErrMissing) || !strings.Contains(err.Error(), "no-such-server") {
		t.Errorf("%v", err)
	}
}

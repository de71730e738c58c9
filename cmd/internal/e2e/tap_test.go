package e2e_test

import (
	"bytes"
	"io"
	"net"
	"net/url"
	"slices"
	"sync"
	"testing"
)

// tap stands between clients and the program and keeps every byte that the program sends: HTTP heads and bodies, frames
// of sockets. Frames of a server are not masked, so texts in them can be read.
type tap struct {
	url string
	ln  net.Listener
	to  string

	mu      sync.Mutex
	streams []*bytes.Buffer // one a connection, in the order of connecting
	conns   []net.Conn
}

// listen puts a tap before the program at an address.
func listen(t testing.TB, address string) *tap {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &tap{url: "http://" + ln.Addr().String(), ln: ln, to: u.Host}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { p.carry(c) })
		}
	})
	t.Cleanup(func() {
		_ = ln.Close()
		p.mu.Lock()
		for _, c := range p.conns {
			_ = c.Close()
		}
		p.mu.Unlock()
		wg.Wait()
	})
	return p
}

func (p *tap) carry(client net.Conn) {
	server, err := net.Dial("tcp", p.to)
	if err != nil {
		_ = client.Close()
		return
	}
	kept := &bytes.Buffer{}
	p.mu.Lock()
	p.streams = append(p.streams, kept)
	p.conns = append(p.conns, client, server)
	p.mu.Unlock()
	var wg sync.WaitGroup
	wg.Go(func() {
		_, _ = io.Copy(server, client)
		_ = server.(*net.TCPConn).CloseWrite()
	})
	wg.Go(func() {
		_, _ = io.Copy(io.MultiWriter(&locked{p, kept}, client), server)
		_ = client.(*net.TCPConn).CloseWrite()
	})
	wg.Wait()
	_, _ = client.Close(), server.Close()
}

type locked struct {
	p *tap
	w io.Writer
}

func (l *locked) Write(b []byte) (int, error) {
	l.p.mu.Lock()
	defer l.p.mu.Unlock()
	return l.w.Write(b)
}

// sent returns a copy of everything that was sent so far, by connection.
func (p *tap) sent() [][]byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := make([][]byte, len(p.streams))
	for i, s := range p.streams {
		out[i] = slices.Clone(s.Bytes())
	}
	return out
}

// behind is the same site, reached through the tap. Staff stays where it was.
func (p *tap) behind(s *site) *site {
	return &site{t: s.t, url: p.url, now: s.now, staff: s.staff, cards: s.cards, rooms: slices.Clone(s.rooms), point: s.point}
}

package mediatest

import (
	"bufio"
	"bytes"
	"crypto/md5" //nolint:gosec // RFC 2617 as cameras speak it
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
)

// RoomCamera is a camera of a room that speaks RTSP (RFC 2326) as cameras in the field do: digest authentication, H.264 interleaved in
// the TCP connection. It can be unplugged and plugged in again at the same address.
type RoomCamera struct {
	user, password string
	address        string
	units          [][][]byte // NAL units of each picture
	fps            int

	played  atomic.Int64 // times that somebody was served
	refused atomic.Int64 // times that a password was wrong
	hushed  atomic.Bool

	mu    sync.Mutex
	ln    net.Listener
	conns map[net.Conn]bool
	wg    sync.WaitGroup
}

// StartRoomCamera serves a film of H.264 in Annex B form, again and again, on loopback.
func StartRoomCamera(film []byte, fps int, user, password string) (*RoomCamera, error) {
	c := &RoomCamera{user: user, password: password, units: pictures(film), fps: fps, conns: map[net.Conn]bool{}}
	if len(c.units) == 0 {
		return nil, fmt.Errorf("no picture in %d bytes", len(film))
	}
	c.address = "127.0.0.1:0"
	return c, c.Plug()
}

// URL is where it is, with its password.
func (c *RoomCamera) URL() string {
	return fmt.Sprintf("rtsp://%s:%s@%s/stream1", c.user, c.password, c.address)
}

// Bare is its address without the password, as ONVIF gives it.
func (c *RoomCamera) Bare() string { return "rtsp://" + c.address + "/stream1" }

// Played is how often it was asked to play and did; Refused how often a password was wrong.
func (c *RoomCamera) Played() int64 { return c.played.Load() }

// Refused is Played's neighbour.
func (c *RoomCamera) Refused() int64 { return c.refused.Load() }

// Hush lets it send nothing while the connection stands.
func (c *RoomCamera) Hush(on bool) { c.hushed.Store(on) }

// Plug begins to listen, at the address it had.
func (c *RoomCamera) Plug() error {
	ln, err := net.Listen("tcp4", c.address)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.ln, c.address = ln, ln.Addr().String()
	c.mu.Unlock()
	c.wg.Go(func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			c.mu.Lock()
			c.conns[conn] = true
			c.mu.Unlock()
			c.wg.Go(func() { c.serve(conn) })
		}
	})
	return nil
}

// Unplug ends it at once: connections break, new ones are refused.
func (c *RoomCamera) Unplug() {
	c.mu.Lock()
	_ = c.ln.Close()
	for conn := range c.conns {
		_ = conn.Close()
	}
	clear(c.conns)
	c.mu.Unlock()
	c.wg.Wait()
}

// pictures splits Annex B into the NAL units of each picture; a picture ends with its slice.
func pictures(film []byte) [][][]byte {
	var out [][][]byte
	var now [][]byte
	for _, nal := range bytes.Split(bytes.ReplaceAll(film, []byte{0, 0, 0, 1}, []byte{0, 0, 1}), []byte{0, 0, 1}) {
		if len(nal) == 0 {
			continue
		}
		now = append(now, nal)
		if kind := nal[0] & 0x1f; kind == 1 || kind == 5 {
			out, now = append(out, now), nil
		}
	}
	return out
}

// serve answers one connection.
func (c *RoomCamera) serve(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	r := textproto.NewReader(bufio.NewReader(conn))
	var out sync.Mutex // answers and pictures share the connection
	over := make(chan struct{})
	defer close(over)
	for {
		line, err := r.ReadLine()
		if err != nil {
			return
		}
		head, err := r.ReadMIMEHeader()
		if err != nil {
			return
		}
		method, rest, _ := strings.Cut(line, " ")
		uri, _, _ := strings.Cut(rest, " ")
		answer, more, body := "200 OK", "", ""
		switch {
		case method == "OPTIONS":
			more = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER\r\n"
		case !c.knows(method, head.Get("Authorization")):
			if head.Get("Authorization") != "" {
				c.refused.Add(1)
			}
			answer, more = "401 Unauthorized", `WWW-Authenticate: Digest realm="camera", nonce="`+nonce+`"`+"\r\n"
		case method == "DESCRIBE":
			body = c.sdp()
			more = "Content-Base: " + uri + "/\r\nContent-Type: application/sdp\r\n"
		case method == "SETUP" && !strings.Contains(head.Get("Transport"), "TCP"):
			answer = "461 Unsupported Transport"
		case method == "SETUP":
			more = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 42;timeout=60\r\n"
		case method == "PLAY":
			more = "Session: 42\r\n"
			c.played.Add(1)
			c.wg.Go(func() { c.play(conn, &out, over) })
		}
		if body != "" {
			more += fmt.Sprintf("Content-Length: %d\r\n", len(body))
		}
		out.Lock()
		_, err = fmt.Fprintf(conn, "RTSP/1.0 %s\r\nCSeq: %s\r\n%s\r\n%s", answer, head.Get("Cseq"), more, body)
		out.Unlock()
		if err != nil || method == "TEARDOWN" {
			return
		}
	}
}

const nonce = "5f2c8e1b7a"

// knows checks the digest of RFC 2617 without qop, over the address that the client itself names.
func (c *RoomCamera) knows(method, word string) bool {
	part := func(name string) string {
		_, rest, _ := strings.Cut(word, name+`="`)
		value, _, _ := strings.Cut(rest, `"`)
		return value
	}
	sum := func(s string) string { return fmt.Sprintf("%x", md5.Sum([]byte(s))) } //nolint:gosec // as above
	want := sum(sum(c.user+":camera:"+c.password) + ":" + nonce + ":" + sum(method+":"+part("uri")))
	return strings.HasPrefix(word, "Digest ") && part("username") == c.user && part("response") == want
}

func (c *RoomCamera) sdp() string {
	var sets []string
	for _, nal := range c.units[0] {
		if kind := nal[0] & 0x1f; kind == 7 || kind == 8 {
			sets = append(sets, base64.StdEncoding.EncodeToString(nal))
		}
	}
	return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n" +
		"a=fmtp:96 packetization-mode=1;sprop-parameter-sets=" + strings.Join(sets, ",") + "\r\na=control:trackID=0\r\n"
}

// play sends pictures until the connection is over.
func (c *RoomCamera) play(conn net.Conn, out *sync.Mutex, over <-chan struct{}) {
	t := time.NewTicker(time.Second / time.Duration(c.fps))
	defer t.Stop()
	h := rtp.Header{Version: 2, PayloadType: 96, SSRC: 7, SequenceNumber: 1, Timestamp: 9000}
	payloader := &codecs.H264Payloader{}
	for n := 0; ; n++ {
		select {
		case <-over:
			return
		case <-t.C:
		}
		if c.hushed.Load() {
			continue
		}
		var parts [][]byte
		for _, nal := range c.units[n%len(c.units)] {
			parts = append(parts, payloader.Payload(1200, nal)...)
		}
		for i, part := range parts {
			h.Marker = i == len(parts)-1
			b, err := (&rtp.Packet{Header: h, Payload: part}).Marshal()
			if err != nil {
				return
			}
			h.SequenceNumber++
			frame := binary.BigEndian.AppendUint16([]byte{'$', 0}, uint16(len(b)))
			out.Lock()
			_, err = conn.Write(append(frame, b...))
			out.Unlock()
			if err != nil {
				return
			}
		}
		h.Timestamp += uint32(90000 / c.fps)
	}
}

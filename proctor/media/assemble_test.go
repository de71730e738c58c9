package media

import (
	"math/rand/v2"
	"testing"

	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"

	"pgregory.net/rapid"
)

// packets cuts frames into RTP packets as a camera does. Frame i says its number; every fifth is a key frame.
func packets(n int, first uint16) []*rtp.Packet {
	var out []*rtp.Packet
	pay := &codecs.VP8Payloader{}
	seq := first
	for i := range n {
		body := make([]byte, 30+i%7*20)
		body[0], body[1] = 1, byte(i)
		if i%5 == 0 {
			body[0] = 0
		}
		parts := pay.Payload(40, body)
		for k, p := range parts {
			out = append(out, &rtp.Packet{Header: rtp.Header{SequenceNumber: seq, Timestamp: uint32(i * 6000), Marker: k == len(parts)-1}, Payload: p})
			seq++
		}
	}
	return out
}

// Whatever order packets come in within the patience, and however often: each frame comes out once and in order.
func TestAnyOrderGivesEveryFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := packets(60, uint16(rapid.IntRange(65400, 65535).Draw(t, "first")))
		for range rapid.IntRange(0, 40).Draw(t, "swaps") {
			i := rapid.IntRange(1, len(all)-9).Draw(t, "i")
			j := i + rapid.IntRange(1, 8).Draw(t, "by")
			all[i], all[j] = all[j], all[i]
		}
		a, got := newAssembler(), []int{}
		for _, p := range all {
			for range rapid.IntRange(1, 2).Draw(t, "times") {
				if a.push(p, func(f frame) { got = append(got, int(f.data[1])) }) {
					t.Fatal("a hole where nothing is missing")
				}
			}
		}
		for i, n := range got {
			if n != i {
				t.Fatalf("frame %d came as number %d", n, i)
			}
		}
		if len(got) != 60 {
			t.Fatalf("%d frames", len(got))
		}
	})
}

// After a packet that never comes, nothing comes out before the next key frame, and from there on everything.
func TestAHoleEndsAtAKeyFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := packets(200, 10)
		miss := rapid.IntRange(1, len(all)/2).Draw(t, "miss")
		bad := int(all[miss].Timestamp / 6000)
		a, holes, last, resumed := newAssembler(), 0, -1, -1
		for i, p := range all {
			if i == miss {
				continue
			}
			if a.push(p, func(f frame) {
				n := int(f.data[1])
				if n <= last || n == bad {
					t.Fatalf("frame %d after %d, %d is not whole", n, last, bad)
				}
				if n != last+1 {
					if !f.key {
						t.Fatalf("frame %d after a hole is no key frame", n)
					}
					resumed = n
				}
				last = n
			}) {
				holes++
			}
		}
		if holes != 1 || last != 199 || resumed < 0 || a.lost != 1 {
			t.Fatalf("%d holes, last %d, resumed %d, %d lost", holes, last, resumed, a.lost)
		}
	})
}

// Rubbish brings nothing down.
func TestRubbishIsTaken(t *testing.T) {
	a := newAssembler()
	for range 100_000 {
		p := &rtp.Packet{Header: rtp.Header{SequenceNumber: uint16(rand.Uint32()), Timestamp: rand.Uint32(), Marker: rand.IntN(2) == 0}, Payload: make([]byte, rand.IntN(30))}
		for i := range p.Payload {
			p.Payload[i] = byte(rand.Uint32())
		}
		a.push(p, func(f frame) { pictureSize(f.data) })
		opusSamples(p.Payload)
	}
}

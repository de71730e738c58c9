package assembly

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
)

// stream gives the draw its numbers. Only whole words of ChaCha8 are used.
type stream struct{ src *rand.ChaCha8 }

func newStream() *stream { return &stream{rand.NewChaCha8([32]byte{})} }

// below returns a number in [0, n), each equally likely (Lemire's multiplication with rejection). n must be positive.
func (s *stream) below(n int) int {
	bound := uint64(n)
	hi, lo := bits.Mul64(s.src.Uint64(), bound)
	if lo < bound {
		for floor := -bound % bound; lo < floor; {
			hi, lo = bits.Mul64(s.src.Uint64(), bound)
		}
	}
	return int(hi)
}

// shuffle puts list into a uniformly random order (Fisher–Yates from the end).
func shuffle[T any](s *stream, list []T) {
	for i := len(list) - 1; i > 0; i-- {
		j := s.below(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}

// appendLen appends v with its length in front, so that no two lists of fields give the same bytes.
func appendLen(b, v []byte) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(v))), v...)
}

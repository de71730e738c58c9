package assembly

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
)

// stream gives the draw its numbers. Only whole words of ChaCha8 are used, each once, in order.
type stream struct {
	src     *rand.ChaCha8
	at, end int // words[at:end] were taken from src and not used yet
	words   [2*tries + spare]uint64
}

// spare is how many words pick may have to throw away among those that one call of ahead gave: each is thrown away with a
// chance below 2^-50.
const spare = 8

func newStream() *stream { return &stream{src: rand.NewChaCha8([32]byte{})} }

func (s *stream) seed(seed [32]byte) {
	s.src.Seed(seed)
	s.at, s.end = 0, 0
}

func (s *stream) next() uint64 {
	if s.at < s.end {
		s.at++
		return s.words[s.at-1]
	}
	return s.src.Uint64()
}

// ahead returns the words that come next without using them; skip uses n of them. A loop that takes its numbers from there calls
// nothing.
func (s *stream) ahead() *[2*tries + spare]uint64 {
	kept := copy(s.words[:], s.words[s.at:s.end])
	for i := range s.words[kept:] {
		s.words[kept+i] = s.src.Uint64()
	}
	s.at, s.end = 0, len(s.words)
	return &s.words
}

func (s *stream) skip(n int) { s.at += n }

// below returns a number in [0, n), each equally likely (Lemire's multiplication with rejection). n must be positive.
func (s *stream) below(n int) int {
	bound := uint64(n)
	hi, lo := bits.Mul64(s.next(), bound)
	if lo < bound {
		for floor := -bound % bound; lo < floor; {
			hi, lo = bits.Mul64(s.next(), bound)
		}
	}
	return int(hi)
}

// pick is below with the words from words[k] on; it returns the place of the next word too.
func pick(words *[2*tries + spare]uint64, k, n int) (int, int) {
	hi, lo := bits.Mul64(words[k], uint64(n))
	if lo < uint64(n) {
		return pickAgain(words, k, uint64(n))
	}
	return int(hi), k + 1
}

func pickAgain(words *[2*tries + spare]uint64, k int, bound uint64) (int, int) {
	for floor := -bound % bound; ; k++ {
		if hi, lo := bits.Mul64(words[k], bound); lo >= floor {
			return int(hi), k + 1
		}
	}
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

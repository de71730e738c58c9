package actor

import (
	"crypto/rand"
	"strings"
	"time"
)

const crockford = "0123456789abcdefghjkmnpqrstvwxyz"

// NewID returns a new identifier: 26 characters, 48 bits of the time in milliseconds and 80 random bits, so that ids sort
// by creation and do not collide (the layout of a ULID, in lower case).
func NewID(now time.Time) string {
	var b [16]byte
	ms := uint64(now.UnixMilli())
	for i := range 6 {
		b[i] = byte(ms >> (40 - 8*i))
	}
	_, _ = rand.Read(b[6:]) // crypto/rand.Read never fails since Go 1.24; it stops the program instead
	var out [26]byte
	// 128 bits in 26 groups of 5, the first holding 3 bits.
	var acc uint64
	bits, n := uint(2), 0
	for _, c := range b {
		acc = acc<<8 | uint64(c)
		bits += 8
		for bits >= 5 {
			bits -= 5
			out[n] = crockford[acc>>bits&31]
			n++
		}
	}
	return string(out[:])
}

// ValidID reports whether s has the form of an identifier.
func ValidID(s string) bool {
	if len(s) != 26 {
		return false
	}
	for i := range len(s) {
		if strings.IndexByte(crockford, s[i]) < 0 {
			return false
		}
	}
	return s[0] <= '7'
}

// IDTime returns the time an identifier was made at, to the millisecond; false where id is none.
func IDTime(id string) (time.Time, bool) {
	if !ValidID(id) {
		return time.Time{}, false
	}
	var ms int64
	for i := range 10 {
		ms = ms<<5 | int64(strings.IndexByte(crockford, id[i]))
	}
	return time.UnixMilli(ms).UTC(), true
}

package crypt

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"math/big"
	"strings"
)

// codeLetters are digits and capital letters without I, L, O and U (Crockford's base32): nothing that reads alike.
const codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Digits returns n random digits, for codes sent by phone and for PINs.
func Digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		d, err := rand.Int(rand.Reader, big.NewInt(10))
		if err != nil {
			panic(err) // crypto/rand does not fail
		}
		b[i] = byte('0' + d.Int64())
	}
	return string(b)
}

// Code returns n random characters, 5 bits each, that people can read out and type: for enrolment and claim codes.
func Code(n int) string {
	b := randomBytes(n)
	for i := range b {
		b[i] = codeLetters[b[i]&31]
	}
	return string(b)
}

// NormalizeCode brings what somebody typed into the form that Code made: capital letters, O as 0, I and L as 1, full
// width letters narrow, without spaces and hyphens.
func NormalizeCode(typed string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		if r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		switch r {
		case 'O':
			return '0'
		case 'I', 'L':
			return '1'
		case ' ', '-', '\u3000', '\t', '—', '–':
			return -1
		}
		return r
	}, typed)
}

// Token returns 256 random bits as 43 URL-safe characters, for sessions, devices and links.
func Token() string { return base64.RawURLEncoding.EncodeToString(randomBytes(32)) }

// HashToken is what is stored of a Token. Plain SHA-256 is right for it: nobody can guess 256 bits.
func HashToken(token string) []byte {
	s := sha256.Sum256([]byte("suikao/token/1|" + token))
	return s[:]
}

// HashCode is what is stored of a short code. It needs the ring's secret, so that a stolen table cannot be searched by
// trying all million codes. Bind the purpose to what the code is for ("sms:"+id).
func (r *Ring) HashCode(purpose, code string) []byte { return r.Index("code:"+purpose, code) }

// MatchCode compares a typed code with a stored HashCode in constant time.
func (r *Ring) MatchCode(purpose, code string, stored []byte) bool {
	return hmac.Equal(r.HashCode(purpose, code), stored)
}

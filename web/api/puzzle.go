package api

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"math/bits"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/internal/fault"
)

// ErrPuzzle refuses a question without a solved puzzle. The page solves another one by itself.
var ErrPuzzle = fault.Define("verify.puzzle", fault.Conflict, "页面的安全校验已过期，请再查询一次。", "The page's safety check has run out. Please ask again.")

// Puzzles makes whoever asks by number and name spend some computing on each question, so that guessing names to numbers by the thousand costs more
// than it brings: process.md asks for a challenge, and one that people read letters from shuts some of them out. It is a proof of work (Hashcash): a
// number whose SHA-256 behind the puzzle's text begins with Bits zero bits. A telephone needs well under a second while its owner types. The
// puzzle carries its own proof of origin; only solved ones are remembered, each until it ends. A library for it (altcha) could not be had.
type Puzzles struct {
	Key   func() []byte // 32 bytes; the same on all nodes
	Bits  int           // [16]
	Clock func() time.Time
	// First reports whether a key was not there yet, and keeps it for a time.
	First func(ctx context.Context, key string, keep time.Duration) (bool, error)
}

const (
	puzzleBits = 16
	puzzleLife = 10 * time.Minute
	puzzleMAC  = 16
)

func (p Puzzles) bits() int {
	if p.Bits > 0 {
		return p.Bits
	}
	return puzzleBits
}

func (p Puzzles) mac(head []byte) []byte {
	h := hmac.New(sha256.New, p.Key())
	h.Write(head)
	return h.Sum(nil)[:puzzleMAC]
}

// New returns the text of a puzzle.
func (p Puzzles) New() string {
	head := make([]byte, 8, 12+puzzleMAC)
	_, _ = rand.Read(head)
	head = binary.BigEndian.AppendUint32(head, uint32(p.Clock().Add(puzzleLife).Unix()))
	return base64.RawURLEncoding.EncodeToString(append(head, p.mac(head)...))
}

// Check takes a solution, puzzle:number, once. Errors: ErrPuzzle.
func (p Puzzles) Check(ctx context.Context, solution string) error {
	text, _, ok := strings.Cut(solution, ":")
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if !ok || err != nil || len(raw) != 12+puzzleMAC || len(solution) > 80 || !hmac.Equal(raw[12:], p.mac(raw[:12])) {
		return ErrPuzzle
	}
	left := time.Unix(int64(binary.BigEndian.Uint32(raw[8:])), 0).Sub(p.Clock())
	if left <= 0 || zeros(sha256.Sum256([]byte(solution))) < p.bits() {
		return ErrPuzzle
	}
	first, err := p.First(ctx, "verify.puzzle:"+text, left+time.Minute)
	if err == nil && !first {
		return ErrPuzzle
	}
	return err
}

func zeros(sum [32]byte) int {
	n := 0
	for _, b := range sum {
		n += bits.LeadingZeros8(b)
		if b != 0 {
			break
		}
	}
	return n
}

// Puzzle is what a page solves before it asks.
type Puzzle struct {
	Puzzle string `json:"puzzle" doc:"find a number so that SHA-256 of puzzle:number, as text with the number in decimal, begins with so many zero bits; that text is the proof"`
	Bits   int    `json:"bits"`
	Life   int    `json:"life" doc:"seconds it can be used"`
}

func registerPuzzle(g Groups, p Puzzles) {
	huma.Register(g.Public, huma.Operation{OperationID: "verify-puzzle", Method: http.MethodGet, Path: "/verify/puzzle", Summary: "A puzzle to solve before asking by number",
		Description: "A proof of work. Each can be used once."},
		func(context.Context, *struct{}) (*struct {
			Cache string `header:"Cache-Control"`
			Body  Puzzle
		}, error) {
			out := &struct {
				Cache string `header:"Cache-Control"`
				Body  Puzzle
			}{Cache: "no-store", Body: Puzzle{p.New(), p.bits(), int(puzzleLife / time.Second)}}
			return out, nil
		})
}

package questionbank

import (
	"context"

	"github.com/suikao/suikao/exam/people"
)

// Vault seals and opens what must not lie readable in the database. *crypt.Ring is one.
type Vault interface {
	// Seal encrypts plain; purpose is bound into the result.
	Seal(purpose string, plain []byte) (string, error)
	// Open returns what was sealed for the same purpose.
	Open(purpose, sealed string) ([]byte, error)
	// Index returns the blind index of a normalised value: equal values of one purpose have equal indexes.
	Index(purpose, normalized string) []byte
}

// Organisations tells the path of a bank's owner.
type Organisations interface {
	// OrgPath returns the organisation path ("/a/b/"); a NotFound fault where there is none.
	OrgPath(ctx context.Context, id people.OrgID) (string, error)
}

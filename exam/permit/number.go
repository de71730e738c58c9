package permit

import (
	"context"
	"strings"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
)

// Purposes of sealed values and blind indexes.
const (
	purposeNumber = "permit.number"
	purposeQuery  = "permit.query"
	purposeCode   = "permit.code"
)

// codeLength is the number of characters of a 核验码: 26 × 5 = 130 random bits.
const codeLength = 26

// scheme is the number space of a kind of credential: T and the document number for operation permits, the document
// number itself for the others ([K]; the exact national form is unconfirmed).
func scheme(k rules.Credential) string {
	if k == rules.OperationPermit {
		return "T"
	}
	return "C"
}

// NumberFor is the clear number that a permit of a kind has for the owner of a document.
func NumberFor(k rules.Credential, d identity.Document) string { return numberOf(k, d) }

// numberOf makes the clear number from a document. A passport's number follows its country.
func numberOf(k rules.Credential, d identity.Document) string {
	n := d.Country + d.Number
	if scheme(k) == "T" {
		return "T" + n
	}
	return n
}

// MaskNumber hides the middle: T420***********123X; short numbers keep two characters on either side.
func MaskNumber(n string) string {
	head, tail := 4, 4
	if len(n) < 15 {
		head, tail = 2, 2
	}
	if len(n) <= head+tail {
		return strings.Repeat("*", len(n))
	}
	return n[:head] + strings.Repeat("*", len(n)-head-tail) + n[len(n)-tail:]
}

// number gives the permit the person's number: the one on the person's other permits of the kind, or a new one from the
// document. It also makes the blind index of the public check.
func (s *Service) number(ctx context.Context, p *Permit) (Sealed, error) {
	space := scheme(p.Kind)
	owner := purposeNumber + ":" + string(p.Person)
	sealed, index, ok, err := s.Permits.NumberOf(ctx, p.Person, space)
	if err != nil {
		return Sealed{}, err
	}
	clear := ""
	if ok {
		plain, err := s.Vault.Open(owner, sealed)
		if err != nil {
			return Sealed{}, err
		}
		clear = string(plain)
	} else {
		doc, err := s.People.DocumentFor(ctx, p.Person, "permit number")
		if err != nil {
			return Sealed{}, err
		}
		clear = numberOf(p.Kind, doc)
		if sealed, err = s.Vault.Seal(owner, []byte(clear)); err != nil {
			return Sealed{}, err
		}
		index = s.Vault.Index(purposeNumber, clear)
		if err := duplicate(s.Permits.AddNumber(ctx, p.Person, space, sealed, index), ErrNumberTaken); err != nil {
			return Sealed{}, err
		}
	}
	p.NumberMasked = MaskNumber(clear)
	return Sealed{Number: sealed, Index: index, Query: s.queryIndex(clear, p.Holder.Name)}, nil
}

// queryIndex is the one index by which the public finds a permit: number and name together.
func (s *Service) queryIndex(number, name string) []byte {
	return s.Vault.Index(purposeQuery, identity.NormalizeNumber(number)+"|"+identity.NormalizeName(name))
}

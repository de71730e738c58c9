package cose

import (
	"bytes"
	"errors"

	"github.com/fxamacker/cbor/v2"
)

// ErrMalformed means that bytes are not the one encoding that a record has.
var ErrMalformed = errors.New("cose: malformed")

// Codec encodes records in the one way that counts and refuses every other one when it reads.
type Codec struct {
	enc cbor.EncMode
	dec cbor.DecMode
}

// Strict returns the codec of FORMAT.md: deterministic CBOR (RFC 8949 §4.2.1) without tags, at most depth levels deep.
func Strict(depth int) Codec {
	opts := cbor.CoreDetEncOptions()
	opts.TagsMd = cbor.TagsForbidden
	enc, err := opts.EncMode()
	if err != nil {
		panic(err) // constants
	}
	dec, err := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		MaxNestedLevels: max(4, depth), MaxArrayElements: 1 << 24, ExtraReturnErrors: cbor.ExtraDecErrorUnknownField}.DecMode()
	if err != nil {
		panic(err)
	}
	return Codec{enc, dec}
}

// Encode returns v in CBOR.
func (c Codec) Encode(v any) ([]byte, error) { return c.enc.Marshal(v) }

// Decode reads raw into v, a pointer to a zero value of the type that was encoded. Errors: ErrMalformed, also where v encodes to other bytes.
func (c Codec) Decode(raw []byte, v any) error {
	if err := c.dec.Unmarshal(raw, v); err != nil {
		return errors.Join(ErrMalformed, err)
	}
	again, err := c.enc.Marshal(v)
	if err != nil || !bytes.Equal(again, raw) {
		return ErrMalformed
	}
	return nil
}

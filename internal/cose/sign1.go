package cose

import (
	"context"
	"errors"
	"fmt"
)

// What a message can be refused for, beside ErrMalformed.
var (
	ErrUnknownKey = errors.New("cose: signed with a key that is not known")
	ErrSignature  = errors.New("cose: the signature does not hold")
)

// maxMessage is more than any message here has: a snapshot of the status of many millions.
const maxMessage = 32 << 20

type header struct {
	Alg Alg    `cbor:"1,keyasint"`
	Kid []byte `cbor:"4,keyasint,omitempty"`
}

type counter struct {
	_         struct{} `cbor:",toarray"`
	Protected []byte
	Rest      struct{}
	Signature []byte
}

type unprotected struct {
	Counter *counter `cbor:"11,keyasint,omitempty"`
}

type message struct {
	_         struct{} `cbor:",toarray"`
	Protected []byte
	Rest      unprotected
	Payload   []byte
	Signature []byte
}

var codec = Strict(8)

// signed is the Sig_structure of RFC 9052 §4.4.
func signed(purpose string, protected, payload []byte) ([]byte, error) {
	return codec.Encode([]any{"Signature1", protected, []byte(purpose), payload})
}

// countersigned is the Countersign_structure of RFC 9338 §3.3 over a whole COSE_Sign1.
func countersigned(purpose string, m message, protected []byte) ([]byte, error) {
	return codec.Encode([]any{"CounterSignatureV2", m.Protected, protected, []byte(purpose), m.Payload, [][]byte{m.Signature}})
}

func named(k Key) ([]byte, error) {
	id, err := k.ID()
	if err != nil {
		return nil, err
	}
	return codec.Encode(header{Alg: k.Alg, Kid: id[:]})
}

// Sign1 signs payload for a purpose, with a second signature over the first where a second signer is given.
func Sign1(ctx context.Context, purpose string, payload []byte, s Signer, second ...Signer) ([]byte, error) {
	protected, err := named(s.Key())
	if err != nil {
		return nil, err
	}
	m, err := sign(ctx, purpose, protected, payload, s)
	if err != nil {
		return nil, err
	}
	switch len(second) {
	case 0:
	case 1:
		c := &counter{}
		if c.Protected, err = named(second[0].Key()); err != nil {
			return nil, err
		}
		text, err := countersigned(purpose, m, c.Protected)
		if err != nil {
			return nil, err
		}
		if c.Signature, err = second[0].Sign(ctx, text); err != nil {
			return nil, err
		}
		m.Rest.Counter = c
	default:
		return nil, fmt.Errorf("cose: %d signers", 1+len(second))
	}
	return codec.Encode(m)
}

// SignBare signs payload with a key that the reader has from elsewhere; the message does not name it.
func SignBare(ctx context.Context, purpose string, payload []byte, s Signer) ([]byte, error) {
	protected, err := codec.Encode(header{Alg: s.Key().Alg})
	if err != nil {
		return nil, err
	}
	m, err := sign(ctx, purpose, protected, payload, s)
	if err != nil {
		return nil, err
	}
	return codec.Encode(m)
}

func sign(ctx context.Context, purpose string, protected, payload []byte, s Signer) (message, error) {
	m := message{Protected: protected, Payload: payload}
	text, err := signed(purpose, protected, payload)
	if err == nil {
		m.Signature, err = s.Sign(ctx, text)
	}
	return m, err
}

// Opened is a message whose signatures hold, all of them.
type Opened struct {
	Payload []byte
	By      Key
	Second  *Key // of the second signature; nil where there is none
}

// Open checks a message of a purpose. find returns the key of an id. Errors: ErrMalformed, ErrUnknownKey, ErrSignature.
func Open(purpose string, raw []byte, find func(id []byte) (Key, bool)) (Opened, error) {
	m, h, err := parse(raw)
	if err != nil {
		return Opened{}, err
	}
	out := Opened{Payload: m.Payload}
	if out.By, err = h.key(find); err != nil {
		return Opened{}, err
	}
	if err := m.holds(purpose, h.Alg, out.By); err != nil || m.Rest.Counter == nil {
		return out, err
	}
	c := m.Rest.Counter
	var ch header
	if err := codec.Decode(c.Protected, &ch); err != nil {
		return Opened{}, err
	}
	second, err := ch.key(find)
	if err != nil {
		return Opened{}, err
	}
	text, err := countersigned(purpose, m, c.Protected)
	if err != nil {
		return Opened{}, err
	}
	if ch.Alg != second.Alg || !second.verify(text, c.Signature) {
		return Opened{}, ErrSignature
	}
	out.Second = &second
	return out, nil
}

func (h header) key(find func(id []byte) (Key, bool)) (Key, error) {
	if len(h.Kid) != 4 {
		return Key{}, ErrMalformed
	}
	k, ok := find(h.Kid)
	if !ok {
		return Key{}, ErrUnknownKey
	}
	return k, nil
}

// OpenWith checks a message that SignBare made. Errors: ErrMalformed, ErrSignature.
func OpenWith(purpose string, raw []byte, k Key) ([]byte, error) {
	m, h, err := parse(raw)
	if err != nil {
		return nil, err
	}
	if h.Kid != nil || m.Rest.Counter != nil {
		return nil, ErrMalformed
	}
	return m.Payload, m.holds(purpose, h.Alg, k)
}

// Peek returns the payload of a message before anything was checked: only to find the key that it has to hold with.
func Peek(raw []byte) ([]byte, error) {
	m, _, err := parse(raw)
	return m.Payload, err
}

func (m message) holds(purpose string, alg Alg, k Key) error {
	text, err := signed(purpose, m.Protected, m.Payload)
	if err != nil {
		return err
	}
	if alg != k.Alg || !k.verify(text, m.Signature) {
		return ErrSignature
	}
	return nil
}

func parse(raw []byte) (message, header, error) {
	var m message
	var h header
	if len(raw) > maxMessage {
		return m, h, ErrMalformed
	}
	if err := codec.Decode(raw, &m); err != nil {
		return m, h, err
	}
	if err := codec.Decode(m.Protected, &h); err != nil {
		return m, h, err
	}
	if len(m.Signature) != 64 {
		return m, h, ErrMalformed
	}
	return m, h, nil
}

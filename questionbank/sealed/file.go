package sealed

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/picture"
)

const (
	magic    = "SUIKAO-SEALED/1\n"
	filled   = 512
	maxFrame = picture.MaxBytes + 1<<20
)

// Record is one item with its secret, or the bytes of one picture, clip or sound.
type Record struct {
	Item   *assembly.Item `cbor:"1,keyasint,omitempty"`
	Secret []byte         `cbor:"2,keyasint,omitempty"` // assembly.Secret, encoded
	File   []byte         `cbor:"3,keyasint,omitempty"`
	Fill   []byte         `cbor:"4,keyasint,omitempty"`
}

// Writer writes one file. Add items and files, then End: without that the file is not whole and nobody reads it.
type Writer struct {
	out   io.Writer
	aead  cipher.AEAD
	sum   assembly.Hash
	count uint64
}

// Create begins a file: it fills in version, owner and receivers of m, signs it, and seals to the device keys.
func (k Keys) Create(out io.Writer, m Manifest, devices [][]byte) (*Writer, error) {
	if k.sign == nil {
		return nil, errNoKeys
	}
	content := make([]byte, 32)
	_, _ = rand.Read(content)
	m.Version, m.Owner, m.Receivers = Version, k.Owner(), nil
	for _, d := range devices {
		pub, err := hpke.DHKEM(ecdh.X25519()).NewPublicKey(d)
		if err != nil {
			return nil, err
		}
		wrapped, err := hpke.Seal(pub, hpke.HKDFSHA256(), hpke.AES256GCM(), m.bound(), content)
		if err != nil {
			return nil, err
		}
		m.Receivers = append(m.Receivers, Receiver{sha256.Sum256(d), wrapped})
	}
	if !m.sound() {
		return nil, ErrForm
	}
	raw, err := encoding.Marshal(m)
	if err != nil {
		return nil, err
	}
	w := &Writer{out: out, sum: sha256.Sum256(raw)}
	if w.aead, err = aead(content); err != nil {
		return nil, err
	}
	head := binary.BigEndian.AppendUint32([]byte(magic), uint32(len(raw)))
	head = append(append(head, raw...), ed25519.Sign(k.sign, append([]byte(signedContext), raw...))...)
	_, err = out.Write(head)
	return w, err
}

// bound is what a wrapped content key belongs to.
func (m Manifest) bound() []byte {
	return append(append([]byte(keyContext), m.Owner...), append([]byte(m.Release), m.Root[:]...)...)
}

func aead(key []byte) (cipher.AEAD, error) {
	b, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(b)
}

// Add writes a record.
func (w *Writer) Add(r Record) error {
	b, err := encoding.Marshal(r)
	if err != nil {
		return err
	}
	if r.Item != nil {
		r.Fill = make([]byte, 256+(filled-(len(b)+4+256)%filled)%filled) // from 256 bytes on the head of Fill has four: its number and its length
		if b, err = encoding.Marshal(r); err != nil {
			return err
		}
	}
	return w.frame(b, false)
}

// End closes the file.
func (w *Writer) End() error { return w.frame(nil, true) }

func (w *Writer) frame(plain []byte, last bool) error {
	if len(plain) > maxFrame-w.aead.Overhead() {
		return ErrForm
	}
	box := w.aead.Seal(make([]byte, 4, 4+len(plain)+w.aead.Overhead()), nonce(w.count), plain, about(w.sum, last))
	binary.BigEndian.PutUint32(box, uint32(len(box)-4))
	w.count++
	_, err := w.out.Write(box)
	return err
}

func nonce(n uint64) []byte { return binary.BigEndian.AppendUint64(make([]byte, 4, 12), n) }

func about(sum assembly.Hash, last bool) []byte {
	if last {
		return append(sum[:], 1)
	}
	return append(sum[:], 0)
}

// Reader reads one file, a record at a time.
type Reader struct {
	Manifest Manifest // its signature holds; whether its owner is known is for the caller
	Sum      assembly.Hash
	in       io.Reader
	aead     cipher.AEAD
	count    uint64
}

// Open reads the manifest and checks its signature; ErrElse where the file is sealed to other installations.
func (k Keys) Open(in io.Reader) (*Reader, error) {
	if k.sign == nil {
		return nil, errNoKeys
	}
	head := make([]byte, len(magic)+4)
	if err := full(in, head); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(head[len(magic):])
	if string(head[:len(magic)]) != magic || n > maxManifest {
		return nil, ErrForm
	}
	raw := make([]byte, int(n)+ed25519.SignatureSize)
	if err := full(in, raw); err != nil {
		return nil, err
	}
	raw, signature := raw[:n], raw[n:]
	r := &Reader{in: in, Sum: sha256.Sum256(raw)}
	if err := decoding.Unmarshal(raw, &r.Manifest); err != nil {
		return nil, ErrForm
	}
	if again, err := encoding.Marshal(r.Manifest); err != nil || !bytes.Equal(again, raw) || !r.Manifest.sound() {
		return nil, ErrForm
	}
	if !ed25519.Verify(r.Manifest.Owner, append([]byte(signedContext), raw...), signature) {
		return nil, ErrSign
	}
	own := assembly.Hash(sha256.Sum256(k.Device()))
	i := slices.IndexFunc(r.Manifest.Receivers, func(x Receiver) bool { return x.Device == own })
	if i < 0 {
		return nil, ErrElse
	}
	content, err := hpke.Open(k.device, hpke.HKDFSHA256(), hpke.AES256GCM(), r.Manifest.bound(), r.Manifest.Receivers[i].Wrapped)
	if err != nil || len(content) != 32 {
		return nil, ErrForm
	}
	r.aead, err = aead(content)
	return r, err
}

// full fills b; a file that ends within is ErrForm, which must not wrap io.EOF: that is how a whole file ends.
func full(in io.Reader, b []byte) error {
	_, err := io.ReadFull(in, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrForm
	}
	return err
}

// Next returns the next record, and io.EOF behind the last: then, and only then, the file was whole.
func (r *Reader) Next() (Record, error) {
	var size [4]byte
	if err := full(r.in, size[:]); err != nil {
		return Record{}, err
	}
	n := int64(binary.BigEndian.Uint32(size[:]))
	if n > maxFrame || n < int64(r.aead.Overhead()) {
		return Record{}, ErrForm
	}
	// The buffer grows with what is there, not with what the file says.
	var box bytes.Buffer
	if got, err := io.CopyN(&box, r.in, n); got != n {
		if err == nil || errors.Is(err, io.EOF) {
			err = ErrForm
		}
		return Record{}, err
	}
	plain, err := r.aead.Open(nil, nonce(r.count), box.Bytes(), about(r.Sum, false))
	if err != nil {
		if _, err = r.aead.Open(nil, nonce(r.count), box.Bytes(), about(r.Sum, true)); err != nil || n != int64(r.aead.Overhead()) {
			return Record{}, ErrForm
		}
		if more, _ := io.CopyN(io.Discard, r.in, 1); more > 0 {
			return Record{}, ErrForm
		}
		return Record{}, io.EOF
	}
	r.count++
	var rec Record
	if err := decoding.Unmarshal(plain, &rec); err != nil {
		return Record{}, ErrForm
	}
	if (rec.Item == nil) == (rec.File == nil) || (rec.Item == nil) != (rec.Secret == nil) {
		return Record{}, ErrForm
	}
	return rec, nil
}

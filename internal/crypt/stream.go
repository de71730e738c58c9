package crypt

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"io"
)

// A sealed stream is a header of 128 bytes and chunks of 64 KiB plain text, each with a tag of 16 bytes:
//
//	magic (8) · algorithm (1) · length of the wrapped key (1) · wrapped key · zeros up to 128
//	chunk 0 · chunk 1 · … · last chunk (0 to 64 KiB; empty only when the stream is)
//
// The stream has a key of its own, which the ring seals for the purpose. A chunk's nonce is its number and whether it is
// the last, its additional data the header: a chunk that was changed, moved, taken from another stream or cut off does not
// open. A stream may be read from any position.
const (
	streamMagic  = "SKSEAL1\n"
	streamHeader = 128
	streamChunk  = 64 << 10
	streamTag    = 16
	streamBox    = streamChunk + streamTag

	streamAESGCM = 1 // algorithm: AES-256-GCM

	streamAhead = 16 // chunks that one read of the source fetches
)

// StreamSize is how many bytes a stream of plain bytes takes when it is sealed.
func StreamSize(plain int64) int64 {
	return streamHeader + plain + max((plain+streamChunk-1)/streamChunk, 1)*streamTag
}

// plainSize is the reverse of StreamSize; false for a size that no stream has.
func plainSize(sealed int64) (int64, bool) {
	body := sealed - streamHeader
	if body < streamTag {
		return 0, false
	}
	whole, rest := body/streamBox, body%streamBox
	switch {
	case rest == 0:
		return whole * streamChunk, true
	case rest < streamTag, rest == streamTag && whole > 0:
		return 0, false
	}
	return whole*streamChunk + rest - streamTag, true
}

// streamKeyPurpose is what the stream's own key is sealed for.
func streamKeyPurpose(purpose string) string { return "stream/1|" + purpose }

// SealStream returns what src gives, sealed for one purpose. It reads src as it is read itself and passes on its error.
func (r *Ring) SealStream(purpose string, src io.Reader) (io.Reader, error) {
	if purpose == "" {
		return nil, errors.New("crypt: seal without a purpose")
	}
	head, aead, err := r.newHeader(streamMagic, purpose)
	if err != nil {
		return nil, err
	}
	return &streamSealer{src: src, aead: aead, head: head, ready: head, chunk: make([]byte, 0, streamChunk+1), box: make([]byte, 0, streamBox)}, nil
}

func streamAEAD(key []byte) (cipher.AEAD, error) {
	b, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(b)
}

// streamNonce is unique under the stream's own key.
func streamNonce(i int64, last bool) []byte {
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint64(nonce[3:], uint64(i))
	if last {
		nonce[11] = 1
	}
	return nonce
}

type streamSealer struct {
	src   io.Reader
	aead  cipher.AEAD
	head  []byte
	ready []byte // sealed and not yet read
	chunk []byte // one byte more than a chunk is read, to know the last
	box   []byte
	i     int64
	done  bool
	err   error
}

// Read implements io.Reader.
func (s *streamSealer) Read(p []byte) (int, error) {
	for len(s.ready) == 0 {
		if s.err != nil {
			return 0, s.err
		}
		if s.done {
			return 0, io.EOF
		}
		s.next()
	}
	n := copy(p, s.ready)
	s.ready = s.ready[n:]
	return n, nil
}

// next seals one chunk.
func (s *streamSealer) next() {
	have := len(s.chunk)
	n, err := io.ReadFull(s.src, s.chunk[have:streamChunk+1])
	s.chunk = s.chunk[:have+n]
	switch {
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		s.done = true
	case err != nil:
		s.err = err
		return
	}
	text := s.chunk[:min(len(s.chunk), streamChunk)]
	s.box = s.aead.Seal(s.box[:0], streamNonce(s.i, s.done), text, s.head)
	s.ready = s.box
	s.i++
	s.chunk = append(s.chunk[:0], s.chunk[len(text):]...)
}

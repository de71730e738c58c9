package crypt

import (
	"bytes"
	"crypto/cipher"
	"errors"
	"fmt"
	"io"
	"sync"
)

// StreamState is what the beginning of a file says.
type StreamState int

// The states.
const (
	NotSealed StreamState = iota // not a sealed stream
	Sealed                       // sealed under the active key
	Outdated                     // sealed under a key that is no longer the active one
)

// StreamState reads the first bytes of a file (128 are enough).
func (r *Ring) StreamState(head []byte) StreamState {
	wrapped, err := readStreamHeader(head)
	switch {
	case err != nil:
		return NotSealed
	case r.Outdated(wrapped):
		return Outdated
	}
	return Sealed
}

// ErrNotSealed is inside the ErrUnreadable of a file that does not begin like a sealed stream.
var ErrNotSealed = errors.New("not a sealed stream")

func readStreamHeader(head []byte) (wrapped string, err error) { return readHeader(head, streamMagic) }

func readHeader(head []byte, magic string) (wrapped string, err error) {
	if len(head) < streamHeader || !bytes.HasPrefix(head, []byte(magic)) {
		return "", ErrNotSealed
	}
	head = head[len(magic):streamHeader]
	if head[0] != streamAESGCM {
		return "", fmt.Errorf("algorithm %d is not known to this program", head[0])
	}
	n := int(head[1])
	if n > len(head)-2 || len(bytes.Trim(head[2+n:], "\x00")) > 0 {
		return "", errors.New("the header is damaged")
	}
	return string(head[2 : 2+n]), nil
}

// Stream reads a sealed stream from any position. ReadAt may be called by several goroutines, the others by one.
type Stream struct {
	src  io.ReaderAt
	aead cipher.AEAD
	head []byte
	size int64
	last int64 // number of the last chunk
	pos  int64

	mu    sync.Mutex
	first int64  // number of the first chunk in text
	text  []byte // opened chunks; never changed once it is here
}

// OpenStream opens the stream of sealed bytes in src. The last chunk is checked at once, so that a stream that was cut off
// or made longer does not open at all; the others are when they are read. Every failure but one of src is ErrUnreadable.
func (r *Ring) OpenStream(purpose string, src io.ReaderAt, sealed int64) (*Stream, error) {
	size, ok := plainSize(sealed)
	front := make([]byte, min(sealed, streamHeader+streamBox))
	if n, err := src.ReadAt(front, 0); n < len(front) {
		return nil, short(err)
	}
	wrapped, err := readStreamHeader(front)
	if err == nil && !ok {
		err = fmt.Errorf("no sealed stream has %d bytes", sealed)
	}
	if err != nil {
		return nil, ErrUnreadable.Wrap(err)
	}
	key, err := r.Open(streamKeyPurpose(purpose), wrapped)
	if err != nil {
		return nil, err
	}
	if len(key) != 32 {
		return nil, ErrUnreadable.Wrap(errors.New("the stream's key has another length"))
	}
	s := &Stream{src: src, head: front[:streamHeader:streamHeader], size: size, last: max((size-1)/streamChunk, 0), first: -1}
	if s.aead, err = streamAEAD(key); err != nil {
		return nil, err
	}
	if s.last == 0 {
		text, err := s.open(0, front[streamHeader:])
		s.first, s.text = 0, text
		return s, err
	}
	_, err = s.chunks(s.last, 1)
	return s, err
}

// Size is how many plain bytes the stream holds.
func (s *Stream) Size() int64 { return s.size }

func (s *Stream) open(i int64, box []byte) ([]byte, error) {
	text, err := s.aead.Open(box[:0], streamNonce(i, i == s.last), box, s.head)
	if err != nil {
		return nil, ErrUnreadable.Wrap(fmt.Errorf("chunk %d of the stream: %w", i, err))
	}
	return text, nil
}

// chunks returns the text from chunk i on, at most n chunks of it, and keeps it for the next call.
func (s *Stream) chunks(i, n int64) ([]byte, error) {
	s.mu.Lock()
	if have := int64(len(s.text)); s.first >= 0 && i >= s.first && (i-s.first)*streamChunk < have {
		text := s.text[(i-s.first)*streamChunk:]
		s.mu.Unlock()
		return text, nil
	}
	s.mu.Unlock()
	n = min(n, s.last-i+1)
	begin := streamHeader + i*streamBox
	boxes := make([]byte, min(n*streamBox, StreamSize(s.size)-begin))
	if got, err := s.src.ReadAt(boxes, begin); got < len(boxes) {
		return nil, short(err)
	}
	text := boxes[:0]
	for j := int64(0); j < n; j++ {
		box := boxes[j*streamBox : min((j+1)*streamBox, int64(len(boxes)))]
		part, err := s.open(i+j, box)
		if err != nil {
			return nil, err
		}
		text = append(text, part...) // moves to the left over boxes that were opened
	}
	s.mu.Lock()
	s.first, s.text = i, text
	s.mu.Unlock()
	return text, nil
}

// short names a source that ended before the size it was said to have.
func short(err error) error {
	if err == nil || err == io.EOF {
		return ErrUnreadable.Wrap(io.ErrUnexpectedEOF)
	}
	return err
}

// ReadAt implements io.ReaderAt.
func (s *Stream) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errors.New("crypt: negative offset")
	}
	n := 0
	for n < len(p) {
		at := off + int64(n)
		if at >= s.size {
			return n, io.EOF
		}
		i := at / streamChunk
		text, err := s.chunks(i, min(int64(len(p)-n)/streamChunk+2, streamAhead))
		if err != nil {
			return n, err
		}
		n += copy(p[n:], text[at-i*streamChunk:])
	}
	return n, nil
}

// Read implements io.Reader.
func (s *Stream) Read(p []byte) (int, error) {
	if s.pos >= s.size {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	i := s.pos / streamChunk
	text, err := s.chunks(i, streamAhead)
	if err != nil {
		return 0, err
	}
	n := copy(p, text[s.pos-i*streamChunk:])
	s.pos += int64(n)
	return n, nil
}

// Seek implements io.Seeker.
func (s *Stream) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += s.pos
	case io.SeekEnd:
		offset += s.size
	case io.SeekStart:
	default:
		return s.pos, errors.New("crypt: seek from nowhere")
	}
	if offset < 0 {
		return s.pos, errors.New("crypt: seek before the beginning")
	}
	s.pos = offset
	return offset, nil
}

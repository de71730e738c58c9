package crypt

import (
	"bytes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sort"
	"sync"
)

// A sealed journal is a file that only grows and that may end anywhere, because its writer was killed:
//
//	header of 128 bytes as of a stream, with another magic
//	record 0 · record 1 · …; a record is the length of its text (4 bytes), the text encrypted, a tag of 16 bytes
//
// A record's nonce is its number, its additional data the header and its length. Each record is there whole or not at all: what
// follows the last whole one is what a killed writer left, and is passed over. A record that was changed ends the journal too,
// so what comes out is always a beginning of what was written; how much of it there must be, its keeper knows by other means.
const (
	journalMagic = "SKJRNL1\n"
	recordHead   = 4
	maxRecord    = 64 << 20
)

// Appender seals what is appended to a file, piece by piece. It is for one goroutine.
type Appender struct {
	w    io.Writer
	aead cipher.AEAD
	head []byte
	n    int64
	box  []byte
	err  error
}

// NewAppender begins a sealed journal for one purpose on an empty w: the header is written at once.
func (r *Ring) NewAppender(purpose string, w io.Writer) (*Appender, error) {
	if purpose == "" {
		return nil, errors.New("crypt: seal without a purpose")
	}
	head, aead, err := r.newHeader(journalMagic, purpose)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(head); err != nil {
		return nil, err
	}
	return &Appender{w: w, aead: aead, head: head}, nil
}

// Append writes p as one record, by one call of Write. After a failure nothing more is taken: the file may end in the middle of
// a record, and what stood behind it could not be read. Syncing is the caller's.
func (a *Appender) Append(p []byte) error {
	switch {
	case a.err != nil:
		return a.err
	case len(p) > maxRecord:
		return fmt.Errorf("crypt: a record of %d bytes", len(p))
	}
	a.box = binary.BigEndian.AppendUint32(a.box[:0], uint32(len(p)))
	a.box = a.aead.Seal(a.box, streamNonce(a.n, false), p, recordBound(a.head, len(p)))
	a.n++
	_, a.err = a.w.Write(a.box)
	return a.err
}

// recordBound is what a record is bound to besides its key and number.
func recordBound(head []byte, n int) []byte {
	return binary.BigEndian.AppendUint32(bytes.Clone(head), uint32(n))
}

// newHeader makes a key of its own and the header that holds it, wrapped for the purpose.
func (r *Ring) newHeader(magic, purpose string) ([]byte, cipher.AEAD, error) {
	key := randomBytes(32)
	wrapped, err := r.Seal(streamKeyPurpose(purpose), key)
	if err != nil {
		return nil, nil, err
	}
	if len(wrapped) > streamHeader-len(magic)-2 {
		return nil, nil, errors.New("crypt: the wrapped key does not fit the header")
	}
	head := make([]byte, streamHeader)
	n := copy(head, magic)
	head[n], head[n+1] = streamAESGCM, byte(len(wrapped))
	copy(head[n+2:], wrapped)
	aead, err := streamAEAD(key)
	return head, aead, err
}

// Appended reads what is whole of a sealed journal, from any position. ReadAt may be called by several goroutines.
type Appended struct {
	src   io.ReaderAt
	aead  cipher.AEAD
	head  []byte
	begin []int64 // of each record's text, in the plain content; one more: the end
	at    []int64 // of each record in the file

	mu    sync.Mutex
	which int // record that is in text; -1: none
	text  []byte
}

// OpenAppended opens the first sealed bytes of src. It reads and checks every record once. ErrUnreadable: the header is damaged,
// or belongs to another purpose or key file. A journal without any whole record opens empty.
func (r *Ring) OpenAppended(purpose string, src io.ReaderAt, sealed int64) (*Appended, error) {
	head := make([]byte, streamHeader)
	if n, err := src.ReadAt(head, 0); n < len(head) {
		return nil, short(err)
	}
	wrapped, err := readHeader(head, journalMagic)
	if err != nil {
		return nil, ErrUnreadable.Wrap(err)
	}
	key, err := r.Open(streamKeyPurpose(purpose), wrapped)
	if err != nil {
		return nil, err
	}
	if len(key) != 32 {
		return nil, ErrUnreadable.Wrap(errors.New("the journal's key has another length"))
	}
	a := &Appended{src: src, head: head, begin: []int64{0}, which: -1}
	if a.aead, err = streamAEAD(key); err != nil {
		return nil, err
	}
	return a, a.scan(sealed)
}

// scan finds the whole records.
func (a *Appended) scan(sealed int64) error {
	for at := int64(streamHeader); at+recordHead+streamTag <= sealed; {
		var lead [recordHead]byte
		if _, err := a.src.ReadAt(lead[:], at); err != nil {
			return err
		}
		n := int64(binary.BigEndian.Uint32(lead[:]))
		if n > maxRecord || at+recordHead+n+streamTag > sealed {
			return nil
		}
		a.at = append(a.at, at)
		if _, err := a.record(len(a.at)-1, n); err != nil {
			a.at = a.at[:len(a.at)-1]
			if errors.Is(err, ErrUnreadable) {
				return nil
			}
			return err
		}
		a.begin = append(a.begin, a.Size()+n)
		at += recordHead + n + streamTag
	}
	return nil
}

func (a *Appended) record(i int, n int64) ([]byte, error) {
	box := make([]byte, n+streamTag)
	if _, err := a.src.ReadAt(box, a.at[i]+recordHead); err != nil {
		return nil, err
	}
	text, err := a.aead.Open(box[:0], streamNonce(int64(i), false), box, recordBound(a.head, int(n)))
	if err != nil {
		return nil, ErrUnreadable.Wrap(fmt.Errorf("record %d of the journal: %w", i, err))
	}
	return text, nil
}

// Size is how many plain bytes are whole.
func (a *Appended) Size() int64 { return a.begin[len(a.begin)-1] }

// ReadAt implements io.ReaderAt.
func (a *Appended) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errors.New("crypt: negative offset")
	}
	n := 0
	for n < len(p) {
		at := off + int64(n)
		if at >= a.Size() {
			return n, io.EOF
		}
		i := sort.Search(len(a.at), func(i int) bool { return a.begin[i+1] > at })
		text, err := a.open(i)
		if err != nil {
			return n, err
		}
		n += copy(p[n:], text[at-a.begin[i]:])
	}
	return n, nil
}

// open returns a record's text, the last one from memory.
func (a *Appended) open(i int) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.which == i {
		return a.text, nil
	}
	text, err := a.record(i, a.begin[i+1]-a.begin[i])
	if err != nil {
		return nil, err
	}
	a.which, a.text = i, text
	return text, nil
}

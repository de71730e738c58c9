package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
)

// ErrNotSealed means that a blob lies in the store unencrypted: it was put there past this program or before it sealed its
// files. It is not given out, because whoever can write into the store could plant it; Reseal takes it in.
var ErrNotSealed = fault.Define("blob.not_sealed", fault.Internal, "文件没有加密保存，已停止读取。请把代码告诉工作人员。",
	"The file is not encrypted and is not given out. Give the code to staff; an administrator runs suikao keys reseal.")

// Sealed is a Store whose blobs are encrypted before they reach the store below. A blob is bound to its key: two that were
// exchanged do not open. Sizes are those of the plain content; finding them out reads the first bytes of each blob, also
// in List.
type Sealed struct {
	below Store
	ring  *crypt.Ring
}

var _ Store = (*Sealed)(nil)

// NewSealed seals what is put into below with ring.
func NewSealed(below Store, ring *crypt.Ring) *Sealed { return &Sealed{below, ring} }

func purpose(key string) string { return "blob|" + key }

// Put implements Store.
func (s *Sealed) Put(ctx context.Context, key string, r io.Reader, max int64) (Receipt, error) {
	if err := Check(key); err != nil {
		return Receipt{}, err
	}
	m := newMeter(ctx, r, max)
	in, err := s.ring.SealStream(purpose(key), m)
	if err != nil {
		return Receipt{}, fmt.Errorf("blob: %w", err)
	}
	if _, err := s.below.Put(ctx, key, in, crypt.StreamSize(max)); err != nil {
		return Receipt{}, err
	}
	return m.receipt(), nil
}

// Open implements Store. A blob that was changed or cut off is crypt.ErrUnreadable, here or at the first read that meets
// the damage.
func (s *Sealed) Open(ctx context.Context, key string) (r Reader, info Info, err error) {
	for range 3 { // a store without snapshots may give the size of one version and the bytes of the next
		if r, info, err = s.open(ctx, key); !errors.Is(err, crypt.ErrUnreadable) {
			break
		}
	}
	return r, info, err
}

func (s *Sealed) open(ctx context.Context, key string) (Reader, Info, error) {
	r, info, err := s.below.Open(ctx, key)
	if err != nil {
		return nil, Info{}, err
	}
	stream, err := s.ring.OpenStream(purpose(key), r, info.Size)
	if err != nil {
		_ = r.Close()
		if errors.Is(err, crypt.ErrNotSealed) {
			err = ErrNotSealed.Wrap(err)
		}
		return nil, Info{}, err
	}
	info.Size = stream.Size()
	return &sealedReader{stream, r}, info, nil
}

type sealedReader struct {
	*crypt.Stream
	io.Closer
}

// Stat implements Store.
func (s *Sealed) Stat(ctx context.Context, key string) (Info, error) {
	r, info, err := s.Open(ctx, key)
	if err != nil {
		return Info{}, err
	}
	return info, r.Close()
}

// Delete implements Store.
func (s *Sealed) Delete(ctx context.Context, key string) error { return s.below.Delete(ctx, key) }

// List implements Store.
func (s *Sealed) List(ctx context.Context, prefix string) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		for info, err := range s.below.List(ctx, prefix) {
			if err == nil {
				info, err = s.Stat(ctx, info.Key)
			}
			if errors.Is(err, ErrNotFound) {
				continue // deleted meanwhile
			}
			if !yield(info, err) || err != nil {
				return
			}
		}
	}
}

// Tally is what Reseal found and did.
type Tally struct {
	Kept    int // sealed under the active key
	Plain   int // lay unencrypted and were sealed
	Renewed int // were sealed under an older key and are under the active one now
}

// Reseal goes through the whole store and seals what lies there unencrypted or under a key that is no longer the active
// one. Each blob is replaced whole or not at all, so it may be broken off and run again; one that another run has done is
// left alone. Nobody else may replace or delete blobs meanwhile; adding and reading them is harmless. It takes whatever
// lies in the store for genuine: run it when the store was under your own control until now.
func (s *Sealed) Reseal(ctx context.Context) (Tally, error) {
	var t Tally
	for info, err := range s.below.List(ctx, "") {
		if err == nil {
			err = s.reseal(ctx, info.Key, &t)
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return t, fmt.Errorf("blob %q: %w", info.Key, err)
		}
	}
	return t, nil
}

func (s *Sealed) reseal(ctx context.Context, key string, t *Tally) error {
	r, info, err := s.below.Open(ctx, key)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	head := make([]byte, 128)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return err
	}
	var src io.Reader = io.NewSectionReader(r, 0, info.Size)
	count := &t.Plain
	switch s.ring.StreamState(head[:n]) {
	case crypt.Sealed:
		t.Kept++
		return nil
	case crypt.Outdated:
		count = &t.Renewed
		stream, err := s.ring.OpenStream(purpose(key), r, info.Size)
		if err != nil {
			return err
		}
		src, info.Size = stream, stream.Size()
	}
	if _, err := s.Put(ctx, key, src, info.Size); err != nil {
		return err
	}
	*count++
	return nil
}

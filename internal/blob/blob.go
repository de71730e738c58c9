package blob

import (
	"context"
	"crypto/sha256"
	"hash"
	"io"
	"iter"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package.
var (
	ErrNotFound = fault.Define("blob.not_found", fault.NotFound, "文件不存在或已删除。", "The file does not exist or was deleted.")
	ErrTooLarge = fault.Define("blob.too_large", fault.TooLarge, "文件太大，最多 {max} 字节。", "The file is too large. At most {max} bytes are accepted.")
	ErrBadKey   = fault.Define("blob.bad_key", fault.Invalid, "文件名不能使用。请改用较短的、不含特殊符号的名称。",
		"The file name cannot be used. Choose a shorter one without special characters.")
	ErrUnavailable = fault.Define("blob.unavailable", fault.Unavailable, "文件存储暂时连不上，请稍后再试。",
		"The file store cannot be reached for the moment. Try again shortly.")
)

// Info describes a stored blob.
type Info struct {
	Key      string
	Size     int64
	Modified time.Time
}

// Receipt is what Put stored.
type Receipt struct {
	Size   int64
	SHA256 [sha256.Size]byte
}

// Reader reads a blob from any position, as serving byte ranges needs.
type Reader interface {
	io.ReadSeekCloser
	io.ReaderAt
}

// Store keeps blobs. Keys are paths such as "recordings/2026-11-21/01k….mp4", see Check. Safe for concurrent use.
type Store interface {
	// Put stores what r gives, at most max bytes, and returns when it is durable. A blob of this key is replaced; readers
	// that have it open go on reading the old one. It fails with ErrTooLarge, ErrBadKey, ErrUnavailable or r's own error,
	// and then nothing has changed.
	Put(ctx context.Context, key string, r io.Reader, max int64) (Receipt, error)
	// Open returns the blob for reading, or ErrNotFound. The caller closes it.
	Open(ctx context.Context, key string) (Reader, Info, error)
	// Stat describes the blob, or ErrNotFound.
	Stat(ctx context.Context, key string) (Info, error)
	// Delete removes the blob. One that is not there is no error.
	Delete(ctx context.Context, key string) error
	// List gives the blobs whose key begins with prefix (any part of a key, or empty), in byte order of their keys. It
	// ends after the first error.
	List(ctx context.Context, prefix string) iter.Seq2[Info, error]
}

// Check reports whether key can be used: at most 512 bytes of UTF-8 in parts of 1 to 200 bytes divided by "/". A part
// neither begins with a dot nor ends with a dot or space, and holds no control characters and none of \ : * ? " < > |,
// so that it is a file name everywhere and leads nowhere else.
func Check(key string) error {
	if len(key) > 512 || !utf8.ValidString(key) {
		return ErrBadKey
	}
	for part := range strings.SplitSeq(key, "/") {
		if part == "" || len(part) > 200 || part[0] == '.' || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") {
			return ErrBadKey
		}
		for _, r := range part {
			if unicode.IsControl(r) || r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r) || strings.ContainsRune(`\:*?"<>|`, r) {
				return ErrBadKey
			}
		}
	}
	return nil
}

// meter counts, digests and limits what passes, and stops when the context ends.
type meter struct {
	ctx context.Context //nolint:containedctx // lives as long as one Put
	r   io.Reader
	sum hash.Hash
	n   int64
	max int64
}

func (m *meter) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.r.Read(p)
	m.n += int64(n)
	m.sum.Write(p[:n])
	if m.n > m.max {
		return n, ErrTooLarge.With("max", m.max)
	}
	return n, err
}

func newMeter(ctx context.Context, r io.Reader, max int64) *meter {
	return &meter{ctx: ctx, r: r, sum: sha256.New(), max: max}
}

// receipt is what has passed.
func (m *meter) receipt() Receipt { return Receipt{m.n, [sha256.Size]byte(m.sum.Sum(nil))} }

// spool copies r into w.
func spool(ctx context.Context, w io.Writer, r io.Reader, max int64) (Receipt, error) {
	m := newMeter(ctx, r, max)
	_, err := io.Copy(w, m)
	return m.receipt(), err
}

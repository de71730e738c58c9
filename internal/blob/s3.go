package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3Config says where an S3-compatible store is.
type S3Config struct {
	// Endpoint is host[:port], without a scheme.
	Endpoint string
	// Region is what the store calls it; empty for stores without regions.
	Region string
	// Bucket exists already; this package never makes or configures one.
	Bucket string
	// Prefix stands before every key ("suikao/"); may be empty.
	Prefix string
	// AccessKey and SecretKey may read, write, list and delete in the bucket.
	AccessKey, SecretKey string
	// Plain talks HTTP without TLS, for a store on this machine.
	Plain bool
	// Transport replaces the default; for tests.
	Transport http.RoundTripper
}

// S3 keeps blobs in one bucket of an S3-compatible store.
type S3 struct {
	c              *minio.Client
	bucket, prefix string
}

var _ Store = (*S3)(nil)

// OpenS3 checks that the bucket is there and may be used.
func OpenS3(ctx context.Context, cfg S3Config) (*S3, error) {
	c, err := minio.New(cfg.Endpoint, &minio.Options{
		Creds:  credentials.NewStaticV4(cfg.AccessKey, cfg.SecretKey, ""),
		Secure: !cfg.Plain, Region: cfg.Region, Transport: cfg.Transport, MaxRetries: 3,
	})
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	ok, err := c.BucketExists(ctx, cfg.Bucket)
	if err != nil {
		return nil, fmt.Errorf("blob: bucket %q: %w", cfg.Bucket, err)
	}
	if !ok {
		return nil, fmt.Errorf("blob: bucket %q does not exist at %s", cfg.Bucket, cfg.Endpoint)
	}
	return &S3{c, cfg.Bucket, cfg.Prefix}, nil
}

// Put implements Store.
func (s *S3) Put(ctx context.Context, key string, r io.Reader, max int64) (Receipt, error) {
	if err := Check(key); err != nil {
		return Receipt{}, err
	}
	f, err := os.CreateTemp("", "suikao-upload-*")
	if err != nil {
		return Receipt{}, fmt.Errorf("blob: %w", err)
	}
	defer func() { _ = f.Close(); _ = os.Remove(f.Name()) }()
	_ = os.Remove(f.Name()) // where the system lets an open file be nameless, a crash leaves nothing behind
	done, err := spool(ctx, f, r, max)
	if err != nil {
		return Receipt{}, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return Receipt{}, fmt.Errorf("blob: %w", err)
	}
	_, err = s.c.PutObject(ctx, s.bucket, s.prefix+key, f, done.Size, minio.PutObjectOptions{
		ContentType: "application/octet-stream", PartSize: 16 << 20, NumThreads: 2,
	})
	if err != nil {
		return Receipt{}, s.named(ctx, err)
	}
	return done, nil
}

// Open implements Store.
func (s *S3) Open(ctx context.Context, key string) (Reader, Info, error) {
	if err := Check(key); err != nil {
		return nil, Info{}, err
	}
	o, err := s.c.GetObject(ctx, s.bucket, s.prefix+key, minio.GetObjectOptions{})
	if err != nil {
		return nil, Info{}, s.named(ctx, err)
	}
	st, err := o.Stat() // GetObject alone asks for nothing yet
	if err != nil {
		_ = o.Close()
		return nil, Info{}, s.named(ctx, err)
	}
	i := s.info(st)
	i.Key = key
	return s3Reader{o, s, ctx}, i, nil
}

// s3Reader names the failures of reading.
type s3Reader struct {
	*minio.Object
	s   *S3
	ctx context.Context //nolint:containedctx // the one that opened it, which minio itself reads under
}

func (r s3Reader) Read(p []byte) (int, error) {
	n, err := r.Object.Read(p)
	return n, r.named(err)
}

func (r s3Reader) ReadAt(p []byte, off int64) (int, error) {
	n, err := r.Object.ReadAt(p, off)
	return n, r.named(err)
}

func (r s3Reader) named(err error) error {
	if err == io.EOF {
		return err
	}
	return r.s.named(r.ctx, err)
}

// Stat implements Store.
func (s *S3) Stat(ctx context.Context, key string) (Info, error) {
	if err := Check(key); err != nil {
		return Info{}, err
	}
	st, err := s.c.StatObject(ctx, s.bucket, s.prefix+key, minio.StatObjectOptions{})
	if err != nil {
		return Info{}, s.named(ctx, err)
	}
	i := s.info(st)
	i.Key = key
	return i, nil
}

// Delete implements Store.
func (s *S3) Delete(ctx context.Context, key string) error {
	if err := Check(key); err != nil {
		return err
	}
	err := s.c.RemoveObject(ctx, s.bucket, s.prefix+key, minio.RemoveObjectOptions{})
	if err = s.named(ctx, err); errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// List implements Store.
func (s *S3) List(ctx context.Context, prefix string) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		for o := range s.c.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{Prefix: s.prefix + prefix, Recursive: true}) {
			if o.Err != nil {
				yield(Info{}, s.named(ctx, o.Err))
				return
			}
			if !yield(s.info(o), nil) {
				return
			}
		}
	}
}

func (s *S3) info(o minio.ObjectInfo) Info {
	return Info{strings.TrimPrefix(o.Key, s.prefix), o.Size, o.LastModified.UTC().Truncate(time.Millisecond)}
}

// named gives a failure of the store its fault: absence, the caller's own end, or that the store cannot be used.
func (s *S3) named(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	if code := minio.ToErrorResponse(err).Code; code == minio.NoSuchKey || code == "NotFound" {
		return ErrNotFound
	}
	return ErrUnavailable.Wrap(err)
}

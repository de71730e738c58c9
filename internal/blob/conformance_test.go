package blob_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
)

// TestConformance runs the suite on a folder, on an S3 stand-in, and on a real store named by
// SUIKAO_TEST_S3_URL=http://access:secret@host:port/bucket.
func TestConformance(t *testing.T) {
	t.Run("folder", func(t *testing.T) {
		suite(t, func(t *testing.T) blob.Store { return folder(t, t.TempDir()) })
	})
	t.Run("s3 stand-in", func(t *testing.T) {
		suite(t, func(t *testing.T) blob.Store { return standIn(t, newS3(t), "pre/fix/") })
	})
	t.Run("sealed folder", func(t *testing.T) {
		suite(t, func(t *testing.T) blob.Store { return blob.NewSealed(folder(t, t.TempDir()), crypt.Ephemeral()) })
	})
	t.Run("sealed s3 stand-in", func(t *testing.T) {
		suite(t, func(t *testing.T) blob.Store {
			return blob.NewSealed(standIn(t, newS3(t), "pre/fix/"), crypt.Ephemeral())
		})
	})
	t.Run("s3", func(t *testing.T) {
		suite(t, realS3)
	})
}

func folder(t *testing.T, path string) *blob.Dir {
	t.Helper()
	d, err := blob.OpenDir(path)
	must(t, err)
	t.Cleanup(func() { must(t, d.Close()) })
	return d
}

func realS3(t *testing.T) blob.Store {
	t.Helper()
	u, err := url.Parse(os.Getenv("SUIKAO_TEST_S3_URL"))
	must(t, err)
	if u.Host == "" {
		t.Skip("SUIKAO_TEST_S3_URL is not set")
	}
	secret, _ := u.User.Password()
	s, err := blob.OpenS3(t.Context(), blob.S3Config{
		Endpoint: u.Host, Bucket: strings.Trim(u.Path, "/"), AccessKey: u.User.Username(), SecretKey: secret,
		Plain: u.Scheme == "http", Prefix: fmt.Sprintf("test-%d/", rand.Uint64()),
	})
	must(t, err)
	t.Cleanup(func() {
		for i, err := range s.List(context.Background(), "") {
			must(t, err)
			must(t, s.Delete(context.Background(), i.Key))
		}
	})
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func suite(t *testing.T, open func(t *testing.T) blob.Store) {
	for name, test := range map[string]func(*testing.T, blob.Store){
		"round trip": roundTrip, "replace": replace, "limit": limit, "broken reader": brokenReader, "absent": absent,
		"ranges": ranges, "list": list, "bad keys": badKeys, "at once": atOnce, "cancelled": cancelled,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func put(t *testing.T, s blob.Store, key, body string) {
	t.Helper()
	_, err := s.Put(t.Context(), key, strings.NewReader(body), int64(len(body)))
	must(t, err)
}

func read(t *testing.T, s blob.Store, key string) string {
	t.Helper()
	r, _, err := s.Open(t.Context(), key)
	must(t, err)
	defer func() { must(t, r.Close()) }()
	b, err := io.ReadAll(r)
	must(t, err)
	return string(b)
}

func names(t *testing.T, s blob.Store, prefix string) (out []string) {
	t.Helper()
	for i, err := range s.List(t.Context(), prefix) {
		must(t, err)
		out = append(out, i.Key)
	}
	return out
}

func roundTrip(t *testing.T, s blob.Store) {
	for _, size := range []int{0, 1, 300_000} {
		body := make([]byte, size)
		for i := range body {
			body[i] = byte(rand.Uint32())
		}
		key := fmt.Sprintf("课程/第1课 index-%d.HTML", size)
		got, err := s.Put(t.Context(), key, iotest.OneByteReader(bytes.NewReader(body)), int64(size))
		if err != nil || got.Size != int64(size) || got.SHA256 != sha256.Sum256(body) {
			t.Fatalf("put %d bytes: %d %x %v", size, got.Size, got.SHA256, err)
		}
		if read(t, s, key) != string(body) {
			t.Errorf("%d bytes come back changed", size)
		}
		i, err := s.Stat(t.Context(), key)
		if err != nil || i.Key != key || i.Size != int64(size) || time.Since(i.Modified).Abs() > time.Minute {
			t.Errorf("stat: %+v %v", i, err)
		}
		must(t, s.Delete(t.Context(), key))
		if _, err := s.Stat(t.Context(), key); !errors.Is(err, blob.ErrNotFound) {
			t.Errorf("deleted: %v", err)
		}
	}
}

func replace(t *testing.T, s blob.Store) {
	put(t, s, "a/b", "old and longer")
	put(t, s, "a/b", "new")
	if got := read(t, s, "a/b"); got != "new" {
		t.Errorf("replaced by %q", got)
	}
	if got := names(t, s, ""); !slices.Equal(got, []string{"a/b"}) {
		t.Errorf("stored: %v", got)
	}
}

func limit(t *testing.T, s blob.Store) {
	put(t, s, "kept", "before")
	for _, key := range []string{"kept", "new"} {
		if _, err := s.Put(t.Context(), key, strings.NewReader("12345"), 4); !errors.Is(err, blob.ErrTooLarge) {
			t.Errorf("%s: %v", key, err)
		}
	}
	if got := read(t, s, "kept"); got != "before" {
		t.Errorf("a refused upload changed the old one to %q", got)
	}
	if got := names(t, s, ""); !slices.Equal(got, []string{"kept"}) {
		t.Errorf("stored: %v", got)
	}
	// An endless upload must end at the limit.
	if _, err := s.Put(t.Context(), "endless", zeros{}, 1<<20); !errors.Is(err, blob.ErrTooLarge) {
		t.Errorf("endless: %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func brokenReader(t *testing.T, s blob.Store) {
	cut := errors.New("the line was cut")
	r := io.MultiReader(strings.NewReader(strings.Repeat("x", 100_000)), iotest.ErrReader(cut))
	if _, err := s.Put(t.Context(), "a/cut", r, 1<<20); !errors.Is(err, cut) {
		t.Errorf("put: %v", err)
	}
	if _, err := s.Stat(t.Context(), "a/cut"); !errors.Is(err, blob.ErrNotFound) {
		t.Errorf("half an upload is stored: %v", err)
	}
	if got := names(t, s, ""); got != nil {
		t.Errorf("left behind: %v", got)
	}
}

func absent(t *testing.T, s blob.Store) {
	put(t, s, "dir/file", "x")
	for _, key := range []string{"none", "dir", "dir/file/below", "none/none"} {
		if _, _, err := s.Open(t.Context(), key); !errors.Is(err, blob.ErrNotFound) {
			t.Errorf("open %s: %v", key, err)
		}
		if _, err := s.Stat(t.Context(), key); !errors.Is(err, blob.ErrNotFound) {
			t.Errorf("stat %s: %v", key, err)
		}
		if err := s.Delete(t.Context(), key); err != nil {
			t.Errorf("delete %s: %v", key, err)
		}
	}
	if read(t, s, "dir/file") != "x" {
		t.Error("a blob went with its folder")
	}
}

func ranges(t *testing.T, s blob.Store) {
	put(t, s, "r", "0123456789")
	r, i, err := s.Open(t.Context(), "r")
	must(t, err)
	defer func() { must(t, r.Close()) }()
	if i.Size != 10 || i.Key != "r" {
		t.Errorf("info %+v", i)
	}
	b := make([]byte, 3)
	if _, err := r.ReadAt(b, 4); err != nil || string(b) != "456" {
		t.Errorf("read at 4: %q %v", b, err)
	}
	if _, err := r.Seek(-2, io.SeekEnd); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(r); err != nil || string(rest) != "89" {
		t.Errorf("the end: %q %v", rest, err)
	}
	put(t, s, "r", "replaced")
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if _, isDir := s.(*blob.Dir); isDir {
		if all, err := io.ReadAll(r); err != nil || string(all) != "0123456789" {
			t.Errorf("an open reader sees the new blob: %q %v", all, err)
		}
	}
}

func list(t *testing.T, s blob.Store) {
	keys := []string{"a-b", "a/1", "a/2/x", "a/2-y", "a0", "b/1", "课/一"}
	for _, k := range keys {
		put(t, s, k, k)
	}
	for prefix, want := range map[string][]string{
		"": {"a-b", "a/1", "a/2-y", "a/2/x", "a0", "b/1", "课/一"}, "a/": {"a/1", "a/2-y", "a/2/x"}, "a/2": {"a/2-y", "a/2/x"},
		"a": {"a-b", "a/1", "a/2-y", "a/2/x", "a0"}, "c": nil, "课": {"课/一"}, "../": nil,
	} {
		if got := names(t, s, prefix); !slices.Equal(got, want) {
			t.Errorf("list %q: %v, want %v", prefix, got, want)
		}
	}
	for i, err := range s.List(t.Context(), "") {
		must(t, err)
		if i.Size != int64(len(i.Key)) || i.Modified.IsZero() {
			t.Errorf("%+v", i)
		}
		break // stopping early must be possible
	}
}

func badKeys(t *testing.T, s blob.Store) {
	for _, key := range []string{
		"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", ".hidden", "a/.b", "a\\b", "C:x", "a\x00b", "a\nb",
		"a\xffb", "a.", "a /b", strings.Repeat("x", 201), strings.Repeat("x/", 300) + "x", "a\u202eb", "a*", "a?b", ".spool/x",
	} {
		if _, err := s.Put(t.Context(), key, strings.NewReader("x"), 1); !errors.Is(err, blob.ErrBadKey) {
			t.Errorf("put %.30q: %v", key, err)
		}
		if _, _, err := s.Open(t.Context(), key); !errors.Is(err, blob.ErrBadKey) {
			t.Errorf("open %.30q: %v", key, err)
		}
		if err := s.Delete(t.Context(), key); !errors.Is(err, blob.ErrBadKey) {
			t.Errorf("delete %.30q: %v", key, err)
		}
	}
}

// Writers, deleters and readers of the same few keys: a reader sees one whole version or nothing.
func atOnce(t *testing.T, s blob.Store) {
	var wg sync.WaitGroup
	for w := range 6 {
		wg.Go(func() {
			for i := range 15 {
				key := fmt.Sprintf("d%d/e/k", i%2)
				body := strings.Repeat(string(rune('a'+w)), 5000)
				if _, err := s.Put(t.Context(), key, strings.NewReader(body), 5000); err != nil {
					t.Errorf("put: %v", err)
				}
				if w == 0 {
					if err := s.Delete(t.Context(), key); err != nil {
						t.Errorf("delete: %v", err)
					}
				}
				r, _, err := s.Open(t.Context(), key)
				if errors.Is(err, blob.ErrNotFound) {
					continue
				}
				if err != nil {
					t.Errorf("open: %v", err)
					continue
				}
				b, err := io.ReadAll(r)
				_ = r.Close()
				_, isDir := s.(*blob.Dir)
				if isDir && (err != nil || len(b) != 5000 || strings.Trim(string(b), string(b[:1])) != "") {
					t.Errorf("read a mixture of %d bytes: %v", len(b), err)
				}
			}
		})
	}
	wg.Wait()
}

func cancelled(t *testing.T, s blob.Store) {
	ctx, stop := context.WithCancel(t.Context())
	n := 0
	r := readerFunc(func(p []byte) (int, error) {
		if n++; n == 3 {
			stop()
		}
		return len(p), nil
	})
	if _, err := s.Put(ctx, "x", r, 1<<40); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	if got := names(t, s, ""); got != nil {
		t.Errorf("left behind: %v", got)
	}
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

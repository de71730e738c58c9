package blob_test

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/fault"
)

// s3 stands in for a store: objects of one bucket in memory, and a switch that makes it fail. It checks no signatures.
type s3 struct {
	*httptest.Server
	mu      sync.Mutex
	objects map[string][]byte
	down    bool
}

func newS3(t *testing.T) *s3 {
	s := &s3{objects: map[string][]byte{}}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func standIn(t *testing.T, s *s3, prefix string) *blob.S3 {
	t.Helper()
	b, err := blob.OpenS3(t.Context(), blob.S3Config{
		Endpoint: strings.TrimPrefix(s.URL, "https://"), Region: "cn-1", Bucket: "exam", Prefix: prefix,
		AccessKey: "access", SecretKey: "secret", Transport: s.Client().Transport,
	})
	must(t, err)
	return b
}

func (s *s3) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch {
	case s.down:
		s.fail(w, http.StatusForbidden, "AccessDenied")
	case bucket != "exam":
		s.fail(w, http.StatusNotFound, "NoSuchBucket")
	case key == "" && r.Method == http.MethodHead:
	case key == "" && r.Method == http.MethodGet:
		s.list(w, r.URL.Query().Get("prefix"))
	case r.Method == http.MethodPut:
		body, err := io.ReadAll(r.Body)
		if err != nil || int64(len(body)) != r.ContentLength {
			s.fail(w, http.StatusBadRequest, "IncompleteBody")
			return
		}
		s.objects[key] = body
		w.Header().Set("ETag", `"x"`)
	case r.Method == http.MethodDelete:
		delete(s.objects, key)
		w.WriteHeader(http.StatusNoContent)
	default:
		body, ok := s.objects[key]
		if !ok {
			s.fail(w, http.StatusNotFound, "NoSuchKey")
			return
		}
		w.Header().Set("ETag", `"x"`)
		http.ServeContent(w, r, "", time.Now(), strings.NewReader(string(body)))
	}
}

func (s *s3) fail(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	_ = xml.NewEncoder(w).Encode(struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
	}{Code: code})
}

func (s *s3) list(w http.ResponseWriter, prefix string) {
	type contents struct {
		Key          string
		Size         int
		LastModified string
	}
	result := struct {
		XMLName     xml.Name `xml:"ListBucketResult"`
		IsTruncated bool
		Contents    []contents
	}{}
	for k, body := range s.objects {
		if strings.HasPrefix(k, prefix) {
			result.Contents = append(result.Contents, contents{k, len(body), time.Now().UTC().Format(time.RFC3339)})
		}
	}
	slices.SortFunc(result.Contents, func(a, b contents) int { return strings.Compare(a.Key, b.Key) })
	w.Header().Set("Content-Type", "application/xml")
	_ = xml.NewEncoder(w).Encode(result)
}

func TestS3PrefixesAreSeparate(t *testing.T) {
	s := newS3(t)
	a, b := standIn(t, s, "a/"), standIn(t, s, "b/")
	put(t, a, "x", "1")
	if got := names(t, b, ""); got != nil {
		t.Errorf("the other installation's blobs: %v", got)
	}
	if got := names(t, a, ""); !slices.Equal(got, []string{"x"}) {
		t.Errorf("own blobs: %v", got)
	}
}

func TestS3ThatRefusesIsUnavailable(t *testing.T) {
	s := newS3(t)
	b := standIn(t, s, "")
	put(t, b, "x", "1")
	s.mu.Lock()
	s.down = true
	s.mu.Unlock()
	_, perr := b.Put(t.Context(), "x", strings.NewReader("2"), 1)
	_, _, oerr := b.Open(t.Context(), "x")
	_, serr := b.Stat(t.Context(), "x")
	derr := b.Delete(t.Context(), "x")
	var lerr error
	for _, err := range b.List(t.Context(), "") {
		lerr = err
	}
	for name, err := range map[string]error{"put": perr, "open": oerr, "stat": serr, "delete": derr, "list": lerr} {
		if !errors.Is(err, blob.ErrUnavailable) || fault.KindOf(err) != fault.Unavailable {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestS3ChecksItsBucketAtStart(t *testing.T) {
	s := newS3(t)
	_, err := blob.OpenS3(context.Background(), blob.S3Config{
		Endpoint: strings.TrimPrefix(s.URL, "https://"), Region: "cn-1", Bucket: "missing", AccessKey: "a", SecretKey: "secret",
		Transport: s.Client().Transport,
	})
	if err == nil || !strings.Contains(err.Error(), "missing") || strings.Contains(err.Error(), "secret") {
		t.Errorf("a missing bucket: %v", err)
	}
}

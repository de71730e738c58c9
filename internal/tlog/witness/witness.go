package witness

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// maxRequest bounds a request: 63 hashes and a checkpoint with many signatures.
const maxRequest = 64 << 10

// Witness cosigns checkpoints of the logs it knows. It is an http.Handler for POST …/add-checkpoint and safe for concurrent use; one process
// at a time may use its folder.
type Witness struct {
	key  Signer
	logs map[string]note.Verifier // by origin
	dir  string

	mu sync.Mutex
}

// New returns a witness that keeps what it saw in dir.
func New(key Signer, dir string, logs ...note.Verifier) *Witness {
	w := &Witness{key: key, logs: map[string]note.Verifier{}, dir: dir}
	for _, l := range logs {
		w.logs[l.Name()] = l
	}
	return w
}

// ServeHTTP implements http.Handler by C2SP tlog-witness.
func (w *Witness) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/add-checkpoint") {
		http.NotFound(out, r)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(out, r.Body, maxRequest))
	if err != nil {
		http.Error(out, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	old, proof, raw, err := parseRequest(body)
	if err != nil {
		http.Error(out, err.Error(), http.StatusBadRequest)
		return
	}
	lines, latest, status := w.cosign(old, proof, raw)
	switch status {
	case http.StatusOK:
		out.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = out.Write(lines)
	case http.StatusConflict:
		out.Header().Set("Content-Type", "text/x.tlog.size")
		out.WriteHeader(status)
		_, _ = fmt.Fprintf(out, "%d\n", latest)
	default:
		http.Error(out, http.StatusText(status), status)
	}
}

// parseRequest reads old size, proof and checkpoint.
func parseRequest(body []byte) (old int64, proof tlog.TreeProof, raw []byte, err error) {
	bad := errors.New("want: old SIZE, up to 63 hashes, an empty line, a checkpoint")
	head, raw, ok := bytes.Cut(body, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	size, isOld := strings.CutPrefix(lines[0], "old ")
	if old, err = strconv.ParseInt(size, 10, 64); !ok || !isOld || err != nil || old < 0 || strconv.FormatInt(old, 10) != size || len(lines) > 64 {
		return 0, nil, nil, bad
	}
	for _, l := range lines[1:] {
		h, err := base64.StdEncoding.DecodeString(l)
		if err != nil || len(h) != tlog.HashSize {
			return 0, nil, nil, bad
		}
		proof = append(proof, tlog.Hash(h))
	}
	return old, proof, raw, nil
}

// cosign checks a checkpoint against what was signed last and returns the signature line, or the latest size and why not.
func (w *Witness) cosign(old int64, proof tlog.TreeProof, raw []byte) (lines []byte, latest int64, status int) {
	text, _, _ := bytes.Cut(raw, []byte("\n\n"))
	claimed, err := Parse(string(text) + "\n")
	if err != nil {
		return nil, 0, http.StatusBadRequest
	}
	log, ok := w.logs[claimed.Origin]
	if !ok {
		return nil, 0, http.StatusNotFound
	}
	c, err := Open(raw, log, 0)
	if err != nil {
		return nil, 0, http.StatusForbidden
	}
	if old > c.Size || old == 0 && len(proof) > 0 {
		return nil, 0, http.StatusBadRequest
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	was, err := w.seen(c.Origin)
	switch {
	case err != nil:
		return nil, 0, http.StatusInternalServerError
	case old != was.Size, old == c.Size && old > 0 && was.Root != c.Root:
		return nil, was.Size, http.StatusConflict
	case old > 0 && old < c.Size && tlog.CheckTree(proof, c.Size, c.Root, old, was.Root) != nil, old == c.Size && len(proof) > 0:
		return nil, 0, http.StatusUnprocessableEntity
	}
	if err := w.remember(c); err != nil { // before the signature leaves
		return nil, 0, http.StatusInternalServerError
	}
	signed, err := note.Sign(&note.Note{Text: c.Text}, w.key)
	if err != nil {
		return nil, 0, http.StatusInternalServerError
	}
	_, lines, _ = bytes.Cut(signed, []byte("\n\n"))
	return lines, c.Size, http.StatusOK
}

func (w *Witness) file(origin string) string {
	sum := sha256.Sum256([]byte(origin))
	return filepath.Join(w.dir, hex.EncodeToString(sum[:8])+".seen")
}

// seen returns the newest checkpoint that was signed; zero where there is none.
func (w *Witness) seen(origin string) (Checkpoint, error) {
	b, err := os.ReadFile(w.file(origin))
	if errors.Is(err, os.ErrNotExist) {
		return Checkpoint{}, nil
	}
	if err != nil {
		return Checkpoint{}, err
	}
	c, err := Parse(string(b))
	if err == nil && c.Origin != origin {
		err = ErrCheckpoint
	}
	return c, err
}

func (w *Witness) remember(c Checkpoint) error {
	name := w.file(c.Origin)
	f, err := os.OpenFile(name+".new", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(Text(c.Origin, c.Size, c.Root))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(name+".new", name); err != nil {
		return err
	}
	d, err := os.Open(w.dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

package audit

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// Head is a signed statement: at this time the trail had this many entries and ended in this hash.
type Head struct {
	Pos  int64
	Hash [32]byte
	At   time.Time
}

const headOrigin = "suikao-audit-head/v1"

// Keys signs and checks heads.
type Keys struct {
	signer   note.Signer
	verifier note.Verifier
}

// NewKeys makes the signing key from a 32-byte secret that lives in the key file, not in the database.
func NewKeys(secret []byte) (*Keys, error) {
	if len(secret) != ed25519.SeedSize {
		return nil, fmt.Errorf("audit: head secret must have %d bytes", ed25519.SeedSize)
	}
	priv := ed25519.NewKeyFromSeed(secret)
	const algEd25519 = 1
	vkey, err := note.NewEd25519VerifierKey(headOrigin, priv.Public().(ed25519.PublicKey))
	if err != nil {
		return nil, err
	}
	ver, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, err
	}
	skey := fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", headOrigin, ver.KeyHash(),
		base64.StdEncoding.EncodeToString(append([]byte{algEd25519}, priv.Seed()...)))
	sig, err := note.NewSigner(skey)
	if err != nil {
		return nil, err
	}
	return &Keys{signer: sig, verifier: ver}, nil
}

// Sign writes h as a signed note.
func (k *Keys) Sign(h Head) ([]byte, error) {
	text := fmt.Sprintf("%s\n%d\n%s\n%d\n", headOrigin, h.Pos, hex.EncodeToString(h.Hash[:]), h.At.UnixMilli())
	return note.Sign(&note.Note{Text: text}, k.signer)
}

// Open checks and reads a signed head.
func (k *Keys) Open(msg []byte) (Head, error) {
	n, err := note.Open(msg, note.VerifierList(k.verifier))
	if err != nil {
		return Head{}, err
	}
	f := strings.Split(strings.TrimSuffix(n.Text, "\n"), "\n")
	if len(f) != 4 || f[0] != headOrigin {
		return Head{}, errors.New("audit head: not of this form")
	}
	pos, err1 := strconv.ParseInt(f[1], 10, 64)
	ms, err2 := strconv.ParseInt(f[3], 10, 64)
	hash, err3 := unhex(&f[2])
	if err := errors.Join(err1, err2, err3); err != nil {
		return Head{}, fmt.Errorf("audit head: %w", err)
	}
	return Head{Pos: pos, Hash: hash, At: time.UnixMilli(ms)}, nil
}

// Exporter appends signed heads to one file a day in a folder outside the database. Copy the folder to a place that the
// database's administrators cannot write; a printed or mailed head serves as well. One exporter runs at a time.
type Exporter struct {
	log  *Log
	keys *Keys
	dir  string
	last int64 // position of the newest head this exporter wrote
}

// NewExporter returns an exporter into dir, which it creates when needed.
func NewExporter(l *Log, k *Keys, dir string) *Exporter { return &Exporter{log: l, keys: k, dir: dir} }

// Export appends the trail's present head and flushes it to the disk. Nothing is written while the trail has not grown
// since this exporter's last call.
func (x *Exporter) Export(ctx context.Context) error {
	pos, hash, err := x.log.head(ctx)
	if err != nil || pos == x.last {
		return err
	}
	now := x.log.clock()
	msg, err := x.keys.Sign(Head{Pos: pos, Hash: hash, At: now})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(x.dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(x.dir, "heads-"+now.UTC().Format(time.DateOnly)+".txt")
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(msg, separator...))
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		x.last = pos
	}
	return err
}

const separator = "====\n"

// ReadHeads reads all exported files of dir in order; none is no error. A head whose signature does not hold is an error
// that names its file and number.
func ReadHeads(k *Keys, dir string) ([]Head, error) {
	files, err := filepath.Glob(filepath.Join(dir, "heads-*.txt"))
	if err != nil {
		return nil, err
	}
	var out []Head
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for i, part := range bytes.Split(b, []byte(separator)) {
			if len(bytes.TrimSpace(part)) == 0 {
				continue
			}
			h, err := k.Open(part)
			if err != nil {
				return out, fmt.Errorf("head %d of %s: %w", i+1, filepath.Base(path), err)
			}
			out = append(out, h)
		}
	}
	return out, nil
}

package witness

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Hash is a hash of the tree.
type Hash = tlog.Hash

// Why a checkpoint is not taken.
var (
	ErrCheckpoint = errors.New("witness: this is no checkpoint")
	ErrUnsigned   = errors.New("witness: no signature of the log's key")
	ErrQuorum     = errors.New("witness: too few witnesses signed it")
)

// Checkpoint is what a log says of itself.
type Checkpoint struct {
	Origin string
	Size   int64
	Root   Hash
	Text   string   // what is signed: three lines
	Seen   []string // names of the known witnesses that signed it
	Census Census   // of Check alone
}

// Text is the body of a checkpoint.
func Text(origin string, size int64, root Hash) string {
	return fmt.Sprintf("%s\n%d\n%s\n", origin, size, base64.StdEncoding.EncodeToString(root[:]))
}

// Sign makes a checkpoint that signer, whose name is the origin, signs.
func Sign(signer note.Signer, size int64, root Hash) ([]byte, error) {
	return note.Sign(&note.Note{Text: Text(signer.Name(), size, root)}, signer)
}

// Parse reads the body of a checkpoint and checks no signature. Lines after the third are allowed and mean nothing here.
func Parse(text string) (Checkpoint, error) {
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) != 4 || lines[0] == "" {
		return Checkpoint{}, ErrCheckpoint
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	root, err2 := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || err2 != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] || len(root) != tlog.HashSize {
		return Checkpoint{}, ErrCheckpoint
	}
	return Checkpoint{Origin: lines[0], Size: size, Root: Hash(root), Text: text}, nil
}

// Open checks the signature of the log, whose name is the origin, and notes which of the witnesses signed; fewer than quorum is ErrQuorum.
func Open(raw []byte, log note.Verifier, quorum int, witnesses ...note.Verifier) (Checkpoint, error) {
	n, err := note.Open(raw, note.VerifierList(append([]note.Verifier{log}, witnesses...)...))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrUnsigned, err)
	}
	c, err := Parse(n.Text)
	if err != nil {
		return Checkpoint{}, err
	}
	if c.Origin != log.Name() {
		return Checkpoint{}, fmt.Errorf("%w: it is of %s", ErrUnsigned, c.Origin)
	}
	signed := false
	for _, s := range n.Sigs {
		if s.Name == log.Name() && s.Hash == log.KeyHash() {
			signed = true
			continue
		}
		c.Seen = append(c.Seen, s.Name)
	}
	if !signed {
		return Checkpoint{}, ErrUnsigned
	}
	if len(c.Seen) < quorum {
		return c, fmt.Errorf("%w: %d of %d", ErrQuorum, len(c.Seen), quorum)
	}
	return c, nil
}

// Add puts signature lines that a witness returned behind a checkpoint, those of its key that hold and are not there.
func Add(raw, lines []byte, witness note.Verifier) ([]byte, error) {
	both := append(bytes.Clone(raw), lines...)
	n, err := note.Open(both, note.VerifierList(witness))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnsigned, err)
	}
	for _, s := range n.Sigs {
		line := []byte("— " + s.Name + " " + s.Base64 + "\n")
		if !bytes.Contains(raw, line) {
			raw = append(bytes.Clone(raw), line...)
		}
	}
	return raw, nil
}

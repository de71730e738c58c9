package transcript

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/fxamacker/cbor/v2"
	"golang.org/x/mod/sumdb/note"

	"github.com/suikao/suikao/internal/tlog/witness"
)

// Format names the file's layout.
const Format = "suikao/transcript/1"

// Head is what the log stands for. Times are milliseconds since 1970 UTC, digests hex.
type Head struct {
	Format     string `json:"format"`
	Result     string `json:"result"`
	Revision   int    `json:"revision"` // 1 as first released, 2 … after corrections
	Sitting    string `json:"sitting"`
	Item       string `json:"item"`
	PersonType string `json:"personType"`
	RuleSet    string `json:"ruleSet"`
	SatOn      string `json:"satOn"`
	StartedAt  int64  `json:"startedAt"`
	EndedAt    int64  `json:"endedAt"`
	Cause      string `json:"cause"` // why it ended
	Release    string `json:"release"`
	KeyVersion int    `json:"keyVersion"`
	Keys       string `json:"keys,omitempty"` // digest in the log's leaf of the key version, or of the release where it was never corrected
	Paper      string `json:"paper"`          // digest of the paper
	Draw       string `json:"draw"`           // digest of the draw record, from which the journal's chain starts
	Entries    int64  `json:"entries"`
	Chain      string `json:"chain"` // last hash of the journal
	Points     int    `json:"points"`
	Full       int    `json:"full"`
	PassMark   int    `json:"passMark"`
	Passed     bool   `json:"passed"`
	DecidedAt  int64  `json:"decidedAt"` // release or correction
}

// Receipt is the short form of a journal's last hash, ten letters and digits: the seat shows it at the end, to write down by hand.
// It is empty where there is no hash.
func Receipt(chain []byte) string {
	if len(chain) != sha256.Size {
		return ""
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(chain))[:10]
}

// Record returns the bytes whose digest the log holds.
func (h Head) Record() ([]byte, error) { return json.Marshal(h) }

// Outcome is the one in the label of the leaf.
func (h Head) Outcome() string {
	if h.Passed {
		return "pass"
	}
	return "fail"
}

// Kind is the kind of the leaf.
const Kind = "transcript"

// Entry is one line of the journal.
type Entry struct {
	Place    int64  `json:"place"`
	Seq      int64  `json:"seq,omitempty"`
	Kind     string `json:"kind"`
	Question int    `json:"question,omitempty"`
	Answer   string `json:"answer,omitempty"`
	Note     string `json:"note,omitempty"`
	ServerAt int64  `json:"serverAt"` // ms
	ClientAt int64  `json:"clientAt,omitempty"`
	Epoch    int64  `json:"epoch,omitempty"`
}

// Checkpoint is what the log said of itself, taken apart so that it has one spelling.
type Checkpoint struct {
	Origin    string `json:"origin"`
	Size      int64  `json:"size"`
	Root      []byte `json:"root"`
	Signature []byte `json:"signature"` // four bytes of the key's hash, then Ed25519
}

// Bundle is the file.
type Bundle struct {
	Head       Head               `json:"head"`
	Entries    []Entry            `json:"entries"`
	Draw       []byte             `json:"draw"`              // record of the draw, CBOR
	DrawLog    *witness.Inclusion `json:"drawLog,omitempty"` // absent: drawn before there was a log
	Log        witness.Inclusion  `json:"log"`
	Checkpoint Checkpoint         `json:"checkpoint"`
}

// Why a file does not hold; each wrapped with the place.
var (
	ErrFile       = errors.New("transcript: this is no transcript, or it is damaged")
	ErrJournal    = errors.New("transcript: the journal is not the one that was marked")
	ErrDraw       = errors.New("transcript: the draw is not the one that the journal begins with")
	ErrLog        = errors.New("transcript: the log does not hold this transcript")
	ErrCheckpoint = errors.New("transcript: the checkpoint is not signed by the log's key")
)

// Encode writes the file.
func (b Bundle) Encode() ([]byte, error) {
	out, err := json.MarshalIndent(b, "", " ")
	return append(out, '\n'), err
}

// Split takes a signed checkpoint apart; only the log's own signature is kept. Errors: ErrCheckpoint.
func Split(signed []byte, log note.Verifier) (Checkpoint, error) {
	c, err := witness.Open(signed, log, 0)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	prefix := "— " + log.Name() + " "
	for line := range strings.Lines(string(signed)) {
		rest, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), prefix)
		if !ok {
			continue
		}
		raw, err := base64.StdEncoding.DecodeString(rest)
		if err == nil && len(raw) > 4 && binary.BigEndian.Uint32(raw) == log.KeyHash() {
			return Checkpoint{Origin: c.Origin, Size: c.Size, Root: c.Root[:], Signature: raw}, nil
		}
	}
	return Checkpoint{}, ErrCheckpoint
}

// signed puts the checkpoint together again.
func (c Checkpoint) signed() []byte {
	text := witness.Text(c.Origin, c.Size, witness.Hash(c.Root))
	return []byte(text + "\n— " + c.Origin + " " + base64.StdEncoding.EncodeToString(c.Signature) + "\n")
}

// maxFile is more than any sitting writes.
const maxFile = 32 << 20

// Verify checks a file against the log's key. The bundle is what the file says; believe it only where the error is nil. Errors: ErrFile, ErrJournal, ErrDraw,
// ErrLog, ErrCheckpoint.
func Verify(file []byte, log note.Verifier) (Bundle, error) {
	var b Bundle
	if len(file) > maxFile {
		return b, ErrFile
	}
	d := json.NewDecoder(bytes.NewReader(file))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return b, fmt.Errorf("%w: %w", ErrFile, err)
	}
	if again, err := b.Encode(); err != nil || !bytes.Equal(again, file) || b.Head.Format != Format {
		return b, ErrFile
	}
	if len(b.Checkpoint.Root) != 32 {
		return b, ErrCheckpoint
	}
	if _, err := witness.Open(b.Checkpoint.signed(), log, 0); err != nil {
		return b, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	if err := b.journal(); err != nil {
		return b, err
	}
	if b.DrawLog != nil {
		if err := b.stands(*b.DrawLog, b.Draw, "draw"); err != nil {
			return b, fmt.Errorf("%w: the draw: %w", ErrLog, err)
		}
	}
	record, err := b.Head.Record()
	if err != nil {
		return b, fmt.Errorf("%w: %w", ErrFile, err)
	}
	if err := b.stands(b.Log, record, Kind+"."+b.Head.Outcome()); err != nil {
		return b, fmt.Errorf("%w: %w", ErrLog, err)
	}
	if b.DrawLog != nil && b.DrawLog.N >= b.Log.N {
		return b, fmt.Errorf("%w: the draw came after the result", ErrLog)
	}
	return b, nil
}

// journal follows the chain from the draw to the head.
func (b Bundle) journal() error {
	sum := sha256.Sum256(append([]byte("draw/record/v1"), b.Draw...))
	if hex.EncodeToString(sum[:]) != b.Head.Draw {
		return ErrDraw
	}
	prev := sha256.Sum256(append([]byte("att/v1"), sum[:]...))
	for i, e := range b.Entries {
		if e.Place != int64(i)+1 {
			return fmt.Errorf("%w: place %d stands where %d belongs", ErrJournal, e.Place, i+1)
		}
		body, err := canonical.Marshal([]any{e.Place, e.Seq, e.ServerAt, e.ClientAt, e.Kind, e.Question, e.Answer, e.Note, e.Epoch})
		if err != nil {
			return fmt.Errorf("%w: place %d: %w", ErrJournal, e.Place, err)
		}
		prev = sha256.Sum256(append(prev[:], body...))
	}
	if int64(len(b.Entries)) != b.Head.Entries || hex.EncodeToString(prev[:]) != b.Head.Chain {
		return ErrJournal
	}
	return nil
}

var canonical = func() cbor.EncMode {
	m, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		panic(err) // constants
	}
	return m
}()

// stands checks that a record stands in the tree of the checkpoint under a label.
func (b Bundle) stands(p witness.Inclusion, record []byte, label string) error {
	labelled := p.Label == label || p.Label == "" && label == "draw" // drawn before leaves had labels
	if !labelled || p.Names != nil || len(p.Salt) != 16 || p.Size != b.Checkpoint.Size || !bytes.Equal(p.Root, b.Checkpoint.Root) {
		return witness.ErrProof
	}
	return p.Check(record)
}

package tlog_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/internal/tlog/witness"
)

var update = flag.Bool("update", false, "write the log of testdata anew")

const (
	published = "testdata/log"
	earlier   = 256
	records   = 300
)

// proofs are what the house gave out of the published log.
type proofs struct {
	Key         string              `json:"key"` // verifier key of the log
	Records     []string            `json:"records"`
	Inclusions  []witness.Inclusion `json:"inclusions"`
	Earlier     int64               `json:"earlier"` // size of an older tree
	EarlierRoot []byte              `json:"earlierRoot"`
	Consistency [][]byte            `json:"consistency"`
}

// TestAnotherClientReadsTheLog reads the published log by the specifications alone (RFC 6962, C2SP tlog-checkpoint and tlog-tiles) with the Merkle
// library of another project (transparency-dev/merkle), which shares no code with the one the log is made with.
func TestAnotherClientReadsTheLog(t *testing.T) {
	if *update {
		writeLog(t)
	}
	var p proofs
	raw, err := os.ReadFile("testdata/proofs.json")
	if err == nil {
		err = json.Unmarshal(raw, &p)
	}
	if err != nil {
		t.Fatal(err)
	}
	size, root := checkpointOf(t, p.Key)
	leaves := leavesOf(t, int(size))
	tree := (&compact.RangeFactory{Hash: rfc6962.DefaultHasher.HashChildren}).NewEmptyRange(0)
	var level0 []byte
	for _, l := range leaves {
		h := rfc6962.DefaultHasher.HashLeaf(l)
		level0 = append(level0, h...)
		if err := tree.Append(h, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := tree.GetRootHash(nil); err != nil || !bytes.Equal(got, root) {
		t.Errorf("the leaves make root %x, the checkpoint says %x, %v", got, root, err)
	}
	if tile, err := os.ReadFile(filepath.Join(published, "tile/0/000")); err != nil || !bytes.Equal(tile, level0[:256*32]) {
		t.Errorf("the first tile is not the hashes of the first leaves: %v", err)
	}
	for i, in := range p.Inclusions {
		digest := sha256.Sum256(append(bytes.Clone(in.Salt), p.Records[i]...))
		line := in.Label + " " + base64.StdEncoding.EncodeToString(digest[:])
		if in.Names != nil {
			line += fmt.Sprintf(" %d", *in.Names)
		}
		if string(leaves[in.N]) != line {
			t.Errorf("record %d: the leaf is %q, not %q", i, leaves[in.N], line)
		}
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(in.N), uint64(in.Size), rfc6962.DefaultHasher.HashLeaf([]byte(line)), in.Path, root); err != nil {
			t.Errorf("record %d: %v", i, err)
		}
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(in.N), uint64(in.Size), rfc6962.DefaultHasher.HashLeaf([]byte(line+"x")), in.Path, root); err == nil {
			t.Errorf("record %d: another leaf is proved", i)
		}
	}
	if err := proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(p.Earlier), uint64(size), p.Consistency, p.EarlierRoot, root); err != nil {
		t.Errorf("it does not go on from %d: %v", p.Earlier, err)
	}
}

// checkpointOf checks the signature by hand: note format, Ed25519.
func checkpointOf(t *testing.T, key string) (size int64, root []byte) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(published, "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	name, rest, _ := strings.Cut(strings.TrimSpace(key), "+")
	_, body, _ := strings.Cut(rest, "+")
	public, err := base64.StdEncoding.DecodeString(body)
	if err != nil || len(public) != 33 || public[0] != 1 {
		t.Fatalf("key %q %v", key, err)
	}
	text, sigs, ok := strings.Cut(string(raw), "\n\n")
	line, found := strings.CutPrefix(strings.Split(sigs, "\n")[0], "— "+name+" ")
	sig, err := base64.StdEncoding.DecodeString(line)
	if !ok || !found || err != nil || !ed25519.Verify(public[1:], []byte(text+"\n"), sig[4:]) {
		t.Fatalf("the checkpoint is not signed by %s: %v", name, err)
	}
	lines := strings.Split(text, "\n")
	if _, err := fmt.Sscan(lines[1], &size); err != nil || lines[0] != name {
		t.Fatalf("%q %v", lines, err)
	}
	if root, err = base64.StdEncoding.DecodeString(lines[2]); err != nil {
		t.Fatal(err)
	}
	return size, root
}

// leavesOf reads the entry bundles: a length of two bytes before each leaf.
func leavesOf(t *testing.T, size int) [][]byte {
	t.Helper()
	var out [][]byte
	for n := 0; n*256 < size; n++ {
		path := fmt.Sprintf("tile/entries/%03d", n)
		if width := size - n*256; width < 256 {
			path += fmt.Sprintf(".p/%d", width)
		}
		b, err := os.ReadFile(filepath.Join(published, filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		for len(b) > 0 {
			l := int(binary.BigEndian.Uint16(b))
			out, b = append(out, b[2:2+l]), b[2+l:]
		}
	}
	if len(out) != size {
		t.Fatalf("%d leaves, want %d", len(out), size)
	}
	return out
}

// writeLog makes a log of 300 records on a database and keeps what it publishes.
func writeLog(t *testing.T) {
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	log := tlog.New(db, func() time.Time { return time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC) })
	p := proofs{Key: logKey.VerifierKey(), Earlier: earlier}
	seven := int64(7)
	record := func(i int) string { return fmt.Sprintf("record number %d", i) }
	for i := range records {
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			switch {
			case i == 7:
				return log.AppendNaming(ctx, "transcript", "pass", fmt.Sprint(i), []byte(record(i)), nil)
			case i == 290:
				return log.AppendNaming(ctx, "permit", "", fmt.Sprint(i), []byte(record(i)), &seven)
			}
			return log.Append(ctx, "draw", fmt.Sprint(i), []byte(record(i)))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := log.Publish(t.Context(), logKey, nil); err != nil {
		t.Fatal(err)
	}
	for i, kind := range map[int]string{0: "draw", 7: "transcript", 255: "draw", 256: "draw", 290: "permit", 299: "draw"} {
		in, err := log.Prove(t.Context(), kind, fmt.Sprint(i), records)
		if err != nil {
			t.Fatal(err)
		}
		p.Records, p.Inclusions = append(p.Records, record(i)), append(p.Inclusions, in)
	}
	root, err := log.Root(t.Context(), earlier)
	if err != nil {
		t.Fatal(err)
	}
	list, err := log.Consistency(t.Context(), earlier, records)
	if err != nil {
		t.Fatal(err)
	}
	p.EarlierRoot = root[:]
	for _, h := range list {
		p.Consistency = append(p.Consistency, bytes.Clone(h[:]))
	}
	paths := []string{"checkpoint"}
	for _, tile := range witness.In(records) {
		paths = append(paths, tile.Path())
	}
	for _, path := range paths {
		b, err := log.File(t.Context(), path)
		if err != nil {
			t.Fatal(path, err)
		}
		file := filepath.Join(published, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("testdata/proofs.json", append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

package witness

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8           // of a tile: 256 hashes
	width  = 1 << height // of a whole tile
)

// Tile names a published file of the tree: Level -1 are the leaves.
type Tile struct {
	Level int
	N     int64
	Width int // 1 to 256; 256: whole
}

// Path is where a tile is published, by C2SP tlog-tiles.
func (t Tile) Path() string {
	n := fmt.Sprintf("%03d", t.N%1000)
	for rest := t.N / 1000; rest > 0; rest /= 1000 {
		n = fmt.Sprintf("x%03d/%s", rest%1000, n)
	}
	level := strconv.Itoa(t.Level)
	if t.Level < 0 {
		level = "entries"
	}
	p := "tile/" + level + "/" + n
	if t.Width < width {
		p += ".p/" + strconv.Itoa(t.Width)
	}
	return p
}

// ErrPath says that a path names no tile.
var ErrPath = errors.New("witness: no path of a tile")

// ParsePath reads what Path writes, and nothing else.
func ParsePath(p string) (Tile, error) {
	rest, ok := strings.CutPrefix(p, "tile/")
	level, rest, ok2 := strings.Cut(rest, "/")
	t := Tile{Level: -1, Width: width}
	var err error
	if level != "entries" {
		t.Level, err = strconv.Atoi(level)
	}
	if !ok || !ok2 || err != nil || t.Level > 7 || len(p) > 60 {
		return Tile{}, ErrPath
	}
	if number, w, partial := strings.Cut(rest, ".p/"); partial {
		if rest = number; len(w) > 3 {
			return Tile{}, ErrPath
		}
		if t.Width, err = strconv.Atoi(w); err != nil || t.Width < 1 || t.Width >= width {
			return Tile{}, ErrPath
		}
	}
	for _, part := range strings.Split(rest, "/") {
		n, err := strconv.Atoi(strings.TrimPrefix(part, "x"))
		if err != nil || n < 0 || t.N > 1<<40 {
			return Tile{}, ErrPath
		}
		t.N = t.N*1000 + int64(n)
	}
	if t.Path() != p { // one way to write each
		return Tile{}, ErrPath
	}
	return t, nil
}

// In returns the tiles of a tree of so many records, those of a level from the left; leaves first.
func In(size int64) []Tile {
	var out []Tile
	tiles := func(level int, n int64) {
		for k := int64(0); k*width < n; k++ {
			out = append(out, Tile{level, k, int(min(width, n-k*width))})
		}
	}
	tiles(-1, size)
	for level, n := 0, size; n > 0; level, n = level+1, n/width { // a level above holds one hash per whole tile
		tiles(level, n)
	}
	return out
}

// Bundle writes leaves as the file of entries holds them.
func Bundle(leaves [][]byte) []byte {
	var b []byte
	for _, l := range leaves {
		b = append(binary.BigEndian.AppendUint16(b, uint16(len(l))), l...)
	}
	return b
}

// Source gives published files by their path below the log's address; "checkpoint" among them.
type Source interface {
	Read(ctx context.Context, path string) ([]byte, error)
}

// Dir is a folder of published files.
type Dir string

// Read implements Source.
func (d Dir) Read(_ context.Context, path string) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(d), filepath.FromSlash(path)))
}

// Web is the address of a log.
type Web string

// Read implements Source.
func (u Web) Read(ctx context.Context, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(string(u), "/")+"/"+path, nil)
	if err != nil {
		return nil, err
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: status %d", path, res.StatusCode)
	}
	return io.ReadAll(io.LimitReader(res.Body, 32<<20))
}

// ErrLog heads what does not hold in a published log.
var ErrLog = errors.New("witness: the published log does not hold")

// Check reads a whole published log: the checkpoint is signed by the log and by quorum witnesses, every leaf stands in its tile, and the
// tiles make the root; each permit rests on one pass that no other rests on. Since, where not empty, is the text of an older checkpoint that this log must go on from.
func Check(ctx context.Context, from Source, log note.Verifier, quorum int, since string, witnesses ...note.Verifier) (Checkpoint, error) {
	raw, err := from.Read(ctx, "checkpoint")
	if err != nil {
		return Checkpoint{}, err
	}
	c, err := Open(raw, log, quorum, witnesses...)
	if err != nil {
		return c, err
	}
	var hashes []tlog.Hash
	own := tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(at))
		for k, i := range at {
			out[k] = hashes[i]
		}
		return out, nil
	})
	count := int64(0)
	for _, t := range In(c.Size) {
		data, err := from.Read(ctx, t.Path())
		if err != nil {
			return c, fmt.Errorf("%w: %w", ErrLog, err)
		}
		if t.Level < 0 {
			leaves, err := unbundle(data, t.Width)
			if err != nil {
				return c, fmt.Errorf("%w: %s: %w", ErrLog, t.Path(), err)
			}
			for _, l := range leaves {
				if err := c.Census.add(count, l); err != nil {
					return c, err
				}
				list, err := tlog.StoredHashesForRecordHash(count, tlog.RecordHash(l), own)
				if err != nil {
					return c, err
				}
				hashes, count = append(hashes, list...), count+1
			}
			continue
		}
		want, err := tlog.ReadTileData(tlog.Tile{H: height, L: t.Level, N: t.N, W: t.Width}, own)
		if err != nil || !bytes.Equal(want, data) {
			return c, fmt.Errorf("%w: %s does not follow from the leaves", ErrLog, t.Path())
		}
	}
	root, err := tlog.TreeHash(c.Size, own)
	if err != nil {
		return c, err
	}
	if root != c.Root {
		return c, fmt.Errorf("%w: the leaves make another root than the checkpoint", ErrLog)
	}
	if since == "" {
		return c, nil
	}
	old, err := Parse(since)
	if err != nil {
		return c, err
	}
	if old.Origin != c.Origin || old.Size > c.Size {
		return c, fmt.Errorf("%w: it was of %s with %d records", ErrLog, old.Origin, old.Size)
	}
	if then, err := tlog.TreeHash(old.Size, own); err != nil || then != old.Root {
		return c, fmt.Errorf("%w: the first %d records are not those of the older checkpoint", ErrLog, old.Size)
	}
	return c, nil
}

func unbundle(b []byte, n int) ([][]byte, error) {
	var out [][]byte
	for range n {
		if len(b) < 2 || len(b) < 2+int(binary.BigEndian.Uint16(b)) {
			return nil, errors.New("too short")
		}
		end := 2 + int(binary.BigEndian.Uint16(b))
		out, b = append(out, b[2:end]), b[end:]
	}
	if len(b) > 0 {
		return nil, errors.New("too long")
	}
	return out, nil
}

// Within reports whether a tree of so many records has the tile, whole or as its last part.
func (t Tile) Within(size int64) bool {
	for range max(0, t.Level) {
		size /= width
	}
	return t.N*width+int64(t.Width) <= size
}

package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/internal/fault"
)

// gathering writes one volume.
type gathering struct {
	*Service
	head  volume.Head
	files []File
	held  map[string]string // digests of what earlier parts hold, by name
	first bool

	made   volume.Manifest
	digest string
	failed error
}

// write reads file after file into the volume. What an earlier part holds in the same form is left out of a supplement; what cannot be had is listed as missing.
// ErrNothing where a supplement would hold nothing.
func (g *gathering) write(ctx context.Context, to io.Writer) error {
	w, n := volume.NewWriter(to, g.head), 0
	for _, f := range g.files {
		if _, had := g.held[f.Name]; had && f.Once {
			continue
		}
		if f.Read == nil {
			w.Missing(f.Section, f.Title, f.Why)
			continue
		}
		b, err := f.Read(ctx)
		if err != nil {
			reason := fault.From(err)
			if k := reason.Kind(); k == fault.Unavailable || k == fault.Internal {
				return err
			}
			w.Missing(f.Section, f.Title, reason.Text("zh-CN"))
			continue
		}
		if sum := sha256.Sum256(b); g.held[f.Name] == hex.EncodeToString(sum[:]) {
			continue
		}
		if err := w.Add(f.Name, f.Section, f.Title, bytes.NewReader(b)); err != nil {
			return err
		}
		n++
	}
	if n == 0 && !g.first {
		return ErrNothing
	}
	var err error
	g.made, g.digest, err = w.Close(g.Index, g.Sign)
	return err
}

package sample

import (
	"bytes"
	"context"
	"fmt"
	"path"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/picture"
)

// Shown returns the bank's items with drawings (隐患识别), as if read from a file that brings the pictures along. They are
// beside the others and not among them: what is drawn from the blueprint is without pictures.
func (b Bank) Shown(ctx context.Context) (questionbank.File, error) {
	f, err := interchange.Read(ctx, b.Stem+shown, bytes.NewReader(b.file(shown)))
	if err != nil {
		return questionbank.File{}, fmt.Errorf("sample bank %s: %w", b.Stem, err)
	}
	for i := range f.Rows {
		for n := range f.Rows[i].Content.Media {
			m := &f.Rows[i].Content.Media[n]
			body, err := files.ReadFile(path.Join("pictures", m.Name))
			if err != nil {
				return questionbank.File{}, fmt.Errorf("sample bank %s: %w", b.Stem, err)
			}
			p, err := picture.Check(body)
			if err != nil {
				return questionbank.File{}, fmt.Errorf("%s: %w", m.Name, err)
			}
			m.Medium = assembly.Medium{Digest: p.Digest(), Type: p.Type, Alt: m.Alt, Width: p.Width, Height: p.Height}
			m.Data = p.Data
		}
	}
	return f, nil
}

package sample

import (
	"bytes"
	"context"
	"fmt"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

// CaseCSV returns the bank's cases in the columns of the import template, see CSV.
func (b Bank) CaseCSV() []byte { return b.file(told) }

// Cases returns the bank's cases (案例) as the import reads them. Like those of Shown they are beside the others: what is drawn
// from the blueprint is without cases.
func (b Bank) Cases(ctx context.Context) (questionbank.File, error) {
	f, err := interchange.Read(ctx, b.Stem+told, bytes.NewReader(b.CaseCSV()))
	if err != nil {
		return questionbank.File{}, fmt.Errorf("sample bank %s: %w", b.Stem, err)
	}
	return f, nil
}

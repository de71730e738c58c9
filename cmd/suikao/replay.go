package main

import (
	"errors"
	"io"
	"maps"
	"os"
	"slices"

	"github.com/suikao/suikao/cmd/internal/redraw"
	"github.com/suikao/suikao/questionbank/interchange"
)

// replayBundle draws the papers of an export again from the files alone, all or only one, and compares each with the record of the
// draw and the record with the log's root, where that is known.
func replayBundle(out io.Writer, path, only, root string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	st, err := f.Stat()
	if err != nil {
		return err
	}
	draws, err := interchange.ReadBundle(f, st.Size())
	if err != nil {
		return err
	}
	seen := only == ""
	for _, attempt := range slices.Sorted(maps.Keys(draws)) {
		if only != "" && attempt != only {
			continue
		}
		seen = true
		if _, err := redraw.Files(out, attempt, draws[attempt], root); err != nil {
			return err
		}
	}
	if !seen {
		return errors.New("the export does not hold this draw")
	}
	return nil
}

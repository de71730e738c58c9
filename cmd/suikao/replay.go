package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
)

// replayBundle draws every paper of an export again from the files alone and compares it with the record of the draw.
func replayBundle(out io.Writer, path string) (err error) {
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
	for _, attempt := range slices.Sorted(maps.Keys(draws)) {
		p, err := assembly.Replay(draws[attempt])
		if err != nil {
			return fmt.Errorf("%s: %w", attempt, err)
		}
		fmt.Fprintf(out, "%s paper=%x questions=%d release=%x\n", attempt, p.Digest(), len(p.Questions), p.ReleaseDigest)
	}
	return nil
}

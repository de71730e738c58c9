package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/sample"
)

// exportSampleCmd writes a sample bank as the file that `import questions` and the console read. A new installation gets
// questions to try with, through the same review as its own; the demo fills in the low-voltage bank alone.
func exportSampleCmd() *cobra.Command {
	c := &cobra.Command{Use: "sample [CODE FILE.csv]", Short: "write the sample bank of a catalogue code, to be imported like any other; alone: list them",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 0 && len(args) != 2 {
				return errors.New("name the catalogue code and the file to write, or nothing to see the list")
			}
			return nil
		}}
	rules := c.Flags().String("blueprint", "", "file to write the rules of its paper to (JSON)")
	drawn := c.Flags().String("pictures", "", "file to write the items with drawings to (QTI 3.0 package, .zip)")
	told := c.Flags().String("cases", "", "file to write its cases to (.csv)")
	c.RunE = func(c *cobra.Command, args []string) error {
		all, err := sample.Banks()
		if err != nil {
			return err
		}
		if len(args) == 0 {
			for _, b := range all {
				fmt.Fprintf(c.OutOrStdout(), "%s\t%s\n", strings.Join(b.Codes, " "), b.Name)
			}
			return nil
		}
		b, found, err := sample.Find(args[0])
		if err == nil && !found {
			err = fmt.Errorf("no sample bank serves %s; `suikao export sample` lists those there are", args[0])
		}
		if err != nil {
			return err
		}
		if err = writeNew(args[1], b.CSV()); err == nil && *rules != "" {
			err = writeNew(*rules, b.Blueprint())
		}
		if err == nil && *drawn != "" {
			err = writeDrawn(c.Context(), b, *drawn)
		}
		if err == nil && *told != "" {
			err = writeNew(*told, b.CaseCSV())
		}
		return err
	}
	return c
}

func writeDrawn(ctx context.Context, b sample.Bank, name string) error {
	f, err := b.Shown(ctx)
	if err != nil {
		return err
	}
	items := make([]questionbank.Content, len(f.Rows))
	for i, r := range f.Rows {
		items[i] = r.Content
	}
	body, _, err := interchange.Write(ctx, interchange.QTI30, b.Name, items)
	if err != nil {
		return err
	}
	return writeNew(name, body)
}

// writeNew writes a file that does not exist yet: what somebody corrected is not overwritten.
func writeNew(name string, body []byte) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return errors.Join(err, f.Close())
}

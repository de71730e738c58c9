package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
)

func keysCmd() *cobra.Command {
	c := &cobra.Command{Use: "keys", Short: "make or rotate the key file, seal files under the newest key"}
	c.AddCommand(permitKeysCmd(), drawKeysCmd(), logKeyCmd(), deviceKeyCmd(), ownerKeyCmd(),
		&cobra.Command{Use: "create PATH", Short: "make a new key file; never overwrites one", Args: cobra.ExactArgs(1), RunE: func(_ *cobra.Command, args []string) error {
			_, err := crypt.Create(args[0])
			return err
		}},
		&cobra.Command{Use: "rotate PATH", Short: "add a sealing key and use it from the next start", Args: cobra.ExactArgs(1), RunE: func(_ *cobra.Command, args []string) error {
			_, err := crypt.Rotate(args[0])
			return err
		}},
		&cobra.Command{Use: "reseal", Short: "seal stored files that lie unencrypted or under an older key; may be broken off and run again", Args: cobra.NoArgs,
			RunE: func(c *cobra.Command, _ []string) error {
				cfg, err := load(c)
				if err != nil {
					return err
				}
				return reseal(c.Context(), cfg, c.OutOrStdout())
			}})
	return c
}

// reseal seals photos, scans and papers that an older program or an older key left behind.
func reseal(ctx context.Context, cfg *config.Config, out io.Writer) error {
	ring, err := crypt.Load(cfg.KeyFile)
	if err != nil {
		return err
	}
	files, err := app.OpenBlobs(ctx, cfg)
	if err != nil {
		return err
	}
	t, err := blob.NewSealed(files, ring).Reseal(ctx)
	fmt.Fprintf(out, "files: %d were unencrypted and are sealed now, %d were sealed anew, %d were in order\n", t.Plain, t.Renewed, t.Kept)
	return err
}

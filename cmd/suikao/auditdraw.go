package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/redraw"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/tlog"
)

// onDB runs f on the database of the configuration, without starting the program.
func onDB(c *cobra.Command, f func(ctx context.Context, db *sqldb.DB, keyFile string) error) error {
	cfg, err := load(c)
	if err != nil {
		return err
	}
	db, _, err := app.OpenDB(c.Context(), cfg)
	if err != nil {
		return err
	}
	return errors.Join(f(c.Context(), db, cfg.KeyFile), db.Close())
}

func auditDrawCmd() *cobra.Command {
	c := &cobra.Command{Use: "draw SITTING", Short: "draw a paper again from what is published, compare it byte for byte and see that it was logged", Args: cobra.ExactArgs(1)}
	file := c.Flags().String("file", "", "export to draw from (suikao export draws); needs no database, no key and no configuration")
	root := c.Flags().String("root", "", "with --file: root of the transparency log, in hex, that the proof must lead to")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *file != "" {
			return replayBundle(c.OutOrStdout(), *file, args[0], *root)
		}
		return onDB(c, func(ctx context.Context, db *sqldb.DB, keyFile string) error {
			ring, err := crypt.Load(keyFile)
			if err != nil {
				return err
			}
			return redraw.Attempt(ctx, c.OutOrStdout(), db, ring, args[0])
		})
	}
	return c
}

func auditLogCmd() *cobra.Command {
	return &cobra.Command{Use: "log", Short: "reckon the transparency log up again and print its root", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		return onDB(c, func(ctx context.Context, db *sqldb.DB, _ string) error {
			return redraw.Log(ctx, c.OutOrStdout(), tlog.New(db, time.Now))
		})
	}}
}

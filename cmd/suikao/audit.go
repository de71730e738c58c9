package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
)

func auditCmd() *cobra.Command {
	c := &cobra.Command{Use: "audit", Short: "check the audit trail, drawn papers and the transparency log"}
	verify := &cobra.Command{Use: "verify", Short: "recompute the chain and compare it with the exported heads", Args: cobra.NoArgs}
	heads := verify.Flags().String("heads", "", "folder of exported heads (default: audit in the data folder)")
	verify.RunE = func(c *cobra.Command, _ []string) error {
		cfg, err := load(c)
		if err != nil {
			return err
		}
		if *heads == "" {
			*heads = app.HeadsDir(cfg)
		}
		return verifyTrail(c, cfg, *heads)
	}
	c.AddCommand(auditDrawCmd(), auditLogCmd(), verify, &cobra.Command{Use: "sequence", Short: "give waiting entries their positions, after a crash or a restore, without starting the program", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := load(c)
			if err != nil {
				return err
			}
			db, _, err := app.OpenDB(c.Context(), cfg)
			if err != nil {
				return err
			}
			n, err := audit.New(db, time.Now).Sequence(c.Context())
			fmt.Fprintf(c.OutOrStdout(), "%d entries have their positions now\n", n)
			return errors.Join(err, db.Close())
		}})
	return c
}

func verifyTrail(c *cobra.Command, cfg *config.Config, dir string) error {
	ring, err := crypt.Load(cfg.KeyFile)
	if err != nil {
		return err
	}
	keys, err := app.HeadKeys(ring)
	if err != nil {
		return err
	}
	heads, err := audit.ReadHeads(keys, dir)
	if err != nil {
		return err
	}
	db, _, err := app.OpenDB(c.Context(), cfg)
	if err != nil {
		return err
	}
	faults, n, err := audit.New(db, time.Now).Verify(c.Context(), heads)
	active, aerr := jobs.Active(c.Context(), db, app.SequencerJob)
	if err = errors.Join(err, aerr, db.Close()); err != nil {
		return err
	}
	faults, waiting, since := audit.Waiting(faults, active, time.Now())
	if waiting > 0 {
		fmt.Fprintf(c.OutOrStdout(), "note: %d entries wait for the sequencer since %s; start the program or run suikao audit sequence\n", waiting, since.Format(time.RFC3339))
	}
	for _, f := range faults {
		fmt.Fprintf(c.OutOrStdout(), "%-12s %s\n", f.Kind, f.Text)
	}
	if len(faults) > 0 {
		return fmt.Errorf("the audit trail does not hold: %d faults in %d entries", len(faults), n)
	}
	fmt.Fprintf(c.OutOrStdout(), "%d entries and %d signed heads hold\n", n, len(heads))
	return nil
}

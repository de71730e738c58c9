package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/chaos"
)

func chaosCmd() *cobra.Command {
	o := chaos.Options{}
	var first, seeds uint64
	var topology string
	c := &cobra.Command{Use: "chaos", Short: "harm an installation while robots sit papers, then check every promise", Args: cobra.NoArgs}
	c.Flags().Uint64Var(&first, "seed", 1, "the first seed")
	c.Flags().Uint64Var(&seeds, "seeds", 1, "how many seeds, one after the other")
	c.Flags().StringVar(&topology, "topology", string(chaos.Single), "single (one MariaDB), galera (three) or both")
	c.Flags().IntVar(&o.Seats, "seats", 160, "robots")
	c.Flags().IntVar(&o.Extra, "extra", 2, "harms beyond one of every kind")
	c.Flags().DurationVar(&o.Pace, "pace", 250*time.Millisecond, "between two answers of a robot")
	c.Flags().BoolVar(&o.Keep, "keep", false, "leave the folder for looking at")
	c.Flags().StringVar(&o.Exe, "exe", "", "the program whose nodes are harmed (this one)")
	c.RunE = func(c *cobra.Command, _ []string) (err error) {
		if o.Exe == "" {
			if o.Exe, err = self(); err != nil {
				return err
			}
		}
		topologies := map[string][]chaos.Topology{"both": {chaos.Single, chaos.Galera}, "single": {chaos.Single}, "galera": {chaos.Galera}}[topology]
		if len(topologies) == 0 {
			return fmt.Errorf("topology %q: single, galera or both", topology)
		}
		return chaos.Set(c.Context(), o, first, seeds, topologies, c.OutOrStdout(), c.ErrOrStderr())
	}
	var clock string
	node := &cobra.Command{Use: "node", Hidden: true, Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		cfg, err := load(c)
		if err != nil {
			return err
		}
		return serve(c.Context(), cfg, c.OutOrStdout(), chaos.SteppedClock(clock))
	}}
	node.Flags().StringVar(&clock, "clock", "", "file that says by how many milliseconds the clock is off")
	c.AddCommand(node)
	return c
}

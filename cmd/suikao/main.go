// Command suikao runs a training and examination service with unattended examination rooms. `suikao help` lists what it
// does; cmd/internal/config describes every setting.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/config"
)

// version is set by the linker.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := root().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "suikao:", err)
		stop()
		os.Exit(1)
	}
}

func root() *cobra.Command {
	c := &cobra.Command{Use: "suikao", Short: "随考: training, examination and permits with unattended rooms",
		SilenceUsage: true, SilenceErrors: true, Version: version}
	c.PersistentFlags().String("config", os.Getenv("SUIKAO_CONFIG"), "configuration file (YAML)")
	c.AddCommand(serveCmd(), migrateCmd(), seedCmd(), importCmd(), exportCmd(), speakCmd(), openapiCmd(), versionCmd(), backupCmd(), restoreCmd(),
		certCmd(), keysCmd(), rescueCmd(), auditCmd(), verifyCmd(), witnessCmd(), benchCmd(), chaosCmd())
	return c
}

// load reads the configuration that the flags and the environment name.
func load(c *cobra.Command) (*config.Config, error) {
	file, err := c.Flags().GetString("config")
	if err != nil {
		return nil, err
	}
	return config.Load(file, os.Environ())
}

func versionCmd() *cobra.Command {
	return &cobra.Command{Use: "version", Short: "print the version", Args: cobra.NoArgs, Run: func(c *cobra.Command, _ []string) {
		fmt.Fprintln(c.OutOrStdout(), version)
	}}
}

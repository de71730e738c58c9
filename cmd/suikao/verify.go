package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/proctor/evidence"
)

func verifyCmd() *cobra.Command {
	c := &cobra.Command{Use: "verify", Short: "check what this system gave out, offline"}
	c.AddCommand(verifyEvidenceCmd(), verifyLogCmd(), verifyPermitCmd(), verifyTranscriptCmd(), verifyArchiveCmd(), &cobra.Command{Use: "key", Short: "print the public key that evidence is checked with; publish it", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := load(c)
			if err != nil {
				return err
			}
			ring, err := crypt.Load(cfg.KeyFile)
			if err != nil {
				return err
			}
			s, err := app.EvidenceSigner(ring)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), s.Public())
			return err
		}})
	return c
}

func verifyEvidenceCmd() *cobra.Command {
	c := &cobra.Command{Use: "evidence FILE.zip", Short: "check a bundle of evidence; needs no database, no network and no configuration", Args: cobra.ExactArgs(1)}
	keyFile := c.Flags().String("key", "", "file with the public key of the installation that made it (required; suikao verify key prints it there)")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *keyFile == "" {
			return errors.New("--key is needed: a bundle proves nothing against a key that came with it")
		}
		line, err := os.ReadFile(*keyFile)
		if err != nil {
			return err
		}
		key, err := evidence.NewVerifier(string(line))
		if err != nil {
			return err
		}
		return verifyBundle(c, args[0], key)
	}
	return c
}

func verifyBundle(c *cobra.Command, path string, key *evidence.Verifier) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	st, err := f.Stat()
	if err != nil {
		return err
	}
	r, err := evidence.Verify(f, st.Size(), key)
	if err != nil {
		return err
	}
	out := c.OutOrStdout()
	for _, x := range r.Findings {
		fmt.Fprintln(out, x)
	}
	if len(r.Findings) > 0 {
		return fmt.Errorf("the bundle does not hold: %d findings", len(r.Findings))
	}
	m, facts := r.Manifest, r.Root.Facts
	if m.Room != "" {
		fmt.Fprintf(out, "the bundle holds: what the cameras of room %s (%s) recorded on %s; %d segments, %d of them with a file\n", m.Room, m.Item, m.Day, r.Segments, r.Films)
	} else {
		fmt.Fprintf(out, "the bundle holds: sitting %s, root %s (number %d)\n", m.Sitting, m.Root, m.Roots)
		fmt.Fprintf(out, "%d files; journal of %d places; %d segments, %d of them with a file; %d incidents, %d decisions\n",
			len(m.Files), facts.Journal.Places, r.Segments, r.Films, len(facts.Incidents), len(facts.Decisions))
	}
	if r.Deleted {
		fmt.Fprintln(out, "the recording was deleted by rule; the proof of it holds")
	}
	fmt.Fprintf(out, "copy %s, taken by %s at %s, asked for by %s, approved by %s\n", m.Bundle, m.Request.Taken.Name,
		time.UnixMilli(m.At).UTC().Format(time.RFC3339), m.Request.Asked.Name, m.Request.Approved.Name)
	return nil
}

package main

import (
	"bufio"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/internal/tlog/witness"
)

// logKeyCmd prints what others check checkpoints with.
func logKeyCmd() *cobra.Command {
	return &cobra.Command{Use: "log", Short: "print the key that checkpoints of the transparency log are checked with; publish it", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		cfg, err := load(c)
		if err != nil {
			return err
		}
		ring, err := crypt.Load(cfg.KeyFile)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.OutOrStdout(), app.LogSigner(cfg, ring).VerifierKey())
		return err
	}}
}

// exportLogCmd writes the published log as files that any web server can serve.
func exportLogCmd() *cobra.Command {
	return &cobra.Command{Use: "log DIR", Short: "the transparency log as static files (C2SP tlog-tiles); run again it adds what is new", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return onDB(c, func(ctx context.Context, db *sqldb.DB, _ string) error {
				log := tlog.New(db, time.Now)
				raw, _, err := log.Checkpoint(ctx)
				if err != nil {
					return err
				}
				text, _, _ := strings.Cut(string(raw), "\n\n")
				cp, err := witness.Parse(text + "\n")
				if err != nil {
					return err
				}
				written := 0
				for _, t := range witness.In(cp.Size) {
					to := filepath.Join(args[0], filepath.FromSlash(t.Path()))
					if _, err := os.Stat(to); err == nil {
						continue
					}
					b, err := log.File(ctx, t.Path())
					if err == nil {
						err = put(to, b)
					}
					if err != nil {
						return err
					}
					written++
				}
				if err := put(filepath.Join(args[0], "checkpoint"), raw); err != nil { // last: it promises the others
					return err
				}
				_, err = fmt.Fprintf(c.OutOrStdout(), "%d records, %d new files\n", cp.Size, written)
				return err
			})
		}}
}

// put writes a file so that it is there as a whole or not at all.
func put(name string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(name+".new", b, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}

// keyLines reads verifier keys from a file, a line each.
func keyLines(file string) ([]note.Verifier, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var out []note.Verifier
	for s := bufio.NewScanner(f); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		v, err := witness.ParseKey(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w: %s", file, err, line)
		}
		out = append(out, v)
	}
	return out, nil
}

// verifyLogCmd checks a published log on files alone, or over the network.
func verifyLogCmd() *cobra.Command {
	c := &cobra.Command{Use: "log DIR|URL", Short: "check a published transparency log; needs no database, no key file and no configuration", Args: cobra.ExactArgs(1)}
	key := c.Flags().String("key", "", "file with the log's verifier key (required; suikao keys log prints it there)")
	others := c.Flags().String("witnesses", "", "file with verifier keys of witnesses, a line each")
	quorum := c.Flags().Int("quorum", 0, "how many of the witnesses must have signed")
	since := c.Flags().String("since", "", "a checkpoint that was saved earlier: the log must go on from it")
	c.RunE = func(c *cobra.Command, args []string) error {
		own, err := keyLines(*key)
		if err != nil {
			return err
		}
		if len(own) != 1 {
			return errors.New("--key is needed, with one key: a log proves nothing against a key that came with it")
		}
		list, err := keyLines(*others)
		if err != nil {
			return err
		}
		older := ""
		if *since != "" {
			raw, err := os.ReadFile(*since)
			if err != nil {
				return err
			}
			old, err := witness.Open(raw, own[0], 0)
			if err != nil {
				return fmt.Errorf("%s: %w", *since, err)
			}
			older = old.Text
		}
		var from witness.Source = witness.Dir(args[0])
		if strings.HasPrefix(args[0], "http://") || strings.HasPrefix(args[0], "https://") {
			from = witness.Web(args[0])
		}
		cp, err := witness.Check(c.Context(), from, own[0], *quorum, older, list...)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "the log %s holds: %d records, root %x, signed by %d witnesses\n", cp.Origin, cp.Size, cp.Root[:], len(cp.Seen))
		for _, label := range slices.Sorted(maps.Keys(cp.Census.ByLabel)) {
			fmt.Fprintf(c.OutOrStdout(), "  %d %s\n", cp.Census.ByLabel[label], cmp.Or(label, "(without a label)"))
		}
		fmt.Fprintf(c.OutOrStdout(), "permits by examination: %d, each on a pass of its own; passes: %d\n", cp.Census.ByLabel["permit"], cp.Census.ByLabel["transcript.pass"])
		if older != "" {
			fmt.Fprintln(c.OutOrStdout(), "it goes on from the older checkpoint: nothing was taken out or changed")
		}
		return nil
	}
	return c
}

// witnessCmd is run by somebody else than the house.
func witnessCmd() *cobra.Command {
	c := &cobra.Command{Use: "witness", Short: "watch logs of others and sign that they only grow (C2SP tlog-witness); keeps its own state, needs no database", Args: cobra.NoArgs}
	listen := c.Flags().String("listen", "127.0.0.1:8091", "address to serve; put https in front")
	dir := c.Flags().String("dir", "", "folder for the key and for what was signed (required)")
	name := c.Flags().String("name", "", "name of this witness, as w1.example.cn (required)")
	logs := c.Flags().String("logs", "", "file with verifier keys of logs, a line each (required)")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *dir == "" || *name == "" || *logs == "" || strings.ContainsAny(*name, " +\t\n") {
			return errors.New("--dir, --name and --logs are needed; a name has no spaces and no +")
		}
		known, err := keyLines(*logs)
		if err != nil {
			return err
		}
		if len(known) == 0 {
			return fmt.Errorf("%s holds no key", *logs)
		}
		seed, err := witnessSeed(*dir)
		if err != nil {
			return err
		}
		key := witness.NewCosigner(*name, seed, time.Now)
		fmt.Fprintf(c.OutOrStdout(), "verifier key: %s\n", key.VerifierKey())
		for _, l := range known {
			fmt.Fprintf(c.OutOrStdout(), "watching %s\n", l.Name())
		}
		srv := &http.Server{Addr: *listen, Handler: witness.New(key, *dir, known...), ReadTimeout: 20 * time.Second, WriteTimeout: 20 * time.Second, MaxHeaderBytes: 16 << 10}
		go func() {
			<-c.Context().Done()
			ctx, stop := context.WithTimeout(context.WithoutCancel(c.Context()), 10*time.Second)
			defer stop()
			_ = srv.Shutdown(ctx)
		}()
		if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}
	return c
}

// witnessSeed reads the seed of a witness's key, or makes one. A file that others can read is refused.
func witnessSeed(dir string) ([]byte, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	name := filepath.Join(dir, "key")
	st, err := os.Stat(name)
	if errors.Is(err, os.ErrNotExist) {
		seed := make([]byte, 32)
		if _, err := rand.Read(seed); err != nil {
			return nil, err
		}
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		_, err = f.WriteString(hex.EncodeToString(seed) + "\n")
		return seed, errors.Join(err, f.Sync(), f.Close())
	}
	if err != nil {
		return nil, err
	}
	if st.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s can be read by others; chmod 600 it", name)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	seed, err := hex.DecodeString(strings.TrimSpace(string(b)))
	if err != nil || len(seed) != 32 {
		return nil, fmt.Errorf("%s holds no key", name)
	}
	return seed, nil
}

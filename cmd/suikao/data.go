package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/cmd/internal/demo"
	"github.com/suikao/suikao/cmd/internal/upkeep"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
)

func migrateCmd() *cobra.Command {
	return &cobra.Command{Use: "migrate", Short: "bring the database to this version's schema", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		cfg, err := load(c)
		if err != nil {
			return err
		}
		db, steps, err := app.OpenDB(c.Context(), cfg)
		if err != nil {
			return err
		}
		ran, err := db.Migrate(c.Context(), steps, time.Now())
		for _, m := range ran {
			fmt.Fprintf(c.OutOrStdout(), "applied %04d_%s\n", m.Version, m.Name)
		}
		if err == nil && len(ran) == 0 {
			fmt.Fprintln(c.OutOrStdout(), "nothing to do")
		}
		return errors.Join(err, db.Close())
	}}
}

func seedCmd() *cobra.Command {
	return &cobra.Command{Use: "seed", Short: "fill an empty database with demo data (refused in production and beyond loopback)", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return withApp(c, func(ctx context.Context, cfg *config.Config, a *app.App) error {
				if !cfg.DemoData() {
					return errors.New("demo logins are known to everybody: refused in production, beyond loopback, and with DEMO=0")
				}
				_, err := demo.Fill(ctx, a, a.Now)
				return err
			})
		}}
}

// withApp opens the program without serving.
func withApp(c *cobra.Command, f func(ctx context.Context, cfg *config.Config, a *app.App) error) error {
	cfg, err := load(c)
	if err != nil {
		return err
	}
	a, err := app.New(c.Context(), cfg, app.Logger(cfg, os.Stderr), time.Now, version)
	if err != nil {
		return err
	}
	return errors.Join(f(c.Context(), cfg, a), a.Close())
}

func source(ctx context.Context, cfg *config.Config) (upkeep.Source, func() error, error) {
	db, steps, err := app.OpenDB(ctx, cfg)
	if err != nil {
		return upkeep.Source{}, nil, err
	}
	blobs, err := app.OpenBlobs(ctx, cfg)
	if err != nil {
		return upkeep.Source{}, nil, errors.Join(err, db.Close())
	}
	return upkeep.Source{DB: db, Blobs: blobs, Steps: steps, Program: version,
		Files: map[string]string{"key.json": cfg.KeyFile}, Dirs: map[string]string{"audit": app.HeadsDir(cfg)}}, db.Close, nil
}

func backupCmd() *cobra.Command {
	c := &cobra.Command{Use: "backup FILE.tar", Short: "save database, files, key file and audit heads into one file", Args: cobra.ExactArgs(1)}
	keys := c.Flags().String("recording-keys", "", "where the keys of recordings go, in place of the older file (default: "+upkeep.KeysFile+" beside the backup); keep the newest alone, or deletion by rule can be undone")
	withoutKey := c.Flags().Bool("without-key", false, "leave the key file out (keep it elsewhere: without it sealed data cannot be read)")
	c.RunE = func(c *cobra.Command, args []string) error {
		cfg, err := load(c)
		if err != nil {
			return err
		}
		s, closeDB, err := source(c.Context(), cfg)
		if err != nil {
			return err
		}
		defer func() { _ = closeDB() }()
		if *withoutKey {
			s.Files = nil
		}
		tmp := args[0] + ".part"
		f, err := os.OpenFile(tmp, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
		if err != nil {
			return err
		}
		m, err := upkeep.Backup(c.Context(), s, f, time.Now())
		if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
			return errors.Join(err, os.Remove(tmp))
		}
		n, err := upkeep.BackupKeys(c.Context(), s, keysBeside(*keys, args[0]), time.Now())
		if err != nil {
			return errors.Join(err, os.Remove(tmp))
		}
		if err := os.Rename(tmp, args[0]); err != nil {
			return err
		}
		rows := int64(0)
		for _, t := range m.Tables {
			rows += t.Rows
		}
		fmt.Fprintf(c.OutOrStdout(), "saved %d tables, %d rows, %d files to %s\n", len(m.Tables), rows, len(m.Files), args[0])
		fmt.Fprintf(c.OutOrStdout(), "saved the keys of %d recorded sittings to %s\n", n, keysBeside(*keys, args[0]))
		if !*withoutKey {
			fmt.Fprintln(c.OutOrStdout(), "The file holds the keys as well: keep it as safe as the system itself, or use --without-key.")
		}
		return nil
	}
	return c
}

// keysBeside is where the keys of recordings lie.
func keysBeside(path, backup string) string {
	if path == "" {
		path = filepath.Join(filepath.Dir(backup), upkeep.KeysFile)
	}
	return path
}

// restoreKeys puts the keys of recordings back; a missing file is said, because everything else works without it.
func restoreKeys(c *cobra.Command, s upkeep.Source, path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		fmt.Fprintf(c.OutOrStdout(), "There is no %s: recordings that were sealed under keys of their own cannot be opened.\n", path)
		return nil
	}
	if err != nil {
		return err
	}
	n, err := upkeep.RestoreKeys(c.Context(), s.DB, f)
	if err = errors.Join(err, f.Close()); err == nil {
		fmt.Fprintf(c.OutOrStdout(), "restored the keys of %d recorded sittings\n", n)
	}
	return err
}

func restoreCmd() *cobra.Command {
	var keys string
	c := &cobra.Command{Use: "restore FILE.tar", Short: "put a backup into an empty database (of either engine)", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := load(c)
			if err != nil {
				return err
			}
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer func() { _ = f.Close() }()
			s, closeDB, err := source(c.Context(), cfg)
			if err != nil {
				return err
			}
			m, err := upkeep.Restore(c.Context(), s, f, time.Now())
			if err == nil {
				err = restoreKeys(c, s, keysBeside(keys, args[0]))
			}
			if err = errors.Join(err, closeDB()); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "restored %d tables and %d files saved at %s\n", len(m.Tables), len(m.Files), m.MadeAt.Format(time.RFC3339))
			if _, err := os.Stat(cfg.KeyFile); err != nil {
				fmt.Fprintf(c.OutOrStdout(), "The backup held no key file. Put it back at %s before the program starts.\n", cfg.KeyFile)
				return nil
			}
			return reseal(c.Context(), cfg, c.OutOrStdout()) // a backup made before files were sealed holds plain ones
		}}
	c.Flags().StringVar(&keys, "recording-keys", "", "file with the keys of recordings (default: "+upkeep.KeysFile+" beside the backup)")
	return c
}

func certCmd() *cobra.Command {
	c := &cobra.Command{Use: "cert HOST…", Short: "make or renew the room's TLS certificate under its own CA", Args: cobra.MinimumNArgs(1)}
	dir := c.Flags().String("dir", "", "folder for the certificates (default: tls in the data folder)")
	org := c.Flags().String("organisation", "SuiKao", "name in the certificates")
	c.RunE = func(c *cobra.Command, args []string) error {
		cfg, err := load(c)
		if err != nil {
			return err
		}
		if *dir == "" {
			*dir = filepath.Join(cfg.DataDir, "tls")
		}
		if err := upkeep.IssueCert(*dir, *org, args, time.Now()); err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "Set tls.cert to %s and tls.key to %s, and import %s on every gate and seat.\n",
			filepath.Join(*dir, upkeep.ServerCert), filepath.Join(*dir, upkeep.ServerKey), filepath.Join(*dir, upkeep.RootCert))
		return nil
	}
	return c
}

// rescueCmd is the way back in when the last security administrator has lost the password.
func rescueCmd() *cobra.Command {
	return &cobra.Command{Use: "rescue LOGIN", Short: "give a staff account a temporary password that must be changed at the next login", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return withApp(c, func(ctx context.Context, _ *config.Config, a *app.App) error {
				temporary := crypt.Code(16)
				if err := a.Accounts.Rescue(actor.AsSystem(ctx, "cli rescue"), args[0], temporary); err != nil {
					return told(err)
				}
				fmt.Fprintf(c.OutOrStdout(), "temporary password of %s: %s\n", args[0], temporary)
				return nil
			})
		}}
}

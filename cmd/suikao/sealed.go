package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sealed"
	bankstore "github.com/suikao/suikao/questionbank/store"
)

// deviceKeyCmd prints what owners of questions need of this installation, and what receivers of its own need.
func deviceKeyCmd() *cobra.Command {
	return &cobra.Command{Use: "device", Short: "print this installation's public keys for sealed releases of questions; give them to owners and receivers", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := load(c)
			if err != nil {
				return err
			}
			ring, err := crypt.Load(cfg.KeyFile)
			if err != nil {
				return err
			}
			keys, err := sealed.DeriveKeys(ring)
			if err != nil {
				return err
			}
			for _, k := range []struct {
				what string
				key  []byte
			}{{"device key (X25519): owners seal releases to it", keys.Device()}, {"owner key (Ed25519): receivers check this installation's releases with it", keys.Owner()}} {
				fmt.Fprintf(c.OutOrStdout(), "# %s, SHA-256 %s\n%s\n", k.what, sealed.Fingerprint(k.key), hex.EncodeToString(k.key))
			}
			return nil
		}}
}

// ownerKeyCmd registers the key of an owner of questions, or lists those that are.
func ownerKeyCmd() *cobra.Command {
	c := &cobra.Command{Use: "owner [KEY]", Short: "register the public key (hex) of an owner of sealed releases; a system administrator and a security administrator do it together",
		Long: "Registers the key under a name for a time, or changes name and time of one that is registered, by two people: their passwords are read from\n" +
			"standard input, one line each. Without KEY it lists what is registered. A key that must not be trusted any longer gets a last day in the past.", Args: cobra.MaximumNArgs(1)}
	one := c.Flags().String("as", "", "login of the system administrator")
	two := c.Flags().String("with", "", "login of the security administrator")
	name := c.Flags().String("name", "", "whose key it is")
	from := c.Flags().String("from", "", "first day on which releases are taken, 2026-01-31")
	to := c.Flags().String("to", "", "last day on which releases are taken")
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return onDB(c, func(ctx context.Context, db *sqldb.DB, _ string) error {
				list, err := bankstore.New(db).SealedOwners(ctx)
				for _, o := range list {
					fmt.Fprintf(c.OutOrStdout(), "%s  %s..%s  SHA-256 %s\n", o.Name, o.From, o.To, o.Fingerprint)
				}
				return err
			})
		}
		key, err := hex.DecodeString(args[0])
		if err != nil {
			return fmt.Errorf("KEY: %w", err)
		}
		if *one == "" || *two == "" {
			return errors.New("name the system administrator with --as LOGIN and the security administrator with --with LOGIN; their passwords are read from standard input")
		}
		return withApp(c, func(ctx context.Context, _ *config.Config, a *app.App) error {
			in := bufio.NewReader(c.InOrStdin())
			first, err := signedIn(ctx, c, a, in, *one)
			if err != nil {
				return err
			}
			second, err := signedIn(ctx, c, a, in, *two)
			if err != nil {
				return err
			}
			o, err := a.Bank.SaveOwner(actor.With(ctx, first), second, questionbank.SealedOwner{Name: *name, Public: key, From: actor.Date(*from), To: actor.Date(*to)})
			if err != nil {
				return told(err)
			}
			fmt.Fprintf(c.OutOrStdout(), "registered %s, SHA-256 %s, %s..%s\n", o.Name, o.Fingerprint, o.From, o.To)
			return nil
		})
	}
	return c
}

func importSealed(login *string) *cobra.Command {
	c := &cobra.Command{Use: "sealed FILE", Short: "take in a sealed release that somebody else owns, all or nothing; a second person puts it in use in the console", Args: cobra.ExactArgs(1)}
	org := c.Flags().String("org", "", "id of the authority or exam body that will draw papers from it")
	dry := c.Flags().Bool("dry-run", false, "only say what it is")
	c.RunE = func(c *cobra.Command, args []string) error {
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer func() { _ = f.Close() }()
			read := a.Bank.ImportSealed
			if *dry {
				read = a.Bank.PreviewSealed
			}
			x, err := read(ctx, people.OrgID(*org), bufio.NewReaderSize(f, 1<<20))
			if err != nil {
				return err
			}
			tellSealed(c.OutOrStdout(), x)
			if !*dry {
				fmt.Fprintf(c.OutOrStdout(), "bank %s, release %s: another person puts it in use in the console\n", x.Bank.ID, x.Release.ID)
			}
			return nil
		})
	}
	return c
}

// tellSealed says what a sealed release is; nothing in it shows what it asks.
func tellSealed(out io.Writer, x questionbank.SealedIn) {
	m := x.Manifest
	statistics := "no statistics on its items"
	if m.Terms.Statistics {
		statistics = "statistics on its items are allowed"
	}
	fmt.Fprintf(out, "%s: %s (%s), number %d, %d items, %d pictures and sounds\n", x.Owner.Name, m.Name, m.ItemCode, m.No, m.Items, x.Files)
	fmt.Fprintf(out, "to be used from %s to %s; %s\n", m.Terms.NotBefore, m.Terms.NotAfter, statistics)
	for _, t := range x.Items {
		fmt.Fprintf(out, "  %-10s %4d  %s\n", t.Type, t.Items, t.Topic)
	}
}

// exportSealed asks to seal a release for others, or writes one that two people have allowed.
func exportSealed(login *string) *cobra.Command {
	c := &cobra.Command{Use: "sealed [FILE]", Short: "ask to seal a release for other installations (--release), and write FILE once two others allowed it (--export, with the same receivers and terms)", Args: cobra.MaximumNArgs(1)}
	var x questionbank.Sealing
	release := c.Flags().String("release", "", "id of the bank release to ask for")
	reason := c.Flags().String("reason", "", "why it is needed")
	export := c.Flags().String("export", "", "id of the allowed request to write")
	to := c.Flags().StringArray("to", nil, "device key of a receiver, hex; may stand several times")
	c.Flags().StringVar(&x.Owner, "owner", "", "name of this installation as owner")
	c.Flags().StringVar(&x.Terms.NotBefore, "from", "", "first day of use, 2026-01-31")
	c.Flags().StringVar(&x.Terms.NotAfter, "until", "", "last day of use")
	c.Flags().StringVar(&x.Terms.Region, "region", "", "digits that the region code of the receiving authority begins with (default: everywhere)")
	c.Flags().BoolVar(&x.Terms.Statistics, "statistics", false, "receivers may keep statistics on the items")
	c.RunE = func(c *cobra.Command, args []string) error {
		if (*export == "") == (*release == "") || (*export == "") != (len(args) == 0) {
			return errors.New("either --release with --reason, or --export with the name of a file")
		}
		for _, t := range *to {
			key, err := hex.DecodeString(t)
			if err != nil {
				return fmt.Errorf("--to: %w", err)
			}
			x.Devices = append(x.Devices, key)
		}
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			if *release != "" {
				e, err := a.Bank.AskSealed(ctx, questionbank.ReleaseID(*release), x, *reason)
				if err == nil {
					fmt.Fprintf(c.OutOrStdout(), "export %s: %d questions; two other people allow it in the console\n", e.ID, e.Items)
				}
				return err
			}
			f, err := os.OpenFile(args[0], os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
			if err != nil {
				return err
			}
			out := bufio.NewWriterSize(f, 1<<20)
			if err := a.Bank.FetchSealed(ctx, questionbank.ExportID(*export), x, out); err != nil {
				return errors.Join(err, f.Close(), os.Remove(args[0]))
			}
			return errors.Join(out.Flush(), f.Sync(), f.Close())
		})
	}
	return c
}

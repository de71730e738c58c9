package main

import (
	"bufio"
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	bankstore "github.com/suikao/suikao/questionbank/store"
)

// drawKeysCmd prints what auditors check signatures behind seeds with.
func drawKeysCmd() *cobra.Command {
	c := &cobra.Command{Use: "draw", Short: "print the public keys behind the seeds of papers; publish them", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		return onDB(c, func(ctx context.Context, db *sqldb.DB, _ string) error {
			keys, err := bankstore.New(db).DrawKeys(ctx)
			for _, k := range keys {
				fmt.Fprintf(c.OutOrStdout(), "# %s, made %s, SHA-256 %s%s\n%s", k.Rule, when(k.MadeAt), k.Fingerprint, ended(k),
					pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: k.Public}))
			}
			return err
		})
	}}
	c.AddCommand(rotateDrawKeyCmd())
	return c
}

func when(ms int64) string { return time.UnixMilli(ms).UTC().Format(time.RFC3339) }

// ended says since when a key signs nothing new.
func ended(k questionbank.DrawKey) string {
	if len(k.Ended) == 0 {
		return ""
	}
	e, err := assembly.DecodeKeyEnd(k.Ended)
	if err != nil {
		return ", its end is damaged"
	}
	return ", out of use since " + when(e.At)
}

func rotateDrawKeyCmd() *cobra.Command {
	c := &cobra.Command{Use: "rotate", Short: "make a new key behind the seeds of papers; a system administrator and a security administrator do it together",
		Long: "Makes a new key and takes the old one out of use, by two people: their passwords are read from standard input, one line each.\n" +
			"The old key stays for audits and for bookings to whose phones it was promised. Running nodes take the new one within seconds.\n" +
			"Print and publish the new public key afterwards (suikao keys draw).", Args: cobra.NoArgs}
	one := c.Flags().String("as", "", "login of the system administrator")
	two := c.Flags().String("with", "", "login of the security administrator")
	reason := c.Flags().String("reason", "", "why, for the audit trail")
	c.RunE = func(c *cobra.Command, _ []string) error {
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
			old, made, err := a.Bank.RotateKey(actor.With(ctx, first), second, *reason)
			if err != nil {
				return told(err)
			}
			fmt.Fprintf(c.OutOrStdout(), "old key %s is out of use\nnew key %s\n%s", old.Fingerprint, made.Fingerprint,
				pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: made.Public}))
			return nil
		})
	}
	return c
}

// signedIn returns the actor of a staff account whose password is the next line of in.
func signedIn(ctx context.Context, c *cobra.Command, a *app.App, in *bufio.Reader, login string) (actor.Actor, error) {
	fmt.Fprintf(c.ErrOrStderr(), "password of %s: ", login)
	line, err := in.ReadString('\n')
	if err != nil && line == "" {
		return actor.Actor{}, fmt.Errorf("read the password: %w", err)
	}
	who, err := a.Accounts.Login(ctx, login, strings.TrimRight(line, "\r\n"), "command line")
	if err != nil {
		return actor.Actor{}, told(err)
	}
	act, err := a.Accounts.Actor(ctx, who)
	if err != nil {
		return actor.Actor{}, told(err)
	}
	act.Remote, act.Request = "command line", actor.NewID(a.Now())
	return act, nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

func importTranslations(login *string) *cobra.Command {
	c := &cobra.Command{Use: "translations FILE", Short: "read a table of translations of questions (.xlsx or .csv, as export translations writes it); all or none, and another person confirms each in the console", Args: cobra.ExactArgs(1)}
	bank := c.Flags().String("bank", "", "id of the bank")
	dry := c.Flags().Bool("dry-run", false, "only say what is wrong")
	c.RunE = func(c *cobra.Command, args []string) error {
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			if err := a.Bank.MayImport(ctx, questionbank.BankID(*bank)); err != nil {
				return err
			}
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			rows, err := interchange.ReadTranslations(ctx, filepath.Base(args[0]), f)
			if err = errors.Join(err, f.Close()); err != nil {
				return err
			}
			n, err := a.Bank.ImportVariants(ctx, questionbank.BankID(*bank), rows, *dry)
			if err == nil {
				fmt.Fprintf(c.OutOrStdout(), "%d questions are translated by the file\n", n)
			}
			return err
		})
	}
	return c
}

func exportTranslations(login *string) *cobra.Command {
	c := &cobra.Command{Use: "translations FILE", Short: "the texts of a bank's approved questions that do not stand in a language, as a table (.xlsx or .csv) for translators; no keys, no explanations", Args: cobra.ExactArgs(1)}
	bank := c.Flags().String("bank", "", "id of the bank")
	language := c.Flags().String("language", "", "mn-Mong, bo, ug, kk-Arab, ko or en")
	c.RunE = func(c *cobra.Command, args []string) error {
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			rows, err := a.Bank.ToTranslate(ctx, questionbank.BankID(*bank), questionbank.Language(*language))
			if err != nil {
				return err
			}
			f, err := os.OpenFile(args[0], os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // no keys, but questions
			if err != nil {
				return err
			}
			format := interchange.Format(strings.ToLower(strings.TrimPrefix(filepath.Ext(args[0]), ".")))
			return errors.Join(interchange.WriteTranslations(f, format, rows), f.Close())
		})
	}
	return c
}

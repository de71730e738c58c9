package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
)

// asStaff runs f as the named staff account, whose password is read from standard input: what the command line does is
// on the trail under a person's name, and bound by that person's rights.
func asStaff(c *cobra.Command, login string, f func(ctx context.Context, a *app.App) error) error {
	if login == "" {
		return errors.New("name the staff account with --as LOGIN; its password is read from standard input")
	}
	return withApp(c, func(ctx context.Context, _ *config.Config, a *app.App) error {
		act, err := signedIn(ctx, c, a, bufio.NewReader(c.InOrStdin()), login)
		if err != nil {
			return err
		}
		return told(f(actor.With(ctx, act), a))
	})
}

// told turns a fault into the text a person reads, with every wrong field.
func told(err error) error {
	if err == nil {
		return nil
	}
	f := fault.From(err)
	if f.Kind() == fault.Internal {
		return err
	}
	lines := []string{fmt.Sprintf("%s (%s)", f.Text(os.Getenv("LANG")), f.Code())}
	for _, w := range f.Fields() {
		lines = append(lines, fmt.Sprintf("  %s: %s (%s)", w.Path, w.Err.Text(os.Getenv("LANG")), w.Err.Code()))
	}
	return errors.New(strings.Join(lines, "\n"))
}

func importCmd() *cobra.Command {
	c := &cobra.Command{Use: "import", Short: "bring in rules, questions or a roster; two people approve afterwards in the console"}
	login := c.PersistentFlags().String("as", "", "staff account that imports")
	c.AddCommand(
		&cobra.Command{Use: "rules FILE.yaml", Short: "propose rule sets, calendar years or catalogue rows", Args: cobra.ExactArgs(1), RunE: func(c *cobra.Command, args []string) error {
			body, err := os.ReadFile(args[0])
			if err != nil {
				return err
			}
			return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
				p, err := a.Rules.Propose(ctx, body)
				if err != nil {
					return err
				}
				fmt.Fprintf(c.OutOrStdout(), "proposal %s: %d changes; another person approves it in the console\n", p.Proposal.ID, len(p.Changes))
				for _, w := range p.Warnings {
					fmt.Fprintln(c.OutOrStdout(), "  note:", w)
				}
				return nil
			})
		}},
		importQuestions(login), importSounds(login), importTranslations(login), importRoster(login), importSealed(login))
	return c
}

func importQuestions(login *string) *cobra.Command {
	c := &cobra.Command{Use: "questions FILE", Short: "read a file of questions into a bank, all or none: Excel, CSV, Moodle XML, GIFT, Aiken, QTI package", Args: cobra.ExactArgs(1)}
	bank := c.Flags().String("bank", "", "id of the bank")
	dry := c.Flags().Bool("dry-run", false, "only say what would happen")
	format := c.Flags().String("format", "", "how to read the file (default: told by its content): "+formatNames())
	topic := c.Flags().String("topic", "", "topic of questions whose file names none")
	c.RunE = func(c *cobra.Command, args []string) error {
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer func() { _ = f.Close() }()
			if err := a.Bank.MayImport(ctx, questionbank.BankID(*bank)); err != nil {
				return err
			}
			o := interchange.Options{Format: interchange.Format(*format), Topic: *topic, Clips: a.Bank.ClipLimits()}
			file, err := interchange.ReadAs(ctx, o, filepath.Base(args[0]), f)
			if err != nil {
				return err
			}
			p, err := a.Bank.PreviewImport(ctx, questionbank.BankID(*bank), file, false)
			if err != nil {
				return err
			}
			tellPreview(c.OutOrStdout(), p)
			if err := p.Err(); err != nil || *dry {
				return err
			}
			b, err := a.Bank.ApplyImport(ctx, questionbank.BankID(*bank), file, file.Sum, false)
			if err == nil {
				fmt.Fprintf(c.OutOrStdout(), "batch %s: %d questions as drafts\n", b.ID, b.Items)
			}
			return err
		})
	}
	return c
}

func formatNames() string {
	var out []string
	for _, f := range interchange.Formats() {
		out = append(out, string(f.Format))
	}
	return strings.Join(out, ", ")
}

// tellPreview says what an import will do, and what is left out, lost or nearly the same.
func tellPreview(out io.Writer, p questionbank.Preview) {
	lang := os.Getenv("LANG")
	fmt.Fprintf(out, "%s: %d new, %d left out, %d wrong\n", p.Format, p.Create, p.Left, p.Errored)
	for _, r := range p.Rows {
		if r.Left != nil {
			fmt.Fprintf(out, "  %d: %s (%s)\n", r.Row, r.Left.Text(lang), r.Left.Code())
		}
		for _, n := range r.Near {
			what := "item version " + string(n.Version)
			if n.Row > 0 {
				what = fmt.Sprintf("question %d", n.Row)
			}
			fmt.Fprintf(out, "  %d: %d%% the same as %s\n", r.Row, n.Percent, what)
		}
	}
	tellLosses(out, p.Losses)
}

func tellLosses(out io.Writer, losses []questionbank.Loss) {
	for _, l := range losses {
		fmt.Fprintf(out, "  %d %s %s: %s (%s)\n", l.Row, l.Item, l.Field, l.Err.Text(os.Getenv("LANG")), l.Err.Code())
	}
}

// exportQuestions asks for an export, or fetches one that two people have allowed.
func exportQuestions(login *string) *cobra.Command {
	c := &cobra.Command{Use: "questions [FILE]", Short: "ask for the questions of a release, keys included (--release), and fetch them into FILE once two others allowed it (--export)", Args: cobra.MaximumNArgs(1)}
	release := c.Flags().String("release", "", "id of the bank release to ask for")
	format := c.Flags().String("format", string(interchange.XLSX), "format: "+formatNames())
	reason := c.Flags().String("reason", "", "why it is needed, and who gets it")
	export := c.Flags().String("export", "", "id of the allowed request to fetch")
	c.RunE = func(c *cobra.Command, args []string) error {
		if (*export == "") == (*release == "") || (*export == "") != (len(args) == 0) {
			return errors.New("either --release with --format and --reason, or --export with the name of a file")
		}
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			if *release != "" {
				if _, known := interchange.InfoOf(interchange.Format(*format)); !known {
					return interchange.ErrFormat
				}
				e, err := a.Bank.AskExport(ctx, questionbank.ReleaseID(*release), *format, *reason)
				if err == nil {
					fmt.Fprintf(c.OutOrStdout(), "export %s: %d questions; two other people allow it in the console\n", e.ID, e.Items)
				}
				return err
			}
			f, err := os.OpenFile(args[0], os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // before the fetch, which is kept on the trail
			if err != nil {
				return err
			}
			var losses []questionbank.Loss
			_, body, err := a.Bank.FetchExport(ctx, questionbank.ExportID(*export), func(e questionbank.QuestionExport, items []questionbank.Content) (b []byte, err error) {
				b, losses, err = interchange.Write(ctx, interchange.Format(e.Format), "", items)
				return b, err
			})
			if err != nil {
				return errors.Join(err, f.Close(), os.Remove(args[0]))
			}
			tellLosses(c.OutOrStdout(), losses)
			_, err = f.Write(body)
			return errors.Join(err, f.Sync(), f.Close())
		})
	}
	return c
}

func importRoster(login *string) *cobra.Command {
	c := &cobra.Command{Use: "roster FILE", Short: "enter the people of an .xlsx or .csv, all rows or none", Args: cobra.ExactArgs(1)}
	org := c.Flags().String("org", "", "id of the organisation that keeps their records")
	c.RunE = func(c *cobra.Command, args []string) error {
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer func() { _ = f.Close() }()
			r, err := a.Roster.Import(ctx, people.OrgID(*org), args[0], f)
			if err == nil {
				fmt.Fprintf(c.OutOrStdout(), "%d rows: %d new people, %d employments\n", r.Rows, r.Created, r.Employed)
			}
			return err
		})
	}
	return c
}

func exportCmd() *cobra.Command {
	c := &cobra.Command{Use: "export", Short: "write data for others to check"}
	login := c.PersistentFlags().String("as", "", "staff account that exports")
	draws := &cobra.Command{Use: "draws FILE.zip SITTING…", Short: "everything needed to draw these papers again, keys sealed", Args: cobra.MinimumNArgs(2)}
	release := draws.Flags().String("release", "", "id of the bank release")
	draws.RunE = func(c *cobra.Command, args []string) error {
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			e, err := a.Bank.ExportDraws(ctx, questionbank.ReleaseID(*release), args[1:])
			if err != nil {
				return err
			}
			f, err := os.OpenFile(args[0], os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
			if err != nil {
				return err
			}
			return errors.Join(interchange.WriteBundle(f, e), f.Sync(), f.Close())
		})
	}
	replay := &cobra.Command{Use: "replay FILE.zip", Short: "draw the papers of an export again and print their digests; needs no database", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return replayBundle(c.OutOrStdout(), args[0], "", "") }}
	c.AddCommand(exportLogCmd(), draws, replay, exportQuestions(login), exportSpeech(login), exportTranslations(login), exportSealed(login), exportSampleCmd())
	return c
}

package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/speak"
	"github.com/suikao/suikao/questionbank"
)

func speakCmd() *cobra.Command {
	c := &cobra.Command{Use: "speak", Short: "make the sounds that read questions aloud, with a speech program of this machine; two people approve them in the console"}
	login := c.PersistentFlags().String("as", "", "staff account that makes them")
	c.AddCommand(speakQuestions(login))
	return c
}

func speakQuestions(login *string) *cobra.Command {
	c := &cobra.Command{Use: "questions", Short: "give a bank's questions what they lack, as a batch of drafts; needs ffmpeg", Args: cobra.NoArgs}
	bank := c.Flags().String("bank", "", "id of the bank")
	with := c.Flags().String("with", "espeak-ng -v cmn --stdin --stdout", "program that reads a text and writes WAV, as sh takes it")
	readings := c.Flags().String("readings", "", "table of two columns (.csv): what is written, and how it is said")
	again := c.Flags().Bool("again", false, "make everything anew, also what has a sound")
	dry := c.Flags().Bool("dry-run", false, "only say how many questions lack what")
	c.RunE = func(c *cobra.Command, _ []string) error {
		say, err := readingsOf(*readings)
		if err != nil {
			return err
		}
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			all, err := a.Bank.ToSpeak(ctx, questionbank.BankID(*bank))
			if err != nil {
				return err
			}
			list := speak.Lacking(all, *again)
			fmt.Fprintf(c.OutOrStdout(), "%d questions, %d of them to be spoken\n", len(all), len(list))
			if *dry || len(list) == 0 {
				return nil
			}
			made, err := speak.Make(ctx, speak.Voice{Command: *with}.Speak, say, list, *again, func(done int) {
				if done%50 == 0 {
					fmt.Fprintf(c.ErrOrStderr(), "%d of %d\n", done, len(list))
				}
			})
			if err != nil {
				return err
			}
			return takeSpoken(ctx, c, a, *bank, "朗读", made)
		})
	}
	return c
}

func takeSpoken(ctx context.Context, c *cobra.Command, a *app.App, bank, name string, made []questionbank.Speaking) error {
	b, err := a.Bank.Speak(ctx, questionbank.BankID(bank), name, made)
	if err == nil {
		fmt.Fprintf(c.OutOrStdout(), "batch %s: %d questions as drafts; they are heard and approved in the console\n", b.ID, b.Items)
	}
	return err
}

func readingsOf(file string) ([]speak.Reading, error) {
	if file == "" {
		return speak.Usual(), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	list, err := speak.ReadReadings(f)
	return list, errors.Join(err, f.Close())
}

func importSounds(login *string) *cobra.Command {
	c := &cobra.Command{Use: "sounds FILE.zip", Short: "read what a person recorded: ITEM/PLACE.EXT, and the list it was read from (export speech) as " + speak.Sheet + "; all or none", Args: cobra.ExactArgs(1)}
	bank := c.Flags().String("bank", "", "id of the bank")
	c.RunE = func(c *cobra.Command, args []string) error {
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			list, err := a.Bank.ToSpeak(ctx, questionbank.BankID(*bank))
			if err != nil {
				return err
			}
			z, err := zip.OpenReader(args[0])
			if err != nil {
				return err
			}
			made, err := speak.Recorded(ctx, &z.Reader, list, speak.Opus)
			if err = errors.Join(err, z.Close()); err != nil {
				return err
			}
			name := []rune(filepath.Base(args[0]))
			return takeSpoken(ctx, c, a, *bank, string(name[max(0, len(name)-questionbank.MaxLabel):]), made)
		})
	}
	return c
}

func exportSpeech(login *string) *cobra.Command {
	c := &cobra.Command{Use: "speech FILE.csv", Short: "the list of a bank's texts that have no sound yet, for a person to read from", Args: cobra.ExactArgs(1)}
	bank := c.Flags().String("bank", "", "id of the bank")
	readings := c.Flags().String("readings", "", "table of two columns (.csv): what is written, and how it is said")
	c.RunE = func(c *cobra.Command, args []string) error {
		say, err := readingsOf(*readings)
		if err != nil {
			return err
		}
		return asStaff(c, *login, func(ctx context.Context, a *app.App) error {
			list, err := a.Bank.ToSpeak(ctx, questionbank.BankID(*bank))
			if err != nil {
				return err
			}
			f, err := os.OpenFile(args[0], os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // no keys, but questions
			if err != nil {
				return err
			}
			return errors.Join(speak.WriteSheet(f, list, say), f.Close())
		})
	}
	return c
}

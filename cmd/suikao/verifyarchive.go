package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/mod/sumdb/note"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/internal/crypt"
)

// verifyArchiveCmd checks a volume of the archive on itself and the log's key; with --paper it opens a sealed paper of it by the house's key file.
func verifyArchiveCmd() *cobra.Command {
	c := &cobra.Command{Use: "archive FILE", Short: "check a volume of the archive; needs no database and no network", Args: cobra.ExactArgs(1)}
	key := c.Flags().String("key", "", "file with the log's verifier key (required; suikao keys log prints it there)")
	paper := c.Flags().String("paper", "", "name of a sealed paper in the volume, as papers/paper-1.sealed: write it out; needs the configuration and its key file")
	c.RunE = func(c *cobra.Command, args []string) error {
		own, err := keyLines(*key)
		if err != nil {
			return err
		}
		if len(own) != 1 {
			return errors.New("--key is needed, with one key: a volume proves nothing against a key that came with it")
		}
		f, err := os.Open(args[0])
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		st, err := f.Stat()
		if err != nil {
			return err
		}
		m, err := volume.Verify(f, st.Size(), func(digest string, signature []byte) error {
			n, err := note.Open(signature, note.VerifierList(own[0]))
			if err == nil && n.Text != volume.Signed(digest) {
				err = errors.New("the signature is that of another volume")
			}
			return err
		})
		out := c.OutOrStdout()
		if err != nil {
			_, _ = fmt.Fprintln(out, volumeFault(err))
			return err
		}
		if *paper != "" {
			return openPaper(c, f, st.Size(), *paper)
		}
		_, _ = fmt.Fprint(out, m.Words())
		return nil
	}
	return c
}

func volumeFault(err error) string {
	switch {
	case errors.Is(err, volume.ErrSignature):
		return "不可信：签名不是由给出的密钥签署的。NOT GENUINE: the signature is not by the key that was given."
	case errors.Is(err, volume.ErrFile):
		return "不可信：有文件缺少、多出或被改动。CHANGED: a file is missing, added or changed."
	case errors.Is(err, volume.ErrContainer):
		return "不可信：文件外夹带了别的内容。CHANGED: the container holds something that no file accounts for."
	}
	return "这不是档案文件。This is no volume of an archive."
}

// openPaper writes the paper that a volume holds sealed.
func openPaper(c *cobra.Command, f io.ReaderAt, size int64, name string) error {
	cfg, err := load(c)
	if err != nil {
		return err
	}
	ring, err := crypt.Load(cfg.KeyFile)
	if err != nil {
		return err
	}
	sealed, err := volume.File(f, size, name)
	if err != nil {
		return err
	}
	plain, err := ring.Open(app.SealedPaper, string(sealed))
	if err != nil {
		return err
	}
	var v any
	if err := json.Unmarshal(plain, &v); err != nil {
		return err
	}
	e := json.NewEncoder(c.OutOrStdout())
	e.SetIndent("", "  ")
	return e.Encode(v)
}

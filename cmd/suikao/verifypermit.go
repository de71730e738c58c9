package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/exam/permit/credential"
	"github.com/suikao/suikao/exam/permit/statuslist"
	"github.com/suikao/suikao/exam/transcript"
	"github.com/suikao/suikao/internal/cose"
)

// verifyTranscriptCmd checks the file of a sitting on itself and the log's key.
func verifyTranscriptCmd() *cobra.Command {
	c := &cobra.Command{Use: "transcript FILE", Short: "check the transcript of a sitting; needs no database, no network and no configuration", Args: cobra.ExactArgs(1)}
	key := c.Flags().String("key", "", "file with the log's verifier key (required; suikao keys log prints it there)")
	c.RunE = func(c *cobra.Command, args []string) error {
		own, err := keyLines(*key)
		if err != nil {
			return err
		}
		if len(own) != 1 {
			return errors.New("--key is needed, with one key: a transcript proves nothing against a key that came with it")
		}
		file, err := os.ReadFile(args[0])
		if err != nil {
			return err
		}
		b, err := transcript.Verify(file, own[0])
		if err != nil {
			fmt.Fprint(c.OutOrStdout(), transcript.Fault(err))
			return err
		}
		fmt.Fprint(c.OutOrStdout(), b.Words())
		return nil
	}
	return c
}

// verifyPermitCmd judges the code of a permit on files alone.
func verifyPermitCmd() *cobra.Command {
	c := &cobra.Command{Use: "permit CODE|FILE", Short: "check the code of a permit; needs no database, no network and no configuration", Args: cobra.ExactArgs(1)}
	root := c.Flags().String("root", "", "file with the root key (required; /v1/public/root of the house, or root.pub)")
	trustFile := c.Flags().String("trust", "", "file with the trust list (required; /v1/public/trust)")
	statusFile := c.Flags().String("status", "", "file with the status list (/v1/public/status); without it no verdict is green")
	job := c.Flags().String("job", "", "code of today's job")
	number := c.Flags().String("number", "", "number on the identity document, for a code that hides it")
	at := c.Flags().String("at", "", "moment of the question, 2006-01-02T15:04:05+08:00; empty: now")
	c.RunE = func(c *cobra.Command, args []string) error {
		text := args[0]
		if b, err := os.ReadFile(text); err == nil {
			text = strings.TrimSpace(string(b))
		}
		q := credential.Question{Now: time.Now(), Zone: beijing, Job: *job, Number: strings.ToUpper(*number)}
		if *at != "" {
			var err error
			if q.Now, err = time.Parse(time.RFC3339, *at); err != nil {
				return fmt.Errorf("--at: %w", err)
			}
		}
		trust, err := readTrust(*root, *trustFile)
		if err != nil {
			return err
		}
		var statuses credential.Statuses
		if *statusFile != "" {
			raw, err := os.ReadFile(*statusFile)
			if err != nil {
				return err
			}
			l, err := statuslist.Open(raw, trust)
			if err != nil {
				return fmt.Errorf("--status: %w", err)
			}
			statuses = l
		}
		v := credential.Check(text, trust, statuses, q)
		sayVerdict(c.OutOrStdout(), v)
		if v.Colour == credential.Red {
			return errors.New("no work with this permit")
		}
		return nil
	}
	return c
}

var beijing = time.FixedZone("CST", 8*3600)

func readTrust(root, file string) (*cose.TrustList, error) {
	if root == "" || file == "" {
		return nil, errors.New("--root and --trust are needed: a code proves nothing against keys that came with it")
	}
	b, err := os.ReadFile(root)
	if err != nil {
		return nil, err
	}
	var f cose.PublicFile
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("--root: %w", err)
	}
	alg, _ := cose.AlgOf(f.Alg)
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	l, err := cose.OpenTrust(raw, cose.Key{Alg: alg, Public: f.Key})
	if err != nil {
		return nil, fmt.Errorf("--trust: %w", err)
	}
	return l, nil
}

var colours = map[credential.Colour]string{credential.Green: "绿 GREEN", credential.Amber: "黄 AMBER", credential.Red: "红 RED"}

// sayVerdict says it as somebody at a gate needs it.
func sayVerdict(out io.Writer, v credential.Verdict) {
	fmt.Fprintln(out, colours[v.Colour])
	for _, r := range v.Reasons {
		zh, en := r.Words()
		fmt.Fprintf(out, "  %s\n  %s\n", zh, en)
	}
	if v.Claims.Name == "" {
		return
	}
	number := v.Claims.Number
	if v.Claims.Masked != nil {
		number = v.Claims.Masked.Shown()
	}
	fmt.Fprintf(out, "姓名 name      %s\n证号 number    %s\n签发 issuer    %s\n", v.Claims.Name, number, v.Issuer)
	for _, i := range v.Items {
		fmt.Fprintf(out, "项目 item      %s  %s — %s  %s\n", i.Code, i.From.Date(), i.To.Date(), colours[i.Colour])
	}
	if v.Age >= 0 {
		fmt.Fprintf(out, "状态名单 list  %s\n", v.Age.Round(time.Minute))
	}
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/suikao/suikao/internal/cose"
)

// permitKeysCmd makes the keys of permits on a machine without a network.
func permitKeysCmd() *cobra.Command {
	c := &cobra.Command{Use: "permits", Short: "make the keys that sign permits and status lists, and the trust list over them (deploy/permits.md)"}
	c.AddCommand(permitRootCmd(), permitKeyCmd(), permitTrustCmd())
	return c
}

func permitRootCmd() *cobra.Command {
	return &cobra.Command{Use: "root DIR", Short: "make the root: root.key, which stays on this machine, and root.pub", Args: cobra.ExactArgs(1), RunE: func(c *cobra.Command, args []string) error {
		if err := os.MkdirAll(args[0], 0o700); err != nil {
			return err
		}
		k, err := cose.Generate(cose.ES256)
		if err != nil {
			return err
		}
		if err := cose.WriteKey(filepath.Join(args[0], "root.key"), k); err != nil {
			return err
		}
		if err := cose.WriteRoot(args[0], k.Key()); err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.OutOrStdout(), "root %s\nKeep root.key away from every network; publish root.pub and this fingerprint.\n", k.Key().Fingerprint())
		return err
	}}
}

func permitKeyCmd() *cobra.Command {
	c := &cobra.Command{Use: "new FILE.key", Short: "make a signing key, mode 0600; never overwrites one", Args: cobra.ExactArgs(1)}
	alg := c.Flags().String("alg", "ES256", "ES256 or SM2")
	c.RunE = func(c *cobra.Command, args []string) error {
		a, ok := cose.AlgOf(*alg)
		if !ok {
			return fmt.Errorf("--alg is ES256 or SM2, not %q", *alg)
		}
		k, err := cose.Generate(a)
		if err != nil {
			return err
		}
		if err := cose.WriteKey(args[0], k); err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.OutOrStdout(), "%s %s\n", *alg, k.Key().Fingerprint())
		return err
	}
	return c
}

// trustPlan is what the person with the root writes down: which key may sign what, from when to when.
type trustPlan struct {
	Version uint64            `json:"version"`
	House   string            `json:"house"`
	Hosts   []string          `json:"hosts"`
	Expires string            `json:"expires"` // day
	Issuers map[uint64]string `json:"issuers"`
	Keys    []struct {
		File      string   `json:"file,omitempty"` // beside the plan
		Alg       string   `json:"alg,omitempty"`  // in place of a file: the public half of a key in a box
		Public    []byte   `json:"public,omitempty"`
		Uses      []string `json:"uses"` // permits, status, hours
		From      string   `json:"from"`
		To        string   `json:"to"`
		Withdrawn string   `json:"withdrawn,omitempty"`
	} `json:"keys"`
}

var uses = map[string]cose.Use{"permits": cose.ForPermits, "status": cose.ForStatus, "hours": cose.ForHours}

func permitTrustCmd() *cobra.Command {
	return &cobra.Command{Use: "trust PLAN.json", Short: "sign the trust list of a plan with root.key beside it: writes trust.cose", Args: cobra.ExactArgs(1), RunE: func(c *cobra.Command, args []string) error {
		dir := filepath.Dir(args[0])
		b, err := os.ReadFile(args[0])
		if err != nil {
			return err
		}
		var plan trustPlan
		if err := json.Unmarshal(b, &plan); err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
		list, err := plan.list(dir)
		if err != nil {
			return err
		}
		if old, err := currentTrust(dir); err == nil && old.Version >= list.Version {
			return fmt.Errorf("version: the list that is there has version %d, and devices take no older one: at least %d", old.Version, old.Version+1)
		}
		root, err := cose.ReadKey(filepath.Join(dir, "root.key"))
		if err != nil {
			return err
		}
		raw, err := cose.SignTrust(c.Context(), list, root)
		if err != nil {
			return err
		}
		if err := cose.WriteTrust(dir, raw); err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.OutOrStdout(), "trust list %d: %d keys, %d issuers, until %s\n", list.Version, len(list.Keys), len(list.Issuers), plan.Expires)
		return err
	}}
}

func currentTrust(dir string) (*cose.TrustList, error) {
	root, err := cose.ReadRoot(dir)
	if err != nil {
		return nil, err
	}
	raw, err := cose.ReadTrust(dir)
	if err != nil {
		return nil, err
	}
	return cose.OpenTrust(raw, root)
}

// list checks the plan; the error names the place.
func (p trustPlan) list(dir string) (cose.TrustList, error) {
	l := cose.TrustList{Version: p.Version, Issued: time.Now().Unix(), Issuers: p.Issuers, Hosts: p.Hosts, House: p.House}
	if p.Version == 0 || strings.TrimSpace(p.House) == "" || len(p.Keys) == 0 {
		return l, errors.New("the plan needs version (1, 2 …), house and keys")
	}
	until, err := time.ParseInLocation(time.DateOnly, p.Expires, beijing)
	if err != nil || !until.After(time.Now()) {
		return l, fmt.Errorf("expires: %q is no day to come (2006-01-02)", p.Expires)
	}
	l.Expires = until.Unix()
	for i, k := range p.Keys {
		at := fmt.Sprintf("keys[%d]", i)
		alg, _ := cose.AlgOf(k.Alg)
		e := cose.TrustKey{Alg: alg, Public: k.Public}
		if k.File != "" {
			s, err := cose.ReadKey(filepath.Join(dir, filepath.Base(k.File)))
			if err != nil {
				return l, fmt.Errorf("%s.file: %w", at, err)
			}
			e.Alg, e.Public = s.Key().Alg, s.Key().Public
		}
		if _, err := e.Key().ID(); err != nil {
			return l, fmt.Errorf("%s: a file, or alg (ES256, SM2) and public: %w", at, err)
		}
		for _, u := range k.Uses {
			if uses[u] == 0 {
				return l, fmt.Errorf("%s.uses: %q is none of permits, status, hours", at, u)
			}
			e.Uses |= uses[u]
		}
		var err error
		if e.From, err = cose.ParseDay(k.From); err != nil {
			return l, fmt.Errorf("%s.from: %w", at, err)
		}
		if e.To, err = cose.ParseDay(k.To); err != nil || e.To < e.From {
			return l, fmt.Errorf("%s.to: a day on or after from", at)
		}
		if k.Withdrawn != "" {
			day, err := cose.ParseDay(k.Withdrawn)
			if err != nil {
				return l, fmt.Errorf("%s.withdrawn: %w", at, err)
			}
			e.Withdrawn = &day
		}
		l.Keys = append(l.Keys, e)
	}
	for _, u := range []cose.Use{cose.ForPermits, cose.ForStatus} {
		if !slices.ContainsFunc(l.Keys, func(k cose.TrustKey) bool { return k.Uses&u != 0 }) {
			return l, errors.New("keys: one for permits and one for status are needed")
		}
	}
	return l, nil
}

package questionbank

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/sealed"
)

// FormatSealed is the format of an export that leaves sealed for named installations.
const FormatSealed = "sealed"

// Failures of sealing a release for others.
var (
	ErrSealedTerms = fault.Define("bank.sealed_terms", fault.Invalid, "接收设备或使用条件不完整：1 到 {n} 个设备公钥，起止日期写作 2026-01-31，地区代码最多 6 位数字。",
		"Receivers or terms are incomplete: 1 to {n} device keys, days as 2026-01-31, a region of at most 6 digits.")
	ErrSealedOther = fault.Define("bank.sealed_allowed", fault.Conflict, "接收设备或使用条件与批准的不同。请按批准的内容导出，或重新申请。",
		"Receivers or terms are not those that were allowed. Export what was allowed, or ask again.")
	ErrSealedKeys = fault.Define("bank.sealed_corrected", fault.Conflict, "这个发布版本的答案已更正。请先把更正写进题目、重新发布，再密封导出。",
		"Keys of this release were corrected. Revise the items and freeze a new release first.")
)

// Sealing says for whom a release is sealed, and what they may do with it.
type Sealing struct {
	Owner   string   // name of this house as owner
	Devices [][]byte // device keys of the receivers
	Terms   sealed.Terms
}

// line is what the two who allow an export read of the receivers and terms; the export must be of the same.
func (x Sealing) line() (string, error) {
	bad := len(x.Devices) == 0 || len(x.Devices) > sealed.MaxReceivers || named(x.Owner) != nil || x.Terms.Check() != nil
	var devices []string
	for _, d := range x.Devices {
		bad = bad || sealed.CheckDevice(d) != nil
		devices = append(devices, sealed.Fingerprint(d))
	}
	slices.Sort(devices)
	if bad || len(slices.Compact(devices)) != len(x.Devices) {
		return "", ErrSealedTerms.With("n", sealed.MaxReceivers)
	}
	all := sha256.Sum256([]byte(strings.Join(devices, "|") + "|" + x.Owner + "|" + fmt.Sprint(x.Terms)))
	for i := range devices {
		devices[i] = devices[i][:16]
	}
	statistics := "no statistics"
	if x.Terms.Statistics {
		statistics = "statistics"
	}
	return fmt.Sprintf("[%s; %s..%s; region %q; %s; to %s; %x]", x.Owner, x.Terms.NotBefore, x.Terms.NotAfter, x.Terms.Region, statistics,
		strings.Join(devices[:min(len(devices), 4)], " "), all[:16]), nil
}

// AskSealed asks to seal a release for other installations. Two other people allow it, as for AskExport; receivers and terms
// stand in the reason that they read.
func (s *Service) AskSealed(ctx context.Context, release ReleaseID, x Sealing, reason string) (QuestionExport, error) {
	_, b, err := s.releaseFor(ctx, release, write)
	if err != nil {
		return QuestionExport{}, err
	}
	if err := s.notMixed(ctx, release, b); err != nil {
		return QuestionExport{}, err
	}
	reason, err = reasoned(reason)
	if err != nil {
		return QuestionExport{}, err
	}
	line, err := x.line()
	if err != nil {
		return QuestionExport{}, err
	}
	return s.AskExport(ctx, release, FormatSealed, reason+" "+line)
}

// FetchSealed writes an allowed sealed export. The fetch is put on the audit trail with the digest of the manifest; a file that
// broke off is not whole and nobody reads it.
func (s *Service) FetchSealed(ctx context.Context, id ExportID, x Sealing, out io.Writer) error {
	by, err := s.sign(ctx)
	if err != nil {
		return err
	}
	e, b, err := s.exportFor(ctx, id, write)
	if err != nil {
		return err
	}
	line, err := x.line()
	switch {
	case err != nil:
		return err
	case e.State != ExportAllowed:
		return ErrExportWaits
	case e.By.Person != by.Person:
		return ErrExportOwn
	case by.At.After(e.Ends()):
		return ErrExportOver.With("days", ExportDays)
	case e.Format != FormatSealed || !strings.HasSuffix(e.Reason, " "+line):
		return ErrSealedOther
	}
	r, err := s.d.Releases.Release(ctx, e.Release)
	if err != nil {
		return err
	}
	if no, err := s.CurrentKeyVersion(ctx, r.ID); err != nil {
		return err
	} else if no != 1 {
		return ErrSealedKeys
	}
	list, err := s.d.Releases.ReleaseVersions(ctx, r.ID)
	if err != nil {
		return err
	}
	m, err := s.manifest(ctx, b, r, x, by)
	if err != nil {
		return err
	}
	// On the trail before the first byte leaves: a crash then leaves an entry without a file, never a file without an entry.
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, b, "export.fetch", "bank_export:"+string(e.ID), map[string]string{"release": string(e.Release), "format": e.Format,
			"items": strconv.Itoa(len(list)), "root": hex.EncodeToString(r.Digest[:]), "terms": line})
	})
	if err != nil {
		return err
	}
	w, err := s.d.SealKeys.Create(out, m, x.Devices)
	if err != nil {
		return err
	}
	return s.writeSealed(ctx, r, list, w)
}

func (s *Service) manifest(ctx context.Context, b Bank, r Release, x Sealing, by Signature) (sealed.Manifest, error) {
	all, err := s.d.Releases.Releases(ctx, b.ID)
	m := sealed.Manifest{OwnerName: strings.TrimSpace(x.Owner), Bank: string(b.ID), Release: r.ID, Name: r.Name, No: r.No, ItemCode: r.ItemCode, Purpose: string(r.Purpose),
		Level: string(b.Level), Root: r.Digest, Items: r.Items, Terms: x.Terms, MadeAt: by.At.UnixMilli()}
	for _, o := range all { // newest first
		if o.No < r.No && (o.State == Active || o.State == Replaced) {
			m.Supersedes = o.ID
			break
		}
	}
	return m, err
}

func (s *Service) writeSealed(ctx context.Context, r Release, list []SealedVersion, w *sealed.Writer) error {
	snap, err := s.snapshot(r, list)
	if err != nil {
		return err
	}
	if snap.Digest != r.Digest {
		return ErrDamaged.With("release", r.ID)
	}
	files := map[string]bool{}
	for i := range snap.Items {
		it := snap.Items[i]
		secret, err := s.secret(list[i])
		if err != nil {
			return err
		}
		if err := w.Add(sealed.Record{Item: &it, Secret: secret.Encode()}); err != nil {
			return err
		}
		for _, d := range filesOf(Content{Media: mediaOf(it.Media), Spoken: it.Spoken}) {
			files[d] = true
		}
	}
	for d := range files {
		data, err := s.Picture(ctx, d)
		if err != nil {
			return err
		}
		if err := w.Add(sealed.Record{File: data}); err != nil {
			return err
		}
	}
	return w.End()
}

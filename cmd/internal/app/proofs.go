package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/mod/sumdb/note"

	examstore "github.com/suikao/suikao/exam/store"

	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/signing"
	"github.com/suikao/suikao/exam/release/transcripts"
	transcriptstore "github.com/suikao/suikao/exam/release/transcripts/store"
	"github.com/suikao/suikao/exam/transcript"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/internal/tlog/witness"
	"github.com/suikao/suikao/questionbank"
)

// ledger is the transparency log for those who prove things by it.
type ledger struct {
	*tlog.Log
	key note.Verifier
}

// Newest implements transcripts.Ledger.
func (l ledger) Newest(ctx context.Context) (transcript.Checkpoint, bool, error) {
	raw, _, err := l.Checkpoint(ctx)
	if errors.Is(err, tlog.ErrUnpublished) {
		return transcript.Checkpoint{}, false, nil
	}
	if err != nil {
		return transcript.Checkpoint{}, false, err
	}
	c, err := transcript.Split(raw, l.key)
	return c, err == nil, err
}

func (b *base) transcripts(s *Services, es *examstore.Store) (*transcripts.Service, error) {
	key, err := witness.ParseKey(LogSigner(b.cfg, b.ring).VerifierKey())
	if err != nil {
		return nil, err
	}
	return &transcripts.Service{Store: transcriptstore.New(b.db), Ledger: ledger{s.Ledger, key}, Sittings: es,
		Keys: func(release string, version int) [][2]string {
			return [][2]string{{questionbank.LoggedKeys, fmt.Sprintf("%s/%d", release, version)}, {questionbank.LoggedRelease, release}}
		}}, nil
}

// The kinds of leaves that permits have.
const (
	loggedPermit       = "permit"
	loggedPermitChange = "permit-change"
)

// permitLeaf is a permit.Follower: each permit has its leaf, which names the transcript that it rests on.
type permitLeaf struct {
	log   *tlog.Log
	proof *transcripts.Service
}

// permitRecord is what the leaf of a permit stands for. It names nobody.
type permitRecord struct {
	Permit    permit.ID  `json:"permit"`
	Kind      string     `json:"kind"`
	Item      string     `json:"item"`
	First     actor.Date `json:"firstIssuedOn"`
	From      actor.Date `json:"validFrom"`
	To        actor.Date `json:"validTo"`
	Issuer    string     `json:"issuer"`
	Result    string     `json:"result,omitempty"`
	Revision  int        `json:"revision,omitempty"`
	Practical string     `json:"practical,omitempty"`
	Follows   permit.ID  `json:"follows,omitempty"` // the permit that it renews or copies without a new examination
	IssuedAt  int64      `json:"issuedAt"`
}

// Issued implements permit.Follower.
func (f permitLeaf) Issued(ctx context.Context, p permit.Permit) error {
	r := permitRecord{Permit: p.ID, Kind: string(p.Kind), Item: p.Item, First: p.FirstIssuedOn, From: p.ValidFrom, To: p.ValidTo, Issuer: string(p.Issuer),
		Result: string(p.Basis.Theory.Result), Revision: p.Basis.Theory.Revision, IssuedAt: p.IssuedAt.UnixMilli()}
	if p.Basis.Practical != nil {
		r.Practical = p.Basis.Practical.Exam
	}
	if p.Basis.Before {
		r.Follows = p.Follows
	}
	record, err := json.Marshal(r)
	if err != nil {
		return err
	}
	outcome, names, err := f.rests(ctx, p)
	if err != nil {
		return err
	}
	return f.log.AppendNaming(ctx, loggedPermit, outcome, string(p.ID), record, names)
}

// rests says what a permit rests on, for everybody to count: the transcript of an examination, an earlier permit that it renews or copies, a
// practical examination alone, or nothing that is in the log.
func (f permitLeaf) rests(ctx context.Context, p permit.Permit) (outcome string, names *int64, err error) {
	if p.Basis.Before {
		leaf, err := f.log.Find(ctx, loggedPermit, string(p.Follows))
		switch {
		case err == nil:
			return "again", &leaf.N, nil
		case fault.KindOf(err) != fault.NotFound:
			return "", nil, err
		}
		return "unproven", nil, nil // that one is older than the log
	}
	if p.Basis.Theory.Result == "" {
		if p.Basis.Practical != nil {
			return "practical", nil, nil
		}
		return "imported", nil, nil
	}
	n, ok, err := f.proof.Number(ctx, p.Basis.Theory.Result, p.Basis.Theory.Revision)
	if err != nil {
		return "", nil, err
	}
	if !ok { // passed before there were transcripts
		return "unproven", nil, nil
	}
	return "", &n, nil
}

// number is the one of a permit in the log; nil where it has none.
func (f permitLeaf) number(ctx context.Context, id permit.ID) (*int64, error) {
	n, err := f.log.NumberOf(ctx, loggedPermit, string(id))
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return &n, err
}

// Changed implements permit.Follower.
func (f permitLeaf) Changed(ctx context.Context, p permit.Permit, on actor.Date) error {
	record, err := json.Marshal(map[string]any{"permit": p.ID, "act": p.Act, "national": p.National, "on": on, "version": p.Version})
	if err != nil {
		return err
	}
	var names *int64
	leaf, err := f.log.Find(ctx, loggedPermit, string(p.ID))
	switch {
	case err == nil:
		names = &leaf.N
	case fault.KindOf(err) != fault.NotFound: // issued before permits were logged
		return err
	}
	return f.log.AppendNaming(ctx, loggedPermitChange, "", fmt.Sprintf("%s/%d", p.ID, p.Version), record, names)
}

// logHouse enters into the log what the house itself is: this program, the trust list, and each version of the status lists.
func (a *App) logHouse() func(ctx context.Context) error {
	program := sync.OnceValues(ownDigest)
	return func(ctx context.Context) error {
		sum, err := program()
		if err != nil {
			return err
		}
		k, err := a.Signed.trust.Current(ctx)
		if err != nil {
			return err
		}
		trust := sha256.Sum256(k.Raw)
		return a.db.InTx(ctx, func(ctx context.Context) error {
			if err := a.Ledger.Append(ctx, "software", sum, []byte(sum)); err != nil {
				return err
			}
			// A list signed anew with other random numbers says the same: its version is its name.
			_, err := a.Ledger.Find(ctx, "trust", fmt.Sprint(k.Trust.Version))
			if fault.KindOf(err) != fault.NotFound || err == nil {
				return err
			}
			return a.Ledger.Append(ctx, "trust", fmt.Sprint(k.Trust.Version), trust[:])
		})
	}
}

// logVersion enters a version of the status lists into the log.
func logVersion(log *tlog.Log, tx permit.Tx) func(ctx context.Context, v signing.Version, changed func() ([]byte, error)) error {
	return func(ctx context.Context, v signing.Version, changed func() ([]byte, error)) error {
		key := fmt.Sprint(v.Number)
		if _, err := log.Find(ctx, "status", key); fault.KindOf(err) != fault.NotFound || err == nil {
			return err
		}
		sum, err := changed()
		if err != nil {
			return err
		}
		record, err := json.Marshal(map[string]any{"version": v.Number, "size": v.Size, "at": v.At.UnixMilli(), "changed": hex.EncodeToString(sum)})
		if err != nil {
			return err
		}
		err = tx.InTx(ctx, func(ctx context.Context) error { return log.Append(ctx, "status", key, record) })
		if errors.Is(err, tlog.ErrOther) {
			return nil // another node was faster
		}
		return err
	}
}

// ownDigest is the SHA-256 of the program that runs.
func ownDigest() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

package redraw

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	bankstore "github.com/suikao/suikao/questionbank/store"
)

// Files draws a paper again from files, checks that its record was logged and says on out what it saw. Root, where it is not
// empty, is the root in hex that the proof must lead to. The error names what does not fit.
func Files(out io.Writer, attempt string, f assembly.Files, root string) (assembly.Paper, error) {
	p, err := assembly.Replay(f)
	if err != nil {
		return p, fmt.Errorf("%s: %w", attempt, err)
	}
	in, err := assembly.DecodeInputs(f.Inputs)
	if err != nil {
		return p, fmt.Errorf("%s: inputs: %w", attempt, err)
	}
	if in.Attempt != attempt {
		return p, fmt.Errorf("%s: the files are those of attempt %s", attempt, in.Attempt)
	}
	rule := in.Rule
	if rule == "" {
		rule = assembly.SeedRandom
	}
	fmt.Fprintf(out, "%s paper=%x questions=%d release=%x\n", attempt, p.Digest(), len(p.Questions), p.ReleaseDigest)
	fmt.Fprintf(out, "  number %d under release %s and blueprint %s (version %d), seed by %s\n", in.No, p.Release, p.Blueprint, p.BlueprintVersion, rule)
	if len(in.Ticket) > 0 {
		fmt.Fprintf(out, "  lottery code of the check-in %s\n", exam.LotteryCode(in.Ticket))
	}
	if len(f.Key) > 0 {
		fmt.Fprintf(out, "  signed with key %x; compare it with the published one\n", sha256.Sum256(f.Key))
	}
	if err := logged(out, f, in, root); err != nil {
		return p, fmt.Errorf("%s: %w", attempt, err)
	}
	return p, nil
}

// logged checks the proofs of a draw against the transparency log.
func logged(out io.Writer, f assembly.Files, in assembly.Inputs, root string) error {
	switch {
	case !in.Counted:
		if len(f.Log) > 0 {
			return errors.New("log: a rehearsal stands in the transparency log")
		}
		fmt.Fprintln(out, "  a rehearsal: counted and logged nowhere")
		return nil
	case in.Rule == "":
		fmt.Fprintln(out, "  drawn before there was a transparency log")
		return nil
	case len(f.Log) == 0:
		return errors.New("log: the record of the draw is not in the transparency log")
	}
	proof, err := tlog.ReadEvidence(f.Log)
	if err == nil {
		err = proof.Check(f.Record)
	}
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	if root != "" && !strings.EqualFold(root, hex.EncodeToString(proof.Root)) {
		return fmt.Errorf("log: the proof leads to root %x of %d records and not to the one you have", proof.Root, proof.Size)
	}
	fmt.Fprintf(out, "  logged as number %d of %d, root %x\n", proof.N, proof.Size, proof.Root)
	if in.Rule != assembly.SeedRevealed {
		return nil
	}
	promise, err := tlog.ReadEvidence(f.Promise)
	if err == nil {
		c := assembly.Revealed(in.ServerRandom, in.Attempt)
		err = promise.Check(c[:])
	}
	if err != nil {
		return fmt.Errorf("log: the promise of the random number: %w", err)
	}
	if promise.N >= proof.N {
		return errors.New("log: the random number was promised after the draw")
	}
	fmt.Fprintf(out, "  its random number was promised as number %d\n", promise.N)
	return nil
}

// Attempt draws the paper of an attempt again from the database, compares it with the one that was sat, and checks the counts
// that draws go by and the whole log. The error names all that does not fit.
func Attempt(ctx context.Context, out io.Writer, db *sqldb.DB, ring *crypt.Ring, attempt string) error {
	bs, log := bankstore.New(db), tlog.New(db, time.Now)
	bank := questionbank.New(questionbank.Deps{Tx: bs, Banks: bs, Items: bs, Releases: bs, Blueprints: bs, Draws: bs, Vault: ring, Clock: time.Now, Ledger: log})
	f, err := bank.FilesOf(ctx, attempt)
	if err != nil {
		return fmt.Errorf("%s: %w", attempt, plain(err))
	}
	p, err := Files(out, attempt, f, "")
	if err != nil {
		return err
	}
	d, err := examstore.New(db, ring).Draw(ctx, exam.SittingID(attempt))
	switch {
	case fault.KindOf(err) == fault.NotFound:
		fmt.Fprintln(out, "  no sitting holds this paper")
	case err != nil:
		return fmt.Errorf("%s: the paper that was sat: %w", attempt, err)
	case !bytes.Equal(d.Record, f.Record):
		return fmt.Errorf("%s: the sitting holds another record of the draw", attempt)
	case !bytes.Equal(d.Paper.Encode(), p.Encode()):
		return fmt.Errorf("%s: the paper that was sat is not the one that was drawn", attempt)
	default:
		fmt.Fprintln(out, "  the paper that was sat is this one, byte for byte")
	}
	wrong, err := bank.CheckCounts(ctx, p.Release, p.Blueprint)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%s: counts: %s", attempt, strings.Join(wrong, "; "))
	}
	return Log(ctx, out, log)
}

// Log reckons the whole transparency log up again.
func Log(ctx context.Context, out io.Writer, log *tlog.Log) error {
	faults, size, root, err := log.Verify(ctx)
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	if len(faults) > 0 {
		return fmt.Errorf("log: %s", strings.Join(faults, "; "))
	}
	fmt.Fprintf(out, "the transparency log holds: %d records, root %x\n", size, root[:])
	return nil
}

// plain turns a fault into its English text.
func plain(err error) error {
	if f := fault.From(err); f.Kind() != fault.Internal {
		return errors.New(f.Text("en"))
	}
	return err
}

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
		from := "check-in"
		if in.Booking != "" {
			from = "person's phone"
		}
		fmt.Fprintf(out, "  lottery code of the %s %s\n", from, exam.LotteryCode(in.Ticket))
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
	if err := promised(out, f, in, proof.N); err != nil {
		return err
	}
	if err := published(out, f, in, proof.N); err != nil {
		return err
	}
	return keyStood(out, f, in)
}

// entered checks one record against the evidence that it stands in the log before another, and returns its number.
func entered(what string, evidence, record []byte, before int64) (tlog.Inclusion, error) {
	p, err := tlog.ReadEvidence(evidence)
	if err == nil {
		err = p.Check(record)
	}
	if err != nil {
		return p, fmt.Errorf("log: the %s: %w", what, err)
	}
	if p.N >= before {
		return p, fmt.Errorf("log: the %s came as number %d, after what rests on it", what, p.N)
	}
	return p, nil
}

// promised checks what the house had to fix in the log before it knew the person's bytes.
func promised(out io.Writer, f assembly.Files, in assembly.Inputs, draw int64) error {
	switch {
	case in.Rule.Lot():
		promise, lot := in.Promised()
		given, err := entered("lot of the person's phone", f.Lot, lot.Encode(), draw)
		if err != nil {
			return err
		}
		p, err := entered("promise to the person's phone", f.Promise, promise.Encode(), given.N)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "  its key and random number were promised to the phone as number %d, the phone gave its bytes as number %d\n", p.N, given.N)
	case in.Rule == assembly.SeedRevealed:
		c := assembly.Revealed(in.ServerRandom, in.Attempt)
		p, err := entered("promise of the random number", f.Promise, c[:], draw)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "  its random number was promised as number %d\n", p.N)
	}
	return nil
}

// published checks that release and blueprint are those that were logged when they were published, before the draw.
func published(out io.Writer, f assembly.Files, in assembly.Inputs, draw int64) error {
	release, blueprint, err := f.Published()
	if err != nil {
		return err
	}
	for _, x := range []struct {
		what                   string
		leaf, evidence, record []byte
	}{{"release", in.ReleaseLeaf, f.ReleaseLog, release.Encode()}, {"blueprint", in.BlueprintLeaf, f.BlueprintLog, blueprint.Encode()}} {
		if len(x.leaf) == 0 {
			fmt.Fprintf(out, "  the %s was published before such records were logged\n", x.what)
			continue
		}
		p, err := entered(x.what, x.evidence, x.record, draw)
		if err != nil {
			return err
		}
		if data := p.Leaf(x.record); !bytes.Equal(data[:], x.leaf) {
			return fmt.Errorf("log: the draw names another leaf of the %s than the log has", x.what)
		}
		fmt.Fprintf(out, "  the %s was logged as number %d\n", x.what, p.N)
	}
	return nil
}

// keyStood checks that the key was not out of use already when it signed. One that was promised to a phone signs afterwards too: the
// phone gave its bytes after the promise, so that nothing was left to choose.
func keyStood(out io.Writer, f assembly.Files, in assembly.Inputs) error {
	if len(f.KeyEnd) == 0 {
		return nil
	}
	end, err := assembly.DecodeKeyEnd(f.KeyEnd)
	if err != nil || !bytes.Equal(end.Key, in.Key) {
		return errors.Join(errors.New("key: the record by which it was taken out of use is that of another one"), err)
	}
	p, err := tlog.ReadEvidence(f.KeyEndLog)
	if err == nil {
		err = p.Check(f.KeyEnd)
	}
	if err != nil {
		return fmt.Errorf("log: the end of the key: %w", err)
	}
	at := time.UnixMilli(end.At).UTC()
	fmt.Fprintf(out, "  the key was taken out of use on %s (number %d)\n", at.Format(time.RFC3339), p.N)
	if !in.Rule.Lot() && in.DrawnAt > at.Add(questionbank.KeySlack).UnixMilli() {
		return errors.New("key: the draw was signed after the key was taken out of use")
	}
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
	in, err := assembly.DecodeInputs(f.Inputs)
	if err != nil {
		return fmt.Errorf("%s: inputs: %w", attempt, err)
	}
	record, err := assembly.DecodeRecord(f.Record)
	if err != nil {
		return fmt.Errorf("%s: record: %w", attempt, err)
	}
	digest := record.Digest()
	d, err := examstore.New(db, ring).Draw(ctx, exam.SittingID(attempt))
	switch {
	case fault.KindOf(err) == fault.NotFound:
		fmt.Fprintln(out, "  no sitting holds this paper")
	case err != nil:
		return fmt.Errorf("%s: the paper that was sat: %w", attempt, err)
	case !bytes.Equal(d.Record, f.Record):
		return fmt.Errorf("%s: the sitting holds another record of the draw", attempt)
	case d.Nonce != in.Nonce:
		return fmt.Errorf("%s: the sitting holds another nonce than the paper was drawn with", attempt)
	case in.Booking == "" && d.Random != in.ServerRandom:
		return fmt.Errorf("%s: the sitting holds other random bytes than the paper was drawn with", attempt)
	case !bytes.Equal(d.Leaf, digest[:]):
		return fmt.Errorf("%s: the journal of the sitting begins with another digest than that of the record", attempt)
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

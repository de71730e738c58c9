package exam

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Draw is the secret part of a sitting: what the paper was drawn from, and the paper. It never leaves the server.
type Draw struct {
	Sitting SittingID
	Random  [32]byte // from the server, made with the sitting, before the terminal's nonce is known
	Nonce   [16]byte // from the terminal, sent with the pledge
	Record  []byte   // canonical CBOR of the draw record; empty before the draw
	Leaf    []byte   // its digest: the journal's chain starts from it
	Paper   assembly.Paper
	digest  assembly.Hash // of the paper, where it was just drawn
}

// Done reports whether the paper is drawn.
func (d Draw) Done() bool { return len(d.Leaf) > 0 }

// Commitment is shown to the terminal before it chooses its nonce: SHA-256 of the random bytes, the RandomHash of the
// draw record. With the random bytes, opened after the sitting, anyone sees that the server could not steer the paper.
func (d Draw) Commitment() [32]byte { return sha256.Sum256(d.Random[:]) }

// shown is the commitment as a page shows it.
func (d Draw) shown() string { return fmt.Sprintf("%x", d.Commitment()) }

// DrawStore keeps draws; the paper is sealed at rest.
type DrawStore interface {
	// InsertDraw adds the draw of a new sitting.
	InsertDraw(ctx context.Context, d Draw) error
	// SetDraw completes a draw once; ErrChanged when the paper was drawn already.
	SetDraw(ctx context.Context, d Draw) error
	// InsertLot keeps what the person of an admission gives to the draw at the gate; ErrChanged when there is something already.
	InsertLot(ctx context.Context, adm booking.AdmissionID, lot [16]byte, at time.Time) error
	// Lot returns what the phone gave, where the admission took it, else what the gate gave; nothing where neither did.
	Lot(ctx context.Context, adm booking.AdmissionID) (Lot, error)
	// AddPhoneLot keeps what is promised to the phone of a booking; ErrChanged when there is something already.
	AddPhoneLot(ctx context.Context, l PhoneLot, at time.Time) error
	// PhoneLot returns it, and whether there is one. With lock it is held until the end of the transaction, which must be open.
	PhoneLot(ctx context.Context, b booking.BookingID, lock bool) (PhoneLot, bool, error)
	// GivePhoneLot adds what the phone gives, once; ErrChanged when it gave something already, or the admission has come.
	GivePhoneLot(ctx context.Context, b booking.BookingID, given [16]byte, at time.Time) error
	// TakePhoneLot notes who was let in by the booking: nothing can be given any more.
	TakePhoneLot(ctx context.Context, b booking.BookingID, adm booking.AdmissionID) error
	// Draw returns the draw of a sitting or ErrNoSitting.
	Draw(ctx context.Context, id SittingID) (Draw, error)
}

// draft draws the paper of a sitting that waits for its pledge, before the pledge and not in its transaction, so that it is drawn
// together with those that are pledged at the same moment. Whoever comes again, because the pledge failed, gets the paper that
// was drawn. Where no pledge is due it draws nothing; the pledge says why.
func (s *Service) draft(ctx context.Context, g Grip, nonce [16]byte) (Draw, error) {
	sit, head, err := s.d.Store.Look(ctx, g.Sitting)
	if err != nil || sit.State != Assigned || head.Gate == GateAway {
		return Draw{}, err
	}
	if err := held(ctx, g)(sit, head); err != nil {
		return Draw{}, err
	}
	return s.drawPaper(ctx, sit, nonce)
}

// drawPaper draws the paper of a sitting.
func (s *Service) drawPaper(ctx context.Context, sit Sitting, nonce [16]byte) (Draw, error) {
	d, err := s.d.Draws.Draw(ctx, sit.ID)
	if err != nil {
		return Draw{}, err
	}
	past, err := s.past(ctx, sit)
	if err != nil {
		return Draw{}, err
	}
	var lot Lot
	if sit.Kind == Formal {
		if lot, err = s.d.Draws.Lot(ctx, sit.Admission); err != nil {
			return Draw{}, err
		}
	}
	drawn, err := s.d.Papers.Draw(ctx, sit.ItemCode, questionbank.DrawInput{
		Attempt: string(sit.ID), ServerRandom: d.Random, Nonce: nonce, Ticket: lot.Given, Booking: string(lot.Booking), Rule: lot.Rule, Key: lot.Key,
		Past: past, Language: sit.Language, Counted: sit.Kind == Formal})
	if err != nil {
		return Draw{}, err
	}
	if lot.Booking == "" && drawn.Record.NonceHash != sha256.Sum256(slices.Concat(lot.Given, nonce[:])) { // drawn before, with another
		if nonce, err = s.d.Papers.Nonce(ctx, sit.ID); err != nil {
			return Draw{}, err
		}
	}
	leaf := drawn.Record.Digest()
	d.Nonce, d.Record, d.Leaf, d.Paper, d.digest = nonce, drawn.Record.Encode(), leaf[:], drawn.Paper, drawn.Record.PaperDigest
	return d, nil
}

// prepare notes a drawn paper in sit and head, in the transaction of the context. The terms come from the rules in force today.
func (s *Service) prepare(ctx context.Context, sit *Sitting, head *Head, d Draw) error {
	if !d.Done() {
		return ErrChanged
	}
	if err := s.d.Draws.SetDraw(ctx, d); err != nil {
		return err
	}
	if err := s.setTerms(ctx, sit, d.Paper); err != nil {
		return err
	}
	sit.Release, sit.Blueprint = string(d.Paper.Release), string(d.Paper.Blueprint)
	sit.BlueprintVersion, sit.PaperDigest = d.Paper.BlueprintVersion, fmt.Sprintf("%x", d.digest[:])
	head.Hash = ChainStart(d.Leaf)
	return nil
}

// past returns the items of the person's earlier papers for the item, newest first.
func (s *Service) past(ctx context.Context, sit Sitting) ([][]questionbank.ItemID, error) {
	earlier, err := s.d.Store.Started(ctx, sit.Person, sit.ItemCode)
	if err != nil {
		return nil, err
	}
	var out [][]questionbank.ItemID
	for _, e := range earlier {
		if e.ID == sit.ID || e.Kind != sit.Kind {
			continue
		}
		d, err := s.d.Draws.Draw(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, d.Paper.Items())
	}
	return out, nil
}

// random fills into from the source of randomness.
func (s *Service) random(into []byte) error {
	_, err := io.ReadFull(s.d.Random, into)
	return err
}

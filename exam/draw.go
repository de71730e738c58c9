package exam

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
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
	// InsertLot keeps what the person of an admission gives to the draw; ErrChanged when there is something already.
	InsertLot(ctx context.Context, adm booking.AdmissionID, lot [16]byte, at time.Time) error
	// Lot returns it; nothing where nothing was given.
	Lot(ctx context.Context, adm booking.AdmissionID) ([]byte, error)
	// Draw returns the draw of a sitting or ErrNoSitting.
	Draw(ctx context.Context, id SittingID) (Draw, error)
}

// prepare draws the paper of sit in the transaction of the context and notes it in sit and head; it returns the draw. The terms come from the
// rules in force today.
func (s *Service) prepare(ctx context.Context, sit *Sitting, head *Head, nonce [16]byte) (Draw, error) {
	if err := s.d.Fence.Holds(ctx); err != nil {
		return Draw{}, err
	}
	d, err := s.d.Draws.Draw(ctx, sit.ID)
	if err != nil {
		return Draw{}, err
	}
	past, err := s.past(ctx, *sit)
	if err != nil {
		return Draw{}, err
	}
	var lot []byte
	if sit.Kind == Formal {
		if lot, err = s.d.Draws.Lot(ctx, sit.Admission); err != nil {
			return Draw{}, err
		}
	}
	drawn, err := s.d.Papers.Draw(ctx, sit.ItemCode, questionbank.DrawInput{
		Attempt: string(sit.ID), ServerRandom: d.Random, Nonce: nonce, Ticket: lot, Past: past, Counted: sit.Kind == Formal})
	if err != nil {
		return Draw{}, err
	}
	leaf := drawn.Record.Digest()
	d.Nonce, d.Record, d.Leaf, d.Paper = nonce, drawn.Record.Encode(), leaf[:], drawn.Paper
	if err := s.d.Draws.SetDraw(ctx, d); err != nil {
		return Draw{}, err
	}
	if err := s.setTerms(ctx, sit, d.Paper); err != nil {
		return Draw{}, err
	}
	digest := drawn.Record.PaperDigest
	sit.Release, sit.Blueprint = string(d.Paper.Release), string(d.Paper.Blueprint)
	sit.BlueprintVersion, sit.PaperDigest = d.Paper.BlueprintVersion, fmt.Sprintf("%x", digest[:])
	head.Hash = ChainStart(d.Leaf)
	return d, nil
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

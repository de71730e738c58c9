package exam

import (
	"context"
	"encoding/hex"
	"errors"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// ErrLotPromise says that a phone gives bytes without having seen what they go with.
var ErrLotPromise = fault.Define("sitting.lot_promise", fault.Conflict, "抽签凭据不一致，没有采用。请刷新准考证页面后重试。",
	"This does not answer what the server has promised, and was not taken. Load the ticket again.")

// PhoneLot is what the phone of a person gives to the paper of a booking, with what was promised to it before.
type PhoneLot struct {
	Booking   booking.BookingID
	Rule      assembly.SeedRule
	Key       string              // fingerprint of the key that is going to sign; empty under a rule without
	Random    [32]byte            // of the server; secret until the draw
	Given     []byte              // 16 bytes; none: nothing yet
	Admission booking.AdmissionID // let in by the booking; empty: not yet
}

// promise makes the promise again that was shown and logged.
func (l PhoneLot) promise() (assembly.LotPromise, error) {
	key, err := hex.DecodeString(l.Key)
	return assembly.PromiseOf(string(l.Booking), l.Rule, l.Random, key), err
}

// Tickets tells whose a booking is; *booking.Service is one.
type Tickets interface {
	// OwnTicket returns the booking of the calling person while it is confirmed and nobody was let in by it.
	OwnTicket(ctx context.Context, id booking.BookingID) (booking.Booking, error)
}

// PhoneLots is how phones give their part of the seed of a paper: first the house says, and logs, by which key and with which random
// bytes of its own the seed is going to be made, then the phone gives its bytes, once. Nobody but the person can do that.
type PhoneLots struct {
	s       *Service
	tickets Tickets
}

// NewPhoneLots returns them for the sittings of s.
func NewPhoneLots(s *Service, tickets Tickets) *PhoneLots { return &PhoneLots{s, tickets} }

// Promise returns what is promised to the phone for a booking of the calling person, as hex; asked again it is the same.
func (p *PhoneLots) Promise(ctx context.Context, id booking.BookingID) (string, error) {
	shown, err := p.promise(ctx, id)
	if errors.Is(err, ErrChanged) { // asked twice at once: the other one made it
		shown, err = p.promise(ctx, id)
	}
	return shown, err
}

func (p *PhoneLots) promise(ctx context.Context, id booking.BookingID) (shown string, err error) {
	s := p.s
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		if _, err := p.tickets.OwnTicket(ctx, id); err != nil {
			return err
		}
		l, have, err := s.d.Draws.PhoneLot(ctx, id, false)
		if err != nil {
			return err
		}
		if have {
			made, err := l.promise()
			shown = made.Shown()
			return err
		}
		l = PhoneLot{Booking: id}
		if err := s.random(l.Random[:]); err != nil {
			return err
		}
		made, err := s.d.Papers.PromiseLot(ctx, string(id), l.Random)
		if err != nil {
			return err
		}
		shown, l.Rule, l.Key = made.Shown(), made.Rule, hex.EncodeToString(made.Key)
		return s.d.Draws.AddPhoneLot(ctx, l, s.now())
	})
	return shown, err
}

// Give takes what the phone of the calling person gives for a booking, and returns its code. Promise is what the phone was shown;
// ErrLotPromise where it is another. What was given first stays, and its code comes back.
func (p *PhoneLots) Give(ctx context.Context, id booking.BookingID, promise string, given [16]byte) (code string, err error) {
	s := p.s
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		b, err := p.tickets.OwnTicket(ctx, id)
		if err != nil {
			return err
		}
		l, have, err := s.d.Draws.PhoneLot(ctx, id, true)
		switch {
		case err != nil:
			return err
		case !have:
			return ErrLotPromise
		case len(l.Given) > 0:
			code = LotteryCode(l.Given)
			return nil
		}
		made, err := l.promise()
		if err != nil {
			return err
		}
		if made.Shown() != promise {
			return ErrLotPromise
		}
		if err := s.d.Draws.GivePhoneLot(ctx, id, given, s.now()); errors.Is(err, ErrChanged) {
			return ErrLotLate
		} else if err != nil {
			return err
		}
		if err := s.d.Papers.LogLot(ctx, assembly.LotOf(made, given[:])); err != nil {
			return err
		}
		code = LotteryCode(given[:])
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "booking.lot", Object: "booking:" + string(id), Path: b.OrgPath,
			Detail: map[string]string{"code": code, "promise": promise}})
	})
	return code, err
}

// CodeOf returns the code of what the phone gave for a booking; empty where it gave nothing. Who may see it is for the caller to see.
func (p *PhoneLots) CodeOf(ctx context.Context, id booking.BookingID) (string, error) {
	l, have, err := p.s.d.Draws.PhoneLot(ctx, id, false)
	if err != nil || !have || len(l.Given) == 0 {
		return "", err
	}
	return LotteryCode(l.Given), nil
}

// takeLot binds the lot of a booking to the admission that came of it, in the transaction of the context, and returns it. From then on
// the phone can give nothing more. One without bytes, and one that another admission took, is none.
func (s *Service) takeLot(ctx context.Context, adm booking.AdmissionID, b booking.BookingID) (PhoneLot, error) {
	if b == "" {
		return PhoneLot{}, nil
	}
	// Most bookings have none; only what is there is locked. One that is promised at this moment cannot be given any more: who was let
	// in has no ticket.
	l, have, err := s.d.Draws.PhoneLot(ctx, b, false)
	if err != nil || !have {
		return PhoneLot{}, err
	}
	if l, _, err = s.d.Draws.PhoneLot(ctx, b, true); err != nil {
		return PhoneLot{}, err
	}
	if l.Admission == "" {
		l.Admission, err = adm, s.d.Draws.TakePhoneLot(ctx, b, adm)
	}
	if err != nil || l.Admission != adm || len(l.Given) == 0 {
		return PhoneLot{}, err
	}
	return l, nil
}

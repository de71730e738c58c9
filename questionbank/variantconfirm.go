package questionbank

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/suikao/suikao/internal/fault"
)

// MaxVariantsAtOnce is how many translations one act confirms and one page of those that wait has.
const MaxVariantsAtOnce = 100

// Failures of confirming several at once.
var (
	ErrVariantsSome = fault.Define("variant.some", fault.Conflict, "选中的译文中有 {n} 条不能核对通过，所以一条也没有通过。请看每条的原因。",
		"{n} of the chosen translations cannot be confirmed, so none was. See why for each.")
	ErrVariantsMany = fault.Define("variant.too_many", fault.Invalid, "一次最多核对 {n} 条译文。", "At most {n} translations are confirmed at once.")
)

// WaitingVariant is a translation that waits for a second translator, beside what it translates.
type WaitingVariant struct {
	Variant
	Source   Wording // of the version that it was written for
	SourceNo string  // the writer's own number of the item
	Own      bool    // written by who asks, who does not confirm it
}

// VariantsWaiting returns translations of a bank into a language that wait for a second translator, oldest first, from after the one named.
// Explanations are in it, which may tell the key, so the read is put on the audit trail.
func (s *Service) VariantsWaiting(ctx context.Context, bank BankID, l Language, after VariantID, limit int) ([]WaitingVariant, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return nil, err
	}
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Variants.VariantsWaiting(ctx, bank, l, after, min(max(limit, 1), MaxVariantsAtOnce))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	ids := make([]VersionID, len(list))
	for i, v := range list {
		ids[i] = v.Version
	}
	versions, err := s.d.Items.Versions(ctx, ids)
	if err != nil {
		return nil, err
	}
	of := make(map[VersionID]SealedVersion, len(versions))
	for _, v := range versions {
		of[v.ID] = v
	}
	out := make([]WaitingVariant, len(list))
	for i, v := range list {
		body, err := s.openVariant(v)
		if err != nil {
			return nil, err
		}
		full, err := s.reveal(of[v.Version])
		if err != nil {
			return nil, err
		}
		out[i] = WaitingVariant{Variant: v.Variant, Source: full.Content.wordingOf(), SourceNo: full.Content.SourceNo, Own: v.Writer.Person == by.Person}
		out[i].Wording, out[i].Holds = body.Wording, body.Source == full.Content.source()
	}
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		return s.record(ctx, b, "key.read", "bank:"+string(b.ID), map[string]string{"variants": strconv.Itoa(len(list)), "language": string(l),
			"first": string(list[0].ID), "last": string(list[len(list)-1].ID)})
	})
}

// confirming is a translation that may be confirmed, with the index it is to have.
type confirming struct {
	v    Variant
	bank Bank
	live string
}

// confirmable checks that by may confirm a translation.
func (s *Service) confirmable(ctx context.Context, id VariantID, by Signature) (confirming, error) {
	v, of, b, err := s.variantFor(ctx, id)
	if err != nil {
		return confirming{}, err
	}
	if by.Person == v.Writer.Person {
		return confirming{}, ErrVariantOwn
	}
	body, err := s.openVariant(v)
	if err != nil {
		return confirming{}, err
	}
	full, err := s.reveal(of)
	if err != nil {
		return confirming{}, err
	}
	if body.Source != full.Content.source() {
		return confirming{}, ErrVariantSource
	}
	v.State, v.Decider, v.Wording, v.Holds = VariantConfirmed, by, body.Wording, true
	return confirming{v.Variant, b, s.liveVariant(v.Item, v.Language, body.Source, VariantConfirmed)}, nil
}

// accept stores that a translation is confirmed and puts it on the trail. Callers are in a transaction.
func (s *Service) accept(ctx context.Context, c confirming) error {
	if err := s.d.Variants.ReplaceVariant(ctx, c.live); err != nil {
		return err
	}
	if err := s.d.Variants.DecideVariant(ctx, c.v.ID, VariantConfirmed, c.live, c.v.Decider, ""); err != nil {
		return err
	}
	return s.recordVariant(ctx, c.bank, "variant.confirm", c.v)
}

// ConfirmVariant accepts a translation as the second translator. The one that was confirmed before for the same text is replaced;
// releases that hold it keep it.
func (s *Service) ConfirmVariant(ctx context.Context, id VariantID) (Variant, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Variant{}, err
	}
	c, err := s.confirmable(ctx, id, by)
	if err != nil {
		return Variant{}, err
	}
	return commit(ctx, s.d.Tx, &c.v, func(ctx context.Context) error { return s.accept(ctx, c) })
}

// ConfirmVariants accepts several translations of one bank as the second translator, all or none, each as ConfirmVariant does and each on the
// trail by itself; it returns how many. ErrVariantsSome lists as ids[n] every one that cannot be confirmed, and why.
func (s *Service) ConfirmVariants(ctx context.Context, bank BankID, ids []VariantID) (int, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return 0, err
	}
	if _, err := s.bankFor(ctx, bank, write); err != nil {
		return 0, err
	}
	if len(ids) == 0 {
		return 0, ErrNothing
	}
	if len(ids) > MaxVariantsAtOnce {
		return 0, ErrVariantsMany.With("n", MaxVariantsAtOnce)
	}
	var list []confirming
	var bad fault.List
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			continue
		}
		c, err := s.confirmable(ctx, id, by)
		switch {
		case err == nil && c.bank.ID != bank:
			err = ErrVariantUnknown
		case err == nil:
			list = append(list, c)
			continue
		case !slices.ContainsFunc([]*fault.Error{ErrVariantUnknown, ErrState, ErrVariantOwn, ErrVariantSource}, func(e *fault.Error) bool { return errors.Is(err, e) }):
			return 0, err
		}
		bad.Add("ids["+strconv.Itoa(i)+"]", fault.From(err))
	}
	if bad.Len() > 0 {
		return 0, ErrVariantsSome.With("n", bad.Len()).Listing(fault.From(bad.Err()).Fields())
	}
	n := len(list)
	return commit(ctx, s.d.Tx, &n, func(ctx context.Context) error {
		for _, c := range list {
			if err := s.accept(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
}

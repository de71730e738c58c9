package questionbank

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sealed"
)

// Failures around releases that took items of a higher bank in.
var (
	ErrOffer = fault.Define("bank.offer", fault.Invalid, "只能并入本机关已导入、同一考试项目、级别高于本题库、仍在可用期内的密封题库，每个题库一份。",
		"Only sealed releases that are here, of the same item, of a higher level than this bank and not past their last day can be taken in, one of each bank.")
	ErrOfferDays = fault.Define("bank.offer_days", fault.Conflict, "所选密封题库的可用日期没有重叠（{from} 至 {to}），不能并入同一个版本。",
		"The days on which the chosen sealed releases may be used do not overlap ({from} to {to}); they cannot be in one release.")
	ErrHigherNone = fault.Define("blueprint.higher_none", fault.Conflict, "组卷规则要求有上级题库的题目，正在使用的题库版本没有并入。请先冻结一个并入上级密封题库的版本。",
		"The blueprint asks for questions of higher banks and the release in use took none in. Freeze a release that does.")
	ErrMixed = fault.Define("bank.mixed", fault.Forbidden, "这个版本含有其他单位的题目，不能导出或转交；本单位自己的题目可以按题目导出。",
		"This release holds questions of somebody else and cannot be exported or handed on; questions of your own can be exported as such.")
)

// Offer is a sealed release whose items a bank's own release may take in.
type Offer struct {
	SealedRelease
	Level Level
	Name  string // of the release
	Items int
}

// Source says that a release of a bank took in the items of a sealed one.
type Source struct {
	Into ReleaseID
	SealedRelease
}

// above reports whether l is a higher level than o.
func (l Level) above(o Level) bool {
	order := []Level{National, Provincial, Centre}
	i, k := slices.Index(order, l), slices.Index(order, o)
	return i >= 0 && i < k
}

// Offers lists the sealed releases that a release of a bank may take in, newest of each bank first.
func (s *Service) Offers(ctx context.Context, bank BankID) ([]Offer, error) {
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return nil, err
	}
	return s.offers(ctx, b)
}

func (s *Service) offers(ctx context.Context, b Bank) ([]Offer, error) {
	if s.d.Sealed == nil {
		return nil, nil
	}
	org, err := s.d.Orgs.Org(ctx, b.Owner)
	if err != nil {
		return nil, err
	}
	banks, err := s.d.Banks.Banks(ctx)
	if err != nil {
		return nil, err
	}
	today := string(actor.DateOf(s.d.Clock()))
	var out []Offer
	for _, from := range banks {
		if from.Foreign == "" || from.ItemCode != b.ItemCode || from.Purpose != b.Purpose || !from.Level.above(b.Level) {
			continue
		}
		holder, err := s.d.Orgs.Org(ctx, from.Owner)
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(org.Path, holder.Path) { // of this organisation or one above it
			continue
		}
		list, err := s.d.Sealed.SealedReleases(ctx, from.ID)
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			r, err := s.d.Releases.Release(ctx, x.Release)
			if err != nil {
				return nil, err
			}
			if r.State != Refused && x.Terms.NotAfter >= today && strings.HasPrefix(org.Region, x.Terms.Region) {
				out = append(out, Offer{x, from.Level, r.Name, r.Items})
			}
		}
	}
	return out, nil
}

// takenIn returns the versions of sealed releases that a release of b is to hold beside its own, as their owners froze them.
func (s *Service) takenIn(ctx context.Context, b Bank, take []ReleaseID) ([]SealedVersion, error) {
	if len(take) == 0 {
		return nil, nil
	}
	offers, err := s.offers(ctx, b)
	if err != nil {
		return nil, err
	}
	var out []SealedVersion
	var terms *sealed.Terms
	var seen []BankID
	for _, id := range take {
		i := slices.IndexFunc(offers, func(o Offer) bool { return o.Release == id })
		if i < 0 || slices.Contains(seen, offers[i].Bank) {
			return nil, ErrOffer.At("take")
		}
		seen = append(seen, offers[i].Bank)
		terms = both(terms, &offers[i].Terms)
		list, err := s.d.Releases.ReleaseVersions(ctx, id)
		if err != nil {
			return nil, err
		}
		for k := range list {
			if list[k].Frozen == nil {
				list[k].Frozen = &Frozen{}
			}
		}
		out = append(out, list...)
	}
	if terms.NotBefore > terms.NotAfter {
		return nil, ErrOfferDays.With("from", terms.NotBefore).With("to", terms.NotAfter).At("take")
	}
	return out, s.label(ctx, b.ID, out)
}

// label notes at versions of other banks which level they are of.
func (s *Service) label(ctx context.Context, own BankID, list []SealedVersion) error {
	levels := map[BankID]Level{own: ""}
	for i := range list {
		l, known := levels[list[i].Bank]
		if !known {
			b, err := s.d.Banks.Bank(ctx, list[i].Bank)
			if err != nil {
				return err
			}
			l = b.Level
			levels[b.ID] = l
		}
		list[i].Level = l
	}
	return nil
}

// versionsOf returns the versions of a release as it froze them.
func (s *Service) versionsOf(ctx context.Context, r Release) ([]SealedVersion, error) {
	list, err := s.d.Releases.ReleaseVersions(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	return list, s.label(ctx, r.Bank, list)
}

// both are the terms of two sealed releases at once.
func both(a, b *sealed.Terms) *sealed.Terms {
	if a == nil {
		out := *b
		return &out
	}
	return &sealed.Terms{Statistics: a.Statistics && b.Statistics, NotBefore: max(a.NotBefore, b.NotBefore), NotAfter: min(a.NotAfter, b.NotAfter), Region: max(a.Region, b.Region)}
}

// Sources lists which sealed releases the releases of a bank took in, newest release first.
func (s *Service) Sources(ctx context.Context, bank BankID) ([]Source, error) {
	if _, err := s.bankFor(ctx, bank, lists); err != nil {
		return nil, err
	}
	return s.d.Sealed.Sources(ctx, bank)
}

// sourcesOf returns what a release took in; nil where all of it is its bank's own.
func (s *Service) sourcesOf(ctx context.Context, id ReleaseID) ([]Source, error) {
	if s.d.Sealed == nil {
		return nil, nil
	}
	return s.d.Sealed.SourcesOf(ctx, id)
}

// notMixed refuses to let out a release that holds items of somebody else, and notes the attempt.
func (s *Service) notMixed(ctx context.Context, id ReleaseID, b Bank) error {
	list, err := s.sourcesOf(ctx, id)
	if err != nil || len(list) == 0 {
		return err
	}
	b.Foreign = list[0].Owner
	if err := s.refuseForeign(ctx, b); !errors.Is(err, ErrForeign) {
		return err
	}
	return ErrMixed
}

// ownOf leaves out the versions of other banks.
func ownOf(bank BankID, list []SealedVersion) []SealedVersion {
	return slices.DeleteFunc(list, func(v SealedVersion) bool { return v.Bank != bank })
}

// Withheld names the banks of whose items, as this release holds them, answers may not be counted: their owner gave no leave.
func (s *Service) Withheld(ctx context.Context, id ReleaseID) ([]BankID, error) {
	if s.d.Sealed == nil {
		return nil, nil
	}
	whole, err := s.d.Sealed.SealedRelease(ctx, id)
	if err == nil {
		return silent(whole), nil
	}
	if !errors.Is(err, ErrSealedUnknown) {
		return nil, err
	}
	list, err := s.sourcesOf(ctx, id)
	var out []BankID
	for _, x := range list {
		out = append(out, silent(x.SealedRelease)...)
	}
	return out, err
}

func silent(r SealedRelease) []BankID {
	if r.Terms.Statistics {
		return nil
	}
	return []BankID{r.Bank}
}

// higherMissing reports that a blueprint asks for items of higher banks where the release has none and is its bank's own.
func (s *Service) higherMissing(ctx context.Context, snap *assembly.Snapshot, r Release, bp Blueprint) (bool, error) {
	if bp.Body.Higher == 0 || slices.ContainsFunc(snap.Items, func(it assembly.Item) bool { return it.Level != "" }) {
		return false, nil
	}
	b, err := s.d.Banks.Bank(ctx, r.Bank)
	return b.Foreign == "", err
}

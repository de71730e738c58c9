package permit

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// ErrNoCertificate refuses a certificate of a permit that is worth nothing.
var ErrNoCertificate = fault.Define("permit.no_certificate", fault.Conflict, "证件现在的状态是“{state}”，不能出证。", "The permit is “{state}”, so no certificate of it can be made.")

// PendingText stands on everything that shows a permit until the national register confirms it.
const PendingText = "待全国平台确认，不作持证上岗依据"

// Certificate returns what is printed of a permit, with its clear number and code: to its holder, and to those of the authority who may read
// numbers. The caller records the use. Errors: ErrNotFound, ErrForbidden; ErrNoCertificate where the permit is worth nothing today.
func (s *Service) Certificate(ctx context.Context, id ID) (Card, error) {
	p, err := s.Permits.Permit(ctx, id)
	if err != nil {
		return Card{}, err
	}
	if a := actor.From(ctx); a.Kind == actor.Candidate {
		if own, err := candidate(ctx); err != nil || own != p.Person {
			return Card{}, ErrNotFound
		}
	} else if err := require(ctx, p.OrgPath, people.PermitIssuer, people.Archivist); err != nil {
		return Card{}, err
	}
	v, err := s.view(ctx, p)
	if err != nil {
		return Card{}, err
	}
	if v.Status.Colour == Red && v.Status.Code != StatusNotYet { // a renewed one is handed out before its first day
		return Card{}, ErrNoCertificate.With("state", v.Status.ZH)
	}
	return s.card(ctx, v)
}

// card opens the number and the code of a permit.
func (s *Service) card(ctx context.Context, v View) (Card, error) {
	c := Card{View: v}
	sealed, err := s.Permits.SealedOf(ctx, v.Permit.ID)
	if err != nil {
		return c, err
	}
	number, err := s.Vault.Open(purposeNumber+":"+string(v.Permit.Person), sealed.Number)
	if err != nil {
		return c, err
	}
	code, err := s.Vault.Open(purposeCode+":"+string(v.Permit.ID), sealed.Code)
	if err != nil {
		return c, err
	}
	c.Number, c.Code = string(number), string(code)
	c.URL = s.codeText(c.Code)
	return c, nil
}

// codeText is what the QR of a permit says.
func (s *Service) codeText(code string) string { return s.o.PublicURL + "/verify#" + code }

package permit_test

import (
	"testing"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
)

func TestWhoMayHaveACertificate(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		p := h.issued(welder, item)
		c, err := h.Certificate(own(welder), p.ID)
		if err != nil || c.Number != number || c.URL != "https://exam.example.cn/verify#"+c.Code || len(c.Code) != 26 || c.Permit.ID != p.ID {
			t.Fatalf("%+v %v", c, err)
		}
		if c, err := h.Certificate(as("issuer"), p.ID); err != nil || c.Number != number {
			t.Errorf("an issuer: %v", err)
		}
		h.person("p-other", "李四", identity.Document{Kind: identity.IDCard, Number: "420106199003071239"})
		for who, want := range map[string]error{"far": permit.ErrNotFound, "reviewer": permit.ErrForbidden, "regulator": permit.ErrForbidden, "desk": permit.ErrForbidden} {
			_, err := h.Certificate(as(who), p.ID)
			refused(t, who, err, want)
		}
		_, err = h.Certificate(own(people.PersonID("p-other")), p.ID)
		refused(t, "another person", err, permit.ErrNotFound)
		_, err = h.Certificate(own(welder), "0")
		refused(t, "an unknown permit", err, permit.ErrNotFound)
		h.change(p.ID, permit.ChangeSuspend)
		_, err = h.Certificate(own(welder), p.ID)
		refused(t, "a suspended permit", err, permit.ErrNoCertificate)
	})
}

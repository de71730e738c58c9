package app

import (
	filedstore "github.com/suikao/suikao/exam/permit/filed/store"
	takein "github.com/suikao/suikao/exam/permit/intake"
	intakestore "github.com/suikao/suikao/exam/permit/intake/store"
	"github.com/suikao/suikao/exam/permit/issuing"
	issuingstore "github.com/suikao/suikao/exam/permit/issuing/store"
	"github.com/suikao/suikao/exam/permit/printing"
	printingstore "github.com/suikao/suikao/exam/permit/printing/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
)

func (b *base) intakeStore() *intakestore.Store {
	return intakestore.New(b.db, filedstore.New(b.db, "permit_intake"))
}

// takeIn wires what takes in permits of before.
func (b *base) takeIn(s *Services, ps *permitstore.Store) *takein.Service {
	st := b.intakeStore()
	return takein.New(takein.Deps{Clock: b.clock, Audit: b.trail, Tx: st, Store: st, Permits: s.Permit, Held: ps, Rules: s.Rules, People: s.People, Vault: b.ring})
}

// issuing wires what issues many permits at once.
func (b *base) issuing(s *Services) *issuing.Service {
	st := issuingstore.New(b.db)
	return issuing.New(issuing.Deps{Clock: b.clock, Audit: b.trail, Tx: st, Store: st, Permits: s.Permit, Accounts: s.Accounts})
}

// printing wires what keeps account of cards.
func (b *base) printing(s *Services, ps *permitstore.Store) *printing.Service {
	st := printingstore.New(b.db)
	return printing.New(printing.Deps{Clock: b.clock, Audit: b.trail, Tx: st, Store: st, Cards: s.Making, Permits: ps})
}

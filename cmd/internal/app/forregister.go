package app

import (
	"context"

	"github.com/suikao/suikao/exam/permit"
	filedstore "github.com/suikao/suikao/exam/permit/filed/store"
	"github.com/suikao/suikao/exam/permit/register"
	registerstore "github.com/suikao/suikao/exam/permit/register/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
)

// registered is register.Permits: the service, and its rows by id.
type registered struct {
	*permit.Service
	rows *permitstore.Store
}

// PermitByID implements register.Permits.
func (r registered) PermitByID(ctx context.Context, id permit.ID) (permit.Permit, error) {
	return r.rows.Permit(ctx, id)
}

// registerOutbox writes what the national register is to be told.
func (b *base) registerOutbox() *register.Outbox {
	return &register.Outbox{Lines: b.registerStore(), Clock: b.clock}
}

// register wires the exchange with the national register.
func (b *base) register(s *Services, out *register.Outbox, ps *permitstore.Store) *register.Service {
	st := b.registerStore()
	return register.New(register.Deps{Clock: b.clock, Audit: b.trail, Tx: st, Outbox: out, Lines: st, Batches: st, Imports: st, Permits: registered{s.Permit, ps},
		People: s.People, Vault: b.ring})
}

func (b *base) registerStore() *registerstore.Store {
	return registerstore.New(b.db, filedstore.New(b.db, "permit_register_import"))
}

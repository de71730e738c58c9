package app

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/permit/outside"
	outsidestore "github.com/suikao/suikao/exam/permit/outside/store"
	signingstore "github.com/suikao/suikao/exam/permit/signing/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/internal/crypt"
)

// outside wires what answers the machines of others.
func (b *base) outside(s *Services, ps *permitstore.Store) *outside.Service {
	st := outsidestore.New(b.db)
	return outside.New(outside.Deps{Clock: b.clock, Audit: b.trail, Tx: st, Keys: st, Checks: st, Days: st, Sheets: st, Items: s.Rules, Vault: b.ring, Permits: s.Permit, Held: ps, Places: signingstore.New(b.db), Orgs: s.People,
		Limiter: limiter{b.kv}, Token: crypt.Token, Hash: crypt.HashToken}, outside.Options{})
}

// countLooks writes down every half minute, and at the end, what strangers looked at on this node: each node counts for itself.
func (a *App) countLooks(ctx context.Context) {
	tick := time.NewTicker(30 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			last, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer stop()
			a.countLooksOnce(last)
			return
		}
		a.countLooksOnce(ctx)
	}
}

func (a *App) countLooksOnce(ctx context.Context) {
	if err := a.Outside.CountOnce(ctx); err != nil {
		a.log.Warn("looks of strangers wait to be counted", "err", err)
	}
}

package evidence

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
)

// Keys gives each sitting the key under which its recordings are sealed, and destroys it.
type Keys struct {
	store KeyStore
	vault Vault
	clock actor.Clock
}

// NewKeys makes the keys of recordings, wrapped by vault.
func NewKeys(store KeyStore, vault Vault, clock actor.Clock) *Keys { return &Keys{store, vault, clock} }

func keyPurpose(id exam.SittingID) string { return "evidence.key|" + string(id) }

// Of returns the key of a sitting, 32 bytes; made makes one where there is none. ErrDeleted once it was destroyed: a segment that
// comes after that is not kept either. ErrNotFound where there is none.
func (k *Keys) Of(ctx context.Context, id exam.SittingID, made bool) ([]byte, error) {
	wrapped, destroyed, err := k.store.Key(ctx, id)
	if made && errors.Is(err, ErrNotFound) {
		if err := k.make(ctx, id); err != nil {
			return nil, err
		}
		wrapped, destroyed, err = k.store.Key(ctx, id) // another process may have been first
	}
	switch {
	case err != nil:
		return nil, err
	case wrapped == "":
		return nil, gone(destroyed, "")
	}
	return k.vault.Open(keyPurpose(id), wrapped)
}

func (k *Keys) make(ctx context.Context, id exam.SittingID) error {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails since Go 1.24
	wrapped, err := k.vault.Seal(keyPurpose(id), key)
	if err != nil {
		return err
	}
	return k.store.AddKey(ctx, id, wrapped, k.clock())
}

// destroy makes what was sealed under the key of a sitting unreadable for good.
func (k *Keys) destroy(ctx context.Context, id exam.SittingID, now time.Time) error {
	return k.store.DestroyKey(ctx, id, now)
}

// gone says that something was deleted by rule.
func gone(on time.Time, basis string) error {
	if basis == "" {
		basis = "录像保存期"
	}
	return ErrDeleted.With("on", actor.DateOf(on)).With("basis", basis)
}

package questionbank

import (
	"context"
	"strconv"
)

// MaxAtOnce is how many versions one review act or list page takes.
const MaxAtOnce = MaxFileRows

// WriteItem adds an item by hand, as a draft.
func (s *Service) WriteItem(ctx context.Context, bank BankID, c Content) (ItemVersion, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return ItemVersion{}, err
	}
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return ItemVersion{}, err
	}
	if c, err = s.settle(ctx, b, c); err != nil {
		return ItemVersion{}, err
	}
	v, err := s.newVersion(b.ID, "", 1, c, "", by)
	if err != nil {
		return ItemVersion{}, err
	}
	return s.addOne(ctx, b, v, "item.write")
}

// Revise stores a new version of an item, as a draft. The version before stays as it is: an approved one is used until
// the new one is approved, one that was not approved yet is retired.
func (s *Service) Revise(ctx context.Context, from VersionID, c Content) (ItemVersion, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return ItemVersion{}, err
	}
	old, b, err := s.versionFor(ctx, from, write)
	if err != nil {
		return ItemVersion{}, err
	}
	if c, err = s.settle(ctx, b, c); err != nil {
		return ItemVersion{}, err
	}
	if !old.Latest {
		return ItemVersion{}, ErrMoved
	}
	v, err := s.newVersion(b.ID, old.Item, old.No+1, c, "", by)
	if err != nil {
		return ItemVersion{}, err
	}
	var out ItemVersion
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		if old.State == Draft || old.State == Checked {
			if err := s.d.Items.Move(ctx, []VersionID{old.ID}, old.State, Retired, by); err != nil {
				return err
			}
		}
		out, err = s.addOne(ctx, b, v, "item.revise")
		return err
	})
}

func (s *Service) addOne(ctx context.Context, b Bank, v SealedVersion, verb string) (ItemVersion, error) {
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Items.AddVersions(ctx, []SealedVersion{v}); err != nil {
			return err
		}
		return s.record(ctx, b, verb, "item_version:"+string(v.ID), map[string]string{"item": string(v.Item), "no": strconv.Itoa(v.No)})
	})
	if err != nil {
		return ItemVersion{}, err
	}
	v.Path = b.Path
	opened, err := s.open(v)
	return opened.ItemVersion, err
}

// versionFor returns a version if the actor holds the right on its bank.
func (s *Service) versionFor(ctx context.Context, id VersionID, r right) (SealedVersion, Bank, error) {
	v, err := s.d.Items.Version(ctx, id)
	if err != nil {
		return SealedVersion{}, Bank{}, err
	}
	b, err := s.bankFor(ctx, v.Bank, r)
	if err != nil {
		return SealedVersion{}, Bank{}, hidden(err, ErrItemUnknown)
	}
	v.Path = b.Path
	return v, b, nil
}

// bounded gives the query a page size of 1 to 1,000; 50 where none is named.
func (q ItemQuery) bounded() ItemQuery {
	if q.Limit <= 0 {
		q.Limit = 50
	}
	q.Limit = min(q.Limit, 1000)
	return q
}

// Items returns item versions of a bank with stems and options, without keys; newest first.
func (s *Service) Items(ctx context.Context, q ItemQuery) ([]ItemVersion, error) {
	b, err := s.bankFor(ctx, q.Bank, read)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Items.FindVersions(ctx, q.bounded())
	if err != nil {
		return nil, err
	}
	return s.opened(b, list)
}

// opened returns versions with stems and options, without keys.
func (s *Service) opened(b Bank, list []SealedVersion) ([]ItemVersion, error) {
	out := make([]ItemVersion, len(list))
	for i, v := range list {
		v.Path = b.Path
		v, err := s.open(v)
		if err != nil {
			return nil, err
		}
		out[i] = v.ItemVersion
	}
	return out, nil
}

// Version returns one version with its key and explanation; the read is put on the audit trail.
func (s *Service) Version(ctx context.Context, id VersionID) (ItemVersion, error) {
	v, b, err := s.versionFor(ctx, id, write)
	if err != nil {
		return ItemVersion{}, err
	}
	var out ItemVersion
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		if out, err = s.reveal(v); err != nil {
			return err
		}
		return s.record(ctx, b, "key.read", "item_version:"+string(id), nil)
	})
}

// ForReview returns up to limit versions of a query with keys and explanations, for reading a batch before approving it;
// the read is one entry on the audit trail that names how many and which came first and last.
func (s *Service) ForReview(ctx context.Context, q ItemQuery) ([]ItemVersion, error) {
	b, err := s.bankFor(ctx, q.Bank, review)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Items.FindVersions(ctx, q.bounded())
	if err != nil || len(list) == 0 {
		return nil, err
	}
	out := make([]ItemVersion, len(list))
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		for i, v := range list {
			v.Path = b.Path
			if out[i], err = s.reveal(v); err != nil {
				return err
			}
		}
		return s.record(ctx, b, "key.read", "bank:"+string(b.ID), map[string]string{"versions": strconv.Itoa(len(list)),
			"first": string(list[0].ID), "last": string(list[len(list)-1].ID)})
	})
}

// Comments returns the remarks on a version, oldest first.
func (s *Service) Comments(ctx context.Context, id VersionID) ([]Comment, error) {
	if _, _, err := s.versionFor(ctx, id, read); err != nil {
		return nil, err
	}
	return s.d.Items.Comments(ctx, id)
}

// commented checks an optional remark.
func commented(s string) (string, error) {
	if e := text(s, 500); e != nil {
		return "", e.At("comment")
	}
	return s, nil
}

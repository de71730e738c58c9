package questionbank

import (
	"context"
	"slices"
	"strconv"

	"github.com/suikao/suikao/internal/fault"
)

// MaxEnemies is how many items one act puts into a group.
const MaxEnemies = 50

// ErrEnemyCount refuses too few or too many items.
var ErrEnemyCount = fault.Define("bank.enemy_count", fault.Invalid, "请选 2 到 {n} 道题归为一个互斥组。", "Choose 2 to {n} items for one group.")

// MakeEnemies puts items into one group of which a paper holds at most one: near duplicates, say. Each gets a new version as
// a draft that says so, all or none; what is in use is never edited. The group is taken up by releases once a second
// person approved the drafts. Versions that name the group already are left as they are.
func (s *Service) MakeEnemies(ctx context.Context, ids []VersionID, group string) ([]VersionID, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return nil, err
	}
	if len(ids) < 2 || len(ids) > MaxEnemies {
		return nil, ErrEnemyCount.With("n", MaxEnemies)
	}
	if err := s.notForeign(ctx, ids[0], write); err != nil {
		return nil, err
	}
	var out []VersionID
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		out = nil
		list, err := s.d.Items.Versions(ctx, ids)
		if err != nil {
			return err
		}
		if len(list) != len(ids) {
			return ErrItemUnknown
		}
		b, err := s.bankFor(ctx, list[0].Bank, write)
		if err != nil {
			return hidden(err, ErrItemUnknown)
		}
		if e := label(group); group == "" || e != nil {
			return ErrField.At("group")
		}
		next, err := s.asEnemies(ctx, b, list, group, by)
		if err != nil {
			return err
		}
		for _, v := range next {
			out = append(out, v.ID)
		}
		if err := s.d.Items.AddVersions(ctx, next); err != nil {
			return err
		}
		return s.record(ctx, b, "item.enemies", "bank:"+string(b.ID), map[string]string{"versions": strconv.Itoa(len(next)), "group": group,
			"first": string(next[0].ID), "last": string(next[len(next)-1].ID)})
	})
}

// asEnemies makes the new versions: the same content with one more group. Versions that nobody approved yet are retired for
// them, as by Revise.
func (s *Service) asEnemies(ctx context.Context, b Bank, list []SealedVersion, group string, by Signature) ([]SealedVersion, error) {
	var out []SealedVersion
	for _, old := range list {
		switch {
		case old.Bank != b.ID:
			return nil, ErrItemUnknown
		case !old.Latest:
			return nil, ErrMoved
		case slices.Contains(old.Content.Enemies, group):
			continue
		}
		full, err := s.reveal(old)
		if err != nil {
			return nil, err
		}
		c := full.Content
		c.Enemies = append(slices.Clone(c.Enemies), group)
		if err := c.Validate(); err != nil {
			return nil, err
		}
		v, err := s.newVersion(b.ID, old.Item, old.No+1, c, "", by)
		if err != nil {
			return nil, err
		}
		if old.State == Draft || old.State == Checked {
			if err := s.d.Items.Move(ctx, []VersionID{old.ID}, old.State, Retired, by); err != nil {
				return nil, err
			}
		}
		out = append(out, v)
	}
	if len(out) == 0 {
		return nil, ErrNothing
	}
	return out, nil
}

package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"github.com/suikao/suikao/questionbank"
)

// chunk is how many ids go into one statement.
const chunk = 500

// wide is how many versions go into one statement: the SQLite driver looks each of their 35 values up among all of the
// statement, and at a hundred versions that was half the time of an import.
const wide = 10

// AddVersions implements questionbank.ItemStore.
func (s *Store) AddVersions(ctx context.Context, versions []questionbank.SealedVersion) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		var items []itemRow
		rows := make([]versionRow, len(versions))
		for i, v := range versions {
			var err error
			if rows[i], err = versionToRow(v); err != nil {
				return err
			}
			if v.No == 1 {
				items = append(items, itemRow{ID: string(v.Item), BankID: string(v.Bank)})
				continue
			}
			up := s.db.Conn(ctx).Model(&versionRow{}).Where("item_id = ? AND no = ? AND is_latest = 1", string(v.Item), v.No-1).Update("is_latest", 0)
			if up.Error != nil {
				return up.Error
			}
			if up.RowsAffected != 1 {
				return questionbank.ErrMoved
			}
		}
		if len(items) > 0 {
			if err := s.db.Conn(ctx).CreateInBatches(items, chunk).Error; err != nil {
				return err
			}
		}
		if err := s.holdStems(ctx, versions); err != nil {
			return err
		}
		return taken(s.db.Conn(ctx).CreateInBatches(rows, wide).Error, questionbank.ErrMoved)
	})
}

// holdStems notes which item holds each stem; one held by another item of the bank is ErrTwiceInBank.
func (s *Store) holdStems(ctx context.Context, versions []questionbank.SealedVersion) error {
	var indexes []string
	for _, v := range versions {
		indexes = append(indexes, v.StemIndex)
	}
	held, err := s.StemHolders(ctx, versions[0].Bank, indexes)
	if err != nil {
		return err
	}
	var rows []stemRow
	for _, v := range versions {
		item, known := held[v.StemIndex]
		if known && item != v.Item {
			return questionbank.ErrTwiceInBank
		}
		if !known {
			held[v.StemIndex] = v.Item
			rows = append(rows, stemRow{string(v.Bank), v.StemIndex, string(v.Item)})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return taken(s.db.Conn(ctx).CreateInBatches(rows, chunk).Error, questionbank.ErrTwiceInBank)
}

// Version implements questionbank.ItemStore.
func (s *Store) Version(ctx context.Context, id questionbank.VersionID) (questionbank.SealedVersion, error) {
	var r versionRow
	if err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error; err != nil {
		return questionbank.SealedVersion{}, absent(err, questionbank.ErrItemUnknown)
	}
	return r.back()
}

// Versions implements questionbank.ItemStore.
func (s *Store) Versions(ctx context.Context, ids []questionbank.VersionID) ([]questionbank.SealedVersion, error) {
	var rows []versionRow
	for part := range slices.Chunk(ids, chunk) {
		var some []versionRow
		if err := s.db.Conn(ctx).Where("id IN ?", part).Order("id").Find(&some).Error; err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return each(rows, versionRow.back)
}

// FindVersions implements questionbank.ItemStore.
func (s *Store) FindVersions(ctx context.Context, q questionbank.ItemQuery) ([]questionbank.SealedVersion, error) {
	tx := s.db.Conn(ctx).Where("bank_id = ?", string(q.Bank)).Order("id DESC").Limit(q.Limit)
	for _, f := range []struct{ column, value string }{{"state", string(q.State)}, {"type", string(q.Type)}, {"topic", q.Topic},
		{"batch_id", string(q.Batch)}, {"item_id", string(q.Item)}} {
		if f.value != "" {
			tx = tx.Where(f.column+" = ?", f.value)
		}
	}
	if q.Tag != "" {
		tag, err := list([]string{q.Tag})
		if err != nil {
			return nil, err
		}
		tx = tx.Where("INSTR(tags, ?) > 0", tag[1:len(tag)-1]) // the tag as it stands in the stored list, in quotes
	}
	if q.Latest {
		tx = tx.Where("is_latest = 1")
	}
	if q.Before != "" {
		tx = tx.Where("id < ?", string(q.Before))
	}
	var rows []versionRow
	if err := tx.Find(&rows).Error; err != nil {
		return nil, err
	}
	return each(rows, versionRow.back)
}

// Move implements questionbank.ItemStore.
func (s *Store) Move(ctx context.Context, ids []questionbank.VersionID, from, to questionbank.State, by questionbank.Signature) error {
	set := map[string]any{"state": string(to)}
	who := map[questionbank.State]string{questionbank.Checked: "checker_", questionbank.Approved: "reviewer_", questionbank.Rejected: "reviewer_"}[to]
	if who != "" {
		r := signed(by)
		set[who+"account"], set[who+"person"], set[who+"name"], set[who+"at"] = r.Account, r.Person, r.Name, r.At
	}
	return s.db.InTx(ctx, func(ctx context.Context) error {
		for part := range slices.Chunk(ids, chunk) {
			up := s.db.Conn(ctx).Model(&versionRow{}).Where("id IN ? AND state = ?", part, string(from)).Updates(set)
			if up.Error != nil {
				return up.Error
			}
			if up.RowsAffected != int64(len(part)) {
				return questionbank.ErrMoved
			}
		}
		return nil
	})
}

// itemsOf returns the items of versions.
func (s *Store) itemsOf(ctx context.Context, ids []questionbank.VersionID) ([]string, error) {
	var out []string
	for part := range slices.Chunk(ids, chunk) {
		var some []string
		if err := s.db.Conn(ctx).Model(&versionRow{}).Where("id IN ?", part).Distinct().Pluck("item_id", &some).Error; err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// RetireOthers implements questionbank.ItemStore.
func (s *Store) RetireOthers(ctx context.Context, ids []questionbank.VersionID) error {
	items, err := s.itemsOf(ctx, ids)
	if err != nil {
		return err
	}
	keep := map[string]bool{}
	for _, id := range ids {
		keep[string(id)] = true
	}
	for part := range slices.Chunk(items, chunk) {
		var approved []string
		err := s.db.Conn(ctx).Model(&versionRow{}).Where("item_id IN ? AND state = ?", part, string(questionbank.Approved)).Pluck("id", &approved).Error
		if err != nil {
			return err
		}
		old := slices.DeleteFunc(approved, func(id string) bool { return keep[id] })
		if len(old) == 0 {
			continue
		}
		if err := s.db.Conn(ctx).Model(&versionRow{}).Where("id IN ?", old).Update("state", string(questionbank.Retired)).Error; err != nil {
			return err
		}
	}
	return nil
}

// StemHolders implements questionbank.ItemStore.
func (s *Store) StemHolders(ctx context.Context, bank questionbank.BankID, indexes []string) (map[string]questionbank.ItemID, error) {
	out := map[string]questionbank.ItemID{}
	for part := range slices.Chunk(indexes, chunk) {
		var rows []stemRow
		if err := s.db.Conn(ctx).Where("bank_id = ? AND stem_index IN ?", string(bank), part).Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.StemIndex] = questionbank.ItemID(r.ItemID)
		}
	}
	return out, nil
}

// FreeStems implements questionbank.ItemStore.
func (s *Store) FreeStems(ctx context.Context, ids []questionbank.VersionID) error {
	items, err := s.itemsOf(ctx, ids)
	if err != nil {
		return err
	}
	states := []string{string(questionbank.Draft), string(questionbank.Checked), string(questionbank.Approved)}
	for part := range slices.Chunk(items, chunk) {
		var live []string
		if err := s.db.Conn(ctx).Model(&versionRow{}).Where("item_id IN ? AND state IN ?", part, states).Distinct().Pluck("item_id", &live).Error; err != nil {
			return err
		}
		dead := slices.DeleteFunc(slices.Clone(part), func(id string) bool { return slices.Contains(live, id) })
		if len(dead) == 0 {
			continue
		}
		if err := s.db.Conn(ctx).Where("item_id IN ?", dead).Delete(&stemRow{}).Error; err != nil {
			return err
		}
	}
	return nil
}

// AddComments implements questionbank.ItemStore.
func (s *Store) AddComments(ctx context.Context, comments []questionbank.Comment) error {
	if len(comments) == 0 {
		return nil
	}
	rows := make([]commentRow, len(comments))
	for i, c := range comments {
		rows[i] = commentRow{ID: string(c.ID), VersionID: string(c.Version), Act: c.Act, Text: c.Text, By: signed(c.By)}
	}
	return s.db.Conn(ctx).CreateInBatches(rows, chunk).Error
}

// Comments implements questionbank.ItemStore.
func (s *Store) Comments(ctx context.Context, v questionbank.VersionID) ([]questionbank.Comment, error) {
	var rows []commentRow
	if err := s.db.Conn(ctx).Where("version_id = ?", string(v)).Order("by_at, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]questionbank.Comment, len(rows))
	for i, r := range rows {
		out[i] = questionbank.Comment{ID: questionbank.CommentID(r.ID), Version: questionbank.VersionID(r.VersionID), Act: r.Act, Text: r.Text, By: r.By.back()}
	}
	return out, nil
}

// AddBatch implements questionbank.ItemStore.
func (s *Store) AddBatch(ctx context.Context, b questionbank.Batch) error {
	r := batchRow{ID: string(b.ID), BankID: string(b.Bank), File: b.File, Sum: b.Sum[:], Items: b.Items, By: signed(b.By)}
	return s.db.Conn(ctx).Create(&r).Error
}

// Batch implements questionbank.ItemStore.
func (s *Store) Batch(ctx context.Context, id questionbank.BatchID) (questionbank.Batch, error) {
	var r batchRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.back(), absent(err, questionbank.ErrBatchUnknown)
}

// Batches implements questionbank.ItemStore.
func (s *Store) Batches(ctx context.Context, bank questionbank.BankID) ([]questionbank.Batch, error) {
	var rows []batchRow
	if err := s.db.Conn(ctx).Where("bank_id = ?", string(bank)).Order("id DESC").Limit(1000).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]questionbank.Batch, len(rows))
	for i, r := range rows {
		out[i] = r.back()
	}
	return out, nil
}

// null is NULL for the empty key.
func null(key string) any {
	if key == "" {
		return gorm.Expr("NULL")
	}
	return key
}

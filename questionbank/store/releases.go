package store

import (
	"context"
	"encoding/hex"
	"encoding/json"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// AddRelease implements questionbank.ReleaseStore.
func (s *Store) AddRelease(ctx context.Context, r questionbank.Release, list []questionbank.SealedVersion, keys questionbank.KeyVersion, sealed string) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		row := releaseRow{ID: string(r.ID), BankID: string(r.Bank), ItemCode: r.ItemCode, Purpose: string(r.Purpose), Name: r.Name, No: r.No,
			Digest: r.Digest[:], Items: r.Items, State: string(r.State), By: signed(r.By), Approver: signed(r.Approver), Reason: r.Reason}
		row.LiveKey = liveKey(r.Bank, r.Digest)
		if err := s.db.Conn(ctx).Create(&row).Error; err != nil {
			return taken(err, questionbank.ErrMoved)
		}
		rows := make([]releaseItemRow, len(list))
		for i, v := range list {
			rows[i] = releaseItemRow{ReleaseID: string(r.ID), ItemID: string(v.Item), VersionID: string(v.ID), Frozen: frozenColumns(v.Frozen)}
		}
		if err := s.db.Conn(ctx).CreateInBatches(rows, chunk).Error; err != nil {
			return err
		}
		if err := s.addReleaseVariants(ctx, r.ID, list); err != nil {
			return err
		}
		return s.AddKeyVersion(ctx, keys, sealed)
	})
}

// liveKey is what the database allows once while it waits for its second person: one content of a bank.
func liveKey(bank questionbank.BankID, content assembly.Hash) *string {
	key := string(bank) + "|" + hex.EncodeToString(content[:])
	return &key
}

// ProposedRelease implements questionbank.ReleaseStore.
func (s *Store) ProposedRelease(ctx context.Context, bank questionbank.BankID, content assembly.Hash) (questionbank.Release, error) {
	var r releaseRow
	err := s.db.Conn(ctx).Where("live_key = ?", *liveKey(bank, content)).Take(&r).Error
	return r.back(), absent(err, questionbank.ErrReleaseUnknown)
}

// Release implements questionbank.ReleaseStore.
func (s *Store) Release(ctx context.Context, id questionbank.ReleaseID) (questionbank.Release, error) {
	var r releaseRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	return r.back(), absent(err, questionbank.ErrReleaseUnknown)
}

// Releases implements questionbank.ReleaseStore.
func (s *Store) Releases(ctx context.Context, bank questionbank.BankID) ([]questionbank.Release, error) {
	var rows []releaseRow
	if err := s.db.Conn(ctx).Where("bank_id = ?", string(bank)).Order("no DESC").Limit(1000).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]questionbank.Release, len(rows))
	for i, r := range rows {
		out[i] = r.back()
	}
	return out, nil
}

// LastReleaseNo implements questionbank.ReleaseStore.
func (s *Store) LastReleaseNo(ctx context.Context, bank questionbank.BankID) (int, error) {
	var no int
	err := s.db.Conn(ctx).Model(&releaseRow{}).Where("bank_id = ?", string(bank)).Select("COALESCE(MAX(no), 0)").Scan(&no).Error
	return no, err
}

// ReleaseVersions implements questionbank.ReleaseStore.
func (s *Store) ReleaseVersions(ctx context.Context, id questionbank.ReleaseID) ([]questionbank.SealedVersion, error) {
	var rows []frozenRow
	err := s.db.Conn(ctx).Select("item_version.*, p_below, p_cut, p_above, info, stage, responses, release_item.leaf AS frozen_leaf").
		Joins("JOIN release_item ON release_item.version_id = item_version.id").
		Where("release_item.release_id = ?", string(id)).Order("item_version.item_id").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	list, err := each(rows, frozenRow.back)
	if err != nil {
		return nil, err
	}
	return list, s.releaseVariants(ctx, id, list)
}

// decide are the columns of a move between states, none of which leads to PROPOSED.
func decide(from, to questionbank.ReleaseState, activeKey string, by questionbank.Signature, reason string) map[string]any {
	set := map[string]any{"state": string(to), "active_key": null(activeKey), "live_key": null("")}
	if reason != "" {
		set["reason"] = reason
	}
	if from == questionbank.Proposed {
		r := signed(by)
		set["approver_account"], set["approver_person"], set["approver_name"], set["approver_at"] = r.Account, r.Person, r.Name, r.At
	}
	return set
}

// DecideRelease implements questionbank.ReleaseStore.
func (s *Store) DecideRelease(ctx context.Context, id questionbank.ReleaseID, from, to questionbank.ReleaseState, activeKey string, by questionbank.Signature, reason string) error {
	up := s.db.Conn(ctx).Model(&releaseRow{}).Where("id = ? AND state = ?", string(id), string(from)).Updates(decide(from, to, activeKey, by, reason))
	if up.Error == nil && up.RowsAffected != 1 {
		return questionbank.ErrMoved
	}
	return taken(up.Error, questionbank.ErrOtherActive)
}

// ActiveRelease implements questionbank.ReleaseStore.
func (s *Store) ActiveRelease(ctx context.Context, activeKey string) (questionbank.Release, error) {
	var r releaseRow
	err := s.db.Conn(ctx).Where("active_key = ?", activeKey).Take(&r).Error
	return r.back(), absent(err, questionbank.ErrNoRelease)
}

// AddKeyVersion implements questionbank.ReleaseStore.
func (s *Store) AddKeyVersion(ctx context.Context, k questionbank.KeyVersion, sealed string) error {
	row, err := keyToRow(k, sealed)
	if err != nil {
		return err
	}
	return taken(s.db.Conn(ctx).Create(&row).Error, questionbank.ErrMoved)
}

// KeyVersion implements questionbank.ReleaseStore.
func (s *Store) KeyVersion(ctx context.Context, id questionbank.ReleaseID, no int) (questionbank.KeyVersion, string, error) {
	var r keyRow
	if err := s.db.Conn(ctx).Where("release_id = ? AND no = ?", string(id), no).Take(&r).Error; err != nil {
		return questionbank.KeyVersion{}, "", absent(err, questionbank.ErrKeyUnknown)
	}
	k, err := r.back()
	return k, r.Secrets, err
}

// KeyVersions implements questionbank.ReleaseStore.
func (s *Store) KeyVersions(ctx context.Context, id questionbank.ReleaseID) ([]questionbank.KeyVersion, error) {
	var rows []keyRow
	if err := s.db.Conn(ctx).Omit("secrets").Where("release_id = ?", string(id)).Order("no").Find(&rows).Error; err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, questionbank.ErrReleaseUnknown
	}
	return each(rows, keyRow.back)
}

// NewestKey implements questionbank.ReleaseStore.
func (s *Store) NewestKey(ctx context.Context, id questionbank.ReleaseID) (int, error) {
	no := 0
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { return scan(&no) },
		"SELECT COALESCE(MAX(no), 0) FROM key_version WHERE release_id = ? AND state = ?", string(id), string(questionbank.Active))
	return no, err
}

// DecideKeyVersion implements questionbank.ReleaseStore.
func (s *Store) DecideKeyVersion(ctx context.Context, id questionbank.ReleaseID, no int, to questionbank.ReleaseState, by questionbank.Signature) error {
	r := signed(by)
	up := s.db.Conn(ctx).Model(&keyRow{}).Where("release_id = ? AND no = ? AND state = ?", string(id), no, string(questionbank.Proposed)).
		Updates(map[string]any{"state": string(to), "approver_account": r.Account, "approver_person": r.Person, "approver_name": r.Name, "approver_at": r.At})
	if up.Error == nil && up.RowsAffected != 1 {
		return questionbank.ErrMoved
	}
	return up.Error
}

// AddBlueprint implements questionbank.BlueprintStore.
func (s *Store) AddBlueprint(ctx context.Context, b questionbank.Blueprint) error {
	body, err := json.Marshal(b.Body)
	if err != nil {
		return err
	}
	row := blueprintRow{ID: string(b.ID), BankID: string(b.Bank), ItemCode: b.ItemCode, Purpose: string(b.Purpose), Version: b.Version,
		Body: string(body), Hash: b.Hash[:], State: string(b.State), By: signed(b.By), Approver: signed(b.Approver), Reason: b.Reason, LiveKey: liveKey(b.Bank, b.Hash)}
	return taken(s.db.Conn(ctx).Create(&row).Error, questionbank.ErrMoved)
}

// Blueprint implements questionbank.BlueprintStore.
func (s *Store) Blueprint(ctx context.Context, id questionbank.BlueprintID) (questionbank.Blueprint, error) {
	var r blueprintRow
	if err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error; err != nil {
		return questionbank.Blueprint{}, absent(err, questionbank.ErrPlanUnknown)
	}
	return r.back()
}

// Blueprints implements questionbank.BlueprintStore.
func (s *Store) Blueprints(ctx context.Context, bank questionbank.BankID) ([]questionbank.Blueprint, error) {
	var rows []blueprintRow
	if err := s.db.Conn(ctx).Where("bank_id = ?", string(bank)).Order("version DESC").Limit(1000).Find(&rows).Error; err != nil {
		return nil, err
	}
	return each(rows, blueprintRow.back)
}

// DecideBlueprint implements questionbank.BlueprintStore.
func (s *Store) DecideBlueprint(ctx context.Context, id questionbank.BlueprintID, from, to questionbank.ReleaseState, activeKey string, by questionbank.Signature, reason string) error {
	up := s.db.Conn(ctx).Model(&blueprintRow{}).Where("id = ? AND state = ?", string(id), string(from)).Updates(decide(from, to, activeKey, by, reason))
	if up.Error == nil && up.RowsAffected != 1 {
		return questionbank.ErrMoved
	}
	return taken(up.Error, questionbank.ErrOtherActive)
}

// ActiveBlueprint implements questionbank.BlueprintStore.
func (s *Store) ActiveBlueprint(ctx context.Context, activeKey string) (questionbank.Blueprint, error) {
	var r blueprintRow
	if err := s.db.Conn(ctx).Where("active_key = ?", activeKey).Take(&r).Error; err != nil {
		return questionbank.Blueprint{}, absent(err, questionbank.ErrNoBlueprint)
	}
	return r.back()
}

// InUse implements questionbank.BlueprintStore. One statement sees both as they are at one moment.
func (s *Store) InUse(ctx context.Context, activeKey string) (questionbank.ReleaseID, questionbank.BlueprintID, bool, error) {
	var release, blueprint string
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error { return scan(&release, &blueprint) },
		"SELECT r.id, b.id FROM bank_release r JOIN blueprint b ON b.active_key = r.active_key WHERE r.active_key = ?", activeKey)
	return questionbank.ReleaseID(release), questionbank.BlueprintID(blueprint), release != "", err
}

// ActiveKeys implements questionbank.BlueprintStore.
func (s *Store) ActiveKeys(ctx context.Context) ([]string, error) {
	var out []string
	err := s.db.Conn(ctx).Model(&blueprintRow{}).Where("active_key IS NOT NULL").Order("active_key").Limit(100).Pluck("active_key", &out).Error
	return out, err
}

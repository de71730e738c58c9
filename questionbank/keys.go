package questionbank

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"sync"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/assembly"
)

// sealedKeys is a key version as kept sealed: per item version the canonical bytes of its secret.
type sealedKeys map[VersionID][]byte

func keyPurpose(r ReleaseID, no int) string { return "bank.keys/" + string(r) + "/" + strconv.Itoa(no) }

func (s *Service) sealKeys(r ReleaseID, no int, secrets map[VersionID]assembly.Secret) (string, assembly.Hash, error) {
	all := sealedKeys{}
	for id, secret := range secrets {
		all[id] = secret.Encode()
	}
	b, err := json.Marshal(all)
	if err != nil {
		return "", assembly.Hash{}, err
	}
	sealed, err := s.d.Vault.Seal(keyPurpose(r, no), b)
	return sealed, assembly.KeyDigest(r, secrets), err
}

func (s *Service) openKeys(k KeyVersion, sealed string) (map[VersionID]assembly.Secret, error) {
	b, err := s.d.Vault.Open(keyPurpose(k.Release, k.No), sealed)
	if err != nil {
		return nil, err
	}
	var all sealedKeys
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, err
	}
	out := make(map[VersionID]assembly.Secret, len(all))
	for id, enc := range all {
		if out[id], err = assembly.DecodeSecret(enc); err != nil {
			return nil, err
		}
	}
	if assembly.KeyDigest(k.Release, out) != k.Digest {
		return nil, ErrDamaged.With("key_version", k.No)
	}
	return out, nil
}

// firstKey makes key version 1 from the keys of the items. It is in force with its release.
func (s *Service) firstKey(r Release, list []SealedVersion) (KeyVersion, string, error) {
	secrets := make(map[VersionID]assembly.Secret, len(list))
	for _, v := range list {
		secret, err := s.secret(v)
		if err != nil {
			return KeyVersion{}, "", err
		}
		if secret.Commit(v.ID) != v.Commitment {
			return KeyVersion{}, "", ErrDamaged.With("version", v.ID)
		}
		secrets[v.ID] = secret
	}
	sealed, digest, err := s.sealKeys(r.ID, 1, secrets)
	return KeyVersion{Release: r.ID, No: 1, State: Active, Digest: digest, By: r.By}, sealed, err
}

// CurrentKeyVersion returns the number of the newest approved key version of a release. A sitting pins it when scored.
func (s *Service) CurrentKeyVersion(ctx context.Context, release ReleaseID) (int, error) {
	no, err := s.d.Releases.NewestKey(ctx, release)
	if err != nil || no > 0 {
		return no, err
	}
	list, err := s.d.Releases.KeyVersions(ctx, release) // says whether there is such a release
	if err != nil {
		return 0, err
	}
	for _, k := range slices.Backward(list) {
		if k.State == Active {
			return k.No, nil
		}
	}
	return 0, ErrKeyUnknown
}

// CorrectedKey names a question whose key a version corrected, without the key.
type CorrectedKey struct {
	Item     ItemID
	SourceNo string // as its writers number it; may be empty
	Topic    string
	Part     int // of a case, from 1; 0: the item has no parts
	No       int // of the key version
	Reason   string
	By       Signature
	Approver Signature
}

// CorrectedKeys lists what the approved versions of a release's keys corrected, up to one of them. It is a port for whoever explains a score
// and tells no key; it checks no rights.
func (s *Service) CorrectedKeys(ctx context.Context, release ReleaseID, to int) ([]CorrectedKey, error) {
	list, err := s.d.Releases.KeyVersions(ctx, release)
	if err != nil {
		return nil, err
	}
	var out []CorrectedKey
	for _, k := range list {
		if k.State != Active || k.No > to {
			continue
		}
		for _, id := range k.Changed {
			whole, part := id.Whole()
			v, err := s.d.Items.Version(ctx, whole)
			if err != nil {
				return nil, err
			}
			out = append(out, CorrectedKey{Item: v.Item, SourceNo: v.Content.SourceNo, Topic: v.Content.Topic, Part: part, No: k.No, Reason: k.Reason, By: k.By, Approver: k.Approver})
		}
	}
	return out, nil
}

// Key returns the right answers of a release in an approved key version. It is a port for scoring, not for pages: it asks
// for no role, but a call in the name of a member of staff is put on the audit trail.
func (s *Service) Key(ctx context.Context, release ReleaseID, version int) (Key, error) {
	if key, ok := s.lately.find(release, version); ok && actor.From(ctx).Kind != actor.Staff {
		return key, nil
	}
	k, sealed, err := s.d.Releases.KeyVersion(ctx, release, version)
	if err != nil {
		return Key{}, err
	}
	if k.State != Active {
		return Key{}, ErrKeyUnknown
	}
	if actor.From(ctx).Kind == actor.Staff {
		if err := s.recordKeyRead(ctx, release, version); err != nil {
			return Key{}, err
		}
	}
	secrets, err := s.openKeys(k, sealed)
	if err != nil {
		return Key{}, err
	}
	out := Key{Release: release, Version: version, Digest: k.Digest, Correct: make(map[VersionID][]int, len(secrets))}
	for id, secret := range secrets {
		correct(out.Correct, id, secret)
	}
	s.lately.keep(out)
	return out, nil
}

// keyCache holds the keys last opened: every paper of a release is scored with the same. Callers read them only.
type keyCache struct {
	mu   sync.Mutex
	keys []Key // newest last
}

// find returns the opened form of an approved version. Approved versions never change.
func (c *keyCache) find(r ReleaseID, no int) (Key, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, x := range c.keys {
		if x.Release == r && x.Version == no {
			return x, true
		}
	}
	return Key{}, false
}

func (c *keyCache) keep(k Key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, x := range c.keys {
		if x.Release == k.Release && x.Version == k.Version {
			return
		}
	}
	if c.keys = append(c.keys, k); len(c.keys) > cached {
		c.keys = slices.Delete(c.keys, 0, 1)
	}
}

func (s *Service) recordKeyRead(ctx context.Context, id ReleaseID, version int) error {
	r, err := s.d.Releases.Release(ctx, id)
	if err != nil {
		return err
	}
	b, err := s.d.Banks.Bank(ctx, r.Bank)
	if err != nil {
		return err
	}
	org, err := s.d.Orgs.Org(ctx, b.Owner)
	if err != nil {
		return err
	}
	b.Path = org.Path
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, b, "key.read", "release:"+string(id), map[string]string{"key_version": strconv.Itoa(version)})
	})
}

// ProposeKeys proposes a correction of keys of a release (the item content stays as it was shown); a question of a case is
// named by VersionID.Of. It takes effect when
// another person approves it; scoring again is the caller's next step.
func (s *Service) ProposeKeys(ctx context.Context, release ReleaseID, correct map[VersionID][]int, reason string) (KeyVersion, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return KeyVersion{}, err
	}
	if reason, err = reasoned(reason); err != nil {
		return KeyVersion{}, err
	}
	r, b, err := s.releaseFor(ctx, release, write)
	if err != nil {
		return KeyVersion{}, err
	}
	var out KeyVersion
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		if err := s.d.Banks.LockBank(ctx, b.ID); err != nil {
			return err
		}
		list, err := s.d.Releases.KeyVersions(ctx, release)
		if err != nil {
			return err
		}
		if r.State == Proposed || r.State == Refused || list[len(list)-1].State == Proposed {
			return ErrState
		}
		secrets, changed, err := s.corrected(ctx, r, correct)
		if err != nil {
			return err
		}
		out = KeyVersion{Release: release, No: len(list) + 1, State: Proposed, Changed: changed, Reason: reason, By: by}
		sealed, digest, err := s.sealKeys(release, out.No, secrets)
		if err != nil {
			return err
		}
		out.Digest = digest
		if err := s.d.Releases.AddKeyVersion(ctx, out, sealed); err != nil {
			return err
		}
		return s.recordKeys(ctx, b, "key.propose", out)
	})
}

// corrected returns the current secrets with the corrections applied, and which versions really change.
func (s *Service) corrected(ctx context.Context, r Release, correct map[VersionID][]int) (map[VersionID]assembly.Secret, []VersionID, error) {
	no, err := s.CurrentKeyVersion(ctx, r.ID)
	if err != nil {
		return nil, nil, err
	}
	k, sealed, err := s.d.Releases.KeyVersion(ctx, r.ID, no)
	if err != nil {
		return nil, nil, err
	}
	secrets, err := s.openKeys(k, sealed)
	if err != nil {
		return nil, nil, err
	}
	ids := make([]VersionID, 0, len(correct))
	for id := range correct {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	versions, err := s.d.Items.Versions(ctx, wholes(ids))
	if err != nil {
		return nil, nil, err
	}
	contents := make(map[VersionID]Content, len(versions))
	for _, v := range versions {
		if v.Bank != r.Bank {
			return nil, nil, ErrForeign // its owner corrects it by a newer sealed release
		}
		if v, err = s.open(v); err != nil {
			return nil, nil, err
		}
		contents[v.ID] = v.Content
	}
	for _, id := range ids {
		if !correctOne(secrets, contents, id, correct[id]) {
			return nil, nil, ErrKeySet
		}
	}
	if len(ids) == 0 {
		return nil, nil, ErrKeySet
	}
	return secrets, ids, nil
}

// correctOne replaces one key; false where there is none by this name, nothing changes, or the new one does not fit.
func correctOne(secrets map[VersionID]assembly.Secret, contents map[VersionID]Content, id VersionID, right []int) bool {
	item, no := id.Whole()
	secret, known := secrets[item]
	content, stored := contents[item]
	secret.Parts = slices.Clone(secret.Parts)
	key := keyOf(&secret, no)
	if !known || !stored || key == nil || slices.Equal(*key, right) {
		return false
	}
	if t, options := content.asked(no); CheckKey(t, len(options), right) != nil {
		return false
	}
	*key = slices.Clone(right)
	secrets[item] = secret
	return true
}

// DecideKeys approves or refuses a proposed correction as the second person.
func (s *Service) DecideKeys(ctx context.Context, release ReleaseID, no int, approve bool) (KeyVersion, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return KeyVersion{}, err
	}
	_, b, err := s.releaseFor(ctx, release, review)
	if err != nil {
		return KeyVersion{}, err
	}
	k, _, err := s.d.Releases.KeyVersion(ctx, release, no)
	if err != nil {
		return KeyVersion{}, err
	}
	if err := second(by, k.By); err != nil {
		return KeyVersion{}, err
	}
	verb := "key.approve"
	k.State, k.Approver = Active, by
	if !approve {
		verb, k.State = "key.refuse", Refused
	}
	return commit(ctx, s.d.Tx, &k, func(ctx context.Context) error {
		if err := s.d.Releases.DecideKeyVersion(ctx, release, no, k.State, by); err != nil {
			return err
		}
		if approve {
			if err := s.logKeys(ctx, b, k); err != nil {
				return err
			}
			if err := s.emit(ctx, "questionbank.keys_changed", string(release), b); err != nil {
				return err
			}
		}
		return s.recordKeys(ctx, b, verb, k)
	})
}

// KeyVersions returns the key versions of a release without the keys, oldest first.
func (s *Service) KeyVersions(ctx context.Context, release ReleaseID) ([]KeyVersion, error) {
	if _, _, err := s.releaseFor(ctx, release, lists); err != nil {
		return nil, err
	}
	return s.d.Releases.KeyVersions(ctx, release)
}

func (s *Service) recordKeys(ctx context.Context, b Bank, verb string, k KeyVersion) error {
	return s.record(ctx, b, verb, "release:"+string(k.Release), map[string]string{"key_version": strconv.Itoa(k.No),
		"digest": hex.EncodeToString(k.Digest[:]), "changed": strconv.Itoa(len(k.Changed)), "reason": k.Reason})
}

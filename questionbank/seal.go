package questionbank

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/assembly"
)

// sealedBody is what a version keeps sealed beside its secret. The pictures themselves are blobs.
type sealedBody struct {
	Stem    string   `json:"stem"`
	Options []string `json:"options"`

	Media []assembly.Medium `json:"media,omitempty"`
	Areas []Area            `json:"areas,omitempty"`
	Parts []assembly.Part   `json:"parts,omitempty"`

	Spoken []Spoken `json:"spoken,omitempty"`
}

func bodyPurpose(v VersionID) string   { return "bank.item.body/" + string(v) }
func secretPurpose(v VersionID) string { return "bank.item.secret/" + string(v) }

// newVersion seals content as version no of an item. The item's identity is made here when item is empty.
func (s *Service) newVersion(bank BankID, item ItemID, no int, c Content, batch BatchID, by Signature) (SealedVersion, error) {
	if item == "" {
		item = ItemID(actor.NewID(by.At))
	}
	v := SealedVersion{ItemVersion: ItemVersion{ID: VersionID(actor.NewID(by.At)), Item: item, Bank: bank, No: no, Latest: true,
		State: Draft, Batch: batch, Writer: by}}
	secret := assembly.Secret{Key: c.Key, Explanation: c.Explanation}
	for _, p := range c.Parts {
		secret.Parts = append(secret.Parts, assembly.PartSecret{Key: p.Key, Explanation: p.Explanation})
	}
	_, _ = rand.Read(secret.Salt[:])
	v.Commitment = secret.Commit(v.ID)
	v.Leaf = leafItem(v, c).Leaf()
	v.StemIndex = s.stemIndex(bank, c)
	body, err := json.Marshal(sealedBody{c.Stem, c.Options, c.media(), c.Areas, c.parts(), c.Spoken})
	if err != nil {
		return v, err
	}
	if v.Body, err = s.d.Vault.Seal(bodyPurpose(v.ID), body); err != nil {
		return v, err
	}
	if v.Secret, err = s.d.Vault.Seal(secretPurpose(v.ID), secret.Encode()); err != nil {
		return v, err
	}
	v.Content = c
	v.Content.Stem, v.Content.Options, v.Content.Key, v.Content.Explanation = "", nil, nil, ""
	v.Content.Media, v.Content.Areas, v.Content.Parts, v.Content.Spoken = nil, nil, nil, nil
	return v, nil
}

// stemIndex is the blind index within its bank of a stem and its pictures.
func (s *Service) stemIndex(bank BankID, c Content) string {
	return hex.EncodeToString(s.d.Vault.Index("bank.item.stem/"+string(bank), c.sameStem()))
}

// leafItem is the version as the release digest and the draw see it; c holds stem and options.
func leafItem(v SealedVersion, c Content) assembly.Item {
	return assembly.Item{ID: v.Item, Version: v.ID, Type: c.Type, Stem: c.Stem, Options: c.Options, Difficulty: c.Difficulty,
		Topic: c.Topic, Chapter: c.Chapter, Tags: c.Tags, Citation: c.Citation, Fact: c.Fact, Enemies: c.Enemies, Commitment: v.Commitment,
		Media: c.media(), Areas: c.Areas, Parts: c.parts(), Spoken: c.Spoken}
}

// open fills stem and options; the key and explanation stay sealed.
func (s *Service) open(v SealedVersion) (SealedVersion, error) {
	b, err := s.d.Vault.Open(bodyPurpose(v.ID), v.Body)
	if err != nil {
		return v, err
	}
	var body sealedBody
	if err := json.Unmarshal(b, &body); err != nil {
		return v, err
	}
	v.Content.Stem, v.Content.Options = body.Stem, body.Options
	v.Content.Media, v.Content.Areas, v.Content.Parts, v.Content.Spoken = mediaOf(body.Media), body.Areas, partsOf(body.Parts), body.Spoken
	return v, nil
}

func (s *Service) secret(v SealedVersion) (assembly.Secret, error) {
	b, err := s.d.Vault.Open(secretPurpose(v.ID), v.Secret)
	if err != nil {
		return assembly.Secret{}, err
	}
	return assembly.DecodeSecret(b)
}

// reveal fills everything, the key too. Callers write the audit entry.
func (s *Service) reveal(v SealedVersion) (ItemVersion, error) {
	v, err := s.open(v)
	if err != nil {
		return ItemVersion{}, err
	}
	secret, err := s.secret(v)
	if err != nil {
		return ItemVersion{}, err
	}
	v.Content.Key, v.Content.Explanation = slices.Clone(secret.Key), secret.Explanation
	if len(secret.Parts) != len(v.Content.Parts) {
		return ItemVersion{}, ErrDamaged.With("version", v.ID)
	}
	for i, p := range secret.Parts {
		v.Content.Parts[i].Key, v.Content.Parts[i].Explanation = slices.Clone(p.Key), p.Explanation
	}
	return v.ItemVersion, nil
}

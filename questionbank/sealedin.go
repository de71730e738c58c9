package questionbank

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
	"github.com/suikao/suikao/questionbank/sealed"
)

// MaxSealedBytes is how large the file of a sealed release may be that comes over the network; a file on the server itself may be larger.
const MaxSealedBytes = 2 << 30

// Failures of taking a sealed release in.
var (
	ErrSealedHeld   = fault.Define("bank.sealed_held", fault.Conflict, "这个密封题库已经导入过。", "This sealed release is here already.")
	ErrSealedOlder  = fault.Define("bank.sealed_older", fault.Conflict, "已导入同一所有者更新的密封题库（第 {n} 号），不能再导入旧的。", "A newer release of this owner, number {n}, is here already; an older one is not taken.")
	ErrSealedRegion = fault.Define("bank.sealed_region", fault.Forbidden, "所有者没有授权本单位所在地区使用这个密封题库。", "The owner does not allow this sealed release in the region of this organisation.")
	ErrSealedRoot   = fault.Define("bank.sealed_root", fault.Invalid, "密封题库的内容与所有者签名的摘要不符（{what}），未导入任何题目。", "The content does not fit what the owner signed ({what}); nothing was taken.")
)

// SealedIn is what a sealed release is, without anything of what it asks.
type SealedIn struct {
	Manifest sealed.Manifest
	Owner    SealedOwner
	Sum      assembly.Hash // of the manifest as its owner signed it
	Items    []Tally
	Files    int // pictures, clips and sounds
	Release  Release
	Bank     Bank
	NewBank  bool // no earlier release of the owner made it
}

// incoming is a sealed release on its way in.
type incoming struct {
	SealedIn
	versions []SealedVersion
	secrets  map[VersionID]assembly.Secret
	wanted   map[string]bool // digests of pictures and sounds that items name and that did not come yet
	pictures []BankPicture
	by       Signature
}

// PreviewSealed reads a sealed release to its end for the organisation org and says what it is. Nothing is kept.
func (s *Service) PreviewSealed(ctx context.Context, org people.OrgID, in io.Reader) (SealedIn, error) {
	x, err := s.readSealed(ctx, org, in, nil, false)
	if err != nil {
		return SealedIn{}, err
	}
	return x.SealedIn, nil
}

// ImportSealed takes a sealed release in for the organisation org, wholly or not at all. It becomes a proposed release of a bank that
// is its owner's, and a second person puts it in use.
func (s *Service) ImportSealed(ctx context.Context, org people.OrgID, in io.Reader) (SealedIn, error) {
	return s.importSealed(ctx, org, in, nil)
}

// ImportSeenSealed is ImportSealed of the file that somebody looked at before: seen is the Sum that PreviewSealed told, another file is
// ErrImportChange.
func (s *Service) ImportSeenSealed(ctx context.Context, org people.OrgID, in io.Reader, seen assembly.Hash) (SealedIn, error) {
	return s.importSealed(ctx, org, in, &seen)
}

func (s *Service) importSealed(ctx context.Context, org people.OrgID, in io.Reader, seen *assembly.Hash) (SealedIn, error) {
	x, err := s.readSealed(ctx, org, in, seen, true)
	if err != nil {
		return SealedIn{}, err
	}
	out := x.SealedIn
	return commit(ctx, s.d.Tx, &out, func(ctx context.Context) error {
		y := *x
		y.versions = slices.Clone(x.versions)
		if err := s.takeSealed(ctx, &y); err != nil {
			return err
		}
		out = y.SealedIn
		return nil
	})
}

// readSealed checks the file as far as that is possible without changing a row. Unless seen is nil, the file must be the one with that sum;
// keep stores the bytes of its pictures.
func (s *Service) readSealed(ctx context.Context, id people.OrgID, in io.Reader, seen *assembly.Hash, keep bool) (*incoming, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return nil, err
	}
	org, err := s.d.Orgs.Org(ctx, id)
	if err != nil {
		return nil, hidden(err, ErrBankUnknown)
	}
	a := actor.From(ctx)
	if !a.Sees(org.Path) {
		return nil, ErrBankUnknown
	}
	if !a.Can(org.Path, roles(found, Certification)...) {
		return nil, ErrNoRight
	}
	r, err := s.d.SealKeys.Open(in)
	if err != nil {
		return nil, err
	}
	if seen != nil && *seen != r.Sum {
		return nil, ErrImportChange
	}
	x := &incoming{by: by, secrets: map[VersionID]assembly.Secret{}, wanted: map[string]bool{}}
	x.Manifest, x.Sum = r.Manifest, r.Sum
	m := x.Manifest
	if x.Owner, err = s.ownerOf(ctx, m, by); err != nil {
		return nil, err
	}
	if !strings.HasPrefix(org.Region, m.Terms.Region) {
		return nil, ErrSealedRegion
	}
	if string(actor.DateOf(by.At)) > m.Terms.NotAfter {
		return nil, inTime(&m.Terms, by.At)
	}
	x.Bank = Bank{ID: BankID(actor.NewID(by.At)), Owner: id, Path: org.Path, Level: Level(m.Level), Purpose: Purpose(m.Purpose), ItemCode: m.ItemCode,
		Name: firstRunes(x.Owner.Name+" "+m.Name, MaxLabel), CreatedAt: by.At, Foreign: x.Owner.Fingerprint}
	if err := s.checkBank(ctx, BankInput{Owner: id, Level: x.Bank.Level, Purpose: x.Bank.Purpose, ItemCode: m.ItemCode, Name: x.Bank.Name}, org); err != nil {
		return nil, err
	}
	x.Release = Release{ID: m.Release, Path: org.Path, ItemCode: m.ItemCode, Purpose: x.Bank.Purpose, Name: firstRunes(m.Name, MaxLabel), Digest: m.Root, Items: m.Items,
		State: Proposed, By: by}
	if err := s.bankOf(ctx, x); err != nil {
		return nil, err
	}
	return x, s.readRecords(ctx, r, x, keep)
}

// ownerOf returns the registered owner of a file, valid today.
func (s *Service) ownerOf(ctx context.Context, m sealed.Manifest, by Signature) (SealedOwner, error) {
	o, err := s.d.Sealed.SealedOwner(ctx, sealed.Fingerprint(m.Owner))
	if today := actor.DateOf(by.At); err == nil && (today < o.From || o.To < today) {
		err = ErrOwnerUnknown
	}
	return o, err
}

// bankOf finds the bank that a release belongs to, where there is one, and says whether the release may come.
func (s *Service) bankOf(ctx context.Context, x *incoming) error {
	if _, err := s.d.Releases.Release(ctx, x.Manifest.Release); err == nil {
		return ErrSealedHeld
	} else if !errors.Is(err, ErrReleaseUnknown) {
		return err
	}
	all, err := s.d.Banks.Banks(ctx)
	if err != nil {
		return err
	}
	for _, b := range all {
		if b.Owner != x.Bank.Owner || b.Foreign != x.Bank.Foreign || b.ItemCode != x.Bank.ItemCode || b.Purpose != x.Bank.Purpose {
			continue
		}
		b.Path = x.Bank.Path
		x.Bank, x.NewBank = b, false
		held, err := s.d.Sealed.SealedReleases(ctx, b.ID)
		if err == nil && len(held) > 0 && held[0].SourceNo >= x.Manifest.No {
			err = ErrSealedOlder.With("n", held[0].SourceNo)
		}
		x.Release.Bank = b.ID
		return err
	}
	x.Release.Bank, x.NewBank = x.Bank.ID, true
	return nil
}

func (s *Service) readRecords(ctx context.Context, r *sealed.Reader, x *incoming, keep bool) error {
	snap := &assembly.Snapshot{Release: x.Release.ID, ItemCode: x.Release.ItemCode}
	seen := map[ItemID]bool{}
	for {
		rec, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return x.whole(snap)
		case err != nil:
			return err
		case rec.File != nil:
			if err := s.readFile(ctx, x, rec.File, keep); err != nil {
				return err
			}
			continue
		}
		if len(snap.Items) == x.Manifest.Items || seen[rec.Item.ID] {
			return ErrSealedRoot.With("what", "items")
		}
		seen[rec.Item.ID] = true
		v, err := s.readItem(x, *rec.Item, rec.Secret)
		if err != nil {
			return err
		}
		x.versions, snap.Items = append(x.versions, v), append(snap.Items, *rec.Item)
	}
}

// whole checks at the end of the file that all is there, and is what the owner signed.
func (x *incoming) whole(snap *assembly.Snapshot) error {
	switch {
	case len(snap.Items) != x.Manifest.Items:
		return ErrSealedRoot.With("what", "items")
	case snap.Root() != x.Manifest.Root:
		return ErrSealedRoot.With("what", "root")
	case len(x.wanted) > 0:
		return ErrSealedRoot.With("what", "pictures")
	}
	x.Items, x.Files = tally(x.versions), len(x.pictures)
	return nil
}

// readItem seals one item of a file for this house, under the identity that its owner gave it.
func (s *Service) readItem(x *incoming, it assembly.Item, raw []byte) (SealedVersion, error) {
	secret, err := assembly.DecodeSecret(raw)
	if err != nil || secret.Commit(it.Version) != it.Commitment || !idForm(string(it.ID)) || !idForm(string(it.Version)) {
		return SealedVersion{}, ErrSealedRoot.With("what", "keys")
	}
	c := Content{Type: it.Type, Stem: it.Stem, Options: it.Options, Key: secret.Key, Explanation: secret.Explanation, Difficulty: it.Difficulty, Topic: it.Topic,
		Chapter: it.Chapter, Tags: it.Tags, Citation: it.Citation, Fact: it.Fact, Enemies: it.Enemies, Media: mediaOf(it.Media), Areas: it.Areas,
		Parts: partsOf(it.Parts), Spoken: it.Spoken}
	if len(secret.Parts) != len(c.Parts) {
		return SealedVersion{}, ErrSealedRoot.With("what", "keys")
	}
	for i, p := range secret.Parts {
		c.Parts[i].Key, c.Parts[i].Explanation = p.Key, p.Explanation
	}
	if err := c.Validate(); err != nil { // says which field, never what is in it
		return SealedVersion{}, err
	}
	for _, d := range filesOf(c) {
		x.wanted[d] = true
	}
	v := SealedVersion{ItemVersion: ItemVersion{ID: it.Version, Item: it.ID, Bank: x.Bank.ID, No: 1, Latest: true, State: Approved, Writer: x.by, Reviewer: x.by},
		Commitment: it.Commitment, StemIndex: s.stemIndex(x.Bank.ID, c)}
	plain := it
	plain.Params, plain.Variants = nil, nil
	v.Leaf = plain.Leaf()
	if it.Params != nil || len(it.Variants) > 0 {
		v.Frozen = &Frozen{Leaf: it.Leaf()}
	}
	if it.Params != nil {
		v.Frozen.Measure = Measure{Params: *it.Params, Stage: 1}
	}
	if v.Variants, err = s.foreignVariants(v, c, it.Variants, x.by); err != nil {
		return v, err
	}
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
	x.secrets[v.ID] = secret
	c.Stem, c.Options, c.Key, c.Explanation, c.Media, c.Areas, c.Parts, c.Spoken = "", nil, nil, "", nil, nil, nil, nil
	v.Content = c
	return v, nil
}

func idForm(s string) bool {
	return len(s) == 26 && strings.Trim(s, "0123456789abcdefghijklmnopqrstuvwxyz") == ""
}

// filesOf names the pictures, clips and sounds of an item.
func filesOf(c Content) []string {
	var out []string
	for _, m := range c.Media {
		out = append(out, m.Digest)
	}
	for _, sp := range c.Spoken {
		out = append(out, sp.Digest)
	}
	return out
}

// readFile takes a picture, clip or sound that an item before it named: the owner's bytes go through the same checks as anybody's.
func (s *Service) readFile(ctx context.Context, x *incoming, data []byte, keep bool) error {
	digest := picture.Digest(data)
	if !x.wanted[digest] {
		return ErrSealedRoot.With("what", "pictures")
	}
	delete(x.wanted, digest)
	p, millis := picture.Picture{}, 0
	sound, err := clip.CheckSound(data)
	if err == nil {
		p, millis = picture.Picture{Type: sound.Type, Data: sound.Data}, int(sound.Length.Milliseconds())
	} else if p, err = s.judged(data); err != nil {
		return err
	}
	if p.Digest() != digest {
		return ErrSealedRoot.With("what", "pictures")
	}
	x.pictures = append(x.pictures, BankPicture{Digest: digest, Type: p.Type, Width: p.Width, Height: p.Height, Millis: millis, Bytes: len(p.Data), By: x.by})
	if !keep {
		return nil
	}
	return s.d.Files.PutFile(ctx, pictureKey(digest), p.Data)
}

// takeSealed writes all rows of an import.
func (s *Service) takeSealed(ctx context.Context, x *incoming) error {
	if _, err := s.d.Banks.Bank(ctx, x.Bank.ID); errors.Is(err, ErrBankUnknown) {
		if err := s.d.Banks.AddBank(ctx, x.Bank); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	if err := s.d.Banks.LockBank(ctx, x.Bank.ID); err != nil {
		return err
	}
	if err := s.bankOf(ctx, x); err != nil { // another import may have been quicker
		return err
	}
	if err := s.addSealedVersions(ctx, x); err != nil {
		return err
	}
	for _, p := range x.pictures {
		p.Bank = x.Bank.ID
		if err := s.d.Pictures.AddPicture(ctx, p); err != nil {
			return err
		}
	}
	no, err := s.d.Releases.LastReleaseNo(ctx, x.Bank.ID)
	if err != nil {
		return err
	}
	x.Release.No = no + 1
	for _, v := range x.versions {
		if err := s.d.Variants.AddVariants(ctx, v.Variants); err != nil {
			return err
		}
	}
	keys, digest, err := s.sealKeys(x.Release.ID, 1, x.secrets)
	if err != nil {
		return err
	}
	k := KeyVersion{Release: x.Release.ID, No: 1, State: Active, Digest: digest, By: x.by}
	if err := s.d.Releases.AddRelease(ctx, x.Release, x.versions, k, keys); err != nil {
		return err
	}
	m := x.Manifest
	if err := s.d.Sealed.AddSealedRelease(ctx, SealedRelease{Release: x.Release.ID, Bank: x.Bank.ID, Owner: x.Owner.Fingerprint, OwnerName: x.Owner.Name, Sum: x.Sum,
		SourceNo: m.No, Supersedes: m.Supersedes, Terms: m.Terms, By: x.by}); err != nil {
		return err
	}
	return s.record(ctx, x.Bank, "sealed.import", "release:"+string(x.Release.ID), map[string]string{"owner": x.Owner.Name, "owner_key": x.Owner.Fingerprint,
		"items": strconv.Itoa(m.Items), "from": m.Terms.NotBefore, "to": m.Terms.NotAfter, "statistics": strconv.FormatBool(m.Terms.Statistics)})
}

// addSealedVersions adds the versions that earlier releases of the owner did not bring, and retires those that this one leaves out.
func (s *Service) addSealedVersions(ctx context.Context, x *incoming) error {
	ids := make([]VersionID, len(x.versions))
	for i, v := range x.versions {
		ids[i] = v.ID
	}
	old, err := s.d.Items.Versions(ctx, ids)
	if err != nil {
		return err
	}
	held := map[VersionID]SealedVersion{}
	for _, v := range old {
		held[v.ID] = v
	}
	before, err := s.d.Items.FindVersions(ctx, ItemQuery{Bank: x.Bank.ID, Latest: true, Limit: 100_000})
	if err != nil {
		return err
	}
	last := map[ItemID]int{}
	var out []VersionID
	for _, v := range before {
		last[v.Item] = v.No
		if v.State == Approved && !slices.Contains(ids, v.ID) {
			out = append(out, v.ID)
		}
	}
	if len(out) > 0 {
		if err := s.d.Items.Move(ctx, out, Approved, Retired, x.by); err != nil {
			return err
		}
		if err := s.d.Items.FreeStems(ctx, out); err != nil {
			return err
		}
	}
	var fresh []SealedVersion
	for i := range x.versions {
		v := &x.versions[i]
		v.Bank = x.Bank.ID
		if h, known := held[v.ID]; known {
			if h.Bank != v.Bank || h.Item != v.Item || h.Leaf != v.Leaf {
				return ErrSealedRoot.With("what", "items")
			}
			continue
		}
		v.No = last[v.Item] + 1
		fresh = append(fresh, *v)
	}
	if len(fresh) == 0 {
		return nil
	}
	return s.d.Items.AddVersions(ctx, fresh)
}

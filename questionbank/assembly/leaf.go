package assembly

import (
	"cmp"
	"crypto/sha256"
	"slices"
)

// Secret is what an item version keeps back: the key and the explanation, with the salt that makes their hash no guess.
type Secret struct {
	Salt        [32]byte `cbor:"1,keyasint"`
	Key         []int    `cbor:"2,keyasint"` // origin indexes of the right options, ascending
	Explanation string   `cbor:"3,keyasint"`

	Parts []PartSecret `cbor:"4,keyasint,omitempty"` // of a case, which has no Key of its own
}

// PartSecret is what one question of a case keeps back.
type PartSecret struct {
	Key         []int  `cbor:"1,keyasint"`
	Explanation string `cbor:"2,keyasint"`
}

// Commit returns SHA-256("secret/v1" ‖ version ‖ CBOR of the secret): it binds key and explanation to the version and
// tells nothing about them to whoever lacks the salt.
func (s Secret) Commit(v VersionID) Hash {
	b := appendLen([]byte("secret/v1"), []byte(v))
	return sha256.Sum256(appendLen(b, canonical(s)))
}

// Encode returns the canonical bytes, to be sealed. DecodeSecret reads them.
func (s Secret) Encode() []byte { return canonical(s) }

// DecodeSecret reads what Encode wrote.
func DecodeSecret(b []byte) (Secret, error) {
	var s Secret
	return s, decode(b, &s)
}

// Leaf returns the item's leaf in the release tree: SHA-256(0x00 ‖ "item/v1" ‖ CBOR). It covers everything that a paper
// can show or a draw can depend on, and the commitment to key and explanation.
func (it Item) Leaf() Hash {
	it.Tags, it.Enemies = sorted(it.Tags), sorted(it.Enemies)
	return leafHash("item/v1", canonical(it))
}

func sorted(list []string) []string {
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Compact(out)
}

func leafHash(kind string, content []byte) Hash {
	b := appendLen([]byte{0x00}, []byte(kind))
	return sha256.Sum256(append(b, content...))
}

func nodeHash(l, r Hash) Hash {
	b := append([]byte{0x01}, l[:]...)
	return sha256.Sum256(append(b, r[:]...))
}

type header struct {
	ItemCode string `cbor:"1,keyasint"`
	Count    int    `cbor:"2,keyasint"`
}

// Root returns the release digest: the root of the Merkle tree (shape of RFC 6962: the left subtree is the largest
// power of two) whose first leaf names catalogue code and number of items, the others being the items by id.
func (s *Snapshot) Root() Hash {
	leaves := []Hash{s.head()}
	for _, it := range s.byID() {
		leaves = append(leaves, it.Leaf())
	}
	return root(leaves)
}

func (s *Snapshot) head() Hash {
	return leafHash("release/v1", canonical(header{s.ItemCode, len(s.Items)}))
}

func (s *Snapshot) byID() []Item {
	items := slices.Clone(s.Items)
	slices.SortFunc(items, func(a, b Item) int { return cmp.Compare(a.ID, b.ID) })
	return items
}

// Leaves returns the leaves of the items by id, 32 bytes each.
func (s *Snapshot) Leaves() []byte {
	var out []byte
	for _, it := range s.byID() {
		leaf := it.Leaf()
		out = append(out, leaf[:]...)
	}
	return out
}

func root(leaves []Hash) Hash {
	if len(leaves) == 1 {
		return leaves[0]
	}
	k := 1
	for 2*k < len(leaves) {
		k *= 2
	}
	return nodeHash(root(leaves[:k]), root(leaves[k:]))
}

// KeyDigest returns the digest of a key version: SHA-256("keys/v1" ‖ release ‖ per item, by version id: id ‖ commitment
// of its secret).
func KeyDigest(release ReleaseID, secrets map[VersionID]Secret) Hash {
	ids := make([]VersionID, 0, len(secrets))
	for id := range secrets {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	b := appendLen([]byte("keys/v1"), []byte(release))
	for _, id := range ids {
		c := secrets[id].Commit(id)
		b = appendLen(appendLen(b, []byte(id)), c[:])
	}
	return sha256.Sum256(b)
}

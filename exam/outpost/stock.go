package outpost

import (
	"cmp"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// What the stock of a node is: every question of the releases from which papers of the coming hours are drawn, each sealed
// with a key of its own. The keys follow from a secret of the centre, the node, the release and the question; a paper brings
// those of its own questions, at the check-in, and no others are ever given.

// StockMark says how many sealed questions of a release a node has.
type StockMark struct {
	Release assembly.ReleaseID
	Have    int
}

// StockPart brings some more.
type StockPart struct {
	Release assembly.ReleaseID
	Items   []StockItem
}

// StockItem is one sealed question.
type StockItem struct {
	Version assembly.VersionID
	Sealed  []byte
}

// stockPart is how many questions one reply carries at most.
const stockPart = 400

// question is what stands sealed.
type question struct {
	Stem    string
	Options []string          // by origin
	Media   []assembly.Medium `cbor:",omitempty"`
	Areas   []assembly.Area   `cbor:",omitempty"` // by origin
	Parts   []assembly.Part   `cbor:",omitempty"` // of a case, which stands sealed as a whole
	Spoken  []assembly.Spoken `cbor:",omitempty"`

	Variants []assembly.Variant `cbor:",omitempty"`
}

// A picture or a sound lies in the stock like a question, under a name that its digest gives. The keys of a paper bring those of its
// pictures and sounds too.
func pictureVersion(digest string) assembly.VersionID { return assembly.VersionID("p" + digest[:25]) }

// stockBytes is how many bytes of sealed things one reply carries, or a little more.
const stockBytes = 8 << 20

func (c *Centre) questionKey(n NodeID, r assembly.ReleaseID, v assembly.VersionID) []byte {
	m := hmac.New(sha256.New, c.d.StockKey)
	fmt.Fprintf(m, "suikao outpost stock v1\x00%s\x00%s\x00%s", n, r, v)
	return m.Sum(nil)
}

// box is AES-256-GCM under a key that seals one text only, so that its nonce may be fixed.
func box(key []byte) (cipher.AEAD, []byte, error) {
	b, err := aes.NewCipher(key)
	if err != nil {
		return nil, nil, err
	}
	a, err := cipher.NewGCM(b)
	if err != nil {
		return nil, nil, err
	}
	return a, make([]byte, a.NonceSize()), nil
}

// prepare says what a node needs for the papers of its room in the coming hours: how many people are expected, for how many
// of them it has all questions, the next part of what it lacks, and which releases are wanted at all.
func (c *Centre) prepare(ctx context.Context, n Node, s Statement, out *Reply) (booked, prepared int, err error) {
	now := c.now()
	coming, err := c.d.Coming(ctx, n.Room, now, now.Add(c.d.Limits.Ahead))
	if err != nil {
		return 0, 0, err
	}
	for _, r := range coming {
		if r != "" && !slices.Contains(out.Keep, r) {
			out.Keep = append(out.Keep, r)
		}
	}
	slices.Sort(out.Keep)
	for _, r := range out.Keep {
		lacks, err := c.lacking(ctx, n, r, s)
		if err != nil {
			return 0, 0, err
		}
		if len(lacks) > 0 && out.Stock.Release == "" {
			out.Stock = StockPart{Release: r, Items: lacks}
		}
		for _, x := range coming {
			if x == r && len(lacks) == 0 {
				prepared++
			}
		}
	}
	return len(coming), prepared, nil
}

// lacking seals the next questions of a release that a node does not have.
func (c *Centre) lacking(ctx context.Context, n Node, r assembly.ReleaseID, s Statement) ([]StockItem, error) {
	items, err := c.d.Questions(ctx, r)
	if err != nil {
		return nil, err
	}
	have, digests := s.has(r), pictures(items)
	if have >= len(items)+len(digests) {
		return nil, nil
	}
	items = slices.Clone(items)
	slices.SortFunc(items, func(a, b assembly.Item) int { return cmp.Compare(a.Version, b.Version) })
	var out []StockItem
	for size := 0; have < len(items)+len(digests) && len(out) < stockPart && size < stockBytes; have++ {
		var version assembly.VersionID
		var plain []byte
		if have < len(items) {
			it := items[have]
			version = it.Version
			plain, err = encoding.Marshal(question{it.Stem, it.Options, it.Media, it.Areas, it.Parts, it.Spoken, it.Variants})
		} else {
			digest := digests[have-len(items)]
			version = pictureVersion(digest)
			plain, err = c.d.Picture(ctx, digest)
		}
		if err != nil {
			return nil, err
		}
		a, nonce, err := box(c.questionKey(n.ID, r, version))
		if err != nil {
			return nil, err
		}
		out = append(out, StockItem{version, a.Seal(nil, nonce, plain, []byte(version))})
		size += len(plain)
	}
	return out, nil
}

// pictures are the digests of all pictures and sounds of a release, in order.
func pictures(items []assembly.Item) []string {
	var out []string
	for i := range items {
		for _, m := range items[i].Media {
			out = append(out, m.Digest)
		}
		for _, s := range items[i].Spoken {
			out = append(out, s.Digest)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// errUnprepared keeps a sitting at the centre whose pictures its node does not have yet: a node that was cut off could not
// show them.
var errUnprepared = fault.Define("outpost.unprepared", fault.Conflict, "考场机还没有备好这份试卷的图片。", "The room node does not have the pictures of this paper yet.")

func (c *Centre) prepared(ctx context.Context, n Node, p assembly.Paper, s Statement) error {
	if len(p.Pictures()) == 0 {
		return nil
	}
	lacks, err := c.lacking(ctx, n, p.Release, s)
	if err == nil && len(lacks) > 0 {
		err = errUnprepared
	}
	return err
}

func (s Statement) has(r assembly.ReleaseID) int {
	for _, m := range s.Stock {
		if m.Release == r {
			return m.Have
		}
	}
	return 0
}

// bare takes the texts out of a paper whose questions the node has, and returns the keys to them; none where it lacks some.
func (c *Centre) bare(ctx context.Context, n Node, p assembly.Paper, s Statement) (assembly.Paper, map[assembly.VersionID][]byte, error) {
	lacks, err := c.lacking(ctx, n, p.Release, s)
	if err != nil || len(lacks) > 0 {
		return p, nil, err
	}
	keys := map[assembly.VersionID][]byte{}
	p.Questions = slices.Clone(p.Questions)
	for i := range p.Questions {
		q := &p.Questions[i]
		whole, _ := q.Version.Whole()
		keys[whole] = c.questionKey(n.ID, p.Release, whole)
		for _, m := range q.Media {
			v := pictureVersion(m.Digest)
			keys[v] = c.questionKey(n.ID, p.Release, v)
		}
		for _, digest := range q.Sounds() {
			v := pictureVersion(digest)
			keys[v] = c.questionKey(n.ID, p.Release, v)
		}
		q.Stem, q.Options, q.Media, q.Sound = "", slices.Clone(q.Options), nil, nil
		if q.Told != nil {
			q.Told = &assembly.Told{Language: q.Told.Language}
		}
		if q.Case != nil {
			q.Case = &assembly.CasePart{Part: q.Case.Part, Parts: q.Case.Parts}
		}
		for j := range q.Options {
			q.Options[j].Text, q.Options[j].Area, q.Options[j].Sound = "", nil, nil
		}
	}
	return p, keys, nil
}

// StockStore keeps sealed questions on a room node. Every method joins the transaction of the context.
type StockStore interface {
	// AddStock adds sealed questions; what is there stays.
	AddStock(ctx context.Context, p StockPart) error
	// Stock says how many questions of which releases are there, by release.
	Stock(ctx context.Context) ([]StockMark, error)
	// Stocked returns sealed questions of a release by version; what is not there is left out.
	Stocked(ctx context.Context, r assembly.ReleaseID, v []assembly.VersionID) (map[assembly.VersionID][]byte, error)
	// DropStock removes a release.
	DropStock(ctx context.Context, r assembly.ReleaseID) error
}

var errStock = errors.New("outpost: a prepared question is missing or damaged")

// unseal opens one question of the stock.
func unseal(key []byte, v assembly.VersionID, sealed []byte) (question, error) {
	var x question
	a, nonce, err := box(key)
	if err != nil {
		return x, errors.Join(errStock, err)
	}
	plain, err := a.Open(nil, nonce, sealed, []byte(v))
	if err != nil {
		return x, errors.Join(errStock, err)
	}
	if err := decoding.Unmarshal(plain, &x); err != nil {
		return x, errors.Join(errStock, err)
	}
	return x, nil
}

// into puts the texts of an item, or of one question of a case, into a question that came without them.
func (x question) into(q *assembly.Question, part int) error {
	stem, options := x.Stem, x.Options
	if q.Case != nil || part > 0 {
		if q.Case == nil || part < 1 || part > len(x.Parts) {
			return errStock
		}
		q.Case = &assembly.CasePart{Stem: x.Stem, Part: q.Case.Part, Parts: q.Case.Parts}
		stem, options = x.Parts[part-1].Stem, x.Parts[part-1].Options
	}
	q.Stem, q.Media = stem, x.Media
	for j := range q.Options {
		o := q.Options[j].Origin
		if o >= 0 && o < len(options) {
			q.Options[j].Text = options[o]
		}
		if o >= 0 && o < len(x.Areas) {
			q.Options[j].Area = &x.Areas[o]
		}
	}
	it := assembly.Item{Stem: x.Stem, Options: x.Options, Media: x.Media, Parts: x.Parts, Spoken: x.Spoken, Variants: x.Variants}
	it.Voice(q)
	if q.Told != nil {
		it.Tell(q, q.Told.Language)
	}
	return nil
}

// fill puts the texts of the stock into a paper that came without them, and looks whether its pictures are there. Sounds are opened
// only when they are asked for: there may be five for each question, and none is needed to answer.
func (p *Post) fill(ctx context.Context, paper *assembly.Paper, keys map[assembly.VersionID][]byte) error {
	if len(keys) == 0 {
		return nil
	}
	var want []assembly.VersionID
	for i := range paper.Questions {
		if q := &paper.Questions[i]; q.Opens() {
			whole, _ := q.Version.Whole()
			want = append(want, whole)
		}
	}
	sealed, err := p.d.Stock.Stocked(ctx, paper.Release, want)
	if err != nil {
		return err
	}
	for i := range paper.Questions {
		q := &paper.Questions[i]
		whole, part := q.Version.Whole()
		x, err := unseal(keys[whole], whole, sealed[whole])
		if err != nil {
			return err
		}
		if err := x.into(q, part); err != nil {
			return err
		}
	}
	for _, digest := range paper.Pictures() {
		if _, err := p.picture(ctx, paper.Release, digest, keys); err != nil {
			return err
		}
	}
	return nil
}

// picture opens a picture of the stock and checks that it is the one that the paper names.
func (p *Post) picture(ctx context.Context, r assembly.ReleaseID, digest string, keys map[assembly.VersionID][]byte) ([]byte, error) {
	v := pictureVersion(digest)
	sealed, err := p.d.Stock.Stocked(ctx, r, []assembly.VersionID{v})
	if err != nil {
		return nil, err
	}
	a, nonce, err := box(keys[v])
	if err != nil {
		return nil, errors.Join(errStock, err)
	}
	data, err := a.Open(nil, nonce, sealed[v], []byte(v))
	if err != nil {
		return nil, errors.Join(errStock, err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != digest {
		return nil, errStock
	}
	return data, nil
}

// Picture implements exam.Pictures: what was sent ahead, with the keys that came with the paper. A paper that this node took
// over from the other one brought none: exam.ErrNoPicture, and the centre is asked.
func (p *Post) Picture(ctx context.Context, sit exam.Sitting, digest string) ([]byte, error) {
	c, err := p.d.Store.ChargeAt(ctx, sit.Seat)
	if err != nil || c.Sitting != sit.ID || len(c.Sealed) == 0 {
		return nil, errors.Join(exam.ErrNoPicture, err)
	}
	_, keys, err := p.d.Keys.unseal(c.Sitting, c.Epoch, c.NotAfter, c.Sealed)
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, exam.ErrNoPicture
	}
	return p.shown.Get(ctx, digest, func(ctx context.Context) ([]byte, error) {
		return p.picture(ctx, assembly.ReleaseID(sit.Release), digest, keys)
	})
}

// stock takes what the centre sent ahead, and lets go what no paper is going to need.
func (p *Post) stock(ctx context.Context, reply Reply) error {
	if len(reply.Stock.Items) > 0 {
		if err := p.d.Store.InTx(ctx, func(ctx context.Context) error { return p.d.Stock.AddStock(ctx, reply.Stock) }); err != nil {
			return err
		}
	}
	marks, err := p.d.Stock.Stock(ctx)
	if err != nil {
		return err
	}
	charges, err := p.d.Store.Charges(ctx)
	if err != nil || len(charges) > 0 || len(reply.Packages) > 0 { // a paper that lies here may need any of them
		return err
	}
	for _, m := range marks {
		if !slices.Contains(reply.Keep, m.Release) {
			if err := p.d.Stock.DropStock(ctx, m.Release); err != nil {
				return err
			}
		}
	}
	return nil
}

// tried opens a package that was just received without keeping what is in it: what is found damaged now is asked for again,
// and not noticed at the start.
func (p *Post) tried(ctx context.Context, c Charge, sit exam.Sitting) error {
	d, err := p.drawn(ctx, c)
	if err == nil {
		if digest := d.Paper.Digest(); fmt.Sprintf("%x", digest[:]) != sit.PaperDigest {
			err = errStock
		}
	}
	if errors.Is(err, errStock) {
		p.d.Log.Error("prepared questions are damaged and are asked for again", "sitting", c.Sitting, "err", err)
		return errors.Join(err, p.d.Stock.DropStock(ctx, assembly.ReleaseID(sit.Release)))
	}
	return err
}

package questionbank

import (
	"bytes"
	"context"
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
)

// Spoken is the sound of one text of an item; see assembly.Spoken. A writer names a sound that the bank holds by its digest, and the
// text that it reads by Of; type and length follow from the sound.
type Spoken = assembly.Spoken

// MaxSaid bounds what is said in place of a text, in characters.
const MaxSaid = 2 * MaxStem

// Failures of sounds of items.
var (
	ErrSpokenPlace = fault.Define("item.sound_place", fault.Invalid, "朗读“{place}”没有对应的文字。", "There is no text “{place}” to be read aloud.")
	ErrSpokenTwice = fault.Define("item.sound_twice", fault.Invalid, "“{place}”有两条朗读。", "“{place}” has two sounds.")
	ErrSpokenOther = fault.Define("item.sound_other", fault.Invalid, "“{place}”的朗读读的是另一段文字。文字改过以后要重新录制，或去掉这条朗读。",
		"The sound of “{place}” reads another text. Make it again after a change of the text, or leave it out.")
	ErrSpokenNone  = fault.Define("item.sound_unknown", fault.Invalid, "题库里没有“{place}”的这条朗读。请先上传。", "The bank does not hold this sound of “{place}”. Upload it first.")
	ErrSpokenMoved = fault.Define("item.sound_moved", fault.Conflict, "这道题正在审核或已有更新的版本，现在不能加朗读。", "The item is in review or has a newer version: no sound can be added now.")
)

// BankSound is a sound that a bank holds. It is kept and named as pictures are.
type BankSound struct {
	Bank   BankID
	Digest string // SHA-256 of the bytes, hex
	Type   string
	Length time.Duration
	Bytes  int
}

// Texts returns the texts of an item that can be read aloud, in the order they are read.
func (c Content) Texts() []assembly.Text {
	it := assembly.Item{Stem: c.Stem, Options: c.Options, Parts: c.parts()}
	return it.Texts()
}

// Unspoken returns the places whose text has no sound. An item is read aloud where there are none.
func (c Content) Unspoken() []assembly.Place {
	var out []assembly.Place
	for _, t := range c.Texts() {
		if !slices.ContainsFunc(c.Spoken, func(s Spoken) bool { return s.Place == t.Place }) {
			out = append(out, t.Place)
		}
	}
	return out
}

// spoken returns the sounds in the order of the texts, so that one content has one leaf.
func (c Content) spoken() []Spoken {
	var out []Spoken
	for _, t := range c.Texts() {
		for _, s := range c.Spoken {
			if s.Place == t.Place {
				out = append(out, s)
			}
		}
	}
	return out
}

// checkSpoken holds every sound to the text that stands at its place now.
func (c Content) checkSpoken() *fault.Error {
	if len(c.Spoken) == 0 {
		return nil
	}
	texts := map[assembly.Place]assembly.Text{}
	for _, t := range c.Texts() {
		texts[t.Place] = t
	}
	seen := map[assembly.Place]bool{}
	for _, s := range c.Spoken {
		t, ok := texts[s.Place]
		switch {
		case !ok:
			return ErrSpokenPlace.With("place", s.Place)
		case seen[s.Place]:
			return ErrSpokenTwice.With("place", s.Place)
		case s.Of != t.Sum():
			return ErrSpokenOther.With("place", s.Place)
		case !digested(s.Digest) || s.Type != clip.WebMSound || s.Millis < 1:
			return ErrSpokenNone.With("place", s.Place)
		}
		if e := text(s.Said, MaxSaid); e != nil {
			return e
		}
		seen[s.Place] = true
	}
	return nil
}

// AddSound takes a sound into a bank; see clip.CheckSound for what is taken and what of it is kept.
func (s *Service) AddSound(ctx context.Context, bank BankID, data []byte) (BankSound, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return BankSound{}, err
	}
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return BankSound{}, err
	}
	sound, err := clip.CheckSound(data)
	if err != nil {
		return BankSound{}, fault.From(err).At("body")
	}
	p, err := s.addPicture(ctx, b, "", picture.Picture{Type: sound.Type, Data: sound.Data}, int(sound.Length.Milliseconds()), by)
	return BankSound{p.Bank, p.Digest, p.Type, time.Duration(p.Millis) * time.Millisecond, p.Bytes}, err
}

// lookUpSpoken fills in type and length of the sounds that an item names and the bank holds; the check finds those that it does not.
func (s *Service) lookUpSpoken(ctx context.Context, b Bank, c *Content) error {
	if len(c.Spoken) == 0 {
		return nil
	}
	digests := make([]string, len(c.Spoken))
	for i := range c.Spoken {
		digests[i] = c.Spoken[i].Digest
	}
	held, err := s.d.Pictures.PicturesBy(ctx, b.ID, digests, nil)
	if err != nil {
		return err
	}
	c.Spoken = slices.Clone(c.Spoken)
	for i := range c.Spoken {
		sp := &c.Spoken[i]
		sp.Type, sp.Millis = "", 0
		for _, p := range held {
			if p.Digest == sp.Digest && p.Type == clip.WebMSound {
				sp.Type, sp.Millis = p.Type, p.Millis
			}
		}
	}
	c.Spoken = sorted(c.Spoken, c.spoken())
	return nil
}

// sorted is the list in its order, unless something of it has no place there, which the check will name.
func sorted(list, inOrder []Spoken) []Spoken {
	if len(inOrder) == len(list) {
		return inOrder
	}
	return list
}

// Speaking are sounds for the texts of one item version.
type Speaking struct {
	Version VersionID
	Spoken  []Spoken // all of the next version; Data holds what the bank has yet to take
	Data    map[string][]byte
}

// Speak stores new versions, as drafts of one batch, of items that say what they said before, with other sounds: all of list or
// none. They go through the review like any other version; approved ones are used until then. The texts are read inside: no
// key leaves. ErrSpokenMoved where a version waits for review or is not the latest of its item.
func (s *Service) Speak(ctx context.Context, bank BankID, name string, list []Speaking) (Batch, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Batch{}, err
	}
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return Batch{}, err
	}
	if e := label(name); e != nil {
		return Batch{}, e
	}
	if len(list) == 0 || len(list) > MaxFileRows {
		return Batch{}, ErrNothing
	}
	for _, one := range list { // the bytes first: a version without its sound would be worse than a sound without a version
		for digest, data := range one.Data {
			sound, err := s.AddSound(ctx, bank, data)
			if err == nil && sound.Digest != digest {
				err = ErrDamaged.With("sound", digest)
			}
			if err != nil {
				return Batch{}, err
			}
		}
	}
	batch := Batch{ID: BatchID(actor.NewID(by.At)), Bank: b.ID, Path: b.Path, File: name, Sum: speakingSum(list), Items: len(list), By: by}
	return commit(ctx, s.d.Tx, &batch, func(ctx context.Context) error {
		if err := s.d.Items.AddBatch(ctx, batch); err != nil {
			return err
		}
		for _, one := range list {
			if err := s.speakOne(ctx, b, batch.ID, one, by); err != nil {
				return err
			}
		}
		return s.record(ctx, b, "speak", "import_batch:"+string(batch.ID), map[string]string{"items": strconv.Itoa(len(list))})
	})
}

func (s *Service) speakOne(ctx context.Context, b Bank, batch BatchID, one Speaking, by Signature) error {
	old, err := s.d.Items.Version(ctx, one.Version)
	if err != nil {
		return err
	}
	if old.Bank != b.ID {
		return ErrItemUnknown
	}
	if !old.Latest || old.State != Draft && old.State != Approved {
		return ErrSpokenMoved
	}
	full, err := s.reveal(old)
	if err != nil {
		return err
	}
	c := full.Content
	c.Spoken = one.Spoken
	if c, err = s.settle(ctx, b, c); err != nil {
		return err
	}
	v, err := s.newVersion(b.ID, old.Item, old.No+1, c, batch, by)
	if err != nil {
		return err
	}
	if old.State == Draft {
		if err := s.d.Items.Move(ctx, []VersionID{old.ID}, Draft, Retired, by); err != nil {
			return err
		}
	}
	return s.d.Items.AddVersions(ctx, []SealedVersion{v})
}

// speakingSum stands for the file that other batches come from.
func speakingSum(list []Speaking) assembly.Hash {
	var b bytes.Buffer
	for _, one := range list {
		b.WriteString(string(one.Version))
		for _, s := range one.Spoken {
			b.WriteString("\x00" + strings.Join([]string{string(s.Place), s.Of, s.Said, s.Digest}, "\x00"))
		}
		b.WriteByte('\n')
	}
	return sha256.Sum256(b.Bytes())
}

// ToSpeak returns the latest versions of a bank's items that could be given sounds, in DRAFT or APPROVED, without keys; newest first.
func (s *Service) ToSpeak(ctx context.Context, bank BankID) ([]ItemVersion, error) {
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return nil, err
	}
	var out []ItemVersion
	for q := (ItemQuery{Bank: b.ID, Latest: true, Limit: 1000}); ; {
		page, err := s.d.Items.FindVersions(ctx, q)
		if err != nil || len(page) == 0 {
			return out, err
		}
		list, err := s.opened(b, page)
		if err != nil {
			return nil, err
		}
		for _, v := range list {
			if v.State == Draft || v.State == Approved {
				out = append(out, v)
			}
		}
		q.Before = page[len(page)-1].ID
	}
}

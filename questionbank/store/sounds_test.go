package store_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/sample"
)

// readAloud gives every text of an item the same sound.
func readAloud(c questionbank.Content, digest string) questionbank.Content {
	c.Spoken = nil
	for _, t := range c.Texts() {
		c.Spoken = append(c.Spoken, questionbank.Spoken{Place: t.Place, Of: t.Sum(), Digest: digest})
	}
	return c
}

func spokenItem() questionbank.Content {
	return questionbank.Content{Type: questionbank.Single, Stem: "绝缘电阻不低于多少？", Options: []string{"0.5 MΩ", "1 MΩ"}, Key: []int{0}, Difficulty: 3, Topic: "绝缘"}
}

// A sound comes into a bank judged and stripped, for the bank's own people, and is none of its pictures; an item names it for one
// text, under its digest; of another text, another place, or another bank it is refused.
func TestAnItemThatIsReadAloud(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		w := pictured(t, open(t))
		b := w.bank(t)
		came := filmed(t, "opus.webm")
		sound := must[questionbank.BankSound](t)(w.AddSound(writer, b.ID, came))
		again := must[questionbank.BankSound](t)(w.AddSound(third, b.ID, came))
		if sound != again || sound.Type != clip.WebMSound || sound.Length < time.Second {
			t.Fatalf("%+v %+v", sound, again)
		}
		if _, data, err := w.PictureOf(reviewer, b.ID, sound.Digest); err != nil || bytes.Contains(data, []byte("Secret")) {
			t.Errorf("%d bytes %v", len(data), err)
		}
		if list := must[[]questionbank.BankPicture](t)(w.Pictures(reviewer, b.ID, 10)); len(list) != 0 {
			t.Errorf("it is among the pictures: %+v", list)
		}
		for name, try := range map[string]func() error{
			"a stranger adds":  func() error { _, err := w.AddSound(stranger, b.ID, came); return err },
			"a stranger hears": func() error { _, _, err := w.PictureOf(stranger, b.ID, sound.Digest); return err },
			"half of it":       func() error { _, err := w.AddSound(writer, b.ID, came[:len(came)/2]); return err },
			"a clip":           func() error { _, err := w.AddSound(writer, b.ID, filmed(t, "vp8-opus.webm")); return err },
			"as a picture":     func() error { _, err := w.AddPicture(writer, b.ID, "", came); return err },
			"as a medium": func() error {
				c := spokenItem()
				c.Media = []questionbank.Medium{{Medium: assembly.Medium{Digest: sound.Digest, Alt: "朗读"}}}
				_, err := w.WriteItem(writer, b.ID, c)
				return err
			},
		} {
			if try() == nil {
				t.Errorf("%s, and may", name)
			}
		}
		silent := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, spokenItem()))
		loud := must[questionbank.ItemVersion](t)(w.Revise(writer, silent.ID, readAloud(spokenItem(), sound.Digest)))
		full := must[questionbank.ItemVersion](t)(w.Version(reviewer, loud.ID))
		if got := full.Content.Spoken; len(got) != 3 || got[0].Place != "stem" || got[2].Place != "B" || got[2].Millis != int(sound.Length.Milliseconds()) || len(full.Content.Unspoken()) != 0 {
			t.Errorf("%+v", got)
		}
		c := readAloud(spokenItem(), sound.Digest)
		slices.Reverse(c.Spoken)
		if turned := must[questionbank.ItemVersion](t)(w.Revise(writer, loud.ID, c)); turned.Content.Spoken[0].Place != "stem" {
			t.Errorf("the order of a page's list is kept: %+v", turned.Content.Spoken)
		}
		for name, x := range map[string]struct {
			want  *fault.Error
			spoil func(*questionbank.Content)
		}{
			"the text changed":   {questionbank.ErrSpokenOther, func(c *questionbank.Content) { c.Stem += "（表面）" }},
			"an option changed":  {questionbank.ErrSpokenOther, func(c *questionbank.Content) { c.Options[1] = "2 MΩ" }},
			"options changed":    {questionbank.ErrSpokenOther, func(c *questionbank.Content) { c.Options[0], c.Options[1] = c.Options[1], c.Options[0] }},
			"an option too many": {questionbank.ErrSpokenPlace, func(c *questionbank.Content) { c.Spoken[2].Place = "C" }},
			"two of one text":    {questionbank.ErrSpokenTwice, func(c *questionbank.Content) { c.Spoken[2] = c.Spoken[0] }},
			"a digest made up":   {questionbank.ErrSpokenNone, func(c *questionbank.Content) { c.Spoken[0].Digest = strings.Repeat("a", 64) }},
			"a picture as sound": {questionbank.ErrSpokenNone, func(c *questionbank.Content) {
				c.Spoken[0].Digest = must[questionbank.BankPicture](t)(w.AddPicture(writer, b.ID, "", []byte(plate))).Digest
			}},
			"what is said is odd": {fault.Define("", fault.Invalid, "", ""), func(c *questionbank.Content) { c.Spoken[0].Said = "a\x00" }},
		} {
			c := spokenItem()
			c.Stem = "另一道：" + name
			c = readAloud(c, sound.Digest)
			x.spoil(&c)
			if _, err := w.WriteItem(writer, b.ID, c); err == nil || x.want.Code() != "" && !says(err, x.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		far := must[questionbank.Bank](t)(w.CreateBank(stranger, questionbank.BankInput{Owner: other, Level: questionbank.Provincial,
			Purpose: questionbank.Certification, ItemCode: sample.ItemCode, Name: "另一处题库"}))
		c = readAloud(spokenItem(), sound.Digest)
		if _, err := w.WriteItem(stranger, far.ID, c); !says(err, questionbank.ErrSpokenNone) {
			t.Errorf("a sound of another bank: %v", err)
		}
	})
}

// Sounds that a program or a person made become new versions, all of a list or none, which wait for review like any other; what was
// approved is used until then, and their texts and keys are those of before.
func TestSpeakingABank(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(t testing.TB) *sqldb.DB) {
		w := pictured(t, open(t))
		b := w.bank(t)
		came := filmed(t, "opus.webm")
		made := must[clip.Sound](t)(clip.CheckSound(came))
		sum := must[questionbank.BankSound](t)(w.AddSound(writer, b.ID, came)).Digest
		var list []questionbank.Speaking
		var drafts []questionbank.VersionID
		for _, stem := range []string{"一问", "二问", "三问"} {
			c := spokenItem()
			c.Stem = stem
			v := must[questionbank.ItemVersion](t)(w.WriteItem(writer, b.ID, c))
			drafts = append(drafts, v.ID)
			list = append(list, questionbank.Speaking{Version: v.ID, Spoken: readAloud(c, sum).Spoken, Data: map[string][]byte{sum: made.Data}})
		}
		ok(t, w.Submit(writer, drafts[:1], ""))
		if _, err := w.Speak(third, b.ID, "朗读", list); !errors.Is(err, questionbank.ErrSpokenMoved) {
			t.Errorf("an item under review: %v", err)
		}
		ok(t, w.Approve(reviewer, drafts[:1], ""))
		if got := must[[]questionbank.ItemVersion](t)(w.ToSpeak(third, b.ID)); len(got) != 3 || len(got[0].Content.Key) > 0 {
			t.Errorf("%+v", got)
		}
		wrong := slices.Clone(list)
		wrong[2].Spoken = slices.Clone(wrong[2].Spoken)
		wrong[2].Spoken[0].Of = strings.Repeat("0", 64)
		if _, err := w.Speak(third, b.ID, "朗读", wrong); !says(err, questionbank.ErrSpokenOther) {
			t.Errorf("one of three reads another text: %v", err)
		}
		forged := slices.Clone(list)
		forged[0].Data = map[string][]byte{strings.Repeat("0", 64): made.Data}
		if _, err := w.Speak(third, b.ID, "朗读", forged); !errors.Is(err, questionbank.ErrDamaged) {
			t.Errorf("bytes under another name: %v", err)
		}
		if _, err := w.Speak(stranger, b.ID, "朗读", list); err == nil {
			t.Error("a stranger speaks")
		}
		if got := must[[]questionbank.ItemVersion](t)(w.Items(third, questionbank.ItemQuery{Bank: b.ID, Latest: true})); len(got) != 3 || got[0].No != 1 {
			t.Fatalf("a refused list left something: %+v", got)
		}
		batch := must[questionbank.Batch](t)(w.Speak(third, b.ID, "朗读", list))
		ok(t, w.SubmitBatch(third, batch.ID, ""))
		if err := w.ApproveBatch(third, batch.ID, ""); err == nil {
			t.Error("who made the sounds approves them")
		}
		first := must[questionbank.ItemVersion](t)(w.Version(reviewer, drafts[0]))
		ok(t, w.ApproveBatch(reviewer, batch.ID, ""))
		for _, v := range must[[]questionbank.ItemVersion](t)(w.Items(third, questionbank.ItemQuery{Bank: b.ID, Batch: batch.ID})) {
			full := must[questionbank.ItemVersion](t)(w.Version(reviewer, v.ID))
			if full.No != 2 || full.State != questionbank.Approved || len(full.Content.Unspoken()) > 0 || !slices.Equal(full.Content.Key, []int{0}) || full.Writer.Person != "p-third" {
				t.Errorf("%+v", full)
			}
		}
		if first.State != questionbank.Approved || must[questionbank.ItemVersion](t)(w.Version(reviewer, drafts[0])).State != questionbank.Retired {
			t.Error("the silent version was not used until the other was approved")
		}
	})
}

// Package sealtest makes files of sealed releases for tests of those who take them in. Nothing but tests imports it.
package sealtest

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sealed"
)

// Text stands in every text of the items of a file, and nowhere else.
const Text = "FOREIGN-CANARY"

// File is a whole sealed release.
type File struct {
	Bytes   []byte
	Items   int                // single choice, of the topic 触电
	Version assembly.VersionID // of the last item
}

// Keys are those of some installation, new each time.
func Keys() (sealed.Keys, error) { return sealed.DeriveKeys(random{}) }

type random struct{}

func (random) Derive(_ string, n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

// Make is a file of three items that the holder of keys hands to an installation whose device key is given, for certification by a code of the
// catalogue, to be used at any time. change may alter the manifest before it is signed.
func Make(keys sealed.Keys, device []byte, itemCode string, change func(*sealed.Manifest)) (File, error) {
	now := time.Now()
	f := File{Items: 3}
	snap := &assembly.Snapshot{Release: assembly.ReleaseID(actor.NewID(now)), ItemCode: itemCode}
	var secrets [][]byte
	for i := range f.Items {
		f.Version = assembly.VersionID(actor.NewID(now))
		s := assembly.Secret{Key: []int{i}, Explanation: fmt.Sprintf("%s 解析 %d", Text, i)}
		s.Salt[0] = byte(i)
		secrets = append(secrets, s.Encode())
		snap.Items = append(snap.Items, assembly.Item{ID: assembly.ItemID(actor.NewID(now)), Version: f.Version, Type: assembly.Single, Stem: fmt.Sprintf("%s 题干 %d", Text, i),
			Options: []string{Text + " 甲", Text + " 乙", Text + " 丙"}, Difficulty: 3, Topic: "触电", Commitment: s.Commit(f.Version)})
	}
	m := sealed.Manifest{OwnerName: "国家题库", Bank: actor.NewID(now), Release: snap.Release, Name: "国家版", No: 1, ItemCode: itemCode, Purpose: "CERTIFICATION",
		Level: "NATIONAL", Root: snap.Root(), Items: f.Items, MadeAt: now.UnixMilli(), Terms: sealed.Terms{NotBefore: "2020-01-01", NotAfter: "2099-12-31"}}
	if change != nil {
		change(&m)
	}
	var b bytes.Buffer
	w, err := keys.Create(&b, m, [][]byte{device})
	for i := range snap.Items {
		if err == nil {
			err = w.Add(sealed.Record{Item: &snap.Items[i], Secret: secrets[i]})
		}
	}
	if err == nil {
		err = w.End()
	}
	f.Bytes = b.Bytes()
	return f, err
}

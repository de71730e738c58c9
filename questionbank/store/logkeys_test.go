package store_test

import (
	"errors"
	"testing"

	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// A correction of keys enters the log when it is in force, in the transaction that puts it in force; a refused one never.
func TestCorrectedKeysAreLogged(t *testing.T) {
	engines(t, func(t *testing.T, w *world) {
		_, r := w.ready(t, 12)
		log, found := w.deps.Ledger.(*tlog.Log)
		if !found {
			t.Fatal("no log")
		}
		var single questionbank.VersionID
		for _, v := range must[[]questionbank.ItemVersion](t)(w.ReleaseItems(reviewer, questionbank.ReleaseQuery{Release: r.ID, Type: questionbank.Single})) {
			single = v.ID
		}
		find := func(no string) (tlog.Leaf, error) {
			return log.Find(t.Context(), questionbank.LoggedKeys, string(r.ID)+"/"+no)
		}
		must[questionbank.KeyVersion](t)(w.ProposeKeys(writer, r.ID, map[questionbank.VersionID][]int{single: {2}}, "第一次核对"))
		must[questionbank.KeyVersion](t)(w.DecideKeys(reviewer, r.ID, 2, false))
		if _, err := find("2"); !errors.Is(err, tlog.ErrUnknown) {
			t.Errorf("a refused correction is logged: %v", err)
		}
		must[questionbank.KeyVersion](t)(w.ProposeKeys(writer, r.ID, map[questionbank.VersionID][]int{single: {1}}, "第二次核对"))
		if _, err := find("3"); !errors.Is(err, tlog.ErrUnknown) {
			t.Errorf("a proposed correction is logged: %v", err)
		}
		k := must[questionbank.KeyVersion](t)(w.DecideKeys(reviewer, r.ID, 3, true))
		leaf, err := find("3")
		if err != nil || !leaf.Opens(assembly.RecordOfKeys(r.ID, 3, k.Digest, 1).Encode()) {
			t.Errorf("the correction in force: %+v %v", leaf, err)
		}
		size := must[int64](t)(log.Size(t.Context()))
		ok(t, w.restarted().LogPublished(t.Context()))
		if now := must[int64](t)(log.Size(t.Context())); now != size {
			t.Errorf("a start logs %d records anew", now-size)
		}
	})
}

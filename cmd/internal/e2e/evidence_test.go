package e2e_test

import (
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	bankstore "github.com/suikao/suikao/questionbank/store"

	"context"

	"github.com/suikao/suikao/web/ws/wsclient"
)

// evidence reads sittings from the database of a place, beside the program or after it.
type evidence struct {
	examtest.Evidence
	db *sqldb.DB
}

func (p *place) evidence(t testing.TB) *evidence {
	t.Helper()
	db := p.db(t)
	ring, err := crypt.Load(p.config(t).KeyFile)
	if err != nil {
		t.Fatal(err)
	}
	bs := bankstore.New(db)
	bank := questionbank.New(questionbank.Deps{Tx: bs, Banks: bs, Items: bs, Releases: bs, Blueprints: bs, Draws: bs, Vault: ring,
		Audit: audit.New(db, time.Now), Outbox: jobs.NewOutbox(db, time.Now), Clock: time.Now})
	return &evidence{examtest.Evidence{Stores: examstore.New(db, ring), Papers: keysOf{bank}, MaxLate: 5 * time.Second}, db}
}

// keysOf gives checking the keys.
type keysOf struct{ *questionbank.Service }

// KeyVersion implements the port of examtest.Evidence.
func (k keysOf) KeyVersion(ctx context.Context, r assembly.ReleaseID, n int) (questionbank.Key, error) {
	return k.Key(ctx, r, n)
}

// check recomputes the sitting of the acknowledgements and returns what is wrong.
func (e *evidence) check(t testing.TB, acks []wsclient.Ack) []string {
	t.Helper()
	if len(acks) == 0 {
		return []string{"no acknowledgement at all"}
	}
	list := make([]examtest.Ack, len(acks))
	for i, a := range acks {
		list[i] = examtest.Ack{Sitting: exam.SittingID(a.Sitting), Seq: a.Seq, Kind: exam.EntryKind(a.Kind), Question: a.Question,
			Answer: a.Answer, At: time.UnixMilli(a.At), Proof: a.Proof}
		if a.Sitting != acks[0].Sitting {
			return []string{"acknowledgements of two sittings"}
		}
	}
	return e.Check(context.Background(), exam.SittingID(acks[0].Sitting), list)
}

// number reads one number from the database.
func (e *evidence) number(t testing.TB, query string, args ...any) int {
	t.Helper()
	var n int
	if err := e.db.SQL().QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// records counts the answers and marks of a sitting's journal.
func (e *evidence) records(t testing.TB, sitting string) int {
	t.Helper()
	return e.number(t, "SELECT COUNT(*) FROM sitting_journal WHERE sitting_id = ? AND seq IS NOT NULL", sitting)
}

// notBlind damages the journal as a loss would and expects the check to see it.
func (e *evidence) notBlind(t testing.TB, acks []wsclient.Ack) {
	t.Helper()
	mid := acks[len(acks)/2]
	for _, damage := range []string{
		"UPDATE sitting_journal SET answer = 'Z' WHERE sitting_id = ? AND seq = ?",
		"DELETE FROM sitting_journal WHERE sitting_id = ? AND seq = ?",
	} {
		if _, err := e.db.SQL().Exec(damage, mid.Sitting, mid.Seq); err != nil {
			t.Fatal(err)
		}
		if len(e.check(t, acks)) == 0 {
			t.Errorf("the check does not see the damage of: %s", damage)
		}
	}
}

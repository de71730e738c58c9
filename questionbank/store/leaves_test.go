package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sample"
)

// leaving is a store at which the caller goes away while a release is being read.
type leaving struct {
	questionbank.ReleaseStore
	leave context.CancelFunc
	read  int
}

func (l *leaving) ReleaseVersions(ctx context.Context, id questionbank.ReleaseID) ([]questionbank.SealedVersion, error) {
	l.read++
	l.leave()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return l.ReleaseStore.ReleaseVersions(ctx, id)
}

// At a node that was started anew the first draw has to read the whole release. A seat whose connection breaks off sooner than that, again and
// again, gets its paper all the same: what one try has read the next one finds.
func TestASeatThatComesAndGoesDrawsInTheEnd(t *testing.T) {
	w := newWorld(testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)))
	w.ready(t, 12)
	slow := &leaving{ReleaseStore: w.deps.Releases}
	w.deps.Releases = slow
	w = w.restarted()
	for try := 1; ; try++ {
		ctx, leave := context.WithCancel(seat)
		slow.leave = leave
		_, _, err := w.DrawFor(ctx, sample.ItemCode, counted("a1"))
		leave()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) && try == 1 {
			t.Logf("the first try: %v", err)
		}
		if try == 5 {
			t.Fatalf("after %d tries, in which the release was read %d times: %v", try, slow.read, err)
		}
	}
	if slow.read != 1 {
		t.Errorf("the release was read %d times", slow.read)
	}
}

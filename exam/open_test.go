package exam_test

import (
	"cmp"
	"context"
	"errors"
	"testing"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// blinking is a store on which another node made the very sitting a moment ago: a constraint says so, and a look at the
// admission does not show it yet.
type blinking struct {
	examtest.Stores
	made exam.SittingID
	says error
}

func (b *blinking) InsertSitting(ctx context.Context, s exam.Sitting) error {
	if b.made != "" {
		return b.Stores.InsertSitting(ctx, s)
	}
	s.ID = exam.SittingID(actor.NewID(s.CreatedAt))
	b.made = s.ID
	if err := b.Stores.InsertSitting(context.Background(), s); err != nil {
		return err
	}
	err := errors.Join(b.InsertHead(context.Background(), exam.Head{Sitting: s.ID, Gate: exam.GateShut}), b.InsertDraw(context.Background(), exam.Draw{Sitting: s.ID}))
	return cmp.Or(err, b.says)
}

// Two nodes that make the sitting of one admission at the same instant end up with one, which lives.
func TestASittingDoesNotReplaceItself(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		if db := open(t); db.Engine() == sqldb.SQLite {
			t.Skip("one writer: nobody is in between")
		}
		for _, says := range []error{exam.ErrSeatTaken, exam.ErrLiveElsewhere} {
			h := examtest.NewHouse(t, open(t), examtest.DefaultMix)
			b := &blinking{Stores: h.Real, says: says}
			h.Stores = b
			h.Restart()
			r := h.Sit()
			if got := r.Page.Sitting; got.ID != b.made || got.State != exam.Assigned {
				t.Errorf("%v: %s %s, want %s alive", says, got.ID, got.State, b.made)
			}
		}
	})
}

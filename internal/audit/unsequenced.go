package audit

import (
	"context"
	"fmt"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

const (
	// overdue is how long an entry may stay without a position while a sequencer works.
	overdue = 10 * time.Second
	// passedBy is how much older than the newest sequenced entry one without a position may be: longer than any
	// transaction takes, and more than the clocks of two nodes differ.
	passedBy = time.Minute
)

// unsequenced looks at the entries without a position. No hash protects them yet, so only what contradicts itself shows:
// a hash without a position, an id that was made at another time, an entry that the sequencer must have seen long ago.
func (l *Log) unsequenced(ctx context.Context, v *verifier) error {
	late := sqldb.At(l.clock().Add(-overdue))
	for last := ""; ; {
		var rows []row
		if err := l.db.Conn(ctx).Where("pos IS NULL AND id > ?", last).Order("id").Limit(2000).Find(&rows).Error; err != nil {
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		for i := range rows {
			v.loose(&rows[i], late)
		}
		last = rows[len(rows)-1].ID
	}
}

func (v *verifier) loose(r *row, late sqldb.Millis) {
	f := Fault{Kind: "PLANTED", ID: r.ID, At: r.At.Time()}
	made, ok := actor.IDTime(r.ID)
	switch {
	case r.Hash != nil:
		f.Kind, f.Text = "CHANGED", fmt.Sprintf("entry %s has a hash and no position: its position was taken away", r.ID)
	case !ok || sqldb.At(made) != r.At:
		f.Kind, f.Text = "CHANGED", fmt.Sprintf("entry %s has no position yet, and its time is not the one it was made at", r.ID)
	case v.newest-r.At > sqldb.Millis(passedBy.Milliseconds()):
		f.Text = fmt.Sprintf("entry %s of %s has no position, but much later entries have: it was put in afterwards, or its position was taken away",
			r.ID, f.At.Format(time.RFC3339))
	case r.At < late:
		f.Kind, f.Text = "UNSEQUENCED", fmt.Sprintf("entry %s of %s has no position", r.ID, f.At.Format(time.RFC3339))
	default:
		return
	}
	v.faults = append(v.faults, f)
}

// Waiting takes the UNSEQUENCED faults out where no sequencer was at work lately, at active: after a crash or a restore
// entries simply wait for the next start. It returns the other faults, how many entries wait and since when.
func Waiting(faults []Fault, active, now time.Time) (left []Fault, n int, since time.Time) {
	idle := now.Sub(active) > overdue
	for _, f := range faults {
		if f.Kind != "UNSEQUENCED" || !idle {
			left = append(left, f)
			continue
		}
		if n++; since.IsZero() || f.At.Before(since) {
			since = f.At
		}
	}
	return left, n, since
}

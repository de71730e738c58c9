package chaos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// judge compares what the robots were told with the database, past all nodes, and computes every score again.
func (w *world) judge(ctx context.Context, robots []*sitter, rep *Report) (err error) {
	ctx = actor.AsSystem(ctx, "chaos")
	if err := w.untilScored(ctx, rep); err != nil {
		return err
	}
	env := make([]string, 0, len(w.house.settings))
	for k, v := range w.house.settings {
		env = append(env, "SUIKAO_"+k+"="+v)
	}
	cfg, err := config.Load("", env)
	if err != nil {
		return err
	}
	a, err := app.New(ctx, cfg, slog.New(slog.NewTextHandler(io.Discard, nil)), time.Now, "chaos")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	ring, err := app.OpenKeys(cfg, false)
	if err != nil {
		return err
	}
	return w.withDB(ctx, func(db *sqldb.DB) error {
		j := &judge{a: a, store: examstore.New(db, ring), w: w, rep: rep, told: map[exam.SittingID][]wsclient.Ack{}}
		for _, r := range robots {
			for _, ack := range r.Acks() {
				j.told[exam.SittingID(ack.Sitting)] = append(j.told[exam.SittingID(ack.Sitting)], ack)
				rep.Acks++
			}
		}
		return j.all(ctx, db)
	})
}

// untilScored waits until no sitting is under way, at most a minute; what is left then is stuck.
func (w *world) untilScored(ctx context.Context, rep *Report) error {
	return w.withDB(ctx, func(db *sqldb.DB) error {
		open := 0
		for end := time.Now().Add(time.Minute); ; time.Sleep(250 * time.Millisecond) {
			err := db.SQL().QueryRowContext(ctx, "SELECT COUNT(*) FROM sitting WHERE kind = 'FORMAL' AND state <> 'SCORED'").Scan(&open)
			if err != nil {
				return err
			}
			if open == 0 || time.Now().After(end) {
				break
			}
		}
		rep.Stuck += open
		if open == 0 {
			return nil
		}
		rows, err := db.SQL().QueryContext(ctx, `SELECT s.id, s.state, s.pause_kind, h.gate, h.epoch, (? - s.deadline_at) / 1000,
			(SELECT COUNT(*) FROM room_outage o WHERE o.room_id = s.room_id AND o.settled_at = 0)
			FROM sitting s LEFT JOIN sitting_head h ON h.sitting_id = s.id WHERE s.kind = 'FORMAL' AND s.state <> 'SCORED'`, time.Now().UnixMilli())
		if err != nil {
			return err
		}
		for rows.Next() {
			var id, state, pause, gate string
			var epoch, dark int64
			var late float64
			if err := rows.Scan(&id, &state, &pause, &gate, &epoch, &late, &dark); err != nil {
				return errors.Join(err, rows.Close())
			}
			rep.Findings = append(rep.Findings, fmt.Sprintf("sitting %s has no result: %s %s, gate %s, epoch %d, %.0f s after its deadline, %d losses of its room last",
				id, state, pause, gate, epoch, late, dark))
		}
		return errors.Join(rows.Err(), rows.Close())
	})
}

type judge struct {
	a     *app.App
	store *examstore.Store
	w     *world
	rep   *Report
	told  map[exam.SittingID][]wsclient.Ack
	dark  map[site.RoomID][]window // rooms that had lost all their seats: no deadline is enforced there meanwhile
}

func (j *judge) find(format string, args ...any) {
	j.rep.Findings = append(j.rep.Findings, fmt.Sprintf(format, args...))
}

func (j *judge) all(ctx context.Context, db *sqldb.DB) error {
	rows, err := db.SQL().QueryContext(ctx, "SELECT id FROM sitting WHERE kind = 'FORMAL' ORDER BY id")
	if err != nil {
		return err
	}
	var ids []exam.SittingID
	for rows.Next() {
		var id exam.SittingID
		if err := rows.Scan(&id); err != nil {
			return errors.Join(err, rows.Close())
		}
		ids = append(ids, id)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	j.rep.Sittings = len(ids)
	if err := j.darkness(ctx, db); err != nil {
		return err
	}
	for _, id := range ids {
		if err := j.one(ctx, id); err != nil {
			return fmt.Errorf("sitting %s: %w", id, err)
		}
	}
	for id := range j.told {
		if _, err := j.store.Sitting(ctx, id); err != nil {
			j.rep.Lost += len(j.told[id])
			j.find("sitting %s was acknowledged and does not exist", id)
		}
	}
	return nil
}

func (j *judge) darkness(ctx context.Context, db *sqldb.DB) error {
	rows, err := db.SQL().QueryContext(ctx, "SELECT room_id, from_at, settled_at FROM room_outage WHERE settled_at > 0 ORDER BY from_at")
	if err != nil {
		return err
	}
	j.dark = map[site.RoomID][]window{}
	for rows.Next() {
		var room site.RoomID
		var from, to sqldb.Millis
		if err := rows.Scan(&room, &from, &to); err != nil {
			return errors.Join(err, rows.Close())
		}
		j.dark[room] = append(j.dark[room], window{from.Time(), to.Time()})
	}
	return errors.Join(rows.Err(), rows.Close())
}

// one checks a sitting: what was acknowledged, the chain, the fence, the deadline, the score.
func (j *judge) one(ctx context.Context, id exam.SittingID) error {
	sit, err := j.store.Sitting(ctx, id)
	if err != nil {
		return err
	}
	entries, err := j.store.Entries(ctx, id)
	if err != nil {
		return err
	}
	j.acknowledged(id, entries)
	d, err := j.store.Draw(ctx, id)
	if err != nil {
		return err
	}
	if _, err := exam.VerifyChain(d.Leaf, entries); err != nil {
		j.rep.Contradicted++
		j.find("sitting %s: %v", id, err)
	}
	j.order(sit, entries)
	if sit.State != exam.Scored {
		return nil
	}
	return j.score(ctx, sit, d, entries)
}

func (j *judge) acknowledged(id exam.SittingID, entries []exam.Entry) {
	held := map[int64]exam.Entry{}
	for _, e := range entries {
		if e.Seq > 0 {
			held[e.Seq] = e
		}
	}
	for _, a := range j.told[id] {
		e, ok := held[a.Seq]
		switch {
		case !ok:
			j.rep.Lost++
			j.find("sitting %s: number %d was acknowledged and is not in the journal", id, a.Seq)
		case string(e.Kind) != a.Kind || e.Question != a.Question || e.Answer != a.Answer || e.Proof() != a.Proof:
			j.rep.Contradicted++
			j.find("sitting %s: number %d was acknowledged as %s %d %q %s, the journal has %s %d %q %s", id, a.Seq, a.Kind, a.Question, a.Answer, a.Proof,
				e.Kind, e.Question, e.Answer, e.Proof())
		}
	}
}

// order checks that no older connection wrote after a newer one, that nothing came after the end or the deadline, and how
// late the end was.
func (j *judge) order(sit exam.Sitting, entries []exam.Entry) {
	epoch, over := int64(0), false
	for _, e := range entries {
		switch {
		case e.Epoch < epoch:
			j.rep.Contradicted++
			j.find("sitting %s: place %d was written by connection %d after %d", sit.ID, e.Place, e.Epoch, epoch)
		case over:
			j.rep.Contradicted++
			j.find("sitting %s: place %d stands behind the end", sit.ID, e.Place)
		case e.Seq > 0 && !e.ServerAt.Before(sit.Deadline):
			j.rep.Contradicted++
			j.find("sitting %s: place %d was received after the deadline", sit.ID, e.Place)
		}
		epoch, over = max(epoch, e.Epoch), over || e.Kind == exam.EntrySubmit
	}
	if sit.Cause != exam.ByDeadline {
		return
	}
	due := j.w.due(sit.Deadline)
	for _, d := range j.dark[sit.Room] {
		if !due.Before(d.from) && due.Before(d.to) {
			due = j.w.due(d.to)
		}
	}
	late := sit.SubmittedAt.Sub(due)
	if late > lateLimit {
		j.find("sitting %s was handed in %s late", sit.ID, late)
	}
	j.rep.LateMax = max(j.rep.LateMax, late)
}

// score computes the score with both scorers from the journal.
func (j *judge) score(ctx context.Context, sit exam.Sitting, d exam.Draw, entries []exam.Entry) error {
	r, err := j.store.ResultOf(ctx, sit.ID)
	if err != nil {
		return err
	}
	key, err := j.a.Bank.Key(ctx, d.Paper.Release, r.KeyVersion)
	if err != nil {
		return err
	}
	first, err := exam.Grade(d.Paper, exam.Fold(entries).Given, key, sit.Terms.Multi)
	if err != nil {
		return err
	}
	_, second, err := exam.Rescore(d.Paper, entries, key, sit.Terms.Multi)
	if err != nil {
		return err
	}
	if first.Points != r.Points || second != r.Points || r.Records != int64(len(entries)) {
		j.rep.Contradicted++
		j.find("sitting %s: %d points stand there, the scorers find %d and %d; %d of %d records", sit.ID, r.Points, first.Points, second, r.Records, len(entries))
	}
	return nil
}

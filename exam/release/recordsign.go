package release

import (
	"context"
	"slices"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
)

// recordReaders may read room records.
func recordReaders() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant, people.ExamManager, people.Inspector, people.Regulator,
		people.ResultReleaser, people.Archivist}
}

// noters may add notes.
func noters() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.RemoteAttendant, people.ExamManager, people.Inspector}
}

// ReadRecord returns one room record to staff of the exam point or above.
func (k *Desk) ReadRecord(ctx context.Context, id RecordID) (RoomRecord, error) {
	r, err := k.d.Records.Record(ctx, id)
	if err != nil {
		return RoomRecord{}, err
	}
	return r, require(ctx, r.OrgPath, ErrNoRecord, ErrRecordForbidden, recordReaders()...)
}

// FindRecords lists room records of the caller's organisations, newest slot first.
func (k *Desk) FindRecords(ctx context.Context, q RecordQuery) ([]RoomRecord, error) {
	if q.Paths = actor.From(ctx).Paths(recordReaders()...); len(q.Paths) == 0 {
		return nil, ErrRecordForbidden
	}
	return k.d.Records.Records(ctx, q)
}

// Names returns the masked names of the candidates of a record, by booking.
func (k *Desk) Names(ctx context.Context, c RecordContent) (map[people.PersonID]string, error) {
	out := map[people.PersonID]string{}
	for _, l := range c.Lines {
		if _, ok := out[l.Person]; ok {
			continue
		}
		card, err := k.d.Cards.Card(ctx, l.Person, l.Item)
		if err != nil {
			return nil, err
		}
		out[l.Person] = card.Name
	}
	return out, nil
}

// Note adds a note to a drafted record. A suspected breach names a sitting of the slot; signing the record holds its
// result. Errors: ErrNote, ErrRecordOpen, ErrRecordSigned, ErrRecordForbidden.
func (k *Desk) Note(ctx context.Context, id RecordID, n RecordNote) (RoomRecord, error) {
	var r RoomRecord
	err := k.inTx(ctx, func(ctx context.Context) error {
		var err error
		if r, err = k.d.Records.Record(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, r.OrgPath, ErrNoRecord, ErrRecordForbidden, noters()...); err != nil {
			return err
		}
		switch r.State {
		case RecordOpen:
			return ErrRecordOpen
		case RecordSigned:
			return ErrRecordSigned
		}
		c, err := r.Content()
		if err != nil {
			return err
		}
		if n, err = k.checkNote(ctx, c, n); err != nil {
			return err
		}
		c.Notes = append(c.Notes, n)
		c.count()
		if err := r.write(c); err != nil {
			return err
		}
		if err := k.d.Records.SaveRecord(ctx, r); err != nil {
			return err
		}
		r.Version++
		return k.record(ctx, "room_record.note", "room_record:"+string(id), r.OrgPath,
			map[string]string{"kind": string(n.Kind), "sitting": string(n.Sitting), "text": n.Text})
	})
	return r, err
}

func (k *Desk) checkNote(ctx context.Context, c RecordContent, n RecordNote) (RecordNote, error) {
	var err error
	if n.Text, err = written(n.Text, "body.text", 2, 400, ErrNote); err != nil {
		return n, err
	}
	known := slices.Contains([]NoteKind{NoteRemark, NoteOutage, NoteIncident, NoteBreach}, n.Kind)
	inSlot := slices.ContainsFunc(c.Lines, func(l RecordLine) bool { return l.Sitting == n.Sitting })
	switch {
	case !known || len(c.Notes) >= 200,
		n.Sitting != "" && !inSlot, n.Kind == NoteBreach && n.Sitting == "", n.To.Before(n.From):
		return n, ErrNote.At("body.text")
	}
	a := actor.From(ctx)
	n.Account, n.Person, n.Name = people.AccountID(a.ID), people.PersonID(a.Person), a.Name
	n.From, n.To, n.At = utc(n.From), utc(n.To), k.now()
	return n, nil
}

// Sign puts the caller's signature under a drafted record. hash is that of the body the caller has read; ErrRecordStale
// when the facts or notes are others by now. Only a remote invigilator on the roster of the slot may; the signature is
// final. While recordings of the slot are on their way it is refused with ErrRecordAwaits, at most for AwaitFor after their sittings
// ended. Results with a note of a suspected breach are held, with the signing person as the owner until somebody takes over;
// results without supervision for too long are held for whoever releases.
func (k *Desk) Sign(ctx context.Context, id RecordID, hash string) (RoomRecord, error) {
	if err := k.freshen(ctx, id); err != nil {
		return RoomRecord{}, err
	}
	var r RoomRecord
	err := k.inTx(ctx, func(ctx context.Context) error {
		var err error
		if r, err = k.settled(ctx, id); err != nil {
			return err
		}
		c, err := r.Content()
		if err != nil {
			return err
		}
		a := actor.From(ctx)
		switch {
		case a.Kind != actor.Staff || a.Person == "" || !c.supervised(people.PersonID(a.Person)):
			return ErrNotOnDuty
		case slices.ContainsFunc(c.Gaps, func(g RecordGap) bool { return g.To.IsZero() }):
			return ErrGapLasts
		case hash != r.Hash:
			return ErrRecordStale
		}
		if err := k.delivered(ctx, r); err != nil {
			return err
		}
		r.State = RecordSigned
		r.Signature = RecordSignature{people.AccountID(a.ID), people.PersonID(a.Person), a.Name, signStatement, r.Hash, k.now()}
		if err := k.d.Records.SaveRecord(ctx, r); err != nil {
			return err
		}
		r.Version++
		if err := k.holdBreaches(ctx, r, c); err != nil {
			return err
		}
		if err := k.holdUnwatched(ctx, c); err != nil {
			return err
		}
		if err := k.holdUnrecorded(ctx, c); err != nil {
			return err
		}
		if err := k.record(ctx, "room_record.sign", "room_record:"+string(id), r.OrgPath, map[string]string{"hash": r.Hash}); err != nil {
			return err
		}
		return k.emit(ctx, TopicRecordSigned, string(id), map[string]string{"record": string(id), "slot": string(r.Slot)})
	})
	return r, err
}

// settled returns the record as the facts are now, in the transaction of the signature, behind the locks that every
// admission takes: from here on nobody comes into the slot, and whoever came is in the record.
func (k *Desk) settled(ctx context.Context, id RecordID) (RoomRecord, error) {
	r, err := k.d.Records.Record(ctx, id)
	if err != nil {
		return r, err
	}
	if r.State == RecordSigned {
		return r, ErrRecordSigned
	}
	f, err := k.d.Slots.SettleSlot(ctx, r.Slot)
	if err != nil {
		return r, err
	}
	if !f.NoMoreAdmissions {
		return r, ErrRecordOpen
	}
	return k.draft(ctx, id)
}

// freshen checks that the caller may sign and drafts the record again, so that it cannot be signed over newer facts.
func (k *Desk) freshen(ctx context.Context, id RecordID) error {
	r, err := k.d.Records.Record(ctx, id)
	if err != nil {
		return err
	}
	if err := require(ctx, r.OrgPath, ErrNoRecord, ErrRecordForbidden, people.RemoteInvigilator); err != nil {
		return err
	}
	_, err = k.draft(ctx, id)
	return err
}

// holdBreaches holds the results that the record's notes put in doubt.
func (k *Desk) holdBreaches(ctx context.Context, r RoomRecord, c RecordContent) error {
	for _, n := range c.Notes {
		if n.Kind != NoteBreach {
			continue
		}
		res, err := k.d.Results.ResultOf(ctx, n.Sitting)
		if err != nil {
			if absent(err) {
				continue // aborted or lapsed: there is no result to hold
			}
			return err
		}
		if res.State != exam.Provisional {
			continue
		}
		if err := k.hold(ctx, res, Hold{Code: HoldBreach, Text: n.Text, Owner: r.Signature.Account,
			OwnerPerson: r.Signature.Person, OwnerName: r.Signature.Name}); err != nil {
			return err
		}
	}
	return nil
}

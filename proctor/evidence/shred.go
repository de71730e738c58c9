package evidence

import (
	"context"
	"errors"
	"fmt"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
)

// DeletionVersion is the form of proofs that this program writes.
const DeletionVersion = 1

// Deletion says what was deleted by rule. The order of fields is part of the form; see Root.
type Deletion struct {
	Version int            `json:"version"`
	Sitting exam.SittingID `json:"sitting"`
	Root    string         `json:"root"` // the newest before the deletion
	Ended   int64          `json:"ended"`
	Months  int            `json:"months"`
	Basis   string         `json:"basis"`
	Due     actor.Date     `json:"due"`
	At      int64          `json:"at"`
	// Key says what was done with the key of the recordings: DESTROYED. Without it their copies anywhere are noise.
	Key      string           `json:"key"`
	Segments []DeletedSegment `json:"segments"`
	Stills   []DeletedStill   `json:"stills,omitempty"`
}

// DeletedStill is what remains of a picture beside the recording.
type DeletedStill struct {
	ID     string `json:"id"`
	What   string `json:"what"`
	At     int64  `json:"at"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// DeletedSegment is what remains of a segment.
type DeletedSegment struct {
	No     int    `json:"no"`
	ID     string `json:"id"`
	Track  string `json:"track"`
	From   int64  `json:"from"`
	To     int64  `json:"to"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Hash   string `json:"hash"` // of the chain
}

// Encode is the canonical form.
func (d Deletion) Encode() []byte { return canonical(d) }

// Hash is what roots name the deletion by.
func (d Deletion) Hash() string { return hashOf("suikao evidence deletion", d.Encode()) }

const deleteBatch = 50

// DeleteOnce deletes recordings whose period is over and goes on with what an earlier run began. Call it a few times a day; it runs
// under a lease or twice without harm. One failing sitting does not stop the others.
func (s *Service) DeleteOnce(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "evidence.delete")
	today := actor.DateOf(s.now())
	var errs []error
	for after := exam.SittingID(""); ; {
		due, err := s.d.Tx.Expired(ctx, today, after, deleteBatch)
		if err != nil {
			return errors.Join(append(errs, err)...)
		}
		for _, id := range due {
			after = id
			if err := s.delete(ctx, id); err != nil {
				errs = append(errs, fmt.Errorf("recordings of sitting %s: %w", id, err))
			}
			if err := ctx.Err(); err != nil {
				return errors.Join(append(errs, err)...)
			}
		}
		if len(due) < deleteBatch {
			return errors.Join(append(errs, s.deleteRooms(ctx))...) // last: a day is kept while a sitting of it is
		}
	}
}

// delete destroys the key and writes the proof in one transaction, then removes the files.
func (s *Service) delete(ctx context.Context, id exam.SittingID) error {
	begun, err := s.shred(ctx, id)
	if err != nil || !begun {
		return err
	}
	segments, err := s.d.Recordings.Segments(ctx, id)
	if err != nil {
		return err
	}
	keys := make([]string, len(segments))
	for i, seg := range segments {
		keys[i] = seg.Key
	}
	if s.d.Stills != nil {
		stills, err := s.d.Stills(ctx, id)
		if err != nil {
			return err
		}
		for _, p := range stills {
			keys = append(keys, p.Key)
		}
	}
	for _, key := range keys {
		if err := s.d.Files.Delete(ctx, key); err != nil {
			return err
		}
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		c, err := s.d.Tx.LockCase(ctx, id)
		if err != nil || c.State == Gone {
			return err
		}
		c.State = Gone
		if err := s.d.Tx.SaveCase(ctx, c); err != nil {
			return err
		}
		return s.record(ctx, "evidence.files_removed", "sitting:"+string(id), c.OrgPath, map[string]string{"files": fmt.Sprint(len(keys)), "proof": c.Proof})
	})
}

// shred reports whether the recordings of a sitting are deleted: now, or by a run before. What is under a hold, in a procedure, or
// kept longer by the rules as they are now stays.
func (s *Service) shred(ctx context.Context, id exam.SittingID) (done bool, err error) {
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		c, err := s.d.Tx.LockCase(ctx, id)
		if err != nil {
			return err
		}
		if done = c.State != Kept; done {
			return nil
		}
		sit, err := s.d.Sittings.Sitting(ctx, id)
		if err != nil {
			return err
		}
		if keep, err := s.keeps(ctx, &c, sit); err != nil || keep {
			return err
		}
		done = true
		return s.destroy(ctx, c, sit)
	})
	return done, err
}

// keeps reports whether something keeps the recordings of a sitting, and notes a later date where the rules give one.
func (s *Service) keeps(ctx context.Context, c *Case, sit exam.Sitting) (bool, error) {
	months, basis, err := s.period(ctx, sit)
	if err != nil {
		return true, err
	}
	if on := deleteOn(c.EndedAt, months); on == "" || on > c.DeleteOn {
		c.Months, c.Basis, c.DeleteOn = months, basis, on
		return true, s.d.Tx.SaveCase(ctx, *c)
	}
	why, err := s.Keeping(ctx, sit)
	return len(why) > 0, err
}

// Keeping names what besides the period keeps a sitting's recordings: HOLD, and the procedures that are open. The program itself asks.
func (s *Service) Keeping(ctx context.Context, sit exam.Sitting) ([]string, error) {
	var out []string
	holds, err := s.d.Orders.HoldsOf(ctx, sit.ID)
	if err != nil {
		return nil, err
	}
	for _, h := range holds {
		if h.Live {
			out = append(out, "HOLD")
			break
		}
	}
	for _, pending := range s.d.Pending {
		more, err := pending(ctx, sit)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// destroy is the deletion itself, in the transaction of the context.
func (s *Service) destroy(ctx context.Context, c Case, sit exam.Sitting) error {
	g, err := s.gather(ctx, sit)
	if err != nil {
		return err
	}
	if _, err := s.next(ctx, &c, g, ByFacts); err != nil { // what is deleted is what a root names
		return err
	}
	now := s.now()
	d := Deletion{Version: DeletionVersion, Sitting: c.Sitting, Root: c.Root, Ended: ms(c.EndedAt), Months: c.Months, Basis: c.Basis, Due: c.DeleteOn,
		At: ms(now), Key: "DESTROYED", Segments: []DeletedSegment{}}
	for _, seg := range g.segments {
		d.Segments = append(d.Segments, DeletedSegment{seg.No, string(seg.ID), trackOf(seg), ms(seg.From), ms(seg.To), seg.Size, seg.SHA256, seg.Hash})
	}
	for _, x := range g.stills {
		d.Stills = append(d.Stills, DeletedStill{x.ID, x.What, ms(x.At), x.Size, x.SHA256})
	}
	p := Proof{ID: actor.NewID(now), Sitting: c.Sitting, Hash: d.Hash(), Body: d.Encode(), At: now}
	if p.Signature, err = s.d.Signer.Sign("deletion", p.Hash); err != nil {
		return err
	}
	if err := s.d.Keys.destroy(ctx, c.Sitting, now); err != nil {
		return err
	}
	if err := s.d.Tx.AddProof(ctx, p); err != nil {
		return err
	}
	c.State, c.GoneAt, c.Proof, c.DueAt = Deleting, now, p.Hash, at(0)
	if _, err := s.next(ctx, &c, g, ByDeletion); err != nil {
		return err
	}
	if err := s.d.Tx.SaveCase(ctx, c); err != nil {
		return err
	}
	return s.record(ctx, "evidence.delete", "sitting:"+string(c.Sitting), c.OrgPath, map[string]string{"proof": p.Hash, "root": c.Root,
		"segments": fmt.Sprint(len(d.Segments)), "months": fmt.Sprint(c.Months), "basis": c.Basis})
}

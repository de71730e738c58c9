package exam

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Rehearse lets a robot candidate sit one paper of an item on this node: drawn, answered wrong and then half of it right,
// through the node's own pipeline into the database, handed in and scored. It fails unless both scorers find exactly the
// points that the answers earn and the journal's chain holds. A node takes people only after it. Run must be running.
// orgPath chooses the rules; pt is whom the item is for.
func (s *Service) Rehearse(ctx context.Context, itemCode, orgPath string, pt rules.PersonType) error {
	ctx = actor.AsSystem(ctx, "sitting.robot")
	sit, err := s.seatRobot(ctx, itemCode, orgPath, pt)
	if err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	want, err := s.robotAnswers(ctx, sit.ID)
	if err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	free := func(Sitting, Head) error { return nil }
	if sit, err = s.finish(ctx, sit.ID, step{verb: "sitting.submit", allow: free}, ByOwnHand, ""); err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	if sit, err = s.Score(ctx, sit.ID); err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	return s.checkRobot(ctx, sit, want)
}

// seatRobot opens a sitting for the robot and starts it.
func (s *Service) seatRobot(ctx context.Context, itemCode, orgPath string, pt rules.PersonType) (Sitting, error) {
	now := s.now()
	sit := Sitting{ID: SittingID(actor.NewID(now)), Kind: Robot, Venue: OwnDevice, Person: people.PersonID(actor.NewID(now)),
		Seat: site.SeatID(actor.NewID(now)), SeatLabel: "robot", OrgPath: orgPath, ItemCode: itemCode, PersonType: pt,
		State: Assigned, StartBy: now.Add(time.Hour), CreatedAt: now}
	if _, err := s.insert(ctx, sit, Head{Sitting: sit.ID, Gate: GateShut}, ""); err != nil {
		return sit, err
	}
	free := func(Sitting, Head) error { return nil }
	var nonce [16]byte
	if err := s.random(nonce[:]); err != nil {
		return sit, err
	}
	d, err := s.drawPaper(ctx, sit, nonce)
	if err != nil {
		return sit, err
	}
	for _, st := range []step{
		{act: ActPledge, verb: "sitting.pledge", allow: free, do: func(ctx context.Context, _ time.Time, sit *Sitting, head *Head) (*Entry, error) {
			head.Epoch++
			return &Entry{Kind: EntryPledge}, s.prepare(ctx, sit, head, d)
		}},
		{act: ActPractise, verb: "sitting.practise", allow: free, do: func(context.Context, time.Time, *Sitting, *Head) (*Entry, error) { return nil, nil }},
		{act: ActStart, verb: "sitting.start", allow: free, do: s.start},
	} {
		if sit, err = s.perform(ctx, sit.ID, st); err != nil {
			return sit, err
		}
	}
	return sit, nil
}

// robotAnswers answers every question wrong, then every second one right, and returns the points that earns.
func (s *Service) robotAnswers(ctx context.Context, id SittingID) (int, error) {
	d, err := s.d.Draws.Draw(ctx, id)
	if err != nil {
		return 0, err
	}
	key, err := s.d.Papers.CurrentKey(ctx, d.Paper.Release)
	if err != nil {
		return 0, err
	}
	want := 0
	var writes []Write
	add := func(q assembly.Question, right bool) {
		writes = append(writes, Write{Sitting: id, Epoch: 1, Seq: int64(len(writes)) + 1, Kind: EntryAnswer, Question: q.No,
			Answer: robotChoice(q, key, right), ReceivedAt: s.d.Clock()})
	}
	for _, q := range d.Paper.Questions {
		add(q, false)
	}
	for _, q := range d.Paper.Questions {
		if q.No%2 == 0 {
			add(q, true)
			want += q.Points
		}
	}
	got := make(chan Receipt, len(writes))
	for _, w := range writes {
		if err := s.Put(ctx, w, func(r Receipt) { got <- r }); err != nil {
			return 0, err
		}
	}
	for range writes {
		select {
		case r := <-got:
			if r.Err != nil {
				return 0, fmt.Errorf("answer %d: %w", r.Seq, r.Err)
			}
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	return want, nil
}

// robotChoice returns the right letters, or one wrong letter.
func robotChoice(q assembly.Question, key questionbank.Key, right bool) string {
	out := ""
	for _, o := range q.Options {
		if slices.Contains(key.Correct[q.Version], o.Origin) == right {
			out += o.Letter
			if !right {
				return out
			}
		}
	}
	return out
}

func (s *Service) checkRobot(ctx context.Context, sit Sitting, want int) error {
	r, err := s.d.Results.ResultOf(ctx, sit.ID)
	if err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	d, err := s.d.Draws.Draw(ctx, sit.ID)
	if err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	entries, err := s.d.Journal.Entries(ctx, sit.ID)
	if err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	if _, err := VerifyChain(d.Leaf, entries); err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	key, err := s.d.Papers.KeyVersion(ctx, d.Paper.Release, r.KeyVersion)
	if err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	_, second, err := Rescore(d.Paper, entries, key, sit.Terms.Multi)
	if err != nil {
		return fmt.Errorf("robot candidate: %w", err)
	}
	if r.Points != want || second != want {
		return fmt.Errorf("robot candidate: earned %d points, the scorers find %d and %d", want, r.Points, second)
	}
	return nil
}

package app

import (
	"context"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/calibration"
	"github.com/suikao/suikao/questionbank/health"
)

// decidedSittings gives questionbank/health the sittings whose result was decided.
type decidedSittings struct {
	store  *examstore.Store
	papers exam.Papers
}

// Decided implements health.Sittings.
func (d decidedSittings) Decided(ctx context.Context, from health.Mark, limit int) ([]health.Decision, error) {
	list, err := d.store.Decided(ctx, from.At, exam.ResultID(from.ID), limit)
	out := make([]health.Decision, len(list))
	for i, r := range list {
		out[i] = health.Decision{Mark: health.Mark{At: r.DecidedAt, ID: string(r.ID)}, Sitting: string(r.Sitting), Release: questionbank.ReleaseID(r.Release),
			Counts: r.State == exam.Released, First: r.Attempt == 1, SatOn: r.SatOn, Path: r.OrgPath}
	}
	return out, err
}

// Answers implements health.Sittings.
func (d decidedSittings) Answers(ctx context.Context, sitting string, version int) ([]health.Answered, error) {
	sit, err := d.store.Sitting(ctx, exam.SittingID(sitting))
	if err != nil {
		return nil, err
	}
	draw, err := d.store.Draw(ctx, sit.ID)
	if err != nil {
		return nil, err
	}
	entries, err := d.store.Entries(ctx, sit.ID)
	if err != nil {
		return nil, err
	}
	key, err := d.papers.KeyVersion(ctx, draw.Paper.Release, version)
	if err != nil {
		return nil, err
	}
	given, spent := exam.Fold(entries).Given, exam.Spent(entries)
	score, err := exam.Grade(draw.Paper, given, key, sit.Terms.Multi)
	if err != nil {
		return nil, fmt.Errorf("sitting %s: %w", sitting, err)
	}
	out, err := answered(draw.Paper, given, spent, score.Each, sit.Cause == exam.ByDeadline)
	if err != nil {
		return nil, fmt.Errorf("sitting %s: %w", sitting, err)
	}
	return out, nil
}

// answered lists the answers of a paper by items. The questions of a case are one answer, see calibration.Joined.
func answered(p assembly.Paper, given map[int]string, spent map[int]time.Duration, points []int, over bool) ([]health.Answered, error) {
	out := make([]health.Answered, 0, len(p.Questions))
	cases := map[int][]calibration.Answer{} // by place in out
	for i, q := range p.Questions {
		chosen, err := q.Origins(given[q.No])
		if err != nil {
			return nil, err
		}
		a := health.Answered{Version: q.Version, Right: points[i] == q.Points, Spent: spent[q.No], Late: len(chosen) == 0 && over, Told: q.Told != nil}
		for _, o := range chosen {
			a.Choice |= 1 << min(o, 15)
		}
		whole, part := q.Version.Whole()
		if part == 0 {
			out = append(out, a)
			continue
		}
		last := len(out) - 1
		if last < 0 || out[last].Version != whole {
			out, last = append(out, health.Answered{Version: whole}), last+1
		}
		out[last].Told = out[last].Told || a.Told
		cases[last] = append(cases[last], calibration.Answer{Millis: int32(min(a.Spent, time.Hour).Milliseconds()), Choice: a.Choice, Right: a.Right, Late: a.Late})
	}
	for at, parts := range cases {
		a := calibration.Joined(parts)
		whole := &out[at]
		whole.Choice, whole.Right, whole.Late, whole.Parts, whole.Open = a.Choice, a.Right, a.Late, a.Parts, a.Open
		whole.Spent = time.Duration(a.Millis) * time.Millisecond
	}
	return out, nil
}

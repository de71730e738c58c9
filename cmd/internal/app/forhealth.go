package app

import (
	"context"
	"fmt"

	"github.com/suikao/suikao/exam"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/questionbank"
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
	out := make([]health.Answered, 0, len(draw.Paper.Questions))
	for i, q := range draw.Paper.Questions {
		if q.Case != nil { // see health: what hangs together is no answer of its own
			continue
		}
		chosen, err := q.Origins(given[q.No])
		if err != nil {
			return nil, fmt.Errorf("sitting %s: %w", sitting, err)
		}
		a := health.Answered{Version: q.Version, Right: score.Each[i] == q.Points, Spent: spent[q.No], Late: len(chosen) == 0 && sit.Cause == exam.ByDeadline, Told: q.Told != nil}
		for _, o := range chosen {
			a.Choice |= 1 << min(o, 15)
		}
		out = append(out, a)
	}
	return out, nil
}

package health

import (
	"context"
	"math"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/calibration"
)

// How many answers an item needs for what.
const (
	fewest = 10  // to be frozen with a release at all
	many   = 100 // for the difficulty that moves with each sitting
	plenty = 200 // for a curve of its own at night
)

// traits are what an estimate needs of a version beside its answers.
type traits struct {
	kind       questionbank.Type
	difficulty int
}

// estimates says what is taken for each item now. Shares are drawn to the mean of their type, over all items of the list.
func estimates(list []Item, of map[questionbank.VersionID]traits) (map[questionbank.VersionID]Estimate, error) {
	out := make(map[questionbank.VersionID]Estimate, len(list))
	byType := map[questionbank.Type][]int{}
	for i, it := range list {
		byType[of[it.Version].kind] = append(byType[of[it.Version].kind], i)
		b := calibration.Prior(of[it.Version].difficulty)
		switch {
		case it.Curve.A > 0:
			out[it.Version] = Estimate{ByNight, it.Curve, it.Error}
			continue
		case it.Responses >= many:
			b = it.Belief
			out[it.Version] = Estimate{BySitting, b.Curve(), math.Sqrt(b.V)}
			continue
		}
		out[it.Version] = Estimate{ByLabel, b.Curve(), math.Sqrt(b.V)}
	}
	for _, at := range byType {
		tallies := make([]calibration.Tally, len(at))
		answers := 0
		for k, i := range at {
			tallies[k] = calibration.Tally{Right: list[i].Rights, Answers: list[i].Responses}
			answers += list[i].Responses
		}
		if answers == 0 {
			continue
		}
		shares, err := calibration.Shrunk(tallies)
		if err != nil {
			return nil, err
		}
		for k, i := range at {
			if out[list[i].Version].Stage != ByLabel || list[i].Responses < fewest {
				continue
			}
			b, err := calibration.Share(shares[k], list[i].Responses, calibration.Usual)
			if err != nil {
				return nil, err
			}
			out[list[i].Version] = Estimate{ByShare, b.Curve(), math.Sqrt(b.V)}
		}
	}
	return out, nil
}

func traitsOf(list []questionbank.SealedVersion) map[questionbank.VersionID]traits {
	out := make(map[questionbank.VersionID]traits, len(list))
	for _, v := range list {
		out[v.ID] = traits{v.Content.Type, v.Content.Difficulty}
	}
	return out
}

// Shelf is what the question bank asks about items: it needs no service, so that the bank can be made before it.
type Shelf struct {
	Items       Items
	Quarantines Quarantines
}

var _ questionbank.Standing = Shelf{}

// Out implements questionbank.Standing.
func (s Shelf) Out(ctx context.Context, r questionbank.ReleaseID) ([]questionbank.ItemID, error) {
	return s.Quarantines.OutOf(ctx, r)
}

// Measured implements questionbank.Standing. What is measured of a case is how often all its questions are right; a draw needs each of them.
func (s Shelf) Measured(ctx context.Context, bank questionbank.BankID, list []questionbank.SealedVersion) (map[questionbank.VersionID]questionbank.Measure, error) {
	state, err := s.Items.BankState(ctx, bank)
	if err != nil {
		return nil, err
	}
	known, err := s.Items.Items(ctx, bank, false)
	if err != nil {
		return nil, err
	}
	of := traitsOf(list)
	kept := known[:0]
	for _, it := range known {
		if _, ok := of[it.Version]; ok {
			kept = append(kept, it)
		}
	}
	now, err := estimates(kept, of)
	if err != nil {
		return nil, err
	}
	out := map[questionbank.VersionID]questionbank.Measure{}
	for _, it := range kept {
		if e := now[it.Version]; e.Stage != ByLabel && of[it.Version].kind != questionbank.Case {
			out[it.Version] = questionbank.Measure{Params: calibration.Measured(e.Curve, state.Cut), Stage: int(e.Stage), Responses: it.Responses}
		}
	}
	return out, nil
}

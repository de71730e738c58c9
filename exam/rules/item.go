package rules

import (
	"context"
	"slices"
	"strings"

	"github.com/suikao/suikao/internal/actor"
)

// Item is one version of a row of the operation catalogue.
type Item struct {
	ID         ItemRowID
	Code       string // this project's code, "SO-01-02"
	Category   string // 作业类别
	Name       string // 操作项目
	CategoryEn string
	NameEn     string
	Notes      string
	Industry   string
	Group      string // first two parts of the code
	Track      Track
	PersonType PersonType
	AnnexNo    string // number in the law's annex
	Version    string // label of the catalogue the row came with
	Since      actor.Date
	Until      actor.Date // last day; empty = open
	// Hours and validity of the row; blank where the authority must set them.
	InitialHours   Param[int]
	RefresherHours Param[int]
	ValidityMonths Param[int]
	Status         string // "base; check against …", "placeholder"
	Source         string
	Proposal       ProposalID // empty for a seed
	ClosedOn       actor.Date // last day set by a later row's closure
}

// LastDay returns the last day the row is in force; empty = open.
func (i Item) LastDay() actor.Date { return earlier(i.Until, i.ClosedOn) }

// InForceOn reports whether the row is in force on d.
func (i Item) InForceOn(d actor.Date) bool {
	last := i.LastDay()
	return i.Since <= d && (last == "" || d <= last)
}

// Placeholder reports whether the row only keeps a place of the catalogue; nobody can apply for it.
func (i Item) Placeholder() bool { return i.Status == "placeholder" }

// ItemFilter narrows Items; empty fields do not. On is needed.
type ItemFilter struct {
	Track      Track
	PersonType PersonType
	Group      string
	On         actor.Date
}

// Item returns the version of code in force on the day. Errors: ErrNoItem.
func (s *Service) Item(ctx context.Context, code string, on actor.Date) (Item, error) {
	rows, err := s.store.Rows(ctx)
	if err != nil {
		return Item{}, err
	}
	return rows.item(code, on)
}

func (r *Rows) item(code string, on actor.Date) (Item, error) {
	for _, i := range r.items[code] {
		if i.InForceOn(on) {
			return i, nil
		}
	}
	return Item{}, ErrNoItem.With("code", code).With("on", on)
}

// Items returns the rows in force on the filter's day, ordered by code.
func (s *Service) Items(ctx context.Context, f ItemFilter) ([]Item, error) {
	all, err := s.store.Items(ctx, "")
	if err != nil {
		return nil, err
	}
	var out []Item
	for _, i := range all {
		if i.InForceOn(f.On) && (f.Track == "" || f.Track == i.Track) && (f.PersonType == "" || f.PersonType == i.PersonType) &&
			(f.Group == "" || f.Group == i.Group) {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b Item) int { return strings.Compare(a.Code, b.Code) })
	return out, nil
}

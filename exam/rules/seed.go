package rules

import (
	"bytes"
	"context"
	"embed"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

//go:embed seed catalogue.csv
var seedFS embed.FS

// ErrSeedChanged says that an embedded set differs from the row that an earlier release loaded under its key.
var ErrSeedChanged = fault.Define("rules.seed_changed", fault.Internal, "内置规则“{key}”与已载入的行不同。",
	"The embedded set \"{key}\" differs from the row loaded before; it needs a new key.")

// LoadSeeds inserts the embedded rule sets, catalogue, calendar and deciding dates that are not there yet. It is called at
// every start and does nothing the second time. Errors: ErrSeedChanged.
func (s *Service) LoadSeeds(ctx context.Context) error {
	ctx = actor.AsSystem(ctx, "rules seed")
	return s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Lock(ctx); err != nil {
			return err
		}
		f, err := seedFile()
		if err != nil {
			return err
		}
		if f, err = s.missing(ctx, f); err != nil {
			return err
		}
		if len(f.RuleSets)+len(f.Items)+len(f.Years)+len(f.Bases) == 0 {
			return nil
		}
		pl, err := s.plan(ctx, f, National, "")
		if err != nil {
			return err
		}
		if err := s.apply(ctx, pl, ""); err != nil {
			return err
		}
		return s.audit.Record(ctx, actor.Entry{Verb: "rules.seed", Object: "rules:seed", Path: "/", Detail: map[string]string{
			"sets": strconv.Itoa(len(pl.sets)), "items": strconv.Itoa(len(pl.items)), "years": strconv.Itoa(len(pl.years))}})
	})
}

// seedFile reads all embedded files as one.
func seedFile() (File, error) {
	entries, err := seedFS.ReadDir("seed")
	if err != nil {
		return File{}, err
	}
	out := File{Title: "seed", Org: "NATIONAL"}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		raw, err := seedFS.ReadFile("seed/" + e.Name())
		if err != nil {
			return File{}, err
		}
		f, err := ParseFile(raw)
		if err != nil {
			return File{}, fmt.Errorf("seed %s: %w", e.Name(), err)
		}
		out.RuleSets = append(out.RuleSets, f.RuleSets...)
		out.Years = append(out.Years, f.Years...)
		out.Bases = append(out.Bases, f.Bases...)
	}
	raw, err := seedFS.ReadFile("catalogue.csv")
	if err != nil {
		return File{}, err
	}
	out.Items, err = readCatalogue(raw)
	return out, err
}

// missing drops what is loaded already.
func (s *Service) missing(ctx context.Context, f File) (File, error) {
	out := File{Title: f.Title, Org: f.Org}
	sets, err := s.store.RuleSets(ctx, "", "")
	if err != nil {
		return out, err
	}
	known := map[string]RuleSet{}
	for _, have := range sets {
		known[have.Key] = have
	}
	for _, want := range f.RuleSets {
		have, ok := known[want.Key]
		if !ok {
			out.RuleSets = append(out.RuleSets, want)
			continue
		}
		same, err := equalSets(have, want.RuleSet)
		if err != nil {
			return out, err
		}
		if !same {
			return out, ErrSeedChanged.With("key", want.Key)
		}
	}
	return out, s.missingRows(ctx, f, &out)
}

func (s *Service) missingRows(ctx context.Context, f File, out *File) error {
	items, err := s.store.Items(ctx, "")
	if err != nil {
		return err
	}
	years, err := s.store.Calendars(ctx)
	if err != nil {
		return err
	}
	bases, err := s.store.Bases(ctx)
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for _, i := range items {
		have["item "+i.Code+" "+i.Version] = true
	}
	for _, y := range years {
		have["year "+strconv.Itoa(y.Year)] = true
	}
	for _, b := range bases {
		if b.Org == National {
			have["basis "+string(b.Question)] = true
		}
	}
	for _, i := range f.Items {
		if !have["item "+i.Code+" "+i.Version] {
			out.Items = append(out.Items, i)
		}
	}
	for _, y := range f.Years {
		if !have["year "+strconv.Itoa(y.Year)] {
			out.Years = append(out.Years, y)
		}
	}
	for _, b := range f.Bases {
		if !have["basis "+string(b.Question)] {
			out.Bases = append(out.Bases, b)
		}
	}
	return nil
}

func equalSets(a, b RuleSet) (bool, error) {
	pa, err := EncodeParams(a.Params)
	if err != nil {
		return false, err
	}
	pb, err := EncodeParams(b.Params)
	if err != nil {
		return false, err
	}
	return bytes.Equal(pa, pb) && a.Selector == b.Selector && a.EffectiveFrom == b.EffectiveFrom && a.EffectiveTo == b.EffectiveTo &&
		a.Legal == b.Legal, nil
}

// catalogueVersions says when the catalogues named in the file came into force. Only 令30 is quoted by a found text; the
// others are general knowledge [K] and matter for history only.
func catalogueVersions() map[string]actor.Date {
	return map[string]actor.Date{
		"令30-2010":       "2010-07-01",
		"安监总人事〔2018〕18号": "2018-03-01",
		"建质〔2008〕75号":    "2008-06-01",
		"令3 (am. 2015)":  "2015-07-01",
		"安全生产法-2014":     "2014-12-01",
		"住建部令17-2014":    "2014-09-01",
	}
}

// readCatalogue reads the embedded CSV. Empty hours and validity are blank: the authority must set them.
func readCatalogue(raw []byte) ([]fileItem, error) {
	r := csv.NewReader(bytes.NewReader(raw))
	head, err := r.Read()
	if err != nil {
		return nil, err
	}
	col := map[string]int{}
	for i, name := range head {
		col[name] = i
	}
	var out []fileItem
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		get := func(name string) string { return strings.TrimSpace(row[col[name]]) }
		since, ok := catalogueVersions()[get("since_version")]
		if !ok {
			return nil, fmt.Errorf("catalogue: no date for version %q", get("since_version"))
		}
		i := Item{Code: get("code"), Group: groupOf(get("code")), Category: get("category"), Name: get("item"), CategoryEn: get("category_en"),
			NameEn: get("item_en"), Notes: get("notes"), Industry: get("industry"), Track: Track(get("authority_track")),
			PersonType: PersonType(get("person_type")), AnnexNo: get("annex_no"), Version: get("since_version"), Since: since,
			Status: get("status"), Source: get("source")}
		for name, to := range map[string]*Param[int]{"initial_hours": &i.InitialHours, "refresher_hours": &i.RefresherHours, "validity_months": &i.ValidityMonths} {
			*to = Param[int]{State: Blank, Source: i.Source}
			if v := get(name); v != "" {
				n, err := strconv.Atoi(v)
				if err != nil || n < 1 {
					return nil, fmt.Errorf("catalogue: %s of %s: %q", name, i.Code, v)
				}
				*to = given(n, i.Source)
			}
		}
		if strings.Contains(i.Status, "validity of 36 months [K]") {
			i.ValidityMonths.Source, i.ValidityMonths.Confirm = "[K]", true
		}
		out = append(out, fileItem{Item: i, at: "catalogue " + i.Code})
	}
}

// DemoFile returns a rule file for the demonstration authority: made-up values for what the national rules leave blank
// and the sample item needs. It goes through Propose and Approve like any other.
func DemoFile(authority people.OrgID) ([]byte, error) {
	raw, err := seedFS.ReadFile("seed/demo/authority.yaml")
	if err != nil {
		return nil, err
	}
	return bytes.ReplaceAll(raw, []byte("{authority}"), []byte(authority)), nil
}

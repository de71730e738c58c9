package questionbank

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// CitedTextID is the id of an entry of the register of cited texts.
type CitedTextID string

// CitedText is a law, rule or standard that items cite, with the days on which its present wording holds.
type CitedText struct {
	ID        CitedTextID
	Owner     people.OrgID // authority that keeps the entry; it holds for the banks of its subtree
	Name      string       // as citations write it: "GB 30871-2022", "中华人民共和国安全生产法"
	From      actor.Date   // first day of the present wording; empty where nobody knows
	To        actor.Date   // last day; empty while it is in force
	Successor string       // what replaced it
	Note      string
	No        int // times the entry was written; whoever changes it names the number seen
	By        Signature
}

// CitationState is how a cited text stands to an item version.
type CitationState string

// The states, worst first.
const (
	CitationLapsed  CitationState = "LAPSED"  // its last day is over
	CitationAmended CitationState = "AMENDED" // its present wording is younger than the item version
	CitationFuture  CitationState = "FUTURE"  // not in force yet
	CitationEnding  CitationState = "ENDING"  // ends within EndingDays
	CitationUnknown CitationState = "UNKNOWN" // no entry of the register is named
	CitationNone    CitationState = "NONE"    // the item cites nothing
	CitationHolds   CitationState = "HOLDS"
)

// EndingDays is how long before its last day a text is named.
const EndingDays = 180

// Failures of the register.
var (
	ErrCitedUnknown = fault.Define("bank.cited_unknown", fault.NotFound, "没有这条依据。", "There is no such cited text.")
	ErrCitedTwice   = fault.Define("bank.cited_twice", fault.Conflict, "登记表里已有同名依据。", "The register holds a text of this name already.")
	ErrCitedDays    = fault.Define("bank.cited_days", fault.Invalid, "停止生效日不能早于生效日。", "The last day cannot be before the first.")
	ErrCitedName    = fault.Define("bank.cited_name", fault.Invalid, "依据名称请写 4 至 120 个字，与题目中的写法一致。", "Name the text as items cite it, in 4 to 120 characters.")
	ErrCitedOwner   = fault.Define("bank.cited_owner", fault.Conflict, "依据登记表由考核发证机关维护。", "The register is kept by authorities.")
)

// registers says who may keep the register, within an authority.
func registers() []actor.Role { return []actor.Role{people.ItemReviewer, people.RuleEditor} }

// CitedKey is the name as compared: letters and digits, narrow and in lower case; what parts two figures is a dash
// ("ＧＢ/T 3608—2025" → "gbt3608-2025").
func (c CitedText) CitedKey() string { return citedKey(c.Name) }

func citedKey(s string) string {
	var b strings.Builder
	last, gap := ' ', false
	for _, r := range norm.NFKC.String(s) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		if gap && unicode.IsDigit(last) && unicode.IsDigit(r) {
			b.WriteByte('-')
		}
		last, gap = unicode.ToLower(r), false
		b.WriteRune(last)
	}
	return b.String()
}

// SaveCitedText writes an entry of the register: a new one where ID is empty, else the one whose No was seen.
func (s *Service) SaveCitedText(ctx context.Context, c CitedText) (CitedText, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return CitedText{}, err
	}
	if c.ID != "" {
		old, err := s.d.Banks.CitedText(ctx, c.ID)
		if err != nil {
			return CitedText{}, err
		}
		c.Owner = old.Owner
	}
	org, err := s.d.Orgs.Org(ctx, c.Owner)
	if err != nil {
		return CitedText{}, hidden(err, ErrCitedUnknown)
	}
	a := actor.From(ctx)
	switch {
	case !a.Sees(org.Path):
		return CitedText{}, ErrCitedUnknown
	case !a.Can(org.Path, registers()...):
		return CitedText{}, ErrNoRight
	case org.Kind != people.Authority:
		return CitedText{}, ErrCitedOwner
	}
	if err := c.check(); err != nil {
		return CitedText{}, err
	}
	c.By = by
	if c.ID == "" {
		c.ID, c.No = CitedTextID(actor.NewID(by.At)), 0
	}
	c.No++
	return commit(ctx, s.d.Tx, &c, func(ctx context.Context) error {
		if err := s.d.Banks.SaveCitedText(ctx, c); err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "bank.cited.save", Object: "cited_text:" + string(c.ID), Path: org.Path, Detail: map[string]string{
			"name": c.Name, "from": string(c.From), "to": string(c.To), "successor": c.Successor, "note": c.Note}})
	})
}

func (c *CitedText) check() error {
	c.Name, c.Successor, c.Note = strings.TrimSpace(c.Name), strings.TrimSpace(c.Successor), strings.TrimSpace(c.Note)
	var bad fault.List
	n := utf8.RuneCountInString(c.Name)
	bad.Add("name", actor.CheckLine(c.Name))
	bad.Add("name", when(n < 4 || n > 120 || utf8.RuneCountInString(c.CitedKey()) < 4, ErrCitedName))
	bad.Add("from", day(c.From))
	bad.Add("to", day(c.To))
	bad.Add("to", when(c.From != "" && c.To != "" && c.To < c.From, ErrCitedDays))
	bad.Add("successor", actor.CheckLine(c.Successor))
	bad.Add("successor", text(c.Successor, 120))
	bad.Add("note", text(c.Note, 500))
	return bad.Err()
}

// day checks an optional day.
func day(d actor.Date) *fault.Error {
	return actor.CheckDay(d, "1949-10-01", "2199-12-31")
}

// CitedTexts returns the register as it holds for a bank: entries of its owner and of the authorities above, by name.
func (s *Service) CitedTexts(ctx context.Context, bank BankID) ([]CitedText, error) {
	b, err := s.bankFor(ctx, bank, read)
	if err != nil {
		return nil, err
	}
	return s.citedFor(ctx, b)
}

func (s *Service) citedFor(ctx context.Context, b Bank) ([]CitedText, error) {
	all, err := s.d.Banks.CitedTexts(ctx)
	if err != nil {
		return nil, err
	}
	paths := map[people.OrgID]string{}
	nearest := map[string]CitedText{}
	for _, c := range all {
		if _, known := paths[c.Owner]; !known {
			org, err := s.d.Orgs.Org(ctx, c.Owner)
			if err != nil {
				return nil, err
			}
			paths[c.Owner] = org.Path
		}
		if !strings.HasPrefix(b.Path, paths[c.Owner]) {
			continue
		}
		if old, twice := nearest[c.CitedKey()]; !twice || len(paths[old.Owner]) < len(paths[c.Owner]) {
			nearest[c.CitedKey()] = c
		}
	}
	out := make([]CitedText, 0, len(nearest))
	for _, c := range nearest {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b CitedText) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// Cited is an item version with the entry of the register that makes its citation look as it does.
type Cited struct {
	Item  ItemVersion // stem and options, without key
	State CitationState
	Text  CitedText // empty with CitationUnknown and CitationNone
}

// Citations is a bank seen by what its items cite.
type Citations struct {
	Counts map[CitationState]int // of versions
	Items  []Cited               // of one state, at most 500, oldest version first
	Texts  map[CitedTextID]int   // versions by the entry they name
}

// Citations judges the citation of each version that is in use or on its way there, on today's day, and returns those of one state.
func (s *Service) Citations(ctx context.Context, bank BankID, state CitationState) (Citations, error) {
	b, err := s.bankFor(ctx, bank, read)
	if err != nil {
		return Citations{}, err
	}
	texts, err := s.citedFor(ctx, b)
	if err != nil {
		return Citations{}, err
	}
	today := actor.DateOf(s.d.Clock())
	out := Citations{Counts: map[CitationState]int{}, Texts: map[CitedTextID]int{}}
	var chosen []SealedVersion
	judged := map[VersionID]Cited{}
	for _, st := range []State{Approved, Checked, Draft} {
		for q := (ItemQuery{Bank: b.ID, State: st, Limit: 1000}); ; {
			list, err := s.d.Items.FindVersions(ctx, q)
			if err != nil {
				return Citations{}, err
			}
			if len(list) == 0 {
				break
			}
			q.Before = list[len(list)-1].ID
			for _, v := range list {
				c := judge(v.ItemVersion, texts, today)
				if out.Counts[c.State]++; c.Text.ID != "" {
					out.Texts[c.Text.ID]++
				}
				if c.State == state {
					chosen, judged[v.ID] = append(chosen, v), c
				}
			}
		}
	}
	slices.SortFunc(chosen, func(a, b SealedVersion) int { return cmp.Compare(a.ID, b.ID) })
	opened, err := s.opened(b, chosen[:min(len(chosen), maxAlike)])
	for _, v := range opened {
		c := judged[v.ID]
		c.Item = v
		out.Items = append(out.Items, c)
	}
	return out, err
}

// judge says how the citation of a version stands on a day. Of several texts that it names, the worst counts.
func judge(v ItemVersion, texts []CitedText, today actor.Date) Cited {
	cited := citedKey(v.Content.Citation)
	if cited == "" {
		return Cited{State: CitationNone}
	}
	order := []CitationState{CitationLapsed, CitationAmended, CitationFuture, CitationEnding, CitationHolds}
	worst, found := Cited{State: CitationUnknown}, len(order)
	for _, t := range texts {
		if !names(cited, t.CitedKey()) {
			continue
		}
		state := t.state(actor.DateOf(v.Writer.At), today)
		if i := slices.Index(order, state); i < found {
			worst, found = Cited{State: state, Text: t}, i
		}
	}
	return worst
}

// names reports whether a citation names a text: its key stands there, and no figure goes on before or behind it ("GB 3608" is
// not named by "GB 3608-2008", nor "GB 26860" by "GB 26860.1").
func names(citation, key string) bool {
	for at := 0; ; {
		i := strings.Index(citation[at:], key)
		if i < 0 {
			return false
		}
		at += i
		before, after := citation[:at], citation[at+len(key):]
		if !(digitLast(key) && digitFirst(after)) && !(digitFirst(key) && digitLast(before)) {
			return true
		}
		at += len(key)
	}
}

// digitFirst and digitLast report whether a figure, or the dash between two, stands at an end of s.
func digitFirst(s string) bool { return s != "" && (s[0] >= '0' && s[0] <= '9' || s[0] == '-') }
func digitLast(s string) bool {
	return s != "" && (s[len(s)-1] >= '0' && s[len(s)-1] <= '9' || s[len(s)-1] == '-')
}

// state says how the text stands to an item version written on a day.
func (c CitedText) state(written, today actor.Date) CitationState {
	switch {
	case c.To != "" && c.To < today:
		return CitationLapsed
	case c.From > today:
		return CitationFuture
	case c.From > written:
		return CitationAmended
	case c.To != "" && today.DaysUntil(c.To) <= EndingDays:
		return CitationEnding
	}
	return CitationHolds
}

package review

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"strings"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

//go:embed document.html
var documentText string

var documentPage = template.Must(template.New("document").Parse(documentText))

// page is what a document says.
type page struct {
	Kind               DocumentKind
	Title, No          string
	Authority, Body    string // names of the authority and of the examining body
	Name, Document     string // of the person; the number is masked
	Item, SatOn, Place string
	Breach, Grade      string
	Facts, Basis       string
	Said               []string
	Reasons            string
	Measures           []string
	Sanction           bool
	StatementDays      int
	AppealDays         int
	LitigateMonths     int
	Upheld             bool
	By, On             string
}

func day(d actor.Date) string {
	if d == "" {
		return ""
	}
	return d.Time().In(actor.Beijing).Format("2006年1月2日")
}

// words say what measures mean.
func (m Measures) words() []string {
	var out []string
	if m.VoidCurrent {
		out = append(out, "本次考试成绩无效")
	}
	if m.VoidPassed {
		out = append(out, "同一报名中已合格科目的成绩无效")
	}
	if m.BanMonths > 0 {
		out = append(out, fmt.Sprintf("自本决定送达之日起%d个月内不得参加考试", m.BanMonths))
	}
	return out
}

// write makes a numbered document and adds it. Its text is kept as it was written: later templates do not change it.
func (s *Service) write(ctx context.Context, c Case, kind DocumentKind, by Signer, in Draft, t Terms) error {
	now := s.now()
	d := Document{ID: DocumentID(actor.NewID(now)), Case: c.ID, Kind: kind, Facts: in.Facts, Basis: in.Basis, Reasons: in.Reasons, By: by, At: now}
	var err error
	word := map[DocumentKind]string{NoticeDoc: "考告字", DecisionDoc: "考决字", AppealDoc: "考复字"}[kind]
	if d.No, err = s.number(ctx, string(kind), word); err != nil {
		return err
	}
	p, err := s.page(ctx, c, d, in, t)
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := documentPage.Execute(&b, p); err != nil {
		return err
	}
	d.HTML = b.String()
	sum := sha256.Sum256([]byte(d.HTML))
	d.Hash = hex.EncodeToString(sum[:])
	if err := s.d.Papers.AddDocument(ctx, d); err != nil {
		return err
	}
	return s.record(ctx, "review.document", c, map[string]string{"document": d.No, "hash": d.Hash})
}

func (s *Service) page(ctx context.Context, c Case, d Document, in Draft, t Terms) (page, error) {
	who, err := s.d.People.Who(ctx, c.Person)
	if err != nil {
		return page{}, err
	}
	_, authority, err := s.d.People.OrgAt(ctx, c.Authority)
	if err != nil {
		return page{}, err
	}
	_, body, err := s.d.People.OrgAt(ctx, c.OrgPath)
	if err != nil {
		return page{}, err
	}
	said, err := s.d.Papers.Statements(ctx, c.ID)
	if err != nil {
		return page{}, err
	}
	item, err := s.d.Rules.Item(ctx, c.Item, c.SatOn)
	if fault.KindOf(err) == fault.NotFound {
		item.Name, err = c.Item, nil // the catalogue lost it meanwhile
	}
	if err != nil {
		return page{}, err
	}
	b, _ := FindBreach(c.Breach)
	p := page{Kind: d.Kind, No: d.No, Authority: authority, Body: body, Name: who.Name, Document: who.Document, Item: item.Name, SatOn: day(c.SatOn), Place: c.SeatLabel,
		Breach: b.ZH, Grade: map[Grade]string{Lesser: "违纪", Grave: "作弊"}[b.Grade], Facts: in.Facts, Basis: in.Basis, Reasons: in.Reasons,
		Measures: in.Measures.words(), Sanction: c.Sanction, StatementDays: t.StatementDays, AppealDays: t.AppealDays, LitigateMonths: t.LitigateMonths,
		By: d.By.Name, On: day(actor.DateOf(d.At))}
	p.Title = map[DocumentKind]string{NoticeDoc: "考试违纪处理告知书", DecisionDoc: "考试违纪处理决定书", AppealDoc: "申诉答复书"}[d.Kind]
	if d.Kind == DecisionDoc && !c.Sanction {
		p.Title = "不予处理决定书"
	}
	p.Upheld = c.Stage == Final && c.Effects.Results != Undone && c.Effects.Ban != Undone
	for _, x := range said {
		if x.Text != "" {
			p.Said = append(p.Said, x.Text)
		}
	}
	return p, nil
}

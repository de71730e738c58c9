package making

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of templates.
var (
	ErrPast     = fault.Define("permit.template_past", fault.Invalid, "新版式须从今天或以后的日期起用，证件已经按原版式发出。", "A template counts from today or a later day: permits were issued under the old one.")
	ErrSame     = fault.Define("permit.template_same_person", fault.Forbidden, "提出版式的人不能审批同一份版式，请由另一位同事审批。", "Whoever proposed the template cannot decide it. Ask a colleague.")
	ErrDecided  = fault.Define("permit.template_decided", fault.Conflict, "这份版式已经审批过，请刷新后查看。", "This template has been decided. Reload the page.")
	ErrSpecimen = fault.Define("permit.template_specimen", fault.Invalid, "没有这种样张。", "There is no such specimen.")
	ErrName     = fault.Define("permit.template_name", fault.Invalid, "请给版式写上名称（1 到 60 个字）。", "Name the template in 1 to 60 characters.")
	ErrReason   = fault.Define("permit.template_reason", fault.Invalid, "请写明理由（2 到 400 个字）。", "Give a reason of 2 to 400 characters.")
)

// TemplateID names a template; Standard is the one built in.
type TemplateID string

// Standard is version 1, in force wherever an authority has none of its own.
const Standard TemplateID = "standard"

// State is how far a template came.
type State string

// The states.
const (
	Pending  State = "PENDING"
	Approved State = "APPROVED"
	Refused  State = "REFUSED"
)

// Template is a look that an authority proposed, and what was decided about it. Text never changes.
type Template struct {
	ID             TemplateID
	OrgPath        string
	Version        int // from 2 up, one series per authority
	Name           string
	From           actor.Date // counts for permits valid from this day on
	Text           string     // empty in lists
	Digest         string     // SHA-256 of Text, hex
	State          State
	ProposedBy     people.AccountID
	ProposedPerson people.PersonID
	ProposedName   string
	ProposedAt     time.Time
	DecidedBy      people.AccountID
	DecidedPerson  people.PersonID
	DecidedName    string
	DecidedAt      time.Time
	Reason         string // of the decision
}

// TemplateStore keeps templates.
type TemplateStore interface {
	// AddTemplate adds a template; permit.ErrDuplicate when the authority has the version.
	AddTemplate(ctx context.Context, t Template) error
	// DecideTemplate writes the decision where the row is still pending; permit.ErrChanged otherwise.
	DecideTemplate(ctx context.Context, t Template) error
	Template(ctx context.Context, id TemplateID) (Template, error) // permit.ErrNotFound
	// Templates lists those of the organisations under paths, newest first, without texts.
	Templates(ctx context.Context, paths []string) ([]Template, error)
	// NextVersion returns the number after the largest of an authority.
	NextVersion(ctx context.Context, orgPath string) (int, error)
	// InForce lists the approved templates that count from on or before a day, without texts.
	InForce(ctx context.Context, on actor.Date) ([]Template, error)
}

// templateOf returns the look of a permit and what the trail calls it.
func (s *Service) templateOf(ctx context.Context, orgPath string, on actor.Date) (card.Template, string, error) {
	list, err := s.Templates.InForce(ctx, on)
	if err != nil {
		return card.Template{}, "", err
	}
	var best *Template
	for i, t := range list {
		if strings.HasPrefix(orgPath, t.OrgPath) && (best == nil || len(t.OrgPath) > len(best.OrgPath) || len(t.OrgPath) == len(best.OrgPath) && t.Version > best.Version) {
			best = &list[i]
		}
	}
	if best == nil {
		t, _, err := card.Standard()
		return t, string(Standard), err
	}
	full, err := s.Templates.Template(ctx, best.ID)
	if err != nil {
		return card.Template{}, "", err
	}
	t, err := card.Parse([]byte(full.Text))
	return t, string(full.ID), err
}

// Propose hands a template in for the caller's authority; a colleague decides. Errors: permit.ErrForbidden, those of card.Parse, ErrPast.
func (s *Service) Propose(ctx context.Context, text []byte, from actor.Date) (Template, error) {
	a := actor.From(ctx)
	paths := a.Paths(people.PermitIssuer)
	if len(paths) == 0 || a.Person == "" {
		return Template{}, permit.ErrForbidden
	}
	parsed, err := card.Parse(text)
	if err != nil {
		return Template{}, err
	}
	if f := actor.CheckText(parsed.Name); f != nil {
		return Template{}, f.At("name")
	}
	if n := utf8.RuneCountInString(parsed.Name); n < 1 || n > 60 {
		return Template{}, ErrName.At("name")
	}
	if from < actor.DateOf(s.Clock()) {
		return Template{}, ErrPast.At("query.from")
	}
	if err := s.tryAll(parsed); err != nil {
		return Template{}, err
	}
	sum := sha256.Sum256(text)
	now := s.now()
	t := Template{ID: TemplateID(actor.NewID(now)), OrgPath: paths[0], Name: parsed.Name, From: from, Text: string(text), Digest: hex.EncodeToString(sum[:]), State: Pending,
		ProposedBy: people.AccountID(a.ID), ProposedPerson: people.PersonID(a.Person), ProposedName: a.Name, ProposedAt: now}
	return t, s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if t.Version, err = s.Templates.NextVersion(ctx, t.OrgPath); err != nil {
			return err
		}
		if err := s.Templates.AddTemplate(ctx, t); err != nil {
			if errors.Is(err, permit.ErrDuplicate) {
				return permit.ErrChanged // a colleague proposed in the same moment
			}
			return err
		}
		return s.record(ctx, "permit_template.propose", "permit_template:"+string(t.ID), t.OrgPath,
			map[string]string{"version": fmt.Sprint(t.Version), "from": string(from), "sha256": t.Digest})
	})
}

// tryAll draws every specimen: a look that cannot carry them would fail a holder later.
func (s *Service) tryAll(t card.Template) error {
	for kind := range t.Looks {
		for _, size := range []card.Size{card.Page, card.Card} {
			for _, which := range []string{"plain", "long", "rare"} {
				f, err := specimen(kind, which)
				if err != nil {
					return err
				}
				if _, err := s.print(t, size, f, nil); err != nil {
					if x := fault.From(err); x.Kind() == fault.Conflict {
						return x.At(fmt.Sprintf("looks.%s.%s", kind, size))
					}
					return err
				}
			}
		}
	}
	return nil
}

// Decide approves or refuses a proposed template, by another natural person than who proposed it. Errors: permit.ErrNotFound,
// permit.ErrForbidden, ErrSame, ErrDecided, ErrReason for a refusal without one, ErrPast where its day went by.
func (s *Service) Decide(ctx context.Context, id TemplateID, approve bool, reason string) (Template, error) {
	var t Template
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if t, err = s.Templates.Template(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, t.OrgPath); err != nil {
			return err
		}
		a := actor.From(ctx)
		if a.Person == "" || people.PersonID(a.Person) == t.ProposedPerson {
			return ErrSame
		}
		if t.State != Pending {
			return ErrDecided
		}
		reason = strings.TrimSpace(reason)
		if f := actor.CheckText(reason); f != nil {
			return f.At("body.reason")
		}
		if n := utf8.RuneCountInString(reason); n > 400 || n < 2 && !approve {
			return ErrReason.At("body.reason")
		}
		verb := "permit_template.refuse"
		t.State = Refused
		if approve {
			if t.From < actor.DateOf(s.Clock()) {
				return ErrPast
			}
			verb, t.State = "permit_template.approve", Approved
		}
		t.DecidedBy, t.DecidedPerson, t.DecidedName, t.DecidedAt, t.Reason = people.AccountID(a.ID), people.PersonID(a.Person), a.Name, s.now(), reason
		if err := s.Templates.DecideTemplate(ctx, t); err != nil {
			if errors.Is(err, permit.ErrChanged) {
				return ErrDecided
			}
			return err
		}
		return s.record(ctx, verb, "permit_template:"+string(id), t.OrgPath, map[string]string{"version": fmt.Sprint(t.Version), "sha256": t.Digest})
	})
	return t, err
}

// List returns the templates of the caller's authorities, newest first, the built-in one last.
func (s *Service) List(ctx context.Context) ([]Template, error) {
	paths := actor.From(ctx).Paths(people.PermitIssuer)
	if len(paths) == 0 {
		return nil, permit.ErrForbidden
	}
	list, err := s.Templates.Templates(ctx, paths)
	if err != nil {
		return nil, err
	}
	first, err := builtIn()
	first.Text = ""
	return append(list, first), err
}

func builtIn() (Template, error) {
	t, text, err := card.Standard()
	sum := sha256.Sum256(text)
	return Template{ID: Standard, Version: 1, Name: t.Name, From: "2019-08-10", Text: string(text), Digest: hex.EncodeToString(sum[:]), State: Approved}, err
}

// Look returns one template with its text.
func (s *Service) Look(ctx context.Context, id TemplateID) (Template, error) {
	if id == Standard {
		if len(actor.From(ctx).Paths(people.PermitIssuer)) == 0 {
			return Template{}, permit.ErrForbidden
		}
		return builtIn()
	}
	t, err := s.Templates.Template(ctx, id)
	if err != nil {
		return Template{}, err
	}
	return t, require(ctx, t.OrgPath)
}

// Specimen draws an invented permit by a template, marked 样张. which is plain, long (names and items of several lines) or rare (characters beyond the
// common ones). Errors: those of Look, ErrSize, ErrSpecimen.
func (s *Service) Specimen(ctx context.Context, id TemplateID, kind string, size card.Size, which string) ([]byte, error) {
	t, err := s.Look(ctx, id)
	if err != nil {
		return nil, err
	}
	if size != card.Page && size != card.Card {
		return nil, ErrSize.At("query.size")
	}
	f, err := specimen(kind, which)
	if err != nil {
		return nil, err
	}
	look, err := card.Parse([]byte(t.Text))
	if err != nil {
		return nil, err
	}
	return s.print(look, size, f, nil)
}

// specimen invents a permit. Its number belongs to nobody: the area 000000 does not exist.
func specimen(kind, which string) (card.Facts, error) {
	f := card.Facts{Kind: kind, Name: "张样张", Sex: "男", Number: "T000000199001010000", Category: "电工作业", Item: "低压电工作业", FirstIssued: "2026年01月05日", ValidFrom: "2026年01月05日",
		ValidTo: "2032年01月04日", Issuer: "某某市应急管理局", Pending: permit.PendingText, Code: grouped(strings.Repeat("W", 26)), Specimen: true,
		QR: "HTTPS://EXAMPLE.INVALID/V/" + strings.Repeat("SPECIMEN", 40)}
	switch which {
	case "plain":
	case "long":
		f.Name, f.Item = "阿卜杜热西提·阿卜杜热合曼·买买提吐尔逊", "危险化学品安全作业——光气及光气化工艺作业、氯碱电解工艺作业、氯化工艺作业、硝化工艺作业（含重氮化工艺作业）"
		f.Category, f.Issuer, f.ReviewDue = "危险化学品安全作业（限危险化学品生产单位）", "新疆维吾尔自治区克孜勒苏柯尔克孜自治州应急管理局", "2029年01月04日"
	case "rare":
		f.Name, f.Pending = "㐂䶮𠮷·镕", ""
	default:
		return f, ErrSpecimen.At("query.case")
	}
	return f, nil
}

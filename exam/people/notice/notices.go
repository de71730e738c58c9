package notice

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

//go:embed texts/*.txt
var noticeFiles embed.FS

// Failures about texts.
var (
	ErrNotice    = fault.Define("people.notice", fault.NotFound, "没有这个文本或版本。", "There is no such text or version.")
	ErrWithdraw  = fault.Define("people.withdraw", fault.Conflict, "这项确认不能撤回。", "This confirmation cannot be withdrawn.")
	ErrNoticeOld = fault.Define("auth.notice_version", fault.Conflict, "告知书已更新，请阅读新版本后再确认。", "The notice has a newer version. Read it and confirm again.")
	errAltered   = errors.New("the text of a published notice was altered; publish a new version instead")
)

// People is what the texts need of persons; *people.Service is one.
type People interface {
	Person(ctx context.Context, id people.PersonID) (people.Person, error)
	MayServe(ctx context.Context, id people.PersonID, roles ...actor.Role) (people.Person, error)
	RootOrg(ctx context.Context) (people.Org, error)
}

// Deps are what the service of texts needs; all fields are required.
type Deps struct {
	Clock  actor.Clock
	Audit  actor.Auditor
	Outbox actor.Outbox
	Tx     people.Tx
	Texts  Store
	People People
}

// Service keeps the texts and who confirmed them.
type Service struct{ d Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

// Kinds returns all kinds of texts.
func Kinds() []Kind {
	return []Kind{Privacy, TruthPledge, HonestyPledge, RecordingNotice, FaceConsent}
}

// Seed publishes the texts shipped with the program that the database does not hold yet. A shipped text that
// differs from the stored one of the same version is an error: people confirmed the stored one.
func (s *Service) Seed(ctx context.Context) error {
	texts, err := shippedNotices()
	if err != nil {
		return err
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.publishMissing(ctx, texts) })
	if errors.Is(err, people.ErrChanged) { // another node that starts at this moment was faster
		err = s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.publishMissing(ctx, texts) })
	}
	return err
}

func (s *Service) publishMissing(ctx context.Context, texts []Text) error {
	for _, n := range texts {
		have, err := s.d.Texts.Notice(ctx, n.Kind, n.Version, n.Lang)
		if err == nil {
			if have.Title != n.Title || have.Body != n.Body {
				return fmt.Errorf("%s version %d %s: %w", n.Kind, n.Version, n.Lang, errAltered)
			}
			continue
		}
		if !errors.Is(err, ErrNotice) {
			return err
		}
		n.Published = s.d.Clock()
		if err := s.d.Texts.AddNotice(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// shippedNotices reads texts/KIND.VERSION.LANG.txt: the first line is the title, the rest the body.
func shippedNotices() ([]Text, error) {
	entries, err := noticeFiles.ReadDir("texts")
	if err != nil {
		return nil, err
	}
	var out []Text
	for _, e := range entries {
		parts := strings.Split(strings.TrimSuffix(e.Name(), ".txt"), ".")
		if len(parts) != 3 {
			return nil, fmt.Errorf("notice file %s is not named KIND.VERSION.LANG.txt", e.Name())
		}
		version, err := strconv.Atoi(parts[1])
		if err != nil {
			return nil, fmt.Errorf("notice file %s: %w", e.Name(), err)
		}
		text, err := noticeFiles.ReadFile(path.Join("texts", e.Name()))
		if err != nil {
			return nil, err
		}
		title, body, _ := strings.Cut(string(text), "\n")
		out = append(out, Text{Kind: Kind(strings.ToUpper(parts[0])), Version: version, Lang: parts[2],
			Title: strings.TrimSpace(title), Body: strings.TrimSpace(body)})
	}
	return out, nil
}

// noticeLang maps a language tag to one that texts exist in.
func noticeLang(lang string) string {
	if strings.HasPrefix(strings.ToLower(lang), "en") {
		return "en"
	}
	return "zh-CN"
}

// Notice returns the version of a text in force now. ErrNotice.
func (s *Service) Notice(ctx context.Context, kind Kind, lang string) (Text, error) {
	return s.d.Texts.LatestNotice(ctx, kind, noticeLang(lang), s.d.Clock())
}

// Publish adds the next version of a text in both languages, by a system administrator over the root authority.
func (s *Service) Publish(ctx context.Context, kind Kind, zh, en Text) (int, error) {
	next := 0
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		root, err := s.d.People.RootOrg(ctx)
		if err != nil {
			return err
		}
		if !actor.From(ctx).Can(root.Path, people.SystemAdmin) {
			return people.ErrForbidden
		}
		last, err := s.Notice(ctx, kind, "zh-CN")
		if err != nil {
			return err
		}
		next = last.Version + 1
		for lang, n := range map[string]Text{"zh-CN": zh, "en": en} {
			n.Kind, n.Version, n.Lang, n.Published = kind, next, lang, s.d.Clock()
			n.Title, n.Body = strings.TrimSpace(n.Title), strings.TrimSpace(n.Body)
			if n.Title == "" || n.Body == "" {
				return people.ErrRequired.At("body." + lang)
			}
			if err := s.d.Texts.AddNotice(ctx, n); err != nil {
				return err
			}
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "notice.publish", Object: "notice:" + string(kind), Path: root.Path,
			Detail: map[string]string{"version": strconv.Itoa(next)}})
	})
	return next, err
}

// ConfirmInput says which version of which text is confirmed, and about what.
type ConfirmInput struct {
	Kind    Kind
	Version int
	Lang    string
	About   string // "sitting:ID", "exam_application:ID"; empty = in general
	Channel string // PORTAL, SEAT, GATE, COUNTER
}

// Confirm notes that the person confirmed a text: the acting candidate for himself, a counter clerk for a person who
// stands there, or the program itself and an enrolled device for the person at it. The version must be the one in force.
// Faults: ErrNotice, ErrNoticeOld, ErrForbidden.
func (s *Service) Confirm(ctx context.Context, p people.PersonID, in ConfirmInput) error {
	n, err := s.Notice(ctx, in.Kind, in.Lang)
	if err != nil {
		return err
	}
	if n.Version != in.Version {
		return ErrNoticeOld
	}
	a := actor.From(ctx)
	c := Confirmation{Person: p, Kind: in.Kind, Version: in.Version, Lang: n.Lang, About: in.About, Channel: in.Channel}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		switch {
		case a.Kind == actor.System || a.Kind == actor.Device || a.Kind == actor.Candidate && a.Person == string(p):
		case a.Kind == actor.Staff:
			if _, err := s.d.People.MayServe(ctx, p, people.CounterClerk); err != nil {
				return err
			}
			c.By, c.Channel = a.ID, "COUNTER"
		default:
			return people.ErrForbidden
		}
		return s.confirm(ctx, c)
	})
}

// confirm stores a confirmation with its audit entry, inside a transaction.
func (s *Service) confirm(ctx context.Context, c Confirmation) error {
	c.At = s.d.Clock()
	c.ID = actor.NewID(c.At)
	c.Lang = noticeLang(c.Lang)
	if err := s.d.Texts.AddConfirmation(ctx, c); err != nil {
		return err
	}
	p, err := s.d.People.Person(ctx, c.Person)
	if err != nil {
		return err
	}
	return s.d.Audit.Record(ctx, actor.Entry{Verb: "notice.confirm", Object: "person:" + string(p.ID), Path: p.HomePath, Detail: map[string]string{
		"kind": string(c.Kind), "version": strconv.Itoa(c.Version), "lang": c.Lang, "about": c.About, "channel": c.Channel}})
}

// Confirmed reports whether the person has confirmed the version in force, in any language, and has not withdrawn it.
// about limits to confirmations about one thing; empty = any.
func (s *Service) Confirmed(ctx context.Context, p people.PersonID, kind Kind, about string) (bool, error) {
	n, err := s.Notice(ctx, kind, "zh-CN")
	if err != nil {
		return false, err
	}
	all, err := s.d.Texts.Confirmations(ctx, p, kind)
	if err != nil {
		return false, err
	}
	for _, c := range all {
		if c.Version == n.Version && c.Withdrawn.IsZero() && (about == "" || c.About == about) {
			return true, nil
		}
	}
	return false, nil
}

// Withdraw takes the acting candidate's consent to face comparison back; the event person.consent_withdrawn makes others
// delete templates. Pledges and notices cannot be withdrawn: ErrWithdraw.
func (s *Service) Withdraw(ctx context.Context, kind Kind) error {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return people.ErrForbidden
	}
	if kind != FaceConsent {
		return ErrWithdraw
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		n, err := s.d.Texts.WithdrawConfirmations(ctx, people.PersonID(a.Person), kind, s.d.Clock())
		if err != nil || n == 0 {
			return err
		}
		err = s.d.Outbox.Emit(ctx, actor.Event{Topic: "person.consent_withdrawn", Key: a.Person, Body: []byte(`{"kind":"FACE_CONSENT"}`)})
		if err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "notice.withdraw", Object: "person:" + a.Person, Path: "/",
			Detail: map[string]string{"kind": string(kind)}})
	})
}

// CheckPrivacy refuses a version of the privacy notice that is not in force: ErrNoticeOld.
func (s *Service) CheckPrivacy(ctx context.Context, version int, lang string) error {
	n, err := s.Notice(ctx, Privacy, lang)
	if err == nil && n.Version != version {
		return ErrNoticeOld
	}
	return err
}

// ConfirmPrivacy notes, inside a transaction, that the person confirmed the privacy notice on the portal.
func (s *Service) ConfirmPrivacy(ctx context.Context, p people.PersonID, version int, lang string) error {
	return s.confirm(ctx, Confirmation{Person: p, Kind: Privacy, Version: version, Lang: lang, Channel: "PORTAL"})
}

// Own returns what the acting candidate has confirmed, newest first, withdrawn ones included. ErrForbidden for anybody else.
func (s *Service) Own(ctx context.Context) ([]Confirmation, error) {
	a := actor.From(ctx)
	if a.Kind != actor.Candidate {
		return nil, people.ErrForbidden
	}
	var out []Confirmation
	for _, k := range Kinds() {
		list, err := s.d.Texts.Confirmations(ctx, people.PersonID(a.Person), k)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	slices.SortStableFunc(out, func(a, b Confirmation) int { return b.At.Compare(a.At) })
	return out, nil
}

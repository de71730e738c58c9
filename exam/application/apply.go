package application

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Registration is the form that begins an application.
type Registration struct {
	Person     people.PersonID
	Authority  people.OrgID
	ItemCode   string
	PersonType rules.PersonType
	Kind       Kind
	Sponsor    people.OrgID // for a centre or employer that applies for its people
	Help       AccommodationKind
	HelpWish   string
	Language   assembly.Language // in which questions should be shown too; with Help LANGUAGE only
}

// Apply begins an application as a draft. The candidate applies for themselves; counter staff of the authority, the
// centre that trained and the enterprise that employs may apply for a person, and the trail keeps both names.
func (s *Service) Apply(ctx context.Context, r Registration) (Application, error) {
	org, err := s.authority(ctx, r.Authority)
	if err != nil {
		return Application{}, err
	}
	if f := badWish(r.HelpWish, 400, ErrBadText); f != nil {
		return Application{}, f.At("body.help_wish")
	}
	channel, err := s.channel(ctx, r, org)
	if err != nil {
		return Application{}, err
	}
	if f := checkLanguage(r.Help, r.Language); f != nil {
		return Application{}, f.At("body.language")
	}
	now := s.Clock()
	if _, err := s.Rules.Terms(ctx, subject(r.PersonType, r.ItemCode, r.Kind, actor.DateOf(now))); err != nil {
		return Application{}, err
	}
	a := Application{ID: ID(actor.NewID(now)), PersonID: r.Person, Authority: org.ID, OrgPath: org.Path,
		ItemCode: r.ItemCode, PersonType: r.PersonType, Kind: r.Kind, Channel: channel, Sponsor: r.Sponsor, State: Draft,
		Accommodation: Accommodation{Kind: r.Help, Wish: r.HelpWish, Language: r.Language}, CreatedAt: now, ChangedAt: now, Version: 1}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Add(ctx, a); err != nil {
			return duplicate(err, ErrExists)
		}
		return s.note(ctx, a, "exam_application.add", map[string]string{"item": a.ItemCode, "channel": string(a.Channel)})
	})
	return a, err
}

// authority returns the organisation that decides an application: the named authority, or the one nearest above a named
// exam body. Exam bodies hold examinations; they issue nothing.
func (s *Service) authority(ctx context.Context, id people.OrgID) (OrgFacts, error) {
	org, err := s.People.OrgFacts(ctx, id)
	if err != nil || org.Kind == "AUTHORITY" {
		return org, err
	}
	if org.Kind == "EXAM_BODY" {
		for _, above := range slices.Backward(strings.Split(strings.Trim(org.Path, "/"), "/")) {
			up, err := s.People.OrgFacts(ctx, people.OrgID(above))
			if err != nil || up.Kind == "AUTHORITY" {
				return up, err
			}
		}
	}
	return OrgFacts{}, ErrAuthority.At("body.authority")
}

// channel finds by which right the actor may apply for the person.
func (s *Service) channel(ctx context.Context, r Registration, authority OrgFacts) (Channel, error) {
	a := actor.From(ctx)
	switch {
	case a.Kind == actor.Candidate && a.Person == string(r.Person) && r.Sponsor == "":
		return ChannelSelf, nil
	case a.Kind == actor.Candidate:
		return "", ErrNotFound
	case r.Sponsor == "":
		return ChannelCounter, require(ctx, authority.Path, people.CounterClerk)
	}
	sp, err := s.People.OrgFacts(ctx, r.Sponsor)
	if err != nil {
		return "", err
	}
	role, ch := people.TrainingClerk, ChannelCentre
	if sp.Kind == "ENTERPRISE" {
		role, ch = people.EnterpriseManager, ChannelEmployer
	}
	if err := require(ctx, sp.Path, role); err != nil {
		return "", err
	}
	ok, err := s.People.Sponsors(ctx, r.Sponsor, r.Person, actor.DateOf(s.Clock()))
	if err == nil && !ok {
		err = ErrNotSponsored
	}
	return ch, err
}

func subject(t rules.PersonType, item string, k Kind, on actor.Date) Subject {
	return Subject{PersonType: t, ItemCode: item, Kind: k, On: on}
}

// Acting loads an application for somebody who may act for the applicant: the person, a counter clerk of the authority,
// the sponsor's clerk or manager. To everybody else it does not exist.
func (s *Service) Acting(ctx context.Context, id ID) (Application, error) {
	ap, err := s.Store.Application(ctx, id)
	if err != nil {
		return ap, err
	}
	a := actor.From(ctx)
	if a.Kind == actor.Candidate && a.Person == string(ap.PersonID) || a.Can(ap.OrgPath, people.CounterClerk) {
		return ap, nil
	}
	if a.Kind == actor.Staff && ap.Sponsor != "" {
		sp, err := s.People.OrgFacts(ctx, ap.Sponsor)
		if err != nil {
			return ap, err
		}
		if a.Can(sp.Path, people.TrainingClerk, people.EnterpriseManager) {
			return ap, nil
		}
	}
	if a.Sees(ap.OrgPath) {
		return ap, ErrForbidden
	}
	return ap, ErrNotFound
}

// note writes the trail and the event of an application. Somebody who acts for the person is on it by the
// actor, the person by the masked name.
func (s *Service) note(ctx context.Context, a Application, verb string, detail map[string]string) error {
	if detail == nil {
		detail = map[string]string{}
	}
	if a.PersonID != person(ctx) {
		p, err := s.People.PersonFacts(ctx, a.PersonID)
		if err != nil {
			return err
		}
		detail["for"], detail["for_name"] = string(a.PersonID), p.MaskedName
	}
	if err := s.record(ctx, verb, a, detail); err != nil {
		return err
	}
	return s.emit(ctx, TopicChanged, a.ID, map[string]string{"application": string(a.ID), "person": string(a.PersonID), "state": string(a.State),
		"act": strings.TrimPrefix(verb, "exam_application."), "item": a.ItemCode, "due_on": string(a.DueOn), "answer_by": string(a.AnswerBy),
		"valid_to": string(a.ValidTo), "reason": a.Reason})
}

// notUploaded are the materials that stand elsewhere, and whatever is no material: nobody stores files under names of
// their own.
func notUploaded(k rules.Material) bool {
	return k == rules.MaterialPhoto || k == rules.MaterialHours || !slices.Contains(rules.Materials(), k)
}

// SetMaterial puts a material's particulars on file while the application is a draft or being corrected. A file uploaded
// before stays.
func (s *Service) SetMaterial(ctx context.Context, id ID, m Material) (Application, error) {
	if notUploaded(m.Kind) {
		return Application{}, ErrMaterialKind.At("body.kind")
	}
	var bad fault.List
	bad.Add("body.value", badWish(m.Value, 400, ErrBadText))
	bad.Add("body.institution", badWish(m.Institution, 120, ErrBadText))
	if err := bad.Err(); err != nil {
		return Application{}, err
	}
	return s.setMaterial(ctx, id, m.Kind, func(old Material) Material {
		m.File, m.FileType = old.File, old.FileType
		return m
	})
}

// MaxFile is the largest upload in bytes.
const MaxFile = 5 << 20

// SetFile puts a material's picture or scan on file. What it is is read from its content, not from what the sender says.
func (s *Service) SetFile(ctx context.Context, id ID, kind rules.Material, data []byte) (Application, error) {
	if notUploaded(kind) {
		return Application{}, ErrMaterialKind.At("path.kind")
	}
	if len(data) > MaxFile {
		return Application{}, ErrFileSize
	}
	ct := http.DetectContentType(data)
	if ct != "image/jpeg" && ct != "image/png" && ct != "application/pdf" {
		return Application{}, ErrFileType.At("body")
	}
	if _, err := s.Acting(ctx, id); err != nil {
		return Application{}, err
	}
	key, err := s.Files.Put(ctx, ct, data) // before the transaction: a file that no row names is swept, a row without file is not mended
	if err != nil {
		return Application{}, err
	}
	return s.setMaterial(ctx, id, kind, func(old Material) Material {
		old.Kind, old.File, old.FileType = kind, key, ct
		return old
	})
}

func (s *Service) setMaterial(ctx context.Context, id ID, kind rules.Material, change func(old Material) Material) (Application, error) {
	var a Application
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if a, err = s.Acting(ctx, id); err != nil {
			return err
		}
		if a.State != Draft && a.State != ToCorrect {
			return ErrState
		}
		m := change(a.material(kind))
		m.ChangedAt = s.Clock()
		if err := s.Store.SetMaterial(ctx, id, m); err != nil {
			return err
		}
		a.put(m)
		a.ChangedAt = m.ChangedAt
		if err := s.save(ctx, &a); err != nil {
			return err
		}
		return s.note(ctx, a, "exam_application.material", map[string]string{"material": string(kind)})
	})
	return a, err
}

// material returns the material of that kind, empty but for the kind when it is not on file.
func (a Application) material(k rules.Material) Material {
	for _, m := range a.Materials {
		if m.Kind == k {
			return m
		}
	}
	return Material{Kind: k}
}

func (a *Application) put(m Material) {
	for i := range a.Materials {
		if a.Materials[i].Kind == m.Kind {
			a.Materials[i] = m
			return
		}
	}
	a.Materials = append(a.Materials, m)
}

// save writes the row and takes over its new version.
func (s *Service) save(ctx context.Context, a *Application) error {
	if err := s.Store.Save(ctx, *a); err != nil {
		return duplicate(err, ErrExists)
	}
	a.Version++
	return nil
}

// MaterialFile returns an uploaded file to somebody who may act on or review the application.
func (s *Service) MaterialFile(ctx context.Context, id ID, kind rules.Material) ([]byte, string, error) {
	a, err := s.For(ctx, id)
	if err != nil {
		return nil, "", err
	}
	m := a.material(kind)
	if m.File == "" {
		return nil, "", ErrNotFound
	}
	if a.PersonID != person(ctx) {
		err := s.Tx.InTx(ctx, func(ctx context.Context) error {
			return s.record(ctx, "exam_application.file_read", a, map[string]string{"material": string(kind)})
		})
		if err != nil {
			return nil, "", err
		}
	}
	return s.Files.Get(ctx, m.File)
}

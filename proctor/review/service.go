package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// Service keeps reviews. It is safe for concurrent use.
type Service struct{ d Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

// now is the time in the precision that is stored.
func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

func (s *Service) today() actor.Date { return actor.DateOf(s.now()) }

// Topics of the events of reviews. Bodies are JSON objects of ids and stages.
const (
	TopicChanged = "review.changed"  // case, stage, sitting, as all of them
	TopicNoticed = "review.noticed"  // case, person: a 告知书 waits for the person
	TopicDecided = "review.decided"  // case, person: a 决定书 waits for the person
	TopicSaid    = "review.said"     // case: the person made a statement
	TopicAppeal  = "review.appealed" // case, appeal
	TopicAnswer  = "review.answered" // case, person, outcome: the appeal was decided
)

// establishers may sign facts, over the exam point; deciders act for the issuing authority; readers may see cases.
func establishers() []actor.Role {
	return []actor.Role{people.RemoteInvigilator, people.Inspector, people.ExamManager}
}
func deciders() []actor.Role { return []actor.Role{people.Regulator, people.PermitIssuer} }
func readers() []actor.Role {
	return append(append(establishers(), deciders()...), people.ResultReleaser)
}

// signer names the calling member of staff as one who acts by one of roles over path, for the nearest organisation that gave the role.
func signer(ctx context.Context, path string, absent, refused *fault.Error, roles []actor.Role) (Signer, string, error) {
	a := actor.From(ctx)
	best := actor.Grant{}
	for _, g := range a.Grants {
		if a.Kind == actor.Staff && g.Path != "" && strings.HasPrefix(path, g.Path) && slices.Contains(roles, g.Role) && len(g.Path) > len(best.Path) {
			best = g
		}
	}
	switch {
	case best.Path != "" && a.Person != "":
		return Signer{proctor.Officer{Account: people.AccountID(a.ID), Person: people.PersonID(a.Person), Name: a.Name}, best.Org}, best.Path, nil
	case a.Sees(path) && a.Kind == actor.Staff:
		return Signer{}, "", refused
	}
	return Signer{}, "", absent
}

// written trims a text and refuses hidden characters and wrong lengths.
func written(text, field string, least, most int) (string, error) {
	text = strings.TrimSpace(text)
	if f := actor.CheckText(text); f != nil {
		return "", f.At(field)
	}
	if n := utf8.RuneCountInString(text); n < least || n > most {
		return "", ErrText.With("least", least).With("most", most).At(field)
	}
	return text, nil
}

func (s *Service) record(ctx context.Context, verb string, c Case, detail map[string]string) error {
	if detail == nil {
		detail = map[string]string{}
	}
	detail["case"], detail["stage"] = c.No, string(c.Stage)
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "review:" + string(c.ID), Path: c.OrgPath, Detail: detail})
}

func (s *Service) emit(ctx context.Context, topic string, c Case, body map[string]string) error {
	if body == nil {
		body = map[string]string{}
	}
	body["case"], body["stage"], body["sitting"] = string(c.ID), string(c.Stage), string(c.Sitting)
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return s.d.Outbox.Emit(ctx, actor.Event{Topic: topic, Key: string(c.ID), Body: b})
}

// step moves a case, saves it and says so. The version of c counts up.
func (s *Service) step(ctx context.Context, c *Case, step Step, verb string, detail map[string]string) error {
	to, err := c.Stage.After(step)
	if err != nil {
		return err
	}
	c.Stage = to
	if to.Over() {
		c.EndedAt = s.now()
	}
	if err := s.d.Store.SaveCase(ctx, *c); err != nil {
		return err
	}
	c.Version++
	if err := s.record(ctx, verb, *c, detail); err != nil {
		return err
	}
	return s.emit(ctx, TopicChanged, *c, nil)
}

// number gives the next number of a kind of document, as documents are numbered: 〔year〕n号.
func (s *Service) number(ctx context.Context, kind, word string) (string, error) {
	year := s.now().In(actor.Beijing).Year()
	n, err := s.d.Store.Number(ctx, kind, year)
	return fmt.Sprintf("%s〔%d〕%d号", word, year, n), err
}

// Open begins a case about referred incidents of one sitting. By those who establish facts over its exam point. Errors: ErrIncidents,
// ErrEmergency, ErrNotFound, ErrForbidden, ErrOwnCase.
func (s *Service) Open(ctx context.Context, sitting exam.SittingID, ids []proctor.IncidentID) (Case, error) {
	sit, err := s.d.Sittings.Sitting(ctx, sitting)
	if errors.Is(err, exam.ErrNoSitting) {
		err = ErrNotFound
	}
	if err != nil {
		return Case{}, err
	}
	me, _, err := signer(ctx, sit.OrgPath, ErrNotFound, ErrForbidden, establishers())
	if err == nil && me.Person == sit.Person {
		err = ErrOwnCase
	}
	if err != nil {
		if rerr := s.d.Store.InTx(ctx, func(ctx context.Context) error {
			return s.d.Audit.Record(ctx, actor.Entry{Verb: "review.refused", Object: "sitting:" + string(sitting), Path: sit.OrgPath, Detail: map[string]string{"act": "open"}})
		}); rerr != nil {
			return Case{}, errors.Join(err, rerr)
		}
		return Case{}, err
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) == 0 || len(ids) > 50 || sit.Kind != exam.Formal {
		return Case{}, ErrIncidents.At("body.incidents")
	}
	authority, err := s.d.People.Authority(ctx)
	if err != nil {
		return Case{}, err
	}
	on := actor.DateOf(sit.CreatedAt)
	if !sit.StartedAt.IsZero() {
		on = actor.DateOf(sit.StartedAt)
	}
	var c Case
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		now := s.now()
		c = Case{ID: CaseID(actor.NewID(now)), Person: sit.Person, Sitting: sit.ID, Room: sit.Room, SeatLabel: sit.SeatLabel, Item: sit.ItemCode,
			Type: string(sit.PersonType), SatOn: on, OrgPath: sit.OrgPath, Authority: authority, Incidents: ids, Stage: Facts, Opener: me.Officer, OpenedAt: now}
		var err error
		if c.No, err = s.number(ctx, "CASE", "考核查"); err != nil {
			return err
		}
		list, err := s.d.Incidents.Enlist(ctx, ids, string(c.ID))
		if errors.Is(err, proctor.ErrState) || errors.Is(err, proctor.ErrNotFound) {
			return ErrIncidents.At("body.incidents")
		}
		if err != nil {
			return err
		}
		for _, in := range list {
			if in.Sitting != sitting {
				return ErrIncidents.At("body.incidents")
			}
		}
		if err := s.outsideEmergencies(ctx, list); err != nil {
			return err
		}
		if err := s.d.Store.AddCase(ctx, c); err != nil {
			return err
		}
		if err := s.record(ctx, "review.open", c, map[string]string{"sitting": string(c.Sitting)}); err != nil {
			return err
		}
		return s.emit(ctx, TopicChanged, c, nil)
	})
	return c, err
}

// forStaff returns a case that the caller may see. The refusal of a case that exists is on the trail.
func (s *Service) forStaff(ctx context.Context, id CaseID) (Case, error) {
	c, err := s.d.Store.Case(ctx, id)
	if err != nil {
		return Case{}, err
	}
	a := actor.From(ctx)
	if a.Can(c.OrgPath, readers()...) || a.Can(c.Authority, deciders()...) {
		return c, nil
	}
	refusal := ErrNotFound
	if a.Sees(c.OrgPath) || a.Sees(c.Authority) {
		refusal = ErrForbidden
	}
	return Case{}, s.refused(ctx, c, "", refusal)
}

// refused puts on the trail that somebody tried what is not theirs to do in a case that exists; act names it.
func (s *Service) refused(ctx context.Context, c Case, act string, refusal error) error {
	var detail map[string]string
	if act != "" {
		detail = map[string]string{"act": act}
	}
	if err := s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.record(ctx, "review.refused", c, detail) }); err != nil {
		return errors.Join(refusal, err)
	}
	return refusal
}

// act runs fn in one transaction. Where fn finds that the caller may not, the refusal of a case that exists is on the trail.
func (s *Service) act(ctx context.Context, id CaseID, name string, fn func(ctx context.Context) error) error {
	err := s.d.Store.InTx(ctx, fn)
	if !slices.ContainsFunc([]*fault.Error{ErrNotFound, ErrForbidden, ErrSameOrg, ErrInvolved, ErrOwnCase, ErrNoAppeal}, func(f *fault.Error) bool { return errors.Is(err, f) }) {
		return err
	}
	c, absent := s.d.Store.Case(ctx, id)
	if absent != nil {
		return err
	}
	return s.refused(ctx, c, name, err)
}

// View is a case as staff sees it.
type View struct {
	Case       Case
	Who        Who
	Signed     int       // how many have signed facts
	Mine       bool      // the caller is one of them
	Findings   []Finding // while facts are being established only the caller's own
	Documents  []Document
	Statements []Said
	Appeal     *Appeal
	Incidents  []proctor.Incident
	BanInForce bool
}

// Look returns a case to staff of its exam point and of its authority. While facts are being established nobody is handed another
// person's finding. Errors: ErrNotFound, ErrForbidden.
func (s *Service) Look(ctx context.Context, id CaseID) (View, error) {
	c, err := s.forStaff(ctx, id)
	if err != nil {
		return View{}, err
	}
	v := View{Case: c, Findings: []Finding{}}
	all, err := s.d.Papers.Findings(ctx, id)
	if err != nil {
		return View{}, err
	}
	v.Signed = len(all)
	me := people.PersonID(actor.From(ctx).Person)
	for _, f := range all {
		mine := f.By.Person == me
		v.Mine = v.Mine || mine
		if mine || c.Stage != Facts {
			v.Findings = append(v.Findings, f)
		}
	}
	if v.Who, err = s.d.People.Who(ctx, c.Person); err != nil {
		return View{}, err
	}
	if v.Documents, err = s.d.Papers.Documents(ctx, id); err != nil {
		return View{}, err
	}
	if v.Statements, err = s.d.Papers.Statements(ctx, id); err != nil {
		return View{}, err
	}
	if v.Incidents, err = s.incidents(ctx, c); err != nil {
		return View{}, err
	}
	if c.Effects.BanID != "" {
		if v.BanInForce, err = s.d.Bans.InForce(ctx, c.Effects.BanID); err != nil {
			return View{}, err
		}
	}
	v.Appeal, err = s.appealOf(ctx, id)
	return v, err
}

func (s *Service) appealOf(ctx context.Context, id CaseID) (*Appeal, error) {
	a, err := s.d.Papers.AppealOf(ctx, id)
	if errors.Is(err, ErrNoAppeal) {
		return nil, nil
	}
	return &a, err
}

// incidents lists those of a case.
func (s *Service) incidents(ctx context.Context, c Case) ([]proctor.Incident, error) {
	all, err := s.d.Incidents.OfSitting(ctx, c.Sitting)
	return slices.DeleteFunc(all, func(in proctor.Incident) bool { return !slices.Contains(c.Incidents, in.ID) }), err
}

// List lists cases of the caller's exam points and authorities, newest first.
func (s *Service) List(ctx context.Context, q Query) ([]Case, error) {
	a := actor.From(ctx)
	q.Paths, q.Authorities, q.Person = a.Paths(readers()...), nil, ""
	for _, g := range a.Grants {
		if a.Kind == actor.Staff && slices.Contains(deciders(), g.Role) && g.Path != "" {
			q.Authorities = append(q.Authorities, g.Path)
		}
	}
	if len(q.Paths) == 0 && len(q.Authorities) == 0 {
		return nil, ErrForbidden
	}
	return s.d.Store.Cases(ctx, q)
}

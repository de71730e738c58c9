package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/fault"
)

// peopleFacts answers the questions of exam/application and exam/booking about persons and organisations.
type peopleFacts struct {
	*people.Service
	accounts *people.Accounts
}

// PersonFacts implements application.People and booking.People.
func (p peopleFacts) PersonFacts(ctx context.Context, id people.PersonID) (application.PersonFacts, error) {
	x, err := p.Person(ctx, id)
	if err != nil {
		return application.PersonFacts{}, err
	}
	return application.PersonFacts{ID: x.ID, Name: x.Name, MaskedName: identity.MaskName(x.Name), MaskedDocument: x.DocMasked,
		PhotoApproved: x.Photo.State == people.PhotoApproved, Photo: x.Photo.Key}, nil
}

// FindDocument implements booking.People. A number that is no document of this kind belongs to nobody.
func (p peopleFacts) FindDocument(ctx context.Context, kind, number string) (people.PersonID, bool, error) {
	x, err := p.PersonByDocument(ctx, identity.DocKind(kind), number, "")
	switch fault.KindOf(err) {
	case fault.NotFound, fault.Invalid:
		if err != nil {
			return "", false, nil
		}
	}
	return x.ID, err == nil, err
}

// OrgFacts implements application.People and booking.People.
func (p peopleFacts) OrgFacts(ctx context.Context, id people.OrgID) (application.OrgFacts, error) {
	o, err := p.Org(ctx, id)
	return application.OrgFacts{ID: o.ID, Path: o.Path, Name: o.Name, Kind: string(o.Kind)}, err
}

// EmployerOn implements booking.People.
func (p peopleFacts) EmployerOn(ctx context.Context, id people.PersonID, on actor.Date) (people.OrgID, error) {
	o, ok, err := p.Employer(ctx, id, on)
	if !ok {
		return "", err
	}
	return o.ID, err
}

// Sponsors implements application.People: an organisation has the people whose record it keeps and those it employs.
func (p peopleFacts) Sponsors(ctx context.Context, org people.OrgID, id people.PersonID, on actor.Date) (bool, error) {
	x, err := p.Person(ctx, id)
	if err != nil {
		return false, err
	}
	if x.Home == org {
		return true, nil
	}
	employer, err := p.EmployerOn(ctx, id, on)
	return employer == org && org != "", err
}

// AccountPerson implements booking.People and release.Staff.
func (p peopleFacts) AccountPerson(ctx context.Context, id people.AccountID) (people.PersonID, string, error) {
	a, _, err := p.accounts.ViewAccount(actor.AsSystem(ctx, "wiring"), id)
	if err != nil {
		return "", "", err
	}
	x, err := p.Person(ctx, a.Person)
	return a.Person, x.Name, err
}

// Holds implements release.Staff.
func (p peopleFacts) Holds(ctx context.Context, id people.AccountID, path string, roles ...actor.Role) (bool, error) {
	_, grants, err := p.accounts.ViewAccount(actor.AsSystem(ctx, "wiring"), id)
	if err != nil {
		return false, err
	}
	a := actor.Actor{Kind: actor.Staff, ID: string(id)}
	for _, g := range grants {
		a.Grants = append(a.Grants, actor.Grant{Role: g.Role, Org: string(g.Org), Path: g.OrgPath})
	}
	return a.Can(path, roles...), nil
}

// bookingTerms answers what the rules in force say about applications.
type bookingTerms struct {
	*rules.Service
	people *people.Service
	texts  *notice.Service
}

// Figures that no found rule fixes and that the rule sets have no field for. [design]
const (
	correctionDays = 30 // calendar days a person has to correct what was returned
	approvalMonths = 12 // how long an approved application may be used for bookings
)

// authorityPath is the path of the root authority, whose rules hold for the whole installation.
func authorityPath(ctx context.Context, p *people.Service) (string, error) {
	o, err := p.RootOrg(ctx)
	return o.Path, err
}

// Terms implements application.Rules and booking.Rules.
func (r bookingTerms) Terms(ctx context.Context, s application.Subject) (application.Terms, error) {
	var t application.Terms
	root, err := authorityPath(ctx, r.people)
	if err != nil {
		return t, err
	}
	q, dates := rules.Query{PersonType: s.PersonType, Item: s.ItemCode, OrgPath: root}, rules.Dates{Application: s.On, Sitting: s.On, Decision: s.On}
	conditions, err := r.For(ctx, rules.AskConditions, q, dates)
	if err != nil {
		return t, err
	}
	paper, err := r.For(ctx, rules.AskPaper, q, dates)
	if err != nil {
		return t, err
	}
	pledge, err := r.texts.Notice(ctx, notice.TruthPledge, "zh-CN")
	if err != nil {
		return t, err
	}
	materials := map[application.Kind]rules.Param[[]rules.Material]{
		application.FirstIssue: conditions.MaterialsFirst, application.Renewal: conditions.MaterialsRenewal, application.Replacement: conditions.MaterialsReplace,
	}
	var errs [3]error
	t.Materials, errs[0] = materials[s.Kind].Get()
	t.ReviewDays, errs[1] = conditions.ApplicationCheckDays.Get()
	t.TheoryMinutes, errs[2] = paper.TheoryDurationMin.Get()
	t.Materials = slices.DeleteFunc(slices.Clone(t.Materials), func(m rules.Material) bool { // no proof of what is not asked for
		return m == rules.MaterialEducation && conditions.EducationFloor.Set() && conditions.EducationFloor.Value == rules.EducationNone
	})
	t.PledgeVersion, t.CorrectionDays, t.ValidMonths = strconv.Itoa(pledge.Version), correctionDays, approvalMonths
	return t, errors.Join(errs[:]...)
}

// AddWorkingDays implements application.Rules.
func (r bookingTerms) AddWorkingDays(ctx context.Context, from actor.Date, n int) (actor.Date, error) {
	d, err := r.Service.AddWorkingDays(ctx, from, n)
	return d.Date, err
}

// uploads keeps files in a folder of the blob store; the key's ending tells the type.
type uploads struct {
	blobs  blob.Store
	clock  actor.Clock
	folder string
}

var uploadTypes = map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}

const maxUpload = 10 << 20

// Put implements application.Files and booking.Files.
func (u uploads) Put(ctx context.Context, contentType string, data []byte) (string, error) {
	ext, ok := uploadTypes[contentType]
	if !ok {
		return "", fmt.Errorf("uploads of type %q are not kept", contentType)
	}
	key := u.folder + "/" + actor.NewID(u.clock()) + ext
	_, err := u.blobs.Put(ctx, key, bytes.NewReader(data), maxUpload)
	return key, err
}

// Get implements application.Files and booking.Files.
func (u uploads) Get(ctx context.Context, key string) ([]byte, string, error) {
	r, _, err := u.blobs.Open(ctx, key)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = r.Close() }()
	data, err := io.ReadAll(io.LimitReader(r, maxUpload+1))
	for t, ext := range uploadTypes {
		if path.Ext(key) == ext {
			return data, t, err
		}
	}
	return data, "application/octet-stream", err
}

// notFoundIsNo drops a fault of kind NotFound, where absence is an answer.
func notFoundIsNo(err error) error {
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return nil
	}
	return err
}

package app

import (
	"context"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// papers gives exam what it needs of the question bank.
type papers struct{ *questionbank.Service }

// Draw implements exam.Papers.
func (p papers) Draw(ctx context.Context, itemCode string, in questionbank.DrawInput) (exam.Drawn, error) {
	paper, record, err := p.DrawFor(ctx, itemCode, in)
	if err != nil {
		return exam.Drawn{}, err
	}
	return exam.Drawn{Paper: paper, Record: record}, nil
}

// Picture implements exam.Pictures.
func (p papers) Picture(ctx context.Context, _ exam.Sitting, digest string) ([]byte, error) {
	return p.Service.Picture(ctx, digest)
}

// Nonce implements exam.Papers.
func (p papers) Nonce(ctx context.Context, attempt exam.SittingID) ([16]byte, error) {
	return p.NonceOf(ctx, string(attempt))
}

// CurrentKey implements exam.Papers.
func (p papers) CurrentKey(ctx context.Context, release assembly.ReleaseID) (questionbank.Key, error) {
	n, err := p.CurrentKeyVersion(ctx, release)
	if err != nil {
		return questionbank.Key{}, err
	}
	return p.Key(ctx, release, n)
}

// KeyVersion implements exam.Papers.
func (p papers) KeyVersion(ctx context.Context, release assembly.ReleaseID, version int) (questionbank.Key, error) {
	return p.Key(ctx, release, version)
}

// sittingFacts collects what is shown on the seat and frozen into a result.
type sittingFacts struct {
	people       *people.Service
	rules        *rules.Service
	hours        *courseware.Service
	applications *application.Service
	clock        actor.Clock
}

// Frozen implements exam.Facts.
func (f sittingFacts) Frozen(ctx context.Context, s exam.Sitting, on actor.Date) (exam.Frozen, error) {
	var out exam.Frozen
	if s.Application != "" {
		var err error
		if out.Channel, err = f.applications.ChannelOf(ctx, s.Application); err != nil {
			return out, err
		}
	}
	employer, ok, err := f.people.Employer(ctx, s.Person, on)
	if err != nil {
		return out, err
	}
	if ok {
		out.Employer, out.EmployerName = employer.ID, employer.Name
		out.Street, out.Industry, out.Grade = employer.Street, employer.Industry, employer.Grade
	}
	by, ok, err := f.hours.TrainedBy(ctx, s.Person, s.ItemCode, on)
	if err != nil || !ok {
		return out, err
	}
	centre, err := f.people.Org(ctx, by)
	out.Centre, out.CentreName = centre.ID, centre.Name
	return out, err
}

// Card implements exam.Facts.
func (f sittingFacts) Card(ctx context.Context, person people.PersonID, itemCode string) (exam.Card, error) {
	p, err := f.people.Person(ctx, person)
	if err != nil {
		return exam.Card{}, err
	}
	item, err := f.rules.Item(ctx, itemCode, actor.DateOf(f.clock()))
	return exam.Card{Name: identity.MaskName(p.Name), Document: p.DocMasked, ItemName: item.Name, Photo: p.Photo.State == people.PhotoApproved}, err
}

// sittingNotices gives exam the texts before a paper.
type sittingNotices struct{ *notice.Service }

// ForSitting implements exam.Notices.
func (n sittingNotices) ForSitting(ctx context.Context, lang string) ([]notice.Text, error) {
	return n.Notices(ctx, []notice.Kind{notice.HonestyPledge, notice.RecordingNotice}, lang)
}

// ConfirmNotices implements exam.Notices.
func (n sittingNotices) ConfirmNotices(ctx context.Context, list []notice.Confirmation) error {
	in := make([]notice.ConfirmInput, len(list))
	for i, c := range list {
		in[i] = notice.ConfirmInput{Kind: c.Kind, Version: c.Version, Lang: c.Lang, About: c.About, Channel: c.Channel}
	}
	return n.ConfirmAll(ctx, list[0].Person, in)
}

// hoursOf returns the training of a person for first issue of an item, judged by the root authority's rules on a day.
func hoursOf(ctx context.Context, h *courseware.Service, p *people.Service, person people.PersonID, item string, on actor.Date) (courseware.Hours, error) {
	root, err := authorityPath(ctx, p)
	if err != nil {
		return courseware.Hours{}, err
	}
	return h.HoursOf(ctx, courseware.HoursQuery{Person: person, Item: item, Kind: courseware.Initial, OrgPath: root, On: on})
}

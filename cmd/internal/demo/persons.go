package demo

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/suikao/suikao/courseware"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank/sample"
)

// atOnce bounds how many people are brought on at the same time: hashing passwords and waiting for the disk take most of
// the time, and neither waits for the other then.
const atOnce = 4

// people makes the thirty candidates in their order and brings each as far as their stage says.
func (f *filler) people(ctx context.Context) error {
	today := actor.DateOf(f.clock())
	var wg errgroup.Group
	wg.SetLimit(atOnce)
	for i, c := range candidates() {
		in := people.PersonInput{Name: c.name, DocKind: identity.IDCard, DocNumber: number(i, c), Education: people.Senior, Phone: phone(i)}
		p, _, err := f.People.Hire(ctx, f.orgs["enterprise"], people.HireInput{Person: in, Kind: people.Regular, From: string(today.AddMonths(-8))})
		if err != nil {
			return errors.Join(fmt.Errorf("%s: %w", c.name, err), wg.Wait())
		}
		wg.Go(func() error {
			if err := f.person(ctx, i, c, p.ID, today); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			return nil
		})
	}
	return wg.Wait()
}

func number(i int, c candidate) string { return idNumber(c.birth, i, c.sex) }

func (f *filler) person(ctx context.Context, i int, c candidate, id people.PersonID, today actor.Date) error {
	if c.stage >= opened {
		if err := f.open(ctx, i, c, id); err != nil {
			return fmt.Errorf("account: %w", err)
		}
	}
	if c.stage >= trained {
		if err := f.train(ctx, i, id, today); err != nil {
			return fmt.Errorf("training: %w", err)
		}
	}
	if c.stage >= approved {
		if err := f.apply(ctx, id, today); err != nil {
			return fmt.Errorf("application: %w", err)
		}
	}
	return nil
}

// open claims the person's account with a clerk's code, as somebody without a phone at hand would.
func (f *filler) open(ctx context.Context, i int, c candidate, id people.PersonID) error {
	clerk, err := f.as(ctx, "counter")
	if err != nil {
		return err
	}
	code, err := f.Candidates.ClerkCode(clerk, id, "演示数据开户")
	if err != nil {
		return err
	}
	privacy, err := f.Notices.Notice(ctx, notice.Privacy, "zh-CN")
	if err != nil {
		return err
	}
	_, err = f.Candidates.Claim(ctx, people.ClaimInput{Who: people.Identifier{DocKind: identity.IDCard, Number: number(i, c)}, Code: code,
		Password: CandidatePassword, PrivacyVersion: privacy.Version, Lang: "zh-CN"})
	return err
}

func (f *filler) train(ctx context.Context, i int, id people.PersonID, today actor.Date) error {
	centre, err := f.as(ctx, "centre")
	if err != nil {
		return err
	}
	if _, err := f.Hours.Record(centre, courseware.RecordInput{Org: f.orgs["centre"], Person: courseware.Who{ID: id}, Item: sample.ItemCode,
		Kind: courseware.Initial, Mode: courseware.Classroom, ClassHours: 88, From: string(today.AddDays(-40)), To: string(today.AddDays(-20)),
		Class: "低压电工 2026 第 3 期", Evidence: "签到册 DY-2026-03", RequestKey: "demo-" + strconv.Itoa(i)}); err != nil {
		return err
	}
	own := candidateContext(ctx, id)
	pic, err := portrait(i)
	if err != nil {
		return err
	}
	ph, err := f.People.SubmitPhoto(own, id, pic)
	if err != nil {
		return err
	}
	clerk, err := f.as(ctx, "clerk")
	if err != nil {
		return err
	}
	_, err = f.People.DecidePhoto(clerk, id, people.PhotoDecision{Photo: ph.ID, Approve: true})
	return err
}

// candidateContext is the context of a person on the portal.
func candidateContext(ctx context.Context, id people.PersonID) context.Context {
	return actor.With(ctx, actor.Actor{Kind: actor.Candidate, ID: string(id), Person: string(id), Name: "demo"})
}

func (f *filler) apply(ctx context.Context, id people.PersonID, today actor.Date) error {
	own := candidateContext(ctx, id)
	app, err := f.Applications.Apply(own, application.Registration{Person: id, Authority: f.orgs[""], ItemCode: sample.ItemCode,
		PersonType: rules.SpecialOperator, Kind: application.FirstIssue})
	if err != nil {
		return err
	}
	pledge, err := f.Notices.Notice(ctx, notice.TruthPledge, "zh-CN")
	if err != nil {
		return err
	}
	document, err := portrait(999)
	if err != nil {
		return err
	}
	for _, kind := range []rules.Material{rules.MaterialDocument, rules.MaterialEducation} {
		if _, err := f.Applications.SetFile(own, app.ID, kind, document); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
	}
	for _, m := range []application.Material{
		{Kind: rules.MaterialHealth, Fit: true, Date: today.AddDays(-15), Institution: "演示市第一人民医院"},
		{Kind: rules.MaterialPledge, Value: strconv.Itoa(pledge.Version)},
		{Kind: rules.MaterialEducation, Value: string(people.Senior), Institution: "演示市第二中学"},
	} {
		if _, err := f.Applications.SetMaterial(own, app.ID, m); err != nil {
			return fmt.Errorf("%s: %w", m.Kind, err)
		}
	}
	if _, err := f.Applications.Submit(own, app.ID); err != nil {
		return err
	}
	clerk, err := f.as(ctx, "clerk")
	if err != nil {
		return err
	}
	if _, err := f.Applications.Accept(clerk, app.ID); err != nil {
		return err
	}
	_, err = f.Applications.Approve(clerk, app.ID)
	return err
}

// terminals makes enrolment codes for the gate and the first seats of the first room.
func (f *filler) terminals(ctx context.Context) ([]Login, error) {
	points, err := f.Sites.Points(ctx)
	if err != nil || len(points) == 0 {
		return nil, err
	}
	list, err := f.Sites.RoomsOf(ctx, points[0].ID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	room := list[0]
	seats, err := f.Sites.SeatsOf(ctx, room.ID)
	if err != nil {
		return nil, err
	}
	code, _, err := f.Devices.CreateEnrolment(ctx, terminal.Enrolment{Kind: terminal.Gate, Room: string(room.ID), Name: room.Name + "门口"})
	if err != nil {
		return nil, err
	}
	out := []Login{{"/kiosk", "设备登记码", code, room.Name + " 门口（30 分钟内有效）"}}
	for _, s := range seats[:min(len(seats), 12)] {
		code, _, err := f.Devices.CreateEnrolment(ctx, terminal.Enrolment{Kind: terminal.Seat, Room: string(room.ID), Seat: string(s.ID), Name: s.Label})
		if err != nil {
			return nil, err
		}
		out = append(out, Login{"/kiosk", "设备登记码", code, room.Name + " " + s.Label})
	}
	return out, nil
}

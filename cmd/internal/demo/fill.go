package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/sample"
)

// Login is one way into the demo, as printed at the start.
type Login struct{ Where, User, Secret, Who string }

// filler carries what the steps share.
type filler struct {
	*app.App
	clock    actor.Clock
	orgs     map[string]people.OrgID // "", "exams", "centre", "enterprise"
	accounts map[string]people.Account
}

// Fill puts the demo data into an empty database and returns the logins; a filled one is left as it is, with fresh
// enrolment codes for the first room's terminals.
func Fill(ctx context.Context, a *app.App, clock actor.Clock) ([]Login, error) {
	ctx = actor.AsSystem(ctx, "demo")
	f := &filler{App: a, clock: clock, orgs: map[string]people.OrgID{}, accounts: map[string]people.Account{}}
	if _, err := a.People.RootOrg(ctx); fault.KindOf(err) == fault.NotFound && err != nil {
		if err := f.all(ctx); err != nil {
			return nil, err
		}
	} else if err != nil {
		return nil, err
	}
	a.SetDemoCards(cards(actor.DateOf(clock())))
	terminals, err := f.terminals(ctx)
	return append(logins(), terminals...), err
}

func (f *filler) all(ctx context.Context) error {
	for _, step := range []struct {
		name string
		run  func(context.Context) error
	}{{"organisations", f.organisations}, {"staff", f.staff}, {"rules", f.ruleSets}, {"bank", f.bank}, {"rooms", f.rooms},
		{"people", f.people}, {"papers", f.papers}, {"slots", f.slots}} {
		if err := step.run(ctx); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return nil
}

func logins() []Login {
	out := make([]Login, 0, 40)
	for _, m := range staff() {
		out = append(out, Login{"/console", m.login, StaffPassword, m.title + " " + m.name})
	}
	for i, c := range candidates()[:3] {
		out = append(out, Login{"/", phone(i), CandidatePassword, "考生 " + c.name + "（报名已通过）"})
	}
	return append(out,
		Login{"/", phone(12), CandidatePassword, "考生 " + candidates()[12].name + "（已培训，可报名）"},
		Login{"/", phone(18), CandidatePassword, "考生 " + candidates()[18].name + "（刚开户）"})
}

// as returns the context of a demo official.
func (f *filler) as(ctx context.Context, login string) (context.Context, error) {
	acc, ok := f.accounts[login]
	if !ok {
		return nil, fmt.Errorf("no demo account %s", login)
	}
	a, err := f.Accounts.Actor(ctx, people.Principal{ID: string(acc.ID), Epoch: acc.Epoch})
	return actor.With(ctx, a), err
}

func (f *filler) organisations(ctx context.Context) error {
	root, err := f.People.CreateRoot(ctx, people.OrgInput{Kind: people.Authority, Name: "演示市应急管理局", Region: "420600"})
	if err != nil {
		return err
	}
	f.orgs[""] = root.ID
	for _, o := range []struct {
		key string
		in  people.OrgInput
	}{
		{"exams", people.OrgInput{Kind: people.ExamBody, Name: "演示市安全生产考试中心", Region: "420602"}},
		{"centre", people.OrgInput{Kind: people.Centre, Name: "演示市江北安全技术培训学校", Region: "420606"}},
		{"enterprise", people.OrgInput{Kind: people.Enterprise, Name: "演示市兴达机电设备安装工程有限责任公司", Region: "420602", Street: "王府口街道", Industry: "机械制造", Grade: "B"}},
	} {
		made, err := f.People.CreateOrg(ctx, root.ID, o.in)
		if err != nil {
			return fmt.Errorf("%s: %w", o.key, err)
		}
		f.orgs[o.key] = made.ID
	}
	return nil
}

func (f *filler) staff(ctx context.Context) error {
	var mu sync.Mutex
	var wg errgroup.Group
	wg.SetLimit(atOnce)
	for i, m := range staff() {
		home := f.orgs[m.where]
		p, err := f.People.AddPerson(ctx, home, people.PersonInput{Name: m.name, DocKind: identity.IDCard,
			DocNumber: idNumber(fmt.Sprintf("19%d0%d1%d", 70+i, 1+i%9, i%9), 100+i, i%2), Education: people.Bachelor, Phone: phone(500 + i)})
		if err != nil {
			return errors.Join(fmt.Errorf("%s: %w", m.login, err), wg.Wait())
		}
		wg.Go(func() error {
			acc, err := f.Accounts.SeedAccount(ctx, m.login, StaffPassword, p.ID, home, map[people.OrgID][]actor.Role{home: m.roles})
			if err != nil {
				return fmt.Errorf("%s: %w", m.login, err)
			}
			mu.Lock()
			defer mu.Unlock()
			f.accounts[m.login] = acc
			return nil
		})
	}
	return wg.Wait()
}

func (f *filler) ruleSets(ctx context.Context) error {
	file, err := rules.DemoFile(f.orgs[""])
	if err != nil {
		return err
	}
	editor, err := f.as(ctx, "rule1")
	if err != nil {
		return err
	}
	approver, err := f.as(ctx, "rule2")
	if err != nil {
		return err
	}
	p, err := f.Rules.Propose(editor, file)
	if err != nil {
		return err
	}
	_, err = f.Rules.Approve(approver, p.Proposal.ID, p.Proposal.Digest)
	return err
}

func (f *filler) bank(ctx context.Context) error {
	writer, err := f.as(ctx, "writer")
	if err != nil {
		return err
	}
	reviewer, err := f.as(ctx, "reviewer")
	if err != nil {
		return err
	}
	b, err := f.Bank.CreateBank(reviewer, questionbank.BankInput{Owner: f.orgs[""], Level: questionbank.Provincial,
		Purpose: questionbank.Certification, ItemCode: sample.ItemCode, Name: sample.Name})
	if err != nil {
		return err
	}
	file, err := interchange.Read(ctx, "low_voltage.csv", bytes.NewReader(sample.CSV()))
	if err != nil {
		return err
	}
	batch, err := f.Bank.ApplyImport(writer, b.ID, file, file.Sum, false)
	if err != nil {
		return err
	}
	if err := f.reviewed(writer, reviewer, batch.ID); err != nil {
		return err
	}
	body, err := assembly.ParseBody(sample.Blueprint())
	if err != nil {
		return err
	}
	release, err := f.Bank.ProposeRelease(writer, b.ID, "2026 年第一版")
	if err != nil {
		return err
	}
	if _, err := f.Bank.ActivateRelease(reviewer, release.ID); err != nil {
		return err
	}
	plan, err := f.Bank.ProposeBlueprint(writer, b.ID, body)
	if err != nil {
		return err
	}
	if err := f.Bank.RehearseOnce(ctx); err != nil {
		return err
	}
	seen, err := f.Bank.RehearsalOf(reviewer, plan.ID)
	if err != nil {
		return err
	}
	if _, err = f.Bank.PublishBlueprint(reviewer, plan.ID, seen.Sum); err != nil {
		return err
	}
	if err := f.besides(ctx, writer, reviewer, b.ID); err != nil {
		return err
	}
	return f.cited(reviewer)
}

func (f *filler) reviewed(writer, reviewer context.Context, batch questionbank.BatchID) error {
	if err := f.Bank.SubmitBatch(writer, batch, ""); err != nil {
		return err
	}
	return f.Bank.ApproveBatch(reviewer, batch, "示例题库，逐题核对")
}

// besides adds the bank's items with pictures and its cases, behind the release that papers are drawn from: they are there to be looked at
// and to go into the next one.
func (f *filler) besides(ctx, writer, reviewer context.Context, bank questionbank.BankID) error {
	b, found, err := sample.Find(sample.ItemCode)
	if err != nil || !found {
		return errors.Join(err, errors.New("no sample bank"))
	}
	for _, open := range []func(context.Context) (questionbank.File, error){b.Shown, b.Cases} {
		file, err := open(ctx)
		if err != nil {
			return err
		}
		batch, err := f.Bank.ApplyImport(writer, bank, file, file.Sum, false)
		if err != nil {
			return err
		}
		if err := f.reviewed(writer, reviewer, batch.ID); err != nil {
			return err
		}
	}
	return nil
}

// seatGrid lays twelve seats out in three rows of four.
func seatGrid() []site.Seat {
	out := make([]site.Seat, 12)
	for i := range out {
		out[i] = site.Seat{No: i + 1, Label: fmt.Sprintf("%c%02d", 'A'+i/4, i%4+1), Row: i/4 + 1, Col: i%4 + 1, State: site.SeatInService}
	}
	return out
}

func (f *filler) rooms(ctx context.Context) error {
	ctx, err := f.as(ctx, "manager")
	if err != nil {
		return err
	}
	point, err := f.Sites.AddPoint(ctx, site.PointDraft{Org: f.orgs["exams"], Code: "X01", Name: "演示市考试中心考点",
		Address: "演示市江滨大道 88 号行政服务中心三楼", Phone: "0710-0000000", Open: true})
	if err != nil {
		return err
	}
	today := actor.DateOf(f.clock())
	rules := site.DefaultRules()
	rules.Faceless = site.PINOrOfficer // who tries the path alone has no officer beside them
	for i, name := range []string{"第一智慧考场", "第二智慧考场"} {
		room, err := f.Sites.AddRoom(ctx, point.ID, site.RoomDraft{Code: fmt.Sprintf("R%d", i+1), Name: name,
			Rules: rules, Pattern: site.DefaultPattern(), Open: true})
		if err != nil {
			return err
		}
		if _, err := f.Sites.SetSeats(ctx, room.ID, seatGrid()); err != nil {
			return err
		}
		if _, err := f.Sites.Authorize(ctx, site.Authorization{Room: room.ID, DocumentNo: fmt.Sprintf("演应急函〔2026〕%d号", i+1),
			Issuer: "演示市应急管理局", Mode: "REMOTE", From: today.AddDays(-30), To: today.AddMonths(12)}); err != nil {
			return err
		}
		for day := range 15 {
			from := today.AddDays(day).Time()
			if _, err := f.Sites.AddShift(ctx, site.ShiftDraft{Room: room.ID, Officer: f.accounts["watch1"].ID, Second: f.accounts["watch2"].ID,
				OnCallName: "楼宇值班室", OnCallPhone: "0710-0000001", OnCallMinutes: 10, From: from, To: from.Add(24 * time.Hour)}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *filler) slots(ctx context.Context) error {
	today := actor.DateOf(f.clock())
	return f.Booking.EnsureSlots(ctx, today, today.AddDays(7))
}

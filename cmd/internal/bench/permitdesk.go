package bench

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/release"
	"github.com/suikao/suikao/exam/release/transcripts"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/transcript"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/kv"
)

// benchName is everybody's.
const benchName = "热依扎·买买提"

// permitDesk is the permit service of the house on its database, with its rules, log, places, trail and outbox. What other contexts know of a
// person (training, practical, age, bans) is played: it is not what is measured.
type permitDesk struct {
	*permit.Service
	h    *house
	auth people.Org
	made int
}

// crowd plays persons.
type crowd struct{ permit.People }

func (crowd) Person(_ context.Context, id people.PersonID) (people.Person, error) {
	return people.Person{ID: id, Name: benchName, Sex: identity.Female, Birth: "1993-08-15", DocKind: identity.IDCard, DocMasked: "420***********1118",
		Photo: people.Photo{State: people.PhotoApproved, Key: "photo/bench"}}, nil
}

func (crowd) DocumentFor(_ context.Context, id people.PersonID, _ string) (identity.Document, error) {
	return identity.Document{Kind: identity.IDCard, Number: string(id[len(id)-18:])}, nil
}

// exams plays applications for examinations.
type exams struct{ auth people.Org }

func (e exams) ApplicationByID(_ context.Context, id application.ID) (application.Application, error) {
	return application.Application{ID: id, Authority: e.auth.ID, OrgPath: e.auth.Path, ItemCode: simCode, PersonType: rules.SpecialOperator, State: application.Approved}, nil
}

func (exams) MarkFulfilled(context.Context, application.ID) error { return nil }

// played is a person who has everything.
type played struct{}

func (played) PracticalPass(_ context.Context, _ people.PersonID, _ string, since actor.Date) (permit.PracticalPass, bool, error) {
	return permit.PracticalPass{Exam: "practical", On: since, By: []people.PersonID{"assessor"}}, true, nil
}

func (played) Training(_ context.Context, _ people.PersonID, _ string, applied actor.Date, _ string) (permit.Training, bool, error) {
	return permit.Training{Kind: permit.ByHours, Hours: 88, Required: 88, Refs: []string{"hours"}, Last: applied}, true, nil
}

func (played) Refreshed(context.Context, people.PersonID, string, actor.Date, actor.Date) (permit.Training, error) {
	return permit.Training{Kind: permit.ByHours}, nil
}

func (played) Refusals(context.Context, people.PersonID, string, actor.Date) ([]application.Refusal, error) {
	return nil, nil
}

// freely counts as the house does and refuses nobody.
type freely struct{ kv.Store }

func (f freely) Allow(ctx context.Context, key string, n int, per time.Duration) (bool, time.Duration, error) {
	d, err := f.Store.Allow(ctx, key, kv.Limit{N: n, Per: per})
	return d.Allowed, d.RetryAfter, err
}

func newPermitDesk(ctx context.Context, h *house) (*permitDesk, error) {
	auth, err := h.People.RootOrg(ctx)
	if err != nil {
		return nil, err
	}
	d := &permitDesk{h: h, auth: auth}
	deps := h.Permit.Deps
	deps.People, deps.Facts, deps.Exams, deps.Limiter = crowd{h.People}, played{}, exams{auth}, freely{kv.NewMemory(time.Now)}
	d.Service = permit.New(deps, permit.Options{PublicURL: "https://ks.example.cn", AddressChecks: 1_000_000, NumberChecks: 1_000_000})
	return d, nil
}

// officer is the i-th issuer of the authority.
func (d *permitDesk) officer(ctx context.Context, i int) context.Context {
	return actor.With(ctx, actor.Actor{Kind: actor.Staff, ID: fmt.Sprintf("issuer-%d", i), Person: fmt.Sprintf("p-issuer-%d", i), Name: "制证员",
		Grants: []actor.Grant{{Role: people.PermitIssuer, Org: string(d.auth.ID), Path: d.auth.Path}}})
}

// person is the k-th; the last 18 signs of the id are the document number.
func person(k int) people.PersonID { return people.PersonID(fmt.Sprintf("bench-p-%018d", k)) }

// approved makes n applications that wait for the issuer, each on a pass whose transcript is in the log.
func (d *permitDesk) approved(ctx context.Context, n int) ([]permit.ApplicationID, error) {
	out := make([]permit.ApplicationID, 0, n)
	now := time.Now().UTC().Truncate(time.Millisecond)
	today := actor.DateOf(now)
	for len(out) < n {
		err := d.Tx.InTx(ctx, func(ctx context.Context) error {
			for range min(200, n-len(out)) {
				who := person(d.made)
				d.made++
				th := release.Theory{Result: exam.ResultID(actor.NewID(now)), Revision: 1, Sitting: exam.SittingID(actor.NewID(now)), Person: who, Application: application.ID(actor.NewID(now)),
					OrgPath: d.auth.Path, Item: simCode, PersonType: rules.SpecialOperator, Passed: true, On: today, Points: 92, PassMark: 80, Full: 100, RuleSet: "bench", At: now,
					By: "releaser", ByPerson: "p-releaser"}
				a := permit.Application{ID: permit.ApplicationID(actor.NewID(now)), Kind: permit.FirstIssue, Person: who, Item: simCode, PersonType: rules.SpecialOperator, Authority: d.auth.ID,
					OrgPath: d.auth.Path, State: permit.Approved, Channel: "SELF", SubmittedBy: who, SubmittedAt: now, AppliedOn: today, CheckBy: today, IssueBy: today,
					Reviewer: "reviewer", ReviewerPerson: "p-reviewer", ReviewerName: "审核员", ReviewedAt: now, CreatedAt: now}
				if err := errors.Join(d.SetTheory(ctx, th), d.Applications.AddApplication(ctx, a),
					d.h.Ledger.AppendNaming(ctx, transcript.Kind, "pass", transcripts.Key(th.Result, 1), []byte(th.Result), nil)); err != nil {
					return err
				}
				out = append(out, a.ID)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// multiply copies one permit until n stand in the table: other ids, persons, indexes.
func (d *permitDesk) multiply(ctx context.Context, n int) error {
	rows, err := d.h.db.SQL().QueryContext(ctx, "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'permit' ORDER BY ordinal_position")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	own := map[string]string{"id": "CONCAT('bench-', LPAD(s.seq, 20, '0'))", "person_id": "CONCAT('bench-x-', LPAD(s.seq, 18, '0'))", "live_key": "CONCAT('bench-', s.seq)",
		"number_index": "UNHEX(SHA2(CONCAT('n', s.seq), 256))", "query_index": "UNHEX(SHA2(CONCAT('q', s.seq), 256))", "code_index": "UNHEX(SHA2(CONCAT('c', s.seq), 256))",
		"pass_id": "CONCAT('bench-', LPAD(s.seq, 20, '0'))", "application_id": "CONCAT('bench-', LPAD(s.seq, 20, '0'))"}
	var columns, values []string
	for rows.Next() {
		var c string
		if err := rows.Scan(&c); err != nil {
			return err
		}
		columns = append(columns, "`"+c+"`")
		if v, ok := own[c]; ok {
			values = append(values, v)
		} else {
			values = append(values, "p.`"+c+"`")
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for from := 1; from <= n; from += 50_000 {
		_, err := d.h.db.SQL().ExecContext(ctx, fmt.Sprintf("INSERT INTO permit (%s) SELECT %s FROM seq_%d_to_%d s JOIN (SELECT * FROM permit WHERE id NOT LIKE 'bench-%%' ORDER BY id LIMIT 1) p",
			strings.Join(columns, ","), strings.Join(values, ","), from, min(n, from+49_999)))
		if err != nil {
			return err
		}
	}
	return nil
}

// known gives n permits, spread over the table, numbers that the public check finds.
func (d *permitDesk) known(ctx context.Context, permits, n int) ([]string, error) {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("T88%016d", i)
		index := d.Vault.Index("permit.query", identity.NormalizeNumber(out[i])+"|"+identity.NormalizeName(benchName))
		if _, err := d.h.db.SQL().ExecContext(ctx, "UPDATE permit SET query_index = ? WHERE id = ?", index, fmt.Sprintf("bench-%020d", 1+i*(permits/n))); err != nil {
			return nil, err
		}
	}
	return out, nil
}

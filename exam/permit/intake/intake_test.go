package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	peoplestore "github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/exam/permit"
	filedstore "github.com/suikao/suikao/exam/permit/filed/store"
	"github.com/suikao/suikao/exam/permit/intake"
	"github.com/suikao/suikao/exam/permit/intake/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/rules"
	rulestore "github.com/suikao/suikao/exam/rules/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// house is the intake with the real permits, persons and rules on a real database.
type house struct {
	*intake.Service
	t       *testing.T
	db      *sqldb.DB
	clock   *testenv.Clock
	people  *people.Service
	permits *permit.Service
	rows    *permitstore.Store
	store   *store.Store
	org     people.Org
	other   people.Org
	mu      sync.Mutex
	stop    int // the permit with this number fails as a crash would, after it was made; 0: none
}

// TakeIn implements intake.Permits.
func (h *house) TakeIn(ctx context.Context, t permit.Taken) (permit.Permit, error) {
	p, err := h.permits.TakeIn(ctx, t)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stop > 0 {
		if h.stop--; h.stop == 0 {
			return p, errors.New("killed")
		}
	}
	return p, err
}

// JudgePaper implements intake.Permits.
func (h *house) JudgePaper(ctx context.Context, t permit.Taken) (permit.PaperRules, error) {
	return h.permits.JudgePaper(ctx, t)
}

// Standing implements intake.Permits.
func (h *house) Standing(ctx context.Context, p permit.Permit) (permit.Status, rules.ReviewState, error) {
	return h.permits.Standing(ctx, p)
}

func onBoth(t *testing.T, suite func(t *testing.T, h *house)) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { suite(t, newHouse(t, open(t))) })
}

func newHouse(t *testing.T, db *sqldb.DB) *house {
	t.Helper()
	h := &house{t: t, db: db, clock: testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)), rows: permitstore.New(db), store: store.New(db, filedstore.New(db, "permit_intake"))}
	ring, trail, outbox := crypt.Ephemeral(), audit.New(db, h.clock.Now), jobs.NewOutbox(db, h.clock.Now)
	d := people.Deps{Clock: h.clock.Now, Audit: trail, Outbox: outbox, Vault: ring}
	peoplestore.New(db).Fill(&d)
	h.people = people.New(d)
	var err error
	if h.org, err = h.people.CreateRoot(system(), people.OrgInput{Name: "襄阳市应急管理局", Region: "420600"}); err != nil {
		t.Fatal(err)
	}
	if h.other, err = h.people.CreateOrg(system(), h.org.ID, people.OrgInput{Kind: people.Authority, Name: "襄城区应急管理局", Region: "420602"}); err != nil {
		t.Fatal(err)
	}
	law := rules.New(rulestore.New(db), h.people, trail, outbox, h.clock.Now)
	if err := law.LoadSeeds(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.permits = permit.New(permit.Deps{Clock: h.clock.Now, Audit: trail, Outbox: outbox, Tx: h.rows, Passes: h.rows, Applications: h.rows, Permits: h.rows, Changes: h.rows,
		Rules: law, People: h.people, Registry: permit.ManualRegistry{}, Vault: ring, Code: crypt.Code, Normalize: crypt.NormalizeCode}, permit.Options{})
	h.Service = intake.New(intake.Deps{Clock: h.clock.Now, Audit: trail, Tx: h.store, Store: h.store, Permits: h, Held: h.rows, Rules: law, People: h.people, Vault: ring})
	return h
}

func system() context.Context { return actor.AsSystem(context.Background(), "test") }

func (h *house) as(account, person string, role actor.Role, at people.Org) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: account, Person: person, Name: "经办" + person,
		Grants: []actor.Grant{{Role: role, Org: string(at.ID), Path: at.Path}}})
}

func (h *house) issuer() context.Context { return h.as("issuer", "p-1", people.PermitIssuer, h.org) }
func (h *house) second() context.Context {
	return h.as("second", "p-2", people.ApplicationReviewer, h.org)
}

// citizen makes a valid citizen number of somebody born on a day.
func citizen(birth string, n int) string {
	body := "420602" + birth + fmt.Sprintf("%03d", n)
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(body[i]-'0') * w
	}
	return body + string("10X98765432"[sum%11])
}

// line is a row of a file with its columns in the order of the template.
type line struct{ name, doc, item, number, first, issued, from, to, due, reviewed, issuer string }

func good(n int) line {
	doc := citizen("19900307", n)
	return line{"张三", doc, "低压电工作业", "T" + doc, "2022-03-01", "", "2022-03-01", "2028-02-29", "", "2025-02-20", "原襄阳市安全生产监督管理局"}
}

func file(lines ...line) []byte {
	var out bytes.Buffer
	rows := make([][]string, len(lines))
	for i, l := range lines {
		rows[i] = []string{l.name, l.doc, l.item, l.number, l.first, l.issued, l.from, l.to, l.due, l.reviewed, l.issuer}
	}
	_ = sheet.WriteCSV(&out, []string{"姓名", "证件号码", "操作项目", "证书编号", "初领日期", "发证日期", "有效期起", "有效期止", "应复审日期", "实际复审日期", "发证机关"}, sheet.Each(rows))
	return out.Bytes()
}

func (h *house) received(lines ...line) intake.Import {
	h.t.Helper()
	m, err := h.Receive(h.issuer(), "原有证书.csv", file(lines...))
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

func (h *house) made(m intake.Import) (map[intake.LineState]int, []intake.Line) {
	h.t.Helper()
	if _, err := h.Decide(h.second(), m.ID, true, "已核对纸质档案"); err != nil {
		h.t.Fatal(err)
	}
	if err := h.RunOnce(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
	now, n, failed, err := h.Look(h.issuer(), m.ID)
	if err != nil || now.State != intake.Finished {
		h.t.Fatalf("%s: %v", now.State, err)
	}
	return n, failed
}

func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func (h *house) sealed(id intake.ImportID) (n int) {
	h.t.Helper()
	lines, err := h.store.Lines(h.t.Context(), id, "", 0, 100_000)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, l := range lines {
		if l.Sealed != "" {
			n++
		}
	}
	return n
}

func TestAFileOfPapersBecomesPermits(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		known, err := h.people.AddPerson(system(), h.org.ID, people.PersonInput{Name: "张三", DocKind: identity.IDCard, DocNumber: citizen("19900307", 1)})
		if err != nil {
			t.Fatal(err)
		}
		older := good(2) // an older paper of the same person, in the same file and after the newer one
		older.first, older.from, older.to, older.reviewed = "2016-03-01", "2016-03-01", "2022-02-28", "2019-02-01"
		m := h.received(good(1), good(2), older)
		if m.Rows != 3 || m.Wrong != 0 || m.State != intake.Pending {
			t.Fatalf("%+v", m)
		}
		if h.sealed(m.ID) != 3 {
			t.Error("rows are not kept until they are made")
		}
		if err := h.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		if list, err := h.rows.PermitsOf(t.Context(), []people.PersonID{known.ID}); err != nil || len(list) != 0 {
			t.Fatalf("before anybody confirmed it: %v %v", list, err)
		}
		n, _ := h.made(m)
		if n[intake.Done] != 3 || h.sealed(m.ID) != 0 {
			t.Errorf("%v, %d rows kept", n, h.sealed(m.ID))
		}
		list, err := h.rows.PermitsOf(t.Context(), []people.PersonID{known.ID})
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		p := list[0]
		if p.IssuerName != "原襄阳市安全生产监督管理局" || p.Issuer != h.org.ID || p.National != permit.NationalPending || !p.Foreign() || p.ReviewDue != "2025-02-28" ||
			p.Basis.Imported.By != h.org.Name || strings.Join(p.Basis.Imported.Signers, "|") != "经办p-1|经办p-2" {
			t.Errorf("%+v %+v", p, p.Basis.Imported)
		}
		v, err := h.permits.Look(h.as("reg", "p-9", people.Regulator, h.org), p.ID)
		if err != nil || v.History[0].On != "2022-03-01" || v.History[0].Reason != "导入原有证书：原有证书.csv 第 2 行" {
			t.Errorf("%+v %v", v.History, err)
		}
		again := h.received(good(1), good(3))
		if again.Wrong != 1 || again.Problems[0].Code != permit.ErrLivePermit.Code() || again.Problems[0].Row != 2 {
			t.Errorf("%+v", again)
		}
	})
}

func TestRowsThatCannotBe(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		if _, err := h.people.AddPerson(system(), h.org.ID, people.PersonInput{Name: "李四", DocKind: identity.IDCard, DocNumber: citizen("19900307", 90)}); err != nil {
			t.Fatal(err)
		}
		cases := []struct {
			change func(*line)
			column string
			want   *fault.Error
		}{
			{func(l *line) { l.doc = l.doc[:17] + "A" }, "证件号码", nil},
			{func(l *line) { l.name = "" }, "姓名", nil},
			{func(l *line) { l.item = "低压电工" }, "操作项目", intake.ErrItem},
			{func(l *line) { l.number = l.doc }, "证书编号", intake.ErrNumber},
			{func(l *line) { l.to = "2032-02-29" }, "有效期止", permit.ErrPaperPeriod},
			{func(l *line) { l.from = "2022-13-01" }, "有效期起", nil},
			{func(l *line) { l.first = "2023-01-01" }, "有效期起", permit.ErrPaperDates},
			{func(l *line) { l.reviewed = "2027-01-01" }, "有效期起", permit.ErrPaperDates},
			{func(l *line) { l.issuer = "" }, "发证机关", intake.ErrIssuer},
			{func(l *line) { l.issuer = "局" }, "发证机关", intake.ErrIssuer},
			{func(l *line) { l.doc = citizen("20040302", 7); l.number = "T" + l.doc }, "发证日期", intake.ErrAge},
			{func(l *line) { l.doc = citizen("19900307", 1); l.number = "T" + l.doc }, "证件号码", intake.ErrTwice},
			{func(l *line) { l.doc = citizen("19900307", 90); l.number = "T" + l.doc }, "证件号码", people.ErrNameDiffers},
		}
		lines := []line{good(1)}
		for i, c := range cases {
			l := good(10 + i)
			c.change(&l)
			lines = append(lines, l)
		}
		m := h.received(lines...)
		if m.Wrong != len(cases) || m.Rows != len(lines) {
			t.Errorf("%d of %d rows are wrong: %+v", m.Wrong, m.Rows, m.Problems)
		}
		for i, c := range cases {
			found := false
			for _, p := range m.Problems {
				if p.Row == i+3 {
					found = true
					if p.Column != c.column || c.want != nil && p.Code != c.want.Code() || p.ZH == "" || p.EN == "" {
						t.Errorf("row %d: %+v, want %s", p.Row, p, c.column)
					}
				}
			}
			if !found {
				t.Errorf("row %d is not reported", i+3)
			}
		}
		if n, _ := h.made(m); n[intake.Done] != 1 {
			t.Errorf("%v", n)
		}
	})
}

func TestTwoNaturalPersonsTakeAFileIn(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		m := h.received(good(1))
		_, err := h.Receive(h.second(), "a.csv", file(good(2)))
		refused(t, "a reviewer brings a file", err, permit.ErrForbidden)
		_, err = h.Decide(h.as("issuer-b", "p-1", people.PermitIssuer, h.org), m.ID, true, "同意")
		refused(t, "the same person with another account", err, intake.ErrSame)
		below := h.as("below", "p-5", people.PermitIssuer, h.other)
		_, err = h.Decide(below, m.ID, true, "同意")
		refused(t, "an authority below", err, permit.ErrNotFound)
		_, _, _, err = h.Look(below, m.ID)
		refused(t, "an authority below looks", err, permit.ErrNotFound)
		if list, err := h.Received(below, "", 20); err != nil || len(list) != 0 {
			t.Errorf("%v %v", list, err)
		}
		_, err = h.Decide(h.second(), m.ID, true, "")
		if err == nil || fault.From(err).Fields()[0].Err.Code() != permit.ErrReason.Code() {
			t.Errorf("without a note: %v", err)
		}
		var wins int
		var wg sync.WaitGroup
		var mu sync.Mutex
		for i := range 6 {
			wg.Go(func() {
				if _, err := h.Decide(h.as("second", "p-2", people.ApplicationReviewer, h.org), m.ID, i%2 == 0, "已核对"); err == nil {
					mu.Lock()
					wins++
					mu.Unlock()
				}
			})
		}
		if wg.Wait(); wins != 1 {
			t.Errorf("%d decisions", wins)
		}
		no := h.received(good(3))
		if _, err := h.Decide(h.second(), no.ID, false, "与档案不符"); err != nil || h.sealed(no.ID) != 0 {
			t.Errorf("a refused file keeps %d rows, %v", h.sealed(no.ID), err)
		}
		_, err = h.Decide(h.second(), no.ID, true, "同意")
		refused(t, "a second decision", err, intake.ErrDecided)
	})
}

func TestAKillInTheMiddleLosesAndDoublesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		var lines []line
		for i := range 40 {
			lines = append(lines, good(100+i))
		}
		m := h.received(lines...)
		if _, err := h.Decide(h.second(), m.ID, true, "已核对"); err != nil {
			t.Fatal(err)
		}
		for h.stop = 7; ; h.stop = 7 {
			if err := h.RunOnce(t.Context()); err == nil {
				break
			}
		}
		now, n, _, err := h.Look(h.issuer(), m.ID)
		if err != nil || now.State != intake.Finished || n[intake.Done] != 40 {
			t.Fatalf("%+v %v %v", now, n, err)
		}
		ids, err := h.store.Permits(t.Context(), []string{h.org.Path}, "", "", 100)
		if err != nil || len(ids) != 40 {
			t.Fatalf("%d permits, %v", len(ids), err)
		}
		all, err := h.rows.Permits(t.Context(), permit.Query{Paths: []string{h.org.Path}, Limit: 100})
		if err != nil || len(all) != 40 {
			t.Errorf("%d permits stand, %v", len(all), err)
		}
	})
}

// Two files with the same papers, confirmed before either is made, and made by two nodes at once.
func TestTheSamePaperInTwoFilesIsOnePermit(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		past := func(n int) line {
			l := good(n)
			l.first, l.from, l.to, l.reviewed = "2016-03-01", "2016-03-01", "2022-02-28", ""
			return l
		}
		var files []intake.Import
		for range 2 {
			files = append(files, h.received(good(1), good(2), past(3), past(4)))
		}
		for _, m := range files {
			if _, err := h.Decide(h.second(), m.ID, true, "已核对"); err != nil {
				t.Fatal(err)
			}
		}
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() { _ = h.RunOnce(context.Background()) })
		}
		wg.Wait()
		if err := h.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		all, err := h.rows.Permits(t.Context(), permit.Query{Paths: []string{h.org.Path}, Limit: 100})
		if err != nil || len(all) != 4 {
			t.Errorf("%d permits, %v", len(all), err)
		}
		done, failed := 0, 0
		for _, m := range files {
			_, n, lines, err := h.Look(h.issuer(), m.ID)
			if err != nil {
				t.Fatal(err)
			}
			done, failed = done+n[intake.Done], failed+n[intake.Failed]
			for _, l := range lines {
				if l.Fault != permit.ErrLivePermit.Code() {
					t.Errorf("%+v", l)
				}
			}
		}
		if done != 4 || failed != 4 {
			t.Errorf("%d made, %d refused", done, failed)
		}
	})
}

func TestOneTakesInNoOwnPermit(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		me, err := h.people.AddPerson(system(), h.org.ID, people.PersonInput{Name: "张三", DocKind: identity.IDCard, DocNumber: citizen("19900307", 1)})
		if err != nil {
			t.Fatal(err)
		}
		mine := h.as("me", string(me.ID), people.PermitIssuer, h.org)
		m, err := h.Receive(mine, "a.csv", file(good(1)))
		if err != nil || m.State != intake.Empty || m.Problems[0].Code != permit.ErrOwn.Code() {
			t.Errorf("%+v %v", m, err)
		}
		theirs := h.received(good(1), good(2))
		if _, err := h.Decide(mine, theirs.ID, true, "已核对"); err != nil {
			t.Fatal(err)
		}
		if err := h.RunOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, n, failed, err := h.Look(h.issuer(), theirs.ID)
		if err != nil || n[intake.Done] != 1 || len(failed) != 1 || failed[0].Fault != permit.ErrOwn.Code() {
			t.Errorf("%v %+v %v", n, failed, err)
		}
	})
}

func FuzzFilesOfPapers(f *testing.F) {
	f.Add("原有证书.csv", file(good(1), good(2)))
	f.Add("a.xlsx", []byte("PK\x03\x04"))
	f.Add("b.csv", []byte("姓名,证件号码\n张三,1\n"))
	db := testenv.Open(f, testenv.Migrated(f, sqldb.SQLite))
	var h *house
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if h == nil {
			h = newHouse(t, db)
		}
		h.t = t
		m, err := h.Receive(h.issuer(), name, data)
		if err != nil {
			if k := fault.KindOf(err); k == fault.Internal {
				t.Errorf("%v", err)
			}
			return
		}
		if m.Wrong == 0 && m.Rows == 0 && m.State != intake.Empty {
			t.Errorf("%+v", m)
		}
	})
}

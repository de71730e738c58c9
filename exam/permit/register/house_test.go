package register_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	filedstore "github.com/suikao/suikao/exam/permit/filed/store"
	"github.com/suikao/suikao/exam/permit/register"
	"github.com/suikao/suikao/exam/permit/register/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const path = "/authority/"

func as(account, person string, role actor.Role, at string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: account, Person: person, Name: "经办" + person,
		Grants: []actor.Grant{{Role: role, Org: "o", Path: at}}})
}

var (
	issuer  = as("issuer", "p-1", people.PermitIssuer, path)
	issuerB = as("issuer-b", "p-1", people.PermitIssuer, path) // a second account of the same person
	second  = as("second", "p-2", people.ApplicationReviewer, path)
	desk    = as("desk", "p-3", people.CounterClerk, path)
	far     = as("far", "p-4", people.PermitIssuer, "/elsewhere/")
)

// house is the exchange and the real permits on a real database; persons are played.
type house struct {
	*register.Service
	t       *testing.T
	db      *sqldb.DB
	clock   *testenv.Clock
	permits *permit.Service
	rows    *permitstore.Store
	ring    *crypt.Ring
	outbox  *register.Outbox
	stop    int // the confirmation with this number fails as a crash would; 0: none
	n       int
}

// byID is what wiring puts beside the service.
type byID struct {
	*permit.Service
	h *house
}

func (b byID) PermitByID(ctx context.Context, id permit.ID) (permit.Permit, error) {
	return b.h.rows.Permit(ctx, id)
}

func (b byID) ConfirmRegistered(ctx context.Context, c permit.Change) error {
	err := b.Service.ConfirmRegistered(ctx, c)
	if b.h.stop > 0 {
		if b.h.stop--; b.h.stop == 0 {
			return errors.New("killed")
		}
	}
	return err
}

func (h *house) Person(_ context.Context, id people.PersonID) (people.Person, error) {
	return people.Person{ID: id, Name: "持证人", Education: people.Junior}, nil
}

func (h *house) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	return people.Org{ID: id, Name: "=焊接公司", Industry: "建筑业"}, nil
}

func (h *house) EmploymentOn(_ context.Context, p people.PersonID, _ actor.Date) (people.Employment, bool, error) {
	return people.Employment{Person: p, Org: "firm"}, p != "p-free", nil
}

// law is what changes of permits ask of the rules.
type law struct{ permit.Rules }

func (law) For(context.Context, rules.Question, rules.Query, rules.Dates) (rules.Set, error) {
	var s rules.Set
	s.PermitStatuses.Value = []rules.PermitStatus{rules.StatusSuspended, rules.StatusCancelled}
	s.PermitStatuses.State = rules.Given
	return s, nil
}

func newHouse(t *testing.T, open func(testing.TB) *sqldb.DB) *house {
	t.Helper()
	db := open(t)
	h := &house{t: t, db: db, clock: testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)), ring: crypt.Ephemeral(), rows: permitstore.New(db)}
	st := store.New(db, filedstore.New(db, "permit_register_import"))
	trail := audit.New(db, h.clock.Now)
	h.outbox = &register.Outbox{Lines: st, Clock: h.clock.Now}
	h.permits = permit.New(permit.Deps{Clock: h.clock.Now, Audit: trail, Outbox: jobs.NewOutbox(db, h.clock.Now), Tx: h.rows, Permits: h.rows, Changes: h.rows, Rules: law{},
		Registry: permit.ManualRegistry{}, Vault: h.ring, Followers: []permit.Follower{h.outbox}}, permit.Options{})
	h.Service = register.New(register.Deps{Clock: h.clock.Now, Audit: trail, Tx: st, Outbox: h.outbox, Lines: st, Batches: st, Imports: st, Permits: byID{h.permits, h},
		People: h, Vault: h.ring})
	return h
}

// put stores a permit as an issue would, with its line.
func (h *house) put(person people.PersonID, number, item, itemName string) permit.Permit {
	h.t.Helper()
	h.n++
	now := h.clock.Now()
	p := permit.Permit{ID: permit.ID(actor.NewID(now)), Person: person, Kind: rules.OperationPermit, NumberMasked: "T****", Item: item, ItemName: itemName, Category: "电工作业",
		PersonType: rules.SpecialOperator, FirstIssuedOn: "2026-11-23", ValidFrom: "2026-11-23", ValidTo: "2032-11-22", Issuer: "authority", IssuerName: "襄阳市应急管理局", OrgPath: path,
		Holder: permit.Holder{Name: "张三丰", Sex: identity.Male}, Application: permit.ApplicationID(fmt.Sprintf("app-%d", h.n)), National: permit.NationalPending, Noted: rules.StatusValid,
		IssuedAt: now, IssuedBy: "i", IssuerPerson: "p-9", IssuerSigner: "签发人"}
	p.Basis.Theory.Points = 92
	sealed, err := h.ring.Seal("permit.number:"+string(person), []byte(number))
	if err != nil {
		h.t.Fatal(err)
	}
	err = h.rows.InTx(h.t.Context(), func(ctx context.Context) error {
		if err := h.rows.AddPermit(ctx, p, permit.Sealed{Number: sealed, Index: h.ring.Index("permit.number", number), Query: []byte{1}, Code: "x", CodeIndex: []byte(p.ID)}); err != nil {
			return err
		}
		return h.outbox.Issued(ctx, p)
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return p
}

// change lets two people change a permit.
func (h *house) change(id permit.ID, kind permit.ChangeKind) {
	h.t.Helper()
	c, err := h.permits.Propose(issuer, id, kind, "经核实", "管理规定第三十条")
	if err == nil {
		_, err = h.permits.Decide(second, c.ID, true, "同意")
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

// state returns what the permit is nationally, and how many changes and lines of history it has.
func (h *house) state(id permit.ID) (permit.Permit, int) {
	h.t.Helper()
	p, err := h.rows.Permit(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	lines, err := h.rows.History(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return p, len(lines)
}

// lines is "what act state" of each line of a permit.
func (h *house) lines(id permit.ID) string {
	h.t.Helper()
	list, err := h.Lines.LinesOf(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	var out []string
	for _, l := range list {
		out = append(out, strings.TrimSpace(string(l.What)+" "+string(l.Act))+" "+string(l.State))
	}
	return strings.Join(out, "; ")
}

var answerHeader = []string{"证书编号", "姓名", "准操项目", "结果", "平台编号或未通过原因", "有效期起", "有效期止"}

func csv(t *testing.T, rows ...[]string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.WriteCSV(&b, answerHeader, sheet.Each(rows)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func engines(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { f(t, newHouse(t, open)) })
}

func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if errors.Is(err, want) {
		return
	}
	if f := fault.From(err); f != nil {
		for _, field := range f.Fields() {
			if errors.Is(field.Err, want) {
				return
			}
		}
	}
	t.Errorf("%s: got %v, want %v", what, err, want)
}

func (h *house) count(query string, args ...any) int {
	h.t.Helper()
	var n int
	if err := h.db.Conn(h.t.Context()).Raw(query, args...).Scan(&n).Error; err != nil {
		h.t.Fatal(err)
	}
	return n
}

func sqliteOnly(t testing.TB) *sqldb.DB {
	t.Helper()
	return testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
}

func peopleID(i int) people.PersonID { return people.PersonID(fmt.Sprintf("p-holder-%d", i)) }

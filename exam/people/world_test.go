package people_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/people/roster"
	"github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

// phones keeps what was sent; a gateway cannot run here.
type phones struct {
	mu   sync.Mutex
	sent []people.Message
}

func (p *phones) Send(_ context.Context, m people.Message) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent = append(p.sent, m)
	return nil
}

func (p *phones) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.sent)
}

// last returns the newest code sent to a phone, empty when none.
func (p *phones) last(phone string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := len(p.sent) - 1; i >= 0; i-- {
		if p.sent[i].Phone == phone {
			return p.sent[i].Code
		}
	}
	return ""
}

// rooms stands for exam/booking, which imports this package.
type rooms map[string]string

func (r rooms) RoomPath(_ context.Context, room, seat string) (string, error) {
	path, ok := r[room+"/"+seat]
	if !ok {
		return "", people.ErrNotFound
	}
	return path, nil
}

// world is one authority with two counties, each with a centre and an enterprise.
type world struct {
	*testing.T
	db         *sqldb.DB
	clock      *testenv.Clock
	sms        *phones
	rooms      rooms
	log        *audit.Log
	deps       people.Deps
	guard      *guard.Guard
	s          *people.Service
	accounts   *people.Accounts
	candidates *people.Candidates
	notices    *notice.Service
	roster     *roster.Service
	texts      notice.Store
	devices    *terminal.Service

	root, countyA, countyB, centreA, centreB, firmA, firmB people.Org
	serial                                                 int
}

const day0 = "2026-11-21"

func newWorld(t *testing.T, db *sqldb.DB) *world {
	t.Helper()
	w := &world{T: t, db: db, clock: testenv.NewClock(actor.Date(day0).Time().Add(9 * time.Hour)), sms: &phones{}, rooms: rooms{}}
	dir, err := blob.OpenDir(t.TempDir())
	w.must(err)
	t.Cleanup(func() { _ = dir.Close() })
	w.log = audit.New(db, w.clock.Now)
	w.deps = people.Deps{Clock: w.clock.Now, Audit: w.log, Outbox: jobs.NewOutbox(db, w.clock.Now), Vault: crypt.Ephemeral(),
		Passwords: crypt.NewPasswords(crypt.Params{Memory: 16, Time: 1, Threads: 1}, 8),
		SMS:       w.sms, Photos: store.Photos{Blobs: dir}}
	st := store.New(db)
	st.Fill(&w.deps)
	w.guard = guard.New(guard.Deps{Clock: w.clock.Now, Audit: w.log, Vault: crypt.Ephemeral(), Tx: st, Codes: st, Throttles: st,
		Random: guard.Random{Digits: crypt.Digits, Code: crypt.Code, Token: crypt.Token, HashToken: crypt.HashToken, Normalize: crypt.NormalizeCode}}, guard.Limits{})
	w.deps.Guard = w.guard
	w.s = people.New(w.deps)
	w.texts = st
	w.notices = notice.New(notice.Deps{Clock: w.clock.Now, Audit: w.log, Outbox: w.deps.Outbox, Tx: st, Texts: st, People: w.s})
	w.roster = w.rosters(nil)
	w.accounts, w.candidates = people.NewAccounts(w.s), people.NewCandidates(w.s, w.notices)
	w.devices = terminal.New(terminal.Deps{Clock: w.clock.Now, Audit: w.log, Tx: st, Devices: st, Rooms: w.rooms, Guard: w.guard})
	w.must(w.notices.Seed(w.system()))
	w.root, err = w.s.CreateRoot(w.system(), people.OrgInput{Name: "襄阳市应急管理局", Region: "420600"})
	w.must(err)
	w.countyA = w.org(w.root, people.Authority, "襄城区应急管理局", "420602")
	w.countyB = w.org(w.root, people.Authority, "樊城区应急管理局", "420606")
	w.centreA, w.centreB = w.org(w.countyA, people.Centre, "襄城培训中心", "420602"), w.org(w.countyB, people.Centre, "樊城培训中心", "420606")
	w.firmA, w.firmB = w.org(w.countyA, people.Enterprise, "襄城机械厂", "420602"), w.org(w.countyB, people.Enterprise, "樊城化工厂", "420606")
	return w
}

// rosters is the import with somebody who takes applications, or nobody.
func (w *world) rosters(i roster.Intake) *roster.Service {
	return roster.New(roster.Deps{Clock: w.clock.Now, Audit: w.log, Tx: w.deps.Tx, People: w.s, Intake: i})
}

// onBoth runs suite on SQLite and MySQL.
func onBoth(t *testing.T, suite func(w *world)) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { suite(newWorld(t, open(t))) })
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// wants fails unless err has the code; empty wants no error.
func (w *world) wants(want string, err error, what string, args ...any) {
	w.Helper()
	if got := code(err); got != want {
		w.Errorf("%s: %v, want %q", fmt.Sprintf(what, args...), err, want)
	}
}

func (w *world) system() context.Context { return actor.AsSystem(context.Background(), "test") }

func (w *world) public() context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Public, Remote: "192.0.2.1"})
}

func (w *world) org(parent people.Org, kind people.OrgKind, name, region string) people.Org {
	w.Helper()
	o, err := w.s.CreateOrg(w.system(), parent.ID, people.OrgInput{Kind: kind, Name: name, Region: region})
	w.must(err)
	return o
}

// number returns a new valid citizen number.
func (w *world) number() string {
	w.serial++
	return gb("420602", "19900101", fmt.Sprintf("%03d", w.serial))
}

func (w *world) phone() string {
	w.serial++
	return fmt.Sprintf("138%08d", w.serial)
}

func (w *world) person(home people.Org, name string) people.Person {
	w.Helper()
	p, err := w.s.AddPerson(w.system(), home.ID, people.PersonInput{Name: name, DocKind: identity.IDCard, DocNumber: w.number()})
	w.must(err)
	return p
}

const staffPassword = "correct horse 7"

// staff makes an account of a new person with roles at an organisation and returns it with its context.
func (w *world) staff(login string, at people.Org, roles ...actor.Role) (people.Account, context.Context) {
	w.Helper()
	names := []rune("一二三四五六七八九十甲乙丙丁")
	p := w.person(at, "职员"+string(names[w.serial%len(names)]))
	a, err := w.accounts.SeedAccount(w.system(), login, staffPassword, p.ID, at.ID, map[people.OrgID][]actor.Role{at.ID: roles})
	w.must(err)
	return a, w.as(a)
}

// as is the context of a staff account with its present grants.
func (w *world) as(a people.Account) context.Context {
	w.Helper()
	acc, err := w.deps.Staff.Account(w.system(), a.ID)
	w.must(err)
	who, err := w.accounts.Actor(w.system(), people.Principal{ID: string(a.ID), Epoch: acc.Epoch})
	w.must(err)
	who.Remote = "192.0.2.7"
	return actor.With(context.Background(), who)
}

// asCandidate is the context of a candidate's session.
func (w *world) asCandidate(p people.Principal) context.Context {
	w.Helper()
	who, err := w.candidates.Actor(w.system(), p)
	w.must(err)
	return actor.With(context.Background(), who)
}

// trail counts audit entries of a verb about an object.
func (w *world) trail(verb, object string) int {
	w.Helper()
	rows, err := w.log.Find(w.system(), audit.Query{Paths: []string{"/"}, Verb: verb, Object: object, Limit: 200})
	w.must(err)
	return len(rows)
}

// fields are the places a fault names.
func fields(err error) []string {
	var out []string
	for _, f := range fault.From(err).Fields() {
		out = append(out, f.Path+" "+f.Err.Code())
	}
	return out
}

// gb completes 17 digits to a valid citizen number.
func gb(region, birth, seq string) string {
	n := region + birth + seq
	return n + string(identity.GB11643Check(n))
}

// code is the code of a fault, empty for nil.
func code(err error) string {
	if err == nil {
		return ""
	}
	return fault.From(err).Code()
}

// dump returns everything a table holds as text.
func (w *world) dump(table string) string {
	w.Helper()
	var rows []map[string]any
	w.must(w.db.Conn(w.system()).Table(table).Find(&rows).Error)
	var b strings.Builder
	for _, r := range rows {
		for _, k := range slices.Sorted(maps.Keys(r)) {
			v := r[k]
			if raw, ok := v.([]byte); ok {
				v = string(raw)
			}
			fmt.Fprintf(&b, "%s=%v\n", k, v)
		}
	}
	return b.String()
}

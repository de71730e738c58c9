package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/outside"
	"github.com/suikao/suikao/exam/permit/outside/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const (
	known   = "T11010519491231002X"
	unknown = "T440524188001010014"
	holder  = "张三丰"
	another = "李四光"
)

type limits struct{ kv.Store }

func (l limits) Allow(ctx context.Context, key string, n int, per time.Duration) (bool, time.Duration, error) {
	d, err := l.Store.Allow(ctx, key, kv.Limit{N: n, Per: per})
	return d.Allowed, d.RetryAfter, err
}

type nothing struct {
	permit.Rules
	outside.Orgs
}

func (nothing) ReviewState(context.Context, rules.Query, actor.Date, actor.Date) (rules.ReviewState, error) {
	return rules.ReviewNotRequired, nil
}

func (nothing) Items(context.Context, rules.ItemFilter) ([]rules.Item, error) { return nil, nil }

func (nothing) Org(context.Context, people.OrgID) (people.Org, error) {
	return people.Org{ID: "firm", Path: "/firm/", Name: "建安公司", Kind: people.Enterprise}, nil
}

// recorder notes every statement that goes through the stores: its kind, its text and how many rows it touched, not its values.
type recorder struct {
	mu  sync.Mutex
	all []string
}

func record(t *testing.T, db *sqldb.DB) *recorder {
	t.Helper()
	r := &recorder{}
	note := func(kind string) func(*gorm.DB) {
		return func(tx *gorm.DB) {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.all = append(r.all, fmt.Sprintf("%s %s: %d rows", kind, tx.Statement.SQL.String(), max(0, tx.RowsAffected)))
		}
	}
	c := db.Conn(t.Context()).Callback()
	for kind, err := range map[string]error{
		"query": c.Query().After("gorm:query").Register("test:query", note("query")), "create": c.Create().After("gorm:create").Register("test:create", note("create")),
		"update": c.Update().After("gorm:update").Register("test:update", note("update")), "delete": c.Delete().After("gorm:delete").Register("test:delete", note("delete")),
		"row": c.Row().After("gorm:row").Register("test:row", note("row")), "raw": c.Raw().After("gorm:raw").Register("test:raw", note("raw")),
	} {
		if err != nil {
			t.Fatal(kind, err)
		}
	}
	return r
}

func (r *recorder) of(act func()) []string {
	r.mu.Lock()
	r.all = nil
	r.mu.Unlock()
	act()
	return slices.Clone(r.all)
}

// An unknown number and a name that does not fit take the same way: the same statements, which touch as many rows, and the same bytes of an answer. It holds for
// the public check, for keys and for files. A clock is not asked: what is the same in number and kind needs none.
func TestAnUnknownNumberAndAWrongNameTakeTheSameWay(t *testing.T) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		clock := testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))
		ring, ps, st, limiter := crypt.Ephemeral(), permitstore.New(db), store.New(db), limits{kv.NewMemory(clock.Now)}
		p := permit.Permit{ID: permit.ID(actor.NewID(clock.Now())), Person: "p", Kind: rules.OperationPermit, Item: "SO-01-02", ItemName: "低压电工作业", FirstIssuedOn: "2026-11-20", ValidFrom: "2026-11-20", ValidTo: "2032-11-19",
			Holder: permit.Holder{Name: holder}, National: permit.NationalConfirmed, IssuedAt: clock.Now().Add(-72 * time.Hour)}
		if err := ps.AddPermit(t.Context(), p, permit.Sealed{Query: ring.Index("permit.query", known+"|"+holder), CodeIndex: []byte{2}, Index: []byte{1}}); err != nil {
			t.Fatal(err)
		}
		seen := 0
		public := permit.New(permit.Deps{Clock: clock.Now, Permits: ps, Changes: ps, Rules: nothing{}, Vault: ring, Limiter: limiter, Normalize: crypt.NormalizeCode, Seen: func(permit.ID) { seen++ }}, permit.Options{})
		s := outside.New(outside.Deps{Clock: clock.Now, Audit: audit.New(db, clock.Now), Tx: st, Keys: st, Checks: st, Days: st, Sheets: st, Items: nothing{}, Vault: ring, Permits: public, Orgs: nothing{},
			Limiter: limiter, Token: crypt.Token, Hash: crypt.HashToken}, outside.Options{})
		manager := actor.With(t.Context(), actor.Actor{Kind: actor.Staff, ID: "a", Person: "p", Grants: []actor.Grant{{Role: people.EnterpriseManager, Org: "firm", Path: "/firm/"}}})
		k, _, err := s.MakeKey(manager, "firm", outside.KeyInput{Name: "闸机", Quota: 1000, ExpiresOn: "2027-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		statements := record(t, db)
		asText := func(v any, err error) string {
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
		for what, ask := range map[string]func(number, name string) string{
			"public": func(number, name string) string { return asText(public.CheckNumber(t.Context(), number, name)) },
			"key": func(number, name string) string {
				lines, _, err := s.Check(t.Context(), k, []outside.Row{{Question: permit.Question{Number: number, Name: name}}})
				return asText(lines, err)
			},
			"file": func(number, name string) string {
				h, err := s.CheckSheet(manager, "firm", "a.csv", []byte("姓名,证号\n"+name+","+number+"\n"))
				if err != nil {
					t.Fatal(err)
				}
				_, rows, err := s.SheetRows(manager, h.ID, "", 0, 10)
				rows[0].Name, rows[0].Number = "", "" // as uploaded
				var file bytes.Buffer
				if _, err := s.WriteSheet(manager, &file, h.ID, "en"); err != nil {
					t.Fatal(err)
				}
				return asText(rows, err) + asText(h.Counts, nil)
			},
		} {
			_ = ask(unknown, holder) // rows that count a day stand after the first
			var none, wrong, found string
			one := statements.of(func() { none = ask(unknown, holder) })
			two := statements.of(func() { wrong = ask(known, another) })
			three := statements.of(func() { found = ask(known, holder) })
			if len(one) == 0 || !slices.Equal(one, two) {
				t.Errorf("%s: an unknown number takes\n%q, a wrong name\n%q", what, one, two)
			}
			if none != wrong {
				t.Errorf("%s: an unknown number is answered %s, a wrong name %s", what, none, wrong)
			}
			if found == none || slices.Equal(one, three) {
				t.Errorf("%s: the recording cannot tell a permit from none: %s", what, found)
			}
		}
		if seen != 1 {
			t.Errorf("%d looks were counted", seen)
		}
	})
}

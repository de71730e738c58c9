package printing_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/printing"
	"github.com/suikao/suikao/exam/permit/printing/store"
	permitstore "github.com/suikao/suikao/exam/permit/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const path = "/authority/"

func as(person string, role actor.Role, at string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: "account-" + person, Person: person, Name: "经办" + person,
		Grants: []actor.Grant{{Role: role, Org: "o", Path: at}}})
}

var (
	issuer = as("p-1", people.PermitIssuer, path)
	second = as("p-2", people.PermitIssuer, path)
	far    = as("p-3", people.PermitIssuer, "/elsewhere/")
	desk   = as("p-4", people.CounterClerk, path)
)

// house is printing over real permits; the printer is played.
type house struct {
	*printing.Service
	t     *testing.T
	store *store.Store
	rows  *permitstore.Store
	clock *testenv.Clock
	db    *sqldb.DB
	n     int
	ended permit.ID // cannot be printed any more
}

// Cards implements printing.Cards: a page is the permit's id.
func (h *house) Cards(_ context.Context, ids []permit.ID) ([]byte, map[int]error, error) {
	var out bytes.Buffer
	failed := map[int]error{}
	for i, id := range ids {
		if id == h.ended {
			failed[i] = permit.ErrNotFound
			continue
		}
		fmt.Fprintln(&out, id)
	}
	return out.Bytes(), failed, nil
}

func onBoth(t *testing.T, suite func(t *testing.T, h *house)) {
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) {
		db := open(t)
		h := &house{t: t, db: db, store: store.New(db), rows: permitstore.New(db), clock: testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))}
		h.Service = printing.New(printing.Deps{Clock: h.clock.Now, Audit: audit.New(db, h.clock.Now), Tx: h.store, Store: h.store, Cards: h, Permits: h.rows})
		suite(t, h)
	})
}

func (h *house) permits(n int, at string, change func(*permit.Permit)) []permit.ID {
	h.t.Helper()
	var out []permit.ID
	for range n {
		h.n++
		p := permit.Permit{ID: permit.ID(actor.NewID(h.clock.Now())), Person: people.PersonID(fmt.Sprintf("p-%d", 100+h.n)), Kind: rules.OperationPermit, NumberMasked: "T****", Item: "SO-01-02",
			ItemName: "低压电工作业", FirstIssuedOn: "2026-11-23", ValidFrom: "2026-11-23", ValidTo: "2032-11-22", OrgPath: at, Holder: permit.Holder{Name: "张三"},
			National: permit.NationalPending, IssuedAt: h.clock.Now()}
		if change != nil {
			change(&p)
		}
		if err := h.rows.AddPermit(h.t.Context(), p, permit.Sealed{Index: []byte{1}, Query: []byte{1}, CodeIndex: []byte(p.ID)}); err != nil {
			h.t.Fatal(err)
		}
		out = append(out, p.ID)
	}
	slices.Sort(out)
	return out
}

func (h *house) received(first, last string) {
	h.t.Helper()
	if _, err := h.Receive(issuer, first, last); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) made() (printing.Batch, []printing.Blank) {
	h.t.Helper()
	b, err := h.Make(issuer)
	if err != nil {
		h.t.Fatal(err)
	}
	list, err := h.store.OfBatch(h.t.Context(), b.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return b, list
}

func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	if errors.Is(err, want) {
		return
	}
	for _, f := range fault.From(err).Fields() {
		if errors.Is(f.Err, want) {
			return
		}
	}
	t.Errorf("%s: %v, want %v", what, err, want)
}

func TestABatchLaysTheNextBlanksUnderWhatWaits(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		_, err := h.Make(issuer)
		refused(t, "nothing to print", err, printing.ErrNothing)
		ids := h.permits(230, path, nil)
		h.permits(1, "/elsewhere/", nil)
		h.permits(1, path, func(p *permit.Permit) { p.ValidTo = "2026-11-22" })
		h.permits(1, path, func(p *permit.Permit) { p.Act = permit.Revoked })
		h.permits(1, path, func(p *permit.Permit) { p.Basis.Imported = &permit.Imported{IssuedOn: "2026-11-23"} }) // has its card
		h.received("AB000991", "AB001100")
		_, err = h.Make(issuer)
		refused(t, "too few blanks", err, printing.ErrFew)
		h.received("ab001101", "ab001300")
		counts, first, all, err := h.Stock(issuer)
		if err != nil || all != 230 || len(first) != 20 || first[0].Permit != ids[0] || counts[printing.Free] != 310 {
			t.Fatalf("%v %d %v", counts, all, err)
		}
		b, list := h.made()
		if b.Number != 1 || b.Cards != 230 || len(list) != 230 || list[0].Number != "AB000991" || list[229].Number != "AB001220" {
			t.Fatalf("%+v %s %s", b, list[0].Number, list[229].Number)
		}
		for i, c := range list {
			if c.Permit != ids[i] || c.State != printing.Laid || c.Pos != i+1 {
				t.Fatalf("%d: %+v", i, c)
			}
		}
		h.ended = ids[100]
		var pages []string
		for part := 1; part <= 3; part++ {
			file, err := h.File(issuer, b.ID, part)
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, strings.Fields(string(file))...)
		}
		if len(pages) != 229 || pages[99] != string(ids[99]) || pages[100] != string(ids[101]) {
			t.Errorf("%d pages", len(pages))
		}
		for _, part := range []int{0, 4, -1} {
			_, err = h.File(issuer, b.ID, part)
			refused(t, fmt.Sprint("part ", part), err, printing.ErrPart)
		}
		sum, err := h.Sheet(issuer, b.ID)
		if err != nil {
			t.Fatal(err)
		}
		tab, err := sheet.Read(t.Context(), "a.xlsx", bytes.NewReader(sum), []sheet.Column{{Name: "n", Header: "空白证件号码"}, {Name: "who", Header: "持证人"}}, sheet.DefaultLimits())
		if err != nil || len(tab.Rows) != 230 || tab.Rows[5].Get("n") != "AB000996" || tab.Rows[5].Get("who") != "张三" {
			t.Errorf("%v %v", tab, err)
		}
		_, err = h.Make(issuer)
		refused(t, "a second time", err, printing.ErrNothing)
	})
}

func TestASpoiledCardIsReplacedAndNeverFreeAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ids := h.permits(3, path, nil)
		h.received("0001", "0010")
		b, list := h.made()
		spoiled, err := h.Spoil(issuer, list[1].ID, "打印错位")
		if err != nil || spoiled.State != printing.Spoiled {
			t.Fatal(spoiled, err)
		}
		file, err := h.File(issuer, b.ID, 1)
		if err != nil || strings.Contains(string(file), string(ids[1])) {
			t.Errorf("%s %v", file, err)
		}
		_, err = h.Destroy(issuer, spoiled.ID)
		refused(t, "destroyed by one", err, printing.ErrSecond)
		_, err = h.Hand(issuer, spoiled.ID, "张三")
		refused(t, "handed out", err, printing.ErrState)
		if got, err := h.Destroy(second, spoiled.ID); err != nil || got.State != printing.Destroyed || got.Reason != "打印错位" {
			t.Errorf("%+v %v", got, err)
		}
		again, cards := h.made()
		if again.Number != 2 || len(cards) != 1 || cards[0].Permit != ids[1] || cards[0].Number != "0004" {
			t.Errorf("%+v %+v", again, cards)
		}
		for _, do := range []func() error{
			func() error { _, err := h.Spoil(issuer, spoiled.ID, "再次"); return err },
			func() error { _, err := h.Destroy(second, spoiled.ID); return err },
		} {
			refused(t, "a destroyed card", do(), printing.ErrState)
		}
		holder := func(id permit.ID) context.Context {
			p, err := h.rows.Permit(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			return actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: string(p.Person), Person: string(p.Person)})
		}
		if of, err := h.Own(holder(ids[1]), ids[1]); err != nil || of.Number != "0004" || of.State != printing.Laid {
			t.Errorf("%+v %v", of, err)
		}
		_, err = h.Own(holder(ids[1]), ids[0])
		refused(t, "somebody else's card", err, permit.ErrNotFound)
		next := h.permits(1, path, nil)[0]
		if of, err := h.Own(holder(next), next); err != nil || of.State != printing.Planned {
			t.Errorf("%+v %v", of, err)
		}
		revoked := h.permits(1, path, func(p *permit.Permit) { p.Act = permit.Revoked })[0]
		if of, err := h.Own(holder(revoked), revoked); err != nil || of.State != printing.None {
			t.Errorf("%+v %v", of, err)
		}
		handed, err := h.Hand(issuer, list[0].ID, " 张三 ")
		if err != nil || handed.Taker != "张三" || handed.State != printing.Handed {
			t.Errorf("%+v %v", handed, err)
		}
		var trail string
		h.db.Conn(t.Context()).Table("audit_entry").Where("verb = ?", "permit_card.hand").Limit(1).Pluck("detail", &trail)
		if !strings.Contains(trail, "张*") || strings.Contains(trail, "张三") {
			t.Errorf("who collected it stands on the trail as %s", trail)
		}
		posted, err := h.Post(issuer, list[2].ID, "SF1234567890")
		if err != nil || posted.Parcel != "SF1234567890" {
			t.Errorf("%+v %v", posted, err)
		}
		_, err = h.Spoil(issuer, list[0].ID, "已领取")
		refused(t, "a card that was handed out", err, printing.ErrState)
	})
}

func TestBlanksComeInOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.received("AB0001", "AB0100")
		_, err := h.Receive(issuer, "AB0100", "AB0200")
		refused(t, "one number again", err, printing.ErrKnown)
		if n, _, _, err := h.Stock(issuer); err != nil || n[printing.Free] != 100 {
			t.Errorf("half a range is in: %v %v", n, err)
		}
		for _, r := range [][2]string{{"", ""}, {"AB0002", "AB0001"}, {"AB0001", "AC0002"}, {"AB001", "AB0001"}, {"AB000001", "AB010001"}, {"A-0001", "A-0002"}, {"AB0001", "0002"}, {"AB99999999999999999", "AB99999999999999999"}} {
			_, err := h.Receive(issuer, r[0], r[1])
			refused(t, strings.Join(r[:], "–"), err, printing.ErrRange)
		}
		if _, err := h.Receive(far, "AB0001", "AB0002"); err != nil {
			t.Errorf("another authority's own numbers: %v", err)
		}
	})
}

func TestTwoBatchesAtOncePrintEachPermitOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ids := h.permits(20, path, nil)
		h.received("0001", "0100")
		var wg sync.WaitGroup
		for _, who := range []context.Context{issuer, second, issuer, second} {
			wg.Go(func() { _, _ = h.Make(who) })
		}
		wg.Wait()
		n, _, left, err := h.Stock(issuer)
		if err != nil || left != 0 || n[printing.Laid] != len(ids) || n[printing.Free] != 80 {
			t.Errorf("%v %d %v", n, left, err)
		}
	})
}

func TestCardsAreTheIssuersWork(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.permits(1, path, nil)
		h.received("0001", "0005")
		b, list := h.made()
		for what, do := range map[string]func(ctx context.Context) error{
			"file":    func(ctx context.Context) error { _, err := h.File(ctx, b.ID, 1); return err },
			"sheet":   func(ctx context.Context) error { _, err := h.Sheet(ctx, b.ID); return err },
			"spoil":   func(ctx context.Context) error { _, err := h.Spoil(ctx, list[0].ID, "不行"); return err },
			"destroy": func(ctx context.Context) error { _, err := h.Destroy(ctx, list[0].ID); return err },
			"hand":    func(ctx context.Context) error { _, err := h.Hand(ctx, list[0].ID, "张三"); return err },
			"post":    func(ctx context.Context) error { _, err := h.Post(ctx, list[0].ID, "SF12345"); return err },
		} {
			refused(t, what+" from elsewhere", do(far), permit.ErrNotFound)
			refused(t, what+" at the counter", do(desk), permit.ErrForbidden)
		}
		_, err := h.Receive(desk, "0010", "0011")
		refused(t, "receive", err, permit.ErrForbidden)
		if cards, err := h.List(far, "", "", "", 10); err != nil || len(cards) != 0 {
			t.Errorf("%v %v", cards, err)
		}
		_, err = h.Hand(issuer, list[0].ID, "张")
		refused(t, "no name", err, printing.ErrTaker)
		_, err = h.Post(issuer, list[0].ID, "单号")
		refused(t, "no number", err, printing.ErrPost)
		_, err = h.Spoil(issuer, list[0].ID, "")
		refused(t, "no reason", err, permit.ErrReason)
	})
}

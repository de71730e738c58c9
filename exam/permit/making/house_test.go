package making_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/card"
	"github.com/suikao/suikao/exam/permit/making"
	"github.com/suikao/suikao/exam/permit/making/store"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
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
	second  = as("second", "p-2", people.PermitIssuer, path)
	desk    = as("desk", "p-3", people.CounterClerk, path)
	far     = as("far", "p-4", people.PermitIssuer, "/elsewhere/")
)

// house is the service on a real database; permits and photos are played.
type house struct {
	*making.Service
	t     *testing.T
	db    *sqldb.DB
	store *store.Store
	clock *testenv.Clock

	mu      sync.Mutex
	permits map[permit.ID]permit.Card
	photo   error
}

// Certificate implements making.Permits.
func (h *house) Certificate(_ context.Context, id permit.ID) (permit.Card, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c, ok := h.permits[id]
	if !ok {
		return c, permit.ErrNotFound
	}
	return c, nil
}

// GetPhoto implements making.Photos.
func (h *house) GetPhoto(context.Context, string) ([]byte, error) { return face(h.t), h.photo }

func face(t testing.TB) []byte {
	img := image.NewGray(image.Rect(0, 0, 295, 413))
	for i := range img.Pix {
		img.Pix[i] = color.Gray{Y: byte(i % 251)}.Y
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func fonts(t testing.TB) func() (*card.Fonts, error) {
	return sync.OnceValues(func() (*card.Fonts, error) {
		sc, err := os.Open(filepath.Join("../../../web/dist/fonts/NotoSansSC-Regular.ttf"))
		if err != nil {
			t.Fatalf("%v (make web puts the fonts there)", err)
		}
		jp, err := os.Open(filepath.Join("../../../web/dist/fonts/NotoSansJP-Regular.ttf"))
		if err != nil {
			t.Fatal(err)
		}
		return card.NewFonts(sc, jp)
	})
}

func newHouse(t *testing.T, open func(testing.TB) *sqldb.DB) *house {
	t.Helper()
	db := open(t)
	h := &house{t: t, db: db, store: store.New(db), clock: testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)), permits: map[permit.ID]permit.Card{}}
	h.Service = making.New(making.Deps{Clock: h.clock.Now, Audit: audit.New(db, h.clock.Now), Tx: h.store, Templates: h.store, Permits: h, Photos: h, Fonts: fonts(t), Codes: played{}})
	return h
}

// permit makes a permit of this authority that is valid from a day.
func (h *house) permit(id permit.ID, from actor.Date) {
	h.permits[id] = permit.Card{View: permit.View{Permit: permit.Permit{ID: id, Kind: rules.OperationPermit, ItemName: "低压电工作业", Category: "电工作业", FirstIssuedOn: from,
		ValidFrom: from, ValidTo: "2032-11-22", IssuerName: "襄阳市应急管理局", OrgPath: path, National: permit.NationalPending,
		Holder: permit.Holder{Name: "张三丰", Sex: identity.Male, Photo: "photo/1"}}}, Number: "T11010519491231002X", Code: strings.Repeat("W", 26), URL: "https://exam.example.cn/verify#X"}
}

// played are codes that only say what they are.
type played struct{}

func (played) Full(_ context.Context, c permit.Card) (string, error) { return c.URL, nil }

func (played) Masked(_ context.Context, c permit.Card) (string, error) {
	return "masked of " + string(c.Permit.ID), nil
}

func (played) Wallet(_ context.Context, c permit.Card, key []byte) ([]byte, error) {
	return append([]byte(c.Permit.ID), key...), nil
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

func TestCodesAreForTheHolderAndTheAuthority(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.permit("p", "2026-11-23")
		holder := actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: "x", Person: "x"})
		if text, err := h.CodeOf(holder, "p", "masked"); err != nil || text != "masked of p" {
			t.Errorf("%q %v", text, err)
		}
		if text, err := h.CodeOf(issuer, "p", "full"); err != nil || text != h.permits["p"].URL {
			t.Errorf("%q %v", text, err)
		}
		_, err := h.CodeOf(holder, "p", "half")
		refused(t, "a form that there is not", err, making.ErrForm)
		_, err = h.CodeOf(holder, "q", "full")
		refused(t, "another permit", err, permit.ErrNotFound)
		if raw, err := h.WalletOf(holder, "p", "aw=="); err != nil || string(raw) != "pk" {
			t.Errorf("%q %v", raw, err)
		}
		_, err = h.WalletOf(issuer, "p", "aw==")
		refused(t, "a wallet for staff", err, permit.ErrNotFound)
		if n := h.count("SELECT COUNT(*) FROM audit_entry WHERE verb = 'permit.code'"); n != 2 {
			t.Errorf("%d codes stand on the trail", n)
		}
	})
}

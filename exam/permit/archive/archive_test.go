package archive_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/archive"
	"github.com/suikao/suikao/exam/permit/archive/store"
	"github.com/suikao/suikao/exam/permit/archive/volume"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
)

const path = "/authority/"

func as(account string, role actor.Role, at string) context.Context {
	return actor.With(context.Background(), actor.Actor{Kind: actor.Staff, ID: account, Person: "p-" + account, Name: "经办" + account, Grants: []actor.Grant{{Role: role, Org: "o", Path: at}}})
}

var (
	keeper = as("keeper", people.Archivist, path)
	issuer = as("issuer", people.PermitIssuer, path)
	far    = as("far", people.Archivist, "/elsewhere/")
)

// house is the service on a real database; what it gathers and where it keeps files is played.
type house struct {
	*archive.Service
	t     *testing.T
	db    *sqldb.DB
	store *store.Store
	clock *testenv.Clock
	key   ed25519.PrivateKey

	mu     sync.Mutex
	files  map[string]map[string]string // subject → name → content; "!text" cannot be had
	kept   map[string][]byte
	broken error
	logged []string
}

func newHouse(t *testing.T, open func(testing.TB) *sqldb.DB) *house {
	t.Helper()
	db := open(t)
	h := &house{t: t, db: db, store: store.New(db), clock: testenv.NewClock(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)), key: ed25519.NewKeyFromSeed(make([]byte, 32)),
		files: map[string]map[string]string{}, kept: map[string][]byte{}}
	h.Service = archive.New(archive.Deps{Clock: h.clock.Now, Audit: audit.New(db, h.clock.Now), Tx: h.store, Store: h.store, Files: h, Sources: map[volume.Kind]archive.Source{volume.Person: h, volume.Session: h},
		Index: func(m volume.Manifest) ([]byte, error) { return []byte(fmt.Sprint("index of ", len(m.Entries))), nil },
		Sign: func(digest string) ([]byte, error) {
			return []byte(hex.EncodeToString(ed25519.Sign(h.key, []byte(digest)))), nil
		},
		Log: func(_ context.Context, v archive.Volume) error {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.logged = append(h.logged, v.Digest)
			return nil
		}})
	return h
}

func (h *house) check(digest string, signature []byte) error {
	b, err := hex.DecodeString(string(signature))
	if err == nil && !ed25519.Verify(h.key.Public().(ed25519.PublicKey), []byte(digest), b) {
		err = errors.New("other signature")
	}
	return err
}

// Subject implements archive.Source.
func (h *house) Subject(_ context.Context, id string) (archive.Subject, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.files[id]; !ok {
		return archive.Subject{}, permit.ErrNotFound
	}
	return archive.Subject{Title: "张三　低压电工作业　" + id, Authority: people.Org{ID: "authority", Path: path, Name: "襄阳市应急管理局"}, KeepUntil: "2039-11-22"}, nil
}

// Files implements archive.Source.
func (h *house) Files(_ context.Context, id string) ([]archive.File, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var out []archive.File
	for _, name := range []string{"application/form.pdf", "papers/paper-1.sealed", "permit/certificate.pdf"} {
		said, ok := h.files[id][name]
		if !ok {
			continue
		}
		f := archive.File{Name: name, Section: "申请", Title: name, Once: strings.HasPrefix(name, "papers/"), Read: func(context.Context) ([]byte, error) {
			if h.broken != nil {
				return nil, h.broken
			}
			if why, gone := strings.CutPrefix(said, "!"); gone {
				return nil, fault.Define("gone", fault.NotFound, why, why)
			}
			return []byte(said), nil
		}}
		out = append(out, f)
	}
	return append(out, archive.File{Section: "照片", Title: "证件照片", Why: "没有照片"}), nil
}

// Due implements archive.Source.
func (h *house) Due(ctx context.Context, _ string, limit int) ([]string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var out []string
	for id := range h.files {
		if _, err := h.store.Last(ctx, volume.Person, id); errors.Is(err, permit.ErrNotFound) && len(out) < limit {
			out = append(out, id)
		}
	}
	return out, nil
}

// Put implements archive.Files.
func (h *house) Put(_ context.Context, key string, from io.Reader) (int64, error) {
	b, err := io.ReadAll(from)
	if err == nil {
		h.mu.Lock()
		h.kept[key] = b
		h.mu.Unlock()
	}
	return int64(len(b)), err
}

// Open implements archive.Files.
func (h *house) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return io.NopCloser(bytes.NewReader(h.kept[key])), nil
}

// Delete implements archive.Files.
func (h *house) Delete(_ context.Context, key string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.kept, key)
	return nil
}

func (h *house) run() {
	h.t.Helper()
	if err := h.RunOnce(context.Background()); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) made(id archive.ID) (archive.Volume, volume.Manifest) {
	h.t.Helper()
	v, file, err := h.Service.Open(keeper, id, "法院调阅 2026-17")
	if err != nil {
		h.t.Fatal(err)
	}
	b, err := io.ReadAll(file)
	if err != nil {
		h.t.Fatal(err)
	}
	m, err := volume.Verify(bytes.NewReader(b), int64(len(b)), h.check)
	if err != nil {
		h.t.Fatal(err)
	}
	if int64(len(b)) != v.Size || v.Files != len(m.Entries) || v.Missing != len(m.Missing) {
		h.t.Errorf("the row says %+v, the file has %d bytes, %d files, %d missing", v, len(b), len(m.Entries), len(m.Missing))
	}
	return v, m
}

func names(m volume.Manifest) string {
	var out []string
	for _, e := range m.Entries {
		out = append(out, e.Name)
	}
	return strings.Join(out, " ")
}

func engines(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	testenv.Engines(t, func(t *testing.T, open func(testing.TB) *sqldb.DB) { f(t, newHouse(t, open)) })
}

// A volume holds what there is and lists what is missing; a supplement names the part before it and holds only what is new or other.
func TestASupplementHoldsOnlyWhatIsNew(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.files["permit-1"] = map[string]string{"application/form.pdf": "form", "papers/paper-1.sealed": "sealed once", "permit/certificate.pdf": "!证件现在不能出证。"}
		v, err := h.Ask(keeper, volume.Person, "permit-1")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Ask(keeper, volume.Person, "permit-1"); !errors.Is(err, archive.ErrQueued) {
			t.Errorf("asked twice: %v", err)
		}
		if _, _, err := h.Service.Open(keeper, v.ID, "看看"); !errors.Is(err, archive.ErrNotMade) {
			t.Errorf("fetched before it was made: %v", err)
		}
		h.run()
		first, m := h.made(v.ID)
		if names(m) != "application/form.pdf papers/paper-1.sealed index.pdf" || len(m.Missing) != 2 || m.Missing[0].Why != "证件现在不能出证。" || m.Missing[1].Why != "没有照片" || m.Head.MadeBy != "经办keeper" {
			t.Fatalf("%+v", m)
		}
		if len(h.logged) != 1 || h.logged[0] != first.Digest {
			t.Errorf("in the log: %v, made %s", h.logged, first.Digest)
		}

		again, err := h.Ask(keeper, volume.Person, "permit-1")
		if err != nil {
			t.Fatal(err)
		}
		h.run()
		if v, err := h.store.Volume(context.Background(), again.ID); err != nil || v.State != archive.Failed || v.Fault != "archive.nothing_new" {
			t.Fatalf("nothing is new: %+v, %v", v, err)
		}

		h.files["permit-1"]["papers/paper-1.sealed"] = "sealed again, the same paper"
		h.files["permit-1"]["permit/certificate.pdf"] = "certificate"
		h.files["permit-1"]["application/form.pdf"] = "form, corrected"
		third, err := h.Ask(keeper, volume.Person, "permit-1")
		if err != nil || third.ID != again.ID || third.Part != 2 {
			t.Fatalf("the failed part is asked for again: %+v, %v", third, err)
		}
		h.run()
		second, m := h.made(third.ID)
		if names(m) != "application/form.pdf permit/certificate.pdf index.pdf" || m.Head.Part != 2 || m.Head.Follows != first.Digest || second.Follows != first.Digest {
			t.Fatalf("%+v", m)
		}
	})
}

// What cannot be read for a moment is tried again; a volume that a kill left half-made is made anew; two nodes make it once.
func TestAVolumeIsMadeOnceInTheEnd(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.files["permit-1"] = map[string]string{"application/form.pdf": "form"}
		v, err := h.Ask(keeper, volume.Person, "permit-1")
		if err != nil {
			t.Fatal(err)
		}
		h.broken = fault.Define("blob.unavailable", fault.Unavailable, "连不上", "away")
		if err := h.RunOnce(context.Background()); err == nil {
			t.Fatal("nobody was told that the file store is away")
		}
		if v, err := h.store.Volume(context.Background(), v.ID); err != nil || v.State != archive.Waiting {
			t.Fatalf("%+v, %v", v, err)
		}
		h.broken = nil
		var both sync.WaitGroup
		for range 4 {
			both.Go(func() { _ = h.RunOnce(context.Background()) })
		}
		both.Wait()
		h.run()
		if v, m := h.made(v.ID); v.State != archive.Made || len(m.Entries) != 2 || len(h.kept) != 1 {
			t.Errorf("%+v %+v, %d files are kept", v, m, len(h.kept))
		}
	})
}

// Only an archivist over the authority asks, lists and fetches; who is elsewhere learns nothing; the purpose stands on the trail before the first byte.
func TestTheArchiveIsTheArchivists(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		h.files["permit-1"] = map[string]string{"application/form.pdf": "form"}
		v, err := h.Ask(keeper, volume.Person, "permit-1")
		if err != nil {
			t.Fatal(err)
		}
		h.run()
		h.made(v.ID)
		for who, ctx := range map[string]context.Context{"an issuer": issuer, "nobody": context.Background(), "a candidate": actor.With(context.Background(), actor.Actor{Kind: actor.Candidate, ID: "p", Person: "p"})} {
			_, e1 := h.Ask(ctx, volume.Person, "permit-1")
			_, _, e2 := h.Service.Due(ctx, volume.Person)
			_, e3 := h.Find(ctx, archive.Query{Limit: 10})
			_, _, e4 := h.Service.Open(ctx, v.ID, "调阅")
			_, e5 := h.HandOver(ctx, volume.Person, "市档案馆")
			_, e6 := h.Handovers(ctx, "", 10)
			for i, err := range []error{e1, e2, e3, e4, e5, e6} {
				if k := fault.KindOf(err); err == nil || k != fault.Forbidden && k != fault.NotFound {
					t.Errorf("%s, act %d: %v", who, i, err)
				}
			}
		}
		if _, err := h.Ask(far, volume.Person, "permit-1"); !errors.Is(err, permit.ErrNotFound) {
			t.Errorf("an archivist elsewhere asks: %v", err)
		}
		if _, _, err := h.Service.Open(far, v.ID, "调阅"); !errors.Is(err, permit.ErrNotFound) {
			t.Errorf("an archivist elsewhere fetches: %v", err)
		}
		if list, err := h.Find(far, archive.Query{Limit: 10}); err != nil || len(list) != 0 {
			t.Errorf("an archivist elsewhere sees %v, %v", list, err)
		}
		for _, purpose := range []string{"", "看", strings.Repeat("看", 201), "调\u202e阅"} {
			if _, _, err := h.Service.Open(keeper, v.ID, purpose); fault.KindOf(err) != fault.Invalid {
				t.Errorf("purpose %q: %v", purpose, err)
			}
		}
		var trail []string
		h.db.Conn(context.Background()).Table("audit_entry").Where("verb = ?", "archive.read").Pluck("detail", &trail)
		if len(trail) != 1 || !strings.Contains(trail[0], "法院调阅 2026-17") {
			t.Errorf("on the trail: %q", trail)
		}
	})
}

// Every volume is on one list, however many colleagues make one at the same moment; the sheet names each by its digest.
func TestEveryVolumeIsHandedOverOnce(t *testing.T) {
	engines(t, func(t *testing.T, h *house) {
		for i := range 7 {
			h.files[fmt.Sprintf("permit-%d", i)] = map[string]string{"application/form.pdf": "form"}
		}
		if n, err := h.AskDue(keeper, volume.Person); err != nil || n != 7 {
			t.Fatalf("asked for %d, %v", n, err)
		}
		if n, err := h.AskDue(keeper, volume.Person); err != nil || n != 0 {
			t.Fatalf("asked again for %d, %v", n, err)
		}
		h.run()
		var all sync.WaitGroup
		lists := make([]archive.Handover, 4)
		for i := range lists {
			all.Go(func() { lists[i], _ = h.HandOver(keeper, volume.Person, "襄阳市档案馆") })
		}
		all.Wait()
		total := 0
		found, err := h.Handovers(keeper, "", 10)
		for _, l := range found {
			total += l.Volumes
		}
		if err != nil || total != 7 || found[0].Number != len(found) {
			t.Fatalf("%+v, %v", found, err)
		}
		if _, err := h.HandOver(keeper, volume.Person, "襄阳市档案馆"); !errors.Is(err, archive.ErrNoneKept) {
			t.Errorf("nothing is left: %v", err)
		}
		data, err := h.HandoverSheet(keeper, found[0].ID)
		if err != nil || len(data) < 1000 {
			t.Errorf("%d bytes, %v", len(data), err)
		}
		if _, err := h.HandoverSheet(far, found[0].ID); !errors.Is(err, permit.ErrNotFound) {
			t.Errorf("an archivist elsewhere: %v", err)
		}
	})
}

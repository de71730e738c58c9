package api_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/internal/tlog"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/sealed/sealtest"
	"github.com/suikao/suikao/questionbank/store"
	"github.com/suikao/suikao/web/api"
)

const bankOwner = "01kaaaaaaaaaaaaaaaaaaaaaaa"

// bankActors lets a request say in a header which of the test's people it comes from.
type bankActors struct{}

func (bankActors) Staff(r *http.Request) (actor.Actor, error) {
	name := r.Header.Get("X-Test")
	role := map[string]actor.Role{"writer": people.ItemWriter, "reviewer": people.ItemReviewer, "auditor": people.AuditAdmin, "clerk": people.CounterClerk, "stranger": people.ItemWriter}[name]
	if role == "" {
		return actor.Actor{}, errOut
	}
	return actor.Actor{Kind: actor.Staff, ID: "acc-" + name, Person: "p-" + name, Name: name,
		Grants: []actor.Grant{{Role: role, Org: bankOwner, Path: map[bool]string{false: "/" + bankOwner + "/", true: "/elsewhere/"}[name == "stranger"]}}}, nil
}
func (bankActors) Candidate(*http.Request) (actor.Actor, error) { return actor.Actor{}, errOut }
func (bankActors) Device(*http.Request) (actor.Actor, error)    { return actor.Actor{}, errOut }

func (bankActors) Org(_ context.Context, id people.OrgID) (people.Org, error) {
	return people.Org{ID: id, Path: "/" + string(id) + "/", Kind: people.Authority}, nil
}
func (b bankActors) RootOrg(ctx context.Context) (people.Org, error) { return b.Org(ctx, "root") }
func (bankActors) HasItem(context.Context, string) (bool, error)     { return true, nil }

type bankServer struct {
	http.Handler
	log   *bytes.Buffer
	bank  *questionbank.Service
	store *store.Store
	after *booked
}

// seen has a blueprint rehearsed and returns the body that names the report.
func (s bankServer) seen(t *testing.T, blueprint string) object {
	t.Helper()
	if err := s.bank.RehearseOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	return object{"seen": get[api.RehearsalView](t, s, "reviewer", "GET", "/bank-blueprints/"+blueprint+"/rehearsal", nil).Sum}
}

func newBankServer(t *testing.T) bankServer {
	t.Helper()
	db := testenv.Open(t, testenv.Migrated(t, sqldb.SQLite))
	clock := testenv.NewClock(time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC))
	tick := func() time.Time { return clock.Advance(time.Millisecond) }
	st := store.New(db)
	keys, err := sealtest.Keys()
	if err != nil {
		t.Fatal(err)
	}
	s := questionbank.New(questionbank.Deps{Sealed: st, SealKeys: keys, Tx: st, Banks: st, Items: st, Releases: st, Blueprints: st, Draws: st, Exports: st, Rehearsals: st, Pictures: st, Variants: st, Orgs: bankActors{}, Catalogue: bankActors{},
		Vault: crypt.Ephemeral(), Audit: audit.New(db, tick), Outbox: jobs.NewOutbox(db, tick), Clock: tick, Rehearse: 50, Ledger: tlog.New(db, tick)})
	var logged bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&logged, nil))
	mux := http.NewServeMux()
	_, g := api.New(mux, bankActors{}, log, "test")
	api.RegisterQuestionBank(g, s)
	after := &booked{}
	api.RegisterBookedPast(g, s, after)
	return bankServer{api.Chain(mux, log, time.Now, nil, nil), &logged, s, st, after}
}

// do sends body (a string or bytes as they are, anything else as JSON) and returns status and answer.
func (s bankServer) do(t *testing.T, who, method, path string, body any) (int, []byte) {
	t.Helper()
	var b []byte
	kind := "application/json"
	switch x := body.(type) {
	case nil:
	case []byte:
		b, kind = x, "application/octet-stream"
	default:
		var err error
		if b, err = json.Marshal(x); err != nil {
			t.Fatal(err)
		}
	}
	r := httptest.NewRequest(method, "/api/staff"+path, bytes.NewReader(b))
	r.Header.Set("Content-Type", kind)
	r.Header.Set("X-Test", who)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	out, _ := io.ReadAll(w.Result().Body)
	return w.Code, out
}

// get is do that must answer 2xx; the answer is read into T.
func get[T any](t *testing.T, s bankServer, who, method, path string, body any) (out T) {
	t.Helper()
	code, b := s.do(t, who, method, path, body)
	if code < 200 || code > 299 {
		t.Fatalf("%s %s: %d %s", method, path, code, b)
	}
	if len(b) > 0 {
		if err := json.Unmarshal(b, &out); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

type object = map[string]any

const questions = "题型,题干,选项A,选项B,选项C,答案,解析,难度,知识点\n" +
	"判断,题一,,,,正确,CANARY,2,触电\n判断,题二,,,,错误,CANARY,2,触电\n判断,题三,,,,错误,CANARY,2,触电\n判断,题四,,,,错误,CANARY,2,触电\n" +
	"单选,题五,甲,乙,丙,A,CANARY,2,触电\n多选,题六,甲,乙,丙,AC,CANARY,2,触电\n"

func TestABankIsFilledReviewedAndOpenedOverHTTP(t *testing.T) {
	s := newBankServer(t)
	bank := get[api.BankView](t, s, "reviewer", "POST", "/banks", object{"owner": bankOwner, "level": "PROVINCIAL", "purpose": "CERTIFICATION", "item_code": "SO-01-02", "name": "低压电工"})
	at := "/banks/" + bank.ID
	q := "?name=" + url.QueryEscape("题.csv")
	code, body := s.do(t, "writer", "POST", at+"/imports/preview"+q, []byte(questions))
	if code != 200 || bytes.Contains(body, []byte("CANARY")) || bytes.Contains(body, []byte("AC")) {
		t.Fatalf("%d %s", code, body)
	}
	var p api.PreviewView
	if err := json.Unmarshal(body, &p); err != nil || p.Create != 6 || p.Errored != 0 || p.Rows[0].Row != 2 {
		t.Fatalf("%v %+v", err, p)
	}
	batch := get[api.BatchView](t, s, "writer", "POST", at+"/imports"+q+"&seen="+p.Sum, []byte(questions))
	get[any](t, s, "writer", "POST", "/bank-imports/"+batch.ID+"/submit", object{"comment": "请审"})
	if code, body := s.do(t, "writer", "POST", "/bank-imports/"+batch.ID+"/approve", object{}); code != 403 {
		t.Fatalf("the writer approves: %d %s", code, body)
	}
	first := get[api.Page[api.ItemView]](t, s, "reviewer", "GET", at+"/review?state=CHECKED&limit=4", nil)
	second := get[api.Page[api.ItemView]](t, s, "reviewer", "GET", at+"/review?state=CHECKED&limit=4&cursor="+first.Next, nil)
	if len(first.Items) != 4 || len(second.Items) != 2 || second.Next != "" || !first.Items[0].KeyIncluded || first.Items[0].Content.Explanation != "CANARY" {
		t.Fatalf("%d and %d items for review", len(first.Items), len(second.Items))
	}
	get[any](t, s, "reviewer", "POST", "/bank-imports/"+batch.ID+"/approve", object{"comment": "可以"})
	if _, body := s.do(t, "writer", "GET", at+"/items?latest=true", nil); bytes.Contains(body, []byte("CANARY")) || bytes.Contains(body, []byte(`"key":`)) || !bytes.Contains(body, []byte("题五")) {
		t.Errorf("the list: %s", body)
	}
	r := get[api.ReleaseView](t, s, "writer", "POST", at+"/releases", object{"name": "第一版"})
	r = get[api.ReleaseView](t, s, "reviewer", "POST", "/bank-releases/"+r.ID+"/activate", nil)
	if r.State != "ACTIVE" || len(r.Digest) != 64 || r.Items != 6 {
		t.Errorf("%+v", r)
	}
	if v := get[api.BookedPastView](t, s, "reviewer", "GET", "/bank-releases/"+r.ID+"/booked-past", nil); v.To != "" || v.People != 0 || len(s.after.asked) != 0 {
		t.Errorf("a release of the house's own has a last day: %+v", v)
	}
	plan := object{"minutes": 10, "total": 3, "pass": 2, "sections": []object{{"title": "判断题", "type": "TRUE_FALSE", "count": 3, "points": 1}}}
	report := get[api.ReportView](t, s, "writer", "POST", at+"/blueprints/check", plan)
	if report.OK || len(report.Short) != 1 || report.Short[0].Numbers["have"] != "4" || report.Short[0].Numbers["need"] != "6" {
		t.Errorf("%+v", report)
	}
	bp := get[api.BlueprintView](t, s, "writer", "POST", at+"/blueprints", plan)
	if err := s.bank.RehearseOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	dry := get[api.RehearsalView](t, s, "writer", "GET", "/bank-blueprints/"+bp.ID+"/rehearsal", nil)
	if dry.State != "FAILED" || !dry.Current || dry.Sum != "" || !strings.Contains(dry.Why, "题库有 4 题，至少需要 6 题") {
		t.Errorf("the dry run of an infeasible blueprint: %+v", dry)
	}
	code, body = s.do(t, "reviewer", "POST", "/bank-blueprints/"+bp.ID+"/publish", object{"seen": strings.Repeat("0", 64)})
	if code != 409 || !bytes.Contains(body, []byte("bank.infeasible")) || !bytes.Contains(body, []byte("知识点")) {
		t.Errorf("an infeasible blueprint: %d %s", code, body)
	}
	plan["sections"].([]object)[0]["count"], plan["total"] = 2, 2
	bp = get[api.BlueprintView](t, s, "writer", "POST", at+"/blueprints", plan)
	if code, body := s.do(t, "reviewer", "POST", "/bank-blueprints/"+bp.ID+"/publish", object{"seen": strings.Repeat("0", 64)}); code != 409 || !bytes.Contains(body, []byte("bank.unrehearsed")) {
		t.Errorf("published unseen: %d %s", code, body)
	}
	if bp = get[api.BlueprintView](t, s, "reviewer", "POST", "/bank-blueprints/"+bp.ID+"/publish", s.seen(t, bp.ID)); bp.State != "ACTIVE" || bp.Version != 2 {
		t.Errorf("%+v", bp)
	}
	correctedKeys(t, s, r.ID, first.Items[0])
	if code, body := s.do(t, "reviewer", "POST", "/bank-releases/"+r.ID+"/export", object{"attempts": []string{}}); code != 200 || !bytes.HasPrefix(body, []byte("PK")) {
		t.Errorf("export: %d", code)
	}
	if strings.Contains(s.log.String(), "CANARY") || strings.Contains(s.log.String(), "题一") {
		t.Error("the log tells items")
	}
}

func correctedKeys(t *testing.T, s bankServer, release string, item api.ItemView) {
	t.Helper()
	key := []int{1}
	if item.Content.Type == questionbank.Multiple {
		key = []int{0, 1}
	} else if item.Content.Key[0] == 1 {
		key = []int{0}
	}
	k := get[api.KeyVersionView](t, s, "writer", "POST", "/bank-releases/"+release+"/keys", object{"reason": "核对后更正", "keys": []object{{"version": item.ID, "key": key}}})
	if code, body := s.do(t, "writer", "POST", "/bank-releases/"+release+"/keys", object{"reason": "核对后更正", "keys": []object{{"version": item.ID, "key": key}, {"version": item.ID, "key": []int{0}}}}); code != 422 {
		t.Errorf("two keys for one item: %d %s", code, body)
	}
	shown := get[api.KeyVersionDetail](t, s, "reviewer", "GET", "/bank-releases/"+release+"/keys/2", nil)
	if len(shown.Corrections) != 1 || !slices.Equal(shown.Corrections[0].After, key) || !slices.Equal(shown.Corrections[0].Before, item.Content.Key) || shown.No != 2 {
		t.Errorf("what the second person sees: %+v", shown)
	}
	frozen := get[api.Page[api.ItemView]](t, s, "writer", "GET", "/bank-releases/"+release+"/items?type="+string(item.Content.Type)+"&limit=200", nil)
	if len(frozen.Items) == 0 || frozen.Items[0].KeyIncluded {
		t.Errorf("items of the release: %+v", frozen)
	}
	if draws := get[api.Page[api.DrawView]](t, s, "reviewer", "GET", "/bank-releases/"+release+"/draws", nil); len(draws.Items) != 0 {
		t.Errorf("draws: %+v", draws)
	}
	get[api.KeyVersionView](t, s, "reviewer", "POST", "/bank-releases/"+release+"/keys/2/decision", object{"approve": true})
	list := get[api.Page[api.KeyVersionView]](t, s, "writer", "GET", "/bank-releases/"+release+"/keys", nil)
	if k.No != 2 || len(list.Items) != 2 || list.Items[1].State != "ACTIVE" || list.Items[1].Changed[0] != item.ID {
		t.Errorf("%+v", list)
	}
}

// Whoever has no right to a bank is refused before a byte of the file is looked at: garbage that no reader takes answers
// with the missing right, not with what is wrong in the file.
func TestAFileIsReadOnlyForThoseWhoMayImport(t *testing.T) {
	s := newBankServer(t)
	bank := get[api.BankView](t, s, "reviewer", "POST", "/banks", object{"owner": bankOwner, "level": "PROVINCIAL", "purpose": "CERTIFICATION", "item_code": "SO-01-02", "name": "低压电工"})
	big := bytes.Repeat([]byte{0xff, 0x00, 0x13}, questionbank.MaxFileBytes/3)
	for _, c := range []struct {
		who, bank string
		code      int
		is        string
	}{
		{"clerk", bank.ID, 403, "bank.no_right"},
		{"stranger", bank.ID, 404, "bank.unknown"},
		{"writer", "01kzzzzzzzzzzzzzzzzzzzzzzz", 404, "bank.unknown"},
	} {
		for _, at := range []string{"/imports/preview?name=x.xlsx", "/imports?name=x.xlsx&seen=" + strings.Repeat("a", 64)} {
			if code, body := s.do(t, c.who, "POST", "/banks/"+c.bank+at, big); code != c.code || !bytes.Contains(body, []byte(c.is)) {
				t.Errorf("%s at %s: %d %.200s", c.who, at, code, body)
			}
		}
	}
}

// One item written by hand goes the way of the imported ones: draft, handed in, approved by another person.
func TestAnItemIsWrittenByHandOverHTTP(t *testing.T) {
	s := newBankServer(t)
	bank := get[api.BankView](t, s, "reviewer", "POST", "/banks", object{"owner": bankOwner, "level": "PROVINCIAL", "purpose": "CERTIFICATION", "item_code": "SO-01-02", "name": "低压电工"})
	form := object{"type": "SINGLE", "stem": "停电后应当先做什么", "options": []string{"验电", "挂接地线", "开工"}, "key": []int{0}, "difficulty": 2, "topic": "触电"}
	v := get[api.ItemView](t, s, "writer", "POST", "/banks/"+bank.ID+"/items", form)
	form["stem"] = "停电以后应当先做什么"
	v = get[api.ItemView](t, s, "writer", "POST", "/item-versions/"+v.ID+"/revise", form)
	if v.No != 2 || v.State != questionbank.Draft || !v.Latest {
		t.Fatalf("%+v", v)
	}
	one := object{"ids": []string{v.ID}, "comment": "请审"}
	get[any](t, s, "writer", "POST", "/item-versions/submit", one)
	if code, body := s.do(t, "writer", "POST", "/item-versions/approve", one); code != 403 {
		t.Errorf("the writer approves: %d %s", code, body)
	}
	get[any](t, s, "reviewer", "POST", "/item-versions/approve", one)
	if v = get[api.ItemView](t, s, "reviewer", "GET", "/item-versions/"+v.ID, nil); v.State != questionbank.Approved || v.Content.Key[0] != 0 {
		t.Errorf("%+v", v)
	}
	for name, change := range map[string]object{
		"a long stem":    {"stem": strings.Repeat("题", 2001)},
		"nine options":   {"options": strings.Split("甲乙丙丁戊己庚辛壬", "")},
		"a long option":  {"options": []string{"甲", strings.Repeat("乙", 501)}},
		"a turned stem":  {"stem": "先\u202e验电"},
		"no key":         {"key": []int{}},
		"a foreign key":  {"key": []int{7}},
		"a huge key":     {"key": []int{1 << 30}},
		"difficulty 9":   {"difficulty": 9},
		"a topic of air": {"topic": "   "},
	} {
		bad := maps.Clone(form)
		bad["stem"] = "另一道题 " + name
		maps.Copy(bad, change)
		if code, body := s.do(t, "writer", "POST", "/banks/"+bank.ID+"/items", bad); code != 422 {
			t.Errorf("%s: %d %s", name, code, body)
		}
	}
}

func TestHostileUploadsToABankChangeNothing(t *testing.T) {
	s := newBankServer(t)
	bank := get[api.BankView](t, s, "reviewer", "POST", "/banks", object{"owner": bankOwner, "level": "PROVINCIAL", "purpose": "CERTIFICATION", "item_code": "SO-01-02", "name": "低压电工"})
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	f, _ := z.Create("xl/workbook.xml")
	_, _ = f.Write(bytes.Repeat([]byte("<a/>"), 1000))
	_ = z.Close()
	rows := strings.Repeat("判断,题,,,,正确,,2,触电\n", questionbank.MaxFileRows+1)
	for _, c := range []struct {
		name string
		body []byte
		code int
		is   string
	}{
		{"10 MB of garbage", bytes.Repeat([]byte{0xff, 0x00, 0x13}, questionbank.MaxFileBytes/3), 422, "sheet."},
		{"a byte more than 10 MB", make([]byte, questionbank.MaxFileBytes+1), 413, "too_large"},
		{"more than that", make([]byte, questionbank.MaxFileBytes+10), 413, "request.too_large"},
		{"no file", []byte{}, 422, ""},
		{"a little garbage", bytes.Repeat([]byte{0xff, 0x00, 0x13}, 1000), 422, "sheet."},
		{"an archive that is no sheet", archive.Bytes(), 422, "sheet.not_a_sheet"},
		{"no headings", []byte("a,b,c\n1,2,3\n"), 422, "sheet.header_missing"},
		{"too many rows", []byte(questions[:strings.Index(questions, "\n")+1] + rows), 413, "sheet.too_many_cells"},
	} {
		code, body := s.do(t, "writer", "POST", "/banks/"+bank.ID+"/imports/preview?name=x", c.body)
		if code != c.code && !(c.code == 422 && code == 400) || !bytes.Contains(body, []byte(c.is)) {
			t.Errorf("%s: %d %.200s, want %d %s", c.name, code, body, c.code, c.is)
		}
	}
	if code, _ := s.do(t, "", "POST", "/banks/"+bank.ID+"/imports/preview?name=x", []byte(questions)); code != 401 {
		t.Errorf("nobody uploads: %d", code)
	}
	if code, body := s.do(t, "writer", "POST", "/banks/"+bank.ID+"/items", object{"type": "SINGLE", "stem": "题", "options": []string{"甲", "乙"}, "key": []int{0}, "difficulty": 1, "topic": "触电", "state": "APPROVED"}); code != 422 {
		t.Errorf("an unknown field: %d %s", code, body)
	}
	if list := get[api.Page[api.ItemView]](t, s, "writer", "GET", "/banks/"+bank.ID+"/items", nil); len(list.Items) != 0 {
		t.Errorf("%d items came in", len(list.Items))
	}
}

func TestTheTemplateReadsBackAsAFile(t *testing.T) {
	s := newBankServer(t)
	code, body := s.do(t, "writer", "GET", "/bank-template", nil)
	if code != 200 {
		t.Fatal(code)
	}
	f, err := interchange.Read(context.Background(), "questions.xlsx", bytes.NewReader(body))
	if err != nil || len(f.Rows) != 1 || len(f.Rows[0].Wrong) != 0 || f.Rows[0].Content.Validate() != nil {
		t.Fatalf("%v %+v", err, f)
	}
}

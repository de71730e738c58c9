package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/examtest"
	"github.com/suikao/suikao/exam/halt"
	haltstore "github.com/suikao/suikao/exam/halt/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/supervision"
	watchstore "github.com/suikao/suikao/exam/supervision/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/audit"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/internal/testenv"
	"github.com/suikao/suikao/web/api"
	"github.com/suikao/suikao/web/ws"
)

var errNoProof = fault.Define("test.no_proof", fault.Unauthenticated, "请登录", "log in")

// seatAuth believes headers: X-Seat, X-Person, X-Officer (an organisation path).
type seatAuth struct{}

func (seatAuth) Candidate(r *http.Request) (actor.Actor, error) {
	p := r.Header.Get("X-Person")
	if p == "" {
		return actor.Actor{}, errNoProof
	}
	return actor.Actor{Kind: actor.Candidate, ID: p, Person: p}, nil
}

func (seatAuth) Staff(r *http.Request) (actor.Actor, error) {
	path := r.Header.Get("X-Officer")
	if path == "" {
		return actor.Actor{}, errNoProof
	}
	return actor.From(examtest.Officer(path, people.RemoteInvigilator)), nil
}

func (seatAuth) Device(r *http.Request) (actor.Actor, error) {
	seat := r.Header.Get("X-Seat")
	if seat == "" {
		return actor.Actor{}, errNoProof
	}
	return actor.From(examtest.AtSeat(site.SeatID(seat))), nil
}

// sittingServer is a house behind the API.
type sittingServer struct {
	*examtest.House
	t   *testing.T
	url string
}

// point is where every room stands.
type point struct{}

// RoomPath implements supervision.Rooms.
func (point) RoomPath(context.Context, string, string) (string, error) { return examtest.OrgPath, nil }

// sitePoint is the point's own id.
const sitePoint = site.PointID("000000000000000000000point")

// Room implements halt.Places.
func (point) Room(_ context.Context, id site.RoomID) (site.Room, error) {
	return site.Room{ID: id, Point: sitePoint, OrgPath: examtest.OrgPath}, nil
}

// Point implements halt.Places.
func (point) Point(_ context.Context, id site.PointID) (site.Point, error) {
	return site.Point{ID: id, OrgPath: examtest.OrgPath}, nil
}

// RoomsOf implements halt.Places.
func (p point) RoomsOf(ctx context.Context, _ site.PointID) ([]site.Room, error) {
	r, err := p.Room(ctx, examtest.Room)
	return []site.Room{r}, err
}

func newSittingServer(t *testing.T) *sittingServer {
	t.Helper()
	h := examtest.NewHouse(t, testenv.Open(t, testenv.Migrated(t, sqldb.SQLite)), examtest.DefaultMix)
	mux := http.NewServeMux()
	_, g := api.New(mux, seatAuth{}, slog.New(slog.DiscardHandler), "test")
	gaps, hs := watchstore.New(h.DB), haltstore.New(h.DB)
	board := halt.NewBoard(hs, hs, point{})
	h.Halts = board
	h.Restart()
	api.RegisterHalts(g, halt.New(halt.Deps{Clock: h.Clock.Now, Log: slog.New(slog.DiscardHandler), Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now),
		Tx: h.Real, Pauses: hs, Power: hs, Board: board, Finder: h.Real, Sittings: h.Service, Places: point{}, OutageFrom: 30 * time.Second}))
	api.RegisterSitting(g, h.Service, nil, nil)
	api.RegisterSupervision(g, supervision.New(supervision.Deps{Clock: h.Clock.Now, Audit: audit.New(h.DB, h.Clock.Now), Outbox: jobs.NewOutbox(h.DB, h.Clock.Now),
		Tx: h.Real, Gaps: gaps, Sittings: h.Real, Rooms: point{}}), h.Service)
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return &sittingServer{House: h, t: t, url: srv.URL}
}

// call sends body and reads the answer into out; who is "X-Seat: id" and the like.
func (s *sittingServer) call(who, method, path string, body, out any) (int, string) {
	s.t.Helper()
	var in io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		in = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			s.t.Fatal(err)
		}
		in = bytes.NewReader(raw)
	}
	r, err := http.NewRequest(method, s.url+path, in)
	if err != nil {
		s.t.Fatal(err)
	}
	if name, value, ok := strings.Cut(who, ": "); ok {
		r.Header.Set(name, value)
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if resp.StatusCode >= 400 {
		var p api.Problem
		_ = json.Unmarshal(raw, &p)
		return resp.StatusCode, p.Code
	}
	if out != nil {
		if err := json.Unmarshal(raw, out); err != nil {
			s.t.Fatalf("%s: %v", raw, err)
		}
	}
	return resp.StatusCode, ""
}

func (s *sittingServer) wants(status int, code, who, method, path string, body, out any) {
	s.t.Helper()
	if st, c := s.call(who, method, path, body, out); st != status || c != code {
		s.t.Fatalf("%s %s: %d %q, want %d %q", method, path, st, c, status, code)
	}
}

type receiptsBody struct {
	Receipts []api.SeatReceipt `json:"receipts"`
}

// begin walks a new person to a running paper.
func (s *sittingServer) begin() (who string, st ws.SeatState) {
	s.t.Helper()
	seat := s.Seat()
	s.Admit(seat)
	who = "X-Seat: " + string(seat)
	s.wants(200, "", who, "POST", "/api/device/sitting/connect", nil, &st)
	grip := func(more map[string]any) map[string]any {
		m := map[string]any{"sitting": st.Sitting, "epoch": st.Epoch}
		for k, v := range more {
			m[k] = v
		}
		return m
	}
	var notices []map[string]any
	for _, n := range st.Notices {
		notices = append(notices, map[string]any{"kind": n.Kind, "version": n.Version})
	}
	s.wants(200, "", who, "POST", "/api/device/sitting/pledge", grip(map[string]any{"notices": notices, "nonce": strings.Repeat("0f", 16)}), nil)
	s.wants(200, "", who, "POST", "/api/device/sitting/practice", grip(map[string]any{"skipped": true}), nil)
	s.wants(200, "", who, "POST", "/api/device/sitting/start", grip(nil), &st)
	if st.Phase != "RUNNING" || st.Sheet == nil || len(st.Sheet.Questions) != 20 {
		s.t.Fatalf("after the start: %+v", st)
	}
	return who, st
}

func answers(st ws.SeatState, records ...string) string {
	return fmt.Sprintf(`{"sitting":%q,"epoch":%d,"records":[%s]}`, st.Sitting, st.Epoch, strings.Join(records, ","))
}

func record(seq, question int, answer string) string {
	return fmt.Sprintf(`{"seq":%d,"kind":"ANSWER","question":%d,"answer":%q,"client_at":1}`, seq, question, answer)
}

func TestSittingOverHTTP(t *testing.T) {
	s := newSittingServer(t)
	who, st := s.begin()
	const path = "/api/device/sitting/answers"
	var got receiptsBody
	s.wants(200, "", who, "POST", path, answers(st, record(1, 1, "A"), record(2, 2, "B"), record(4, 3, "A"), record(3, 99, "A")), &got)
	if got.Receipts[0].Ack == nil || got.Receipts[1].Ack == nil || got.Receipts[2].Nack.Code != "sitting.sequence_gap" || got.Receipts[2].Nack.Expected != 3 ||
		got.Receipts[3].Nack.Code != "sitting.unknown_question" {
		t.Errorf("%+v", got)
	}
	first := *got.Receipts[0].Ack
	s.Clock.Advance(time.Minute)
	s.wants(200, "", who, "POST", path, answers(st, record(1, 1, "A"), record(2, 2, "A"), `{"seq":3,"kind":"MARK","question":7,"answer":"1","client_at":1}`), &got)
	if *got.Receipts[0].Ack != first || got.Receipts[1].Nack.Code != "sitting.sequence_conflict" || got.Receipts[2].Ack == nil {
		t.Errorf("sent again: %+v", got)
	}
	var peek ws.SeatState
	s.wants(200, "", who, "GET", "/api/device/sitting", nil, &peek)
	if peek.LastSeq != 3 || peek.Epoch != st.Epoch || len(peek.Stored) != 3 || peek.Sheet == nil {
		t.Errorf("read again: %+v", peek)
	}
	submit := fmt.Sprintf(`{"sitting":%q,"epoch":%d,"last":3}`, st.Sitting, st.Epoch)
	s.wants(409, "sitting.too_early", who, "POST", "/api/device/sitting/submit", submit, nil)
	s.Clock.Advance(30 * time.Minute)
	s.wants(200, "", who, "POST", "/api/device/sitting/submit", submit, &peek)
	if peek.Phase != "SCORED" || peek.Outcome == nil || peek.Receipt == "" {
		t.Errorf("handed in: %+v", peek)
	}
	for _, wrong := range s.CheckSitting(exam.SittingID(st.Sitting), nil) {
		t.Error(wrong)
	}
	s.ownResults(t, st)
}

// ownResults reads the finished sitting's result in the portal.
func (s *sittingServer) ownResults(t *testing.T, st ws.SeatState) {
	t.Helper()
	sit, err := s.Real.Sitting(t.Context(), exam.SittingID(st.Sitting))
	if err != nil {
		t.Fatal(err)
	}
	var page api.Page[api.OwnResultView]
	s.wants(200, "", "X-Person: "+string(sit.Person), "GET", "/api/candidate/results", nil, &page)
	if len(page.Items) != 1 || page.Items[0].State != exam.Provisional || page.Items[0].StateText != "机考成绩（待发布）" || page.Items[0].ReleasedAt != nil {
		t.Fatalf("%+v", page)
	}
	var one api.OwnResultDetail
	s.wants(200, "", "X-Person: "+string(sit.Person), "GET", "/api/candidate/results/"+page.Items[0].ID, nil, &one)
	if one.Records != 6 || len(one.Chain) != 64 || one.EmployerName == "" || one.Points+one.Wrong == 0 {
		t.Errorf("%+v", one)
	}
	s.wants(404, "result.not_found", "X-Person: 00000000000000000000000000", "GET", "/api/candidate/results/"+page.Items[0].ID, nil, nil)
	s.wants(401, "test.no_proof", "", "GET", "/api/candidate/results", nil, nil)
}

func TestForeignAndMalformedSeatCalls(t *testing.T) {
	s := newSittingServer(t)
	who, st := s.begin()
	other, _ := s.begin()
	const path = "/api/device/sitting/answers"
	good := answers(st, record(1, 1, "A"))
	s.wants(401, "test.no_proof", "", "POST", path, good, nil)
	s.wants(403, "sitting.not_yours", other, "POST", path, good, nil)
	s.wants(422, "invalid", who, "POST", path, strings.Replace(good, `"seq"`, `"points":9,"seq"`, 1), nil)
	s.wants(422, "invalid", who, "POST", path, strings.Replace(good, `ANSWER`, `SUBMIT`, 1), nil)
	s.wants(422, "invalid", who, "POST", path, answers(st), nil)
	s.wants(422, "invalid", who, "POST", path, answers(st, strings.Split(strings.Repeat(record(1, 1, "A")+"|", 201), "|")[:201]...), nil)
	s.wants(404, "sitting.not_found", who, "POST", path, strings.Replace(good, st.Sitting, "00000000000000000000000000", 1), nil)
	for _, act := range []string{"start", "submit"} {
		body := fmt.Sprintf(`{"sitting":%q,"epoch":%d}`, st.Sitting, st.Epoch)
		if act == "submit" {
			body = fmt.Sprintf(`{"sitting":%q,"epoch":%d,"last":0}`, st.Sitting, st.Epoch)
		}
		s.wants(403, "sitting.not_yours", other, "POST", "/api/device/sitting/"+act, body, nil)
	}
	// A newer page fences the older one, over HTTP too.
	var again ws.SeatState
	s.wants(200, "", who, "POST", "/api/device/sitting/connect", nil, &again)
	var got receiptsBody
	s.wants(200, "", who, "POST", path, good, &got)
	if got.Receipts[0].Nack == nil || got.Receipts[0].Nack.Code != "sitting.fenced" || got.Receipts[0].Nack.Retry {
		t.Errorf("%+v", got)
	}
	entries, err := s.Real.Entries(t.Context(), exam.SittingID(st.Sitting))
	if err != nil || len(entries) != 2 { // pledge, start
		t.Errorf("the journal holds %d entries, %v", len(entries), err)
	}
	// An empty seat.
	s.wants(200, "", "X-Seat: "+string(s.Seat()), "GET", "/api/device/sitting", nil, &again)
	if !again.Idle || again.Sitting != "" {
		t.Errorf("%+v", again)
	}
}

func TestOfficerOverHTTP(t *testing.T) {
	s := newSittingServer(t)
	_, st := s.begin()
	me, stranger := "X-Officer: "+examtest.OrgPath, "X-Officer: /elsewhere/"
	base := "/api/staff/sittings/" + st.Sitting
	why := `{"reason":"POWER","text":"停电"}`
	s.wants(404, "sitting.not_found", stranger, "POST", base+"/pause", why, nil)
	s.wants(404, "sitting.not_found", stranger, "GET", base, nil, nil)
	s.wants(422, "invalid", me, "POST", base+"/pause", `{"reason":"BORED"}`, nil)
	s.wants(422, "sitting.reason_missing", me, "POST", base+"/pause", `{"reason":"OTHER"}`, nil)
	var v api.SittingView
	s.wants(200, "", me, "POST", base+"/pause", why, &v)
	if v.State != exam.Paused || v.Next != exam.ByOfficer || v.LeftSeconds != 7200 {
		t.Errorf("%+v", v)
	}
	s.Clock.Advance(time.Minute)
	s.wants(409, "sitting.wrong_state", me, "POST", base+"/pause", why, nil)
	s.wants(200, "", me, "POST", base+"/resume", why, &v)
	if v.State != exam.Running || v.CreditedSeconds != 60 || v.LeftSeconds != 7200 {
		t.Errorf("%+v", v)
	}
	seat := s.Seat()
	s.wants(200, "", me, "POST", base+"/move", fmt.Sprintf(`{"reason":"EQUIPMENT","seat":%q}`, seat), &v)
	if v.Seat != string(seat) {
		t.Errorf("%+v", v)
	}
	var page api.Page[api.SittingView]
	room := "/api/staff/rooms/" + string(examtest.Room) + "/sittings?live=true"
	s.wants(200, "", me, "GET", room, nil, &page)
	if len(page.Items) != 1 || page.Items[0].Name != "张*" || !page.Items[0].Live {
		t.Errorf("%+v", page)
	}
	s.wants(200, "", stranger, "GET", room, nil, &page)
	if len(page.Items) != 0 {
		t.Errorf("a stranger sees %+v", page)
	}
	s.wants(200, "", me, "POST", base+"/abort", why, &v)
	s.wants(200, "", me, "GET", room, nil, &page)
	if v.State != exam.Aborted || v.Next != exam.ByCandidate || len(page.Items) != 0 {
		t.Errorf("%+v %+v", v, page)
	}
	_, st = s.begin()
	s.wants(200, "", me, "POST", "/api/staff/sittings/"+st.Sitting+"/hand-in", `{"reason":"MEDICAL"}`, &v)
	if v.State != exam.Scored || v.Cause != "OFFICER" {
		t.Errorf("%+v", v)
	}
}

package e2e_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/web/ws"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// ahead puts the demo's clock forward.
func (s *site) ahead(d time.Duration) {
	s.t.Helper()
	post[none](newClient(s.t, s.url), "/demo/clock", form{"seconds": int64(d.Round(time.Second) / time.Second)})
}

// clock is the program's time.
func (s *site) clock() time.Time {
	s.t.Helper()
	return get[struct{ Now time.Time }](newClient(s.t, s.url), "/api/public/about").Now
}

// until puts the demo's clock forward to t.
func (s *site) until(t time.Time) {
	s.t.Helper()
	if d := t.Sub(s.clock()); d > 0 {
		s.ahead(d + time.Second)
	}
}

type slot struct {
	ID       string    `json:"id"`
	Room     string    `json:"room"`
	StartsAt time.Time `json:"startsAt"`
	EndsAt   time.Time `json:"endsAt"`
	Capacity int       `json:"capacity"`
	Free     int       `json:"free"`
	Bookable bool      `json:"bookable"`
}

// china is the zone of civil dates.
var china = time.FixedZone("", 8*3600)

// nextSlot finds the first slot of a room that may be booked and begins after d.
func (s *site) nextSlot(c *client, r *room, d time.Duration) slot {
	s.t.Helper()
	now := s.clock()
	for day := range 3 {
		date := now.In(china).AddDate(0, 0, day).Format(time.DateOnly)
		for _, x := range get[list[slot]](c, "/api/candidate/slots?point="+s.point.ID+"&date="+date).Items {
			if x.Room == r.ID && x.Bookable && x.StartsAt.After(now.Add(d)) {
				return x
			}
		}
	}
	s.t.Fatal("no slot can be booked")
	return slot{}
}

type booked struct {
	ID    string `json:"id"`
	State string `json:"state"`
	Slot  string `json:"slot"`
}

type ticket struct {
	Code    string    `json:"code"`
	QR      string    `json:"qr"`
	HasPIN  bool      `json:"hasPin"`
	Name    string    `json:"name"`
	EntryAt time.Time `json:"entryAt"`
}

// book takes a place in a slot and returns the booking, the ticket and its PIN.
func (s *site) book(c *client, x slot) (booked, ticket, string) {
	s.t.Helper()
	app := s.applied(c)
	b := post[booked](c, "/api/candidate/bookings", form{"application": app.ID, "slot": x.ID})
	if b.State != "HELD" {
		s.t.Fatalf("%+v", b)
	}
	b = post[booked](c, "/api/candidate/bookings/"+b.ID+"/confirm", nil)
	if again := post[booked](c, "/api/candidate/bookings/"+b.ID+"/confirm", nil); again != b || b.State != "CONFIRMED" {
		s.t.Fatalf("confirmed %+v, again %+v", b, again)
	}
	pin := post[struct{ PIN string }](c, "/api/candidate/bookings/"+b.ID+"/pin", nil).PIN
	tk := post[ticket](c, "/api/candidate/bookings/"+b.ID+"/ticket", nil)
	if len(tk.Code) != 26 || !strings.Contains(tk.QR, "<svg") || !tk.HasPIN || len(pin) != 4 {
		s.t.Fatalf("ticket %+v, PIN %q", tk, pin)
	}
	return b, tk, pin
}

// other returns another PIN.
func other(pin string) string { return pin[:3] + string('0'+(pin[3]-'0'+1)%10) }

// enter lets the i-th person in with card and PIN and returns the seat.
func (s *site) enter(r *room, i int, pin string) seat {
	s.t.Helper()
	gate := s.gate(r)
	s.lay(r, i)
	v := post[gateView](gate, "/api/device/gate/check", form{"card": true})
	if v.State != "OPEN" || v.WalkIn || !v.CardMatched || v.PINLeft == 0 {
		s.t.Fatalf("the gate shows %+v (%s)", v, v.trouble())
	}
	left := v.PINLeft
	v = post[gateView](gate, "/api/device/gate/pin", form{"visit": v.Visit, "pin": other(pin)})
	if v.trouble() != "gate.pin_wrong" || v.PINLeft != left-1 {
		s.t.Fatalf("a wrong PIN: %+v (%s)", v, v.trouble())
	}
	v = post[gateView](gate, "/api/device/gate/pin", form{"visit": v.Visit, "pin": pin})
	if v.State != "ADMITTED" || v.Door != "OPENED" || v.Seat == "" {
		s.t.Fatalf("not let in: %+v (%s)", v, v.trouble())
	}
	if v := post[gateView](gate, "/api/device/gate/check", form{"card": true}); v.State != "REFUSED" || v.trouble() != "gate.already_inside" {
		s.t.Errorf("the same person again: %+v (%s)", v, v.trouble())
	}
	want := cmp.Or(s.lotByPhone, exam.LotteryCode([]byte(gateLot)))
	if l := post[lot](gate, "/api/device/gate/lot", form{"visit": v.Visit, "nonce": fmt.Sprintf("%x", gateLot)}); l.Code != want {
		s.t.Errorf("the lot has code %q and not %q", l.Code, want)
	}
	s.lay(r, -1)
	return r.seat(s.t, v.Seat)
}

// lot is the code of what was given to a draw.
type lot struct {
	Code string `json:"code"`
}

// phoneLot gives bytes by the person's phone to the paper of a booking, with everything that must not work.
func (s *site) phoneLot(c *client, id string) {
	s.t.Helper()
	path, nonce := "/api/candidate/bookings/"+id, fmt.Sprintf("%x", "bytes of a phone")
	c.refused("POST", path+"/lot", form{"promise": strings.Repeat("0", 64), "nonce": nonce}, "sitting.lot_promise")
	type promise struct {
		Promise string `json:"promise"`
	}
	p := post[promise](c, path+"/lot-promise", nil)
	if again := post[promise](c, path+"/lot-promise", nil); again != p || len(p.Promise) != 64 {
		s.t.Errorf("promised %q, then %q", p.Promise, again.Promise)
	}
	c.refused("POST", path+"/lot", form{"promise": strings.Repeat("0", 64), "nonce": nonce}, "sitting.lot_promise")
	first := post[lot](c, path+"/lot", form{"promise": p.Promise, "nonce": nonce})
	second := post[lot](c, path+"/lot", form{"promise": p.Promise, "nonce": strings.Repeat("ab", 16)})
	shown := post[struct{ Lot string }](c, path+"/ticket", nil).Lot
	if s.lotByPhone = exam.LotteryCode([]byte("bytes of a phone")); first.Code != s.lotByPhone || second != first || shown != first.Code {
		s.t.Errorf("codes %q, %q, on the ticket %q", first.Code, second.Code, shown)
	}
}

// gateLot is what everybody who enters gives to the draw.
const gateLot = "sixteen bytes ok"

// write answers a whole sheet, the first n questions right and the others wrong, and waits for every acknowledgement.
func write(t testing.TB, b *wsclient.Robot, sheet ws.SeatState, n int) {
	t.Helper()
	for _, q := range sheet.Sheet.Questions {
		letter := right(t, q)
		if q.No > n {
			letter = wrong(t, q)
		}
		if _, err := b.Answer(t.Context(), q.No, letter); err != nil {
			t.Fatalf("question %d: %v", q.No, err)
		}
	}
}

// Acceptance: the whole way of a person who books by phone, to the permit that a stranger checks.
func TestFromThePhoneToThePermit(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		p.settings["TRANSPARENCY_ORIGIN"] = "exam.example.cn/log"
		srv := serve(t, p.settings.with(settings{"LOG_LEVEL": "debug"}))
		s := visit(t, srv.url, time.Now)
		r := &s.rooms[0]
		c := s.candidate(0)
		x := s.nextSlot(c, r, time.Hour)
		bk, tk, pin := s.book(c, x)
		s.phoneLot(c, bk.ID)
		gate := s.gate(r)
		if v := post[gateView](gate, "/api/device/gate/check", form{"ticket": tk.Code}); v.trouble() != "gate.too_early" {
			t.Errorf("hours before the slot the gate says %s", v.trouble())
		}
		s.until(tk.EntryAt)
		at := s.enter(r, 0, pin)

		b := s.robot(t.Context(), r, at, wsclient.Options{})
		sheet, err := b.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(sheet.Sheet.Questions) != 100 || sheet.BaseSec != 7200 || strings.Contains(sheet.Candidate.Name, s.cards[0].Name) {
			t.Fatalf("%d questions, %d s, %q", len(sheet.Sheet.Questions), sheet.BaseSec, sheet.Candidate.Name)
		}
		write(t, b, sheet, 91)
		if _, err := b.Submit(t.Context()); failure(err) != "sitting.too_early" {
			t.Errorf("at once: %v", err)
		}
		s.ahead(31 * time.Minute)
		end, err := b.Submit(t.Context())
		if err != nil || end.Outcome == nil || end.Outcome.Points != 91 || end.Outcome.State != "PROVISIONAL" || !end.Outcome.Passed {
			t.Fatalf("%+v %v", end.Outcome, err)
		}
		mine := get[list[result]](c, "/api/candidate/results").Items
		if len(mine) != 1 || mine[0].Points != 91 || mine[0].State != "PROVISIONAL" || mine[0].StateText != "机考成绩（待发布）" {
			t.Fatalf("%+v", mine)
		}
		s.toPermit(t, c, x, mine[0], s.confirmByFile)
		s.takesIn(t)
		s.proofs(t, p, c, mine[0])
		s.replay(t, p, sheet.Sitting)
		for _, w := range p.evidence(t).check(t, b.Acks()) {
			t.Error(w)
		}
		s.archives(t, p, r.ID)
		_, log, _ := strings.Cut(srv.said(), "演示数据") // the list of demo logins
		for what, secret := range map[string]string{"document number": s.cards[0].Number, "name": s.cards[0].Name, "ticket": tk.Code, "gate's token": gate.token} {
			if _, rest, _ := strings.Cut(log, "level="); strings.Contains(rest, secret) {
				t.Errorf("the %s stands in the log", what)
			}
		}
	})
}

// 现在就考: the identity card alone, an officer at the screen, the paper handed in by the officer.
func TestWalkInWithTheCardAlone(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		srv := serve(t, p.settings)
		s := visit(t, srv.url, time.Now)
		r := &s.rooms[0]
		at := s.walkIn(r, 4) // the longest name of the demo, with a middle dot
		b := s.robot(t.Context(), r, at, wsclient.Options{})
		sheet, err := b.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		write(t, b, sheet, 80)
		officer := s.as("watch1")
		body := form{"reason": "OTHER", "text": "考生要求交卷"}
		s.as("manager").refused("POST", "/api/staff/sittings/"+sheet.Sitting+"/hand-in", body, "sitting.forbidden")
		post[none](officer, "/api/staff/sittings/"+sheet.Sitting+"/hand-in", body)
		end, err := b.Until(t.Context(), func(s ws.SeatState) bool { return s.Outcome != nil })
		if err != nil || end.Outcome.Points != 80 || !end.Outcome.Passed || end.Cause != "OFFICER" {
			t.Fatalf("%+v %v", end, err)
		}
		if in := get[list[none]](officer, "/api/staff/rooms/"+r.ID+"/admissions").Items; len(in) != 0 {
			t.Errorf("still inside: %s", in)
		}
		c := s.candidate(4)
		mine := get[list[result]](c, "/api/candidate/results").Items
		if len(mine) != 1 || mine[0].Points != 80 || mine[0].Cause != "" && mine[0].Cause != "OFFICER" {
			t.Fatalf("results %+v", mine)
		}
		s.until(s.clock().Add(3 * time.Hour)) // past the slot of now
		s.forget()
		rec := s.drafted(t, mine[0].ID)
		if rec.Counts.WalkIns != 1 || rec.Counts.Present != 1 || rec.Lines[0].Match != "REMOTE_OFFICER" {
			t.Errorf("record %+v", rec)
		}
		s.sign(t, rec)
		s.release(t, rec)
		s.practical(t, c)
		s.issueInRun(t, c)
		s.checkPermit(t, c, 4, "AMBER", "待全国平台确认，不作持证上岗依据")
		number := get[list[permitCard]](c, "/api/candidate/permits").Items[0].Number
		for _, name := range []string{"阿卜杜热合曼•买买提吐尔逊", " 阿卜杜热合曼·买买提吐尔逊 "} { // as another keyboard writes it
			if a := post[publicAnswer](newClient(t, s.url), "/api/public/verify/number", c.proved(form{"number": number, "name": name})); len(a.Permits) != 1 {
				t.Errorf("the name %q finds %+v", name, a)
			}
		}
	})
}

func failure(err error) string {
	if f, ok := err.(*wsclient.Failure); ok {
		return f.Code
	}
	if err == nil {
		return ""
	}
	return fmt.Sprint(err)
}

// toPermit takes a passed provisional result of the first demo person through record, release, score check, practical and
// application to the permit and its public check.
func (s *site) toPermit(t *testing.T, me *client, x slot, res result, confirm func(t *testing.T, permitID string)) {
	t.Helper()
	s.until(x.EndsAt)
	s.forget() // logins are over by then
	rec := s.drafted(t, res.ID)
	if rec.Slot != x.ID || rec.Counts.Expected != 1 || rec.Counts.Present != 1 || rec.Lines[0].Match != "CHIP_PIN" ||
		rec.Lines[0].Outcome != "SCORED" || !strings.Contains(rec.Lines[0].Name, "*") {
		t.Errorf("record %+v", rec)
	}
	s.sign(t, rec)
	s.release(t, rec)
	if mine := get[result](me, "/api/candidate/results/"+res.ID); mine.State != "RELEASED" || mine.Points != res.Points || mine.StateText != "正式成绩（已发布）" || mine.Records < 100 {
		t.Errorf("the portal shows %+v", mine)
	}
	s.scoreCheck(t, me, res)
	s.practical(t, me)
	gate := s.listen(t, 0)
	permitID := s.issue(t, me)
	gate.hears(t, "permit.issued")
	gate.asks(t, "LOOK")
	s.checkPermit(t, me, 0, "AMBER", "待全国平台确认，不作持证上岗依据")
	confirm(t, permitID)
	gate.hears(t, "permit.updated")
	gate.asks(t, "MAY_WORK")
	s.checkPermit(t, me, 0, "GREEN", "有效")
}

type permitCard struct {
	ID            string `json:"id"`
	Number        string `json:"number"`
	Code          string `json:"code"`
	URL           string `json:"url"`
	FirstIssuedOn string `json:"firstIssuedOn"`
	ValidTo       string `json:"validTo"`
}

type publicAnswer struct {
	At      time.Time        `json:"at"`
	Permits []map[string]any `json:"permits"`
}

// checkPermit reads the permit in the holder's wallet and has a stranger check it: no more is told than must be.
func (s *site) checkPermit(t *testing.T, c *client, who int, colour, text string) {
	t.Helper()
	wallet := get[list[permitCard]](c, "/api/candidate/permits").Items
	if len(wallet) != 1 {
		t.Fatalf("wallet %+v", wallet)
	}
	p, today := wallet[0], s.clock().In(china)
	if p.Number != "T"+s.cards[who].Number || p.FirstIssuedOn != today.Format(time.DateOnly) {
		t.Errorf("permit %+v of %s", p, s.cards[who].Number)
	}
	if p.ValidTo <= today.AddDate(5, 11, 0).Format(time.DateOnly) || p.ValidTo > today.AddDate(6, 0, 1).Format(time.DateOnly) {
		t.Errorf("valid to %s, six years by the rules from 2026-06-01", p.ValidTo)
	}
	if path, frag, _ := strings.Cut(p.URL, "#"); frag == "" || strings.Contains(path, p.Code) || strings.Contains(p.URL, p.Number) {
		t.Errorf("address %s", p.URL)
	}
	stranger := newClient(t, s.url)
	for path, body := range map[string]form{
		"/api/public/verify/number": {"number": p.Number, "name": s.cards[who].Name},
		"/api/public/verify/code":   {"code": p.Code},
	} {
		raw := stranger.send("POST", path, stranger.proved(body))
		for what, secret := range map[string]string{"number": s.cards[who].Number, "name": s.cards[who].Name, "permit": p.ID, "person": s.applied(c).Person} {
			if strings.Contains(string(raw.Body), secret) {
				t.Errorf("%s tells the %s", path, what)
			}
		}
		a := post[publicAnswer](stranger, path, stranger.proved(body))
		if len(a.Permits) != 1 || a.At.Sub(s.clock()).Abs() > time.Minute {
			t.Fatalf("%s: %+v", path, a)
		}
		keys := slices.Sorted(maps.Keys(a.Permits[0]))
		want := []string{"category", "colour", "firstIssuedOn", "holder", "issuer", "item", "itemName", "kind", "logged", "national", "review", "state", "stateText", "validFrom", "validTo"}
		if !slices.Equal(keys, want) {
			t.Errorf("%s tells %v", path, keys)
		}
		said, _ := a.Permits[0]["stateText"].(string)
		if x := a.Permits[0]; x["item"] != itemCode || x["validTo"] != p.ValidTo || x["colour"] != colour || !strings.Contains(said, text) {
			t.Errorf("%s: %+v", path, x)
		}
	}
	for _, body := range []form{{"number": p.Number, "name": "王某某"}, {"number": "T" + s.cards[who+1].Number, "name": s.cards[who+1].Name}} {
		if a := post[publicAnswer](stranger, "/api/public/verify/number", stranger.proved(body)); len(a.Permits) != 0 {
			t.Errorf("%v: %+v", body, a)
		}
	}
}

// proved solves the puzzle that a question by number costs, and leaves other questions alone.
func (c *client) proved(body form) form {
	c.t.Helper()
	if _, ok := body["number"]; !ok {
		return body
	}
	p := get[struct {
		Puzzle string
		Bits   int
	}](c, "/api/public/verify/puzzle")
	out := maps.Clone(body)
	for n := 0; ; n++ {
		solution := fmt.Sprintf("%s:%d", p.Puzzle, n)
		if sum := sha256.Sum256([]byte(solution)); bits.LeadingZeros64(binary.BigEndian.Uint64(sum[:])) >= p.Bits {
			out["proof"] = solution
			return out
		}
	}
}

// replay has another process draw the paper again from exported files alone.
func (s *site) replay(t *testing.T, p *place, sitting string) {
	t.Helper()
	ev := p.evidence(t)
	var digest, release string
	if err := ev.db.SQL().QueryRow("SELECT paper_digest, release_id FROM sitting WHERE id = ?", sitting).Scan(&digest, &release); err != nil {
		t.Fatal(err)
	}
	file := t.TempDir() + "/draws.zip"
	must(t, p.settings, "suikao-demo-2026\n", "export", "draws", "--as", "reviewer", "--release", release, file, sitting)
	out := must(t, settings{"DATA_DIR": t.TempDir()}, "", "export", "replay", file)
	if len(digest) != 64 || !strings.Contains(out, sitting+" paper="+digest+" questions=100") {
		t.Errorf("the sitting's paper is %s, the replay says %s", digest, out)
	}
	again := must(t, settings{"DATA_DIR": t.TempDir()}, "", "export", "replay", file)
	if again != out {
		t.Errorf("two replays differ:\n%s%s", out, again)
	}
	for what, said := range map[string]string{"database": must(t, p.settings, "", "audit", "draw", sitting),
		"export": must(t, settings{"DATA_DIR": t.TempDir()}, "", "audit", "draw", "--file", file, sitting)} {
		for _, want := range []string{digest, "seed by paper/v4", "logged as number", "lottery code of the person's phone " + s.lotByPhone,
			"the release was logged as number", "the blueprint was logged as number", "were promised to the phone as number"} {
			if !strings.Contains(said, want) {
				t.Errorf("the audit from the %s lacks %q:\n%s", what, want, said)
			}
		}
		if what == "database" && !strings.Contains(said, "is this one, byte for byte") {
			t.Errorf("the paper that was sat was not compared:\n%s", said)
		}
	}
	if keys := must(t, p.settings, "", "keys", "draw"); !strings.Contains(keys, "BEGIN PUBLIC KEY") {
		t.Errorf("no public key: %s", keys)
	}
	must(t, p.settings, "suikao-demo-2026\nsuikao-demo-2026\n", "keys", "draw", "rotate", "--as", "admin", "--with", "security", "--reason", "每年更换")
	if said := must(t, p.settings, "", "audit", "draw", sitting); !strings.Contains(said, "the key was taken out of use on") {
		t.Errorf("after the key was changed the audit says %s", said)
	}
	altered := func(statement string) error {
		if _, err := ev.db.SQL().Exec(statement); err != nil {
			t.Fatal(err)
		}
		_, err := tool(t, p.settings, "", "audit", "draw", sitting)
		return err
	}
	if err := altered("UPDATE draw_count SET draws = draws + 1"); err == nil || !strings.Contains(err.Error(), "draws are counted") {
		t.Errorf("an altered count: %v", err)
	}
	_, _ = ev.db.SQL().Exec("UPDATE draw_count SET draws = draws - 1")
	// One byte of whatever the paper follows from, as it lies in the database.
	for _, x := range []struct{ what, column, rows, named string }{
		{"inputs with the nonce", "inputs", "paper_draw WHERE attempt = ?", "inputs"},
		{"record", "record", "paper_draw WHERE attempt = ?", "record"},
		{"signature", "proof", "paper_draw WHERE attempt = ?", "signature"},
		{"nonce of the sitting", "nonce", "sitting_draw WHERE sitting_id = ?", "nonce"},
		{"blueprint", "body", "blueprint WHERE id = (SELECT blueprint_id FROM paper_draw WHERE attempt = ?)", "blueprint"},
		{"digest of the record", "leaf", "sitting_draw WHERE sitting_id = ?", "digest"},
		{"item", "body", "item_version WHERE id = (SELECT MAX(version_id) FROM release_item WHERE release_id = (SELECT release_id FROM paper_draw WHERE attempt = ?))", "item"},
	} {
		table, where, _ := strings.Cut(x.rows, " WHERE ")
		var was []byte
		if err := ev.db.SQL().QueryRow("SELECT "+x.column+" FROM "+x.rows, sitting).Scan(&was); err != nil {
			t.Fatal(x.what, err)
		}
		now := bytes.Clone(was)
		now[len(now)/2] ^= 1
		set := func(to []byte) {
			if _, err := ev.db.SQL().Exec("UPDATE "+table+" SET "+x.column+" = ? WHERE "+where, to, sitting); err != nil {
				t.Fatal(x.what, err)
			}
		}
		set(now)
		_, err := tool(t, p.settings, "", "audit", "draw", sitting)
		set(was)
		if err == nil || !strings.Contains(err.Error(), x.named) {
			t.Errorf("one byte of the %s: %v", x.what, err)
		}
	}
	if err := altered("UPDATE tlog_leaf SET leaf = x'00' WHERE kind = 'draw-key'"); err == nil || !strings.Contains(err.Error(), "does not follow from the records") {
		t.Errorf("an altered log: %v", err)
	}
}

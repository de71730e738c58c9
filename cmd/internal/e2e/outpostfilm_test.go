package e2e_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	places "github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/media/mediatest"
	"github.com/suikao/suikao/web/ws/wsclient"
)

// filmed is a seat whose camera publishes through the room node.
type filmed struct {
	*outpostSite
	sitting, seat, token string
	robot                *wsclient.Robot
	session              string
}

// offer sends an offer to the room node as the seat's page does.
func (f *filmed) offer(method, path, sdp string) reply {
	c := newClient(f.t, f.node.url)
	c.token = f.token
	c.head = http.Header{"Content-Type": {"application/sdp"}}
	return c.send(method, path, []byte(sdp))
}

// publish lets the seat's camera send to whoever answers it.
func (f *filmed) publish(o mediatest.Options) *mediatest.Camera {
	f.t.Helper()
	var cam *mediatest.Camera
	eventually(f.t, "the camera publishes", func() bool {
		var err error
		cam, err = mediatest.StartWith(f.t.Context(), func(_ context.Context, sdp string) (string, error) {
			r := f.offer("POST", "/api/device/media/sessions", sdp)
			if r.Status != http.StatusCreated {
				return "", errors.New(r.String())
			}
			f.session = r.Header.Get("Location")
			return string(r.Body), nil
		}, o)
		return err == nil
	})
	f.t.Cleanup(func() { _ = cam.Close() })
	return cam
}

type nodeGap struct {
	From        time.Time
	To          *time.Time
	NodeSeconds int
}

func (g nodeGap) lasts() bool { return g.To == nil }

type nodeRecord struct {
	Segments []struct {
		ID, Note, Node string
		No             int
		Size           int64
		From, To       time.Time
	}
	Gaps                 []nodeGap
	Percent, ChainBroken int
	BadFiles             []int
	Live                 bool
}

func (f *filmed) record() nodeRecord {
	f.t.Helper()
	return get[nodeRecord](f.as("watch1"), "/api/staff/sittings/"+f.sitting+"/recording?files=true")
}

// text is the one answer to a query.
func (f *filmed) text(query string, args ...any) (out string) {
	f.t.Helper()
	if err := f.ev.db.SQL().QueryRow(query, args...).Scan(&out); err != nil {
		f.t.Fatal(err)
	}
	return out
}

// spool counts the node's files of one kind.
func (f *filmed) spool(ext string) int {
	all, err := filepath.Glob(filepath.Join(f.dir, "media", "*"+ext))
	if err != nil {
		f.t.Fatal(err)
	}
	return len(all)
}

func films(t *testing.T, p *place, more settings) (*filmed, context.Context) {
	o := withOutpost(t, p, settings{"MEDIA_SEGMENT_FOR": "2s"}.with(more))
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	t.Cleanup(cancel)
	f := &filmed{outpostSite: o}
	f.robot, f.token = o.sits(ctx, 0)
	f.sitting = o.begins(ctx, f.robot).Sitting
	o.held(f.sitting, f.robot)
	last := o.ev.number(t, "SELECT serial FROM outpost_node") // a later statement comes from a node that has taken the package
	eventually(t, "the node has the package", func() bool { return o.ev.number(t, "SELECT serial FROM outpost_node") > last })
	f.seat = f.text("SELECT seat_id FROM outpost_hold WHERE sitting_id = ?", f.sitting)
	return f, ctx
}

// Acceptance: the uplink is cut during a sitting; the seat is recorded by the node, also over a kill of it; what was recorded comes back
// once, plays, counts, and is what was recorded; nobody else's does.
func TestARoomNodeRecordsWhileTheUplinkIsCut(t *testing.T) {
	t.Parallel()
	p := onMariaDB(t)
	f, ctx := films(t, p, nil)
	cam := f.publish(mediatest.Options{})
	eventually(t, "the centre sees the seat", func() bool { return f.record().Live })
	if n := f.spool(".json"); n != 0 {
		t.Fatalf("the node records %d pieces although the centre sees the seat", n)
	}

	f.cut(true)
	_ = cam.Close() // its path goes with the uplink
	at := time.Now()
	if r := f.offer("PATCH", f.session, strangerOffer(t)); r.code() != "media.no_session" {
		t.Fatalf("a session of the centre is renewed at the node: %s", r)
	}
	cam = f.publish(mediatest.Options{})
	if r := f.offer("GET", "/api/device/media", ""); !strings.Contains(string(r.Body), `"cameras":true`) {
		t.Errorf("a page that is loaded now hears of no camera: %s", r)
	}
	f.strangersAtNode()
	eventually(t, "two pieces lie at the node, closed", func() bool { return f.spool(".mp4") >= 2 })
	eventually(t, "the centre notes that it sees nothing", func() bool { g := f.record().Gaps; return len(g) > 0 && g[len(g)-1].To == nil })
	for tries := 0; f.spool(".cut") == 0; tries++ { // a piece may be closed between the look and the kill
		if tries == 5 {
			t.Fatal("none of five kills hit a piece under way")
		}
		eventually(t, "more than a second of the next one is written", func() bool {
			parts, _ := filepath.Glob(filepath.Join(f.dir, "media", "*.part"))
			if len(parts) != 1 {
				return false
			}
			info, err := os.Stat(parts[0])
			return err == nil && info.Size() > 15_000 // the head of a file is a twentieth of that
		})
		f.node.kill()
		_ = cam.Close()
		f.node.start()
		f.node.ready()
		eventually(t, "what the killed one left is closed", func() bool { return f.spool(".part") == 0 })
		cam = f.publish(mediatest.Options{})
	}
	before := f.spool(".mp4")
	eventually(t, "it goes on after the kill", func() bool { return f.spool(".mp4") > before+1 })
	if f.ev.number(t, "SELECT COUNT(*) FROM recording_segment WHERE node_id <> ''") != 0 {
		t.Fatal("the uplink was not cut")
	}
	blind := f.record().Percent

	f.cut(false)
	back := time.Now()
	eventually(t, "the node lets the camera go", func() bool { return f.offer("PATCH", f.session, strangerOffer(t)).code() == "media.no_session" })
	cam = f.publish(mediatest.Options{})
	eventually(t, "the centre sees the seat again", func() bool { return f.record().Live })
	var got nodeRecord
	eventually(t, "all pieces are at the centre and none at the node", func() bool {
		got = f.record()
		return f.spool("") == 1 && f.ev.number(t, "SELECT COUNT(*) FROM outpost_film_mark") == 0 && // the lock alone
			!slices.ContainsFunc(got.Gaps, nodeGap.lasts) // that a camera is back is noted two seconds later
	})
	f.judges(got, blind)
	f.seenAfterwards(at, back)
	f.replays(got)
	f.forges(got)

	_ = cam.Close()
	eventually(t, "the centre has closed its own piece", func() bool { return !f.record().Live })
	if _, err := f.robot.Submit(ctx); err != nil {
		t.Fatal(err)
	}
	f.forget()
	f.bundled(t, p)
}

// seenAfterwards waits until the server has looked at what the node recorded: the clip shows nobody.
func (f *filmed) seenAfterwards(from, to time.Time) {
	f.t.Helper()
	eventually(f.t, "the centre has looked at all that came back", func() bool { return f.ev.number(f.t, "SELECT COUNT(*) FROM recording_unseen") == 0 })
	n := f.ev.number(f.t, "SELECT COUNT(*) FROM incident WHERE kind = 'candidate.absent' AND item_key LIKE 'once:film.%' AND facts LIKE '%AFTERWARDS%' AND began_at BETWEEN ? AND ?",
		from.UnixMilli(), to.UnixMilli())
	if n == 0 {
		f.t.Errorf("nobody sat before the camera while the uplink was cut, and nothing was noticed afterwards: %s", f.text("SELECT COALESCE(GROUP_CONCAT(CONCAT(kind, ' ', item_key, ' ', began_at)), '') FROM incident"))
	}
}

// strangersAtNode tries to be recorded by the node without a sitting that it holds.
func (f *filmed) strangersAtNode() {
	f.t.Helper()
	c := newClient(f.t, f.node.url)
	c.head = http.Header{"Content-Type": {"application/sdp"}}
	offer := []byte(strangerOffer(f.t))
	for _, token := range []string{"", strings.Repeat("0", 43)} {
		c.token = token
		if r := c.send("POST", "/api/device/media/sessions", offer); r.code() != "outpost.uplink_lost" {
			f.t.Errorf("somebody with token %q: %s", token, r)
		}
	}
}

// judges looks at what came back.
func (f *filmed) judges(got nodeRecord, blind int) {
	f.t.Helper()
	node, cut := 0, 0
	for _, s := range got.Segments {
		if s.Node == "" {
			continue
		}
		node++
		if s.Note == "CUT" {
			cut++
		}
		r := f.as("watch1").send("GET", "/api/staff/recordings/"+s.ID+"/video", nil)
		if r.Status != http.StatusOK || int64(len(r.Body)) != s.Size {
			f.t.Fatalf("piece %d: %d", s.No, r.Status)
		}
		plays(f.t, r.Body)
	}
	if node < 5 || cut != 1 || got.ChainBroken != 0 || len(got.BadFiles) != 0 {
		f.t.Errorf("%d pieces of the node, %d cut: %+v", node, cut, got)
	}
	if got.Percent <= blind {
		f.t.Errorf("%d %% recorded, %d %% before anything came back", got.Percent, blind)
	}
	most := 0 // of the time of the cut; a busy machine makes other gaps
	for _, g := range got.Gaps {
		if g.To == nil || time.Duration(g.NodeSeconds)*time.Second > g.To.Sub(g.From) {
			f.t.Errorf("the gap: %+v", g)
		}
		most = max(most, g.NodeSeconds)
	}
	if most < 8 {
		f.t.Errorf("the gaps: %+v", got.Gaps)
	}
	if f.ev.number(f.t, "SELECT COUNT(*) FROM audit_entry WHERE verb = 'outpost.films_back'") != 1 {
		f.t.Error("nobody noted that they are back")
	}
}

// film is a piece as the node signed it, with its content.
func (f *filmed) film(id string) (outpost.Film, []byte) {
	f.t.Helper()
	body := f.as("watch1").send("GET", "/api/staff/recordings/"+id+"/video", nil).Body
	m, err := media.Measure(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		f.t.Fatal(err)
	}
	var x outpost.Film
	var from int64
	row := f.ev.db.SQL().QueryRow("SELECT sitting_id, room_id, seat_id, session_id, from_at, width, height, note FROM recording_segment WHERE id = ?", id)
	if err := row.Scan(&x.Sitting, &x.Room, &x.Seat, &x.Session, &from, &x.Width, &x.Height, &x.Note); err != nil {
		f.t.Fatal(err)
	}
	sum := sha256.Sum256(body)
	x.ID, x.From, x.Size, x.Frames, x.Sounds, x.SHA256 = id, time.UnixMilli(from).UTC(), int64(len(body)), m.Frames, m.Sounds, sum[:]
	x.To = x.From.Add(m.Duration)
	return x, body
}

// tells hands a part to the centre as a node with these keys would.
func (f *filmed) tells(k outpost.Keys, p outpost.FilmPart, spoil func(raw []byte)) (kept bool, code string) {
	f.t.Helper()
	raw, sig, err := k.SignFilm(p)
	if err != nil {
		f.t.Fatal(err)
	}
	if spoil != nil {
		spoil(raw)
	}
	r := newClient(f.t, f.url).send(http.MethodPost, "/api/public/outposts/films", map[string][]byte{"part": raw, "signature": sig})
	var out struct{ Kept bool }
	if r.ok() {
		if err := json.Unmarshal(r.Body, &out); err != nil {
			f.t.Fatal(err)
		}
	}
	return out.Kept, r.code()
}

// replays hands a kept piece back once more.
func (f *filmed) replays(got nodeRecord) {
	f.t.Helper()
	keys, _ := f.keys()
	count := func() int { return f.ev.number(f.t, "SELECT COUNT(*) FROM recording_segment") }
	before := count()
	for _, s := range got.Segments {
		if s.Node == "" {
			continue
		}
		x, body := f.film(s.ID)
		for _, p := range []outpost.FilmPart{{Film: x}, {Film: x, Bytes: body[:min(len(body), outpost.FilmChunk)]}} {
			if kept, code := f.tells(keys, p, nil); !kept || code != "" {
				f.t.Errorf("piece %d again: %v %q", s.No, kept, code)
			}
		}
	}
	if n := count(); n != before || f.record().ChainBroken != 0 {
		f.t.Errorf("%d pieces after the repetition, %d before", n, before)
	}
}

// forges hands back what this node did not record.
func (f *filmed) forges(got nodeRecord) {
	f.t.Helper()
	t := f.t
	own, _ := f.keys()
	k, err := outpost.DeriveKeys(crypt.Ephemeral()) // a node of another room
	if err != nil {
		t.Fatal(err)
	}
	far := &f.rooms[1]
	code := post[struct{ Code string }](f.as("manager"), "/api/staff/rooms/"+far.ID+"/outposts", form{"name": "远处的考场机"}).Code
	sign, box := k.Public()
	_ = post[none](newClient(t, f.url), "/api/public/outposts/enrol", form{"code": code, "signKey": sign, "boxKey": box})
	stranger, err := outpost.DeriveKeys(crypt.Ephemeral())
	if err != nil {
		t.Fatal(err)
	}
	var id string
	for _, s := range got.Segments {
		if s.Node != "" {
			id = s.ID
		}
	}
	x, body := f.film(id)
	fresh := func(change func(*outpost.Film)) outpost.FilmPart {
		y := x
		y.ID = "01" + strings.Repeat("z", 24)
		change(&y)
		return outpost.FilmPart{Film: y, Bytes: body}
	}
	elsewhere := f.walkIn(far, 4)
	if len(body) > outpost.FilmChunk {
		t.Fatalf("a piece of %d bytes does not travel at once", len(body))
	}
	other := bytes.Clone(body)
	other[len(other)-1] ^= 1
	sum := sha256.Sum256(other)
	before := f.ev.number(t, "SELECT COUNT(*) FROM recording_segment")
	for name, c := range map[string]struct {
		keys  outpost.Keys
		part  outpost.FilmPart
		spoil func([]byte)
		want  string
	}{
		"by nobody known":             {stranger, fresh(func(*outpost.Film) {}), nil, "outpost.unknown"},
		"of a node of another room":   {k, fresh(func(*outpost.Film) {}), nil, "outpost.not_yours"},
		"of a sitting never handed":   {own, fresh(func(y *outpost.Film) { y.Sitting = exam.SittingID("01" + strings.Repeat("y", 24)) }), nil, "outpost.not_yours"},
		"of another seat":             {own, fresh(func(y *outpost.Film) { y.Seat = places.SeatID(elsewhere.ID) }), nil, "outpost.film_place"},
		"of another room":             {own, fresh(func(y *outpost.Film) { y.Room = places.RoomID(far.ID) }), nil, "outpost.film_place"},
		"of before the hand-over":     {own, fresh(func(y *outpost.Film) { y.From, y.To = y.From.Add(-time.Hour), y.To.Add(-time.Hour) }), nil, "outpost.film_place"},
		"of the time to come":         {own, fresh(func(y *outpost.Film) { y.From, y.To = y.From.Add(time.Hour), y.To.Add(time.Hour) }), nil, "outpost.film_place"},
		"longer than it is":           {own, fresh(func(y *outpost.Film) { y.ID = "01" + strings.Repeat("x", 24); y.To = y.To.Add(time.Minute) }), nil, "outpost.film_altered"},
		"with bytes changed":          {own, outpost.FilmPart{Film: fresh(func(y *outpost.Film) { y.ID = "01" + strings.Repeat("w", 24) }).Film, Bytes: other}, nil, "outpost.film_altered"},
		"changed on its way":          {own, fresh(func(*outpost.Film) {}), func(raw []byte) { raw[len(raw)/2] ^= 1 }, "outpost.signature"},
		"another under its number":    {own, outpost.FilmPart{Film: func() outpost.Film { y := x; y.SHA256 = sum[:]; return y }(), Bytes: other}, nil, "outpost.film_other"},
		"of a recording that is none": {own, fresh(func(y *outpost.Film) { y.Size = 0 }), nil, "outpost.film"},
	} {
		if kept, code := f.tells(c.keys, c.part, c.spoil); kept || code != c.want {
			t.Errorf("a recording %s: %v %q", name, kept, code)
		}
		if c.want == "outpost.unknown" {
			continue
		}
		want := `%"code":"` + c.want + `"%`
		if f.ev.number(t, "SELECT COUNT(*) FROM audit_entry WHERE verb = 'outpost.film_refused' AND detail LIKE ?", want) == 0 ||
			f.ev.number(t, "SELECT COUNT(*) FROM outbox_event WHERE topic = 'outpost.film_refused' AND body LIKE ?", want) == 0 {
			t.Errorf("a recording %s: not on the trail, or no alarm", name)
		}
	}
	after := f.record()
	if f.ev.number(t, "SELECT COUNT(*) FROM recording_segment") != before || after.ChainBroken != 0 || len(after.BadFiles) != 0 {
		t.Errorf("a forgery changed the record: %+v", after)
	}
}

// bundled exports the sitting's evidence and checks it without the installation.
func (f *filmed) bundled(t *testing.T, p *place) {
	t.Helper()
	path := "/api/staff/sittings/" + f.sitting + "/evidence"
	var asked struct{ ID, State string }
	eventually(t, "the evidence can be asked for", func() bool {
		r := f.as("inspector1").send("POST", path+"/exports", form{"reason": "法院调取考试证据", "document": "（2026）鄂06行初2号"})
		return r.ok() && json.Unmarshal(r.Body, &asked) == nil
	})
	at := "/api/staff/evidence/exports/" + asked.ID
	if got := post[struct{ ID, State string }](f.as("regulator"), at+"/decision", form{"approve": true}); got.State != "APPROVED" {
		t.Fatalf("%+v", got)
	}
	got := f.as("inspector1").send("GET", at+"/file", nil)
	if !got.ok() {
		t.Fatalf("%s", got)
	}
	dir := t.TempDir()
	file, key := filepath.Join(dir, "whole.zip"), filepath.Join(dir, "evidence.pub")
	if err := errors.Join(os.WriteFile(file, got.Body, 0o600), os.WriteFile(key, newClient(t, f.url).send("GET", "/api/public/evidence/key", nil).Body, 0o600)); err != nil {
		t.Fatal(err)
	}
	if out := must(t, settings{"DATA_DIR": filepath.Join(dir, "none")}, "", "verify", "evidence", file, "--key", key); !strings.Contains(out, "the bundle holds: sitting "+f.sitting) {
		t.Error(out)
	}
	if !f.inBundle(t, got.Body) {
		t.Error("the bundle does not say which pieces a node recorded")
	}
}

// inBundle reports whether the list of recordings in a bundle names the room node.
func (f *filmed) inBundle(t *testing.T, bundle []byte) bool {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(bundle), int64(len(bundle)))
	if err != nil {
		t.Fatal(err)
	}
	node := f.text("SELECT MAX(node_id) FROM recording_segment")
	for _, file := range z.File {
		if !strings.HasSuffix(file.Name, "recording.json") {
			continue
		}
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return len(node) == 26 && bytes.Contains(body, []byte(`"node":"`+node+`"`)) && bytes.Contains(body, []byte(`"node":1`))
	}
	return false
}

// There is no room at the node: the recording stops, answering goes on, and when the uplink is back the centre hears from when to when
// nothing was recorded.
func TestARoomNodeWithoutRoomForRecordings(t *testing.T) {
	t.Parallel()
	f, ctx := films(t, onSQLite(t), settings{"ROOM_RECORDINGS_MEGABYTES": "1", "MEDIA_KILOBITS": "3000"})
	f.cut(true)
	time.Sleep(2500 * time.Millisecond) // the grace
	fat := mediatest.Frames()
	for i := range fat {
		fat[i] = append(bytes.Clone(fat[i]), make([]byte, 12_000)...)
	}
	f.publish(mediatest.Options{Frames: fat})
	full := func() bool {
		r := newClient(t, f.node.url).send("GET", "/readyz", nil)
		return strings.Contains(string(r.Body), `"recordings":"down"`)
	}
	eventually(t, "the node says that there is no room", func() bool {
		said, err := os.ReadFile(f.node.out)
		return err == nil && full() && bytes.Contains(said, []byte("the seat is not recorded"))
	})
	n := f.spool(".mp4")
	if n == 0 {
		t.Fatal("nothing was recorded before")
	}
	sheet := f.robot.State().Sheet
	for _, q := range sheet.Questions[:10] {
		if _, err := f.robot.Answer(ctx, q.No, right(t, q)); err != nil {
			t.Fatalf("answering without room for recordings: %v", err)
		}
	}
	if got := f.spool(".mp4"); got > n+1 {
		t.Errorf("%d pieces, %d when it was full", got, n)
	}
	f.cut(false)
	eventually(t, "what was recorded is back, there is room, and the centre knows what is missing", func() bool {
		return f.spool("") == 1 && !full() && f.ev.number(t, "SELECT COUNT(*) FROM recording_segment WHERE node_id <> ''") >= 1 &&
			f.ev.number(t, `SELECT COUNT(*) FROM audit_entry WHERE verb = 'outpost.not_recorded' AND detail LIKE '%"cause":"FULL"%'`) >= 1
	})
	eventually(t, "the people on duty are told", func() bool {
		return f.ev.number(t, "SELECT COUNT(*) FROM incident WHERE kind = 'environment.disk_full' AND sitting_id = ?", f.sitting) >= 1
	})
	if got := f.record(); got.ChainBroken != 0 || len(got.BadFiles) != 0 {
		t.Errorf("%+v", got)
	}
}

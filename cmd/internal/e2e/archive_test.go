package e2e_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/demo"
)

type archived struct {
	ID, Kind, Subject, Title, State, Fault string
	Files, Missing, Part                   int
}

// archives has the archivist make the volumes of the permit and, when the day is over, of the room's day; strangers check them on files alone.
func (s *site) archives(t *testing.T, p *place, room string) {
	t.Helper()
	keeper := s.as("archivist")
	var permit string
	if err := p.db(t).SQL().QueryRow("SELECT id FROM permit WHERE application_id <> ''").Scan(&permit); err != nil {
		t.Fatal(err)
	}
	s.as("issuer").refused(http.MethodPost, "/api/staff/archives", form{"kind": "PERSON", "subject": permit}, "permit.forbidden")
	day := s.clock().Format("2006-01-02")
	keeper.refused(http.MethodPost, "/api/staff/archives", form{"kind": "SESSION", "subject": room + "/" + day}, "archive.today")
	post[archived](keeper, "/api/staff/archives", form{"kind": "PERSON", "subject": permit})
	dir := t.TempDir()
	key := noted(t, filepath.Join(dir, "log.key"), must(t, p.settings, "", "keys", "log"))
	person := s.volume(t, keeper, "PERSON", permit)
	file := s.volumeHolds(t, keeper, dir, key, person)
	holds(t, file, "application/exam.pdf", "application/permit.pdf", "materials/list.pdf", "materials/photo.jpg", "pledges/confirmed.pdf", "hours/record.pdf", "papers/answers-1.pdf",
		"papers/paper-1.sealed", "papers/transcript-1.json", "scores/theory.pdf", "scores/practical.pdf", "decisions/record.pdf", "index.pdf", "manifest.json", "manifest.sig")
	if person.Missing != 1 { // the certificate of a permit that was revoked: none is given out any more
		t.Errorf("missing from the person's volume: %d", person.Missing)
	}
	path := noted(t, filepath.Join(dir, "person.zip"), string(file))
	if said := must(t, p.settings, "", "verify", "archive", "--key", key, "--paper", "papers/paper-1.sealed", path); strings.Count(said, `"Stem"`) != 100 {
		t.Errorf("the sealed paper has %d questions", strings.Count(said, `"Stem"`))
	}
	if bytes.Contains(file, []byte(`"Stem"`)) {
		t.Error("the volume holds questions in clear")
	}
	changed := bytes.Clone(file)
	changed[len(changed)/2] ^= 1
	if said, err := tool(t, settings{"DATA_DIR": t.TempDir()}, "", "verify", "archive", "--key", key, noted(t, path, string(changed))); err == nil || !strings.Contains(said+err.Error(), "不可信") {
		t.Errorf("a changed volume is believed: %s", said)
	}

	s.ahead(24 * time.Hour)
	next := newClient(t, s.url)
	post[none](next, "/api/auth/staff/login", form{"login": "archivist", "password": demo.StaffPassword})
	if due := get[struct{ Count int }](next, "/api/staff/archives/due?kind=SESSION"); due.Count != 1 {
		t.Fatalf("%d days are ripe", due.Count)
	}
	post[struct{ Count int }](next, "/api/staff/archives/due", form{"kind": "SESSION"})
	held := s.volume(t, next, "SESSION", room+"/"+day)
	file = s.volumeHolds(t, next, dir, key, held)
	holds(t, file, "plan/sessions.pdf", "plan/roster.pdf", "records/record-1.pdf", "records/record-1.json", "scores/summary.pdf", "video/index.pdf", "video/index.json")
	list := post[struct {
		ID      string
		Volumes int
	}](next, "/api/staff/archive-handovers", form{"kind": "SESSION", "receiver": "襄阳市档案馆"})
	if r := next.send(http.MethodGet, "/api/staff/archive-handovers/"+list.ID+"/list.xlsx", nil); list.Volumes != 1 || r.Status != http.StatusOK || !bytes.HasPrefix(r.Body, []byte("PK")) {
		t.Errorf("%+v %d", list, r.Status)
	}
}

// volume waits until a subject's volume is made.
func (s *site) volume(t *testing.T, c *client, kind, subject string) archived {
	t.Helper()
	var found archived
	within(t, 3*patience, "the volume of "+subject, func() bool {
		for _, v := range get[list[archived]](c, "/api/staff/archives?kind="+kind).Items {
			if v.Subject == subject {
				found = v
			}
		}
		if found.State == "FAILED" {
			t.Fatalf("%+v", found)
		}
		return found.State == "MADE"
	})
	return found
}

// volumeHolds fetches a volume and has it verified by somebody who has the log's key and nothing else.
func (s *site) volumeHolds(t *testing.T, c *client, dir, key string, v archived) []byte {
	t.Helper()
	c.refused(http.MethodPost, "/api/staff/archives/"+v.ID+"/file", form{"purpose": ""}, "archive.purpose")
	r := c.send(http.MethodPost, "/api/staff/archives/"+v.ID+"/file", form{"purpose": "档案抽查"})
	if r.Status != http.StatusOK {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	path := noted(t, filepath.Join(dir, v.ID+".zip"), string(r.Body))
	if said := must(t, settings{"DATA_DIR": t.TempDir()}, "", "verify", "archive", "--key", key, path); !strings.Contains(said, "档案完整，签名有效") || !strings.Contains(said, v.Title) {
		t.Error(said)
	}
	return r.Body
}

func holds(t *testing.T, file []byte, names ...string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, f := range z.File {
		all[f.Name] = true
	}
	for _, n := range names {
		if !all[n] {
			t.Errorf("the volume has no %s: %v", n, all)
		}
	}
}

package e2e_test

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	exambooking "github.com/suikao/suikao/exam/booking"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/crypt"
	bankstore "github.com/suikao/suikao/questionbank/store"
)

// Promise 12: whoever carries the disk or a backup away reads no number, no phone, no face and no paper, and nothing by which
// a paper could be foreseen. The key file is
// what must not lie beside them; here it does, because the folder is one of a trial installation.
func TestNothingPersonalLiesOpenOnTheDisk(t *testing.T) {
	engines(t, func(t *testing.T, p *place) {
		tmp := t.TempDir()
		srv := serve(t, p.settings.with(settings{"LOG_LEVEL": "debug"}))
		s := visit(t, srv.url, time.Now)
		const who = 11
		c := s.register(who)
		manager := s.as("manager")

		secrets := map[string][]byte{"document number": []byte(s.cards[who].Number)}
		me := get[struct {
			ID string `json:"id"`
		}](c, "/api/candidate/me")
		phone := post[struct{ Number string }](s.as("clerk"), "/api/staff/persons/"+me.ID+"/unmask", form{"field": "PHONE", "reason": "检查磁盘"}).Number
		if len(phone) != 11 {
			t.Fatalf("phone %q", phone)
		}
		secrets["phone"] = []byte(phone)
		read := func(what string, c *client, path string) {
			t.Helper()
			got := c.send(http.MethodGet, path, nil)
			if !got.ok() || len(got.Body) < 1000 {
				t.Fatalf("%s cannot be read back: %s", what, got)
			}
			at := len(got.Body) / 2
			secrets[what] = got.Body[at : at+48] // inside the picture's data, which is its own canary
		}
		read("face", c, "/api/candidate/me/photo")
		app := s.applied(c)
		read("identity document", s.as("clerk"), "/api/staff/applications/"+app.ID+"/files/IDENTITY_DOCUMENT")
		read("education proof", s.as("clerk"), "/api/staff/applications/"+app.ID+"/files/EDUCATION_PROOF")
		today := s.clock().In(china).Format(time.DateOnly)
		auth := post[struct{ ID string }](manager, "/api/staff/rooms/"+s.rooms[0].ID+"/authorizations",
			form{"documentNo": "演示〔2026〕9 号", "issuer": "演示市应急管理局", "mode": "REMOTE", "from": today, "to": today})
		paper := append([]byte("%PDF-1.4\n%"), bytes.Repeat([]byte("CANARY-in-a-paper "), 9000)...)
		call[none](manager, http.MethodPut, "/api/staff/authorizations/"+auth.ID+"/file", paper)
		read("authorization", manager, "/api/staff/authorizations/"+auth.ID+"/file")
		booker := s.candidate(0)
		bk, _, _ := s.book(booker, s.nextSlot(booker, &s.rooms[0], time.Hour))
		s.phoneLot(booker, bk.ID)
		maps.Copy(secrets, p.drawSecrets(t, bk.ID))

		dirs := []string{p.config(t).DataDir, tmp}
		found := search(t, secrets, dirs...) // while it runs: the write-ahead log as well
		must(t, p.settings, "", "backup", "--without-key", filepath.Join(tmp, "all.tar"))
		srv.stop()
		for what, where := range search(t, secrets, dirs...) {
			found[what] = where
		}
		for what, where := range found {
			t.Errorf("the %s can be read in %s", what, where)
		}
		// The search would see them: a plain file is found.
		if err := os.WriteFile(filepath.Join(tmp, "plain"), append([]byte("x"), secrets["face"]...), 0o600); err != nil {
			t.Fatal(err)
		}
		if len(search(t, secrets, dirs...)) != 1 {
			t.Error("the search is blind")
		}
	})
}

// drawSecrets opens what leads to papers that are not drawn yet: the key behind the seeds, as it would lie in a file and by its
// numbers, and the random bytes that were promised to a phone.
func (p *place) drawSecrets(t *testing.T, booking string) map[string][]byte {
	t.Helper()
	ring, err := crypt.Load(p.config(t).KeyFile)
	if err != nil {
		t.Fatal(err)
	}
	ev := p.evidence(t)
	keys, err := bankstore.New(ev.db).DrawKeys(t.Context())
	if err != nil || len(keys) != 1 {
		t.Fatalf("%d keys, %v", len(keys), err)
	}
	der, err := ring.Open("draw.key/"+keys[0].Fingerprint, keys[0].Sealed)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(der)
	private, ok := parsed.(*rsa.PrivateKey)
	if err != nil || !ok || len(private.Primes) != 2 {
		t.Fatalf("%T, %v", parsed, err)
	}
	lot, have, err := examstore.New(ev.db, ring).PhoneLot(t.Context(), exambooking.BookingID(booking), false)
	if err != nil || !have {
		t.Fatal(have, err)
	}
	at := len(der) / 2
	return map[string][]byte{"draw key": der[at : at+48], "draw key as base64": []byte(base64.StdEncoding.EncodeToString(der[300:348])),
		"first prime of the draw key": private.Primes[0].Bytes()[:32], "second prime of the draw key": private.Primes[1].Bytes()[:32],
		"exponent of the draw key": private.D.Bytes()[:32], "random bytes promised to a phone": lot.Random[:]}
}

// search looks for secrets in every file of the folders and says where it found them.
func search(t *testing.T, secrets map[string][]byte, dirs ...string) map[string]string {
	t.Helper()
	found, files := map[string]string{}, 0
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			b, err := os.ReadFile(path)
			files++
			for what, secret := range secrets {
				if bytes.Contains(b, secret) {
					found[what] = path
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 5 {
		t.Fatalf("only %d files were searched", files)
	}
	return found
}

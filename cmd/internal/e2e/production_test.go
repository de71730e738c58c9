package e2e_test

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/testenv"
)

// production is a place made ready as the manual says: certificate, key file, MariaDB, Redis.
func production(t *testing.T) (settings, *x509.CertPool) {
	t.Helper()
	dir := t.TempDir()
	must(t, settings{"DATA_DIR": dir}, "", "cert", "--dir", filepath.Join(dir, "tls"), "127.0.0.1", "localhost")
	key := filepath.Join(dir, "key.json")
	must(t, settings{"DATA_DIR": dir}, "", "keys", "create", key)
	if out, err := tool(t, settings{"DATA_DIR": dir}, "", "keys", "create", key); err == nil {
		t.Errorf("a key file was overwritten: %s", out)
	}
	roots := x509.NewCertPool()
	ca, err := os.ReadFile(filepath.Join(dir, "tls", "room-ca.crt"))
	if err != nil || !roots.AppendCertsFromPEM(ca) {
		t.Fatalf("the room's CA: %v", err)
	}
	address := freeAddress(t)
	return settings{"MODE": "production", "DATA_DIR": filepath.Join(dir, "data"), "LISTEN": address, "PUBLIC_URL": "https://" + address,
		"TLS_CERT": filepath.Join(dir, "tls", "server.crt"), "TLS_KEY": filepath.Join(dir, "tls", "server.key"), "KEY_FILE": key,
		"DATABASE_DSN": testenv.MySQL(t), "REDIS_URL": testenv.Redis(t)}, roots
}

// Production starts with what the manual asks for, and shows the one link with which the first administrator comes in.
func TestProductionStartsAsTheManualSays(t *testing.T) {
	t.Parallel()
	s, roots := production(t)
	if out, err := tool(t, s, "", "serve"); err == nil || !strings.Contains(out, "migrate") {
		t.Errorf("served an empty database: %v %s", err, out)
	}
	must(t, s, "", "migrate")
	if out := must(t, s, "", "migrate"); !strings.Contains(out, "nothing to do") {
		t.Errorf("migrated twice: %s", out)
	}
	p := serve(t, s)
	link := regexp.MustCompile(regexp.QuoteMeta(p.url) + `/console\S*#(\S+)`).FindStringSubmatch(p.said())
	if link == nil {
		t.Fatalf("no link in %s", p.said())
	}
	if strings.Contains(p.said(), "演示") || strings.Contains(p.said(), "suikao-demo") {
		t.Error("production offers demo logins")
	}
	c := newClient(t, p.url)
	c.http.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	for _, path := range []string{"/demo/cards", "/demo/clock", "/demo/bridge/x/sim/card"} {
		if got := c.send("GET", path, nil); got.Err == nil && got.Status != http.StatusNotFound && got.Status != http.StatusMethodNotAllowed && strings.Contains(got.Header.Get("Content-Type"), "json") {
			t.Errorf("%s: %s", path, got)
		}
		if got := c.send("POST", path, form{"seconds": 60}); got.Err != nil || got.ok() {
			t.Errorf("%s: %s", path, got)
		}
	}
	setup := form{"token": link[1], "login": "dingjianguo", "password": strangerPassword,
		"org":    form{"kind": "AUTHORITY", "name": "某某市应急管理局", "region": "420600"},
		"person": form{"name": "丁建国", "education": "BACHELOR", "phone": "13600000000", "document": form{"kind": "ID_CARD", "number": idNumber(1)}}}
	forged := form{}
	for k, v := range setup {
		forged[k] = v
	}
	forged["token"] = strings.Repeat("A", len(link[1]))
	c.refused("POST", "/api/auth/setup", forged, "auth.link")
	got := c.send("POST", "/api/auth/setup", setup)
	if !got.ok() {
		t.Fatalf("setup: %s", got)
	}
	for _, cookie := range got.Header.Values("Set-Cookie") {
		if !strings.Contains(cookie, "Secure") || strings.HasPrefix(cookie, "sk_staff") && !strings.Contains(cookie, "HttpOnly") {
			t.Errorf("cookie %s", cookie)
		}
	}
	if got.Header.Get("Strict-Transport-Security") == "" || got.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("heads %v", got.Header)
	}
	c.refused("POST", "/api/auth/setup", setup, "auth.link")
	if me := get[struct{ Login string }](c, "/api/staff/me"); me.Login != "dingjianguo" {
		t.Errorf("%+v", me)
	}
	// the first administrator makes the second, who gives rights; nobody gives them to himself
	me := get[struct{ ID string }](c, "/api/staff/me")
	c.refused("POST", "/api/staff/accounts/"+me.ID+"/grants", form{"role": "EXAM_MANAGER", "org": get[list[struct{ ID string }]](c, "/api/staff/orgs").Items[0].ID}, "people.forbidden", "account.self")
	p.stop()
	if out := must(t, s, "", "audit", "verify"); !strings.Contains(out, "hold") {
		t.Error(out)
	}
	if _, plain := http.Get("http://" + strings.TrimPrefix(p.url, "https://") + "/readyz"); plain == nil {
		t.Error("plain http is answered")
	}
}

// Production refuses to start with anything less, and names every setting that is wrong.
func TestProductionRefusesToStart(t *testing.T) {
	t.Parallel()
	good, _ := production(t)
	open := filepath.Join(t.TempDir(), "open.json")
	b, err := os.ReadFile(good["KEY_FILE"])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(open, b, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		with settings
		want string
	}{
		"no database":          {settings{"DATABASE_DSN": ""}, "database.dsn"},
		"SQLite":               {settings{"DATABASE_DSN": "sqlite:/tmp/x.db"}, "database.dsn"},
		"weak database secret": {settings{"DATABASE_DSN": "suikao:suikao-password@tcp(127.0.0.1:3306)/suikao"}, "database.dsn"},
		"no database secret":   {settings{"DATABASE_DSN": "suikao@tcp(127.0.0.1:3306)/suikao"}, "database.dsn"},
		"no Redis":             {settings{"REDIS_URL": ""}, "redis.url"},
		"memory for Redis":     {settings{"REDIS_URL": "memory:"}, "redis.url"},
		"weak Redis secret":    {settings{"REDIS_URL": "redis://:changeme1234@127.0.0.1:6379/0"}, "redis.url"},
		"no key file":          {settings{"KEY_FILE": ""}, "key_file"},
		"a missing key file":   {settings{"KEY_FILE": "/nonexistent/key.json"}, "key_file"},
		"an open key file":     {settings{"KEY_FILE": open}, "key_file"},
		"no public address":    {settings{"PUBLIC_URL": ""}, "public_url"},
		"plain public address": {settings{"PUBLIC_URL": "http://exam.example.cn"}, "public_url"},
		"demo data":            {settings{"DEMO": "1"}, "demo"},
		"half a certificate":   {settings{"TLS_KEY": ""}, "tls"},
		"no TLS beyond here":   {settings{"LISTEN": "0.0.0.0:0", "TLS_KEY": "", "TLS_CERT": ""}, "tls"},
		"a slip of the pen":    {settings{"REDIS_URI": "unix:///x"}, "SUIKAO_REDIS_URL"},
	} {
		t.Run(name, func(t *testing.T) {
			s := good.with(x.with)
			for k, v := range s {
				if v == "" && (k == "DATABASE_DSN" || k == "REDIS_URL") {
					delete(s, k)
				}
			}
			out, err := tool(t, s, "", "serve")
			if err == nil || !strings.Contains(out, x.want) {
				t.Errorf("%v: %s", err, out)
			}
			for _, secret := range []string{"suikao-password", "changeme1234"} {
				if strings.Contains(out, secret) {
					t.Errorf("the refusal tells the secret: %s", out)
				}
			}
		})
	}
}

// Demo logins are known to everybody: refused on any address that others reach.
func TestDemoStaysOnThisMachine(t *testing.T) {
	t.Parallel()
	_, port, err := net.SplitHostPort(freeAddress(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]settings{
		"everywhere":             {"LISTEN": "0.0.0.0:" + port, "DEMO": "1"},
		"behind a proxy":         {"TRUSTED_PROXIES": "10.0.0.1", "DEMO": "1"},
		"under a public address": {"PUBLIC_URL": "https://exam.example.cn", "DEMO": "1"},
	} {
		s["DATA_DIR"] = filepath.Join(t.TempDir(), "data")
		for _, command := range []string{"serve", "seed"} {
			if out, err := tool(t, s, "", command); err == nil || !strings.Contains(out, "demo") {
				t.Errorf("%s: %s: %v %s", name, command, err, out)
			}
		}
		if _, err := os.Stat(filepath.Join(s["DATA_DIR"], "suikao.db")); err == nil {
			t.Errorf("%s: a database was made", name)
		}
	}
	// left to itself, such a program starts without demo data
	p := serve(t, settings{"LISTEN": "0.0.0.0:" + port, "DATA_DIR": filepath.Join(t.TempDir(), "data")})
	if out := p.said(); strings.Contains(out, "suikao-demo") || !strings.Contains(out, "No administrator exists yet") {
		t.Errorf("%s", out)
	}
	x := newClient(t, p.url)
	for _, r := range []reply{x.send("GET", "/demo/cards", nil), x.send("POST", "/demo/clock", form{"seconds": 60})} {
		if r.Err != nil || strings.Contains(string(r.Body), "ahead") || strings.Contains(string(r.Body), "docKind") {
			t.Errorf("%s", r)
		}
	}
	x.refused("POST", "/api/auth/staff/login", form{"login": "admin", "password": "suikao-demo-2026"}, "auth.login")
	if about := get[struct{ Demo bool }](x, "/api/public/about"); about.Demo {
		t.Error("it says that it is a demo")
	}
	// and a database full of demo people is not served to others
	out, err := tool(t, onSQLite(t).settings.with(settings{"LISTEN": "0.0.0.0:" + port}), "", "serve")
	if err == nil || !strings.Contains(out, "demo") {
		t.Errorf("the demo database is served to the world: %v %s", err, out)
	}
}

package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/internal/crypt"
)

func load(t *testing.T, yaml string, env ...string) (*config.Config, error) {
	t.Helper()
	file := ""
	if yaml != "" {
		file = filepath.Join(t.TempDir(), "suikao.yaml")
		if err := os.WriteFile(file, []byte(yaml), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return config.Load(file, env)
}

func good(t *testing.T, yaml string, env ...string) *config.Config {
	t.Helper()
	c, err := load(t, yaml, env...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// bad wants exactly these problems, each named by a piece of its text.
func bad(t *testing.T, what, yaml string, env []string, want ...string) {
	t.Helper()
	_, err := load(t, yaml, env...)
	p, _ := err.(config.Problems) //nolint:errorlint // Load promises the type itself
	if len(p) != len(want) {
		t.Errorf("%s: %d problems, want %d:\n%v", what, len(p), len(want), err)
		return
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%s: %q is not among\n%v", what, w, err)
		}
	}
}

func TestDefaults(t *testing.T) {
	c := good(t, "", "PATH=/bin", "SUIKAO_TEST_REQUIRE=mysql")
	if c.Production() || c.Listen != "127.0.0.1:8080" || c.Database.DSN != "sqlite:data/suikao.db" || c.Redis.URL != "memory:" ||
		c.Blob.Dir != "data/blobs" || c.KeyFile != "data/key.json" || c.PublicURL != "http://127.0.0.1:8080" || !c.DemoData() {
		t.Errorf("%+v", c)
	}
	if c.Room.Hold != 10*time.Minute || c.Session.Absolute != 12*time.Hour {
		t.Errorf("%+v", c)
	}
}

func TestFileThenEnvironment(t *testing.T) {
	yaml := "listen: 127.0.0.1:9000\nsession:\n  idle: 10m\n  absolute: 8h\ntls:\ntrusted_proxies: [10.0.0.1, 10.1.0.0/16]\nroom: {hold: 5m}\nblob:\n  s3:\n    plain: true\n"
	c := good(t, yaml, "SUIKAO_SESSION_IDLE=20m", "SUIKAO_LIMITS_VERIFY_PER_MINUTE=3", "DEMO=0")
	if c.Listen != "127.0.0.1:9000" || c.Session.Idle != 20*time.Minute || c.Session.Absolute != 8*time.Hour || c.Room.Hold != 5*time.Minute ||
		c.Limits.VerifyPerMinute != 3 || c.Demo != "0" || !c.Blob.S3.Plain || len(c.TrustedProxies) != 2 || c.TrustedProxies[1].String() != "10.1.0.0/16" {
		t.Errorf("%+v", c)
	}
	file := filepath.Join(t.TempDir(), "named.yaml")
	if err := os.WriteFile(file, []byte("role: web\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c := good(t, "", "SUIKAO_CONFIG="+file); c.Role != "web" {
		t.Error("SUIKAO_CONFIG is not read")
	}
	good(t, "# nothing but a comment\n")
}

func TestUnknownKeysNameTheNearest(t *testing.T) {
	bad(t, "file", "sesion:\n  idle: 1m\nsession:\n  idel: 1m\nidle: 2m\ntls:\n  certificate: x\n", nil,
		"line 1: sesion is not a setting; did you mean session?", "line 4: session.idel is not a setting; did you mean session.idle?",
		"line 5: idle is not a setting; did you mean session.idle?", "line 7: tls.certificate is not a setting")
	bad(t, "environment", "", []string{"SUIKAO_LISEN=x", "SUIKAO_REDIS=redis://h:1", "SUIKAO_QQQQQQQQQ=1"},
		"SUIKAO_LISEN is not a setting; did you mean SUIKAO_LISTEN?", "SUIKAO_REDIS is not a setting; did you mean SUIKAO_REDIS_URL?", "SUIKAO_QQQQQQQQQ is not a setting")
}

func TestValuesOfTheWrongForm(t *testing.T) {
	bad(t, "all at once", "mode: produktion\nroom:\n  hold: 5\nlimits: {verify_per_minute: many}\nblob: {s3: {plain: perhaps}}\ntrusted_proxies: [10.0.0.0/99]\nlog: text\nlisten: [a, b]\ndata_dir: {x: 1}\n",
		[]string{"SUIKAO_LOG_LEVEL=loud", "SUIKAO_TRUSTED_PROXIES=0.0.0.0/0", "SUIKAO_DEMO=maybe"},
		"line 1: mode", "line 3: room.hold", "line 4: limits.verify_per_minute", "line 5: blob.s3.plain", "line 6: trusted_proxies", "line 7: want keys",
		"line 8: listen takes one value", "line 9: data_dir takes one value", "SUIKAO_LOG_LEVEL", "SUIKAO_TRUSTED_PROXIES", "SUIKAO_DEMO")
	bad(t, "twice", "listen: 127.0.0.1:1\nlisten: 127.0.0.1:2\n", nil, "line 2: listen stands there twice")
	bad(t, "two documents", "role: web\n---\nrole: all\n", nil, "more than one document")
	bad(t, "not YAML", "a: [\n", nil, "suikao.yaml")
	bad(t, "no mapping", "- a\n", nil, "line 1: want keys")
	bad(t, "no file", "", []string{"SUIKAO_CONFIG=/does/not/exist"}, "/does/not/exist")
}

func TestRanges(t *testing.T) {
	bad(t, "times", "session: {idle: 13h, absolute: 12h}\n", nil, "session.idle")
	bad(t, "numbers", "session: {absolute: 800h}\nroom: {hold: 1s}\n"+
		"limits: {frames_per_second: 0, verify_per_minute: -1}\ndatabase: {max_open: -1, timeout: 1s, conn_lifetime: 1s}\n", nil,
		"session.absolute", "room.hold",
		"limits.frames_per_second", "limits.verify_per_minute", "database.max_open", "database.timeout", "database.conn_lifetime")
	bad(t, "addresses", "listen: 8080\npublic_url: exam.example.cn\nmetrics: {listen: \"x:99999\"}\ndatabase: {dsn: somewhere}\nredis: {url: \"localhost:6379\"}\nblob: {s3: {endpoint: \"https://s3\"}}\n", nil,
		"listen: \"8080\"", "public_url", "metrics.listen", "database.dsn", "redis.url", "blob.s3.endpoint", "blob.s3.bucket", "blob.s3.access_key", "blob.s3.secret_key")
	bad(t, "open gateway", "sms: {kind: http, url: \"http://sms.example.cn/send\"}\n", nil, "sms.url")
	bad(t, "no folder", "data_dir: \"\"\n", nil, "data_dir")
	bad(t, "half a certificate", "tls: {cert: x}\n", nil, "tls: cert and key belong together")
	bad(t, "no certificate", "tls: {cert: /none, key: /none}\n", nil, "tls: open /none")
	bad(t, "same address", "metrics: {listen: \"127.0.0.1:8080\"}\n", nil, "metrics.listen")
}

func TestDemoStaysOnLoopback(t *testing.T) {
	for what, c := range map[string]struct {
		env  []string
		demo bool
	}{
		"default":           {nil, true},
		"localhost":         {[]string{"SUIKAO_LISTEN=localhost:80"}, true},
		"IPv6":              {[]string{"SUIKAO_LISTEN=[::1]:80"}, true},
		"off":               {[]string{"DEMO=0"}, false},
		"off in words":      {[]string{"DEMO=false"}, false},
		"all addresses":     {[]string{"SUIKAO_LISTEN=:8080", "SUIKAO_PUBLIC_URL=http://localhost:8080"}, false},
		"zero address":      {[]string{"SUIKAO_LISTEN=0.0.0.0:8080"}, false},
		"the network":       {[]string{"SUIKAO_LISTEN=192.168.1.2:8080"}, false},
		"behind a proxy":    {[]string{"SUIKAO_TRUSTED_PROXIES=127.0.0.1"}, false},
		"public name":       {[]string{"SUIKAO_PUBLIC_URL=https://exam.example.cn"}, false},
		"looks like a loop": {[]string{"SUIKAO_LISTEN=127.0.0.1.example.cn:80"}, false},
	} {
		if got := good(t, "", c.env...).DemoData(); got != c.demo {
			t.Errorf("%s: demo data %v", what, got)
		}
		if !c.demo && !strings.HasPrefix(what, "off") {
			bad(t, what+" with DEMO=1", "", append(c.env, "DEMO=1"), "demo: demo logins")
		}
	}
	if !good(t, "", "DEMO=1").DemoData() {
		t.Error("DEMO=1 on loopback is refused")
	}
	if c := good(t, "", "DEMO=1", "SUIKAO_DEMO=0"); c.DemoData() {
		t.Error("the short name wins over the long one")
	}
}

// production returns an environment that production accepts, with changes.
func production(t *testing.T, change ...string) []string {
	t.Helper()
	keyFile := filepath.Join(t.TempDir(), "key.json")
	if _, err := crypt.Create(keyFile); err != nil {
		t.Fatal(err)
	}
	env := []string{"SUIKAO_MODE=production", "SUIKAO_DATABASE_DSN=suikao:wR7-kq2-Zp9-tt@tcp(db:3306)/suikao", "SUIKAO_REDIS_URL=redis://:Nn4-xc8-Vb1-ww@redis:6379",
		"SUIKAO_KEY_FILE=" + keyFile, "SUIKAO_PUBLIC_URL=https://exam.example.cn/"}
	return append(env, change...)
}

func TestProduction(t *testing.T) {
	c := good(t, "", production(t)...)
	if !c.Production() || c.DemoData() || c.PublicURL != "https://exam.example.cn" {
		t.Errorf("%+v", c)
	}
	good(t, "", production(t, "SUIKAO_DATABASE_DSN=root@unix(/run/mysqld.sock)/suikao", "SUIKAO_REDIS_URL=unix:///run/redis.sock")...)
	good(t, "", production(t, "SUIKAO_REDIS_URL=redis+sentinel://:Nn4-xc8-Vb1-ww@a:26379,b:26379/suikao")...)
	good(t, "", production(t, "SUIKAO_LISTEN=:443", "SUIKAO_TRUSTED_PROXIES=10.0.0.9")...)
	bad(t, "nothing set", "mode: production\n", nil, "database.dsn: production needs MySQL", "redis.url: production needs Redis", "key_file: production needs one", "public_url: production needs https")
	for what, c := range map[string]struct{ change, want string }{
		"demo":               {"DEMO=1", "refused in production"},
		"plain http":         {"SUIKAO_LISTEN=:80", "tls: production"},
		"http address":       {"SUIKAO_PUBLIC_URL=http://exam.example.cn", "public_url"},
		"no db password":     {"SUIKAO_DATABASE_DSN=root@tcp(db:3306)/suikao", "database.dsn: has no password"},
		"short db password":  {"SUIKAO_DATABASE_DSN=root:x7-Kq@tcp(db:3306)/suikao", "database.dsn: the password is shorter"},
		"known db password":  {"SUIKAO_DATABASE_DSN=root:Password12345@tcp(db:3306)/suikao", "database.dsn: the password is made of"},
		"no redis password":  {"SUIKAO_REDIS_URL=redis://redis:6379", "redis.url: has no password"},
		"known redis one":    {"SUIKAO_REDIS_URL=redis://:suikao-changeme@redis:6379", "redis.url: the password is made of"},
		"short redis one":    {"SUIKAO_REDIS_URL=redis+cluster://:x7-Kq@a:6379,b:6379", "redis.url: the password is shorter"},
		"key file missing":   {"SUIKAO_KEY_FILE=/none/key.json", "key_file: key file: stat /none"},
		"sqlite":             {"SUIKAO_DATABASE_DSN=sqlite:x.db", "database.dsn: production needs MySQL"},
		"percent password":   {"SUIKAO_REDIS_URL=redis://:%61dmin%31%32345678@redis:6379", "redis.url: the password is made of"},
		"database not named": {"SUIKAO_DATABASE_DSN=suikao:wR7-kq2-Zp9-tt@tcp(db:3306)/", "database.dsn"},
	} {
		bad(t, what, "", production(t, c.change), c.want)
	}
	bad(t, "S3", "", production(t, "SUIKAO_BLOB_S3_ENDPOINT=s3:9000", "SUIKAO_BLOB_S3_BUCKET=b", "SUIKAO_BLOB_S3_ACCESS_KEY=minioadmin", "SUIKAO_BLOB_S3_SECRET_KEY=minioadmin1234"), "blob.s3.secret_key")
	open := filepath.Join(t.TempDir(), "key.json")
	if _, err := crypt.Create(open); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	bad(t, "key file for all to read", "", production(t, "SUIKAO_KEY_FILE="+open), "has mode 0644")
}

func TestNoSecretIsShown(t *testing.T) {
	const secret = "wR7-kq2@Zp9:tt"
	env := production(t, "SUIKAO_DATABASE_DSN=suikao:"+secret+"@tcp(db:3306)/suikao?x=1", "SUIKAO_BLOB_S3_SECRET_KEY="+secret,
		"SUIKAO_REDIS_URL=redis+sentinel://u:wR7-kq2%40Zp9%3Att@a:26379/m?sentinel_password=wR7-kq2")
	d := good(t, "", env...).Dump()
	for _, piece := range []string{"wR7", "kq2", "Zp9"} {
		if strings.Contains(d, piece) {
			t.Errorf("%s shows in\n%s", piece, d)
		}
	}
	for _, line := range []string{"database.dsn = suikao:…@tcp(db:3306)/suikao?…\n", "redis.url = redis+sentinel://u:…@a:26379/m?…\n", "blob.s3.secret_key = (set)\n", "session.idle = 30m0s\n", "mode = production\n"} {
		if !strings.Contains(d, line) {
			t.Errorf("missing %q in\n%s", line, d)
		}
	}
	_, err := load(t, "blob:\n  s3:\n    secret_key: [wR7-kq2]\n", "SUIKAO_DATABASE_DSN=a:wR7-kq2@nowhere", "SUIKAO_REDIS_URL=redis//:wR7-kq2@h")
	if err == nil || strings.Contains(err.Error(), "kq2") {
		t.Errorf("a secret shows in an error: %v", err)
	}
}

// A setting that cannot be read from the environment, or has no paragraph in the manual, is found here.
func TestEveryFieldIsASetting(t *testing.T) {
	var check func(typ reflect.Type)
	check = func(typ reflect.Type) {
		for f := range typ.Fields() {
			if f.Tag.Get("yaml") == "" {
				t.Errorf("%s.%s has no key", typ.Name(), f.Name)
			}
			if f.Type.Kind() == reflect.Struct {
				check(f.Type)
			}
			name := strings.ToLower(f.Name)
			if (strings.Contains(name, "secret") || strings.Contains(name, "password") || name == "dsn") && f.Tag.Get("secret") == "" {
				t.Errorf("%s.%s would be dumped", typ.Name(), f.Name)
			}
		}
	}
	check(reflect.TypeFor[config.Config]())
	src, err := os.ReadFile("config.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(src), "\n")
	for i, l := range lines {
		if strings.Contains(l, "`yaml:") && !strings.HasPrefix(strings.TrimSpace(lines[i-1]), "// ") {
			t.Errorf("config.go:%d has no paragraph above it", i+1)
		}
	}
}

// TestTheShippedExampleIsUnderstood reads the example of deploy as production would; only the key file is not here.
func TestTheShippedExampleIsUnderstood(t *testing.T) {
	_, err := config.Load("../../../deploy/suikao.example.yaml", []string{"SUIKAO_DATABASE_DSN=suikao:hF7-kk2_pQ9xZ1@tcp(db:3306)/suikao",
		"SUIKAO_REDIS_URL=redis://:hF7-kk2_pQ9xZ1@redis:6379/0"})
	var p config.Problems
	if !errors.As(err, &p) || len(p) != 1 || !strings.HasPrefix(p[0], "key_file") {
		t.Errorf("%v", err)
	}
}

func TestWhereCamerasAreTaken(t *testing.T) {
	for what, c := range map[string]struct {
		yaml          string
		cameras       bool
		udp, tcp, dir string
	}{
		"on loopback any port":     {"", true, "127.0.0.1:0", "127.0.0.1:0", "data/media"},
		"beyond it a fixed one":    {"listen: 0.0.0.0:8080\ndemo: 0\npublic_url: https://exam.example.cn\n", true, ":8189", ":8189", "data/media"},
		"a web node without media": {"role: web\n", false, "127.0.0.1:0", "127.0.0.1:0", "data/media"},
		"a web node with one":      {"role: web\nmedia: {url: \"https://media.example.cn:8443/\"}\n", true, "127.0.0.1:0", "127.0.0.1:0", "data/media"},
		"no TCP":                   {"media: {udp: \"10.0.0.1:9\", tcp: \"off\", spool: /s}\n", true, "10.0.0.1:9", "", "/s"},
		"off":                      {"media: {cameras: \"off\"}\n", false, "127.0.0.1:0", "127.0.0.1:0", "data/media"},
	} {
		got := good(t, c.yaml)
		if got.Cameras() != c.cameras || got.Media.UDP != c.udp || got.Media.TCP != c.tcp || got.Media.Spool != c.dir || strings.HasSuffix(got.Media.URL, "/") {
			t.Errorf("%s: %+v", what, got.Media)
		}
	}
	bad(t, "what cannot be", "media: {udp: \"[::1]:5\", tcp: host:5, url: \"http://media.example.cn\", addresses: [10.0.0.0/8], segment_for: 1s, kilobits: 1, max_publishers: 0}\n", nil,
		"media.udp", "media.tcp", "media.url", "media.addresses", "media.segment_for", "media.kilobits", "media.max_publishers")
}

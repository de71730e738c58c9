package config

import (
	"crypto/tls"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/kv"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/oncall"
)

// derive fills in what is empty and follows from other settings.
func (c *Config) derive() {
	set := func(p *string, v string) {
		if *p == "" {
			*p = v
		}
	}
	set(&c.Database.DSN, "sqlite:"+filepath.Join(c.DataDir, "suikao.db"))
	set(&c.Blob.Dir, filepath.Join(c.DataDir, "blobs"))
	c.Room.Centre = strings.TrimRight(c.Room.Centre, "/")
	c.deriveMedia()
	if c.Role == "room" {
		set(&c.KeyFile, filepath.Join(c.DataDir, "key.json"))
	}
	if c.Mode != "production" {
		set(&c.KeyFile, filepath.Join(c.DataDir, "key.json"))
		scheme := "http://"
		if c.TLS.Cert != "" {
			scheme = "https://"
		}
		set(&c.PublicURL, scheme+c.Listen)
	}
	c.PublicURL = strings.TrimRight(c.PublicURL, "/")
}

// deriveMedia fills in where cameras are taken.
func (c *Config) deriveMedia() {
	m := &c.Media
	m.URL = strings.TrimRight(m.URL, "/")
	if m.Spool == "" {
		m.Spool = filepath.Join(c.DataDir, "media")
	}
	if m.UDP == "" && Loopback(c.Listen) {
		m.UDP = "127.0.0.1:0"
	} else if m.UDP == "" {
		m.UDP = ":8189"
	}
	switch m.TCP {
	case "":
		m.TCP = m.UDP
	case "off":
		m.TCP = ""
	}
	if m.Cameras == "auto" {
		m.Cameras = "off"
		if c.Role == "all" || c.Role == "media" || c.Role == "room" || c.Role == "web" && m.URL != "" {
			m.Cameras = "on"
		}
	}
}

// checkMedia holds the ports of cameras to what the media server can take.
func (c *Config) checkMedia(p *Problems) {
	m := c.Media
	for name, a := range map[string]string{"media.udp": m.UDP, "media.tcp": m.TCP} {
		if name == "media.tcp" && a == "" {
			continue
		}
		host, port, err := net.SplitHostPort(a)
		n, perr := strconv.Atoi(port)
		if ip, ierr := netip.ParseAddr(host); err != nil || perr != nil || n < 0 || n > 65535 || host != "" && (ierr != nil || !ip.Is4()) {
			p.add("%s: %q is not an IPv4 address with a port", name, a)
		}
	}
	for _, a := range m.Addresses {
		if !a.Addr().Is4() || !a.IsSingleIP() {
			p.add("media.addresses: %s is not an IPv4 address", a)
		}
	}
	for name, a := range map[string]string{"media.turn.listen": m.Turn.Listen, "media.turn.tls_listen": m.Turn.TLSListen} {
		host, port, err := net.SplitHostPort(a)
		n, perr := strconv.Atoi(port)
		if ip, ierr := netip.ParseAddr(host); a != "" && (err != nil || perr != nil || n < 0 || n > 65535 || host != "" && (ierr != nil || !ip.Is4())) {
			p.add("%s: %q is not an IPv4 address with a port", name, a)
		}
	}
	for _, u := range m.Turn.List() {
		if !strings.HasPrefix(u, "turn:") && !strings.HasPrefix(u, "turns:") {
			p.add("media.turn.urls: %q does not begin with turn: or turns:", u)
		}
	}
	for _, c := range strings.Fields(m.RoomCameras) {
		if room, at, ok := strings.Cut(c, "="); !ok || len(room) != 26 || !slices.Contains([]string{"rtsp", "rtsps", "onvif", "onvifs"}, schemeOf(at)) {
			p.add("media.room_cameras: want ROOM=rtsp://host/path or ROOM=onvif://host for each, ROOM being the room's id")
		}
	}
	if m.URL != "" {
		u, err := url.Parse(m.URL)
		if err != nil || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil || u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
			p.add("media.url: want https://host, or http:// on loopback; the tokens of seats travel to it")
		}
	}
}

// schemeOf is what stands before ://; empty where nothing does.
func schemeOf(address string) string {
	scheme, _, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	return scheme
}

// List is what URLs names.
func (t Turn) List() []string {
	return strings.FieldsFunc(t.URLs, func(r rune) bool { return r == ',' || r == ' ' })
}

// Cameras reports whether seats publish their cameras.
func (c *Config) Cameras() bool { return c.Media.Cameras == "on" }

// Production reports whether the strict rules hold.
func (c *Config) Production() bool { return c.Mode == "production" }

// DemoData reports whether an empty database is filled with demo data and demo logins.
func (c *Config) DemoData() bool {
	return c.Demo == "1" || c.Demo == "auto" && !c.Production() && c.local()
}

// local reports whether only this machine reaches the program.
func (c *Config) local() bool {
	u, err := url.Parse(c.PublicURL)
	return Loopback(c.Listen) && err == nil && isLoopback(u.Hostname()) && len(c.TrustedProxies) == 0
}

// Loopback reports whether an address host:port is reached from this machine only.
func Loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	return err == nil && isLoopback(host)
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}

// check adds everything that is wrong to p.
func (c *Config) check(p *Problems) {
	c.checkAddresses(p)
	c.checkTLS(p)
	c.checkStores(p)
	c.checkNumbers(p)
	c.checkMedia(p)
	if c.SMS.Kind == "http" {
		u, err := url.Parse(c.SMS.URL)
		if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
			p.add("sms.url: want https://…, or http:// on loopback; phone numbers travel to it")
		}
	}
	if e := c.Permits.Seal; e.Certificate != "" {
		u, err := url.Parse(e.Service)
		switch {
		case (e.Key == "") == (e.Service == ""):
			p.add("permits.seal: want a key or a service, one of them")
		case e.Service != "" && (e.Credential == "" || e.Token == ""):
			p.add("permits.seal: a service needs credential and token")
		case e.Service != "" && (err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname()))):
			p.add("permits.seal.service: want https://…, or http:// on loopback")
		}
	} else if e != (Seal{}) {
		p.add("permits.seal.certificate: nothing is sealed without it")
	}
	if y := c.Archive.KeepYears; y < 1 || y > 100 {
		p.add("archive.keep_years: want 1 to 100")
	}
	if o := c.Transparency.Origin; strings.ContainsAny(o, " +\t\n") {
		p.add("transparency.origin: no spaces and no +")
	}
	if _, _, ok := c.SMS.Quiet(); !ok {
		p.add("sms.quiet_from, sms.quiet_to: want hours like 21:00 and 08:00")
	}
	if _, ok := c.Webhooks.PortList(); !ok {
		p.add("webhooks.ports: want ports like 443, 8443")
	}
	if _, ok := c.Offered(); !ok {
		p.add("languages: want some of mn-Mong, bo, ug, kk-Arab, ko, en, each once, with commas between")
	}
	if c.Demo == "1" && c.Production() {
		p.add("demo: demo logins are known to everybody and are refused in production")
	} else if c.Demo == "1" && !c.local() {
		p.add("demo: demo logins are known to everybody and are refused beyond loopback; set listen and public_url to 127.0.0.1 and no trusted_proxies, or DEMO=0")
	}
	if c.Role == "room" {
		c.checkRoom(p)
	} else if c.Production() {
		c.checkProduction(p)
	}
}

// checkRoom holds a node inside a room to what it needs: its own SQLite file, and a centre that nobody listens in on.
func (c *Config) checkRoom(p *Problems) {
	if d, err := sqldb.ParseDSN(c.Database.DSN); err == nil && d.Engine != sqldb.SQLite {
		p.add("database.dsn: a room node keeps its sittings in an SQLite file of its own")
	}
	u, err := url.Parse(c.Room.Centre)
	if err != nil || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil || u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
		p.add("room.centre: want https://host of the centre, or http:// on loopback")
	}
	if o := c.Room.OnCall; o.URL != "" {
		if err := (oncall.Config{URL: o.URL, Token: o.Token, Via: o.Via}).Check(); err != nil {
			p.add("room.on_call: %v", err)
		}
	}
	// A piece of a recording travels whole: sound and the boxes of the file come on top.
	if most := c.Media.SegmentFor.Seconds() * float64(c.Media.Kilobits+100) * 125 * 1.3; most > 64<<20 {
		p.add("media.segment_for: with media.kilobits a room node's pieces would be larger than 64 MB; make it shorter")
	}
	if m := c.Room.Mirror; m.Peer != "" {
		u, err := url.Parse(m.Peer)
		if err != nil || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil || u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
			p.add("room.mirror.peer: want https://host of the other node, or http:// on loopback")
		}
		if len(m.Secret) < 32 {
			p.add("room.mirror.secret: is shorter than 32 characters")
		}
	}
	if c.Production() && c.TLS.Cert == "" && len(c.TrustedProxies) == 0 && !Loopback(c.Listen) {
		p.add("tls: production does not serve plain http beyond loopback; set tls.cert and tls.key (suikao cert makes them for a room)")
	}
}

func (c *Config) checkAddresses(p *Problems) {
	for name, a := range map[string]string{"listen": c.Listen, "metrics.listen": c.Metrics.Listen} {
		if a == "" && name != "listen" {
			continue
		}
		_, port, err := net.SplitHostPort(a)
		n, perr := strconv.Atoi(port)
		if err != nil || perr != nil || n < 0 || n > 65535 {
			p.add("%s: %q is not host:port", name, a)
		}
	}
	if c.Metrics.Listen != "" && c.Metrics.Listen == c.Listen {
		p.add("metrics.listen: is the same address as listen; leave it empty for that")
	}
	if c.DataDir == "" {
		p.add("data_dir: is empty")
	}
	if c.PublicURL == "" {
		return // production says that it is missing
	}
	u, err := url.Parse(c.PublicURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.Path != "" || u.RawQuery != "" || u.User != nil || u.Fragment != "" {
		p.add("public_url: want https://host without a path")
	}
}

func (c *Config) checkTLS(p *Problems) {
	switch {
	case (c.TLS.Cert == "") != (c.TLS.Key == ""):
		p.add("tls: cert and key belong together, and one of them is empty")
	case c.TLS.Cert != "":
		if _, err := tls.LoadX509KeyPair(c.TLS.Cert, c.TLS.Key); err != nil {
			p.add("tls: %v", err)
		}
	}
}

func (c *Config) checkStores(p *Problems) {
	if _, err := sqldb.ParseDSN(c.Database.DSN); err != nil {
		p.add("database.dsn: %v", err)
	}
	if err := kv.Check(c.Redis.URL); err != nil {
		p.add("redis.url: %v", err)
	}
	s := c.Blob.S3
	if s.Endpoint == "" {
		return
	}
	if strings.Contains(s.Endpoint, "/") {
		p.add("blob.s3.endpoint: want host or host:port, without https:// and path")
	}
	for name, v := range map[string]string{"bucket": s.Bucket, "access_key": s.AccessKey, "secret_key": s.SecretKey} {
		if v == "" {
			p.add("blob.s3.%s: is empty", name)
		}
	}
}

func (c *Config) checkNumbers(p *Problems) {
	type span struct {
		name     string
		d        time.Duration
		min, max time.Duration
	}
	for _, s := range []span{
		{"session.idle", c.Session.Idle, time.Minute, c.Session.Absolute},
		{"session.absolute", c.Session.Absolute, time.Minute, kv.MaxSession},
		{"room.hold", c.Room.Hold, time.Minute, 24 * time.Hour},
		{"room.uplink_grace", c.Room.UplinkGrace, 2 * time.Second, 10 * time.Minute},
		{"room.paper_window", c.Room.PaperWindow, time.Minute, 24 * time.Hour},
		{"room.mirror.wait", c.Room.Mirror.Wait, 50 * time.Millisecond, 5 * time.Second},
		{"room.mirror.take_over", c.Room.Mirror.TakeOver, 3 * time.Second, time.Minute},
		{"room.prepare_ahead", c.Room.PrepareAhead, time.Hour, 72 * time.Hour},
		{"room.recordings.keep_for", c.Room.Recordings.KeepFor, time.Hour, 8760 * time.Hour},
		{"media.segment_for", c.Media.SegmentFor, 2 * time.Second, 10 * time.Minute},
		{"media.objects_every", c.Media.ObjectsEvery, time.Second, 10 * time.Minute},
		{"database.conn_lifetime", c.Database.ConnLifetime, 10 * time.Second, 24 * time.Hour},
		{"database.timeout", c.Database.Timeout, 2 * time.Second, 5 * time.Minute},
		{"database.patience", c.Database.Patience, 100 * time.Millisecond, time.Minute},
	} {
		if s.d < s.min || s.d > s.max {
			p.add("%s: %s is not between %s and %s", s.name, s.d, s.min, s.max)
		}
	}
	type number struct {
		name        string
		n, min, max int
	}
	for _, n := range []number{
		{"database.max_open", c.Database.MaxOpen, 0, 1000},
		{"room.recordings.megabytes", c.Room.Recordings.Megabytes, 1, 10_000_000},
		{"room.recordings.kilobits", c.Room.Recordings.Kilobits, 0, 10_000_000},
		{"media.kilobits", c.Media.Kilobits, 50, 10_000},
		{"media.max_publishers", c.Media.MaxPublishers, 1, 5000},
		{"limits.frames_per_second", c.Limits.FramesPerSecond, 5, 1000},
		{"limits.verify_per_minute", c.Limits.VerifyPerMinute, 1, 1000},
		{"limits.clips.seconds", c.Limits.Clips.Seconds, 1, 180},
		{"limits.clips.megabytes", c.Limits.Clips.Megabytes, 1, 16},
		{"limits.clips.side", c.Limits.Clips.Side, 64, 1920},
		{"limits.clips.frames_per_second", c.Limits.Clips.FramesPerSecond, 5, 60},
	} {
		if n.n < n.min || n.n > n.max {
			p.add("%s: %d is not between %d and %d", n.name, n.n, n.min, n.max)
		}
	}
}

// checkProduction holds a node that people depend on to the strict rules.
func (c *Config) checkProduction(p *Problems) {
	if d, err := sqldb.ParseDSN(c.Database.DSN); err == nil && d.Engine == sqldb.SQLite {
		p.add("database.dsn: production needs MySQL or MariaDB")
	} else if err == nil && !d.Socket {
		weak(p, "database.dsn", d.Password)
	}
	if c.Redis.URL == "memory:" {
		p.add("redis.url: production needs Redis")
	} else if !strings.HasPrefix(c.Redis.URL, "unix:") && kv.Check(c.Redis.URL) == nil {
		weak(p, "redis.url", addressPassword(c.Redis.URL))
	}
	if c.Blob.S3.Endpoint != "" {
		weak(p, "blob.s3.secret_key", c.Blob.S3.SecretKey)
	}
	switch c.KeyFile {
	case "":
		p.add("key_file: production needs one; make it with suikao keys create PATH and keep a copy apart from the database's backup")
	default:
		if _, err := crypt.Load(c.KeyFile); err != nil {
			p.add("key_file: %v", err)
		}
	}
	if !strings.HasPrefix(c.PublicURL, "https://") {
		p.add("public_url: production needs https://host, or cameras and offline pages do not work")
	}
	if c.TLS.Cert == "" && len(c.TrustedProxies) == 0 && !Loopback(c.Listen) {
		p.add("tls: production does not serve plain http beyond loopback; set tls.cert and tls.key, or name the proxy in trusted_proxies")
	}
}

// addressPassword returns the password inside a Redis address.
func addressPassword(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	i := strings.LastIndexByte(rest, '@')
	if i < 0 {
		return ""
	}
	_, password, _ := strings.Cut(rest[:i], ":")
	if plain, err := url.PathUnescape(password); err == nil {
		return plain
	}
	return password
}

// weak notes a password that is missing, short, or among the first that anybody tries.
func weak(p *Problems, name, password string) {
	low := strings.ToLower(password)
	switch {
	case password == "":
		p.add("%s: has no password", name)
	case len(password) < 12:
		p.add("%s: the password is shorter than 12 characters", name)
	default:
		for _, known := range []string{"password", "changeme", "change-me", "example", "suikao", "secret", "minioadmin", "admin", "letmein", "qwerty", "root"} {
			low = strings.ReplaceAll(low, known, "")
		}
		if strings.Trim(low, "0123456789!@#._-") == "" {
			p.add("%s: the password is made of what anybody tries first", name)
		}
	}
}

// MakeDataDir makes the data folder, for its owner alone.
func (c *Config) MakeDataDir() error { return os.MkdirAll(c.DataDir, 0o700) }

package config

import (
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// Config is all settings of one node. The tags: yaml is the key, default its value when nothing sets it, secret keeps it
// out of Dump ("true" wholly, "password" only the password inside an address), oneof lists what is allowed.
type Config struct {
	// Mode is embedded or production. Embedded runs at once with nothing else installed: an SQLite file, memory instead
	// of Redis and a folder for files, on loopback; it is right for trying out, for development and for one small room.
	// Production needs a MySQL or MariaDB address, a Redis address, an existing key file and an https public address, and
	// refuses to start without them, with a password that is empty, short or well known, and with demo data.
	Mode string `yaml:"mode" default:"embedded" oneof:"embedded production"`

	// Role says which parts of the program this node runs: all, web (pages, interface, websocket), media (cameras and
	// recordings) or room (the node inside an examination room). A media node may die without taking sittings with it.
	Role string `yaml:"role" default:"all" oneof:"all web media room"`

	// Listen is the address for pages and interface, host:port. Beyond loopback, browsers give cameras and storage only
	// to https: set tls, or put a proxy in front and name it in trusted_proxies.
	Listen string `yaml:"listen" default:"127.0.0.1:8080"`

	// TLS names the certificate chain and its private key, both PEM. `suikao cert` makes them for rooms without a public
	// name. Empty serves plain http.
	TLS TLS `yaml:"tls"`

	// PublicURL is how people reach the system, "https://exam.example.cn", without a path. It goes into QR codes, links
	// in messages and the origin check of requests. Empty takes the address of Listen.
	PublicURL string `yaml:"public_url"`

	// TrustedProxies are the addresses or networks ("10.0.0.2, 10.1.0.0/16") whose X-Forwarded-For and X-Forwarded-Proto
	// are believed. Everybody else's are ignored, or rate limits and the audit trail could be lied to.
	TrustedProxies []netip.Prefix `yaml:"trusted_proxies"`

	// Languages are those into which questions may be translated ("ug, bo"): mn-Mong, bo, ug, kk-Arab, ko, en. Empty offers all.
	// What was confirmed before a language was taken out is shown on.
	Languages string `yaml:"languages"`

	// DataDir holds the SQLite file, the files and the key file where those are not set apart. It is made with mode 0700.
	DataDir string `yaml:"data_dir" default:"data"`

	// Database is where everything is that must not be lost.
	Database Database `yaml:"database"`

	// Redis keeps what may be forgotten: logins, presence, rate limits, messages between nodes.
	Redis Redis `yaml:"redis"`

	// Blob is where photos, recordings and course files are: a folder, or an S3-compatible store if s3.endpoint is set.
	Blob Blob `yaml:"blob"`

	// KeyFile is the file with the keys that personal numbers are encrypted with. Keep a copy of it elsewhere and never
	// beside a backup of the database: without it the numbers cannot be read, with both anybody can. Embedded makes
	// data_dir/key.json when it is missing; production never makes one.
	KeyFile string `yaml:"key_file"`

	// Demo fills an empty database with an authority, rooms, people and logins that anybody may know: auto, 1 or 0. Auto
	// does so in embedded mode on loopback. 1 is refused in production and on any address beyond loopback.
	Demo string `yaml:"demo" default:"auto" oneof:"auto 1 0"`

	// Log says what is written to standard error.
	Log Log `yaml:"log"`

	// SMS sends one-time codes to phones.
	SMS SMS `yaml:"sms"`

	// Session bounds logins. Devices in rooms are not sessions and stay enrolled.
	Session Session `yaml:"session"`

	// Room is what holds for all examination rooms. The rules of a single room (entry window, late cut-off, earliest
	// submit) are data that the authority keeps in the console.
	Room Room `yaml:"room"`

	// Media is the cameras of seats and their recordings.
	Media Media `yaml:"media"`

	// Transparency is what the transparency log publishes of itself.
	Transparency Transparency `yaml:"transparency"`

	// Permits is how permits are signed for whoever checks them without this program.
	Permits Permits `yaml:"permits"`

	// Archive is how long volumes of the archive are kept.
	Archive Archive `yaml:"archive"`

	// Node says how this process stands among others that serve the same database.
	Node Node `yaml:"node"`

	// Metrics are the figures for Prometheus.
	Metrics Metrics `yaml:"metrics"`

	// Papers is how papers are drawn.
	Papers Papers `yaml:"papers"`

	// Webhooks say where changes of permits may be posted to.
	Webhooks Webhooks `yaml:"webhooks"`

	// Limits bound what one caller may send.
	Limits Limits `yaml:"limits"`
}

// Papers is how papers are drawn.
type Papers struct {
	// Seed is the rule of the seeds: "rsa" signs each draw with a key of which the public half is published (suikao keys draw);
	// "sm3" commits to a random number before the person gives theirs, for houses that may use national algorithms only.
	// Papers drawn under the other rule can still be drawn again.
	Seed string `yaml:"seed" default:"rsa" oneof:"rsa sm3"`
}

// TLS names the server's certificate.
type TLS struct {
	// Cert is the PEM file with the server's certificate first and intermediates after it.
	Cert string `yaml:"cert"`
	// Key is the PEM file with the private key of Cert.
	Key string `yaml:"key"`
}

// Database says where the database is.
type Database struct {
	// DSN is "sqlite:PATH", or "user:password@tcp(host:3306)/name" for MySQL, MariaDB and their clusters. Empty takes
	// data_dir/suikao.db. Of a cluster whose nodes all take writes (Galera), name one address that leads to one node at a
	// time, or add ?wsrep_sync_wait=1 so that a node reads what another has just written.
	DSN string `yaml:"dsn" secret:"password"`
	// MaxOpen is the most connections this node keeps open; 0 takes 32 on MySQL and 8 on SQLite.
	MaxOpen int `yaml:"max_open" default:"0"`
	// ConnLifetime is how long a MySQL connection is used before a new one takes its place. After a failover behind one
	// address (virtual IP, DNS, proxy) some connections may stay that long with a server that still answers. Connections
	// to a server that is gone, read-only or without its majority are dropped at once.
	ConnLifetime time.Duration `yaml:"conn_lifetime" default:"10m"`
	// Timeout is how long MySQL may take for one answer before the connection is given up; lock waits end after half of it.
	Timeout time.Duration `yaml:"timeout" default:"20s"`
	// Patience is how long a transaction is tried again while the database cannot be reached, before people are told.
	// Longer than a usual failover, shorter than people wait.
	Patience time.Duration `yaml:"patience" default:"5s"`
}

// Redis says where Redis is.
type Redis struct {
	// URL is memory: (this process alone), redis://user:password@host:6379/0 (rediss:// with TLS), unix:///path,
	// redis+sentinel://user:password@host:26379,host:26379/master or redis+cluster://user:password@host:6379,host:6379.
	// ?prefix=name: lets several installations share one Redis.
	URL string `yaml:"url" default:"memory:" secret:"password"`
}

// Blob says where files are.
type Blob struct {
	// Dir is the folder for files. Empty takes data_dir/blobs. Not used with S3.
	Dir string `yaml:"dir"`
	// S3 is an S3-compatible store, used if its endpoint is set.
	S3 S3 `yaml:"s3"`
}

// S3 says where an S3-compatible store is.
type S3 struct {
	// Endpoint is host or host:port without https://.
	Endpoint string `yaml:"endpoint"`
	// Region is the store's name for where it is; empty for stores without regions.
	Region string `yaml:"region"`
	// Bucket exists already and is not public.
	Bucket string `yaml:"bucket"`
	// Prefix stands before every name in the bucket ("suikao/").
	Prefix string `yaml:"prefix"`
	// AccessKey may read, write, list and delete in the bucket.
	AccessKey string `yaml:"access_key"`
	// SecretKey belongs to AccessKey.
	SecretKey string `yaml:"secret_key" secret:"true"`
	// Plain talks http without TLS; only for a store on this machine.
	Plain bool `yaml:"plain" default:"false"`
}

// Log says what is logged.
type Log struct {
	// Level is debug, info, warn or error.
	Level string `yaml:"level" default:"info" oneof:"debug info warn error"`
	// Format is text for people or json for machines.
	Format string `yaml:"format" default:"text" oneof:"text json"`
}

// Transparency names the transparency log and its witnesses.
type Transparency struct {
	// Origin is the name of the log in its checkpoints, like "exam.example.cn/log"; empty: the host of public_url with /log. Whoever watches
	// the log knows it by this name: set it before the first examination and never change it.
	Origin string `yaml:"origin"`
	// Witnesses is a file that names who cosigns checkpoints: a line each, the address and the verifier key of a witness.
	Witnesses string `yaml:"witnesses"`
}

// Permits names the keys that sign permits and status lists, see deploy/permits.md.
type Permits struct {
	// Keys is a folder with root.pub, trust.cose and key files of mode 0600, made with "suikao keys permits" on a machine without a network. Empty:
	// the keys follow from this installation's own secret, and the root with them: enough to try out, and until the root has a place of its own.
	Keys string `yaml:"keys"`
	// BothAlgorithms signs everything twice, with ES256 and with SM2, where the folder has keys of both.
	BothAlgorithms bool `yaml:"both_algorithms"`
	// House is the name that verifiers show beside the trust list.
	House string `yaml:"house" default:"SuiKao 随考"`

	// Seal is the electronic seal on certificates, see deploy/permits.md.
	Seal Seal `yaml:"seal"`
}

// Seal is the electronic seal on certificates as PDF. Without a certificate there is none.
type Seal struct {
	// Certificate is a PEM file with the certificate of the seal, and after it those above it up to the one that its readers know.
	Certificate string `yaml:"certificate"`

	// Key is the PEM file (PKCS#8, mode 0600) of its key, P-256 or RSA. Empty where a service has it.
	Key string `yaml:"key"`

	// Service is the address of a remote signing service that speaks the CSC API, https://sign.example.cn/csc/v2.
	Service string `yaml:"service"`

	// Credential is the name of the seal's key at the service.
	Credential string `yaml:"credential"`

	// Token is a file of mode 0600 with the bearer token for the service.
	Token string `yaml:"token"`

	// Picture is a PNG or JPEG file that shows the seal, where the template has a place for it. Empty: it is there and not shown.
	Picture string `yaml:"picture"`
}

// Archive says how long volumes of the archive are kept (domain.md §12). Nothing is destroyed by the program: the day is stated on the volume and on the lists.
type Archive struct {
	// KeepYears counts from the last day of the permit, or from the day of the session.
	KeepYears int `yaml:"keep_years" default:"7"`
}

// SMS says how codes reach phones.
type SMS struct {
	// Kind is log, which writes each code into this program's log, for trying out and for centres whose clerks read the
	// code to the person; or http, which posts {"phone","purpose","code","text"} as JSON to URL.
	Kind string `yaml:"kind" default:"log" oneof:"log http"`
	// URL is the gateway's address for kind http; https, or http on loopback.
	URL string `yaml:"url"`
	// Token goes to the gateway in the header Authorization: Bearer.
	Token string `yaml:"token" secret:"true"`
	// QuietFrom is when the hours begin, in Beijing, in which nobody is texted who only is reminded; the same as QuietTo: there are none.
	QuietFrom string `yaml:"quiet_from" default:"21:00"`
	// QuietTo is when they end; messages of the night go out then.
	QuietTo string `yaml:"quiet_to" default:"08:00"`
}

// Quiet returns the hours of rest as times since midnight; false where one is not written as 21:00.
func (s SMS) Quiet() (from, to time.Duration, ok bool) {
	a, e1 := time.Parse("15:04", s.QuietFrom)
	b, e2 := time.Parse("15:04", s.QuietTo)
	midnight, _ := time.Parse("15:04", "00:00")
	return a.Sub(midnight), b.Sub(midnight), e1 == nil && e2 == nil
}

// Session bounds a login.
type Session struct {
	// Idle ends a login after so long without a request.
	Idle time.Duration `yaml:"idle" default:"30m"`
	// Absolute ends a login after so long in any case; at most 31 days.
	Absolute time.Duration `yaml:"absolute" default:"12h"`
}

// Room is what a new examination room starts with.
type Room struct {
	// Hold is how long a seat stays reserved while somebody decides whether to book it.
	Hold time.Duration `yaml:"hold" default:"10m"`
	// Bridges is a JSON file that names the bridge of each room's card reader and door (protocol: proctor/device):
	// {"ROOM ID": {"url": "https://10.0.3.7:8443", "secret": "at least 16 characters"}}. A room that is not named has
	// neither; its gate asks a remote officer. The file holds secrets: mode 0600.
	Bridges string `yaml:"bridges"`

	// Centre is, for role room, where the centre is: https://host, or http:// on loopback. The seats and the gate of the room
	// are given this node's address only; what it does not keep itself it passes on.
	Centre string `yaml:"centre"`
	// EnrolCode is the code that staff made for a room node; needed until the node is enrolled, used once.
	EnrolCode string `yaml:"enrol_code" secret:"true"`
	// StartAlone lets a room node start papers that lie prepared while its uplink is cut. By the rules nothing starts then.
	StartAlone bool `yaml:"start_alone" default:"false"`
	// UplinkGrace is how long the other side may be silent before the uplink counts as cut: at the room node nothing starts
	// then, at the centre the room counts as without supervision. A room without a node counts so when all its terminals have
	// been silent for three times as long.
	UplinkGrace time.Duration `yaml:"uplink_grace" default:"15s"`
	// PaperWindow is how long after a sitting was handed over to a room node its sealed paper may be opened there.
	PaperWindow time.Duration `yaml:"paper_window" default:"4h"`
	// PrepareAhead is, at the centre, for how long ahead the questions of booked papers are sent to the room nodes, sealed.
	PrepareAhead time.Duration `yaml:"prepare_ahead" default:"12h"`
	// OnCall is, for role room, how the node itself calls the on-call person while its uplink is cut (protocol: proctor/oncall);
	// at the centre, how it does so when every terminal of a room without a node falls silent.
	// Without it nobody is called, and the room record says so.
	OnCall OnCall `yaml:"on_call"`
	// Recordings is, for role room, how the node records the seats' cameras while the centre cannot be reached (deploy/room-node.md). Ports
	// and spool are those of media.
	Recordings Recordings `yaml:"recordings"`
	// Mirror is, for role room, the other node of the room: each stores what the other acknowledges, and takes its seats over
	// when it is gone. Both are reached by the seats at one address.
	Mirror Mirror `yaml:"mirror"`
}

// Recordings are what a room node records and hands back.
type Recordings struct {
	// Megabytes is how much may wait there for the centre; a seat-hour takes about 230. When it is full nothing more is recorded until some
	// was handed back, and that is said; answering goes on.
	Megabytes int `yaml:"megabytes" default:"20000"`
	// KeepFor is how long what could not be handed back lies at the node; then it is removed, and the centre is told.
	KeepFor time.Duration `yaml:"keep_for" default:"720h"`
	// Kilobits is how much in a second goes to the centre at most when recordings are handed back, beside the live cameras; 0 is no limit.
	Kilobits int `yaml:"kilobits" default:"20000"`
}

// Mirror is the other node of a pair.
type Mirror struct {
	// Peer is where the other node is: https://10.0.3.3, or http:// on loopback. Open papers travel to it.
	Peer string `yaml:"peer"`
	// Secret is known to the two nodes of the pair alone; at least 32 characters.
	Secret string `yaml:"secret" secret:"true"`
	// CA is a PEM file with the certificate that the other node's is signed by, where the machine does not trust it anyway.
	CA string `yaml:"ca"`
	// Wait is how long an acknowledgement waits for the other node before this one goes on alone, with an alarm.
	Wait time.Duration `yaml:"wait" default:"500ms"`
	// TakeOver is how long the other node must be silent for a seat that comes here to be taken over.
	TakeOver time.Duration `yaml:"take_over" default:"5s"`
}

// OnCall is a gateway to the telephone network that does not need the uplink.
type OnCall struct {
	// URL is where calls are ordered: https://…, or http:// to a private address, such as a box with a SIM card in the room.
	URL string `yaml:"url"`
	// Token is sent with every order; at least 16 characters.
	Token string `yaml:"token" secret:"true"`
	// Via is the local address of the line to the gateway, where that is not the one that the uplink uses.
	Via string `yaml:"via"`
}

// Media says where cameras are taken and how they are recorded. Role all takes them itself; a node of role web sends seats to
// the node of role media that URL names, and serves sittings also while that one is dead.
type Media struct {
	// Cameras says whether seats publish their cameras: on, off, or auto, which is on for role all, media and room and, for role
	// web, where url is set. While they are on, a seat that shows no picture during a paper is an incident.
	Cameras string `yaml:"cameras" default:"auto" oneof:"auto on off"`
	// URL is, for role web, the interface of the node of role media: https://host:port, or http:// on loopback. Seats need not
	// reach it: their offers pass through the web node. Pictures go straight to udp or tcp of the media node.
	URL string `yaml:"url"`
	// UDP is the one port that all cameras send to, IPv4 host:port. An empty host takes every interface. Empty takes port 8189
	// of every interface, and any free port of 127.0.0.1 where listen is on loopback.
	UDP string `yaml:"udp"`
	// TCP is the way for networks that let no UDP through, IPv4 host:port. Empty takes the same as for udp; off offers none.
	TCP string `yaml:"tcp"`
	// Addresses are told to seats in place of this machine's own, where a router stands between them ("203.0.113.7").
	Addresses []netip.Prefix `yaml:"addresses"`
	// Spool is the folder of recordings that are not in the file store yet, about a minute of each seat, sealed with the
	// key file. Empty takes data_dir/media. One process at a time.
	Spool string `yaml:"spool"`
	// SegmentFor is how long one file of a recording is.
	SegmentFor time.Duration `yaml:"segment_for" default:"1m"`
	// Kilobits is how much one camera may send in a second.
	Kilobits int `yaml:"kilobits" default:"500"`
	// MaxPublishers is how many cameras send at once; more are refused and try again.
	MaxPublishers int `yaml:"max_publishers" default:"250"`
	// Screens says whether a seat's screen is recorded too, as a track of its own. The kiosk browser must allow it without
	// asking (see deploy/media.md).
	Screens bool `yaml:"screens" default:"false"`
	// RoomCameras are cameras of rooms: ROOM=rtsp://user:password@host/path, or ROOM=onvif://user:password@host for a camera that is asked by ONVIF
	// where its stream is (onvifs:// by TLS, ?profile=TOKEN for another than the largest in H.264), separated by spaces; several of one room
	// are its cameras 1, 2 …. They need ffmpeg on this machine.
	RoomCameras string `yaml:"room_cameras" secret:"true"`
	// Turn is a relay for networks that let seats reach nothing else.
	Turn Turn `yaml:"turn"`
	// Models is a folder with the models that find faces, in place of those built into the program; off looks for none. See
	// proctor/vision/MODELS.md.
	Models string `yaml:"models"`
	// Objects is a folder with a model that finds telephones and books, given to the pages of seats; what they see is only noted.
	// None comes with the program: see proctor/vision/MODELS.md. Empty looks for none.
	Objects string `yaml:"objects"`
	// ObjectsEvery is the least time between two looks of a page for telephones and books; a slow terminal looks more rarely.
	ObjectsEvery time.Duration `yaml:"objects_every" default:"8s"`
	// Challenges is the mean time between two requests to turn the head during a paper; 0 asks only where a picture stands
	// suspiciously still.
	Challenges time.Duration `yaml:"challenges" default:"20m"`
}

// Turn is a TURN relay: one beside the cameras' ports, or another program.
type Turn struct {
	// Listen is where this node relays, IPv4 host:port, over UDP and TCP. It relays to this machine alone. Empty: it does not.
	Listen string `yaml:"listen"`
	// TLSListen is the same over TLS with the certificate of tls, best on port 443 of an address of its own.
	TLSListen string `yaml:"tls_listen"`
	// URLs are told to seats and officers, separated by commas: turn:203.0.113.7:3478?transport=tcp. Empty offers no relay.
	URLs string `yaml:"urls"`
	// Secret is shared with another relay (static-auth-secret); empty takes one from the key file.
	Secret string `yaml:"secret" secret:"true"`
}

// Node is one process among those that serve a database.
type Node struct {
	// OutageFrom is how long nothing must have served for the time to count as an outage, for which running sittings are
	// given time back.
	OutageFrom time.Duration `yaml:"outage_from" default:"30s"`

	// DrainFor is how long a process that was told to stop says "not ready" and goes on serving, so that a proxy sends new
	// connections elsewhere before the seats are told to reconnect. Give it two health checks of the proxy.
	DrainFor time.Duration `yaml:"drain_for" default:"0s"`
}

// Metrics says where figures are served.
type Metrics struct {
	// Listen is an address of its own for /metrics, host:port. Empty serves /metrics on the main address, to callers on
	// loopback only.
	Listen string `yaml:"listen"`
}

// Webhooks say where changes of permits may be posted to. Addresses come from enterprises, so that only the open internet is reached unless said otherwise.
type Webhooks struct {
	// Ports that may be posted to, "443, 8443".
	Ports string `yaml:"ports" default:"443"`
	// Networks that may be reached although they are private ("10.20.0.0/16"), on any port and by http as well: for trying out, and for gates on the
	// authority's own network. Everything in them can be posted to by who manages an enterprise.
	Networks []netip.Prefix `yaml:"networks"`
}

// PortList returns the ports; false where one is none.
func (w Webhooks) PortList() ([]int, bool) {
	var out []int
	for _, text := range strings.FieldsFunc(w.Ports, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 65535 {
			return nil, false
		}
		out = append(out, n)
	}
	return out, len(out) > 0
}

// Limits bound what callers may send.
type Limits struct {
	// FramesPerSecond is how many websocket messages one connection may send, on average.
	FramesPerSecond int `yaml:"frames_per_second" default:"50"`
	// VerifyPerMinute is how many permits one address may look up.
	VerifyPerMinute int `yaml:"verify_per_minute" default:"20"`
	// Clips bound the clips of questions. A clip lies in the memory of each seat that shows it, and travels there over the
	// room's line: 40 seats, 8 MB and 100 Mbit/s take half a minute.
	Clips Clips `yaml:"clips"`
}

// Clips bound the clips of questions; 180 seconds, 16 MB, 1920 pixels and 60 frames are the most that can be set.
type Clips struct {
	// Seconds of a clip.
	Seconds int `yaml:"seconds" default:"60"`
	// Megabytes of a file.
	Megabytes int `yaml:"megabytes" default:"8"`
	// Side is the longest side of the picture, in pixels.
	Side int `yaml:"side" default:"1280"`
	// FramesPerSecond of a clip.
	FramesPerSecond int `yaml:"frames_per_second" default:"30"`
}

package media

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/pion/turn/v5"
)

// Relay is a TURN server of this process for networks that let nothing through but a proxied or TLS connection.
type Relay struct {
	// Listen is host:port, taken over UDP and TCP; empty: none. TLS, where set, is spoken on TLSListen.
	Listen    string
	TLSListen string
	TLS       *tls.Config
	Secret    string
}

// realm is told to clients; it only has to be the same in every answer.
const realm = "suikao"

// relayPeers is how many connections one name may relay at once.
const relayPeers = 4

// RelayCredential makes the name and password by which who may use a relay until end: an HMAC of the name with the secret that the
// relay has too (the TURN REST convention, which other TURN servers know as well).
func RelayCredential(secret, who string, end time.Time) (name, password string) {
	name = strconv.FormatInt(end.Unix(), 10) + ":" + who
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(name))
	return name, base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// relay is the running TURN server.
type relay struct {
	server *turn.Server
	used   *quota
}

// openRelay takes the relay's ports. own tells which addresses it may relay to: those of the cameras' port, and no other machine.
func openRelay(cfg Relay, at netip.Addr, own func(net.IP) bool, now func() time.Time) (*relay, error) {
	c, err := net.ListenPacket("udp4", cfg.Listen)
	if err != nil {
		return nil, fmt.Errorf("media: relay: %w", err)
	}
	l, err := net.Listen("tcp4", c.LocalAddr().String())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("media: relay: %w", err), c.Close())
	}
	where := &turn.RelayAddressGeneratorStatic{RelayAddress: at.AsSlice(), Address: at.String()}
	may := func(_ net.Addr, peer net.IP) bool { return own(peer) }
	streams := []turn.ListenerConfig{{Listener: l, RelayAddressGenerator: where, PermissionHandler: may}}
	if cfg.TLSListen != "" && cfg.TLS != nil {
		t, err := tls.Listen("tcp4", cfg.TLSListen, cfg.TLS)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("media: relay: %w", err), c.Close(), l.Close())
		}
		streams = append(streams, turn.ListenerConfig{Listener: t, RelayAddressGenerator: where, PermissionHandler: may})
	}
	r := &relay{used: &quota{of: map[string]int{}}}
	r.server, err = turn.NewServer(turn.ServerConfig{Realm: realm, ListenerConfigs: streams,
		PacketConnConfigs: []turn.PacketConnConfig{{PacketConn: c, RelayAddressGenerator: where, PermissionHandler: may}},
		AuthHandler:       func(a *turn.RequestAttributes) (string, []byte, bool) { return allowed(cfg.Secret, a.Username, now()) },
		QuotaHandler:      r.used.allow, EventHandler: r.used.events()})
	if err != nil {
		for _, s := range streams {
			err = errors.Join(err, s.Listener.Close())
		}
		return nil, errors.Join(fmt.Errorf("media: relay: %w", err), c.Close())
	}
	return r, nil
}

// allowed returns the key of a name that is still good.
func allowed(secret, name string, now time.Time) (string, []byte, bool) {
	end, _, ok := strings.Cut(name, ":")
	at, err := strconv.ParseInt(end, 10, 64)
	if !ok || err != nil || secret == "" || now.Unix() > at {
		return "", nil, false
	}
	_, who, _ := strings.Cut(name, ":")
	mac := hmac.New(sha1.New, []byte(secret))
	mac.Write([]byte(name))
	return who, turn.GenerateAuthKey(name, realm, base64.StdEncoding.EncodeToString(mac.Sum(nil))), true
}

func (r *relay) close() error { return r.server.Close() }

// quota counts what each name relays.
type quota struct {
	mu sync.Mutex
	of map[string]int
}

func (q *quota) allow(who, _ string, _ net.Addr) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.of[who] < relayPeers
}

func (q *quota) add(who string, n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.of[who] += n; q.of[who] <= 0 {
		delete(q.of, who)
	}
}

func (q *quota) events() turn.EventHandler {
	return turn.EventHandler{
		OnAllocationCreated: func(_, _ net.Addr, _, who, _ string, _ net.Addr, _ int) { q.add(who, 1) },
		OnAllocationDeleted: func(_, _ net.Addr, _, who, _ string) { q.add(who, -1) },
	}
}

// ownAddress tells which addresses are this machine's, and names one for the relay's own sockets.
func ownAddress(cfg Config, n *network) (at netip.Addr, own func(net.IP) bool) {
	mine := map[netip.Addr]bool{}
	for _, a := range cfg.Addresses {
		mine[a] = true
	}
	at = n.addr.Addr()
	if !at.IsUnspecified() {
		mine[at] = true
	} else if all, err := net.InterfaceAddrs(); err == nil {
		for _, a := range all {
			p, err := netip.ParsePrefix(a.String())
			if err != nil || !p.Addr().Is4() {
				continue
			}
			mine[p.Addr()] = true
			if at.IsUnspecified() || at.IsLoopback() {
				at = p.Addr()
			}
		}
	}
	return at, func(ip net.IP) bool {
		a, ok := netip.AddrFromSlice(ip)
		return ok && mine[a.Unmap()]
	}
}

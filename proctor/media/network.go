package media

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/logging"
	"github.com/pion/transport/v4/packetio"
	"github.com/pion/webrtc/v4"
)

// socketBuffer is asked of the system for the one UDP socket: two hundred cameras' key frames may come at once.
const socketBuffer = 4 << 20

// tcpBuffer is what may wait for a peer on TCP that reads slowly; more is dropped, so that it holds up nobody.
const tcpBuffer = 1 << 20

// A seat that is silent for longer than gone is dead; until then it may come back by an ICE restart.
const (
	unsure    = 5 * time.Second
	gone      = 60 * time.Second
	keepAlive = 2 * time.Second
)

// network is the ports.
type network struct {
	udp      ice.UDPMux
	tcp      ice.TCPMux
	relay    *relay // nil where there is none
	listener net.Listener
	addr     netip.AddrPort
	loopback bool
}

// listen takes the ports.
func listen(cfg Config) (*network, error) {
	host, port, err := net.SplitHostPort(cfg.UDP)
	if err != nil {
		return nil, fmt.Errorf("media: udp: %w", err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("media: udp: %w", err)
	}
	ip, _ := netip.ParseAddr(host)
	if host != "" && !ip.Is4() {
		return nil, fmt.Errorf("media: udp: %q is not an IPv4 address", host)
	}
	n := &network{loopback: ip.IsValid() && ip.IsLoopback()}
	if host == "" || ip.IsUnspecified() {
		err = n.everywhere(number)
	} else {
		err = n.at(ip, number)
	}
	if err != nil {
		return nil, fmt.Errorf("media: udp %s: %w", cfg.UDP, err)
	}
	if cfg.Relay.Listen != "" {
		at, own := ownAddress(cfg, n)
		if n.relay, err = openRelay(cfg.Relay, at, own, time.Now); err != nil {
			return nil, errors.Join(err, n.close())
		}
	}
	if cfg.TCP == "" {
		return n, nil
	}
	if n.listener, err = net.Listen("tcp4", cfg.TCP); err != nil {
		return nil, errors.Join(fmt.Errorf("media: tcp: %w", err), n.close())
	}
	n.tcp = ice.NewTCPMuxDefault(ice.TCPMuxParams{Listener: n.listener, ReadBufferSize: 32, WriteBufferSize: tcpBuffer})
	return n, nil
}

func (n *network) at(ip netip.Addr, port int) error {
	c, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(ip, uint16(port))))
	if err != nil {
		return err
	}
	_, _ = c.SetReadBuffer(socketBuffer), c.SetWriteBuffer(socketBuffer) // a system that gives less works with less
	n.udp = ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: c})
	n.addr = c.LocalAddr().(*net.UDPAddr).AddrPort()
	return nil
}

func (n *network) everywhere(port int) error {
	m, err := ice.NewMultiUDPMuxFromPort(port, ice.UDPMuxFromPortWithNetworks(ice.NetworkTypeUDP4),
		ice.UDPMuxFromPortWithReadBufferSize(socketBuffer), ice.UDPMuxFromPortWithWriteBufferSize(socketBuffer))
	if err != nil {
		return err
	}
	n.udp, n.addr = m, netip.AddrPortFrom(netip.IPv4Unspecified(), uint16(port))
	return nil
}

func (n *network) close() error {
	errs := []error{n.udp.Close()}
	if n.relay != nil {
		errs = append(errs, n.relay.close())
	}
	if n.tcp != nil {
		errs = append(errs, n.tcp.Close())
	}
	return errors.Join(errs...)
}

// mostStreams is how many streams a peer may send beyond those that it is sent, with those that it never offered; see guard.
const mostStreams = 16

// What may wait for a reader of one stream.
const (
	rtpBuffer  = 512 << 10
	rtcpBuffer = 32 << 10
)

// guard makes the buffers of one peer's streams. The library opens a stream for every sender's number that comes and keeps it for
// ever: a peer that makes numbers up would fill the memory. flooded is called once for a peer that sends more than most.
func guard(most int64, flooded func()) func(packetio.BufferPacketType, uint32) io.ReadWriteCloser {
	var streams atomic.Int64
	var once sync.Once
	return func(kind packetio.BufferPacketType, _ uint32) io.ReadWriteCloser {
		b := packetio.NewBuffer()
		b.SetLimitSize(rtpBuffer)
		if kind == packetio.RTCPBufferPacket {
			b.SetLimitSize(rtcpBuffer)
		}
		if streams.Add(1) > most {
			once.Do(flooded)
			b.SetLimitSize(1)
		}
		return b
	}
}

// api is how a peer is made: codecs by hand, no interceptors (see doc.go), explicit networks, and a guard of its own.
func (n *network) api(cfg Config, streams int, flooded func()) (*webrtc.API, error) {
	var codecs webrtc.MediaEngine
	if err := RegisterCodecs(&codecs); err != nil {
		return nil, err
	}
	var se webrtc.SettingEngine
	se.LoggerFactory = &logging.DefaultLoggerFactory{Writer: io.Discard, DefaultLogLevel: logging.LogLevelDisabled} // a peer could fill the log with it
	se.BufferFactory = guard(int64(2*(mostStreams+streams)), flooded)                                               // RTP and RTCP each
	se.SetSRTPReplayProtectionWindow(512)
	se.SetICEUDPMux(n.udp)
	types := []webrtc.NetworkType{webrtc.NetworkTypeUDP4}
	if n.tcp != nil {
		se.SetICETCPMux(n.tcp)
		types = append(types, webrtc.NetworkTypeTCP4)
	}
	se.DisableActiveTCP(true)
	se.SetNetworkTypes(types)
	se.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	se.SetICETimeouts(unsure, gone, keepAlive)
	se.SetIncludeLoopbackCandidate(n.loopback)
	if n.loopback {
		se.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() })
	}
	if len(cfg.Addresses) > 0 {
		rule := webrtc.ICEAddressRewriteRule{AsCandidateType: webrtc.ICECandidateTypeHost, Mode: webrtc.ICEAddressRewriteReplace}
		for _, a := range cfg.Addresses {
			rule.External = append(rule.External, a.String())
		}
		if err := se.SetICEAddressRewriteRules(rule); err != nil {
			return nil, fmt.Errorf("media: addresses: %w", err)
		}
	}
	return webrtc.NewAPI(webrtc.WithMediaEngine(&codecs), webrtc.WithInterceptorRegistry(&interceptor.Registry{}), webrtc.WithSettingEngine(se)), nil
}

// RegisterCodecs puts VP8 and Opus into m as this server speaks them: without RTX.
func RegisterCodecs(m *webrtc.MediaEngine) error {
	back := []webrtc.RTCPFeedback{{Type: "nack"}, {Type: "nack", Parameter: "pli"}, {Type: "ccm", Parameter: "fir"}, {Type: "goog-remb"}}
	err := m.RegisterCodec(webrtc.RTPCodecParameters{PayloadType: 96,
		RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: videoScale, RTCPFeedback: back}}, webrtc.RTPCodecTypeVideo)
	if err != nil {
		return err
	}
	return m.RegisterCodec(webrtc.RTPCodecParameters{PayloadType: 111,
		RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: audioScale, Channels: 2, SDPFmtpLine: "minptime=10;useinbandfec=1"}},
		webrtc.RTPCodecTypeAudio)
}

package mediatest

import (
	"context"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/interceptor/pkg/nack"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"

	server "github.com/suikao/suikao/proctor/media"
)

// Exchange takes an offer and returns the answer, by whatever way the test publishes.
type Exchange func(ctx context.Context, offer string) (answer string, err error)

// Options is how a camera differs from one of 320×240 with sound over UDP.
type Options struct {
	TCP    bool     // leaves it only the way over TCP
	Both   bool     // offers UDP and TCP; Cut breaks the one over UDP
	Frames [][]byte // in place of the clip's; each thirtieth is a key frame
	Mute   bool     // no microphone
	Screen bool     // sends the same as its screen
	Lose   int      // every so many packets one is lost on the way; 0: none
	Relay  []webrtc.ICEServer
}

// Camera is one seat's camera.
type Camera struct {
	options Options
	pc      *webrtc.PeerConnection
	video   *webrtc.TrackLocalStaticSample
	audio   *webrtc.TrackLocalStaticSample
	screen  *webrtc.TrackLocalStaticSample
	stop    context.CancelFunc
	wg      sync.WaitGroup
	still   atomic.Bool
	blind   atomic.Bool
	plis    atomic.Int64
	sent    atomic.Int64
	spoken  atomic.Int64
	told    atomic.Int64 // when the server said anything last, unix nanoseconds
	line    *line        // nil unless Both
	raw     atomic.Pointer[interceptor.RTPWriter]
	frames  [][]byte
}

// line is a UDP socket that can be cut.
type line struct {
	net.PacketConn
	dead atomic.Bool
	lose int64
	n    atomic.Int64
}

// WriteTo implements net.PacketConn.
func (l *line) WriteTo(b []byte, to net.Addr) (int, error) {
	media := len(b) > 200 && b[0]>>6 == 2
	if l.dead.Load() || media && l.lose > 0 && l.n.Add(1)%l.lose == 0 {
		return len(b), nil
	}
	return l.PacketConn.WriteTo(b, to)
}

// ReadFrom implements net.PacketConn.
func (l *line) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		n, from, err := l.PacketConn.ReadFrom(b)
		if err != nil || !l.dead.Load() {
			return n, from, err
		}
	}
}

// tap keeps the way below a track, which takes packets of any stream.
type tap struct {
	interceptor.NoOp
	to *atomic.Pointer[interceptor.RTPWriter]
}

// NewInterceptor implements interceptor.Factory.
func (t *tap) NewInterceptor(string) (interceptor.Interceptor, error) { return t, nil }

// BindLocalStream implements interceptor.Interceptor.
func (t *tap) BindLocalStream(_ *interceptor.StreamInfo, w interceptor.RTPWriter) interceptor.RTPWriter {
	t.to.Store(&w)
	return w
}

// Start connects by exchange and sends the clip in a loop until Close. tcp leaves it only the way over TCP.
func Start(ctx context.Context, exchange Exchange, tcp bool) (*Camera, error) {
	return StartWith(ctx, exchange, Options{TCP: tcp})
}

// StartWith is Start with options.
func StartWith(ctx context.Context, exchange Exchange, o Options) (*Camera, error) {
	var codecs webrtc.MediaEngine
	if err := server.RegisterCodecs(&codecs); err != nil {
		return nil, err
	}
	var se webrtc.SettingEngine
	se.SetIncludeLoopbackCandidate(true)
	se.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() })
	se.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	c := &Camera{options: o, frames: o.Frames}
	switch {
	case o.TCP:
		se.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeTCP4})
	case o.Both, o.Lose > 0:
		socket, err := net.ListenPacket("udp4", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		c.line = &line{PacketConn: socket, lose: int64(o.Lose)}
		se.SetICEUDPMux(ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: c.line}))
		if o.Both {
			se.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4, webrtc.NetworkTypeTCP4})
		}
	}
	again, err := nack.NewResponderInterceptor(nack.ResponderSize(256))
	if err != nil {
		return nil, err
	}
	var chain interceptor.Registry
	chain.Add(again)
	chain.Add(&tap{to: &c.raw})
	api := webrtc.NewAPI(webrtc.WithMediaEngine(&codecs), webrtc.WithInterceptorRegistry(&chain), webrtc.WithSettingEngine(se))
	config := webrtc.Configuration{ICEServers: o.Relay}
	if len(o.Relay) > 0 {
		config.ICETransportPolicy = webrtc.ICETransportPolicyRelay
	}
	pc, err := api.NewPeerConnection(config)
	if err != nil {
		return nil, err
	}
	if c.pc = pc; c.frames == nil {
		c.frames = Frames()
	}
	pc.OnTrack(c.listen)
	if err := c.connect(ctx, exchange); err != nil {
		_ = pc.Close()
		return nil, err
	}
	ctx, c.stop = context.WithCancel(context.WithoutCancel(ctx))
	c.wg.Go(func() { c.send(ctx) })
	return c, nil
}

func (c *Camera) connect(ctx context.Context, exchange Exchange) (err error) {
	if c.video, err = webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8}, "video", "seat"); err != nil {
		return err
	}
	all := []*webrtc.TrackLocalStaticSample{c.video}
	if !c.options.Mute {
		if c.audio, err = webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}, "audio", "seat"); err != nil {
			return err
		}
		all = append(all, c.audio)
	}
	if c.options.Screen {
		if c.screen, err = webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8}, "screen", "seat"); err != nil {
			return err
		}
		all = append(all, c.screen)
	}
	for _, t := range all {
		sender, err := c.pc.AddTrack(t)
		if err != nil {
			return err
		}
		go c.hear(sender)
	}
	return c.Offer(ctx, exchange, false)
}

// Offer makes a new offer and has it answered: with restart, the way through the network is looked for anew.
func (c *Camera) Offer(ctx context.Context, exchange Exchange, restart bool) error {
	offer, err := c.pc.CreateOffer(&webrtc.OfferOptions{ICERestart: restart})
	if err != nil {
		return err
	}
	done := webrtc.GatheringCompletePromise(c.pc)
	if err := c.pc.SetLocalDescription(offer); err != nil {
		return err
	}
	<-done
	answer, err := exchange(ctx, c.pc.LocalDescription().SDP)
	if err != nil {
		return err
	}
	return c.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer})
}

// hear counts what the server asks for.
func (c *Camera) hear(s *webrtc.RTPSender) {
	for {
		all, _, err := s.ReadRTCP()
		if err != nil {
			return
		}
		c.told.Store(time.Now().UnixNano())
		for _, p := range all {
			if _, ok := p.(*rtcp.PictureLossIndication); ok {
				c.plis.Add(1)
			}
		}
	}
}

func (c *Camera) send(ctx context.Context) {
	t := time.NewTicker(time.Second / Rate)
	defer t.Stop()
	sounds, heard, since := 0.0, int64(0), 0
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		if c.still.Load() || c.pc.ConnectionState() != webrtc.PeerConnectionStateConnected {
			i = -1 // what comes next is a key frame
			continue
		}
		if asked := c.plis.Load(); asked != heard && since > Rate/2 { // the clip's next key frame, or its first
			heard, since, i = asked, 0, (i/keyEvery+1)*keyEvery%len(c.frames)
		}
		since++
		if c.blind.Load() {
			i = -1
		} else if c.video.WriteSample(media.Sample{Data: c.frames[i%len(c.frames)], Duration: time.Second / Rate}) == nil {
			c.sent.Add(1)
		}
		if c.screen != nil && i >= 0 {
			_ = c.screen.WriteSample(media.Sample{Data: c.frames[i%len(c.frames)], Duration: time.Second / Rate})
		}
		if c.audio == nil {
			continue
		}
		for sounds += 50.0 / Rate; sounds >= 1; sounds-- {
			_ = c.audio.WriteSample(media.Sample{Data: silence, Duration: 20 * time.Millisecond})
		}
	}
}

// Cover stops and starts what is sent; the connection stays.
func (c *Camera) Cover(on bool) { c.still.Store(on) }

// Blind stops and starts the pictures alone: sound goes on.
func (c *Camera) Blind(on bool) { c.blind.Store(on) }

// Sent is how many frames went out.
func (c *Camera) Sent() int64 { return c.sent.Load() }

// Asked is how often the server wanted a key frame.
func (c *Camera) Asked() int64 { return c.plis.Load() }

// listen counts what officers say.
func (c *Camera) listen(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
	buf := make([]byte, 1500)
	for {
		if _, _, err := t.Read(buf); err != nil {
			return
		}
		c.spoken.Add(1)
	}
}

// Heard is how many packets of an officer's voice came, with the sign that somebody looks: about one a second.
func (c *Camera) Heard() int64 { return c.spoken.Load() }

// Peer is the connection, for tests that do with it what no camera does.
func (c *Camera) Peer() *webrtc.PeerConnection { return c.pc }

// Strangers sends n packets, each of a stream that was never offered. They go by the transport below the track.
func Strangers(c *Camera, n int) error {
	for i := range n {
		h := &rtp.Header{Version: 2, PayloadType: 96, SequenceNumber: uint16(i), SSRC: uint32(i) + 1_000_000}
		if _, err := (*c.raw.Load()).Write(h, []byte{0x10, 0x01, 0x02}, nil); err != nil {
			return err
		}
		if i%100 == 99 {
			time.Sleep(5 * time.Millisecond)
		}
	}
	return nil
}

// Cut breaks the way over UDP for good. Only for Both.
func (c *Camera) Cut() { c.line.dead.Store(true) }

// Guard looks for another way by renew as soon as the server has said nothing for quiet, as a seat does, until ctx ends.
func (c *Camera) Guard(ctx context.Context, quiet time.Duration, renew Exchange) {
	ctx, stop := context.WithCancel(ctx)
	send := c.stop
	c.stop = func() { send(); stop() }
	c.wg.Go(func() {
		t := time.NewTicker(quiet / 8)
		defer t.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
			}
			last := c.told.Load()
			if last == 0 || time.Since(time.Unix(0, last)) < quiet {
				continue
			}
			c.told.Store(time.Now().UnixNano())
			_ = c.Offer(ctx, renew, true)
		}
	})
}

// Close hangs up.
func (c *Camera) Close() error {
	if c.stop != nil {
		c.stop()
		c.wg.Wait()
	}
	if c.line != nil {
		defer func() { _ = c.line.Close() }()
	}
	if err := c.pc.Close(); err != nil {
		return fmt.Errorf("mediatest: %w", err)
	}
	return nil
}

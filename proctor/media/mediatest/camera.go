package mediatest

import (
	"context"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/interceptor/pkg/nack"
	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"

	server "github.com/suikao/suikao/proctor/media"
)

// Exchange takes an offer and returns the answer, by whatever way the test publishes.
type Exchange func(ctx context.Context, offer string) (answer string, err error)

// Camera is one seat's camera.
type Camera struct {
	pc     *webrtc.PeerConnection
	video  *webrtc.TrackLocalStaticSample
	audio  *webrtc.TrackLocalStaticSample
	stop   context.CancelFunc
	wg     sync.WaitGroup
	still  atomic.Bool
	plis   atomic.Int64
	sent   atomic.Int64
	frames [][]byte
}

// Start connects by exchange and sends the clip in a loop until Close. tcp leaves it only the way over TCP.
func Start(ctx context.Context, exchange Exchange, tcp bool) (*Camera, error) {
	var codecs webrtc.MediaEngine
	if err := server.RegisterCodecs(&codecs); err != nil {
		return nil, err
	}
	var se webrtc.SettingEngine
	se.SetIncludeLoopbackCandidate(true)
	se.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() })
	se.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	if tcp {
		se.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeTCP4})
	}
	again, err := nack.NewResponderInterceptor(nack.ResponderSize(256))
	if err != nil {
		return nil, err
	}
	var chain interceptor.Registry
	chain.Add(again)
	api := webrtc.NewAPI(webrtc.WithMediaEngine(&codecs), webrtc.WithInterceptorRegistry(&chain), webrtc.WithSettingEngine(se))
	pc, err := api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, err
	}
	c := &Camera{pc: pc, frames: Frames()}
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
	if c.audio, err = webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}, "audio", "seat"); err != nil {
		return err
	}
	for _, t := range []*webrtc.TrackLocalStaticSample{c.video, c.audio} {
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
		if c.video.WriteSample(media.Sample{Data: c.frames[i%len(c.frames)], Duration: time.Second / Rate}) == nil {
			c.sent.Add(1)
		}
		for sounds += 50.0 / Rate; sounds >= 1; sounds-- {
			_ = c.audio.WriteSample(media.Sample{Data: silence, Duration: 20 * time.Millisecond})
		}
	}
}

// Cover stops and starts what is sent; the connection stays.
func (c *Camera) Cover(on bool) { c.still.Store(on) }

// Sent is how many frames went out.
func (c *Camera) Sent() int64 { return c.sent.Load() }

// Asked is how often the server wanted a key frame.
func (c *Camera) Asked() int64 { return c.plis.Load() }

// Close hangs up.
func (c *Camera) Close() error {
	if c.stop != nil {
		c.stop()
		c.wg.Wait()
	}
	if err := c.pc.Close(); err != nil {
		return fmt.Errorf("mediatest: %w", err)
	}
	return nil
}

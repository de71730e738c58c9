package mediatest

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"

	server "github.com/suikao/suikao/proctor/media"
)

// Viewer looks at seats as an officer's page does.
type Viewer struct {
	pc      *webrtc.PeerConnection
	mux     ice.UDPMux
	mic     *webrtc.TrackLocalStaticSample
	packets atomic.Int64
	keys    atomic.Int64
	sounds  atomic.Int64
	streams atomic.Int64
	ssrc    atomic.Uint32
}

// Watch looks at n seats by exchange; talk offers a microphone.
func Watch(ctx context.Context, exchange Exchange, n int, talk bool) (*Viewer, error) {
	var codecs webrtc.MediaEngine
	if err := server.RegisterCodecs(&codecs); err != nil {
		return nil, err
	}
	var se webrtc.SettingEngine
	se.SetIncludeLoopbackCandidate(true)
	se.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() })
	se.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, err
	}
	_ = c.SetReadBuffer(8 << 20) // two hundred cameras come to one socket
	mux := ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: c})
	se.SetICEUDPMux(mux)
	api := webrtc.NewAPI(webrtc.WithMediaEngine(&codecs), webrtc.WithInterceptorRegistry(&interceptor.Registry{}), webrtc.WithSettingEngine(se))
	pc, err := api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		_ = mux.Close()
		return nil, err
	}
	v := &Viewer{pc: pc, mux: mux}
	pc.OnTrack(v.take)
	if err := v.connect(ctx, exchange, n, talk); err != nil {
		_ = v.Close()
		return nil, err
	}
	return v, nil
}

func (v *Viewer) connect(ctx context.Context, exchange Exchange, n int, talk bool) error {
	for range n {
		for _, kind := range []webrtc.RTPCodecType{webrtc.RTPCodecTypeVideo, webrtc.RTPCodecTypeAudio} {
			if _, err := v.pc.AddTransceiverFromKind(kind, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}); err != nil {
				return err
			}
		}
	}
	if talk {
		var err error
		if v.mic, err = webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}, "voice", "officer"); err != nil {
			return err
		}
		if _, err := v.pc.AddTransceiverFromTrack(v.mic, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly}); err != nil {
			return err
		}
	}
	offer, err := v.pc.CreateOffer(nil)
	if err != nil {
		return err
	}
	done := webrtc.GatheringCompletePromise(v.pc)
	if err := v.pc.SetLocalDescription(offer); err != nil {
		return err
	}
	<-done
	answer, err := exchange(ctx, v.pc.LocalDescription().SDP)
	if err != nil {
		return err
	}
	return v.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer})
}

func (v *Viewer) take(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
	v.streams.Add(1)
	buf := make([]byte, 1600)
	var p rtp.Packet
	if t.Kind() == webrtc.RTPCodecTypeVideo {
		v.ssrc.Store(uint32(t.SSRC()))
	}
	for {
		n, _, err := t.Read(buf)
		if err != nil {
			return
		}
		if p.Unmarshal(buf[:n]) != nil {
			continue
		}
		if t.Kind() == webrtc.RTPCodecTypeAudio {
			v.sounds.Add(1)
			continue
		}
		v.packets.Add(1)
		if b := p.Payload; len(b) > 4 && b[0]&0x1f == 0x10 && keyBegins(b) {
			v.keys.Add(1)
		}
	}
}

// keyBegins looks past the descriptor that pion's packetizer writes.
func keyBegins(b []byte) bool {
	at := 1
	if b[0]&0x80 != 0 {
		at += 2
		if b[1]&0x80 != 0 && b[2]&0x80 != 0 {
			at++
		}
	}
	return at < len(b) && b[at]&1 == 0
}

// Packets, Keys and Sounds count what came: of pictures, of those key frames, of sound.
func (v *Viewer) Packets() int64 { return v.packets.Load() }

// Keys is how many key frames began.
func (v *Viewer) Keys() int64 { return v.keys.Load() }

// Sounds is how many packets of sound came.
func (v *Viewer) Sounds() int64 { return v.sounds.Load() }

// Streams is how many streams came.
func (v *Viewer) Streams() int64 { return v.streams.Load() }

// AskKey asks for a whole picture of the last stream.
func (v *Viewer) AskKey() error {
	return v.pc.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: v.ssrc.Load()}})
}

// AskAgain asks for packets of the last stream once more.
func (v *Viewer) AskAgain(seqs ...uint16) error {
	return v.pc.WriteRTCP([]rtcp.Packet{&rtcp.TransportLayerNack{MediaSSRC: v.ssrc.Load(), Nacks: rtcp.NackPairsFromSequenceNumbers(seqs)}})
}

// Speak sends sound for a while.
func (v *Viewer) Speak(d time.Duration) {
	t := time.NewTicker(20 * time.Millisecond)
	defer t.Stop()
	for end := time.Now().Add(d); time.Now().Before(end); <-t.C {
		_ = v.mic.WriteSample(media.Sample{Data: silence, Duration: 20 * time.Millisecond})
	}
}

// Close hangs up.
func (v *Viewer) Close() error { return errors.Join(v.pc.Close(), v.mux.Close()) }

package mediatest

import (
	"context"
	"net"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v4"

	server "github.com/suikao/suikao/proctor/media"
)

// Bare takes cameras and does nothing but read their packets: the least that an ingest by pion costs.
type Bare struct {
	api *webrtc.API
	mux ice.UDPMux
}

// OpenBare takes one UDP port of loopback for all cameras.
func OpenBare() (*Bare, error) {
	var codecs webrtc.MediaEngine
	if err := server.RegisterCodecs(&codecs); err != nil {
		return nil, err
	}
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, err
	}
	_, _ = c.SetReadBuffer(4<<20), c.SetWriteBuffer(4<<20)
	b := &Bare{mux: ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: c})}
	var se webrtc.SettingEngine
	se.SetICEUDPMux(b.mux)
	se.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	se.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	se.SetIncludeLoopbackCandidate(true)
	se.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() })
	b.api = webrtc.NewAPI(webrtc.WithMediaEngine(&codecs), webrtc.WithInterceptorRegistry(&interceptor.Registry{}), webrtc.WithSettingEngine(se))
	return b, nil
}

// Publish answers an offer.
func (b *Bare) Publish(_ context.Context, offer string) (string, error) {
	pc, err := b.api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return "", err
	}
	pc.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		buf := make([]byte, 1600)
		for {
			if _, _, err := t.Read(buf); err != nil {
				return
			}
		}
	})
	if err := pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", err
	}
	answer, err := pc.CreateAnswer(nil)
	if err != nil {
		return "", err
	}
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(answer); err != nil {
		return "", err
	}
	<-gathered
	return pc.LocalDescription().SDP, nil
}

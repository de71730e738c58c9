package media

import (
	"net"
	"net/netip"
)

// MayRelay tells whether the relay of s would relay to a.
func MayRelay(s *Server, a netip.Addr) bool {
	_, own := ownAddress(s.cfg, s.net)
	return own(net.IP(a.AsSlice()))
}

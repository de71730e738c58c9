// Package post sends bodies to addresses that strangers chose, without letting them reach what only this machine can reach.
//
// Why the address is judged where it is dialled (2026-11-23): a name that is looked up, found harmless and looked up again by the dialler may have another address
// by then. Here it is resolved once, every address that it has is judged, and the judged address itself is dialled. Whatever notation a host is written in, it is the
// resolved address that counts. Redirects are answers like others and never followed, no proxy is asked, and answer, headers and time are bounded.
package post

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Refusals. Their texts go into the log of deliveries and say nothing of addresses.
var (
	ErrURL       = errors.New("address not allowed")
	ErrNetwork   = errors.New("network not allowed")
	ErrPort      = errors.New("port not allowed")
	ErrUnknown   = errors.New("host name not found")
	ErrTooLarge  = errors.New("answer too large")
	ErrSlow      = errors.New("no answer in time")
	ErrTLS       = errors.New("certificate not accepted")
	ErrUnreached = errors.New("not reached")
)

// Resolver looks names up; net.DefaultResolver is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Options of a client. The zero value of a field means its default.
type Options struct {
	Ports    []int          // 443
	Networks []netip.Prefix // reached although they are private, and then by http as well: for development
	Timeout  time.Duration  // for all of one post (10 s)
	MaxBody  int64          // bytes of an answer that are read (64 KB)
	Resolver Resolver
	Roots    *x509.CertPool // nil: the system's
}

// Client posts. It is safe for concurrent use.
type Client struct {
	o    Options
	http *http.Client
}

// New returns a client.
func New(o Options) *Client {
	if len(o.Ports) == 0 {
		o.Ports = []int{443}
	}
	if o.Timeout == 0 {
		o.Timeout = 10 * time.Second
	}
	if o.MaxBody == 0 {
		o.MaxBody = 64 << 10
	}
	if o.Resolver == nil {
		o.Resolver = net.DefaultResolver
	}
	c := &Client{o: o}
	c.http = &http.Client{
		Timeout:       o.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy: nil, DialContext: c.dial, DisableKeepAlives: true, DisableCompression: true, ForceAttemptHTTP2: false, TLSHandshakeTimeout: o.Timeout, ResponseHeaderTimeout: o.Timeout,
			MaxResponseHeaderBytes: 16 << 10, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.Roots},
		},
	}
	return c
}

// Allowed refuses an address that is not https to a host name with a dot and an allowed port: ErrURL, ErrPort. Where the name leads is judged when it is dialled.
func (c *Client) Allowed(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || u.Opaque != "" || strings.ContainsAny(text, " \t\r\n\\") {
		return ErrURL
	}
	if u.Scheme != "https" && (u.Scheme != "http" || len(c.o.Networks) == 0) {
		return ErrURL
	}
	host := strings.TrimSuffix(u.Hostname(), ".")
	if addr, err := netip.ParseAddr(host); err == nil {
		if c.chosen(addr.WithZone("").Unmap()) {
			return nil
		}
		return ErrURL
	}
	if last := host[strings.LastIndex(host, ".")+1:]; len(c.o.Networks) == 0 && (!strings.Contains(host, ".") || last == "localhost" || last == "local" || last == "internal" || last == "" || numeric(last)) {
		return ErrURL
	}
	return c.port(u)
}

// numeric reports a last label such as 1, 0x7f or 017: no top-level domain is one, but some resolvers take such hosts for addresses.
func numeric(label string) bool {
	_, err := strconv.ParseUint(label, 0, 64)
	return err == nil || strings.Trim(label, "0123456789") == ""
}

func (c *Client) port(u *url.URL) error {
	port := u.Port()
	if port == "" {
		port = map[string]string{"https": "443", "http": "80"}[u.Scheme]
	}
	n, err := strconv.Atoi(port)
	if err != nil || !slices.Contains(c.o.Ports, n) && len(c.o.Networks) == 0 {
		return ErrPort
	}
	return nil
}

// Post sends body once and returns the status of the answer, whatever it is. The body of the answer is read up to the bound and thrown away.
func (c *Client) Post(ctx context.Context, to string, header map[string]string, body []byte) (int, error) {
	if err := c.Allowed(to); err != nil {
		return 0, err
	}
	ctx, stop := context.WithTimeout(ctx, c.o.Timeout)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return 0, ErrURL
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	req.Header.Set("User-Agent", "SuiKao-Webhook")
	res, err := c.http.Do(req)
	if err != nil {
		return 0, named(err)
	}
	defer func() { _ = res.Body.Close() }()
	n, err := io.Copy(io.Discard, io.LimitReader(res.Body, c.o.MaxBody+1))
	switch {
	case err != nil:
		return res.StatusCode, named(err)
	case n > c.o.MaxBody:
		return res.StatusCode, ErrTooLarge
	}
	return res.StatusCode, nil
}

// named makes an error of the transport one that says nothing of addresses.
func named(err error) error {
	for _, known := range []error{ErrNetwork, ErrPort, ErrUnknown} {
		if errors.Is(err, known) {
			return known
		}
	}
	var slow net.Error
	var cert *tls.CertificateVerificationError
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &slow) && slow.Timeout():
		return ErrSlow
	case errors.As(err, &cert):
		return ErrTLS
	case strings.Contains(err.Error(), "response headers exceeded"):
		return ErrTooLarge
	}
	return ErrUnreached
}

// dial resolves the host once, judges every address that it has, and connects to one of them.
func (c *Client) dial(ctx context.Context, network, at string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(at)
	if err != nil {
		return nil, ErrURL
	}
	addrs := []netip.Addr{}
	if addr, err := netip.ParseAddr(host); err == nil {
		addrs = append(addrs, addr)
	} else if addrs, err = c.o.Resolver.LookupNetIP(ctx, "ip", host); err != nil || len(addrs) == 0 {
		return nil, ErrUnknown
	}
	n, _ := strconv.Atoi(port)
	for _, a := range addrs {
		if err := c.judge(a, slices.Contains(c.o.Ports, n)); err != nil {
			return nil, err
		}
	}
	var failed error
	for _, a := range addrs {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, netip.AddrPortFrom(a.Unmap(), uint16(n)).String()) //nolint:gosec // a port
		if err == nil {
			return conn, nil
		}
		failed = err
	}
	return nil, failed
}

// chosen reports an address in one of the networks that the configuration opens.
func (c *Client) chosen(a netip.Addr) bool {
	return slices.ContainsFunc(c.o.Networks, func(p netip.Prefix) bool { return p.Contains(a) })
}

// judge refuses addresses that are not on the open internet, and ports that are not allowed there.
func (c *Client) judge(a netip.Addr, port bool) error {
	a = a.WithZone("").Unmap()
	if c.chosen(a) {
		return nil
	}
	switch {
	case !a.IsGlobalUnicast(), a.IsPrivate(), a.IsLoopback(), a.IsLinkLocalUnicast(), slices.ContainsFunc(closed, func(p netip.Prefix) bool { return p.Contains(a) }):
		return ErrNetwork
	case !port:
		return ErrPort
	}
	return nil
}

// closed are the ranges of the special-purpose registries (RFC 6890 and later) that are global unicast by their form, among them all that carry an IPv4 address inside.
var closed = func() []netip.Prefix {
	var out []netip.Prefix
	for _, text := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", // IPv4
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10", // IPv6
	} {
		out = append(out, netip.MustParsePrefix(text))
	}
	return out
}()

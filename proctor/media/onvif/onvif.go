package onvif

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // WS-Security UsernameToken Profile 1.1 as cameras speak it
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Camera is one camera.
type Camera struct {
	device   *url.URL // its device service, without the password
	user     string
	password string
	profile  string // a token; empty: the largest in H.264
	http     *http.Client
	now      func() time.Time
}

const (
	answerFor  = 5 * time.Second
	longest    = 1 << 20
	deviceNS   = "http://www.onvif.org/ver10/device/wsdl"
	mediaNS    = "http://www.onvif.org/ver10/media/wsdl"
	schemaNS   = "http://www.onvif.org/ver10/schema"
	envelopeNS = "http://www.w3.org/2003/05/soap-envelope"
	secretNS   = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
	utilityNS  = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
	digestForm = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest"
)

// Parse reads onvif://user:password@host[:port][/path][?profile=TOKEN]; onvifs:// speaks TLS. Errors name no password.
func Parse(address string) (*Camera, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("onvif: the address cannot be read") // the library's error quotes it
	}
	scheme := map[string]string{"onvif": "http", "onvifs": "https"}[u.Scheme]
	if scheme == "" || u.Hostname() == "" {
		return nil, errors.New("onvif: want onvif://user:password@host")
	}
	c := &Camera{device: &url.URL{Scheme: scheme, Host: u.Host, Path: cmp.Or(strings.TrimSuffix(u.Path, "/"), "/onvif/device_service")}, profile: u.Query().Get("profile"),
		http: &http.Client{Timeout: answerFor, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, now: time.Now}
	if u.User != nil {
		c.user = u.User.Username()
		c.password, _ = u.User.Password()
	}
	return c, nil
}

// Stream asks the camera where its stream is: an address of RTSP with user and password in it, never to be logged.
func (c *Camera) Stream(ctx context.Context) (string, error) {
	ahead, err := c.clock(ctx)
	if err != nil {
		return "", err
	}
	media, err := c.media(ctx, ahead)
	if err != nil {
		return "", err
	}
	token, err := c.choose(ctx, media, ahead)
	if err != nil {
		return "", err
	}
	var out struct {
		URI string `xml:"Body>GetStreamUriResponse>MediaUri>Uri"`
	}
	ask := `<GetStreamUri xmlns="` + mediaNS + `"><StreamSetup><Stream xmlns="` + schemaNS + `">RTP-Unicast</Stream><Transport xmlns="` + schemaNS +
		`"><Protocol>RTSP</Protocol></Transport></StreamSetup><ProfileToken>` + escaped(token) + `</ProfileToken></GetStreamUri>`
	if err := c.ask(ctx, media, ask, ahead, &out); err != nil {
		return "", err
	}
	u, err := url.Parse(strings.TrimSpace(out.URI))
	if err != nil || u.Scheme != "rtsp" && u.Scheme != "rtsps" {
		return "", errors.New("onvif: the camera names no stream of RTSP")
	}
	c.here(u)
	if c.user != "" {
		u.User = url.UserPassword(c.user, c.password)
	}
	return u.String(), nil
}

// here lets an address that the camera named keep port and path alone.
func (c *Camera) here(u *url.URL) {
	port := u.Port()
	u.Host, u.User = c.device.Hostname(), nil
	if strings.Contains(u.Host, ":") {
		u.Host = "[" + u.Host + "]"
	}
	if port != "" {
		u.Host = net.JoinHostPort(c.device.Hostname(), port)
	}
}

// clock is how far the camera's clock is ahead: a digest is good by that clock alone. One that does not tell is taken to be right.
func (c *Camera) clock(ctx context.Context) (time.Duration, error) {
	var out struct {
		UTC struct {
			Year   int `xml:"Date>Year"`
			Month  int `xml:"Date>Month"`
			Day    int `xml:"Date>Day"`
			Hour   int `xml:"Time>Hour"`
			Minute int `xml:"Time>Minute"`
			Second int `xml:"Time>Second"`
		} `xml:"Body>GetSystemDateAndTimeResponse>SystemDateAndTime>UTCDateTime"`
	}
	err := c.send(ctx, c.device, `<GetSystemDateAndTime xmlns="`+deviceNS+`"/>`, "", &out)
	var said *Fault
	if err != nil && !errors.As(err, &said) {
		return 0, err
	}
	if t := out.UTC; t.Year > 1970 {
		return time.Date(t.Year, time.Month(t.Month), t.Day, t.Hour, t.Minute, t.Second, 0, time.UTC).Sub(c.now()), nil
	}
	return 0, nil
}

// media is where the media service is.
func (c *Camera) media(ctx context.Context, ahead time.Duration) (*url.URL, error) {
	var out struct {
		At string `xml:"Body>GetCapabilitiesResponse>Capabilities>Media>XAddr"`
	}
	if err := c.ask(ctx, c.device, `<GetCapabilities xmlns="`+deviceNS+`"><Category>Media</Category></GetCapabilities>`, ahead, &out); err != nil {
		return nil, err
	}
	u, err := url.Parse(strings.TrimSpace(out.At))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("onvif: the camera names no media service")
	}
	c.here(u)
	if c.device.Scheme == "https" && u.Scheme == "http" {
		return nil, errors.New("onvif: the camera's media service is not on TLS")
	}
	return u, nil
}

type profile struct {
	Token  string `xml:"token,attr"`
	Codec  string `xml:"VideoEncoderConfiguration>Encoding"`
	Width  int    `xml:"VideoEncoderConfiguration>Resolution>Width"`
	Height int    `xml:"VideoEncoderConfiguration>Resolution>Height"`
}

// choose is the token of the profile to be recorded.
func (c *Camera) choose(ctx context.Context, media *url.URL, ahead time.Duration) (string, error) {
	var out struct {
		List []profile `xml:"Body>GetProfilesResponse>Profiles"`
	}
	if err := c.ask(ctx, media, `<GetProfiles xmlns="`+mediaNS+`"/>`, ahead, &out); err != nil {
		return "", err
	}
	if c.profile != "" {
		if !slices.ContainsFunc(out.List, func(p profile) bool { return p.Token == c.profile }) {
			return "", fmt.Errorf("onvif: the camera has no profile %q", c.profile)
		}
		return c.profile, nil
	}
	best := -1
	for i, p := range out.List {
		if p.Codec == "H264" && (best < 0 || p.Width*p.Height > out.List[best].Width*out.List[best].Height) {
			best = i
		}
	}
	if len(out.List) == 0 {
		return "", errors.New("onvif: the camera has no profile")
	}
	return out.List[max(best, 0)].Token, nil
}

// Fault is what a camera refused.
type Fault struct{ Reason string }

// Error implements error.
func (f *Fault) Error() string { return "onvif: the camera refused: " + f.Reason }

// ask asks with the password's digest.
func (c *Camera) ask(ctx context.Context, at *url.URL, body string, ahead time.Duration, out any) error {
	head := ""
	if c.user != "" {
		nonce := make([]byte, 20)
		if _, err := rand.Read(nonce); err != nil {
			return err
		}
		created := c.now().Add(ahead).UTC().Format("2006-01-02T15:04:05.000Z")
		head = fmt.Sprintf(`<s:Header><w:Security xmlns:w="%s" s:mustUnderstand="1"><w:UsernameToken><w:Username>%s</w:Username><w:Password Type="%s">%s</w:Password><w:Nonce>%s</w:Nonce><u:Created xmlns:u="%s">%s</u:Created></w:UsernameToken></w:Security></s:Header>`,
			secretNS, escaped(c.user), digestForm, Digest(nonce, created, c.password), base64.StdEncoding.EncodeToString(nonce), utilityNS, created)
	}
	return c.send(ctx, at, body, head, out)
}

// Digest is the PasswordDigest of WS-Security: SHA-1 over nonce, time and password.
func Digest(nonce []byte, created, password string) string {
	sum := sha1.Sum(slices.Concat(nonce, []byte(created), []byte(password))) //nolint:gosec // as above
	return base64.StdEncoding.EncodeToString(sum[:])
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

func (c *Camera) send(ctx context.Context, at *url.URL, body, head string, out any) error {
	text := `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="` + envelopeNS + `">` + head + `<s:Body>` + body + `</s:Body></s:Envelope>`
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, at.String(), strings.NewReader(text))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/soap+xml; charset=utf-8")
	res, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("onvif: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(res.Body, longest))
	if err != nil {
		return fmt.Errorf("onvif: %w", err)
	}
	var wrong struct {
		Reason string `xml:"Body>Fault>Reason>Text"`
		Code   string `xml:"Body>Fault>Code>Subcode>Value"`
	}
	if res.StatusCode != http.StatusOK {
		_ = xml.Unmarshal(answer, &wrong)
		return &Fault{cmp.Or(strings.TrimSpace(wrong.Reason), strings.TrimSpace(wrong.Code), res.Status)}
	}
	if err := xml.Unmarshal(answer, &wrong); err != nil {
		return fmt.Errorf("onvif: the answer cannot be read: %w", err)
	}
	if wrong.Reason != "" || wrong.Code != "" {
		return &Fault{cmp.Or(strings.TrimSpace(wrong.Reason), wrong.Code)}
	}
	return xml.Unmarshal(answer, out)
}

package mediatest

import (
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/suikao/suikao/proctor/media/onvif"
)

// Onvif is a camera that tells by ONVIF where its stream is, as cameras in the field do: WS-Security digests good for five seconds by its
// own clock and once, SOAP faults for everything else, addresses of a network that nobody else is in.
type Onvif struct {
	*httptest.Server
	User, Password string
	Stream         string        // rtsp://…
	Ahead          time.Duration // of its clock
	Profiles       string        // in XML; empty: a large one in H.265, a large and a small one in H.264

	mu     sync.Mutex
	asked  []string
	nonces map[string]bool
}

// StartOnvif serves it on loopback.
func StartOnvif(o *Onvif) *Onvif {
	o.nonces = map[string]bool{}
	o.Server = httptest.NewServer(http.HandlerFunc(o.serve))
	return o
}

// Address is how it is configured.
func (o *Onvif) Address() string {
	return fmt.Sprintf("onvif://%s:%s@%s", o.User, o.Password, strings.TrimPrefix(o.URL, "http://"))
}

// Asked lists what it was asked and answered.
func (o *Onvif) Asked() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]string(nil), o.asked...)
}

type soap struct {
	Token struct {
		User     string `xml:"Username"`
		Password string `xml:"Password"`
		Nonce    string `xml:"Nonce"`
		Created  string `xml:"Created"`
	} `xml:"Header>Security>UsernameToken"`
	Body struct {
		Inner []byte `xml:",innerxml"`
	} `xml:"Body"`
}

func (o *Onvif) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var in soap
	if err := xml.Unmarshal(body, &in); err != nil {
		o.fault(w, http.StatusBadRequest, "ter:WellFormed")
		return
	}
	var ask struct{ XMLName xml.Name }
	_ = xml.Unmarshal(in.Body.Inner, &ask)
	name := ask.XMLName.Local
	if name != "GetSystemDateAndTime" && !o.knows(in) {
		o.fault(w, http.StatusBadRequest, "ter:NotAuthorized")
		return
	}
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(o.URL, "http://"))
	now, out := time.Now().Add(o.Ahead).UTC(), ""
	switch {
	case name == "GetSystemDateAndTime":
		out = fmt.Sprintf(`<tds:GetSystemDateAndTimeResponse xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><tds:SystemDateAndTime><tt:UTCDateTime><tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time><tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`,
			now.Hour(), now.Minute(), now.Second(), now.Year(), now.Month(), now.Day())
	case name == "GetCapabilities" && r.URL.Path == "/onvif/device_service":
		out = `<tds:GetCapabilitiesResponse xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><tds:Capabilities><tt:Media><tt:XAddr>http://192.168.1.64:` + port + `/onvif/media_service</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>`
	case name == "GetProfiles" && r.URL.Path == "/onvif/media_service":
		out = `<trt:GetProfilesResponse xmlns:trt="http://www.onvif.org/ver10/media/wsdl">` + o.profiles() + `</trt:GetProfilesResponse>`
	case name == "GetStreamUri" && strings.Contains(string(in.Body.Inner), "RTP-Unicast"):
		var of struct {
			Token string `xml:"ProfileToken"`
		}
		_ = xml.Unmarshal(in.Body.Inner, &of)
		name += " " + of.Token
		out = `<trt:GetStreamUriResponse xmlns:trt="http://www.onvif.org/ver10/media/wsdl"><trt:MediaUri><tt:Uri>` + o.Stream + `</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>`
	default:
		o.fault(w, http.StatusBadRequest, "ter:ActionNotSupported")
		return
	}
	o.mu.Lock()
	o.asked = append(o.asked, name)
	o.mu.Unlock()
	w.Header().Set("Content-Type", "application/soap+xml")
	_, _ = fmt.Fprintf(w, `<?xml version="1.0"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema"><env:Body>%s</env:Body></env:Envelope>`, out)
}

func (o *Onvif) profiles() string {
	if o.Profiles != "" {
		return o.Profiles
	}
	one := func(token, codec string, w, h int) string {
		return fmt.Sprintf(`<trt:Profiles token="%s"><tt:Name>%s</tt:Name><tt:VideoEncoderConfiguration><tt:Encoding>%s</tt:Encoding><tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution></tt:VideoEncoderConfiguration></trt:Profiles>`, token, token, codec, w, h)
	}
	return one("main", "H265", 2560, 1440) + one("small", "H264", 640, 360) + one("second", "H264", 1280, 720)
}

func (o *Onvif) fault(w http.ResponseWriter, status int, code string) {
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, `<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body><env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>%s</env:Value></env:Subcode></env:Code><env:Reason><env:Text xml:lang="en">%s</env:Text></env:Reason></env:Fault></env:Body></env:Envelope>`, code, code)
}

// knows checks the digest: by its own clock, and each nonce once.
func (o *Onvif) knows(in soap) bool {
	created, err := time.Parse(time.RFC3339, in.Token.Created)
	nonce, nerr := base64.StdEncoding.DecodeString(in.Token.Nonce)
	o.mu.Lock()
	defer o.mu.Unlock()
	used := o.nonces[in.Token.Nonce]
	o.nonces[in.Token.Nonce] = true
	return err == nil && nerr == nil && !used && len(nonce) >= 8 && created.Sub(time.Now().Add(o.Ahead)).Abs() <= 5*time.Second &&
		in.Token.User == o.User && in.Token.Password == onvif.Digest(nonce, in.Token.Created, o.Password)
}

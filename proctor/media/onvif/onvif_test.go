package onvif_test

import (
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/proctor/media/mediatest"
	"github.com/suikao/suikao/proctor/media/onvif"
)

func stream(t *testing.T, address string) (string, error) {
	t.Helper()
	c, err := onvif.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return c.Stream(t.Context())
}

// The example of the UsernameToken profile as ONVIF's programmer's guide gives it (9.5).
func TestTheDigestIsThatOfTheGuide(t *testing.T) {
	nonce, _ := base64.StdEncoding.DecodeString("LKqI6G/AikKCQrN0zqZFlg==")
	if got := onvif.Digest(nonce, "2010-09-16T07:50:45Z", "userpassword"); got != "tuOSpGlFlIXsozq4HFNeeGeFLEI=" {
		t.Error(got)
	}
}

func TestACameraTellsWhereItsStreamIs(t *testing.T) {
	o := mediatest.StartOnvif(&mediatest.Onvif{User: "viewer", Password: "a&b", Stream: "rtsp://192.168.1.64:8554/Streaming/101?x=1&amp;y=2", Ahead: -3 * time.Hour})
	defer o.Close()
	address := strings.Replace(o.Address(), "a&b", "a%26b", 1) // either way is one password
	got, err := stream(t, address)
	if err != nil || got != "rtsp://viewer:a&b@127.0.0.1:8554/Streaming/101?x=1&y=2" {
		t.Fatal(got, err)
	}
	want := []string{"GetSystemDateAndTime", "GetCapabilities", "GetProfiles", "GetStreamUri second"}
	if asked := o.Asked(); !slices.Equal(asked, want) {
		t.Errorf("%q", asked)
	}
	if _, err := stream(t, address+"?profile=main"); err != nil || o.Asked()[7] != "GetStreamUri main" {
		t.Errorf("the profile that is named: %v %q", err, o.Asked())
	}
	if _, err := stream(t, address+"?profile=third"); err == nil {
		t.Error("a profile that there is not")
	}
}

func TestACameraThatRefuses(t *testing.T) {
	o := mediatest.StartOnvif(&mediatest.Onvif{User: "viewer", Password: "right", Stream: "http://127.0.0.1/elsewhere"})
	defer o.Close()
	_, err := stream(t, strings.Replace(o.Address(), "right", "wrong", 1))
	var said *onvif.Fault
	if !errors.As(err, &said) || said.Reason != "ter:NotAuthorized" || strings.Contains(err.Error(), "wrong") {
		t.Errorf("a wrong password: %v", err)
	}
	if got, err := stream(t, o.Address()); err == nil {
		t.Errorf("a stream that is none: %s", got)
	}
	o.Profiles = "<x/>"
	if got, err := stream(t, o.Address()); err == nil {
		t.Errorf("no profile: %s", got)
	}
	for name, answer := range map[string]string{"no XML": "hello", "nothing": "", "another envelope": "<a/>", "cut off": "<a><b>", "too long": "<a>" + strings.Repeat("x", 2<<20)} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(answer)) }))
		if got, err := stream(t, "onvif://u:p@"+strings.TrimPrefix(s.URL, "http://")); err == nil {
			t.Errorf("%s: %s", name, got)
		}
		s.Close()
	}
	moved := httptest.NewServer(http.RedirectHandler(o.URL+"/onvif/device_service", http.StatusTemporaryRedirect))
	defer moved.Close()
	before := len(o.Asked())
	if got, err := stream(t, "onvif://viewer:right@"+strings.TrimPrefix(moved.URL, "http://")); err == nil || len(o.Asked()) != before {
		t.Errorf("sent elsewhere: %s", got)
	}
}

func TestAddressesThatCannotBe(t *testing.T) {
	for _, address := range []string{"", "http://host", "onvif://", "onvif://u:secret@ho st", "onvif://u:secret@host:port", "rtsp://u:secret@host/1"} {
		if _, err := onvif.Parse(address); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
}

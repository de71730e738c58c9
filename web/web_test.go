package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/suikao/suikao/web"
)

func TestFontsOfCertificatesAreInsideAndNotServed(t *testing.T) {
	if !web.Built() {
		t.Skip("the pages are not built")
	}
	files, err := web.Fonts()
	if err != nil || len(files) != 2 {
		t.Fatalf("%d fonts, %v", len(files), err)
	}
	var head [4]byte
	if _, err := files[1].ReadAt(head[:], 0); err != nil || head != [4]byte{0, 1, 0, 0} {
		t.Errorf("%x %v", head, err)
	}
	w := httptest.NewRecorder()
	web.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/fonts/NotoSansSC-Regular.ttf", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
}

package bench

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/suikao/suikao/proctor/vision/clips"
)

// Kiosk is what a seat's browser looks with: the pages, and the path of their worker that looks for faces.
type Kiosk struct {
	Pages  http.Handler
	Worker string
}

// kioskPage has the worker look at pictures one after the other and posts what came of it.
//
//go:embed kiosk.js
var kioskPage string

// How a browser is measured.
const (
	kioskPictures = 12
	kioskLooks    = 40
	kioskFirst    = 5 // looks in which the browser still compiles
	kioskFor      = 3 * time.Minute
)

// kioskResult is what the page says.
type kioskResult struct {
	Failed string    `json:"failed"`
	Faces  []int     `json:"faces"`
	MS     []float64 `json:"ms"`
}

// kioskCost is how long the worker of the seat's page takes for one picture in a headless Chromium, ms, median; "n/a" where there is
// no Chromium.
func kioskCost(ctx context.Context, k Kiosk) (string, error) {
	browser, err := chromium()
	if err != nil {
		return "n/a", nil
	}
	if k.Worker == "" {
		return "", errors.New("the pages are not built into this program (make build)")
	}
	pictures := make([][]byte, kioskPictures)
	honest, _ := clips.Named("honest", 4242)
	for i := range pictures {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, honest.Picture(i), nil); err != nil {
			return "", err
		}
		pictures[i] = b.Bytes()
	}
	ctx, stop := context.WithTimeout(ctx, kioskFor)
	defer stop()
	result := make(chan kioskResult, 1)
	address, end, err := serveKiosk(k, pictures, result)
	if err != nil {
		return "", err
	}
	defer end()
	home, err := os.MkdirTemp("", "suikao-browser-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(home) }()
	c, err := spawn(exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--user-data-dir="+home, "http://"+address+"/measure"), filepath.Join(home, "said.log"))
	if err != nil {
		return "", err
	}
	defer c.kill()
	select {
	case r := <-result:
		return r.cost()
	case <-c.done:
		return "", fmt.Errorf("the browser ended: %s", c.said())
	case <-ctx.Done():
		return "", fmt.Errorf("the browser did not answer in %s: %s", kioskFor, c.said())
	}
}

// cost is the median of the looks that found the one face of the pictures; it is an error when any did not.
func (r kioskResult) cost() (string, error) {
	if r.Failed != "" {
		return "", errors.New("the seat's page cannot look: " + r.Failed)
	}
	if len(r.MS) != kioskLooks || len(r.Faces) != kioskLooks {
		return "", fmt.Errorf("the seat's page looked %d times", len(r.MS))
	}
	for _, n := range r.Faces {
		if n != 1 {
			return "", fmt.Errorf("the seat's page sees %v faces where one is", r.Faces)
		}
	}
	return fmt.Sprintf("%.1f", median(r.MS[kioskFirst:])), nil
}

// chromium is the browser of the tests: $CHROMIUM, or Debian's.
func chromium() (string, error) {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return exec.LookPath(path)
	}
	return find("chromium")
}

// serveKiosk serves the pages, the page that measures, and the pictures, on loopback.
func serveKiosk(k Kiosk, pictures [][]byte, result chan<- kioskResult) (address string, end func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", k.Pages)
	text := func(path, kind, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = io.WriteString(w, body)
		})
	}
	text("/measure", "text/html", `<!doctype html><title>measure</title><script src="/measure.js"></script>`)
	text("/measure.js", "text/javascript", strings.NewReplacer("WORKER", k.Worker, "PICTURES", strconv.Itoa(len(pictures)), "LOOKS", strconv.Itoa(kioskLooks)).Replace(kioskPage))
	mux.HandleFunc("/picture", func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(r.FormValue("n"))
		if err != nil || n < 0 || n >= len(pictures) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "image/jpeg")
		_, _ = w.Write(pictures[n])
	})
	mux.HandleFunc("/result", func(_ http.ResponseWriter, r *http.Request) {
		var got kioskResult
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			got.Failed = err.Error()
		}
		select {
		case result <- got:
		default:
		}
	})
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = srv.Serve(l) }()
	return l.Addr().String(), func() { _ = srv.Close() }, nil
}

// Package web embeds the built pages and serves them with their cache and security headers.
//
// Four entries: the portal at /, the kiosk at /kiosk, the console at /console, the public check at /verify. Inside an
// entry the address is the page's own (history routing), so any address below an entry answers with that entry.
package web

import (
	"embed"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed all:dist
var dist embed.FS

// policy is the content security policy of every page: nothing from elsewhere, no inline script. Inline style attributes
// are allowed, because the component libraries place their pop-ups with them.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
	"connect-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

// workerPolicy is that of workers, which have none of their page's: they reckon, by WebAssembly too, with what this server sends.
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

var entries = []struct{ prefix, file string }{
	{"/kiosk", "kiosk.html"}, {"/console", "console.html"}, {"/verify", "verify.html"},
	{"/V", "verify.html"}, {"/W", "verify.html"}, // codes of permits and wallets, for whoever scans them with an ordinary scanner
	{"/", "portal.html"},
}

// Models are the models of faces that the pages were built with, and the server looks with; empty in a build without them.
func Models() fs.FS {
	files, err := fs.Sub(dist, "dist/models")
	if err != nil {
		panic(err) // the name is constant
	}
	return files
}

// Fonts are the fonts of certificates, the preferred one first; empty in a build without the pages. They are read where they lie in the program.
func Fonts() ([]io.ReaderAt, error) {
	var out []io.ReaderAt
	for _, name := range []string{"NotoSansSC-Regular.ttf", "NotoSansJP-Regular.ttf"} {
		f, err := dist.Open("dist/" + fontFolder + name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		out = append(out, f.(io.ReaderAt)) // embedded files are
	}
	return out, nil
}

// fontFolder holds what no page loads: it is not served.
const fontFolder = "fonts/"

// SeeingWorker is the path of the script with which a seat's page looks for faces; empty in a build without the pages.
func SeeingWorker() string {
	found, err := fs.Glob(dist, "dist/assets/seeing.worker-*.js")
	if err != nil || len(found) == 0 {
		return ""
	}
	return strings.TrimPrefix(found[0], "dist")
}

// Built reports whether the pages were built into this program.
func Built() bool {
	_, err := fs.Stat(dist, "dist/portal.html")
	return err == nil
}

// Handler serves the pages and their assets.
func Handler() http.Handler {
	_ = mime.AddExtensionType(".webmanifest", "application/manifest+json") // few systems know it
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is embedded; its name is constant
	}
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "405", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if st, err := fs.Stat(files, name); err == nil && !st.IsDir() && !strings.HasSuffix(name, ".html") && !strings.HasPrefix(name, fontFolder) {
			if strings.HasPrefix(name, "assets/") { // names carry a content hash
				w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
				if strings.Contains(name, ".worker-") {
					w.Header().Set("Content-Security-Policy", workerPolicy)
				}
			} else {
				w.Header().Set("Cache-Control", "no-cache")
			}
			server.ServeHTTP(w, r)
			return
		}
		if path.Ext(name) != "" && !strings.HasSuffix(name, ".html") {
			http.NotFound(w, r) // a missing asset is not a page
			return
		}
		page(w, files, r.URL.Path)
	})
}

func page(w http.ResponseWriter, files fs.FS, address string) {
	for _, e := range entries {
		if address != e.prefix && !strings.HasPrefix(address, strings.TrimSuffix(e.prefix, "/")+"/") {
			continue
		}
		body, err := fs.ReadFile(files, e.file)
		if err != nil {
			http.Error(w, "the pages are not built into this program: run make web", http.StatusServiceUnavailable)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "no-cache")
		h.Set("Content-Security-Policy", policy)
		h.Set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
		_, _ = w.Write(body)
		return
	}
}

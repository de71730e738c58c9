package interchange

import (
	"path"
	"slices"
	"strings"

	"github.com/suikao/suikao/internal/sheet"
)

// film is a clip of marked-up text while it is read: a video or an object, its still, and the words that stand for it. An object
// that says that it is a picture is one.
type film struct {
	element string
	clip    image
	kind    string // media type as the text says
	poster  string
	stills  []image
	words   strings.Builder
	deep    int // elements of the same kinds within
}

var filmNames = []string{"video", "object"}

// begin opens a clip. Where nothing of the text is seen, nobody sees the clip either.
func (r *rich) begin(name string, attrs map[string]string) {
	if r.hidden > 0 {
		r.picture = true
		return
	}
	f := &film{element: name, clip: imageOf(attrs), kind: strings.ToLower(strings.TrimSpace(attrs["type"])), poster: strings.TrimSpace(attrs["poster"])}
	for _, label := range []string{"arialabel", "aria-label", "title", "alt"} {
		if s := sheet.Clean(attrs[label]); s != "" {
			f.clip.alt = s
			break
		}
	}
	r.film = f
}

// within takes an element inside a clip.
func (f *film) within(r *rich, name string, attrs map[string]string) {
	switch {
	case name == "source":
		if kind := strings.ToLower(strings.TrimSpace(attrs["type"])); f.clip.src == "" && (kind == "" || strings.HasPrefix(kind, "video/")) {
			f.clip.src, f.kind = strings.TrimSpace(attrs["src"]), kind
		}
	case name == "track": // spoken words that stand beside the clip: there is no place for them
		r.markup = true
	case name == "br":
		f.words.WriteByte('\n')
	case slices.Contains(filmNames, name):
		f.deep++
		r.picture = true
	case slices.Contains(pictureNames, name):
		r.picture = true
	}
}

// finish closes the clip and takes it, its still behind it.
func (r *rich) finish() {
	f := r.film
	r.film = nil
	if f.clip.alt == "" {
		f.clip.alt = sheet.Clean(f.words.String())
	}
	says := func(prefix string, ends ...string) bool {
		end := strings.ToLower(path.Ext(unescaped(f.clip.src)))
		return strings.HasPrefix(f.kind, prefix) || f.kind == "" && slices.Contains(ends, end)
	}
	switch {
	case f.clip.src == "":
		r.picture = true
	case f.element == "video" || says("video/", ".webm", ".mp4", ".m4v"):
		r.images = append(r.images, f.clip)
		if len(f.stills) == 0 && f.poster != "" { // it has no words of its own: it shows the clip
			f.stills = []image{{src: f.poster, alt: f.clip.alt}}
		}
		for i, s := range f.stills { // some programs write what stands for the clip twice
			if !slices.ContainsFunc(f.stills[:i], func(o image) bool { return o.src == s.src }) {
				r.images = append(r.images, s)
			}
		}
	case says("image/", ".png", ".jpg", ".jpeg", ".svg") && len(f.stills) == 0:
		r.images = append(r.images, f.clip)
	default:
		r.picture = true
	}
}

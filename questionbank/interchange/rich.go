package interchange

import (
	"html"
	"slices"
	"strings"
	"unicode"

	"github.com/suikao/suikao/internal/sheet"
)

// rich makes plain text of marked-up text, element by element. Line breaks and blocks become line ends, raised and
// lowered figures their own characters; what no text can say is noted.
type rich struct {
	out     strings.Builder
	last    rune
	hidden  int       // inside elements whose text nobody sees
	scripts []*script // open raised or lowered parts
	picture bool      // something that is neither text nor a picture: the item is not complete without it
	images  []image   // in their order
	markup  bool      // emphasis, colours, links
	film    *film     // that is being read
}

type script struct {
	name string
	text strings.Builder
}

var (
	blockNames   = []string{"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dd", "dt", "dl", "section", "prompt"}
	pictureNames = []string{"image", "object", "video", "audio", "svg", "math", "canvas", "iframe", "embed", "picture", "table", "include", "mediainteraction"}
	markupNames  = []string{"b", "strong", "i", "em", "u", "font", "a", "s", "del", "ins", "mark", "code"}
	hiddenNames  = []string{"script", "style", "head", "title", "feedbackinline", "feedbackblock", "rubricblock", "templateinline", "templateblock"}
)

func (r *rich) start(name string, attrs map[string]string) {
	switch {
	case r.film != nil:
		r.film.within(r, name, attrs)
	case slices.Contains(filmNames, name):
		r.begin(name, attrs)
	case name == "a" && strings.Contains(attrs["href"], "@@PLUGINFILE@@"): // Moodle makes a player of it
		r.picture = true
	case slices.Contains(hiddenNames, name):
		r.hidden++
	case slices.Contains(pictureNames, name):
		r.picture = true
	case slices.Contains(markupNames, name):
		r.markup = true
	case name == "br":
		r.put("\n")
	case name == "sup" || name == "sub":
		r.scripts = append(r.scripts, &script{name: name})
	case slices.Contains(blockNames, name):
		r.line()
	}
}

// image takes a picture that stands in the text.
func (r *rich) image(attrs map[string]string) {
	switch {
	case r.film != nil:
		r.film.stills = append(r.film.stills, imageOf(attrs))
	case r.hidden == 0:
		r.images = append(r.images, imageOf(attrs))
	}
}

// wordless reports whether something stands in the text that no words can say.
func (r *rich) wordless() bool { return r.picture || len(r.images) > 0 }

func (r *rich) end(name string) {
	switch {
	case r.film != nil:
		switch {
		case !slices.Contains(filmNames, name):
		case r.film.deep > 0:
			r.film.deep--
		default:
			r.finish()
		}
	case slices.Contains(hiddenNames, name):
		r.hidden = max(0, r.hidden-1)
	case slices.Contains(blockNames, name):
		r.line()
	case (name == "sup" || name == "sub") && len(r.scripts) > 0:
		s := r.scripts[len(r.scripts)-1]
		text := moved(s.name, s.text.String())
		r.scripts = r.scripts[:len(r.scripts)-1]
		r.put(text)
	}
}

// line ends the line that has been begun.
func (r *rich) line() {
	if r.out.Len() > 0 && r.last != '\n' {
		r.put("\n")
	}
}

func (r *rich) put(s string) {
	if r.hidden > 0 || s == "" {
		return
	}
	if r.film != nil {
		r.film.words.WriteString(s)
		return
	}
	if n := len(r.scripts); n > 0 {
		r.scripts[n-1].text.WriteString(s)
		return
	}
	r.out.WriteString(s)
	for _, c := range s {
		r.last = c
	}
}

// text takes characters; white space counts as one space, and as none at the beginning of a line.
func (r *rich) text(s string) {
	var b strings.Builder
	last := r.last
	for _, c := range s {
		if c == ' ' || c == '\n' || c == '\r' || c == '\t' {
			if last == ' ' || last == '\n' || last == 0 {
				continue
			}
			c = ' '
		}
		b.WriteRune(c)
		last = c
	}
	r.put(b.String())
}

// plain returns the text so far.
func (r *rich) plain() string {
	return sheet.Clean(strings.ReplaceAll(r.out.String(), " \n", "\n"))
}

const (
	lowFigures = "0123456789+-=()"
	raised     = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"
	lowered    = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
)

// moved writes raised or lowered figures as characters of their own; 10³ must not become 103. Other texts stand in
// brackets behind ^ or _.
func moved(name, s string) string {
	s = strings.TrimSpace(s)
	to, sign := []rune(raised), "^"
	if name == "sub" {
		to, sign = []rune(lowered), "_"
	}
	var b strings.Builder
	for _, c := range strings.ReplaceAll(s, "−", "-") {
		i := strings.IndexRune(lowFigures, c)
		if i < 0 {
			return sign + "(" + s + ")"
		}
		b.WriteRune(to[i])
	}
	return b.String()
}

// richHTML makes plain text of HTML as people's editors write it. Nothing is executed, fetched or kept of the tags.
func richHTML(s string) *rich {
	r := &rich{}
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			r.text(html.UnescapeString(s))
			break
		}
		if i > 0 {
			r.text(html.UnescapeString(s[:i]))
			s = s[i:]
		}
		n := tagLength(s)
		if n == 0 {
			r.text("<")
			s = s[1:]
			continue
		}
		r.tag(s[1 : n-1])
		s = s[n:]
	}
	r.picture = r.picture || r.film != nil // a clip without end: nobody knows where the text goes on
	return r
}

// tagLength returns how long the tag or comment at the beginning of s is; 0 where "<" is only a sign.
func tagLength(s string) int {
	if strings.HasPrefix(s, "<!--") {
		if i := strings.Index(s, "-->"); i > 0 {
			return i + 3
		}
		return len(s)
	}
	if len(s) < 3 || s[1] != '/' && s[1] != '!' && !unicode.IsLetter(rune(s[1])) {
		return 0
	}
	quote := byte(0)
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return 0
}

func (r *rich) tag(inner string) {
	name := strings.ToLower(strings.TrimLeft(inner, "/"))
	if i := strings.IndexFunc(name, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }); i >= 0 {
		name = name[:i]
	}
	if strings.HasPrefix(inner, "/") {
		r.end(name)
		return
	}
	if name == "img" {
		r.image(attributes(inner[len(name):]))
		return
	}
	var attrs map[string]string
	if name == "source" || name == "a" || slices.Contains(filmNames, name) {
		attrs = attributes(inner[len(name):])
	}
	r.start(name, attrs)
	if strings.HasSuffix(inner, "/") && name != "br" {
		r.end(name)
	}
}

package interchange

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
)

// maxJudged bounds the work that the pictures and clips of one file may ask for, in pixels that are decoded: a few seconds of it.
const maxJudged = 500_000_000

// image is a picture as marked-up text names it.
type image struct {
	src, alt      string
	width, height int // as the text says; 0 where it does not
}

func imageOf(attrs map[string]string) image {
	size := func(s string) int {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s), "px"))
		if err != nil || n < 1 || n > picture.MaxSide {
			return 0
		}
		return n
	}
	i := image{src: strings.TrimSpace(attrs["src"]), alt: sheet.Clean(attrs["alt"]), width: size(attrs["width"]), height: size(attrs["height"])}
	if i.src == "" {
		i.src = strings.TrimSpace(attrs["data"]) // of an object
	}
	return i
}

// gallery judges the pictures and clips of one file, each once.
type gallery struct {
	known map[[sha256.Size]byte]judged
	work  int         // what was done, in pixels
	bound int         // what may be done
	clips clip.Limits // what is not set is clip.Usual
}

type judged struct {
	p   picture.Picture // or a clip
	err *fault.Error
}

// hang returns a picture or clip of a question by the bytes that the file brings for it.
func (g *gallery) hang(i image, body []byte) (questionbank.Medium, *fault.Error) {
	sum := sha256.Sum256(body)
	j, known := g.known[sum]
	if !known {
		if g.work > g.bound {
			return questionbank.Medium{}, ErrPicturesMany
		}
		j = g.judge(body)
		if g.known == nil {
			g.known = map[[sha256.Size]byte]judged{}
		}
		g.known[sum] = j
	}
	if j.err != nil {
		return questionbank.Medium{}, j.err
	}
	m := questionbank.Medium{Medium: assembly.Medium{Digest: j.p.Digest(), Type: j.p.Type, Alt: i.alt, Width: j.p.Width, Height: j.p.Height}, Data: j.p.Data}
	m.Name = nameOf(i.src, m.Digest)
	return m, nil
}

// judge counts what is refused as well: it was looked at.
func (g *gallery) judge(body []byte) judged {
	g.work += 10 * len(body)
	if clip.Is(body) {
		c, err := clip.Check(body, g.clips)
		if err != nil {
			return judged{err: fault.From(err)}
		}
		return judged{p: picture.Picture{Type: c.Type, Width: c.Width, Height: c.Height, Data: c.Data}}
	}
	p, err := picture.Check(body)
	if err != nil {
		g.work += picture.MaxPixels / 8
		return judged{err: fault.From(err)}
	}
	if p.Type != picture.SVG {
		g.work += p.Width * p.Height
	}
	return judged{p: p}
}

// nameOf is the file name under which the bank knows the picture; none where it is our own name of it or no name to keep.
func nameOf(src, digest string) string {
	if strings.HasPrefix(src, "data:") {
		return ""
	}
	name := sheet.Clean(path.Base(strings.ReplaceAll(src, `\`, "/")))
	if strings.HasPrefix(name, digest) || utf8.RuneCountInString(name) > questionbank.MaxLabel || actor.CheckLine(name) != nil {
		return ""
	}
	return name
}

// inline returns the bytes of a data: address, and whether src is one.
func inline(src string) (body []byte, found bool, e *fault.Error) {
	rest, found := strings.CutPrefix(src, "data:")
	if !found {
		return nil, false, nil
	}
	head, text, ok := strings.Cut(rest, ",")
	if !ok || !strings.HasSuffix(strings.ToLower(head), ";base64") {
		return nil, true, ErrPictureText
	}
	body, e = unbase64(text)
	return body, true, e
}

// unbase64 reads base64 with whatever white space programs put into it.
func unbase64(s string) ([]byte, *fault.Error) {
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, s)
	if len(s) > picture.MaxBytes/3*4+4 {
		return nil, picture.ErrLarge
	}
	body, err := base64.StdEncoding.DecodeString(s)
	if err != nil || len(body) == 0 {
		return nil, ErrPictureText
	}
	return body, nil
}

// elsewhere reports whether src leads out of the file: an address, or a path that means something to a disk.
func elsewhere(src string) bool {
	u, err := url.Parse(src)
	return err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(src, "/") || strings.HasPrefix(src, `\`)
}

// unescaped is the path that an address within a file means.
func unescaped(src string) string {
	if i := strings.IndexAny(src, "?#"); i >= 0 {
		src = src[:i]
	}
	if plain, err := url.PathUnescape(src); err == nil {
		return plain
	}
	return src
}

// attributes reads those of an HTML tag as people's editors write it, names without capitals; the first of two counts.
func attributes(tag string) map[string]string {
	out := map[string]string{}
	for tag != "" {
		tag = strings.TrimLeft(tag, " \t\r\n/")
		end := strings.IndexAny(tag, "= \t\r\n/")
		if end < 0 {
			break
		}
		name := strings.ToLower(tag[:end])
		tag = strings.TrimLeft(tag[end:], " \t\r\n")
		if !strings.HasPrefix(tag, "=") {
			continue
		}
		tag = strings.TrimLeft(tag[1:], " \t\r\n")
		value := tag
		switch {
		case tag != "" && (tag[0] == '"' || tag[0] == '\''):
			close := strings.IndexByte(tag[1:], tag[0])
			if close < 0 {
				return out
			}
			value, tag = tag[1:close+1], tag[close+2:]
		default:
			if end = strings.IndexAny(tag, " \t\r\n"); end < 0 {
				end = len(tag)
			}
			value, tag = tag[:end], tag[end:]
		}
		if _, twice := out[name]; !twice && name != "" {
			out[name] = html.UnescapeString(value)
		}
	}
	return out
}

// extension of the file that holds a picture or a clip; empty for media that no file carries.
func extension(kind string) string {
	return map[string]string{picture.PNG: ".png", picture.JPEG: ".jpg", picture.SVG: ".svg", clip.WebM: ".webm", clip.MP4: ".mp4"}[kind]
}

// fileName names the picture or clip in a file by what it is, so that two items share one.
func fileName(m questionbank.Medium) string { return m.Digest + extension(m.Type) }

// shapeOf reads the form of an area as QTI and the 热区 column of tables write it.
func shapeOf(s string) (assembly.Shape, bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "rect", "矩形":
		return assembly.Rect, true
	case "circle", "圆", "圆形":
		return assembly.Circle, true
	case "poly", "polygon", "多边形":
		return assembly.Poly, true
	}
	return "", false
}

// coordinates reads "1,2,3"; false where one is no whole number or there are more than an area has.
func coordinates(s string) ([]int, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '，' })
	if len(parts) == 0 || len(parts) > 40 {
		return nil, false
	}
	out := make([]int, len(parts))
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || n > picture.MaxSide {
			return nil, false
		}
		out[i] = n
	}
	return out, true
}

func written(coords []int) string {
	parts := make([]string, len(coords))
	for i, n := range coords {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, ",")
}

// scaled fits an area drawn on a picture of the size that a file says to the size that the picture has.
func scaled(a questionbank.Area, said image, is questionbank.Medium) questionbank.Area {
	if said.width == 0 || said.height == 0 || said.width == is.Width && said.height == is.Height {
		return a
	}
	a.Coords = slices.Clone(a.Coords)
	for i := range a.Coords {
		if i%2 == 0 {
			a.Coords[i] = (a.Coords[i]*is.Width + said.width/2) / said.width
		} else {
			a.Coords[i] = (a.Coords[i]*is.Height + said.height/2) / said.height
		}
	}
	return a
}

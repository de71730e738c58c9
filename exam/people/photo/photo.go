package photo

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"

	"github.com/suikao/suikao/internal/fault"
)

// RetakeReason is why a reviewer refuses a document photo.
type RetakeReason string

// The reasons; each has its plain text on the page.
const (
	RetakeFace       RetakeReason = "FACE"       // face turned, covered, or too small
	RetakeBackground RetakeReason = "BACKGROUND" // not white or not plain
	RetakeBlurred    RetakeReason = "BLURRED"    // out of focus or badly lit
	RetakeOld        RetakeReason = "OLD"        // no longer looks like the person
	RetakePerson     RetakeReason = "PERSON"     // shows somebody else
	RetakeOther      RetakeReason = "OTHER"      // Note says what
)

// Known reports whether r is one of the reasons.
func (r RetakeReason) Known() bool {
	switch r {
	case RetakeFace, RetakeBackground, RetakeBlurred, RetakeOld, RetakePerson, RetakeOther:
		return true
	}
	return false
}

// Failures of the automatic check.
var (
	ErrLarge = fault.Define("photo.large", fault.TooLarge, "照片文件过大，最大2MB，请裁剪后再传。", "The photo file is too large: at most 2 MB. Crop it first.")
	ErrType  = fault.Define("photo.type", fault.Invalid, "请上传JPEG或PNG格式的照片。", "Upload a JPEG or PNG picture.")
	ErrSize  = fault.Define("photo.size", fault.Invalid, "照片应为竖版{width}×{height}像素（同比例的更大照片会自动缩小，最长边不超过{max}像素），请重新裁剪。",
		"The photo must be upright, {width} by {height} pixels (larger ones of that shape are reduced, longest side {max}). Crop it again.")
	ErrBlank      = fault.Define("photo.blank", fault.Invalid, "照片几乎是单一颜色，看不到人像，请重拍。", "The picture is almost one colour. Take it again.")
	ErrBackground = fault.Define("photo.background", fault.Invalid, "背景不是白色或浅色，请站在白墙前重拍。", "The background is not white. Take it again in front of a white wall.")
)

// Rules limit document photos. Zero fields take the defaults named beside them (a Beijing notice of 2023).
type Rules struct {
	Width, Height int // pixels of the stored picture (295 × 413)
	MaxBytes      int // of the stored picture (40 KB)
	MaxUpload     int // of what is sent (2 MB)
	MaxSide       int // longest side of what is sent, pixels (2000): bounds the memory that decoding takes
}

func (r Rules) withDefaults() Rules {
	return Rules{cmp.Or(r.Width, 295), cmp.Or(r.Height, 413), cmp.Or(r.MaxBytes, 40<<10), cmp.Or(r.MaxUpload, 2<<20), cmp.Or(r.MaxSide, 2000)}
}

// Check decides whether an upload can be a document photo and returns it as a clean JPEG of the required size: it is
// always decoded and encoded again, so nothing but pixels is kept of what was sent. Faults: ErrLarge, ErrType,
// ErrSize, ErrBlank, ErrBackground.
func Check(upload []byte, r Rules) ([]byte, error) {
	r = r.withDefaults()
	if len(upload) > r.MaxUpload {
		return nil, ErrLarge
	}
	src, err := decode(upload, r)
	if err != nil {
		return nil, err
	}
	pic := shrink(src, r.Width, r.Height)
	if spread(pic) < 12 {
		return nil, ErrBlank
	}
	if lightEdge(pic) < 0.7 {
		return nil, ErrBackground
	}
	for q := 92; q >= 40; q -= 4 {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, pic, &jpeg.Options{Quality: q}); err != nil {
			return nil, err
		}
		if out.Len() < r.MaxBytes {
			return out.Bytes(), nil
		}
	}
	return nil, r.sizeFault()
}

func (r Rules) sizeFault() *fault.Error {
	return ErrSize.With("width", r.Width).With("height", r.Height).With("max", r.MaxSide)
}

// decode looks at the header before it decodes, so that a small file cannot claim a huge picture.
func decode(upload []byte, r Rules) (image.Image, error) {
	read, config := jpeg.Decode, jpeg.DecodeConfig
	switch {
	case bytes.HasPrefix(upload, []byte("\xff\xd8\xff")):
	case bytes.HasPrefix(upload, []byte("\x89PNG\r\n\x1a\n")):
		read, config = png.Decode, png.DecodeConfig
	default:
		return nil, ErrType
	}
	c, err := config(bytes.NewReader(upload))
	if err != nil {
		return nil, ErrType.Wrap(err)
	}
	tooSmall, tooLarge := c.Width < r.Width || c.Height < r.Height, c.Width > r.MaxSide || c.Height > r.MaxSide
	slant := math.Abs(float64(c.Width*r.Height)/float64(max(1, c.Height*r.Width)) - 1)
	if tooSmall || tooLarge || slant > 0.03 {
		return nil, r.sizeFault()
	}
	img, err := read(bytes.NewReader(upload))
	if err != nil {
		return nil, ErrType.Wrap(err)
	}
	return img, nil
}

// shrink averages the pixels of src into w×h; transparent parts become white.
func shrink(src image.Image, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	b := src.Bounds()
	for y := range h {
		y0, y1 := b.Min.Y+y*b.Dy()/h, b.Min.Y+max(y*b.Dy()/h+1, (y+1)*b.Dy()/h)
		for x := range w {
			x0, x1 := b.Min.X+x*b.Dx()/w, b.Min.X+max(x*b.Dx()/w+1, (x+1)*b.Dx()/w)
			out.SetRGBA(x, y, average(src, x0, y0, x1, y1))
		}
	}
	return out
}

func average(src image.Image, x0, y0, x1, y1 int) color.RGBA {
	var r, g, b, n uint64
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			pr, pg, pb, pa := src.At(x, y).RGBA()
			white := uint64(0xffff - pa)
			r, g, b, n = r+uint64(pr)+white, g+uint64(pg)+white, b+uint64(pb)+white, n+1
		}
	}
	return color.RGBA{R: uint8(r / n >> 8), G: uint8(g / n >> 8), B: uint8(b / n >> 8), A: 0xff}
}

func luma(c color.RGBA) float64 { return 0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B) }

// spread is the standard deviation of the brightness, 0–127.
func spread(p *image.RGBA) float64 {
	b := p.Bounds()
	var sum, squares float64
	for y := range b.Dy() {
		for x := range b.Dx() {
			l := luma(p.RGBAAt(x, y))
			sum, squares = sum+l, squares+l*l
		}
	}
	n := float64(b.Dx() * b.Dy())
	return math.Sqrt(max(0, squares/n-(sum/n)*(sum/n)))
}

// lightEdge is the share of light, colourless pixels along the top and the upper sides, where the background shows.
func lightEdge(p *image.RGBA) float64 {
	b := p.Bounds()
	light, all := 0, 0
	for y := range b.Dy() * 2 / 5 {
		for x := range b.Dx() {
			if y >= b.Dy()/20 && x >= b.Dx()/8 && x < b.Dx()-b.Dx()/8 {
				continue
			}
			c := p.RGBAAt(x, y)
			all++
			if luma(c) >= 180 && max(c.R, c.G, c.B)-min(c.R, c.G, c.B) <= 48 {
				light++
			}
		}
	}
	return float64(light) / float64(max(1, all))
}

package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"github.com/suikao/suikao/internal/fault"
)

// Bounds of a picture.
const (
	MaxBytes  = 20 << 20  // of a file
	MaxPixels = 8_000_000 // of a raster picture: decoded, 64 megabytes at most
	MaxSide   = 8192      // of any picture
	MaxSVG    = 512 << 10 // of a drawing, in bytes
)

// The media types.
const (
	PNG  = "image/png"
	JPEG = "image/jpeg"
	SVG  = "image/svg+xml"
)

// Failures of a picture.
var (
	ErrLarge = fault.Define("picture.too_large", fault.TooLarge, "图片文件太大：最多 20 MB，SVG 最多 512 KB。", "The picture is too large: 20 MB at most, 512 KB for SVG.")
	ErrKind  = fault.Define("picture.kind", fault.Invalid, "这不是可用的图片。请用 PNG、JPEG 或 SVG 文件；只改扩展名不算转换。",
		"This is no picture that can be used. Use a PNG, JPEG or SVG file; changing the extension converts nothing.")
	ErrPixels = fault.Define("picture.pixels", fault.Invalid, "图片为 {width} × {height}，超过 800 万像素或边长 8192。请缩小后再上传。",
		"The picture is {width} × {height}: more than 8 million pixels, or a side above 8192. Make it smaller.")
	ErrDamaged = fault.Define("picture.damaged", fault.Invalid, "图片文件不完整或已损坏，无法显示。请重新导出后再上传。", "The picture is incomplete or damaged. Export it again.")
	ErrActive  = fault.Define("picture.active", fault.Invalid, "SVG 里有不允许的内容“{what}”：脚本、外部链接、嵌入内容、样式表和动画都不能用。请去掉后再上传。",
		"The SVG holds “{what}”, which is refused: scripts, links to outside, embedded content, style sheets and animations are not allowed. Remove it.")
	ErrEntities = fault.Define("picture.entities", fault.Invalid, "SVG 里有文档类型声明（DOCTYPE）或实体，为了安全不予读取。请去掉后再上传。",
		"The SVG declares a document type or entities, which is refused for safety. Remove the declaration.")
	ErrComplex = fault.Define("picture.complex", fault.Invalid, "SVG 太复杂（元素、嵌套或引用过多）。请简化后再上传。", "The SVG is too complex: too many elements, levels or references. Simplify it.")
	ErrNoSize  = fault.Define("picture.no_size", fault.Invalid, "SVG 没有写明尺寸。请在根元素上写 viewBox。", "The SVG does not say its size. Put a viewBox on the root element.")
)

// Picture is one that may be kept and shown.
type Picture struct {
	Type          string
	Width, Height int    // in pixels; of a drawing in its own units
	Data          []byte // what is kept; not always the bytes that came
}

// Digest returns the SHA-256 of the kept bytes, in hex: the name of the picture.
func (p Picture) Digest() string { return Digest(p.Data) }

// Digest returns the SHA-256 of bytes, in hex.
func Digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Check takes a picture in. What it returned it takes again unchanged.
func Check(b []byte) (Picture, error) {
	if len(b) > MaxBytes {
		return Picture{}, ErrLarge
	}
	switch {
	case bytes.HasPrefix(b, []byte(pngMagic)):
		return checkRaster(PNG, b, barePNG, png.DecodeConfig, png.Decode)
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return checkRaster(JPEG, b, bareJPEG, jpeg.DecodeConfig, jpeg.Decode)
	case looksLikeXML(b):
		return checkSVG(b)
	}
	return Picture{}, ErrKind
}

func checkRaster(kind string, b []byte, bare func([]byte) ([]byte, bool), size func(r io.Reader) (image.Config, error), decode func(r io.Reader) (image.Image, error)) (Picture, error) {
	data, ok := bare(b)
	if !ok {
		return Picture{}, ErrDamaged
	}
	c, err := size(bytes.NewReader(data))
	if err != nil {
		return Picture{}, ErrDamaged.Wrap(err)
	}
	if c.Width < 1 || c.Height < 1 || c.Width > MaxSide || c.Height > MaxSide || c.Width*c.Height > MaxPixels {
		return Picture{}, ErrPixels.With("width", c.Width).With("height", c.Height)
	}
	if _, err := decode(bytes.NewReader(data)); err != nil {
		return Picture{}, ErrDamaged.Wrap(err)
	}
	return Picture{Type: kind, Width: c.Width, Height: c.Height, Data: data}, nil
}

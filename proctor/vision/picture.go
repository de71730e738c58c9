package vision

import (
	"bytes"
	"errors"
	"image"

	"golang.org/x/image/vp8"
)

// largest is the longest side of a picture that is decoded, in pixels.
const largest = 1920

// ErrPicture says that a key frame cannot be decoded.
var ErrPicture = errors.New("vision: no VP8 key frame")

// decoder turns VP8 key frames into pictures. Not safe for concurrent use; a picture is valid until the next call.
type decoder struct {
	vp8 *vp8.Decoder
	in  bytes.Reader
}

// decode returns the picture of a key frame. The size stands in the first bytes and is judged before anything is set aside for it.
func (d *decoder) decode(frame []byte) (*image.YCbCr, error) {
	if d.vp8 == nil {
		d.vp8 = vp8.NewDecoder()
	}
	d.in.Reset(frame)
	d.vp8.Init(&d.in, len(frame))
	h, err := d.vp8.DecodeFrameHeader()
	if err != nil || !h.KeyFrame || h.Width < 32 || h.Height < 32 || h.Width > largest || h.Height > largest {
		return nil, errors.Join(ErrPicture, err)
	}
	img, err := d.vp8.DecodeFrame()
	if err != nil {
		return nil, errors.Join(ErrPicture, err)
	}
	return img, nil
}

// square is a square piece of a picture, in pixels; it may stand out over the edges.
type square struct{ x, y, side float64 }

// whole is the square that holds a whole picture.
func whole(img *image.YCbCr) square {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	side := max(w, h)
	return square{(w - side) / 2, (h - side) / 2, side}
}

// sampler cuts squares out of pictures.
type sampler struct {
	at   []int
	frac []float32
}

// cut writes the square sq of img as n×n points of red, green and blue into dst, each of 0…255 times mul plus add. What lies
// outside of the picture is black. Colours are those of video (BT.601, 16…235).
func (s *sampler) cut(dst []float32, n int, img *image.YCbCr, sq square, mul, add float32) {
	if len(s.at) < n {
		s.at, s.frac = make([]int, n), make([]float32, n)
	}
	w, h, step := img.Rect.Dx(), img.Rect.Dy(), sq.side/float64(n)
	for i := range n {
		v := sq.x + (float64(i)+0.5)*step - 0.5
		s.at[i] = floor(v)
		s.frac[i] = float32(v - float64(s.at[i]))
	}
	for j := range n {
		v := sq.y + (float64(j)+0.5)*step - 0.5
		y := floor(v)
		fy := float32(v - float64(y))
		row := dst[j*n*3 : (j+1)*n*3]
		if y < -1 || y >= h {
			for i := range row {
				row[i] = add
			}
			continue
		}
		y0, y1 := max(y, 0), min(y+1, h-1)
		top, low := img.Y[y0*img.YStride:][:w], img.Y[y1*img.YStride:][:w]
		c := min(max((y0+y1)/2, 0), h-1) / 2 * img.CStride
		cb, cr := img.Cb[c:], img.Cr[c:]
		for i := range n {
			x, o := s.at[i], row[i*3:i*3+3]
			if x < -1 || x >= w {
				o[0], o[1], o[2] = add, add, add
				continue
			}
			x0, x1, fx := max(x, 0), min(x+1, w-1), s.frac[i]
			a := float32(top[x0]) + (float32(top[x1])-float32(top[x0]))*fx
			b := float32(low[x0]) + (float32(low[x1])-float32(low[x0]))*fx
			l := 1.164 * (a + (b-a)*fy - 16)
			u, v := float32(cb[x0/2])-128, float32(cr[x0/2])-128
			o[0] = min(max(l+1.596*v, 0), 255)*mul + add
			o[1] = min(max(l-0.392*u-0.813*v, 0), 255)*mul + add
			o[2] = min(max(l+2.017*u, 0), 255)*mul + add
		}
	}
}

func floor(v float64) int {
	i := int(v)
	if float64(i) > v {
		i--
	}
	return i
}

package vision

import (
	"image"

	"github.com/suikao/suikao/proctor/media"
)

// shelfPlaces is how many decoded pictures may wait at a time; one of 640×480 has 450 kilobytes.
const shelfPlaces = 64

// shelf has copies of decoded pictures wait for a later stage of the same key frame, so that it is not decoded again. When every place is
// taken it is. A nil shelf has no places.
type shelf struct{ places chan *image.YCbCr }

func newShelf(places int) *shelf {
	s := &shelf{make(chan *image.YCbCr, places)}
	for range places {
		s.places <- nil
	}
	return s
}

// lay returns a copy of a picture, nil when there is no place.
func (s *shelf) lay(img *image.YCbCr) *image.YCbCr {
	if s == nil {
		return nil
	}
	select {
	case p := <-s.places:
		if p == nil {
			p = &image.YCbCr{}
		}
		y, cb, cr := append(p.Y[:0], img.Y...), append(p.Cb[:0], img.Cb...), append(p.Cr[:0], img.Cr...)
		*p = *img
		p.Y, p.Cb, p.Cr = y, cb, cr
		return p
	default:
		return nil
	}
}

// back frees the place of a copy that nobody looks at any more.
func (s *shelf) back(p *image.YCbCr) {
	if s != nil && p != nil {
		s.places <- p
	}
}

// waiting is a key frame that waits for a stage, with its picture where that was decoded before and there was a place for it.
type waiting struct {
	media.KeyFrame
	img *image.YCbCr
}

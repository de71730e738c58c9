package vision

import "image"

// Size of the piece of the picture around an eye, in widths between the eyes, and how many points of it are looked at.
const (
	lidWide  = 0.17
	lidHigh  = 0.09
	lidsWide = 13
	lidsHigh = 7
	cheek    = 0.42 // below the eye, where the skin is even
)

// openness is how much darker it is where the eyes are than on the skin below, the mean of both eyes, as a share of what the skin is
// bright. Iris, pupil and the shade under an open lid are dark; of a closed eye the lashes alone are. It has no meaning of its own: it
// is compared with what it was for the same person a moment ago. (The spread of brightness there would do for a clean picture; what an
// encoder leaves of the lashes spreads nearly as much.)
func openness(img *image.YCbCr, f Face) float64 {
	u := Point{f.EyeR.X - f.EyeL.X, f.EyeR.Y - f.EyeL.Y}
	sum := 0.0
	for _, e := range []Point{f.EyeL, f.EyeR} {
		skin := brightAt(img, Point{e.X - u.Y*cheek, e.Y + u.X*cheek}, u)
		sum += max(0, skin-brightAt(img, e, u)) / max(skin-16, 8) / 2
	}
	return sum
}

// brightAt is the mean brightness around a point, along u and across it; 0 outside of the picture.
func brightAt(img *image.YCbCr, mid, u Point) float64 {
	var n, sum float64
	for j := range lidsHigh {
		for i := range lidsWide {
			x, y := (float64(i)/(lidsWide-1)*2-1)*lidWide, (float64(j)/(lidsHigh-1)*2-1)*lidHigh
			px, py := floor(mid.X+x*u.X-y*u.Y+0.5), floor(mid.Y+x*u.Y+y*u.X+0.5)
			if (image.Point{X: px, Y: py}).In(img.Rect) {
				n, sum = n+1, sum+float64(img.Y[img.YOffset(px, py)])
			}
		}
	}
	return sum / max(n, 1)
}

package assembly

// Medium is a picture or a clip of a question as paper and release name it: by the digest of its bytes, so that whoever holds a
// paper can tell whether it is the one that was reviewed. Behind a clip stands its still.
type Medium struct {
	Digest string `cbor:"1,keyasint" json:"digest" pattern:"^[0-9a-f]{64}$" doc:"SHA-256 of the bytes, hex"`
	Type   string `cbor:"2,keyasint" json:"type" enum:"image/png,image/jpeg,image/svg+xml,video/webm,video/mp4"`
	Alt    string `cbor:"3,keyasint" json:"alt" minLength:"1" maxLength:"500" doc:"what it shows and what happens, for whoever cannot see or hear it"`
	Width  int    `cbor:"4,keyasint" json:"width" minimum:"1" maximum:"8192" doc:"in pixels, or units of the drawing"`
	Height int    `cbor:"5,keyasint" json:"height" minimum:"1" maximum:"8192"`
}

// Area is a part of a picture, in its pixels or units from the upper left corner.
type Area struct {
	Shape  Shape `cbor:"1,keyasint" json:"shape" enum:"rect,circle,poly"`
	Coords []int `cbor:"2,keyasint" json:"coords" minItems:"3" maxItems:"40" nullable:"false" doc:"rect: left, top, right, bottom; circle: x, y, radius; poly: x, y of each corner"`
}

// Shape is the form of an area, with the names that QTI and HTML give them.
type Shape string

// The shapes.
const (
	Rect   Shape = "rect"
	Circle Shape = "circle"
	Poly   Shape = "poly"
)

// maxCorners of a polygon.
const maxCorners = 20

// Fits reports whether the area is one, and lies within a picture of this size.
func (a Area) Fits(width, height int) bool {
	c := a.Coords
	switch a.Shape {
	case Rect:
		return len(c) == 4 && 0 <= c[0] && c[0] < c[2] && c[2] <= width && 0 <= c[1] && c[1] < c[3] && c[3] <= height
	case Circle:
		return len(c) == 3 && c[2] >= 1 && c[2] <= width && c[0] >= c[2] && c[0] <= width-c[2] && c[1] >= c[2] && c[1] <= height-c[2]
	case Poly:
		if len(c) < 6 || len(c) > 2*maxCorners || len(c)%2 != 0 {
			return false
		}
		for i := 0; i < len(c); i += 2 {
			if c[i] < 0 || c[i] > width || c[i+1] < 0 || c[i+1] > height {
				return false
			}
		}
		return true
	}
	return false
}

// Pictures returns the digests of the pictures and clips on the paper, each once, in the order of the questions.
func (p Paper) Pictures() []string {
	var out []string
	seen := map[string]bool{}
	for i := range p.Questions {
		for _, m := range p.Questions[i].Media {
			if !seen[m.Digest] {
				seen[m.Digest] = true
				out = append(out, m.Digest)
			}
		}
	}
	return out
}

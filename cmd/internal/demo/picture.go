package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
)

// portrait draws a plain figure before a white ground, different for every n, in the size of a document photo.
func portrait(n int) ([]byte, error) {
	r := rand.New(rand.NewPCG(uint64(n), 1)) //nolint:gosec // a picture, not a secret
	m := image.NewRGBA(image.Rect(0, 0, 295, 413))
	draw.Draw(m, m.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	skin := color.RGBA{uint8(225 + r.IntN(20)), uint8(185 + r.IntN(20)), uint8(155 + r.IntN(20)), 255}
	shirt := color.RGBA{uint8(40 + r.IntN(80)), uint8(60 + r.IntN(80)), uint8(90 + r.IntN(100)), 255}
	hair := color.RGBA{uint8(20 + r.IntN(40)), uint8(20 + r.IntN(30)), uint8(20 + r.IntN(30)), 255}
	blob := func(c color.Color, cx, cy, rx, ry int) {
		for y := max(0, cy-ry); y < min(413, cy+ry); y++ {
			for x := max(0, cx-rx); x < min(295, cx+rx); x++ {
				dx, dy := float64(x-cx)/float64(rx), float64(y-cy)/float64(ry)
				if dx*dx+dy*dy <= 1 {
					m.Set(x, y, c)
				}
			}
		}
	}
	blob(shirt, 147, 430, 118+r.IntN(14), 120)
	blob(skin, 147, 315, 30, 50)
	blob(hair, 147, 165, 78+r.IntN(8), 92+r.IntN(10))
	blob(skin, 147, 190, 66+r.IntN(8), 86)
	blob(color.Black, 120, 178, 6, 5)
	blob(color.Black, 174, 178, 6, 5)
	blob(color.RGBA{170, 90, 90, 255}, 147, 232, 18, 5)
	var b bytes.Buffer
	err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 88})
	return b.Bytes(), err
}

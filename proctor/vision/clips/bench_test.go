package clips

import "testing"

func BenchmarkPicture(b *testing.B) {
	c, _ := Named("two", 5)
	drawn := rooms{}
	for b.Loop() {
		c.picture(40, drawn)
	}
}

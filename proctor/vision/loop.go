package vision

import (
	"fmt"
	"slices"
	"time"
)

// How a film that repeats is told. [design]
const (
	loopW, loopH = 16, 12 // cells of a picture that are compared
	loopCells    = loopW * loopH
	loopEvery    = 1900 * time.Millisecond // between two pictures that are kept
	loopKept     = 360                     // of them: twelve minutes
	loopApart    = 3500 * time.Millisecond // two further apart leave unknown what lies between
	loopBlock    = 16                      // pictures of about one time, against which one is weighed
	loopShortest = 6                       // seconds after which a film may begin again
	loopSure     = 60                      // seconds between two stretches that are compared: no living rhythm keeps its time for so long
	loopLongest  = loopKept * 2            // seconds
	loopMemory   = 1.0 / 35                // share of the newest picture in what is held of an interval: somewhat over a minute
	loopLearn    = 1.0 / 100               // share of it in what is held of a cell
	loopNoise    = 1.0                     // variance of a cell that says nothing, with the picture's spread brought to loopSpread
	loopSpread   = 50
	loopMoved    = 0.05 // mean weighed difference below it: nobody moves, so that nothing can be said
)

// past is one picture that is kept to be compared.
type past struct {
	at   time.Time
	cell [loopCells]float32
	next float32 // how far the picture after it is from it
}

// looping tells a film that begins again and again from somebody who lives: each picture is compared with those of the twelve minutes
// before, and held against it is how much better it fits what was shown one certain interval ago than what was shown around that time.
// Memory and work do not grow with the length of the sitting.
type looping struct {
	kept     []*past
	mean     [loopCells]float32
	variance [loopCells]float32
	weight   [loopCells]float32
	far      []float32                // of the newest picture to each kept one, then to the stretch that begins there
	around   []float32                // medians of far, by blocks
	fits     [loopLongest + 1]float32 // by seconds: 0 every picture fits, 1 none better than around
}

// see takes a picture in which somebody may be; false when it was not compared.
func (l *looping) see(g *Grid, at time.Time) bool {
	n := len(l.kept)
	if n > 0 && at.Sub(l.kept[n-1].at) < loopEvery {
		return false
	}
	now := l.place()
	now.at = at
	shrink(g, &now.cell)
	l.learn(&now.cell)
	if n = len(l.kept); n > 0 {
		l.compare(now)
	}
	l.kept = append(l.kept, now)
	return n > 0
}

// place is where the newest picture is kept, in place of the oldest when there is no other.
func (l *looping) place() *past {
	if len(l.kept) < loopKept {
		return &past{}
	}
	p := l.kept[0]
	l.kept = slices.Delete(l.kept, 0, 1)
	return p
}

// shrink makes of a grid what is compared: light and contrast of the whole picture are taken out of it.
func shrink(g *Grid, into *[loopCells]float32) {
	const w, h = GridW / loopW, GridH / loopH
	mean := float32(g.Mean())
	by := float32(loopSpread / max(g.Spread(), 1) / (w * h))
	for i := range into {
		x, y, sum := i%loopW*w, i/loopW*h, float32(0)
		for dy := range h {
			for _, v := range g.Cell[(y+dy)*GridW+x:][:w] {
				sum += v - mean
			}
		}
		into[i] = sum * by
	}
}

// learn follows how much each cell changes: what moves much must not hide what moves little, and what only trembles says nothing.
func (l *looping) learn(c *[loopCells]float32) {
	share := max(float32(loopLearn), 1/float32(len(l.kept)+1))
	for i, v := range c {
		d := v - l.mean[i]
		l.mean[i] += d * share
		l.variance[i] += (d*d*(1-share) - l.variance[i]) * share
		sum := l.variance[i] + loopNoise
		l.weight[i] = l.variance[i] / (sum * sum) / loopCells
	}
}

// distance is how far two pictures are apart.
func (l *looping) distance(a, b *[loopCells]float32) float32 {
	var s0, s1 float32
	for i := 0; i < loopCells; i += 2 {
		d0, d1 := a[i]-b[i], a[i+1]-b[i+1]
		s0 += d0 * d0 * l.weight[i]
		s1 += d1 * d1 * l.weight[i+1]
	}
	return s0 + s1
}

// compare holds the newest picture against all that are kept.
func (l *looping) compare(now *past) {
	n := len(l.kept)
	l.far = l.far[:0]
	for _, p := range l.kept {
		l.far = append(l.far, l.distance(&now.cell, &p.cell))
	}
	l.kept[n-1].next = l.far[n-1]
	for i := range n - 1 {
		l.far[i] = toward(l.far[i], l.far[i+1], l.kept[i].next)
	}
	l.weigh()
	i := n - 1
	for lag := loopShortest; lag <= loopLongest; lag++ {
		then := now.at.Add(-time.Duration(lag) * time.Second)
		for i >= 0 && l.kept[i].at.After(then) {
			i--
		}
		if i < 0 {
			break
		}
		fit := float32(1)
		if m := l.around[i/loopBlock]; i+1 < n && l.kept[i+1].at.Sub(l.kept[i].at) <= loopApart && m > loopMoved {
			fit = min(1, l.far[i]/m)
		}
		if l.fits[lag] == 0 {
			l.fits[lag] = 1
		}
		l.fits[lag] += (fit - l.fits[lag]) * loopMemory
	}
}

// toward is how far a picture is from the nearest of what lies between two others, when it is a and b from them and they are c apart:
// a film is seldom looked at twice at the same moment.
func toward(a, b, c float32) float32 {
	if c <= 0 {
		return min(a, b)
	}
	along := min(max((a+c-b)/(2*c), 0), 1)
	return max(a+along*along*c-along*(a+c-b), 0)
}

// weigh finds how far the newest picture usually is from those of each time: the median of a block and its neighbours.
func (l *looping) weigh() {
	n := len(l.kept)
	l.around = l.around[:0]
	var room [2 * loopBlock]float32
	for from := 0; from < n; from += loopBlock {
		lo := max(0, min(from-loopBlock/2, n-2*loopBlock))
		some := append(room[:0], l.far[lo:min(lo+2*loopBlock, n)]...)
		slices.Sort(some)
		l.around = append(l.around, some[len(some)/2])
	}
}

// best returns how well the pictures fit at the interval at which they fit best, among those that are long enough to be sure.
func (l *looping) best() float64 {
	least := float32(1)
	for _, f := range l.fits[loopSure:] {
		if f > 0 {
			least = min(least, f)
		}
	}
	return float64(least)
}

// period is after how many seconds the film begins again: the shortest interval that fits nearly as well as the best.
func (l *looping) period() int {
	bar := float32(l.best()) + 0.1
	for lag := loopShortest; lag <= loopLongest; lag++ {
		if f := l.fits[lag]; f > 0 && f <= bar {
			for lag < loopLongest && l.fits[lag+1] > 0 && l.fits[lag+1] < l.fits[lag] {
				lag++
			}
			return lag
		}
	}
	return 0
}

// seeLoop judges whether what the camera shows is a film that begins again and again. While nobody is in the picture nothing is said:
// what moves there by itself may well repeat.
func (j *judge) seeLoop(out []change, s sight) []change {
	if !j.moves.present() || !j.loop.see(s.grid, s.at) {
		return out
	}
	fits := j.loop.best()
	bar := Looped.Threshold
	if j.looped.up { // what was told is not over with one picture that fits a little less
		bar *= 1.3
	}
	bad := fits < bar
	facts := map[string]string{}
	if bad || j.looped.up {
		facts["fits"], facts["seconds"] = fmt.Sprintf("%.2f", fits), fmt.Sprint(j.loop.period())
	}
	return j.tell(out, &j.looped, bad, s.at, Looped, fits, facts)
}

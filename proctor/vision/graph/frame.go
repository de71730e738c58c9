package graph

// span is some rows of a value: from ≤ row < to.
type span struct{ from, to int }

// frame is what a network makes of the even rows above and below a picture that does not fill its square. It is the same for every
// such picture and is kept from the first: a picture of 640×480 leaves a quarter of the square even, and the rows of the first layers
// that see nothing else are a sixth of all work. The outputs have the same bits as without it, because what is kept was computed by
// the same steps from the same numbers.
type frame struct {
	fill     float32 // of the even rows
	open     span    // rows between them
	steps    []span  // rows of each step's output that depend on what stands between; empty where all of them do
	kept     [][]float32
	complete bool
}

// leastEven is how many even rows are worth it.
const leastEven = 8

// between returns the rows of a picture between those above and below in which every number is the first of all; false when these are
// few.
func between(feed []float32, h int) (span, bool) {
	line, fill := len(feed)/h, feed[0]
	even := func(y int) bool {
		for _, v := range feed[y*line : (y+1)*line] {
			if v != fill {
				return false
			}
		}
		return true
	}
	s := span{0, h}
	for s.from < h && even(s.from) {
		s.from++
	}
	for s.to > s.from && even(s.to-1) {
		s.to--
	}
	return s, s.from+h-s.to >= leastEven
}

// holds reports whether what is kept holds for a picture: its even rows are those, or more, or all.
func (f *frame) holds(fill float32, s span) bool {
	return f.complete && f.fill == fill && (s.from == s.to || s.from >= f.open.from && s.to <= f.open.to)
}

// begin forgets what is kept and finds out which rows of every step do not depend on the picture.
func (f *frame) begin(m *Model, fill float32, open span) {
	f.fill, f.open, f.complete = fill, open, false
	if f.steps == nil {
		f.steps, f.kept = make([]span, len(m.steps)), make([][]float32, len(m.steps))
	}
	clear(f.steps)
	known := map[int]span{m.feed.id: open}
	for i := range m.steps {
		s := &m.steps[i]
		in, ok := known[s.in[0].id]
		if !ok || s.rows == nil {
			continue
		}
		out := s.over.reached(in)
		if len(s.in) > 1 { // what is added
			add, also := known[s.in[1].id]
			out, ok = span{min(out.from, add.from), max(out.to, add.to)}, also
		}
		if ok && (out.from > 0 || out.to < s.over.oh) {
			f.steps[i], known[s.out.id] = out, out
		}
	}
}

// reached returns the output rows that see any of these rows.
func (g *window) reached(in span) span {
	up := func(a int) int { return (a + g.sh - 1) / g.sh }
	return span{min(g.oh, up(max(0, in.from+g.top-g.kh+1))), min(g.oh, up(in.to+g.top))}
}

// keep copies the rows of a step's output that depend on no picture.
func (f *frame) keep(i int, out []float32, line int) {
	if s := f.steps[i]; s != (span{}) {
		f.kept[i] = append(append(f.kept[i][:0], out[:s.from*line]...), out[s.to*line:]...)
	}
}

// lay writes them where the step would have.
func (f *frame) lay(i int, out []float32, line int) {
	s, kept := f.steps[i], f.kept[i]
	copy(out[:s.from*line], kept)
	copy(out[s.to*line:], kept[s.from*line:])
}

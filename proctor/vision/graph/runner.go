package graph

import "fmt"

// Runner holds the buffers of one run at a time.
type Runner struct {
	m       *Model
	slots   [][]float32
	scratch []float32
	thin    []entry // of rows in which many numbers are 0
	args    [][]float32
	frame   frame
}

// Runner makes one. Not safe for concurrent use.
func (m *Model) Runner() *Runner {
	r := &Runner{m: m, scratch: make([]float32, m.scratch), thin: make([]entry, m.thin), args: make([][]float32, 4)}
	for _, n := range m.slots {
		r.slots = append(r.slots, make([]float32, n))
	}
	return r
}

// Feed returns where the picture is to be written before Run: row by row, channels of a point together.
func (r *Runner) Feed() []float32 { return r.slots[r.m.feed.slot][:r.m.feed.n] }

// Run computes the outputs from what stands in Feed, which holds other numbers afterwards.
func (r *Runner) Run() {
	feed, f := r.Feed(), &r.frame
	open, framed := between(feed, r.m.input[1])
	ready := framed && f.holds(feed[0], open)
	if framed && !ready {
		f.begin(r.m, feed[0], open)
	}
	for i := range r.m.steps {
		s := &r.m.steps[i]
		args := r.args[:len(s.in)]
		for j, in := range s.in {
			args[j] = r.slots[in.slot][:in.n]
		}
		out := r.slots[s.out.slot][:s.out.n]
		if ready && f.steps[i] != (span{}) {
			s.rows(r, out, args, f.steps[i])
			f.lay(i, out, s.line())
			continue
		}
		s.run(r, out, args)
		if framed && !ready {
			f.keep(i, out, s.line())
		}
	}
	f.complete = f.complete || framed
}

// Output returns an output of the last Run, valid until the next. It panics for a name that was not given to Load.
func (r *Runner) Output(name string) []float32 {
	v := r.m.outputs[name]
	if v == nil {
		panic(fmt.Sprintf("graph: %q is no output of this model", name))
	}
	return r.slots[v.slot][:v.n]
}

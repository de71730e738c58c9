package clip

import (
	"encoding/binary"
	"slices"
	"time"
)

// mp4 is an MP4 file while it is judged. What is not needed is blanked in place, so that no offset moves.
type mp4 struct {
	b     []byte
	limit Limits
	media [][2]int // where media data lies, from and to
	tick  uint32   // of the whole film, in a second
	video *stream
	audio *stream
	times []uint64 // how long the edits of each track last, in ticks of the film
}

// stream is one track of it.
type stream struct {
	kind          string // of the handler: vide, soun
	tick          uint32
	codec         string
	width, height int
	turned        bool
	nal           int // bytes of the length of a unit
	sizes         []uint32
	steps         []step
	offsets       []uint64
	chunks        []chunk
	spans         [][2]int // where its samples lie
	lasts         uint64   // in ticks
}

type step struct{ count, ticks uint32 }
type chunk struct{ first, samples uint32 }

// box is one of the file, by its places in it.
type box struct {
	kind       string
	from       int // of the head
	body, ends int
}

// boxes calls f with the boxes between two places.
func (f *mp4) boxes(from, to int, f2 func(box) error) error {
	for from < to {
		if to-from < 8 {
			return damaged("box")
		}
		x := box{kind: string(f.b[from+4 : from+8]), from: from, body: from + 8}
		size := uint64(binary.BigEndian.Uint32(f.b[from:]))
		switch {
		case size == 1 && to-from >= 16:
			size, x.body = binary.BigEndian.Uint64(f.b[from+8:]), from+16
		case size == 0 && to == len(f.b):
			size = uint64(to - from)
		}
		if size < uint64(x.body-from) || size > uint64(to-from) {
			return damaged("box " + plain(x.kind))
		}
		x.ends = from + int(size)
		if err := f2(x); err != nil {
			return err
		}
		from = x.ends
	}
	return nil
}

// blank makes a box an empty one of the same length.
func (f *mp4) blank(x box) {
	copy(f.b[x.from+4:], "free")
	clear(f.b[x.body:x.ends])
}

// checkMP4 judges a clip and blanks in b what is not needed.
func checkMP4(b []byte, l Limits) (Clip, measure, error) {
	f := mp4{b: b, limit: l}
	if err := f.boxes(0, len(b), f.top); err != nil {
		return Clip{}, measure{}, err
	}
	if f.video == nil || f.tick == 0 {
		return Clip{}, measure{}, damaged("moov")
	}
	m, err := f.judge()
	if err != nil {
		return Clip{}, m, err
	}
	c := Clip{Type: MP4, Width: f.video.width, Height: f.video.height, Sound: f.audio != nil, Data: b}
	if f.video.turned {
		c.Width, c.Height = c.Height, c.Width
	}
	return c, m, nil
}

func (f *mp4) top(x box) error {
	switch x.kind {
	case "ftyp":
		if x.from != 0 {
			f.blank(x)
		}
	case "mdat":
		f.media = append(f.media, [2]int{x.body, x.ends})
	case "moov":
		if f.tick != 0 {
			return damaged("moov")
		}
		return f.boxes(x.body, x.ends, f.moov)
	case "moof", "styp", "sidx", "mfra":
		return ErrForeign.With("what", "fragments (moof)")
	default:
		f.blank(x)
	}
	return nil
}

func (f *mp4) moov(x box) error {
	switch x.kind {
	case "mvhd":
		at, err := f.dated(x)
		if err == nil && (f.tick != 0 || x.ends < at+8) {
			err = damaged("mvhd")
		}
		if err != nil {
			return err
		}
		f.tick = binary.BigEndian.Uint32(f.b[at:])
		if f.tick == 0 {
			return damaged("mvhd")
		}
	case "trak":
		return f.trak(x)
	case "mvex":
		return ErrForeign.With("what", "fragments (mvex)")
	case "cmov":
		return ErrForeign.With("what", "cmov")
	default:
		f.blank(x)
	}
	return nil
}

// dated takes the two times of making out of a box and returns where what follows begins.
func (f *mp4) dated(x box) (int, error) {
	n := 8
	if x.ends-x.body < 24 {
		return 0, damaged(x.kind)
	}
	switch f.b[x.body] {
	case 0:
	case 1:
		n = 16
	default:
		return 0, damaged(x.kind)
	}
	clear(f.b[x.body+4 : x.body+4+n])
	return x.body + 4 + n, nil
}

func (f *mp4) trak(x box) error {
	var s stream
	edits := uint64(0)
	if err := f.boxes(x.body, x.ends, func(x box) error {
		switch x.kind {
		case "tkhd":
			return f.tkhd(x, &s)
		case "edts":
			return f.boxes(x.body, x.ends, func(x box) (err error) {
				edits, err = f.elst(x)
				return err
			})
		case "mdia":
			return f.boxes(x.body, x.ends, func(x box) error { return f.mdia(x, &s) })
		}
		f.blank(x)
		return nil
	}); err != nil {
		return err
	}
	switch {
	case s.kind == "vide" && f.video == nil && s.codec == "avc1":
		f.video = &s
	case s.kind == "soun" && f.audio == nil && s.codec == "mp4a":
		f.audio = &s
	default:
		return ErrForeign.With("what", "track "+plain(s.kind))
	}
	f.times = append(f.times, edits)
	return nil
}

// tkhd knows how the picture is turned: by right angles, or not at all.
func (f *mp4) tkhd(x box, s *stream) error {
	at, err := f.dated(x)
	long := at - x.body - 12 // 0, or 8 in the long form
	if err != nil || x.ends < at+4+4+4+long/2+16+36+8 {
		return damaged("tkhd")
	}
	m := at + 4 + 4 + 4 + long/2 + 16
	var v [4]int32
	for i, place := range []int{0, 4, 12, 16} {
		v[i] = int32(binary.BigEndian.Uint32(f.b[m+place:]))
	}
	const one = 0x10000
	switch v {
	case [4]int32{one, 0, 0, one}, [4]int32{-one, 0, 0, -one}:
	case [4]int32{0, one, -one, 0}, [4]int32{0, -one, one, 0}:
		s.turned = true
	default:
		return damaged("tkhd")
	}
	return nil
}

// elst returns how long the edits last.
func (f *mp4) elst(x box) (uint64, error) {
	if x.kind != "elst" {
		f.blank(x)
		return 0, nil
	}
	rows, wide, err := f.table(x, 12)
	if err != nil {
		return 0, err
	}
	if wide {
		if rows, err = f.rows(x, 20); err != nil {
			return 0, err
		}
	}
	if len(rows) > 4 {
		return 0, damaged("elst")
	}
	sum := uint64(0)
	for _, r := range rows {
		if wide {
			sum += min(binary.BigEndian.Uint64(r), 1<<40)
		} else {
			sum += uint64(binary.BigEndian.Uint32(r))
		}
	}
	return sum, nil
}

func (f *mp4) mdia(x box, s *stream) error {
	switch x.kind {
	case "mdhd":
		at, err := f.dated(x)
		if err != nil {
			return err
		}
		if s.tick = binary.BigEndian.Uint32(f.b[at:]); s.tick == 0 {
			return damaged("mdhd")
		}
	case "hdlr":
		if x.ends-x.body < 24 {
			return damaged("hdlr")
		}
		s.kind = string(f.b[x.body+8 : x.body+12])
		clear(f.b[x.body+12 : x.ends]) // the rest is a name
	case "minf":
		return f.boxes(x.body, x.ends, func(x box) error {
			switch x.kind {
			case "vmhd", "smhd":
			case "dinf":
				return f.boxes(x.body, x.ends, f.dref)
			case "stbl":
				return f.boxes(x.body, x.ends, func(x box) error { return f.stbl(x, s) })
			default:
				f.blank(x)
			}
			return nil
		})
	default:
		f.blank(x)
	}
	return nil
}

// dref must say that the media lies in this file.
func (f *mp4) dref(x box) error {
	if x.kind != "dref" || x.ends-x.body < 8 || binary.BigEndian.Uint32(f.b[x.body+4:]) != 1 {
		return ErrForeign.With("what", "dref")
	}
	return f.boxes(x.body+8, x.ends, func(x box) error {
		if x.kind != "url " || x.ends-x.body != 4 || f.b[x.body+3] != 1 {
			return ErrForeign.With("what", "dref")
		}
		return nil
	})
}

// judge looks at the samples: where they lie, how long they last, and that those of the picture are H.264.
func (f *mp4) judge() (measure, error) {
	m := measure{}
	var used [][2]int
	for _, s := range []*stream{f.video, f.audio} {
		if s == nil {
			continue
		}
		if err := f.place(s); err != nil {
			return m, err
		}
		used = append(used, s.spans...)
		if s.tick == 0 || s.lasts == 0 || s.lasts/uint64(s.tick) > uint64(f.limit.Seconds)+1 {
			if s.tick == 0 || s.lasts == 0 {
				return m, damaged("stts")
			}
			return m, ErrLong.With("seconds", s.lasts/uint64(s.tick)).With("most", f.limit.Seconds)
		}
		m.length = max(m.length, time.Duration(float64(s.lasts)/float64(s.tick)*float64(time.Second)))
	}
	for _, t := range f.times {
		if t/uint64(f.tick) > uint64(f.limit.Seconds)+1 {
			return m, ErrLong.With("seconds", t/uint64(f.tick)).With("most", f.limit.Seconds)
		}
	}
	m.frames = len(f.video.sizes)
	if err := f.units(f.video); err != nil {
		return m, err
	}
	return m, f.between(used)
}

// between makes whatever lies in the media data and in no sample zero.
func (f *mp4) between(used [][2]int) error {
	slices.SortFunc(used, func(a, b [2]int) int { return a[0] - b[0] })
	for i := 1; i < len(used); i++ {
		if used[i][0] < used[i-1][1] {
			return damaged("stco")
		}
	}
	for _, part := range f.media {
		at := part[0]
		for _, u := range used {
			if u[0] >= part[0] && u[1] <= part[1] {
				clear(f.b[at:u[0]])
				at = u[1]
			}
		}
		clear(f.b[at:part[1]])
	}
	return nil
}

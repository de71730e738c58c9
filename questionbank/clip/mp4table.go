package clip

import "encoding/binary"

// rows are those of a table: version and flags, a count, the rows. The count must be what the box has room for.
func (f *mp4) rows(x box, size int) ([][]byte, error) {
	if x.ends-x.body < 8 {
		return nil, damaged(x.kind)
	}
	n := uint64(binary.BigEndian.Uint32(f.b[x.body+4:]))
	if n > maxFrames || n*uint64(size) != uint64(x.ends-x.body-8) {
		return nil, damaged(x.kind)
	}
	out := make([][]byte, n)
	for i := range out {
		out[i] = f.b[x.body+8+i*size:][:size]
	}
	return out, nil
}

// table is rows of a box whose second version is wider, in which case it returns none.
func (f *mp4) table(x box, size int) (rows [][]byte, wide bool, err error) {
	if x.ends-x.body >= 8 && f.b[x.body] == 1 {
		return nil, true, nil
	}
	rows, err = f.rows(x, size)
	return rows, false, err
}

func (f *mp4) stbl(x box, s *stream) error {
	var rows [][]byte
	var err error
	word := func(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
	switch x.kind {
	case "stsd":
		return f.stsd(x, s)
	case "stsz":
		return f.stsz(x, s)
	case "stts":
		rows, err = f.rows(x, 8)
		for _, r := range rows {
			s.steps = append(s.steps, step{word(r, 0), word(r, 4)})
		}
	case "ctts":
		_, err = f.rows(x, 8)
	case "stss":
		_, err = f.rows(x, 4)
	case "stsc":
		rows, err = f.rows(x, 12)
		for _, r := range rows {
			if word(r, 8) != 1 {
				return damaged("stsc")
			}
			s.chunks = append(s.chunks, chunk{word(r, 0), word(r, 4)})
		}
	case "stco":
		rows, err = f.rows(x, 4)
		for _, r := range rows {
			s.offsets = append(s.offsets, uint64(word(r, 0)))
		}
	case "co64":
		rows, err = f.rows(x, 8)
		for _, r := range rows {
			s.offsets = append(s.offsets, binary.BigEndian.Uint64(r))
		}
	default:
		f.blank(x)
	}
	return err
}

func (f *mp4) stsz(x box, s *stream) error {
	if x.ends-x.body < 12 || s.sizes != nil {
		return damaged("stsz")
	}
	one, n := binary.BigEndian.Uint32(f.b[x.body+4:]), binary.BigEndian.Uint32(f.b[x.body+8:])
	if n == 0 || n > maxFrames || one == 0 && uint64(n)*4 != uint64(x.ends-x.body-12) || one != 0 && x.ends-x.body != 12 {
		return damaged("stsz")
	}
	s.sizes = make([]uint32, n)
	for i := range s.sizes {
		if s.sizes[i] = one; one == 0 {
			s.sizes[i] = binary.BigEndian.Uint32(f.b[x.body+12+4*i:])
		}
	}
	return nil
}

// stsd is what the samples are: one form of picture or sound.
func (f *mp4) stsd(x box, s *stream) error {
	if x.ends-x.body < 8 || binary.BigEndian.Uint32(f.b[x.body+4:]) != 1 || s.codec != "" {
		return damaged("stsd")
	}
	return f.boxes(x.body+8, x.ends, func(x box) error {
		s.codec = x.kind
		switch {
		case x.kind == "avc1" && x.ends-x.body >= 78:
			clear(f.b[x.body+42 : x.body+74]) // the name of the encoder
			return f.parts(x.body+78, x.ends, s, "avcC", f.avcC)
		case x.kind == "mp4a" && x.ends-x.body >= 28 && binary.BigEndian.Uint16(f.b[x.body+8:]) == 0:
			return f.parts(x.body+28, x.ends, s, "esds", f.esds)
		}
		return ErrCodec.With("what", plain(x.kind))
	})
}

// parts reads the one box that a form needs, and blanks those that are not about the shape of a point or its colour.
func (f *mp4) parts(from, to int, s *stream, need string, read func(box, *stream) error) error {
	found := false
	err := f.boxes(from, to, func(x box) error {
		switch {
		case x.kind == need && !found:
			found = true
			return read(x, s)
		case x.kind == "pasp" && x.ends-x.body == 8:
		case x.kind == "colr" && x.ends-x.body == 11 && string(f.b[x.body:x.body+4]) == "nclx":
		default:
			f.blank(x)
		}
		return nil
	})
	if err == nil && !found {
		err = damaged(need)
	}
	return err
}

// avcC holds the parameter sets.
func (f *mp4) avcC(x box, s *stream) error {
	b := f.b[x.body:x.ends]
	if len(b) < 8 || b[0] != 1 || b[5]&0x1f != 1 {
		return damaged("avcC")
	}
	s.nal = int(b[4]&3) + 1
	n := int(binary.BigEndian.Uint16(b[6:]))
	if s.nal == 3 || n < 4 || len(b) < 8+n {
		return damaged("avcC")
	}
	w, h, other, ok := h264Size(b[8 : 8+n])
	switch {
	case !ok:
		return damaged("avcC")
	case other:
		return ErrCodec.With("what", "H.264 High 4:2:2 / 10 bit")
	}
	s.width, s.height = w, h
	return nil
}

// esds must say that the sound is AAC.
func (f *mp4) esds(x box, _ *stream) error {
	b := f.b[x.body:x.ends]
	next := func(tag byte, skip int) bool {
		if len(b) < 2 || b[0] != tag {
			return false
		}
		n := 1
		for n < 5 && n < len(b) && b[n]&0x80 != 0 {
			n++
		}
		if len(b) < n+1+skip {
			return false
		}
		b = b[n+1:]
		return true
	}
	if len(b) < 4 {
		return damaged("esds")
	}
	b = b[4:]
	if !next(3, 3) || b[2] != 0 {
		return damaged("esds")
	}
	b = b[3:]
	if !next(4, 13) {
		return damaged("esds")
	}
	if kind := b[0]; kind != 0x40 {
		return ErrCodec.With("what", "mp4a")
	}
	b = b[13:]
	if !next(5, 2) {
		return damaged("esds")
	}
	if kind := b[0] >> 3; kind != 2 && kind != 5 && kind != 29 {
		return ErrCodec.With("what", "AAC")
	}
	return nil
}

// place finds the places of the samples, which must lie in the media data, and how long they last.
func (f *mp4) place(s *stream) error {
	left := len(s.sizes)
	for _, p := range s.steps {
		if uint64(p.count) > uint64(left) {
			return damaged("stts")
		}
		left -= int(p.count)
		s.lasts += uint64(p.count) * uint64(p.ticks)
	}
	if left != 0 || len(s.sizes) == 0 || len(s.chunks) == 0 || s.chunks[0].first != 1 {
		return damaged("stts")
	}
	n := 0
	for i, run := 0, 0; i < len(s.offsets); i++ {
		for run+1 < len(s.chunks) && s.chunks[run+1].first == uint32(i)+1 {
			run++
		}
		at := s.offsets[i]
		for range s.chunks[run].samples {
			if n >= len(s.sizes) {
				return damaged("stsc")
			}
			size := uint64(s.sizes[n])
			if size == 0 || !f.inMedia(at, size) {
				return damaged("stco")
			}
			s.spans = append(s.spans, [2]int{int(at), int(at + size)})
			at += size
			n++
		}
	}
	if n != len(s.sizes) {
		return damaged("stsc")
	}
	return nil
}

func (f *mp4) inMedia(at, size uint64) bool {
	if at > uint64(len(f.b)) || size > uint64(len(f.b)) {
		return false
	}
	for _, m := range f.media {
		if at >= uint64(m[0]) && at+size <= uint64(m[1]) {
			return true
		}
	}
	return false
}

// units looks into each picture: units of H.264 fill it, the first is whole in itself, remarks become filling.
func (f *mp4) units(s *stream) error {
	const slice, whole, remark, sets, pictureSets, divider, filling = 1, 5, 6, 7, 8, 9, 12
	for i, span := range s.spans {
		shown, first := false, true
		for b := f.b[span[0]:span[1]]; len(b) > 0; {
			if len(b) < s.nal {
				return damaged("H.264")
			}
			n := 0
			for _, c := range b[:s.nal] {
				n = n<<8 | int(c)
			}
			if b = b[s.nal:]; n < 1 || n > len(b) {
				return damaged("H.264")
			}
			unit := b[:n]
			b = b[n:]
			switch unit[0] & 0x1f {
			case slice, whole:
				first = first && unit[0]&0x1f == whole
				shown = true
			case sets:
				if w, h, other, ok := h264Size(unit); !ok || other || w != s.width || h != s.height {
					return damaged("H.264")
				}
			case pictureSets, divider:
			case remark, filling, 10, 11:
				fill(unit)
			default:
				return damaged("H.264")
			}
		}
		if !shown || i == 0 && !first {
			return damaged("H.264")
		}
	}
	return nil
}

// fill makes a unit one that says nothing.
func fill(unit []byte) {
	for i := range unit {
		unit[i] = 0xff
	}
	unit[0] = 12
	if len(unit) > 1 {
		unit[len(unit)-1] = 0x80
	}
}

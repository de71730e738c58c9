package media

import "encoding/binary"

// sample is one picture or packet of sound in a fragment.
type sample struct {
	size, dur uint32
	sync      bool
}

// run is the samples of one track that are under way. The last one is held until the next tells how long it lasts.
type run struct {
	start   uint64 // when the first sample begins
	at      uint64 // when the held one begins
	held    bool
	heldKey bool
	heldLen int
	samples []sample
	data    []byte // of all samples, the held one last
}

// hold takes the next sample; the one before it must have been pushed.
func (r *run) hold(at uint64, key bool, data []byte) {
	if len(r.samples) == 0 {
		r.start = at
	}
	r.at, r.held, r.heldKey, r.heldLen = at, true, key, len(data)
	r.data = append(r.data, data...)
}

// push ends the held sample at the time of the next.
func (r *run) push(next uint64) {
	r.samples = append(r.samples, sample{uint32(r.heldLen), uint32(next - r.at), r.heldKey})
	r.held = false
}

// whole is the content of the samples that are complete.
func (r *run) whole() []byte {
	if r.held {
		return r.data[:len(r.data)-r.heldLen]
	}
	return r.data
}

// clear forgets the samples that went into a fragment and keeps the held one.
func (r *run) clear() {
	rest := 0
	if r.held {
		rest = copy(r.data, r.data[len(r.data)-r.heldLen:])
		r.start = r.at
	}
	r.data, r.samples = r.data[:rest], r.samples[:0]
}

const (
	syncFlags    = 0x0200_0000 // depends on no other
	nonSyncFlags = 0x0101_0000
)

// appendFragment appends moof and mdat (ISO/IEC 14496-12, 8.8) of one second of both tracks to b; sound may be empty.
func appendFragment(b []byte, seq uint32, video, audio *run) []byte {
	start := len(b)
	b = box(b, "moof")
	b = full(b, "mfhd", 0, 0)
	b = be32(b, seq)
	patch(b, len(b)-16)
	var offsets [2]int // where the data offsets stand
	n := 0
	for id, r := range []*run{videoTrack - 1: video, audioTrack - 1: audio} {
		if len(r.samples) == 0 {
			continue
		}
		b, offsets[n] = appendTraf(b, uint32(id+1), r)
		n++
	}
	patch(b, start)
	first, second := video.whole(), audio.whole()
	if len(audio.samples) == 0 {
		second = nil
	}
	head := len(b) - start + 8
	at := head
	if len(video.samples) > 0 {
		binary.BigEndian.PutUint32(b[offsets[0]:], uint32(at))
		at += len(first)
	}
	if second != nil {
		binary.BigEndian.PutUint32(b[offsets[n-1]:], uint32(at))
	}
	b = be32(b, uint32(8+len(first)+len(second)))
	b = append(b, "mdat"...)
	b = append(b, first...)
	return append(b, second...)
}

// appendTraf appends one track's part of a moof and returns where its data offset stands.
func appendTraf(b []byte, id uint32, r *run) (_ []byte, offset int) {
	traf := len(b)
	b = box(b, "traf")
	at := len(b)
	b = full(b, "tfhd", 0, 0x02_0000) // offsets count from the moof
	b = be32(b, id)
	patch(b, at)
	at = len(b)
	b = full(b, "tfdt", 1, 0)
	b = binary.BigEndian.AppendUint64(b, r.start)
	patch(b, at)
	at = len(b)
	b = full(b, "trun", 0, 0x0701) // data offset; of each sample duration, size and flags
	b = be32(b, uint32(len(r.samples)))
	offset = len(b)
	b = be32(b, 0)
	for _, s := range r.samples {
		b = be32(b, s.dur)
		b = be32(b, s.size)
		if s.sync {
			b = be32(b, syncFlags)
		} else {
			b = be32(b, nonSyncFlags)
		}
	}
	patch(b, at)
	patch(b, traf)
	return b, offset
}

func be32(b []byte, v uint32) []byte { return binary.BigEndian.AppendUint32(b, v) }

// box begins a box whose size is patched in later.
func box(b []byte, name string) []byte { return append(be32(b, 0), name...) }

func full(b []byte, name string, version byte, flags uint32) []byte {
	return be32(box(b, name), uint32(version)<<24|flags)
}

// patch writes the size of the box that began at at and ends here.
func patch(b []byte, at int) { binary.BigEndian.PutUint32(b[at:], uint32(len(b)-at)) }

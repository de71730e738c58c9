package clip

import (
	"encoding/binary"
	"slices"
	"strings"
	"time"
	"unicode"
)

// webm is what is kept of a WebM file.
type webm struct {
	scale        uint64 // nanoseconds
	heard        bool   // a sound alone is wanted
	video, audio *track
	frames       []frame
}

type track struct {
	number         uint64
	kind           uint64
	codec          string
	private        []byte
	delay, preRoll uint64
	width, height  int
	hertz          float64
	channels       uint64
}

// frame is one of a track.
type frame struct {
	sound bool
	at    int64 // milliseconds
	key   bool
	data  []byte
}

// maxFrames bounds what is counted up: ten a millisecond of sound and sixty pictures a second of the longest clip are far less.
const maxFrames = 200_000

// checkWebM reads a clip and writes it anew.
func checkWebM(b []byte, l Limits) (Clip, measure, error) {
	f := webm{scale: 1_000_000}
	if err := f.read(b, l); err != nil {
		return Clip{}, measure{}, err
	}
	slices.SortStableFunc(f.frames, func(a, b frame) int { return int(a.at - b.at) })
	m, err := f.judge()
	if err != nil {
		return Clip{}, m, err
	}
	return Clip{Type: WebM, Width: f.video.width, Height: f.video.height, Sound: f.audio != nil, Data: f.write(m.length)}, m, nil
}

func (f *webm) read(b []byte, l Limits) error {
	e, rest, ok := nextElement(b)
	if !ok || e.open || e.id != idEBML {
		return damaged("EBML")
	}
	kind := ""
	if !each(e.body, func(e element) bool {
		if e.id == idDocType {
			kind = strings.TrimRight(string(e.body), "\x00")
		}
		return true
	}) {
		return damaged("EBML")
	}
	if kind != "webm" {
		return ErrKind
	}
	for { // empty space may stand before the segment
		if e, rest, ok = nextElement(rest); !ok {
			return damaged("Segment")
		}
		if e.id == idSegment {
			return f.segment(e.body, l)
		}
	}
}

// inSegment are the elements that end one of unknown length.
var inSegment = []uint32{idSeek, idInfo, idTracks, idCues, idCluster, idTags, idAttachments, idChapters}

func (f *webm) segment(b []byte, l Limits) error {
	for len(b) > 0 {
		e, rest, ok := nextElement(b)
		if !ok || e.open && e.id != idCluster {
			return damaged("Segment")
		}
		var err error
		switch e.id {
		case idInfo:
			err = f.info(e.body)
		case idTracks:
			err = f.tracks(e.body)
		case idCluster:
			rest, err = f.cluster(e, rest, l)
		case idAttachments:
			err = ErrForeign.With("what", "Attachments")
		case idChapters:
			err = ErrForeign.With("what", "Chapters")
		}
		if err != nil {
			return err
		}
		b = rest
	}
	if f.video == nil && !f.heard {
		return damaged("Tracks")
	}
	return nil
}

func (f *webm) info(b []byte) error {
	linked := false
	ok := each(b, func(e element) bool {
		switch e.id {
		case idScale:
			f.scale = e.number()
		case idPrevID, idPrevFile, idNextID, idNextFile:
			linked = true
		}
		return true
	})
	switch {
	case linked:
		return ErrForeign.With("what", "Linked segments")
	case !ok || f.scale == 0 || f.scale > uint64(time.Second) || len(f.frames) > 0:
		return damaged("Info")
	}
	return nil
}

func (f *webm) tracks(b []byte) error {
	var err error
	ok := each(b, func(e element) bool {
		if e.id == idTrack {
			err = f.track(e.body)
		}
		return err == nil
	})
	if err == nil && !ok {
		err = damaged("Tracks")
	}
	return err
}

func (f *webm) track(b []byte) error {
	var t track
	foreign := ""
	ok := each(b, func(e element) bool {
		switch e.id {
		case idNumber:
			t.number = e.number()
		case idKind:
			t.kind = e.number()
		case idCodec:
			t.codec = strings.TrimRight(string(e.body), "\x00")
		case idPrivate:
			t.private = e.body
		case idDelay:
			t.delay = e.number()
		case idPreRoll:
			t.preRoll = e.number()
		case idEncodings:
			foreign = "ContentEncodings"
		case idOverlay, idOperation:
			foreign = "TrackOperation"
		case idVideo, idAudio:
			return each(e.body, t.form)
		}
		return true
	})
	switch {
	case foreign != "":
		return ErrForeign.With("what", foreign)
	case !ok || t.number == 0:
		return damaged("TrackEntry")
	case t.kind == 1 && f.video == nil && (t.codec == "V_VP8" || t.codec == "V_VP9"):
		f.video = &t
		return nil
	case t.kind == 2 && f.audio == nil && t.codec == "A_OPUS":
		f.audio = &t
		return t.opus()
	case t.kind == 1 && f.video != nil || t.kind == 2 && f.audio != nil || t.kind != 1 && t.kind != 2:
		return ErrForeign.With("what", "Tracks")
	}
	return ErrCodec.With("what", plain(t.codec))
}

func (t *track) form(e element) bool {
	switch e.id {
	case idWidth:
		t.width = int(min(e.number(), 1<<20))
	case idHeight:
		t.height = int(min(e.number(), 1<<20))
	case idHertz:
		t.hertz = e.float()
	case idChannels:
		t.channels = e.number()
	}
	return true
}

// opus checks the head of a sound in Opus of one or two channels and keeps that much of it.
func (t *track) opus() error {
	if len(t.private) < 19 || string(t.private[:9]) != "OpusHead\x01" || t.private[9] < 1 || t.private[9] > 2 || t.private[18] != 0 {
		return ErrCodec.With("what", "Opus")
	}
	t.private, t.channels, t.hertz = t.private[:19], uint64(t.private[9]), 48_000
	t.delay, t.preRoll = min(t.delay, uint64(time.Second)), min(t.preRoll, uint64(time.Second))
	return nil
}

// plain is a word of a stranger's file as it may be repeated.
func plain(s string) string {
	out := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, s)
	return out[:min(len(out), 24)]
}

// cluster reads the frames of one; where its length is not known, it ends at the next element of the segment.
func (f *webm) cluster(c element, rest []byte, l Limits) ([]byte, error) {
	base := uint64(0)
	for b := c.body; len(b) > 0; {
		e, next, ok := nextElement(b)
		if ok && c.open && slices.Contains(inSegment, e.id) {
			return b, nil
		}
		if !ok || e.open {
			return nil, damaged("Cluster")
		}
		var err error
		switch e.id {
		case idTime:
			base = e.number()
		case idSimple:
			err = f.block(e.body, base, l)
		case idGroup:
			if !each(e.body, func(e element) bool {
				if e.id == idBlock {
					err = f.block(e.body, base, l)
				}
				return err == nil
			}) && err == nil {
				err = damaged("BlockGroup")
			}
		}
		if err != nil {
			return nil, err
		}
		b = next
	}
	if c.open {
		return nil, nil
	}
	return rest, nil
}

func (f *webm) block(b []byte, base uint64, l Limits) error {
	number, n, ok := varint(b)
	if !ok || len(b) < n+4 || f.video == nil && !f.heard {
		return damaged("Block")
	}
	if b[n+2]&0x06 != 0 {
		return ErrForeign.With("what", "Lacing")
	}
	ticks := int64(min(base, 1<<40)) + int64(int16(binary.BigEndian.Uint16(b[n:])))
	at := float64(ticks) * float64(f.scale) / 1e6
	x := frame{at: int64(at + 0.5), data: b[n+3:]}
	switch {
	case f.audio != nil && number == f.audio.number:
		x.sound, x.key = true, true
	case f.video == nil || number != f.video.number:
		return ErrForeign.With("what", "Tracks")
	}
	switch {
	case ticks < 0 && !x.sound || len(f.frames) >= maxFrames:
		return damaged("Block")
	case at > float64(l.Seconds+1)*1000:
		return ErrLong.With("seconds", int(at/1000)).With("most", l.Seconds)
	}
	x.at = max(x.at, 0)
	f.frames = append(f.frames, x)
	return nil
}

// judge looks into the frames: each is of the codec that the track names, key frames have its size, and time goes on.
func (f *webm) judge() (measure, error) {
	var m measure
	last, ends := int64(-1), int64(0)
	for i := range f.frames {
		x := &f.frames[i]
		ends = max(ends, x.at)
		if x.sound {
			if len(x.data) == 0 {
				return m, damaged("Opus")
			}
			continue
		}
		key, w, h, other, ok := false, 0, 0, 0, false
		if f.video.codec == "V_VP8" {
			key, w, h, ok = vp8Key(x.data)
		} else {
			key, w, h, other, ok = vp9Key(x.data)
		}
		switch {
		case other != 0:
			return m, ErrCodec.With("what", "VP9 profile "+string(rune('0'+other)))
		case !ok || last < 0 && !key || x.at <= last || key && (w != f.video.width || h != f.video.height):
			return m, damaged(f.video.codec)
		}
		x.key, last = key, x.at
		m.frames++
	}
	if m.frames == 0 {
		return m, damaged("Cluster")
	}
	// The last picture stands as long as the others on average.
	m.length = time.Duration(max(ends, last+max(last/int64(max(m.frames-1, 1)), 1))) * time.Millisecond
	return m, nil
}

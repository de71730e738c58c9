package clip

import "time"

const (
	videoTrack  = 1
	audioTrack  = 2
	clusterSpan = 20_000 // milliseconds; what a block can say is 32 seconds
	program     = "SuiKao"
)

// write puts head, index and frames together. Every key frame of the picture begins a cluster, and stands in the index; of a sound
// alone every cluster does.
func (f *webm) write(length time.Duration) []byte {
	info := putNumber(nil, idScale, 1_000_000)
	info = putFloat(info, idDuration, float64(length.Milliseconds()))
	info = put(put(info, idMuxer, []byte(program)), idWriter, []byte(program))
	before := put(put(nil, idInfo, info), idTracks, f.entries())
	clusters, cues := f.clusters()
	size := len(put(nil, idCues, cueList(cues, 0)))
	body := put(before, idCues, cueList(cues, len(before)+size))
	for _, c := range clusters {
		body = append(body, c...)
	}
	doc := putNumber(putNumber(nil, 0x4286, 1), 0x42F7, 1)
	doc = putNumber(putNumber(doc, 0x42F2, 4), 0x42F3, 8)
	doc = put(doc, idDocType, []byte("webm"))
	doc = putNumber(putNumber(doc, 0x4287, 4), 0x4285, 2)
	return put(put(nil, idEBML, doc), idSegment, body)
}

func (f *webm) entries() []byte {
	var out []byte
	if f.video != nil {
		out = f.picture()
	}
	if f.audio == nil {
		return out
	}
	sound := putNumber(putFloat(nil, idHertz, f.audio.hertz), idChannels, f.audio.channels)
	a := putNumber(putNumber(putNumber(nil, idNumber, audioTrack), idUID, audioTrack), idKind, 2)
	a = put(put(putNumber(a, idLacing, 0), idCodec, []byte("A_OPUS")), idPrivate, f.audio.private)
	a = putNumber(putNumber(a, idDelay, f.audio.delay), idPreRoll, f.audio.preRoll)
	return put(out, idTrack, put(a, idAudio, sound))
}

func (f *webm) picture() []byte {
	form := putNumber(putNumber(nil, idWidth, uint64(f.video.width)), idHeight, uint64(f.video.height))
	v := putNumber(putNumber(putNumber(nil, idNumber, videoTrack), idUID, videoTrack), idKind, 1)
	v = put(put(putNumber(v, idLacing, 0), idCodec, []byte(f.video.codec)), idVideo, form)
	return put(nil, idTrack, v)
}

// cue is a place to seek to: a time, and how far into the clusters it lies.
type cue struct {
	track uint64
	at    int64
	in    int
}

func cueList(cues []cue, begin int) []byte {
	var out []byte
	for _, c := range cues {
		place := putNumber(putNumber(nil, idCueTrack, c.track), idCueAt, uint64(begin+c.in))
		out = put(out, idCue, put(putNumber(nil, idCueTime, uint64(c.at)), idCuePlace, place))
	}
	return out
}

func (f *webm) clusters() (out [][]byte, cues []cue) {
	var body []byte
	base, done := int64(0), 0
	end := func() {
		if body != nil {
			out = append(out, put(nil, idCluster, body))
			done += len(out[len(out)-1])
		}
	}
	for _, x := range f.frames {
		if first := x.key && !x.sound; first || body == nil || x.at-base > clusterSpan {
			end()
			base, body = x.at, putNumber(nil, idTime, uint64(x.at))
			switch {
			case first:
				cues = append(cues, cue{videoTrack, x.at, done})
			case f.video == nil:
				cues = append(cues, cue{audioTrack, x.at, done})
			}
		}
		number, flags := byte(videoTrack), byte(0)
		if x.sound {
			number = audioTrack
		}
		if x.key {
			flags = 0x80
		}
		rel := uint16(x.at - base)
		body = append(head(body, idSimple, len(x.data)+4), 0x80|number, byte(rel>>8), byte(rel), flags)
		body = append(body, x.data...)
	}
	end()
	return out, cues
}

package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/Eyevinn/mp4ff/mp4"
)

const (
	videoTrack, audioTrack = 1, 2
	videoScale, audioScale = 90_000, 48_000
)

// initSegment is the head of a file: what its tracks are, before any frame.
func initSegment(w, h int, sound bool) ([]byte, error) {
	head := mp4.CreateEmptyInit()
	head.AddEmptyTrack(videoScale, "video", "und")
	video := head.Moov.Traks[0]
	video.Tkhd.Width, video.Tkhd.Height = mp4.Fixed32(w<<16), mp4.Fixed32(h<<16)
	video.Mdia.Minf.Stbl.Stsd.AddChild(mp4.CreateVisualSampleEntryBox("vp08", uint16(w), uint16(h), &mp4.VppCBox{
		Version: 1, Level: 10, BitDepth: 8, ChromaSubsampling: 1, ColourPrimaries: 2, TransferCharacteristics: 2, MatrixCoefficients: 2}))
	if sound {
		head.AddEmptyTrack(audioScale, "audio", "und")
		head.Moov.Traks[1].Mdia.Minf.Stbl.Stsd.AddChild(mp4.CreateAudioSampleEntryBox("Opus", 2, 16, audioScale,
			&mp4.DopsBox{OutputChannelCount: 2, InputSampleRate: audioScale}))
	}
	var b bytes.Buffer
	err := head.Encode(&b)
	return b.Bytes(), err
}

// errEmpty means that a file holds no whole fragment.
var errEmpty = errors.New("media: no whole fragment")

// measure is what a file holds.
type measure struct {
	size     int64 // up to the end of the last whole fragment
	duration time.Duration
	frames   int
	sounds   int
}

// measureFile reads a file up to its last whole fragment; whatever stands after it is what a killed process left. errEmpty when
// there is none.
func measureFile(f io.ReaderAt, size int64) (measure, error) {
	whole, err := wholeLength(f, size)
	if err != nil {
		return measure{}, err
	}
	parsed, err := mp4.DecodeFile(io.NewSectionReader(f, 0, whole), mp4.WithDecodeMode(mp4.DecModeLazyMdat))
	if err != nil {
		return measure{}, fmt.Errorf("%w: %w", errEmpty, err)
	}
	m := measure{size: whole}
	var end uint64
	for _, s := range parsed.Segments {
		for _, f := range s.Fragments {
			for _, t := range f.Moof.Trafs {
				n := int(t.Trun.SampleCount())
				if t.Tfhd.TrackID != videoTrack {
					m.sounds += n
					continue
				}
				m.frames += n
				end = max(end, t.Tfdt.BaseMediaDecodeTime()+t.Trun.Duration(t.Tfhd.DefaultSampleDuration))
			}
		}
	}
	if m.frames == 0 {
		return measure{}, errEmpty
	}
	m.duration = time.Duration(end) * time.Second / videoScale
	return m, nil
}

// wholeLength returns where the last whole fragment (moof and mdat) ends.
func wholeLength(f io.ReaderAt, end int64) (int64, error) {
	var at, whole int64
	moof := false
	for at+8 <= end {
		var head [8]byte
		if _, err := f.ReadAt(head[:], at); err != nil {
			return 0, err
		}
		size := int64(binary.BigEndian.Uint32(head[:4]))
		if size < 8 || at+size > end {
			break
		}
		at += size
		switch string(head[4:]) {
		case "moof":
			moof = true
		case "mdat":
			if moof {
				whole = at
			}
			moof = false
		}
	}
	if whole == 0 {
		return 0, errEmpty
	}
	return whole, nil
}

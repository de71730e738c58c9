package mediatest

import (
	"bytes"

	"github.com/Eyevinn/mp4ff/mp4"
)

// Segment is a recorded segment of whole seconds as the recorder writes it: fragments of one second of the clip (VP8) with silence
// (Opus).
func Segment(seconds int) ([]byte, error) {
	const video, audio, fps, packets = 1, 2, 15, 50
	head := mp4.CreateEmptyInit()
	head.AddEmptyTrack(90_000, "video", "und")
	head.AddEmptyTrack(48_000, "audio", "und")
	frames := Frames()
	w, h := int(frames[0][6])|int(frames[0][7]&0x3f)<<8, int(frames[0][8])|int(frames[0][9]&0x3f)<<8
	v := head.Moov.Traks[0]
	v.Tkhd.Width, v.Tkhd.Height = mp4.Fixed32(w<<16), mp4.Fixed32(h<<16)
	v.Mdia.Minf.Stbl.Stsd.AddChild(mp4.CreateVisualSampleEntryBox("vp08", uint16(w), uint16(h), &mp4.VppCBox{
		Version: 1, Level: 10, BitDepth: 8, ChromaSubsampling: 1, ColourPrimaries: 2, TransferCharacteristics: 2, MatrixCoefficients: 2}))
	head.Moov.Traks[1].Mdia.Minf.Stbl.Stsd.AddChild(mp4.CreateAudioSampleEntryBox("Opus", 2, 16, 48_000, &mp4.DopsBox{OutputChannelCount: 2, InputSampleRate: 48_000}))
	var b bytes.Buffer
	if err := head.Encode(&b); err != nil {
		return nil, err
	}
	for s := range seconds {
		f, err := mp4.CreateMultiTrackFragment(uint32(s+1), []uint32{video, audio})
		if err != nil {
			return nil, err
		}
		for i := range fps {
			n := s*fps + i
			data, flags := frames[n%len(frames)], mp4.NonSyncSampleFlags
			if data[0]&1 == 0 {
				flags = mp4.SyncSampleFlags
			}
			if err := f.AddFullSampleToTrack(mp4.FullSample{Sample: mp4.Sample{Flags: flags, Dur: 90_000 / fps, Size: uint32(len(data))}, DecodeTime: uint64(n * 90_000 / fps), Data: data}, video); err != nil {
				return nil, err
			}
		}
		for i := range packets {
			silence := []byte{0xf8, 0xff, 0xfe}
			if err := f.AddFullSampleToTrack(mp4.FullSample{Sample: mp4.Sample{Flags: mp4.SyncSampleFlags, Dur: 48_000 / packets, Size: 3}, DecodeTime: uint64((s*packets + i) * 48_000 / packets), Data: silence}, audio); err != nil {
				return nil, err
			}
		}
		if err := f.Encode(&b); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

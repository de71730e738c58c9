package playable

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/Eyevinn/mp4ff/mp4"
)

// The elements of Matroska that a WebM file of one picture and one sound needs.
const (
	idEBML, idSegment, idInfo, idTracks, idCues, idCluster = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x1F43B675
	idTime, idBlock                                        = 0xE7, 0xA3
)

const (
	videoTrack, audioTrack = 1, 2
	opusPreSkip            = 312 // samples: what the encoder of browsers needs to settle
)

// block is one frame with its time in milliseconds.
type block struct {
	track byte
	at    int64
	key   bool
	data  []byte
}

// WebM writes the frames of a segment, unchanged, into a WebM file that can be sought in. It holds the segment in memory.
func WebM(w io.Writer, segment io.Reader) (err error) {
	defer func() {
		if v := recover(); v != nil { // the reader of boxes trusts their sizes
			err = fmt.Errorf("the segment is damaged: %v", v)
		}
	}()
	file, err := mp4.DecodeFile(segment)
	if err != nil {
		return err
	}
	if file.Init == nil || file.Init.Moov == nil || file.Init.Moov.Mvex == nil {
		return errors.New("this is no recorded segment")
	}
	blocks, duration, err := blocksOf(file)
	if err != nil {
		return err
	}
	width, height := 0, 0
	for _, t := range file.Init.Moov.Traks {
		if t.Tkhd.TrackID == videoTrack {
			width, height = int(t.Tkhd.Width>>16), int(t.Tkhd.Height>>16)
		}
	}
	_, err = w.Write(webm(blocks, duration, width, height))
	return err
}

func blocksOf(file *mp4.File) (blocks []block, duration int64, err error) {
	scale := map[uint32]uint64{}
	for _, t := range file.Init.Moov.Traks {
		if scale[t.Tkhd.TrackID] = uint64(t.Mdia.Mdhd.Timescale); scale[t.Tkhd.TrackID] == 0 {
			return nil, 0, errors.New("a track has no time scale")
		}
	}
	for _, s := range file.Segments {
		for _, f := range s.Fragments {
			for _, trex := range file.Init.Moov.Mvex.Trexs {
				samples, err := f.GetFullSamples(trex)
				if err != nil {
					return nil, 0, err
				}
				for _, x := range samples {
					per := scale[trex.TrackID]
					blocks = append(blocks, block{byte(trex.TrackID), int64(x.DecodeTime * 1000 / per), x.IsSync(), x.Data})
					duration = max(duration, int64((x.DecodeTime+uint64(x.Dur))*1000/per))
				}
			}
		}
	}
	if len(blocks) == 0 {
		return nil, 0, errors.New("the segment holds no frame")
	}
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Compare(a.at, b.at) })
	return blocks, duration, nil
}

// webm is the whole file: the index stands before the clusters, so that a player that reads a file from disk finds it at once.
func webm(blocks []block, duration int64, width, height int) []byte {
	var clusters [][]byte
	var times []int64
	for i := 0; i < len(blocks); {
		start, end := blocks[i].at, i+1
		for end < len(blocks) && !(blocks[end].track == videoTrack && blocks[end].key) && blocks[end].at-start < 5000 {
			end++
		}
		body := number(idTime, uint64(start))
		for _, b := range blocks[i:end] {
			flags := byte(0)
			if b.key {
				flags = 0x80
			}
			head := []byte{0x80 | b.track, 0, 0, flags}
			binary.BigEndian.PutUint16(head[1:], uint16(b.at-start))
			body = append(body, element(idBlock, append(head, b.data...))...)
		}
		clusters, times = append(clusters, element(idCluster, body)), append(times, start)
		i = end
	}
	front := append(info(duration), tracks(width, height)...)
	cues := cuesOf(clusters, times, 0)
	cues = cuesOf(clusters, times, uint64(len(front)+len(cues))) // its size does not depend on the numbers in it
	body := slices.Concat(append([][]byte{front, cues}, clusters...)...)
	head := element(idEBML, slices.Concat(number(0x4286, 1), number(0x42F7, 1), number(0x42F2, 4), number(0x42F3, 8), text(0x4282, "webm"), number(0x4287, 4), number(0x4285, 2)))
	return append(head, element(idSegment, body)...)
}

func info(duration int64) []byte {
	long := binary.BigEndian.AppendUint64(nil, math.Float64bits(float64(duration)))
	return element(idInfo, slices.Concat(number(0x2AD7B1, 1_000_000), element(0x4489, long), text(0x4D80, "suikao"), text(0x5741, "suikao")))
}

func tracks(width, height int) []byte {
	video := element(0xAE, slices.Concat(number(0xD7, videoTrack), number(0x73C5, videoTrack), number(0x83, 1), text(0x86, "V_VP8"),
		element(0xE0, slices.Concat(number(0xB0, uint64(width)), number(0xBA, uint64(height))))))
	private := append([]byte("OpusHead"), 1, 2)
	private = binary.LittleEndian.AppendUint16(private, opusPreSkip)
	private = binary.LittleEndian.AppendUint32(private, 48_000)
	private = append(private, 0, 0, 0)
	rate := binary.BigEndian.AppendUint64(nil, math.Float64bits(48_000))
	audio := element(0xAE, slices.Concat(number(0xD7, audioTrack), number(0x73C5, audioTrack), number(0x83, 2), text(0x86, "A_OPUS"), element(0x63A2, private),
		number(0x56AA, opusPreSkip*1_000_000_000/48_000), number(0x56BB, 80_000_000), element(0xE1, slices.Concat(element(0xB5, rate), number(0x9F, 2)))))
	return element(idTracks, append(video, audio...))
}

// cuesOf is the index: where in the segment's body each cluster stands.
func cuesOf(clusters [][]byte, times []int64, at uint64) []byte {
	var body bytes.Buffer
	for i, c := range clusters {
		place := element(0xB7, slices.Concat(number(0xF7, videoTrack), number(0xF1, at)))
		body.Write(element(0xBB, append(number(0xB3, uint64(times[i])), place...)))
		at += uint64(len(c))
	}
	return element(idCues, body.Bytes())
}

// element is an id, a size in eight bytes, and a body.
func element(id uint32, body []byte) []byte {
	b := bytes.TrimLeft(binary.BigEndian.AppendUint32(nil, id), "\x00")
	b = binary.BigEndian.AppendUint64(b, 1<<56|uint64(len(body)))
	return append(b, body...)
}

// number is an element with a number of eight bytes.
func number(id uint32, n uint64) []byte { return element(id, binary.BigEndian.AppendUint64(nil, n)) }

func text(id uint32, s string) []byte { return element(id, []byte(s)) }

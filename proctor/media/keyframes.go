package media

import (
	"fmt"
	"io"
	"time"

	"github.com/Eyevinn/mp4ff/mp4"
)

// KeyFrames calls see with each key frame of a seat's camera in a segment, in order, with how far behind the segment's beginning it stands. It
// ends with see's first error. A segment is read as a whole; what stands behind its last whole fragment is left out.
func KeyFrames(segment io.Reader, see func(at time.Duration, frame []byte) error) error {
	file, err := mp4.DecodeFile(segment)
	if err != nil {
		return fmt.Errorf("media: %w", err)
	}
	if file.Init == nil || file.Init.Moov == nil || file.Init.Moov.Mvex == nil {
		return errEmpty
	}
	for _, s := range file.Segments {
		for _, f := range s.Fragments {
			for _, trex := range file.Init.Moov.Mvex.Trexs {
				if trex.TrackID != videoTrack {
					continue
				}
				samples, err := f.GetFullSamples(trex)
				if err != nil {
					return fmt.Errorf("media: %w", err)
				}
				for _, x := range samples {
					if !x.IsSync() {
						continue
					}
					if err := see(time.Duration(x.DecodeTime)*time.Second/videoScale, x.Data); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

package clips

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"os/exec"
)

// ErrNoEncoder says that ffmpeg with libvpx is not installed.
var ErrNoEncoder = errors.New("clips: ffmpeg with libvpx is needed (apt-get install ffmpeg)")

// Encode makes a VP8 key frame of each picture, about as large as those of a seat's camera at 400 kbit/s.
func Encode(ctx context.Context, pictures []*image.YCbCr) ([][]byte, error) {
	if _, err := exec.LookPath("ffmpeg"); err != nil {
		return nil, ErrNoEncoder
	}
	var raw bytes.Buffer
	for _, p := range pictures {
		raw.Write(p.Y)
		raw.Write(p.Cb)
		raw.Write(p.Cr)
	}
	cmd := exec.CommandContext(ctx, "ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", fmt.Sprintf("%dx%d", Width, Height), "-r", "1", "-i", "-",
		"-c:v", "libvpx", "-threads", "1", "-deadline", "realtime", "-cpu-used", "8", "-g", "1", "-b:v", "100k", "-minrate", "100k", "-maxrate", "100k", "-bufsize", "200k",
		"-f", "ivf", "-")
	cmd.Stdin = &raw
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("clips: ffmpeg: %w: %s", err, said.String())
	}
	frames := split(out.Bytes())
	if len(frames) != len(pictures) {
		return nil, fmt.Errorf("clips: %d frames of %d pictures", len(frames), len(pictures))
	}
	return frames, nil
}

// split takes the frames out of an IVF file.
func split(b []byte) [][]byte {
	var out [][]byte
	for at := 32; at+12 <= len(b); {
		n := int(binary.LittleEndian.Uint32(b[at:]))
		if n < 0 || at+12+n > len(b) {
			break
		}
		out = append(out, b[at+12:at+12+n])
		at += 12 + n
	}
	return out
}

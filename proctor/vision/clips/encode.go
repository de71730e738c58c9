package clips

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"os/exec"
	"strconv"
)

// ErrNoEncoder says that ffmpeg with libvpx is not installed.
var ErrNoEncoder = errors.New("clips: ffmpeg with libvpx is needed (apt-get install ffmpeg)")

// Encode makes a VP8 key frame of each picture, about as large for its size as those of a seat's camera at 400 kbit/s.
func Encode(ctx context.Context, pictures []*image.YCbCr) ([][]byte, error) {
	kilobits := 100
	if len(pictures) > 0 {
		kilobits = max(4, kilobits*pictures[0].Rect.Dx()*pictures[0].Rect.Dy()/(Width*Height))
	}
	rate := fmt.Sprintf("%dk", kilobits)
	b, err := encode(ctx, pictures, 1, "-g", "1", "-b:v", rate, "-minrate", rate, "-maxrate", rate, "-bufsize", fmt.Sprintf("%dk", 2*kilobits))
	if err != nil {
		return nil, err
	}
	frames := split(b)
	if len(frames) != len(pictures) {
		return nil, fmt.Errorf("clips: %d frames of %d pictures", len(frames), len(pictures))
	}
	return frames, nil
}

// Rate is how many pictures a seat's camera sends in a second.
const Rate = 15

// Film makes the first seconds of the clip as a seat's camera sends them, as an IVF file: Rate pictures a second at about so many
// kbit/s, a key frame every two seconds.
func (c Clip) Film(ctx context.Context, seconds, kilobits int) ([]byte, error) {
	pictures, drawn := make([]*image.YCbCr, seconds*Rate), rooms{}
	for i := range pictures {
		pictures[i] = c.moment(float64(i)/Rate, uint64(i)+100, drawn)
	}
	rate := fmt.Sprintf("%dk", kilobits)
	return encode(ctx, pictures, Rate, "-g", "30", "-keyint_min", "30", "-b:v", rate, "-minrate", rate, "-maxrate", rate, "-bufsize", fmt.Sprintf("%dk", 2*kilobits))
}

// encode makes an IVF file of pictures of one size.
func encode(ctx context.Context, pictures []*image.YCbCr, rate int, how ...string) ([]byte, error) {
	if _, err := exec.LookPath("ffmpeg"); err != nil {
		return nil, ErrNoEncoder
	}
	if len(pictures) == 0 {
		return nil, errors.New("clips: there is no picture")
	}
	var raw bytes.Buffer
	for _, p := range pictures {
		raw.Write(p.Y)
		raw.Write(p.Cb)
		raw.Write(p.Cr)
	}
	args := append([]string{"-v", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", fmt.Sprintf("%dx%d", pictures[0].Rect.Dx(), pictures[0].Rect.Dy()), "-r", strconv.Itoa(rate), "-i", "-",
		"-c:v", "libvpx", "-threads", "1", "-deadline", "realtime", "-cpu-used", "8"}, how...)
	cmd := exec.CommandContext(ctx, "ffmpeg", append(args, "-f", "ivf", "-")...)
	cmd.Stdin = &raw
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("clips: ffmpeg: %w: %s", err, said.String())
	}
	return out.Bytes(), nil
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

package speak

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	"github.com/suikao/suikao/questionbank/clip"
)

// Voice is a program of this machine that reads text from its input and writes WAV, given to sh.
type Voice struct{ Command string }

// patience is how long one text may take.
const patience = 2 * time.Minute

// most is what is taken from a program: ten minutes of two channels at 48 kHz, and a head.
const most = 120 << 20

// Speak makes the sound of a text.
func (v Voice) Speak(ctx context.Context, text string) (clip.Sound, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	wav, err := run(ctx, []byte(text+"\n"), "sh", "-c", v.Command)
	if err != nil {
		return clip.Sound{}, fmt.Errorf("the speech program: %w", err)
	}
	return Opus(ctx, wav)
}

// Opus makes a sound as the bank takes it of anything that ffmpeg can hear: silence before it cut, one loudness, one channel.
func Opus(ctx context.Context, sound []byte) (clip.Sound, error) {
	out, err := run(ctx, sound, "ffmpeg", "-v", "error", "-i", "pipe:0", "-map", "0:a:0",
		"-af", "silenceremove=start_periods=1:start_threshold=-50dB,adelay=40,apad=pad_dur=0.12,speechnorm=e=6:r=0.0005",
		"-ac", "1", "-ar", "24000", "-c:a", "libopus", "-b:a", "20k", "-application", "voip", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact",
		"-f", "webm", "pipe:1")
	if err != nil {
		return clip.Sound{}, fmt.Errorf("ffmpeg: %w", err)
	}
	return clip.CheckSound(out)
}

// run gives a program its input and returns what it wrote; what it said of a failure stands in the error.
func run(ctx context.Context, in []byte, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = 5 * time.Second // of a child that holds the pipe
	var said, out bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &atMost{to: &out, left: most}, &atMost{to: &said, left: 4096, quiet: true}
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, strings.TrimSpace(said.String()))
	}
	if out.Len() == 0 {
		return nil, fmt.Errorf("%s wrote nothing: %s", name, strings.TrimSpace(said.String()))
	}
	return out.Bytes(), nil
}

// atMost takes so many bytes; more are an error, or dropped where it is quiet.
type atMost struct {
	to    io.Writer
	left  int
	quiet bool
}

func (w *atMost) Write(b []byte) (int, error) {
	if len(b) > w.left && !w.quiet {
		return 0, fmt.Errorf("more than %d MB came", most>>20)
	}
	n, err := w.to.Write(b[:min(len(b), w.left)])
	w.left -= n
	return len(b), err
}

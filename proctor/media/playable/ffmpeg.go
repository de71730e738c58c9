package playable

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// slowest is how long the copy of one segment may take.
const slowest = 5 * time.Minute

// Copier makes copies of segments. The zero value makes WebM.
type Copier struct{ ffmpeg string }

// Find returns a copier with the machine's ffmpeg, if it has one that writes H.264 and AAC; else one without.
func Find(ctx context.Context) *Copier {
	path, err := exec.LookPath("ffmpeg")
	if err != nil {
		return &Copier{}
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, "-v", "quiet", "-encoders").Output()
	if err != nil || !bytes.Contains(out, []byte(" libx264 ")) || !bytes.Contains(out, []byte(" aac ")) {
		return &Copier{}
	}
	return &Copier{path}
}

// Form is the extension of the copies and what they are, in two languages.
func (c *Copier) Form() (extension, zh, en string) {
	if c.ffmpeg == "" {
		return ".webm", "服务器没有安装 ffmpeg，副本为 WebM 格式（VP8、Opus），可用浏览器或 VLC 等播放器播放。",
			"No ffmpeg on the server: the copies are WebM (VP8, Opus), for browsers and players such as VLC."
	}
	return ".mp4", "副本为 MP4 格式（H.264、AAC），常用播放器均可播放。", "The copies are MP4 (H.264, AAC) and play in common players."
}

// Copy writes a copy of segment, which is fragmented MP4 with VP8 and Opus.
func (c *Copier) Copy(ctx context.Context, w io.Writer, segment io.ReadSeeker) error {
	if c.ffmpeg == "" {
		return WebM(w, segment)
	}
	return c.run(ctx, w, segment, "-map", "0:v:0", "-map", "0:a:0?", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", "-threads", "2",
		"-c:a", "aac", "-b:a", "96k")
}

// run has ffmpeg make MP4 of a segment in some way.
func (c *Copier) run(ctx context.Context, w io.Writer, segment io.Reader, how ...string) error {
	ctx, cancel := context.WithTimeout(ctx, slowest)
	defer cancel()
	args := append([]string{"-v", "error", "-nostdin", "-threads", "2", "-protocol_whitelist", "pipe", "-f", "mp4", "-i", "pipe:0"}, how...)
	cmd := exec.CommandContext(ctx, c.ffmpeg, append(args, "-movflags", "frag_keyframe+empty_moov+default_base_moof", "-map_metadata", "-1", "-f", "mp4", "pipe:1")...)
	var said bytes.Buffer
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.WaitDelay = []string{"LC_ALL=C"}, segment, w, &said, 5*time.Second
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("ffmpeg: %w: %s", errors.Join(err, ctx.Err()), firstLine(said.String()))
	}
	return nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line[:min(len(line), 300)]
}

// Lazy looks for ffmpeg when the first copy is asked for, so that a program that makes none never starts it. The zero value is ready.
type Lazy struct {
	once sync.Once
	c    *Copier
}

func (l *Lazy) copier() *Copier {
	l.once.Do(func() { l.c = Find(context.Background()) })
	return l.c
}

// Form is Copier.Form.
func (l *Lazy) Form() (extension, zh, en string) { return l.copier().Form() }

// Copy is Copier.Copy.
func (l *Lazy) Copy(ctx context.Context, w io.Writer, segment io.ReadSeeker) error {
	return l.copier().Copy(ctx, w, segment)
}

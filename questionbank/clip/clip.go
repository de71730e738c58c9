package clip

import (
	"bytes"
	"cmp"
	"time"

	"github.com/suikao/suikao/internal/fault"
)

// The media types.
const (
	WebM = "video/webm"
	MP4  = "video/mp4"
)

// Limits bound a clip. A value that is not set is that of Usual; none reaches beyond Most.
type Limits struct {
	Seconds int // of the clip
	Bytes   int // of the file
	Side    int // of the picture, in pixels
	Rate    int // frames in a second
}

// Usual are the limits where none are set, Most what can be set: a clip lies in the memory of a seat's page.
var (
	Usual = Limits{Seconds: 60, Bytes: 8 << 20, Side: 1280, Rate: 30}
	Most  = Limits{Seconds: 180, Bytes: 16 << 20, Side: 1920, Rate: 60}
)

// Set returns the limits that hold.
func (l Limits) Set() Limits {
	one := func(v, usual, most int) int { return min(cmp.Or(max(v, 0), usual), most) }
	return Limits{one(l.Seconds, Usual.Seconds, Most.Seconds), one(l.Bytes, Usual.Bytes, Most.Bytes), one(l.Side, Usual.Side, Most.Side), one(l.Rate, Usual.Rate, Most.Rate)}
}

// Failures of a clip.
var (
	ErrLarge = fault.Define("clip.too_large", fault.TooLarge, "视频文件太大：最多 {mb} MB。请降低清晰度或剪短后再上传。", "The clip is too large: {mb} MB at most. Make it smaller or shorter.")
	ErrLong  = fault.Define("clip.too_long", fault.Invalid, "视频长 {seconds} 秒，最长 {most} 秒。请剪短后再上传。", "The clip lasts {seconds} seconds; {most} at most. Cut it.")
	ErrSide  = fault.Define("clip.size", fault.Invalid, "视频画面为 {width} × {height}，边长最大 {most}。请缩小后再上传。", "The clip is {width} × {height}; no side above {most}. Make it smaller.")
	ErrRate  = fault.Define("clip.rate", fault.Invalid, "视频每秒 {rate} 帧，最多 {most} 帧。请降低帧率后再上传。", "The clip has {rate} frames a second; {most} at most. Lower the rate.")
	ErrKind  = fault.Define("clip.kind", fault.Invalid, "这不是可用的视频。请用 WebM（VP8、VP9）或 MP4（H.264）文件；只改扩展名不算转换。",
		"This is no clip that can be used. Use WebM (VP8, VP9) or MP4 (H.264); changing the extension converts nothing.")
	ErrCodec = fault.Define("clip.codec", fault.Invalid, "不支持视频里的编码“{what}”。画面用 VP8、VP9 或 H.264（8 位 4:2:0），声音用 Opus（WebM）或 AAC（MP4）。",
		"The clip is encoded with “{what}”, which is not supported. Use VP8, VP9 or H.264 (8 bit, 4:2:0) for the picture, Opus (WebM) or AAC (MP4) for the sound.")
	ErrForeign = fault.Define("clip.foreign", fault.Invalid, "视频里有不允许的内容“{what}”：附件、加密、外部文件、章节命令、字幕和其他轨道都不能用。请去掉后再上传。",
		"The clip holds “{what}”, which is refused: attachments, encryption, files elsewhere, chapters, subtitles and other tracks are not allowed. Remove it.")
	ErrDamaged = fault.Define("clip.damaged", fault.Invalid, "视频文件不完整或已损坏（{what}），无法播放。请重新导出后再上传。", "The clip is incomplete or damaged ({what}). Export it again.")
)

// Clip is one that may be kept and played.
type Clip struct {
	Type          string
	Width, Height int // in pixels
	Length        time.Duration
	Sound         bool
	Data          []byte // what is kept; not always the bytes that came
}

// Is reports whether bytes begin as a clip does; Check judges them.
func Is(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\x1a\x45\xdf\xa3")) || len(b) > 8 && string(b[4:8]) == "ftyp"
}

// Known reports whether t is the media type of a clip.
func Known(t string) bool { return t == WebM || t == MP4 }

// Check takes a clip in. What it returned it takes again unchanged. It does not change b.
func Check(b []byte, l Limits) (Clip, error) {
	l = l.Set()
	if len(b) > l.Bytes {
		return Clip{}, ErrLarge.With("mb", l.Bytes>>20)
	}
	var c Clip
	var m measure
	var err error
	switch {
	case !Is(b):
		return Clip{}, ErrKind
	case b[0] == 0x1a:
		c, m, err = checkWebM(b, l)
	default:
		c, m, err = checkMP4(bytes.Clone(b), l)
	}
	if err != nil {
		return Clip{}, err
	}
	c.Length = m.length
	if len(c.Data) > l.Bytes {
		return Clip{}, ErrLarge.With("mb", l.Bytes>>20)
	}
	return c, m.within(c, l)
}

// measure is what the frames say of a clip.
type measure struct {
	length time.Duration
	frames int
}

func (m measure) within(c Clip, l Limits) error {
	switch {
	case c.Width < 16 || c.Height < 16 || c.Width > l.Side || c.Height > l.Side:
		return ErrSide.With("width", c.Width).With("height", c.Height).With("most", l.Side)
	case m.length > time.Duration(l.Seconds)*time.Second+time.Second/2: // an encoder adds a frame or two
		return ErrLong.With("seconds", int(m.length/time.Second)).With("most", l.Seconds)
	case m.length <= 0 || m.frames == 0:
		return damaged("length")
	}
	if rate := float64(m.frames) / m.length.Seconds(); m.frames > 2 && rate > float64(l.Rate)*1.02+0.5 {
		return ErrRate.With("rate", int(rate)).With("most", l.Rate)
	}
	return nil
}

func damaged(what string) error { return ErrDamaged.With("what", what) }

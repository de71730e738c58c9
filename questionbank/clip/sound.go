package clip

import (
	"time"

	"github.com/suikao/suikao/internal/fault"
)

// WebMSound is the media type of a sound: WebM with Opus and nothing else.
const WebMSound = "audio/webm"

// The limits of a sound: ten minutes carry the longest stem, read slowly.
const (
	MaxSound      = 10 * time.Minute
	MaxSoundBytes = 4 << 20
)

// Failures of a sound.
var (
	ErrSoundLarge = fault.Define("sound.too_large", fault.TooLarge, "录音文件太大：最多 {mb} MB。", "The sound is too large: {mb} MB at most.")
	ErrSoundLong  = fault.Define("sound.too_long", fault.Invalid, "录音长 {seconds} 秒，最长 {most} 秒。", "The sound lasts {seconds} seconds; {most} at most.")
	ErrSoundShort = fault.Define("sound.too_short", fault.Invalid, "录音不到 0.1 秒，听不出内容。", "The sound lasts less than a tenth of a second: nothing can be heard.")
	ErrSoundKind  = fault.Define("sound.kind", fault.Invalid, "这不是可用的录音。请用只有一条 Opus 声音的 WebM 文件（ffmpeg -c:a libopus 文件.webm）；只改扩展名不算转换。",
		"This is no sound that can be used. Use WebM with one track of Opus (ffmpeg -c:a libopus FILE.webm); changing the extension converts nothing.")
)

// Sound is one that may be kept and played.
type Sound struct {
	Type   string
	Length time.Duration
	Data   []byte // what is kept; not always the bytes that came
}

// CheckSound takes a sound in: WebM with one track of Opus in one or two channels, written anew without what is about it and not of
// it. How long it is follows from the packets. What it returned it takes again unchanged. It does not change b.
func CheckSound(b []byte) (Sound, error) {
	if len(b) > MaxSoundBytes {
		return Sound{}, ErrSoundLarge.With("mb", MaxSoundBytes>>20)
	}
	if !Is(b) || b[0] != 0x1a {
		return Sound{}, ErrSoundKind
	}
	f := webm{scale: 1_000_000, heard: true}
	if err := f.read(b, Limits{Seconds: int(MaxSound / time.Second)}); err != nil {
		return Sound{}, soundly(err)
	}
	if f.video != nil {
		return Sound{}, ErrSoundKind
	}
	length, err := f.listen()
	switch {
	case err != nil:
		return Sound{}, err
	case length > MaxSound:
		return Sound{}, tooLong(length)
	case length < 100*time.Millisecond:
		return Sound{}, ErrSoundShort
	}
	s := Sound{Type: WebMSound, Length: length, Data: f.write(length)}
	if len(s.Data) > MaxSoundBytes {
		return Sound{}, ErrSoundLarge.With("mb", MaxSoundBytes>>20)
	}
	return s, nil
}

func tooLong(d time.Duration) error {
	return ErrSoundLong.With("seconds", int(d/time.Second)).With("most", int(MaxSound/time.Second))
}

// soundly says of a sound what reading said of a clip.
func soundly(err error) error {
	switch f := fault.From(err); f.Code() {
	case ErrKind.Code():
		return ErrSoundKind
	case ErrLong.Code():
		return tooLong(MaxSound)
	}
	return err
}

// listen reckons the length from the packets and puts each where those before it end, whatever its block says: a gap or a jump in
// the numbers of blocks would be a sound that stops in the middle.
func (f *webm) listen() (time.Duration, error) {
	if f.audio == nil || len(f.frames) == 0 {
		return 0, damaged("Opus")
	}
	at := time.Duration(0)
	for i := range f.frames {
		x := &f.frames[i]
		d, ok := packet(x.data)
		if !ok {
			return 0, damaged("Opus")
		}
		x.at = at.Milliseconds()
		at += d
	}
	return at.Truncate(time.Millisecond), nil
}

// packet reads how long an Opus packet sounds (RFC 6716 §3.1, §3.2); false where it cannot be one.
func packet(b []byte) (time.Duration, bool) {
	if len(b) == 0 {
		return 0, false
	}
	one := frameLength(b[0] >> 3)
	n := 1
	switch b[0] & 3 {
	case 1:
		n = 2
		if len(b)%2 == 0 { // two frames of one length behind the head
			return 0, false
		}
	case 2:
		n = 2
		if len(b) < 2 {
			return 0, false
		}
	case 3:
		if len(b) < 2 || b[1]&0x3f == 0 {
			return 0, false
		}
		n = int(b[1] & 0x3f)
	}
	d := time.Duration(n) * one
	return d, d <= 120*time.Millisecond
}

// frameLength of a configuration of Opus (RFC 6716 table 2).
func frameLength(config byte) time.Duration {
	const ms = time.Millisecond
	switch {
	case config < 12:
		return []time.Duration{10 * ms, 20 * ms, 40 * ms, 60 * ms}[config%4]
	case config < 16:
		return []time.Duration{10 * ms, 20 * ms}[config%2]
	}
	return []time.Duration{5 * ms / 2, 5 * ms, 10 * ms, 20 * ms}[config%4]
}

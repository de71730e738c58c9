package clip

import (
	"bytes"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/fault"
)

// What CheckSound keeps it takes again byte for byte, nothing about the sound is left, and its length is that of its packets.
func TestASoundIsTaken(t *testing.T) {
	b := sample(t, "opus.webm")
	before := bytes.Clone(b)
	s, err := CheckSound(b)
	if err != nil || s.Type != WebMSound || s.Length < time.Second || s.Length > 1100*time.Millisecond || !bytes.Equal(b, before) {
		t.Fatalf("%+v %v", s, err)
	}
	for _, word := range []string{"Secret", "+39.9", "Lavf"} {
		if !bytes.Contains(b, []byte(word)) || bytes.Contains(s.Data, []byte(word)) {
			t.Errorf("%q", word)
		}
	}
	if again, err := CheckSound(s.Data); err != nil || !bytes.Equal(again.Data, s.Data) || again.Length != s.Length {
		t.Errorf("taken again it is another: %v", err)
	}
}

// blocks is a WebM file of these Opus packets.
func blocks(packets ...[]byte) []byte {
	head := append([]byte("OpusHead\x01\x01"), make([]byte, 9)...)
	f := webm{scale: 1_000_000, heard: true, audio: &track{private: head, channels: 1, hertz: 48_000}}
	for i, p := range packets {
		f.frames = append(f.frames, frame{sound: true, key: true, at: int64(20 * i), data: p})
	}
	return f.write(time.Second)
}

func TestWhatIsNoSoundIsRefused(t *testing.T) {
	b := sample(t, "opus.webm")
	second := slices.Repeat([][]byte{{0x0b << 3, 1}}, 20) // 60 ms each
	for name, c := range map[string]struct {
		b    []byte
		want *fault.Error
	}{
		"nothing":             {nil, ErrSoundKind},
		"a clip":              {sample(t, "vp8-opus.webm"), ErrSoundKind},
		"an MP4":              {sample(t, "h264-aac.mp4"), ErrSoundKind},
		"Matroska":            {bytes.Replace(b, []byte("webm"), []byte("mkvv"), 1), ErrSoundKind},
		"half":                {b[:len(b)/2], ErrDamaged},
		"an attachment":       {inserted(b, idAttachments, "x"), ErrForeign},
		"too large":           {append(bytes.Clone(b), make([]byte, MaxSoundBytes)...), ErrSoundLarge},
		"no packets":          {blocks(), ErrDamaged},
		"an empty packet":     {blocks(append(second, []byte{})...), ErrDamaged},
		"a wrong packet":      {blocks(append(second, []byte{0x0b<<3 | 3, 0})...), ErrDamaged},
		"two that differ":     {blocks(append(second, []byte{0x0b<<3 | 1, 1, 2, 3})...), ErrDamaged},
		"longer than it says": {blocks(append(second, []byte{0x0b<<3 | 3, 63})...), ErrDamaged},
		"a blink":             {blocks(second[0]), ErrSoundShort},
		"eleven minutes":      {blocks(slices.Repeat(second[:1], 11_000)...), ErrSoundLong},
	} {
		if _, err := CheckSound(c.b); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s, err := CheckSound(blocks(second...)); err != nil || s.Length != 1200*time.Millisecond {
		t.Errorf("20 packets of 60 ms: %s %v", s.Length, err)
	}
}

func FuzzCheckSound(f *testing.F) {
	f.Add(sample(f, "opus.webm"))
	f.Add(sample(f, "vp8-opus.webm"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := CheckSound(b)
		if err != nil {
			return
		}
		if again, err := CheckSound(s.Data); err != nil || !bytes.Equal(again.Data, s.Data) {
			t.Fatalf("what was taken is not taken again: %v", err)
		}
	})
}

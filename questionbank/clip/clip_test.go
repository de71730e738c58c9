package clip

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/fault"
)

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var samples = []string{"vp8-opus.webm", "vp9.webm", "h264-aac.mp4", "h264.mp4"}

// What Check keeps it takes again byte for byte; nothing that cameras and programs write about a clip is left.
func TestClipsAreTakenAndTheirRemarksLeftOut(t *testing.T) {
	for _, name := range samples {
		b := sample(t, name)
		before := bytes.Clone(b)
		c, err := Check(b, Limits{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if c.Width != 64 || c.Height != 48 || c.Length < 1100*time.Millisecond || c.Length > 1400*time.Millisecond || c.Sound != bytes.Contains([]byte(name), []byte("-")) {
			t.Errorf("%s: %d × %d, %s, sound %t", name, c.Width, c.Height, c.Length, c.Sound)
		}
		if !bytes.Equal(b, before) {
			t.Errorf("%s: what came was changed", name)
		}
		if name == "h264-aac.mp4" && !(bytes.Contains(b, []byte("Secret")) && bytes.Contains(b, []byte("loci")) && bytes.Contains(b, []byte("x264"))) {
			t.Error("the sample says nothing about itself")
		}
		for _, word := range []string{"loci", "udta", "Secret", "Someone", "+39.9", "Lavf", "x264"} {
			if bytes.Contains(c.Data, []byte(word)) {
				t.Errorf("%s: %q is left in it", name, word)
			}
		}
		again, err := Check(c.Data, Limits{})
		if err != nil || !bytes.Equal(again.Data, c.Data) || again.Length != c.Length {
			t.Errorf("%s: taken again it is another: %v", name, err)
		}
	}
}

func TestTheLimitsOfAClipHold(t *testing.T) {
	b := sample(t, "vp9.webm")
	for _, c := range []struct {
		l    Limits
		want *fault.Error
	}{{Limits{Bytes: len(b) - 1}, ErrLarge}, {Limits{Side: 48}, ErrSide}, {Limits{Rate: 5}, ErrRate}, {Limits{Seconds: 1}, nil}} {
		if _, err := Check(b, c.l); c.want == nil && err != nil && !errors.Is(err, ErrLong) || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c.l, err)
		}
	}
	if got := (Limits{Seconds: 1 << 30, Bytes: -4}).Set(); got.Seconds != Most.Seconds || got.Bytes != Usual.Bytes {
		t.Errorf("%+v", got)
	}
	long, err := Check(b, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	// The header may say one second: what counts is when the last frame is shown.
	at := bytes.LastIndex(long.Data, []byte{0x1f, 0x43, 0xb6, 0x75})
	at += bytes.Index(long.Data[at:], []byte{0xe7, 0x88}) + 2
	binary.BigEndian.PutUint64(long.Data[at:], 500_000)
	if _, err := Check(long.Data, Limits{}); !errors.Is(err, ErrLong) {
		t.Errorf("a clip of 500 seconds: %v", err)
	}
}

// inserted is a WebM file whose segment of known length became one of unknown length that begins with an element.
func inserted(b []byte, id uint32, body string) []byte {
	_, rest, _ := nextElement(b)
	e, _, _ := nextElement(rest)
	out := append(bytes.Clone(b[:len(b)-len(rest)]), 0x18, 0x53, 0x80, 0x67)
	content := append(put(nil, id, []byte(body)), e.body...)
	return append(binary.BigEndian.AppendUint64(out, uint64(len(content))|1<<56), content...)
}

// boxed is an MP4 file with another kind of box in place of one, or other bytes in it.
func boxed(b []byte, from, to string) []byte {
	at := bytes.Index(b, []byte(from))
	return slices.Concat(b[:at], []byte(to), b[at+len(to):])
}

func TestWhatActsOrReachesOutsideIsRefused(t *testing.T) {
	webm, mp4 := sample(t, "vp9.webm"), sample(t, "h264-aac.mp4")
	for name, c := range map[string]struct {
		b    []byte
		want *fault.Error
	}{
		"attachment":        {inserted(webm, idAttachments, "x"), ErrForeign},
		"chapters":          {inserted(webm, idChapters, "x"), ErrForeign},
		"the next file":     {inserted(webm, idInfo, string(put(nil, idNextFile, []byte("http://a")))), ErrForeign},
		"a subtitle":        {inserted(webm, idTracks, string(put(nil, idTrack, putNumber(putNumber(nil, idNumber, 9), idKind, 17)))), ErrForeign},
		"a second picture":  {inserted(webm, idTracks, string(put(nil, idTrack, put(putNumber(putNumber(nil, idNumber, 9), idKind, 1), idCodec, []byte("V_VP9"))))), ErrForeign},
		"another codec":     {inserted(webm, idTracks, string(put(nil, idTrack, put(putNumber(putNumber(nil, idNumber, 9), idKind, 1), idCodec, []byte("V_MS/VFW"))))), ErrCodec},
		"encryption":        {inserted(webm, idTracks, string(put(nil, idTrack, put(putNumber(nil, idNumber, 9), idEncodings, nil)))), ErrForeign},
		"Matroska":          {bytes.Replace(webm, []byte("webm"), []byte("mkvv"), 1), ErrKind},
		"half":              {webm[:len(webm)/2], ErrDamaged},
		"other frames":      {boxed(webm, "\x49\x83\x42", "\x49\x83\x43"), ErrDamaged},
		"half of an MP4":    {mp4[:len(mp4)/2], ErrDamaged},
		"media elsewhere":   {boxed(mp4, "url \x00\x00\x00\x01", "url \x00\x00\x00\x00"), ErrForeign},
		"an alias":          {boxed(mp4, "url ", "alis"), ErrForeign},
		"a script track":    {boxed(mp4, "soun", "text"), ErrForeign},
		"encrypted picture": {boxed(mp4, "avc1\x00", "encv\x00"), ErrCodec},
		"HEVC":              {boxed(mp4, "avc1\x00", "hvc1\x00"), ErrCodec},
		"fragments":         {boxed(mp4, "free", "moof"), ErrForeign},
		"no film":           {boxed(mp4, "moov", "skip"), ErrDamaged},
		"an offset outside": {boxed(mp4, "stco\x00\x00\x00\x00", "stco\x00\x00\x00\x00\x00\xff"), ErrDamaged},
		"a page":            {[]byte("<html><video src=x>"), ErrKind},
		"nothing":           {nil, ErrKind},
	} {
		if _, err := Check(c.b, Limits{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Bytes that hide between the samples, and behind the end of the film, do not stay.
func TestNothingHidesBetweenTheSamples(t *testing.T) {
	b := sample(t, "h264.mp4")
	b = append(b, slices.Concat([]byte{0, 0, 0, 20}, []byte("uuidSECRETSECRET"))...)
	b = append(b, slices.Concat([]byte{0, 0, 0, 20}, []byte("mdatSECRETSECRET"))...)
	c, err := Check(b, Limits{})
	if err != nil || bytes.Contains(c.Data, []byte("SECRET")) {
		t.Errorf("%v", err)
	}
	w, err := Check(inserted(sample(t, "vp9.webm"), idTags, "SECRET"), Limits{})
	if err != nil || bytes.Contains(w.Data, []byte("SECRET")) {
		t.Errorf("%v", err)
	}
	if err := ErrCodec.With("what", plain("<script>\x00\u202e"+string(make([]byte, 99)))); len(err.Text("en")) > 300 {
		t.Error("a stranger's word is repeated at length")
	}
}

func FuzzCheck(f *testing.F) {
	for _, name := range samples {
		f.Add(sample(f, name))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := Check(b, Limits{})
		if err != nil {
			return
		}
		if c.Width > Usual.Side || c.Height > Usual.Side || c.Length > time.Duration(Usual.Seconds+1)*time.Second || len(c.Data) > Usual.Bytes || !Known(c.Type) {
			t.Fatalf("%+v", c)
		}
		again, err := Check(c.Data, Limits{})
		if err != nil || !bytes.Equal(again.Data, c.Data) {
			t.Fatalf("taken again: %v", err)
		}
	})
}

package input

import "time"

// Class is the sort of device an input came from, as the browser tells it.
type Class byte

// The classes.
const (
	None   Class = 'n' // no event: something else than an input made the answer
	Mouse  Class = 'm'
	Touch  Class = 't'
	Pen    Class = 'p'
	Key    Class = 'k'
	Assist Class = 'a' // a trusted press without key and pointer: screen reader, switch, voice
)

// Known reports whether c is one of the classes.
func (c Class) Known() bool {
	switch c {
	case None, Mouse, Touch, Pen, Key, Assist:
		return true
	}
	return false
}

// Hand reports whether an input of this class goes through a device that the kernel counts.
func (c Class) Hand() bool { return c == Mouse || c == Touch || c == Pen || c == Key }

// Cause is what the page says of the event in which an answer was made.
type Cause struct {
	Class   Class
	Trusted bool          // made by the browser itself, not by a script
	Focused bool          // the document had the focus
	Visible bool          // the page was visible
	Full    bool          // it filled the screen
	Age     time.Duration // from the event to the answer; for None: since the last input
	Count   int64         // inputs of this page so far
	Held    time.Duration // from the answer to its sending, where that was long: an outbox sent later
}

// MaxCause is the longest text of a cause, in bytes.
const MaxCause = 40

const digits = "0123456789abcdefghijklmnopqrstuvwxyz"

// maxCount is the highest count, and time in milliseconds, of a cause: more does not fit into a duration.
const maxCount = 1 << 42

// ParseCause reads the text of a cause: class, four flags as one hex digit (1 trusted, 2 focused, 4 visible, 8 full screen), and
// in base 36 behind full stops the age in ms, the count, and, left out where it is short, how long the answer was held in ms:
// "kf.c.9k". It says false for everything else.
func ParseCause(s string) (Cause, bool) {
	if len(s) < 6 || len(s) > MaxCause || !Class(s[0]).Known() || s[2] != '.' {
		return Cause{}, false
	}
	flags := digit(s[1])
	if flags < 0 || flags > 15 {
		return Cause{}, false
	}
	c := Cause{Class: Class(s[0]), Trusted: flags&1 != 0, Focused: flags&2 != 0, Visible: flags&4 != 0, Full: flags&8 != 0}
	age, rest, ok := number(s[3:])
	if !ok || rest == "" {
		return Cause{}, false
	}
	count, rest, ok := number(rest[1:])
	if !ok {
		return Cause{}, false
	}
	held := int64(0)
	if rest != "" {
		if held, rest, ok = number(rest[1:]); !ok || rest != "" {
			return Cause{}, false
		}
	}
	c.Age, c.Count, c.Held = ms(age), count, ms(held)
	return c, true
}

// String is the text of the cause; ParseCause reads it back.
func (c Cause) String() string {
	flags := 0
	for i, on := range [...]bool{c.Trusted, c.Focused, c.Visible, c.Full} {
		if on {
			flags |= 1 << i
		}
	}
	b := append(make([]byte, 0, 16), byte(c.Class), digits[flags], '.')
	b = append(appendNumber(b, c.Age.Milliseconds()), '.')
	b = appendNumber(b, c.Count)
	if c.Held > 0 {
		b = appendNumber(append(b, '.'), c.Held.Milliseconds())
	}
	return string(b)
}

func ms(n int64) time.Duration { return time.Duration(n) * time.Millisecond }

func digit(c byte) int64 {
	switch {
	case c >= '0' && c <= '9':
		return int64(c - '0')
	case c >= 'a' && c <= 'z':
		return int64(c-'a') + 10
	}
	return -1
}

// number reads a number in base 36 up to a full stop or the end; rest begins with the full stop.
func number(s string) (n int64, rest string, ok bool) {
	i := 0
	for ; i < len(s) && s[i] != '.'; i++ {
		d := digit(s[i])
		if d < 0 {
			return 0, "", false
		}
		if n = n*36 + d; n > maxCount {
			return 0, "", false
		}
	}
	return n, s[i:], i > 0 && (i == 1 || s[0] != '0')
}

func appendNumber(b []byte, n int64) []byte {
	if n <= 0 {
		return append(b, '0')
	}
	var room [16]byte
	at := len(room)
	for n = min(n, maxCount); n > 0; n /= 36 {
		at--
		room[at] = digits[n%36]
	}
	return append(b, room[at:]...)
}

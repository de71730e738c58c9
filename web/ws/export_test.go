package ws

import "io"

// Names lists the messages and codes, for the test of the contract.
func Names() []string {
	var out []string
	for _, m := range append(clientMessages(), serverMessages()...) {
		out = append(out, m.name)
	}
	for _, f := range faults() {
		out = append(out, f.Code())
	}
	return out
}

// DecodePlainly decodes without the shortcut for records.
func DecodePlainly(frame []byte) (Envelope, any, error) { return decode(frame) }

// Acknowledge is the frame of an ack made by hand, and the one that encode makes.
func Acknowledge(seq int64, a Ack) (byHand, plainly []byte) {
	return acknowledge(seq, a), encode("ack", "", seq, a)
}

// ReadFrame reads a frame into a connection's own room.
func ReadFrame(r io.Reader) ([]byte, error) {
	var room [maxKept]byte
	return readFrame(r, room[:])
}

// MaxKept is the size of that room.
const MaxKept = maxKept

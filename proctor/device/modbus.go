package device

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// The functions of Modbus (MODBUS Application Protocol V1.1b3) that a door needs.
const (
	readCoils  = 0x01
	readInputs = 0x02
	writeCoil  = 0x05
)

// The sizes of a frame: seven bytes of header (transaction, protocol, length, unit), a body of at most 253.
const (
	mbapSize = 7
	mostBody = 253
)

// maxBits is how many coils or inputs one question may ask for.
const maxBits = 2000

var errFrame = errors.New("device: this is no Modbus frame")

// frame is one message of Modbus-TCP.
type frame struct {
	transaction uint16
	unit        byte
	body        []byte // function and data
}

func (f frame) bytes() []byte {
	out := make([]byte, mbapSize, mbapSize+len(f.body))
	binary.BigEndian.PutUint16(out, f.transaction)
	binary.BigEndian.PutUint16(out[4:], uint16(len(f.body)+1)) //nolint:gosec // at most 253 bytes
	out[6] = f.unit
	return append(out, f.body...)
}

// readFrame reads one message; errFrame when the stream is out of step, after which it is worth nothing.
func readFrame(r io.Reader) (frame, error) {
	var head [mbapSize]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	length := int(binary.BigEndian.Uint16(head[4:]))
	if binary.BigEndian.Uint16(head[2:]) != 0 || length < 2 || length > mostBody+1 {
		return frame{}, errFrame
	}
	f := frame{transaction: binary.BigEndian.Uint16(head[:]), unit: head[6], body: make([]byte, length-1)}
	_, err := io.ReadFull(r, f.body)
	return f, err
}

// bitsAnswer reads n bits from the answer to a question of function fn.
func bitsAnswer(body []byte, fn byte, n int) ([]bool, error) {
	if err := refused(body, fn); err != nil {
		return nil, err
	}
	if len(body) < 2 || int(body[1]) != (n+7)/8 || len(body) != 2+int(body[1]) {
		return nil, errFrame
	}
	out := make([]bool, n)
	for i := range out {
		out[i] = body[2+i/8]>>(i%8)&1 == 1
	}
	return out, nil
}

// refused reports an exception, or an answer to another question.
func refused(body []byte, fn byte) error {
	switch {
	case len(body) == 2 && body[0] == fn|0x80:
		return fmt.Errorf("device: the Modbus device refuses with exception %d", body[1])
	case len(body) == 0 || body[0] != fn:
		return errFrame
	}
	return nil
}

// modbus is one connection to a Modbus-TCP device, made when it is needed. It is safe for concurrent use; questions follow
// one another, as most controllers want it.
type modbus struct {
	address string
	unit    byte
	timeout time.Duration

	mu   sync.Mutex
	conn net.Conn
	last uint16
}

// ask sends one question and returns the body of its answer. A connection that was broken while nobody asked is made anew
// once; all questions here may be asked twice, because writing a coil again writes the same.
func (m *modbus) ask(ctx context.Context, body []byte) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	ctx, stop := context.WithTimeout(ctx, m.timeout)
	defer stop()
	kept := m.conn != nil
	answer, err := m.once(ctx, body)
	if err != nil && kept && ctx.Err() == nil && !errors.Is(err, errFrame) {
		answer, err = m.once(ctx, body)
	}
	return answer, err
}

func (m *modbus) once(ctx context.Context, body []byte) (answer []byte, err error) {
	if m.conn == nil {
		var d net.Dialer
		if m.conn, err = d.DialContext(ctx, "tcp", m.address); err != nil {
			m.conn = nil
			return nil, err
		}
	}
	defer func() {
		if err != nil {
			_ = m.conn.Close()
			m.conn = nil
		}
	}()
	until, _ := ctx.Deadline()
	if err := m.conn.SetDeadline(until); err != nil {
		return nil, err
	}
	m.last++
	if _, err := m.conn.Write(frame{m.last, m.unit, body}.bytes()); err != nil {
		return nil, err
	}
	f, err := readFrame(m.conn)
	if err != nil {
		return nil, err
	}
	if f.transaction != m.last || f.unit != m.unit {
		return nil, errFrame
	}
	return f.body, nil
}

// coil switches one coil; the device's echo is the confirmation.
func (m *modbus) coil(ctx context.Context, at uint16, on bool) error {
	q := []byte{writeCoil, byte(at >> 8), byte(at), 0, 0}
	if on {
		q[3] = 0xff
	}
	a, err := m.ask(ctx, q)
	if err != nil {
		return err
	}
	if err := refused(a, writeCoil); err != nil {
		return err
	}
	if string(a) != string(q) {
		return errFrame
	}
	return nil
}

// input reads one discrete input.
func (m *modbus) input(ctx context.Context, at uint16) (bool, error) {
	a, err := m.ask(ctx, []byte{readInputs, byte(at >> 8), byte(at), 0, 1})
	if err != nil {
		return false, err
	}
	bits, err := bitsAnswer(a, readInputs, 1)
	if err != nil {
		return false, err
	}
	return bits[0], nil
}

func (m *modbus) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.conn != nil {
		_ = m.conn.Close()
		m.conn = nil
	}
}

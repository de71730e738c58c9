package terminal

import (
	"context"
	"time"
)

// ID identifies an enrolled terminal.
type ID string

// Kind is what a terminal is.
type Kind string

// The kinds of devices.
const (
	Gate Kind = "GATE"
	Seat Kind = "SEAT"
)

// Device is an enrolled terminal.
type Device struct {
	ID         ID
	Kind       Kind
	Name       string
	Room       string // id of exam/booking
	Seat       string // empty for a gate
	Path       string // organisation path of the room when enrolled
	EnrolledAt time.Time
	RevokedAt  time.Time
	SeenAt     time.Time
}

// Rooms answers where a room stands; exam/booking is behind it. It returns people.ErrNotFound for an unknown room and for a
// seat that is not in the room. seat is empty for a gate.
type Rooms interface {
	RoomPath(ctx context.Context, room, seat string) (orgPath string, err error)
}

// Store keeps enrolled devices. A missing row is people.ErrNotFound.
type Store interface {
	AddDevice(ctx context.Context, d Device, tokenHash []byte) error
	Device(ctx context.Context, id ID) (Device, error)
	DeviceByToken(ctx context.Context, hash []byte) (Device, error)
	DeviceAtSeat(ctx context.Context, seat string) (Device, error)
	RevokeDevice(ctx context.Context, id ID, at time.Time) (bool, error)
	SawDevice(ctx context.Context, id ID, at time.Time) error
	DevicesInRoom(ctx context.Context, room string) ([]Device, error)
	// SeatTokens lists the live seat terminals of a room with the hashes of their tokens.
	SeatTokens(ctx context.Context, room string) ([]SeatToken, error)
}

// SeatToken is a live seat terminal and the hash by which its token is known.
type SeatToken struct {
	Device Device
	Hash   []byte
}

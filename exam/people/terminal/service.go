package terminal

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures about devices.
var (
	ErrEnrol = fault.Define("device.enrol", fault.Invalid, "绑定码不正确、已使用或已过期，请向考务人员索取新的绑定码。",
		"The enrolment code is wrong, used or expired. Ask the exam staff for a new one.")
	ErrUnknown = fault.Define("device.unknown", fault.Unauthenticated, "本终端未绑定或已解绑，请联系考务人员重新绑定。",
		"This terminal is not enrolled or was revoked. Ask the exam staff to enrol it again.")
	ErrKind = fault.Define("device.kind", fault.Invalid, "终端类型应为门口机或座位机；座位机必须指明座位。", "A device is a gate or a seat; a seat device names its seat.")
)

// keepers may enrol and revoke devices of a room.
var keepers = []actor.Role{people.ExamManager, people.SystemAdmin}

// Deps are what the service of terminals needs; all fields are required.
type Deps struct {
	Clock   actor.Clock
	Audit   actor.Auditor
	Tx      people.Tx
	Devices Store
	Rooms   Rooms
	Guard   *guard.Guard
}

// Service keeps enrolled terminals.
type Service struct {
	d Deps
}

// New returns the service.
func New(d Deps) *Service { return &Service{d: d} }

// Enrolment is what a code enrols.
type Enrolment struct {
	Kind Kind   `json:"kind"`
	Room string `json:"room"`
	Seat string `json:"seat"` // empty for a gate
	Name string `json:"name"` // label for people, at most 60 characters
	Path string `json:"path"` // set here
}

const enrolCode = 8

// CreateEnrolment makes the code that is typed at the terminal (8 characters, 30 minutes, once). By an exam manager or
// system administrator over the room. Faults: ErrKind, people.ErrNotFound, people.ErrForbidden.
func (s *Service) CreateEnrolment(ctx context.Context, e Enrolment) (code string, expires time.Time, err error) {
	if e.Kind != Gate && e.Kind != Seat || (e.Kind == Seat) != (e.Seat != "") {
		return "", time.Time{}, ErrKind.At("body.kind")
	}
	name, f := people.Line(e.Name, 60)
	if f != nil {
		return "", time.Time{}, f.At("body.name")
	}
	e.Name = name
	if e.Path, err = s.room(ctx, e.Room, e.Seat); err != nil {
		return "", time.Time{}, err
	}
	data, err := json.Marshal(e)
	if err != nil {
		return "", time.Time{}, err
	}
	code = s.d.Guard.Random.Code(enrolCode)
	subject := "room:" + e.Room
	if e.Kind == Seat {
		subject = "seat:" + e.Seat
	}
	err = s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.d.Guard.IssueToken(ctx, guard.ForEnrolment, subject, s.hash(code), string(data), s.d.Guard.Limits.EnrolLife); err != nil {
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "device.enrolment", Object: subject, Path: e.Path,
			Detail: map[string]string{"kind": string(e.Kind), "room": e.Room, "name": e.Name}})
	})
	return code, s.d.Clock().Add(s.d.Guard.Limits.EnrolLife), err
}

// room returns the path of a room that the actor keeps devices of.
func (s *Service) room(ctx context.Context, room, seat string) (string, error) {
	path, err := s.d.Rooms.RoomPath(ctx, room, seat)
	if err != nil {
		return "", err
	}
	return path, keepsDevices(ctx, path)
}

func keepsDevices(ctx context.Context, path string) error {
	a := actor.From(ctx)
	switch {
	case !a.Sees(path):
		return people.ErrNotFound
	case !a.Can(path, keepers...):
		return people.ErrForbidden
	}
	return nil
}

func (s *Service) hash(code string) []byte {
	return s.d.Guard.HashCode(guard.ForEnrolment, code)
}

// Enrol turns a code into a device and its bearer token, which is shown once and stored as a hash. A device that was live
// at the same seat is revoked. Faults: ErrEnrol, guard.ErrLocked.
func (s *Service) Enrol(ctx context.Context, code, remote string) (Device, string, error) {
	addr := s.d.Guard.AddressKey("address", remote)
	if err := s.d.Guard.Enter(ctx, s.d.Guard.Limits.Address, "address", addr); err != nil {
		return Device{}, "", err
	}
	token := s.d.Guard.Random.Token()
	var dev Device
	err := s.d.Tx.InTx(actor.AsSystem(ctx, "enrolment"), func(ctx context.Context) error {
		o, err := s.d.Guard.TakeToken(ctx, guard.ForEnrolment, s.hash(s.d.Guard.Random.Normalize(code)), ErrEnrol)
		if err != nil {
			return err
		}
		var e Enrolment
		if err := json.Unmarshal([]byte(o.Data), &e); err != nil {
			return err
		}
		if e.Path, err = s.d.Rooms.RoomPath(ctx, e.Room, e.Seat); err != nil {
			return err
		}
		if err := s.replace(ctx, e.Seat); err != nil {
			return err
		}
		now := s.d.Clock()
		dev = Device{ID: ID(actor.NewID(now)), Kind: e.Kind, Name: e.Name, Room: e.Room, Seat: e.Seat, Path: e.Path, EnrolledAt: now, SeenAt: now}
		if err := s.d.Devices.AddDevice(ctx, dev, s.d.Guard.Random.HashToken(token)); err != nil {
			return err
		}
		if err := s.d.Guard.TakeBack(ctx, s.d.Guard.Limits.Address, addr); err != nil {
			return err
		}
		return s.record(ctx, "device.enrol", dev, map[string]string{"kind": string(e.Kind), "code_by": o.CreatedBy})
	})
	if err != nil {
		return Device{}, "", err
	}
	return dev, token, nil
}

// replace revokes the live device of a seat.
func (s *Service) replace(ctx context.Context, seat string) error {
	if seat == "" {
		return nil
	}
	old, err := s.d.Devices.DeviceAtSeat(ctx, seat)
	if errors.Is(err, people.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := s.d.Devices.RevokeDevice(ctx, old.ID, s.d.Clock()); err != nil {
		return err
	}
	return s.record(ctx, "device.replace", old, nil)
}

// Actor returns the actor behind a device's token; ErrUnknown when it is unknown or revoked. It notes that the device was
// seen, at most once a minute.
func (s *Service) Actor(ctx context.Context, token string) (actor.Actor, error) {
	d, err := s.d.Devices.DeviceByToken(ctx, s.d.Guard.Random.HashToken(token))
	if errors.Is(err, people.ErrNotFound) || err == nil && !d.RevokedAt.IsZero() {
		return actor.Actor{}, ErrUnknown
	}
	if err != nil {
		return actor.Actor{}, err
	}
	if now := s.d.Clock(); now.Sub(d.SeenAt) >= time.Minute {
		err := s.d.Tx.InTx(ctx, func(ctx context.Context) error { return s.d.Devices.SawDevice(ctx, d.ID, now) })
		if err != nil {
			return actor.Actor{}, err
		}
	}
	return actor.Actor{Kind: actor.Device, ID: string(d.ID), Name: d.Name, Room: d.Room, Seat: d.Seat}, nil
}

// Revoke ends a device's token.
func (s *Service) Revoke(ctx context.Context, id ID, reason string) error {
	why, err := people.Reason(reason)
	if err != nil {
		return err
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		d, err := s.d.Devices.Device(ctx, id)
		if err != nil {
			return err
		}
		if err := keepsDevices(ctx, d.Path); err != nil {
			return err
		}
		done, err := s.d.Devices.RevokeDevice(ctx, id, s.d.Clock())
		if err != nil {
			return err
		}
		if !done {
			return people.ErrChanged
		}
		return s.record(ctx, "device.revoke", d, map[string]string{"reason": why})
	})
}

// InRoom lists the devices of a room, revoked ones included, newest first.
func (s *Service) InRoom(ctx context.Context, room string) ([]Device, error) {
	path, err := s.d.Rooms.RoomPath(ctx, room, "")
	if err != nil {
		return nil, err
	}
	if !actor.From(ctx).Sees(path) {
		return nil, people.ErrNotFound
	}
	return s.d.Devices.DevicesInRoom(ctx, room)
}

// SeatTokens lists the live seat terminals of a room with the hashes of their tokens, for the room's own node, which serves
// them while the uplink is cut. The program itself asks.
func (s *Service) SeatTokens(ctx context.Context, room string) ([]SeatToken, error) {
	if actor.From(ctx).Kind != actor.System {
		return nil, people.ErrForbidden
	}
	return s.d.Devices.SeatTokens(ctx, room)
}

func (s *Service) record(ctx context.Context, verb string, d Device, detail map[string]string) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "device:" + string(d.ID), Path: d.Path, Detail: detail})
}

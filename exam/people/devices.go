package people

import (
	"context"
	"encoding/json"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures about devices.
var (
	ErrEnrol = fault.Define("device.enrol", fault.Invalid, "绑定码不正确、已使用或已过期，请向考务人员索取新的绑定码。",
		"The enrolment code is wrong, used or expired. Ask the exam staff for a new one.")
	ErrDevice = fault.Define("device.unknown", fault.Unauthenticated, "本终端未绑定或已解绑，请联系考务人员重新绑定。",
		"This terminal is not enrolled or was revoked. Ask the exam staff to enrol it again.")
	ErrDeviceKind = fault.Define("device.kind", fault.Invalid, "终端类型应为门口机或座位机；座位机必须指明座位。", "A device is a gate or a seat; a seat device names its seat.")
)

// deviceKeepers may enrol and revoke devices of a room.
var deviceKeepers = []actor.Role{ExamManager, SystemAdmin}

// Devices keeps enrolled terminals.
type Devices struct {
	d Deps
}

// NewDevices returns the service of devices beside s.
func NewDevices(s *Service) *Devices {
	return &Devices{d: s.d}
}

// Enrolment is what a code enrols.
type Enrolment struct {
	Kind DeviceKind `json:"kind"`
	Room string     `json:"room"`
	Seat string     `json:"seat"` // empty for a gate
	Name string     `json:"name"` // label for people, at most 60 characters
	Path string     `json:"path"` // set here
}

const enrolCode = 8

// CreateEnrolment makes the code that is typed at the terminal (8 characters, 30 minutes, once). By an exam manager or
// system administrator over the room. Faults: ErrDeviceKind, ErrNotFound, ErrForbidden.
func (v *Devices) CreateEnrolment(ctx context.Context, e Enrolment) (code string, expires time.Time, err error) {
	e.Name = cleanText(e.Name)
	if e.Kind != Gate && e.Kind != Seat || (e.Kind == Seat) != (e.Seat != "") {
		return "", time.Time{}, ErrDeviceKind.At("body.kind")
	}
	if utf8.RuneCountInString(e.Name) > 60 {
		return "", time.Time{}, ErrTooLong.With("max", 60).At("body.name")
	}
	if e.Path, err = v.room(ctx, e.Room, e.Seat); err != nil {
		return "", time.Time{}, err
	}
	data, err := json.Marshal(e)
	if err != nil {
		return "", time.Time{}, err
	}
	code = v.d.Guard.Random.Code(enrolCode)
	subject := "room:" + e.Room
	if e.Kind == Seat {
		subject = "seat:" + e.Seat
	}
	err = v.d.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := v.d.Guard.IssueToken(ctx, guard.ForEnrolment, subject, v.hash(code), string(data), v.d.Guard.Limits.EnrolLife); err != nil {
			return err
		}
		return v.d.Audit.Record(ctx, actor.Entry{Verb: "device.enrolment", Object: subject, Path: e.Path,
			Detail: map[string]string{"kind": string(e.Kind), "room": e.Room, "name": e.Name}})
	})
	return code, v.d.Clock().Add(v.d.Guard.Limits.EnrolLife), err
}

// room returns the path of a room that the actor keeps devices of.
func (v *Devices) room(ctx context.Context, room, seat string) (string, error) {
	path, err := v.d.Rooms.RoomPath(ctx, room, seat)
	if err != nil {
		return "", err
	}
	return path, keepsDevices(ctx, path)
}

func keepsDevices(ctx context.Context, path string) error {
	a := actor.From(ctx)
	switch {
	case !a.Sees(path):
		return ErrNotFound
	case !a.Can(path, deviceKeepers...):
		return ErrForbidden
	}
	return nil
}

func (v *Devices) hash(code string) []byte {
	return v.d.Guard.HashCode(guard.ForEnrolment, code)
}

// Enrol turns a code into a device and its bearer token, which is shown once and stored as a hash. A device that was live
// at the same seat is revoked. Faults: ErrEnrol, guard.ErrLocked.
func (v *Devices) Enrol(ctx context.Context, code, remote string) (Device, string, error) {
	addr := v.d.Guard.AddressKey("address", remote)
	if err := v.d.Guard.Enter(ctx, v.d.Guard.Limits.Address, "address", addr); err != nil {
		return Device{}, "", err
	}
	token := v.d.Guard.Random.Token()
	var dev Device
	err := v.d.Tx.InTx(actor.AsSystem(ctx, "enrolment"), func(ctx context.Context) error {
		o, err := v.d.Guard.TakeToken(ctx, guard.ForEnrolment, v.hash(v.d.Guard.Random.Normalize(code)), ErrEnrol)
		if err != nil {
			return err
		}
		var e Enrolment
		if err := json.Unmarshal([]byte(o.Data), &e); err != nil {
			return err
		}
		if e.Path, err = v.d.Rooms.RoomPath(ctx, e.Room, e.Seat); err != nil {
			return err
		}
		if err := v.replace(ctx, e.Seat); err != nil {
			return err
		}
		now := v.d.Clock()
		dev = Device{ID: DeviceID(actor.NewID(now)), Kind: e.Kind, Name: e.Name, Room: e.Room, Seat: e.Seat, Path: e.Path, EnrolledAt: now, SeenAt: now}
		if err := v.d.Devices.AddDevice(ctx, dev, v.d.Guard.Random.HashToken(token)); err != nil {
			return err
		}
		if err := v.d.Guard.TakeBack(ctx, v.d.Guard.Limits.Address, addr); err != nil {
			return err
		}
		return v.record(ctx, "device.enrol", dev, map[string]string{"kind": string(e.Kind), "code_by": o.CreatedBy})
	})
	if err != nil {
		return Device{}, "", err
	}
	return dev, token, nil
}

// replace revokes the live device of a seat.
func (v *Devices) replace(ctx context.Context, seat string) error {
	if seat == "" {
		return nil
	}
	old, err := v.d.Devices.DeviceAtSeat(ctx, seat)
	if isNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := v.d.Devices.RevokeDevice(ctx, old.ID, v.d.Clock()); err != nil {
		return err
	}
	return v.record(ctx, "device.replace", old, nil)
}

// Actor returns the actor behind a device's token; ErrDevice when it is unknown or revoked. It notes that the device was
// seen, at most once a minute.
func (v *Devices) Actor(ctx context.Context, token string) (actor.Actor, error) {
	d, err := v.d.Devices.DeviceByToken(ctx, v.d.Guard.Random.HashToken(token))
	if isNotFound(err) || err == nil && !d.RevokedAt.IsZero() {
		return actor.Actor{}, ErrDevice
	}
	if err != nil {
		return actor.Actor{}, err
	}
	if now := v.d.Clock(); now.Sub(d.SeenAt) >= time.Minute {
		err := v.d.Tx.InTx(ctx, func(ctx context.Context) error { return v.d.Devices.SawDevice(ctx, d.ID, now) })
		if err != nil {
			return actor.Actor{}, err
		}
	}
	return actor.Actor{Kind: actor.Device, ID: string(d.ID), Name: d.Name, Room: d.Room, Seat: d.Seat}, nil
}

// Revoke ends a device's token.
func (v *Devices) Revoke(ctx context.Context, id DeviceID, reason string) error {
	why, err := checkReason(reason)
	if err != nil {
		return err
	}
	return v.d.Tx.InTx(ctx, func(ctx context.Context) error {
		d, err := v.d.Devices.Device(ctx, id)
		if err != nil {
			return err
		}
		if err := keepsDevices(ctx, d.Path); err != nil {
			return err
		}
		done, err := v.d.Devices.RevokeDevice(ctx, id, v.d.Clock())
		if err != nil {
			return err
		}
		if !done {
			return ErrChanged
		}
		return v.record(ctx, "device.revoke", d, map[string]string{"reason": why})
	})
}

// InRoom lists the devices of a room, revoked ones included, newest first.
func (v *Devices) InRoom(ctx context.Context, room string) ([]Device, error) {
	path, err := v.d.Rooms.RoomPath(ctx, room, "")
	if err != nil {
		return nil, err
	}
	if !actor.From(ctx).Sees(path) {
		return nil, ErrNotFound
	}
	return v.d.Devices.DevicesInRoom(ctx, room)
}

func (v *Devices) record(ctx context.Context, verb string, d Device, detail map[string]string) error {
	return v.d.Audit.Record(ctx, actor.Entry{Verb: verb, Object: "device:" + string(d.ID), Path: pathOr(d.Path), Detail: detail})
}

package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// RoomDay is what a room's own cameras recorded on one day (UTC). It lies under one key and is deleted as one.
type RoomDay struct {
	ID       exam.SittingID // names the key, see Unit
	Room     site.RoomID
	OrgPath  string
	Day      actor.Date
	Pieces   int
	Bytes    int64
	FirstNo  int // in the room's chain
	LastNo   int
	State    State
	Months   int
	Basis    string
	DeleteOn actor.Date // empty: not before the authority sets the period
	GoneAt   time.Time
	Proof    string
	Version  int
}

// RoomPiece is a segment of a room's own camera.
type RoomPiece struct {
	DeletedSegment
	OrgPath string
	Key     string
}

// RoomStore keeps the days of rooms. Every method joins the transaction of the context.
type RoomStore interface {
	// PiecesAfter lists at most limit segments of a room's own cameras by their number, from the one after no.
	PiecesAfter(ctx context.Context, room site.RoomID, no, limit int) ([]RoomPiece, error)
	// PiecesOn lists those of a day by their number.
	PiecesOn(ctx context.Context, room site.RoomID, day actor.Date) ([]RoomPiece, error)
	// Counted is the highest number of a room that stands in one of its days.
	Counted(ctx context.Context, room site.RoomID) (int, error)
	// RoomDay returns one or ErrNotFound.
	RoomDay(ctx context.Context, id exam.SittingID) (RoomDay, error)
	// PutRoomDay adds a day of version 0, or writes it where the row still has d.Version, and counts it up; ErrChanged otherwise.
	PutRoomDay(ctx context.Context, d RoomDay) error
	// ExpiredRoomDays lists at most limit days, after the one named, that may be deleted on a day or whose files are being removed.
	ExpiredRoomDays(ctx context.Context, on actor.Date, after exam.SittingID, limit int) ([]RoomDay, error)
	// KeptOn reports whether the recordings of a sitting that ended in [from, to) in the room are kept.
	KeptOn(ctx context.Context, room site.RoomID, from, to time.Time) (bool, error)
}

// RoomDeletion says what of a room's own cameras was deleted by rule. The order of fields is part of the form; see Root.
type RoomDeletion struct {
	Version  int              `json:"version"`
	Room     site.RoomID      `json:"room"`
	Day      actor.Date       `json:"day"`
	Months   int              `json:"months"`
	Basis    string           `json:"basis"`
	Due      actor.Date       `json:"due"`
	At       int64            `json:"at"`
	Key      string           `json:"key"` // DESTROYED
	Segments []DeletedSegment `json:"segments"`
}

// Unit names whose key a recording is sealed under: the sitting of recordings/DAY/SITTING/NAME; of what a room's own camera saw
// (recordings/DAY/rooms/ROOM/NAME) the room's day.
func Unit(key string) exam.SittingID {
	folder := path.Dir(key)
	if path.Base(path.Dir(folder)) != "rooms" {
		return exam.SittingID(path.Base(folder))
	}
	return dayUnit(folder)
}

func dayUnit(folder string) exam.SittingID {
	sum := sha256.Sum256([]byte(folder))
	return exam.SittingID(strings.ToLower(base32.HexEncoding.EncodeToString(sum[:])[:26]))
}

func roomDayID(room site.RoomID, day actor.Date) exam.SittingID {
	return dayUnit(fmt.Sprintf("recordings/%s/rooms/%s", day, room))
}

const roomBatch = 2000

// RoomsOnce counts what rooms' own cameras recorded since it was called last. Call it every hour; it runs under a lease or twice
// without harm.
func (s *Service) RoomsOnce(ctx context.Context) error {
	if s.d.Rooms == nil {
		return nil
	}
	ctx = actor.AsSystem(ctx, "evidence.rooms")
	rooms, err := s.d.RoomIDs(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, room := range rooms {
		for more := true; more && err == nil && ctx.Err() == nil; {
			err = s.d.Tx.InTx(ctx, func(ctx context.Context) (err error) {
				more, err = s.count(ctx, room)
				return err
			})
		}
		errs, err = append(errs, err), nil
	}
	return errors.Join(errs...)
}

// count adds the next segments of a room to its days.
func (s *Service) count(ctx context.Context, room site.RoomID) (more bool, err error) {
	no, err := s.d.Rooms.Counted(ctx, room)
	if err != nil {
		return false, err
	}
	list, err := s.d.Rooms.PiecesAfter(ctx, room, no, roomBatch)
	days := map[exam.SittingID]*RoomDay{}
	var order []exam.SittingID
	for _, p := range list {
		day := utcDay(p.From)
		id := roomDayID(room, day)
		d := days[id]
		if d == nil {
			if d, err = s.roomDay(ctx, id, room, day, p); err != nil {
				return false, err
			}
			days[id], order = d, append(order, id)
		}
		d.Pieces, d.Bytes, d.LastNo = d.Pieces+1, d.Bytes+p.Size, max(d.LastNo, p.No)
	}
	for _, id := range order {
		if err := s.d.Rooms.PutRoomDay(ctx, *days[id]); err != nil {
			return false, err
		}
	}
	return len(list) == roomBatch, err
}

func utcDay(ms int64) actor.Date { return actor.Date(at(ms).Format(time.DateOnly)) }

// roomDay returns a day, made where there is none.
func (s *Service) roomDay(ctx context.Context, id exam.SittingID, room site.RoomID, day actor.Date, first RoomPiece) (*RoomDay, error) {
	d, err := s.d.Rooms.RoomDay(ctx, id)
	if !errors.Is(err, ErrNotFound) {
		return &d, err
	}
	d = RoomDay{ID: id, Room: room, OrgPath: first.OrgPath, Day: day, FirstNo: first.No, State: Kept}
	d.Months, d.Basis, d.DeleteOn, err = s.roomPeriod(ctx, d)
	return &d, err
}

// roomPeriod is the longest period that the rules of the day give recordings where the room stands: its cameras see all who sit there.
func (s *Service) roomPeriod(ctx context.Context, d RoomDay) (months int, basis string, on actor.Date, err error) {
	basis = NoPeriod
	for _, kind := range []rules.PersonType{rules.SpecialOperator, rules.Principal, rules.SafetyManager} {
		set, err := s.d.Rules.InForce(ctx, rules.Query{Track: rules.Emergency, PersonType: kind, OrgPath: d.OrgPath, On: d.Day})
		if stop := trouble(err); stop != nil {
			return 0, "", "", stop
		}
		if m := set.RecordingMonths; err == nil && m.State == rules.Given && m.Value > months {
			months, basis = m.Value, strings.TrimSpace(set.Winner.Key+" "+m.Source)
		}
	}
	if months > 0 {
		on = d.Day.AddMonths(months).AddDays(2) // the day is one of UTC: it ends tomorrow in Beijing
	}
	return months, basis, on, nil
}

// deleteRooms deletes the days of rooms whose period is over and goes on with what an earlier run began.
func (s *Service) deleteRooms(ctx context.Context) error {
	if s.d.Rooms == nil {
		return nil
	}
	today := actor.DateOf(s.now())
	var errs []error
	for after := exam.SittingID(""); ; {
		due, err := s.d.Rooms.ExpiredRoomDays(ctx, today, after, deleteBatch)
		if err != nil {
			return errors.Join(append(errs, err)...)
		}
		for _, d := range due {
			after = d.ID
			if err := s.deleteRoomDay(ctx, d.ID); err != nil {
				errs = append(errs, fmt.Errorf("cameras of room %s on %s: %w", d.Room, d.Day, err))
			}
			if err := ctx.Err(); err != nil {
				return errors.Join(append(errs, err)...)
			}
		}
		if len(due) < deleteBatch {
			return errors.Join(errs...)
		}
	}
}

// deleteRoomDay destroys the key and writes the proof in one transaction, then removes the files.
func (s *Service) deleteRoomDay(ctx context.Context, id exam.SittingID) error {
	var begun bool
	err := s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		d, err := s.d.Rooms.RoomDay(ctx, id)
		if begun = d.State == Deleting; err != nil || d.State != Kept {
			return err
		}
		if keep, err := s.keepsRoom(ctx, &d); err != nil || keep {
			return err
		}
		begun = true
		return s.destroyRoomDay(ctx, d)
	})
	if err != nil || !begun {
		return err
	}
	d, err := s.d.Rooms.RoomDay(ctx, id)
	if err != nil {
		return err
	}
	list, err := s.d.Rooms.PiecesOn(ctx, d.Room, d.Day)
	if err != nil {
		return err
	}
	for _, p := range list {
		if err := s.d.Files.Delete(ctx, p.Key); err != nil {
			return err
		}
	}
	return s.d.Tx.InTx(ctx, func(ctx context.Context) error {
		d.State = Gone
		if err := s.d.Rooms.PutRoomDay(ctx, d); err != nil {
			return err
		}
		return s.record(ctx, "evidence.files_removed", "exam_room:"+string(d.Room), d.OrgPath, map[string]string{"day": string(d.Day), "files": fmt.Sprint(len(list)), "proof": d.Proof})
	})
}

// sittingLongest is how long after the end of a day a sitting may end that sat in the room on it.
const sittingLongest = 6 * time.Hour

// keepsRoom reports whether a day is kept: by the rules as they are now, by an order, or because the recordings of somebody who sat in the room are.
// Those stay for holds and procedures, and who looks into one of them looks at the room too.
func (s *Service) keepsRoom(ctx context.Context, d *RoomDay) (bool, error) {
	months, basis, on, err := s.roomPeriod(ctx, *d)
	if err != nil {
		return true, err
	}
	if on == "" && d.DeleteOn == "" {
		return true, nil
	}
	if on == "" || on > d.DeleteOn {
		d.Months, d.Basis, d.DeleteOn = months, basis, on
		return true, s.d.Rooms.PutRoomDay(ctx, *d)
	}
	if held, err := s.heldRoom(ctx, *d); err != nil || held {
		return true, err
	}
	from, err := time.Parse(time.DateOnly, string(d.Day))
	if err != nil {
		return true, err
	}
	return s.d.Rooms.KeptOn(ctx, d.Room, from, from.Add(24*time.Hour+sittingLongest))
}

// destroyRoomDay is the deletion itself, in the transaction of the context.
func (s *Service) destroyRoomDay(ctx context.Context, d RoomDay) error {
	list, err := s.d.Rooms.PiecesOn(ctx, d.Room, d.Day)
	if err != nil {
		return err
	}
	now := s.now()
	del := RoomDeletion{DeletionVersion, d.Room, d.Day, d.Months, d.Basis, d.DeleteOn, ms(now), "DESTROYED", []DeletedSegment{}}
	for _, p := range list {
		del.Segments = append(del.Segments, p.DeletedSegment)
	}
	p := Proof{ID: actor.NewID(now), Sitting: d.ID, Body: canonical(del), At: now}
	p.Hash = hashOf("suikao evidence deletion", p.Body)
	if p.Signature, err = s.d.Signer.Sign("deletion", p.Hash); err != nil {
		return err
	}
	if err := s.d.Keys.destroy(ctx, d.ID, now); err != nil {
		return err
	}
	if err := s.d.Tx.AddProof(ctx, p); err != nil {
		return err
	}
	d.State, d.GoneAt, d.Proof = Deleting, now, p.Hash
	if err := s.d.Rooms.PutRoomDay(ctx, d); err != nil {
		return err
	}
	return s.record(ctx, "evidence.room_delete", "exam_room:"+string(d.Room), d.OrgPath, map[string]string{"day": string(d.Day), "proof": p.Hash,
		"segments": fmt.Sprint(len(list)), "months": fmt.Sprint(d.Months), "basis": d.Basis})
}

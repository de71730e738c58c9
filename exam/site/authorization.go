package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

func (a Authorization) check() error {
	var l fault.List
	if a.From == "" || a.To < a.From {
		l.Add("body.valid_to", ErrBadPeriod)
	}
	l.Add("body.document_no", badLine(a.DocumentNo, 80, ErrBadText))
	l.Add("body.issuer", badLine(a.Issuer, 120, ErrBadText))
	if !a.Mode.known() {
		l.Add("body.mode", ErrBadText)
	}
	if a.Mode == ModeNonePilot {
		l.Add("body.pilot_rule", badLine(a.PilotRule, 200, ErrPilotRule))
	} else if a.PilotRule != "" {
		l.Add("body.pilot_rule", ErrPilotRule)
	}
	return l.Err()
}

// Authorize records the document by which a room may run formal examinations; one that says that nobody supervises names its pilot rule
// and is in force only when another person has confirmed it. ErrPilotRule where that is missing or out of place. ErrSame for a document that is on file for the
// same days, also when it is sent twice at the same moment. The scan follows by SetAuthorizationFile.
func (s *Service) Authorize(ctx context.Context, a Authorization) (Authorization, error) {
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		r, err := s.room(ctx, a.Room, people.ExamManager)
		if err != nil {
			return err
		}
		if err := a.check(); err != nil { // the form is read after the right was asked
			return err
		}
		a = Authorization{ID: AuthorizationID(actor.NewID(s.Clock())), Room: a.Room, DocumentNo: a.DocumentNo, Issuer: a.Issuer,
			Mode: a.Mode, PilotRule: a.PilotRule, From: a.From, To: a.To, Entered: people.PersonID(actor.From(ctx).Person)}
		if err := s.Duty.AddAuthorization(ctx, a); err != nil {
			return duplicate(err, ErrSame)
		}
		return s.record(ctx, "room_authorization.add", "room_authorization", string(a.ID), r.OrgPath,
			map[string]string{"document_no": a.DocumentNo, "issuer": a.Issuer, "mode": string(a.Mode), "pilot_rule": a.PilotRule, "from": string(a.From), "to": string(a.To)})
	})
	return a, err
}

// ConfirmAuthorization puts one that needs two people into force. An exam manager of the room may, who is another natural person than the
// one who recorded it. Errors: ErrNotFound, ErrConfirmed, ErrAuthorizationOver, ErrSecondPerson.
func (s *Service) ConfirmAuthorization(ctx context.Context, id AuthorizationID) (Authorization, error) {
	var a Authorization
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var r Room
		var err error
		if a, r, err = s.authorization(ctx, id, people.ExamManager); err != nil {
			return err
		}
		me := actor.From(ctx)
		switch {
		case a.Revoked:
			return ErrAuthorizationOver
		case !a.Waits():
			return ErrConfirmed
		case me.Person == "" || people.PersonID(me.Person) == a.Entered:
			return ErrSecondPerson
		}
		name := []rune(me.Name)
		a.Confirmed, a.ConfirmedBy, a.ConfirmedAt = people.PersonID(me.Person), string(name[:min(len(name), 60)]), s.Clock().UTC().Truncate(time.Millisecond)
		if err := s.Duty.ConfirmAuthorization(ctx, a); err != nil {
			return err
		}
		return s.record(ctx, "room_authorization.confirm", "room_authorization", string(id), r.OrgPath,
			map[string]string{"document_no": a.DocumentNo, "mode": string(a.Mode), "pilot_rule": a.PilotRule})
	})
	return a, err
}

// RevokeAuthorization ends an authorization at once. Where one is required, bookings on days that no other covers are
// marked to be rebooked. It returns how many.
func (s *Service) RevokeAuthorization(ctx context.Context, id AuthorizationID, reason string) (int, error) {
	if err := line("body.reason", reason, 200, ErrReason); err != nil {
		return 0, err
	}
	moved := 0
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		a, err := s.Duty.Authorization(ctx, id)
		if err != nil {
			return err
		}
		r, err := s.room(ctx, a.Room, people.ExamManager)
		if err != nil {
			return err
		}
		from, to := s.Clock(), a.To.AddDays(1).Time()
		if err := s.Bookings.LockPeriod(ctx, r.ID, from, to); err != nil {
			return err
		}
		if err := s.Duty.RevokeAuthorization(ctx, id); err != nil {
			return err
		}
		left, err := s.Duty.Authorizations(ctx, r.ID)
		if err != nil {
			return err
		}
		moved, err = s.Bookings.SendAway(ctx, r.ID, from, to, reason, func(_ context.Context, begins, _ time.Time) (bool, error) {
			return !s.o.RequireAuthorization || InForce(left, actor.DateOf(begins)) != nil, nil
		})
		if err != nil {
			return err
		}
		return s.record(ctx, "room_authorization.revoke", "room_authorization", string(id), r.OrgPath,
			map[string]string{"document_no": a.DocumentNo, "reason": reason, "rebooked": strconv.Itoa(moved)})
	})
	return moved, err
}

// MaxScan is the largest scan in bytes.
const MaxScan = 10 << 20

// SetAuthorizationFile puts the scan of an authorization's paper on file; an earlier one is replaced, and the trail has the
// digests (SHA-256) of both. What it is is read from its content. Errors: ErrScanSize, ErrScanType, ErrAuthorizationOver.
func (s *Service) SetAuthorizationFile(ctx context.Context, id AuthorizationID, data []byte) (Authorization, error) {
	if len(data) > MaxScan {
		return Authorization{}, ErrScanSize
	}
	ct := http.DetectContentType(data)
	if ct != "image/jpeg" && ct != "image/png" && ct != "application/pdf" {
		return Authorization{}, ErrScanType.At("body")
	}
	if _, _, err := s.authorization(ctx, id, people.ExamManager); err != nil {
		return Authorization{}, err
	}
	key, err := s.Files.Put(ctx, ct, data) // before the transaction: a file that no row names is swept, a row without file is not mended
	if err != nil {
		return Authorization{}, err
	}
	sum := sha256.Sum256(data)
	var a Authorization
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		var r Room
		if a, r, err = s.authorization(ctx, id, people.ExamManager); err != nil {
			return err
		}
		if a.Revoked {
			return ErrAuthorizationOver
		}
		old := a.FileDigest
		a.File, a.FileType, a.FileDigest = key, ct, hex.EncodeToString(sum[:])
		a.FileAt, a.FileBy = s.Clock(), people.AccountID(actor.From(ctx).ID)
		if err := s.Duty.SetAuthorizationFile(ctx, a); err != nil {
			return err
		}
		return s.record(ctx, "room_authorization.file", "room_authorization", string(id), r.OrgPath,
			map[string]string{"document_no": a.DocumentNo, "sha256": a.FileDigest, "was": old})
	})
	return a, err
}

// AuthorizationFile returns the scan and its content type; ErrNotFound while none is on file. Reading it is on the trail.
func (s *Service) AuthorizationFile(ctx context.Context, id AuthorizationID) ([]byte, string, error) {
	a, r, err := s.authorization(ctx, id, houseReaders()...)
	if err != nil {
		return nil, "", err
	}
	if a.File == "" {
		return nil, "", ErrNotFound
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, "room_authorization.file_read", "room_authorization", string(id), r.OrgPath, map[string]string{"document_no": a.DocumentNo})
	})
	if err != nil {
		return nil, "", err
	}
	data, _, err := s.Files.Get(ctx, a.File)
	return data, a.FileType, err
}

// authorization loads an authorization and its room and checks the actor's right over it.
func (s *Service) authorization(ctx context.Context, id AuthorizationID, roles ...actor.Role) (Authorization, Room, error) {
	a, err := s.Duty.Authorization(ctx, id)
	if err != nil {
		return a, Room{}, err
	}
	r, err := s.room(ctx, a.Room, roles...)
	return a, r, err
}

// Authorizations lists the authorizations of a room, newest first.
func (s *Service) Authorizations(ctx context.Context, room RoomID) ([]Authorization, error) {
	r, err := s.Places.Room(ctx, room)
	if err != nil {
		return nil, err
	}
	if err := require(ctx, r.OrgPath, houseReaders()...); err != nil {
		return nil, err
	}
	return s.Duty.Authorizations(ctx, room)
}

// InForce returns the authorization in force on day d, nil when none is.
func InForce(list []Authorization, d actor.Date) *Authorization {
	for i := range list {
		if list[i].Covers(d) {
			return &list[i]
		}
	}
	return nil
}

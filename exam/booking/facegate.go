package booking

import (
	"context"
	"errors"
	"strings"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// FaceOffer says whether a person may be compared by face at a room's gate.
type FaceOffer struct {
	Camera bool // the gate has a device for it and there is something to compare with
	Agreed bool // the person's separate consent to the notice in force stands
}

// FaceAsk is one comparison at a gate. It checks consent itself.
type FaceAsk struct {
	Room    site.RoomID
	OrgPath string
	Person  people.PersonID
	Booking BookingID
}

// FaceResult is what the edge device signed: result and liveness, no picture, no template.
type FaceResult struct {
	Same  bool
	Live  bool
	Match string // id of the comparison
}

// Faces compares people before a gate's camera with their card or photo, on the device at the gate; proctor/face is one. It
// fails with faults of its own whose codes begin with "face.", which are shown and not counted as failed attempts.
type Faces interface {
	Offer(ctx context.Context, room site.RoomID, p people.PersonID) (FaceOffer, error)
	Agree(ctx context.Context, p people.PersonID, version int, lang string) error
	Compare(ctx context.Context, q FaceAsk) (FaceResult, error)
}

// Scanner reads tickets by a scanner that is wired to the room and not to the gate's keyboard: "" when nothing is shown.
type Scanner interface {
	Scan(ctx context.Context, room site.RoomID) (string, error)
}

// Doorkeeper knows why a room lets nobody in although somebody watches it: fire, maintenance, full. It answers with a fault
// that is shown at the gate, nil where people may come in, and joins the transaction of the context.
type Doorkeeper interface {
	Admits(ctx context.Context, room site.RoomID) error
}

// Face admits a person whose card was read and whom the gate's camera finds alive and the same. It is one of two ways; the
// other is the PIN, and both lead to the same admission.
func (s *Service) Face(ctx context.Context, id VisitID) (GateView, error) {
	v, err := s.visitAt(ctx, id)
	if err != nil {
		return GateView{}, err
	}
	if v.State == VisitWaiting || v.State == VisitOpen && (v.BookingID == "" || s.Faces == nil) {
		return GateView{}, ErrGateStep
	}
	var bad *fault.Error
	if v.State == VisitOpen {
		if bad, err = s.compare(ctx, v); err != nil {
			return GateView{}, err
		}
	}
	view, err := s.stepAt(ctx, id, func(ctx context.Context, v *Visit) (*fault.Error, error) {
		switch {
		case v.State != VisitOpen:
			return nil, ErrGateStep
		case bad != nil:
			return bad, nil
		}
		return nil, s.admit(ctx, v, MatchChipFace, actor.From(ctx).ID)
	})
	if bad := shown(err); bad != nil { // no seat: nothing is left behind
		return s.stepAt(ctx, id, func(context.Context, *Visit) (*fault.Error, error) { return bad, nil })
	}
	return view, err
}

// compare asks the gate's device, outside any transaction. It returns what went wrong for the person.
func (s *Service) compare(ctx context.Context, v Visit) (*fault.Error, error) {
	if !v.CardMatched {
		return ErrCardFirst, nil
	}
	r, err := s.Faces.Compare(ctx, FaceAsk{Room: v.Room, OrgPath: v.OrgPath, Person: v.PersonID, Booking: v.BookingID})
	if bad := ofFace(err); bad != nil {
		return bad, nil
	}
	switch {
	case err != nil:
		return nil, err
	case !r.Live:
		return ErrFaceNotLive, nil
	case !r.Same:
		return ErrFaceOther, nil
	}
	return nil, nil
}

// ofFace returns err when it is a fault of the face device or of the consent.
func ofFace(err error) *fault.Error {
	var f *fault.Error
	if errors.As(err, &f) && strings.HasPrefix(f.Code(), "face.") {
		return f
	}
	return nil
}

// FaceAgree notes the consent of the person whose card was just read, given at the gate to a version of the notice.
func (s *Service) FaceAgree(ctx context.Context, id VisitID, version int, lang string) (GateView, error) {
	v, err := s.visitAt(ctx, id)
	switch {
	case err != nil:
		return GateView{}, err
	case v.State != VisitOpen || s.Faces == nil:
		return GateView{}, ErrGateStep
	case !v.CardMatched: // who gave no document cannot agree in anybody's name
		return GateView{}, ErrCardFirst
	}
	if err := s.Faces.Agree(ctx, v.PersonID, version, lang); err != nil {
		return GateView{}, err
	}
	return s.view(ctx, v, nil)
}

// viewFace offers the face beside the PIN, once the card was read.
func (s *Service) viewFace(ctx context.Context, v Visit, g *GateView) error {
	if s.Faces == nil || v.State != VisitOpen || !v.CardMatched || v.BookingID == "" {
		return nil
	}
	o, err := s.Faces.Offer(ctx, v.Room, v.PersonID)
	g.Face, g.FaceAgreed = o.Camera, o.Agreed
	return err
}

// ScannedAtGate returns what the scanner of the calling gate's room shows, "" for nothing or where there is none.
func (s *Service) ScannedAtGate(ctx context.Context) (string, error) {
	_, room, err := s.atGate(ctx)
	if err != nil || s.Scanner == nil {
		return "", err
	}
	return s.Scanner.Scan(ctx, room.ID)
}

package face

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// What a store answers when something was quicker.
var (
	ErrStale    = fault.Define("face.stale", fault.Conflict, "记录已变化，请刷新后再试。", "The record has changed. Reload and try again.")
	ErrReplayed = errors.New("face: the challenge was used before")
)

// TopicThreshold is emitted once a day while the counter stands at or above AlertAt. Body: persons, threshold.
const TopicThreshold = "face.threshold"

// unmatched is how long a template lives for somebody who was compared and not let in.
const unmatched = 30 * time.Minute

// Service compares faces and answers for their deletion. It is safe for concurrent use.
type Service struct{ d Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

var _ booking.Faces = (*Service)(nil)

func (s *Service) now() time.Time { return s.d.Clock().UTC().Truncate(time.Millisecond) }

// Offer implements booking.Faces.
func (s *Service) Offer(ctx context.Context, room site.RoomID, p people.PersonID) (booking.FaceOffer, error) {
	if !s.d.Edge.Has(room) {
		return booking.FaceOffer{}, nil
	}
	if _, _, err := s.reference(ctx, room, p); errors.Is(err, ErrNotFound) {
		return booking.FaceOffer{}, nil // nothing to compare with
	} else if err != nil {
		return booking.FaceOffer{}, err
	}
	c, err := s.d.Consents.Standing(ctx, p)
	return booking.FaceOffer{Camera: true, Agreed: c != nil}, err
}

// Agreed reports whether a person's separate consent to face comparison stands. For use inside the program; it checks no rights.
func (s *Service) Agreed(ctx context.Context, p people.PersonID) (bool, error) {
	c, err := s.d.Consents.Standing(ctx, p)
	return c != nil, err
}

// Agree implements booking.Faces.
func (s *Service) Agree(ctx context.Context, p people.PersonID, version int, lang string) error {
	return s.d.Consents.Agree(ctx, p, version, lang, "GATE")
}

// reference is what a person can be compared with in a room; ErrNotFound when there is nothing.
func (s *Service) reference(ctx context.Context, room site.RoomID, p people.PersonID) (Source, string, error) {
	if s.d.Edge.ReadsCards(room) {
		return FromCard, "", nil
	}
	f, err := s.d.People.PersonFacts(ctx, p)
	if err != nil {
		return "", "", err
	}
	if f.Photo == "" || !f.PhotoApproved {
		return "", "", ErrNotFound
	}
	return FromEnrolment, f.Photo, nil
}

// Compare implements booking.Faces: the person before the gate's camera against card or photo.
func (s *Service) Compare(ctx context.Context, q booking.FaceAsk) (booking.FaceResult, error) {
	c, err := s.d.Consents.Standing(ctx, q.Person)
	if err != nil {
		return booking.FaceResult{}, err
	}
	if c == nil {
		return booking.FaceResult{}, ErrNoConsent
	}
	source, photo, err := s.reference(ctx, q.Room, q.Person)
	if err != nil {
		return booking.FaceResult{}, err
	}
	now := s.now()
	t, err := s.d.Store.AddTemplate(ctx, Template{ID: TemplateID(actor.NewID(now)), Person: q.Person, Room: q.Room, OrgPath: q.OrgPath, Booking: q.Booking,
		Source: source, NoticeVersion: c.Version, ConsentAt: c.At, Channel: c.Channel, CreatedAt: now, DeleteAfter: now.Add(unmatched), State: Live, Version: 1})
	if err != nil {
		return booking.FaceResult{}, err
	}
	if t.Person != q.Person || t.Room != q.Room || t.State != Live { // of another room of the same booking, or on its way out
		return booking.FaceResult{}, ErrCameraDown
	}
	ask := Ask{Challenge: s.d.Random(), Template: t.ID, Purpose: ForEntry, Source: source, Camera: "gate"}
	if source == FromEnrolment {
		if ask.Picture, _, err = s.d.Files.Get(ctx, photo); err != nil {
			return booking.FaceResult{}, err
		}
	}
	m, err := s.compare(ctx, t, ask)
	return booking.FaceResult{Same: m.Statement.Same, Live: m.Statement.Live, Match: string(m.ID)}, err
}

// AtSeat compares whoever sits at a seat with the person of an admission, for the seat's check or a random one. ErrNotFound
// where no template lives or the room's device does not see seats: then a person looks.
func (s *Service) AtSeat(ctx context.Context, a booking.Admission, why Purpose) (Match, error) {
	if !s.d.Edge.SeesSeats(a.RoomID) {
		return Match{}, ErrNotFound
	}
	t, err := s.d.Store.TemplateOf(ctx, a.BookingID)
	if err != nil {
		return Match{}, err
	}
	if t.State != Live || t.Room != a.RoomID {
		return Match{}, ErrNotFound
	}
	return s.compare(ctx, t, Ask{Challenge: s.d.Random(), Template: t.ID, Purpose: why, Source: FromTemplate, Camera: "seat:" + a.SeatLabel})
}

// compare asks the edge and keeps what it signed.
func (s *Service) compare(ctx context.Context, t Template, ask Ask) (Match, error) {
	st, err := s.d.Edge.Match(ctx, t.Room, ask)
	if err != nil {
		return Match{}, err
	}
	if st.Kind != Matched || st.Challenge != ask.Challenge || st.Template != t.ID {
		return Match{}, ErrCameraDown.Wrap(errors.New("face: the statement is about something else"))
	}
	now := s.now()
	m := Match{ID: MatchID(actor.NewID(now)), Template: t.ID, Person: t.Person, Room: t.Room, Purpose: ask.Purpose, Camera: ask.Camera, Statement: st, At: now}
	err = s.d.Store.InTx(ctx, func(ctx context.Context) error {
		switch err := s.d.Store.AddMatch(ctx, m); {
		case errors.Is(err, ErrReplayed):
			return ErrCameraDown.Wrap(err)
		case err != nil:
			return err
		}
		return s.d.Audit.Record(ctx, actor.Entry{Verb: "face.compare", Object: "face_template:" + string(t.ID), Path: t.OrgPath, Detail: map[string]string{
			"person": string(t.Person), "room": string(t.Room), "purpose": string(ask.Purpose), "device": st.Device, "same": strconv.FormatBool(st.Same),
			"live": strconv.FormatBool(st.Live), "score": strconv.Itoa(st.Score)}})
	})
	return m, err
}

// Receive follows what happens to the person of a template: let in, gone, consent withdrawn.
func (s *Service) Receive(ctx context.Context, e actor.Event) error {
	if e.Topic == TopicWithdrawn {
		return s.withdrawn(ctx, people.PersonID(e.Key))
	}
	var body struct {
		Admission booking.AdmissionID `json:"admission"`
	}
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return err
	}
	a, err := s.d.Bookings.AdmissionByID(ctx, body.Admission)
	if err != nil {
		return err
	}
	t, err := s.d.Store.TemplateOf(ctx, a.BookingID)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	until := a.SlotEnd
	if !a.State.Live() {
		until = s.now()
	}
	if t.DeleteAfter.Equal(until) || t.State != Live {
		return nil
	}
	t.DeleteAfter = until
	return s.d.Store.SaveTemplate(ctx, t)
}

// TopicWithdrawn is what exam/people/notice emits; its key is the person.
const TopicWithdrawn = "person.consent_withdrawn"

// Topics lists what Receive wants to hear.
func Topics() []string {
	return []string{booking.TopicAdmitted, booking.TopicReleased, TopicWithdrawn}
}

// withdrawn deletes everything about a person who took the consent back.
func (s *Service) withdrawn(ctx context.Context, p people.PersonID) error {
	list, err := s.d.Store.TemplatesOf(ctx, p, 0)
	if err != nil {
		return err
	}
	now := s.now()
	for _, t := range list {
		if !t.WithdrawnAt.IsZero() || t.ConsentAt.After(now) {
			continue
		}
		t.WithdrawnAt = now
		if t.State != Deleted {
			t.State, t.Cause, t.DeleteAfter = Going, Withdrawn, now
		}
		if err := s.d.Store.SaveTemplate(ctx, t); err != nil {
			return err
		}
		t.Version++
		if t.State == Going {
			if err := s.forget(ctx, t); err != nil { // the sweep goes on trying
				continue
			}
		}
	}
	return nil
}

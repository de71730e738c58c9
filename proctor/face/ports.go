package face

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Edge is the devices that compare faces beside the cameras. Match and Forget return statements whose signatures were
// verified with the key of that room's device; everything else is an error: ErrNoFace, ErrSeveralFaces, ErrCameraDown.
type Edge interface {
	Has(room site.RoomID) bool
	ReadsCards(room site.RoomID) bool
	SeesSeats(room site.RoomID) bool
	Match(ctx context.Context, room site.RoomID, a Ask) (Statement, error)
	Forget(ctx context.Context, room site.RoomID, template TemplateID, challenge string) (Statement, error)
}

// Consents knows who agreed; exam/people/notice is behind it.
type Consents interface {
	// Standing returns the consent to the version in force; nil when there is none, or it was withdrawn.
	Standing(ctx context.Context, p people.PersonID) (*Consent, error)
	// Agree notes the consent of the person at a device to a version of the notice.
	Agree(ctx context.Context, p people.PersonID, version int, lang, channel string) error
}

// People knows a person's approved photo.
type People interface {
	PersonFacts(ctx context.Context, id people.PersonID) (application.PersonFacts, error)
}

// Files reads photos.
type Files interface {
	Get(ctx context.Context, key string) (data []byte, contentType string, err error)
}

// Bookings answers when a template's visit ends.
type Bookings interface {
	AdmissionByID(ctx context.Context, id booking.AdmissionID) (booking.Admission, error)
}

// Store keeps rows of templates and comparisons. Readers answer ErrNotFound.
type Store interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// AddTemplate stores a live template; the one that stands when the booking has one already.
	AddTemplate(ctx context.Context, t Template) (Template, error)
	SaveTemplate(ctx context.Context, t Template) error // compare-and-set; ErrStale
	Template(ctx context.Context, id TemplateID) (Template, error)
	TemplateOf(ctx context.Context, b booking.BookingID) (Template, error)             // the one that is not deleted
	DueTemplates(ctx context.Context, now time.Time) ([]Template, error)               // to be deleted, at most 200, least tried first
	TemplatesOf(ctx context.Context, p people.PersonID, limit int) ([]Template, error) // newest first
	AddMatch(ctx context.Context, m Match) error                                       // ErrReplayed: the challenge was used
	MatchesOf(ctx context.Context, p people.PersonID, limit int) ([]Match, error)      // newest first
	Count(ctx context.Context, overdue time.Time) (Register, error)                    // Persons, Templates, Overdue
}

// Deps are what the service needs; all are required.
type Deps struct {
	Store    Store
	Edge     Edge
	Consents Consents
	People   People
	Files    Files
	Bookings Bookings
	Clock    actor.Clock
	Audit    actor.Auditor
	Outbox   actor.Outbox
	Random   func() string // 26 characters or more that nobody can guess
}

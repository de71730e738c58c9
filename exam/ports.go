package exam

import (
	"context"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Admissions is what a FORMAL sitting needs from exam/booking; *booking.Service is one. Every method joins the transaction
// of the context.
type Admissions interface {
	// AdmissionAtSeat returns the live admission at a seat; a fault of kind NotFound when nobody is admitted there.
	AdmissionAtSeat(ctx context.Context, seat site.SeatID) (booking.Admission, error)
	// MoveSeat gives a live admission another seat of the room and returns it with the new seat.
	MoveSeat(ctx context.Context, id booking.AdmissionID, seat site.SeatID, reason string) (booking.Admission, error)
	// MarkStarted notes that the paper was opened: the attempt counts from here.
	MarkStarted(ctx context.Context, id booking.AdmissionID) error
	// MarkFinished notes that the answers are handed in and gives the seat back.
	MarkFinished(ctx context.Context, id booking.AdmissionID) error
	// MarkAbsent notes that the paper was never opened (缺考) and gives the seat back.
	MarkAbsent(ctx context.Context, id booking.AdmissionID) error
	// MarkAborted notes a technical abort: no attempt, priority in rebooking.
	MarkAborted(ctx context.Context, id booking.AdmissionID, reason string) error
}

// Drawn is a paper with the record that makes the draw provable. The journal's chain starts from the record's digest, and
// a later public log takes exactly the record's canonical bytes.
type Drawn struct {
	Paper  assembly.Paper
	Record assembly.Record
}

// Papers draws papers and knows the keys.
type Papers interface {
	// Draw draws the paper of a sitting from the active release and blueprint of an item and keeps the draw, in a
	// transaction of its own. The same sitting drawn again gives the first paper.
	Draw(ctx context.Context, itemCode string, in questionbank.DrawInput) (Drawn, error)
	// Nonce returns the terminal's nonce that the paper of a sitting was drawn with.
	Nonce(ctx context.Context, attempt SittingID) ([16]byte, error)
	// Promise logs the commitment to the random bytes of a new sitting where the rule of the seeds asks for it, in the
	// transaction of the context.
	Promise(ctx context.Context, attempt string, random [32]byte) error
	// PromiseLot fixes and logs by which key and over which random bytes the paper of a booking is going to be drawn, before the
	// phone gives its bytes; LogLot logs that it gave some. Both in the transaction of the context.
	PromiseLot(ctx context.Context, booking string, random [32]byte) (assembly.LotPromise, error)
	LogLot(ctx context.Context, l assembly.Lot) error
	// CurrentKey returns the newest approved key version of a release.
	CurrentKey(ctx context.Context, release assembly.ReleaseID) (questionbank.Key, error)
	// KeyVersion returns one approved key version of a release, for scoring again.
	KeyVersion(ctx context.Context, release assembly.ReleaseID, version int) (questionbank.Key, error)
}

// Rules answers what is in force; *rules.Service is one.
type Rules interface {
	For(ctx context.Context, question rules.Question, q rules.Query, dates rules.Dates) (rules.Set, error)
}

// Frozen are the facts that a result row keeps as they were on the day of the sitting, so that reports do not change
// when a person changes the employer.
type Frozen struct {
	Employer     people.OrgID // empty: none
	EmployerName string
	Street       string
	Industry     string
	Grade        string
	Centre       people.OrgID // that trained the person; empty: none
	CentreName   string
	Channel      application.Channel // by which the application came
}

// Card is what the seat page shows about the person and the paper.
type Card struct {
	Name     string // masked
	Document string // masked
	ItemName string
	Photo    bool // an approved document photo exists
}

// Facts tells what others know about the person who sits.
type Facts interface {
	// Frozen collects the facts for the result of a sitting on a day.
	Frozen(ctx context.Context, s Sitting, on actor.Date) (Frozen, error)
	// Card returns what the seat page shows.
	Card(ctx context.Context, person people.PersonID, itemCode string) (Card, error)
}

// Watch tells whether somebody watches a room; exam/supervision keeps the intervals in which nobody does.
type Watch interface {
	// Unattended joins the transaction of the context.
	Unattended(ctx context.Context, room site.RoomID) (bool, error)
}

// Notices knows the texts in force and keeps the confirmations.
type Notices interface {
	// ForSitting returns the current texts a person confirms before a paper (诚信考试承诺书, 录音录像告知), in lang ("zh-CN",
	// "en").
	ForSitting(ctx context.Context, lang string) ([]notice.Text, error)
	// ConfirmNotices records what one person confirmed about one thing, in the transaction of the context; the same
	// confirmation twice is one.
	ConfirmNotices(ctx context.Context, list []notice.Confirmation) error
}

// The services to the left are these ports as they stand.
var (
	_ Admissions = (*booking.Service)(nil)
	_ Rules      = (*rules.Service)(nil)
)

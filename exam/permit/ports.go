package permit

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Rules answers what is in force; *rules.Service is one.
type Rules interface {
	For(ctx context.Context, question rules.Question, q rules.Query, dates rules.Dates) (rules.Set, error)
	ReviewState(ctx context.Context, q rules.Query, due, on actor.Date) (rules.ReviewState, error)
	AddWorkingDays(ctx context.Context, from actor.Date, n int) (rules.WorkDay, error)
	Item(ctx context.Context, code string, on actor.Date) (rules.Item, error)
}

// People is what permits need of persons and organisations; *people.Service is one.
type People interface {
	Person(ctx context.Context, id people.PersonID) (people.Person, error)
	Org(ctx context.Context, id people.OrgID) (people.Org, error)
	Employees
	// EmploymentOn returns the employment of a person on a day; false where there is none.
	EmploymentOn(ctx context.Context, p people.PersonID, on actor.Date) (people.Employment, bool, error)
	// DocumentFor returns the clear document for the number; the use is on the audit trail.
	DocumentFor(ctx context.Context, id people.PersonID, why string) (identity.Document, error)
}

// Texts knows the texts that people confirm; *people.Notices is one.
type Texts interface {
	// Notice returns the text of a kind in force.
	Notice(ctx context.Context, kind notice.Kind, lang string) (notice.Text, error)
}

// ExamApplications is what permits need of exam/booking; *booking.Service is one.
type ExamApplications interface {
	ApplicationByID(ctx context.Context, id application.ID) (application.Application, error)
	// MarkFulfilled ends the exam application in the transaction of the context.
	MarkFulfilled(ctx context.Context, id application.ID) error
}

// PracticalPass is a passed practical examination.
type PracticalPass struct {
	Exam string
	On   actor.Date
	By   []people.PersonID // natural persons of the assessors; may be empty
}

// Facts tell what other contexts know; wiring composes them.
type Facts interface {
	// PracticalPass returns the newest practical pass that is not older than since; false when there is none.
	PracticalPass(ctx context.Context, p people.PersonID, item string, since actor.Date) (PracticalPass, bool, error)
	// Training returns the hours recorded or the exemption accepted. Required comes from the rules, asked with the date of
	// the application; met is false when it does not suffice.
	Training(ctx context.Context, p people.PersonID, item string, applied actor.Date, orgPath string) (t Training, met bool, err error)
	// Refreshed returns the refresher hours that ended between two days, with their entries.
	Refreshed(ctx context.Context, p people.PersonID, item string, from, to actor.Date) (Training, error)
	// Refusals returns every reason that bars the person from the credential on a day: bans, age, what else the rules ask.
	Refusals(ctx context.Context, p people.PersonID, item string, on actor.Date) ([]application.Refusal, error)
}

// NationalAnswer is what the national register says of a permit.
type NationalAnswer struct {
	Manual bool // nothing can be asked by machine: two people look it up
	Found  bool
	Ref    string
}

// NationalRegistry asks the national register. No official machine interface is known; ManualRegistry is the one shipped.
type NationalRegistry interface {
	Lookup(ctx context.Context, p Permit) (NationalAnswer, error)
}

// ManualRegistry leaves the look-up to two people.
type ManualRegistry struct{}

// Lookup implements NationalRegistry.
func (ManualRegistry) Lookup(context.Context, Permit) (NationalAnswer, error) {
	return NationalAnswer{Manual: true}, nil
}

// Vault seals numbers and makes blind indexes; *crypt.Ring is one.
type Vault interface {
	Seal(purpose string, plain []byte) (string, error)
	Open(purpose, sealed string) ([]byte, error)
	Index(purpose, normalized string) []byte
}

// Limiter counts one event of key against n per period. retry is how long to wait when refused.
type Limiter interface {
	Allow(ctx context.Context, key string, n int, per time.Duration) (ok bool, retry time.Duration, err error)
}

// Code makes n random characters of Crockford's base32; crypt.Code is one.
type Code func(n int) string

// Normalize brings a typed code into the form that Code made; crypt.NormalizeCode is one.
type Normalize func(typed string) string

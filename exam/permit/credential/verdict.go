package credential

import (
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/suikao/suikao/internal/cose"
)

// Colour is what somebody at a gate sees first.
type Colour string

// The colours, from good to bad.
const (
	Green Colour = "GREEN"
	Amber Colour = "AMBER"
	Red   Colour = "RED"
)

// State is what became of a permit since it was signed.
type State uint64

// The states of the status lists (FORMAT.md §6).
const (
	InForce   State = 0
	Ended     State = 1
	Suspended State = 2
	Extended  State = 3
	Pending   State = 4
	Replaced  State = 5
)

// Statuses is a snapshot of the status lists.
type Statuses interface {
	// State returns the state of a number; false where the snapshot does not reach so far.
	State(n uint64) (State, bool)
	// AsOf is when the snapshot was signed.
	AsOf() time.Time
}

// Reason is a stable code of why a verdict is what it is.
type Reason string

// The reasons.
const (
	NoCode        Reason = "NO_CODE"        // not one of our codes, or cut short
	Malformed     Reason = "MALFORMED"      // damaged
	Foreign       Reason = "FOREIGN"        // signed by nobody on the trust list
	BadSignature  Reason = "BAD_SIGNATURE"  // changed after it was signed
	KeyWithdrawn  Reason = "KEY_WITHDRAWN"  // the key did not count on the day of the signature
	TrustExpired  Reason = "TRUST_EXPIRED"  // the trust list is too old
	NoStatus      Reason = "NO_STATUS"      // no status list, or none that reaches this permit
	StatusOld     Reason = "STATUS_OLD"     // older than a week
	StatusTooOld  Reason = "STATUS_TOO_OLD" // older than a month
	ClockBehind   Reason = "CLOCK_BEHIND"   // the device's clock stands before what was signed last
	NotYet        Reason = "NOT_YET"
	Expired       Reason = "EXPIRED"
	Expiring      Reason = "EXPIRING" // ends within 90 days
	ReviewOverdue Reason = "REVIEW_OVERDUE"
	WasEnded      Reason = "ENDED"
	WasSuspended  Reason = "SUSPENDED"
	WasExtended   Reason = "EXTENDED" // 暂缓换证: no work
	WasReplaced   Reason = "REPLACED"
	NotNational   Reason = "NATIONAL_PENDING"
	OtherJob      Reason = "OTHER_JOB"    // does not cover today's job
	OtherNumber   Reason = "OTHER_NUMBER" // the number that was typed is not the holder's
	AskNumber     Reason = "ASK_NUMBER"   // masked: compare the number on the identity card
	NotLive       Reason = "NOT_LIVE"     // a wallet's code that is a minute and a half old
	Photographed  Reason = "PHOTOGRAPHED" // a wallet's code that is over ten minutes old
	CodeEnded     Reason = "CODE_ENDED"   // this code ended; the wallet fetches a new one
)

var worth = map[Reason]Colour{NoCode: Red, Malformed: Red, Foreign: Red, BadSignature: Red, KeyWithdrawn: Red, TrustExpired: Amber, NoStatus: Amber,
	StatusOld: Amber, StatusTooOld: Red, ClockBehind: Amber, NotYet: Red, Expired: Red, Expiring: Green, ReviewOverdue: Red, WasEnded: Red, WasSuspended: Red,
	WasExtended: Red, WasReplaced: Red, NotNational: Amber, OtherJob: Red, OtherNumber: Red, AskNumber: Green, NotLive: Amber, Photographed: Red, CodeEnded: Red}

// Reasons lists all reasons in the order of their names.
func Reasons() []Reason { return slices.Sorted(maps.Keys(worth)) }

// Colour is what the reason alone makes of a verdict.
func (r Reason) Colour() Colour { return worth[r] }

// Question is what somebody wants to know, and how strict they are. The zero value of a limit means its default.
type Question struct {
	Now        time.Time
	Zone       *time.Location // of dates; nil: that of Now
	Job        string         // the item of today's job; empty: any
	Number     string         // as typed from the identity card; empty: not asked
	AmberAfter time.Duration  // age of the status list (7 days)
	RedAfter   time.Duration  // (30 days)
}

// ItemVerdict is the verdict on one item.
type ItemVerdict struct {
	Item
	Colour  Colour
	Reasons []Reason
}

// Verdict is what a code is worth.
type Verdict struct {
	Colour  Colour
	Reasons []Reason // worst first; of the code and of the item that was asked for, or of all
	Claims  Claims   // zero where nothing could be read and believed
	Issuer  string
	Items   []ItemVerdict
	Age     time.Duration // of the status list; negative: there is none
	ShownAt time.Time     // a wallet's: when it was shown
}

// The limits of a wallet's proof.
const (
	liveFor         = 90 * time.Second
	photographAfter = 10 * time.Minute
	expiringDays    = 90
	settles         = time.Minute // a list knows what got its place so long before it was issued
)

// Check judges the text of a code. statuses may be nil.
func Check(text string, trust *cose.TrustList, statuses Statuses, q Question) Verdict {
	v := Verdict{Colour: Green, Age: -1}
	letter, msg, err := cose.ParseText(text)
	if err != nil {
		return v.because(NoCode)
	}
	return v.of(letter, msg, trust, statuses, q)
}

func (v Verdict) of(letter byte, msg []byte, trust *cose.TrustList, statuses Statuses, q Question) Verdict {
	wallet := letter == 'W'
	credential, at := msg, uint64(0)
	if wallet {
		var s shown
		payload, err := cose.Peek(msg)
		if err == nil {
			err = codec.Decode(payload, &s)
		}
		if err != nil {
			return v.because(Malformed)
		}
		credential, at = s.Credential, s.At
	}
	o, err := cose.Open(Purpose, credential, trust.Find)
	if err != nil {
		return v.because(reasonOf(err))
	}
	c, err := Decode(o.Payload)
	if err != nil {
		return v.because(Malformed)
	}
	if wallet != (c.Holder != nil) { // a wallet's credential without its proof is a copy of it
		return v.because(BadSignature)
	}
	if wallet {
		if _, err := cose.OpenWith(PurposeWallet, msg, cose.Key{Alg: cose.ES256, Public: c.Holder}); err != nil {
			return v.because(reasonOf(err))
		}
		v.ShownAt = time.Unix(int64(at&(1<<40-1)), 0).UTC()
	}
	for _, k := range []*cose.Key{&o.By, o.Second} {
		if k == nil {
			continue
		}
		if e, _ := trust.Of(*k); !e.Counts(c.Signed, cose.ForPermits) {
			return v.because(KeyWithdrawn)
		}
	}
	v.Claims, v.Issuer = c, trust.Issuers[c.Issuer]
	return v.judge(trust, statuses, q)
}

func reasonOf(err error) Reason {
	switch {
	case errors.Is(err, cose.ErrUnknownKey):
		return Foreign
	case errors.Is(err, cose.ErrSignature):
		return BadSignature
	}
	return Malformed
}

func (v Verdict) judge(trust *cose.TrustList, statuses Statuses, q Question) Verdict {
	now, latest := q.Now, time.Unix(trust.Issued, 0)
	if statuses != nil && statuses.AsOf().After(latest) {
		latest = statuses.AsOf()
	}
	var whole []Reason
	if latest.Sub(now) > photographAfter { // a clock may be some minutes off
		whole, now = append(whole, ClockBehind), latest
	}
	if now.Unix() > trust.Expires {
		whole = append(whole, TrustExpired)
	}
	if q.Zone != nil {
		now = now.In(q.Zone)
	}
	today := cose.DayOf(now)
	whole = append(whole, v.age(statuses, now, q)...)
	whole = append(whole, v.holder(today, q)...)
	if statuses != nil {
		v.Age = now.Sub(statuses.AsOf())
	}
	asked := whole
	covered := false
	for _, i := range v.Claims.Items {
		reasons := i.reasons(statuses, today)
		v.Items = append(v.Items, ItemVerdict{Item: i, Colour: worst(append(slices.Clone(whole), reasons...)), Reasons: sorted(reasons)})
		if q.Job == "" || q.Job == i.Code {
			covered, asked = true, append(asked, reasons...)
		}
	}
	if !covered {
		asked = append(asked, OtherJob)
	}
	v.Reasons = sorted(asked)
	v.Colour = worst(asked)
	return v
}

func (v Verdict) age(statuses Statuses, now time.Time, q Question) []Reason {
	amber, red := q.AmberAfter, q.RedAfter
	if amber == 0 {
		amber = 7 * 24 * time.Hour
	}
	if red == 0 {
		red = 30 * 24 * time.Hour
	}
	switch {
	case statuses == nil:
		return []Reason{NoStatus}
	case statuses.AsOf().Before(time.Unix(int64(v.Claims.Placed), 0).Add(settles)):
		return []Reason{NoStatus} // its silence about something newer says nothing
	case now.Sub(statuses.AsOf()) > red:
		return []Reason{StatusTooOld}
	case now.Sub(statuses.AsOf()) > amber:
		return []Reason{StatusOld}
	}
	return nil
}

// holder judges what ties the code to who shows it.
func (v Verdict) holder(today Day, q Question) (out []Reason) {
	c := v.Claims
	if c.LastDay != nil && today > *c.LastDay {
		out = append(out, CodeEnded)
	}
	if !v.ShownAt.IsZero() {
		switch off := q.Now.Sub(v.ShownAt).Abs(); {
		case off > photographAfter:
			out = append(out, Photographed)
		case off > liveFor:
			out = append(out, NotLive)
		}
	}
	switch {
	case q.Number == "" && c.Masked != nil:
		out = append(out, AskNumber)
	case q.Number != "" && c.Masked != nil && !c.Masked.Matches(q.Number), q.Number != "" && c.Masked == nil && q.Number != c.Number:
		out = append(out, OtherNumber)
	}
	return out
}

func (i Item) reasons(statuses Statuses, today Day) (out []Reason) {
	switch {
	case today < i.From:
		out = append(out, NotYet)
	case today > i.To:
		out = append(out, Expired)
	case i.To-today <= expiringDays:
		out = append(out, Expiring)
	}
	if i.Review != nil && today > *i.Review {
		out = append(out, ReviewOverdue)
	}
	if statuses == nil {
		return out
	}
	state, ok := statuses.State(i.Status)
	if !ok {
		return append(out, NoStatus)
	}
	if r, ok := map[State]Reason{Ended: WasEnded, Suspended: WasSuspended, Extended: WasExtended, Pending: NotNational, Replaced: WasReplaced}[state]; ok {
		out = append(out, r)
	} else if state != InForce {
		out = append(out, NoStatus)
	}
	return out
}

// because ends a verdict on a code that cannot be believed.
func (v Verdict) because(r Reason) Verdict {
	v.Colour, v.Reasons = r.Colour(), []Reason{r}
	return v
}

func rank(c Colour) int { return slices.Index([]Colour{Green, Amber, Red}, c) }

func worst(list []Reason) Colour {
	out := Green
	for _, r := range list {
		if rank(r.Colour()) > rank(out) {
			out = r.Colour()
		}
	}
	return out
}

// sorted puts the worst first and leaves out what is there twice.
func sorted(list []Reason) []Reason {
	out := []Reason{}
	for _, r := range list {
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return rank(b.Colour()) - rank(a.Colour()) })
	return out
}

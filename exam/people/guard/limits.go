package guard

import "time"

// Limits are the limits an installation may change. Zero fields take the defaults named beside them.
type Limits struct {
	StaffPassword     int           // shortest staff password in characters (10)
	CandidatePassword int           // shortest candidate password (8)
	CodeLife          time.Duration // life of a phone code (5 min)
	CodeTries         int           // guesses per phone code (5)
	InviteLife        time.Duration // life of an invitation or setup link (24 h)
	EnrolLife         time.Duration // life of a device enrolment code (30 min)
	ClerkLife         time.Duration // life of a clerk's claim code (24 h)
	Account           LockRule      // wrong passwords per account (5 in 15 min)
	Address           LockRule      // wrong passwords per network address (60 in 15 min: a training room has one address)
	PhoneCodes        LockRule      // codes sent per phone (5 an hour)
	AddressCodes      LockRule      // codes asked for per address (60 an hour)
}

// LockRule allows Most events within Window; then the key is locked for Lock, doubled each time up to MaxLock until it
// has been quiet for a day.
type LockRule struct {
	Most    int
	Window  time.Duration
	Lock    time.Duration
	MaxLock time.Duration
}

func (p Limits) withDefaults() Limits {
	or(&p.StaffPassword, 10)
	or(&p.CandidatePassword, 8)
	or(&p.CodeLife, 5*time.Minute)
	or(&p.CodeTries, 5)
	or(&p.InviteLife, 24*time.Hour)
	or(&p.EnrolLife, 30*time.Minute)
	or(&p.ClerkLife, 24*time.Hour)
	or(&p.Account, LockRule{Most: 5, Window: 15 * time.Minute, Lock: 15 * time.Minute, MaxLock: 24 * time.Hour})
	or(&p.Address, LockRule{Most: 60, Window: 15 * time.Minute, Lock: 15 * time.Minute, MaxLock: 4 * time.Hour})
	or(&p.PhoneCodes, LockRule{Most: 5, Window: time.Hour, Lock: time.Hour, MaxLock: 24 * time.Hour})
	or(&p.AddressCodes, LockRule{Most: 60, Window: time.Hour, Lock: 30 * time.Minute, MaxLock: 4 * time.Hour})
	return p
}

func or[T comparable](v *T, def T) {
	var zero T
	if *v == zero {
		*v = def
	}
}

package app

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/textnotice"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/jobs"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/questionbank/health"
)

// healthLease is how long one run over the statistics of questions may take; a night's estimation of a large bank takes some ten
// seconds on two processors.
const healthLease = 15 * time.Minute

// lateLookLease is how long one look at forty minutes of a room node's recording may take.
const lateLookLease = 5 * time.Minute

// slotDays is how many days ahead slots are laid out.
const slotDays = 14

// SequencerJob gives the audit trail's entries their positions.
const SequencerJob = "audit.sequence"

// schedule registers the periodic work of the node and the receivers of events. Each job runs on one node at a time.
func (a *App) schedule() {
	for _, topic := range []string{booking.TopicAdmitted, booking.TopicAbsent} { // a slot where nobody sat has a record too
		a.out.On(topic, a.Desk.OnBooking)
	}
	for _, topic := range []string{booking.TopicAdmitted, booking.TopicMoved} { // a person let in wakes the seat's page
		a.out.On(topic, a.Exam.Receive)
	}
	a.out.On(exam.TopicRoomDark, a.Supervision.Receive) // nobody watched a room whose power or server was away
	if a.cfg.Cameras() {
		for _, topic := range recording.Topics() { // a paper that is open has to be seen
			a.out.On(topic, a.Recordings.Receive)
		}
	}
	a.hearIncidents()
	for _, topic := range textnotice.Topics() { // what people are told by text message
		a.out.On(topic, a.Texts.Receive)
	}
	a.out.On(permit.TopicEmployer, employerNotices{a.People.Org, a.Accounts.Holders, a.db.InTx, a.out}.due)
	a.out.On(health.TopicQuarantine, quarantineNotices{a.Accounts.Holders, a.db.InTx, a.out}.proposed)
	a.runner = jobs.NewRunner(a.db, a.clock, a.log, leaseOf)
	r := a.runner
	r.Urgent("exam.deadlines", time.Second/2, sweepLease, a.Exam.SweepOnce)
	r.Every("halt.sweep", time.Second, a.Halts.SweepOnce)
	r.Every("halt.tidy", time.Hour, a.Halts.Tidy)
	r.Every(SequencerJob, 500*time.Millisecond, func(ctx context.Context) error {
		_, err := a.trail.Sequence(ctx)
		return err
	})
	r.Every("audit.heads", time.Minute, a.heads.Export)
	r.Every("outbox.deliver", 500*time.Millisecond, func(ctx context.Context) error {
		_, err := a.out.Deliver(ctx)
		return err
	})
	if a.cfg.Cameras() {
		r.Every("camera.watch", 2*time.Second, a.Recordings.SweepOnce)
		late := a.lateEyes(a.Services)
		r.Urgent("camera.look_afterwards", 5*time.Second, lateLookLease, func(ctx context.Context) error { return a.Recordings.LookOnce(ctx, late.Look) })
	}
	a.scheduleEvidence()
	r.Every("booking.holds", 15*time.Second, a.Booking.SweepHolds)
	r.Every("booking.visits", 15*time.Second, a.Booking.SweepVisits)
	r.Every("booking.calls", 2*time.Second, a.Booking.SweepCalls)
	r.Every("booking.absent", time.Minute, a.Booking.SweepAbsent)
	r.Every("booking.applications", 10*time.Minute, a.Applications.Sweep)
	r.Every("booking.slots", time.Minute, func(ctx context.Context) error {
		today := actor.DateOf(a.clock())
		return a.Booking.EnsureSlots(ctx, today, today.AddDays(slotDays))
	})
	r.Every("bank.rehearse", time.Second, a.Bank.RehearseOnce)
	r.Every("review.sweep", time.Minute, a.Reviews.SweepOnce)
	r.Every("proctor.sweep", 15*time.Second, a.Incidents.SweepOnce)
	r.Every("agent.silent", 5*time.Second, a.Agents.SweepOnce)
	r.Every("exam.records", 15*time.Second, a.Desk.DraftOnce)
	r.Every("exam.examine", 5*time.Second, a.Desk.ExamineOnce)
	r.Every("exam.rescore", 5*time.Second, a.Desk.RescoreOnce)
	r.Every("exam.outposts", 3*time.Second, a.Outposts.WatchOnce)
	r.Every("exam.outpost_films", 6*time.Hour, a.Outposts.TidyFilms)
	r.Every("exam.publication", 15*time.Second, a.Desk.DeadlineOnce)
	r.Urgent("questions.health", time.Minute, healthLease, a.Health.WorkOnce)
	r.Every("permit.reminders", time.Hour, a.Permit.RemindOnce)
	r.Every("tlog.publish", 5*time.Second, a.publisher())
	r.Every("tlog.house", time.Hour, a.logHouse())
	r.Every("permit.status", 5*time.Second, a.Signed.Publish)
	r.Every("permit.places", time.Hour, a.fillPlaces(a.Permit.Permits))
	r.Every("permit.register", 2*time.Second, a.Register.RunOnce)
	r.Every("permit.intake", 2*time.Second, a.Intake.RunOnce)
	r.Every("permit.fates", 3*time.Second, a.Intake.FatesOnce)
	r.Every("permit.run", time.Second, a.Issuing.RunOnce)
	r.Every("permit.archive", 3*time.Second, a.Archive.RunOnce)
	r.Every("permit.register_fill", time.Hour, a.Register.Fill)
	r.Every("permit.notes", time.Hour, a.Permit.NoteOnce)
	r.Every("permit.expiry_reminders", time.Hour, a.Permit.ReminderOnce)
	a.hearNews(r)
	r.Every("permit.sheets_drop", 30*time.Second, a.Outside.DropSheetsOnce)
	r.Every("permit.checks_forget", 24*time.Hour, a.Outside.ForgetOnce)
	r.Every("textnotice.send", 2*time.Second, a.Texts.SendOnce)
	r.Every("nodes.forget", time.Hour, a.forgetNodes)
	r.Every("people.sweep", 10*time.Minute, a.Guard.Sweep)
	a.scheduleRooms()
	a.scheduleRescue()
}

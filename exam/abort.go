package exam

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/suikao/suikao/exam/application"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// TechnicalReasons are the codes of the catalogue that allow a technical abort: it costs the person no attempt, so what
// the person may have done themselves is none of them.
func TechnicalReasons() []string {
	return []string{"EQUIPMENT", "NETWORK", "POWER", "MEDICAL", "EMERGENCY", "OTHER"}
}

// TechnicalAbort is the register entry (异常情况登记表) of a sitting that was given up for technical reasons, and what the
// person is told in writing. It never changes.
type TechnicalAbort struct {
	Sitting     SittingID
	Person      people.PersonID
	Application application.ID
	OrgPath     string
	Room        site.RoomID
	Slot        booking.SlotID
	ItemCode    string
	SeatLabel   string
	Was         State // before the abort
	Reason      Reason
	Records     int64 // entries of the journal before the abort, which stay as evidence
	StartedAt   time.Time
	At          time.Time
	Officer     people.AccountID
	OfficerName string
}

// AbortStore keeps the register of technical aborts. Every method joins the transaction of the context.
type AbortStore interface {
	// AddAbort adds the register entry of a technical abort.
	AddAbort(ctx context.Context, a TechnicalAbort) error
	// AbortOf returns the entry of a sitting or ErrNoAbort.
	AbortOf(ctx context.Context, id SittingID) (TechnicalAbort, error)
	// AbortsOf lists a person's technical aborts, newest first, at most 50.
	AbortsOf(ctx context.Context, p people.PersonID) ([]TechnicalAbort, error)
}

// Failures of technical aborts and resumptions.
var (
	ErrAbortReason = fault.Define("sitting.abort_reason", fault.Invalid,
		"技术中止不计考试次数，只能用于设备、网络、电力、身体不适、紧急情况或写明的其他原因；身份和违纪问题请登记异常后交卷处理。",
		"A technical abort costs no attempt and is for equipment, network, power, health, an emergency or another stated reason. Identity and misconduct are entered as an incident, and the paper is handed in.")
	ErrPauseOver = fault.Define("sitting.pause_over", fault.Conflict,
		"暂停已超过规定的 {minutes} 分钟，不能恢复。请技术中止：不计次数，考生可优先重新预约。",
		"The pause has lasted longer than the {minutes} minutes allowed, so it cannot resume. Give the sitting up: it costs no attempt and the person books again first.")
	ErrNoAbort = fault.Define("sitting.no_abort", fault.NotFound,
		"这场考试没有技术中止记录。", "This sitting has no technical abort on record.")
)

// PauseAlarm is after what time a pause is reported where the rules set no limit.
const PauseAlarm = 30 * time.Minute

// Abort gives a sitting up for technical reasons: it counts as no attempt, its answers stay as evidence, the register gets
// its entry and the person is booked again first, with a new paper. Errors: ErrReason, ErrAbortReason, ErrState, ErrForbidden.
func (s *Service) Abort(ctx context.Context, id SittingID, r Reason) (Sitting, error) {
	if err := r.check(); err != nil {
		return Sitting{}, err
	}
	if !slices.Contains(TechnicalReasons(), r.Code) {
		return Sitting{}, ErrAbortReason.At("body.reason")
	}
	var was State
	allow := officer(ctx, deciders())
	return s.perform(ctx, id, step{
		act: ActAbort, verb: "sitting.abort", topic: "sitting.aborted", detail: r.detail(),
		allow: func(sit Sitting, head Head) error {
			was = sit.State
			return allow(sit, head)
		},
		do: func(ctx context.Context, now time.Time, sit *Sitting, head *Head) (*Entry, error) {
			if err := s.d.Admissions.MarkAborted(ctx, sit.Admission, r.words()); err != nil {
				return nil, err
			}
			entry := &Entry{Kind: EntryAbort, Note: r.note()}
			if head.Place == 0 {
				entry = nil
			}
			a := actor.From(ctx)
			return entry, s.d.Aborts.AddAbort(ctx, TechnicalAbort{Sitting: id, Person: sit.Person, Application: sit.Application,
				OrgPath: sit.OrgPath, Room: sit.Room, Slot: sit.Slot, ItemCode: sit.ItemCode, SeatLabel: sit.SeatLabel, Was: was, Reason: r,
				Records: head.Place, StartedAt: sit.StartedAt, At: now, Officer: people.AccountID(a.ID), OfficerName: a.Name})
		},
	})
}

// AbortOf returns the register entry of a sitting to staff of its room.
func (s *Service) AbortOf(ctx context.Context, id SittingID) (TechnicalAbort, error) {
	if _, err := s.Look(ctx, id); err != nil {
		return TechnicalAbort{}, err
	}
	return s.d.Aborts.AbortOf(ctx, id)
}

// OwnAborts lists the technical aborts of the calling candidate, newest first: the written notice.
func (s *Service) OwnAborts(ctx context.Context) ([]TechnicalAbort, error) {
	me, err := candidate(ctx)
	if err != nil {
		return nil, err
	}
	return s.d.Aborts.AbortsOf(ctx, me)
}

// ResumeBy is the last moment in which a paused sitting may go on; zero where nothing is paused or the rules set no limit. A
// break may last too long: its time runs on then.
func (s Sitting) ResumeBy() time.Time {
	if s.PausedAt.IsZero() || s.PauseKind.IsBreak() || s.Terms.ResumeWithin == 0 {
		return time.Time{}
	}
	return s.PausedAt.Add(time.Duration(s.Terms.ResumeWithin) * time.Second)
}

// resumable refuses to go on after a pause that the rules call too long.
func (s Sitting) resumable(now time.Time) error {
	if by := s.ResumeBy(); !by.IsZero() && now.After(by) {
		return ErrPauseOver.With("minutes", s.Terms.ResumeWithin/60)
	}
	return nil
}

// raise reports a pause that lasts too long, once: an officer has to resume where that is still allowed, or to decide.
func (s *Service) raise(ctx context.Context, id SittingID, now time.Time) error {
	return s.d.Store.InTx(ctx, func(ctx context.Context) error {
		sit, _, err := s.lock(ctx, id)
		if err != nil || sit.State != Paused || sit.PauseRaised {
			return err
		}
		limit := PauseAlarm
		if sit.Terms.ResumeWithin > 0 {
			limit = time.Duration(sit.Terms.ResumeWithin) * time.Second
		}
		if sit.PauseKind.IsBreak() {
			limit = time.Duration(sit.Terms.Break.Most) * time.Second
		}
		if now.Sub(sit.PausedAt) <= limit {
			return nil
		}
		sit.PauseRaised = true
		if err := s.d.Store.UpdateSitting(ctx, sit); err != nil {
			return err
		}
		detail := map[string]string{"paused_at": sit.PausedAt.Format(time.RFC3339), "limit_s": strconv.Itoa(int(limit / time.Second))}
		if err := s.record(ctx, "sitting.pause_over", sit, detail); err != nil {
			return err
		}
		return s.emit(ctx, "sitting.pause_over", sit, "")
	})
}

package permit

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// BanID identifies a ban.
type BanID string

// BanKind is what a person is barred from.
type BanKind string

// The kinds of ban.
const (
	ExamBan        BanKind = "EXAM"        // 禁止参加考试
	ApplicationBan BanKind = "APPLICATION" // 不得申请证件
	PostBan        BanKind = "POST"        // 任职限制
)

// PostBans are the kinds of ban that bar a person from the credential of a person type because of the post it is for.
func PostBans(t rules.PersonType) []BanKind {
	if t == rules.Principal || t == rules.SafetyManager {
		return []BanKind{PostBan}
	}
	return nil
}

// BanState is where a ban stands. Only IN_FORCE bars anybody.
type BanState string

// The states of a ban.
const (
	BanProposed BanState = "PROPOSED"
	BanInForce  BanState = "IN_FORCE"
	BanLifted   BanState = "LIFTED"
)

// Ban bars a person from something from a day to a day, both included, by a numbered decision (处理决定书). One official
// enters it from the decision, another confirms it; ending it early takes two people as well: the one who lifts it must not
// have confirmed it.
type Ban struct {
	ID        BanID
	Person    people.PersonID
	Kind      BanKind
	From, To  actor.Date
	Decision  string // number of the decision document
	Reason    string
	Path      string // organisation path of the authority
	State     BanState
	EnteredBy people.PersonID
	Confirmer people.PersonID
	Lifter    people.PersonID
	LiftText  string
	EnteredAt time.Time
	Version   int64
}

// Covers reports whether the ban is in force on the day.
func (b Ban) Covers(on actor.Date) bool { return b.State == BanInForce && b.From <= on && on <= b.To }

// The failures of bans.
var (
	ErrNoBan        = fault.Define("ban.not_found", fault.NotFound, "没有这条限制记录，或者不在您的管理范围内。", "There is no such ban, or it is outside the area you manage.")
	ErrBanForbidden = fault.Define("ban.forbidden", fault.Forbidden, "您没有办理考试限制的权限。请联系本单位安全管理员。", "You may not handle bans. Ask your security administrator.")
	ErrBanSame      = fault.Define("ban.same_person", fault.Forbidden, "录入人和确认人必须是两个人。", "Two different people must enter and confirm a ban.")
	ErrBanState     = fault.Define("ban.state", fault.Conflict, "这条限制已经办理过了，请刷新。", "This ban was already dealt with. Reload.")
	ErrBanOnFile    = fault.Define("ban.exists", fault.Conflict, "这份决定对此人的同一种限制已经录入，请刷新后查看。", "This ban of the same person by the same decision is on file already. Reload.")
	ErrBanPerson    = fault.Define("ban.person", fault.NotFound, "没有这个人员，请先查到本人再录入。", "There is no such person. Find the person first.")
	ErrBanPeriod    = fault.Define("ban.period", fault.Invalid, "起止日期不正确：止日不能早于起日，最长 60 个月（任职限制最长 100 年）。", "The period is wrong: it must not end before it starts, nor last over 60 months (a ban from a post 100 years).")
	ErrBanText      = fault.Define("ban.text", fault.Invalid, "请填写 2 到 200 个字。", "Write 2 to 200 characters.")
)

// BanStore keeps bans.
type BanStore interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	AddBan(ctx context.Context, b Ban) error        // ErrBanOnFile: one of the person, kind and decision is not lifted
	Ban(ctx context.Context, id BanID) (Ban, error) // ErrNoBan
	// SaveBan writes the state where the row still has b.Version, and counts it up; ErrBanState otherwise.
	SaveBan(ctx context.Context, b Ban) error
	BansOf(ctx context.Context, p people.PersonID) ([]Ban, error)
	// FindBans lists the bans under paths, newest first, before the cursor.
	FindBans(ctx context.Context, paths []string, before BanID, limit int) ([]Ban, error)
}

// Banned tells whether a person exists; *people.Service is one.
type Banned interface {
	Person(ctx context.Context, id people.PersonID) (people.Person, error)
}

// Bans keeps the list of barred people.
type Bans struct {
	store BanStore
	who   Banned
	orgs  func(ctx context.Context) (path string, err error) // of the root authority
	audit actor.Auditor
	clock actor.Clock
}

// NewBans returns the list. authority gives the path of the authority that bans.
func NewBans(s BanStore, who Banned, authority func(ctx context.Context) (string, error), audit actor.Auditor, clock actor.Clock) *Bans {
	return &Bans{store: s, who: who, orgs: authority, audit: audit, clock: clock}
}

const (
	maxBanMonths = 60
	maxPostBan   = 1200 // a post may be barred for life (安全生产法 Art. 94)
	banAhead     = 12   // months from today by which a ban may begin later: a decision names its first day
)

// period checks the days of a ban: none before the law that first knew such bans (安全生产法, 2002-11-01), none beginning
// over a year ahead.
func (s *Bans) period(kind BanKind, from, to actor.Date) *fault.Error {
	f, err1 := actor.ParseDate(string(from))
	t, err2 := actor.ParseDate(string(to))
	if err1 != nil || err2 != nil {
		return ErrBanPeriod
	}
	if e := actor.CheckDay(f, "2002-11-01", actor.DateOf(s.clock()).AddMonths(banAhead)); e != nil {
		return e
	}
	longest := maxBanMonths
	if kind == PostBan {
		longest = maxPostBan
	}
	if t < f || t > f.AddMonths(longest) {
		return ErrBanPeriod
	}
	return nil
}

// Enter proposes a ban from a decision. By an EXAM_MANAGER or PERMIT_ISSUER of the authority.
func (s *Bans) Enter(ctx context.Context, b Ban) (Ban, error) {
	var bad fault.List
	b.Decision, b.Reason = strings.TrimSpace(b.Decision), strings.TrimSpace(b.Reason)
	bad.Add("body.decision", banText(b.Decision))
	bad.Add("body.reason", banText(b.Reason))
	bad.Add("body.from", s.period(b.Kind, b.From, b.To))
	if err := bad.Err(); err != nil {
		return Ban{}, err
	}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if b.Path, err = s.orgs(ctx); err != nil {
			return err
		}
		a := actor.From(ctx)
		if !a.Can(b.Path, people.ExamManager, people.PermitIssuer) {
			return ErrBanForbidden
		}
		if _, err := s.who.Person(ctx, b.Person); err != nil {
			if fault.KindOf(err) == fault.NotFound {
				return ErrBanPerson
			}
			return err
		}
		b.ID, b.State, b.EnteredBy, b.EnteredAt = BanID(actor.NewID(s.clock())), BanProposed, people.PersonID(a.Person), s.clock()
		if err := s.store.AddBan(ctx, b); err != nil {
			return err
		}
		return s.note(ctx, "ban.enter", b)
	})
	return b, err
}

func banText(s string) *fault.Error {
	if f := actor.CheckLine(s); f != nil {
		return f
	}
	if n := utf8.RuneCountInString(s); n < 2 || n > 200 {
		return ErrBanText
	}
	return nil
}

func (s *Bans) note(ctx context.Context, verb string, b Ban) error {
	return s.audit.Record(ctx, actor.Entry{Verb: verb, Object: "ban:" + string(b.ID), Path: b.Path, Detail: map[string]string{
		"person": string(b.Person), "kind": string(b.Kind), "from": string(b.From), "to": string(b.To), "decision": b.Decision, "lift": b.LiftText}})
}

// Confirm puts a proposed ban into force. By a RESULT_RELEASER or PERMIT_ISSUER who is not the one who entered it.
func (s *Bans) Confirm(ctx context.Context, id BanID) (Ban, error) {
	return s.decide(ctx, id, "ban.confirm", func(b *Ban, by people.PersonID) error {
		if b.State != BanProposed {
			return ErrBanState
		}
		if b.EnteredBy == by {
			return ErrBanSame
		}
		b.State, b.Confirmer = BanInForce, by
		return nil
	})
}

// Lift ends a ban early, or takes back a proposal. The reason is kept.
func (s *Bans) Lift(ctx context.Context, id BanID, reason string) (Ban, error) {
	reason = strings.TrimSpace(reason)
	if f := banText(reason); f != nil {
		return Ban{}, f.At("body.reason")
	}
	return s.decide(ctx, id, "ban.lift", func(b *Ban, by people.PersonID) error {
		if b.State == BanLifted {
			return ErrBanState
		}
		if b.State == BanInForce && b.Confirmer == by {
			return ErrBanSame
		}
		b.State, b.Lifter, b.LiftText = BanLifted, by, reason
		return nil
	})
}

func (s *Bans) decide(ctx context.Context, id BanID, verb string, change func(*Ban, people.PersonID) error) (Ban, error) {
	var b Ban
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if b, err = s.store.Ban(ctx, id); err != nil {
			return err
		}
		a := actor.From(ctx)
		switch {
		case !a.Sees(b.Path):
			return ErrNoBan
		case !a.Can(b.Path, people.ResultReleaser, people.PermitIssuer):
			return ErrBanForbidden
		}
		if err := change(&b, people.PersonID(a.Person)); err != nil {
			return err
		}
		if err := s.store.SaveBan(ctx, b); err != nil {
			return err
		}
		return s.note(ctx, verb, b)
	})
	return b, err
}

// Barred returns the last day of the longest ban of one of kinds that covers the day.
func (s *Bans) Barred(ctx context.Context, p people.PersonID, on actor.Date, kinds ...BanKind) (until actor.Date, barred bool, err error) {
	list, err := s.store.BansOf(ctx, p)
	for _, b := range list {
		for _, k := range kinds {
			if b.Kind == k && b.Covers(on) {
				barred, until = true, max(until, b.To)
			}
		}
	}
	return until, barred, err
}

// Find lists bans to staff of the authority who handle them.
func (s *Bans) Find(ctx context.Context, before BanID, limit int) ([]Ban, error) {
	paths := actor.From(ctx).Paths(people.ExamManager, people.PermitIssuer, people.ResultReleaser, people.Regulator)
	if len(paths) == 0 {
		return nil, ErrBanForbidden
	}
	return s.store.FindBans(ctx, paths, before, limit)
}

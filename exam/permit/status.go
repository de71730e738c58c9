package permit

import (
	"slices"

	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/internal/actor"
)

// Colour is how a status is shown.
type Colour string

// The colours.
const (
	Green Colour = "GREEN" // may work on it
	Amber Colour = "AMBER" // look closer
	Red   Colour = "RED"   // no work
)

// Status is what a permit is worth on a day.
type Status struct {
	Code     rules.PermitStatus
	National National
	Colour   Colour
	ZH, EN   string
}

// statusOf derives the status of p on day d. review is the state of a review that the permit names.
func statusOf(p Permit, d actor.Date, review rules.ReviewState) Status {
	s := Status{Code: codeOf(p, d, review), National: p.National}
	text := statusTexts[s.Code]
	s.ZH, s.EN, s.Colour = text.zh, text.en, text.colour
	if s.Colour != Red && p.National != NationalConfirmed {
		s.Colour = Amber
		s.ZH += "；" + PendingText
		s.EN += "; awaiting the national register, no proof for work yet"
	}
	return s
}

func codeOf(p Permit, d actor.Date, review rules.ReviewState) rules.PermitStatus {
	switch {
	case d < p.IssuedOn():
		return StatusNotIssued
	case p.Act.final():
		return rules.PermitStatus(p.Act)
	case d < p.ValidFrom:
		return StatusNotYet
	case p.Act == Extended && d <= p.ExtendedTo:
		return rules.StatusExtended
	case p.ValidTo < d:
		return rules.StatusExpired
	case p.Act == Suspended:
		return rules.StatusSuspended
	case review == rules.ReviewMissed:
		return rules.StatusReviewOverdue
	case d.DaysUntil(p.ValidTo) <= p.ExpiringDays:
		return rules.StatusExpiring
	}
	return rules.StatusValid
}

var statusTexts = map[rules.PermitStatus]struct {
	zh, en string
	colour Colour
}{
	StatusNotIssued:           {"当日尚未发证", "Not issued by that day", Red},
	StatusNotYet:              {"有效期尚未开始", "Not valid yet", Red},
	rules.StatusValid:         {"有效", "Valid", Green},
	rules.StatusExpiring:      {"有效，即将到期", "Valid, ends soon", Green},
	rules.StatusExpired:       {"已过有效期", "Expired", Red},
	rules.StatusReviewOverdue: {"逾期未复审", "Review overdue", Red},
	rules.StatusSuspended:     {"已暂停", "Suspended", Red},
	rules.StatusRevoked:       {"已撤销", "Revoked", Red},
	rules.StatusWithdrawn:     {"已吊销", "Withdrawn", Red},
	rules.StatusCancelled:     {"已注销", "Cancelled", Red},
	rules.StatusExtended:      {"延期换证，期间不得上岗", "Renewal deferred, no work allowed", Red},
	StatusReplaced:            {"已换发新证，请查看新证", "Replaced by a newer permit: ask for that", Red},
}

// StatusName returns the Chinese and English name of a status or of a national state in the history.
func StatusName(code string) (zh, en string) {
	switch code {
	case nationalPrefix + string(NationalPending):
		return "待全国平台确认", "Awaiting the national register"
	case nationalPrefix + string(NationalConfirmed):
		return "全国平台已确认", "Confirmed by the national register"
	}
	t := statusTexts[rules.PermitStatus(code)]
	return t.zh, t.en
}

const nationalPrefix = "NATIONAL_"

// reviewText says what the permit states about a review.
func reviewText(p Permit, review rules.ReviewState) (zh, en string) {
	switch {
	case p.ReviewDue == "" || review == rules.ReviewNotRequired:
		return "无需复审", "not required"
	case review == rules.ReviewDone:
		return "已于" + string(p.Basis.Imported.ReviewedOn) + "复审", "done on " + string(p.Basis.Imported.ReviewedOn)
	case review == rules.ReviewMissed:
		return "应于" + string(p.ReviewDue) + "前复审，已逾期", "was due by " + string(p.ReviewDue)
	}
	return "应于" + string(p.ReviewDue) + "前复审", "due by " + string(p.ReviewDue)
}

// live says whether the permit keeps its person from getting a second one for the item: not after a final act.
func (p Permit) live() bool { return !p.Act.final() }

// runs says whether the permit still counts on a day, with the right to work or waiting for its deferred renewal.
func (p Permit) runs(d actor.Date) bool {
	return !p.Act.final() && (d <= p.ValidTo || p.Act == Extended && d <= p.ExtendedTo)
}

// longest returns the largest number of days, or 90 where the list is empty.
func longest(days []int) int {
	if len(days) == 0 {
		return 90
	}
	return slices.Max(days)
}

package printing

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Failures of this package; those of exam/permit pass through.
var (
	ErrRange   = fault.Define("permit.blank_range", fault.Invalid, "请填写起止号码：前缀相同、位数相同，止号不小于起号，一次最多 10000 张，例如 AB000001 至 AB001000。", "Give the first and last number with one prefix and length, at most 10,000 blanks, for example AB000001 to AB001000.")
	ErrKnown   = fault.Define("permit.blank_known", fault.Conflict, "号码 {number} 已经登记过，这一段没有入库。", "Number {number} is on file already; nothing was taken in.")
	ErrFew     = fault.Define("permit.blank_few", fault.Conflict, "空白证件只有 {free} 张，不够打印 {wanted} 张。请先入库。", "There are {free} blanks for {wanted} cards. Take in more first.")
	ErrNothing = fault.Define("permit.print_nothing", fault.Conflict, "现在没有需要打印的证件。", "No permit needs a card now.")
	ErrState   = fault.Define("permit.blank_state", fault.Conflict, "这张卡现在的状态不能这样做。请刷新后再看。", "The card’s state does not allow this. Reload and look again.")
	ErrSecond  = fault.Define("permit.blank_second_person", fault.Forbidden, "须由登记作废的人以外的另一人核对销毁。", "Another natural person than who noted it as spoiled must destroy it.")
	ErrTaker   = fault.Define("permit.card_taker", fault.Invalid, "请填写领取人姓名，2 到 60 个字。", "Give the name of who collects it, 2 to 60 characters.")
	ErrPost    = fault.Define("permit.card_post", fault.Invalid, "请填写邮寄单号，5 到 40 个字母或数字。", "Give the number of the parcel, 5 to 40 letters and digits.")
	ErrPart    = fault.Define("permit.print_part", fault.NotFound, "这一批没有这一部分。", "The batch has no such part.")
)

// BlankID names a blank card.
type BlankID string

// State is where a blank card is.
type State string

// The states of a card.
const (
	Free      State = "FREE"      // in stock
	Laid      State = "LAID"      // carries a permit, not handed out yet
	Handed    State = "HANDED"    // collected
	Posted    State = "POSTED"    // sent
	Spoiled   State = "SPOILED"   // waits for a second person
	Destroyed State = "DESTROYED" // by two persons
)

// Blank is a card with its preprinted number.
type Blank struct {
	ID        BlankID
	OrgPath   string
	Number    string
	State     State
	Permit    permit.ID // of LAID and later; of a spoiled card the one that it was for
	Batch     BatchID
	Pos       int    // in the batch, from 1
	Reason    string // why it was spoiled
	By        string // name of who did the last step
	ByPerson  people.PersonID
	Taker     string // who collected it
	Parcel    string // number of the parcel
	ChangedAt time.Time
	Version   int64
}

// MostBlanks is how many blanks come in at once.
const MostBlanks = 10_000

var numberForm = regexp.MustCompile(`^([A-Z]{0,8})([0-9]{4,12})$`)

// numbers lists the numbers from one to another. Errors: ErrRange.
func numbers(first, last string) ([]string, error) {
	a, b := numberForm.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(first))), numberForm.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(last)))
	if a == nil || b == nil || a[1] != b[1] || len(a[2]) != len(b[2]) {
		return nil, ErrRange.At("body.firstNumber")
	}
	from, e1 := strconv.ParseInt(a[2], 10, 64)
	to, e2 := strconv.ParseInt(b[2], 10, 64)
	if e1 != nil || e2 != nil || to < from || to-from >= MostBlanks {
		return nil, ErrRange.At("body.lastNumber")
	}
	out := make([]string, 0, to-from+1)
	for n := from; n <= to; n++ {
		out = append(out, fmt.Sprintf("%s%0*d", a[1], len(a[2]), n))
	}
	return out, nil
}

// Receive takes blanks in, from one number to another. Errors: permit.ErrForbidden, ErrRange, ErrKnown.
func (s *Service) Receive(ctx context.Context, first, last string) (int, error) {
	path, err := home(ctx)
	if err != nil {
		return 0, err
	}
	list, err := numbers(first, last)
	if err != nil {
		return 0, err
	}
	a, now := actor.From(ctx), s.now()
	blanks := make([]Blank, len(list))
	for i, n := range list {
		blanks[i] = Blank{ID: BlankID(actor.NewID(now)), OrgPath: path, Number: n, State: Free, By: a.Name, ByPerson: people.PersonID(a.Person), ChangedAt: now}
	}
	return len(list), s.Tx.InTx(ctx, func(ctx context.Context) error {
		known, err := s.Store.KnownOf(ctx, path, list)
		if err != nil {
			return err
		}
		if known != "" {
			return ErrKnown.With("number", known)
		}
		if err := s.Store.AddBlanks(ctx, blanks); err != nil {
			return err
		}
		return s.record(ctx, "permit_card.receive", path, "permit_card:"+list[0], map[string]string{"first": list[0], "last": list[len(list)-1], "count": fmt.Sprint(len(list))})
	})
}

// step changes one card in a transaction, with a line on the trail.
func (s *Service) step(ctx context.Context, id BlankID, verb string, do func(b *Blank) error) (Blank, error) {
	var b Blank
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		var err error
		if b, err = s.Store.Blank(ctx, id); err != nil {
			return err
		}
		if err := require(ctx, b.OrgPath); err != nil {
			return err
		}
		if err := do(&b); err != nil {
			return err
		}
		a := actor.From(ctx)
		b.By, b.ByPerson, b.ChangedAt = a.Name, people.PersonID(a.Person), s.now()
		if err := s.Store.SaveBlank(ctx, b); err != nil {
			return err
		}
		b.Version++
		return s.record(ctx, verb, b.OrgPath, "permit_card:"+b.Number, map[string]string{"permit": string(b.Permit), "state": string(b.State), "reason": b.Reason, "taker": identity.MaskName(b.Taker), "parcel": b.Parcel})
	})
	return b, err
}

// Spoil takes a card out of use before it was handed out; its permit waits for another one. Errors: permit.ErrNotFound, permit.ErrForbidden, ErrState,
// permit.ErrReason, permit.ErrChanged.
func (s *Service) Spoil(ctx context.Context, id BlankID, reason string) (Blank, error) {
	return s.step(ctx, id, "permit_card.spoil", func(b *Blank) error {
		why, err := permit.Reason("body.text", reason)
		if err != nil {
			return err
		}
		if b.State != Free && b.State != Laid {
			return ErrState
		}
		b.State, b.Reason = Spoiled, why
		return nil
	})
}

// Destroy notes that a spoiled card was destroyed before the caller's eyes; the caller is not who noted it as spoiled. Errors: as Spoil, ErrSecond.
func (s *Service) Destroy(ctx context.Context, id BlankID) (Blank, error) {
	return s.step(ctx, id, "permit_card.destroy", func(b *Blank) error {
		switch a := actor.From(ctx); {
		case b.State != Spoiled:
			return ErrState
		case a.Person == "" || a.Person == string(b.ByPerson):
			return ErrSecond
		}
		b.State = Destroyed
		return nil
	})
}

// Hand notes who collected a card. Errors: as Spoil, ErrTaker.
func (s *Service) Hand(ctx context.Context, id BlankID, taker string) (Blank, error) {
	return s.step(ctx, id, "permit_card.hand", func(b *Blank) error {
		if f := actor.CheckLine(taker); f != nil {
			return f.At("body.text")
		}
		name := strings.TrimSpace(taker)
		if n := utf8.RuneCountInString(name); n < 2 || n > 60 {
			return ErrTaker.At("body.text")
		}
		if b.State != Laid {
			return ErrState
		}
		b.State, b.Taker = Handed, name
		return nil
	})
}

var parcelForm = regexp.MustCompile(`^[0-9A-Za-z-]{5,40}$`)

// Post notes that a card was sent. Errors: as Spoil, ErrPost.
func (s *Service) Post(ctx context.Context, id BlankID, parcel string) (Blank, error) {
	return s.step(ctx, id, "permit_card.post", func(b *Blank) error {
		number := strings.TrimSpace(parcel)
		if !parcelForm.MatchString(number) {
			return ErrPost.At("body.text")
		}
		if b.State != Laid {
			return ErrState
		}
		b.State, b.Parcel = Posted, number
		return nil
	})
}

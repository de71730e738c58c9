package rescue

import (
	"cmp"
	"context"
	"crypto/hmac"
	"encoding/base64"
	"errors"
	"math"
	"strings"
	"time"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor"
)

// How links in texts hold. [design]
const (
	LinkFor     = 4 * time.Hour // after somebody was asked for
	linkBytes   = 16            // of the signature
	idLetters   = 26
	perAddress  = 30 // a minute
	perLink     = 20 // a minute
	linkPurpose = "rescue.link"
	linkTries   = 4 // when the text's state is written at the same time

	forgedFrom = 1  // entries on the trail from one address within forgedPer
	forgedAll  = 20 // and from all
	forgedPer  = time.Hour
)

// Failures of links.
var (
	ErrLink     = fault.Define("rescue.link", fault.NotFound, "链接不完整或无效。请从短信中重新打开，或直接给值班室打电话。", "This link is incomplete or not valid. Open it from the text again, or telephone the duty desk.")
	ErrLinkOver = fault.Define("rescue.link_over", fault.Conflict, "这次求助已经结束或链接已过期，不用再登记。有疑问请给值班室打电话。", "This call is over or the link has run out; nothing has to be entered. Telephone the duty desk when in doubt.")
	ErrOften    = fault.Define("rescue.too_often", fault.TooMany, "操作过于频繁，请 {seconds} 秒后再试。", "Too often. Try again in {seconds} seconds.")
)

// Limiter counts one event of key against n per period. retry is how long to wait when refused.
type Limiter interface {
	Allow(ctx context.Context, key string, n int, per time.Duration) (ok bool, retry time.Duration, err error)
}

// Signer gives at least 16 bytes that nobody else can make for a value; crypt.Ring.Index is one.
type Signer func(purpose, value string) []byte

// token is what a link carries: whose it is, signed. It is the same each time the text is tried, so that whichever arrives holds.
func (s *Service) token(person string) string {
	return person + base64.RawURLEncoding.EncodeToString(s.d.Sign(linkPurpose, person)[:linkBytes])
}

// Asking is what somebody who was asked to come learns by their link: where, what, and who has said something. No candidate is named.
type Asking struct {
	Person                      Person
	Call                        Call
	Place, Room, Address, Phone string
	Title                       proctor.Words
	Numbers                     Numbers
	Until                       time.Time // the link holds
}

// Asked tells what a link is about. Errors: ErrLink, ErrLinkOver, ErrOften.
func (s *Service) Asked(ctx context.Context, token string) (Asking, error) {
	return s.byLink(ctx, token, "", nil)
}

// Coming enters that the person of a link is coming, once; pressed again it changes nothing. The first to say so ends the waiting.
// Errors: as Asked.
func (s *Service) Coming(ctx context.Context, token string) (Asking, error) {
	return s.byLink(ctx, token, "room.help_ack", func(c *Call, p *Person, now time.Time) bool {
		if !p.AckedAt.IsZero() || !p.ArrivedAt.IsZero() || !c.State.Live() {
			return false
		}
		p.AckedAt = now
		if c.State == Open {
			c.State, c.AckedWho, c.AckedName, c.AckedAt = Acked, p.Name, "", now
		}
		return true
	})
}

// Here enters that the person of a link stands at the door, once; nobody needs to have said before that they come. Errors: as Asked.
func (s *Service) Here(ctx context.Context, token string) (Asking, error) {
	return s.byLink(ctx, token, "room.help_arrive", func(c *Call, p *Person, now time.Time) bool {
		if !p.ArrivedAt.IsZero() || c.State == Ended {
			return false
		}
		p.ArrivedAt = now
		if c.ArrivedAt.IsZero() {
			c.State, c.ArrivedWho, c.ArrivedName, c.ArrivedAt = Arrived, p.Name, "", now
		}
		return true
	})
}

// byLink does what a link allows. do changes call and person; false: there is nothing to change.
func (s *Service) byLink(ctx context.Context, token, verb string, do func(*Call, *Person, time.Time) bool) (Asking, error) {
	if err := s.often(ctx, "address:"+actor.From(ctx).Remote, perAddress); err != nil {
		return Asking{}, err
	}
	if len(token) != len(s.token(strings.Repeat("0", idLetters))) || !hmac.Equal([]byte(token), []byte(s.token(token[:idLetters]))) {
		return Asking{}, errors.Join(ErrLink, s.forged(ctx, token, verb))
	}
	id := token[:idLetters]
	if err := s.often(ctx, "person:"+id, perLink); err != nil {
		return Asking{}, err
	}
	for try := 1; ; try++ {
		a, err := s.tryLink(ctx, id, verb, do)
		if !errors.Is(err, ErrStale) || try == linkTries {
			return a, err
		}
	}
}

// forged puts on the trail that somebody tried a link that this house did not sign, at the call it names if there is one. Nobody can
// fill the trail by it: an address stands there once in an hour, and all addresses together twenty times.
func (s *Service) forged(ctx context.Context, token, verb string) error {
	for _, l := range []struct {
		key string
		n   int
	}{{"forged.address:" + actor.From(ctx).Remote, forgedFrom}, {"forged", forgedAll}} {
		if ok, _, err := s.d.Limit.Allow(ctx, linkPurpose+"."+l.key, l.n, forgedPer); err != nil || !ok {
			return err
		}
	}
	path, object := "/", "help_call:-"
	if len(token) >= idLetters && actor.ValidID(token[:idLetters]) {
		p, err := s.d.Store.Person(ctx, token[:idLetters])
		if err == nil {
			var c Call
			if c, err = s.d.Store.Call(ctx, p.Call); err == nil {
				path, object = c.OrgPath, "help_call:"+string(c.ID)
			}
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return s.note(ctx, path, object, "rescue.forged_link", cmp.Or(verb, "room.help_look"))
}

func (s *Service) tryLink(ctx context.Context, id, verb string, do func(*Call, *Person, time.Time) bool) (Asking, error) {
	p, err := s.d.Store.Person(ctx, id)
	if errors.Is(err, ErrNotFound) {
		err = ErrLink
	}
	if err != nil {
		return Asking{}, err
	}
	c, err := s.d.Store.Call(ctx, p.Call)
	if err != nil {
		return Asking{}, err
	}
	now := s.now()
	if c.State == Ended || now.Sub(c.AskedAt) > LinkFor {
		if verb == "" {
			return Asking{}, ErrLinkOver
		}
		return Asking{}, s.refused(ctx, c.OrgPath, "help_call:"+string(c.ID), verb+".link", ErrLinkOver)
	}
	if do != nil && do(&c, &p, now) {
		err = s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.enterByLink(ctx, &c, &p, verb) })
	}
	if err != nil {
		return Asking{}, err
	}
	return s.asking(ctx, c, p)
}

// enterByLink writes what the person of a link said. The call is written with it each time, so that two who press at once follow one
// another.
func (s *Service) enterByLink(ctx context.Context, c *Call, p *Person, verb string) error {
	if err := s.d.Store.SavePerson(ctx, *p); err != nil {
		return err
	}
	if err := s.d.Store.SaveCall(ctx, *c); err != nil {
		return err
	}
	return s.changed(ctx, *c, verb, map[string]string{"who": p.Name, "by": "link", "asked": p.ID})
}

func (s *Service) asking(ctx context.Context, c Call, p Person) (Asking, error) {
	e, _ := proctor.Find(c.Kind)
	a := Asking{Person: p, Call: c, Title: e.Title, Until: c.AskedAt.Add(LinkFor)}
	r, err := s.d.Places.Room(ctx, c.Room)
	if err != nil {
		return a, err
	}
	at, err := s.d.Places.Point(ctx, r.Point)
	if err != nil {
		return a, err
	}
	a.Place, a.Room, a.Address, a.Phone = at.Name, r.Name, at.Address, at.Phone
	a.Numbers, err = s.numbers(ctx, r.Point)
	return a, err
}

func (s *Service) often(ctx context.Context, key string, n int) error {
	ok, wait, err := s.d.Limit.Allow(ctx, linkPurpose+"."+key, n, time.Minute)
	if err != nil || ok {
		return err
	}
	return ErrOften.With("seconds", max(1, int(math.Ceil(wait.Seconds()))))
}

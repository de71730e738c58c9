package rescue

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor"
)

// How texts are tried. [design]
const (
	lease    = time.Minute // nobody else tries it within
	maxTries = 5
	useless  = time.Hour // nobody is brought by an older text
)

// text is what is sent. It names place and matter, never a person.
const text = "【随考】{place}需要您立即到场：{matter}。请点开{link}确认，不用登录，到门口后在同一页面登记；也可回电{phone}。"

// SendOnce sends the texts that wait. For a job; two nodes that run it at once send each text once.
func (s *Service) SendOnce(ctx context.Context) error {
	list, err := s.d.Store.Due(ctx, s.now())
	if err != nil {
		return err
	}
	var errs []error
	for _, p := range list {
		if ctx.Err() != nil {
			break
		}
		if err := s.send(ctx, p); err != nil && !errors.Is(err, ErrStale) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// send takes a text, sends it and keeps what came of it. A failure of the gateway is no failure of the job.
func (s *Service) send(ctx context.Context, p Person) error {
	now := s.now()
	c, err := s.d.Store.Call(ctx, p.Call)
	if err != nil {
		return err
	}
	if c.State == Arrived || c.State == Ended || p.Tries >= maxTries || now.Sub(c.AskedAt) > useless {
		p.State = Failed
		return s.save(ctx, &p)
	}
	p.Tries, p.NextAt = p.Tries+1, now.Add(lease)
	if err := s.save(ctx, &p); err != nil { // another node was quicker
		return err
	}
	words, err := s.words(ctx, c, p)
	if err != nil {
		return err
	}
	sent, err := s.deliver(ctx, c, p, words)
	switch {
	case err != nil:
		s.d.Log.Warn("somebody who is asked to come could not be told", "call", string(c.ID), "tries", p.Tries, "err", err)
		p.NextAt = now.Add(10 * time.Second << (p.Tries - 1))
	case !sent:
		p.State = NoPhone
	default:
		p.State, p.SentAt = Sent, s.now()
	}
	return s.save(context.WithoutCancel(ctx), &p)
}

// deliver reports whether there was a number to send to.
func (s *Service) deliver(ctx context.Context, c Call, p Person, words string) (bool, error) {
	if p.Role == Second {
		return s.d.Texts.Person(ctx, p.Person, words)
	}
	if p.Role == Lead {
		n, err := s.numbersOf(ctx, c.Room)
		if err != nil || n.LeadPhone == "" {
			return false, err
		}
		return true, s.d.Texts.Number(ctx, n.LeadPhone, words)
	}
	sh, err := s.d.Places.Shift(ctx, p.Shift)
	if errors.Is(err, site.ErrNotFound) || err == nil && sh.OnCallPhone == "" {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, s.d.Texts.Number(ctx, sh.OnCallPhone, words)
}

func (s *Service) words(ctx context.Context, c Call, who Person) (string, error) {
	r, err := s.d.Places.Room(ctx, c.Room)
	if err != nil {
		return "", err
	}
	p, err := s.d.Places.Point(ctx, r.Point)
	if err != nil {
		return "", err
	}
	e, _ := proctor.Find(c.Kind)
	return strings.NewReplacer("{place}", p.Name+r.Name, "{matter}", e.Title.ZH, "{phone}", p.Phone, "{link}", " "+s.d.Public+"/come#"+s.token(who.ID)+" ").Replace(text), nil
}

func (s *Service) save(ctx context.Context, p *Person) error {
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.d.Store.SavePerson(ctx, *p) })
	if err == nil {
		p.Version++
	}
	return err
}

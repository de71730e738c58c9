package textnotice

import (
	"context"
	"errors"
	"time"

	"github.com/suikao/suikao/internal/fault"
)

// How messages are tried. [design]
const (
	batch    = 100
	lease    = 2 * time.Minute // nobody else tries it within
	staleAge = 24 * time.Hour  // an older message helps nobody
	maxTries = 10
)

// SendOnce sends what waits. For a job; two nodes that run it at once send each message once.
func (s *Service) SendOnce(ctx context.Context) error {
	list, err := s.d.Store.Due(ctx, s.d.Clock(), batch)
	if err != nil {
		return err
	}
	var failed []error
	for _, m := range list {
		if ctx.Err() != nil {
			break
		}
		if err := s.send(ctx, m); err != nil && !errors.Is(err, ErrStale) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// send takes a message, sends it and keeps what came of it. A failure of the gateway is no failure of the job.
func (s *Service) send(ctx context.Context, m Message) error {
	now := s.d.Clock()
	text, ok := m.Text()
	if !ok || now.Sub(m.MadeAt) > staleAge || m.Tries >= maxTries {
		m.State = GivenUp
		s.d.Log.Warn("text message given up", "message", m.ID, "template", m.Template, "tries", m.Tries, "last_error", m.Error)
		return s.save(ctx, &m)
	}
	m.Tries, m.NextAt = m.Tries+1, now.Add(lease)
	if err := s.save(ctx, &m); err != nil { // another node was quicker
		return err
	}
	sent, err := s.d.People.Text(ctx, m.Person, text)
	switch {
	case err != nil && fault.KindOf(err) == fault.NotFound:
		m.State, m.Error = NoPhone, "no such person"
	case err != nil:
		m.Error, m.NextAt = cut(err.Error(), 400), now.Add(pause(m.Tries))
	case !sent:
		m.State = NoPhone
	default:
		m.State, m.SentAt, m.Error = Sent, s.d.Clock(), ""
	}
	return s.save(context.WithoutCancel(ctx), &m) // it is sent: a shutdown must not make it wait for another time
}

// pause is how long to wait after a failed try: a minute, doubled each time, at most an hour.
func pause(tries int) time.Duration {
	return min(time.Minute<<min(tries-1, 10), time.Hour)
}

func (s *Service) save(ctx context.Context, m *Message) error {
	err := s.d.Store.InTx(ctx, func(ctx context.Context) error { return s.d.Store.Save(ctx, *m) })
	if err == nil {
		m.Version++
	}
	return err
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

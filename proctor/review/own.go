package review

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/proctor"
)

// OwnEvent is one incident of the case as the person sees it: what was noticed and when, never what a detector made of it.
type OwnEvent struct {
	Kind     proctor.Kind
	Title    proctor.Words
	At       time.Time
	From, To time.Time // of the recording
}

// Own is a case as the person concerned sees it.
type Own struct {
	Case       Case
	Events     []OwnEvent
	Films      []Segment // the pieces of the own recording that show them
	LeftOut    bool      // there are pieces of the screen, and no copy can be masked here
	Documents  []Document
	Statements []Said
	Appeal     *Appeal
	BanInForce bool
}

// me returns the calling candidate.
func me(ctx context.Context) (people.PersonID, error) {
	a := actor.From(ctx)
	switch {
	case a.Kind == actor.Candidate && a.Person != "":
		return people.PersonID(a.Person), nil
	case a.Kind == actor.Candidate && a.ID != "":
		return people.PersonID(a.ID), nil
	}
	return "", ErrForbidden
}

// shown reports whether a case is the person's to see: from the notice on. Before it nothing is established that could be answered.
func (c Case) shown(p people.PersonID) bool {
	return c.Person == p && c.Stage != Facts && c.Stage != Noticing && c.NoticeBy.Account != ""
}

// OwnList lists the cases of the calling candidate, newest first.
func (s *Service) OwnList(ctx context.Context) ([]Case, error) {
	p, err := me(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.d.Store.Cases(ctx, Query{Person: p, Limit: 50})
	return slices.DeleteFunc(all, func(c Case) bool { return !c.shown(p) }), err
}

// own returns a case of the calling candidate; another person's does not exist.
func (s *Service) own(ctx context.Context, id CaseID) (Case, error) {
	p, err := me(ctx)
	if err != nil {
		return Case{}, err
	}
	c, err := s.d.Store.Case(ctx, id)
	if err == nil && !c.shown(p) {
		return Case{}, ErrNotFound
	}
	return c, err
}

// OwnCase returns one case of the calling candidate with the own evidence.
func (s *Service) OwnCase(ctx context.Context, id CaseID) (Own, error) {
	c, err := s.own(ctx, id)
	if err != nil {
		return Own{}, err
	}
	o := Own{Case: c, Events: []OwnEvent{}, Films: []Segment{}}
	list, err := s.incidents(ctx, c)
	if err != nil {
		return Own{}, err
	}
	for _, in := range list {
		o.Events = append(o.Events, OwnEvent{in.Kind, in.Entry().Title, in.At, in.Clip.From, in.Clip.To})
	}
	if o.Films, err = s.films(ctx, c, list); err != nil {
		return Own{}, err
	}
	if s.d.Films != nil && !s.d.Films.Masks() {
		n := len(o.Films)
		o.Films = slices.DeleteFunc(o.Films, func(g Segment) bool { return g.Screen })
		o.LeftOut = len(o.Films) < n
	}
	if o.Documents, err = s.d.Papers.Documents(ctx, id); err != nil {
		return Own{}, err
	}
	if o.Statements, err = s.d.Papers.Statements(ctx, id); err != nil {
		return Own{}, err
	}
	if c.Effects.BanID != "" {
		if o.BanInForce, err = s.d.Bans.InForce(ctx, c.Effects.BanID); err != nil {
			return Own{}, err
		}
	}
	o.Appeal, err = s.appealOf(ctx, id)
	return o, err
}

// films lists the segments of the sitting that touch what may be shown of its incidents' clips: nothing of an emergency of the room, as its
// authority is shown nothing of one.
func (s *Service) films(ctx context.Context, c Case, list []proctor.Incident) ([]Segment, error) {
	if s.d.Films == nil {
		return []Segment{}, nil
	}
	var shown []proctor.Span
	for _, in := range list {
		parts, err := s.d.Incidents.Shown(ctx, in)
		if err != nil {
			return nil, err
		}
		shown = append(shown, parts...)
	}
	all, err := s.d.Films.Segments(ctx, c.Sitting)
	return slices.DeleteFunc(all, func(g Segment) bool {
		return !slices.ContainsFunc(shown, func(p proctor.Span) bool { return g.From.Before(p.To) && p.From.Before(g.To) })
	}), err
}

// OwnFilm opens a piece of the own recording that belongs to the case; the caller closes it. Looking is on the trail.
func (s *Service) OwnFilm(ctx context.Context, id CaseID, segment string) (io.ReadSeekCloser, error) {
	o, err := s.OwnCase(ctx, id)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(o.Films, func(g Segment) bool { return g.ID == segment }) {
		return nil, ErrNoEvidence
	}
	if err := s.d.Store.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, "review.evidence", o.Case, map[string]string{"segment": segment})
	}); err != nil {
		return nil, err
	}
	return s.d.Films.Open(ctx, segment)
}

// OwnDocument returns a document of the own case.
func (s *Service) OwnDocument(ctx context.Context, id CaseID, kind DocumentKind) (Document, error) {
	if _, err := s.own(ctx, id); err != nil {
		return Document{}, err
	}
	return s.document(ctx, id, kind)
}

// Receive confirms that the calling candidate has received a document: that is its service (电子送达). One that was served already is
// no error.
func (s *Service) Receive(ctx context.Context, id CaseID, kind DocumentKind) (Own, error) {
	err := s.act(ctx, id, "receive", func(ctx context.Context) error {
		c, err := s.own(ctx, id)
		if err != nil {
			return err
		}
		d, err := s.document(ctx, id, kind)
		if err != nil || d.Method != "" {
			return err
		}
		return s.serve(ctx, &c, kind, Serving{Method: ByPortal, On: s.today()}, proctor.Officer{})
	})
	if err != nil {
		return Own{}, err
	}
	return s.OwnCase(ctx, id)
}

// mostStatements is how many statements one case takes.
const mostStatements = 5

// State makes a statement (陈述申辩) in the calling candidate's words; last says that there is nothing to add, also with an empty text.
// Errors: ErrStage, ErrTooLate, ErrText, ErrEnough.
func (s *Service) State(ctx context.Context, id CaseID, text string, last bool) (Own, error) {
	if !last || text != "" {
		var err error
		if text, err = written(text, "body.text", 2, 2000); err != nil {
			return Own{}, err
		}
	}
	err := s.act(ctx, id, "state", func(ctx context.Context) error {
		c, err := s.own(ctx, id)
		switch {
		case err != nil:
			return err
		case c.Stage != Statement:
			return ErrStage.With("stage", string(c.Stage))
		case s.today() > c.StatementUntil:
			return ErrTooLate.With("until", c.StatementUntil)
		}
		before, err := s.d.Papers.Statements(ctx, id)
		if err != nil {
			return err
		}
		if len(before) >= mostStatements {
			return ErrEnough
		}
		now := s.now()
		if err := s.d.Papers.AddStatement(ctx, Said{ID: StatementID(actor.NewID(now)), Case: id, Text: text, Last: last, At: now}); err != nil {
			return err
		}
		if last {
			if err := s.step(ctx, &c, Hear, "review.state", nil); err != nil {
				return err
			}
		} else if err := s.again(ctx, &c, "review.state"); err != nil {
			return err
		}
		return s.emit(ctx, TopicSaid, c, nil)
	})
	if err != nil {
		return Own{}, err
	}
	return s.OwnCase(ctx, id)
}

// again counts a case up without moving it, so that two acts at once do not both count what is there.
func (s *Service) again(ctx context.Context, c *Case, verb string) error {
	if err := s.d.Store.SaveCase(ctx, *c); err != nil {
		return err
	}
	c.Version++
	return s.record(ctx, verb, *c, nil)
}

// File files an appeal (申诉) of the calling candidate against a decision that was served. Errors: ErrStage, ErrTooLate, ErrText.
func (s *Service) File(ctx context.Context, id CaseID, text string) (Own, error) {
	text, err := written(text, "body.text", 10, 2000)
	if err != nil {
		return Own{}, err
	}
	err = s.act(ctx, id, "appeal", func(ctx context.Context) error {
		c, err := s.own(ctx, id)
		if err != nil {
			return err
		}
		if c.Stage == Appealable && s.today() > c.AppealUntil {
			return ErrTooLate.With("until", c.AppealUntil)
		}
		if err := s.step(ctx, &c, File, "review.appeal", nil); err != nil {
			return err
		}
		now := s.now()
		a := Appeal{ID: AppealID(actor.NewID(now)), Case: id, Person: c.Person, Path: c.Authority, Text: text, FiledAt: now, State: AppealFiled}
		if err := s.d.Papers.AddAppeal(ctx, a); err != nil {
			return err
		}
		return s.emit(ctx, TopicAppeal, c, map[string]string{"appeal": string(a.ID)})
	})
	if err != nil {
		return Own{}, err
	}
	return s.OwnCase(ctx, id)
}

// absent reports whether err says that something does not exist.
func absent(err error) bool { return errors.Is(err, ErrNotFound) || errors.Is(err, ErrNoAppeal) }

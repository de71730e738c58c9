package exam

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/internal/actor"
)

// Confirmed names one text that the person confirmed on the seat's page.
type Confirmed struct {
	Kind    notice.Kind
	Version int
}

// Pledge notes that the person confirmed the texts in force (诚信考试承诺书, 录音录像告知) and draws the paper; nonce is the
// terminal's part of the seed. ErrNotices unless exactly the current versions are named. Repeating it changes nothing.
func (s *Service) Pledge(ctx context.Context, g Grip, confirmed []Confirmed, nonce [16]byte, lang string) (Snapshot, error) {
	texts, err := s.d.Notices.ForSitting(ctx, textLang(lang))
	if err != nil {
		return Snapshot{}, err
	}
	note, ok := covers(confirmed, texts)
	if !ok {
		return Snapshot{}, ErrNotices
	}
	d, err := s.draft(ctx, g, nonce)
	if err != nil {
		return Snapshot{}, err
	}
	pledged := false
	sit, head, err := s.act(ctx, g.Sitting, step{
		act: ActPledge, verb: "sitting.pledge", detail: map[string]string{"notices": note}, allow: held(ctx, g),
		done: func(sit Sitting) bool {
			pledged = false // the transaction may run again
			return sit.State == Pledged || sit.State == Practised || sit.State == Running
		},
		do: func(ctx context.Context, now time.Time, sit *Sitting, head *Head) (_ *Entry, err error) {
			list := make([]notice.Confirmation, len(confirmed))
			for i, c := range confirmed {
				list[i] = notice.Confirmation{ID: actor.NewID(now), Person: sit.Person, Kind: c.Kind,
					Version: c.Version, Lang: textLang(lang), About: "sitting:" + string(sit.ID), Channel: "SEAT", At: now}
			}
			if err := s.d.Notices.ConfirmNotices(ctx, list); err != nil {
				return nil, err
			}
			sit.Notices = note
			pledged = true
			return &Entry{Kind: EntryPledge, Note: note}, s.prepare(ctx, sit, head, d)
		},
	})
	if err != nil {
		return Snapshot{}, err
	}
	if pledged {
		s.drawn.put(sit.ID, d)
	}
	return s.page(ctx, sit, head, known{}, lang)
}

// covers reports whether confirmed names each text once, in its current version, and returns the versions as one line.
func covers(confirmed []Confirmed, texts []notice.Text) (string, bool) {
	if len(confirmed) != len(texts) || len(texts) == 0 {
		return "", false
	}
	var parts []string
	for _, t := range texts {
		found := false
		for _, c := range confirmed {
			found = found || c.Kind == t.Kind && c.Version == t.Version
		}
		if !found {
			return "", false
		}
		parts = append(parts, fmt.Sprintf("%s/%d", t.Kind, t.Version))
	}
	return strings.Join(parts, " "), true
}

// Practised notes that the practice question was done, or skipped by the person. Repeating it changes nothing.
func (s *Service) Practised(ctx context.Context, g Grip, skipped bool, lang string) (Snapshot, error) {
	sit, head, err := s.act(ctx, g.Sitting, step{
		act: ActPractise, verb: "sitting.practise", detail: map[string]string{"skipped": fmt.Sprint(skipped)}, allow: held(ctx, g),
		done: func(sit Sitting) bool { return sit.State == Practised || sit.State == Running },
		do:   func(context.Context, time.Time, *Sitting, *Head) (*Entry, error) { return nil, nil },
	})
	if err != nil {
		return Snapshot{}, err
	}
	return s.page(ctx, sit, head, known{}, lang)
}

// Start opens the paper and starts the clock: the attempt counts from here. Repeating it changes nothing.
func (s *Service) Start(ctx context.Context, g Grip, lang string) (Snapshot, error) {
	opened := false
	sit, head, err := s.act(ctx, g.Sitting, step{
		act: ActStart, verb: "sitting.start", topic: "sitting.started", allow: held(ctx, g),
		done: func(sit Sitting) bool {
			opened = sit.State != Running
			return !opened
		},
		do: s.start,
	})
	if err != nil {
		return Snapshot{}, err
	}
	return s.page(ctx, sit, head, known{opened: opened}, lang)
}

func (s *Service) start(ctx context.Context, now time.Time, sit *Sitting, _ *Head) (*Entry, error) {
	if !now.Before(sit.StartBy) {
		return nil, ErrTooLateToStart
	}
	switch away, err := s.d.Watch.Unattended(ctx, sit.Room); {
	case err != nil:
		return nil, err
	case away:
		return nil, ErrUnattended
	}
	switch stands, err := s.halted(ctx, sit.Room); {
	case err != nil:
		return nil, err
	case stands:
		return nil, ErrRoomPaused
	}
	if actor.DateOf(now) != sit.Terms.On { // midnight fell between pledge and start: the day of the start chooses the rule
		d, err := s.d.Draws.Draw(ctx, sit.ID)
		if err != nil {
			return nil, err
		}
		if err := s.setTerms(ctx, sit, d.Paper); err != nil {
			return nil, err
		}
	}
	if sit.Kind != Formal {
		sit.begin(now, 1)
		return &Entry{Kind: EntryStart, Note: fmt.Sprintf("%d+%d s", sit.BaseSeconds, sit.ExtraSeconds)}, nil
	}
	before, err := s.d.Store.CountAttempts(ctx, sit.Application)
	if err != nil {
		return nil, err
	}
	sit.begin(now, before+1)
	return &Entry{Kind: EntryStart, Note: fmt.Sprintf("attempt %d, %d+%d s", sit.Attempt, sit.BaseSeconds, sit.ExtraSeconds)},
		s.d.Admissions.MarkStarted(ctx, sit.Admission)
}

package exam

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/exam/transcript"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Snapshot is everything a seat's page needs to stand where its sitting stands. It holds no key, no seed and nothing of
// another person.
type Snapshot struct {
	Idle    bool // nobody sits here; all else but Now and Seat is empty
	Seat    site.SeatID
	Now     time.Time
	Sitting Sitting
	Epoch   int64 // 0 when the seat does not hold the sitting
	Card    Card
	Notices []notice.Text   // before the pledge only
	Commit  string          // hex of the draw's commitment
	Sheet   *assembly.Sheet // while running only
	Answers Answers
	LastSeq int64
	Proof   string  // of the journal's end
	Paused  string  // while paused: why, as the officer noted it ("NETWORK: …"); empty in a break
	Given   []Given // from the start on: what time was given beside base and extra
	Frozen  []int   // questions that a break has frozen, in order
	Receipt string  // after the end: ten characters of the journal's last hash, to write down
	Result  *Result // after scoring
}

// snapshot collects the page of sit as it stands in the database now.
func (s *Service) snapshot(ctx context.Context, sit Sitting, lang string) (Snapshot, error) {
	head, err := s.d.Journal.Head(ctx, sit.ID)
	if err != nil {
		return Snapshot{Seat: sit.Seat, Now: s.now(), Sitting: sit}, err
	}
	return s.page(ctx, sit, head, known{}, lang)
}

// known is what an act knows besides sitting and head because it has just made it. Empty fields are read.
type known struct {
	commit string  // of the draw
	result *Result // of the score
	opened bool    // the paper was opened just now: the journal has no record of the person yet
}

// page collects the page of sit, whose head is given.
func (s *Service) page(ctx context.Context, sit Sitting, head Head, k known, lang string) (Snapshot, error) {
	sn := Snapshot{Seat: sit.Seat, Now: s.now(), Sitting: sit, Commit: k.commit, Result: k.result}
	var err error
	sn.Epoch, sn.LastSeq, sn.Proof = head.Epoch, head.Seq, Proof(head.Hash)
	if sn.Card, err = s.card(ctx, sit); err != nil {
		return sn, err
	}
	switch {
	case sit.State == Assigned:
		return s.addNotices(ctx, sn, lang)
	case sit.State == Running || sit.State == Paused:
		return s.addPaper(ctx, sn, k.opened)
	case sit.State.HandedIn():
		return s.addEnd(ctx, sn, head)
	}
	return sn, nil
}

// card returns what the page shows of the person. It is read for a new connection and remembered for the acts that follow.
func (s *Service) card(ctx context.Context, sit Sitting) (Card, error) {
	if c, ok := s.cards.get(sit.ID); ok {
		return c, nil
	}
	return s.readCard(ctx, sit)
}

func (s *Service) readCard(ctx context.Context, sit Sitting) (Card, error) {
	c, err := s.d.Facts.Card(ctx, sit.Person, sit.ItemCode)
	if err == nil {
		s.cards.put(sit.ID, c)
	}
	return c, err
}

func (s *Service) addNotices(ctx context.Context, sn Snapshot, lang string) (_ Snapshot, err error) {
	if sn.Commit == "" {
		d, err := s.d.Draws.Draw(ctx, sn.Sitting.ID)
		if err != nil {
			return sn, err
		}
		sn.Commit = d.shown()
	}
	sn.Notices, err = s.d.Notices.ForSitting(ctx, textLang(lang))
	return sn, err
}

// textLang is the language of the texts for what a page asks for ("en-US", "zh-CN,zh;q=0.9", nothing).
func textLang(lang string) string {
	if strings.HasPrefix(strings.ToLower(lang), "en") {
		return "en"
	}
	return "zh-CN"
}

// addPaper adds answers and, while the clock runs, the whole sheet. Minutes and pass mark on it are those of the rules.
func (s *Service) addPaper(ctx context.Context, sn Snapshot, opened bool) (_ Snapshot, err error) {
	var entries []Entry
	if !opened {
		if entries, err = s.d.Journal.Entries(ctx, sn.Sitting.ID); err != nil {
			return sn, err
		}
	}
	sn.Answers, sn.Given = Fold(entries), TimeGiven(entries)
	if sn.Sitting.Breaks > 0 && sn.Sitting.Terms.Break.Freeze {
		sn.Frozen = slices.Sorted(maps.Keys(FrozenBefore(entries)))
	}
	if n := len(entries); n > 0 { // head and entries are two readings: what is shown is what was read here
		sn.LastSeq, sn.Proof = lastSeq(entries), entries[n-1].Proof()
	}
	if sn.Sitting.State != Running {
		sn.Paused = pauseNote(entries)
		return sn, nil
	}
	d, err := s.draw(ctx, sn.Sitting.ID)
	if err != nil {
		return sn, err
	}
	s.shapes.put(sn.Sitting.ID, ShapeOf(d.Paper))
	sheet := d.Paper.Sheet()
	sheet.Minutes, sheet.Pass = sn.Sitting.BaseSeconds/60, sn.Sitting.Terms.PassMark
	sn.Sheet = &sheet
	return sn, nil
}

func pauseNote(entries []Entry) string {
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].Kind == EntryPause {
			kind, reason := splitNote(entries[i].Note)
			if kind.IsBreak() {
				return ""
			}
			return reason
		}
	}
	return ""
}

func lastSeq(entries []Entry) int64 {
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].Seq > 0 {
			return entries[i].Seq
		}
	}
	return 0
}

func (s *Service) addEnd(ctx context.Context, sn Snapshot, head Head) (Snapshot, error) {
	if sn.Sitting.CreditedSeconds > 0 {
		entries, err := s.d.Journal.Entries(ctx, sn.Sitting.ID)
		if err != nil {
			return sn, err
		}
		sn.Given = TimeGiven(entries)
	}
	sn.Receipt = transcript.Receipt(head.Hash)
	if sn.Sitting.State == Submitted || sn.Result != nil {
		return sn, nil
	}
	r, err := s.d.Results.ResultOf(ctx, sn.Sitting.ID)
	if err != nil {
		return sn, err
	}
	sn.Result = &r
	return sn, nil
}

// idle is the page of a seat without an admission; for a short time it still shows the end of the last sitting.
func (s *Service) idle(ctx context.Context, seat site.SeatID, lang string) (Snapshot, error) {
	last, err := s.d.Store.LastAtSeat(ctx, seat, s.now().Add(-afterglow))
	if isMissing(err) {
		return Snapshot{Idle: true, Seat: seat, Now: s.now()}, nil
	}
	if err != nil {
		return Snapshot{}, err
	}
	sn, err := s.snapshot(ctx, last, lang)
	sn.Epoch = 0
	return sn, err
}

// Pulse returns the head of a sitting: what a connection compares, cheaply, to see whether it missed a change.
func (s *Service) Pulse(ctx context.Context, id SittingID) (Head, error) {
	return s.d.Journal.Head(ctx, id)
}

// Glance is what a connection compares, at the price of one small row, to see whether its page is still the newest.
type Glance struct {
	Sitting SittingID // that lives at the seat; empty when none does
	Version int64
	Epoch   int64 // the connection that holds it
}

// Glance looks at the calling seat.
func (s *Service) Glance(ctx context.Context) (Glance, error) {
	seat, err := seatOf(ctx)
	if err != nil {
		return Glance{}, err
	}
	return s.d.Store.Glance(ctx, seat)
}

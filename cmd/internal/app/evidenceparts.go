package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	examstore "github.com/suikao/suikao/exam/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/claims"
	claimstore "github.com/suikao/suikao/proctor/claims/store"
	"github.com/suikao/suikao/proctor/evidence"
	evidencestore "github.com/suikao/suikao/proctor/evidence/store"
	facestore "github.com/suikao/suikao/proctor/face/store"
	"github.com/suikao/suikao/proctor/input"
	inputstore "github.com/suikao/suikao/proctor/input/store"
	"github.com/suikao/suikao/proctor/room"
	roomstore "github.com/suikao/suikao/proctor/room/store"
	"github.com/suikao/suikao/proctor/vision"
)

// album keeps what is photographed, for whoever looks at cameras.
type album struct {
	to    *evidence.Album
	clock actor.Clock
}

func (b *base) album() album {
	return album{evidence.NewAlbum(evidencestore.New(b.db), pictures{b.films()}, b.out), b.clock}
}

// pictures are small files among the recordings, sealed as those are.
type pictures struct{ films }

// Put keeps one.
func (p pictures) Put(ctx context.Context, key string, body []byte) (string, error) {
	return p.films.Put(ctx, key, bytes.NewReader(body), int64(len(body)))
}

// Keep implements vision.Album.
func (a album) Keep(ctx context.Context, p *vision.Photo) error {
	return a.to.Keep(ctx, evidence.Photo{ID: p.ID, Sitting: p.Source.Sitting, Room: p.Source.Room, Seat: p.Source.Seat, What: string(p.Shot), Note: string(p.Kind),
		At: p.At, Width: p.Width, Height: p.Height}, p.JPEG)
}

// doorLog reads what is on file of how a sitting's person came in, sat down and left.
type doorLog struct {
	bookings interface {
		AdmissionByID(ctx context.Context, id booking.AdmissionID) (booking.Admission, error)
	}
	rooms    *roomstore.Store
	faces    *facestore.Store
	sittings *examstore.Store
	pictures *evidencestore.Store
	places   *sitestore.Store
	spans    *inputstore.Store
	sounds   *claimstore.Store
}

// inputs are what was counted of a sitting's inputs as moments of its timeline: codes with counts, nothing of questions or answers.
func (l doorLog) inputs(ctx context.Context, id exam.SittingID) ([]evidence.Moment, error) {
	list, err := l.spans.SpansOf(ctx, id)
	out := make([]evidence.Moment, len(list))
	for i, x := range list {
		var words []string
		for _, c := range []struct {
			code string
			n    int
		}{{"INPUTS", x.Inputs}, {"ANSWERS", x.Answers}, {"LOCAL", x.Local}, {"MOUSE", x.Mouse}, {"TOUCH", x.Touch}, {"PEN", x.Pen}, {"KEYS", x.Keys}, {"ASSIST", x.Assist},
			{"UNTRUSTED", x.Untrusted}, {"EVENTLESS", x.Eventless}, {"BLURS", x.Blurs}, {"HIDDEN_S", x.Hidden}, {"DISPLAYS", x.Displays}} {
			if c.n > 0 {
				words = append(words, fmt.Sprintf("%s:%d", c.code, c.n))
			}
		}
		out[i] = evidence.Moment{Kind: "INPUT", At: x.At, Until: x.At.Add(input.SpanFor), Note: strings.Join(words, " ")}
	}
	if err != nil {
		return nil, err
	}
	heard, err := l.heard(ctx, id)
	return append(out, heard...), err
}

// heard is how loud the seat's page says it was, as moments of the timeline. A page can be made to say anything: the recording has the
// sound itself.
func (l doorLog) heard(ctx context.Context, id exam.SittingID) ([]evidence.Moment, error) {
	list, err := l.sounds.SoundsOf(ctx, id)
	out := make([]evidence.Moment, len(list))
	for i, x := range list {
		out[i] = evidence.Moment{Kind: "SOUND", At: x.At, Until: x.At.Add(claims.SoundFor), Note: fmt.Sprintf("LOUDEST:%d MEAN:%d VOICED_S:%d", x.Most, x.Mean, x.Voiced)}
	}
	return out, err
}

// roomIDs lists the rooms whose own cameras may have recorded.
func (l doorLog) roomIDs(ctx context.Context) ([]site.RoomID, error) {
	list, err := l.places.Rooms(ctx)
	out := make([]site.RoomID, len(list))
	for i, r := range list {
		out[i] = r.ID
	}
	return out, err
}

// place tells where a room is.
func (l doorLog) place(ctx context.Context, id site.RoomID) (evidence.Place, error) {
	r, err := l.places.Room(ctx, id)
	if err != nil {
		return evidence.Place{}, err
	}
	p, err := l.places.Point(ctx, r.Point)
	return evidence.Place{OrgPath: r.OrgPath, Name: p.Name + " · " + r.Name}, err
}

// stills implements the port of evidence.
func (l doorLog) stills(ctx context.Context, id exam.SittingID) ([]evidence.Photo, error) {
	return l.pictures.Stills(ctx, id)
}

// around is how long before being let in a comparison at the gate belongs to it, and how long after the end a passage does.
const around = 30 * time.Minute

// mostMatches bounds the comparisons of one person that are looked through.
const mostMatches = 500

// of implements the port of evidence.
func (l doorLog) of(ctx context.Context, sit exam.Sitting) ([]evidence.Passage, error) {
	if sit.Admission == "" {
		return nil, nil
	}
	a, err := l.bookings.AdmissionByID(ctx, sit.Admission)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil // a sitting without a door
	}
	if err != nil {
		return nil, err
	}
	out := []evidence.Passage{{ID: string(a.ID), What: "ADMITTED", At: a.AdmittedAt, Basis: string(a.MatchMethod), By: a.MatchBy}}
	passages, err := l.rooms.PassagesOf(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range passages {
		out = append(out, evidence.Passage{ID: string(p.ID), What: string(p.Way), At: p.At, Basis: string(p.Basis), By: p.ByName, Note: p.Note})
	}
	checks, err := l.rooms.ChecksOf(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range checks {
		if !c.State.Live() {
			out = append(out, evidence.Passage{ID: string(c.ID), What: "CHECK", At: c.DecidedAt, Basis: string(c.Kind) + " " + string(c.State), By: c.ByName, Note: c.Note})
		}
	}
	return l.compared(ctx, sit, a, out)
}

// compared adds the comparisons of the person's face in this room from shortly before being let in to the end of the paper, each with
// the device's own signed statement: no picture and no template is in it.
func (l doorLog) compared(ctx context.Context, sit exam.Sitting, a booking.Admission, out []evidence.Passage) ([]evidence.Passage, error) {
	matches, err := l.faces.MatchesOf(ctx, people.PersonID(sit.Person), mostMatches)
	if err != nil {
		return nil, err
	}
	for _, m := range matches {
		if m.Room != a.RoomID || m.At.Before(a.AdmittedAt.Add(-around)) || !sit.SubmittedAt.IsZero() && m.At.After(sit.SubmittedAt) {
			continue
		}
		basis := "REFUSED"
		if m.Good() {
			basis = "SAME_AND_ALIVE"
		}
		said, err := json.Marshal(m.Statement)
		if err != nil {
			return nil, err
		}
		out = append(out, evidence.Passage{ID: string(m.ID), What: "FACE", At: m.At, Basis: string(m.Purpose) + " " + basis, By: m.Camera, Note: string(said)})
	}
	return out, nil
}

func (b *base) doorLog(s *Services) doorLog {
	return doorLog{s.Booking, roomstore.New(b.db), facestore.New(b.db), examstore.New(b.db, b.ring), evidencestore.New(b.db), sitestore.New(b.db), inputstore.New(b.db), claimstore.New(b.db)}
}

// loggedRooms tells that the log of a door or an identity check has another line, so that evidence binds it also after the end.
type loggedRooms struct {
	*roomstore.Store
	out actor.Outbox
}

// AddPassage implements room.Store.
func (r loggedRooms) AddPassage(ctx context.Context, p room.Passage) (bool, error) {
	added := false
	err := r.InTx(ctx, func(ctx context.Context) (err error) {
		if added, err = r.Store.AddPassage(ctx, p); err != nil || !added || p.Admission == "" {
			return err
		}
		return r.tell(ctx, p.Admission)
	})
	return added, err
}

// SaveCheck implements room.CheckStore.
func (r loggedRooms) SaveCheck(ctx context.Context, c room.Check) error {
	return r.InTx(ctx, func(ctx context.Context) error {
		if err := r.Store.SaveCheck(ctx, c); err != nil || c.State.Live() {
			return err
		}
		return r.tell(ctx, c.Admission)
	})
}

func (r loggedRooms) tell(ctx context.Context, id booking.AdmissionID) error {
	return r.out.Emit(ctx, actor.Event{Topic: evidence.TopicFacts, Key: string(id), Body: fmt.Appendf(nil, `{"admission":%q}`, id)})
}

var _ interface {
	room.Store
	room.CheckStore
} = loggedRooms{}

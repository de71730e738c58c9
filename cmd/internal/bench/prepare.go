package bench

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/suikao/suikao/cmd/internal/app"
	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/cmd/internal/demo"
	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/application"
	applicationstore "github.com/suikao/suikao/exam/application/store"
	"github.com/suikao/suikao/exam/booking"
	bookstore "github.com/suikao/suikao/exam/booking/store"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	peoplestore "github.com/suikao/suikao/exam/people/store"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/rules"
	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank/sample"
)

// stage is how far the prepared people have come.
type stage int

const (
	seated    stage = iota // let in: nothing has been done at the seat
	practised              // the paper is drawn and the practice question done: only the start is missing
	running                // the paper is open
)

// seat is one prepared terminal.
type seat struct {
	ID    string `json:"id"`
	Token string `json:"token"` // of the terminal
}

const seatsPerRoom = 100

// house fills a database with people at seats. Who they are and that they were let in is written straight into the tables,
// by the stores and not by SQL of its own; what happens at the seat is done by the service itself, as a terminal would.
type house struct {
	*app.App
	db      *sqldb.DB
	people  *peoplestore.Store
	sites   *sitestore.Store
	books   *bookstore.Store
	applied *applicationstore.Store
	orgs    struct{ authority, point people.Org }
	now     time.Time
	made    int // people
}

// furnish fills the demo's bank, rules and staff into the place's database, lets put add to it, and leaves it with nothing to do.
func (p *place) furnish(ctx context.Context, put func(context.Context, *house) error) (err error) {
	cfg, err := config.Load("", append(p.environ(), "SUIKAO_DEMO=1"))
	if err != nil {
		return err
	}
	a, err := app.New(ctx, cfg, slog.New(slog.DiscardHandler), time.Now, "bench")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if _, err := demo.Fill(ctx, a, a.Now); err != nil {
		return err
	}
	leave, err := a.Attend(ctx)
	if err != nil {
		return err
	}
	defer leave()
	db, _, err := app.OpenDB(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	h := &house{App: a, db: db, people: peoplestore.New(db), sites: sitestore.New(db), books: bookstore.New(db), applied: applicationstore.New(db), now: time.Now().UTC().Truncate(time.Millisecond)}
	ctx = actor.AsSystem(ctx, "bench")
	if err := put(ctx, h); err != nil {
		return err
	}
	_, err = a.Trail.Sequence(ctx)
	return errors.Join(err, h.quiet(ctx))
}

// prepare puts n people at n seats, each as far as upTo.
func (p *place) prepare(ctx context.Context, n int, upTo stage) ([]seat, error) {
	var seats []seat
	err := p.furnish(ctx, func(ctx context.Context, h *house) (err error) {
		if seats, err = h.fill(ctx, n); err != nil {
			return err
		}
		return h.advance(ctx, seats, upTo)
	})
	return seats, err
}

// quiet marks the events of the preparation as delivered: nobody waits for them.
func (h *house) quiet(ctx context.Context) error {
	_, err := h.db.SQL().ExecContext(ctx, "UPDATE outbox_event SET done_at = ? WHERE done_at = 0", time.Now().UnixMilli())
	return err
}

func (h *house) fill(ctx context.Context, n int) ([]seat, error) {
	root, err := h.People.RootOrg(ctx)
	if err != nil {
		return nil, err
	}
	points, err := h.Sites.Points(ctx)
	if err != nil {
		return nil, err
	}
	at, err := h.People.Org(ctx, points[0].Org)
	if err != nil {
		return nil, err
	}
	h.orgs.authority, h.orgs.point = root, at
	out := make([]seat, 0, n)
	for r := 0; len(out) < n; r++ {
		var made []seat
		who, err := h.enter(ctx, min(seatsPerRoom, n-len(out)))
		if err != nil {
			return nil, err
		}
		err = h.db.InTx(ctx, func(ctx context.Context) (err error) {
			made, err = h.room(ctx, points[0], r, who)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("room %d: %w", r, err)
		}
		out = append(out, made...)
	}
	return out, nil
}

// room makes a closed room, which gets no slots but the one that everybody sits in.
func (h *house) room(ctx context.Context, point site.Point, no int, who []people.Person) ([]seat, error) {
	rule := site.DefaultRules()
	rule.EarliestSubmit = 0
	room := site.Room{ID: site.RoomID(h.id()), Point: point.ID, OrgPath: point.OrgPath, Code: fmt.Sprintf("B%03d", no),
		Name: fmt.Sprintf("测量考场 %d", no+1), Rules: rule, Pattern: site.DefaultPattern()}
	if err := h.sites.AddRoom(ctx, room); err != nil {
		return nil, err
	}
	slot := booking.Slot{ID: booking.SlotID(h.id()), Room: room.ID, Point: point.ID, StartsAt: h.now.Add(-time.Minute), EndsAt: h.now.Add(6 * time.Hour)}
	if err := h.books.AddSlots(ctx, []booking.Slot{slot}); err != nil {
		return nil, err
	}
	desks := make([]site.Seat, len(who))
	for i := range desks {
		desks[i] = site.Seat{ID: site.SeatID(h.id()), Room: room.ID, No: i + 1, Label: fmt.Sprintf("S%03d", i+1), Row: i/10 + 1, Col: i%10 + 1, State: site.SeatInService}
	}
	if err := h.sites.ReplaceSeats(ctx, room.ID, desks); err != nil {
		return nil, err
	}
	out := make([]seat, len(who))
	for i, d := range desks {
		var err error
		if out[i], err = h.occupy(ctx, room, slot, d, who[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (h *house) id() string { return actor.NewID(h.now) }

// number makes the next well-formed document number; the demo's people have higher serial numbers.
func (h *house) number() string {
	h.made++
	first := fmt.Sprintf("420602%s%03d", time.Date(1980, 1, 1+h.made/300, 0, 0, 0, 0, time.UTC).Format("20060102"), h.made%300+1)
	return first + string(identity.GB11643Check(first))
}

// enter adds n persons, before the transaction of their room: the service has a connection of its own.
func (h *house) enter(ctx context.Context, n int) ([]people.Person, error) {
	out := make([]people.Person, n)
	for i := range out {
		var err error
		if out[i], err = h.People.AddPerson(ctx, h.orgs.authority.ID, people.PersonInput{Name: "测量员", DocKind: identity.IDCard, DocNumber: h.number(),
			Education: people.Senior}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// occupy puts a person on a seat: application, booking and admission, and the seat's terminal.
func (h *house) occupy(ctx context.Context, room site.Room, slot booking.Slot, d site.Seat, p people.Person) (seat, error) {
	applied := application.Application{ID: application.ID(h.id()), PersonID: p.ID, Authority: h.orgs.authority.ID, OrgPath: h.orgs.authority.Path,
		ItemCode: sample.ItemCode, PersonType: rules.SpecialOperator, Kind: application.FirstIssue, Channel: application.ChannelSelf, State: application.Approved,
		ValidTo: actor.DateOf(h.now).AddMonths(6), CreatedAt: h.now, ChangedAt: h.now, Version: 1}
	book := booking.Booking{ID: booking.BookingID(h.id()), PersonID: p.ID, ApplicationID: applied.ID, SlotID: slot.ID, RoomID: room.ID,
		OrgPath: room.OrgPath, ItemCode: sample.ItemCode, PersonType: rules.SpecialOperator, Kind: application.FirstIssue, Channel: application.ChannelSelf,
		State: booking.BookingAdmitted, BeginsAt: slot.StartsAt, EndsAt: slot.EndsAt, Minutes: 120, CreatedAt: h.now, Version: 1}
	adm := booking.Admission{ID: booking.AdmissionID(h.id()), PersonID: p.ID, ApplicationID: applied.ID, BookingID: book.ID, SlotID: slot.ID,
		RoomID: room.ID, SeatID: d.ID, SeatLabel: d.Label, OrgPath: room.OrgPath, ItemCode: sample.ItemCode, PersonType: rules.SpecialOperator,
		AttemptKind: application.FirstIssue, Channel: application.ChannelSelf, MatchMethod: booking.MatchChipPIN, AdmittedAt: h.now, SlotEnd: slot.EndsAt,
		RoomRules: room.Rules, State: booking.AdmissionSeated, Version: 1}
	token := crypt.Token()
	dev := terminal.Device{ID: terminal.ID(h.id()), Kind: terminal.Seat, Name: d.Label, Room: string(room.ID), Seat: string(d.ID), Path: room.OrgPath,
		EnrolledAt: h.now, SeenAt: h.now}
	for _, add := range []func() error{
		func() error { return h.applied.Add(ctx, applied) },
		func() error { return h.books.AddBooking(ctx, book) },
		func() error { return h.books.AddAdmission(ctx, adm) },
		func() error { return h.people.AddDevice(ctx, dev, crypt.HashToken(token)) },
	} {
		if err := add(); err != nil {
			return seat{}, err
		}
	}
	return seat{ID: string(d.ID), Token: token}, nil
}

// advance brings every seat to its stage, several at a time.
func (h *house) advance(ctx context.Context, seats []seat, upTo stage) error {
	work, failed := make(chan seat), make(chan error, len(seats))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for s := range work {
				failed <- h.sit(ctx, s, upTo)
			}
		})
	}
	for _, s := range seats {
		work <- s
	}
	close(work)
	wg.Wait()
	for range seats {
		if err := <-failed; err != nil {
			return err
		}
	}
	return nil
}

func (h *house) sit(ctx context.Context, s seat, upTo stage) error {
	if upTo == seated {
		return nil
	}
	who, err := h.Devices.Actor(ctx, s.Token)
	if err != nil {
		return err
	}
	ctx = actor.With(ctx, who)
	sn, err := h.Exam.Connect(ctx, "zh-CN")
	if err != nil {
		return err
	}
	grip := exam.Grip{Sitting: sn.Sitting.ID, Epoch: sn.Epoch}
	confirmed := make([]exam.Confirmed, len(sn.Notices))
	for i, n := range sn.Notices {
		confirmed[i] = exam.Confirmed{Kind: n.Kind, Version: n.Version}
	}
	var nonce [16]byte
	_, _ = rand.Read(nonce[:])
	if _, err = h.Exam.Pledge(ctx, grip, confirmed, nonce, "zh-CN"); err != nil {
		return err
	}
	if _, err = h.Exam.Practised(ctx, grip, false, "zh-CN"); err != nil || upTo == practised {
		return err
	}
	_, err = h.Exam.Start(ctx, grip, "zh-CN")
	return err
}

package outpost

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Film is one closed piece of a recording that a room node made while the centre could not be reached: of a seat, or of the room.
type Film struct {
	ID            string // actor.NewID, made by the node
	Sitting       exam.SittingID
	Room          site.RoomID
	Seat          site.SeatID
	Track         string // which picture: empty the seat's camera, its screen, or a camera of the room (then Sitting is the room's id)
	Session       string
	From, To      time.Time // by the node's clock
	Size          int64     // bytes
	Width, Height int
	Frames        int
	Sounds        int
	Note          string
	SHA256        []byte // of its file
}

// digest is what a piece is known by: another content under its number is another one.
func (f Film) digest() (string, error) {
	raw, err := encoding.Marshal(f)
	return fmt.Sprintf("%x", sha256.Sum256(raw)), err
}

// FilmPart is what a node says, signed, of one piece: bytes of it from a place on. Without bytes it asks how much the centre has.
type FilmPart struct {
	Version int
	Key     []byte // the node's Ed25519 public key
	Film    Film
	At      int64
	Bytes   []byte
}

// FilmReceipt is the centre's answer.
type FilmReceipt struct {
	Have int64 // bytes, from the beginning
	Kept bool  // it stands in the record of its sitting: the node may forget it
}

const (
	// FilmChunk is how many bytes of a piece travel at once; the last part is shorter.
	FilmChunk = 512 << 10
	// MaxFilm is how large a piece may be.
	MaxFilm = 64 << 20
	// MaxFilmPart is the size of a part in bytes.
	MaxFilmPart = FilmChunk + 8<<10
	longestFilm = 15 * time.Minute
	filmOfRoom  = "ROOM" // Film.Track
	filmContext = "suikao outpost film v1\x00"
)

// filmSlack is how far the clock of a node that was cut off may have gone astray, and how long it may record after a sitting's end.
const filmSlack = time.Minute

// SignFilm encodes a part and signs it.
func (k Keys) SignFilm(p FilmPart) (raw, signature []byte, err error) {
	p.Version = wireVersion
	p.Key, _ = k.Public()
	if raw, err = encoding.Marshal(p); err != nil {
		return nil, nil, err
	}
	return raw, ed25519.Sign(k.sign, append([]byte(filmContext), raw...)), nil
}

// FilmHeld is what lies at a node of one sitting and is not handed back.
type FilmHeld struct {
	Sitting exam.SittingID
	Pieces  int
	From    time.Time // the oldest begins
}

// FilmMiss is a time that a node should have recorded, and of which it has nothing.
type FilmMiss struct {
	Sitting  exam.SittingID
	Seat     site.SeatID
	From, To time.Time // To is zero while it lasts
	Why      string    // MissFull or MissOver
}

// Why a node has nothing of a time.
const (
	MissFull = "FULL" // there was no room for recordings
	MissOver = "OVER" // it lay there for longer than a node keeps it
)

// FilmState is what a node says of its recordings with every statement.
type FilmState struct {
	Held   []FilmHeld // all
	Missed []FilmMiss // that the centre was not told of
}

// maxFilms bounds what one statement says of recordings.
const maxFilms = 500

// FilmUnder is a piece as the centre knows it: under way, or kept.
type FilmUnder struct {
	ID      string
	Node    NodeID
	Sitting exam.SittingID
	Digest  string
	Size    int64
	Have    int64
	BegunAt time.Time
	KeptAt  time.Time // zero: it is under way
}

// FilmMark is what a node said last of a sitting's pieces that lie there.
type FilmMark struct {
	FilmHeld
	Node      NodeID
	ToldAt    time.Time
	GivenUpAt time.Time // a named person decided without them; zero: nobody did
	GivenUpBy people.AccountID
	GivenName string
	GivenWhy  string
}

// FilmStore keeps what the centre knows of recordings at room nodes. Every method joins the transaction of the context.
type FilmStore interface {
	// FilmUnder returns one or ErrNoFilm.
	FilmUnder(ctx context.Context, id string) (FilmUnder, error)
	// AddFilm adds one; ErrFilmOther when its id exists.
	AddFilm(ctx context.Context, f FilmUnder) error
	// GrowFilm notes how much is here; false when it is not from any more, or the piece is kept.
	GrowFilm(ctx context.Context, id string, from, to int64) (bool, error)
	// CloseFilm notes that a piece is kept.
	CloseFilm(ctx context.Context, id string, at time.Time) error
	// StaleFilms lists pieces under way that were begun before, at most limit.
	StaleFilms(ctx context.Context, before time.Time, limit int) ([]FilmUnder, error)
	// DropFilm forgets a piece under way.
	DropFilm(ctx context.Context, id string) error
	// SetMarks replaces what a node said; what was given up stays given up. It returns the sittings of which nothing is left there.
	SetMarks(ctx context.Context, n NodeID, held []FilmHeld, at time.Time) (done []exam.SittingID, err error)
	// MarksOf lists what nodes said of a sitting.
	MarksOf(ctx context.Context, id exam.SittingID) ([]FilmMark, error)
	// MarksAt lists what a node said.
	MarksAt(ctx context.Context, n NodeID) ([]FilmMark, error)
	// GiveUpFilms notes a decision about all marks of a sitting.
	GiveUpFilms(ctx context.Context, id exam.SittingID, m FilmMark) error
	// FilmsAt counts the pieces that are awaited of each node.
	FilmsAt(ctx context.Context) (map[NodeID]int, error)
}

// Films is where pieces go: the file store and the record of what cameras saw are behind it.
type Films interface {
	// Put keeps bytes of a piece under way, durably; the same place again replaces them.
	Put(ctx context.Context, n NodeID, film string, at int64, b []byte) error
	// Read returns what was put from the beginning on, size bytes.
	Read(ctx context.Context, n NodeID, film string, size int64) ([]byte, error)
	// Drop forgets what was put.
	Drop(ctx context.Context, n NodeID, film string, size int64) error
	// Keep puts a whole piece into the record of its sitting, once. ErrFilmAltered: the content is not what f says of it. ErrFilmOther:
	// the record has another under its number.
	Keep(ctx context.Context, n NodeID, path string, f Film, content []byte) error
	// Missed tells the people on duty of a time that was not recorded.
	Missed(ctx context.Context, room site.RoomID, m FilmMiss) error
}

// openFilm reads a part. The signature is for the caller: ok says whether it fits.
func openFilm(raw, signature []byte) (p FilmPart, ok bool, err error) {
	if len(raw) > MaxFilmPart {
		return p, false, ErrStatement.Wrap(errSize)
	}
	if err := decoding.Unmarshal(raw, &p); err != nil {
		return p, false, ErrStatement.Wrap(err)
	}
	if p.Version != wireVersion || len(p.Key) != ed25519.PublicKeySize {
		return p, false, ErrStatement
	}
	return p, ed25519.Verify(p.Key, append([]byte(filmContext), raw...), signature), nil
}

// TakeFilm takes a part of a piece that a room node recorded. The last one brings the piece into the record of its sitting, once. What is
// there already changes nothing, in whatever order parts come: the receipt says where to go on. Errors: ErrStatement, ErrSignature,
// ErrUnknownNode; for good ErrFilm, ErrNotYours, ErrFilmPlace, ErrFilmOther, ErrFilmAltered, which are on the trail and raise an alarm.
func (c *Centre) TakeFilm(ctx context.Context, raw, signature []byte) (FilmReceipt, error) {
	p, signed, err := openFilm(raw, signature)
	if err != nil {
		return FilmReceipt{}, err
	}
	n, err := c.d.Store.NodeByKey(ctx, p.Key)
	if err == nil && !n.RevokedAt.IsZero() {
		err = ErrUnknownNode
	}
	if err != nil {
		return FilmReceipt{}, err
	}
	ctx = actor.AsSystem(ctx, "outpost "+string(n.ID))
	if !signed {
		return FilmReceipt{}, c.refuseFilm(ctx, n, p.Film, n.OrgPath, ErrSignature)
	}
	path, err := c.mayReturn(ctx, n, p.Film)
	if err != nil {
		return FilmReceipt{}, c.refuseFilm(ctx, n, p.Film, n.OrgPath, err)
	}
	u, err := c.filmUnder(ctx, n, p.Film)
	if err == nil && u.KeptAt.IsZero() {
		u, err = c.grow(ctx, u, p)
	}
	if err == nil && u.KeptAt.IsZero() && u.Have == u.Size {
		u, err = c.whole(ctx, n, path, u, p.Film)
	}
	if err != nil {
		return FilmReceipt{}, c.refuseFilm(ctx, n, p.Film, path, err)
	}
	return FilmReceipt{Have: u.Have, Kept: !u.KeptAt.IsZero()}, nil
}

// mayReturn checks that a node held the sitting at the seat in the time of a piece, and returns the sitting's organisation.
func (c *Centre) mayReturn(ctx context.Context, n Node, f Film) (string, error) {
	long := f.To.Sub(f.From)
	ofRoom := f.Track == filmOfRoom
	if len(f.ID) != 26 || len(f.Session) != 26 || len(f.SHA256) != sha256.Size || f.Size < 1 || f.Size > MaxFilm || f.Track != "" && f.Track != "SCREEN" && !ofRoom ||
		long <= 0 || long > longestFilm || len(f.Note) > 20 || actor.CheckText(f.ID+f.Session+f.Note) != nil || f.Frames < 1 || f.Width < 1 || f.Height < 1 || f.Sounds < 0 {
		return "", ErrFilm
	}
	if ofRoom { // a node is believed about its own room
		switch {
		case f.Room != n.Room, string(f.Sitting) != string(f.Room):
			return "", ErrNotYours
		case f.From.Before(n.EnrolledAt.Add(-filmSlack)), f.To.After(c.now().Add(filmSlack)):
			return "", ErrFilmPlace
		}
		return n.OrgPath, nil
	}
	h, err := c.d.Store.Hold(ctx, f.Sitting)
	if errors.Is(err, ErrNoHold) || err == nil && (h.Room != n.Room || n.ID != h.Node && n.ID != h.First) {
		return "", ErrNotYours
	}
	if err != nil {
		return "", err
	}
	switch {
	case f.Room != h.Room, h.Seat != "" && f.Seat != h.Seat, f.From.Before(h.HandedAt.Add(-filmSlack)), f.To.After(c.now().Add(filmSlack)),
		!h.ClosedAt.IsZero() && f.From.After(h.ClosedAt.Add(filmSlack)):
		return "", ErrFilmPlace
	}
	return h.OrgPath, nil
}

// filmUnder returns what is known of a piece, and notes one that is new.
func (c *Centre) filmUnder(ctx context.Context, n Node, f Film) (FilmUnder, error) {
	digest, err := f.digest()
	if err != nil {
		return FilmUnder{}, err
	}
	u, err := c.d.FilmStore.FilmUnder(ctx, f.ID)
	if errors.Is(err, ErrNoFilm) {
		u = FilmUnder{ID: f.ID, Node: n.ID, Sitting: f.Sitting, Digest: digest, Size: f.Size, BegunAt: c.now()}
		err = c.d.Store.InTx(ctx, func(ctx context.Context) error { return c.d.FilmStore.AddFilm(ctx, u) })
		if errors.Is(err, ErrFilmOther) { // in this moment
			u, err = c.d.FilmStore.FilmUnder(ctx, f.ID)
		}
	}
	if err == nil && (u.Node != n.ID || u.Digest != digest) {
		err = ErrFilmOther
	}
	return u, err
}

// grow puts the bytes of a part by, where they are the next ones.
func (c *Centre) grow(ctx context.Context, u FilmUnder, p FilmPart) (FilmUnder, error) {
	if len(p.Bytes) == 0 || p.At != u.Have {
		return u, nil
	}
	if int64(len(p.Bytes)) != min(FilmChunk, u.Size-u.Have) {
		return u, ErrFilm
	}
	if err := c.d.Films.Put(ctx, u.Node, u.ID, p.At, p.Bytes); err != nil {
		return u, err
	}
	to := u.Have + int64(len(p.Bytes))
	grown := false
	err := c.d.Store.InTx(ctx, func(ctx context.Context) (err error) {
		grown, err = c.d.FilmStore.GrowFilm(ctx, u.ID, u.Have, to)
		return err
	})
	if err == nil && !grown { // the same part came twice at once
		return c.d.FilmStore.FilmUnder(ctx, u.ID)
	}
	u.Have = to
	return u, err
}

// whole brings a piece that is here into the record of its sitting. Content that is not what was signed starts from the beginning.
func (c *Centre) whole(ctx context.Context, n Node, path string, u FilmUnder, f Film) (FilmUnder, error) {
	content, err := c.d.Films.Read(ctx, n.ID, u.ID, u.Size)
	if err != nil {
		return u, err
	}
	err = ErrFilmAltered
	if sum := sha256.Sum256(content); string(sum[:]) == string(f.SHA256) {
		err = c.d.Films.Keep(ctx, n.ID, path, f, content)
	}
	if errors.Is(err, ErrFilmAltered) || errors.Is(err, ErrFilmOther) {
		return u, errors.Join(err, c.dropFilm(ctx, u))
	}
	if err != nil {
		return u, err
	}
	u.KeptAt = c.now()
	if err := c.d.Store.InTx(ctx, func(ctx context.Context) error { return c.d.FilmStore.CloseFilm(ctx, u.ID, u.KeptAt) }); err != nil {
		return u, err
	}
	if err := c.d.Films.Drop(ctx, n.ID, u.ID, u.Size); err != nil {
		c.d.Log.Warn("parts of a kept recording were not removed", "film", u.ID, "err", err)
	}
	return u, nil
}

func (c *Centre) dropFilm(ctx context.Context, u FilmUnder) error {
	if err := c.d.Films.Drop(ctx, u.Node, u.ID, u.Size); err != nil {
		return err
	}
	return c.d.Store.InTx(ctx, func(ctx context.Context) error { return c.d.FilmStore.DropFilm(ctx, u.ID) })
}

// toldFilm is how long one alarm stands for what a node is refused of a sitting for the same reason.
const toldFilm = 10 * time.Minute

// refuseFilm puts a refusal on the trail, raises an alarm, and returns it; what went wrong at the centre it only returns.
func (c *Centre) refuseFilm(ctx context.Context, n Node, f Film, path string, why error) error {
	var bad *fault.Error
	if !errors.As(why, &bad) || bad.Kind() == fault.Internal || bad.Kind() == fault.Unavailable {
		return why
	}
	key := string(n.ID) + " " + string(f.Sitting) + " " + bad.Code()
	if !c.films.first(key, c.now()) {
		return why
	}
	detail := map[string]string{"node": string(n.ID), "sitting": cutText(string(f.Sitting), 26), "film": cutText(f.ID, 26), "code": bad.Code()}
	err := c.d.Store.InTx(ctx, func(ctx context.Context) error {
		if err := c.record(ctx, "outpost.film_refused", "outpost:"+string(n.ID), path, detail); err != nil {
			return err
		}
		return c.emit(ctx, TopicFilmRefused, string(n.ID)+cutText(f.ID, 26), detail)
	})
	if err != nil {
		c.films.forget(key)
		return err
	}
	c.d.Log.Error("a recording of a room node was refused", "node", n.ID, "sitting", detail["sitting"], "film", detail["film"], "why", bad.Code())
	return why
}

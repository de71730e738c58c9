package device

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/booking"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// Endpoint is where a room's bridge answers, and what else of the room's hardware the server drives.
type Endpoint struct {
	URL      string // base, "https://10.0.3.7:8443"; http only for loopback. Empty: no bridge, only what stands below
	Secret   string
	Scanner  bool        // the bridge has a scanner for tickets
	Wires    bool        // the bridge knows door contact, fire panel, panic button, mains
	Counter  bool        // the bridge knows how many people the room's camera counts
	Detector bool        // its wires have a detector before the inner door
	Lockers  int         // how many lockers it opens
	Door     *DoorConfig // a door that the server drives itself instead of the bridge
	Face     *FaceConfig // the room's edge device for faces
}

// check refuses an address over which the secret and card numbers would travel in the clear.
func (e Endpoint) check() error {
	u, err := url.Parse(e.URL)
	if err != nil {
		return err
	}
	host := u.Hostname()
	local := host == "localhost" || strings.HasPrefix(host, "127.") || host == "::1"
	if u.Scheme != "https" && (u.Scheme != "http" || !local) {
		return fmt.Errorf("device: bridge %s must use https", u.Host)
	}
	if len(e.Secret) < 16 {
		return errors.New("device: a bridge's secret has 16 characters or more")
	}
	return nil
}

// Bridge reads cards and opens doors through the rooms' bridges. It is safe for concurrent use.
type Bridge struct {
	rooms   map[site.RoomID]Endpoint
	timeout time.Duration
	client  *http.Client
}

var (
	_ booking.CardReader = (*Bridge)(nil)
	_ booking.Door       = (*Bridge)(nil)
)

// NewBridge returns a Bridge for the rooms. A call takes at most timeout. client carries the trusted certificates.
func NewBridge(rooms map[site.RoomID]Endpoint, timeout time.Duration, client *http.Client) (*Bridge, error) {
	for room, e := range rooms {
		if err := e.check(); err != nil {
			return nil, fmt.Errorf("room %s: %w", room, err)
		}
	}
	return &Bridge{rooms: rooms, timeout: timeout, client: client}, nil
}

// Read implements booking.CardReader.
func (b *Bridge) Read(ctx context.Context, room site.RoomID) (booking.Card, error) {
	var m cardMessage
	if err := b.call(ctx, room, "/v1/card/read", struct{}{}, &m); err != nil {
		return booking.Card{}, booking.ErrReaderDown.Wrap(err)
	}
	return m.card()
}

// card turns an answer of card/read into a card or the failure it stands for.
func (m cardMessage) card() (booking.Card, error) {
	switch m.Status {
	case statusOK:
	case statusNoCard:
		return booking.Card{}, booking.ErrCardNone
	case statusUnreadable:
		return booking.Card{}, booking.ErrCardUnreadable
	default:
		return booking.Card{}, booking.ErrReaderDown.Wrap(fmt.Errorf("device: card status %.20q", m.Status))
	}
	c := booking.Card{DocKind: m.DocKind, Number: m.Number, Name: m.Name}
	if m.ValidTo != "" {
		d, err := actor.ParseDate(m.ValidTo)
		if err != nil {
			return booking.Card{}, booking.ErrCardUnreadable.Wrap(errors.New("device: valid_to is no date"))
		}
		c.ValidTo = d
	}
	if c.Number == "" || c.Name == "" || c.DocKind == "" {
		return booking.Card{}, booking.ErrCardUnreadable
	}
	return c, nil
}

// Open implements booking.Door.
func (b *Bridge) Open(ctx context.Context, room site.RoomID, command string) error {
	var a doorAnswer
	if err := b.call(ctx, room, "/v1/door/open", doorCommand{command}, &a); err != nil {
		return booking.ErrDoorDown.Wrap(err)
	}
	if a.Status != statusOpened && a.Status != statusDuplicate {
		return booking.ErrDoorDown.Wrap(fmt.Errorf("device: door status %.20q", a.Status))
	}
	return nil
}

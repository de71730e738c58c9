package app

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/terminal"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/intercom"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/web/api"
)

// lookFor is how long a live view lasts at most; rights are looked at when it begins.
const lookFor = 10 * time.Minute

// lookAct is what a web node asks of the media server for an officer whose rights it has checked.
type lookAct struct {
	Do      string    `json:"do"` // watch, renew, talk, hush, end, or whose: who is seen in a view, also in somebody else's
	By      string    `json:"by"`
	Seat    string    `json:"seat,omitempty"`
	Session string    `json:"session,omitempty"`
	Offer   string    `json:"offer,omitempty"`
	At      time.Time `json:"at"`
}

// looked is the answer.
type looked struct {
	Session string       `json:"session,omitempty"`
	Answer  string       `json:"answer,omitempty"`
	Source  media.Source `json:"source,omitzero"`
}

// looker brings an act to the media server: of this process, or of the media node.
type looker func(ctx context.Context, act lookAct) (looked, error)

// look does what a web node asks.
func (p *mediaPart) look(ctx context.Context, act lookAct) (out looked, err error) {
	s := p.server.Load()
	if s == nil {
		return out, media.ErrAway
	}
	switch act.Do {
	case "watch":
		out.Session, out.Answer, err = s.Watch(ctx, media.View{By: act.By, Seats: []site.SeatID{site.SeatID(act.Seat)}, For: lookFor}, act.Offer)
	case "renew":
		out.Answer, err = s.RenewView(ctx, act.Session, act.By, act.Offer)
	case "talk", "hush":
		out.Source, err = s.Talk(act.Session, act.By, act.Do == "talk")
	case "end":
		err = s.EndView(act.Session, act.By)
	case "whose":
		out.Source, _ = s.Viewed(act.Session)
	}
	return out, err
}

// lives implements api.LiveViews.
type lives struct {
	recordings *recording.Service
	gates      *intercom.Service
	look       looker
}

// Watch implements api.LiveViews.
func (l lives) Watch(ctx context.Context, seat site.SeatID, offer string) (session, answer string, err error) {
	if _, err := l.recordings.Look(ctx, seat); err != nil {
		return "", "", err
	}
	out, err := l.look(ctx, lookAct{Do: "watch", By: actor.From(ctx).ID, Seat: string(seat), Offer: offer})
	return out.Session, out.Answer, err
}

// WatchGate implements api.LiveViews. For the media server a gate is a source like a seat, named after its terminal.
func (l lives) WatchGate(ctx context.Context, gate terminal.ID, offer string) (session, answer string, err error) {
	if _, err := l.gates.Look(ctx, gate); err != nil {
		return "", "", err
	}
	out, err := l.look(ctx, lookAct{Do: "watch", By: actor.From(ctx).ID, Seat: string(gate), Offer: offer})
	return out.Session, out.Answer, err
}

// Renew implements api.LiveViews.
func (l lives) Renew(ctx context.Context, session, offer string) (string, error) {
	out, err := l.look(ctx, lookAct{Do: "renew", By: actor.From(ctx).ID, Session: session, Offer: offer})
	return out.Answer, l.refused(ctx, session, err)
}

// refused puts on the trail that somebody named a view that another person looks through. Both are told the same: it is over.
func (l lives) refused(ctx context.Context, session string, err error) error {
	if !errors.Is(err, media.ErrNoViewer) {
		return err
	}
	out, bad := l.look(ctx, lookAct{Do: "whose", Session: session})
	switch src := out.Source; {
	case bad != nil || src.Seat == "":
		return err
	case src.Gate:
		bad = l.gates.Refused(ctx, intercom.Place{Gate: terminal.ID(src.Seat), Room: src.Room, OrgPath: src.OrgPath})
	default:
		bad = l.recordings.Refused(ctx, recording.Place{Room: src.Room, Seat: src.Seat, Sitting: src.Sitting, OrgPath: src.OrgPath})
	}
	return cmp.Or(bad, err)
}

// Talk implements api.LiveViews. Words that cannot be put on the trail are not passed on.
func (l lives) Talk(ctx context.Context, session string, on bool) error {
	act := lookAct{Do: "hush", By: actor.From(ctx).ID, Session: session}
	if on {
		act.Do = "talk"
	}
	out, err := l.look(ctx, act)
	if err != nil {
		return l.refused(ctx, session, err)
	}
	src := out.Source
	if src.Seat == "" { // the seat is gone; nobody hears anything
		return nil
	}
	if src.Gate {
		err = l.gates.Spoke(ctx, intercom.Place{Gate: terminal.ID(src.Seat), Room: src.Room, OrgPath: src.OrgPath}, on)
	} else {
		err = l.recordings.Spoke(ctx, recording.Place{Room: src.Room, Seat: src.Seat, Sitting: src.Sitting, OrgPath: src.OrgPath}, on)
	}
	if err != nil && on {
		act.Do = "hush"
		_, _ = l.look(context.WithoutCancel(ctx), act)
	}
	return err
}

// End implements api.LiveViews.
func (l lives) End(ctx context.Context, session string) error {
	_, err := l.look(ctx, lookAct{Do: "end", By: actor.From(ctx).ID, Session: session})
	return l.refused(ctx, session, err)
}

// lives makes the live views of this node.
func (a *App) lives() api.LiveViews {
	l := lives{recordings: a.Recordings, gates: a.intercom()}
	if a.media != nil {
		l.look = a.media.look
	}
	if a.cfg.Role == "web" && a.cfg.Media.URL != "" {
		l.look = farLooker(a.cfg.Media.URL, a.liveKey(), &http.Client{Timeout: passTime})
	}
	return l
}

const (
	livePath  = "/media/live"
	signature = "X-SuiKao-Signature"
	signedFor = time.Minute // how far the clocks of a web node and a media node may be apart
	liveLimit = 128 << 10
)

// liveKey signs what web nodes ask of the media node: both have the key file.
func (b *base) liveKey() []byte { return b.ring.Derive("media.live", 32) }

func sign(key, body []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

// farLooker asks the media node at url. Signatures go by the machine's clock, whatever a demo's clock says.
func farLooker(url string, key []byte, client *http.Client) looker {
	return func(ctx context.Context, act lookAct) (out looked, err error) {
		act.At = time.Now()
		res, err := postSigned(ctx, client, strings.TrimSuffix(url, "/")+livePath, key, act)
		if err != nil {
			return out, err
		}
		defer func() { _ = res.Body.Close() }()
		answer, err := io.ReadAll(io.LimitReader(res.Body, liveLimit))
		if err != nil {
			return out, media.ErrAway.Wrap(err)
		}
		if res.StatusCode != http.StatusOK {
			return out, liveFault(answer)
		}
		return out, json.Unmarshal(answer, &out)
	}
}

// postSigned asks a media node for an act.
func postSigned(ctx context.Context, client *http.Client, address string, key []byte, act any) (*http.Response, error) {
	body, err := json.Marshal(act)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set(signature, sign(key, body))
	res, err := client.Do(req)
	if err != nil {
		return nil, media.ErrAway.Wrap(err)
	}
	return res, nil
}

// readSigned reads an act that a web node asks for; false for one that none has signed.
func readSigned(w http.ResponseWriter, r *http.Request, key []byte, act any) bool {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, liveLimit))
	return err == nil && hmac.Equal([]byte(sign(key, body)), []byte(r.Header.Get(signature))) && json.Unmarshal(body, act) == nil
}

// liveFault finds the fault that a media node answered with; what is not known here is that it is away.
func liveFault(body []byte) error {
	var p struct {
		Code string `json:"code"`
	}
	_ = json.Unmarshal(body, &p)
	for _, f := range []*fault.Error{media.ErrOffer, media.ErrNoCamera, media.ErrViewers, media.ErrNoViewer, media.ErrNoVoice, media.ErrTalking, media.ErrTooOften, media.ErrNoRoomCamera} {
		if f.Code() == p.Code {
			return f
		}
	}
	return media.ErrAway
}

// serveLive takes what web nodes ask of this media node.
func (m *Media) serveLive(mux *http.ServeMux) {
	key := m.liveKey()
	mux.HandleFunc("POST "+livePath, func(w http.ResponseWriter, r *http.Request) {
		var act lookAct
		if !readSigned(w, r, key, &act) || time.Since(act.At).Abs() > signedFor || !slices.Contains([]string{"watch", "renew", "talk", "hush", "end", "whose"}, act.Do) {
			http.NotFound(w, r)
			return
		}
		out, err := m.part.look(r.Context(), act)
		if err != nil {
			api.WriteProblem(w, r, fault.From(err))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(out)
	})
}

// onDuty tells who has a shift in a room.
func onDuty(duty site.DutyStore) func(context.Context, site.RoomID, people.AccountID, time.Time) (bool, error) {
	return func(ctx context.Context, room site.RoomID, who people.AccountID, at time.Time) (bool, error) {
		shifts, err := duty.ShiftsOfRoom(ctx, room, at, at.Add(time.Second))
		return slices.ContainsFunc(shifts, func(sh site.Shift) bool { return sh.Officer == who || sh.Second == who }), err
	}
}

// relayHours is how long a relay's word is good: longer than any sitting.
const relayHours = 12 * time.Hour

// relaySecret is what the relay of this installation and its web nodes share; that of another relay is configured.
func (b *base) relaySecret() string {
	if t := b.cfg.Media.Turn; t.Secret != "" {
		return t.Secret
	}
	return hex.EncodeToString(b.ring.Derive("media.turn", 32))
}

// relays tells seats and officers which relays they may use.
func (b *base) relays() func(context.Context) []api.IceServer {
	return func(ctx context.Context) []api.IceServer {
		urls := b.cfg.Media.Turn.List()
		if len(urls) == 0 {
			return nil
		}
		a := actor.From(ctx)
		who := a.Seat
		if who == "" {
			who = a.ID
		}
		name, word := media.RelayCredential(b.relaySecret(), who, time.Now().Add(relayHours))
		return []api.IceServer{{URLs: urls, Username: name, Credential: word}}
	}
}

// missing tells the release how long a seat's camera was away; nil where seats have no cameras.
func (b *base) missing(r *recording.Service) func(context.Context, exam.Sitting) (time.Duration, error) {
	if !b.cfg.Cameras() {
		return nil
	}
	return r.Missing
}

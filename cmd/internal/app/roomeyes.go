package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/site"
	sitestore "github.com/suikao/suikao/exam/site/store"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/proctor/media"
	"github.com/suikao/suikao/proctor/recording"
	"github.com/suikao/suikao/web/api"
)

// eyeAct is what a web node asks of the media server about the cameras of a room, for an officer whose rights it has checked.
type eyeAct struct {
	Do   string      `json:"do"` // list, live or still
	Room site.RoomID `json:"room"`
	No   int         `json:"no"`
	At   time.Time   `json:"at"`
}

// eyed is the answer. Who gets a Body closes it.
type eyed struct {
	Eyes []media.RoomEye
	Type string
	At   time.Time
	Body io.ReadCloser
}

// eyer brings an act to the media server: of this process, or of the media node.
type eyer func(ctx context.Context, act eyeAct) (eyed, error)

// eye does what a web node asks.
func (p *mediaPart) eye(ctx context.Context, act eyeAct) (out eyed, err error) {
	s := p.server.Load()
	if s == nil {
		return out, media.ErrAway
	}
	switch act.Do {
	case "list":
		out.Eyes = s.RoomEyes(act.Room)
	case "live":
		v, err := s.WatchRoom(act.Room, act.No, lookFor)
		if err != nil {
			return out, err
		}
		out.Type, out.Body = v.Type, v
	case "still":
		b, at, err := s.RoomStill(ctx, act.Room, act.No)
		if err != nil {
			return out, err
		}
		out.Type, out.At, out.Body = "image/jpeg", at, io.NopCloser(bytes.NewReader(b))
	}
	return out, nil
}

// roomEyes implements api.RoomEyes.
type roomEyes struct {
	recordings *recording.Service
	eye        eyer
}

// Cameras implements api.RoomEyes.
func (e roomEyes) Cameras(ctx context.Context, room site.RoomID) ([]media.RoomEye, error) {
	if err := e.recordings.MayLookAtRoom(ctx, room); err != nil {
		return nil, err
	}
	out, err := e.eye(ctx, eyeAct{Do: "list", Room: room})
	return out.Eyes, err
}

// Live implements api.RoomEyes.
func (e roomEyes) Live(ctx context.Context, room site.RoomID, no int) (string, io.ReadCloser, error) {
	if err := e.recordings.LookAtRoom(ctx, room, no); err != nil {
		return "", nil, err
	}
	out, err := e.eye(ctx, eyeAct{Do: "live", Room: room, No: no})
	return out.Type, out.Body, err
}

// Still implements api.RoomEyes.
func (e roomEyes) Still(ctx context.Context, room site.RoomID, no int) ([]byte, time.Time, error) {
	if err := e.recordings.LookAtRoom(ctx, room, no); err != nil {
		return nil, time.Time{}, err
	}
	out, err := e.eye(ctx, eyeAct{Do: "still", Room: room, No: no})
	if err != nil {
		return nil, time.Time{}, err
	}
	b, err := io.ReadAll(io.LimitReader(out.Body, stillMost))
	return b, out.At, errors.Join(err, out.Body.Close())
}

const (
	eyePath   = "/media/rooms"
	eyeTime   = "X-SuiKao-Time" // of a still
	stillMost = 8 << 20
)

// roomEyes makes the views of the cameras of rooms of this node; without a media server there are none.
func (a *App) roomEyes() api.RoomEyes {
	e := roomEyes{recordings: a.Recordings}
	switch {
	case a.cfg.Role == "web" && a.cfg.Media.URL != "":
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.ResponseHeaderTimeout = passTime // a stream itself lasts as long as somebody looks
		e.eye = farEyer(a.cfg.Media.URL, a.liveKey(), &http.Client{Transport: transport})
	case a.media != nil:
		e.eye = a.media.eye
	default:
		e.eye = func(context.Context, eyeAct) (eyed, error) { return eyed{}, media.ErrNoRoomCamera }
	}
	return e
}

// farEyer asks the media node at url, signed as farLooker does.
func farEyer(url string, key []byte, client *http.Client) eyer {
	return func(ctx context.Context, act eyeAct) (out eyed, err error) {
		act.At = time.Now()
		res, err := postSigned(ctx, client, strings.TrimSuffix(url, "/")+eyePath, key, act)
		if err != nil {
			return out, err
		}
		if res.StatusCode == http.StatusOK && act.Do != "list" {
			out.Type, out.Body = res.Header.Get("Content-Type"), res.Body
			out.At, _ = time.Parse(time.RFC3339Nano, res.Header.Get(eyeTime))
			return out, nil
		}
		defer func() { _ = res.Body.Close() }()
		answer, err := io.ReadAll(io.LimitReader(res.Body, liveLimit))
		if err != nil {
			return out, media.ErrAway.Wrap(err)
		}
		if res.StatusCode != http.StatusOK {
			return out, liveFault(answer)
		}
		return out, json.Unmarshal(answer, &out.Eyes)
	}
}

// serveEyes takes what web nodes ask of this media node about the cameras of rooms.
func (m *Media) serveEyes(mux *http.ServeMux) {
	key := m.liveKey()
	mux.HandleFunc("POST "+eyePath, func(w http.ResponseWriter, r *http.Request) {
		var act eyeAct
		if !readSigned(w, r, key, &act) || time.Since(act.At).Abs() > signedFor || !slices.Contains([]string{"list", "live", "still"}, act.Do) {
			http.NotFound(w, r)
			return
		}
		out, err := m.part.eye(r.Context(), act)
		if err != nil {
			api.WriteProblem(w, r, fault.From(err))
			return
		}
		if out.Body == nil {
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(out.Eyes)
			return
		}
		if !out.At.IsZero() {
			w.Header().Set(eyeTime, out.At.Format(time.RFC3339Nano))
		}
		api.PassOn(w, r, out.Type, out.Body)
	})
}

// roomPath tells which organisation a room belongs to.
func (b *base) roomPath() func(context.Context, site.RoomID) (string, error) {
	places := sitestore.New(b.db)
	return func(ctx context.Context, id site.RoomID) (string, error) {
		r, err := places.Room(ctx, id)
		return r.OrgPath, err
	}
}

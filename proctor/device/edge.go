package device

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/proctor/face"
)

// FaceConfig is a room's edge device for faces: it sees the room's cameras, compares, and lets out result and score alone.
type FaceConfig struct {
	URL    string `json:"url"`
	Secret string `json:"secret"`
	Device string `json:"device"`           // its name in its statements
	Key    string `json:"key"`              // Ed25519 public key, base64
	Card   bool   `json:"card,omitempty"`   // it reads the picture in the card's chip by itself
	Seats  bool   `json:"seats,omitempty"`  // it sees the seats' cameras, too
	TimeMS int    `json:"timeMs,omitempty"` // how long a comparison may take, 0 means 5000
}

// maxFaceBody is the largest body of the face protocol in bytes: a picture of a registration has 40 KB.
const maxFaceBody = 256 << 10

// faceAsk is the body of face/match and face/forget.
type faceAsk struct {
	Challenge string `json:"challenge"`
	Template  string `json:"template"`
	Purpose   string `json:"purpose,omitempty"`
	Camera    string `json:"camera,omitempty"`
	Reference string `json:"reference,omitempty"` // card, picture, template
	Picture   string `json:"picture,omitempty"`   // base64, with reference picture
}

// faceAnswer is what an edge device answers.
type faceAnswer struct {
	Status    string `json:"status"` // done, forgotten, unknown, no_face, several, failed
	Challenge string `json:"challenge,omitempty"`
	Template  string `json:"template,omitempty"`
	Result    string `json:"result,omitempty"`     // same, other
	Score     int    `json:"score,omitempty"`      // 0 to 1000
	Live      bool   `json:"live,omitempty"`       // a living person
	LiveScore int    `json:"live_score,omitempty"` // 0 to 1000
	Device    string `json:"device,omitempty"`
	At        string `json:"at,omitempty"` // RFC 3339
	Signature string `json:"signature,omitempty"`
}

type edge struct {
	c      FaceConfig
	key    ed25519.PublicKey
	client *http.Client
	span   time.Duration
}

func newEdge(c FaceConfig, client *http.Client) (*edge, error) {
	if err := (Endpoint{URL: c.URL, Secret: c.Secret}).check(); err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(c.Key)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, errors.New("device: a face device has an Ed25519 public key of 32 bytes in base64")
	}
	if c.Device == "" || len(c.Device) > 40 {
		return nil, errors.New("device: a face device has a name of at most 40 characters")
	}
	e := &edge{c: c, key: key, client: client, span: time.Duration(c.TimeMS) * time.Millisecond}
	if e.span <= 0 || e.span > 20*time.Second {
		e.span = 5 * time.Second
	}
	return e, nil
}

func (e *edge) match(ctx context.Context, a face.Ask) (face.Statement, error) {
	q := faceAsk{Challenge: a.Challenge, Template: string(a.Template), Purpose: string(a.Purpose), Camera: a.Camera, Reference: "template"}
	switch a.Source {
	case face.FromCard:
		q.Reference = "card"
	case face.FromEnrolment:
		q.Reference, q.Picture = "picture", base64.StdEncoding.EncodeToString(a.Picture)
	}
	raw, err := e.call(ctx, "/v1/face/match", q)
	if err != nil {
		return face.Statement{}, err
	}
	return faceStatement(raw, e.key, e.c.Device, a.Challenge, string(a.Template))
}

func (e *edge) forget(ctx context.Context, template face.TemplateID, challenge string) (face.Statement, error) {
	raw, err := e.call(ctx, "/v1/face/forget", faceAsk{Challenge: challenge, Template: string(template)})
	if err != nil {
		return face.Statement{}, err
	}
	st, err := faceStatement(raw, e.key, e.c.Device, challenge, string(template))
	if err == nil && st.Kind != face.Forgotten {
		err = face.ErrCameraDown.Wrap(errors.New("device: the edge did not say that it forgot"))
	}
	return st, err
}

// faceStatement reads an edge's answer and believes nothing in it that is not signed by the device's key, for this very
// challenge and template.
func faceStatement(raw []byte, key ed25519.PublicKey, device, challenge, template string) (face.Statement, error) {
	var a faceAnswer
	down := func(why string) (face.Statement, error) {
		return face.Statement{}, face.ErrCameraDown.Wrap(errors.New("device: " + why))
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields() // an edge that lets out more than this is not to be used
	if d.Decode(&a) != nil || d.More() {
		return down("the edge's answer is not of the protocol")
	}
	st := face.Statement{Challenge: a.Challenge, Template: face.TemplateID(a.Template), Device: a.Device}
	switch a.Status {
	case "no_face":
		return st, face.ErrNoFace
	case "several":
		return st, face.ErrSeveralFaces
	case "done":
		st.Kind, st.Same, st.Score, st.Live, st.LiveScore = face.Matched, a.Result == "same", a.Score, a.Live, a.LiveScore
		if a.Result != "same" && a.Result != "other" || !upTo1000(a.Score) || !upTo1000(a.LiveScore) {
			return down("the edge's figures are out of range")
		}
	case "forgotten", "unknown":
		st.Kind = face.Forgotten
	default:
		return down(fmt.Sprintf("edge status %.20q", a.Status))
	}
	at, err := time.Parse(time.RFC3339, a.At)
	signature, bad := base64.StdEncoding.DecodeString(a.Signature)
	st.At, st.Signature = at.UTC(), signature
	switch {
	case err != nil || bad != nil:
		return down("the edge's time or signature cannot be read")
	case a.Challenge != challenge || a.Template != template || a.Device != device:
		return down("the edge answers another question")
	case !ed25519.Verify(key, st.Bytes(), signature):
		return down("the edge's signature does not verify")
	}
	return st, nil
}

func upTo1000(n int) bool { return n >= 0 && n <= 1000 }

func (e *edge) call(ctx context.Context, path string, q faceAsk) ([]byte, error) {
	ctx, stop := context.WithTimeout(ctx, e.span)
	defer stop()
	raw, err := post(ctx, e.client, Endpoint{URL: e.c.URL, Secret: e.c.Secret}, path, q, maxBody)
	if err != nil {
		return nil, face.ErrCameraDown.Wrap(err)
	}
	return raw, nil
}

// post sends one question of the protocols to a device and returns its answer of at most limit bytes.
func post(ctx context.Context, client *http.Client, e Endpoint, path string, in any, limit int64) ([]byte, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(e.URL, "/")+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+e.Secret)
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("device: bridge answered %d", res.StatusCode)
	}
	raw, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) > limit {
		return nil, errors.New("device: the bridge's answer is too long")
	}
	return raw, nil
}

// Has implements face.Edge.
func (h *House) Has(at site.RoomID) bool { return h.edges[at] != nil }

// ReadsCards implements face.Edge.
func (h *House) ReadsCards(at site.RoomID) bool { return h.edges[at] != nil && h.edges[at].c.Card }

// SeesSeats implements face.Edge.
func (h *House) SeesSeats(at site.RoomID) bool { return h.edges[at] != nil && h.edges[at].c.Seats }

// Match implements face.Edge.
func (h *House) Match(ctx context.Context, at site.RoomID, a face.Ask) (face.Statement, error) {
	e := h.edges[at]
	if e == nil {
		return face.Statement{}, face.ErrCameraDown
	}
	return e.match(ctx, a)
}

// Forget implements face.Edge.
func (h *House) Forget(ctx context.Context, at site.RoomID, template face.TemplateID, challenge string) (face.Statement, error) {
	e := h.edges[at]
	if e == nil {
		return face.Statement{}, face.ErrCameraDown
	}
	return e.forget(ctx, template, challenge)
}

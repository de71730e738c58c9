package app

import (
	"bytes"
	"context"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/exam/outpost"
)

// mirrorPath is where a room node takes the messages of the other one.
const mirrorPath = "/mirror"

// most bytes of a message between two nodes: a whole room with open papers and journals.
const maxMirror = 64 << 20

// otherNode speaks to the other room node of a pair.
type otherNode struct {
	url, secret string
	client      *http.Client
}

// newOtherNode returns the line to the other node; nil where the room has one node only.
func newOtherNode(m config.Mirror) (*otherNode, error) {
	if m.Peer == "" {
		return nil, nil
	}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy = nil
	if m.CA != "" {
		pem, err := os.ReadFile(m.CA)
		if err != nil {
			return nil, fmt.Errorf("room.mirror.ca: %w", err)
		}
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(pem) {
			return nil, errors.New("room.mirror.ca: holds no certificate")
		}
		t.TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
	}
	return &otherNode{strings.TrimRight(m.Peer, "/") + mirrorPath, m.Secret, &http.Client{Timeout: 5 * time.Second, Transport: t}}, nil
}

// Mirror implements outpost.Peer.
func (o *otherNode) Mirror(ctx context.Context, m outpost.MirrorMessage) (outpost.MirrorReply, error) {
	body, err := outpost.EncodeMirror(m)
	if err != nil {
		return outpost.MirrorReply{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, o.url, bytes.NewReader(body))
	if err != nil {
		return outpost.MirrorReply{}, err
	}
	req.Header.Set("Authorization", "Bearer "+o.secret)
	resp, err := o.client.Do(req)
	if err != nil {
		return outpost.MirrorReply{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 4<<20))
	if err != nil {
		return outpost.MirrorReply{}, err
	}
	if resp.StatusCode != http.StatusOK {
		return outpost.MirrorReply{}, fmt.Errorf("the other room node answered %d", resp.StatusCode)
	}
	return outpost.DecodeMirrorReply(raw)
}

// mirrored takes a message of the other node.
func (r *Room) mirrored(w http.ResponseWriter, req *http.Request) {
	if subtle.ConstantTimeCompare([]byte(bearer(req)), []byte(r.cfg.Room.Mirror.Secret)) != 1 {
		http.Error(w, "secret", http.StatusUnauthorized)
		return
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxMirror))
	if err != nil {
		http.Error(w, "body", http.StatusBadRequest)
		return
	}
	m, err := outpost.DecodeMirror(raw)
	if err != nil {
		http.Error(w, "form", http.StatusBadRequest)
		return
	}
	reply, err := r.mirror.Keep(req.Context(), m)
	if err == nil {
		raw, err = outpost.EncodeMirrorReply(reply)
	}
	if err != nil {
		r.log.Error("a copy for the other room node was not stored", "err", err)
		http.Error(w, "store", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(raw)
}

// beat keeps the pair together until ctx ends.
func (r *Room) beat(ctx context.Context) {
	for {
		if err := r.mirror.Tick(ctx); err != nil && ctx.Err() == nil {
			r.log.Error("the pair of room nodes", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/web/api"
)

// talkEvery is the pause between two statements to the centre.
const talkEvery = time.Second

// talkTime bounds one statement with its answer.
const talkTime = 15 * time.Second

// talk tells the centre what this node holds, again and again, until ctx ends.
func (r *Room) talk(ctx context.Context) {
	told := ""
	for {
		err := r.talkOnce(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil && told != "":
			r.log.Warn("the centre answers again")
			told = ""
		case err != nil && err.Error() != told:
			told = err.Error()
			r.log.Error("the centre was not reached or refused; sittings go on here", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(talkEvery):
		}
	}
}

// talkOnce makes one statement and carries out the answer.
func (r *Room) talkOnce(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, talkTime)
	defer cancel()
	raw, signature, err := r.post.Statement(ctx, r.front.Passed(ctx, r.clock()))
	if err != nil {
		return err
	}
	var out struct {
		Reply []byte `json:"reply"`
	}
	code, err := r.ask(ctx, "/api/public/outposts/sync", map[string][]byte{"statement": raw, "signature": signature}, &out)
	switch code {
	case "":
	case outpost.ErrUnknownNode.Code():
		return r.enrol(ctx, err)
	case outpost.ErrSerial.Code():
		r.post.Behind()
	}
	if err != nil {
		return err
	}
	reply, err := outpost.DecodeReply(out.Reply)
	if err != nil {
		return err
	}
	if r.camera != nil {
		r.camera.told()
	}
	if skew := r.clock().Sub(reply.Now); skew > talkTime || skew < -talkTime {
		r.log.Warn("the clock of this node is off; the centre gives it no sittings", "by", skew)
	}
	err = r.post.Take(ctx, reply)
	for _, x := range reply.Packages { // these seats are led here from now on
		r.front.Turn(x.Sitting.Seat)
	}
	return err
}

// enrol makes the node known by the code that staff gave. why is returned where there is no code.
func (r *Room) enrol(ctx context.Context, why error) error {
	if r.cfg.Room.EnrolCode == "" {
		return fmt.Errorf("%w; have a code made in the console and set room.enrol_code", why)
	}
	sign, box := r.keys.Public()
	var n api.OutpostNode
	_, err := r.ask(ctx, "/api/public/outposts/enrol", map[string]any{"code": r.cfg.Room.EnrolCode, "signKey": sign, "boxKey": box}, &n)
	if err == nil {
		r.log.Warn("enrolled", "node", n.ID, "name", n.Name)
	}
	return err
}

// ask posts to the centre. code is the failure's, if the centre answered with one.
func (r *Room) ask(ctx context.Context, path string, in, out any) (code string, err error) {
	body, err := json.Marshal(in)
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.centre.String()+path, bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := r.client.Do(req)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 64<<20))
	if err != nil {
		return "", err
	}
	if resp.StatusCode >= 300 {
		var p api.Problem
		_ = json.Unmarshal(raw, &p)
		return p.Code, fmt.Errorf("the centre answered %d %s", resp.StatusCode, p.Code)
	}
	return "", json.Unmarshal(raw, out)
}

// Package sms delivers one-time codes and notices: Log for development and closed networks, HTTP for a gateway that takes JSON.
//
// Why a queue in front of the gateway (2026-11-21): whoever asks for a code must get the same answer after the same time
// whether or not a message goes out, and a gateway answers in hundreds of milliseconds. A message lost in a crash is asked
// for again by the person who waits for it.
package sms

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/fault"
)

// ErrBusy means that the gateway is so far behind that no further message is taken.
var ErrBusy = fault.Define("sms.busy", fault.Unavailable, "短信发送繁忙，请一分钟后再试。", "Text messages are delayed. Try again in a minute.")

// Log writes messages with their codes to the log instead of sending them. It warns each time, because whoever reads the
// log can use the codes.
type Log struct{ Log *slog.Logger }

// Send implements people.SMS.
func (l Log) Send(_ context.Context, m people.Message) error {
	l.Log.Warn("text message not sent: no gateway is configured", "phone", identity.MaskPhone(m.Phone), "purpose", m.Purpose, "code", m.Code)
	return nil
}

// Deliver implements people.Courier: like Send, but with the text, which holds no code.
func (l Log) Deliver(_ context.Context, m people.Message) error {
	l.Log.Warn("text message not sent: no gateway is configured", "phone", identity.MaskPhone(m.Phone), "purpose", m.Purpose, "text", m.Text)
	return nil
}

// HTTP posts {"phone","purpose","code","text"} as JSON to a gateway. Make it with NewHTTP and let Run run.
type HTTP struct {
	url, token string
	client     *http.Client
	queue      chan people.Message
	log        *slog.Logger
}

// NewHTTP returns a sender to url; token goes into the header Authorization: Bearer, if not empty. At most 1,000 messages
// wait.
func NewHTTP(url, token string, log *slog.Logger) *HTTP {
	return &HTTP{url: url, token: token, client: &http.Client{Timeout: 10 * time.Second}, queue: make(chan people.Message, 1000), log: log}
}

// Send implements people.SMS: it queues and does not wait. ErrBusy when the queue is full.
func (h *HTTP) Send(_ context.Context, m people.Message) error {
	select {
	case h.queue <- m:
		return nil
	default:
		return ErrBusy
	}
}

// Deliver implements people.Courier: it posts at once, a single time, and waits for the gateway's answer.
func (h *HTTP) Deliver(ctx context.Context, m people.Message) error { return h.post(ctx, m) }

// Run delivers until ctx ends. A message is tried three times; what fails is logged without phone and code.
func (h *HTTP) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case m := <-h.queue:
			h.deliver(ctx, m)
		}
	}
}

func (h *HTTP) deliver(ctx context.Context, m people.Message) {
	var err error
	for try := range 3 {
		if err = h.post(ctx, m); err == nil {
			return
		}
		select {
		case <-ctx.Done():
			h.log.Warn("text message dropped at the end", "purpose", m.Purpose)
			return
		case <-time.After(time.Duration(1<<try) * 500 * time.Millisecond):
		}
	}
	h.log.Error("text message not delivered", "purpose", m.Purpose, "err", err)
}

func (h *HTTP) post(ctx context.Context, m people.Message) error {
	body, err := json.Marshal(map[string]string{"phone": m.Phone, "purpose": string(m.Purpose), "code": m.Code, "text": m.Text})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	if h.token != "" {
		req.Header.Set("Authorization", "Bearer "+h.token)
	}
	res, err := h.client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<16))
	if res.StatusCode >= 300 {
		return fmt.Errorf("gateway answers %s", res.Status)
	}
	return nil
}

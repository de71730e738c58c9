package sms_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/guard"
	"github.com/suikao/suikao/exam/people/sms"
)

var message = people.Message{Phone: "13912345678", Purpose: guard.ForLogin, Code: "042817", Text: "验证码042817"}

func TestGatewayGetsTheMessageAfterAFailure(t *testing.T) {
	var tries atomic.Int32
	got := make(chan map[string]string, 1)
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if tries.Add(1) == 1 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		var m map[string]string
		if r.Header.Get("Authorization") != "Bearer secret" || json.NewDecoder(r.Body).Decode(&m) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		got <- m
	}))
	defer gateway.Close()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	h := sms.NewHTTP(gateway.URL, "secret", slog.New(slog.DiscardHandler))
	go h.Run(ctx)
	if err := h.Send(ctx, message); err != nil {
		t.Fatal(err)
	}
	select {
	case m := <-got:
		if m["phone"] != message.Phone || m["code"] != message.Code || m["text"] != message.Text || m["purpose"] != "LOGIN" {
			t.Errorf("the gateway got %v", m)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was delivered")
	}
}

// Send must not wait: the time of an answer would tell whether a message went out.
func TestSendDoesNotWait(t *testing.T) {
	h := sms.NewHTTP("http://192.0.2.1:9", "", slog.New(slog.DiscardHandler)) // nobody delivers
	begin := time.Now()
	var err error
	for range 1001 {
		err = h.Send(context.Background(), message)
	}
	if !errors.Is(err, sms.ErrBusy) || time.Since(begin) > time.Second {
		t.Errorf("1001 messages in %v: %v", time.Since(begin), err)
	}
}

func TestFailuresAreLoggedWithoutTheCode(t *testing.T) {
	var b bytes.Buffer
	done := make(chan struct{})
	ctx, stop := context.WithCancel(context.Background())
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
		stop()
	}))
	defer gateway.Close()
	h := sms.NewHTTP(gateway.URL, "", slog.New(slog.NewTextHandler(&b, nil)))
	go func() { h.Run(ctx); close(done) }()
	if err := h.Send(ctx, message); err != nil {
		t.Fatal(err)
	}
	<-done
	if s := b.String(); strings.Contains(s, message.Phone) || strings.Contains(s, message.Code) {
		t.Errorf("logged %s", s)
	}
}

func TestLogSenderMasksThePhone(t *testing.T) {
	var b bytes.Buffer
	if err := (sms.Log{Log: slog.New(slog.NewTextHandler(&b, nil))}).Send(context.Background(), message); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); strings.Contains(s, message.Phone) || !strings.Contains(s, message.Code) || !strings.Contains(s, "WARN") {
		t.Errorf("logged %s", s)
	}
}

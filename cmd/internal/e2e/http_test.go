package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"testing"
	"time"
)

// client is one browser or terminal: its cookies or its bearer token, and the CSRF header as the pages send it.
type client struct {
	t     testing.TB
	url   string
	http  *http.Client
	token string
	head  http.Header // further headers of every request
}

func newClient(t testing.TB, base string) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	tr := &http.Transport{MaxIdleConnsPerHost: 4}
	t.Cleanup(tr.CloseIdleConnections)
	return &client{t: t, url: base, http: &http.Client{Jar: jar, Timeout: patience, Transport: tr}, head: http.Header{}}
}

// reply is an answer of the program.
type reply struct {
	Status int
	Header http.Header
	Body   []byte
	Err    error // no answer at all
}

// problem is the body of a failure.
type problem struct {
	Code   string `json:"code"`
	Detail string `json:"detail"`
	Errors []struct {
		Path string `json:"path"`
		Code string `json:"code"`
	} `json:"errors"`
}

// code is the stable code of a failure; empty for a success.
func (r reply) code() string {
	var p problem
	if r.Status < 300 || json.Unmarshal(r.Body, &p) != nil {
		return ""
	}
	return p.Code
}

func (r reply) String() string {
	if r.Err != nil {
		return r.Err.Error()
	}
	return fmt.Sprintf("%d %.600s", r.Status, r.Body)
}

func (r reply) ok() bool { return r.Err == nil && r.Status >= 200 && r.Status < 300 }

// send makes a request. A []byte body goes as it is, everything else as JSON; nil sends none.
func (c *client) send(method, path string, body any) reply {
	var in io.Reader
	kind := ""
	switch b := body.(type) {
	case nil:
	case []byte:
		in, kind = bytes.NewReader(b), "application/octet-stream"
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			return reply{Err: err}
		}
		in, kind = bytes.NewReader(raw), "application/json"
	}
	req, err := http.NewRequest(method, c.url+path, in)
	if err != nil {
		return reply{Err: err}
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	c.sign(req)
	for k, v := range c.head {
		req.Header[k] = v
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return reply{Err: err}
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	return reply{Status: resp.StatusCode, Header: resp.Header, Body: raw, Err: err}
}

// sign adds what proves who asks.
func (c *client) sign(req *http.Request) {
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	if req.Method != http.MethodGet {
		if v := c.cookie("sk_csrf"); v != "" {
			req.Header.Set("X-SuiKao-CSRF", v)
		}
	}
}

func (c *client) cookie(name string) string {
	u, err := url.Parse(c.url)
	if err != nil {
		c.t.Error(err)
		return ""
	}
	for _, k := range c.http.Jar.Cookies(u) {
		if k.Name == name {
			return k.Value
		}
	}
	return ""
}

// call makes a request that has to succeed and reads its answer.
func call[T any](c *client, method, path string, body any) T {
	c.t.Helper()
	var out T
	r := c.send(method, path, body)
	if !r.ok() {
		c.t.Fatalf("%s %s: %s", method, path, r)
	}
	if len(r.Body) > 0 {
		if err := json.Unmarshal(r.Body, &out); err != nil {
			c.t.Fatalf("%s %s: %v in %.300s", method, path, err, r.Body)
		}
	}
	return out
}

func get[T any](c *client, path string) T {
	c.t.Helper()
	return call[T](c, http.MethodGet, path, nil)
}

func post[T any](c *client, path string, body any) T {
	c.t.Helper()
	return call[T](c, http.MethodPost, path, body)
}

// none is the answer of calls whose answer does not matter.
type none = json.RawMessage

// codes are the code of a failure and those of its fields.
func (r reply) codes() []string {
	var p problem
	if r.Status < 400 || json.Unmarshal(r.Body, &p) != nil {
		return nil
	}
	out := []string{p.Code}
	for _, f := range p.Errors {
		out = append(out, f.Code)
	}
	return out
}

// refused makes a request that has to fail with one of the codes, its own or that of a field, and returns the answer.
func (c *client) refused(method, path string, body any, codes ...string) reply {
	c.t.Helper()
	r := c.send(method, path, body)
	for _, code := range r.codes() {
		if slices.Contains(codes, code) && r.Status < 500 {
			return r
		}
	}
	c.t.Errorf("%s %s: want %v, got %s", method, path, codes, r)
	return r
}

// form is a JSON object.
type form map[string]any

// list is a page of a list.
type list[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
}

// eventually waits until look is true.
func eventually(t testing.TB, what string, look func() bool) {
	t.Helper()
	within(t, patience, what, look)
}

func within(t testing.TB, d time.Duration, what string, look func() bool) {
	t.Helper()
	for end := time.Now().Add(d); !look(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited %s in vain: %s", d, what)
		}
	}
}

package config

import (
	"fmt"
	"strings"
)

// Dump writes every setting on a line of its own, "session.idle = 30m0s", without secrets.
func (c *Config) Dump() string {
	var b strings.Builder
	for _, k := range keys(c) {
		fmt.Fprintf(&b, "%s = %s\n", k.name, k.shown())
	}
	return b.String()
}

func (k key) shown() string {
	text := k.text()
	switch k.tag.Get("secret") {
	case "":
		return text
	case "password":
		return withoutPassword(text)
	}
	if text == "" {
		return "(not set)"
	}
	return "(set)"
}

// withoutPassword keeps scheme, user, host and name of an address. What stands behind "?" may hold a second password
// and goes.
func withoutPassword(s string) string {
	scheme, rest := "", s
	if i := strings.Index(s, "://"); i >= 0 {
		scheme, rest = s[:i+3], s[i+3:]
	}
	user, host := "", rest
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		user, host = rest[:i], rest[i:]
		if name, _, has := strings.Cut(user, ":"); has {
			user = name + ":…"
		}
	}
	if i := strings.IndexByte(host, '?'); i >= 0 {
		host = host[:i] + "?…"
	}
	return scheme + user + host
}

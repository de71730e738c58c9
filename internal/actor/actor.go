package actor

import (
	"context"
	"strings"
)

// Kind is the sort of actor.
type Kind string

// The kinds of actor.
const (
	Public    Kind = "PUBLIC"    // nobody logged in
	Candidate Kind = "CANDIDATE" // a person on the portal; ID is the person's id
	Staff     Kind = "STAFF"     // a staff account; ID is the account's id, Person the natural person
	Device    Kind = "DEVICE"    // an enrolled gate or seat terminal; ID is the device's id
	System    Kind = "SYSTEM"    // the program itself: sweepers, jobs, the command line
)

// Role is the name of a staff role; exam/people declares them.
type Role string

// Grant gives a role within the subtree of one organisation. Path is the organisation's path ("/a/b/"), so that a prefix
// test answers whether an object lies inside.
type Grant struct {
	Role Role
	Org  string
	Path string
}

// Actor is who does something. The zero value is the public.
type Actor struct {
	Kind    Kind
	ID      string
	Person  string // natural person behind a staff account or candidate session; empty otherwise
	Name    string // display name for the trail, masked where it is a candidate's
	Grants  []Grant
	Room    string // device: the room it is enrolled in
	Seat    string // device: the seat, empty for a gate
	Session string // session id, for log-out; never logged
	Request string // request id
	Remote  string // address of the caller as text
}

type key struct{}

// With puts a into the context.
func With(ctx context.Context, a Actor) context.Context { return context.WithValue(ctx, key{}, a) }

// From returns the actor of the context; the public where none was set.
func From(ctx context.Context) Actor {
	a, ok := ctx.Value(key{}).(Actor)
	if !ok {
		return Actor{Kind: Public}
	}
	return a
}

// AsSystem is the context of the program itself doing name ("sweeper", "cli migrate").
func AsSystem(ctx context.Context, name string) context.Context {
	return With(ctx, Actor{Kind: System, ID: name, Name: name})
}

// Can reports whether the actor holds one of roles over the organisation with this path. The system may do everything.
func (a Actor) Can(path string, roles ...Role) bool {
	if a.Kind == System {
		return true
	}
	if a.Kind != Staff || path == "" {
		return false
	}
	for _, g := range a.Grants {
		if g.Path == "" || !strings.HasPrefix(path, g.Path) {
			continue
		}
		for _, r := range roles {
			if g.Role == r {
				return true
			}
		}
	}
	return false
}

// Sees reports whether any of the actor's grants covers the organisation with this path.
func (a Actor) Sees(path string) bool {
	if a.Kind == System {
		return true
	}
	for _, g := range a.Grants {
		if a.Kind == Staff && g.Path != "" && strings.HasPrefix(path, g.Path) {
			return true
		}
	}
	return false
}

// Paths returns the organisation paths under which the actor holds one of roles (any role when none is named).
func (a Actor) Paths(roles ...Role) []string {
	if a.Kind == System {
		return []string{"/"}
	}
	var out []string
	for _, g := range a.Grants {
		if a.Kind != Staff || g.Path == "" {
			continue
		}
		ok := len(roles) == 0
		for _, r := range roles {
			ok = ok || g.Role == r
		}
		if ok {
			out = append(out, g.Path)
		}
	}
	return out
}

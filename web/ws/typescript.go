package ws

import (
	"fmt"
	"reflect"
	"sort"
	"strings"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/fault"
)

//go:generate go test -run TestTypeScriptIsCurrent -update .

type message struct {
	name string
	body any
}

// clientMessages and serverMessages list every type of the protocol in the order of PROTOCOL.md.
func clientMessages() []message {
	return []message{{"hello", Hello{}}, {"pledge", Pledge{}}, {"practice_done", PracticeDone{}}, {"start", Start{}},
		{"answer", Answer{}}, {"mark", Mark{}}, {"submit", Submit{}}, {"break", Break{}}, {"input", Input{}}, {"seeing", Seeing{}}, {"ping", Ping{}}}
}

func serverMessages() []message {
	return []message{{"welcome", Welcome{}}, {"state", StateChange{}}, {"ack", Ack{}}, {"nack", Nack{}},
		{"fenced", Fenced{}}, {"error", Error{}}, {"pong", Pong{}}, {"challenge", Challenge{}}, {"written", Written{}}}
}

// faults lists every code that travels in nack, fenced and error, beside those of the ports behind the sitting.
func faults() []*fault.Error {
	return []*fault.Error{ErrFrame, ErrVersion, ErrType, ErrField, ErrTooLarge, ErrTooFast, ErrSlow, ErrHello, ErrHelloAgain,
		ErrToken, ErrNotSeat, ErrNoSeatHeld, ErrRestart,
		exam.ErrNoSitting, exam.ErrState, exam.ErrChanged, exam.ErrFenced, exam.ErrNotYours, exam.ErrQuestion,
		exam.ErrOption, exam.ErrEntry, exam.ErrReplayDiffers, exam.ErrGap, exam.ErrLate, exam.ErrPaused, exam.ErrNotRunning,
		exam.ErrClosed, exam.ErrUnsaved, exam.ErrTooEarly, exam.ErrTooLateToStart, exam.ErrUnattended, exam.ErrRoomPaused, exam.ErrNoBreak, exam.ErrBreakEarly, exam.ErrFrozen, exam.ErrNotices, exam.ErrLiveElsewhere,
		exam.ErrSeatTaken, exam.ErrNotStored, exam.ErrBusy, exam.ErrBatch, exam.ErrPaperTerms, fault.ErrInternal}
}

// TypeScript returns the text of web/ui/src/core/wire.gen.ts: every message of the protocol as a TypeScript type.
func TypeScript() []byte {
	g := &generator{done: map[reflect.Type]bool{}}
	g.line("// Generated from the structs of web/ws by `go generate ./web/ws`. Do not edit. See web/ws/PROTOCOL.md.")
	g.line("")
	g.line("export const PROTOCOL = %d;", Protocol)
	g.line("export const MAX_FRAME = %d;", MaxFrame)
	g.line("export const MAX_BATCH = %d;", exam.MaxBatch)
	g.line("")
	g.codes()
	g.line("export type Phase = %s;", union(states()))
	g.line("")
	g.direction("Client", clientMessages())
	g.direction("Server", serverMessages())
	return []byte(g.b.String())
}

func states() []string {
	var out []string
	for _, s := range exam.States() {
		out = append(out, string(s))
	}
	return out
}

func union(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = "'" + v + "'"
	}
	return strings.Join(quoted, " | ")
}

type generator struct {
	b    strings.Builder
	done map[reflect.Type]bool
}

func (g *generator) line(format string, args ...any) {
	fmt.Fprintf(&g.b, format+"\n", args...)
}

// codes writes the stable codes, so that a page that asks for one that does not exist does not compile.
func (g *generator) codes() {
	var codes []string
	for _, f := range faults() {
		codes = append(codes, f.Code())
	}
	sort.Strings(codes)
	g.line("/** Codes of nack, fenced and error. Others may come from the services behind a sitting (rules, bank). */")
	g.line("export const CODES = [")
	for _, c := range codes {
		g.line("  '%s',", c)
	}
	g.line("] as const;")
	g.line("export type Code = (typeof CODES)[number];")
	g.line("")
}

// direction writes the bodies of one direction and the union of its envelopes.
func (g *generator) direction(name string, list []message) {
	for _, m := range list {
		g.object(reflect.TypeOf(m.body))
	}
	g.line("export type %sMessage =", name)
	for i, m := range list {
		end := ""
		if i == len(list)-1 {
			end = ";"
		}
		seq := "seq?: undefined"
		switch m.name {
		case "answer", "mark", "ack", "nack":
			seq = "seq: number"
		}
		g.line("  | { v: %d; type: '%s'; id?: string; %s; body: %s }%s", Protocol, m.name, seq, typeName(reflect.TypeOf(m.body)), end)
	}
	g.line("")
}

// typeName is the short name in TypeScript, where the module is the name space; Error would hide the language's own.
func typeName(t reflect.Type) string {
	if t.Name() == "Error" {
		return "WireError"
	}
	return strings.TrimPrefix(t.Name(), "Seat")
}

func (g *generator) object(t reflect.Type) {
	if g.done[t] {
		return
	}
	g.done[t] = true
	for i := range t.NumField() {
		if inner := element(t.Field(i).Type); inner.Kind() == reflect.Struct {
			g.object(inner)
		}
	}
	g.line("export interface %s {", typeName(t))
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		mark := ""
		if strings.Contains(options, "omitempty") {
			mark = "?"
		}
		kind := g.kind(f.Type)
		switch {
		case f.Tag.Get("enum") != "":
			kind = union(strings.Split(f.Tag.Get("enum"), ","))
		case name == "phase":
			kind = "Phase | ''"
		}
		g.line("  %s%s: %s;", name, mark, kind)
	}
	g.line("}")
	g.line("")
}

func element(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

func (g *generator) kind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return g.kind(t.Elem())
	case reflect.Slice:
		return g.kind(t.Elem()) + "[]"
	case reflect.Struct:
		return typeName(t)
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64:
		return "number"
	default:
		panic("ws: no TypeScript for " + t.String())
	}
}

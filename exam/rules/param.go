package rules

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// State says whether a rule set decides a field.
type State string

// The states of a field.
const (
	Omitted State = ""      // the set does not mention the field; a less specific set or the catalogue decides
	Given   State = "GIVEN" // the set decides it
	Blank   State = "BLANK" // the set says that the authority must decide it
)

// Bound is an upper limit that the law may leave out: None means that there is no limit.
type Bound struct {
	N    int
	None bool
}

// Limit is the bound of n.
func Limit(n int) Bound { return Bound{N: n} }

// Allows reports whether count lies within the bound.
func (b Bound) Allows(count int) bool { return b.None || count <= b.N }

// MarshalJSON writes null for None, the number otherwise.
func (b Bound) MarshalJSON() ([]byte, error) {
	if b.None {
		return []byte("null"), nil
	}
	return []byte(strconv.Itoa(b.N)), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (b *Bound) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		*b = Bound{None: true}
		return nil
	}
	*b = Bound{}
	return json.Unmarshal(raw, &b.N)
}

// Param is one field of a rule set with where it comes from.
type Param[T any] struct {
	Value   T
	State   State
	Source  string // tag: "[S: title]", "[S~: title]", "[K]", "[design]"
	Note    string // for the console
	Ask     string // whom to ask where the field is blank; empty means the issuing authority
	Confirm bool   // in use as a default, the authority has not confirmed it
	From    RuleSetID
	field   string
}

// Set reports whether the field has a value.
func (p Param[T]) Set() bool { return p.State == Given }

// Get returns the value, or ErrBlank naming the field and whom to ask.
func (p Param[T]) Get() (T, error) {
	if p.State == Given {
		return p.Value, nil
	}
	var zero T
	return zero, blank(p.field, p.Ask)
}

// Or returns the value, or other where the field has none. Only for display; a decision uses Get.
func (p Param[T]) Or(other T) T {
	if p.State == Given {
		return p.Value
	}
	return other
}

// given returns a param that holds v, for tests and for catalogue values.
func given[T any](v T, source string) Param[T] {
	return Param[T]{Value: v, State: Given, Source: source}
}

// slot is a Param without its type, so that one loop reads, merges, compares and prints all fields.
type slot interface {
	state() State
	facts() (source, note, ask string, confirm bool, from RuleSetID)
	setFacts(s State, source, note, ask string, confirm bool)
	stamp(field string, from RuleSetID)
	raw() json.RawMessage
	setRaw(json.RawMessage) error
	take(slot)
	any() any
}

func (p *Param[T]) state() State { return p.State }
func (p *Param[T]) any() any     { return p.Value }

func (p *Param[T]) facts() (string, string, string, bool, RuleSetID) {
	return p.Source, p.Note, p.Ask, p.Confirm, p.From
}

func (p *Param[T]) setFacts(s State, source, note, ask string, confirm bool) {
	p.State, p.Source, p.Note, p.Ask, p.Confirm = s, source, note, ask, confirm
}

func (p *Param[T]) stamp(field string, from RuleSetID) {
	p.field = field
	if from != "" {
		p.From = from
	}
}

func (p *Param[T]) raw() json.RawMessage {
	b, err := json.Marshal(p.Value)
	if err != nil {
		panic(fmt.Sprintf("rules: field %s does not marshal: %v", p.field, err)) // closed set of plain types
	}
	return b
}

func (p *Param[T]) setRaw(b json.RawMessage) error {
	if _, bound := any(p.Value).(Bound); !bound && string(bytes.TrimSpace(b)) == "null" {
		return fmt.Errorf("null is no value here")
	}
	return json.Unmarshal(b, &p.Value)
}

func (p *Param[T]) take(from slot) { *p = *from.(*Param[T]) }

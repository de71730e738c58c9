package rules

import (
	"encoding/json"
	"fmt"
)

type storedParam struct {
	Value   json.RawMessage `json:"value,omitempty"`
	Blank   bool            `json:"blank,omitempty"`
	Source  string          `json:"source"`
	Note    string          `json:"note,omitempty"`
	Ask     string          `json:"ask,omitempty"`
	Confirm bool            `json:"confirm,omitempty"`
}

// EncodeParams writes the fields a set mentions as one JSON object with sorted names.
func EncodeParams(p Params) ([]byte, error) {
	out := map[string]storedParam{}
	for _, f := range Fields() {
		s := f.slot(&p)
		if s.state() == Omitted {
			continue
		}
		source, note, ask, confirm, _ := s.facts()
		one := storedParam{Blank: s.state() == Blank, Source: source, Note: note, Ask: ask, Confirm: confirm}
		if s.state() == Given {
			one.Value = s.raw()
		}
		out[f.Name] = one
	}
	return json.Marshal(out)
}

// DecodeParams reads what EncodeParams wrote. A name or value that this program does not know is an error: a rule that is
// not understood must not be applied in part.
func DecodeParams(raw []byte) (Params, error) {
	var in map[string]storedParam
	var out Params
	if err := json.Unmarshal(raw, &in); err != nil {
		return out, fmt.Errorf("rule params: %w", err)
	}
	fields := map[string]Field{}
	for _, f := range Fields() {
		fields[f.Name] = f
	}
	for name, one := range in {
		f, ok := fields[name]
		if !ok {
			return out, fmt.Errorf("rule params: unknown field %q", name)
		}
		s, state := f.slot(&out), Blank
		if !one.Blank {
			state = Given
			if err := s.setRaw(nullIfEmpty(one.Value)); err != nil {
				return out, fmt.Errorf("rule params: %s: %w", name, err)
			}
			if err := f.check(s.any()); err != nil {
				return out, fmt.Errorf("rule params: %s: %w", name, err)
			}
		}
		s.setFacts(state, one.Source, one.Note, one.Ask, one.Confirm)
	}
	return out, nil
}

// nullIfEmpty gives back the null that omitempty left out (RawMessage "null" reads as nil).
func nullIfEmpty(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}

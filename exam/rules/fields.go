package rules

import (
	"fmt"
	"slices"
)

// Field describes one field of Params for files, pages and comparison.
type Field struct {
	Name string // as written in files, stable
	Zh   string
	En   string
	Unit string // Chinese unit after a number, empty where none
	Ask  string // whom to ask where it is blank; empty means the issuing authority

	slot  func(*Params) slot
	check func(any) error
}

func intField(name, zh, en, unit string, lo, hi int, at func(*Params) *Param[int]) Field {
	return Field{Name: name, Zh: zh, En: en, Unit: unit, slot: func(p *Params) slot { return at(p) }, check: func(v any) error {
		return within(v.(int), lo, hi)
	}}
}

func boundField(name, zh, en, unit string, lo, hi int, at func(*Params) *Param[Bound]) Field {
	return Field{Name: name, Zh: zh, En: en, Unit: unit, slot: func(p *Params) slot { return at(p) }, check: func(v any) error {
		if b := v.(Bound); !b.None {
			return within(b.N, lo, hi)
		}
		return nil
	}}
}

func boolField(name, zh, en string, at func(*Params) *Param[bool]) Field {
	return Field{Name: name, Zh: zh, En: en, slot: func(p *Params) slot { return at(p) }, check: func(any) error { return nil }}
}

func enumField[T ~string](name, zh, en string, at func(*Params) *Param[T], allowed ...T) Field {
	return Field{Name: name, Zh: zh, En: en, slot: func(p *Params) slot { return at(p) }, check: func(v any) error {
		return oneOf(v.(T), allowed)
	}}
}

func listField[T ~string](name, zh, en string, at func(*Params) *Param[[]T], allowed ...T) Field {
	return Field{Name: name, Zh: zh, En: en, slot: func(p *Params) slot { return at(p) }, check: func(v any) error {
		seen := map[T]bool{}
		for _, one := range v.([]T) {
			if err := oneOf(one, allowed); err != nil {
				return err
			}
			if seen[one] {
				return fmt.Errorf("%s 重复 (listed twice)", one)
			}
			seen[one] = true
		}
		return nil
	}}
}

func textField(name, zh, en string, max int, at func(*Params) *Param[string]) Field {
	return Field{Name: name, Zh: zh, En: en, slot: func(p *Params) slot { return at(p) }, check: func(v any) error {
		if n := len([]rune(v.(string))); n == 0 || n > max {
			return fmt.Errorf("需要 1～%d 个字 (needs 1 to %d characters)", max, max)
		}
		return nil
	}}
}

func daysField(name, zh, en, unit string, at func(*Params) *Param[[]int]) Field {
	return Field{Name: name, Zh: zh, En: en, Unit: unit, slot: func(p *Params) slot { return at(p) }, check: func(v any) error {
		if len(v.([]int)) > 10 {
			return fmt.Errorf("最多 10 项 (at most 10)")
		}
		for _, n := range v.([]int) {
			if err := within(n, 1, 730); err != nil {
				return err
			}
		}
		return nil
	}}
}

func within(n, lo, hi int) error {
	if n < lo || n > hi {
		return fmt.Errorf("%d 不在 %d～%d 之间 (outside %d to %d)", n, lo, hi, lo, hi)
	}
	return nil
}

func oneOf[T ~string](v T, allowed []T) error {
	if slices.Contains(allowed, v) {
		return nil
	}
	return fmt.Errorf("%q 不在可选值中：%v (not one of these values)", string(v), allowed)
}

// Fields lists all fields in the order of the pages.
func Fields() []Field {
	return slices.Concat(conditionFields(), examFields(), deadlineFields(), credentialFields(), archiveFields())
}

func fieldByName(name string) (Field, bool) {
	for _, f := range Fields() {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

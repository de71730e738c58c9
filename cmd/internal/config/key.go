package config

import (
	"fmt"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// key is one setting: its dotted name, its variable, its value in a Config, and its tags.
type key struct {
	name, env string
	value     reflect.Value
	tag       reflect.StructTag
}

// keys lists the settings of c in the order of the struct.
func keys(c *Config) []key { return walk(reflect.ValueOf(c).Elem(), "") }

func walk(v reflect.Value, prefix string) (out []key) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name := prefix + f.Tag.Get("yaml")
		if f.Type.Kind() == reflect.Struct {
			out = append(out, walk(v.Field(i), name+".")...)
			continue
		}
		env := "SUIKAO_" + strings.ToUpper(strings.ReplaceAll(name, ".", "_"))
		out = append(out, key{name, env, v.Field(i), f.Tag})
	}
	return out
}

// set reads text into the setting.
func (k key) set(text string) error {
	text = strings.TrimSpace(text)
	if allowed := strings.Fields(k.tag.Get("oneof")); len(allowed) > 0 {
		text = plainSwitch(text, allowed)
		ok := false
		for _, a := range allowed {
			ok = ok || a == text
		}
		if !ok {
			return fmt.Errorf("%q is none of %s", text, strings.Join(allowed, ", "))
		}
	}
	switch p := k.value.Addr().Interface().(type) {
	case *string:
		*p = text
	case *int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%q is not a whole number", text)
		}
		*p = n
	case *bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("%q is neither true nor false", text)
		}
		*p = b
	case *time.Duration:
		d, err := time.ParseDuration(text)
		if err != nil {
			return fmt.Errorf("%q is not a time such as 90s, 15m or 12h", text)
		}
		*p = d
	case *[]netip.Prefix:
		list, err := prefixes(text)
		if err != nil {
			return err
		}
		*p = list
	default:
		panic("config: no reader for " + k.name) // a field of a new type; TestDefaults walks all of them
	}
	return nil
}

// plainSwitch lets true and false stand for 1 and 0 where those are what is allowed.
func plainSwitch(text string, allowed []string) string {
	for _, a := range allowed {
		if a == "1" {
			switch strings.ToLower(text) {
			case "true", "yes", "on":
				return "1"
			case "false", "no", "off":
				return "0"
			}
		}
	}
	return text
}

func prefixes(text string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for s := range strings.SplitSeq(text, ",") {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		if a, err := netip.ParseAddr(s); err == nil {
			out = append(out, netip.PrefixFrom(a, a.BitLen()))
			continue
		}
		p, err := netip.ParsePrefix(s)
		if err != nil {
			return nil, fmt.Errorf("%q is neither an address nor a network", s)
		}
		if p.Bits() == 0 {
			return nil, fmt.Errorf("%q trusts everybody", s)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// text writes the setting as a source would.
func (k key) text() string {
	switch v := k.value.Interface().(type) {
	case []netip.Prefix:
		parts := make([]string, len(v))
		for i, p := range v {
			parts[i] = p.String()
		}
		return strings.Join(parts, ", ")
	case time.Duration:
		return v.String()
	default:
		return fmt.Sprint(v)
	}
}

// nearest returns the known name most like the one given, or nothing where none is like it. "idle" is like
// session.idle, whose last part it is.
func nearest(given string, known []string) string {
	best, least := "", len(given)/2+1
	for _, k := range known {
		d := distance(given, k)
		if last := k[strings.LastIndexByte(k, '.')+1:]; last != k {
			d = min(d, distance(given, last)+1)
		}
		if strings.HasPrefix(k, given+"_") {
			d = 1 // SUIKAO_REDIS for SUIKAO_REDIS_URL
		}
		if d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to add, drop, change or swap with their neighbour to make b of a.
func distance(a, b string) int {
	prev2, prev, cur := []int{}, make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, make([]int, len(b)+1)
	}
	return prev[len(b)]
}

package config

import (
	"slices"
	"strings"

	"github.com/suikao/suikao/questionbank/assembly"
)

// Offered are the languages into which questions may be translated; nil for all. ok is false where one is not known.
func (c *Config) Offered() (list []assembly.Language, ok bool) {
	for name := range strings.SplitSeq(c.Languages, ",") {
		l := assembly.Language(strings.TrimSpace(name))
		switch {
		case l == "" && c.Languages == "":
			return nil, true
		case !slices.Contains(assembly.Languages(), l), slices.Contains(list, l):
			return nil, false
		}
		list = append(list, l)
	}
	return list, true
}

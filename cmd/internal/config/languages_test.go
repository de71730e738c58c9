package config_test

import (
	"slices"
	"testing"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/questionbank/assembly"
)

func TestOfferedLanguages(t *testing.T) {
	for set, want := range map[string][]assembly.Language{"": nil, "ug": {"ug"}, " mn-Mong, bo": {"mn-Mong", "bo"}} {
		if got, ok := (&config.Config{Languages: set}).Offered(); !ok || !slices.Equal(got, want) {
			t.Errorf("%q: %v %v", set, got, ok)
		}
	}
	for _, set := range []string{"fr", "ug,", "ug, ug", ",", "UG"} {
		if got, ok := (&config.Config{Languages: set}).Offered(); ok {
			t.Errorf("%q: %v", set, got)
		}
	}
}

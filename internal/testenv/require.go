package testenv

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// missing skips the test because what ("mysql", "redis") cannot be had, or fails it where SUIKAO_TEST_REQUIRE names it.
func missing(t testing.TB, what string, err error) {
	t.Helper()
	if slices.Contains(strings.Split(os.Getenv("SUIKAO_TEST_REQUIRE"), ","), what) {
		t.Fatalf("%s is required by SUIKAO_TEST_REQUIRE: %v", what, err)
	}
	t.Skipf("no %s for tests: %v", what, err)
}

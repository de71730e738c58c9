package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
)

// program is the path of the built program under test.
var program = sync.OnceValues(func() (string, error) {
	if bin := os.Getenv("SUIKAO_TEST_BIN"); bin != "" {
		return filepath.Abs(bin)
	}
	bin := filepath.Join(workshop, "suikao")
	cmd := exec.Command("go", "build", "-o", bin, "../../suikao")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return bin, nil
})

// workshop is a folder for what all tests of the run share.
var workshop string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "suikao-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	workshop = dir
	code := m.Run()
	for _, f := range leftovers {
		f()
	}
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// chance returns the run's source of randomness and prints its seed.
func chance(t testing.TB) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	if s := os.Getenv("SUIKAO_TEST_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		seed = n
	}
	t.Logf("SUIKAO_TEST_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 1))
}

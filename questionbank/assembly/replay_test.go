package assembly_test

import (
	"bytes"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/assembly"
)

// replayDir makes the test binary replay the files of a folder and print the paper, instead of testing.
const replayDir = "SUIKAO_TEST_REPLAY_DIR"

func TestMain(m *testing.M) {
	dir := os.Getenv(replayDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			panic(err)
		}
		return b
	}
	p, err := assembly.Replay(assembly.Files{Release: read("release"), Blueprint: read("blueprint"), Inputs: read("inputs"), Record: read("record"), Times: read("times")})
	if err != nil {
		_, _ = os.Stderr.WriteString(err.Error())
		os.Exit(3)
	}
	_, _ = os.Stdout.WriteString(hex.EncodeToString(p.Encode()))
}

func filed(t *testing.T) (assembly.Files, assembly.Paper) {
	t.Helper()
	topics := []string{"触电", "接地"}
	s, bp := bank(30, topics...), blueprint(8, 4, 3, topics...)
	plan, err := assembly.Compile(s, bp)
	if err != nil {
		t.Fatal(err)
	}
	before, err := plan.Draw(seed(9), assembly.Chances{})
	if err != nil {
		t.Fatal(err)
	}
	in := assembly.Inputs{Attempt: "01attempt", ServerRandom: seed(1), Nonce: [16]byte{1, 2, 3}, Past: [][]assembly.ItemID{before.Items()}, DrawnAt: 1_795_000_000_000,
		No: 1, Out: []assembly.ItemID{s.Items[0].ID}, Counted: true}
	times := make(assembly.Times, plan.Items())
	times.Add(plan.Slots(before))
	p, r, err := plan.Run(in, nil, times)
	if err != nil {
		t.Fatal(err)
	}
	return assembly.Files{Release: assembly.EncodeRelease(s), Blueprint: assembly.EncodeBlueprint(bp), Inputs: in.Encode(), Record: r.Encode(), Times: times.Encode()}, p
}

func TestAnotherProcessDrawsTheSameBytesFromTheFiles(t *testing.T) {
	f, want := filed(t)
	dir := t.TempDir()
	for name, b := range map[string][]byte{"release": f.Release, "blueprint": f.Blueprint, "inputs": f.Inputs, "record": f.Record, "times": f.Times} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), replayDir+"="+dir)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if string(out) != hex.EncodeToString(want.Encode()) {
		t.Error("the other process draws another paper")
	}
}

func TestReplayNamesWhatWasAltered(t *testing.T) {
	f, _ := filed(t)
	if _, err := assembly.Replay(f); err != nil {
		t.Fatal(err)
	}
	swap := func(b []byte, old, new string) []byte {
		out := bytes.Replace(b, []byte(old), []byte(new), 1)
		if bytes.Equal(out, b) {
			t.Fatalf("%q is not in the file", old)
		}
		return out
	}
	in, err := assembly.DecodeInputs(f.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	inputs := func(change func(*assembly.Inputs)) assembly.Files {
		c, g := in, f
		change(&c)
		g.Inputs = c.Encode()
		return g
	}
	item, plan, record, counts := f, f, f, f
	counts.Times = slices.Clone(f.Times)
	counts.Times[len(counts.Times)-1] ^= 1
	item.Release = swap(f.Release, "题干 SINGLE-触电-003", "题干 SINGLE-触电-004")
	plan.Blueprint = swap(f.Blueprint, "单选题", "单选颗")
	record.Record = swap(f.Record, "01attempt", "02attempt")
	for want, g := range map[string]assembly.Files{
		"release":        item,
		"blueprint":      plan,
		"attempt":        record,
		"nonce":          inputs(func(i *assembly.Inputs) { i.Nonce[0] ^= 1 }),
		"server random":  inputs(func(i *assembly.Inputs) { i.ServerRandom[31] ^= 1 }),
		"earlier papers": inputs(func(i *assembly.Inputs) { i.Past = nil }),
		"quarantine":     inputs(func(i *assembly.Inputs) { i.Out = nil }),
		"number":         inputs(func(i *assembly.Inputs) { i.No++ }),
		"counts":         counts,
	} {
		if _, err := assembly.Replay(g); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s altered: %v", want, err)
		}
	}
}

package vision

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/suikao/suikao/proctor/vision/graph"
)

// TestOutputsMatchThoseOfTFJS compares every number that the networks give for a real picture with what TensorFlow.js gives.
func TestOutputsMatchThoseOfTFJS(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node")
	}
	home, err := filepath.Abs("../../web/ui/node_modules/@vladmandic/human")
	if p := os.Getenv("VISION_HUMAN"); p != "" {
		home, err = p, nil
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(home, "dist/tfjs.esm.js")); err != nil {
		t.Skip("no @vladmandic/human: npm ci in web/ui, or set VISION_HUMAN")
	}
	files, dir := modelFiles(t), t.TempDir()
	for _, name := range []string{detectModel, "blazeface.bin", embedModel, "faceres.bin"} {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	img := stillPicture(t, 1, 60)
	var cut sampler
	for _, c := range []struct {
		model    string
		outputs  []string
		side     int
		mul, add float32
	}{
		{detectModel, []string{"Identity", "Identity_1", "Identity_2", "Identity_3"}, detectSide, 1 / 127.5, -1},
		{embedModel, []string{"global_pooling/Mean"}, describeSide, 1, 0},
	} {
		t.Run(c.model, func(t *testing.T) {
			m, err := graph.Load(files, c.model, c.outputs...)
			if err != nil {
				t.Fatal(err)
			}
			r := m.Runner()
			cut.cut(r.Feed(), c.side, img, whole(img), c.mul, c.add)
			raw := make([]byte, 0, 4*len(r.Feed()))
			for _, v := range r.Feed() {
				raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
			}
			in := filepath.Join(dir, "in.f32")
			if err := os.WriteFile(in, raw, 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(node, append([]string{"testdata/tfjs.mjs", home, filepath.Join(dir, c.model), in, fmt.Sprint(c.side), fmt.Sprint(c.side)}, c.outputs...)...)
			b, err := cmd.Output()
			if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
				t.Fatalf("node: %.300s", exit.Stderr[max(0, len(exit.Stderr)-300):])
			} else if err != nil {
				t.Fatal(err)
			}
			var want map[string][]float64
			if err := json.Unmarshal(b, &want); err != nil {
				t.Fatal(err)
			}
			r.Run()
			for _, o := range c.outputs {
				got, scale, worst := r.Output(o), 0.0, 0.0
				if len(got) != len(want[o]) || len(got) == 0 {
					t.Fatalf("%s: %d numbers, tfjs has %d", o, len(got), len(want[o]))
				}
				for _, v := range want[o] {
					scale = max(scale, math.Abs(v))
				}
				for i, v := range got {
					worst = max(worst, math.Abs(float64(v)-want[o][i]))
				}
				if worst > 1e-4*scale {
					t.Errorf("%s: differs by %g of %g", o, worst, scale)
				}
				t.Logf("%s: %d numbers, worst difference %.2g of full scale", o, len(got), worst/scale)
			}
		})
	}
}

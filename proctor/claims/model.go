package claims

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
)

// ThingsFile is the name that the description of the model of things has in its folder. The library in the page chooses by it how
// outputs are read.
const ThingsFile = "centernet.json"

// Bounds of a model: pages of seats load it.
const (
	maxModel = 32 << 20 // bytes of all files
	maxParts = 64
)

// ErrModel is wrapped by everything that is wrong with a model.
var ErrModel = errors.New("claims: this is no model of things")

// Model is a model of things as it lies in a folder: files, and what they are called by all that it says.
type Model struct {
	Version string // "centernet-" and the beginning of the digest of its files
	Files   map[string][]byte
}

// OpenModel reads the model of things in a folder: centernet.json, a graph model of TensorFlow.js, and the weights that it names, all
// beside it. Errors: ErrModel.
func OpenModel(folder fs.FS) (*Model, error) {
	m := &Model{Files: map[string][]byte{}}
	sum, left := sha256.New(), int64(maxModel)
	take := func(name string) ([]byte, error) {
		b, err := readBounded(folder, name, left)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrModel, name, err)
		}
		left -= int64(len(b))
		fmt.Fprintf(sum, "%s %d\n", name, len(b))
		sum.Write(b)
		m.Files[name] = b
		return b, nil
	}
	b, err := take(ThingsFile)
	if err != nil {
		return nil, err
	}
	var about struct {
		Format  string `json:"format"`
		Weights []struct {
			Paths []string `json:"paths"`
		} `json:"weightsManifest"`
	}
	if err := json.Unmarshal(b, &about); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrModel, ThingsFile, err)
	}
	if about.Format != "graph-model" || len(about.Weights) == 0 {
		return nil, fmt.Errorf("%w: %s describes no graph model with weights", ErrModel, ThingsFile)
	}
	for _, w := range about.Weights {
		for _, name := range w.Paths {
			if m.Files[name] != nil || name != path.Base(name) || len(m.Files) > maxParts {
				return nil, fmt.Errorf("%w: weights %q must lie beside %s, each named once", ErrModel, name, ThingsFile)
			}
			if _, err := take(name); err != nil {
				return nil, err
			}
		}
	}
	m.Version = "centernet-" + hex.EncodeToString(sum.Sum(nil))[:8]
	return m, nil
}

func readBounded(folder fs.FS, name string, most int64) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(b)) > most {
		err = fmt.Errorf("larger than %d bytes with what stands before it", maxModel)
	}
	return b, err
}

package interchange

import (
	"archive/zip"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// The files of a replay archive. Each draw has a folder of its own named by the attempt.
const (
	fileManifest  = "manifest.json"
	fileRelease   = "release.cbor"
	fileBlueprint = "blueprint.cbor"
	fileInputs    = "inputs.cbor"
	fileRecord    = "record.cbor"
	fileTimes     = "times.bin"
	fileLeaves    = "leaves.bin"
	fileProof     = "signature.bin"
	fileKey       = "key.der"
	fileLog       = "log.json"
	filePromise   = "promise.json"
	fileLot       = "lot.json"
	fileReleaseAt = "release.json"
	filePlanAt    = "blueprint.json"
	fileKeyEnd    = "key-end.cbor"
	fileKeyEndAt  = "key-end.json"
)

type manifest struct {
	Format      string        `json:"format"`
	Release     string        `json:"release"`
	Name        string        `json:"name"`
	ItemCode    string        `json:"item_code"`
	Digest      string        `json:"digest"`
	Items       int           `json:"items"`
	KeyVersions []manifestKey `json:"key_versions"`
	Attempts    []string      `json:"attempts"`
}

type manifestKey struct {
	No     int    `json:"no"`
	State  string `json:"state"`
	Digest string `json:"digest"`
}

// WriteBundle writes an export as a ZIP archive. Equal exports give equal bytes.
func WriteBundle(w io.Writer, e questionbank.Export) error {
	z := zip.NewWriter(w)
	put := func(name string, b []byte) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err == nil {
			_, err = f.Write(b)
		}
		return err
	}
	m := manifest{Format: "suikao-replay/2", Release: string(e.Release.ID), Name: e.Release.Name, ItemCode: e.Release.ItemCode,
		Digest: hex.EncodeToString(e.Release.Digest[:]), Items: e.Release.Items}
	files := []func() error{func() error { return put(fileRelease, e.Items) }, func() error { return put(fileLeaves, e.Leaves) }}
	for _, k := range e.KeyVersions {
		m.KeyVersions = append(m.KeyVersions, manifestKey{k.No, string(k.State), hex.EncodeToString(k.Digest[:])})
		files = append(files, func() error { return put(fmt.Sprintf("keys/%d.sealed", k.No), []byte(k.Sealed)) })
	}
	for _, d := range e.Draws {
		m.Attempts = append(m.Attempts, d.Attempt)
		for _, f := range []struct {
			name  string
			body  []byte
			needs bool
		}{{fileBlueprint, d.Blueprint, true}, {fileInputs, d.Inputs, true}, {fileRecord, d.Record, true}, {fileTimes, d.Times, true},
			{fileProof, d.Proof, false}, {fileKey, d.Key, false}, {fileLog, d.Log, false}, {filePromise, d.Promise, false},
			{fileLot, d.Lot, false}, {fileReleaseAt, d.ReleaseLog, false}, {filePlanAt, d.BlueprintLog, false}, {fileKeyEnd, d.KeyEnd, false}, {fileKeyEndAt, d.KeyEndLog, false}} {
			if len(f.body) > 0 || f.needs {
				files = append(files, func() error { return put("draws/"+d.Attempt+"/"+f.name, f.body) })
			}
		}
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := put(fileManifest, text); err != nil {
		return err
	}
	for _, f := range files {
		if err := f(); err != nil {
			return err
		}
	}
	return z.Close()
}

// Bounds of an archive that is read.
const (
	maxBundleFiles = 150_000 // thirteen for each of the 10,000 draws of an export
	maxBundleFile  = 64 << 20
	maxBundleAll   = 512 << 20
)

// ReadBundle reads a replay archive into what assembly.Replay takes, by attempt. Sealed keys and the manifest are not
// read. Archives with other files, with paths that lead out, or that unpack too far are refused.
func ReadBundle(r io.ReaderAt, size int64) (map[string]assembly.Files, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("replay archive: %w", err)
	}
	if len(z.File) > maxBundleFiles {
		return nil, errors.New("replay archive: too many files")
	}
	var release, leaves []byte
	out := map[string]assembly.Files{}
	left := int64(maxBundleAll)
	for _, f := range z.File {
		if f.Name == fileManifest || strings.HasPrefix(f.Name, "keys/") {
			continue
		}
		b, err := unpack(f, min(left, maxBundleFile))
		if err != nil {
			return nil, err
		}
		left -= int64(len(b))
		switch f.Name {
		case fileRelease:
			release = b
			continue
		case fileLeaves:
			leaves = b
			continue
		}
		if err := sortIn(out, f.Name, b); err != nil {
			return nil, err
		}
	}
	for a, files := range out {
		files.Leaves = leaves
		if files.Release = release; release == nil || files.Blueprint == nil || files.Inputs == nil || files.Record == nil || files.Times == nil {
			return nil, fmt.Errorf("replay archive: draw %s is not complete", a)
		}
		out[a] = files
	}
	return out, nil
}

func unpack(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("replay archive: %w", err)
	}
	defer func() { _ = r.Close() }()
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, fmt.Errorf("replay archive: %w", err)
	}
	if int64(len(b)) > most {
		return nil, errors.New("replay archive: unpacks too far")
	}
	return b, nil
}

func sortIn(out map[string]assembly.Files, name string, b []byte) error {
	part := strings.Split(name, "/")
	if len(part) != 3 || part[0] != "draws" || part[1] == "" || part[1] == "." || part[1] == ".." {
		return fmt.Errorf("replay archive: unexpected file %q", name)
	}
	f := out[part[1]]
	into, ok := map[string]*[]byte{fileBlueprint: &f.Blueprint, fileInputs: &f.Inputs, fileRecord: &f.Record, fileTimes: &f.Times,
		fileProof: &f.Proof, fileKey: &f.Key, fileLog: &f.Log, filePromise: &f.Promise, fileLot: &f.Lot,
		fileReleaseAt: &f.ReleaseLog, filePlanAt: &f.BlueprintLog, fileKeyEnd: &f.KeyEnd, fileKeyEndAt: &f.KeyEndLog}[part[2]]
	if !ok {
		return fmt.Errorf("replay archive: unexpected file %q", name)
	}
	*into = b
	out[part[1]] = f
	return nil
}

package crypt_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/suikao/suikao/internal/crypt"
)

const docNo = "person.document_no"

func seal(t testing.TB, r *crypt.Ring, purpose, plain string) string {
	t.Helper()
	s, err := r.Seal(purpose, []byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSealRoundTrip(t *testing.T) {
	r := crypt.Ephemeral()
	for _, plain := range []string{"", "110101199003070000", "𠮷田焊工", strings.Repeat("长", 10_000)} {
		s := seal(t, r, docNo, plain)
		if plain != "" && strings.Contains(s, plain) {
			t.Error("the plain text shows")
		}
		got, err := r.Open(docNo, s)
		if err != nil || string(got) != plain {
			t.Errorf("opened %.20q %v", got, err)
		}
		if s == seal(t, r, docNo, plain) {
			t.Error("the same value seals the same twice")
		}
	}
	if _, err := r.Seal("", []byte("x")); err == nil {
		t.Error("sealed without a purpose")
	}
}

func TestEveryChangedBitIsNoticed(t *testing.T) {
	r := crypt.Ephemeral()
	s := seal(t, r, docNo, "110101199003070000")
	_, body, _ := strings.Cut(s, ".")
	raw, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(raw) * 8 {
		bad := bytes.Clone(raw)
		bad[i/8] ^= 1 << (i % 8)
		if _, err := r.Open(docNo, "1."+base64.RawURLEncoding.EncodeToString(bad)); !errors.Is(err, crypt.ErrUnreadable) {
			t.Fatalf("bit %d changed: %v", i, err)
		}
	}
	for n := range raw {
		if _, err := r.Open(docNo, "1."+base64.RawURLEncoding.EncodeToString(raw[:n])); err == nil {
			t.Fatalf("cut to %d bytes opens", n)
		}
	}
	for _, bad := range []string{"", ".", "1.", "1", "0." + body, "2." + body, "-1." + body, "+1." + body, "01." + body, "1." + body + "=", "1. " + body, "99999999999999999999." + body} {
		if _, err := r.Open(docNo, bad); !errors.Is(err, crypt.ErrUnreadable) {
			t.Errorf("%.12q opens: %v", bad, err)
		}
	}
}

func TestPurposeAndKeyAreBound(t *testing.T) {
	r, other := crypt.Ephemeral(), crypt.Ephemeral()
	s := seal(t, r, docNo, "x")
	if _, err := r.Open("person.phone", s); err == nil {
		t.Error("opens for another purpose")
	}
	if _, err := other.Open(docNo, s); err == nil {
		t.Error("opens under another key file")
	}
	a := r.Index(docNo, "x")
	if !bytes.Equal(a, r.Index(docNo, "x")) || len(a) != 32 {
		t.Error("the index is not the same twice")
	}
	for name, b := range map[string][]byte{
		"value": r.Index(docNo, "y"), "purpose": r.Index("person.phone", "x"), "key": other.Index(docNo, "x"),
		"code": r.HashCode(docNo, "x"), "derived": r.Derive(docNo, 32),
	} {
		if bytes.Equal(a, b) {
			t.Errorf("another %s has the same index", name)
		}
	}
	if len(r.Derive("p", 77)) != 77 || bytes.Equal(r.Derive("p", 32), r.Derive("q", 32)) {
		t.Error("derived keys")
	}
}

func TestRotationKeepsOldValuesAndIndexes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	r1, err := crypt.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	old, index := seal(t, r1, docNo, "x"), r1.Index(docNo, "x")
	if _, err := crypt.Rotate(path); err != nil {
		t.Fatal(err)
	}
	r2, err := crypt.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	now := seal(t, r2, docNo, "x")
	if !strings.HasPrefix(now, "2.") || !r2.Outdated(old) || r2.Outdated(now) || r2.Outdated("junk") {
		t.Errorf("versions: %.4s", now)
	}
	for _, s := range []string{old, now} {
		if got, err := r2.Open(docNo, s); err != nil || string(got) != "x" {
			t.Errorf("%.3s opens to %q %v", s, got, err)
		}
	}
	if !bytes.Equal(index, r2.Index(docNo, "x")) {
		t.Error("rotation changed the index; nobody would be found any more")
	}
	_, body, _ := strings.Cut(now, ".")
	if _, err := r2.Open(docNo, "1."+body); err == nil {
		t.Error("a value opens under another version's number")
	}
	if _, err := r1.Open(docNo, now); err == nil {
		t.Error("a ring from before the rotation opens a newer value")
	}
}

func TestKeyFileIsGuarded(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "key")
	r, err := crypt.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if st, _ := os.Stat(path); st.Mode().Perm() != 0o600 {
		t.Errorf("mode %o", st.Mode().Perm())
	}
	if _, err := crypt.Create(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second Create: %v", err)
	}
	same, err := crypt.Load(path)
	if err != nil || !bytes.Equal(same.Index("p", "x"), r.Index("p", "x")) {
		t.Errorf("load: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("files left behind: %v", left)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := crypt.Load(path); err == nil {
		t.Error("a key file that the group may read is accepted")
	}
	if _, err := crypt.Load(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

func TestTwoProcessesCreateOneKeyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	var wg sync.WaitGroup
	won := make(chan *crypt.Ring, 16)
	for range 16 {
		wg.Go(func() {
			if r, err := crypt.Create(path); err == nil {
				won <- r
			} else if !errors.Is(err, fs.ErrExist) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	close(won)
	if len(won) != 1 {
		t.Fatalf("%d creators believe their keys are the file's", len(won))
	}
	r, err := crypt.Load(path)
	if err != nil || !bytes.Equal(r.Index("p", "x"), (<-won).Index("p", "x")) {
		t.Errorf("the file is not the winner's: %v", err)
	}
}

func TestDamagedKeyFilesAreRefused(t *testing.T) {
	key := base64.StdEncoding.EncodeToString(make([]byte, 32))
	k1 := `{"version":1,"algorithm":"AES-256-GCM","key":"` + key + `"}`
	file := func(format, active, root, keys string) string {
		return `{"format":` + format + `,"active":` + active + `,"root":"` + root + `","keys":[` + keys + `]}`
	}
	path := filepath.Join(t.TempDir(), "key")
	try := func(body string) error {
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := crypt.Load(path)
		return err
	}
	if err := try(file("1", "1", key, k1)); err != nil {
		t.Fatalf("a good file: %v", err)
	}
	for name, body := range map[string]string{
		"empty": "", "not JSON": "keys", "cut off": file("1", "1", key, k1)[:60], "format": file("2", "1", key, k1),
		"active": file("1", "2", key, k1), "no keys": file("1", "1", key, ""), "twice": file("1", "1", key, k1+","+k1),
		"short root": file("1", "1", "c2hvcnQ=", k1), "short key": file("1", "1", key, strings.Replace(k1, key, "c2hvcnQ=", 1)),
		"algorithm": file("1", "1", key, strings.Replace(k1, "AES-256-GCM", "NONE", 1)),
		"version 0": file("1", "0", key, strings.Replace(k1, `"version":1`, `"version":0`, 1)),
		"unknown":   strings.Replace(file("1", "1", key, k1), `"format"`, `"extra":1,"format"`, 1),
	} {
		if err := try(body); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func FuzzOpen(f *testing.F) {
	r := crypt.Ephemeral()
	good := seal(f, r, docNo, "110101199003070000")
	f.Add(good)
	f.Add("1." + strings.Repeat("A", 60))
	f.Add("2.")
	f.Fuzz(func(t *testing.T, s string) {
		plain, err := r.Open(docNo, s)
		if err == nil && s != good {
			t.Errorf("forged %q opens to %q", s, plain)
		}
		if err != nil && !errors.Is(err, crypt.ErrUnreadable) {
			t.Errorf("untyped error %v", err)
		}
		r.Outdated(s)
	})
}

package evidence

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"testing"
)

// sparse is a file of which only what is not zero takes space.
type sparse struct {
	size  int64
	parts []part
}

type part struct {
	at int64
	b  []byte
}

var nothing = make([]byte, 1<<20)

func (s *sparse) Write(p []byte) (int, error) {
	if len(p) > len(nothing) || len(p) < 1024 || !bytes.Equal(p, nothing[:len(p)]) {
		s.parts = append(s.parts, part{s.size, bytes.Clone(p)})
	}
	s.size += int64(len(p))
	return len(p), nil
}

func (s *sparse) ReadAt(p []byte, at int64) (int, error) {
	clear(p)
	for _, x := range s.parts {
		if from, to := max(at, x.at), min(at+int64(len(p)), x.at+int64(len(x.b))); from < to {
			copy(p[from-at:], x.b[from-x.at:to-x.at])
		}
	}
	if at+int64(len(p)) > s.size {
		return int(max(0, s.size-at)), io.EOF
	}
	return len(p), nil
}

// turned is a file with one bit turned.
type turned struct {
	*sparse
	at int64
}

func (x turned) ReadAt(p []byte, at int64) (int, error) {
	n, err := x.sparse.ReadAt(p, at)
	if i := x.at - at; i >= 0 && i < int64(n) {
		p[i] ^= 1
	}
	return n, err
}

// A bundle may be larger than 4 GiB, in one file and in all: its frame is read to the last byte and a change in it is found.
func TestAContainerBeyond4GiB(t *testing.T) {
	const large = 4<<30 + 5
	f := &sparse{}
	z := zip.NewWriter(f)
	put := func(name string, size int64) {
		t.Helper()
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store}) // as binder.add does
		if err != nil {
			t.Fatal(err)
		}
		for size > 0 {
			n, err := w.Write(nothing[:min(size, int64(len(nothing)))])
			if err != nil {
				t.Fatal(err)
			}
			size -= int64(n)
		}
	}
	put("before", 7)
	put("large", large)
	put("behind", 9)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	list, err := container{src: f, size: f.size}.members()
	if err != nil || len(list) != 3 || list[1].size != large || list[2].size != 9 || list[2].header <= large || list[2].name != "behind" {
		t.Fatalf("%+v %v", list, err)
	}
	b, err := io.ReadAll(container{src: f, size: f.size}.open(list[2]))
	if err != nil || len(b) != 9 || crc32.ChecksumIEEE(b) != list[2].crc {
		t.Errorf("%d bytes %v", len(b), err)
	}
	begin, _, err := container{src: f, size: f.size}.end()
	if err != nil || f.size-begin > 1000 {
		t.Fatal(begin, err)
	}
	for at := begin; at < f.size; at++ {
		if _, err := (container{src: turned{f, at}, size: f.size}).members(); err == nil {
			t.Errorf("byte %d of %d was turned and nobody noticed", at, f.size)
		}
	}
	if _, err := (container{src: f, size: f.size - 1}).members(); err == nil {
		t.Error("a file without its end passes")
	}
}

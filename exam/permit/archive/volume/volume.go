package volume

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
)

// Format names the file's layout.
const Format = "suikao/archive/1"

// The fixed members, last in the file and in this order.
const (
	IndexName     = "index.pdf"
	ManifestName  = "manifest.json"
	SignatureName = "manifest.sig"
)

// Kind is what a volume is about.
type Kind string

// The kinds.
const (
	Person  Kind = "PERSON"  // 一人一档: one permit, or one application that ended without
	Session Kind = "SESSION" // 一期一档: the day of a room
)

// Head is what a volume is about.
type Head struct {
	Kind      Kind      `json:"kind"`
	Subject   string    `json:"subject"` // id of the permit, application, or room and day
	Title     string    `json:"title"`
	Authority string    `json:"authority"`
	Part      int       `json:"part"`              // 1; above: a supplement (补充卷)
	Follows   string    `json:"follows,omitempty"` // SHA-256 of the manifest of the part before
	MadeAt    time.Time `json:"madeAt"`
	MadeBy    string    `json:"madeBy"`
}

// Entry is one file of a volume.
type Entry struct {
	Name    string `json:"name"`
	Section string `json:"section"`
	Title   string `json:"title"`
	Size    int64  `json:"size"`
	SHA256  string `json:"sha256"` // hex
}

// Missing is what should be in a volume and is not.
type Missing struct {
	Section string `json:"section"`
	Title   string `json:"title"`
	Why     string `json:"why"`
}

// Manifest is what is signed.
type Manifest struct {
	Format  string    `json:"format"`
	Head    Head      `json:"head"`
	Entries []Entry   `json:"entries"` // in the order of the file; the index is the last
	Missing []Missing `json:"missing"`
}

// Encode is the one form of a manifest.
func (m Manifest) Encode() ([]byte, error) {
	if m.Missing == nil {
		m.Missing = []Missing{}
	}
	return json.MarshalIndent(m, "", "  ")
}

// Digest is the SHA-256 of an encoded manifest, hex: the name of a volume.
func Digest(manifest []byte) string {
	sum := sha256.Sum256(manifest)
	return hex.EncodeToString(sum[:])
}

// Signed is the text that is signed of a volume (as a note, golang.org/x/mod/sumdb/note, with the key of the transparency log).
func Signed(digest string) string { return Format + "\n" + digest + "\n" }

// Why a volume does not hold; wrapped, with the place.
var (
	ErrVolume    = errors.New("volume: this is no volume of an archive")
	ErrSignature = errors.New("volume: the signature does not hold")
	ErrFile      = errors.New("volume: a file is missing, added or changed")
	ErrContainer = errors.New("volume: the container holds something that no file accounts for")
)

var nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,40}/[A-Za-z0-9][A-Za-z0-9._-]{0,80}$`)

// Writer writes one volume. Not safe for concurrent use.
type Writer struct {
	zip  *zip.Writer
	out  Manifest
	seen map[string]bool
}

// NewWriter begins a volume.
func NewWriter(w io.Writer, h Head) *Writer {
	h.MadeAt = h.MadeAt.UTC().Truncate(time.Second)
	return &Writer{zip: zip.NewWriter(w), out: Manifest{Format: Format, Head: h}, seen: map[string]bool{}}
}

// member begins a stored member without a time: the manifest has the one that counts.
func member(z *zip.Writer, name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
}

// Add puts a file in, "section/name.ext" in small Latin letters and digits; what it is called by people stands in the index. It reads from to its end.
func (w *Writer) Add(name, section, title string, from io.Reader) error {
	if !nameForm.MatchString(name) || w.seen[name] {
		return fmt.Errorf("volume: the name %q cannot be used", name)
	}
	w.seen[name] = true
	return w.add(name, section, title, from)
}

func (w *Writer) add(name, section, title string, from io.Reader) error {
	to, err := member(w.zip, name)
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, sum), from)
	if err != nil {
		return err
	}
	w.out.Entries = append(w.out.Entries, Entry{name, section, title, n, hex.EncodeToString(sum.Sum(nil))})
	return nil
}

// Missing notes what should be there and is not.
func (w *Writer) Missing(section, title, why string) {
	w.out.Missing = append(w.out.Missing, Missing{section, title, why})
}

// Close writes the index, the manifest and its signature, and returns the manifest and its digest. index makes the PDF from what the volume holds; sign
// signs a digest.
func (w *Writer) Close(index func(Manifest) ([]byte, error), sign func(digest string) ([]byte, error)) (Manifest, string, error) {
	pdf, err := index(w.out)
	if err != nil {
		return w.out, "", err
	}
	if err := w.add(IndexName, "", "", bytes.NewReader(pdf)); err != nil {
		return w.out, "", err
	}
	body, err := w.out.Encode()
	if err != nil {
		return w.out, "", err
	}
	signature, err := sign(Digest(body))
	if err != nil {
		return w.out, "", err
	}
	for _, m := range []struct {
		name string
		body []byte
	}{{ManifestName, body}, {SignatureName, signature}} {
		to, err := member(w.zip, m.name)
		if err != nil {
			return w.out, "", err
		}
		if _, err := to.Write(m.body); err != nil {
			return w.out, "", err
		}
	}
	return w.out, Digest(body), w.zip.Close()
}

// Verify reads a whole volume: the signature holds, every file is the one in the manifest, and the container holds nothing else. check judges the signature of a
// digest. Errors: ErrVolume, ErrSignature, ErrFile, ErrContainer.
func Verify(from io.ReaderAt, size int64, check func(digest string, signature []byte) error) (Manifest, error) {
	var m Manifest
	z, err := zip.NewReader(from, size)
	if err != nil {
		return m, fmt.Errorf("%w: %w", ErrVolume, err)
	}
	n := len(z.File)
	if n < 3 || z.File[n-1].Name != SignatureName || z.File[n-2].Name != ManifestName {
		return m, ErrVolume
	}
	body, err := whole(z.File[n-2])
	if err != nil {
		return m, fmt.Errorf("%w: %w", ErrVolume, err)
	}
	signature, err := whole(z.File[n-1])
	if err != nil {
		return m, fmt.Errorf("%w: %w", ErrVolume, err)
	}
	if err := check(Digest(body), signature); err != nil {
		return m, fmt.Errorf("%w: %w", ErrSignature, err)
	}
	if err := json.Unmarshal(body, &m); err != nil || m.Format != Format {
		return m, ErrVolume
	}
	if again, err := m.Encode(); err != nil || !bytes.Equal(again, body) {
		return m, ErrVolume
	}
	if len(m.Entries) != n-2 {
		return m, fmt.Errorf("%w: %d files, the manifest names %d", ErrFile, n-2, len(m.Entries))
	}
	same := &comparer{from: from, size: size}
	out := zip.NewWriter(same)
	for i, f := range z.File {
		if i < n-2 && f.Name != m.Entries[i].Name {
			return m, fmt.Errorf("%w: %s", ErrFile, f.Name)
		}
		if err := copyMember(out, f, i, m.Entries); err != nil {
			return m, err
		}
	}
	if err := out.Close(); err != nil {
		return m, same.why(err)
	}
	if same.at != size {
		return m, ErrContainer
	}
	return m, nil
}

// File reads one file of a volume that holds.
func File(from io.ReaderAt, size int64, name string) ([]byte, error) {
	z, err := zip.NewReader(from, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrVolume, err)
	}
	for _, f := range z.File {
		if f.Name == name {
			return whole(f)
		}
	}
	return nil, fmt.Errorf("%w: there is no %s", ErrFile, name)
}

// Words says what a volume that holds is about, in Chinese and English.
func (m Manifest) Words() string {
	var b strings.Builder
	fmt.Fprintf(&b, "档案完整，签名有效。The volume is whole and its signature holds.\n%s\n%s　%s\n", m.Head.Title, m.Head.Authority, Moment(m.Head.MadeAt))
	fmt.Fprintf(&b, "第 %d 卷，%d 件，缺少 %d 件。Part %d, %d files, %d missing.\n", m.Head.Part, len(m.Entries), len(m.Missing), m.Head.Part, len(m.Entries), len(m.Missing))
	if m.Head.Follows != "" {
		fmt.Fprintf(&b, "承接上一卷 Follows the part %s\n", m.Head.Follows)
	}
	for _, x := range m.Missing {
		fmt.Fprintf(&b, "缺少 missing: %s %s（%s）\n", x.Section, x.Title, x.Why)
	}
	return b.String()
}

func copyMember(out *zip.Writer, f *zip.File, i int, entries []Entry) error {
	in, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrFile, f.Name, err)
	}
	defer func() { _ = in.Close() }()
	to, err := member(out, f.Name)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrContainer, err)
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, sum), in)
	if errors.Is(err, errOther) {
		return fmt.Errorf("%w: at %s", ErrContainer, f.Name)
	}
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrFile, f.Name, err)
	}
	if i < len(entries) && (n != entries[i].Size || hex.EncodeToString(sum.Sum(nil)) != entries[i].SHA256) {
		return fmt.Errorf("%w: %s", ErrFile, f.Name)
	}
	return nil
}

// mostManifest is how large manifest and signature may be.
const mostManifest = 64 << 20

func whole(f *zip.File) ([]byte, error) {
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	return io.ReadAll(io.LimitReader(in, mostManifest))
}

var errOther = errors.New("other bytes")

// comparer is a writer that holds what is written against a file.
type comparer struct {
	from io.ReaderAt
	size int64
	at   int64
	buf  []byte
}

func (c *comparer) Write(p []byte) (int, error) {
	if cap(c.buf) < len(p) {
		c.buf = make([]byte, len(p))
	}
	there := c.buf[:len(p)]
	if n, err := c.from.ReadAt(there, c.at); n < len(p) || err != nil && err != io.EOF || !bytes.Equal(there, p) {
		return 0, errOther
	}
	c.at += int64(len(p))
	return len(p), nil
}

func (c *comparer) why(err error) error {
	if errors.Is(err, errOther) {
		return ErrContainer
	}
	return fmt.Errorf("%w: %w", ErrContainer, err)
}

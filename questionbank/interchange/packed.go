package interchange

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank/picture"
)

// packed is an archive that is read. Nothing of it touches the disk: a path is only a key of files.
type packed struct {
	files map[string]*zip.File
	shown map[string][]byte // pictures and clips that were unpacked: many items may show one
	left  int64             // what may still be unpacked
	most  int64             // of all together
}

// openPacked lists an archive; foreign is the failure where the bytes are none. Names that lead out, that stand twice, or files behind a password refuse the
// archive as a whole: nobody can say what such a file was to be.
func openPacked(body []byte, l limits, foreign *fault.Error) (*packed, error) {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, foreign.Wrap(err)
	}
	p := &packed{files: map[string]*zip.File{}, shown: map[string][]byte{}, left: l.unpacked, most: l.unpacked}
	if len(z.File) > l.entries {
		return nil, p.tooFar()
	}
	for _, f := range z.File {
		name, ok := inside("", nameIn(f))
		switch _, twice := p.files[name]; {
		case !ok:
			return nil, ErrPathOut
		case f.FileInfo().IsDir():
			continue
		case twice:
			return nil, ErrNameTwice
		case f.Flags&1 != 0:
			return nil, ErrLocked
		}
		p.files[name] = f
	}
	return p, nil
}

// nameIn is the name of an entry: programs of Chinese Windows write it in GB 18030 and do not say so, older ones of Apple write UTF-8 and
// do not say so either, and take signs apart.
func nameIn(f *zip.File) string {
	name := f.Name
	if plain, err := simplifiedchinese.GB18030.NewDecoder().String(name); f.NonUTF8 && err == nil && !han(name) && han(plain) {
		name = plain
	}
	return norm.NFC.String(name)
}

// han reports whether a name is UTF-8 and all that is no ASCII in it stands in Chinese names; at least one sign of it.
func han(name string) bool {
	some := false
	for _, r := range name {
		switch {
		case r == utf8.RuneError:
			return false
		case unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef: // and its marks, and full width
			some = true
		case r >= utf8.RuneSelf && !unicode.IsPunct(r):
			return false
		}
	}
	return some
}

// inside resolves a name against a folder of the archive; false where it leads out of the archive or is an address.
func inside(folder, name string) (string, bool) {
	name = strings.ReplaceAll(name, `\`, "/")
	if strings.HasPrefix(name, "/") || strings.Contains(name, "://") || len(name) > 1 && name[1] == ':' || strings.ContainsRune(name, 0) {
		return "", false
	}
	name = path.Join(folder, name)
	return name, name != ".." && !strings.HasPrefix(name, "../")
}

func (p *packed) tooFar() error { return ErrExpands.With("mb", p.most>>20) }

// unpack returns one file, however large the archive says that it is.
func (p *packed) unpack(name string, most int64) ([]byte, error) {
	f := p.files[name]
	if f == nil {
		return nil, ErrPackage
	}
	r, err := f.Open()
	if err != nil {
		return nil, ErrPackage.Wrap(err)
	}
	defer func() { _ = r.Close() }()
	most = min(most, p.left)
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, ErrPackage.Wrap(err)
	}
	if int64(len(b)) > most {
		return nil, p.tooFar()
	}
	p.left -= int64(len(b))
	return b, nil
}

// text returns the text of one file.
func (p *packed) text(name string, most int64) (string, error) {
	b, err := p.unpack(name, most)
	if err != nil {
		return "", err
	}
	text, err := sheet.Decode(b)
	if err != nil {
		return "", ErrText.Wrap(err)
	}
	return text, nil
}

// maxMedium bounds one picture or clip before it is judged: a picture may be larger than the largest clip.
const maxMedium = picture.MaxBytes

// medium returns the bytes of a picture or a clip, unpacked once.
func (p *packed) medium(name string) ([]byte, *fault.Error) {
	if body, known := p.shown[name]; known {
		return body, nil
	}
	body, err := p.unpack(name, maxMedium)
	if err != nil {
		return nil, fault.From(err)
	}
	p.shown[name] = body
	return body, nil
}

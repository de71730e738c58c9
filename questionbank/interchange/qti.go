package interchange

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/picture"
)

const (
	manifestName = "imsmanifest.xml"
	maxItemFile  = 2 << 20 // of one item
)

// qtiPackage is an archive that is read. Nothing of it touches the disk: a path is only a key of files.
type qtiPackage struct {
	files map[string]*zip.File
	shown map[string][]byte // pictures that were unpacked: many items may show one
	left  int64             // what may still be unpacked
}

// readQTI reads a package, or the XML of a single item.
func readQTI(ctx context.Context, body []byte, l limits) (questionbank.File, error) {
	out := &collector{ctx: ctx, most: l.rows}
	if !bytes.HasPrefix(body, []byte("PK")) {
		text, err := sheet.Decode(body)
		if err != nil {
			return questionbank.File{}, ErrText.Wrap(err)
		}
		x := newXML(text)
		n, err := x.find("assessmentitem")
		if errors.Is(err, io.EOF) {
			err = ErrNoItems
		}
		if err == nil {
			err = out.add(qtiItem(n, &node{}, qtiFiles{}, out))
		}
		return out.file, err
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return questionbank.File{}, ErrPackage.Wrap(err)
	}
	p := qtiPackage{files: map[string]*zip.File{}, shown: map[string][]byte{}, left: l.unpacked}
	root := ""
	for _, f := range z.File {
		name, ok := inside("", f.Name)
		if !ok {
			return questionbank.File{}, ErrPackage
		}
		if _, twice := p.files[name]; !twice {
			p.files[name] = f
		}
		if strings.EqualFold(path.Base(name), manifestName) && (root == "" || len(name) < len(root)) {
			root = name
		}
	}
	if root == "" {
		return questionbank.File{}, ErrPackage
	}
	err = p.read(root, out)
	return out.file, err
}

// inside resolves a name against a folder of the archive; false where it leads out of the archive or is an address.
func inside(folder, name string) (string, bool) {
	name = strings.ReplaceAll(name, `\`, "/")
	if strings.HasPrefix(name, "/") || strings.Contains(name, "://") || len(name) > 1 && name[1] == ':' {
		return "", false
	}
	name = path.Join(folder, name)
	return name, name != ".." && !strings.HasPrefix(name, "../")
}

// unpack returns one file, however large the archive says that it is.
func (p *qtiPackage) unpack(name string, most int64) ([]byte, error) {
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
		return nil, ErrExpands
	}
	p.left -= int64(len(b))
	return b, nil
}

// text returns the text of one file.
func (p *qtiPackage) text(name string, most int64) (string, error) {
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

// qtiFiles finds the files beside one item; an item without a package has none.
type qtiFiles struct {
	p      *qtiPackage
	folder string // of the item
}

// picture returns the bytes of a picture that an item names.
func (f qtiFiles) picture(src string) ([]byte, *fault.Error) {
	if body, found, e := inline(src); found {
		return body, e
	}
	if elsewhere(src) {
		return nil, ErrPictureAway
	}
	name, ok := inside(f.folder, unescaped(src))
	if !ok {
		return nil, ErrPictureAway
	}
	if f.p == nil || f.p.files[name] == nil {
		return nil, ErrPictureFile
	}
	if body, known := f.p.shown[name]; known {
		return body, nil
	}
	body, err := f.p.unpack(name, picture.MaxBytes)
	if err != nil {
		return nil, fault.From(err)
	}
	f.p.shown[name] = body
	return body, nil
}

// read goes through the resources of the manifest.
func (p *qtiPackage) read(manifest string, out *collector) error {
	text, err := p.text(manifest, p.left)
	if err != nil {
		return err
	}
	x := newXML(text)
	for {
		n, err := x.find("resource")
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch kind := strings.ToLower(n.attrs["type"]); {
		case strings.HasPrefix(kind, "imsqti_xmlv1p"):
			return ErrOldQTI
		case strings.HasPrefix(kind, "imsqti_test_"), strings.HasPrefix(kind, "imsqti_section_"):
			out.lost(0, "", "", ErrTest)
		case strings.HasPrefix(kind, "imsqti_item_"), strings.HasPrefix(kind, "imsqti_apipitem"):
			if err := p.resource(path.Dir(manifest), n, out); err != nil {
				return err
			}
		}
	}
}

func (p *qtiPackage) resource(folder string, n *node, out *collector) error {
	href := n.attrs["href"]
	if href == "" {
		href = n.child("file").attrs["href"]
	}
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	name, ok := inside(folder, href)
	if !ok {
		return ErrPackage
	}
	text, err := p.text(name, maxItemFile)
	if err != nil {
		return err
	}
	item, err := newXML(text).find("assessmentitem")
	if errors.Is(err, io.EOF) {
		err = ErrPackage
	}
	if err != nil {
		return err
	}
	return out.add(qtiItem(item, n, qtiFiles{p, path.Dir(name)}, out))
}

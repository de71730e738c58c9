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

	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

const (
	manifestName = "imsmanifest.xml"
	maxItemFile  = 2 << 20 // of one item
)

// qtiPackage is an archive that is read. Nothing of it touches the disk: a path is only a key of files.
type qtiPackage struct {
	files map[string]*zip.File
	left  int64 // what may still be unpacked
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
			err = out.add(qtiItem(n, &node{}, out))
		}
		return out.file, err
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return questionbank.File{}, ErrPackage.Wrap(err)
	}
	p := qtiPackage{files: map[string]*zip.File{}, left: l.unpacked}
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

// unpack returns the text of one file, however large the archive says that it is.
func (p *qtiPackage) unpack(name string, most int64) (string, error) {
	f := p.files[name]
	if f == nil {
		return "", ErrPackage
	}
	r, err := f.Open()
	if err != nil {
		return "", ErrPackage.Wrap(err)
	}
	defer func() { _ = r.Close() }()
	most = min(most, p.left)
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return "", ErrPackage.Wrap(err)
	}
	if int64(len(b)) > most {
		return "", ErrExpands
	}
	p.left -= int64(len(b))
	text, err := sheet.Decode(b)
	if err != nil {
		return "", ErrText.Wrap(err)
	}
	return text, nil
}

// read goes through the resources of the manifest.
func (p *qtiPackage) read(manifest string, out *collector) error {
	text, err := p.unpack(manifest, p.left)
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
	text, err := p.unpack(name, maxItemFile)
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
	return out.add(qtiItem(item, n, out))
}

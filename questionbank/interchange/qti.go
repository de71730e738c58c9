package interchange

import (
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
)

const (
	manifestName = "imsmanifest.xml"
	maxItemFile  = 2 << 20 // of one item
)

// readQTI reads a package, or the XML of a single item.
func readQTI(ctx context.Context, o Options, body []byte, l limits) (questionbank.File, error) {
	out := collect(ctx, o, l)
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
	p, err := openPacked(body, l, ErrPackage)
	if err != nil {
		return questionbank.File{}, err
	}
	root := ""
	for name := range p.files {
		if strings.EqualFold(path.Base(name), manifestName) && (root == "" || len(name) < len(root) || len(name) == len(root) && name < root) {
			root = name
		}
	}
	if root == "" {
		return questionbank.File{}, ErrPackage
	}
	err = p.readQTI(root, out)
	return out.file, err
}

// qtiFiles finds the files beside one item; an item without a package has none.
type qtiFiles struct {
	p      *packed
	folder string // of the item
}

// medium returns the bytes of a picture or clip that an item names.
func (f qtiFiles) medium(src string) ([]byte, *fault.Error) {
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
	return f.p.medium(name)
}

// readQTI goes through the resources of the manifest.
func (p *packed) readQTI(manifest string, out *collector) error {
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

func (p *packed) resource(folder string, n *node, out *collector) error {
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

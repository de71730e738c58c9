package interchange

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// Bounds of XML.
const (
	maxDepth = 64
	maxNodes = 5_000_000 // of a whole file
)

// xmlReader reads XML from a text in UTF-8. It refuses document types, so that no entity can be defined and none leads
// out; nesting and the number of elements are bounded.
type xmlReader struct {
	d     *xml.Decoder
	depth int
	nodes int
}

var errCharset = errors.New("unknown encoding")

func newXML(text string) *xmlReader {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		known := []string{"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "gb2312", "gbk", "gb18030"}
		if !slices.Contains(known, strings.ToLower(name)) {
			return nil, errCharset
		}
		return r, nil // the text is UTF-8 already
	}
	return &xmlReader{d: d}
}

// token returns the next token, io.EOF at the end.
func (x *xmlReader) token() (xml.Token, error) {
	t, err := x.d.Token()
	switch {
	case errors.Is(err, errCharset):
		return nil, ErrText
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case err != nil:
		line, _ := x.d.InputPos()
		return nil, ErrXML.With("line", line).Wrap(err)
	}
	switch t.(type) {
	case xml.Directive:
		return nil, ErrDoctype
	case xml.StartElement:
		x.depth++
		x.nodes++
	case xml.EndElement:
		x.depth--
	}
	if x.depth > maxDepth || x.nodes > maxNodes {
		return nil, ErrExpands.With("mb", importLimits().unpacked>>20)
	}
	return t, nil
}

// node is an element, or a piece of text where name is empty.
type node struct {
	name  string // without prefix, "qti-", hyphens and capitals, so that QTI 2 and 3 read alike
	attrs map[string]string
	text  string
	kids  []*node
}

// plainName is how names of elements and attributes are compared.
func plainName(s string) string {
	s = strings.ToLower(s[strings.IndexByte(s, ':')+1:])
	return strings.ReplaceAll(strings.TrimPrefix(s, "qti-"), "-", "")
}

// find reads on to the next element with one of the names and returns it whole; io.EOF where there is none.
func (x *xmlReader) find(names ...string) (*node, error) {
	for {
		t, err := x.token()
		if err != nil {
			return nil, err
		}
		if e, ok := t.(xml.StartElement); ok && slices.Contains(names, plainName(e.Name.Local)) {
			return x.whole(e)
		}
	}
}

// whole reads the element that has been begun to its end.
func (x *xmlReader) whole(e xml.StartElement) (*node, error) {
	root := newNode(e)
	open := []*node{root}
	for len(open) > 0 {
		t, err := x.token()
		if errors.Is(err, io.EOF) {
			return nil, ErrXML.With("line", 0)
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch e := t.(type) {
		case xml.StartElement:
			n := newNode(e)
			top.kids = append(top.kids, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.kids = append(top.kids, &node{text: string(e)})
		}
	}
	return root, nil
}

func newNode(e xml.StartElement) *node {
	n := &node{name: plainName(e.Name.Local)}
	for _, a := range e.Attr {
		if n.attrs == nil {
			n.attrs = map[string]string{}
		}
		n.attrs[plainName(a.Name.Local)] = a.Value
	}
	return n
}

// child returns the first child of the name; an empty node where there is none.
func (n *node) child(name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return &node{}
}

// all calls each with every descendant element, outer first, until it returns false.
func (n *node) all(each func(*node) bool) bool {
	for _, k := range n.kids {
		if k.name != "" && (!each(k) || !k.all(each)) {
			return false
		}
	}
	return true
}

// named returns all descendants of the name.
func (n *node) named(name string) (out []*node) {
	n.all(func(k *node) bool {
		if k.name == name {
			out = append(out, k)
		}
		return true
	})
	return out
}

// words returns all text below the node.
func (n *node) words() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	b.WriteString(n.text)
	for _, k := range n.kids {
		k.write(b)
	}
}

// elements reports whether the node has children that are elements.
func (n *node) elements() bool {
	return slices.ContainsFunc(n.kids, func(k *node) bool { return k.name != "" })
}

// into hands the node's content to r; skip is left out.
func (n *node) into(r *rich, skip ...*node) {
	for _, k := range n.kids {
		switch {
		case slices.Contains(skip, k) || k.name == "file": // an embedded file is no text
		case k.name == "":
			r.text(k.text)
		case k.name == "img":
			r.image(k.attrs)
		default:
			r.start(k.name, k.attrs)
			k.into(r, skip...)
			r.end(k.name)
		}
	}
}

// between walks what stands below the node, in order; begins is false where an element ends. Elements of at are named once and not
// entered, nor are files and pictures.
func (n *node) between(at []*node, each func(n *node, begins bool)) {
	for _, k := range n.kids {
		switch {
		case k.name == "file":
		case k.name == "" || k.name == "img" || slices.Contains(at, k):
			each(k, true)
		default:
			each(k, true)
			k.between(at, each)
			each(k, false)
		}
	}
}

// escaped writes s as character data or as the value of an attribute.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder fails never
	return b.String()
}

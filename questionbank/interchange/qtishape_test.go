package interchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/interchange"
)

// node is any element of a document.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Nodes   []node     `xml:",any"`
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all returns the elements of a name below n, in order.
func (n node) all(name string) (out []node) {
	for _, c := range n.Nodes {
		if c.XMLName.Local == name {
			out = append(out, c)
		}
		out = append(out, c.all(name)...)
	}
	return out
}

func parsed(t *testing.T, z *zip.Reader, name string) (n node) {
	t.Helper()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	body, err := io.ReadAll(f)
	if err == nil {
		err = xml.Unmarshal(body, &n)
	}
	if err != nil {
		t.Fatal(name, err)
	}
	return n
}

// What the specification demands of a package and its items and what a schema could check, without the schema: names, order of
// the parts, references that lead somewhere. (No foreign validator is at hand where there is no network.)
func TestQTIPackagesHaveTheShapeOfTheSpecification(t *testing.T) {
	for format, v := range map[interchange.Format]struct{ kind, itemNS, manifestNS, pre string }{
		"qti-2.1": {"imsqti_item_xmlv2p1", "http://www.imsglobal.org/xsd/imsqti_v2p1", "http://www.imsglobal.org/xsd/imscp_v1p1", ""},
		"qti-2.2": {"imsqti_item_xmlv2p2", "http://www.imsglobal.org/xsd/imsqti_v2p2", "http://www.imsglobal.org/xsd/imscp_v1p1", ""},
		"qti-3.0": {"imsqti_item_xmlv3p0", "http://www.imsglobal.org/xsd/imsqtiasi_v3p0", "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "qti-"},
	} {
		t.Run(string(format), func(t *testing.T) {
			body, _, err := interchange.Write(context.Background(), format, "题库", full())
			if err != nil {
				t.Fatal(err)
			}
			z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
			if err != nil {
				t.Fatal(err)
			}
			m := parsed(t, z, "imsmanifest.xml")
			var parts []string
			for _, c := range m.Nodes {
				parts = append(parts, c.XMLName.Local)
			}
			if m.XMLName != (xml.Name{Space: v.manifestNS, Local: "manifest"}) || m.attr("identifier") == "" || !slices.Equal(parts, []string{"metadata", "organizations", "resources"}) {
				t.Errorf("manifest: %v %v", m.XMLName, parts)
			}
			listed := map[string]bool{"imsmanifest.xml": true}
			for _, r := range m.all("resource") {
				href := r.attr("href")
				if r.attr("type") != v.kind || path.Clean(href) != href || strings.HasPrefix(href, "/") || len(r.all("file")) == 0 || r.all("file")[0].attr("href") != href || listed[href] {
					t.Errorf("resource %q %q", href, r.attr("type"))
				}
				listed[href] = true
				shapeOfItem(t, parsed(t, z, href), v.itemNS, v.pre, r.attr("identifier"))
			}
			for _, f := range z.File {
				if !listed[f.Name] {
					t.Errorf("%s stands in no resource", f.Name)
				}
			}
			if len(listed) != len(full())+1 {
				t.Errorf("%d files", len(listed))
			}
		})
	}
}

// namesOf gives the names of elements: QTI 3 writes responseDeclaration as qti-response-declaration.
func namesOf(pre string) func(string) string {
	return func(camel string) string {
		if pre == "" {
			return camel
		}
		var b strings.Builder
		for _, r := range camel {
			if r >= 'A' && r <= 'Z' {
				b.WriteByte('-')
			}
			b.WriteString(strings.ToLower(string(r)))
		}
		return pre + b.String()
	}
}

func shapeOfItem(t *testing.T, item node, ns, pre, id string) {
	t.Helper()
	el := namesOf(pre)
	name := func(camel string) string { return strings.TrimPrefix(el(camel), pre) }
	if item.XMLName != (xml.Name{Space: ns, Local: el("assessmentItem")}) || item.attr("identifier") != id || item.attr("title") == "" || item.attr("adaptive") != "false" || item.attr(name("timeDependent")) != "false" {
		t.Errorf("%s: %v %v", id, item.XMLName, item.Attrs)
	}
	order, at := []string{el("responseDeclaration"), el("outcomeDeclaration"), el("itemBody"), el("responseProcessing"), el("modalFeedback")}, 0
	for _, c := range item.Nodes {
		i := slices.Index(order, c.XMLName.Local)
		if i < at {
			t.Errorf("%s: %s does not belong there", id, c.XMLName.Local)
		}
		at = max(at, i)
	}
	r, q := item.all(el("responseDeclaration")), item.all(el("choiceInteraction"))
	if len(r) != 1 || len(q) != 1 || q[0].attr(name("responseIdentifier")) != r[0].attr("identifier") || r[0].attr(name("baseType")) != "identifier" {
		t.Fatalf("%s: response", id)
	}
	var choices []string
	for _, c := range q[0].all(el("simpleChoice")) {
		choices = append(choices, c.attr("identifier"))
	}
	right := r[0].all(el("value"))
	for _, v := range right {
		if !slices.Contains(choices, v.Text) {
			t.Errorf("%s: the right answer %q is no choice of %v", id, v.Text, choices)
		}
	}
	single := r[0].attr("cardinality") == "single"
	if len(right) == 0 || single != (q[0].attr(name("maxChoices")) == "1") || single && len(right) != 1 || len(slices.Compact(slices.Sorted(slices.Values(choices)))) != len(choices) {
		t.Errorf("%s: %d right of %v, %v", id, len(right), choices, r[0].Attrs)
	}
	outcomes := map[string]bool{}
	for _, o := range item.all(el("outcomeDeclaration")) {
		outcomes[o.attr("identifier")] = true
	}
	for _, f := range item.all(el("modalFeedback")) {
		if !outcomes[f.attr(name("outcomeIdentifier"))] || pre != "" && len(f.all("qti-content-body")) != 1 {
			t.Errorf("%s: feedback %v", id, f.Attrs)
		}
	}
	if !outcomes["SCORE"] || !strings.Contains(item.all(el("responseProcessing"))[0].attr("template"), "match_correct") {
		t.Errorf("%s: %v", id, outcomes)
	}
}

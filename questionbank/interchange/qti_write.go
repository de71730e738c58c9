package interchange

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/questionbank"
)

// qtiVersion holds what differs between the versions.
type qtiVersion struct {
	number    string // of the package's schema
	packageNS string
	itemNS    string
	resource  string // type of an item in the manifest
	correct   string // template of response processing: right is what matches the declared answer
	three     bool   // names of elements and attributes with hyphens
}

func versionOf(f Format) qtiVersion {
	const two = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
	switch f {
	case QTI21:
		return qtiVersion{"2.1", "http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.imsglobal.org/xsd/imsqti_v2p1", "imsqti_item_xmlv2p1", two, false}
	case QTI22:
		return qtiVersion{"2.2", "http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.imsglobal.org/xsd/imsqti_v2p2", "imsqti_item_xmlv2p2", two, false}
	}
	return qtiVersion{"3.0.0", "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "http://www.imsglobal.org/xsd/imsqtiasi_v3p0", "imsqti_item_xmlv3p0",
		"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct", true}
}

// name writes the name of an element: assessmentItem, or qti-assessment-item.
func (v qtiVersion) name(s string) string {
	if v.three {
		return "qti-" + hyphened(s)
	}
	return s
}

// attr writes the name of an attribute.
func (v qtiVersion) attr(s string) string {
	if v.three {
		return hyphened(s)
	}
	return s
}

func hyphened(s string) string {
	var b strings.Builder
	for _, c := range s {
		if c >= 'A' && c <= 'Z' {
			b.WriteByte('-')
			c += 'a' - 'A'
		}
		b.WriteRune(c)
	}
	return b.String()
}

// writeQTI writes a package: a manifest that describes the items, and a file for each. Equal items give equal bytes.
func writeQTI(f Format, title string, items []questionbank.Content) ([]byte, error) {
	v := versionOf(f)
	var out bytes.Buffer
	w := newZip(&out)
	if err := w.put(manifestName, []byte(v.manifest(title, items))); err != nil {
		return nil, err
	}
	for i, c := range items {
		if err := w.put(itemFile(i), []byte(v.item(i, c))); err != nil {
			return nil, err
		}
		if err := w.media(c); err != nil {
			return nil, err
		}
	}
	err := w.z.Close()
	return out.Bytes(), err
}

func itemID(i int) string   { return fmt.Sprintf("item-%05d", i+1) }
func itemFile(i int) string { return "items/" + itemID(i) + ".xml" }

const lom = "http://ltsc.ieee.org/xsd/LOM"

func (v qtiVersion) manifest(title string, items []questionbank.Content) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"%s\" identifier=\"questions\">\n", v.packageNS)
	fmt.Fprintf(&b, "<metadata><schema>QTI Package</schema><schemaversion>%s</schemaversion><lom xmlns=\"%s\"><general><title><string language=\"zh-CN\">%s</string></title></general></lom></metadata>\n",
		v.number, lom, escaped(title))
	b.WriteString("<organizations/>\n<resources>\n")
	for i, c := range items {
		fmt.Fprintf(&b, "<resource identifier=\"%s\" type=\"%s\" href=\"%s\"><metadata><lom xmlns=\"%s\"><general>", itemID(i), v.resource, itemFile(i), lom)
		if c.SourceNo != "" {
			fmt.Fprintf(&b, "<identifier><catalog>suikao</catalog><entry>%s</entry></identifier>", escaped(c.SourceNo))
		}
		for _, t := range tagged(c, colTopic)[1:] { // the difficulty has a place of its own
			fmt.Fprintf(&b, "<keyword><string language=\"zh-CN\">%s</string></keyword>", escaped(t))
		}
		b.WriteString("</general>")
		if c.Difficulty >= 1 && c.Difficulty <= 5 {
			word := []string{"very easy", "easy", "medium", "difficult", "very difficult"}[c.Difficulty-1]
			fmt.Fprintf(&b, "<educational><difficulty><source>LOMv1.0</source><value>%s</value></difficulty></educational>", word)
		}
		fmt.Fprintf(&b, "</lom></metadata><file href=\"%s\"/>", itemFile(i))
		for _, m := range c.Media {
			fmt.Fprintf(&b, "<file href=\"%s\"/>", packedName(m))
		}
		b.WriteString("</resource>\n")
	}
	b.WriteString("</resources>\n</manifest>\n")
	return b.String()
}

// qtiWriter writes the elements of one item.
type qtiWriter struct {
	strings.Builder
	v qtiVersion
}

// open begins an element; attributes come as name, value.
func (w *qtiWriter) open(name string, attrs ...string) {
	w.WriteString("<" + w.v.name(name))
	w.attrs(attrs...)
	w.WriteString(">")
}

func (w *qtiWriter) attrs(list ...string) {
	for i := 0; i < len(list); i += 2 {
		fmt.Fprintf(w, " %s=\"%s\"", w.v.attr(list[i]), escaped(list[i+1]))
	}
}

func (w *qtiWriter) close(name string) { w.WriteString("</" + w.v.name(name) + ">\n") }

func (w *qtiWriter) value(text string) {
	w.open("value")
	w.WriteString(escaped(text))
	w.WriteString("</" + w.v.name("value") + ">")
}

func (v qtiVersion) item(i int, c questionbank.Content) string {
	w := qtiWriter{v: v}
	ids := optionIDs(c.Type, len(c.Options))
	w.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	fmt.Fprintf(&w, "<%s xmlns=\"%s\" identifier=\"%s\" title=\"%s\" adaptive=\"false\" %s=\"false\" xml:lang=\"zh-CN\">\n",
		v.name("assessmentItem"), v.itemNS, itemID(i), escaped(titleOf(c)), v.attr("timeDependent"))
	if c.Type != questionbank.Case {
		several := c.Type == questionbank.Multiple || c.Type == questionbank.Hotspot && len(c.Key) > 1
		w.response("RESPONSE", several, ids, c.Key)
	}
	for n, p := range c.Parts {
		w.response(partResponse(n), p.Type == questionbank.Multiple, optionIDs(p.Type, len(p.Options)), p.Key)
	}
	w.outcomes(c)
	w.open("itemBody")
	w.WriteString("\n")
	if c.Type == questionbank.Case {
		w.parts(c)
	} else {
		w.interaction(c, ids)
	}
	w.close("itemBody")
	if c.Type == questionbank.Case {
		w.scoring(c)
	} else {
		w.open("responseProcessing", "template", v.correct)
		w.close("responseProcessing")
	}
	names, texts := explanations(c)
	for n, name := range names {
		w.open("modalFeedback", "outcomeIdentifier", "FEEDBACK", "identifier", name, "showHide", "show")
		body := "%s"
		if v.three {
			body = "<qti-content-body>%s</qti-content-body>"
		}
		fmt.Fprintf(&w, body, lines(texts[n]))
		w.close("modalFeedback")
	}
	w.WriteString("</" + v.name("assessmentItem") + ">\n")
	return w.String()
}

// response writes the right answer.
func (w *qtiWriter) response(name string, several bool, ids []string, key []int) {
	w.open("responseDeclaration", "identifier", name, "cardinality", cardinality(several), "baseType", "identifier")
	w.open("correctResponse")
	for o, id := range ids {
		if slices.Contains(key, o) {
			w.value(id)
		}
	}
	w.close("correctResponse")
	w.close("responseDeclaration")
}

func cardinality(several bool) string {
	if several {
		return "multiple"
	}
	return "single"
}

func (w *qtiWriter) outcomes(c questionbank.Content) {
	outcome := func(name string, several bool, base string, values ...string) {
		w.open("outcomeDeclaration", "identifier", name, "cardinality", cardinality(several), "baseType", base)
		if len(values) > 0 {
			w.open("defaultValue")
			for _, v := range values {
				w.value(v)
			}
			w.close("defaultValue")
		}
		w.close("outcomeDeclaration")
	}
	if c.Type == questionbank.Case { // reckoned up from nothing
		outcome("SCORE", false, "float", "0")
	} else {
		outcome("SCORE", false, "float")
	}
	if c.Points != 0 {
		outcome("MAXSCORE", false, "float", strconv.Itoa(c.Points))
	}
	if names, _ := explanations(c); len(names) > 0 {
		outcome("FEEDBACK", len(names) > 1, "identifier", names...)
	}
}

// lines writes a plain text so that line ends and spaces survive the rules of HTML.
func lines(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteString("<br/>")
		}
		last := ' '
		runes := []rune(line)
		for j, c := range runes {
			if c == ' ' && (last == ' ' || j == len(runes)-1) {
				c = '\u00a0'
			}
			last = c
			b.WriteString(escaped(string(c)))
		}
	}
	return b.String()
}

package interchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank/interchange"
)

// What a schema and a conformance checker would look at in packages with pictures, clips and cases: each resource names exactly the files
// that its item shows, nothing lies in the archive unnamed, names are names in the sense of XML and stand once, the body holds blocks, and words
// and pictures stand inside them.
func TestQTIPackagesNameExactlyTheirFiles(t *testing.T) {
	items := append(append(append(shown(t), filmed(t)...), caseItem(), trickyCase(t)), full()...)
	ncName := regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	for _, format := range qtiVersions {
		body, losses, err := interchange.Write(context.Background(), format, "题库", items)
		if err != nil || len(losses) > 0 {
			t.Fatal(err, said1(losses))
		}
		z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
		if err != nil {
			t.Fatal(err)
		}
		pre := map[bool]string{true: "qti-"}[format == interchange.QTI30]
		el := namesOf(pre)
		named := map[string]bool{"imsmanifest.xml": true}
		resources := parsed(t, z, "imsmanifest.xml").all("resource")
		if len(resources) != len(items) {
			t.Fatalf("%d resources", len(resources))
		}
		for _, r := range resources {
			listed := map[string]bool{}
			for _, f := range r.all("file") {
				listed[f.attr("href")], named[f.attr("href")] = true, true
			}
			item := parsed(t, z, r.attr("href"))
			uses := map[string]bool{r.attr("href"): true}
			for _, shows := range append(item.all("img"), item.all("object")...) {
				at := shows.attr("src") + shows.attr("data")
				uses[path.Join(path.Dir(r.attr("href")), at)] = true
				if shows.XMLName.Local == "img" && shows.attr("alt") == "" || shows.XMLName.Local == "object" && (shows.attr("type") == "" || strings.TrimSpace(shows.Text) == "") {
					t.Errorf("%s: %s %v says nothing of what it shows", format, r.attr("href"), shows.Attrs)
				}
			}
			if !maps.Equal(listed, uses) {
				t.Errorf("%s: %s shows %v and lists %v", format, r.attr("href"), uses, listed)
			}
			ids := []string{}
			for _, name := range []string{"responseDeclaration", "outcomeDeclaration"} {
				for _, n := range item.all(el(name)) {
					ids = append(ids, n.attr("identifier"))
				}
			}
			for _, q := range append(item.all(el("choiceInteraction")), item.all(el("hotspotInteraction"))...) {
				own := []string{}
				for _, c := range append(q.all(el("simpleChoice")), q.all(el("hotspotChoice"))...) {
					own = append(own, c.attr("identifier"))
				}
				if len(q.Nodes) == 0 || q.Nodes[0].XMLName.Local != el("prompt") || len(own) < 2 || len(slices.Compact(slices.Sorted(slices.Values(own)))) != len(own) {
					t.Errorf("%s: %s: choices %v", format, r.attr("href"), own)
				}
				ids = append(ids, own[0])
			}
			for _, id := range ids {
				if !ncName.MatchString(id) {
					t.Errorf("%s: %q is no identifier", format, id)
				}
			}
			for _, b := range item.all(el("itemBody")) {
				for _, block := range b.Nodes {
					if !slices.Contains([]string{"p", el("choiceInteraction"), el("hotspotInteraction")}, block.XMLName.Local) || strings.TrimSpace(b.Text) != "" {
						t.Errorf("%s: %s: %s in the body", format, r.attr("href"), block.XMLName.Local)
					}
				}
			}
		}
		for _, f := range z.File {
			if !named[f.Name] {
				t.Errorf("%s: %s stands in no resource", format, f.Name)
			}
			delete(named, f.Name)
		}
		if len(named) > 0 {
			t.Errorf("%s: not in the archive: %v", format, named)
		}
	}
}

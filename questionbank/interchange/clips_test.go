package interchange_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/interchange"
	"github.com/suikao/suikao/questionbank/picture"
)

func film(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "clip", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func clipMedium(t testing.TB, alt, name string) questionbank.Medium {
	t.Helper()
	c, err := clip.Check(film(t, name), clip.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	m := questionbank.Medium{Medium: assembly.Medium{Type: c.Type, Alt: alt, Width: c.Width, Height: c.Height}, Data: c.Data}
	m.Digest = picture.Digest(c.Data)
	return m
}

// filmed are items with clips of both kinds: before and behind other pictures, at a case, at an item that is marked.
func filmed(t testing.TB) []questionbank.Content {
	t.Helper()
	web, mp4 := clipMedium(t, "工人 <未> 验电 & 就接线\n第二行", "vp8-opus.webm"), clipMedium(t, "焊接", "h264-aac.mp4")
	still, other := medium(t, "静止 \"图\"", []byte(drawing)), medium(t, "灰图", pngOf(t, 60, 40))
	c := caseItem()
	c.Media = []questionbank.Medium{mp4, other}
	return []questionbank.Content{
		{Type: questionbank.Single, Stem: "片中的违章是（　）。", Options: []string{"未验电", "<video src=x>"}, Key: []int{0}, Difficulty: 2, Topic: "接地", Media: []questionbank.Medium{web, still}},
		{Type: questionbank.Multiple, Stem: "片中有（　）。", Options: []string{"一", "二", "三"}, Key: []int{0, 2}, Difficulty: 3, Topic: "接地", Media: []questionbank.Medium{other, mp4, still}},
		{Type: questionbank.TrueFalse, Stem: "片中正确。", Options: questionbank.TrueFalseOptions(), Key: []int{1}, Difficulty: 3, Topic: "接地", Media: []questionbank.Medium{web, still, other}},
		{Type: questionbank.Hotspot, Stem: "标出隐患。", Options: []string{"左", "右"}, Key: []int{1}, Difficulty: 4, Topic: "隐患", Media: []questionbank.Medium{other, web, still},
			Areas: []questionbank.Area{{Shape: assembly.Rect, Coords: []int{0, 0, 20, 40}}, {Shape: assembly.Rect, Coords: []int{30, 0, 60, 40}}}},
		c,
	}
}

func TestClipsComeBack(t *testing.T) {
	for _, f := range append([]interchange.Format{interchange.Moodle}, qtiVersions...) {
		items, want := filmed(t), ""
		if f == interchange.Moodle {
			want = "4  loss.item_kind\n5  loss.item_kind"
		}
		body, losses, err := interchange.Write(context.Background(), f, "题库", items)
		if err != nil || said1(losses) != want {
			t.Fatalf("%s: %v\n%s", f, err, said1(losses))
		}
		file := again(t, f, body)
		if len(file.Rows) != len(items)-strings.Count(want, "kind") || len(file.Losses) > 0 {
			t.Fatalf("%s: %d rows\n%s", f, len(file.Rows), said1(file.Losses))
		}
		for i, r := range file.Rows {
			if len(r.Wrong) > 0 || r.Left != nil || !same(r.Content, items[i]) || r.Content.Validate() != nil {
				t.Errorf("%s, item %d: %v %v", f, i+1, said(r), r.Left)
				for n, m := range r.Content.Media {
					t.Errorf("%q %q %s", m.Alt, m.Name, m.Type)
					if n < len(items[i].Media) {
						t.Errorf("%q %s", items[i].Media[n].Alt, items[i].Media[n].Type)
					}
				}
			}
		}
	}
}

// Clips as other programs write them.
func TestForeignClips(t *testing.T) {
	web, mp4, still := film(t, "vp9.webm"), film(t, "h264.mp4"), pngOf(t, 64, 48)
	qti := func(body string, files ...string) []byte {
		return packageOf(t, append([]string{"i.xml", item(body + question), "c.webm", string(web), "d/c.mp4", string(mp4), "s.png", string(still)}, files...)...)
	}
	moodle := func(body string) []byte {
		file := func(name string, b []byte) string {
			return `<file name="` + name + `" path="/" encoding="base64">` + base64.StdEncoding.EncodeToString(b) + `</file>`
		}
		return []byte(`<quiz><question type="multichoice"><questiontext format="html"><text><![CDATA[<p>看片</p>` + body + `]]></text>` + file("c.webm", web) + file("c.mp4", mp4) + file("s.png", still) + `</questiontext>` +
			`<answer fraction="100"><text>甲</text></answer><answer fraction="0"><text>乙</text></answer></question></quiz>`)
	}
	for name, c := range map[string]struct {
		body []byte
		want string
	}{
		"video with a poster":       {qti(`<p><video src="c.webm" poster="s.png" aria-label="片"/></p>`), "webm 片 c.webm; png 片 s.png;"},
		"video with sources":        {qti(`<video controls="controls"><source src="d/c.mp4" type="video/mp4"/><source src="c.webm" type="video/webm"/><img src="s.png" alt="静"/>片</video>`), "mp4 片 c.mp4; png 静 s.png;"},
		"object with a still":       {qti(`<object data="c.webm" type="video/webm">片<img src="s.png" alt="静"/></object>`), "webm 片 c.webm; png 静 s.png;"},
		"the same still twice":      {qti(`<video src="c.webm" title="片"><img src="s.png" alt="静"/><img src="s.png" alt="静"/><source src="c.webm"/></video>`), "webm 片 c.webm; png 静 s.png;"},
		"object without a type":     {qti(`<object data="d/c.mp4">片<img src="s.png" alt="静"/></object>`), "mp4 片 c.mp4; png 静 s.png;"},
		"object that is a picture":  {qti(`<object data="s.png" type="image/png">静</object>`), "png 静 s.png;"},
		"object of another kind":    {qti(`<object data="x.swf" type="application/x-shockwave-flash">x</object>`), "left=loss.picture"},
		"object in an object":       {qti(`<object data="c.webm" type="video/webm"><object data="d/c.mp4" type="video/mp4">x</object></object>`), "left=loss.picture"},
		"nothing to play":           {qti(`<video poster="s.png">片</video>`), "left=loss.picture"},
		"a clip of sound":           {qti(`<audio src="x.ogg"/>`), "left=loss.picture"},
		"media interaction":         {packageOf(t, "i.xml", item(`<mediaInteraction responseIdentifier="RESPONSE"><object data="c.webm" type="video/webm"/></mediaInteraction>`)), "left=loss.kind"},
		"no still":                  {qti(`<video src="c.webm" aria-label="片"/>`), "webm 片 c.webm; media:item.clip_still"},
		"two clips":                 {qti(`<video src="c.webm" poster="s.png" title="片"/><video src="d/c.mp4" poster="t.png" title="片二"/>`, "t.png", string(pngOf(t, 32, 32))), "webm 片 c.webm; png 片 s.png; mp4 片二 c.mp4; png 片二 t.png; media:item.clip_many"},
		"no words":                  {qti(`<video src="c.webm" poster="s.png"/>`), "webm  c.webm; png  s.png; media:item.alt_missing"},
		"a clip that is none":       {qti(`<video src="x.webm" poster="s.png" title="片"/>`, "x.webm", "\x1a\x45\xdf\xa3 no"), "图片:clip."},
		"a clip cut off":            {qti(`<video src="x.webm" poster="s.png" title="片"/>`, "x.webm", string(web[:len(web)/2])), "图片:clip."},
		"a clip elsewhere":          {qti(`<video src="https://example.org/c.mp4" poster="s.png" title="片"/>`), "图片:interchange.picture_away"},
		"a clip outside":            {qti(`<video src="../../c.mp4" poster="s.png" title="片"/>`), "图片:interchange.picture_away"},
		"a clip that is not there":  {qti(`<object data="y.mp4" type="video/mp4">片</object>`), "图片:interchange.picture_file"},
		"a clip in an option":       {packageOf(t, "c.webm", string(web), "i.xml", item(strings.Replace(question, "380 V", `<video src="c.webm"/>`, 1))), "left=loss.picture"},
		"a script as the still":     {qti(`<video src="c.webm" poster="z.svg" title="片"/>`, "z.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/></svg>`), "图片:picture.active"},
		"moodle video":              {moodle(`<video poster="@@PLUGINFILE@@/s.png" title="片"><source src="@@PLUGINFILE@@/c.webm" type="video/webm">不支持</video><p>后文</p>`), "webm 片 c.webm; png 片 s.png;"},
		"moodle video, shorthand":   {moodle(`<VIDEO src='@@PLUGINFILE@@/c.mp4' POSTER=@@PLUGINFILE@@/s.png>片</VIDEO>`), "mp4 片 c.mp4; png 片 s.png;"},
		"moodle, subtitles":         {moodle(`<video src="@@PLUGINFILE@@/c.mp4" poster="@@PLUGINFILE@@/s.png" title="片"><track src="a.vtt"></video>`), "mp4 片 c.mp4; png 片 s.png; lost=题干:loss.markup"},
		"moodle, without end":       {moodle(`<video src="@@PLUGINFILE@@/c.mp4" title="片"><p>题`), "left=loss.picture"},
		"moodle, a link to a clip":  {moodle(`<a href="@@PLUGINFILE@@/c.mp4">c.mp4</a>`), "left=loss.picture"},
		"moodle, missing":           {moodle(`<video src="@@PLUGINFILE@@/q.mp4" poster="@@PLUGINFILE@@/s.png" title="片"></video>`), "图片:interchange.picture_file"},
		"moodle, in the feedback":   {[]byte(`<quiz><question type="truefalse"><questiontext><text>题</text></questiontext><generalfeedback format="html"><text><![CDATA[看<video src="@@PLUGINFILE@@/c.mp4"></video>]]></text></generalfeedback><answer fraction="100"><text>true</text></answer></question></quiz>`), "lost=解析:loss.markup"},
		"a picture that is a film":  {qti(`<p><img src="c.webm" alt="片"/></p>`), "webm 片 c.webm; media:item.clip_still"},
		"a film that is a picture":  {qti(`<video src="s.png" title="图"/>`), "png 图 s.png;"},
		"hidden from everybody":     {qti(`<rubricBlock view="scorer"><video src="c.webm"/></rubricBlock>`), "left=loss.picture"},
		"a poster that is no still": {qti(`<video src="c.webm" poster="d/c.mp4" title="片"/>`), "webm 片 c.webm; mp4 片 c.mp4; media:item.clip_many"},
	} {
		f, err := interchange.Read(context.Background(), "x", bytes.NewReader(c.body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r := f.Rows[0]
		got := ""
		if r.Left != nil {
			got = "left=" + r.Left.Code()
		} else {
			for _, w := range r.Wrong {
				got += w.Column + ":" + w.Err.Code()
			}
		}
		if got == "" {
			for _, m := range r.Content.Media {
				_, kind, _ := strings.Cut(m.Type, "/")
				got += fmt.Sprintf("%s %s %s; ", kind, m.Alt, m.Name)
			}
			r.Content.Topic = "t"
			if err := r.Content.Validate(); err != nil {
				got += strings.TrimSuffix(strings.TrimPrefix(strings.Replace(err.Error(), ": ", ":", 1), "invalid ["), "]")
			}
			for _, l := range f.Losses {
				got += "lost=" + l.Field + ":" + l.Err.Code()
			}
		}
		if got = strings.TrimSpace(got); got != c.want && !(strings.HasSuffix(c.want, ".") && strings.HasPrefix(got, c.want)) {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		if strings.Contains(r.Content.Stem, "片<") || strings.Contains(r.Content.Stem, "不支持") || name == "moodle video" && r.Content.Stem != "看片\n后文" {
			t.Errorf("%s: the stem is %q", name, r.Content.Stem)
		}
	}
}

// What is allowed is said with what is refused, and the house may allow less or more than is usual.
func TestTheLimitsOfClipsHoldForFiles(t *testing.T) {
	body, _, err := interchange.Write(context.Background(), interchange.QTI30, "题库", filmed(t)[:1])
	if err != nil {
		t.Fatal(err)
	}
	f, err := interchange.ReadAs(context.Background(), interchange.Options{Clips: clip.Limits{Bytes: 1 << 10}}, "x.zip", bytes.NewReader(body))
	if err != nil || said(f.Rows[0]) != "图片: clip.too_large" {
		t.Fatal(err, said(f.Rows[0]))
	}
	f, err = interchange.ReadAs(context.Background(), interchange.Options{Clips: clip.Limits{Side: 20}}, "x.zip", bytes.NewReader(body))
	if err != nil || said(f.Rows[0]) != "图片: clip.size" || !strings.Contains(f.Rows[0].Wrong[0].Err.Text("zh"), "20") {
		t.Fatal(err, said(f.Rows[0]))
	}
}

func moodleClipped(t testing.TB) []byte {
	return []byte(`<quiz><question type="truefalse"><questiontext format="html"><text><![CDATA[看<video title="片" poster="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(drawing)) +
		`"><source src="@@PLUGINFILE@@/c.webm"></video>]]></text><file name="c.webm" path="/" encoding="base64">` + base64.StdEncoding.EncodeToString(film(t, "vp9.webm")) +
		`</file></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`)
}

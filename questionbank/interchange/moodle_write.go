package interchange

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/clip"
)

// writeMoodle writes a <quiz>. Texts are plain; a category stands before each change of the topic.
func writeMoodle(items []questionbank.Content) []byte {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n")
	for i, c := range items {
		if i == 0 || c.Topic != items[i-1].Topic {
			fmt.Fprintf(&b, "<question type=\"category\"><category><text>%s</text></category></question>\n", escaped(categoryOf(c.Topic)))
		}
		moodleItem(&b, c)
	}
	b.WriteString("</quiz>\n")
	return []byte(b.String())
}

func categoryOf(topic string) string { return "$course$/top/" + strings.ReplaceAll(topic, "/", "//") }

func moodleItem(b *strings.Builder, c questionbank.Content) {
	kind := "multichoice"
	if c.Type == questionbank.TrueFalse {
		kind = "truefalse"
	}
	put := func(name, text string) {
		fmt.Fprintf(b, "<%s format=\"plain_text\"><text>%s</text></%s>\n", name, escaped(text), name)
	}
	fmt.Fprintf(b, "<question type=\"%s\">\n<name><text>%s</text></name>\n", kind, escaped(titleOf(c)))
	if len(c.Media) == 0 {
		put("questiontext", c.Stem)
	} else {
		moodleStem(b, c)
	}
	put("generalfeedback", c.Explanation)
	if c.Points != 0 {
		fmt.Fprintf(b, "<defaultgrade>%d</defaultgrade>\n", c.Points)
	}
	fmt.Fprintf(b, "<penalty>0</penalty><hidden>0</hidden><idnumber>%s</idnumber>\n", escaped(c.SourceNo))
	options := c.Options
	if c.Type == questionbank.TrueFalse {
		options = []string{"true", "false"}
	} else {
		fmt.Fprintf(b, "<single>%t</single><shuffleanswers>true</shuffleanswers><answernumbering>ABCD</answernumbering>\n", c.Type == questionbank.Single)
	}
	for i, o := range options {
		fmt.Fprintf(b, "<answer fraction=\"%s\" format=\"plain_text\"><text>%s</text><feedback><text></text></feedback></answer>\n", weightOf(c, i), escaped(o))
	}
	b.WriteString("<tags>")
	for _, t := range tagged(c) {
		fmt.Fprintf(b, "<tag><text>%s</text></tag>", escaped(t))
	}
	b.WriteString("</tags>\n</question>\n")
}

// moodleStem writes a stem with its pictures and clips behind it, and their files beside it.
func moodleStem(b *strings.Builder, c questionbank.Content) {
	text := "<p>" + lines(c.Stem) + "</p>"
	for i, m := range c.Media {
		switch {
		case clip.Known(m.Type):
			text += "<p>" + moodleClip(m, c.Media[i+1:]) + "</p>"
		case i == 0 || !clip.Known(c.Media[i-1].Type):
			text += "<p>" + moodlePicture(m) + "</p>"
		}
	}
	fmt.Fprintf(b, "<questiontext format=\"html\"><text>%s</text>", escaped(text))
	for _, m := range c.Media {
		fmt.Fprintf(b, "\n<file name=\"%s\" path=\"/\" encoding=\"base64\">%s</file>", fileName(m), base64.StdEncoding.EncodeToString(m.Data))
	}
	b.WriteString("</questiontext>\n")
}

func moodlePicture(m questionbank.Medium) string {
	return fmt.Sprintf("<img src=\"@@PLUGINFILE@@/%s\" alt=\"%s\" width=\"%d\" height=\"%d\">", fileName(m), escaped(m.Alt), m.Width, m.Height)
}

// moodleClip writes a clip with the still behind it as what is seen before it plays and where it cannot. A title stays when Moodle cleans the text.
func moodleClip(m questionbank.Medium, behind []questionbank.Medium) string {
	poster, still := "", ""
	if len(behind) > 0 {
		poster, still = " poster=\"@@PLUGINFILE@@/"+fileName(behind[0])+"\"", moodlePicture(behind[0])
	}
	return fmt.Sprintf("<video controls=\"true\"%s title=\"%s\" width=\"%d\" height=\"%d\"><source src=\"@@PLUGINFILE@@/%s\" type=\"%s\">%s</video>",
		poster, escaped(m.Alt), m.Width, m.Height, fileName(m), m.Type, still)
}

// weightOf is what an option counts in per cent: all right ones together 100, a wrong one beside several right ones takes
// everything away, as the bank scores by default.
func weightOf(c questionbank.Content, option int) string {
	right := slices.Contains(c.Key, option)
	switch {
	case c.Type == questionbank.Multiple && !right:
		return "-100"
	case !right:
		return "0"
	case len(c.Key) == 1:
		return "100"
	}
	return strconv.FormatFloat(100/float64(len(c.Key)), 'f', 5, 64)
}

// titleOf names an item where a format wants a name: its number, or else the beginning of the stem.
func titleOf(c questionbank.Content) string {
	if c.SourceNo != "" {
		return c.SourceNo
	}
	line, _, _ := strings.Cut(c.Stem, "\n")
	if r := []rune(line); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return line
}

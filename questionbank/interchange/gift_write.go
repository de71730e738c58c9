package interchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/suikao/suikao/questionbank"
)

var giftEscapes = strings.NewReplacer(`\`, `\\`, `~`, `\~`, `=`, `\=`, `#`, `\#`, `{`, `\{`, `}`, `\}`, `:`, `\:`, "\n", `\n`)

var giftNotes = strings.NewReplacer(`\`, `\\`, `]`, `\]`, "\n", `\n`)

// writeGIFT writes questions as plain text, number and tags as comments.
func writeGIFT(items []questionbank.Content) []byte {
	var b strings.Builder
	for i, c := range items {
		if i == 0 || c.Topic != items[i-1].Topic {
			fmt.Fprintf(&b, "$CATEGORY: %s\n\n", categoryOf(c.Topic))
		}
		b.WriteString("//")
		if c.SourceNo != "" {
			fmt.Fprintf(&b, " [id:%s]", giftNotes.Replace(c.SourceNo))
		}
		for _, t := range tagged(c, colPoints) {
			fmt.Fprintf(&b, " [tag:%s]", giftNotes.Replace(t))
		}
		fmt.Fprintf(&b, "\n::%s::[plain]%s{", giftEscapes.Replace(titleOf(c)), giftEscapes.Replace(c.Stem))
		switch {
		case c.Type != questionbank.TrueFalse:
			giftChoices(&b, c)
		case slices.Contains(c.Key, 0):
			b.WriteString("TRUE")
		default:
			b.WriteString("FALSE")
		}
		if c.Explanation != "" {
			fmt.Fprintf(&b, "\n####%s", giftEscapes.Replace(c.Explanation))
		}
		b.WriteString("\n}\n\n")
	}
	return []byte(b.String())
}

// giftChoices writes the options. A weight is written where one is needed, and where the text begins like one.
func giftChoices(b *strings.Builder, c questionbank.Content) {
	for i, o := range c.Options {
		mark, weight := "~", ""
		if c.Type == questionbank.Single && slices.Contains(c.Key, i) {
			mark = "="
		}
		if c.Type == questionbank.Multiple || strings.HasPrefix(o, "%") {
			weight = "%" + weightOf(c, i) + "%"
		}
		if strings.HasPrefix(o, "[") {
			weight += "[plain]"
		}
		fmt.Fprintf(b, "\n%s%s%s", mark, weight, giftEscapes.Replace(o))
	}
}

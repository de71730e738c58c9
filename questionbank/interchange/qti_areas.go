package interchange

import (
	"slices"
	"strconv"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

// boardOf returns the picture that is to be marked; an empty node where the interaction has none, and for a choice.
func boardOf(interaction *node) *node {
	if interaction == nil || interaction.name != "hotspotinteraction" {
		return &node{}
	}
	for _, k := range interaction.kids {
		if k.name == "object" || k.name == "img" {
			return k
		}
	}
	return &node{}
}

// marked reads the areas of a hotspot item, what stands in them, and which are right.
func (q *qtiQuestion) marked(interaction *node, board image) (key, areas *fault.Error) {
	q.c.Type = questionbank.Hotspot
	for _, k := range interaction.kids {
		if k.name != "hotspotchoice" {
			continue
		}
		shape, known := shapeOf(k.attrs["shape"])
		coords, whole := coordinates(k.attrs["coords"])
		if !known || !whole {
			return nil, ErrAreaText
		}
		a := questionbank.Area{Shape: shape, Coords: coords}
		if len(q.c.Media) > 0 {
			a = scaled(a, board, q.c.Media[0])
		}
		label := sheet.Clean(k.attrs["hotspotlabel"])
		if label == "" && len(q.c.Options) < len(letters) {
			label = "区域 " + letters[len(q.c.Options):len(q.c.Options)+1]
		}
		q.c.Areas, q.c.Options, q.ids = append(q.c.Areas, a), append(q.c.Options, label), append(q.ids, k.attrs["identifier"])
	}
	if d := q.declaration(interaction); d != nil {
		return q.key(d), nil
	}
	return ErrNoAnswer, nil
}

// interaction writes how the item is answered: by options, or by marking its first picture. Other pictures stand before it.
func (w *qtiWriter) interaction(c questionbank.Content, ids []string) {
	shown := c.Media
	if c.Type == questionbank.Hotspot {
		shown = shown[1:]
	}
	for _, m := range shown {
		w.WriteString("<p><img")
		w.attrs("src", "../"+pictureFile(m), "alt", m.Alt, "width", strconv.Itoa(m.Width), "height", strconv.Itoa(m.Height))
		w.WriteString("/></p>\n")
	}
	if c.Type == questionbank.Hotspot {
		w.marking(c, ids)
		return
	}
	most := "1"
	if c.Type == questionbank.Multiple {
		most = "0"
	}
	w.open("choiceInteraction", "responseIdentifier", "RESPONSE", "shuffle", strconv.FormatBool(c.Type != questionbank.TrueFalse), "maxChoices", most)
	w.prompt(c)
	for o, text := range c.Options {
		w.open("simpleChoice", "identifier", ids[o])
		w.WriteString(lines(text))
		w.close("simpleChoice")
	}
	w.close("choiceInteraction")
}

// marking writes a hotspot interaction. Version 3 has the picture as img, the older ones as object.
func (w *qtiWriter) marking(c questionbank.Content, ids []string) {
	most := "1"
	if len(c.Key) > 1 {
		most = "0"
	}
	w.open("hotspotInteraction", "responseIdentifier", "RESPONSE", "maxChoices", most)
	w.prompt(c)
	board := c.Media[0]
	size := []string{"width", strconv.Itoa(board.Width), "height", strconv.Itoa(board.Height)}
	if w.v.three {
		w.WriteString("<img")
		w.attrs(slices.Concat([]string{"src", "../" + pictureFile(board), "alt", board.Alt}, size)...)
		w.WriteString("/>\n")
	} else {
		w.WriteString("<object")
		w.attrs(slices.Concat([]string{"data", "../" + pictureFile(board), "type", board.Type}, size)...)
		w.WriteString(">" + lines(board.Alt) + "</object>\n")
	}
	for o, a := range c.Areas {
		w.WriteString("<" + w.v.name("hotspotChoice"))
		w.attrs("identifier", ids[o], "shape", string(a.Shape), "coords", written(a.Coords), "hotspotLabel", c.Options[o])
		w.WriteString("/>\n")
	}
	w.close("hotspotInteraction")
}

func (w *qtiWriter) prompt(c questionbank.Content) {
	w.open("prompt")
	w.WriteString(lines(c.Stem))
	w.close("prompt")
}

// pictureFile is where a package holds a picture.
func pictureFile(m questionbank.Medium) string { return "images/" + fileName(m) }

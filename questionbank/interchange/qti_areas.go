package interchange

import (
	"slices"
	"strconv"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/clip"
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
	d, e := q.declaration(interaction)
	if e == nil {
		e = q.key(d)
	}
	return e, nil
}

// interaction writes how the item is answered: by options, or by marking its first picture. Other pictures stand before it.
func (w *qtiWriter) interaction(c questionbank.Content, ids []string) {
	if c.Type == questionbank.Hotspot {
		w.shown(c.Media[1:])
		w.marking(c, ids)
		return
	}
	w.shown(c.Media)
	w.choosing("RESPONSE", c.Type, c.Stem, c.Options, ids)
}

// shown writes pictures and clips. A clip is an object in every version, and the still behind it is what it holds: whoever cannot play
// the one shows the other.
func (w *qtiWriter) shown(media []questionbank.Medium) {
	for i, m := range media {
		switch {
		case clip.Known(m.Type):
			w.WriteString("<p><object")
			w.attrs("data", "../"+packedName(m), "type", m.Type, "width", strconv.Itoa(m.Width), "height", strconv.Itoa(m.Height))
			w.WriteString(">")
			if i+1 < len(media) {
				w.picture(media[i+1])
			}
			w.WriteString(lines(m.Alt) + "</object></p>\n")
		case i == 0 || !clip.Known(media[i-1].Type):
			w.WriteString("<p>")
			w.picture(m)
			w.WriteString("</p>\n")
		}
	}
}

func (w *qtiWriter) picture(m questionbank.Medium) {
	w.WriteString("<img")
	w.attrs("src", "../"+packedName(m), "alt", m.Alt, "width", strconv.Itoa(m.Width), "height", strconv.Itoa(m.Height))
	w.WriteString("/>")
}

// choosing writes one question that is answered by options.
func (w *qtiWriter) choosing(response string, t questionbank.Type, stem string, options, ids []string, more ...string) {
	most := "1"
	if t == questionbank.Multiple {
		most = "0"
	}
	w.open("choiceInteraction", append(more, "responseIdentifier", response, "shuffle", strconv.FormatBool(t != questionbank.TrueFalse), "maxChoices", most)...)
	w.prompt(stem)
	for o, text := range options {
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
	w.prompt(c.Stem)
	board := c.Media[0]
	size := []string{"width", strconv.Itoa(board.Width), "height", strconv.Itoa(board.Height)}
	if w.v.three {
		w.WriteString("<img")
		w.attrs(slices.Concat([]string{"src", "../" + packedName(board), "alt", board.Alt}, size)...)
		w.WriteString("/>\n")
	} else {
		w.WriteString("<object")
		w.attrs(slices.Concat([]string{"data", "../" + packedName(board), "type", board.Type}, size)...)
		w.WriteString(">" + lines(board.Alt) + "</object>\n")
	}
	for o, a := range c.Areas {
		w.WriteString("<" + w.v.name("hotspotChoice"))
		w.attrs("identifier", ids[o], "shape", string(a.Shape), "coords", written(a.Coords), "hotspotLabel", c.Options[o])
		w.WriteString("/>\n")
	}
	w.close("hotspotInteraction")
}

func (w *qtiWriter) prompt(stem string) {
	w.open("prompt")
	w.WriteString(lines(stem))
	w.close("prompt")
}

// packedName is where a package holds a picture or a clip.
func packedName(m questionbank.Medium) string {
	if clip.Known(m.Type) {
		return "clips/" + fileName(m)
	}
	return "images/" + fileName(m)
}

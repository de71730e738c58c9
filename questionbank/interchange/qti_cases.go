package interchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// A case is a composite item: its stem stands in the body, each question is a choice with a response of its own.

// ownSingle marks a single choice between the words for right and wrong, which would be read as a true/false question.
const ownSingle = "suikao-single"

func partResponse(i int) string    { return "RESPONSE_" + strconv.Itoa(i+1) }
func partExplanation(i int) string { return explanationID + "_" + strconv.Itoa(i+1) }

func composite() *fault.Error {
	return ErrComposite.With("least", assembly.LeastParts).With("most", assembly.MostParts)
}

// caseOf reports whether interactions can be the questions of a case: so many choices, each seen by everybody.
func caseOf(body *node, found []*node) bool {
	if len(found) < assembly.LeastParts || len(found) > assembly.MostParts {
		return false
	}
	for _, k := range found {
		if k.name != "choiceinteraction" {
			return false
		}
	}
	seen := 0
	body.between(found, func(n *node, begins bool) {
		if slices.Contains(found, n) {
			seen++
		}
	})
	if seen != len(found) { // one within another
		return false
	}
	hidden := false
	body.all(func(k *node) bool {
		if slices.Contains(hiddenNames, k.name) {
			k.all(func(n *node) bool { hidden = hidden || slices.Contains(found, n); return !hidden })
		}
		return !hidden
	})
	return !hidden
}

// questions reads the questions of a case. What stands before the first is shared by all; what stands before another belongs to it.
func (q *qtiQuestion) questions(asked []*node, pieces []piece) (wrong []questionbank.Cell, left *fault.Error) {
	q.c.Type = questionbank.Case
	q.images = pieces[0].images
	for i, interaction := range asked {
		words := q.prompt(interaction)
		if i > 0 {
			words = piece{strings.TrimSpace(pieces[i].text + "\n" + words.text), slices.Concat(pieces[i].images, words.images)}
		}
		if len(words.images) > 0 { // pictures belong to the case as a whole
			q.images = append(q.images, words.images...)
			q.lost(colPictures, ErrPictureMoved)
		}
		part, e := q.question(interaction, words.text)
		if e == nil && slices.ContainsFunc(asked[:i], func(o *node) bool { return o.attrs["responseidentifier"] == interaction.attrs["responseidentifier"] }) {
			e = ErrDeclaredTwice
		}
		if e != nil {
			wrong = append(wrong, questionbank.Cell{Column: questionbank.PartColumn(i+1, colKey), Err: e})
		}
		q.c.Parts = append(q.c.Parts, part)
	}
	last := pieces[len(asked)]
	if q.untold {
		return nil, ErrPicture
	}
	if last.text != "" || len(last.images) > 0 { // behind the last: nobody can say whose it is
		return nil, composite()
	}
	if e := q.hang(q.images); e != nil {
		wrong = append(wrong, questionbank.Cell{Column: colPictures, Err: e})
	}
	q.feedback()
	return wrong, nil
}

// question reads one choice as a question of the case.
func (q *qtiQuestion) question(interaction *node, stem string) (questionbank.Part, *fault.Error) {
	p := &qtiQuestion{n: q.n, row: q.row, c: questionbank.Content{SourceNo: q.c.SourceNo}, out: q.out}
	p.m.c = &p.c
	if slices.Contains(strings.Fields(interaction.attrs["class"]), ownSingle) {
		p.m.kind = questionbank.Single
	}
	e := p.choice(interaction)
	if p.m.judged() {
		q.lost(colOptions, ErrWords)
	}
	return questionbank.Part{Part: assembly.Part{Type: p.c.Type, Stem: stem, Options: p.c.Options}, Key: p.c.Key}, e
}

// parts writes the questions of a case below what they share.
func (w *qtiWriter) parts(c questionbank.Content) {
	w.WriteString("<p>" + lines(c.Stem) + "</p>\n")
	w.shown(c.Media)
	for i, p := range c.Parts {
		var class []string
		if p.Type == questionbank.Single && truthful(p.Options) {
			class = []string{"class", ownSingle}
		}
		w.choosing(partResponse(i), p.Type, p.Stem, p.Options, optionIDs(p.Type, len(p.Options)), class...)
	}
}

// scoring writes that each question that is answered as declared adds its share: the ready template judges a single response.
func (w *qtiWriter) scoring(c questionbank.Content) {
	share := "1"
	if c.Points != 0 {
		share = strconv.FormatFloat(float64(c.Points)/float64(len(c.Parts)), 'g', 10, 64)
	}
	one := func(name string, attrs ...string) {
		w.WriteString("<" + w.v.name(name))
		w.attrs(attrs...)
		w.WriteString("/>")
	}
	w.open("responseProcessing")
	for i := range c.Parts {
		w.open("responseCondition")
		w.open("responseIf")
		w.open("match")
		one("variable", "identifier", partResponse(i))
		one("correct", "identifier", partResponse(i))
		w.close("match")
		w.open("setOutcomeValue", "identifier", "SCORE")
		w.open("sum")
		one("variable", "identifier", "SCORE")
		w.open("baseValue", "baseType", "float")
		w.WriteString(share + "</" + w.v.name("baseValue") + ">")
		w.close("sum")
		w.close("setOutcomeValue")
		w.close("responseIf")
		w.close("responseCondition")
	}
	w.close("responseProcessing")
}

// explanations of an item by the names of their feedback: its own, and those of the questions of a case.
func explanations(c questionbank.Content) (names, texts []string) {
	add := func(name, text string) {
		if text != "" {
			names, texts = append(names, name), append(texts, text)
		}
	}
	add(explanationID, c.Explanation)
	for i, p := range c.Parts {
		add(partExplanation(i), p.Explanation)
	}
	return names, texts
}

// optionIDs name the options of a question.
func optionIDs(t questionbank.Type, n int) []string {
	if t == questionbank.TrueFalse {
		return []string{"true", "false"}
	}
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%c", letters[i])
	}
	return out
}

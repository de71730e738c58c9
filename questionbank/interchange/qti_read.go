package interchange

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

// explanationID names the feedback that is the explanation of the whole item.
const explanationID = "EXPLANATION"

// qtiQuestion reads one item of any version.
type qtiQuestion struct {
	n   *node // the item
	row int
	c   questionbank.Content
	m   meta
	out *collector
	ids []string // identifiers of the options

	files  qtiFiles
	images []image // of the stem
}

// qtiItem reads an item and what the manifest says about it.
func qtiItem(n, resource *node, files qtiFiles, out *collector) questionbank.FileRow {
	q := &qtiQuestion{n: n, row: out.next(), c: blank(), out: out, files: files}
	q.m.c = &q.c
	q.described(resource)
	r := questionbank.FileRow{Row: q.row}
	body := n.child("itembody")
	interaction, left := theOnly(body)
	q.c.Stem = q.stem(body, interaction)
	if r.Left = left; left == nil {
		r.Left = q.whole(body, interaction)
	}
	if r.Left == nil {
		r.Wrong = q.answers(interaction)
		q.feedback()
		q.worth()
		if q.m.judged() {
			q.lost(colOptions, ErrWords)
		}
	}
	r.Content = q.c
	return r
}

func (q *qtiQuestion) lost(field string, e *fault.Error) {
	q.out.lost(q.row, q.c.SourceNo, field, e)
}

// described reads the metadata of the resource: keywords, difficulty, and the number.
func (q *qtiQuestion) described(resource *node) {
	for _, d := range resource.named("difficulty") {
		words := []string{"very easy", "easy", "medium", "difficult", "very difficult"}
		if i := slices.Index(words, strings.ToLower(strings.TrimSpace(d.child("value").words()))); i >= 0 {
			q.c.Difficulty = i + 1
		}
	}
	for _, i := range resource.named("identifier") {
		if s := sheet.Clean(i.child("entry").words()); s != "" {
			q.c.SourceNo = s
		}
	}
	for _, k := range resource.named("keyword") {
		q.m.tag(k.words())
	}
}

// answers reads the options, the key and the pictures.
func (q *qtiQuestion) answers(interaction *node) (wrong []questionbank.Cell) {
	note := func(column string, e *fault.Error) {
		if e != nil {
			wrong = append(wrong, questionbank.Cell{Column: column, Err: e})
		}
	}
	if interaction.name == "choiceinteraction" {
		note(colKey, q.choice(interaction))
		note(colPictures, q.hang(q.images))
		return wrong
	}
	board := imageOf(boardOf(interaction).attrs)
	if board.alt == "" {
		r := &rich{}
		boardOf(interaction).into(r)
		board.alt = r.plain()
	}
	note(colPictures, q.hang(append([]image{board}, q.images...)))
	key, areas := q.marked(interaction, board)
	note(colAreas, areas)
	note(colKey, key)
	return wrong
}

// hang takes the pictures of the item, in their order.
func (q *qtiQuestion) hang(list []image) *fault.Error {
	for _, i := range list {
		body, e := q.files.picture(i.src)
		if e != nil {
			return e
		}
		m, e := q.out.hang(i, body)
		if e != nil {
			return e
		}
		q.c.Media = append(q.c.Media, m)
	}
	return nil
}

// theOnly returns the interaction of a body, or why the item cannot be one of the bank.
func theOnly(body *node) (*node, *fault.Error) {
	var found []*node
	body.all(func(k *node) bool {
		if strings.HasSuffix(k.name, "interaction") {
			found = append(found, k)
		}
		return true
	})
	switch {
	case len(found) == 1 && (found[0].name == "choiceinteraction" || found[0].name == "hotspotinteraction"):
		return found[0], nil
	case len(found) == 1:
		return found[0], ErrKind.With("kind", found[0].name)
	case len(found) == 0:
		return nil, ErrKind.With("kind", "-")
	}
	return found[0], ErrKind.With("kind", "composite")
}

// whole refuses items that vary, that share material, or that show what an item of the bank cannot hold.
func (q *qtiQuestion) whole(body, interaction *node) *fault.Error {
	left := (*fault.Error)(nil)
	q.n.all(func(k *node) bool {
		switch k.name {
		case "templatedeclaration", "templateprocessing", "assessmentstimulusref":
			left = ErrVaries
		}
		return left == nil
	})
	board := boardOf(interaction)
	body.all(func(k *node) bool {
		switch {
		case slices.Contains(pictureNames, k.name) && k != board, k.name == "simplechoice" && len(k.named("img")) > 0:
			left = ErrPicture
		}
		return left == nil
	})
	return left
}

// stem is the text of the body, and the prompt.
func (q *qtiQuestion) stem(body, interaction *node) string {
	r := &rich{}
	var skip []*node
	body.all(func(k *node) bool {
		if strings.HasSuffix(k.name, "interaction") {
			skip = append(skip, k)
		}
		return true
	})
	body.into(r, skip...)
	if interaction != nil {
		r.line()
		interaction.child("prompt").into(r)
	}
	if q.images = r.images; r.markup {
		q.lost(colStem, ErrMarkup)
	}
	return r.plain()
}

func (q *qtiQuestion) choice(interaction *node) *fault.Error {
	fixed := 0
	for _, k := range interaction.kids {
		if k.name != "simplechoice" {
			continue
		}
		r := &rich{}
		k.into(r)
		if r.markup {
			q.lost(colOptions, ErrMarkup)
		}
		if len(k.named("feedbackinline")) > 0 {
			q.lost(colExplanation, ErrFeedback)
		}
		if k.attrs["fixed"] == "true" {
			fixed++
		}
		q.c.Options, q.ids = append(q.c.Options, r.plain()), append(q.ids, k.attrs["identifier"])
	}
	if fixed > 0 && !truthful(q.c.Options) {
		q.lost(colOptions, ErrOrder)
	}
	d := q.declaration(interaction)
	if d == nil {
		return ErrNoAnswer
	}
	q.c.Type = questionbank.Single
	if d.attrs["cardinality"] != "single" {
		q.c.Type = questionbank.Multiple
	}
	return q.key(d)
}

// declaration returns what is said about the answer; nil where nothing is.
func (q *qtiQuestion) declaration(interaction *node) *node {
	for _, d := range q.n.kids {
		if d.name == "responsedeclaration" && d.attrs["identifier"] == interaction.attrs["responseidentifier"] {
			return d
		}
	}
	return nil
}

// key reads the declared answer, or where there is none the options that are worth something.
func (q *qtiQuestion) key(d *node) *fault.Error {
	weights := make([]float64, len(q.ids))
	mapped := false
	for _, e := range d.child("mapping").kids {
		if e.name == "mapentry" {
			f, err := strconv.ParseFloat(e.attrs["mappedvalue"], 64)
			if i := slices.Index(q.ids, e.attrs["mapkey"]); i >= 0 && err == nil {
				weights[i], mapped = f, true
			}
		}
	}
	key := q.declared(d)
	if len(key) == 0 && mapped {
		key = best(q.c.Type != questionbank.Single, weights)
	}
	if len(key) == 0 {
		return ErrNoAnswer
	}
	for _, k := range key {
		if k < 0 {
			return questionbank.ErrKeyOption
		}
	}
	slices.Sort(key)
	q.c.Key = slices.Compact(key)
	if mapped && !plainly(weights, q.c.Key) {
		q.lost(colKey, ErrPartial)
	}
	return nil
}

func (q *qtiQuestion) declared(d *node) (key []int) {
	for _, v := range d.child("correctresponse").kids {
		if v.name == "value" {
			key = append(key, slices.Index(q.ids, strings.TrimSpace(v.words())))
		}
	}
	return key
}

// best are the options of the highest worth for a single choice, all that are worth something for several.
func best(several bool, weights []float64) (key []int) {
	most := slices.Max(append([]float64{0}, weights...))
	for i, w := range weights {
		if w > 0 && (several || w == most) {
			key = append(key, i)
		}
	}
	return key
}

// plainly reports whether weights say no more than which options are right.
func plainly(weights []float64, key []int) bool {
	for i, w := range weights {
		if slices.Contains(key, i) != (w > 0) || w > 0 && math.Abs(w-weights[key[0]]) > 1e-9 {
			return false
		}
	}
	return true
}

// feedback takes the explanation of the whole item. Feedback on single answers has no place here.
func (q *qtiQuestion) feedback() {
	for _, f := range q.n.kids {
		if f.name != "modalfeedback" {
			continue
		}
		if id := strings.ToUpper(f.attrs["identifier"]); q.c.Explanation != "" || id != explanationID && id != "SOLUTION" {
			q.lost(colExplanation, ErrFeedback)
			continue
		}
		r := &rich{}
		f.into(r)
		if q.c.Explanation = r.plain(); r.markup || r.wordless() {
			q.lost(colExplanation, ErrMarkup)
		}
	}
}

// worth reads the greatest score.
func (q *qtiQuestion) worth() {
	said := ""
	for _, o := range q.n.kids {
		if o.name != "outcomedeclaration" {
			continue
		}
		switch o.attrs["identifier"] {
		case "MAXSCORE":
			said = strings.TrimSpace(o.child("defaultvalue").words())
		case "SCORE":
			if said == "" {
				said = o.attrs["normalmaximum"]
			}
		}
	}
	if said == "" {
		return
	}
	f, err := strconv.ParseFloat(said, 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1e6 {
		q.lost(colPoints, ErrPoints)
		return
	}
	q.c.Points = int(f)
}

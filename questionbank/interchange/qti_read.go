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
	untold bool    // something stands in the stem that neither words nor pictures and clips can say
}

// qtiItem reads an item and what the manifest says about it.
func qtiItem(n, resource *node, files qtiFiles, out *collector) questionbank.FileRow {
	q := &qtiQuestion{n: n, row: out.next(), c: blank(), out: out, files: files}
	q.m.c = &q.c
	q.described(resource)
	r := questionbank.FileRow{Row: q.row}
	body := n.child("itembody")
	asked, left := interactions(body)
	pieces := q.pieces(body, asked)
	q.c.Stem = pieces[0].text
	if len(asked) == 1 || left != nil && len(asked) > 0 {
		q.c.Stem = q.stem(pieces, asked[0])
	}
	if r.Left = left; left == nil {
		r.Left = q.whole(asked)
	}
	switch {
	case r.Left != nil:
	case len(asked) > 1:
		r.Wrong, r.Left = q.questions(asked, pieces)
	default:
		r.Wrong = q.answers(asked[0])
		q.feedback()
		if q.m.judged() {
			q.lost(colOptions, ErrWords)
		}
	}
	if r.Left == nil {
		q.worth()
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

// hang takes the pictures and clips of the item, in their order.
func (q *qtiQuestion) hang(list []image) *fault.Error {
	for _, i := range list {
		body, e := q.files.medium(i.src)
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

// interactions returns those of a body in their order, or why the item cannot be one of the bank. Several are the questions of a
// case where each is a choice.
func interactions(body *node) (found []*node, left *fault.Error) {
	body.all(func(k *node) bool {
		if strings.HasSuffix(k.name, "interaction") {
			found = append(found, k)
		}
		return true
	})
	switch {
	case len(found) == 0:
		return nil, ErrKind.With("kind", "-")
	case len(found) == 1 && found[0].name != "choiceinteraction" && found[0].name != "hotspotinteraction":
		return found, ErrKind.With("kind", found[0].name)
	case len(found) > 1 && !caseOf(body, found):
		return found, composite()
	}
	return found, nil
}

// whole refuses items that vary, that share material, or that show what an item of the bank cannot hold.
func (q *qtiQuestion) whole(asked []*node) *fault.Error {
	left := (*fault.Error)(nil)
	if q.n.attrs["adaptive"] == "true" {
		return ErrAdaptive
	}
	q.n.all(func(k *node) bool {
		switch k.name {
		case "templatedeclaration", "templateprocessing", "assessmentstimulusref":
			left = ErrVaries
		}
		return left == nil
	})
	if q.untold {
		left = ErrPicture
	}
	for _, interaction := range asked {
		board := boardOf(interaction)
		for _, part := range interaction.kids {
			part.all(func(k *node) bool {
				if k != board && part.name != "prompt" && (slices.Contains(pictureNames, k.name) || k.name == "img") {
					left = ErrPicture
				}
				return left == nil
			})
			if part != board && slices.Contains(pictureNames, part.name) {
				left = ErrPicture
			}
		}
	}
	return left
}

// piece is what stands in a body before an interaction, or behind the last.
type piece struct {
	text   string
	images []image
}

// pieces divides the body at its interactions.
func (q *qtiQuestion) pieces(body *node, at []*node) []piece {
	out := []piece{}
	r := &rich{}
	end := func() {
		q.untold = q.untold || r.picture
		if r.markup {
			q.lost(colStem, ErrMarkup)
		}
		out = append(out, piece{r.plain(), r.images})
	}
	body.between(at, func(n *node, begins bool) {
		switch {
		case n.name == "":
			r.text(n.text)
		case slices.Contains(at, n):
			end()
			r = &rich{hidden: r.hidden}
		case n.name == "img":
			r.image(n.attrs)
		case begins:
			r.start(n.name, n.attrs)
		default:
			r.end(n.name)
		}
	})
	end()
	return out
}

// stem is the text of the whole body of an item with one interaction, and its prompt.
func (q *qtiQuestion) stem(pieces []piece, interaction *node) string {
	var words []string
	for _, p := range append(pieces, q.prompt(interaction)) {
		q.images = append(q.images, p.images...)
		if p.text != "" {
			words = append(words, p.text)
		}
	}
	return strings.Join(words, "\n")
}

func (q *qtiQuestion) prompt(interaction *node) piece {
	r := &rich{}
	interaction.child("prompt").into(r)
	q.untold = q.untold || r.picture
	if r.markup {
		q.lost(colStem, ErrMarkup)
	}
	return piece{r.plain(), r.images}
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
	d, e := q.declaration(interaction)
	if e != nil {
		return e
	}
	q.c.Type = questionbank.Single
	if d.attrs["cardinality"] != "single" {
		q.c.Type = questionbank.Multiple
	}
	return q.key(d)
}

// declaration returns what is said about the answer. Said twice, nobody knows which is meant.
func (q *qtiQuestion) declaration(interaction *node) (found *node, e *fault.Error) {
	e = ErrNoAnswer
	for _, d := range q.n.kids {
		if d.name == "responsedeclaration" && d.attrs["identifier"] == interaction.attrs["responseidentifier"] {
			if found != nil {
				return nil, ErrDeclaredTwice
			}
			found, e = d, nil
		}
	}
	return found, e
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

// feedback takes the explanation of the whole item, and of a case those of its questions. Feedback on single answers has no place here.
func (q *qtiQuestion) feedback() {
	for _, f := range q.n.kids {
		if f.name != "modalfeedback" {
			continue
		}
		into := q.explained(strings.ToUpper(f.attrs["identifier"]))
		if into == nil || *into != "" {
			q.lost(colExplanation, ErrFeedback)
			continue
		}
		r := &rich{}
		f.into(r)
		if *into = r.plain(); r.markup || r.wordless() {
			q.lost(colExplanation, ErrMarkup)
		}
	}
}

// explained is where the explanation of a name belongs; nil where there is no such place.
func (q *qtiQuestion) explained(id string) *string {
	if id == explanationID || id == "SOLUTION" {
		return &q.c.Explanation
	}
	for i := range q.c.Parts {
		if id == partExplanation(i) {
			return &q.c.Parts[i].Explanation
		}
	}
	return nil
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

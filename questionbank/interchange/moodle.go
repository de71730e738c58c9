package interchange

import (
	"context"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

// readMoodle reads a <quiz> of Moodle. The category of a question is its topic.
func readMoodle(_ context.Context, text string, out *collector) error {
	x := newXML(text)
	topic := ""
	for {
		n, err := x.find("question")
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n.attrs["type"] == "category" {
			topic = lastOf(n.child("category").child("text").words())
			continue
		}
		q := moodleQuestion{n: n, c: blank(), row: out.next(), out: out}
		q.c.Topic = topic
		r := q.read()
		if err := out.add(r); err != nil {
			return err
		}
	}
}

// lastOf returns the last part of a category's path; a slash within a part is doubled.
func lastOf(path string) string {
	const mark = "\x00"
	parts := strings.Split(strings.ReplaceAll(path, "//", mark), "/")
	last := sheet.Clean(strings.ReplaceAll(parts[len(parts)-1], mark, "/"))
	if last == "top" || len(last) > 1 && last[0] == '$' && last[len(last)-1] == '$' { // $course$, $system$
		return ""
	}
	return last
}

type moodleQuestion struct {
	n       *node
	c       questionbank.Content
	row     int
	out     *collector
	picture bool    // something that neither words nor the pictures of an item can hold
	images  []image // of the text that was read last
}

func (q *moodleQuestion) lost(field string, e *fault.Error) {
	q.out.lost(q.row, q.c.SourceNo, field, e)
}

func (q *moodleQuestion) read() questionbank.FileRow {
	q.c.SourceNo = sheet.Clean(q.n.child("idnumber").words())
	q.c.Stem = q.text(q.n.child("questiontext"), colStem)
	shown := q.images
	r := questionbank.FileRow{Row: q.row}
	var wrong *fault.Error
	switch kind := q.n.attrs["type"]; kind {
	case "truefalse":
		wrong = q.judgement()
	case "multichoice":
		wrong = q.choice()
	default:
		r.Left = ErrKind.With("kind", kind)
	}
	if q.picture && r.Left == nil {
		r.Left = ErrPicture
	}
	if r.Left == nil {
		q.rest()
		if wrong != nil {
			r.Wrong = []questionbank.Cell{{Column: colKey, Err: wrong}}
		}
		if e := q.hang(shown); e != nil {
			r.Wrong = append(r.Wrong, questionbank.Cell{Column: colPictures, Err: e})
		}
	}
	r.Content = q.c
	return r
}

// hang takes the pictures and clips of the stem, which stand in the question as Base64 beside its text.
func (q *moodleQuestion) hang(list []image) *fault.Error {
	files := q.n.child("questiontext").kids
	for _, i := range list {
		body, found, e := inline(i.src)
		if !found {
			body, e = q.file(files, i.src)
		}
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

// file returns the bytes of an embedded file. Its name and folder are compared and mean nothing to a disk.
func (q *moodleQuestion) file(files []*node, src string) ([]byte, *fault.Error) {
	name, own := strings.CutPrefix(src, "@@PLUGINFILE@@/")
	if !own {
		if elsewhere(src) {
			return nil, ErrPictureAway
		}
		return nil, ErrPictureFile
	}
	name = strings.Trim(unescaped(name), "/")
	for _, f := range files {
		if f.name == "file" && strings.Trim(strings.TrimSuffix(f.attrs["path"], "/")+"/"+f.attrs["name"], "/") == name {
			if f.attrs["encoding"] != "base64" {
				return nil, ErrPictureText
			}
			return unbase64(f.words())
		}
	}
	return nil, ErrPictureFile
}

// text returns the words of a text element in any of Moodle's formats.
func (q *moodleQuestion) text(n *node, field string) string {
	t := n.child("text")
	q.images = nil
	s := strings.ReplaceAll(t.words(), "\r\n", "\n")
	var r *rich
	switch format := n.attrs["format"]; {
	case t.elements(): // HTML without CDATA
		r = &rich{}
		t.into(r)
	case format == "plain_text" || format == "markdown":
		q.picture = q.picture || strings.Contains(s, "@@PLUGINFILE@@")
		return sheet.Clean(s)
	case format == "moodle_auto_format":
		r = richHTML(strings.ReplaceAll(s, "\n", "<br>"))
	default:
		r = richHTML(s)
	}
	q.images = r.images
	q.picture = q.picture || r.picture || field != colStem && r.wordless()
	if r.markup {
		q.lost(field, ErrMarkup)
	}
	return r.plain()
}

func (q *moodleQuestion) judgement() *fault.Error {
	q.c.Type, q.c.Options = questionbank.TrueFalse, questionbank.TrueFalseOptions()
	for _, a := range q.n.kids {
		if a.name != "answer" || fraction(a) <= 0 {
			continue
		}
		right, ok := truth(sheet.Clean(a.child("text").words()))
		if !ok {
			return questionbank.ErrKeyForm
		}
		q.c.Key = append(q.c.Key, map[bool]int{true: 0, false: 1}[right])
		q.feedback(a)
	}
	if len(q.c.Key) != 1 {
		return ErrNoAnswer
	}
	return nil
}

func (q *moodleQuestion) choice() *fault.Error {
	one := q.n.child("single").words()
	q.c.Type = questionbank.Multiple
	if one = strings.TrimSpace(one); one == "true" || one == "1" || one == "" {
		q.c.Type = questionbank.Single
	}
	var weights []float64
	for _, a := range q.n.kids {
		if a.name == "answer" {
			q.c.Options = append(q.c.Options, q.text(a, colOptions))
			weights = append(weights, fraction(a))
			q.feedback(a)
		}
	}
	if s := strings.TrimSpace(q.n.child("shuffleanswers").words()); s == "false" || s == "0" {
		q.lost(colOptions, ErrOrder)
	}
	var partial bool
	q.c.Key, partial = keyOfWeights(q.c.Type, weights)
	if partial {
		q.lost(colKey, ErrPartial)
	}
	if len(q.c.Key) == 0 {
		return ErrNoAnswer
	}
	return nil
}

// keyOfWeights returns the right options by their weights in per cent. A single choice has one of 100; several choices
// have all that count for something. partial: the weights say more than which options are right.
func keyOfWeights(t questionbank.Type, weights []float64) (key []int, partial bool) {
	first := 0.0
	for i, w := range weights {
		switch {
		case t == questionbank.Single && w >= 99.99:
			key = append(key, i)
		case t == questionbank.Single:
			partial = partial || w > 0
		case w > 0:
			if first == 0 {
				first = w
			}
			partial = partial || math.Abs(w-first) > 0.01
			key = append(key, i)
		}
	}
	return key, partial
}

func fraction(a *node) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(a.attrs["fraction"]), 64)
	if err != nil || math.IsNaN(f) {
		return 0
	}
	return f
}

func (q *moodleQuestion) feedback(a *node) {
	if strings.TrimSpace(a.child("feedback").child("text").words()) != "" {
		q.lost(colExplanation, ErrFeedback)
	}
}

// rest reads what all kinds have in common.
func (q *moodleQuestion) rest() {
	held := q.picture
	q.c.Explanation = q.text(q.n.child("generalfeedback"), colExplanation)
	if q.picture && !held {
		q.lost(colExplanation, ErrMarkup) // the words stand without the picture
	}
	if strings.TrimSpace(q.n.child("hint").child("text").words()) != "" {
		q.lost(colExplanation, ErrFeedback)
	}
	if s := strings.TrimSpace(q.n.child("defaultgrade").words()); s != "" {
		q.c.Points = q.worth(s)
	}
	m := meta{c: &q.c}
	for _, t := range q.n.child("tags").kids {
		if t.name == "tag" {
			m.tag(t.child("text").words())
		}
	}
	if m.judged() {
		q.lost(colOptions, ErrWords)
	}
}

// worth reads points that may be written as 1.0000000.
func (q *moodleQuestion) worth(s string) int {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1e6 {
		q.lost(colPoints, ErrPoints)
		return 0
	}
	return int(f)
}

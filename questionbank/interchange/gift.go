package interchange

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
)

// readGIFT reads questions that are set apart by empty lines. Comments may carry a number and tags: "// [id:7] [tag:x]".
func readGIFT(_ context.Context, text string, out *collector) error {
	g := giftReader{out: out}
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		if err := g.line(strings.TrimRight(line, "\n\r")); err != nil {
			return err
		}
	}
	return g.flush()
}

// giftReader gathers the lines of the next question.
type giftReader struct {
	out   *collector
	topic string
	lines []string
	id    string
	tags  []string
}

var giftNote = regexp.MustCompile(`\[(id|tag):((?:[^\]\\]|\\.)*)\]`)

func (g *giftReader) line(s string) error {
	t := strings.TrimSpace(s)
	switch {
	case t == "":
		return g.flush()
	case strings.HasPrefix(t, "//"):
		for _, m := range giftNote.FindAllStringSubmatch(t, -1) {
			value := strings.NewReplacer(`\]`, `]`, `\\`, `\`, `\n`, "\n").Replace(m[2])
			if m[1] == "id" {
				g.id = value
			} else {
				g.tags = append(g.tags, value)
			}
		}
	case strings.HasPrefix(t, "$CATEGORY:"):
		g.topic = lastOf(strings.TrimPrefix(t, "$CATEGORY:"))
	default:
		g.lines = append(g.lines, s)
	}
	return nil
}

// flush reads the question that has been gathered. Notes before an empty line wait for the question behind it.
func (g *giftReader) flush() error {
	if len(g.lines) == 0 {
		return nil
	}
	q := giftQuestion{out: g.out, row: g.out.next(), c: blank()}
	q.c.Topic, q.c.SourceNo = g.topic, sheet.Clean(g.id)
	r := q.read(strings.Join(g.lines, "\n"), g.tags)
	g.lines, g.id, g.tags = nil, "", nil
	return g.out.add(r)
}

type giftQuestion struct {
	out     *collector
	row     int
	c       questionbank.Content
	format  string // html, moodle, plain, markdown
	picture bool
}

func (q *giftQuestion) lost(field string, e *fault.Error) {
	q.out.lost(q.row, q.c.SourceNo, field, e)
}

var (
	giftTitle  = regexp.MustCompile(`(?s)^\s*::(?:[^:\\]|\\.|:[^:])*::`)
	giftFormat = regexp.MustCompile(`^\s*\[(html|moodle|plain|markdown)\]`)
	giftWeight = regexp.MustCompile(`^\s*%(-?\d{1,3}(?:\.\d{1,5})?)%`)
)

func (q *giftQuestion) read(s string, tags []string) questionbank.FileRow {
	r := questionbank.FileRow{Row: q.row}
	s = s[len(giftTitle.FindString(s)):]
	before, rest, open := cutPlain(s, '{')
	inner, after, closed := cutPlain(rest, '}')
	if !open || !closed {
		q.c.Stem = q.text(s, colStem)
		if r.Left = ErrKind.With("kind", "description"); open {
			r.Left, r.Wrong = nil, []questionbank.Cell{{Column: colStem, Err: ErrBroken}}
		}
		r.Content = q.c
		return r
	}
	if m := giftFormat.FindStringSubmatch(before); m != nil {
		q.format, before = m[1], before[len(m[0]):]
	}
	if strings.TrimSpace(after) != "" { // the answer belongs into a gap
		before = strings.TrimRight(before, " \n") + "（　）" + strings.TrimLeft(after, " \n")
	}
	q.c.Stem = q.text(before, colStem)
	wrong := q.answers(inner, &r)
	m := meta{c: &q.c}
	for _, t := range tags {
		m.tag(t)
	}
	if r.Left == nil && q.picture {
		r.Left = ErrPicture
	}
	if r.Left == nil && wrong == nil && m.judged() {
		q.lost(colOptions, ErrWords)
	}
	if r.Left == nil && wrong != nil {
		r.Wrong = []questionbank.Cell{{Column: colKey, Err: wrong}}
	}
	r.Content = q.c
	return r
}

// cutPlain divides s at the first c that no backslash stands before.
func cutPlain(s string, c byte) (before, after string, found bool) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case c:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// text undoes the backslashes and makes the words plain.
func (q *giftQuestion) text(s, field string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			if j := strings.IndexByte(`~=#{}:\`, s[i+1]); j >= 0 {
				b.WriteByte(s[i+1])
				i++
				continue
			}
			if s[i+1] == 'n' {
				b.WriteByte('\n')
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	if q.format != "html" {
		q.picture = q.picture || strings.Contains(b.String(), "@@PLUGINFILE@@")
		return sheet.Clean(b.String())
	}
	r := richHTML(b.String())
	q.picture = q.picture || r.wordless()
	if r.markup {
		q.lost(field, ErrMarkup)
	}
	return r.plain()
}

var giftTruth = regexp.MustCompile(`(?is)^(T|TRUE|F|FALSE)\s*(#.*)?$`)

// answers reads what stands in the braces; it names the kinds that are no items, and what is wrong with the key.
func (q *giftQuestion) answers(s string, r *questionbank.FileRow) *fault.Error {
	s = strings.TrimSpace(s)
	if i := plainIndex(s, "####"); i >= 0 {
		q.c.Explanation = q.text(s[i+4:], colExplanation)
		s = strings.TrimSpace(s[:i])
	}
	if m := giftTruth.FindStringSubmatch(s); m != nil {
		q.c.Type, q.c.Options, q.c.Key = questionbank.TrueFalse, questionbank.TrueFalseOptions(), []int{1}
		if strings.ToUpper(m[1])[0] == 'T' {
			q.c.Key[0] = 0
		}
		if m[2] != "" {
			q.lost(colExplanation, ErrFeedback)
		}
		return nil
	}
	list, ok := giftOptions(s)
	switch kind := giftKind(s, list); {
	case kind != "":
		r.Left = ErrKind.With("kind", kind)
		return nil
	case !ok:
		return ErrBroken
	}
	return q.choice(list)
}

// plainIndex finds part where no backslash stands before it.
func plainIndex(s, part string) int {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if strings.HasPrefix(s[i:], part) {
			return i
		}
	}
	return -1
}

// giftOption is one answer as it stands, without its mark.
type giftOption struct {
	mark byte // '=' or '~'
	text string
}

// giftOptions divides the answers; false where something stands before the first of them.
func giftOptions(s string) (out []giftOption, ok bool) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '=' || c == '~':
			out = append(out, giftOption{mark: c})
		case len(out) == 0:
			return nil, false
		case c == '\\' && i+1 < len(s):
			out[len(out)-1].text += s[i : i+2]
			i++
		default:
			out[len(out)-1].text += s[i : i+1]
		}
	}
	return out, len(out) > 0
}

// giftKind names the kinds that are no choice; empty for a choice.
func giftKind(s string, list []giftOption) string {
	wrong, pairs := false, false
	for _, o := range list {
		wrong = wrong || o.mark == '~'
		pairs = pairs || plainIndex(o.text, "->") >= 0
	}
	switch {
	case s == "":
		return "essay"
	case s[0] == '#':
		return "numerical"
	case len(list) > 0 && pairs && !wrong:
		return "matching"
	case len(list) > 0 && !wrong:
		return "shortanswer"
	}
	return ""
}

func (q *giftQuestion) choice(list []giftOption) *fault.Error {
	weights, several := make([]float64, len(list)), true
	for i, o := range list {
		if m := giftWeight.FindStringSubmatch(o.text); m != nil {
			weights[i], _ = strconv.ParseFloat(m[1], 64)
			o.text = o.text[len(m[0]):]
		}
		if o.mark == '=' {
			weights[i], several = 100, false
		}
		text := o.text
		if at := plainIndex(text, "#"); at >= 0 {
			if strings.TrimSpace(text[at+1:]) != "" {
				q.lost(colExplanation, ErrFeedback)
			}
			text = text[:at]
		}
		if m := giftFormat.FindString(text); m != "" {
			text = text[len(m):]
		}
		q.c.Options = append(q.c.Options, q.text(text, colOptions))
	}
	q.c.Type = questionbank.Single
	if several {
		q.c.Type = questionbank.Multiple
	}
	var partial bool
	if q.c.Key, partial = keyOfWeights(q.c.Type, weights); partial {
		q.lost(colKey, ErrPartial)
	}
	if len(q.c.Key) == 0 {
		return ErrNoAnswer
	}
	return nil
}

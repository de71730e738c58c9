package assembly

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
)

// Blueprint says how a paper is composed. It is versioned and immutable once approved.
type Blueprint struct {
	ID      BlueprintID
	Version int
	Body    Body
}

// Body is the part of a blueprint that people write, as JSON; its canonical bytes are what the hash covers.
type Body struct {
	Sections []Section `cbor:"1,keyasint" json:"sections" minItems:"1" maxItems:"12" nullable:"false"`
	Tags     []TagMin  `cbor:"2,keyasint" json:"tags,omitempty" maxItems:"10" nullable:"false"`
	Minutes  int       `cbor:"3,keyasint" json:"minutes" minimum:"1" maximum:"600" doc:"time allowed"`
	Total    int       `cbor:"4,keyasint" json:"total" minimum:"1" maximum:"1000" doc:"points of the whole paper; must be the sum of the sections"`
	Pass     int       `cbor:"5,keyasint" json:"pass" minimum:"1" maximum:"1000" doc:"points needed to pass"`
	// Target is what somebody who just knows enough is expected to get on every paper, in tenths of a point; 0 leaves it at what
	// the release gives on average. Absent from the canonical bytes where it is 0, so that older hashes stay.
	Target int `cbor:"6,keyasint,omitempty" json:"target,omitempty" minimum:"0" maximum:"10000" doc:"difficulty: tenths of a point that somebody exactly at the pass mark is expected to get; 0: what the bank gives on average"`
	// Higher is the least share of items from banks of a higher level, of a release that took some in. Absent from the canonical
	// bytes where it is 0.
	Higher int `cbor:"7,keyasint,omitempty" json:"higher,omitempty" minimum:"0" maximum:"100" doc:"least per cent of questions (a case counts once) from banks of a higher level; 0: no rule"`
}

// Section is a block of questions of one type with equal points. Sections stand on the paper 判断, 单选, 多选, 标图, 案例, and in
// the order written among equals. One of cases counts cases, each with as many parts, and its points are those of a part.
type Section struct {
	Title  string  `cbor:"1,keyasint" json:"title" minLength:"1" maxLength:"60"`
	Type   Type    `cbor:"2,keyasint" json:"type" enum:"TRUE_FALSE,SINGLE,MULTIPLE,HOTSPOT,CASE"`
	Count  int     `cbor:"3,keyasint" json:"count" minimum:"1" maximum:"300" doc:"questions; CASE: cases"`
	Points int     `cbor:"4,keyasint" json:"points" minimum:"1" maximum:"100" doc:"points per question; CASE: per part"`
	Topics []Quota `cbor:"5,keyasint" json:"topics,omitempty" maxItems:"60" nullable:"false" doc:"what is not given to a topic is drawn from the topics no section of this type names"`
	Parts  int     `cbor:"6,keyasint,omitempty" json:"parts,omitempty" minimum:"2" maximum:"6" doc:"CASE: how many parts each case has; only cases with as many are drawn"`
}

// Quota is the number of questions from one topic.
type Quota struct {
	Topic string `cbor:"1,keyasint" json:"topic" minLength:"1" maxLength:"60"`
	Count int    `cbor:"2,keyasint" json:"count" minimum:"1" maximum:"300"`
}

// TagMin is the least number of items on the whole paper that carry a tag: a case counts once.
type TagMin struct {
	Tag string `cbor:"1,keyasint" json:"tag" minLength:"1" maxLength:"60"`
	Min int    `cbor:"2,keyasint" json:"min" minimum:"1" maximum:"300"`
}

// The ways a blueprint can be wrong in itself, before any bank is looked at.
var (
	ErrBlueprintJSON = fault.Define("blueprint.json", fault.Invalid, "组卷规则不是有效的 JSON，或含有不认识的字段：{why}",
		"The blueprint is not valid JSON or has unknown fields: {why}")
	ErrType       = fault.Define("blueprint.type", fault.Invalid, "题型只能是判断、单选、多选、标图或案例。", "The type must be TRUE_FALSE, SINGLE, MULTIPLE, HOTSPOT or CASE.")
	ErrParts      = fault.Define("blueprint.parts", fault.Invalid, "案例题部分应写明每个案例有几个小题（2 到 6），其他题型不填。", "A section of cases says how many parts each case has (2 to 6); other sections have none.")
	ErrCount      = fault.Define("blueprint.count", fault.Invalid, "题数应为 1 到 300。", "The count must be 1 to 300.")
	ErrPoints     = fault.Define("blueprint.points", fault.Invalid, "每题分值应为 1 到 100 的整数。", "Points per question must be 1 to 100.")
	ErrTopicSum   = fault.Define("blueprint.topic_sum", fault.Invalid, "各知识点题数之和 {sum} 超过本部分题数 {count}。", "The topics ask for {sum} questions, the section has {count}.")
	ErrTopicTwice = fault.Define("blueprint.topic_twice", fault.Invalid, "同一题型下知识点“{topic}”出现了两次。", "Topic {topic} stands twice for one type.")
	ErrTopicName  = fault.Define("blueprint.topic_name", fault.Invalid, "知识点名称不能为空。", "A topic needs a name.")
	ErrRestTwice  = fault.Define("blueprint.rest_twice", fault.Invalid, "同一题型只能有一个部分从其余知识点抽题。", "Only one section of a type may draw from the remaining topics.")
	ErrTotal      = fault.Define("blueprint.total", fault.Invalid, "各部分分值之和是 {sum}，与总分 {total} 不一致。", "The sections add up to {sum} points, the total says {total}.")
	ErrPass       = fault.Define("blueprint.pass", fault.Invalid, "合格分应在 1 到总分之间。", "The pass mark must lie between 1 and the total.")
	ErrTarget     = fault.Define("blueprint.target", fault.Invalid, "难度目标应在 {least} 到 {most} 分之间；不设目标请留空。", "The difficulty target must lie between {least} and {most} points; leave it out for none.")
	ErrMinutes    = fault.Define("blueprint.minutes", fault.Invalid, "考试时间应为 1 到 600 分钟。", "The time must be 1 to 600 minutes.")
	ErrTag        = fault.Define("blueprint.tag", fault.Invalid, "标签要求最多 10 项，每项应有名称，只出现一次，题数为 1 到全卷题数。", "At most 10 tags; each needs a name, stands once, and asks for 1 to all questions.")
	ErrHigher     = fault.Define("blueprint.higher", fault.Invalid, "上级题库题目的最低占比应为 0 到 100。", "The least share of questions of higher banks must be 0 to 100.")
	ErrSections   = fault.Define("blueprint.sections", fault.Invalid, "组卷规则应有 1 到 12 个部分。", "A blueprint needs 1 to 12 sections.")
)

// ParseBody reads a blueprint body from JSON. Unknown fields, trailing text and anything Validate refuses are errors.
func ParseBody(text []byte) (Body, error) {
	var b Body
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	err := d.Decode(&b)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("text after the end")
		}
	}
	if err != nil {
		return Body{}, ErrBlueprintJSON.With("why", err.Error())
	}
	return b, b.Validate()
}

// Items returns how many items a paper is made of: a case counts once.
func (b Body) Items() int {
	n := 0
	for _, s := range b.Sections {
		n += s.Count
	}
	return n
}

// mins are the least numbers of items that a draw keeps to: the tags, and the share of higher banks as one more without a name.
func (b Body) mins() []TagMin {
	if b.Higher == 0 {
		return b.Tags
	}
	return append(slices.Clip(b.Tags), TagMin{Min: (b.Items()*b.Higher + 99) / 100})
}

// on reports whether an item counts towards the minimum.
func (t TagMin) on(it *Item) bool {
	if t.Tag == "" {
		return it.Level != ""
	}
	return slices.Contains(it.Tags, t.Tag)
}

// named chooses what is said of a minimum: of a tag, or of the share of higher banks.
func (t TagMin) named(ofTag, ofShare *fault.Error) *fault.Error {
	if t.Tag == "" {
		return ofShare
	}
	return ofTag.With("tag", t.Tag)
}

// Questions returns how many questions a paper has.
func (b Body) Questions() int {
	n := 0
	for _, s := range b.Sections {
		n += s.Count * s.asks()
	}
	return n
}

// Validate checks the blueprint in itself and returns all that is wrong at once.
func (b Body) Validate() error {
	var bad fault.List
	if len(b.Sections) == 0 || len(b.Sections) > 12 {
		bad.Add("sections", ErrSections)
	}
	seen := map[sort]map[string]bool{}
	sum := 0
	for i, s := range b.Sections {
		s.validate(&bad, path("sections", i), seen)
		sum += s.Count * s.asks() * s.Points
	}
	if sum != b.Total {
		bad.Add("total", ErrTotal.With("sum", sum).With("total", b.Total))
	}
	if b.Pass < 1 || b.Pass > b.Total {
		bad.Add("pass", ErrPass)
	}
	if b.Target != 0 && (b.Target < 3*b.Total || b.Target > 10*b.Total) {
		bad.Add("target", ErrTarget.With("least", tenths(int64(3*b.Total))).With("most", b.Total))
	}
	if b.Minutes < 1 || b.Minutes > 600 {
		bad.Add("minutes", ErrMinutes)
	}
	if len(b.Tags) > 10 {
		bad.Add("tags", ErrTag)
	}
	if b.Higher < 0 || b.Higher > 100 {
		bad.Add("higher", ErrHigher)
	}
	for i, t := range b.Tags {
		bad.Add(path("tags", i), actor.CheckLine(t.Tag))
		twice := slices.ContainsFunc(b.Tags[:i], func(u TagMin) bool { return u.Tag == t.Tag })
		if t.Tag == "" || twice || t.Min < 1 || t.Min > b.Items() {
			bad.Add(path("tags", i), ErrTag)
		}
	}
	return bad.Err()
}

// validate checks one section; seen holds the topics taken so far per type and number of parts, "" standing for the remaining topics.
func (s Section) validate(bad *fault.List, at string, seen map[sort]map[string]bool) {
	if !s.Type.Known() {
		bad.Add(at+".type", ErrType)
	}
	if s.Type == Case && (s.Parts < LeastParts || s.Parts > MostParts) || s.Type != Case && s.Parts != 0 {
		bad.Add(at+".parts", ErrParts)
	}
	kind := sort{s.Type, s.Parts}
	taken := seen[kind]
	if taken == nil {
		taken = map[string]bool{}
		seen[kind] = taken
	}
	bad.Add(at+".title", actor.CheckLine(s.Title))
	if s.Count < 1 || s.Count > 300 {
		bad.Add(at+".count", ErrCount)
	}
	if s.Points < 1 || s.Points > 100 {
		bad.Add(at+".points", ErrPoints)
	}
	sum := 0
	for i, q := range s.Topics {
		here := path(at+".topics", i)
		bad.Add(here, actor.CheckLine(q.Topic))
		switch {
		case q.Topic == "":
			bad.Add(here, ErrTopicName)
		case taken[q.Topic]:
			bad.Add(here, ErrTopicTwice.With("topic", q.Topic))
		case q.Count < 1 || q.Count > 300:
			bad.Add(here, ErrCount)
		}
		taken[q.Topic] = true
		sum += q.Count
	}
	switch {
	case sum > s.Count:
		bad.Add(at+".topics", ErrTopicSum.With("sum", sum).With("count", s.Count))
	case sum < s.Count && taken[""]:
		bad.Add(at+".topics", ErrRestTwice)
	case sum < s.Count:
		taken[""] = true
	}
}

// Hash returns the digest of the body's canonical bytes: SHA-256("blueprint/v1" ‖ CBOR).
func (b Body) Hash() Hash {
	return sha256.Sum256(append([]byte("blueprint/v1"), canonical(b)...))
}

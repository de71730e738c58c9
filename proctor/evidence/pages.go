package evidence

import (
	"cmp"
	_ "embed" // the page and the text for the clerk
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/actor"
)

//go:embed player.html
var player string

//go:embed readme.txt
var readme string

// shown is what the page of a bundle shows.
type shown struct {
	Sitting   exam.SittingID `json:"sitting"`
	Candidate string         `json:"candidate"`
	Item      string         `json:"item"`
	Started   int64          `json:"started"`
	Ended     int64          `json:"ended"`
	Root      string         `json:"root"`
	Copy      string         `json:"copy"`
	Taken     string         `json:"taken"`
	At        int64          `json:"at"`
	Reason    string         `json:"reason"`
	Document  string         `json:"document"`
	NoteZH    string         `json:"noteZh"`
	NoteEN    string         `json:"noteEn"`
	Deleted   bool           `json:"deleted"`
	Segments  []shownSegment `json:"segments"`
	Gaps      []Span         `json:"gaps"`
	Unwatched []Span         `json:"unwatched"`
	Events    []int64        `json:"events"` // times of answers, nothing of them
	Facts     []Fact         `json:"facts"`
	Stills    []shownStill   `json:"stills"`
	Lines     []shownLine    `json:"lines"`
	Words     map[string]Say `json:"words"`
	Day       actor.Date     `json:"day,omitempty"` // of a room: its day
}

// Say is what a code means.
type Say struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

type shownStill struct {
	At   int64  `json:"at"`
	What string `json:"what"`
	Src  string `json:"src"` // empty: no file
}

type shownLine struct {
	At    int64  `json:"at"`
	What  string `json:"what"`
	Basis string `json:"basis"`
	By    string `json:"by"`
}

type shownSegment struct {
	No    int    `json:"no"`
	Track string `json:"track"`
	From  int64  `json:"from"`
	To    int64  `json:"to"`
	Src   string `json:"src"` // the copy, else the segment; empty: no file
	File  string `json:"file"`
}

// pages writes the page that shows the bundle and the text for the clerk.
func (b *binder) pages() error {
	f, m := b.tale.facts, b.m
	s := shown{Sitting: m.Sitting, Candidate: m.Candidate, Item: m.Item, Started: f.Started, Ended: ms(b.tale.ended()), Root: m.Root, Copy: m.Bundle,
		Taken: m.Request.Taken.Name, At: m.At, Reason: m.Request.Reason, Document: m.Request.Document, NoteZH: m.Copies.NoteZH, NoteEN: m.Copies.NoteEN,
		Deleted: b.deleted, Segments: []shownSegment{}, Gaps: f.Gaps, Unwatched: f.Unwatched, Events: []int64{}, Facts: append(append([]Fact{}, f.Incidents...), f.Decisions...)}
	for _, l := range b.lines {
		s.Segments = append(s.Segments, shownOf(l))
	}
	slices.SortStableFunc(s.Segments, func(a, b shownSegment) int { return cmp.Compare(a.From, b.From) }) // what a room node recorded came later
	s.Stills, s.Lines = []shownStill{}, []shownLine{}
	for _, p := range b.photos {
		s.Stills = append(s.Stills, shownStill{p.At, strings.TrimSpace(p.What + " " + p.Note), p.File})
	}
	for _, l := range ordered(b.tale.log) {
		s.Lines = append(s.Lines, shownLine{l.At, l.What, l.Basis, l.By})
	}
	for _, e := range b.tale.entries {
		if e.Kind == exam.EntryAnswer || e.Kind == exam.EntryMark {
			s.Events = append(s.Events, ms(e.ServerAt))
		}
	}
	if err := b.page(s); err != nil {
		return err
	}
	return b.bytes(nameReadme, "PAGE", []byte(b.readme(readme)))
}

func shownOf(l segmentOfFile) shownSegment {
	return shownSegment{l.No, l.Track, l.From, l.To, cmp.Or(l.Copy, l.File), l.File}
}

// page writes the page that shows the bundle, with the words that the manifest has.
func (b *binder) page(s shown) error {
	s.Words = map[string]Say{}
	for _, w := range b.m.Words {
		s.Words[w.Code] = Say{w.ZH, w.EN}
	}
	data, err := json.Marshal(s) // escapes < and >: nothing in it ends the script
	if err != nil {
		return err
	}
	return b.bytes(namePlayer, "PAGE", []byte(strings.Replace(player, "/*DATA*/", string(data), 1)))
}

func (b *binder) readme(form string) string {
	m, folder := b.m, "recordings"
	if m.Copies.Form != "" {
		folder = "copies"
	}
	who := func(n Named) string { return fmt.Sprintf("%s (%s)", n.Name, stamp(n.At)) }
	text := strings.NewReplacer("{sitting}", string(m.Sitting), "{candidate}", m.Candidate, "{item}", m.Item, "{asked}", who(m.Request.Asked),
		"{approved}", who(m.Request.Approved), "{taken}", m.Request.Taken.Name, "{at}", stamp(m.At), "{reason}", m.Request.Reason,
		"{document}", m.Request.Document, "{bundle}", m.Bundle, "{folder}", folder, "{noteZh}", m.Copies.NoteZH, "{noteEn}", m.Copies.NoteEN).Replace(form)
	return strings.ReplaceAll(text, "\n", "\r\n") // a clerk opens it on Windows
}

func stamp(ms int64) string { return at(ms).In(actor.Beijing).Format(time.DateTime) }

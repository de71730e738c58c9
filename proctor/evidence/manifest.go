package evidence

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
)

// BundleVersion is the form of bundles that this program writes. Those of the first form have neither stills nor the log of the door, those
// of the second say codes without words, and none of the two is of a room.
const BundleVersion = 3

// Names of the fixed parts of a bundle. Files of segments are named in recording.json.
const (
	nameJournal   = "journal.json"
	nameRecording = "recording.json"
	nameStills    = "stills.json"
	nameEntry     = "entry.json"
	nameDeletion  = "deletion.json"
	namePlayer    = "player.html"
	nameReadme    = "README.txt"
	nameManifest  = "manifest.json"
	nameSignature = "manifest.sig"
)

// Manifest is what a bundle says of itself; it stands last but one in the file, the signature over it last. The order of fields is
// part of the form; see Root.
type Manifest struct {
	Version   int            `json:"version"`
	Program   string         `json:"program"`
	Bundle    string         `json:"bundle"`  // this one copy
	Sitting   exam.SittingID `json:"sitting"` // empty: of a room
	Room      site.RoomID    `json:"room,omitempty"`
	Day       actor.Date     `json:"day,omitempty"` // of Beijing
	At        int64          `json:"at"`
	Candidate string         `json:"candidate"` // masked
	Item      string         `json:"item"`
	Request   Request        `json:"request"`
	Roots     int            `json:"roots"`
	Root      string         `json:"root"` // hash of the newest
	LeftOut   []string       `json:"leftOut"`
	Copies    Copies         `json:"copies"`
	Words     []Word         `json:"words,omitempty"` // what the codes in it meant when it was made, in the order of the codes
	Problems  []Problem      `json:"problems"`        // what was wrong in the store already when the bundle was made
	Files     []File         `json:"files"`           // in the order of the bundle
}

// Word is what a code means in two languages.
type Word struct {
	Code string `json:"code"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// Request is who asked for a bundle, who allowed it, and whose copy this is.
type Request struct {
	ID       string `json:"id"`
	Reason   string `json:"reason"`
	Document string `json:"document"`
	Asked    Named  `json:"asked"`
	Approved Named  `json:"approved"`
	Taken    Named  `json:"taken"`
}

// Named is a person with a time.
type Named struct {
	Account string `json:"account"`
	Name    string `json:"name"`
	At      int64  `json:"at"`
}

func named(p Person) Named { return Named{string(p.Account), p.Name, ms(p.At)} }

// Copies says which copies for other players a bundle has.
type Copies struct {
	Form   string `json:"form"` // extension; empty: none
	NoteZH string `json:"noteZh"`
	NoteEN string `json:"noteEn"`
	Failed []int  `json:"failed"` // numbers of the segments without one
}

// Problem is a segment or a still that the store did not give as it was recorded.
type Problem struct {
	Segment int    `json:"segment"`         // 0 for a still
	Still   string `json:"still,omitempty"` // its id
	What    string `json:"what"`            // MISSING, ALTERED
}

// File is one file of a bundle.
type File struct {
	Name   string `json:"name"`
	What   string `json:"what"` // ROOT, JOURNAL, RECORDING, SEGMENT, COPY, STILLS, STILL, ENTRY, PAPER, DELETION, PAGE
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Encode is the canonical form.
func (m Manifest) Encode() []byte { return canonical(m) }

// Hash is what is signed.
func (m Manifest) Hash() string { return hashOf("suikao evidence bundle", m.Encode()) }

func decodeManifest(body []byte) (Manifest, error) {
	var m Manifest
	if err := strict(body, &m); err != nil {
		return m, err
	}
	if m.Version < 1 || m.Version > BundleVersion {
		return m, fmt.Errorf("a bundle of version %d is not known to this program", m.Version)
	}
	if !bytes.Equal(m.Encode(), body) {
		return m, errors.New("it is not in its canonical form")
	}
	return m, nil
}

// rootFile is one root in a bundle. Body is the root's own bytes.
type rootFile struct {
	Hash      string `json:"hash"`
	Body      string `json:"body"`
	Signature string `json:"signature"`
}

func rootName(no int) string { return fmt.Sprintf("roots/%04d.json", no) }

// journalFile is the journal of answers: numbers and letters as they were given; the texts of the questions are not in it.
type journalFile struct {
	Sitting exam.SittingID `json:"sitting"`
	Leaf    string         `json:"leaf"`
	Entries []journalEntry `json:"entries"`
}

type journalEntry struct {
	Place    int64          `json:"place"`
	Seq      int64          `json:"seq"`
	Kind     exam.EntryKind `json:"kind"`
	Question int            `json:"question"`
	Answer   string         `json:"answer"`
	Note     string         `json:"note"`
	Server   int64          `json:"server"`
	Client   int64          `json:"client"`
	Epoch    int64          `json:"epoch"`
	Hash     string         `json:"hash"`
}

// recordingFile is what was recorded and what was not.
type recordingFile struct {
	Sitting  exam.SittingID  `json:"sitting"`
	Base     string          `json:"base"`
	Segments []segmentOfFile `json:"segments"`
	Gaps     []Span          `json:"gaps"`
}

type segmentOfFile struct {
	No      int    `json:"no"`
	ID      string `json:"id"`
	Track   string `json:"track"`
	Room    string `json:"room"`
	Seat    string `json:"seat"`
	Session string `json:"session"`
	From    int64  `json:"from"`
	To      int64  `json:"to"`
	Size    int64  `json:"size"`
	Width   int    `json:"width"`
	Height  int    `json:"height"`
	Frames  int    `json:"frames"`
	Sounds  int    `json:"sounds"`
	Note    string `json:"note"`
	Node    string `json:"node,omitempty"` // the room node that recorded it while the centre could not be reached
	SHA256  string `json:"sha256"`
	Prev    string `json:"prev"`
	Hash    string `json:"hash"`
	File    string `json:"file"` // empty: deleted by rule, or missing in the store
	Copy    string `json:"copy"` // plays everywhere; empty: none
}

// deletionFile is a proof in a bundle.
type deletionFile struct {
	Hash      string `json:"hash"`
	Body      string `json:"body"`
	Signature string `json:"signature"`
}

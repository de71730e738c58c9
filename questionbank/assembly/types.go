package assembly

// Typed identifiers of the question bank. They stand here because the draw is to the left of the bank that uses it.
type (
	ItemID      string // an item through all its versions
	VersionID   string // one immutable version of an item
	ReleaseID   string // a frozen set of versions
	BlueprintID string // one approved version of the rules a paper is composed by
)

// Type is the kind of question.
type Type string

// The kinds of question, in the order their blocks stand on a paper.
const (
	TrueFalse Type = "TRUE_FALSE" // 判断: options 正确 and 错误, in this order, never shuffled
	Single    Type = "SINGLE"     // 单选: exactly one option is right
	Multiple  Type = "MULTIPLE"   // 多选: at least two options are right
	Hotspot   Type = "HOTSPOT"    // 标图: options are areas of the first picture, at least one is right
	Case      Type = "CASE"       // 案例: a stem that 2 to 6 questions share; no question of a paper has this type, its parts have theirs
)

// rank orders the blocks of a paper: 判断 before 单选 before 多选 before 标图 before 案例; 0 is no known type.
func (t Type) rank() int {
	switch t {
	case TrueFalse:
		return 1
	case Single:
		return 2
	case Multiple:
		return 3
	case Hotspot:
		return 4
	case Case:
		return 5
	}
	return 0
}

// Several reports whether more than one option of such a question may be chosen.
func (t Type) Several() bool { return t == Multiple || t == Hotspot }

// Known reports whether t is a type this program can draw.
func (t Type) Known() bool { return t.rank() > 0 }

// Hash is a SHA-256 digest.
type Hash [32]byte

// Item is one item version as the draw and the release digest see it: no key, no explanation.
type Item struct {
	ID         ItemID    `cbor:"1,keyasint"`
	Version    VersionID `cbor:"2,keyasint"`
	Type       Type      `cbor:"3,keyasint"`
	Stem       string    `cbor:"4,keyasint"`
	Options    []string  `cbor:"5,keyasint"` // by origin index; 判断: 正确, 错误
	Difficulty int       `cbor:"6,keyasint"`
	Topic      string    `cbor:"7,keyasint"`
	Chapter    string    `cbor:"8,keyasint"`
	Tags       []string  `cbor:"9,keyasint"`
	Citation   string    `cbor:"10,keyasint"`
	Fact       string    `cbor:"11,keyasint"` // at most one item of a fact per paper; empty: none
	Enemies    []string  `cbor:"12,keyasint"` // groups of which a paper holds at most one item each
	Commitment Hash      `cbor:"13,keyasint"`
	Params     *Params   `cbor:"14,keyasint,omitempty"` // measured; absent: Expected stands in for it
	Media      []Medium  `cbor:"15,keyasint,omitempty"` // pictures of the stem, in order
	Areas      []Area    `cbor:"16,keyasint,omitempty"` // 标图: of the options, by origin index
	Parts      []Part    `cbor:"17,keyasint,omitempty"` // 案例: its questions, in order; Stem and Media are shared, Options empty
	Spoken     []Spoken  `cbor:"18,keyasint,omitempty"` // sounds of its texts, each at its place once; in the order of Texts
	Variants   []Variant `cbor:"19,keyasint,omitempty"` // in other languages, by language ascending, each once
	Level      string    `cbor:"20,keyasint,omitempty"` // of the higher bank that it was taken in from; empty: the release's own bank
}

// Snapshot is a release as the draw sees it. Items may stand in any order; the draw does not depend on it.
type Snapshot struct {
	Release  ReleaseID
	ItemCode string // catalogue code the bank belongs to
	Digest   Hash   // Root of the snapshot; the caller vouches for it, Replay recomputes it
	Items    []Item
}

// Chances are what a draw is told beside its seed.
type Chances struct {
	// Past are the item ids of the person's earlier papers, newest first. The newest is always barred. Older ones are
	// barred too while every cell keeps twice its quota, and let in again oldest first; Paper.Barred says how many stayed.
	Past [][]ItemID
	// Out are the items in quarantine; none of them is drawn.
	Out []ItemID
	// Times is how often each item of the release was drawn before under the blueprint, by item id; nil: never.
	Times Times
}

package questionbank

import (
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Identifiers. Those of items, versions, releases and blueprints are shared with the draw.
type (
	BankID      string
	BatchID     string
	CommentID   string
	ItemID      = assembly.ItemID
	VersionID   = assembly.VersionID
	ReleaseID   = assembly.ReleaseID
	BlueprintID = assembly.BlueprintID
)

// Type is the kind of question.
type Type = assembly.Type

// The kinds of question.
const (
	TrueFalse = assembly.TrueFalse
	Single    = assembly.Single
	Multiple  = assembly.Multiple
	Hotspot   = assembly.Hotspot
	Case      = assembly.Case
)

// Paper is a drawn paper; see assembly.Paper.
type Paper = assembly.Paper

// Level is how far up a bank stands.
type Level string

// The levels.
const (
	National   Level = "NATIONAL"
	Provincial Level = "PROVINCIAL"
	Centre     Level = "CENTRE"
)

// Purpose says what a bank may be used for. The two kinds have separate permissions (teaching is not examining).
type Purpose string

// The purposes.
const (
	Certification Purpose = "CERTIFICATION" // official examinations
	Practice      Purpose = "PRACTICE"      // classes, mock examinations, spot checks
)

// Bank is a set of items for one catalogue code, owned by one organisation.
type Bank struct {
	ID        BankID
	Owner     people.OrgID
	Path      string // the owner's organisation path; rights are checked against it
	Level     Level
	Purpose   Purpose
	ItemCode  string // catalogue code, "SO-1-2"
	Name      string
	CreatedAt time.Time
	Foreign   string // fingerprint of the owner whose sealed releases it holds; empty: the bank is the house's own
}

// State is where an item version stands.
type State string

// The states. A version that an ACTIVE release holds is APPROVED; being active belongs to the release.
const (
	Draft    State = "DRAFT"    // written or imported
	Checked  State = "CHECKED"  // handed to review by its writer's side
	Approved State = "APPROVED" // accepted by a second person; may enter a release
	Rejected State = "REJECTED" // refused with a comment; the answer is a new version
	Retired  State = "RETIRED"  // replaced or withdrawn; enters no new release
)

// Content is everything a writer writes. It is immutable once stored.
type Content struct {
	Type        Type
	Stem        string
	Options     []string // by origin index, 2 to 8; 判断: 正确, 错误
	Key         []int    // origin indexes of the right options, ascending
	Explanation string
	Difficulty  int // 1 (easy) to 5
	Topic       string
	Chapter     string
	Tags        []string
	Citation    string   // law or standard with its number
	Fact        string   // items that test the same fact share it; a paper holds at most one of them
	Enemies     []string // groups of which a paper holds at most one item each
	SourceNo    string   // number in the writer's own file
	Points      int      // points suggested by the file; the blueprint decides
	Media       []Medium // pictures and clips of the stem, in order; behind a clip its still; 标图: the first is the one to mark
	Areas       []Area   // 标图: of the options, by origin index
	Parts       []Part   // 案例: its questions, in order; Options and Key are theirs
	Spoken      []Spoken // sounds that read its texts aloud; see Unspoken
}

// Part is one question of a case.
type Part struct {
	assembly.Part
	Key         []int // origin indexes of the right options, ascending
	Explanation string
}

// ItemVersion is one immutable version of an item.
type ItemVersion struct {
	ID       VersionID
	Item     ItemID
	Bank     BankID
	Path     string // of the bank's owner
	No       int    // 1, 2, … within the item
	Latest   bool   // no later version exists
	State    State
	Content  Content       // Key and Explanation are empty unless the call says otherwise
	Batch    BatchID       // import it came with; empty when written by hand
	Leaf     assembly.Hash // digest of everything but key and explanation, which enter as a salted commitment
	Writer   Signature
	Checker  Signature
	Reviewer Signature
}

// Signature is who did something when: the account, and the natural person behind it.
type Signature struct {
	Account string
	Person  string
	Name    string
	At      time.Time
}

// Comment is one remark on an item version.
type Comment struct {
	ID      CommentID
	Version VersionID
	Act     string // SUBMIT, APPROVE, REJECT, RETIRE, DISCARD, NOTE
	Text    string
	By      Signature
}

// Batch is one applied import.
type Batch struct {
	ID    BatchID
	Bank  BankID
	Path  string
	File  string // the name the file had
	Sum   assembly.Hash
	Items int
	By    Signature
}

// ReleaseState is where a release or a blueprint stands.
type ReleaseState string

// The states of releases, blueprints and key versions.
const (
	Proposed ReleaseState = "PROPOSED" // waits for the second person
	Active   ReleaseState = "ACTIVE"   // in use
	Refused  ReleaseState = "REFUSED"
	Replaced ReleaseState = "REPLACED" // a later one is active, or it was withdrawn; papers still name it
)

// Release is a frozen set of item versions.
type Release struct {
	ID       ReleaseID
	Bank     BankID
	Path     string
	ItemCode string
	Purpose  Purpose
	Name     string
	No       int // 1, 2, … within the bank
	Digest   assembly.Hash
	Items    int
	State    ReleaseState
	By       Signature
	Approver Signature
	Reason   string // of a refusal or withdrawal
}

// Blueprint is one version of the rules by which papers of a bank are composed.
type Blueprint struct {
	ID       BlueprintID
	Bank     BankID
	Path     string
	ItemCode string
	Purpose  Purpose
	Version  int // 1, 2, … within the bank
	Body     assembly.Body
	Hash     assembly.Hash
	State    ReleaseState
	By       Signature
	Approver Signature
	Reason   string
}

// Key holds the right answers of a release in one key version. It never leaves the server.
type Key struct {
	Release ReleaseID
	Version int
	Digest  assembly.Hash
	Correct map[VersionID][]int // origin indexes, ascending
}

// KeyVersion is one approved or proposed set of keys of a release, without the keys.
type KeyVersion struct {
	Release  ReleaseID
	No       int // 1 is frozen with the release
	State    ReleaseState
	Digest   assembly.Hash
	Changed  []VersionID // what differs from the version before
	Reason   string
	By       Signature
	Approver Signature
}

// DrawInput is what a sitting gives to its draw.
type DrawInput struct {
	Attempt      string   // id of the sitting; one draw each
	ServerRandom [32]byte // from crypto/rand, committed before the nonce is known
	Nonce        [16]byte // chosen at the terminal when the candidate presses the button
	Ticket       []byte   // 16 bytes given at check-in or by the phone; empty: none
	Booking      string   // for which a phone gave Ticket, under what was promised to it: Rule and Key; empty: it did not
	Rule         assembly.SeedRule
	Key          string     // fingerprint; empty under a rule without signature
	Past         [][]ItemID // items of the person's earlier papers for this code, newest first
	Language     Language   // beside Chinese; empty: none
	Counted      bool       // an examination that counts; rehearsals change no count of how often items are drawn
}

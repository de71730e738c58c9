package people

import (
	"time"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/exam/people/photo"
	"github.com/suikao/suikao/internal/actor"
)

// Education is the highest completed level.
type Education string

// The levels, lowest first; empty = not stated.
const (
	Primary    Education = "PRIMARY"    // 小学
	Junior     Education = "JUNIOR"     // 初中
	Senior     Education = "SENIOR"     // 高中
	Vocational Education = "VOCATIONAL" // 中专、中职、技校
	College    Education = "COLLEGE"    // 大专
	Bachelor   Education = "BACHELOR"   // 本科
	Graduate   Education = "GRADUATE"   // 研究生
)

// Level returns 0 for not stated, then rising numbers; SENIOR and VOCATIONAL are equal.
func (e Education) Level() int {
	return map[Education]int{Primary: 1, Junior: 2, Senior: 3, Vocational: 3, College: 4, Bachelor: 5, Graduate: 6}[e]
}

// Person is a natural person. Document and phone number are shown masked only; their clear text is read by
// Service.Unmask (with a reason, audited) or Service.DocumentFor.
type Person struct {
	ID         PersonID
	Name       string // as on the document, at most 30 characters
	Sex        identity.Sex
	Birth      actor.Date // empty = not known
	Education  Education
	DocKind    identity.DocKind
	DocCountry string     // passports only
	DocExpires actor.Date // empty = not known or without end
	DocMasked  string     // 420***********123X
	Phone      string     // masked, 138****5678; empty = none on file
	Home       OrgID      // the organisation that keeps the person's record; scope of staff rights together with employers
	HomePath   string     // its path
	Photo      Photo
	CreatedAt  time.Time
	Version    int64 // for compare-and-set
}

// Sealed is what the store keeps of a person's numbers: ciphertext and blind indexes.
type Sealed struct {
	Document   string
	DocIndex   []byte
	Phone      string // empty = none
	PhoneIndex []byte // nil = none
}

// PhotoState is where a document photo stands.
type PhotoState string

// The states of a document photo.
const (
	PhotoNone     PhotoState = "NONE"
	PhotoPending  PhotoState = "PENDING"
	PhotoApproved PhotoState = "APPROVED"
	PhotoRejected PhotoState = "REJECTED" // Reason says what to do differently
)

// Photo is the person's current document photo: the same picture on ticket, room record and permit.
type Photo struct {
	ID          string
	State       PhotoState
	Key         string // blob key; empty for NONE
	Reason      photo.RetakeReason
	Note        string // the reviewer's words beside the reason
	SubmittedAt time.Time
	SubmittedBy PersonID // the natural person who handed it in: the candidate or a clerk
	DecidedAt   time.Time
	DecidedBy   AccountID
}

// EmploymentKind says in what relation a person works for an organisation (work safety law, Art. 28: all are trained).
type EmploymentKind string

// The kinds of employment.
const (
	Regular    EmploymentKind = "REGULAR"    // 正式职工
	Dispatched EmploymentKind = "DISPATCHED" // 劳务派遣
	Intern     EmploymentKind = "INTERN"     // 实习学生
)

// Employment is a person's work for an organisation from a day to a day, both included.
type Employment struct {
	ID     string
	Person PersonID
	Org    OrgID
	Kind   EmploymentKind
	From   actor.Date
	To     actor.Date // empty = goes on
}

// On reports whether the employment covers the day.
func (e Employment) On(d actor.Date) bool { return e.From <= d && (e.To == "" || d <= e.To) }

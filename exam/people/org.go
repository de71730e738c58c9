package people

import (
	"regexp"
	"strings"
	"time"

	"github.com/suikao/suikao/exam/people/identity"
	"github.com/suikao/suikao/internal/fault"
)

// OrgKind is the kind of an organisation.
type OrgKind string

// The kinds of organisations.
const (
	Authority  OrgKind = "AUTHORITY"  // 考核发证机关 and the bureaus below it
	ExamBody   OrgKind = "EXAM_BODY"  // 考试机构, 考试点
	Centre     OrgKind = "CENTRE"     // 培训机构
	Enterprise OrgKind = "ENTERPRISE" // 生产经营单位
)

// Org is a node of the organisation tree.
type Org struct {
	ID       OrgID
	Parent   OrgID  // empty at the root
	Path     string // "/id/id/", the own id last; a prefix test answers whether one lies within another
	Kind     OrgKind
	Name     string // at most 60 characters
	Region   string // GB/T 2260, six digits; 420600 is the city, 420602 a district of it
	USCC     string // unified social credit code, empty where the organisation has none
	Street   string // 街道 or 乡镇, for reports
	Industry string // industry code or name, for reports
	Grade    string // A–D of graded supervision; empty = not graded
	Created  time.Time
	Closed   time.Time // zero = active
	Version  int64
}

// Within reports whether the organisation lies in the subtree at path.
func (o Org) Within(path string) bool { return path != "" && strings.HasPrefix(o.Path, path) }

// MaxDepth is how many levels the tree may have.
const MaxDepth = 8

// OrgInput is what a form says about an organisation.
type OrgInput struct {
	Kind                    OrgKind
	Name, Region, USCC      string
	Street, Industry, Grade string
}

// childKinds says which kinds may stand under which. Enterprises hold branches; only authorities hold everything.
var childKinds = map[OrgKind][]OrgKind{
	Authority:  {Authority, ExamBody, Centre, Enterprise},
	ExamBody:   {ExamBody},
	Centre:     {Centre, Enterprise},
	Enterprise: {Enterprise},
}

func mayHold(parent, child OrgKind) bool {
	for _, k := range childKinds[parent] {
		if k == child {
			return true
		}
	}
	return false
}

var (
	regionForm = regexp.MustCompile(`^[1-8][0-9]([0-9]{2})([0-9]{2})$`)
	gradeForm  = regexp.MustCompile(`^[A-D]?$`)
)

// checkRegion takes six digits of GB/T 2260 form: province, city, district; a city of 00 has no district.
func checkRegion(s string) bool {
	m := regionForm.FindStringSubmatch(s)
	return m != nil && (m[1] != "00" || m[2] == "00")
}

// normalize cleans and checks the input; all wrong fields come back at once.
func (in OrgInput) normalize() (OrgInput, error) {
	var bad fault.List
	line := func(field string, s *string) {
		v, f := Line(*s, 60)
		bad.Add("body."+field, f)
		*s = v
	}
	line("name", &in.Name)
	if in.Name == "" && bad.Len() == 0 {
		bad.Add("body.name", ErrOrgName)
	}
	if _, ok := childKinds[in.Kind]; !ok {
		bad.Add("body.kind", ErrOrgKind)
	}
	in.Region = identity.NormalizeNumber(in.Region)
	if !checkRegion(in.Region) {
		bad.Add("body.region", ErrRegion)
	}
	if in.USCC = identity.NormalizeNumber(in.USCC); in.USCC != "" {
		if err := identity.CheckUSCC(in.USCC); err != nil {
			bad.Add("body.uscc", fault.From(err))
		}
	}
	line("street", &in.Street)
	line("industry", &in.Industry)
	in.Grade = identity.NormalizeNumber(in.Grade)
	if !gradeForm.MatchString(in.Grade) {
		bad.Add("body.grade", ErrGrade)
	}
	return in, bad.Err()
}

package identity

import (
	"strings"
	"unicode"

	"github.com/suikao/suikao/internal/actor"
)

// DocKind is the kind of identity document (bureau process, section 1).
type DocKind string

// The accepted kinds.
const (
	IDCard           DocKind = "ID_CARD"           // 居民身份证
	TemporaryID      DocKind = "TEMPORARY_ID"      // 临时身份证
	HouseholdExtract DocKind = "HOUSEHOLD_EXTRACT" // 户籍证明 with photo
	ElectronicID     DocKind = "ELECTRONIC_ID"     // 电子身份证
	HMTResidence     DocKind = "HMT_RESIDENCE"     // 港澳台居民居住证
	ForeignResidence DocKind = "FOREIGN_RESIDENCE" // 外国人永久居留身份证
	Passport         DocKind = "PASSPORT"          // 护照
	MainlandTravel   DocKind = "MAINLAND_TRAVEL"   // 港澳居民来往内地通行证、台湾居民来往大陆通行证
)

// Decider says who may match a person to a document of a kind at the door.
type Decider string

// The deciders.
const (
	ByChip    Decider = "CHIP_OR_OFFICER" // the reader's chip reading counts; a remote officer decides when it cannot be read
	ByOfficer Decider = "OFFICER"         // no chip that the reader knows: a remote officer looks at document and face
	ByClerk   Decider = "CLERK"           // paper with a photo: a clerk or reviewer checks it before the exam, an officer at the door
)

// DocRule is one row of the table of accepted documents.
type DocRule struct {
	Kind    DocKind
	ZH, EN  string
	Decider Decider
	Expires bool // the document carries an end date; an expired one leads to a remote officer, never to a dead end
}

// DocRules returns the table of accepted documents in the order in which a form offers them.
func DocRules() []DocRule {
	return []DocRule{
		{IDCard, "居民身份证", "Resident ID card", ByChip, true},
		{TemporaryID, "临时居民身份证", "Temporary resident ID card", ByOfficer, true},
		{HouseholdExtract, "户籍证明（带照片）", "Household registration extract with photo", ByClerk, false},
		{ElectronicID, "电子身份证", "Electronic ID card", ByOfficer, false},
		{HMTResidence, "港澳台居民居住证", "Residence permit for Hong Kong, Macao and Taiwan residents", ByChip, true},
		{ForeignResidence, "外国人永久居留身份证", "Foreign permanent resident ID card", ByChip, true},
		{Passport, "护照", "Passport", ByOfficer, true},
		{MainlandTravel, "来往内地（大陆）通行证", "Mainland travel permit", ByOfficer, true},
	}
}

// Rule returns the row of kind k; ok is false for a kind that is not accepted.
func (k DocKind) Rule() (r DocRule, ok bool) {
	for _, r := range DocRules() {
		if r.Kind == k {
			return r, true
		}
	}
	return DocRule{}, false
}

// Document is a normalised, valid identity document. Make it with ParseDocument; the number is clear text and must be
// sealed before it leaves memory.
type Document struct {
	Kind    DocKind
	Number  string     // normalised: capital, half-width, without spaces and hyphens
	Country string     // passports: issuing country, ISO 3166-1 alpha-3; empty otherwise
	Expires actor.Date // empty = not known or without end
}

// ParseDocument normalises and checks a document as somebody typed it. Faults: ErrDocKind, ErrDocNumber (wrong form),
// ErrDocCheck (wrong check digit: a typing error), ErrDocBirth (no such day), ErrDocCountry.
func ParseDocument(kind DocKind, number, country string) (Document, error) {
	d := Document{Kind: kind, Number: NormalizeNumber(number), Country: strings.ToUpper(strings.TrimSpace(country))}
	if kind != Passport {
		d.Country = ""
	}
	if err := d.check(); err != nil {
		return Document{}, err
	}
	return d, nil
}

// NormalizeNumber brings a document number into its stored form: full-width characters narrow, capital letters, without
// spaces, hyphens, brackets and invisible characters. It is idempotent.
func NormalizeNumber(s string) string {
	return strings.Map(func(r rune) rune {
		r = Narrow(r)
		switch {
		case unicode.IsSpace(r), actor.Hidden(r), r == '-', r == '(', r == ')', r == '\'', r == '\u2014', r == '\u2013':
			return -1
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r == '×', r == 'Ⅹ', r == 'Χ', r == 'Х': // multiplication sign, Roman ten, Greek chi, Cyrillic ha: all typed for X
			return 'X'
		}
		return r
	}, s)
}

// narrow turns a full-width form into its ASCII twin.
func Narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

func (d Document) check() error {
	switch d.Kind {
	case IDCard, TemporaryID, HouseholdExtract, ElectronicID:
		return checkCitizen(d.Number)
	case HMTResidence:
		return checkHMT(d.Number)
	case ForeignResidence:
		return checkForeign(d.Number)
	case Passport:
		return d.checkPassport()
	case MainlandTravel:
		return checkTravel(d.Number)
	default:
		return ErrDocKind
	}
}

func (d Document) checkPassport() error {
	if len(d.Country) != 3 || !only(d.Country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		return ErrDocCountry
	}
	if len(d.Number) < 5 || len(d.Number) > 15 || !only(d.Number, digits+letters) || !strings.ContainsAny(d.Number, digits) {
		return ErrDocNumber
	}
	return nil
}

// checkTravel takes H or M with 8 digits (and the two-digit issue count some print), or Taiwan's 8 digits.
func checkTravel(n string) error {
	if n != "" && (n[0] == 'H' || n[0] == 'M') && (len(n) == 9 || len(n) == 11) && only(n[1:], digits) {
		return nil
	}
	if len(n) == 8 && only(n, digits) {
		return nil
	}
	return ErrDocNumber
}

// checkForeign takes the 2023 card (18 digits beginning with 9, GB 11643 check) and the older one (three letters and
// twelve digits), whose check is not public: a person decides about it.
func checkForeign(n string) error {
	if len(n) == 15 && only(n[:3], letters) && only(n[3:], digits) {
		return nil
	}
	if len(n) != 18 || n[0] != '9' {
		return ErrDocNumber
	}
	return checkGB11643(n)
}

// Identity is the string whose blind index is unique: one natural person has one per number space.
func (d Document) Identity() string {
	switch {
	case len(d.Number) == 18 && d.Kind != Passport:
		return "GB11643:" + d.Number
	case d.Kind == Passport:
		return "PASSPORT:" + d.Country + ":" + d.Number
	case d.Kind == MainlandTravel && len(d.Number) == 11:
		return "TRAVEL:" + d.Number[:9] // the last two digits count reissues of the same permit
	case d.Kind == MainlandTravel:
		return "TRAVEL:" + d.Number
	default:
		return string(d.Kind) + ":" + d.Number
	}
}

// Masked is the form for display: 420***********123X; shorter numbers keep two characters on either side.
func (d Document) Masked() string { return maskNumber(d.Number) }

func maskNumber(n string) string {
	switch {
	case len(n) >= 15:
		return n[:3] + strings.Repeat("*", len(n)-7) + n[len(n)-4:]
	case len(n) > 4:
		return n[:2] + strings.Repeat("*", len(n)-4) + n[len(n)-2:]
	default:
		return strings.Repeat("*", len(n))
	}
}

const (
	digits  = "0123456789"
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// only reports whether s consists of characters of set.
func only(s, set string) bool {
	return strings.Trim(s, set) == ""
}

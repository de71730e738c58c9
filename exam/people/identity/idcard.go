package identity

import (
	"strings"

	"github.com/suikao/suikao/internal/actor"
)

// Sex as documents print it.
type Sex string

// The values of Sex; empty = not known.
const (
	Male   Sex = "M"
	Female Sex = "F"
)

var gbWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// GB11643Check returns the check character for the first 17 digits of a citizen number.
func GB11643Check(first17 string) byte {
	sum := 0
	for i, w := range gbWeights {
		sum += int(first17[i]-'0') * w
	}
	return "10X98765432"[sum%11]
}

func checkGB11643(n string) error {
	if len(n) != 18 || !only(n[:17], digits) || !only(n[17:], digits+"X") {
		return ErrDocNumber
	}
	if GB11643Check(n[:17]) != n[17] {
		return ErrDocCheck
	}
	if _, ok := birthOf(n); !ok {
		return ErrDocBirth
	}
	return nil
}

// checkCitizen is loose about the region: retired codes stand in millions of valid cards. The first digit is one of the
// six great regions 1–6 or 8 (a citizen number of a Hong Kong, Macao or Taiwan resident belongs to HMT_RESIDENCE).
func checkCitizen(n string) error {
	if err := checkGB11643(n); err != nil {
		return err
	}
	if n[0] < '1' || n[0] > '7' || n[:2] == "00" {
		return ErrDocRegion
	}
	return nil
}

func checkHMT(n string) error {
	if err := checkGB11643(n); err != nil {
		return err
	}
	switch n[:6] {
	case "810000", "820000", "830000":
		return nil
	}
	return ErrDocRegion
}

func birthOf(n string) (actor.Date, bool) {
	d, err := actor.ParseDate(n[6:10] + "-" + n[10:12] + "-" + n[12:14])
	return d, err == nil && d >= "1850-01-01"
}

// Birth returns the birth date that the number carries; ok is false for kinds and numbers without one.
func (d Document) Birth() (b actor.Date, ok bool) {
	if !d.HasGB() {
		return "", false
	}
	return birthOf(d.Number)
}

// Sex returns the sex that the number carries: an odd seventeenth digit is male.
func (d Document) Sex() (s Sex, ok bool) {
	if !d.HasGB() {
		return "", false
	}
	if strings.IndexByte("13579", d.Number[16]) >= 0 {
		return Male, true
	}
	return Female, true
}

func (d Document) HasGB() bool { return len(d.Number) == 18 && d.Kind != Passport }

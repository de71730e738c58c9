package health

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/calibration"
)

// An answer on a sheet: place in the release (two bytes), choice (two), milliseconds (four), bits (one), big endian. The upper bits say how many
// questions a case has; its choice has those that were answered rightly in its lower byte and those left open in its upper. Where they are
// none, the sheet is older than that, or the item is no case.
const (
	answerSize = 9
	bitRight   = 1
	bitLate    = 2
	bitTold    = 4
	partsAt    = 3 // a case's questions are the bits from here on
	partsMask  = 7
)

// encodeAnswers writes the answers of a sitting by place in the release, without those that may not be counted.
func encodeAnswers(list []Answered, v *volume) ([]byte, error) {
	out := make([]byte, 0, answerSize*len(list))
	for _, a := range list {
		at, ok := v.place[a.Version]
		if !ok {
			return nil, fmt.Errorf("version %s is not in the release of the paper", a.Version)
		}
		if slices.Contains(v.withheld, v.heads[at].Bank) {
			continue
		}
		var bits byte
		if a.Right {
			bits |= bitRight
		}
		if a.Late && !a.Right {
			bits |= bitLate
		}
		if a.Told {
			bits |= bitTold
		}
		choice := a.Choice
		if a.Parts > 0 {
			bits |= byte(a.Parts) & partsMask << partsAt
			choice = choice&0xff | uint16(a.Open)<<8
		}
		out = binary.BigEndian.AppendUint16(out, uint16(at))
		out = binary.BigEndian.AppendUint16(out, choice)
		out = binary.BigEndian.AppendUint32(out, uint32(min(a.Spent, time.Hour).Milliseconds()))
		out = append(out, bits)
	}
	return out, nil
}

var errSheet = errors.New("the answers of a sheet are damaged")

// decodeAnswers reads what encodeAnswers wrote, with items numbered as in numbers: by place in the release. What was answered in
// another language is left out: it says nothing of the Chinese text.
func decodeAnswers(b []byte, numbers []int32) (calibration.Sitting, error) {
	if len(b)%answerSize != 0 {
		return nil, errSheet
	}
	out := make(calibration.Sitting, 0, len(b)/answerSize)
	for ; len(b) > 0; b = b[answerSize:] {
		at := int(binary.BigEndian.Uint16(b))
		if at >= len(numbers) {
			return nil, errSheet
		}
		if b[8]&bitTold != 0 {
			continue
		}
		a := calibration.Answer{Item: numbers[at], Choice: binary.BigEndian.Uint16(b[2:]), Millis: int32(binary.BigEndian.Uint32(b[4:])),
			Right: b[8]&bitRight != 0, Late: b[8]&bitLate != 0}
		if a.Parts = int8(b[8] >> partsAt & partsMask); a.Parts > 0 {
			a.Open, a.Choice = uint8(a.Choice>>8), a.Choice&0xff
		}
		out = append(out, a)
	}
	return out, nil
}

// toldItems are the items, numbered as in numbers, of the answers that were given in another language. Places that the release does
// not have are decodeAnswers' to name.
func toldItems(b []byte, numbers []int32) []int32 {
	var out []int32
	for ; len(b) >= answerSize; b = b[answerSize:] {
		if at := int(binary.BigEndian.Uint16(b)); b[8]&bitTold != 0 && at < len(numbers) {
			out = append(out, numbers[at])
		}
	}
	return out
}

// volume is a release as sheets name its items.
type volume struct {
	release questionbank.Release
	heads   []questionbank.SealedVersion
	place   map[questionbank.VersionID]int
	key     int // newest version
	numbers []int32

	withheld []questionbank.BankID // whose owners gave no leave to count answers
}

// shelf opens releases once a run and numbers their versions across all of them.
type shelf struct {
	banks   Banks
	volumes map[questionbank.ReleaseID]*volume
	number  map[questionbank.VersionID]int32
	heads   []questionbank.SealedVersion // by number
	bank    []questionbank.BankID        // by number: under which bank what is known of it is kept, that of the release which holds it
}

func newShelf(b Banks) *shelf {
	return &shelf{banks: b, volumes: map[questionbank.ReleaseID]*volume{}, number: map[questionbank.VersionID]int32{}}
}

func (s *shelf) open(ctx context.Context, id questionbank.ReleaseID) (*volume, error) {
	if v := s.volumes[id]; v != nil {
		return v, nil
	}
	v := &volume{place: map[questionbank.VersionID]int{}}
	var err error
	if v.release, v.heads, err = s.banks.Heads(ctx, id); err != nil {
		return nil, err
	}
	if v.key, err = s.banks.CurrentKeyVersion(ctx, id); err != nil {
		return nil, err
	}
	if v.withheld, err = s.banks.Withheld(ctx, id); err != nil {
		return nil, err
	}
	v.numbers = make([]int32, len(v.heads))
	for i, h := range v.heads {
		v.place[h.ID] = i
		n, ok := s.number[h.ID]
		if !ok {
			n = int32(len(s.heads))
			s.number[h.ID], s.heads, s.bank = n, append(s.heads, h), append(s.bank, v.release.Bank)
		}
		v.numbers[i] = n
	}
	s.volumes[id] = v
	return v, nil
}

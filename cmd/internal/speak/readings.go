package speak

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// Reading says how something written is said.
type Reading struct{ Written, Said string }

// unit reports whether it is one of Usual's that is said only behind a number. Whoever brings a table means what is in it.
func (r Reading) unit() bool { return unit.MatchString(r.Written) && slices.Contains(Usual(), r) }

// Usual are the units and signs of the sample banks. A unit is said only behind a number.
func Usual() []Reading {
	return []Reading{
		{"MΩ", "兆欧"}, {"kΩ", "千欧"}, {"Ω", "欧"}, {"kV", "千伏"}, {"mV", "毫伏"}, {"V", "伏"}, {"kA", "千安"}, {"mA", "毫安"}, {"A", "安"},
		{"kW", "千瓦"}, {"kVA", "千伏安"}, {"W", "瓦"}, {"Hz", "赫兹"}, {"mm²", "平方毫米"}, {"cm²", "平方厘米"}, {"m²", "平方米"}, {"m³/h", "立方米每小时"}, {"m³", "立方米"},
		{"m/s", "米每秒"}, {"km/h", "千米每小时"}, {"km", "千米"}, {"cm", "厘米"}, {"mm", "毫米"}, {"m", "米"}, {"kg", "千克"}, {"mg/m³", "毫克每立方米"}, {"mg", "毫克"}, {"g", "克"}, {"t", "吨"},
		{"MPa", "兆帕"}, {"kPa", "千帕"}, {"Pa", "帕"}, {"℃", "摄氏度"}, {"°", "度"}, {"%", "%"}, {"‰", "‰"}, {"ppm", "百万分之一"}, {"dB", "分贝"}, {"lx", "勒克斯"},
		{"min", "分钟"}, {"h", "小时"}, {"s", "秒"}, {"d", "天"}, {"L", "升"}, {"N", "牛"},
		{"≥", "大于等于"}, {"≤", "小于等于"}, {">", "大于"}, {"<", "小于"}, {"±", "正负"}, {"×", "乘"}, {"÷", "除以"}, {"≠", "不等于"}, {"~", "至"}, {"～", "至"},
	}
}

var (
	unit   = regexp.MustCompile(`^[\pL°℃%‰]`)
	gap    = regexp.MustCompile(`[（(][\s　]*[）)]|_{2,}`) // where an answer is to be put
	number = regexp.MustCompile(`[0-9][ ]?$`)
)

// Say returns what is said of a text; empty where it is said as it is written.
func Say(text string, readings []Reading) string {
	longest := slices.SortedStableFunc(slices.Values(readings), func(a, b Reading) int { return cmp.Compare(len(b.Written), len(a.Written)) })
	var out strings.Builder
	for rest := text; rest != ""; {
		if at := gap.FindStringIndex(rest); at != nil && at[0] == 0 {
			out.WriteString("，空格，")
			rest = rest[at[1]:]
			continue
		}
		if r, ok := fits(out.String(), rest, longest); ok {
			out.WriteString(r.Said)
			rest = rest[len(r.Written):]
			continue
		}
		n := 1
		for n < len(rest) && rest[n]&0xc0 == 0x80 {
			n++
		}
		out.WriteString(rest[:n])
		rest = rest[n:]
	}
	if out.String() == text {
		return ""
	}
	return out.String()
}

// fits finds the reading of what rest begins with: a unit stands behind a number and ends where its word does.
func fits(before, rest string, longest []Reading) (Reading, bool) {
	for _, r := range longest {
		if r.Written == "" || !strings.HasPrefix(rest, r.Written) {
			continue
		}
		if r.unit() {
			after := rest[len(r.Written):]
			if !number.MatchString(before) || after != "" && (after[0] >= 'a' && after[0] <= 'z' || after[0] >= 'A' && after[0] <= 'Z') {
				continue
			}
		}
		return r, true
	}
	return Reading{}, false
}

// ReadReadings reads a table of two columns, written and said, which goes before Usual.
func ReadReadings(in io.Reader) ([]Reading, error) {
	r := csv.NewReader(in)
	r.FieldsPerRecord = 2
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("readings: %w", err)
	}
	var out []Reading
	for i, row := range rows {
		written := strings.TrimSpace(strings.TrimPrefix(row[0], "\ufeff"))
		if written == "" {
			return nil, fmt.Errorf("readings, row %d: %w", i+1, errors.New("nothing written"))
		}
		out = append(out, Reading{written, strings.TrimSpace(row[1])})
	}
	return append(out, Usual()...), nil
}

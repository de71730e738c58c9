package sheet

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// dateStyles returns the cell styles (positions in cellXfs) whose number format shows a date or a time.
func (bk *book) dateStyles(part string) (map[int]bool, error) {
	out := map[int]bool{}
	if part == "" || bk.parts[part] == nil {
		return out, nil
	}
	custom := map[int]bool{}
	inXfs, n := false, 0
	err := bk.scan(part, func(t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil && len(custom) < maxStyles {
					custom[id] = showsDate(attr(e, "formatCode"))
				}
			case "cellXfs":
				inXfs = true
			case "xf":
				if inXfs {
					id, _ := strconv.Atoi(attr(e, "numFmtId"))
					date, given := custom[id]
					if date || !given && builtInDate(id) {
						out[n] = true
					}
					if n++; n > maxStyles {
						return ErrExpands
					}
				}
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				inXfs = false
			}
		}
		return nil
	})
	return out, err
}

// builtInDate reports the number formats that are dates or times without being written down in the file; 27–36 and
// 50–58 are those of Chinese, Japanese and Korean Office.
func builtInDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// showsDate reports whether a number format has a part for year, month, day, hour or second, outside quotations and
// colours.
func showsDate(format string) bool {
	var plain strings.Builder
	for i := 0; i < len(format); i++ {
		switch format[i] {
		case '"':
			i += 1 + max(0, strings.IndexByte(format[i+1:], '"'))
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(format[i:], ']')
			if end < 0 {
				end = 0
			}
			switch in := strings.ToLower(format[i+1 : i+max(1, end)]); in {
			case "h", "hh", "m", "mm", "s", "ss":
				return true
			}
			i += end
		default:
			plain.WriteByte(format[i])
		}
	}
	low := strings.ToLower(plain.String())
	if strings.Contains(low, "general") {
		return false
	}
	return strings.ContainsAny(low, "ymdhs")
}

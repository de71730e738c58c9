package interchange

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"regexp"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/internal/sheet"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/clip"
)

// Format is a form in which questions travel.
type Format string

// The formats. Reading tells XLSX from CSV, and the encodings of CSV, by the content; QTI of any version is one to a reader.
const (
	XLSX    Format = "xlsx"
	CSV     Format = "csv"         // UTF-8 with a byte order mark when written
	CSVGB   Format = "csv-gb18030" // for spreadsheet programs of older installations
	XLSXZip Format = "xlsx-zip"    // Excel with the pictures and clips that it names, in a ZIP
	CSVZip  Format = "csv-zip"     // the same with CSV in UTF-8
	Moodle  Format = "moodle-xml"  // plain texts; other programs' HTML is made plain
	GIFT    Format = "gift"        // choice questions and true/false
	Aiken   Format = "aiken"       // one right letter, nothing else
	QTI21   Format = "qti-2.1"     // content package
	QTI22   Format = "qti-2.2"     // content package
	QTI30   Format = "qti-3.0"     // content package
)

// Info is what people are told about a format.
type Info struct {
	Format    Format
	Name      string // the same in every language
	Extension string // of a file that is written, with the dot
	Type      string // media type
}

// Formats lists the formats in the order in which people are offered them.
func Formats() []Info {
	const book, archive = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip"
	return []Info{
		{XLSX, "Excel", ".xlsx", book},
		{CSV, "CSV UTF-8", ".csv", "text/csv; charset=utf-8"},
		{CSVGB, "CSV GB 18030", ".csv", "text/csv; charset=gb18030"},
		{XLSXZip, "Excel ZIP", ".zip", archive},
		{CSVZip, "CSV ZIP", ".zip", archive},
		{Moodle, "Moodle XML", ".xml", "application/xml"},
		{GIFT, "GIFT", ".gift.txt", "text/plain; charset=utf-8"},
		{Aiken, "Aiken", ".aiken.txt", "text/plain; charset=utf-8"},
		{QTI21, "QTI 2.1", ".zip", archive},
		{QTI22, "QTI 2.2", ".zip", archive},
		{QTI30, "QTI 3.0", ".zip", archive},
	}
}

// InfoOf returns what people are told about a format; false where there is no such format.
func InfoOf(f Format) (Info, bool) {
	for _, i := range Formats() {
		if i.Format == f {
			return i, true
		}
	}
	return Info{}, false
}

// Options say how a file is read.
type Options struct {
	Format Format      // empty: told by the content
	Topic  string      // for questions whose file names none; empty: such questions are refused
	Clips  clip.Limits // of clips that are taken in; what is not set is clip.Usual
}

// limits bound a file. The check of an own export is more generous than the import of a stranger's file.
type limits struct {
	bytes    int64
	unpacked int64
	rows     int
	entries  int // of an archive
	judged   int // work that pictures and clips may ask for, as maxJudged
}

func importLimits() limits {
	return limits{bytes: questionbank.MaxFileBytes, unpacked: 128 << 20, rows: questionbank.MaxFileRows, entries: 100_000, judged: maxJudged}
}

// Read reads a question file of any format, told by its content. A file that cannot be read at all is an error; what is
// wrong in rows is in the rows, what does not come over is in the losses.
func Read(ctx context.Context, name string, r io.Reader) (questionbank.File, error) {
	return ReadAs(ctx, Options{}, name, r)
}

// ReadAs is Read with choices. The file's Sum depends on them, so that a preview stands for one way of reading.
func ReadAs(ctx context.Context, o Options, name string, r io.Reader) (questionbank.File, error) {
	l := importLimits()
	body, err := io.ReadAll(io.LimitReader(r, l.bytes+1))
	if err != nil {
		return questionbank.File{}, err
	}
	return readBytes(ctx, o, name, body, l)
}

func readBytes(ctx context.Context, o Options, name string, body []byte, l limits) (questionbank.File, error) {
	if int64(len(body)) > l.bytes {
		return questionbank.File{}, sheet.ErrTooLarge.With("max", l.bytes>>20)
	}
	if o.Topic = sheet.Clean(o.Topic); o.Format == "" {
		o.Format = Detect(name, body)
	}
	if f, packed := zipFormat(body); packed && table(o.Format) && table(f) { // whoever says "a table" may send its pictures along
		o.Format = f
	}
	var f questionbank.File
	var err error
	switch o.Format {
	case XLSX, CSV, CSVGB:
		f, err = readTable(ctx, o, name, body, l, nil)
	case XLSXZip, CSVZip:
		f, err = readTableZip(ctx, o, body, l)
	case Moodle:
		f, err = readText(ctx, o, body, l, readMoodle)
	case GIFT:
		f, err = readText(ctx, o, body, l, readGIFT)
	case Aiken:
		f, err = readText(ctx, o, body, l, readAiken)
	case QTI21, QTI22, QTI30:
		f, err = readQTI(ctx, o, body, l)
	default:
		err = ErrFormat
	}
	if err != nil {
		return questionbank.File{}, err
	}
	if len(f.Rows) == 0 {
		return questionbank.File{}, ErrNoItems
	}
	f.Name, f.Format, f.Sum = name, string(o.Format), sha256.Sum256(body)
	if o.Topic != "" {
		f.Sum = sha256.Sum256(append(f.Sum[:], o.Topic...))
		for i := range f.Rows {
			if c := &f.Rows[i].Content; c.Topic == "" {
				c.Topic = o.Topic
			}
		}
	}
	return f, nil
}

// readText decodes a text file and hands it to the reader of its format.
func readText(ctx context.Context, o Options, body []byte, l limits, read func(ctx context.Context, text string, out *collector) error) (questionbank.File, error) {
	text, err := sheet.Decode(body)
	if err != nil {
		return questionbank.File{}, ErrText.Wrap(err)
	}
	out := collect(ctx, o, l)
	if err := read(ctx, text, out); err != nil {
		return questionbank.File{}, err
	}
	return out.file, nil
}

var (
	aikenAnswer = regexp.MustCompile(`(?im)^[ \t]*(?:ANSWER|答案)[ \t]*[:：][ \t]*\pL[ \t\r]*$`)
	aikenOption = regexp.MustCompile(`(?m)^[ \t]*[AＡ][ \t]*[.)．）、]`)
	giftAnswer  = regexp.MustCompile(`(?is)(?:^|[^\\])\{\s*(?:(?:T|F|TRUE|FALSE)\s*[#}]|[=~#]|\})`)
	xmlRoot     = regexp.MustCompile(`(?s)<([A-Za-z][A-Za-z0-9:_-]*)[\s/>]`)
)

// Detect tells the format by the content; the name helps where a text could be read in two ways. What nobody knows is
// taken for a table, whose reader says what is missing.
func Detect(name string, body []byte) Format {
	if bytes.HasPrefix(body, []byte("PK")) {
		if f, packed := zipFormat(body); packed {
			return f
		}
		return XLSX
	}
	text, err := sheet.Decode(body)
	lower := strings.ToLower(name)
	if err != nil || strings.HasSuffix(lower, ".csv") || strings.HasSuffix(lower, ".xlsx") {
		return CSV
	}
	head := strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(head, "<"):
		return xmlFormat(head[:min(len(head), 4096)])
	case strings.HasSuffix(lower, ".gift"), strings.HasSuffix(lower, ".gift.txt"):
		return GIFT
	case aikenAnswer.MatchString(text) && aikenOption.MatchString(text):
		return Aiken
	case giftAnswer.MatchString(text):
		return GIFT
	}
	return CSV
}

// xmlFormat tells by the first element whose document it is.
func xmlFormat(head string) Format {
	if m := xmlRoot.FindStringSubmatch(head); m != nil && plainName(m[1]) == "assessmentitem" {
		return QTI21
	}
	return Moodle
}

// collector gathers rows and losses up to the limit of rows.
type collector struct {
	ctx  context.Context //nolint:containedctx // lives as long as one reading
	most int
	file questionbank.File
	gallery
}

func collect(ctx context.Context, o Options, l limits) *collector {
	return &collector{ctx: ctx, most: l.rows, gallery: gallery{bound: l.judged, clips: o.Clips}}
}

// add takes the next question and returns its number, or why reading ends.
func (c *collector) add(r questionbank.FileRow) error {
	if len(c.file.Rows) >= c.most {
		return sheet.ErrTooMany.With("rows", c.most).With("cells", c.most).With("row", c.most+1)
	}
	if err := c.ctx.Err(); err != nil {
		return err
	}
	c.file.Rows = append(c.file.Rows, r)
	return nil
}

// next is the number that the next question will have.
func (c *collector) next() int { return len(c.file.Rows) + 1 }

// lost notes what an item cannot hold, once per item, field and reason.
func (c *collector) lost(row int, item, field string, e *fault.Error) {
	for i := len(c.file.Losses) - 1; i >= 0 && c.file.Losses[i].Row == row; i-- {
		if l := c.file.Losses[i]; l.Field == field && l.Err.Code() == e.Code() {
			return
		}
	}
	c.file.Losses = append(c.file.Losses, questionbank.Loss{Row: row, Item: item, Field: field, Err: e})
}

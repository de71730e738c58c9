package questionbank

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Caps of an import file.
const (
	MaxFileBytes = 20 << 20
	MaxFileRows  = 20_000
)

// File is a question file as read by questionbank/interchange: one entry per row that holds anything.
type File struct {
	Name    string
	Format  string        // as questionbank/interchange names it
	Sum     assembly.Hash // SHA-256 of the bytes, and of what was chosen for reading them
	Rows    []FileRow
	Ignored []string // headings that mean nothing to the import
	Losses  []Loss   // what the file says and an item cannot hold
}

// FileRow is one row of a file; in a file that is no table, one question.
type FileRow struct {
	Row     int // as the spreadsheet counts, from 1; the place of the question in other files
	Content Content
	Wrong   []Cell       // what could not be read; empty for a good row
	Left    *fault.Error // why the question cannot be an item and is left out; nil for the others
}

// Loss is something that does not come over: of a file into the bank, or of the bank into a file.
type Loss struct {
	Row   int          // place of the item, as FileRow.Row; 0 is the whole file
	Item  string       // the item's number in the writer's own file; may be empty
	Field string       // heading of the template; empty where the whole item is left out
	Err   *fault.Error // code and texts; never repeats what the field holds
}

// Cell is something wrong with one cell. It never repeats what the cell holds.
type Cell struct {
	Column string // heading of the template
	Err    *fault.Error
}

// Verdict says what an import will do with a row.
type Verdict string

// The verdicts.
const (
	WillCreate Verdict = "CREATE" // a new item in DRAFT
	WillSkip   Verdict = "SKIP"   // the bank holds the stem already, and skipping was asked for
	WillLeave  Verdict = "LEAVE"  // the bank cannot hold such a question; it is left out and named
	WillFail   Verdict = "ERROR"  // something is wrong; no row of the file is taken
)

// Planned is what an import will do with one row. It holds no key and no explanation.
type Planned struct {
	Row     int
	Verdict Verdict
	Type    Type
	Stem    string
	Topic   string
	Wrong   []Cell
	Left    *fault.Error // with WillLeave: why
	Near    []Near       // with WillCreate: what it is nearly the same as; worth a look, no failure

	wording string // what is compared for likeness
}

// Preview is what an import will do.
type Preview struct {
	Sum                         assembly.Hash
	Format                      string
	Rows                        []Planned
	Create, Skip, Left, Errored int
	Ignored                     []string
	Losses                      []Loss
	NearComplete                bool // false: so much is alike that the search was ended
}

// columns names the template's heading of a content field, for messages.
var columns = map[string]string{"type": "题型", "stem": "题干", "options": "选项", "key": "答案", "explanation": "解析", "difficulty": "难度",
	"topic": "知识点", "chapter": "章节", "points": "分值", "source_no": "原题号", "tags": "标签", "citation": "依据", "fact": "事实", "enemies": "互斥组",
	"media": "图片", "areas": "热区", "parts": "小题", "spoken": "朗读"}

// columnOf names the heading of a field; of a question of a case (parts[1].key) its number too: 小题 2 答案.
func columnOf(path string) string {
	rest, part := strings.CutPrefix(path, "parts[")
	if !part {
		return columns[path]
	}
	at, field, _ := strings.Cut(rest, "].")
	n, _ := strconv.Atoi(at)
	return PartColumn(n+1, columns[field])
}

// PartColumn names a heading of one question of a case, counted from 1, where the question has no row of its own.
func PartColumn(no int, heading string) string {
	return columns["parts"] + " " + strconv.Itoa(no) + " " + heading
}

// MayImport refuses whoever may not import into the bank. Ask it before reading the file: nobody's megabytes are parsed for
// a caller who has no right to them.
func (s *Service) MayImport(ctx context.Context, bank BankID) error {
	_, err := s.bankFor(ctx, bank, write)
	return err
}

// PreviewImport says row by row what applying the file to the bank would do. skipKnown skips items whose stem the bank
// holds instead of failing them.
func (s *Service) PreviewImport(ctx context.Context, bank BankID, f File, skipKnown bool) (Preview, error) {
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return Preview{}, err
	}
	f.Rows = slices.Clone(f.Rows)
	p, err := s.plan(ctx, b, f, skipKnown)
	if err == nil {
		err = s.addNear(ctx, b, &p)
	}
	return p, err
}

func (s *Service) plan(ctx context.Context, b Bank, f File, skipKnown bool) (Preview, error) {
	if len(f.Rows) == 0 || len(f.Rows) > MaxFileRows {
		return Preview{}, ErrImportRows.With("n", MaxFileRows)
	}
	if err := s.lookUp(ctx, b, f.Rows); err != nil {
		return Preview{}, err
	}
	stems := make([]string, len(f.Rows))
	for i, r := range f.Rows {
		stems[i] = s.stemIndex(b.ID, r.Content)
	}
	held, err := s.d.Items.StemHolders(ctx, b.ID, stems)
	if err != nil {
		return Preview{}, err
	}
	p := Preview{Sum: f.Sum, Format: f.Format, Ignored: f.Ignored, Losses: f.Losses, Rows: make([]Planned, len(f.Rows))}
	first := map[string]int{}
	for i, r := range f.Rows {
		if r.Left != nil {
			p.Rows[i] = Planned{Row: r.Row, Stem: r.Content.Stem, Topic: r.Content.Topic, Verdict: WillLeave, Left: r.Left}
			p.count(WillLeave)
			continue
		}
		row := Planned{Row: r.Row, Type: r.Content.Type, Stem: r.Content.Stem, Topic: r.Content.Topic, Verdict: WillCreate, Wrong: r.check(), wording: r.Content.wording()}
		earlier, twice := first[stems[i]]
		if !twice {
			first[stems[i]] = r.Row
		}
		_, known := held[stems[i]]
		switch {
		case strings.TrimSpace(r.Content.Stem) == "": // said already
		case twice:
			row.Wrong = append(row.Wrong, Cell{columns["stem"], ErrTwiceInFile.With("row", earlier)})
		case known && !skipKnown:
			row.Wrong = append(row.Wrong, Cell{columns["stem"], ErrTwiceInBank})
		case known:
			row.Verdict = WillSkip
		}
		if len(row.Wrong) > 0 {
			row.Verdict = WillFail
		}
		p.count(row.Verdict)
		p.Rows[i] = row
	}
	return p, nil
}

func (p *Preview) count(v Verdict) {
	switch v {
	case WillCreate:
		p.Create++
	case WillSkip:
		p.Skip++
	case WillLeave:
		p.Left++
	case WillFail:
		p.Errored++
	}
}

// check returns what reading found, and for a readable row what validation finds.
func (r FileRow) check() []Cell {
	if len(r.Wrong) > 0 {
		return r.Wrong
	}
	var out []Cell
	if err := r.Content.Validate(); err != nil {
		for _, f := range fault.From(err).Fields() {
			out = append(out, Cell{columnOf(f.Path), f.Err})
		}
	}
	return out
}

// maxListed is how many wrong cells a refused import lists; the preview lists them all.
const maxListed = 200

// Err returns nil when no row is wrong, else one failure listing the wrong cells as "row 12, 答案".
func (p Preview) Err() error {
	var list fault.List
	for _, r := range p.Rows {
		for _, c := range r.Wrong {
			if list.Len() < maxListed {
				list.Add(fmt.Sprintf("row %d, %s", r.Row, c.Column), c.Err)
			}
		}
	}
	return list.Err()
}

// ApplyImport takes all rows of the file as drafts, or none. seen is the sum the preview showed; another file is refused.
// The batch carries the acting person as the writer of every item.
func (s *Service) ApplyImport(ctx context.Context, bank BankID, f File, seen assembly.Hash, skipKnown bool) (Batch, error) {
	by, err := s.sign(ctx)
	if err != nil {
		return Batch{}, err
	}
	b, err := s.bankFor(ctx, bank, write)
	if err != nil {
		return Batch{}, err
	}
	if e := actor.CheckLine(f.Name); e != nil {
		return Batch{}, e.At("query.name")
	}
	if seen != f.Sum {
		return Batch{}, ErrImportChange
	}
	f.Rows = slices.Clone(f.Rows)
	var batch Batch
	return commit(ctx, s.d.Tx, &batch, func(ctx context.Context) error {
		p, err := s.plan(ctx, b, f, skipKnown)
		if err == nil {
			err = p.Err()
		}
		if err != nil {
			return err
		}
		if p.Create == 0 {
			return ErrNothing
		}
		batch = Batch{ID: BatchID(actor.NewID(by.At)), Bank: b.ID, Path: b.Path, File: firstRunes(f.Name, 120), Sum: f.Sum, Items: p.Create, By: by}
		versions := make([]SealedVersion, 0, p.Create)
		for i, row := range p.Rows {
			if row.Verdict != WillCreate {
				continue
			}
			if err := s.keepMedia(ctx, b, f.Rows[i].Content, by); err != nil {
				return err
			}
			v, err := s.newVersion(b.ID, "", 1, f.Rows[i].Content, batch.ID, by)
			if err != nil {
				return err
			}
			versions = append(versions, v)
		}
		if err := s.d.Items.AddBatch(ctx, batch); err != nil {
			return err
		}
		if err := s.d.Items.AddVersions(ctx, versions); err != nil {
			return err
		}
		return s.record(ctx, b, "import", "import_batch:"+string(batch.ID), map[string]string{"file": batch.File,
			"sha256": hex.EncodeToString(f.Sum[:]), "format": f.Format, "items": strconv.Itoa(p.Create),
			"skipped": strconv.Itoa(p.Skip), "left_out": strconv.Itoa(p.Left), "losses": strconv.Itoa(len(f.Losses))})
	})
}

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// Batches returns the imports of a bank, newest first.
func (s *Service) Batches(ctx context.Context, bank BankID) ([]Batch, error) {
	b, err := s.bankFor(ctx, bank, read)
	if err != nil {
		return nil, err
	}
	list, err := s.d.Items.Batches(ctx, bank)
	for i := range list {
		list[i].Path = b.Path
	}
	return list, err
}

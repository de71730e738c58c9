package api

import (
	"encoding/hex"
	"time"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// BankView is a question bank.
type BankView struct {
	ID       string               `json:"id"`
	Owner    string               `json:"owner" doc:"organisation"`
	Level    questionbank.Level   `json:"level" enum:"NATIONAL,PROVINCIAL,CENTRE"`
	Purpose  questionbank.Purpose `json:"purpose" enum:"CERTIFICATION,PRACTICE"`
	ItemCode string               `json:"item_code" doc:"code of the operation catalogue"`
	Name     string               `json:"name"`
}

func bankView(b questionbank.Bank) BankView {
	return BankView{string(b.ID), string(b.Owner), b.Level, b.Purpose, b.ItemCode, b.Name}
}

// BankSignature is who did something when.
type BankSignature struct {
	Name string    `json:"name"`
	At   time.Time `json:"at"`
}

func bankSignature(s questionbank.Signature) *BankSignature {
	if s.At.IsZero() {
		return nil
	}
	return &BankSignature{s.Name, s.At}
}

// ItemView is one version of an item. Key and explanation are there only where the operation says so.
type ItemView struct {
	ID          string             `json:"id" doc:"of the version"`
	Item        string             `json:"item" doc:"of the item through all versions"`
	Bank        string             `json:"bank"`
	No          int                `json:"no"`
	Latest      bool               `json:"latest"`
	State       questionbank.State `json:"state" enum:"DRAFT,CHECKED,APPROVED,REJECTED,RETIRED"`
	Batch       string             `json:"batch,omitempty"`
	Content     ItemForm           `json:"content"`
	Writer      *BankSignature     `json:"writer,omitempty"`
	Checker     *BankSignature     `json:"checker,omitempty"`
	Reviewer    *BankSignature     `json:"reviewer,omitempty"`
	KeyIncluded bool               `json:"key_included"`
}

func itemView(v questionbank.ItemVersion) ItemView {
	return ItemView{ID: string(v.ID), Item: string(v.Item), Bank: string(v.Bank), No: v.No, Latest: v.Latest, State: v.State,
		Batch: string(v.Batch), Content: itemForm(v.Content), Writer: bankSignature(v.Writer), Checker: bankSignature(v.Checker),
		Reviewer: bankSignature(v.Reviewer), KeyIncluded: len(v.Content.Key) > 0 || len(v.Content.Parts) > 0 && len(v.Content.Parts[0].Key) > 0}
}

// ItemForm is what a writer writes.
type ItemForm struct {
	Type        questionbank.Type `json:"type" enum:"TRUE_FALSE,SINGLE,MULTIPLE,HOTSPOT,CASE"`
	Stem        string            `json:"stem" minLength:"1" maxLength:"2000"`
	Options     []string          `json:"options,omitempty" maxItems:"8" nullable:"false" doc:"2 to 8; left out for TRUE_FALSE"`
	Key         []int             `json:"key,omitempty" maxItems:"8" nullable:"false" doc:"places of the right options from 0, ascending; TRUE_FALSE: 0 is 正确"`
	Explanation string            `json:"explanation,omitempty" maxLength:"4000"`
	Difficulty  int               `json:"difficulty" minimum:"1" maximum:"5"`
	Topic       string            `json:"topic" minLength:"1" maxLength:"60"`
	Chapter     string            `json:"chapter,omitempty" maxLength:"60"`
	Tags        []string          `json:"tags,omitempty" maxItems:"10" nullable:"false"`
	Citation    string            `json:"citation,omitempty" maxLength:"300"`
	Fact        string            `json:"fact,omitempty" maxLength:"60" doc:"a paper holds at most one item of a fact"`
	Enemies     []string          `json:"enemies,omitempty" maxItems:"10" nullable:"false" doc:"groups of which a paper holds at most one item each"`
	SourceNo    string            `json:"source_no,omitempty" maxLength:"60"`
	Points      int               `json:"points,omitempty" minimum:"0" maximum:"100"`

	Media []assembly.Medium `json:"media,omitempty" maxItems:"4" nullable:"false" doc:"pictures of the stem that the bank holds; HOTSPOT: the first is the one to mark"`
	Areas []assembly.Area   `json:"areas,omitempty" maxItems:"8" nullable:"false" doc:"HOTSPOT: of each option, on the first picture"`

	Parts []ItemPart `json:"parts,omitempty" maxItems:"6" nullable:"false" doc:"CASE: its 2 to 6 questions, in order; the item has no options and key of its own"`

	Spoken []SpokenForm `json:"spoken,omitempty" maxItems:"61" nullable:"false" doc:"sounds that read its texts aloud, one for each text at most; an item is read aloud at the seat where every text has one"`
}

// SpokenForm is the sound of one text of an item.
type SpokenForm struct {
	Place  string `json:"place" pattern:"^(stem|[1-6]|[1-6]?[A-H])$" doc:"stem; A to H: an option as it was written; 1 to 6: the stem of a question of a case, with a letter behind it one of its options"`
	Of     string `json:"of" pattern:"^[0-9a-f]{64}$" doc:"SHA-256 of the text that it reads, UTF-8, hex; another text than the one at its place is refused"`
	Said   string `json:"said,omitempty" maxLength:"4000" doc:"what is said, where a number, unit or sign is written otherwise; left out: the text as it is"`
	Digest string `json:"digest" pattern:"^[0-9a-f]{64}$" doc:"SHA-256 of a sound that the bank holds, hex"`
	Millis int    `json:"millis,omitempty" minimum:"0" doc:"how long it is; known to the bank"`
}

// ItemPart is one question of a case.
type ItemPart struct {
	Type        questionbank.Type `json:"type" enum:"TRUE_FALSE,SINGLE,MULTIPLE"`
	Stem        string            `json:"stem" minLength:"1" maxLength:"2000"`
	Options     []string          `json:"options,omitempty" maxItems:"8" nullable:"false" doc:"2 to 8; left out for TRUE_FALSE"`
	Key         []int             `json:"key,omitempty" maxItems:"8" nullable:"false" doc:"as of an item"`
	Explanation string            `json:"explanation,omitempty" maxLength:"4000"`
}

func itemForm(c questionbank.Content) ItemForm {
	f := ItemForm{Type: c.Type, Stem: c.Stem, Options: c.Options, Key: c.Key, Explanation: c.Explanation, Difficulty: c.Difficulty, Topic: c.Topic, Chapter: c.Chapter,
		Tags: c.Tags, Citation: c.Citation, Fact: c.Fact, Enemies: c.Enemies, SourceNo: c.SourceNo, Points: c.Points, Areas: c.Areas}
	for _, m := range c.Media {
		f.Media = append(f.Media, m.Medium)
	}
	for _, s := range c.Spoken {
		f.Spoken = append(f.Spoken, SpokenForm{string(s.Place), s.Of, s.Said, s.Digest, s.Millis})
	}
	for _, p := range c.Parts {
		f.Parts = append(f.Parts, ItemPart{p.Type, p.Stem, p.Options, p.Key, p.Explanation})
	}
	return f
}

func (f ItemForm) content() questionbank.Content {
	c := questionbank.Content{Type: f.Type, Stem: f.Stem, Options: f.Options, Key: f.Key, Explanation: f.Explanation, Difficulty: f.Difficulty,
		Topic: f.Topic, Chapter: f.Chapter, Tags: f.Tags, Citation: f.Citation, Fact: f.Fact, Enemies: f.Enemies, SourceNo: f.SourceNo, Points: f.Points}
	c.Areas = f.Areas
	for _, m := range f.Media {
		c.Media = append(c.Media, questionbank.Medium{Medium: m})
	}
	for _, p := range f.Parts {
		c.Parts = append(c.Parts, questionbank.Part{Part: assembly.Part{Type: p.Type, Stem: p.Stem, Options: truthOptions(p.Type, p.Options)}, Key: p.Key, Explanation: p.Explanation})
	}
	for _, s := range f.Spoken {
		c.Spoken = append(c.Spoken, questionbank.Spoken{Place: assembly.Place(s.Place), Of: s.Of, Said: s.Said, Digest: s.Digest})
	}
	c.Options = truthOptions(c.Type, c.Options)
	return c
}

// truthOptions are the options of a question that came without them because they follow from its type.
func truthOptions(t questionbank.Type, options []string) []string {
	if t == questionbank.TrueFalse && len(options) == 0 {
		return questionbank.TrueFalseOptions()
	}
	return options
}

// CellView is something wrong with one cell of a file.
type CellView struct {
	Column  string `json:"column"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// PlannedView is what an import will do with one row.
type PlannedView struct {
	Row     int                  `json:"row" doc:"as the spreadsheet counts"`
	Verdict questionbank.Verdict `json:"verdict" enum:"CREATE,SKIP,LEAVE,ERROR"`
	Type    questionbank.Type    `json:"type,omitempty"`
	Stem    string               `json:"stem"`
	Topic   string               `json:"topic,omitempty"`
	Wrong   []CellView           `json:"wrong,omitempty" nullable:"false"`
	Left    string               `json:"left,omitempty" doc:"with LEAVE: why the question cannot be an item"`
	Near    []NearView           `json:"near,omitempty" nullable:"false" doc:"what the question is nearly the same as"`
}

// NearView is something that a row is nearly the same as: an item of the bank, or an earlier row.
type NearView struct {
	Row     int    `json:"row,omitempty" doc:"of the file; left out for an item of the bank"`
	Version string `json:"version,omitempty" doc:"item version of the bank"`
	Stem    string `json:"stem"`
	Percent int    `json:"percent" doc:"of the stems' pairs of characters that both have"`
}

// LossView is something that does not come over, of a file into the bank or the other way.
type LossView struct {
	Row     int    `json:"row" doc:"0 is the whole file"`
	Item    string `json:"item,omitempty" doc:"number in the writer's own file"`
	Field   string `json:"field,omitempty" doc:"left out where the whole item is meant"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// maxLosses is how many losses one answer lists; the total counts all.
const maxLosses = 500

func lossViews(list []questionbank.Loss, lang string) []LossView {
	out := []LossView{}
	for _, l := range list[:min(len(list), maxLosses)] {
		out = append(out, LossView{l.Row, l.Item, l.Field, l.Err.Code(), l.Err.Text(lang)})
	}
	return out
}

// PreviewView is what an import will do. It shows no key and no explanation.
type PreviewView struct {
	Sum     string        `json:"sum" doc:"give it back to apply exactly this file"`
	Format  string        `json:"format" doc:"as which the file was read"`
	Create  int           `json:"create"`
	Skip    int           `json:"skip"`
	Left    int           `json:"left" doc:"questions that cannot be items"`
	Errored int           `json:"errored" doc:"an import with any is refused as a whole"`
	Ignored []string      `json:"ignored,omitempty" nullable:"false" doc:"headings that mean nothing to the import"`
	Rows    []PlannedView `json:"rows" nullable:"false"`
	Losses  []LossView    `json:"losses" nullable:"false" doc:"what does not come over, at most 500"`
	Lost    int           `json:"lost" doc:"of all"`
	Alike   bool          `json:"alike" doc:"there is so much alike that not all is shown"`
}

func previewView(p questionbank.Preview, lang string) PreviewView {
	out := PreviewView{Sum: hex.EncodeToString(p.Sum[:]), Format: p.Format, Create: p.Create, Skip: p.Skip, Left: p.Left, Errored: p.Errored, Ignored: p.Ignored,
		Rows: make([]PlannedView, len(p.Rows)), Losses: lossViews(p.Losses, lang), Lost: len(p.Losses), Alike: !p.NearComplete}
	for i, r := range p.Rows {
		v := PlannedView{Row: r.Row, Verdict: r.Verdict, Type: r.Type, Stem: r.Stem, Topic: r.Topic}
		for _, c := range r.Wrong {
			v.Wrong = append(v.Wrong, CellView{c.Column, c.Err.Code(), c.Err.Text(lang)})
		}
		if r.Left != nil {
			v.Left = r.Left.Text(lang)
		}
		for _, n := range r.Near {
			v.Near = append(v.Near, NearView{n.Row, string(n.Version), n.Stem, n.Percent})
		}
		out.Rows[i] = v
	}
	return out
}

// BatchView is one applied import.
type BatchView struct {
	ID    string         `json:"id"`
	Bank  string         `json:"bank"`
	File  string         `json:"file"`
	Sum   string         `json:"sum" doc:"SHA-256 of the file"`
	Items int            `json:"items"`
	By    *BankSignature `json:"by"`
}

func batchView(b questionbank.Batch) BatchView {
	return BatchView{string(b.ID), string(b.Bank), b.File, hex.EncodeToString(b.Sum[:]), b.Items, bankSignature(b.By)}
}

// BankComment is one remark on an item version.
type BankComment struct {
	Act  string         `json:"act" enum:"SUBMIT,APPROVE,REJECT,RETIRE,DISCARD,NOTE"`
	Text string         `json:"text"`
	By   *BankSignature `json:"by"`
}

func bankComment(c questionbank.Comment) BankComment {
	return BankComment{c.Act, c.Text, bankSignature(c.By)}
}

// ReleaseView is a frozen set of items.
type ReleaseView struct {
	ID       string                    `json:"id"`
	Bank     string                    `json:"bank"`
	ItemCode string                    `json:"item_code"`
	Name     string                    `json:"name"`
	No       int                       `json:"no"`
	Digest   string                    `json:"digest" doc:"Merkle root over the items, hex"`
	Items    int                       `json:"items"`
	State    questionbank.ReleaseState `json:"state" enum:"PROPOSED,ACTIVE,REFUSED,REPLACED"`
	By       *BankSignature            `json:"by"`
	Approver *BankSignature            `json:"approver,omitempty"`
	Reason   string                    `json:"reason,omitempty"`
}

// SealedReleaseView is what the owner of a release allows, who is another authority.
type SealedReleaseView struct {
	Release     string         `json:"release"`
	Owner       string         `json:"owner" doc:"as registered here"`
	Fingerprint string         `json:"fingerprint" doc:"of the owner's key"`
	No          int            `json:"no" doc:"of the release at its owner"`
	From        string         `json:"from" format:"date" doc:"first day on which papers may be drawn"`
	To          string         `json:"to" format:"date" doc:"last day"`
	Region      string         `json:"region" doc:"digits of GB/T 2260 with which the authority's code begins; empty: everywhere"`
	Statistics  bool           `json:"statistics" doc:"answers to its items may be counted"`
	By          *BankSignature `json:"by" doc:"who imported it"`
}

func sealedReleaseView(r questionbank.SealedRelease) SealedReleaseView {
	return SealedReleaseView{string(r.Release), r.OwnerName, r.Owner, r.SourceNo, r.Terms.NotBefore, r.Terms.NotAfter, r.Terms.Region, r.Terms.Statistics, bankSignature(r.By)}
}

// ReleaseOfferView is a sealed release whose items an own release may hold.
type ReleaseOfferView struct {
	Level  questionbank.Level `json:"level" enum:"NATIONAL,PROVINCIAL" doc:"of its bank"`
	Name   string             `json:"name"`
	Items  int                `json:"items"`
	Sealed SealedReleaseView  `json:"sealed"`
}

func releaseOfferView(o questionbank.Offer) ReleaseOfferView {
	return ReleaseOfferView{o.Level, o.Name, o.Items, sealedReleaseView(o.SealedRelease)}
}

// SourceView says that a release holds the items of a sealed one.
type SourceView struct {
	Into   string            `json:"into" doc:"release"`
	Sealed SealedReleaseView `json:"sealed"`
}

func sourceView(s questionbank.Source) SourceView {
	return SourceView{string(s.Into), sealedReleaseView(s.SealedRelease)}
}

func releaseView(r questionbank.Release) ReleaseView {
	return ReleaseView{string(r.ID), string(r.Bank), r.ItemCode, r.Name, r.No, hex.EncodeToString(r.Digest[:]), r.Items, r.State,
		bankSignature(r.By), bankSignature(r.Approver), r.Reason}
}

// DrawView is one draw, by the sitting it was made for.
type DrawView struct {
	Attempt  string    `json:"attempt" doc:"sitting; give it to the export"`
	ItemCode string    `json:"item_code"`
	At       time.Time `json:"at"`
}

func drawView(d questionbank.Drawn) DrawView { return DrawView{d.Attempt, d.ItemCode, d.At} }

// KeyVersionView is one version of a release's keys, without the keys.
type KeyVersionView struct {
	No       int                       `json:"no"`
	State    questionbank.ReleaseState `json:"state" enum:"PROPOSED,ACTIVE,REFUSED,REPLACED"`
	Digest   string                    `json:"digest"`
	Changed  []string                  `json:"changed" nullable:"false" doc:"item versions whose key differs from the version before"`
	Reason   string                    `json:"reason,omitempty"`
	By       *BankSignature            `json:"by"`
	Approver *BankSignature            `json:"approver,omitempty"`
}

func keyVersionView(k questionbank.KeyVersion) KeyVersionView {
	v := KeyVersionView{k.No, k.State, hex.EncodeToString(k.Digest[:]), []string{}, k.Reason, bankSignature(k.By), bankSignature(k.Approver)}
	for _, id := range k.Changed {
		v.Changed = append(v.Changed, string(id))
	}
	return v
}

// BlueprintView is one version of the rules by which papers are composed.
type BlueprintView struct {
	ID       string                    `json:"id"`
	Bank     string                    `json:"bank"`
	ItemCode string                    `json:"item_code"`
	Version  int                       `json:"version"`
	Body     assembly.Body             `json:"body"`
	Hash     string                    `json:"hash"`
	State    questionbank.ReleaseState `json:"state" enum:"PROPOSED,ACTIVE,REFUSED,REPLACED"`
	By       *BankSignature            `json:"by"`
	Approver *BankSignature            `json:"approver,omitempty"`
	Reason   string                    `json:"reason,omitempty"`
}

func blueprintView(b questionbank.Blueprint) BlueprintView {
	return BlueprintView{string(b.ID), string(b.Bank), b.ItemCode, b.Version, b.Body, hex.EncodeToString(b.Hash[:]), b.State,
		bankSignature(b.By), bankSignature(b.Approver), b.Reason}
}

// ShortageView is one thing that stops a publication, or is thin.
type ShortageView struct {
	Code    string            `json:"code"`
	Message string            `json:"message"`
	Numbers map[string]string `json:"numbers" doc:"have, need, and the section, topic or tag"`
}

// ReportView says whether a bank carries a blueprint.
type ReportView struct {
	OK    bool           `json:"ok"`
	Short []ShortageView `json:"short" nullable:"false"`
	Thin  []ShortageView `json:"thin" nullable:"false" doc:"enough, but each item is seen on more than one paper in ten"`

	Outlook OutlookView `json:"outlook"`
}

func reportView(r assembly.Report, lang string) ReportView {
	out := ReportView{OK: r.OK(), Short: []ShortageView{}, Thin: []ShortageView{}, Outlook: outlookView(r.Outlook)}
	for _, e := range r.Short {
		out.Short = append(out.Short, ShortageView{e.Code(), e.Text(lang), e.Args()})
	}
	for _, e := range r.Thin {
		out.Thin = append(out.Thin, ShortageView{e.Code(), e.Text(lang), e.Args()})
	}
	return out
}

// whole maps a list that comes on one page.
func whole[T, V any](rows []T, view func(T) V) Page[V] { return page(rows, len(rows), view, nil) }

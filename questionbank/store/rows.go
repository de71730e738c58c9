package store

import (
	"encoding/json"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

type signature struct {
	Account string       `gorm:"column:account"`
	Person  string       `gorm:"column:person"`
	Name    string       `gorm:"column:name"`
	At      sqldb.Millis `gorm:"column:at"`
}

func signed(s questionbank.Signature) signature {
	return signature{s.Account, s.Person, s.Name, sqldb.At(s.At)}
}

func (s signature) back() questionbank.Signature {
	return questionbank.Signature{Account: s.Account, Person: s.Person, Name: s.Name, At: s.At.Time()}
}

type bankRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	OwnerOrg  string       `gorm:"column:owner_org"`
	Level     string       `gorm:"column:level"`
	Purpose   string       `gorm:"column:purpose"`
	ItemCode  string       `gorm:"column:item_code"`
	Name      string       `gorm:"column:name"`
	CreatedAt sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	Foreign   string       `gorm:"column:foreign_owner"`
}

func (bankRow) TableName() string { return "bank" }

func (r bankRow) back() questionbank.Bank {
	return questionbank.Bank{ID: questionbank.BankID(r.ID), Owner: people.OrgID(r.OwnerOrg), Level: questionbank.Level(r.Level),
		Purpose: questionbank.Purpose(r.Purpose), ItemCode: r.ItemCode, Name: r.Name, CreatedAt: r.CreatedAt.Time(), Foreign: r.Foreign}
}

type batchRow struct {
	ID     string    `gorm:"column:id;primaryKey"`
	BankID string    `gorm:"column:bank_id"`
	File   string    `gorm:"column:file"`
	Sum    []byte    `gorm:"column:sum"`
	Items  int       `gorm:"column:items"`
	By     signature `gorm:"embedded;embeddedPrefix:by_"`
}

func (batchRow) TableName() string { return "import_batch" }

func (r batchRow) back() questionbank.Batch {
	return questionbank.Batch{ID: questionbank.BatchID(r.ID), Bank: questionbank.BankID(r.BankID), File: r.File, Sum: hash(r.Sum), Items: r.Items, By: r.By.back()}
}

type itemRow struct {
	ID     string `gorm:"column:id;primaryKey"`
	BankID string `gorm:"column:bank_id"`
}

func (itemRow) TableName() string { return "item" }

type stemRow struct {
	BankID    string `gorm:"column:bank_id;primaryKey"`
	StemIndex string `gorm:"column:stem_index;primaryKey"`
	ItemID    string `gorm:"column:item_id"`
}

func (stemRow) TableName() string { return "item_stem" }

type versionRow struct {
	ID         string    `gorm:"column:id;primaryKey"`
	ItemID     string    `gorm:"column:item_id"`
	BankID     string    `gorm:"column:bank_id"`
	No         int       `gorm:"column:no"`
	IsLatest   int       `gorm:"column:is_latest"`
	State      string    `gorm:"column:state"`
	Type       string    `gorm:"column:type"`
	Topic      string    `gorm:"column:topic"`
	Chapter    string    `gorm:"column:chapter"`
	Difficulty int       `gorm:"column:difficulty"`
	Points     int       `gorm:"column:points"`
	Tags       string    `gorm:"column:tags"`
	Enemies    string    `gorm:"column:enemies"`
	Citation   string    `gorm:"column:citation"`
	Fact       string    `gorm:"column:fact"`
	SourceNo   string    `gorm:"column:source_no"`
	BatchID    string    `gorm:"column:batch_id"`
	Body       string    `gorm:"column:body"`
	Secret     string    `gorm:"column:secret"`
	Commitment []byte    `gorm:"column:commitment"`
	Leaf       []byte    `gorm:"column:leaf"`
	StemIndex  string    `gorm:"column:stem_index"`
	Writer     signature `gorm:"embedded;embeddedPrefix:writer_"`
	Checker    signature `gorm:"embedded;embeddedPrefix:checker_"`
	Reviewer   signature `gorm:"embedded;embeddedPrefix:reviewer_"`
}

func (versionRow) TableName() string { return "item_version" }

func versionToRow(v questionbank.SealedVersion) (versionRow, error) {
	c := v.Content
	tags, err := list(c.Tags)
	if err != nil {
		return versionRow{}, err
	}
	enemies, err := list(c.Enemies)
	return versionRow{ID: string(v.ID), ItemID: string(v.Item), BankID: string(v.Bank), No: v.No, IsLatest: bit(v.Latest),
		State: string(v.State), Type: string(c.Type), Topic: c.Topic, Chapter: c.Chapter, Difficulty: c.Difficulty, Points: c.Points,
		Tags: tags, Enemies: enemies, Citation: c.Citation, Fact: c.Fact, SourceNo: c.SourceNo, BatchID: string(v.Batch),
		Body: v.Body, Secret: v.Secret, Commitment: v.Commitment[:], Leaf: v.Leaf[:], StemIndex: v.StemIndex,
		Writer: signed(v.Writer), Checker: signed(v.Checker), Reviewer: signed(v.Reviewer)}, err
}

func (r versionRow) back() (questionbank.SealedVersion, error) {
	v := questionbank.SealedVersion{StemIndex: r.StemIndex, Body: r.Body, Secret: r.Secret, Commitment: hash(r.Commitment)}
	v.ItemVersion = questionbank.ItemVersion{ID: questionbank.VersionID(r.ID), Item: questionbank.ItemID(r.ItemID),
		Bank: questionbank.BankID(r.BankID), No: r.No, Latest: r.IsLatest == 1, State: questionbank.State(r.State),
		Batch: questionbank.BatchID(r.BatchID), Leaf: hash(r.Leaf), Writer: r.Writer.back(), Checker: r.Checker.back(), Reviewer: r.Reviewer.back(),
		Content: questionbank.Content{Type: questionbank.Type(r.Type), Topic: r.Topic, Chapter: r.Chapter, Difficulty: r.Difficulty,
			Points: r.Points, Citation: r.Citation, Fact: r.Fact, SourceNo: r.SourceNo}}
	if err := json.Unmarshal([]byte(r.Tags), &v.Content.Tags); err != nil {
		return v, err
	}
	return v, json.Unmarshal([]byte(r.Enemies), &v.Content.Enemies)
}

type commentRow struct {
	ID        string    `gorm:"column:id;primaryKey"`
	VersionID string    `gorm:"column:version_id"`
	Act       string    `gorm:"column:act"`
	Text      string    `gorm:"column:text"`
	By        signature `gorm:"embedded;embeddedPrefix:by_"`
}

func (commentRow) TableName() string { return "item_comment" }

type releaseRow struct {
	ID        string    `gorm:"column:id;primaryKey"`
	BankID    string    `gorm:"column:bank_id"`
	ItemCode  string    `gorm:"column:item_code"`
	Purpose   string    `gorm:"column:purpose"`
	Name      string    `gorm:"column:name"`
	No        int       `gorm:"column:no"`
	Digest    []byte    `gorm:"column:digest"`
	Items     int       `gorm:"column:items"`
	State     string    `gorm:"column:state"`
	ActiveKey *string   `gorm:"column:active_key"`
	LiveKey   *string   `gorm:"column:live_key"`
	By        signature `gorm:"embedded;embeddedPrefix:by_"`
	Approver  signature `gorm:"embedded;embeddedPrefix:approver_"`
	Reason    string    `gorm:"column:reason"`
}

func (releaseRow) TableName() string { return "bank_release" }

func (r releaseRow) back() questionbank.Release {
	return questionbank.Release{ID: questionbank.ReleaseID(r.ID), Bank: questionbank.BankID(r.BankID), ItemCode: r.ItemCode,
		Purpose: questionbank.Purpose(r.Purpose), Name: r.Name, No: r.No, Digest: hash(r.Digest), Items: r.Items,
		State: questionbank.ReleaseState(r.State), By: r.By.back(), Approver: r.Approver.back(), Reason: r.Reason}
}

type releaseItemRow struct {
	ReleaseID string `gorm:"column:release_id;primaryKey"`
	ItemID    string `gorm:"column:item_id;primaryKey"`
	VersionID string `gorm:"column:version_id"`
	Frozen    frozen `gorm:"embedded"`
}

func (releaseItemRow) TableName() string { return "release_item" }

type keyRow struct {
	ReleaseID string    `gorm:"column:release_id;primaryKey"`
	No        int       `gorm:"column:no;primaryKey;autoIncrement:false"`
	State     string    `gorm:"column:state"`
	Digest    []byte    `gorm:"column:digest"`
	Changed   string    `gorm:"column:changed"`
	Secrets   string    `gorm:"column:secrets"`
	Reason    string    `gorm:"column:reason"`
	By        signature `gorm:"embedded;embeddedPrefix:by_"`
	Approver  signature `gorm:"embedded;embeddedPrefix:approver_"`
}

func (keyRow) TableName() string { return "key_version" }

func keyToRow(k questionbank.KeyVersion, sealed string) (keyRow, error) {
	changed, err := list(k.Changed)
	return keyRow{ReleaseID: string(k.Release), No: k.No, State: string(k.State), Digest: k.Digest[:], Changed: changed,
		Secrets: sealed, Reason: k.Reason, By: signed(k.By), Approver: signed(k.Approver)}, err
}

func (r keyRow) back() (questionbank.KeyVersion, error) {
	k := questionbank.KeyVersion{Release: questionbank.ReleaseID(r.ReleaseID), No: r.No, State: questionbank.ReleaseState(r.State),
		Digest: hash(r.Digest), Reason: r.Reason, By: r.By.back(), Approver: r.Approver.back()}
	return k, json.Unmarshal([]byte(r.Changed), &k.Changed)
}

type blueprintRow struct {
	ID        string    `gorm:"column:id;primaryKey"`
	BankID    string    `gorm:"column:bank_id"`
	ItemCode  string    `gorm:"column:item_code"`
	Purpose   string    `gorm:"column:purpose"`
	Version   int       `gorm:"column:version"`
	Body      string    `gorm:"column:body"`
	Hash      []byte    `gorm:"column:hash"`
	State     string    `gorm:"column:state"`
	ActiveKey *string   `gorm:"column:active_key"`
	LiveKey   *string   `gorm:"column:live_key"`
	By        signature `gorm:"embedded;embeddedPrefix:by_"`
	Approver  signature `gorm:"embedded;embeddedPrefix:approver_"`
	Reason    string    `gorm:"column:reason"`
}

func (blueprintRow) TableName() string { return "blueprint" }

func (r blueprintRow) back() (questionbank.Blueprint, error) {
	b := questionbank.Blueprint{ID: questionbank.BlueprintID(r.ID), Bank: questionbank.BankID(r.BankID), ItemCode: r.ItemCode,
		Purpose: questionbank.Purpose(r.Purpose), Version: r.Version, Hash: hash(r.Hash), State: questionbank.ReleaseState(r.State),
		By: r.By.back(), Approver: r.Approver.back(), Reason: r.Reason}
	return b, json.Unmarshal([]byte(r.Body), &b.Body)
}

type drawRow struct {
	Attempt     string `gorm:"column:attempt;primaryKey"`
	ItemCode    string `gorm:"column:item_code"`
	ReleaseID   string `gorm:"column:release_id"`
	BlueprintID string `gorm:"column:blueprint_id"`
	Inputs      []byte `gorm:"column:inputs"`
	Record      []byte `gorm:"column:record"`
	Proof       []byte `gorm:"column:proof"`
	DrawnAt     int64  `gorm:"column:drawn_at"`
	No          *int64 `gorm:"column:no"` // nil: not counted
	Slots       []byte `gorm:"column:slots"`
}

func (drawRow) TableName() string { return "paper_draw" }

type countRow struct {
	ReleaseID   string `gorm:"column:release_id;primaryKey"`
	BlueprintID string `gorm:"column:blueprint_id;primaryKey"`
	Draws       int64  `gorm:"column:draws"`
	Times       []byte `gorm:"column:times"`
}

func (countRow) TableName() string { return "draw_count" }

func value(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

// list writes a list as JSON; nil as [].
func list[T ~string](items []T) (string, error) {
	if items == nil {
		items = []T{}
	}
	b, err := json.Marshal(items)
	return string(b), err
}

func hash(b []byte) (h assembly.Hash) {
	copy(h[:], b)
	return h
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// each converts rows whose conversion can fail.
func each[R, T any](rows []R, back func(R) (T, error)) ([]T, error) {
	out := make([]T, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = back(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

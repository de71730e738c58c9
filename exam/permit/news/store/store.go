// Package store keeps what happened to permits, who is told of it and how that went, in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/permit"
	"github.com/suikao/suikao/exam/permit/news"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements the store interfaces of exam/permit/news on one database.
type Store struct{ db *sqldb.DB }

// New returns a store on db.
func New(db *sqldb.DB) *Store { return &Store{db: db} }

// InTx implements permit.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type newsRow struct {
	ID       string       `gorm:"column:id;primaryKey"`
	PermitID string       `gorm:"column:permit_id"`
	Event    string       `gorm:"column:event"`
	At       sqldb.Millis `gorm:"column:at"`
	Once     string       `gorm:"column:once"`
	Done     int          `gorm:"column:done"`
}

func (newsRow) TableName() string { return "permit_news" }

func (r newsRow) news() news.News {
	return news.News{ID: r.ID, Permit: permit.ID(r.PermitID), Event: news.Event(r.Event), At: r.At.Time(), Once: r.Once}
}

// AddNews implements news.NewsStore.
func (s *Store) AddNews(ctx context.Context, n news.News) error {
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&newsRow{n.ID, string(n.Permit), string(n.Event), sqldb.At(n.At), n.Once, 0}).Error
}

// WaitingNews implements news.NewsStore.
func (s *Store) WaitingNews(ctx context.Context, limit int) ([]news.News, error) {
	return sqldb.All(ctx, s.db, newsRow.news, "id", limit, "done = 0")
}

// TakeNews implements news.NewsStore.
func (s *Store) TakeNews(ctx context.Context, id string) (bool, error) {
	res := s.db.Conn(ctx).Model(&newsRow{}).Where("id = ? AND done = 0", id).Update("done", 1)
	return res.RowsAffected > 0, res.Error
}

type subRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	OrgID     string       `gorm:"column:org_id"`
	OrgPath   string       `gorm:"column:org_path"`
	OrgName   string       `gorm:"column:org_name"`
	Name      string       `gorm:"column:name"`
	URL       string       `gorm:"column:url"`
	Events    string       `gorm:"column:events"`
	Employees int          `gorm:"column:employees"`
	State     string       `gorm:"column:state"`
	StateAt   sqldb.Millis `gorm:"column:state_at"`
	Why       string       `gorm:"column:why"`
	Secret    string       `gorm:"column:secret"`
	KeyNo     int          `gorm:"column:key_no"`
	OldSecret string       `gorm:"column:old_secret"`
	OldUntil  sqldb.Millis `gorm:"column:old_until"`
	MadeName  string       `gorm:"column:made_name"`
	MadeAt    sqldb.Millis `gorm:"column:made_at"`
	LastSeq   uint64       `gorm:"column:last_seq"`
	SentSeq   uint64       `gorm:"column:sent_seq"`
	Tries     int          `gorm:"column:tries"`
	NextAt    sqldb.Millis `gorm:"column:next_at"`
	FailingAt sqldb.Millis `gorm:"column:failing_at"`
}

func (subRow) TableName() string { return "permit_sub" }

func (r subRow) sub() news.Subscription {
	out := news.Subscription{ID: news.SubID(r.ID), Org: people.OrgID(r.OrgID), OrgPath: r.OrgPath, OrgName: r.OrgName, Name: r.Name, URL: r.URL, Employees: r.Employees != 0,
		State: news.State(r.State), StateAt: r.StateAt.Time(), Why: r.Why, Secret: r.Secret, KeyNo: r.KeyNo, OldSecret: r.OldSecret, OldUntil: r.OldUntil.Time(),
		MadeName: r.MadeName, MadeAt: r.MadeAt.Time(), LastSeq: r.LastSeq, SentSeq: r.SentSeq, Tries: r.Tries, NextAt: r.NextAt.Time(), FailingAt: r.FailingAt.Time()}
	for _, e := range strings.Fields(r.Events) {
		out.Events = append(out.Events, news.Event(e))
	}
	return out
}

func rowOf(s news.Subscription) subRow {
	events := make([]string, len(s.Events))
	for i, e := range s.Events {
		events[i] = string(e)
	}
	r := subRow{ID: string(s.ID), OrgID: string(s.Org), OrgPath: s.OrgPath, OrgName: s.OrgName, Name: s.Name, URL: s.URL, Events: strings.Join(events, " "),
		State: string(s.State), StateAt: sqldb.At(s.StateAt), Why: s.Why, Secret: s.Secret, KeyNo: s.KeyNo, OldSecret: s.OldSecret, OldUntil: sqldb.At(s.OldUntil),
		MadeName: s.MadeName, MadeAt: sqldb.At(s.MadeAt), LastSeq: s.LastSeq, SentSeq: s.SentSeq, Tries: s.Tries, NextAt: sqldb.At(s.NextAt), FailingAt: sqldb.At(s.FailingAt)}
	if s.Employees {
		r.Employees = 1
	}
	return r
}

// AddSub implements news.SubStore.
func (s *Store) AddSub(ctx context.Context, sub news.Subscription) error {
	r := rowOf(sub)
	return s.db.Conn(ctx).Create(&r).Error
}

// Sub implements news.SubStore.
func (s *Store) Sub(ctx context.Context, id news.SubID) (news.Subscription, error) {
	r, err := sqldb.First[subRow](ctx, s.db, "id = ?", string(id))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = permit.ErrNotFound
	}
	return r.sub(), err
}

// SubsOf implements news.SubStore.
func (s *Store) SubsOf(ctx context.Context, org people.OrgID) ([]news.Subscription, error) {
	return sqldb.All(ctx, s.db, subRow.sub, "id DESC", 200, "org_id = ?", string(org))
}

// SaveSub implements news.SubStore.
func (s *Store) SaveSub(ctx context.Context, sub news.Subscription, was news.State) error {
	r := rowOf(sub)
	res := s.db.Conn(ctx).Model(&subRow{}).Where("id = ? AND state = ?", r.ID, string(was)).Updates(map[string]any{"state": r.State, "state_at": r.StateAt, "why": r.Why,
		"secret": r.Secret, "key_no": r.KeyNo, "old_secret": r.OldSecret, "old_until": r.OldUntil, "tries": r.Tries, "next_at": r.NextAt, "failing_at": r.FailingAt})
	if res.Error == nil && res.RowsAffected == 0 {
		return permit.ErrChanged
	}
	return res.Error
}

// For implements news.SubStore.
func (s *Store) For(ctx context.Context, query []byte, org people.OrgID) ([]news.To, error) {
	var watched []struct {
		SubID string `gorm:"column:sub_id"`
		Ref   string `gorm:"column:ref"`
	}
	if err := s.db.Conn(ctx).Table("permit_sub_watch").Where("query_index = ?", query).Find(&watched).Error; err != nil {
		return nil, err
	}
	refs, ids := map[string]string{}, []string{}
	for _, w := range watched {
		refs[w.SubID] = w.Ref
		ids = append(ids, w.SubID)
	}
	return sqldb.All(ctx, s.db, func(r subRow) news.To { return news.To{Subscription: r.sub(), Ref: refs[r.ID]} }, "id", 0,
		"state <> ? AND (id IN ? OR (employees = 1 AND org_id = ? AND org_id <> ''))", string(news.Ended), append(ids, ""), string(org))
}

type itemRow struct {
	SubID string       `gorm:"column:sub_id;primaryKey"`
	Seq   uint64       `gorm:"column:seq;primaryKey;autoIncrement:false"`
	ID    string       `gorm:"column:id"`
	Event string       `gorm:"column:event"`
	At    sqldb.Millis `gorm:"column:at"`
	Body  string       `gorm:"column:body"`
}

func (itemRow) TableName() string { return "permit_sub_item" }

// AddItem implements news.SubStore. The row of the subscription is written first and so locked: numbers are committed in their order.
func (s *Store) AddItem(ctx context.Context, i news.Item) (seq uint64, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Conn(ctx).Model(&subRow{}).Where("id = ?", string(i.Sub)).Update("last_seq", gorm.Expr("last_seq + 1")).Error; err != nil {
			return err
		}
		r, err := sqldb.First[subRow](ctx, s.db, "id = ?", string(i.Sub))
		if err != nil {
			return err
		}
		seq = r.LastSeq
		return s.db.Conn(ctx).Create(&itemRow{string(i.Sub), seq, i.ID, string(i.Event), sqldb.At(i.At), i.Body}).Error
	})
	return seq, err
}

// Items implements news.SubStore.
func (s *Store) Items(ctx context.Context, id news.SubID, after uint64, limit int) ([]news.Item, error) {
	return sqldb.All(ctx, s.db, func(r itemRow) news.Item {
		return news.Item{Sub: id, Seq: r.Seq, ID: r.ID, Event: news.Event(r.Event), At: r.At.Time(), Body: r.Body}
	}, "seq", limit, "sub_id = ? AND seq > ?", string(id), after)
}

// Due implements news.SubStore.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]news.Subscription, error) {
	return sqldb.All(ctx, s.db, subRow.sub, "next_at", limit, "state = ? AND next_at <= ? AND url <> '' AND sent_seq < last_seq", string(news.Active), sqldb.At(now))
}

// Claim implements news.SubStore.
func (s *Store) Claim(ctx context.Context, sub news.Subscription, until time.Time) (bool, error) {
	res := s.db.Conn(ctx).Model(&subRow{}).Where("id = ? AND state = ? AND next_at = ? AND sent_seq = ?", string(sub.ID), string(news.Active), sqldb.At(sub.NextAt), sub.SentSeq).
		Update("next_at", sqldb.At(until))
	return res.RowsAffected > 0, res.Error
}

// SaveSent implements news.SubStore.
func (s *Store) SaveSent(ctx context.Context, sub news.Subscription) error {
	return s.db.Conn(ctx).Model(&subRow{}).Where("id = ? AND state = ?", string(sub.ID), string(news.Active)).Updates(map[string]any{"sent_seq": sub.SentSeq,
		"tries": sub.Tries, "next_at": sqldb.At(sub.NextAt), "failing_at": sqldb.At(sub.FailingAt)}).Error
}

type tryRow struct {
	ID      string       `gorm:"column:id;primaryKey"`
	SubID   string       `gorm:"column:sub_id"`
	Seq     uint64       `gorm:"column:seq"`
	Event   string       `gorm:"column:event"`
	At      sqldb.Millis `gorm:"column:at"`
	TookMS  int64        `gorm:"column:took_ms"`
	Status  int          `gorm:"column:status"`
	Problem string       `gorm:"column:problem"`
}

func (tryRow) TableName() string { return "permit_sub_try" }

// AddTry implements news.SubStore.
func (s *Store) AddTry(ctx context.Context, t news.Try) error {
	return s.db.Conn(ctx).Create(&tryRow{t.ID, string(t.Sub), t.Seq, string(t.Event), sqldb.At(t.At), t.Took.Milliseconds(), t.Status, t.Problem}).Error
}

// TriesOf implements news.SubStore.
func (s *Store) TriesOf(ctx context.Context, id news.SubID, limit int) ([]news.Try, error) {
	return sqldb.All(ctx, s.db, func(r tryRow) news.Try {
		return news.Try{ID: r.ID, Sub: id, Seq: r.Seq, Event: news.Event(r.Event), At: r.At.Time(), Took: time.Duration(r.TookMS) * time.Millisecond, Status: r.Status, Problem: r.Problem}
	}, "id DESC", limit, "sub_id = ?", string(id))
}

type watchRow struct {
	SubID string `gorm:"column:sub_id;primaryKey"`
	Query []byte `gorm:"column:query_index;primaryKey"`
	Ref   string `gorm:"column:ref"`
}

func (watchRow) TableName() string { return "permit_sub_watch" }

// ReplaceWatch implements news.SubStore.
func (s *Store) ReplaceWatch(ctx context.Context, id news.SubID, list []news.Watched) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Conn(ctx).Where("sub_id = ?", string(id)).Delete(&watchRow{}).Error; err != nil || len(list) == 0 {
			return err
		}
		rows := make([]watchRow, len(list))
		for i, w := range list {
			rows[i] = watchRow{string(id), w.Query, w.Ref}
		}
		return s.db.Conn(ctx).CreateInBatches(&rows, 200).Error
	})
}

// CountWatched implements news.SubStore.
func (s *Store) CountWatched(ctx context.Context, id news.SubID) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&watchRow{}).Where("sub_id = ?", string(id)).Count(&n).Error
	return int(n), err
}

// Forget implements news.SubStore. What happened is forgotten with the items, but not the ends of permits, which are told once.
func (s *Store) Forget(ctx context.Context, items, tries time.Time) error {
	return errors.Join(s.db.Conn(ctx).Where("at < ?", sqldb.At(items)).Delete(&itemRow{}).Error,
		s.db.Conn(ctx).Where("at < ? AND done = 1 AND once = id", sqldb.At(items)).Delete(&newsRow{}).Error,
		s.db.Conn(ctx).Where("at < ?", sqldb.At(tries)).Delete(&tryRow{}).Error)
}

package store

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/people/notice"
	"github.com/suikao/suikao/internal/sqldb"
)

type noticeRow struct {
	Kind        string       `gorm:"column:kind;primaryKey"`
	Version     int          `gorm:"column:version;primaryKey;autoIncrement:false"`
	Lang        string       `gorm:"column:lang;primaryKey"`
	Title       string       `gorm:"column:title"`
	Body        string       `gorm:"column:body"`
	PublishedAt sqldb.Millis `gorm:"column:published_at"`
}

func (r noticeRow) in() notice.Text {
	return notice.Text{Kind: notice.Kind(r.Kind), Version: r.Version, Lang: r.Lang, Title: r.Title, Body: r.Body, Published: r.PublishedAt.Time()}
}

// AddNotice implements notice.Store.
func (s *Store) AddNotice(ctx context.Context, n notice.Text) error {
	r := noticeRow{string(n.Kind), n.Version, n.Lang, n.Title, n.Body, sqldb.At(n.Published)}
	return added(s.table(ctx, "notice").Create(&r).Error, people.ErrChanged)
}

// Notice implements notice.Store.
func (s *Store) Notice(ctx context.Context, kind notice.Kind, version int, lang string) (notice.Text, error) {
	var r noticeRow
	err := s.table(ctx, "notice").Where("kind = ? AND version = ? AND lang = ?", string(kind), version, lang).Take(&r).Error
	return r.in(), one(err, notice.ErrNotice)
}

// LatestNotice implements notice.Store.
func (s *Store) LatestNotice(ctx context.Context, kind notice.Kind, lang string, t time.Time) (notice.Text, error) {
	var r noticeRow
	err := s.table(ctx, "notice").Where("kind = ? AND lang = ? AND published_at <= ?", string(kind), lang, sqldb.At(t)).Order("version DESC").Take(&r).Error
	return r.in(), one(err, notice.ErrNotice)
}

type confirmationRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	PersonID    string       `gorm:"column:person_id"`
	Kind        string       `gorm:"column:kind"`
	Version     int          `gorm:"column:version"`
	Lang        string       `gorm:"column:lang"`
	About       string       `gorm:"column:about"`
	Channel     string       `gorm:"column:channel"`
	TakenBy     string       `gorm:"column:taken_by"`
	ConfirmedAt sqldb.Millis `gorm:"column:confirmed_at"`
	WithdrawnAt sqldb.Millis `gorm:"column:withdrawn_at"`
}

// AddConfirmation implements notice.Store.
func (s *Store) AddConfirmation(ctx context.Context, c notice.Confirmation) error {
	r := confirmationRow{c.ID, string(c.Person), string(c.Kind), c.Version, c.Lang, c.About, c.Channel, c.By, sqldb.At(c.At), sqldb.At(c.Withdrawn)}
	return s.table(ctx, "notice_confirmation").Create(&r).Error
}

// Confirmations implements notice.Store.
func (s *Store) Confirmations(ctx context.Context, p people.PersonID, kind notice.Kind) ([]notice.Confirmation, error) {
	var rows []confirmationRow
	if err := s.table(ctx, "notice_confirmation").Where("person_id = ? AND kind = ?", string(p), string(kind)).Order("id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]notice.Confirmation, len(rows))
	for i, r := range rows {
		out[i] = notice.Confirmation{ID: r.ID, Person: people.PersonID(r.PersonID), Kind: notice.Kind(r.Kind), Version: r.Version, Lang: r.Lang,
			About: r.About, Channel: r.Channel, By: r.TakenBy, At: r.ConfirmedAt.Time(), Withdrawn: r.WithdrawnAt.Time()}
	}
	return out, nil
}

// WithdrawConfirmations implements notice.Store.
func (s *Store) WithdrawConfirmations(ctx context.Context, p people.PersonID, kind notice.Kind, at time.Time) (int, error) {
	r := s.db.Conn(ctx).Exec("UPDATE notice_confirmation SET withdrawn_at = ? WHERE person_id = ? AND kind = ? AND withdrawn_at = 0",
		sqldb.At(at), string(p), string(kind))
	return int(r.RowsAffected), r.Error
}

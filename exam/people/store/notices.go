package store

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"gorm.io/gorm"

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
	ProposalID  string       `gorm:"column:proposal_id"`
}

func (r noticeRow) in() notice.Text {
	return notice.Text{Kind: notice.Kind(r.Kind), Version: r.Version, Lang: r.Lang, Title: r.Title, Body: r.Body, Published: r.PublishedAt.Time(),
		Proposal: notice.ProposalID(r.ProposalID)}
}

// AddNotice implements notice.Store.
func (s *Store) AddNotice(ctx context.Context, n notice.Text) error {
	r := noticeRow{string(n.Kind), n.Version, n.Lang, n.Title, n.Body, sqldb.At(n.Published), string(n.Proposal)}
	return added(s.table(ctx, "notice").Create(&r).Error, people.ErrChanged)
}

// Versions implements notice.Store.
func (s *Store) Versions(ctx context.Context, kind notice.Kind) ([]notice.Text, error) {
	var rows []noticeRow
	if err := s.table(ctx, "notice").Where("kind = ?", string(kind)).Order("version DESC, lang DESC").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]notice.Text, len(rows))
	for i, r := range rows {
		out[i] = r.in()
	}
	return out, nil
}

// texts remembers the words of published versions, which never change.
type texts struct {
	mu   sync.Mutex
	held map[textKey]notice.Text
}

type textKey struct {
	kind      string
	version   int
	lang      string
	published int64
}

// mostTexts is more than an authority publishes in years.
const mostTexts = 64

// Latest implements notice.Store. Which version is in force is asked each time, its words once.
func (s *Store) Latest(ctx context.Context, kinds []notice.Kind, lang string, t time.Time) ([]notice.Text, error) {
	args := []any{lang, int64(sqldb.At(t))}
	for _, k := range kinds {
		args = append(args, string(k))
	}
	newest := map[notice.Kind]textKey{}
	err := s.db.QueryPrepared(ctx, func(scan func(...any) error) error {
		k := textKey{lang: lang}
		err := scan(&k.kind, &k.version, &k.published)
		newest[notice.Kind(k.kind)] = k
		return err
	}, "SELECT kind, MAX(version), MAX(published_at) FROM notice WHERE lang = ? AND published_at <= ? AND kind IN (?"+strings.Repeat(",?", len(kinds)-1)+") GROUP BY kind", args...)
	if err != nil {
		return nil, err
	}
	out := make([]notice.Text, len(kinds))
	for i, k := range kinds {
		key, ok := newest[k]
		if !ok {
			return nil, notice.ErrNotice
		}
		if out[i], err = s.text(ctx, key); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Store) text(ctx context.Context, key textKey) (notice.Text, error) {
	s.texts.mu.Lock()
	text, ok := s.texts.held[key]
	s.texts.mu.Unlock()
	if ok {
		return text, nil
	}
	var r noticeRow
	err := s.table(ctx, "notice").Where("kind = ? AND version = ? AND lang = ?", key.kind, key.version, key.lang).Take(&r).Error
	if err != nil {
		return notice.Text{}, one(err, notice.ErrNotice)
	}
	if s.db.InTransaction(ctx) { // it may be this transaction's own, which can still be undone
		return r.in(), nil
	}
	s.texts.mu.Lock()
	defer s.texts.mu.Unlock()
	if s.texts.held == nil || len(s.texts.held) >= mostTexts {
		s.texts.held = map[textKey]notice.Text{}
	}
	s.texts.held[key] = r.in()
	return r.in(), nil
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
	LiveKey     *string      `gorm:"column:live_key"`
}

func (r confirmationRow) in() notice.Confirmation {
	return notice.Confirmation{ID: r.ID, Person: people.PersonID(r.PersonID), Kind: notice.Kind(r.Kind), Version: r.Version, Lang: r.Lang,
		About: r.About, Channel: r.Channel, By: r.TakenBy, At: r.ConfirmedAt.Time(), Withdrawn: r.WithdrawnAt.Time()}
}

// AddConfirmation implements notice.Store.
func (s *Store) AddConfirmation(ctx context.Context, c notice.Confirmation) (notice.Confirmation, bool, error) {
	live := liveConfirmation(c)
	r := confirmationRow{c.ID, string(c.Person), string(c.Kind), c.Version, c.Lang, c.About, c.Channel, c.By, sqldb.At(c.At), 0, &live}
	err := s.table(ctx, "notice_confirmation").Create(&r).Error
	if err == nil || !errors.Is(err, gorm.ErrDuplicatedKey) {
		return c, err == nil, err
	}
	// A locking read sees what another transaction has committed since this one began.
	var first confirmationRow
	err = s.table(ctx, "notice_confirmation").Clauses(forUpdate).Where("live_key = ?", live).Take(&first).Error
	return first.in(), false, one(err, people.ErrChanged)
}

// AddConfirmations implements notice.Store.
func (s *Store) AddConfirmations(ctx context.Context, list []notice.Confirmation) (bool, error) {
	if len(list) == 0 {
		return true, nil
	}
	args := make([]any, 0, 10*len(list))
	for _, c := range list {
		args = append(args, c.ID, string(c.Person), string(c.Kind), c.Version, c.Lang, c.About, c.Channel, c.By, int64(sqldb.At(c.At)), liveConfirmation(c))
	}
	_, err := s.db.ExecPrepared(ctx, "INSERT INTO notice_confirmation (id, person_id, kind, version, lang, about, channel, taken_by, confirmed_at, live_key, withdrawn_at) VALUES "+
		strings.Repeat(",(?,?,?,?,?,?,?,?,?,?,0)", len(list))[1:], args...)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return false, nil
	}
	return err == nil, err
}

// liveConfirmation is what may exist once while it is not withdrawn.
func liveConfirmation(c notice.Confirmation) string {
	return strings.Join([]string{string(c.Person), string(c.Kind), strconv.Itoa(c.Version), c.About}, "|")
}

// Confirmations implements notice.Store.
func (s *Store) Confirmations(ctx context.Context, p people.PersonID, kind notice.Kind) ([]notice.Confirmation, error) {
	var rows []confirmationRow
	if err := s.table(ctx, "notice_confirmation").Where("person_id = ? AND kind = ?", string(p), string(kind)).Order("id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]notice.Confirmation, len(rows))
	for i, r := range rows {
		out[i] = r.in()
	}
	return out, nil
}

// WithdrawConfirmations implements notice.Store.
func (s *Store) WithdrawConfirmations(ctx context.Context, p people.PersonID, kind notice.Kind, at time.Time) (int, error) {
	r := s.db.Conn(ctx).Exec("UPDATE notice_confirmation SET withdrawn_at = ?, live_key = NULL WHERE person_id = ? AND kind = ? AND withdrawn_at = 0",
		sqldb.At(at), string(p), string(kind))
	return int(r.RowsAffected), r.Error
}

type proposalRow struct {
	ID             string       `gorm:"column:id;primaryKey"`
	Kind           string       `gorm:"column:kind"`
	LiveKey        *string      `gorm:"column:live_key"`
	TitleZH        string       `gorm:"column:title_zh"`
	BodyZH         string       `gorm:"column:body_zh"`
	TitleEN        string       `gorm:"column:title_en"`
	BodyEN         string       `gorm:"column:body_en"`
	Reason         string       `gorm:"column:reason"`
	State          string       `gorm:"column:state"`
	ProposedBy     string       `gorm:"column:proposed_by"`
	ProposedPerson string       `gorm:"column:proposed_person"`
	ProposedName   string       `gorm:"column:proposed_name"`
	ProposedAt     sqldb.Millis `gorm:"column:proposed_at"`
	DecidedBy      string       `gorm:"column:decided_by"`
	DecidedPerson  string       `gorm:"column:decided_person"`
	DecidedName    string       `gorm:"column:decided_name"`
	DecidedAt      sqldb.Millis `gorm:"column:decided_at"`
	Remark         string       `gorm:"column:remark"`
	Version        int          `gorm:"column:version"`
}

func (r proposalRow) in() notice.Proposal {
	return notice.Proposal{ID: notice.ProposalID(r.ID), Kind: notice.Kind(r.Kind), ZH: notice.Wording{Title: r.TitleZH, Body: r.BodyZH},
		EN: notice.Wording{Title: r.TitleEN, Body: r.BodyEN}, Reason: r.Reason, State: notice.State(r.State),
		Proposed: notice.Act{By: people.AccountID(r.ProposedBy), Person: people.PersonID(r.ProposedPerson), Name: r.ProposedName, At: r.ProposedAt.Time()},
		Decided:  notice.Act{By: people.AccountID(r.DecidedBy), Person: people.PersonID(r.DecidedPerson), Name: r.DecidedName, At: r.DecidedAt.Time()},
		Remark:   r.Remark, Version: r.Version}
}

// AddProposal implements notice.Store.
func (s *Store) AddProposal(ctx context.Context, p notice.Proposal) error {
	r := proposalRow{ID: string(p.ID), Kind: string(p.Kind), LiveKey: ptr(string(p.Kind)), TitleZH: p.ZH.Title, BodyZH: p.ZH.Body, TitleEN: p.EN.Title,
		BodyEN: p.EN.Body, Reason: p.Reason, State: string(p.State), ProposedBy: string(p.Proposed.By), ProposedPerson: string(p.Proposed.Person),
		ProposedName: p.Proposed.Name, ProposedAt: sqldb.At(p.Proposed.At)}
	return added(s.table(ctx, "notice_proposal").Create(&r).Error, notice.ErrPending)
}

// Proposal implements notice.Store.
func (s *Store) Proposal(ctx context.Context, id notice.ProposalID) (notice.Proposal, error) {
	var r proposalRow
	err := s.table(ctx, "notice_proposal").Where("id = ?", string(id)).Take(&r).Error
	return r.in(), one(err, notice.ErrProposal)
}

// Waiting implements notice.Store.
func (s *Store) Waiting(ctx context.Context, kind notice.Kind) (notice.Proposal, bool, error) {
	var rows []proposalRow
	err := s.table(ctx, "notice_proposal").Where("live_key = ?", string(kind)).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return notice.Proposal{}, false, err
	}
	return rows[0].in(), true, nil
}

// Proposals implements notice.Store.
func (s *Store) Proposals(ctx context.Context, after notice.ProposalID, limit int) ([]notice.Proposal, error) {
	q := s.table(ctx, "notice_proposal")
	if after != "" {
		q = q.Where("id < ?", string(after))
	}
	var rows []proposalRow
	if err := q.Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]notice.Proposal, len(rows))
	for i, r := range rows {
		out[i] = r.in()
	}
	return out, nil
}

// DecideProposal implements notice.Store.
func (s *Store) DecideProposal(ctx context.Context, p notice.Proposal) error {
	r := s.table(ctx, "notice_proposal").Where("id = ? AND state = ?", string(p.ID), string(notice.Pending)).Updates(map[string]any{
		"state": string(p.State), "live_key": nil, "decided_by": string(p.Decided.By), "decided_person": string(p.Decided.Person),
		"decided_name": p.Decided.Name, "decided_at": sqldb.At(p.Decided.At), "remark": p.Remark, "version": p.Version})
	if r.Error == nil && r.RowsAffected == 0 {
		return notice.ErrDecided
	}
	return r.Error
}

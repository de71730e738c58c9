package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
)

type accountRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	Login      string       `gorm:"column:login"`
	PersonID   string       `gorm:"column:person_id"`
	HomeOrgID  string       `gorm:"column:home_org_id"`
	Password   string       `gorm:"column:password"`
	State      string       `gorm:"column:state"`
	MustChange int          `gorm:"column:must_change"`
	Epoch      int64        `gorm:"column:epoch"`
	CreatedAt  sqldb.Millis `gorm:"column:created_at;autoCreateTime:false"`
	Version    int64        `gorm:"column:version"`
}

type accountView struct {
	Row      accountRow `gorm:"embedded"`
	Name     string     `gorm:"column:name"`
	HomePath string     `gorm:"column:home_path"`
}

func (v accountView) in() people.Account {
	return people.Account{ID: people.AccountID(v.Row.ID), Login: v.Row.Login, Person: people.PersonID(v.Row.PersonID), Name: v.Name, Home: people.OrgID(v.Row.HomeOrgID),
		HomePath: v.HomePath, State: people.AccountState(v.Row.State), MustChange: v.Row.MustChange == 1, Epoch: v.Row.Epoch, CreatedAt: v.Row.CreatedAt.Time(), Version: v.Row.Version}
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// AddAccount implements people.AccountStore.
func (s *Store) AddAccount(ctx context.Context, a people.Account, hash string) error {
	r := accountRow{ID: string(a.ID), Login: a.Login, PersonID: string(a.Person), HomeOrgID: string(a.Home), Password: hash, State: string(a.State),
		MustChange: bit(a.MustChange), Epoch: a.Epoch, CreatedAt: sqldb.At(a.CreatedAt), Version: a.Version}
	return added(s.table(ctx, "staff_account").Create(&r).Error, people.ErrLoginTaken)
}

func (s *Store) accounts(ctx context.Context) *gorm.DB {
	return s.table(ctx, "staff_account a").Select("a.id, a.login, a.person_id, a.home_org_id, a.password, a.state, a.must_change, a.epoch, " +
		"a.created_at, a.version, p.name AS name, o.path AS home_path").
		Joins("JOIN person p ON p.id = a.person_id").Joins("JOIN org o ON o.id = a.home_org_id")
}

// Account implements people.AccountStore.
func (s *Store) Account(ctx context.Context, id people.AccountID) (people.Account, error) {
	var v accountView
	err := s.accounts(ctx).Where("a.id = ?", string(id)).Take(&v).Error
	return v.in(), one(err, people.ErrNotFound)
}

// AccountByLogin implements people.AccountStore.
func (s *Store) AccountByLogin(ctx context.Context, login string) (people.Account, string, error) {
	var v accountView
	err := s.accounts(ctx).Where("a.login = ?", login).Take(&v).Error
	return v.in(), v.Row.Password, one(err, people.ErrNotFound)
}

// PasswordOf implements people.AccountStore.
func (s *Store) PasswordOf(ctx context.Context, id people.AccountID) (string, error) {
	var r accountRow
	err := s.table(ctx, "staff_account").Select("password").Where("id = ?", string(id)).Take(&r).Error
	return r.Password, one(err, people.ErrNotFound)
}

// AccountsOf implements people.AccountStore.
func (s *Store) AccountsOf(ctx context.Context, p people.PersonID) ([]people.Account, error) {
	return accountsIn(s.accounts(ctx).Where("a.person_id = ?", string(p)).Order("a.id"))
}

func accountsIn(q *gorm.DB) ([]people.Account, error) {
	var vs []accountView
	if err := q.Find(&vs).Error; err != nil {
		return nil, err
	}
	out := make([]people.Account, len(vs))
	for i, v := range vs {
		out[i] = v.in()
	}
	return out, nil
}

// SaveAccount implements people.AccountStore.
func (s *Store) SaveAccount(ctx context.Context, a people.Account) error {
	return changed(s.table(ctx, "staff_account").Where("id = ? AND version = ?", string(a.ID), a.Version).Updates(map[string]any{
		"home_org_id": string(a.Home), "state": string(a.State), "must_change": bit(a.MustChange), "epoch": a.Epoch, "version": a.Version + 1}))
}

// SetAccountPassword implements people.AccountStore.
func (s *Store) SetAccountPassword(ctx context.Context, id people.AccountID, hash string, mustChange bool) error {
	return changed(s.table(ctx, "staff_account").Where("id = ?", string(id)).Updates(map[string]any{"password": hash, "must_change": bit(mustChange)}))
}

// FindAccounts implements people.AccountStore.
func (s *Store) FindAccounts(ctx context.Context, q people.AccountQuery) ([]people.Account, error) {
	scope, args := sqldb.Under("o.path", q.Paths)
	t := s.accounts(ctx).Where(scope, args...).Where("a.id > ?", string(q.After))
	if q.Login != "" {
		t = t.Where("a.login LIKE ? ESCAPE '!'", escaped(q.Login)+"%")
	}
	return accountsIn(t.Order("a.id").Limit(q.Limit))
}

// CountAccounts implements people.AccountStore.
func (s *Store) CountAccounts(ctx context.Context) (int, error) {
	var n int64
	err := s.table(ctx, "staff_account").Count(&n).Error
	return int(n), err
}

type grantRow struct {
	ID        string       `gorm:"column:id;primaryKey"`
	AccountID string       `gorm:"column:account_id"`
	Role      string       `gorm:"column:role"`
	OrgID     string       `gorm:"column:org_id"`
	Live      *int         `gorm:"column:live"`
	GrantedBy string       `gorm:"column:granted_by"`
	GrantedAt sqldb.Millis `gorm:"column:granted_at"`
	RevokedBy string       `gorm:"column:revoked_by"`
	RevokedAt sqldb.Millis `gorm:"column:revoked_at"`
}

type grantView struct {
	Row     grantRow `gorm:"embedded"`
	OrgName string   `gorm:"column:org_name"`
	OrgPath string   `gorm:"column:org_path"`
	OrgKind string   `gorm:"column:org_kind"`
}

func (v grantView) in() people.Grant {
	return people.Grant{ID: v.Row.ID, Account: people.AccountID(v.Row.AccountID), Role: actor.Role(v.Row.Role), Org: people.OrgID(v.Row.OrgID), OrgName: v.OrgName,
		OrgPath: v.OrgPath, OrgKind: people.OrgKind(v.OrgKind), GrantedBy: people.AccountID(v.Row.GrantedBy), GrantedAt: v.Row.GrantedAt.Time(), RevokedAt: v.Row.RevokedAt.Time()}
}

// AddGrant implements people.AccountStore.
func (s *Store) AddGrant(ctx context.Context, g people.Grant) error {
	r := grantRow{ID: g.ID, AccountID: string(g.Account), Role: string(g.Role), OrgID: string(g.Org), Live: ptr(1),
		GrantedBy: string(g.GrantedBy), GrantedAt: sqldb.At(g.GrantedAt)}
	return added(s.table(ctx, "staff_grant").Create(&r).Error, people.ErrGranted)
}

func (s *Store) grants(ctx context.Context) *gorm.DB {
	return s.table(ctx, "staff_grant g").Select("g.id, g.account_id, g.role, g.org_id, g.live, g.granted_by, g.granted_at, g.revoked_by, " +
		"g.revoked_at, o.name AS org_name, o.path AS org_path, o.kind AS org_kind").Joins("JOIN org o ON o.id = g.org_id")
}

// Grant implements people.AccountStore.
func (s *Store) Grant(ctx context.Context, id string) (people.Grant, error) {
	var v grantView
	err := s.grants(ctx).Where("g.id = ?", id).Take(&v).Error
	return v.in(), one(err, people.ErrNotFound)
}

// RevokeGrant implements people.AccountStore.
func (s *Store) RevokeGrant(ctx context.Context, id string, by people.AccountID, at time.Time) error {
	return changed(s.table(ctx, "staff_grant").Where("id = ? AND live = 1", id).Updates(map[string]any{
		"live": nil, "revoked_by": string(by), "revoked_at": sqldb.At(at)}))
}

// LiveGrants implements people.AccountStore.
func (s *Store) LiveGrants(ctx context.Context, ids ...people.AccountID) ([]people.Grant, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var vs []grantView
	if err := s.grants(ctx).Where("g.account_id IN ? AND g.live = 1", ids).Order("g.id").Find(&vs).Error; err != nil {
		return nil, err
	}
	out := make([]people.Grant, len(vs))
	for i, v := range vs {
		out[i] = v.in()
	}
	return out, nil
}

package store

import (
	"context"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/proctor/evidence"
)

type holdRow struct {
	ID            string       `gorm:"column:id;primaryKey"`
	SittingID     string       `gorm:"column:sitting_id"`
	RoomID        string       `gorm:"column:room_id"`
	Day           string       `gorm:"column:day"`
	OrgPath       string       `gorm:"column:org_path"`
	Live          int          `gorm:"column:live"`
	Reason        string       `gorm:"column:reason"`
	Document      string       `gorm:"column:document"`
	PlacedAccount string       `gorm:"column:placed_account"`
	PlacedPerson  string       `gorm:"column:placed_person"`
	PlacedName    string       `gorm:"column:placed_name"`
	PlacedAt      sqldb.Millis `gorm:"column:placed_at"`
	AskedAccount  string       `gorm:"column:asked_account"`
	AskedPerson   string       `gorm:"column:asked_person"`
	AskedName     string       `gorm:"column:asked_name"`
	AskedAt       sqldb.Millis `gorm:"column:asked_at"`
	AskedReason   string       `gorm:"column:asked_reason"`
	LiftedAccount string       `gorm:"column:lifted_account"`
	LiftedPerson  string       `gorm:"column:lifted_person"`
	LiftedName    string       `gorm:"column:lifted_name"`
	LiftedAt      sqldb.Millis `gorm:"column:lifted_at"`
	Version       int          `gorm:"column:version"`
}

func (holdRow) TableName() string { return "evidence_hold" }

func person(account, natural, name string, at sqldb.Millis) evidence.Person {
	return evidence.Person{Account: people.AccountID(account), Person: people.PersonID(natural), Name: name, At: at.Time()}
}

func (r holdRow) hold() evidence.Hold {
	return evidence.Hold{ID: r.ID, Sitting: exam.SittingID(r.SittingID), Room: site.RoomID(r.RoomID), Day: actor.Date(r.Day), OrgPath: r.OrgPath, Live: r.Live != 0, Reason: r.Reason, Document: r.Document,
		Placed: person(r.PlacedAccount, r.PlacedPerson, r.PlacedName, r.PlacedAt), Asked: person(r.AskedAccount, r.AskedPerson, r.AskedName, r.AskedAt),
		Why: r.AskedReason, Lifted: person(r.LiftedAccount, r.LiftedPerson, r.LiftedName, r.LiftedAt), Version: r.Version}
}

func fromHold(h evidence.Hold) holdRow {
	r := holdRow{ID: h.ID, SittingID: string(h.Sitting), RoomID: string(h.Room), Day: string(h.Day), OrgPath: h.OrgPath, Reason: h.Reason, Document: h.Document, Version: h.Version,
		PlacedAccount: string(h.Placed.Account), PlacedPerson: string(h.Placed.Person), PlacedName: h.Placed.Name, PlacedAt: sqldb.At(h.Placed.At),
		AskedAccount: string(h.Asked.Account), AskedPerson: string(h.Asked.Person), AskedName: h.Asked.Name, AskedAt: sqldb.At(h.Asked.At), AskedReason: h.Why,
		LiftedAccount: string(h.Lifted.Account), LiftedPerson: string(h.Lifted.Person), LiftedName: h.Lifted.Name, LiftedAt: sqldb.At(h.Lifted.At)}
	if h.Live {
		r.Live = 1
	}
	return r
}

// AddHold implements evidence.OrderStore.
func (s *Store) AddHold(ctx context.Context, h evidence.Hold) error {
	row := fromHold(h)
	return s.db.Conn(ctx).Create(&row).Error
}

// SaveHold implements evidence.OrderStore.
func (s *Store) SaveHold(ctx context.Context, h evidence.Hold) error {
	row := fromHold(h)
	row.Version++
	return s.swap(ctx, &row, row.ID, h.Version)
}

// Hold implements evidence.OrderStore.
func (s *Store) Hold(ctx context.Context, id string) (evidence.Hold, error) {
	r, err := sqldb.First[holdRow](ctx, s.db, "id = ?", id)
	return r.hold(), missing(err)
}

// HoldsOf implements evidence.OrderStore.
func (s *Store) HoldsOf(ctx context.Context, id exam.SittingID) ([]evidence.Hold, error) {
	return sqldb.All(ctx, s.db, holdRow.hold, "id", 0, "sitting_id = ?", string(id))
}

// RoomHolds implements evidence.OrderStore.
func (s *Store) RoomHolds(ctx context.Context, room site.RoomID, from, to actor.Date) ([]evidence.Hold, error) {
	return sqldb.All(ctx, s.db, holdRow.hold, "id", 0, "room_id = ? AND live = 1 AND day >= ? AND day <= ?", string(room), string(from), string(to))
}

// page lists rows of organisations, newest first.
func page[R, T any](ctx context.Context, s *Store, q evidence.Query, conv func(R) T, live string) ([]T, error) {
	where, args := sqldb.Under("org_path", q.Paths)
	if q.Before != "" {
		where, args = where+" AND id < ?", append(args, q.Before)
	}
	if q.Live {
		where += " AND " + live
	}
	return sqldb.All(ctx, s.db, conv, "id DESC", sqldb.Page(q.Limit), where, args...)
}

// Holds implements evidence.OrderStore.
func (s *Store) Holds(ctx context.Context, q evidence.Query) ([]evidence.Hold, error) {
	return page(ctx, s, q, holdRow.hold, "live = 1")
}

type exportRow struct {
	ID             string       `gorm:"column:id;primaryKey"`
	SittingID      string       `gorm:"column:sitting_id"`
	RoomID         string       `gorm:"column:room_id"`
	Day            string       `gorm:"column:day"`
	OrgPath        string       `gorm:"column:org_path"`
	State          string       `gorm:"column:state"`
	Reason         string       `gorm:"column:reason"`
	Document       string       `gorm:"column:document"`
	AskedAccount   string       `gorm:"column:asked_account"`
	AskedPerson    string       `gorm:"column:asked_person"`
	AskedName      string       `gorm:"column:asked_name"`
	AskedAt        sqldb.Millis `gorm:"column:asked_at"`
	DecidedAccount string       `gorm:"column:decided_account"`
	DecidedPerson  string       `gorm:"column:decided_person"`
	DecidedName    string       `gorm:"column:decided_name"`
	DecidedAt      sqldb.Millis `gorm:"column:decided_at"`
	Note           string       `gorm:"column:note"`
	UntilAt        sqldb.Millis `gorm:"column:until_at"`
	Downloads      int          `gorm:"column:downloads"`
	Manifest       string       `gorm:"column:manifest"`
	Version        int          `gorm:"column:version"`
}

func (exportRow) TableName() string { return "evidence_export" }

func (r exportRow) export() evidence.Export {
	return evidence.Export{ID: r.ID, Sitting: exam.SittingID(r.SittingID), Room: site.RoomID(r.RoomID), Day: actor.Date(r.Day), OrgPath: r.OrgPath, State: evidence.ExportState(r.State), Reason: r.Reason, Document: r.Document,
		Asked: person(r.AskedAccount, r.AskedPerson, r.AskedName, r.AskedAt), Decided: person(r.DecidedAccount, r.DecidedPerson, r.DecidedName, r.DecidedAt),
		Note: r.Note, Until: r.UntilAt.Time(), Downloads: r.Downloads, Manifest: r.Manifest, Version: r.Version}
}

func fromExport(e evidence.Export) exportRow {
	return exportRow{ID: e.ID, SittingID: string(e.Sitting), RoomID: string(e.Room), Day: string(e.Day), OrgPath: e.OrgPath, State: string(e.State), Reason: e.Reason, Document: e.Document,
		AskedAccount: string(e.Asked.Account), AskedPerson: string(e.Asked.Person), AskedName: e.Asked.Name, AskedAt: sqldb.At(e.Asked.At),
		DecidedAccount: string(e.Decided.Account), DecidedPerson: string(e.Decided.Person), DecidedName: e.Decided.Name, DecidedAt: sqldb.At(e.Decided.At),
		Note: e.Note, UntilAt: sqldb.At(e.Until), Downloads: e.Downloads, Manifest: e.Manifest, Version: e.Version}
}

// AddExport implements evidence.OrderStore.
func (s *Store) AddExport(ctx context.Context, e evidence.Export) error {
	row := fromExport(e)
	return s.db.Conn(ctx).Create(&row).Error
}

// SaveExport implements evidence.OrderStore.
func (s *Store) SaveExport(ctx context.Context, e evidence.Export) error {
	row := fromExport(e)
	row.Version++
	return s.swap(ctx, &row, row.ID, e.Version)
}

// Export implements evidence.OrderStore.
func (s *Store) Export(ctx context.Context, id string) (evidence.Export, error) {
	r, err := sqldb.First[exportRow](ctx, s.db, "id = ?", id)
	return r.export(), missing(err)
}

// Exports implements evidence.OrderStore.
func (s *Store) Exports(ctx context.Context, q evidence.Query) ([]evidence.Export, error) {
	return page(ctx, s, q, exportRow.export, "state = 'ASKED'")
}

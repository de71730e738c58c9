package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank/assembly"
)

type cutRow struct {
	ID       string       `gorm:"column:id;primaryKey"`
	NodeID   string       `gorm:"column:node_id"`
	RoomID   string       `gorm:"column:room_id"`
	FromAt   sqldb.Millis `gorm:"column:from_at"`
	ToAt     sqldb.Millis `gorm:"column:to_at"`
	Action   string       `gorm:"column:action"`
	ActedAt  sqldb.Millis `gorm:"column:acted_at"`
	Sittings int          `gorm:"column:sittings"`
}

func (cutRow) TableName() string { return "outpost_cut" }

func (r cutRow) cut() outpost.Cut {
	return outpost.Cut{ID: r.ID, Node: outpost.NodeID(r.NodeID), Room: site.RoomID(r.RoomID), From: r.FromAt.Time(), To: r.ToAt.Time(),
		Action: site.Then(r.Action), ActedAt: r.ActedAt.Time(), Sittings: r.Sittings}
}

// OpenCut implements outpost.CutStore and outpost.AloneStore.
func (s *Store) OpenCut(ctx context.Context, n outpost.NodeID) (outpost.Cut, error) {
	var r cutRow
	err := s.db.Conn(ctx).Where("node_id = ? AND to_at = 0", string(n)).Order("from_at DESC").Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return outpost.Cut{}, nil
	}
	return r.cut(), err
}

// SaveCut implements outpost.CutStore and outpost.AloneStore.
func (s *Store) SaveCut(ctx context.Context, c outpost.Cut) error {
	return s.db.Conn(ctx).Save(&cutRow{ID: c.ID, NodeID: string(c.Node), RoomID: string(c.Room), FromAt: sqldb.At(c.From), ToAt: sqldb.At(c.To),
		Action: string(c.Action), ActedAt: sqldb.At(c.ActedAt), Sittings: c.Sittings}).Error
}

// CutsSince implements outpost.CutStore.
func (s *Store) CutsSince(ctx context.Context, n outpost.NodeID, since time.Time) ([]outpost.Cut, error) {
	var rows []cutRow
	err := s.db.Conn(ctx).Where("node_id = ? AND (to_at = 0 OR to_at >= ?)", string(n), sqldb.At(since)).Order("from_at").Limit(500).Find(&rows).Error
	out := make([]outpost.Cut, len(rows))
	for i, r := range rows {
		out[i] = r.cut()
	}
	return out, err
}

// SetGap implements outpost.CutStore.
func (s *Store) SetGap(ctx context.Context, n outpost.NodeID, gap string) error {
	return s.db.Conn(ctx).Exec("UPDATE outpost_node SET gap_id = ? WHERE id = ?", gap, string(n)).Error
}

// LiveNodes implements outpost.CutStore.
func (s *Store) LiveNodes(ctx context.Context) ([]outpost.Node, error) {
	var rows []nodeRow
	err := s.db.Conn(ctx).Where("revoked_at = 0").Order("id").Limit(5000).Find(&rows).Error
	out := make([]outpost.Node, len(rows))
	for i, r := range rows {
		out[i] = r.node()
	}
	return out, err
}

// Loads implements outpost.CutStore.
func (s *Store) Loads(ctx context.Context) (map[outpost.NodeID]outpost.Load, error) {
	var rows []struct {
		NodeID string
		Away   int
		Open   int
	}
	err := s.db.Conn(ctx).Raw(`SELECT node_id, SUM(away) AS away, SUM(open) AS open FROM (
		SELECT node_id, 1 AS away, 0 AS open FROM outpost_hold WHERE closed_at = 0
		UNION ALL SELECT node_id, 0 AS away, 1 AS open FROM outpost_evidence WHERE decided_at = 0) x GROUP BY node_id`).Scan(&rows).Error
	out := map[outpost.NodeID]outpost.Load{}
	for _, r := range rows {
		out[outpost.NodeID(r.NodeID)] = outpost.Load{Away: r.Away, Undecided: r.Open}
	}
	return out, err
}

type callRow struct {
	ID       string       `gorm:"column:id;primaryKey"`
	CutID    string       `gorm:"column:cut_id"`
	NodeID   string       `gorm:"column:node_id"`
	RoomID   string       `gorm:"column:room_id"`
	Name     string       `gorm:"column:name"`
	Phone    string       `gorm:"column:phone"`
	CalledAt sqldb.Millis `gorm:"column:called_at"`
	Outcome  string       `gorm:"column:outcome"`
	Detail   string       `gorm:"column:detail"`
	ToldAt   sqldb.Millis `gorm:"column:told_at"`
}

func (callRow) TableName() string { return "outpost_call" }

// SaveCall implements outpost.CutStore and outpost.AloneStore.
func (s *Store) SaveCall(ctx context.Context, c outpost.Call) error {
	return s.db.Conn(ctx).Save(&callRow{ID: c.ID, CutID: c.Cut, NodeID: string(c.Node), RoomID: string(c.Room), Name: c.Name, Phone: c.Phone,
		CalledAt: sqldb.At(c.At), Outcome: string(c.Outcome), Detail: c.Detail, ToldAt: sqldb.At(c.ToldAt)}).Error
}

func (s *Store) calls(q *gorm.DB) ([]outpost.Call, error) {
	var rows []callRow
	err := q.Find(&rows).Error
	out := make([]outpost.Call, len(rows))
	for i, r := range rows {
		out[i] = outpost.Call{ID: r.ID, Cut: r.CutID, Node: outpost.NodeID(r.NodeID), Room: site.RoomID(r.RoomID), Name: r.Name, Phone: r.Phone,
			At: r.CalledAt.Time(), Outcome: outpost.Outcome(r.Outcome), Detail: r.Detail, ToldAt: r.ToldAt.Time()}
	}
	return out, err
}

// CallsIn implements outpost.CutStore.
func (s *Store) CallsIn(ctx context.Context, room site.RoomID) ([]outpost.Call, error) {
	return s.calls(s.db.Conn(ctx).Where("room_id = ?", string(room)).Order("called_at DESC, id DESC").Limit(200))
}

// CallsOf implements outpost.AloneStore.
func (s *Store) CallsOf(ctx context.Context, cut string) ([]outpost.Call, error) {
	return s.calls(s.db.Conn(ctx).Where("cut_id = ?", cut).Order("called_at, id"))
}

// Untold implements outpost.AloneStore. A call that is under way is told when its outcome is known.
func (s *Store) Untold(ctx context.Context) ([]outpost.Call, error) {
	return s.calls(s.db.Conn(ctx).Where("told_at = 0 AND outcome <> 'CALLING'").Order("called_at, id").Limit(50))
}

type standingRow struct {
	RoomID string `gorm:"column:room_id;primaryKey"`
	Body   string `gorm:"column:body"`
}

func (standingRow) TableName() string { return "outpost_standing" }

// Standing implements outpost.AloneStore.
func (s *Store) Standing(ctx context.Context) (site.RoomID, outpost.Standing, error) {
	var r standingRow
	var out outpost.Standing
	err := s.db.Conn(ctx).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return "", out, nil
	}
	if err != nil {
		return "", out, err
	}
	return site.RoomID(r.RoomID), out, json.Unmarshal([]byte(r.Body), &out)
}

// SetStanding implements outpost.AloneStore.
func (s *Store) SetStanding(ctx context.Context, room site.RoomID, st outpost.Standing) error {
	body, err := json.Marshal(st)
	if err != nil {
		return err
	}
	var r standingRow
	err = s.db.Conn(ctx).Take(&r).Error
	if err == nil && r.RoomID == string(room) && r.Body == string(body) {
		return nil
	}
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return err
	}
	if err := s.db.Conn(ctx).Exec("DELETE FROM outpost_standing").Error; err != nil {
		return err
	}
	return s.db.Conn(ctx).Create(&standingRow{string(room), string(body)}).Error
}

type stockRow struct {
	ReleaseID string `gorm:"column:release_id;primaryKey"`
	VersionID string `gorm:"column:version_id;primaryKey"`
	Sealed    string `gorm:"column:sealed"`
}

func (stockRow) TableName() string { return "outpost_stock" }

// AddStock implements outpost.StockStore.
func (s *Store) AddStock(ctx context.Context, p outpost.StockPart) error {
	rows := make([]stockRow, len(p.Items))
	for i, x := range p.Items {
		rows[i] = stockRow{string(p.Release), string(x.Version), base64.StdEncoding.EncodeToString(x.Sealed)}
	}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, 100).Error
}

// Stock implements outpost.StockStore.
func (s *Store) Stock(ctx context.Context) ([]outpost.StockMark, error) {
	var out []outpost.StockMark
	err := s.db.Conn(ctx).Raw("SELECT release_id AS `release`, COUNT(*) AS have FROM outpost_stock GROUP BY release_id ORDER BY release_id").Scan(&out).Error
	return out, err
}

// Stocked implements outpost.StockStore.
func (s *Store) Stocked(ctx context.Context, r assembly.ReleaseID, v []assembly.VersionID) (map[assembly.VersionID][]byte, error) {
	var rows []stockRow
	if err := s.db.Conn(ctx).Where("release_id = ? AND version_id IN ?", string(r), v).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := map[assembly.VersionID][]byte{}
	for _, x := range rows {
		sealed, err := base64.StdEncoding.DecodeString(x.Sealed)
		if err != nil {
			continue // as if it were not there
		}
		out[assembly.VersionID(x.VersionID)] = sealed
	}
	return out, nil
}

// DropStock implements outpost.StockStore.
func (s *Store) DropStock(ctx context.Context, r assembly.ReleaseID) error {
	return s.db.Conn(ctx).Exec("DELETE FROM outpost_stock WHERE release_id = ?", string(r)).Error
}

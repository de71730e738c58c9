package store

import (
	"context"
	"encoding/base64"
	"errors"
	"time"

	"gorm.io/gorm"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/outpost"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
	"github.com/suikao/suikao/internal/sqldb"
)

// Store implements every store of package outpost on one database.
type Store struct{ db *sqldb.DB }

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements outpost.Store.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

type nodeRow struct {
	ID         string       `gorm:"column:id;primaryKey"`
	RoomID     string       `gorm:"column:room_id"`
	OrgPath    string       `gorm:"column:org_path"`
	Name       string       `gorm:"column:name"`
	SignKey    []byte       `gorm:"column:sign_key"`
	BoxKey     []byte       `gorm:"column:box_key"`
	Serial     int64        `gorm:"column:serial"`
	EnrolledAt sqldb.Millis `gorm:"column:enrolled_at"`
	SeenAt     sqldb.Millis `gorm:"column:seen_at"`
	RevokedAt  sqldb.Millis `gorm:"column:revoked_at"`
	Version    string       `gorm:"column:version"`
	Seats      int          `gorm:"column:seats"`
	Booked     int          `gorm:"column:booked"`
	Prepared   int          `gorm:"column:prepared"`
	GapID      string       `gorm:"column:gap_id"`
	Single     sqldb.Millis `gorm:"column:single_since"`
}

func (nodeRow) TableName() string { return "outpost_node" }

func (r nodeRow) node() outpost.Node {
	return outpost.Node{ID: outpost.NodeID(r.ID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath, Name: r.Name, SignKey: r.SignKey, BoxKey: r.BoxKey,
		EnrolledAt: r.EnrolledAt.Time(), SeenAt: r.SeenAt.Time(), RevokedAt: r.RevokedAt.Time(), Gap: r.GapID,
		Beat: outpost.Beat{Serial: r.Serial, At: r.SeenAt.Time(), Version: r.Version, Seats: r.Seats, Booked: r.Booked, Prepared: r.Prepared, Single: r.Single.Time()}}
}

// AddNode implements outpost.Store.
func (s *Store) AddNode(ctx context.Context, n outpost.Node) error {
	return s.db.Conn(ctx).Save(&nodeRow{ID: string(n.ID), RoomID: string(n.Room), OrgPath: n.OrgPath, Name: n.Name, SignKey: n.SignKey, BoxKey: n.BoxKey,
		Serial: n.Beat.Serial, GapID: n.Gap, EnrolledAt: sqldb.At(n.EnrolledAt), SeenAt: sqldb.At(n.SeenAt), RevokedAt: sqldb.At(n.RevokedAt)}).Error
}

func (s *Store) oneNode(ctx context.Context, where string, arg any) (outpost.Node, error) {
	var r nodeRow
	err := s.db.Conn(ctx).Where(where, arg).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return outpost.Node{}, outpost.ErrUnknownNode
	}
	return r.node(), err
}

// NodeByKey implements outpost.Store.
func (s *Store) NodeByKey(ctx context.Context, key []byte) (outpost.Node, error) {
	return s.oneNode(ctx, "sign_key = ?", key)
}

// Node implements outpost.Store.
func (s *Store) Node(ctx context.Context, id outpost.NodeID) (outpost.Node, error) {
	return s.oneNode(ctx, "id = ?", string(id))
}

// Heard implements outpost.Store.
func (s *Store) Heard(ctx context.Context, id outpost.NodeID, b outpost.Beat) error {
	res := s.db.Conn(ctx).Exec("UPDATE outpost_node SET serial = ?, seen_at = ?, version = ?, seats = ?, booked = ?, prepared = ?, single_since = ? WHERE id = ? AND serial < ? AND revoked_at = 0",
		b.Serial, sqldb.At(b.At), b.Version, b.Seats, b.Booked, b.Prepared, sqldb.At(b.Single), string(id), b.Serial)
	if res.Error == nil && res.RowsAffected == 0 {
		return outpost.ErrSerial
	}
	return res.Error
}

// RevokeNode implements outpost.Store.
func (s *Store) RevokeNode(ctx context.Context, id outpost.NodeID, at time.Time) error {
	return s.db.Conn(ctx).Exec("UPDATE outpost_node SET revoked_at = ? WHERE id = ? AND revoked_at = 0", sqldb.At(at), string(id)).Error
}

// Nodes implements outpost.Store.
func (s *Store) Nodes(ctx context.Context, room site.RoomID) ([]outpost.Node, error) {
	var rows []nodeRow
	err := s.db.Conn(ctx).Where("room_id = ?", string(room)).Order("enrolled_at DESC, id DESC").Limit(100).Find(&rows).Error
	out := make([]outpost.Node, len(rows))
	for i, r := range rows {
		out[i] = r.node()
	}
	return out, err
}

type holdRow struct {
	SittingID  string       `gorm:"column:sitting_id;primaryKey"`
	NodeID     string       `gorm:"column:node_id"`
	FirstNode  string       `gorm:"column:first_node"`
	RoomID     string       `gorm:"column:room_id"`
	SeatID     string       `gorm:"column:seat_id"`
	OrgPath    string       `gorm:"column:org_path"`
	Epoch      int64        `gorm:"column:epoch"`
	Place      int64        `gorm:"column:place"`
	NotAfter   sqldb.Millis `gorm:"column:not_after"`
	HandedAt   sqldb.Millis `gorm:"column:handed_at"`
	RecallAt   sqldb.Millis `gorm:"column:recall_at"`
	RecallBy   string       `gorm:"column:recall_by"`
	RecallName string       `gorm:"column:recall_name"`
	RecallWhy  string       `gorm:"column:recall_why"`
	ClosedAt   sqldb.Millis `gorm:"column:closed_at"`
	How        string       `gorm:"column:how"`
}

func (holdRow) TableName() string { return "outpost_hold" }

func (r holdRow) hold() outpost.Hold {
	return outpost.Hold{Sitting: exam.SittingID(r.SittingID), Node: outpost.NodeID(r.NodeID), First: outpost.NodeID(r.FirstNode), Seat: site.SeatID(r.SeatID), Room: site.RoomID(r.RoomID), OrgPath: r.OrgPath,
		Epoch: r.Epoch, Place: r.Place, NotAfter: r.NotAfter.Time(), HandedAt: r.HandedAt.Time(), RecallAt: r.RecallAt.Time(),
		RecallBy: people.AccountID(r.RecallBy), RecallName: r.RecallName, RecallWhy: r.RecallWhy, ClosedAt: r.ClosedAt.Time(), How: r.How}
}

// AddHold implements outpost.Store.
func (s *Store) AddHold(ctx context.Context, h outpost.Hold) error {
	err := s.db.Conn(ctx).Create(&holdRow{SittingID: string(h.Sitting), NodeID: string(h.Node), FirstNode: string(h.First), SeatID: string(h.Seat), RoomID: string(h.Room), OrgPath: h.OrgPath,
		Epoch: h.Epoch, Place: h.Place, NotAfter: sqldb.At(h.NotAfter), HandedAt: sqldb.At(h.HandedAt)}).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return outpost.ErrClosed
	}
	return err
}

// Hold implements outpost.Store.
func (s *Store) Hold(ctx context.Context, id exam.SittingID) (outpost.Hold, error) {
	var r holdRow
	err := s.db.Conn(ctx).Where("sitting_id = ?", string(id)).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return outpost.Hold{}, outpost.ErrNoHold
	}
	return r.hold(), err
}

// SetHold implements outpost.Store.
func (s *Store) SetHold(ctx context.Context, h outpost.Hold) error {
	res := s.db.Conn(ctx).Model(&holdRow{}).Where("sitting_id = ? AND closed_at = 0", string(h.Sitting)).Updates(map[string]any{
		"recall_at": sqldb.At(h.RecallAt), "recall_by": string(h.RecallBy), "recall_name": h.RecallName, "recall_why": h.RecallWhy,
		"closed_at": sqldb.At(h.ClosedAt), "how": h.How})
	if res.Error == nil && res.RowsAffected == 0 {
		return outpost.ErrClosed
	}
	return res.Error
}

// MoveHold implements outpost.Store.
func (s *Store) MoveHold(ctx context.Context, id exam.SittingID, from, to outpost.NodeID) error {
	res := s.db.Conn(ctx).Exec("UPDATE outpost_hold SET node_id = ? WHERE sitting_id = ? AND node_id = ? AND closed_at = 0", string(to), string(id), string(from))
	if res.Error == nil && res.RowsAffected == 0 {
		return outpost.ErrClosed
	}
	return res.Error
}

func (s *Store) holds(q *gorm.DB) ([]outpost.Hold, error) {
	var rows []holdRow
	err := q.Limit(500).Find(&rows).Error
	out := make([]outpost.Hold, len(rows))
	for i, r := range rows {
		out[i] = r.hold()
	}
	return out, err
}

// OpenHolds implements outpost.Store.
func (s *Store) OpenHolds(ctx context.Context, n outpost.NodeID) ([]outpost.Hold, error) {
	return s.holds(s.db.Conn(ctx).Where("node_id = ? AND closed_at = 0", string(n)).Order("sitting_id"))
}

// Holds implements outpost.Store.
func (s *Store) Holds(ctx context.Context, room site.RoomID, since time.Time) ([]outpost.Hold, error) {
	return s.holds(s.db.Conn(ctx).Where("room_id = ? AND handed_at >= ?", string(room), sqldb.At(since)).Order("handed_at DESC, sitting_id DESC"))
}

type evidenceRow struct {
	ID          string       `gorm:"column:id;primaryKey"`
	SittingID   string       `gorm:"column:sitting_id"`
	NodeID      string       `gorm:"column:node_id"`
	RoomID      string       `gorm:"column:room_id"`
	OrgPath     string       `gorm:"column:org_path"`
	Digest      string       `gorm:"column:digest"`
	Code        string       `gorm:"column:code"`
	Why         string       `gorm:"column:why"`
	Statement   string       `gorm:"column:statement"`
	Signature   []byte       `gorm:"column:signature"`
	ReceivedAt  sqldb.Millis `gorm:"column:received_at"`
	DecidedAt   sqldb.Millis `gorm:"column:decided_at"`
	DecidedBy   string       `gorm:"column:decided_by"`
	DecidedName string       `gorm:"column:decided_name"`
	Decision    string       `gorm:"column:decision"`
}

func (evidenceRow) TableName() string { return "outpost_evidence" }

func (r evidenceRow) evidence() (outpost.Evidence, error) {
	raw, err := base64.StdEncoding.DecodeString(r.Statement)
	return outpost.Evidence{ID: outpost.EvidenceID(r.ID), Sitting: exam.SittingID(r.SittingID), Node: outpost.NodeID(r.NodeID), Room: site.RoomID(r.RoomID),
		OrgPath: r.OrgPath, Digest: r.Digest, Code: r.Code, Why: r.Why, Statement: raw, Signature: r.Signature, ReceivedAt: r.ReceivedAt.Time(),
		DecidedAt: r.DecidedAt.Time(), DecidedBy: people.AccountID(r.DecidedBy), DecidedName: r.DecidedName, Decision: r.Decision}, err
}

// AddEvidence implements outpost.EvidenceStore.
func (s *Store) AddEvidence(ctx context.Context, e outpost.Evidence) (bool, error) {
	var n int64
	if err := s.db.Conn(ctx).Model(&evidenceRow{}).Where("sitting_id = ? AND digest = ?", string(e.Sitting), e.Digest).Count(&n).Error; err != nil || n > 0 {
		return false, err
	}
	return true, s.db.Conn(ctx).Create(&evidenceRow{ID: string(e.ID), SittingID: string(e.Sitting), NodeID: string(e.Node), RoomID: string(e.Room),
		OrgPath: e.OrgPath, Digest: e.Digest, Code: e.Code, Why: e.Why, Statement: base64.StdEncoding.EncodeToString(e.Statement),
		Signature: e.Signature, ReceivedAt: sqldb.At(e.ReceivedAt)}).Error
}

// Evidence implements outpost.EvidenceStore.
func (s *Store) Evidence(ctx context.Context, id outpost.EvidenceID) (outpost.Evidence, error) {
	var r evidenceRow
	err := s.db.Conn(ctx).Where("id = ?", string(id)).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return outpost.Evidence{}, outpost.ErrNoEvidence
	}
	if err != nil {
		return outpost.Evidence{}, err
	}
	return r.evidence()
}

// EvidenceIn implements outpost.EvidenceStore.
func (s *Store) EvidenceIn(ctx context.Context, room site.RoomID) ([]outpost.Evidence, error) {
	return evidences(s.db.Conn(ctx).Where("room_id = ?", string(room)).Order("received_at DESC, id DESC"))
}

// UndecidedOf implements outpost.EvidenceStore.
func (s *Store) UndecidedOf(ctx context.Context, id exam.SittingID) ([]outpost.Evidence, error) {
	return evidences(s.db.Conn(ctx).Where("sitting_id = ? AND decided_at = 0", string(id)).Order("received_at, id"))
}

// evidences reads at most 200 rows.
func evidences(q *gorm.DB) ([]outpost.Evidence, error) {
	var rows []evidenceRow
	if err := q.Limit(200).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]outpost.Evidence, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = r.evidence(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Decide implements outpost.EvidenceStore.
func (s *Store) Decide(ctx context.Context, e outpost.Evidence) error {
	res := s.db.Conn(ctx).Model(&evidenceRow{}).Where("id = ? AND decided_at = 0", string(e.ID)).Updates(map[string]any{
		"decided_at": sqldb.At(e.DecidedAt), "decided_by": string(e.DecidedBy), "decided_name": e.DecidedName, "decision": e.Decision})
	if res.Error == nil && res.RowsAffected == 0 {
		return outpost.ErrDecided
	}
	return res.Error
}

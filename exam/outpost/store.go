package outpost

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/exam/site"
)

// Typed identifiers of this package; each is an actor.NewID.
type (
	NodeID     string
	EvidenceID string
)

// Node is an enrolled room node.
type Node struct {
	ID         NodeID
	Room       site.RoomID
	OrgPath    string
	Name       string
	SignKey    []byte
	BoxKey     []byte
	EnrolledAt time.Time
	SeenAt     time.Time
	RevokedAt  time.Time
	Beat       Beat   // as last heard
	Gap        string // interval without supervision that its present silence opened; empty: none
}

// How a hold ended.
const (
	ByReturn   = "RETURNED" // the paper was handed in at the node
	ByRelease  = "RELEASED" // the sitting goes on at the centre, with everything the node wrote
	ByCallBack = "CALLED_BACK"
)

// Hold is a sitting that was handed over, once.
type Hold struct {
	Sitting  exam.SittingID
	Node     NodeID
	First    NodeID // to which it was handed; another one after a take-over
	Room     site.RoomID
	Seat     site.SeatID // at the hand-over; empty for what was handed over before that was noted
	OrgPath  string
	Epoch    int64
	Place    int64 // of the journal's end at the hand-over
	NotAfter time.Time
	HandedAt time.Time

	RecallAt   time.Time // staff asked for it; zero: nobody did
	RecallBy   people.AccountID
	RecallName string
	RecallWhy  string

	ClosedAt time.Time // zero while the node holds it
	How      string
}

// Evidence is a statement that could not be applied to a sitting, as it came.
type Evidence struct {
	ID          EvidenceID
	Sitting     exam.SittingID
	Node        NodeID
	Room        site.RoomID
	OrgPath     string
	Digest      string // hex SHA-256 of the return
	Code        string
	Why         string
	Statement   []byte
	Signature   []byte
	ReceivedAt  time.Time
	DecidedAt   time.Time
	DecidedBy   people.AccountID
	DecidedName string
	Decision    string
}

// Store keeps what the centre knows of room nodes. Every method joins the transaction of the context.
type Store interface {
	// InTx runs fn in one transaction; a deadlock runs it again.
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// AddNode adds a node, or writes one with the same id anew.
	AddNode(ctx context.Context, n Node) error
	// NodeByKey returns the node with a signing key or ErrUnknownNode.
	NodeByKey(ctx context.Context, key []byte) (Node, error)
	// Node returns one node or ErrUnknownNode.
	Node(ctx context.Context, id NodeID) (Node, error)
	// Heard notes a statement; ErrSerial unless its serial is newer than the last.
	Heard(ctx context.Context, id NodeID, b Beat) error
	// RevokeNode ends a node.
	RevokeNode(ctx context.Context, id NodeID, at time.Time) error
	// Nodes lists the nodes of a room, newest first.
	Nodes(ctx context.Context, room site.RoomID) ([]Node, error)
	// AddHold adds a hold; ErrClosed when the sitting was handed over before.
	AddHold(ctx context.Context, h Hold) error
	// Hold returns the hold of a sitting or ErrNoHold.
	Hold(ctx context.Context, id exam.SittingID) (Hold, error)
	// MoveHold notes that another node of the room has taken an open hold over; ErrClosed when it is not open at from.
	MoveHold(ctx context.Context, id exam.SittingID, from, to NodeID) error
	// SetHold writes recall and end of a hold that is open; ErrClosed otherwise.
	SetHold(ctx context.Context, h Hold) error
	// OpenHolds lists what a node holds.
	OpenHolds(ctx context.Context, n NodeID) ([]Hold, error)
	// Holds lists the holds of a room handed over at or after since, newest first, at most 500.
	Holds(ctx context.Context, room site.RoomID, since time.Time) ([]Hold, error)
}

// EvidenceStore keeps what could not be applied. Every method joins the transaction of the context.
type EvidenceStore interface {
	// AddEvidence keeps e; false when the same was kept before.
	AddEvidence(ctx context.Context, e Evidence) (bool, error)
	// Evidence returns one or ErrNoEvidence.
	Evidence(ctx context.Context, id EvidenceID) (Evidence, error)
	// EvidenceIn lists the evidence of a room, newest first, at most 200.
	EvidenceIn(ctx context.Context, room site.RoomID) ([]Evidence, error)
	// UndecidedOf lists the evidence of a sitting without a decision, oldest first.
	UndecidedOf(ctx context.Context, id exam.SittingID) ([]Evidence, error)
	// Decide writes a decision once; ErrDecided otherwise.
	Decide(ctx context.Context, e Evidence) error
}

// Charge is a sitting in the care of this room node.
type Charge struct {
	Sitting  exam.SittingID
	Seat     site.SeatID
	Room     site.RoomID
	Epoch    int64
	Sealed   []byte
	NotAfter time.Time
	Attempts int
	Card     exam.Card
	Reported int64 // place up to which the centre has the journal
	Took     bool  // taken over from the other node of the room
	Orphan   bool  // taken over by the other node, which lacks some of its journal
	ClosedAt time.Time
}

// PostStore keeps what the room node knows. Every method joins the transaction of the context.
type PostStore interface {
	// InTx runs fn in one transaction.
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// AddCharge adds a charge.
	AddCharge(ctx context.Context, c Charge) error
	// Charges lists what is not closed.
	Charges(ctx context.Context) ([]Charge, error)
	// Charge returns one, closed or not, or ErrNoHold.
	Charge(ctx context.Context, id exam.SittingID) (Charge, error)
	// ChargeAt returns the newest open charge at a seat or ErrNoHold.
	ChargeAt(ctx context.Context, seat site.SeatID) (Charge, error)
	// Reported notes how far the centre has a journal.
	Reported(ctx context.Context, id exam.SittingID, place int64) error
	// CloseCharge notes that the centre has everything and lets the paper go; the journal stays.
	CloseCharge(ctx context.Context, id exam.SittingID, at time.Time) error
	// SetSeats replaces the known seat terminals.
	SetSeats(ctx context.Context, room site.RoomID, seats []SeatToken) error
	// SeatByToken returns the terminal with a token hash, and its room, or ErrNoHold.
	SeatByToken(ctx context.Context, hash []byte) (SeatToken, site.RoomID, error)
}

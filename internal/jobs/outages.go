package jobs

import (
	"context"

	"github.com/suikao/suikao/internal/sqldb"
)

// ServerDown is the cause of an outage in which no node served.
const ServerDown = "SERVER_DOWN"

type outageRow struct {
	ID       string       `gorm:"column:id;primaryKey"`
	Cause    string       `gorm:"column:cause"`
	Scope    string       `gorm:"column:scope"`
	From     sqldb.Millis `gorm:"column:from_at"`
	To       sqldb.Millis `gorm:"column:to_at"`
	Evidence string       `gorm:"column:evidence"`
	Settled  sqldb.Millis `gorm:"column:settled_at"`
}

func (outageRow) TableName() string { return "outage" }

// Unsettled returns the outages whose consequences nobody has drawn yet, the oldest first.
func (n *Nodes) Unsettled(ctx context.Context) ([]Outage, error) {
	var rows []outageRow
	if err := n.db.Conn(ctx).Where("settled_at = 0").Order("from_at, id").Limit(100).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]Outage, len(rows))
	for i, r := range rows {
		out[i] = Outage{ID: r.ID, Cause: r.Cause, Scope: r.Scope, From: r.From.Time(), To: r.To.Time(), Evidence: r.Evidence}
	}
	return out, nil
}

// Settle notes that the consequences of an outage are drawn. It joins the transaction of the context.
func (n *Nodes) Settle(ctx context.Context, id string) error {
	return n.db.Conn(ctx).Model(&outageRow{}).Where("id = ? AND settled_at = 0", id).Update("settled_at", sqldb.At(n.clock())).Error
}

package store

import (
	"context"
	"time"

	"github.com/suikao/suikao/exam"
	"github.com/suikao/suikao/internal/sqldb"
)

// Decided lists the results of FORMAL sittings that were released or made void after a moment and id, in the order of their
// decision, at most limit.
func (s *Store) Decided(ctx context.Context, after time.Time, id exam.ResultID, limit int) ([]exam.Result, error) {
	at := sqldb.At(after)
	return results(s.db.Conn(ctx).Where("state IN ? AND kind = ? AND (decided_at > ? OR decided_at = ? AND id > ?)",
		[]string{string(exam.Released), string(exam.ResultVoided)}, string(exam.Formal), at, at, string(id)).Order("decided_at, id").Limit(limit))
}

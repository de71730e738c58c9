package sqldb_test

import (
	"context"
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
)

// A transaction that waited for a row sees what the one before it has committed.
func TestTransactionsReadWhatIsCommitted(t *testing.T) {
	db := raw(t, sqldb.MySQL)
	for range 3 {
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			var name, level string
			return db.Query(ctx, func(scan func(...any) error) error {
				if err := scan(&name, &level); err != nil {
					return err
				}
				if level != "READ-COMMITTED" {
					t.Errorf("%s is %s", name, level)
				}
				return nil
			}, "SHOW VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')")
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

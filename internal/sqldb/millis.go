package sqldb

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Millis is a time as stored: milliseconds since 1970 UTC; 0 stands for "not set". Rows use it for every instant.
type Millis int64

// At cuts t to milliseconds. The zero time becomes 0.
func At(t time.Time) Millis {
	if t.IsZero() {
		return 0
	}
	return Millis(t.UnixMilli())
}

// Time returns the instant in UTC; the zero time for 0.
func (m Millis) Time() time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(m)).UTC()
}

// Value implements driver.Valuer.
func (m Millis) Value() (driver.Value, error) { return int64(m), nil }

// Scan implements sql.Scanner; NULL becomes 0.
func (m *Millis) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		*m = 0
	case int64:
		*m = Millis(x)
	default:
		return fmt.Errorf("millis: unexpected %T", v)
	}
	return nil
}

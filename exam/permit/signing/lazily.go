package signing

import (
	"sync"
	"time"

	"github.com/suikao/suikao/internal/cose"
)

// lazily keeps keys for some seconds.
type lazily struct {
	mu   sync.Mutex
	keys *cose.Keys
	at   time.Time
}

func (l *lazily) get(now time.Time, do func() (*cose.Keys, error)) (*cose.Keys, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if age := now.Sub(l.at); l.keys != nil && age >= 0 && age < 10*time.Second {
		return l.keys, nil
	}
	k, err := do()
	if err == nil {
		l.keys, l.at = k, now
	}
	return k, err
}

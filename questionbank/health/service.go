package health

import (
	"context"
	"log/slog"
	"strings"
	"unicode/utf8"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/questionbank"
)

// Deps is what a Service needs. One health/store.Store serves as all the stores.
type Deps struct {
	Tx          Tx
	Sheets      Sheets
	Items       Items
	Quarantines Quarantines
	Suspicions  Suspicions
	Banks       Banks
	Sittings    Sittings
	Audit       actor.Auditor
	Outbox      actor.Outbox
	Clock       actor.Clock
	Log         *slog.Logger
	Workers     int // of the nightly estimation; 1 where none is named
}

// Service collects answers and keeps quarantines. It is safe for concurrent use.
type Service struct{ d Deps }

// New returns the service.
func New(d Deps) *Service { return &Service{d} }

// TopicQuarantine is the topic of events about quarantines; the body names id, bank and its path, version, state, the owner's account and
// person, and the person who proposed; the last three are empty where there is none.
const TopicQuarantine = "questionbank.quarantine"

// reasoned cleans a reason and demands one.
func reasoned(reason string) (string, error) {
	if e := actor.CheckText(reason); e != nil {
		return "", e.At("reason")
	}
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); n < 2 || n > 500 {
		return "", ErrReason.At("reason")
	}
	return reason, nil
}

func (s *Service) record(ctx context.Context, b questionbank.Bank, verb, object string, detail map[string]string) error {
	return s.d.Audit.Record(ctx, actor.Entry{Verb: "bank." + verb, Object: object, Path: b.Path, Detail: detail})
}

package actor

import (
	"context"
	"time"
)

// Entry is one act on the audit trail. Detail holds short plain facts, never personal numbers, answers or secrets.
type Entry struct {
	Verb   string            // what was done, "exam_application.approve"
	Object string            // what it was done to, "kind:id"
	Path   string            // organisation path the object belongs to; "/" where none
	Detail map[string]string // changed facts, reasons, both names at a counter
}

// Auditor writes entries in the caller's transaction, stamped with the context's actor and time. An act whose entry
// cannot be written fails.
type Auditor interface {
	Record(ctx context.Context, e Entry) error
}

// Event is something that happened and that others may want to know. It is stored in the caller's transaction and
// delivered at least once after commit; receivers are idempotent.
type Event struct {
	ID    string // given by the outbox; set when a receiver gets it, the same every time it comes again
	Topic string // "sitting.submitted"
	Key   string // id of the thing; events of one key are delivered in order
	Body  []byte // JSON
}

// Outbox stores events in the caller's transaction.
type Outbox interface {
	Emit(ctx context.Context, e Event) error
}

// Clock tells the time. Production uses time.Now; tests move it.
type Clock func() time.Time

// Package actor says who acts and when: the actor in the context with its rights, the clock, identifiers, civil dates,
// and the shapes of audit entries and events that domain packages hand to the writers in internal/audit and internal/jobs.
//
// Why (2026-11-21): domain packages may not import storage, so the types they need for the trail and the outbox stand
// here without any dependency; roles are plain strings to this package, their meaning belongs to exam/people.
package actor

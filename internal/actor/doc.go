// Package actor says who acts and when: the actor in the context with its rights, the clock, identifiers, civil dates,
// and the shapes of audit entries and events that domain packages hand to the writers in internal/audit and internal/jobs.
// It also holds the two checks that what an actor types must pass everywhere: CheckLine and CheckText for hidden
// characters, CheckDay for days out of any sensible range.
//
// Why (2026-11-21): domain packages may not import storage, so the types they need for the trail and the outbox stand
// here without any dependency but internal/fault; roles are plain strings to this package, their meaning belongs to exam/people.
//
// Why hidden characters are refused and not dropped (2026-11-22): a remark or a room code is evidence. What is stored must
// be what the writer saw and what every later reader sees; a direction override turns one into the other on screen, and
// dropping it silently would store what nobody wrote. Names and numbers alone are cleaned (exam/people/identity), because
// a pasted zero-width space must not hide that two records are one person.
package actor

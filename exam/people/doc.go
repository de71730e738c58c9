// Package people knows who is who: persons and their documents, organisations and who works for them, staff accounts and
// their roles, and candidates' accounts.
//
// Three services share one Deps: Service (persons, organisations, employments, photos), Accounts (staff) and Candidates (the
// person's own account). All write through one store transaction with an audit entry.
//
// Rights. Methods that take an actor from the context check them here, not only at the HTTP edge: what lies outside the
// actor's subtree is ErrNotFound when read and ErrForbidden when acted on. The plain readers Person, PersonByDocument,
// Employer and Org are for other contexts of this program, check nothing, and must not be answered to a browser as is.
//
// Beside it stand, imported by it: identity (documents, numbers, names), photo (what a document photo must be), guard
// (one-time codes, locks, passwords); and importing it: notice (texts people confirm), terminal (enrolled gates and seats),
// roster (import of persons). One world of tests serves them all and stands here.
//
// Libraries: none beyond the standard library.
//
// Why grants hold no path (2026-11-21): rights are read with the organisations at every request, so a revoked grant or a
// moved organisation counts from the next request on, without logging anybody out.
//
// Why a phone number may stand at several persons (2026-11-21): couples share phones, and numbers are given to new owners. A
// phone number that stands at several accounts is refused as a login name only after the caller has proved possession.
package people

// Package fault is the closed list of failure kinds and the form in which every failure travels: a stable code, the
// text for the user in Chinese and English, the wrong fields, and a cause for the log.
//
// Why (2026-11-21): codes and both texts stand where the failure is declared, so that no page, log or interface can
// disagree about what a code means; the HTTP layer maps Kind to a status in one place and shows causes to nobody.
package fault

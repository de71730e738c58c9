// Package terminal knows the enrolled gate and seat terminals: the code that enrols one, the bearer token by which it is
// known from then on, and the room and seat where it stands.
//
// Staff of the room make a code (eight characters, 30 minutes, once); the terminal turns it into a token that is shown once
// and stored as a hash. A seat has one live terminal: enrolling another ends the first.
//
// Libraries: none beyond the standard library.
//
// Why a package of its own (2026-11-22): a machine is nobody; exam/people keeps natural persons and organisations.
package terminal

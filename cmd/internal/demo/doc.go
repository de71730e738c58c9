// Package demo fills an empty database with made-up data through the services themselves, acting as the demo staff: one
// authority, one centre, one enterprise, two rooms of twelve seats, the sample bank in use, thirty people at every step of
// the way. Every number is computed to be well formed and belongs to nobody on purpose; every page shows a banner.
//
// Why (2026-11-21): going through the services keeps the demo honest. What they would refuse a bureau, they refuse the
// demo, so a broken rule breaks the demo's test.
package demo

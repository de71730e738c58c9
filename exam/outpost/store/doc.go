// Package store keeps room nodes, hand-overs and kept evidence at the centre, and charges and seat terminals on a room node,
// in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

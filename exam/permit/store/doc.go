// Package store keeps pass records, permit applications, permits, their changes and histories in SQLite or MySQL.
//
// Library: gorm, fixed by the owner.
package store

package store

import "github.com/suikao/suikao/internal/sqldb"

// Store implements release.RecordStore, release.TrackStore and release.CheckStore on one database.
type Store struct{ db *sqldb.DB }

// New makes a store on db.
func New(db *sqldb.DB) *Store { return &Store{db} }

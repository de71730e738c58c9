// Package upkeep is what an operator does beside serving: backup, restore, and the room's certificate authority.
//
// A backup is one tar file: a manifest with the schema steps, row counts and digests; every table as JSON lines, read in
// one consistent snapshot; every blob; the key file and the exported audit heads. The same file restores into SQLite and
// into MySQL, so it also moves a trial installation to production.
//
// Why (2026-11-21): a logical dump of our own instead of mysqldump or a file copy, because one tested format for both
// engines is one drill to practise, and a copy of a running SQLite file is not a backup.
package upkeep

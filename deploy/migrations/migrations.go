// Package migrations embeds the numbered, forward-only schema steps of both engines. A step that has been released is
// never edited; a change is a new number in both folders.
package migrations

import "embed"

// FS holds sqlite/NNNN_name.sql and mysql/NNNN_name.sql.
//
//go:embed sqlite mysql
var FS embed.FS

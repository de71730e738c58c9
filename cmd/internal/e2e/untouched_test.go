package e2e_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/suikao/suikao/internal/sqldb"
)

// restless are the tables and columns that change by themselves or by being asked.
var restless = map[string][]string{
	"job": {"*"}, "outbox_event": {"*"}, "audit_entry": {"*"}, "device": {"seen_at"}, "sitting_head": {"epoch"}, "schema_version": {"*"},
	"tlog_checkpoint": {"*"}, "tlog_witness": {"*"}, "tlog_leaf": {"n"}, "tlog_head": {"*"}, "tlog_hash": {"*"}, "tlog_salt": {"*"}, "permit_status_version": {"*"}, "permit_place": {"version"}, "permit_reminder": {"*"}, "permit_seen": {"*"}, "throttle": {"*"}, "room_record": {"*"}, "gate_visit": {"*"}, "duty_call": {"*"}, "text_notice": {"*"}, "node": {"*"}, "outage": {"*"},
	"camera_watch": {"*"}, "camera_gap": {"*"}, "seat_loss": {"*"}, "room_outage": {"*"}, "room_passage": {"*"}, "incident": {"*"}, "incident_rate": {"*"}, "incident_sample": {"*"}, // what the program notes of seats and cameras by itself
}

// own are the rows of a table that the program writes by itself: what the house is, and the versions of its status lists.
var own = map[string]string{"tlog_leaf": " WHERE kind NOT IN ('software','trust','status')"}

// fingerprint is a digest of every table's content.
func (e *evidence) fingerprint(t testing.TB) map[string]string {
	t.Helper()
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if e.db.Engine() == sqldb.MySQL {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"
	}
	out := map[string]string{}
	for _, name := range e.strings(t, query) {
		if skip := restless[name]; !slices.Contains(skip, "*") {
			out[name] = e.content(t, name, restless[name])
		}
	}
	if len(out) < 40 {
		t.Fatalf("only %d tables", len(out))
	}
	return out
}

func (e *evidence) strings(t testing.TB, query string) []string {
	t.Helper()
	rows, err := e.db.SQL().Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// content is a digest of a table without some columns, whatever the order of its rows.
func (e *evidence) content(t testing.TB, table string, without []string) string {
	t.Helper()
	rows, err := e.db.SQL().Query("SELECT * FROM `" + table + "`" + own[table])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	cols, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		cells := make([]any, len(cols))
		for i := range cells {
			cells[i] = new(any)
		}
		if err := rows.Scan(cells...); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for i, c := range cells {
			if !slices.Contains(without, cols[i]) {
				fmt.Fprintf(&b, "%s=%v|", cols[i], *(c.(*any)))
			}
		}
		lines = append(lines, b.String())
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return fmt.Sprintf("%d rows, %s", len(lines), hex.EncodeToString(sum[:8]))
}

// untouched runs act and fails when anything in the database is different afterwards.
func (e *evidence) untouched(t *testing.T, what string, act func()) {
	t.Helper()
	before := e.fingerprint(t)
	act()
	for name, is := range e.fingerprint(t) {
		if is != before[name] {
			t.Errorf("%s: table %s went from %s to %s", what, name, before[name], is)
		}
	}
}

package upkeep

import (
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/suikao/suikao/internal/sqldb"
)

// Table describes one dumped table in the manifest.
type Table struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    int64    `json:"rows"`
	SHA256  string   `json:"sha256"`
}

// binary is how bytes stand in the dump, to tell them from text.
type binary struct {
	B string `json:"b"`
}

// snapshot opens a read transaction that sees one moment of the whole database. The returned function ends it.
func snapshot(ctx context.Context, db *sqldb.DB) (*sql.Conn, func(), error) {
	conn, err := db.Unhurried().Conn(ctx)
	if err != nil {
		return nil, nil, err
	}
	begin := []string{"SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ", "START TRANSACTION WITH CONSISTENT SNAPSHOT"}
	if db.Engine() == sqldb.SQLite {
		begin = []string{"BEGIN DEFERRED", "SELECT 1 FROM schema_version LIMIT 1"} // the first read fixes the snapshot
	}
	for _, s := range begin {
		if _, err := conn.ExecContext(ctx, s); err != nil {
			_ = conn.Close()
			return nil, nil, err
		}
	}
	return conn, func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		_ = conn.Close()
	}, nil
}

func tableNames(ctx context.Context, conn *sql.Conn, engine sqldb.Engine) ([]string, error) {
	q := "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name"
	if engine == sqldb.SQLite {
		q = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
	}
	rows, err := conn.QueryContext(ctx, q)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

// dumpTable writes the rows as JSON arrays, one a line, ordered by all columns so that equal tables give equal bytes.
func dumpTable(ctx context.Context, conn *sql.Conn, name string, w io.Writer) (Table, error) {
	t := Table{Name: name}
	probe, err := conn.QueryContext(ctx, "SELECT * FROM `"+name+"` WHERE 1 = 0")
	if err != nil {
		return t, err
	}
	t.Columns, err = probe.Columns()
	if cerr := probe.Close(); err != nil || cerr != nil {
		return t, fmt.Errorf("columns of %s: %w", name, err)
	}
	order := make([]string, len(t.Columns))
	for i := range order {
		order[i] = fmt.Sprint(i + 1)
	}
	rows, err := conn.QueryContext(ctx, "SELECT * FROM `"+name+"` ORDER BY "+strings.Join(order, ","))
	if err != nil {
		return t, err
	}
	defer func() { _ = rows.Close() }()
	types, err := rows.ColumnTypes()
	if err != nil {
		return t, err
	}
	sum := sha256.New()
	enc := json.NewEncoder(io.MultiWriter(w, sum))
	enc.SetEscapeHTML(false)
	cells, ptrs := make([]any, len(types)), make([]any, len(types))
	for i := range cells {
		ptrs[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(ptrs...); err != nil {
			return t, err
		}
		line := make([]any, len(cells))
		for i, c := range cells {
			if line[i], err = plain(c, types[i].DatabaseTypeName()); err != nil {
				return t, fmt.Errorf("%s.%s: %w", name, t.Columns[i], err)
			}
		}
		if err := enc.Encode(line); err != nil {
			return t, err
		}
		t.Rows++
	}
	t.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return t, rows.Err()
}

func isBytes(declared string) bool {
	d := strings.ToUpper(declared)
	return strings.Contains(d, "BLOB") || strings.Contains(d, "BINARY")
}

func plain(v any, declared string) (any, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case int64:
		return json.Number(fmt.Sprint(x)), nil
	case float64:
		return fraction(x), nil
	case string:
		if isBytes(declared) {
			return binary{base64.StdEncoding.EncodeToString([]byte(x))}, nil
		}
		return x, nil
	case []byte:
		if isBytes(declared) {
			return binary{base64.StdEncoding.EncodeToString(x)}, nil
		}
		if strings.Contains(strings.ToUpper(declared), "INT") {
			return json.Number(string(x)), nil
		}
		if d := strings.ToUpper(declared); strings.Contains(d, "DOUBLE") || strings.Contains(d, "FLOAT") {
			f, err := strconv.ParseFloat(string(x), 64)
			return fraction(f), err
		}
		return string(x), nil
	}
	return nil, fmt.Errorf("a %T of type %s cannot be dumped", v, declared)
}

// fraction writes a number so that both engines give the same bytes and it comes back as it was.
func fraction(x float64) json.Number { return json.Number(strconv.FormatFloat(x, 'g', -1, 64)) }

// loadTable inserts the lines of r into an empty table.
func loadTable(ctx context.Context, tx *sql.Conn, t Table, r io.Reader) error {
	sum := sha256.New()
	in := bufio.NewReaderSize(io.TeeReader(r, sum), 1<<20)
	marks := "(" + strings.TrimSuffix(strings.Repeat("?,", len(t.Columns)), ",") + ")"
	insert := "INSERT INTO `" + t.Name + "` (`" + strings.Join(t.Columns, "`,`") + "`) VALUES "
	var n int64
	var args []any
	batch := max(1, min(200, 30000/max(1, len(t.Columns))))
	flush := func() error {
		if len(args) == 0 {
			return nil
		}
		all := strings.TrimSuffix(strings.Repeat(marks+",", len(args)/len(t.Columns)), ",")
		_, err := tx.ExecContext(ctx, insert+all, args...)
		args = args[:0]
		return err
	}
	for {
		line, err := in.ReadBytes('\n')
		if err == io.EOF && len(line) == 0 {
			break
		}
		if err != nil {
			return fmt.Errorf("%s, row %d: %w", t.Name, n+1, err)
		}
		row, err := parseRow(line, len(t.Columns))
		if err != nil {
			return fmt.Errorf("%s, row %d: %w", t.Name, n+1, err)
		}
		args = append(args, row...)
		if n++; n%int64(batch) == 0 {
			if err := flush(); err != nil {
				return fmt.Errorf("%s, near row %d: %w", t.Name, n, err)
			}
		}
	}
	if err := flush(); err != nil {
		return fmt.Errorf("%s: %w", t.Name, err)
	}
	if n != t.Rows || hex.EncodeToString(sum.Sum(nil)) != t.SHA256 {
		return fmt.Errorf("%s: %d rows read, %d expected, or the digest does not fit: the backup is damaged", t.Name, n, t.Rows)
	}
	return nil
}

func parseRow(line []byte, want int) ([]any, error) {
	d := json.NewDecoder(strings.NewReader(string(line)))
	d.UseNumber()
	var cells []any
	if err := d.Decode(&cells); err != nil {
		return nil, err
	}
	if len(cells) != want {
		return nil, fmt.Errorf("%d cells, %d columns", len(cells), want)
	}
	for i, c := range cells {
		switch x := c.(type) {
		case json.Number:
			v, err := x.Int64()
			if err == nil {
				cells[i] = v
				break
			}
			if cells[i], err = x.Float64(); err != nil {
				return nil, err
			}
		case map[string]any:
			s, ok := x["b"].(string)
			if !ok {
				return nil, fmt.Errorf("cell %d is not of this format", i+1)
			}
			b, err := base64.StdEncoding.DecodeString(s)
			if err != nil {
				return nil, err
			}
			cells[i] = b
		}
	}
	return cells, nil
}

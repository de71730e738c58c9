package e2e_test

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/sealed"
	"github.com/suikao/suikao/questionbank/sealed/sealtest"
)

// foreignText stands in every text of the items of foreignFile, and nowhere else.
const foreignText = sealtest.Text

// foreignFile is a sealed release of three items for the place, made by an owner whose public key is returned.
func foreignFile(t *testing.T, p *place) (file string, owner []byte, version assembly.VersionID) {
	t.Helper()
	ring, err := crypt.Load(filepath.Join(p.settings["DATA_DIR"], "key.json"))
	if err != nil {
		t.Fatal(err)
	}
	device, err := sealed.DeriveKeys(ring)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := sealtest.Keys()
	if err != nil {
		t.Fatal(err)
	}
	f, err := sealtest.Make(keys, device.Device(), itemCode, nil)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "release.sealed")
	if err := os.WriteFile(file, f.Bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	return file, keys.Owner(), f.Version
}

// Promise: whoever has every office of a bank, reads, changes, copies and exports nothing of what somebody else owns, by no operation about
// banks, releases and items; what the operations do tell holds no text of an item.
func TestNoOperationShowsASealedRelease(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	const pass = "suikao-demo-2026\n"
	file, owner, version := foreignFile(t, p)
	db := p.db(t).SQL()
	org := ""
	if err := db.QueryRow("SELECT id FROM org WHERE kind = 'AUTHORITY'").Scan(&org); err != nil {
		t.Fatal(err)
	}
	imports := []string{"import", "sealed", file, "--org", org, "--as", "reviewer"}
	if out, err := tool(t, p.settings, pass, imports...); err == nil || !strings.Contains(err.Error(), "bank.sealed_owner") {
		t.Fatalf("taken from an owner whom nobody entered: %s %v", out, err)
	}
	must(t, p.settings, pass+pass, "keys", "owner", hex.EncodeToString(owner), "--name", "国家题库", "--from", "2020-01-01", "--to", "2099-12-31", "--as", "admin", "--with", "security")
	if out := must(t, p.settings, pass, imports...); strings.Contains(out, foreignText) {
		t.Error("the command tells what an item asks")
	}
	srv := serve(t, p.settings)
	s := visit(t, srv.url, time.Now)
	tr := treasure{ids: map[string]string{"org": org, "item_version": string(version)}}
	for table, query := range map[string]string{"bank": "SELECT id FROM bank WHERE foreign_owner <> ''", "bank_release": "SELECT release_id FROM sealed_release"} {
		id := ""
		if err := db.QueryRow(query).Scan(&id); err != nil {
			t.Fatal(err)
		}
		tr.ids[table] = id
	}
	number := func(query string, args ...any) (n int) {
		if err := db.QueryRow(query, args...).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	versions := number("SELECT COUNT(*) FROM item_version WHERE bank_id = ?", tr.ids["bank"])
	// A release of the own bank takes these items in, before the loop withdraws what it finds.
	own := ""
	if err := db.QueryRow("SELECT id FROM bank WHERE foreign_owner = '' AND item_code = ?", itemCode).Scan(&own); err != nil {
		t.Fatal(err)
	}
	mixed := post[struct{ ID string }](s.as("writer"), "/api/staff/banks/"+own+"/releases", form{"name": "并入", "take": []string{tr.ids["bank_release"]}}).ID
	post[struct{}](s.as("reviewer"), "/api/staff/bank-releases/"+mixed+"/activate", form{})
	foreign := showsNothing(t, s, tr, version)
	for _, want := range []string{"GET /banks/{id}/items", "POST /banks/{id}/items", "GET /banks/{id}/review", "GET /banks/{id}/alike", "GET /banks/{id}/citations", "GET /banks/{id}/pictures",
		"GET /bank-releases/{id}/items", "POST /bank-releases/{id}/exports", "POST /bank-releases/{id}/export", "GET /item-versions/{id}", "GET /item-versions/{id}/comments",
		"POST /banks/{id}/releases", "GET /bank-releases/{id}/keys/{no}", "POST /bank-releases/{id}/keys"} {
		if !foreign[want] {
			t.Errorf("%s does not say that the items are somebody else's", want)
		}
	}
	if n := number("SELECT COUNT(*) FROM item_version WHERE bank_id = ?", tr.ids["bank"]); n != versions || n != 3 {
		t.Errorf("%d versions became %d", versions, n)
	}
	if n := number("SELECT COUNT(*) FROM audit_entry WHERE verb = 'bank.foreign.refuse'"); n < len(foreign) {
		t.Errorf("%d refusals are on the trail, %d operations refused", n, len(foreign))
	}

	tr.ids["bank"], tr.ids["bank_release"] = own, mixed
	mixedForeign := showsNothing(t, s, tr, version)
	for _, want := range []string{"POST /bank-releases/{id}/export", "GET /item-versions/{id}"} {
		if !mixedForeign[want] {
			t.Errorf("%s does not say that items of the release are somebody else's", want)
		}
	}
	var tables []string
	rows, err := db.Query("SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		name := ""
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, name)
	}
	for _, name := range slices.Sorted(slices.Values(tables)) {
		if strings.Contains(dump(t, db, name), foreignText) {
			t.Errorf("the table %s holds a text of an item in the open", name)
		}
	}
}

// showsNothing asks for everything about a bank, its release and a version with every office, and returns the operations that said that it
// is somebody else's.
func showsNothing(t *testing.T, s *site, tr treasure, version assembly.VersionID) map[string]bool {
	t.Helper()
	doc, ops := described(t, s.url)
	foreign := map[string]bool{}
	for _, o := range ops {
		if !strings.HasPrefix(o.path, "/api/staff/banks/") && !strings.HasPrefix(o.path, "/api/staff/bank-releases/") && !strings.HasPrefix(o.path, "/api/staff/item-versions/") {
			continue
		}
		body := tr.form(doc, o)
		if strings.HasPrefix(o.path, "/api/staff/item-versions/") && !strings.Contains(o.path, "{id}") {
			body = form{"ids": []string{string(version), string(version)}, "versions": []string{string(version)}, "comment": "试一试", "reason": "试一试", "group": "组"}
		}
		for _, who := range []string{"writer", "reviewer", "auditor"} {
			r := s.as(who).send(o.method, tr.path(o), body)
			if strings.Contains(string(r.Body), foreignText) {
				t.Errorf("%s: %s %s tells what an item asks: %s", who, o.method, o.path, r)
			}
			if r.Status >= 500 || r.Err != nil || !r.ok() && r.code() == "" {
				t.Errorf("%s: %s %s: %s", who, o.method, o.path, r)
			}
			if r.code() == "bank.foreign" || r.code() == "bank.mixed" {
				foreign[o.method+" "+strings.TrimPrefix(o.path, "/api/staff")] = true
			}
		}
	}
	return foreign
}

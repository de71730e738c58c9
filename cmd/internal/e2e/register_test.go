package e2e_test

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// confirmByFile reports the permit to the national register in a batch, and takes its answer in as a file that two people put into effect.
func (s *site) confirmByFile(t *testing.T, permitID string) {
	t.Helper()
	issuer, at := s.as("issuer"), "/api/staff/register"
	batch := post[struct {
		ID      string
		Entries int
	}](issuer, at+"/batches", form{"columns": []string{"number", "name", "code"}})
	issuer.refused("POST", at+"/batches", form{}, "permit.register_nothing")
	file := issuer.send(http.MethodGet, at+"/batches/"+batch.ID+"/file?format=csv", nil)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(file.Body), "\ufeff"))).ReadAll()
	rows = slices.DeleteFunc(rows, func(r []string) bool { return len(r) != 3 || r[2] != itemCode }) // the demo's imported permits are of others
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d lines: batch %q: %v", batch.Entries, file.Body, err)
	}
	answer := "证书编号,姓名,准操项目,结果,平台编号\n" + strings.Join(rows[0], ",") + ",已入库,QG-2026-1\nT0,查无此人,电工,已入库,QG-2026-2\n"
	m := call[struct {
		ID       string
		Confirms int
		Problems []struct{ Row int }
	}](issuer, http.MethodPost, at+"/imports?name=answers.csv", []byte(answer))
	if m.Confirms != 1 || len(m.Problems) != 1 || m.Problems[0].Row != 3 {
		t.Fatalf("report %+v", m)
	}
	decide := at + "/imports/" + m.ID + "/decide"
	issuer.refused("POST", decide, form{"approve": true, "note": "核对无误"}, "permit.register_same_person")
	post[none](s.as("clerk"), decide, form{"approve": true, "note": "核对无误"})
	eventually(t, "the permit is confirmed", func() bool {
		return get[struct{ National string }](s.as("issuer"), "/api/staff/permits/"+permitID).National == "CONFIRMED"
	})
}

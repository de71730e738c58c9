package e2e_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/suikao/suikao/exam/people/identity"
)

// takesIn imports a permit of before from a file, by two people; a stranger checks it, and the log counts it apart.
func (s *site) takesIn(t *testing.T) {
	t.Helper()
	issuer, at := s.as("issuer"), "/api/staff/permit-intakes"
	doc := "42060219850512731"
	doc += string(identity.GB11643Check(doc))
	file := "姓名,证件号码,操作项目,证书编号,初领日期,有效期起,有效期止,实际复审日期,发证机关\n" +
		"屈原平," + doc + ",压力焊作业,T" + doc + ",2021-03-01,2021-03-01,2027-02-28,2024-02-20,原某市安全生产监督管理局\n" +
		"屈原平," + doc + ",压力焊作业,T" + doc + ",2021-03-01,2021-03-01,2027-02-28,2024-02-20,原某市安全生产监督管理局\n"
	m := call[struct {
		ID       string
		State    string
		Waiting  int
		Problems []struct {
			Row  int
			Code string
		}
	}](issuer, http.MethodPost, at+"?name=papers.csv", []byte(file))
	if m.State != "PENDING" || m.Waiting != 1 || len(m.Problems) != 1 || m.Problems[0].Row != 3 || m.Problems[0].Code != "permit.intake_row_twice" {
		t.Fatalf("%+v", m)
	}
	issuer.refused("POST", at+"/"+m.ID+"/decide", form{"approve": true, "note": "已核对"}, "permit.intake_same_person")
	post[none](s.as("clerk"), at+"/"+m.ID+"/decide", form{"approve": true, "note": "已与档案核对"})
	eventually(t, "the permit is made", func() bool {
		return get[struct{ State string }](s.as("issuer"), at+"/"+m.ID).State == "DONE"
	})
	stranger := newClient(t, s.url)
	a := post[publicAnswer](stranger, "/api/public/verify/number", stranger.proved(form{"number": "T" + doc, "name": "屈原平"}))
	if len(a.Permits) != 1 {
		t.Fatalf("%+v", a)
	}
	p := a.Permits[0]
	if p["colour"] != "AMBER" || p["firstIssuedOn"] != "2021-03-01" || p["issuer"] != "原某市安全生产监督管理局" || p["takenIn"] == nil || p["logged"] == nil ||
		!strings.Contains(fmt.Sprint(p["review"]), "2024-02-20") {
		t.Errorf("%+v", p)
	}
}

// issueInRun has the issuer issue what waits in one run, among it the application of a person, and returns the permit.
func (s *site) issueInRun(t *testing.T, me *client) string {
	t.Helper()
	app := post[application](me, "/api/candidate/permit-applications", s.papers(me))
	post[none](s.as("clerk"), "/api/staff/permit-applications/"+app.ID+"/approve", nil)
	s.as("clerk").refused("POST", "/api/staff/permit-runs", form{}, "permit.forbidden")
	run := post[struct {
		ID    string
		Total int
	}](s.as("issuer"), "/api/staff/permit-runs", form{})
	if run.Total != 1 {
		t.Errorf("%+v", run)
	}
	eventually(t, "the run is over", func() bool {
		r := get[struct {
			State  string
			Issued int
		}](s.as("issuer"), "/api/staff/permit-runs/"+run.ID)
		return r.State == "DONE" && r.Issued == 1
	})
	s.as("issuer").refused("POST", "/api/staff/permit-runs", form{}, "permit.run_nothing")
	return get[list[permitCard]](me, "/api/candidate/permits").Items[0].ID
}
